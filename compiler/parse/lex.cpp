#include "compiler/parse/lex.h"

#include <antlr4-runtime.h>

#include "PolLexer.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

using grammar::PolLexer;

// The lexer knows Han characters only by the classes that PolLexer.g4 lists, because ANTLR caches
// no automaton edge above U+007F: without the classes each character costs a simulation step.
char32_t ClassOf(char32_t c) {
  if (c < 0x80) return c >= 0x20 || c == '\t' || c == '\r' || c == '\n' ? c : 0x7F;
  switch (c) {
    case U'年':
      return 0x02;
    case U'月':
      return 0x03;
    case U'日':
      return 0x04;
    case U'万':
      return 0x05;
    case U'亿':
      return 0x06;
    case U'分':
      return 0x07;
    case U'之':
      return 0x08;
    case U'折':
      return 0x0E;
    case U'成':
      return 0x0F;
    case U'“':
      return 0x12;
    case U'”':
      return 0x13;
    case U'「':
      return 0x14;
    case U'」':
      return 0x15;
    case U'、':
      return 0x16;
    case U'。':
      return 0x17;
    case U'；':
      return ';';
    case U'‰':
      return 0x18;
    case U'≠':
      return 0x19;
    case U'≤':
      return 0x1A;
    case U'≥':
      return 0x1B;
    case U'×':
      return '*';
    case U'÷':
      return '/';
    case U'−':
      return '-';
    case U'【':
      return '[';
    case U'】':
      return ']';
    case 0x3000:
    case 0x00A0:
      return ' ';
    case U'零':
    case U'〇':
    case U'一':
    case U'二':
    case U'两':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'十':
    case U'百':
    case U'千':
      return 0x10;
  }
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if ((c >= 0x2460 && c <= 0x2487) || (c >= 0x3220 && c <= 0x3229)) return 0x11;
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x2160 && c <= 0x217F))
    return 0x01;
  return c;
}

class MappedStream : public antlr4::ANTLRInputStream {
 public:
  explicit MappedStream(const Characters& characters) {
    const std::vector<char32_t>& points = characters.points;
    _data.resize(points.size());
    // An opening mark without its closing mark on the line is no opening mark: otherwise a line of
    // many would make the lexer look to the end of the line from each of them.
    bool curly = false, corner = false;
    for (size_t i = points.size(); i-- > 0;) {
      char32_t c = ClassOf(points[i]);
      if (c == '\n' || c == '\r') curly = corner = false;
      if (c == 0x13) curly = true;
      if (c == 0x15) corner = true;
      if ((c == 0x12 && !curly) || (c == 0x14 && !corner)) c = 0x7F;
      _data[i] = c;
    }
  }
};

TokenKind KindOf(size_t type) {
  // The keywords have the same numbers on both sides, because both lists come from keywords.def in
  // its order.
#define POL_KEYWORD(token, ...) \
  static_assert(size_t{PolLexer::token} == static_cast<size_t>(TokenKind::token) + 1);
#include "grammar/keywords.def"
#undef POL_KEYWORD
  constexpr size_t kToStop = PolLexer::STOP;
  static_assert(PolLexer::STOP == static_cast<size_t>(TokenKind::STOP) + 1);
  return type <= kToStop ? static_cast<TokenKind>(type - 1) : TokenKind::STRAY;
}

bool IsNumeral(std::string_view text) {
  for (char32_t c : Decode(text).points)
    if (ClassOf(c) != 0x10) return false;
  return true;
}
bool IsCount(const ast::Token& token) {  // 1 to 999
  return token.kind == TokenKind::NUMBER && token.text.size() <= 3 &&
         token.text.find_first_not_of("0123456789") == std::string_view::npos;
}

// 结果 利率：… is a declaration, 结果 anywhere else a name: what follows must look like one.
bool Declares(const std::vector<ast::Token>& t, size_t i, TokenKind head) {
  if (i + 2 >= t.size() || !IsNameLike(t[i + 1].kind)) return false;
  switch (t[i + 2].kind) {
    case TokenKind::COLON:
    case TokenKind::LPAREN:
    case TokenKind::DUN:
    case TokenKind::ASSIGN:
      return true;
    case TokenKind::STRING:
    case TokenKind::ID:
    case TokenKind::SOURCE:
    case TokenKind::END:
      return head == TokenKind::POLICY;
    default:
      return false;
  }
}

