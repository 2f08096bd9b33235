#include "compiler/parse/cut_words.h"

namespace pol::parse {

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsHanDigit(char32_t c) {
  return IsDigit(c) || std::u32string_view(U"零〇一二两三四五六七八九十百千万").find(c) !=
                           std::u32string_view::npos;
}
bool IsPostBound(TokenKind kind) {
  return kind == TokenKind::ORMORE || kind == TokenKind::ORLESS || kind == TokenKind::BEYOND;
}
bool IsOperandWord(TokenKind kind) {
  return kind == TokenKind::YES || kind == TokenKind::NAY || kind == TokenKind::NONE ||
         kind == TokenKind::FREE;
}
bool IsConclusion(TokenKind kind) {
  return kind == TokenKind::THEN || kind == TokenKind::ELSE || kind == TokenKind::OTHERWISE;
}
bool IsModal(TokenKind kind) {
  return kind == TokenKind::MAY || kind == TokenKind::SHALL || kind == TokenKind::MUSTNOT ||
         kind == TokenKind::PRINCIPLE;
}
// Stands between two operands, or after one.
bool IsInfix(TokenKind kind) {
  switch (kind) {
    case TokenKind::IS:
    case TokenKind::ISNOT:
    case TokenKind::MEMBER:
    case TokenKind::NONMEMBER:
    case TokenKind::OVER:
    case TokenKind::BELOW:
    case TokenKind::REACHES:
    case TokenKind::ATMOST:
    case TokenKind::ORMORE:
    case TokenKind::ORLESS:
    case TokenKind::BEYOND:
    case TokenKind::AND:
    case TokenKind::OR:
    case TokenKind::THEN:
    case TokenKind::UNLESS:
    case TokenKind::WHERE:
    case TokenKind::CAPPED:
    case TokenKind::FLOORED:
    case TokenKind::WITHOUT:
    case TokenKind::DE:
    case TokenKind::TO:
    case TokenKind::ONWARD:
    case TokenKind::INCLUSIVE:
    case TokenKind::DURING:
    case TokenKind::PRIOR:
    case TokenKind::LATER:
    case TokenKind::RAISED:
    case TokenKind::LOWERED:
    case TokenKind::REDUCED:
    case TokenKind::HALVED:
    case TokenKind::PEREXTRA:
    case TokenKind::ADDS:
    case TokenKind::COUNTED:
    case TokenKind::HIGHEST:
    case TokenKind::LOWEST:
    case TokenKind::SUMMED:
    case TokenKind::EXCEPTED:
    case TokenKind::ASIDE:
      return true;
    default:
      return false;
  }
}

// The longest literal that begins at `p`, as the lexer would read it.
Literal LiteralAt(const std::vector<char32_t>& r, size_t p) {
  Literal best;
  auto take = [&best](size_t end, TokenKind kind) {
    if (end > best.end) best = {end, kind};
  };
  auto digits = [&r](size_t i, size_t most = SIZE_MAX) {
    size_t n = 0;
    while (i + n < r.size() && n < most && IsDigit(r[i + n])) n++;
    return n;
  };
  if (IsDigit(r[p])) {
    size_t e = p + digits(p);
    if (e + 1 < r.size() && r[e] == '.' && IsDigit(r[e + 1])) e += 1 + digits(e + 1);
    if (e + 1 < r.size() && r[e] == U'万' && r[e + 1] == U'亿')
      e += 2;
    else if (e < r.size() && (r[e] == U'万' || r[e] == U'亿'))
      e++;
    if (e < r.size() && (r[e] == '%' || r[e] == U'‰')) e++;
    take(e, TokenKind::NUMBER);
    if (digits(p, 5) == 4 && p + 4 < r.size() && r[p + 4] == U'年') {
      size_t m = p + 5, n = digits(m, 2);
      if (n > 0 && m + n < r.size() && r[m + n] == U'月') {
        take(m + n + 1, TokenKind::MONTH);
        size_t d = m + n + 1, k = digits(d, 2);
        if (k > 0 && d + k < r.size() && r[d + k] == U'日') take(d + k + 1, TokenKind::DATE);
      }
    }
  }
  size_t e = p;
  while (e < r.size() && IsHanDigit(r[e])) e++;
  if (e > p && e < r.size()) {
    if (r[e] == U'折' || r[e] == U'成') take(e + 1, TokenKind::HANNUMBER);
    if (r[e] == U'分' && e + 2 < r.size() && r[e + 1] == U'之' && IsHanDigit(r[e + 2])) {
      size_t f = e + 2;
      while (f < r.size() && IsHanDigit(r[f])) f++;
      take(f, TokenKind::HANNUMBER);
      if (f < r.size() && (r[f] == U'折' || r[f] == U'成') && f > best.end)
        take(f + 1, TokenKind::HANNUMBER);
    }
  }
  return best;
}

}  // namespace pol::parse
