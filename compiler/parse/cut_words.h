// What stands in a run of Han text: the words as a tree, the kinds of words, literals.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/parse/lex.h"
#include "compiler/parse/words.h"

namespace pol::parse {

// What a stretch of characters can be. One bit each.
enum Use : uint16_t {
  kKeyword = 1,    // any keyword, also one that is never cut: 否 + 则 spells 否则
  kCut = 2,        // cut out of a run where names are declared (class b or r)
  kCutAlways = 4,  // cut in any file (class b)
  kName = 8,
  kFunction = 16,
  kType = 32,
  kUnit = 64,
  kAtHead = 128,     // cut only at the beginning of a run
  kAtTail = 256,     // only at its end
  kBeforeDigit = 512,  // only before a number, or at the end
};

// All words that a run may hold, as a tree over characters: a look-up ends where no word goes on,
// so cutting is linear.
class WordTree {
 public:
  struct Entry {
    uint16_t uses = 0;
    TokenKind token = TokenKind::NAME;
  };
  WordTree() : entries_(1) {}
  void Add(std::string_view word, uint16_t use, TokenKind token = TokenKind::NAME) {
    uint32_t node = 0;
    for (char32_t c : Decode(word).points) {
      auto [found, fresh] =
          edges_.try_emplace(Key(node, c), static_cast<uint32_t>(entries_.size()));
      if (fresh) entries_.emplace_back();
      node = found->second;
    }
    entries_[node].uses |= use;
    if (use & kKeyword) entries_[node].token = token;
  }
  // Calls use(end, entry) for each word that begins at `begin`, the shortest first.
  template <typename UseWord>
  void Match(const std::vector<char32_t>& text, size_t begin, const UseWord& use) const {
    uint32_t node = 0;
    for (size_t i = begin; i < text.size(); i++) {
      auto found = edges_.find(Key(node, text[i]));
      if (found == edges_.end()) return;
      node = found->second;
      if (entries_[node].uses != 0) use(i + 1, entries_[node]);
    }
  }
  Entry Find(const std::vector<char32_t>& text, size_t begin, size_t end) const {
    Entry result;
    Match(text, begin, [&](size_t e, Entry entry) {
      if (e == end) result = entry;
    });
    return result;
  }

 private:
  static uint64_t Key(uint32_t node, char32_t c) { return uint64_t{node} << 21 | c; }
  std::unordered_map<uint64_t, uint32_t> edges_;
  std::vector<Entry> entries_;
};

struct Literal {
  size_t end = 0;  // 0: none
  TokenKind kind = TokenKind::NUMBER;
};
bool IsDigit(char32_t c);
bool IsLetter(char32_t c);
bool IsHanDigit(char32_t c);
bool IsPostBound(TokenKind kind);
bool IsOperandWord(TokenKind kind);
bool IsConclusion(TokenKind kind);
bool IsModal(TokenKind kind);
bool IsInfix(TokenKind kind);
// The longest literal that begins at `p`, as the lexer would read it.
Literal LiteralAt(const std::vector<char32_t>& r, size_t p);

}  // namespace pol::parse
