// Formulas in words, with names or with the values of one case.
#include "cli/words.h"

namespace pol::cli {
namespace {

using program::Node;
using program::Op;
using program::TypeKind;

// How tightly an operator holds its operands together; brackets stand where that would not show.
int Level(Op op) {
  switch (op) {
    case Op::kIf:
    case Op::kOr:
    case Op::kOrElse:
      return 1;
    case Op::kAnd:
      return 2;
    case Op::kNot:
    case Op::kAtLeast:
      return 3;
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kInInterval:
    case Op::kInSet:
    case Op::kIsNone:
    case Op::kHasValue:
      return 4;
    case Op::kRound:
    case Op::kMin:
    case Op::kMax:
    case Op::kShare:
    case Op::kWaterfall:
    case Op::kShow:
    case Op::kWithout:
    case Op::kJoin:
    case Op::kCommon:
      return 4;
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kAddSeconds:
    case Op::kDateDiff:
    case Op::kMonthAdd:
    case Op::kAddWorkdays:
      return 5;
    case Op::kMultiply:
    case Op::kDivide:
      return 6;
    case Op::kNegate:
    case Op::kPower:
      return 7;
    default:
      return 8;
  }
}

Message RoundMessage(int mode) {
  switch (static_cast<value::RoundMode>(mode)) {
    case value::RoundMode::kHalfUp:
      return Message::kRoundHalfUp;
    case value::RoundMode::kHalfEven:
      return Message::kRoundHalfEven;
    case value::RoundMode::kUp:
      return Message::kRoundUp;
    case value::RoundMode::kDown:
      return Message::kRoundDown;
  }
  return Message::kRoundHalfUp;
}

Message DatePartMessage(int part) {
  using program::DatePart;
  switch (static_cast<DatePart>(part)) {
    case DatePart::kYear:
      return Message::kPartYear;
    case DatePart::kMonth:
      return Message::kPartMonth;
    case DatePart::kDay:
      return Message::kPartDay;
    case DatePart::kWeekday:
      return Message::kPartWeekday;
    case DatePart::kQuarter:
      return Message::kPartQuarter;
    case DatePart::kMonthOf:
      return Message::kPartMonthOf;
    case DatePart::kNextMonth:
      return Message::kPartNextMonth;
    case DatePart::kEndOfMonth:
      return Message::kPartEndOfMonth;
    case DatePart::kEndOfQuarter:
      return Message::kPartEndOfQuarter;
    case DatePart::kEndOfHalf:
      return Message::kPartEndOfHalf;
    case DatePart::kEndOfYear:
      return Message::kPartEndOfYear;
    case DatePart::kDateOf:
      return Message::kPartDateOf;
    case DatePart::kClockOf:
      return Message::kPartClockOf;
    case DatePart::kHalf:
      return Message::kPartHalf;
    case DatePart::kStartOfMonth:
      return Message::kPartStartOfMonth;
    case DatePart::kStartOfQuarter:
      return Message::kPartStartOfQuarter;
    case DatePart::kStartOfHalf:
      return Message::kPartStartOfHalf;
    case DatePart::kStartOfYear:
      return Message::kPartStartOfYear;
  }
  return Message::kCallDatePart;
}

// What stands for a function that has no sign of its own.
std::optional<Message> CallMessage(const Node& node) {
  switch (node.op) {
    case Op::kAbs:
      return Message::kCallAbs;
    case Op::kFullMonths:
      return Message::kCallFullMonths;
    case Op::kFullYears:
      return Message::kCallFullYears;
    case Op::kMakeDate:
      return Message::kCallMakeDate;
    case Op::kLower:
      return Message::kCallLower;
    case Op::kHigher:
      return Message::kCallHigher;
    case Op::kConcat:
      return Message::kCallConcat;
    case Op::kList:
      return Message::kCallList;
    case Op::kMissing:
      return Message::kCallMissing;
    default:
      return std::nullopt;
  }
}

bool IsListed(const program::Type& type) {
  return type.kind == TypeKind::kList || type.kind == TypeKind::kSet;
}

}  // namespace

// "天" of "0.2‰/天": a unit alone, which is one of it.
bool Words::IsUnit(Index index) const {
  const Node& at = node(index);
  return at.op == Op::kConstant && !at.text.empty() &&
         at.text.find_first_of("0123456789") == std::string::npos &&
         policy_.constants[at.a].is_number() &&
         policy_.types[at.type].kind != TypeKind::kRate;
}

std::string Words::Operand(const Node& at, Index index, const Case& given) const {
  switch (at.op) {
    case Op::kConstant:
      return Literal(policy_.types[at.type], at);
    case Op::kInput:
      // A list goes by its name: its items would bury the formula.
      if (IsListed(policy_.types[at.type])) return policy_.inputs[at.a].name;
      if (given.facts != nullptr && given.facts->inputs[at.a]) {
        return Value(policy_.inputs[at.a].type, *given.facts->inputs[at.a]);
      }
      return policy_.inputs[at.a].name;
    case Op::kDefinition: {
      const program::Definition& definition = policy_.definitions[at.a];
      if (IsListed(policy_.types[definition.type])) return definition.name;
      if (given.evaluation != nullptr) {
        for (const auto* outcomes : {&given.evaluation->outputs, &given.evaluation->lets}) {
          for (const interp::Outcome& outcome : *outcomes) {
            if (outcome.definition == at.a && outcome.status == interp::Status::kValue) {
              return Value(definition.type, outcome.value);
            }
          }
        }
      }
      return definition.name;
    }
    case Op::kParameter:
      if (given.evaluation != nullptr && at.children.empty()) {
        if (const auto value = interp::EvaluateConstant(policy_, index, given.evaluation->at))
          return Value(at.type, *value);
      }
      if (at.children.empty()) return policy_.parameters[at.a].name;
      return policy_.parameters[at.a].name +
             Bracketed(Expression(at.children[0], 0, given), language_);
    default:
      return Say(language_, Message::kToday);
  }
}

std::string Words::Rounding(const Node& at, const Case& given) const {
  return Say(language_, RoundMessage(at.a), Expression(at.children[0], 5, given),
             Quantum(at.children[1], at.type));
}

std::string Words::RoundingTo(int mode, const std::string& quantum) const {
  // The messages begin with what is rounded and a comma.
  const std::string text = Say(language_, RoundMessage(mode), "", quantum);
  const std::string_view comma = chinese() ? "，" : ", ";
  return text.substr(comma.size());
}

// "分", "0.1万元": to what something is rounded or shared out.
std::string Words::Quantum(Index index, Index type) const {
  const Node& unit = node(index);
  const TypeKind kind = policy_.types[type].kind;
  const bool money = kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
  if (unit.op == Op::kConstant && money && policy_.constants[unit.a].is_number()) {
    const value::Rational& size = policy_.constants[unit.a].number();
    if (size == value::Rational(1, 100)) return Say(language_, Message::kFen);
    if (size == value::Rational(1, 10)) return Say(language_, Message::kJiao);
    if (size == value::Rational(1)) return Say(language_, Message::kYuan);
  }
  return Expression(index, 5, {});
}

// "展位数，最多2个" where it is written as a cap, else "展位数、2个中的较低者"; of dates 较早者.
std::string Words::Extreme(const Node& at, const Case& given) const {
  const bool least = at.op == Op::kMin;
  if (at.b == 1 && at.children.size() == 2) {
    const bool number = node(at.children[1]).op == Op::kConstant;
    return Say(language_,
               least ? (number ? Message::kCappedAt : Message::kNotBeyond)
                     : (number ? Message::kFlooredAt : Message::kNotUnder),
               Expression(at.children[0], 5, given), Expression(at.children[1], 5, given));
  }
  std::vector<std::string> items;
  for (const Index child : at.children) items.push_back(Expression(child, 6, given));
  const bool time = IsTime(policy_.types[at.type].kind);
  const Message message = least ? (time ? Message::kEarlierOf : Message::kLowerOf)
                                : (time ? Message::kLaterOf : Message::kHigherOf);
  return Say(language_, message, Join(items, language_));
}

std::string Words::Calls(const Node& at, const Case& given) const {
  std::vector<std::string> arguments;
  for (size_t i = 0; i < at.children.size(); ++i) {
    // Labelled items go by their labels; that they hold or not is what the answer tells.
    const bool labelled = at.op == Op::kMissing && i < at.labels.size() && !at.labels[i].empty();
    arguments.push_back(labelled ? at.labels[i] : Expression(at.children[i], 0, given));
  }
  const std::optional<Message> call = CallMessage(at);
  const std::string list = Join(arguments, language_);
  if (call) return Say(language_, *call, list);
  // What has no words here is quoted as the policy writes it.
  return at.text.empty() ? list : at.text;
}

// "单车奖补（购置价＝甲价）的奖补额"; what goes by the same name is not told.
std::string Words::Called(const Node& at, const Case& given) const {
  const program::Call& call = policy_.calls[at.a];
  const program::Use& use = policy_.uses[call.use];
  std::vector<std::string> bindings;
  for (size_t i = 0; i < call.bindings.size(); ++i) {
    const program::Binding& binding = call.bindings[i];
    const std::string& name = use.policy->inputs[i].name;
    if (binding.node < 0 && (binding.input < 0 || policy_.inputs[binding.input].name == name)) continue;
    std::string value;
    if (binding.node >= 0) {
      value = Expression(binding.node, 0, given);
    } else {
      const program::Input& input = policy_.inputs[binding.input];
      const bool known = given.facts != nullptr && given.facts->inputs[binding.input];
      value = known ? Value(input.type, *given.facts->inputs[binding.input]) : input.name;
    }
    bindings.push_back(Say(language_, Message::kCallBinding, name, value));
  }
  if (call.at >= 0) {
    bindings.push_back(Say(language_, Message::kCallBinding, Say(language_, Message::kToday),
                           Expression(call.at, 0, given)));
  }
  const std::string& output = use.policy->definitions[at.b].name;
  if (bindings.empty()) return Say(language_, Message::kCallOfAll, use.name, output);
  return Say(language_, Message::kCallOf, use.name, Join(bindings, language_), output);
}

std::string Words::Expression(Index index, int level, const Case& given) const {
  const Node& at = node(index);
  const auto side = [&](size_t child, int inner) {
    return Expression(at.children[child], inner, given);
  };
  const auto infix = [&](const char* sign, int left, int right) {
    std::string text = side(0, left);
    for (size_t i = 1; i < at.children.size(); ++i) text += sign + side(i, right);
    return text;
  };
  std::string text;
  switch (at.op) {
    case Op::kConstant:
    case Op::kInput:
    case Op::kDefinition:
    case Op::kParameter:
    case Op::kToday:
      return Operand(at, index, given);
    case Op::kAdd:
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kAddSeconds:
    case Op::kMonthAdd:
    case Op::kAddWorkdays:
      // "评估日期 - 1年" is held as adding what is denied.
      if (at.children.size() == 2 && node(at.children[1]).op == Op::kNegate) {
        text = side(0, 5) + "－" + Expression(node(at.children[1]).children[0], 6, given);
      } else {
        text = infix("＋", 5, 6);
      }
      break;
    case Op::kSubtract:
    case Op::kDateDiff:
      text = infix("－", 5, 6);
      break;
    case Op::kMultiply:
      text = infix("×", 6, 7);
      break;
    case Op::kDivide:
      text = infix(IsUnit(at.children[1]) ? "/" : "÷", 6, 7);
      break;
    case Op::kNegate:
      text = "－" + side(0, 7);
      break;
    case Op::kPower:
      text = side(0, 8) + "^" + (at.children.size() > 1 ? side(1, 8) : std::to_string(at.a));
      break;
    case Op::kRound:
      text = Rounding(at, given);
      break;
    case Op::kMin:
    case Op::kMax:
      text = Extreme(at, given);
      break;
    case Op::kShare:
    case Op::kWaterfall:
      text = Allocation(at, given);
      break;
    case Op::kFor:
      text = Loop(at, given);
      break;
    case Op::kItem:
    case Op::kField:
    case Op::kRecord:
      text = Part(at, given);
      break;
    case Op::kWorkdaysBetween:
      text = Say(language_, Message::kWorkdaysBetween, side(0, 5), side(1, 5));
      break;
    case Op::kToWorkday:
      text = Say(language_, Message::kToWorkday, side(0, 5));
      break;
    case Op::kRecurring:
    case Op::kNextRecurring:
      text = Say(language_,
                 at.op == Op::kRecurring ? Message::kRecurring : Message::kNextRecurring,
                 side(0, 5), side(1, 5), side(2, 5));
      break;
    case Op::kDatePart:
      text = Say(language_, DatePartMessage(at.a), side(0, 6));
      break;
    case Op::kIf:
      text = Say(language_, Message::kIfElse, Condition(at.children[0]), side(1, 2), side(2, 1));
      break;
    case Op::kOrElse:
      text = Say(language_, Message::kOrElse, side(0, 2), side(1, 2));
      break;
    case Op::kCall:
      text = Called(at, given);
      break;
    case Op::kShow:
      text = Say(language_,
                 at.b == 1 ? (at.a == 0 ? Message::kCallShowWholePercent : Message::kCallShowPercent)
                           : (at.a == 0 ? Message::kCallShowWhole : Message::kCallShow),
                 side(0, 4), at.a);
      break;
    case Op::kWithout:
      text = Say(language_, Message::kCallWithout, side(0, 5), side(1, 5));
      break;
    case Op::kJoin:
    case Op::kCommon: {
      std::vector<std::string> lists;
      for (size_t i = 0; i < at.children.size(); ++i) lists.push_back(side(i, 5));
      text = Say(language_, at.op == Op::kJoin ? Message::kCallJoin : Message::kCallCommon,
                 JoinWith(lists, Say(language_, Message::kWith)));
      break;
    }
    default:
      if (Level(at.op) <= 4 || at.op == Op::kSubset) {  // the rest of them are conditions
        text = Condition(index);
      } else {
        text = Calls(at, given);
      }
  }
  return Level(at.op) < level ? Say(language_, Message::kInBrackets, text) : text;
}

std::string Words::Formula(Index index) const { return Expression(index, 0, {}); }

std::string Words::Derivation(Index index, Index type, const value::Value& value,
                              const interp::Facts& facts,
                              const interp::Evaluation& evaluation) const {
  const Node& at = node(index);
  if (at.op == Op::kConstant || (at.op == Op::kList && IsConstant(index))) return "";
  const std::string result = Value(type, value);
  std::string text = Computation(index, facts, evaluation);
  if (text == result || text == Amount(type, value)) text = Formula(index);
  return text == result ? "" : text;
}

std::string Words::Computation(Index index, const interp::Facts& facts,
                               const interp::Evaluation& evaluation) const {
  return Expression(index, 0, {&facts, &evaluation});
}

}  // namespace pol::cli
