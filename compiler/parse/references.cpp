#include "compiler/parse/references.h"

#include <mutex>
#include <optional>

#include "compiler/parse/lex.h"
#include "compiler/parse/names.h"

namespace pol::parse {
namespace {

using ast::TokenKind;

// Could the text hold `from "…"`? Looks at what stands before the quotation marks.
bool MayRefer(std::string_view text) {
  for (const std::string_view mark : {"\"", "“", "＂"}) {
    for (size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
      std::string_view before = text.substr(0, at);
      while (!before.empty()) {
        const std::string_view ends[] = {" ", "\t", "\r", "\n", "\u3000"};
        size_t space = 0;
        for (const std::string_view end : ends) {
          if (before.ends_with(end)) space = end.size();
        }
        if (space == 0) break;
        before.remove_suffix(space);
      }
      // A line comment may stand between; then the word is looked for in its line.
      const size_t line = before.rfind('\n');
      const std::string_view last = before.substr(line == std::string_view::npos ? 0 : line);
      const bool comment = last.find("//") != std::string_view::npos;
      const bool from =
          before.ends_with("自") || before.ends_with("from") || before.ends_with("ｍ");
      if (comment || from) return true;
    }
  }
  return false;
}

std::optional<Reference> ReferenceAt(const std::vector<ast::Token>& tokens, size_t from) {
  Reference reference;
  reference.path = std::string(StripMarks(tokens[from + 1].text));
  reference.range = tokens[from + 1].range;
  // tests "title" from "…"; tests "title" under reading from "…"
  for (size_t at = from; at-- > 0 && from - at <= 8;) {
    switch (tokens[at].kind) {
      case TokenKind::ENUM:
        if (at + 1 != from) return std::nullopt;
        reference.head = TokenKind::ENUM;
        return reference;
      case TokenKind::USE:
      case TokenKind::CALENDAR:
        if (at + 2 != from) return std::nullopt;
        reference.head = tokens[at].kind;
        reference.name = NameText(tokens[at + 1].text);
        return reference;
      case TokenKind::TESTS:
        reference.head = TokenKind::TESTS;
        return reference;
      default:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Reference> ReferencesOf(const source::Source& source) {
  std::vector<Reference> references;
  if (!MayRefer(source.text())) return references;
  std::lock_guard lock(GeneratedCode());
  const std::vector<ast::Token> tokens = Lex(source).tokens;
  for (size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::FROM || tokens[i + 1].kind != TokenKind::STRING) continue;
    if (std::optional<Reference> reference = ReferenceAt(tokens, i)) {
      references.push_back(*std::move(reference));
    }
  }
  return references;
}

}  // namespace pol::parse
