// Source text to a program: the facade that commands, tests and embedders use.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/parse.h"
#include "compiler/source/files.h"
#include "runtime/program/program.h"

namespace pol::driver {

struct Options {
  source::Limits source;
  parse::Limits parse;
  // Files that the text names; null: only the library that comes with the compiler. Used during
  // Compile alone.
  const source::Files* files = nullptr;
};

struct Compilation {
  std::shared_ptr<const source::Source> source;  // of a text that could not be read: as much as messages show
  std::unique_ptr<ast::File> file;                  // null: the text could not even be a source
  diag::Sink diagnostics;
  std::shared_ptr<const program::Program> program;  // null after errors
  std::vector<std::unique_ptr<Compilation>> used;   // the files that it uses, directly or not
};

// `name` is shown to people. Text problems (invalid UTF-8, too large) are diagnostics like any other.
std::unique_ptr<Compilation> Compile(std::string name, std::string text, const Options& options = {});

// The names that the files to which a text refers declare: parse::Parse must know them to cut the
// text as Compile does.
std::vector<std::string> KnownNames(const source::Source& source, source::Loader& files);
// The loader of one compilation of the text called `name`.
source::Loader LoaderOf(const std::string& name, const Options& options);

}  // namespace pol::driver
