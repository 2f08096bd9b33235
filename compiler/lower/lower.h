// The typed model as a program for the engines. Call only where checking found no error.
#pragma once

#include <map>
#include <memory>

#include "compiler/check/check.h"
#include "runtime/program/program.h"

namespace pol::check {
struct PolicyModel;
}

namespace pol::lower {

// The policies of this file and of those that it uses, each as compiled by itself.
using Lowered = std::map<const check::PolicyModel*, std::shared_ptr<const program::Policy>>;

// `lowered` holds the policies of other files that this one uses, and is given those of this file.
std::shared_ptr<const program::Program> Lower(const ast::File& file, const check::Model& model,
                                              Lowered* lowered);
std::shared_ptr<const program::Program> Lower(const ast::File& file, const check::Model& model);

}  // namespace pol::lower
