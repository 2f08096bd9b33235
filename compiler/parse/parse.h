// Text to tree: lex, turn words into keywords, find the declared names, cut runs, parse (syntax 4,
// 9).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"

namespace pol::parse {

struct Limits {
  size_t nesting = 64;  // of parentheses, ifs and labelled groups in one expression (semantics 9.5)
  size_t name_bytes = 400;    // of one name
  size_t number_digits = 60;  // of one number
  size_t run_bytes = 4'000;   // of one stretch of text written without spaces
  size_t table_rows = 10'000;
  size_t errors = 100;
};

// Always returns a tree; after errors it holds what could be read. Safe to call from several
// threads. `known`: names declared outside this file (by its imports, by code files), which take
// part in the cutting of runs.
std::unique_ptr<ast::File> Parse(std::shared_ptr<const source::Source> source, diag::Sink& sink,
                                 const Limits& limits = {},
                                 const std::vector<std::string>& known = {});

// The names that a file declares, for `known` of a file that imports it. Nothing is reported.
std::vector<std::string> NamesOf(const source::Source& source);

}  // namespace pol::parse
