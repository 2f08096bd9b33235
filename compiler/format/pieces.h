// The tokens as they will be printed: spelled, with their comments, without what the formatter
// drops.
#pragma once

#include <string>
#include <vector>

#include "compiler/format/format.h"
#include "compiler/format/marks.h"

namespace pol::format {

struct Piece {
  ast::TokenKind kind = ast::TokenKind::END;
  std::string text;
  Mark mark;
  bool blank_before = false;  // an empty line stood before it (or before its comments)
  bool space_before = false;  // between it and the piece before, on one line
  int width = 0;
  std::vector<std::string>
      before;         // comments on lines of their own; "" is an empty line between them
  std::string after;  // comment at the end of its line
};

struct Pieces {
  std::vector<Piece> all;  // the last is END, with an empty text
  std::vector<Row> rows;   // begin and end number pieces
  int tables = 0;
};

Pieces MakePieces(const ast::File& file, const Options& options);

}  // namespace pol::format
