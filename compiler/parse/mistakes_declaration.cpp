// Heads of declarations: names, colons, types, titles; policies, tests, exceptions, allocations.
#include "compiler/parse/mistakes.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

bool NeedsType(TokenKind kind) {
  return kind == TokenKind::INPUT || kind == TokenKind::FIELD || kind == TokenKind::DEFINE ||
         kind == TokenKind::PARAMETER;
}
bool DeclaresNames(TokenKind kind) {
  switch (kind) {
    case TokenKind::INPUT:
    case TokenKind::FIELD:
    case TokenKind::DEFINE:
    case TokenKind::PARAMETER:
    case TokenKind::JUDGEMENT:
    case TokenKind::OUTPUT:
    case TokenKind::LET:
    case TokenKind::UNIT:
    case TokenKind::POLICY:
    case TokenKind::USE:
    case TokenKind::VARIANT:
    case TokenKind::TARGET:
    case TokenKind::EXCEPTION:
    case TokenKind::CALENDAR:
      return true;
    default:
      return false;
  }
}
bool ExpectsText(TokenKind kind) {
  switch (kind) {
    case TokenKind::ID:
    case TokenKind::SUBJECT:
    case TokenKind::VERSION:
    case TokenKind::SOURCE:
    case TokenKind::CLAUSE:
    case TokenKind::NOTE:
    case TokenKind::CITE:
    case TokenKind::AMBIGUITY:
    case TokenKind::TAKEN:
    case TokenKind::MISMATCH:
    case TokenKind::ROLE:
    case TokenKind::EVIDENCE:
      return true;
    default:
      return false;
  }
}
// A keyword that a drafter may have meant as a name: not one that can only be structure.
bool MayBeMeantAsName(TokenKind kind) {
  return IsKeyword(kind) && !IsSoft(kind) && kind != TokenKind::IF && kind != TokenKind::THEN &&
         kind != TokenKind::ELSE && kind != TokenKind::AND && kind != TokenKind::OR;
}

}  // namespace

