#include "compiler/parse/shape.h"

#include <algorithm>

#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

// After this word a text may be the last of a declaration; after a title, a condition may follow.
bool EndsWithText(TokenKind kind) {
  switch (kind) {
    case TokenKind::NOTE:
    case TokenKind::CITE:
    case TokenKind::AMBIGUITY:
    case TokenKind::SOURCE:
    case TokenKind::TAKEN:
    case TokenKind::CLAUSE:
    case TokenKind::ID:
    case TokenKind::SUBJECT:
    case TokenKind::VERSION:
    case TokenKind::MISMATCH:
    case TokenKind::ROLE:
    case TokenKind::EVIDENCE:
    case TokenKind::FROM:
    case TokenKind::ASSIGN:
    case TokenKind::IS:
    case TokenKind::DUN:
      return true;
    default:
      return false;
  }
}

// Looks back to the last head word at most.
bool InBrackets(const std::vector<ast::Token>& tokens, size_t i) {
  int closed = 0;
  for (size_t k = i; k-- > 0 && !IsHead(tokens[k].kind);) {
    if (tokens[k].kind == TokenKind::RPAREN) closed++;
    if (tokens[k].kind == TokenKind::LPAREN && --closed < 0) return true;
  }
  return false;
}

}  // namespace

bool BeginsDeclaration(TokenKind kind) {
  return kind == TokenKind::IF || kind == TokenKind::FOR || kind == TokenKind::BARRING ||
         kind == TokenKind::ORDINAL || IsHead(kind);
}

bool StartsHere(const std::vector<ast::Token>& tokens, size_t i) {
  TokenKind kind = tokens[i].kind, before = tokens[i - 1].kind;
  switch (kind) {
    // Words that also stand inside a declaration.
    case TokenKind::CITE:
    case TokenKind::NOTE:
    case TokenKind::AMBIGUITY:
      return false;
    case TokenKind::OTHERWISE:
      return before != TokenKind::PIPE;
    case TokenKind::ALLOCATE:
      return before != TokenKind::THEN && before != TokenKind::COMMA && before != TokenKind::ELSE &&
             before != TokenKind::OTHERWISE;
    case TokenKind::RULE:
      return before != TokenKind::NO;
    case TokenKind::PRIORITY:
      return before != TokenKind::HIT;
    // The frame of a rule stands outside brackets, and is no part of what stands before it.
    case TokenKind::FOR:
    case TokenKind::BARRING:
      return before != TokenKind::LPAREN && before != TokenKind::COMMA && !InBrackets(tokens, i);
    case TokenKind::IF:
      // A rule without a name. Inside another sentence `if` follows one of these.
      if (before == TokenKind::STRING) return i < 2 || EndsWithText(tokens[i - 2].kind);
      switch (before) {
        case TokenKind::ELSE:
        case TokenKind::ASSIGN:
        case TokenKind::LPAREN:
        case TokenKind::THEN:
        case TokenKind::COLON:
        case TokenKind::RULE:
        case TokenKind::IS:
        case TokenKind::IF:
        case TokenKind::WHERE:
        case TokenKind::UNLESS:
          return false;
        default:
          return true;
      }
    default:
      return IsHead(kind);
  }
}

size_t NextDeclaration(const std::vector<ast::Token>& tokens, size_t begin, size_t failed) {
  size_t i = std::max(begin + 1, failed);
  while (i < tokens.size() - 1 && !StartsHere(tokens, i)) i++;
  return std::min(i, tokens.size() - 1);
}

}  // namespace pol::parse
