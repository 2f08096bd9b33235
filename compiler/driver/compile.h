// Source text to a program: the facade that commands, tests and embedders use.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/parse.h"
#include "runtime/program/program.h"

namespace pol::driver {

struct Options {
  source::Limits source;
  parse::Limits parse;
};

struct Compilation {
  std::shared_ptr<const source::Source> source;  // of a text that could not be read: as much as messages show
  std::unique_ptr<ast::File> file;                  // null: the text could not even be a source
  diag::Sink diagnostics;
  std::shared_ptr<const program::Program> program;  // null after errors
};

// `name` is shown to people. Text problems (invalid UTF-8, too large) are diagnostics like any other.
std::unique_ptr<Compilation> Compile(std::string name, std::string text, const Options& options = {});

}  // namespace pol::driver
