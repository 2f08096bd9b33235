#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

constexpr WordKind kKinds[] = {
#define POL_KEYWORD(token, kind, ...) WordKind::kind,
#include "grammar/keywords.def"
#undef POL_KEYWORD
};

// Calls `use` for each of the spellings, which stand between spaces.
template <typename Use>
void EachSpelling(std::string_view spellings, const Use& use) {
  while (!spellings.empty()) {
    size_t end = spellings.find(' ');
    if (end == std::string_view::npos) end = spellings.size();
    if (end > 0) use(spellings.substr(0, end));
    spellings.remove_prefix(std::min(spellings.size(), end + 1));
  }
}

}  // namespace

WordTable::WordTable() {
  auto add = [this](TokenKind token, WordKind kind, Glue glue, std::string_view spellings, bool han,
                    std::vector<std::string_view>* first) {
    std::string_view shown;
    EachSpelling(spellings, [&](std::string_view spelling) {
      Glue own = glue;
      bool line = false;
      if (size_t colon = spelling.find(':'); colon != std::string_view::npos) {
        const char letter = spelling[colon + 1];
        line = letter == 'L';
        own = letter == 'R' ? Glue::R : letter == 'H' ? Glue::H : letter == 'T' ? Glue::T
              : letter == 'D' ? Glue::D : letter == 'B' ? Glue::B : Glue::N;
        spelling = spelling.substr(0, colon);
      }
      if (shown.empty() && !line) shown = spelling;
      words_.emplace(spelling, Word{token, kind, own, han, line});
    });
    first->push_back(shown);
  };
#define POL_KEYWORD(token, kind, glue, english, chinese, meaning)               \
  add(TokenKind::token, WordKind::kind, Glue::glue, english, false, &english_); \
  add(TokenKind::token, WordKind::kind, Glue::glue, chinese, true, &chinese_);
#include "grammar/keywords.def"
#undef POL_KEYWORD
#define POL_BUILTIN(kind, english, chinese, meaning)                                        \
  for (std::string_view spellings : {std::string_view(english), std::string_view(chinese)}) \
    EachSpelling(spellings, [&](std::string_view s) { mark(#kind, &builtins_[s]); });
  auto mark = [](std::string_view kind, Builtin* builtin) {
    if (kind == "TYPE") builtin->type = true;
    if (kind == "UNIT") builtin->unit = true;
    if (kind == "VALUE") builtin->value = true;
    if (kind == "FUNCTION") builtin->function = true;
    if (kind == "WORD") builtin->fixed = true;
  };
#include "grammar/builtins.def"
#undef POL_BUILTIN
}

const Word* WordTable::Find(std::string_view spelling) const {
  auto found = words_.find(spelling);
  return found == words_.end() ? nullptr : &found->second;
}
const Builtin* WordTable::FindBuiltin(std::string_view spelling) const {
  auto found = builtins_.find(spelling);
  return found == builtins_.end() ? nullptr : &found->second;
}

const WordTable& Words() {
  static const WordTable table;
  return table;
}

bool IsKeyword(TokenKind kind) { return static_cast<size_t>(kind) < std::size(kKinds); }
bool IsSoft(TokenKind kind) {
  return IsKeyword(kind) && kKinds[static_cast<size_t>(kind)] == WordKind::SOFT;
}
bool IsHead(TokenKind kind) {
  return IsKeyword(kind) && kKinds[static_cast<size_t>(kind)] == WordKind::HEAD;
}
bool IsNameLike(TokenKind kind) { return kind == TokenKind::NAME || IsSoft(kind); }

}  // namespace pol::parse
