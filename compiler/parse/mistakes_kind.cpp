// What may stand beside what, for the messages only.
#include "compiler/parse/mistakes.h"
#include "compiler/parse/words.h"

namespace pol::parse {

bool IsComparator(TokenKind kind) {
  switch (kind) {
    case TokenKind::EQ:
    case TokenKind::NE:
    case TokenKind::LE:
    case TokenKind::GE:
    case TokenKind::LT:
    case TokenKind::GT:
    case TokenKind::IS:
    case TokenKind::ISNOT:
    case TokenKind::OVER:
    case TokenKind::BELOW:
    case TokenKind::REACHES:
    case TokenKind::ATMOST:
    case TokenKind::MEMBER:
    case TokenKind::NONMEMBER:
      return true;
    default:
      return false;
  }
}
bool IsConnective(TokenKind kind) {
  switch (kind) {
    case TokenKind::AND:
    case TokenKind::OR:
    case TokenKind::NOT:
    case TokenKind::ASSIGN:
    case TokenKind::PLUS:
    case TokenKind::MINUS:
    case TokenKind::MUL:
    case TokenKind::DIV:
    case TokenKind::POW:
    case TokenKind::TILDE:
    case TokenKind::DUN:
    case TokenKind::COMMA:
    case TokenKind::DOT:
    case TokenKind::DE:
    case TokenKind::CAPPED:
    case TokenKind::FLOORED:
    case TokenKind::WITHOUT:
    case TokenKind::IF:
    case TokenKind::THEN:
    case TokenKind::ELSE:
    case TokenKind::UNLESS:
    case TokenKind::WHERE:
    case TokenKind::LEAST:
    case TokenKind::MOST:
      return true;
    default:
      return IsComparator(kind);
  }
}
bool RunsOn(TokenKind kind) {
  return kind == TokenKind::IF || kind == TokenKind::ALL || kind == TokenKind::ANY ||
         kind == TokenKind::EVERY || kind == TokenKind::SOME || kind == TokenKind::NO;
}
bool BeginsOperand(TokenKind kind) {
  switch (kind) {
    case TokenKind::NUMBER:
    case TokenKind::HANNUMBER:
    case TokenKind::DATE:
    case TokenKind::MONTH:
    case TokenKind::INSTANT:
    case TokenKind::TIME:
    case TokenKind::STRING:
    case TokenKind::YES:
    case TokenKind::NAY:
    case TokenKind::NONE:
    case TokenKind::LPAREN:
    case TokenKind::ABOUT:
    case TokenKind::LIST:
    case TokenKind::SET:
      return true;
    default:
      return IsNameLike(kind);
  }
}
bool EndsOperand(TokenKind kind) {
  return kind == TokenKind::RPAREN || kind == TokenKind::RBRACK || kind == TokenKind::ORMORE ||
         kind == TokenKind::ORLESS || kind == TokenKind::BEYOND || kind == TokenKind::MOREWORD ||
         kind == TokenKind::LESSWORD ||
         (BeginsOperand(kind) && kind != TokenKind::LPAREN && kind != TokenKind::ABOUT &&
          kind != TokenKind::LIST && kind != TokenKind::SET);
}
bool EndsSentence(TokenKind kind) {
  return kind == TokenKind::END || kind == TokenKind::STOP || IsHead(kind);
}

}  // namespace pol::parse