bool Mistakes::Declarations(size_t k) {
  Kind head = KindAt(begin_), kind = KindAt(k);
  std::string head_text(TextAt(begin_));
  bool ends = EndsSentence(kind);
  // The name itself.
  if (k == begin_ + 1 && DeclaresNames(head)) {
    if (kind == Kind::STRING || kind == Kind::COLON || kind == Kind::NUMBER) {
      Say(Code::kMissingName, RangeAt(begin_), {head_text});
      return true;
    }
    if (MayBeMeantAsName(kind) && LineOf(k) == LineOf(begin_)) return Reserved(k);
    if (ends) {
      Say(Code::kMissingName, RangeAt(begin_), {head_text});
      return true;
    }
  }
  if (k > begin_ + 1 && DeclaresNames(head) && InRule(Rules::RuleDeclaredName) &&
      MayBeMeantAsName(kind) && LineOf(k) == LineOf(k - 1)) {
    return Reserved(k);
  }
  size_t colon = Back(k, [](Kind mark) { return mark == Kind::COLON; });
  if (NeedsType(head) && colon == kNowhere) {
    // Behind the last name; an alias stands in parentheses.
    if (kind == Kind::NAME || kind == Kind::ENUM || kind == Kind::LIST || kind == Kind::SET ||
        kind == Kind::RECORD) {
      diag::Diagnostic& d = Say(Code::kMissingColon, RangeAt(k - 1), {Shown(k - 1)});
      Fix(d, After(k - 1), Chinese() ? "：" : ":");
    } else {
      Say(Code::kMissingType, RangeAt(k - 1), {Shown(k - 1)});
    }
    return true;
  }
  if (colon != kNowhere && colon + 1 == k &&
      (NeedsType(head) || head == Kind::OUTPUT || head == Kind::LET) &&
      (ends || kind == Kind::ASSIGN || kind == Kind::NUMBER)) {
    Say(Code::kMissingType, RangeAt(k - 2), {Shown(k - 2)});
    return true;
  }
  if (ExpectsText(KindAt(k - 1)) && k > begin_ && kind != Kind::STRING && !ends &&
      !InRule(Rules::RuleExpr) && LineOf(k) == LineOf(k - 1)) {
    Say(Code::kMissingQuotes, RangeAt(k), {TextAt(k - 1)});
    return true;
  }
  if ((head == Kind::INPUT || head == Kind::FIELD || head == Kind::JUDGEMENT) &&
      colon != kNowhere) {
    if (kind == Kind::ASSIGN) {
      Say(Code::kInputWithValue, RangeAt(k), {Shown(begin_ + 1)});
      return true;
    }
    if (kind == Kind::COLON) {
      Say(Code::kSecondColon, RangeAt(k - 1), {Shown(k - 1)});
      return true;
    }
  }
  switch (head) {
    case Kind::TEST:
    case Kind::TESTS:
      if (k == begin_ + 1) {
        Say(Code::kTestWithoutName, RangeAt(begin_), {head_text});
        return true;
      }
      if (ends && Back(k, [](Kind mark) { return mark == Kind::EXPECT; }) == kNowhere &&
          head == Kind::TEST && !IsConnective(KindAt(k - 1))) {
        Say(Code::kTestWithoutExpect, RangeAt(begin_));
        return true;
      }
      break;
    case Kind::ASSERT:
    case Kind::CHECK:
      if (k == begin_ + 1) {
        Say(Code::kMissingTitle, RangeAt(begin_), {head_text});
        return true;
      }
      break;
    case Kind::TARGET:
      if (colon == kNowhere) {
        size_t name = begin_ + 1;
        diag::Diagnostic& d = Say(Code::kMissingColon, RangeAt(name), {Shown(name)});
        Fix(d, After(KindAt(name + 1) == Kind::STRING ? name + 1 : name), Chinese() ? "：" : ":");
        return true;
      }
      break;
    case Kind::EXCEPTION:
      if (Back(k, [](Kind mark) { return mark == Kind::OVERRIDES; }) == kNowhere) {
        Say(Code::kMissingOverrides, RangeAt(begin_));
        return true;
      }
      if (Back(k, [](Kind mark) { return mark == Kind::IF; }) == kNowhere) {
        size_t then = k;
        while (!EndsSentence(KindAt(then)) && KindAt(then) != Kind::THEN &&
               KindAt(then) != Kind::IF)
          then++;
        if (KindAt(then) == Kind::THEN) {
          Say(Code::kThenWithoutIf, RangeAt(then), {TextAt(then)});
          return true;
        }
      }
      break;
    case Kind::RULE:
      if (ends && k <= begin_ + 3 &&
          Back(k, [](Kind mark) { return mark == Kind::IF || mark == Kind::THEN; }) == kNowhere) {
        Say(Code::kRuleWithoutBody, RangeAt(begin_), {Shown(begin_ + 1)});
        return true;
      }
      break;
    case Kind::COMPARE:
    case Kind::PRIORITY:
      if (k == begin_ + 2 && IsNameLike(KindAt(begin_ + 1))) {
        Say(Code::kOneNameOnly, RangeAt(begin_), {head_text});
        return true;
      }
      break;
    default:
      break;
  }
  size_t effective = Back(k, [](Kind mark) {
    return mark == Kind::EFFECTIVE || mark == Kind::FROM || mark == Kind::TO;
  });
  if (effective != kNowhere && KindAt(effective) == Kind::EFFECTIVE && effective + 1 == k) {
    Say(Code::kEffectiveWithoutFrom, RangeAt(effective), {TextAt(effective)});
    return true;
  }
  size_t allocate = Back(k, [](Kind mark) { return mark == Kind::ALLOCATE; });
  if (allocate != kNowhere && InRule(Rules::RuleAllocation) &&
      Back(k, [](Kind mark) { return mark == Kind::AMONG; }) == kNowhere &&
      Back(k, [](Kind mark) { return mark == Kind::BY || mark == Kind::SUCCESSIVELY; }) !=
          kNowhere) {
    diag::Diagnostic& d =
        Say(Code::kAllocateReceivers, kind == Kind::TO ? RangeAt(k) : RangeAt(allocate));
    if (kind == Kind::TO) Fix(d, RangeAt(k), Word(Kind::AMONG));
    return true;
  }
  return false;
}

// A reserved word where only a name can stand.
bool Mistakes::Reserved(size_t k) {
  if (!MayBeMeantAsName(KindAt(k))) return false;
  bool declares = k == begin_ + 1 || InRule(Rules::RuleDeclaredName);
  Kind before = k > begin_ ? KindAt(k - 1) : Kind::END, next = KindAt(k + 1);
  bool receives = (next == Kind::ASSIGN || next == Kind::IS) &&
                  (before == Kind::THEN || before == Kind::COMMA || before == Kind::GIVEN ||
                   before == Kind::EXPECT || before == Kind::ELSE || before == Kind::OTHERWISE);
  bool operand = IsConnective(before) && !IsConnective(next)
                     ? false
                     : (IsConnective(before) || before == Kind::LPAREN || before == Kind::PIPE ||
                        before == Kind::DPIPE) &&
                           (IsComparator(next) || next == Kind::PIPE || next == Kind::DPIPE ||
                            next == Kind::RPAREN || next == Kind::THEN) &&
                           LineOf(k) == LineOf(k + 1) && !IsConnective(KindAt(k));
  if (!declares && !receives && !operand) return false;
  diag::Diagnostic& d = Say(Code::kReservedName, RangeAt(k), {TextAt(k)});
  Fix(d, RangeAt(k), "「" + std::string(TextAt(k)) + "」");
  resume_ = k + 1;
  return true;
}

}  // namespace pol::parse
