#include "compiler/parse/shape.h"

#include "compiler/parse/words.h"

namespace pol::parse {

bool BeginsDeclaration(TokenKind kind) { return kind == TokenKind::IF || IsHead(kind); }

size_t NextDeclaration(const std::vector<ast::Token>& tokens, size_t begin, size_t failed) {
  size_t i = std::max(begin + 1, failed);
  for (; tokens[i].kind != TokenKind::END; i++) {
    TokenKind kind = tokens[i].kind, before = tokens[i - 1].kind;
    switch (kind) {
      // Words that also stand inside a declaration.
      case TokenKind::CITE:
      case TokenKind::NOTE:
      case TokenKind::AMBIGUITY:
        continue;
      case TokenKind::OTHERWISE:
        if (before == TokenKind::PIPE) continue;
        return i;
      case TokenKind::ALLOCATE:
        if (before == TokenKind::THEN || before == TokenKind::COMMA || before == TokenKind::ELSE)
          continue;
        return i;
      case TokenKind::RULE:
        if (before == TokenKind::NO) continue;
        return i;
      case TokenKind::PRIORITY:
        if (before == TokenKind::HIT) continue;
        return i;
      case TokenKind::IF:
        // A rule without a name. Inside another sentence `if` follows one of these.
        if (before == TokenKind::ELSE || before == TokenKind::ASSIGN ||
            before == TokenKind::LPAREN || before == TokenKind::THEN ||
            before == TokenKind::COLON || before == TokenKind::STRING ||
            before == TokenKind::RULE || before == TokenKind::IS || before == TokenKind::WHERE ||
            before == TokenKind::UNLESS)
          continue;
        return i;
      default:
        if (IsHead(kind)) return i;
    }
  }
  return i;
}

}  // namespace pol::parse
