// The files that a text names, found from its tokens alone: the names that they declare must be
// known before runs are cut.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/token.h"
#include "compiler/source/source.h"

namespace pol::parse {

struct Reference {
  ast::TokenKind head = ast::TokenKind::END;  // USE, ENUM, CALENDAR or TESTS: what comes from there
  std::string name;                           // USE, CALENDAR: what is named before `from`
  std::string path;                           // as written, without quotation marks
  source::Range range;                        // of the path with its quotation marks
};

// In the order of the text. Costs nearly nothing where the text has no `from "…"`.
std::vector<Reference> ReferencesOf(const source::Source& source);

}  // namespace pol::parse
