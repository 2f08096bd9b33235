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
      return 4;
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kAddSeconds:
    case Op::kDateDiff:
    case Op::kMonthAdd:
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

// What stands for a function that has no sign of its own.
std::optional<Message> CallMessage(const Node& node) {
  switch (node.op) {
    case Op::kAbs:
      return Message::kCallAbs;
    case Op::kFullMonths:
      return Message::kCallFullMonths;
    case Op::kFullYears:
      return Message::kCallFullYears;
    case Op::kAddWorkdays:
      return Message::kCallAddWorkdays;
    case Op::kWorkdaysBetween:
      return Message::kCallWorkdaysBetween;
    case Op::kToWorkday:
      return Message::kCallToWorkday;
    case Op::kRecurring:
      return Message::kCallRecurring;
    case Op::kNextRecurring:
      return Message::kCallNextRecurring;
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
    case Op::kShow:
      return Message::kCallShow;
    case Op::kShare:
      return Message::kCallShare;
    case Op::kWaterfall:
      return Message::kCallWaterfall;
    case Op::kDatePart:
      return Message::kCallDatePart;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string Words::Operand(const Node& at, Index index, const Case& given) const {
  switch (at.op) {
    case Op::kConstant:
      return Value(at.type, policy_.constants[at.a]);
    case Op::kInput:
      if (given.facts != nullptr && given.facts->inputs[at.a]) {
        return Value(policy_.inputs[at.a].type, *given.facts->inputs[at.a]);
      }
      return policy_.inputs[at.a].name;
    case Op::kDefinition: {
      const program::Definition& definition = policy_.definitions[at.a];
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
  const std::string inner = Expression(at.children[0], 5, given);
  std::string quantum = Expression(at.children[1], 5, {});
  const Node& unit = node(at.children[1]);
  const TypeKind kind = policy_.types[at.type].kind;
  const bool money = kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
  if (unit.op == Op::kConstant && money && policy_.constants[unit.a].is_number()) {
    const value::Rational& size = policy_.constants[unit.a].number();
    if (size == value::Rational(1, 100)) quantum = Say(language_, Message::kFen);
    if (size == value::Rational(1, 10)) quantum = Say(language_, Message::kJiao);
    if (size == value::Rational(1)) quantum = Say(language_, Message::kYuan);
  }
  return Say(language_, RoundMessage(at.a), inner, quantum);
}

std::string Words::Calls(const Node& at, const Case& given) const {
  std::vector<std::string> arguments;
  for (const Index child : at.children) arguments.push_back(Expression(child, 0, given));
  const std::optional<Message> call = CallMessage(at);
  const std::string list = Join(arguments, language_);
  return call ? Say(language_, *call, list) : list;
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
      text = infix("＋", 5, 6);
      break;
    case Op::kSubtract:
    case Op::kDateDiff:
      text = infix("－", 5, 6);
      break;
    case Op::kMultiply:
      text = infix("×", 6, 7);
      break;
    case Op::kDivide:
      text = infix("÷", 6, 7);
      break;
    case Op::kNegate:
      text = "－" + side(0, 7);
      break;
    case Op::kPower:
      text = fmt::format("{}^{}", side(0, 8), at.a);
      break;
    case Op::kRound:
      text = Rounding(at, given);
      break;
    case Op::kMin:
    case Op::kMax: {
      std::vector<std::string> items;
      for (size_t i = 0; i < at.children.size(); ++i) items.push_back(side(i, 5));
      text = Say(language_, at.op == Op::kMin ? Message::kLowerOf : Message::kHigherOf,
                 Join(items, language_));
      break;
    }
    case Op::kIf:
      text = Say(language_, Message::kIfElse, Condition(at.children[0]), side(1, 2), side(2, 1));
      break;
    case Op::kOrElse:
      text = Say(language_, Message::kOrElse, side(0, 2), side(1, 2));
      break;
    default:
      if (Level(at.op) <= 4) {
        text = Condition(index);
      } else {
        text = Calls(at, given);
      }
  }
  return Level(at.op) < level ? Say(language_, Message::kInBrackets, text) : text;
}

std::string Words::Formula(Index index) const { return Expression(index, 0, {}); }

std::string Words::Computation(Index index, const interp::Facts& facts,
                               const interp::Evaluation& evaluation) const {
  return Expression(index, 0, {&facts, &evaluation});
}

}  // namespace pol::cli
