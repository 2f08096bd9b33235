// The tree as text, for tests and for `pol` developers: one line per declaration, parentheses for
// structure.
#pragma once

#include <string>

#include "compiler/ast/ast.h"

namespace pol::ast {

struct DumpOptions {
  bool words = true;  // names, texts and numbers; without them only the structure is shown
};
std::string Dump(const File& file, const DumpOptions& options = {});
std::string Dump(const Declaration& declaration, const DumpOptions& options = {});
std::string Dump(const Expr& expr, const DumpOptions& options = {});

}  // namespace pol::ast
