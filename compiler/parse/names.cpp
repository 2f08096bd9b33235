#include "compiler/parse/names.h"

#include <algorithm>

#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

bool DeclaresAfter(TokenKind kind) {
  switch (kind) {
    case TokenKind::POLICY:
    case TokenKind::USE:
    case TokenKind::DEFINE:
    case TokenKind::FIELD:
    case TokenKind::UNIT:
    case TokenKind::CALENDAR:
    case TokenKind::INPUT:
    case TokenKind::JUDGEMENT:
    case TokenKind::OUTPUT:
    case TokenKind::LET:
    case TokenKind::PARAMETER:
    case TokenKind::RULE:
    case TokenKind::EXCEPTION:
    case TokenKind::TABLE:
    case TokenKind::TARGET:
    case TokenKind::VARIANT:
    case TokenKind::ENUM:
    case TokenKind::FOR:
    case TokenKind::EVERY:
    case TokenKind::SOME:
    case TokenKind::NO:
    case TokenKind::ATTAINMENT:
    case TokenKind::AS:
      return true;
    default:
      return false;
  }
}
// A file with one of these says what its values are; a file without holds rules only and its names
// are inferred.
bool DeclaresValue(TokenKind kind) {
  switch (kind) {
    case TokenKind::USE:
    case TokenKind::DEFINE:
    case TokenKind::FIELD:
    case TokenKind::INPUT:
    case TokenKind::JUDGEMENT:
    case TokenKind::OUTPUT:
    case TokenKind::LET:
    case TokenKind::PARAMETER:
    case TokenKind::TARGET:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool IsQuoted(std::string_view written) {
  return written.starts_with("「") || written.starts_with('`') || written.starts_with("｀");
}
std::string_view StripMarks(std::string_view written) {
  auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  size_t begin = 1, end = written.size() - 1;
  while (begin < written.size() && continues(written[begin])) begin++;
  while (end > begin && continues(written[end])) end--;
  return written.substr(begin, end - begin);
}

std::string NameText(std::string_view written) {
  if (IsQuoted(written)) written = StripMarks(written);
  if (written.find('\xEF') == std::string_view::npos &&
      written.find('\xE3') == std::string_view::npos)
    return std::string(written);
  return source::FoldWidth(written);
}

DeclaredNames FindDeclaredNames(const std::vector<ast::Token>& tokens) {
  DeclaredNames result;
  result.at.assign(tokens.size(), false);
  // What a grouping gives has fields that nobody declares: 一级的值.
  const auto holds = [&](TokenKind kind) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const ast::Token& token) { return token.kind == kind; });
  };
  if (holds(TokenKind::FOR) && holds(TokenKind::BY)) result.names.insert({"组", "值"});
  int depth = 0;
  for (size_t i = 0; i + 1 < tokens.size(); i++) {
    TokenKind head = tokens[i].kind;
    if (IsHead(head)) depth = 0;
    if (head == TokenKind::LPAREN) depth++;
    if (head == TokenKind::RPAREN) depth--;
    if (!DeclaresAfter(head)) continue;
    // 对 … 的，… outside a call is the frame of a rule; the names in it are declared elsewhere.
    if (head == TokenKind::FOR && depth <= 0) continue;
    if (head == TokenKind::RULE && i > 0 && tokens[i - 1].kind == TokenKind::NO)
      continue;  // no rule
    // 期间 and the like may be members of an enum only when quoted: after the list of members they
    // are words again.
    bool members = head == TokenKind::ENUM;
    auto declares = [&](TokenKind kind) {
      return kind == TokenKind::NAME || (!members && IsSoft(kind));
    };
    for (size_t j = i + 1; j < tokens.size() && declares(tokens[j].kind);) {
      auto add = [&](size_t index) {
        std::string name = NameText(tokens[index].text);
        if (head == TokenKind::UNIT) result.units.insert(name);
        result.names.insert(std::move(name));
        result.at[index] = true;
      };
      add(j++);
      result.values |= DeclaresValue(head);
      if (j + 2 < tokens.size() && tokens[j].kind == TokenKind::LPAREN &&
          IsNameLike(tokens[j + 1].kind) && tokens[j + 2].kind == TokenKind::RPAREN) {
        add(j + 1);
        j += 3;
      }
      TokenKind next = tokens[j].kind;
      if (next == TokenKind::COMMA || next == TokenKind::DUN || (members && next == TokenKind::LT))
        j++;
      else
        break;
    }
  }
  return result;
}

void SettleNo(std::vector<ast::Token>* tokens) {
  std::vector<ast::Token>& t = *tokens;
  for (size_t i = 0; i + 1 < t.size(); i++) {
    // 没有 is never a value: 批准 为 没有 would be a puzzle.
    if (t[i].kind != TokenKind::NO || t[i].text.starts_with("没")) continue;
    if (IsNameLike(t[i + 1].kind) && i + 2 < t.size() && t[i + 2].kind == TokenKind::MEMBER)
      continue;
    if (t[i + 1].kind == TokenKind::RULE && i > 0 &&
        (IsNameLike(t[i - 1].kind) || t[i - 1].kind == TokenKind::PIPE ||
         t[i - 1].kind == TokenKind::DPIPE))
      continue;
    t[i].kind = TokenKind::NAY;
  }
}

}  // namespace pol::parse
