// The tables of keywords and built-ins, looked up by spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/ast/token.h"

namespace pol::parse {

using ast::TokenKind;

enum class WordKind : uint8_t { HEAD, WORD, SOFT };
enum class Glue : uint8_t { B, R, N, H, T, D };  // see grammar/keywords.def

struct Word {
  TokenKind token;
  WordKind kind;
  Glue glue;
  bool han;  // spelled in Chinese: only such words are cut out of a run
  bool line = false;  // a head only at the beginning of a line, else a name
};
struct Builtin {
  bool type = false, unit = false, value = false, function = false, fixed = false;
};

class WordTable {
 public:
  WordTable();
  // Null if the spelling (width folded) is no keyword.
  const Word* Find(std::string_view spelling) const;
  const Builtin* FindBuiltin(std::string_view spelling) const;
  const std::unordered_map<std::string_view, Word>& words() const { return words_; }
  const std::unordered_map<std::string_view, Builtin>& builtins() const { return builtins_; }
  // First spelling; "" where a language has none.
  std::string_view Chinese(TokenKind token) const { return chinese_[static_cast<size_t>(token)]; }
  std::string_view English(TokenKind token) const { return english_[static_cast<size_t>(token)]; }

 private:
  std::unordered_map<std::string_view, Word> words_;
  std::unordered_map<std::string_view, Builtin> builtins_;
  std::vector<std::string_view> chinese_, english_;
};

const WordTable& Words();

// A keyword (not a literal, name or sign).
bool IsKeyword(TokenKind kind);
// A keyword only in its place, else a name.
bool IsSoft(TokenKind kind);
// Begins a declaration.
bool IsHead(TokenKind kind);
// NAME, or a soft keyword that may stand for one.
bool IsNameLike(TokenKind kind);

}  // namespace pol::parse
