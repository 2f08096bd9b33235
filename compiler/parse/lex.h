// Text to tokens: the generated lexer over characters mapped to classes, then keywords by table.
#pragma once

#include <mutex>
#include <vector>

#include "compiler/ast/token.h"
#include "compiler/source/source.h"

namespace pol::parse {

struct Lexed {
  std::vector<ast::Token> tokens;  // words already keywords, runs not yet cut; the last is END
  std::vector<ast::Comment> comments;
};
// The generated lexer and parser share automata that grow while they run: who uses either holds this.
std::mutex& GeneratedCode();
// Not safe from several threads at once.
Lexed Lex(const source::Source& source);

// The characters of one text with the byte each begins at, and one more for its end.
struct Characters {
  std::vector<char32_t> points;
  std::vector<uint32_t> offsets;
};
Characters Decode(std::string_view utf8);

// Full-width signs, letters and digits as their half-width twins, U+3000 as a space.
char32_t Fold(char32_t c);
bool IsHan(char32_t c);

}  // namespace pol::parse
