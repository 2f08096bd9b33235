// Are two files the same but for spelling and layout? Compared token by token, twins brought to one
// form: `at least` is 不低于, `is not` is 不为, a dropped 。 or `of` counts for nothing.
#include <vector>

#include "compiler/format/format.h"
#include "compiler/format/marks.h"
#include "compiler/format/words.h"

namespace pol::format {
namespace {

using ast::File;
using ast::Token;
using ast::TokenKind;

struct Plain {
  TokenKind kind;
  std::string text;  // of names, numbers and texts
};

bool EndsOperand(const std::vector<Plain>& list) {
  if (list.empty()) return false;
  switch (list.back().kind) {
    case TokenKind::NAME:
    case TokenKind::NUMBER:
    case TokenKind::HANNUMBER:
    case TokenKind::DATE:
    case TokenKind::MONTH:
    case TokenKind::INSTANT:
    case TokenKind::TIME:
    case TokenKind::STRING:
    case TokenKind::RPAREN:
    case TokenKind::RBRACK:
    case TokenKind::YES:
    case TokenKind::NAY:
    case TokenKind::NONE:
    case TokenKind::ORMORE:
    case TokenKind::ORLESS:
    case TokenKind::BEYOND:
      return true;
    default:
      return false;
  }
}

std::string Folded(const Token& token) {
  if (token.kind == TokenKind::STRING) return std::string(token.text);
  std::string out;
  for (const char c : source::FoldWidth(token.text)) {
    const bool space = c == ' ' || c == '\t';
    if (!space || !out.ends_with(' ')) out += space ? ' ' : c;
  }
  return out;
}

std::vector<Plain> Plainly(const File& file) {
  std::vector<Plain> list;
  const std::vector<Token>& tokens = file.tokens;
  const Marks marks = MarkTokens(file);
  const auto kind_at = [&](size_t i) {
    return i < tokens.size() ? tokens[i].kind : TokenKind::END;
  };
  for (size_t i = 0; i < tokens.size(); ++i) {
    const TokenKind kind = tokens[i].kind, next = kind_at(i + 1);
    const auto two = [&](TokenKind first, TokenKind second, TokenKind one) {
      if (kind != first || next != second) return false;
      list.push_back({one, ""});
      ++i;
      return true;
    };
    if (marks.tokens[i].clause && !list.empty() &&
        (list.back().kind == TokenKind::COMMA || list.back().kind == TokenKind::COLON)) {
      list.back().kind = TokenKind::THEN;  // whatever parts a condition from its conclusion
    }
    if (marks.tokens[i]
            .name) {  // a drafter's own name, also where it is spelled as a clause word is
      list.push_back({TokenKind::NAME, Folded(tokens[i])});
      continue;
    }
    if (marks.tokens[i].share) {
      list.push_back({TokenKind::MUL, ""});
      continue;
    }
    if (kind == TokenKind::STOP || kind == TokenKind::OF || kind == TokenKind::COUNTED ||
        marks.tokens[i].silent) {
      continue;
    }
    // 对 … 的，… is `for …: …`, 若 … 的，… is `if … then …`.
    if (kind == TokenKind::DE &&
        (next == TokenKind::COMMA || next == TokenKind::EXCEPTED || next == TokenKind::HIGHEST ||
         next == TokenKind::LOWEST || next == TokenKind::SUMMED)) {
      continue;
    }
    if (two(TokenKind::AT, TokenKind::LEAST, TokenKind::REACHES) ||
        two(TokenKind::AT, TokenKind::MOST, TokenKind::ATMOST) ||
        two(TokenKind::IS, TokenKind::NOT, TokenKind::ISNOT) ||
        two(TokenKind::NOT, TokenKind::MEMBER, TokenKind::NONMEMBER) ||
        two(TokenKind::OR, TokenKind::MOREWORD, TokenKind::ORMORE) ||
        two(TokenKind::OR, TokenKind::LESSWORD, TokenKind::ORLESS) ||
        two(TokenKind::SHALL, TokenKind::NOT, TokenKind::MUSTNOT) ||
        two(TokenKind::MEMBER, TokenKind::PRINCIPLE, TokenKind::PRINCIPLE) ||
        two(TokenKind::CAPPED, TokenKind::AT, TokenKind::CAPPED) ||
        two(TokenKind::FLOORED, TokenKind::AT, TokenKind::FLOORED)) {
      continue;
    }
    const bool in_cell = !list.empty() && (list.back().kind == TokenKind::PIPE ||
                                           list.back().kind == TokenKind::DPIPE);
    if (kind == TokenKind::NO && next == TokenKind::RULE && (in_cell || EndsOperand(list))) {
      two(TokenKind::NO, TokenKind::RULE, TokenKind::NORULE);
    } else if (kind == TokenKind::DE) {
      list.push_back({TokenKind::DOT, ""});
    } else if (kind == TokenKind::YES && EndsOperand(list)) {
      list.push_back({TokenKind::IS, ""});
    } else if (kind <= TokenKind::NAME) {
      list.push_back({kind, Folded(tokens[i])});
    } else {
      list.push_back({kind, ""});
    }
  }
  return list;
}

// A hit policy and a clause word are keywords in one script and plain names in the other: 优先,
// priority.
bool SameWord(const Plain& a, const Plain& b) {
  const bool keywords = IsKeyword(a.kind) && IsKeyword(b.kind);
  if (keywords) return a.kind == b.kind;
  if (a.text == b.text && a.kind == b.kind) return true;
  const bool words = (IsKeyword(a.kind) || a.kind == TokenKind::NAME) &&
                     (IsKeyword(b.kind) || b.kind == TokenKind::NAME);
  return words && SameBuiltin(a.text, b.text);
}

}  // namespace

bool SameTokens(const ast::File& a, const ast::File& b) {
  const std::vector<Plain> left = Plainly(a), right = Plainly(b);
  if (left.size() != right.size()) return false;
  for (size_t i = 0; i < left.size(); ++i) {
    if (!SameWord(left[i], right[i])) return false;
  }
  return true;
}

}  // namespace pol::format
