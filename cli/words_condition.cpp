// Conditions in words.
#include "cli/words.h"
#include "runtime/interp/canonical.h"

namespace pol::cli {
namespace {

using program::Node;
using program::Op;
using program::TypeKind;

// "early" and "late" of times, "high" and "low" of grades, "more" and "less" of amounts.
Message CompareMessage(Op op, TypeKind kind) {
  const bool time = IsTime(kind), grade = kind == TypeKind::kEnum;
  switch (op) {
    case Op::kEqual:
      return Message::kIs;
    case Op::kNotEqual:
      return Message::kIsNot;
    case Op::kLess:
      return time ? Message::kBefore : (grade ? Message::kLowerThan : Message::kLess);
    case Op::kLessEqual:
      return time ? Message::kNotAfter : (grade ? Message::kNotHigher : Message::kAtMost);
    case Op::kGreater:
      return time ? Message::kAfter : (grade ? Message::kHigherThan : Message::kMore);
    default:
      return time ? Message::kNotBefore : Message::kAtLeast;
  }
}

// The words of grammar/keywords.def that a comparison may be written in; the document's own word
// is printed, never another for it.
std::vector<std::string_view> Spellings(Op op) {
  switch (op) {
    case Op::kEqual:
      return {"等于"};
    case Op::kNotEqual:
      return {"不等于"};
    case Op::kLess:
      return {"低于", "少于", "小于", "早于", "不满", "未满", "不足", "不到"};
    case Op::kLessEqual:
      return {"不超过", "不高于", "不大于", "不多于", "不晚于", "不迟于", "至多"};
    case Op::kGreater:
      return {"超过", "高于", "大于", "多于", "晚于", "突破", "超"};
    case Op::kGreaterEqual:
      return {"不低于", "不少于", "不小于", "不早于", "至少", "达到", "届满", "达", "满"};
    default:
      return {};
  }
}
std::vector<std::string_view> Suffixes(Op op) {
  switch (op) {
    case Op::kLessEqual:
      return {"以下", "以内"};
    case Op::kGreaterEqual:
      return {"以上"};
    case Op::kGreater:
      return {"以外"};
    default:
      return {};
  }
}

// Source text and words alike without blanks and with one form of each sign, so that they compare.
std::string Folded(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"＋", "+"}, {"－", "-"}, {"×", "*"}, {"÷", "/"}, {"（", "("}, {"）", ")"}, {"％", "%"}};
  std::string folded;
  while (!text.empty()) {
    bool sign = false;
    for (const auto& [wide, narrow] : kSigns) {
      if (text.substr(0, wide.size()) != wide) continue;
      folded += narrow;
      text.remove_prefix(wide.size());
      sign = true;
      break;
    }
    if (sign) continue;
    if (text.front() != ' ') folded += text.front();
    text.remove_prefix(1);
  }
  return folded;
}
bool Follows(std::string_view text, std::string_view begin) {
  return text.substr(0, begin.size()) == begin;
}

// Whether a boolean's name already asks: then only "为是" makes a statement of it.
bool Asks(std::string_view name) { return Follows(name, "是否"); }

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

bool Words::IsName(Index index) const {
  const Op op = node(index).op;
  return op == Op::kInput || op == Op::kDefinition || op == Op::kParameter;
}

bool Words::IsConstant(Index index) const {
  const Node& at = node(index);
  if (at.op == Op::kInput || at.op == Op::kDefinition || at.op == Op::kHasValue ||
      at.op == Op::kItem || at.op == Op::kFor)
    return false;
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

std::vector<Index> Words::Parts(const program::Rule& rule, int32_t branch) const {
  std::vector<Index> parts = Parts(rule);
  if (rule.branches.size() < 2 || branch < 0) return parts;
  for (const Index part : Parts(rule.branches[static_cast<size_t>(branch)].condition))
    parts.push_back(part);
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
    const bool bare =
        IsBareNumber(own.kind) && !IsBareNumber(other.kind) && policy_.constants[at.a].is_number();
    return Literal(bare ? other : own, at);
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
    const std::string name = Expression(left, 5, {});
    if (!holds) return Say(language_, Message::kFalseFact, name);
    return Say(language_, Asks(name) ? Message::kAskedFact : Message::kTrueFact, name);
  }
  const std::string constant = Constant(right, left);
  if (bare && op == Op::kEqual && node(left).op == Op::kInput) return constant;
  std::string compared = op == at.op ? AsCompared(at, left, right, constant) : "";
  if (compared.empty()) compared = Say(language_, CompareMessage(op, type.kind), constant);
  return Subject(left, bare) + compared;
}

std::string Words::AsCompared(const Node& at, Index left, Index right,
                              const std::string& constant) const {
  if (!chinese() || at.text.empty()) return "";
  const std::string written = Folded(at.text), subject = Folded(Expression(left, 5, {})),
                    number = Folded(node(right).text);
  std::string_view text = written;
  if (!Follows(text, subject)) return "";
  text.remove_prefix(subject.size());
  for (const std::string_view word : Spellings(at.op)) {
    if (Follows(text, word)) return std::string(word) + constant;
  }
  for (const std::string_view skipped : {"", "为", "属于", "介于"}) {
    std::string_view rest = text;
    if (number.empty() || !Follows(rest, skipped)) continue;
    rest.remove_prefix(skipped.size());
    if (!Follows(rest, number)) continue;
    rest.remove_prefix(number.size());
    for (const std::string_view suffix : Suffixes(at.op)) {
      if (rest == suffix) return constant + std::string(suffix);
    }
  }
  return "";
}

