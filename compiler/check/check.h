// Names, types, units, grids, sizes, cycles (semantics 1, 4, 6.1): the tree with everything
// resolved.
#pragma once

#include <memory>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/files.h"

namespace pol::check {

struct Model;  // model.h: one entry per policy, symbol and expression

struct Options {
  source::Loader* files = nullptr;  // null: no other file can be read
};

std::shared_ptr<const Model> Check(const ast::File& file, diag::Sink& sink,
                                   const Options& options = {});

}  // namespace pol::check