// What only the beginning of a line tells: head words that are names elsewhere, and item numbers
// (1) 1. 1、 一、 as documents print them.
void BeginLines(const source::Source& source, std::vector<ast::Token>* tokens) {
  std::vector<ast::Token>& t = *tokens;
  const std::string_view text = source.text();
  size_t out = 0;
  int depth = 0;
  uint32_t before = 0;  // end of the token before
  for (size_t i = 0; i < t.size(); i++, out++) {
    const bool first = i == 0 || text.substr(before, t[i].range.begin - before).find('\n') !=
                                     std::string_view::npos;
    const auto touches = [&](size_t k) {
      return k < t.size() && t[k - 1].range.end == t[k].range.begin;
    };
    if (first && t[i].kind == TokenKind::NAME) {
      const Word* word = Words().Find(t[i].text);
      if (word != nullptr && word->line && Declares(t, i, word->token)) t[i].kind = word->token;
    }
    size_t last = i;
    if (first && depth == 0) {
      if (t[i].kind == TokenKind::LPAREN && touches(i + 1) && IsCount(t[i + 1]) && touches(i + 2) &&
          t[i + 2].kind == TokenKind::RPAREN) {
        last = i + 2;
      } else if (touches(i + 1) &&
                 ((IsCount(t[i]) &&
                   (t[i + 1].kind == TokenKind::DOT || t[i + 1].kind == TokenKind::DUN)) ||
                  (t[i].kind == TokenKind::NAME && t[i + 1].kind == TokenKind::DUN &&
                   IsNumeral(t[i].text)))) {
        last = i + 1;
      }
    }
    before = t[last].range.end;
    if (last > i) {
      const source::Range range = {t[i].range.begin, t[last].range.end};
      t[out] = {TokenKind::ORDINAL, range, source.Text(range)};
      i = last;
      continue;
    }
    if (IsHead(t[i].kind)) depth = 0;
    if (t[i].kind == TokenKind::LPAREN) depth++;
    if (t[i].kind == TokenKind::RPAREN && depth > 0) depth--;
    t[out] = t[i];
  }
  t.resize(out);
}

}  // namespace

char32_t Fold(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x3000 ? U' ' : c;
}
bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007;
}

Characters Decode(std::string_view utf8) {
  Characters result;
  result.points.reserve(utf8.size());
  result.offsets.reserve(utf8.size() + 1);
  for (size_t i = 0; i < utf8.size();) {
    unsigned char first = utf8[i];
    size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? first : first & (0xFF >> (length + 1));
    for (size_t k = 1; k < length && i + k < utf8.size(); k++) c = c << 6 | (utf8[i + k] & 0x3F);
    result.points.push_back(c);
    result.offsets.push_back(static_cast<uint32_t>(i));
    i += length;
  }
  result.offsets.push_back(static_cast<uint32_t>(utf8.size()));
  return result;
}

Lexed Lex(const source::Source& source) {
  Characters characters = Decode(source.text());
  MappedStream stream(characters);
  PolLexer lexer(&stream);
  lexer.removeErrorListeners();
  Lexed result;
  result.tokens.reserve(characters.points.size() / 3 + 1);
  while (true) {
    std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) break;
    source::Range range{characters.offsets[token->getStartIndex()],
                        characters.offsets[token->getStopIndex() + 1]};
    if (token->getType() == PolLexer::COMMENT) {
      result.comments.push_back({range});
      continue;
    }
    std::string_view text = source.Text(range);
    TokenKind kind = KindOf(token->getType());
    if (kind == TokenKind::NAME && characters.points[token->getStartIndex()] != U'「' &&
        text[0] != '`') {
      const Word* word = Words().Find(text);
      // Full-width forms are rare and all begin with this byte: fold only such a text.
      if (word == nullptr && text.find('\xEF') != std::string_view::npos)
        word = Words().Find(source::FoldWidth(text));
      if (word != nullptr && !word->line) kind = word->token;
    }
    result.tokens.push_back({kind, range, text});
  }
  uint32_t end = static_cast<uint32_t>(source.text().size());
  result.tokens.push_back({TokenKind::END, {end, end}, {}});
  BeginLines(source, &result.tokens);
  return result;
}

}  // namespace pol::parse
