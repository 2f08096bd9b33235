// The typed model as a program for the engines. Call only where checking found no error.
#pragma once

#include <memory>

#include "compiler/check/check.h"
#include "runtime/program/program.h"

namespace pol::lower {

std::shared_ptr<const program::Program> Lower(const ast::File& file, const check::Model& model);

}  // namespace pol::lower
