// Conditions in words.
#include "cli/words.h"
#include "runtime/interp/canonical.h"

namespace pol::cli {
namespace {

using program::Node;
using program::Op;
using program::TypeKind;

bool IsTime(TypeKind kind) {
  return kind == TypeKind::kDate || kind == TypeKind::kMonth || kind == TypeKind::kInstant ||
         kind == TypeKind::kClock;
}

Message CompareMessage(Op op, bool time) {
  switch (op) {
    case Op::kEqual:
      return Message::kIs;
    case Op::kNotEqual:
      return Message::kIsNot;
    case Op::kLess:
      return time ? Message::kBefore : Message::kLess;
    case Op::kLessEqual:
      return time ? Message::kNotAfter : Message::kAtMost;
    case Op::kGreater:
      return time ? Message::kAfter : Message::kMore;
    default:
      return time ? Message::kNotBefore : Message::kAtLeast;
  }
}

// The same comparison read from the other side.
Op Mirrored(Op op) {
  switch (op) {
    case Op::kLess:
      return Op::kGreater;
    case Op::kLessEqual:
      return Op::kGreaterEqual;
    case Op::kGreater:
      return Op::kLess;
    case Op::kGreaterEqual:
      return Op::kLessEqual;
    default:
      return op;
  }
}

bool IsCompare(Op op) { return op >= Op::kEqual && op <= Op::kGreaterEqual; }
bool IsBareNumber(TypeKind kind) {
  return kind == TypeKind::kDecimal || kind == TypeKind::kInteger;
}

}  // namespace

bool Words::IsConstant(Index index) const {
  const Node& at = node(index);
  if (at.op == Op::kInput || at.op == Op::kDefinition || at.op == Op::kHasValue) return false;
  for (const Index child : at.children) {
    if (!IsConstant(child)) return false;
  }
  return true;
}

std::vector<Index> Words::Parts(Index index) const {
  if (index < 0) return {};
  const Node& at = node(index);
  if (at.op != Op::kAnd) {
    if (at.op == Op::kConstant && policy_.constants[at.a].is_number() &&
        policy_.constants[at.a].truth())
      return {};
    return {index};
  }
  std::vector<Index> parts;
  for (const Index child : at.children) {
    for (const Index part : Parts(child)) parts.push_back(part);
  }
  return parts;
}

std::vector<Index> Words::Parts(const program::Rule& rule) const {
  std::vector<Index> parts = Parts(rule.condition);
  if (rule.branches.size() == 1) {
    for (const Index part : Parts(rule.branches[0].condition)) parts.push_back(part);
  }
  return parts;
}

Index Words::Subject(Index index) const {
  const Node& at = node(index);
  switch (at.op) {
    case Op::kInput:
      return at.a;
    case Op::kNot:
    case Op::kInInterval:
    case Op::kInSet:
    case Op::kIsNone:
      return Subject(at.children[0]);
    case Op::kOr: {
      Index common = -1;
      for (const Index child : at.children) {
        const Index subject = Subject(child);
        if (subject < 0 || (common >= 0 && subject != common)) return -1;
        common = subject;
      }
      return common;
    }
    default:
      break;
  }
  if (!IsCompare(at.op)) return -1;
  for (const Index child : at.children) {
    if (node(child).op == Op::kInput) return node(child).a;
  }
  return -1;
}

// A constant beside an operand: a bare number takes the words of what it stands beside.
std::string Words::Constant(Index index, Index beside) const {
  const Node& at = node(index);
  if (at.op == Op::kConstant) {
    const program::Type& own = policy_.types[at.type];
    const program::Type& other = policy_.types[node(beside).type];
    return Value(
        IsBareNumber(own.kind) && !IsBareNumber(other.kind) && policy_.constants[at.a].is_number()
            ? other
            : own,
        policy_.constants[at.a]);
  }
  return Expression(index, 5, {});
}

// The subject of a sentence with what follows it; English needs the space between.
std::string Words::Subject(Index index, bool bare) const {
  if (bare && node(index).op == Op::kInput) return "";
  const std::string subject = Expression(index, 5, {});
  return chinese() ? subject : subject + " ";
}

std::string Words::Comparison(const Node& at, bool bare) const {
  Index left = at.children[0], right = at.children[1];
  Op op = at.op;
  if (IsConstant(left) && !IsConstant(right)) {
    std::swap(left, right);
    op = Mirrored(op);
  }
  const program::Type& type = policy_.types[node(left).type];
  if (type.kind == TypeKind::kBoolean && node(right).op == Op::kConstant && op <= Op::kNotEqual) {
    const bool holds = policy_.constants[node(right).a].truth() == (op == Op::kEqual);
    return Say(language_, holds ? Message::kTrueFact : Message::kFalseFact,
               Expression(left, 5, {}));
  }
  const std::string constant = Constant(right, left);
  if (bare && op == Op::kEqual && node(left).op == Op::kInput) return constant;
  return Subject(left, bare) + Say(language_, CompareMessage(op, IsTime(type.kind)), constant);
}

// Is the lower end nothing but the end of the input's domain, so that a reader need not be told?
bool Words::LowIsDomain(const Node& at) const {
  if ((at.a & program::kNoLow) != 0) return true;
  const Node& low = node(at.children[1]);
  if (node(at.children[0]).op != Op::kInput || low.op != Op::kConstant) return false;
  const program::Domain& domain = policy_.inputs[node(at.children[0]).a].domain;
  if (domain.intervals.size() != 1 || !domain.intervals[0].low) return false;
  const value::Value& bound = policy_.constants[low.a];
  const bool open = (at.a & program::kLowOpen) != 0;
  return bound.is_number() && bound.number() == *domain.intervals[0].low &&
         open == domain.intervals[0].low_open;
}

// A stretch of a tree of codes: one code with all below it.
bool Words::IsBranch(const Node& at) const {
  if (at.op != Op::kInInterval) return false;
  const Index type = node(at.children[0]).type;
  const Index enumeration = type < 0 ? -1 : policy_.types[type].enumeration;
  return enumeration >= 0 && policy_.enums[enumeration].tree;
}

std::string Words::Interval(const Node& at, bool bare) const {
  const Index subject = at.children[0];
  const bool time = IsTime(policy_.types[node(subject).type].kind);
  if (IsBranch(at)) {
    return Subject(subject, bare) +
           Say(language_, Message::kUnderCode, Constant(at.children[1], subject));
  }
  const bool no_high = (at.a & program::kNoHigh) != 0;
  const bool low_open = (at.a & program::kLowOpen) != 0,
             high_open = (at.a & program::kHighOpen) != 0;
  const std::string low = (at.a & program::kNoLow) != 0 ? "" : Constant(at.children[1], subject);
  const std::string high = no_high ? "" : Constant(at.children[2], subject);
  const std::string words = Subject(subject, bare);
  if (!no_high && LowIsDomain(at)) {
    return words +
           Say(language_, CompareMessage(high_open ? Op::kLess : Op::kLessEqual, time), high);
  }
  if (no_high)
    return words +
           Say(language_, CompareMessage(low_open ? Op::kGreater : Op::kGreaterEqual, time), low);
  const Message both = low_open ? (high_open ? Message::kOpenOpen : Message::kOpenClosed)
                                : (high_open ? Message::kClosedOpen : Message::kClosedClosed);
  return words + Say(language_, both, low, high);
}

std::string Words::Group(const Node& at, bool bare) const {
  const bool conjunction = at.op == Op::kAnd;
  std::vector<std::string> parts;
  for (size_t i = 0; i < at.children.size(); ++i) {
    const Index child = at.children[i];
    std::string part = Condition(child, bare && i > 0);
    const Op op = node(child).op;
    if (op == Op::kOr || (op == Op::kAnd && !conjunction) || op == Op::kAtLeast)
      part = Say(language_, Message::kInBrackets, part);
    if (i < at.labels.size() && !at.labels[i].empty())
      part = Say(language_, Message::kLabelled, at.labels[i], part);
    parts.push_back(std::move(part));
  }
  if (at.op == Op::kAtLeast)
    return Say(language_, Message::kAtLeastOf, at.a, Join(parts, language_));
  return JoinWith(parts, Say(language_, conjunction ? Message::kAnd : Message::kOr));
}

std::string Words::Condition(Index index, bool bare) const {
  if (index < 0) return "";
  const Node& at = node(index);
  if (IsCompare(at.op)) return Comparison(at, bare);
  switch (at.op) {
    case Op::kInInterval:
      return Interval(at, bare);
    case Op::kInSet: {
      std::vector<std::string> items;
      for (size_t i = 1; i < at.children.size(); ++i)
        items.push_back(Constant(at.children[i], at.children[0]));
      const Message message =
          bare && node(at.children[0]).op == Op::kInput ? Message::kOneOf : Message::kInSet;
      return Subject(at.children[0], bare) + Say(language_, message, Join(items, language_));
    }
    case Op::kIsNone:
      return Expression(at.children[0], 5, {}) + Say(language_, Message::kIsNone);
    case Op::kNot: {
      const Node& inner = node(at.children[0]);
      if (inner.op == Op::kInput || inner.op == Op::kDefinition) {
        return Say(language_, Message::kFalseFact, Expression(at.children[0], 5, {}));
      }
      if (inner.op == Op::kEqual) {
        Node opposite = inner;
        opposite.op = Op::kNotEqual;
        return Comparison(opposite, bare);
      }
      return Say(language_, Message::kNotThat, Condition(at.children[0]));
    }
    case Op::kOr: {
      // Several values of one thing: name it once.
      return Group(at, Subject(index) >= 0);
    }
    case Op::kAnd:
    case Op::kAtLeast:
      return Group(at, false);
    case Op::kInput:
    case Op::kDefinition:
      return Say(language_, Message::kTrueFact, Expression(index, 5, {}));
    case Op::kHasValue:
      return Say(language_, Message::kHasValue, policy_.definitions[at.a].name);
    default:
      return at.text.empty() ? Expression(index, 0, {}) : at.text;
  }
}

std::vector<std::string> Words::Bounds(Index index) const {
  const Node& at = node(index);
  std::vector<std::string> bounds;
  const auto add = [&](bool included, const std::string& text) {
    bounds.push_back(Say(language_, included ? Message::kIncluded : Message::kExcluded, text));
  };
  if (IsBranch(at)) return bounds;
  if (at.op == Op::kInInterval) {
    if (!LowIsDomain(at))
      add((at.a & program::kLowOpen) == 0, Constant(at.children[1], at.children[0]));
    if ((at.a & program::kNoHigh) == 0)
      add((at.a & program::kHighOpen) == 0, Constant(at.children[2], at.children[0]));
  } else if (IsCompare(at.op) && at.op > Op::kNotEqual) {
    const bool swapped = IsConstant(at.children[0]) && !IsConstant(at.children[1]);
    const Index left = at.children[swapped ? 1 : 0], right = at.children[swapped ? 0 : 1];
    if (IsConstant(right))
      add(at.op == Op::kLessEqual || at.op == Op::kGreaterEqual, Constant(right, left));
  } else if (at.op == Op::kAnd || at.op == Op::kOr || at.op == Op::kAtLeast) {
    for (const Index child : at.children) {
      for (std::string& bound : Bounds(child)) bounds.push_back(std::move(bound));
    }
  }
  return bounds;
}

}  // namespace pol::cli
