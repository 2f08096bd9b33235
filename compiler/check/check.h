// Names, types, units, grids, sizes, cycles (semantics 1, 4, 6.1): the tree with everything
// resolved.
#pragma once

#include <memory>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"

namespace pol::check {

struct Model;  // model.h: one entry per policy, symbol and expression

std::shared_ptr<const Model> Check(const ast::File& file, diag::Sink& sink);

}  // namespace pol::check
