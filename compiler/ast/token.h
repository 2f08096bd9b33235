// Tokens as the parser saw them: words already turned into keywords, runs already cut. For the formatter and for
// messages; positions are bytes of the source.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/source/source.h"

namespace pol::ast {

enum class TokenKind : uint8_t {
#define POL_KEYWORD(token, ...) token,
#include "grammar/keywords.def"
#undef POL_KEYWORD
  INSTANT, DATE, MONTH, TIME, HANNUMBER, NUMBER, STRING, ORDINAL, NAME,
  EQ, NE, LE, GE, LT, GT, ASSIGN, PLUS, MINUS, MUL, DIV, POW, TILDE, COLON, COMMA, DUN, DOT,
  LPAREN, RPAREN, LBRACK, RBRACK, DPIPE, PIPE, HASH, STOP, STRAY, END,
};

struct Token {
  TokenKind kind = TokenKind::END;
  source::Range range;
  std::string_view text;            // of the source, unchanged
  bool joined = false;              // cut out of a run: nothing stands between it and the token before
};
struct Comment {
  source::Range range;              // from // to the end of the line, without the line end
};

}  // namespace pol::ast
