// What the tree says about each token: where lines begin, which brackets are intervals, which words
// are names.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/format/words.h"

namespace pol::format {

struct Mark {
  int indent = -1;             // >= 0: a line begins here, so far to the right
  bool block = false;          // the line begins a declaration: a blank line before it is kept
  bool soft = false;           // the first places at which a long line is broken
  bool clause = false;         // then, unless of a rule: broken before what is inside them
  bool value = false;          // = before the value of a declaration
  bool name = false;           // a drafter's own name, even if it looks like a keyword
  bool interval = false;       // bracket or comma of an interval
  bool alias = false;          // ( of a declared name's alias
  bool unit = false;           // unit right after its number
  bool tight = false;          // no space before it
  bool wants_of = false;       // English writes `of` before it
  bool chinese = false;        // in a declaration that begins with a Chinese word
  bool count = false;          // 至少 of "at least two of", 至多 of a list or a leg
  bool share = false;          // 的 of 投资额的20%, which English writes as a product
  bool silent = false;         // a particle that the other script does without
  bool frame = false;          // 的 before the comma, or the colon, after the condition of 对 … 的，…
  Place place = Place::kNone;  // of a name that may be built in
  int row = -1;                // of a table
};

struct Row {
  size_t begin = 0, end = 0;  // tokens
  int table = 0;
};

struct Marks {
  std::vector<Mark> tokens;
  std::vector<Row> rows;
  int tables = 0;
};

Marks MarkTokens(const ast::File& file);

}  // namespace pol::format
