// Cuts runs of Han text written without spaces into keywords, declared names, built-ins and
// literals.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/token.h"
#include "compiler/parse/names.h"

namespace pol::parse {

// A run that could not be cut in exactly one way; it stays one NAME.
struct BadRun {
  source::Range range;
  bool too_long = false;
  std::vector<std::string>
      candidates;         // several readings, pieces between spaces; empty: no reading at all
  source::Range unknown;  // the part that is not declared
  std::string nearest;    // a declared name that resembles it; "" if none does
};
struct CutResult {
  std::vector<ast::Token> tokens;
  std::vector<BadRun> bad;
};
// `known`: names declared outside this file (of imports, of code files). Fills declared->final_at.
CutResult CutRuns(const std::vector<ast::Token>& tokens, DeclaredNames* declared,
                  const std::vector<std::string>& known, size_t run_bytes);

}  // namespace pol::parse