// Is the lower end nothing but the zero where the input's domain ends, so that a reader need not be
// told?
bool Words::LowIsDomain(const Node& at) const {
  if ((at.a & program::kNoLow) != 0) return true;
  const Node& low = node(at.children[1]);
  if (node(at.children[0]).op != Op::kInput || low.op != Op::kConstant) return false;
  const program::Domain& domain = policy_.inputs[node(at.children[0]).a].domain;
  if (domain.intervals.size() != 1 || !domain.intervals[0].low) return false;
  const value::Value& bound = policy_.constants[low.a];
  const bool open = (at.a & program::kLowOpen) != 0;
  return bound.is_number() && bound.number().is_zero() &&
         bound.number() == *domain.intervals[0].low && open == domain.intervals[0].low_open;
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
  const TypeKind kind = policy_.types[node(subject).type].kind;
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
           Say(language_, CompareMessage(high_open ? Op::kLess : Op::kLessEqual, kind), high);
  }
  if (no_high)
    return words +
           Say(language_, CompareMessage(low_open ? Op::kGreater : Op::kGreaterEqual, kind), low);
  if (!low_open && !high_open) {
    const bool wave = at.text.find('~') != std::string::npos ||
                      at.text.find("～") != std::string::npos;
    const bool told = IsConstant(at.children[1]) && IsConstant(at.children[2]);
    if (wave && chinese() && told && !IsTime(kind))
      return words + (words.empty() ? "" : "为") + low + "~" + high;
    // Ends that are themselves computed would run into the subject.
    if (!told) return words + Say(language_, Message::kBetween, low, high);
    if (IsTime(kind) && !words.empty()) return words + Say(language_, Message::kDuring, low, high);
  }
  const Message both = low_open ? (high_open ? Message::kOpenOpen : Message::kOpenClosed)
                                : (high_open ? Message::kClosedOpen : Message::kClosedClosed);
  return words + Say(language_, both, low, high);
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
    case Op::kNot:
      return Denied(node(at.children[0]), at.children[0], bare);
    case Op::kOr: {
      // Several values of one thing: name it once.
      return Group(at, Subject(index) >= 0);
    }
    case Op::kAnd:
    case Op::kAtLeast:
      return Group(at, false);
    case Op::kInput:
    case Op::kDefinition:
    case Op::kField:
    case Op::kItem: {
      const std::string name = Expression(index, 5, {});
      return Say(language_, Asks(name) ? Message::kAskedFact : Message::kTrueFact, name);
    }
    case Op::kFor:
      return Expression(index, 0, {});
    case Op::kSubset:
      return Say(language_, Message::kIsSubset, Expression(at.children[0], 5, {}),
                 Expression(at.children[1], 5, {}));
    case Op::kHasValue:
      return Say(language_, Message::kHasValue, policy_.definitions[at.a].name);
    default:
      return at.text.empty() ? Expression(index, 0, {}) : at.text;
  }
}

// The opposite of a condition, said without "not that" where there is a word for it.
std::string Words::Denied(const Node& inner, Index index, bool bare) const {
  switch (inner.op) {
    case Op::kInput:
    case Op::kDefinition:
    case Op::kField:
    case Op::kItem:
      return Say(language_, Message::kFalseFact, Expression(index, 5, {}));
    case Op::kEqual: {
      Node opposite = inner;
      opposite.op = Op::kNotEqual;
      return Comparison(opposite, bare);
    }
    case Op::kFor:
      if (const auto among = Among(inner, true)) return *among;
      return Say(language_, Message::kNotThat, Condition(index));
    case Op::kIsNone:
      return Expression(inner.children[0], 5, {}) + Say(language_, Message::kIsNotNone);
    case Op::kInSet: {
      std::vector<std::string> items;
      for (size_t i = 1; i < inner.children.size(); ++i)
        items.push_back(Constant(inner.children[i], inner.children[0]));
      return Subject(inner.children[0], bare) +
             Say(language_, Message::kNotInSet, Join(items, language_));
    }
    default:
      return Say(language_, Message::kNotThat, Condition(index));
  }
}

std::vector<std::string> Words::Bounds(Index index) const {
  const Node& at = node(index);
  std::vector<std::string> bounds;
  const auto add = [&](bool included, const std::string& text) {
    bounds.push_back(Say(language_, included ? Message::kIncluded : Message::kExcluded, text));
  };
  if (IsBranch(at)) return bounds;
  if (IsBranch(at)) return bounds;  // codes have no sides
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
  } else if (at.op == Op::kNot) {
    // What is denied turns at the same number, which then lies on the other side.
    Node opposite = node(at.children[0]);
    static constexpr std::pair<Op, Op> kOpposites[] = {{Op::kLess, Op::kGreaterEqual},
                                                       {Op::kLessEqual, Op::kGreater},
                                                       {Op::kGreater, Op::kLessEqual},
                                                       {Op::kGreaterEqual, Op::kLess}};
    for (const auto& [from, to] : kOpposites) {
      if (opposite.op != from) continue;
      const Index right = opposite.children[1];
      if (IsConstant(right) && !IsConstant(opposite.children[0]))
        add(to == Op::kLessEqual || to == Op::kGreaterEqual,
            Constant(right, opposite.children[0]));
      return bounds;
    }
  } else if (at.op != Op::kHasValue) {
    // Groups, and formulas that hold conditions.
    for (const Index child : at.children) {
      if (child < 0) continue;
      for (std::string& bound : Bounds(child)) bounds.push_back(std::move(bound));
    }
  }
  return bounds;
}

}  // namespace pol::cli
