#include "runtime/interp/evaluate_operator.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "runtime/interp/canonical.h"
#include "runtime/interp/evaluate_loop.h"
#include "runtime/interp/evaluate_time.h"
#include "runtime/value/date.h"

namespace pol::interp {
namespace {

using program::DatePart;
using program::Node;
using program::Op;
using program::Policy;
using program::Type;
using program::TypeKind;

constexpr int64_t kDaySeconds = 86400;

int64_t FloorDivide(int64_t a, int64_t b) {
  const int64_t quotient = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

bool InDateRange(int64_t day) { return day >= value::kFirstDay && day <= value::kLastDay; }
bool InMonthRange(int64_t month) { return month >= 1900 * 12 && month <= 2199 * 12 + 11; }

TypeKind KindOf(const Policy& policy, Index node) {
  const Index type = policy.nodes[node].type;
  return type < 0 ? TypeKind::kDecimal : policy.types[type].kind;
}

// A whole number that fits; days, months and seconds far outside the calendar need no exact value.
int64_t Whole(const Rational& number) {
  const std::optional<int64_t> whole = number.Floor().ToInt64();
  if (whole && *whole > -40'000'000'000 && *whole < 40'000'000'000) return *whole;
  return number.sign() < 0 ? -40'000'000'000 : 40'000'000'000;
}

Result Day(int64_t day, const Node& node) {
  if (!InDateRange(day)) return Result::Error(ErrorCode::kDateRange, node.offset);
  return Result::Number(Rational(day));
}

Result DayOrRange(std::optional<int64_t> day, const Node& node) {
  if (!day) return Result::Error(ErrorCode::kDateRange, node.offset);
  return Day(*day, node);
}

Result PartOf(const Policy& policy, const Node& node, const Value& operand) {
  const TypeKind kind = KindOf(policy, node.children[0]);
  const int64_t number = Whole(operand.number());
  const DatePart part = static_cast<DatePart>(node.a);
  if (part == DatePart::kClockOf) {
    if (kind != TypeKind::kInstant) return Result::Of(operand);
    return Result::Number(Rational(number - FloorDivide(number, kDaySeconds) * kDaySeconds));
  }
  int64_t day = number;
  if (kind == TypeKind::kInstant) day = FloorDivide(number, kDaySeconds);
  if (kind == TypeKind::kMonth) {
    day =
        value::DaysFromCivil({static_cast<int>(number / 12), static_cast<int>(number % 12) + 1, 1});
  }
  const value::CivilDate civil = value::CivilFromDays(day);
  const auto first_day_of = [&](int month) {
    return Day(value::DaysFromCivil({civil.year, month, 1}), node);
  };
  const auto last_day_of = [&](int month) {
    return Day(value::DaysFromCivil({civil.year, month, value::DaysInMonth(civil.year, month)}),
               node);
  };
  switch (part) {
    case DatePart::kYear:
      return Result::Number(Rational(civil.year));
    case DatePart::kMonth:
      return Result::Number(Rational(civil.month));
    case DatePart::kDay:
      return Result::Number(Rational(civil.day));
    case DatePart::kWeekday:  // 1970-01-01 was a Thursday
      return Result::Number(Rational(day + 3 - FloorDivide(day + 3, 7) * 7 + 1));
    case DatePart::kQuarter:
      return Result::Number(Rational((civil.month + 2) / 3));
    case DatePart::kMonthOf:
      return Result::Number(Rational(int64_t{civil.year} * 12 + civil.month - 1));
    case DatePart::kNextMonth:
      return Day(civil.month == 12 ? value::DaysFromCivil({civil.year + 1, 1, 1})
                                   : value::DaysFromCivil({civil.year, civil.month + 1, 1}),
                 node);
    case DatePart::kEndOfMonth:
      return last_day_of(civil.month);
    case DatePart::kEndOfQuarter:
      return last_day_of((civil.month + 2) / 3 * 3);
    case DatePart::kEndOfHalf:
      return last_day_of(civil.month <= 6 ? 6 : 12);
    case DatePart::kEndOfYear:
      return last_day_of(12);
    case DatePart::kHalf:
      return Result::Number(Rational(civil.month <= 6 ? 1 : 2));
    case DatePart::kStartOfMonth:
      return first_day_of(civil.month);
    case DatePart::kStartOfQuarter:
      return first_day_of((civil.month - 1) / 3 * 3 + 1);
    case DatePart::kStartOfHalf:
      return first_day_of(civil.month <= 6 ? 1 : 7);
    case DatePart::kStartOfYear:
      return first_day_of(1);
    case DatePart::kDateOf:
      return Day(day, node);
    case DatePart::kClockOf:
      break;
  }
  return Result::Of(operand);
}

Result Power(const Node& node, const Rational& base, int64_t exponent) {
  if (exponent < 0 && base.is_zero()) return Result::Error(ErrorCode::kDivZero, node.offset);
  Rational power = 1;
  for (int64_t i = 0; i < std::abs(exponent); ++i) power = power * base;
  return Result::Number(exponent < 0 ? Rational(1) / power : power);
}

Result Extreme(const Node& node, const std::vector<Value>& operands, bool greatest) {
  const std::vector<Value>* items = &operands;
  if (operands.size() == 1 && operands[0].is_list()) items = &operands[0].items();
  if (items->empty()) return Result::NoRule(Reason::kEmptyList, node.offset);
  const auto found = greatest ? std::max_element(items->begin(), items->end())
                              : std::min_element(items->begin(), items->end());
  return Result::Of(*found);
}

// Parts of an allocation (semantics 4.6). operands: total, quantum, weights; node.b: which part
// takes the remainder and how the others are rounded, -1 for the largest remainders.
Result Share(const Node& node, const std::vector<Value>& operands) {
  const Rational& quantum = operands[1].number();
  const Rational& total = operands[0].number();
  const size_t count = operands.size() - 2;
  Rational weights = 0;
  for (size_t i = 0; i < count; ++i) {
    const Rational& weight = operands[i + 2].number();
    if (weight.sign() < 0) return Result::Error(ErrorCode::kAllocWeight, node.offset);
    weights = weights + weight;
  }
  if (weights.is_zero()) return Result::Error(ErrorCode::kAllocZero, node.offset);
  if (node.b < 0) {
    std::vector<Rational> shares, parts;
    for (size_t i = 0; i < count; ++i) shares.push_back(operands[i + 2].number());
    const std::optional<ErrorCode> error = ShareByLargestRemainder(total, quantum, shares, &parts);
    if (error) return Result::Error(*error, node.offset);
    return Result::Number(parts[static_cast<size_t>(node.a)]);
  }
  const int32_t place = node.b / 4;
  const auto mode = static_cast<value::RoundMode>(node.b % 4);
  std::vector<Rational> parts;
  Rational left = total;
  for (size_t i = 0; i < count; ++i) {
    const Rational exact = total * operands[i + 2].number() / weights;
    parts.push_back(value::Round(exact, quantum, mode));
    if (static_cast<int32_t>(i) != place) left = left - parts[i];
  }
  return Result::Number(node.a == place ? left : parts[node.a]);
}

Result Waterfall(const Node& node, const std::vector<Value>& operands) {
  Rational left = operands[0].number();
  if (left.sign() < 0) return Result::Error(ErrorCode::kAllocWeight, node.offset);
  for (size_t i = 1; i < operands.size(); ++i) {
    if (operands[i].number().sign() < 0) {
      return Result::Error(ErrorCode::kAllocWeight, node.offset);
    }
  }
  for (size_t i = 1; i < operands.size(); ++i) {
    const Rational part = std::min(operands[i].number(), left);
    if (static_cast<size_t>(node.a) == i - 1) return Result::Number(part);
    left = left - part;
  }
  return Result::Number(left);
}

std::string Show(const Node& node, const Rational& number) {
  Rational quantum = 1;
  for (int32_t i = 0; i < node.a; ++i) quantum = quantum / Rational(10);
  const Rational shown = node.b == 1 ? number * Rational(100) : number;
  std::string text =
      value::Round(shown, quantum, value::RoundMode::kHalfUp).ToFixed(std::max(node.a, 0));
  if (node.b == 1) text += "%";
  return text;
}

std::string Concat(const Policy& policy, const Node& node, const std::vector<Value>& operands) {
  std::string text;
  for (size_t i = 0; i < operands.size(); ++i) {
    if (operands[i].is_text()) {
      text += operands[i].text();
      continue;
    }
    const Index type = policy.nodes[node.children[i]].type;
    text += type < 0 ? operands[i].number().ToString()
                     : CanonicalText(policy, policy.types[type], operands[i]);
  }
  return text;
}

Result Interval(const Node& node, const std::vector<Value>& operands) {
  // An outsider of an open list of codes lies under none of them.
  if (operands[0].is_text()) return Result::Truth(false);
  const Rational& x = operands[0].number();
  size_t next = 1;
  bool in = true;
  if ((node.a & program::kNoLow) == 0) {
    const Rational& low = operands[next++].number();
    in = in && ((node.a & program::kLowOpen) != 0 ? x > low : x >= low);
  }
  if ((node.a & program::kNoHigh) == 0) {
    const Rational& high = operands[next].number();
    in = in && ((node.a & program::kHighOpen) != 0 ? x < high : x <= high);
  }
  return Result::Truth(in);
}

// Difference, union and intersection of two lists or sets, in the order of the first (then of the
// second); union holds nothing twice.
Result Collected(const Policy& policy, const Node& node, const std::vector<Value>& operands) {
  const std::vector<Value>&first = operands[0].items(), &second = operands[1].items();
  const std::set<Value> others(second.begin(), second.end());
  std::set<Value> taken;
  std::vector<Value> items;
  for (const Value& item : first) {
    const bool wanted = node.op == Op::kJoin ? taken.insert(item).second
                                             : others.contains(item) == (node.op == Op::kCommon);
    if (wanted) items.push_back(item);
  }
  if (node.op == Op::kJoin) {
    for (const Value& item : second) {
      if (taken.insert(item).second) items.push_back(item);
    }
  }
  const bool set = node.type >= 0 && policy.types[node.type].kind == TypeKind::kSet;
  return Result::Of(set ? SetOf(std::move(items)) : Value::List(std::move(items)));
}

// Operators that take none, texts and lists as they come.
std::optional<Result> ApplyAny(const Node& node, const std::vector<Value>& operands) {
  switch (node.op) {
    case Op::kEqual:
      return Result::Truth(operands[0] == operands[1]);
    case Op::kNotEqual:
      return Result::Truth(!(operands[0] == operands[1]));
    case Op::kIsNone:
      return Result::Truth(operands[0].is_none());
    case Op::kList:
    case Op::kRecord:
      return Result::Of(Value::List(operands));
    default:
      return std::nullopt;
  }
}

}  // namespace

Result Apply(const Policy& policy, const Node& node, const std::vector<Value>& operands) {
  if (std::optional<Result> any = ApplyAny(node, operands)) return *any;
  for (const Value& operand : operands) {
    if (operand.is_none()) return Result::Error(ErrorCode::kNoneUsed, node.offset);
  }
  const auto number = [&](size_t i) -> const Rational& { return operands[i].number(); };
  switch (node.op) {
    case Op::kLess:
      return Result::Truth(number(0) < number(1));
    case Op::kLessEqual:
      return Result::Truth(number(0) <= number(1));
    case Op::kGreater:
      return Result::Truth(number(0) > number(1));
    case Op::kGreaterEqual:
      return Result::Truth(number(0) >= number(1));
    case Op::kInInterval:
      return Interval(node, operands);
    case Op::kAdd: {
      Rational sum = 0;
      for (size_t i = 0; i < operands.size(); ++i) sum = sum + number(i);
      return Result::Number(std::move(sum));
    }
    case Op::kSubtract:
      return Result::Number(number(0) - number(1));
    case Op::kMultiply: {
      Rational product = 1;
      for (size_t i = 0; i < operands.size(); ++i) product = product * number(i);
      return Result::Number(std::move(product));
    }
    case Op::kDivide:
      if (number(1).is_zero()) {
        return node.b == 1 ? Result::NoRule(Reason::kZeroBase, node.offset)
                           : Result::Error(ErrorCode::kDivZero, node.offset);
      }
      return Result::Number(number(0) / number(1));
    case Op::kNegate:
      return Result::Number(-number(0));
    case Op::kPower:
      return Power(node, number(0), operands.size() > 1 ? Whole(number(1)) : node.a);
    case Op::kMin:
      return Extreme(node, operands, false);
    case Op::kMax:
      return Extreme(node, operands, true);
    case Op::kAbs:
      return Result::Number(value::Abs(number(0)));
    case Op::kRound:
      return Result::Number(
          value::Round(number(0), number(1), static_cast<value::RoundMode>(node.a)));
    case Op::kAddDays:
      return Day(Whole(number(0)) + Whole(number(1)), node);
    case Op::kAddMonths: {
      const int64_t months = Whole(number(1));
      if (months < -10000 || months > 10000) return DayOrRange(std::nullopt, node);
      return DayOrRange(
          value::AddMonths(Whole(number(0)), months, static_cast<value::MonthEnd>(node.a)), node);
    }
    case Op::kAddSeconds: {
      const int64_t seconds = Whole(number(0)) + Whole((number(1) * Rational(3600)).Floor());
      if (!InDateRange(FloorDivide(seconds, kDaySeconds))) return DayOrRange(std::nullopt, node);
      return Result::Number(Rational(seconds));
    }
    case Op::kDateDiff: {
      const Rational difference = number(0) - number(1);
      const bool instants = KindOf(policy, node.children[0]) == TypeKind::kInstant;
      return Result::Number(instants ? difference / Rational(3600) : difference);
    }
    case Op::kMonthAdd: {
      const int64_t month = Whole(number(0)) + Whole(number(1));
      if (!InMonthRange(month)) return Result::Error(ErrorCode::kDateRange, node.offset);
      return Result::Number(Rational(month));
    }
    case Op::kFullMonths:
      return Result::Number(Rational(value::FullMonths(Whole(number(0)), Whole(number(1)))));
    case Op::kFullYears:
      return Result::Number(Rational(value::FullMonths(Whole(number(0)), Whole(number(1))) / 12));
    case Op::kDatePart:
      return PartOf(policy, node, operands[0]);
    case Op::kMakeDate: {
      const int64_t year = Whole(number(0)), month = Whole(number(1)), day = Whole(number(2));
      if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) {
        return DayOrRange(std::nullopt, node);
      }
      const value::CivilDate civil{static_cast<int>(year), static_cast<int>(month),
                                   static_cast<int>(day)};
      if (!value::IsValidCivil(civil)) return DayOrRange(std::nullopt, node);
      return Day(value::DaysFromCivil(civil), node);
    }
    case Op::kLower:
      return Result::Number(Rational(std::max<int64_t>(Whole(number(0)) - 1, 0)));
    case Op::kHigher: {
      const Index type = policy.nodes[node.children[0]].type;
      const int64_t last =
          static_cast<int64_t>(policy.enums[policy.types[type].enumeration].members.size()) - 1;
      return Result::Number(Rational(std::min(Whole(number(0)) + 1, last)));
    }
    case Op::kShow:
      return Result::Of(Value::Text(Show(node, number(0))));
    case Op::kConcat:
      return Result::Of(Value::Text(Concat(policy, node, operands)));
    case Op::kMissing: {
      std::vector<Value> missing;
      for (size_t i = 0; i < operands.size(); ++i) {
        if (!operands[i].truth()) missing.push_back(Value::Text(node.labels[i]));
      }
      return Result::Of(Value::List(std::move(missing)));
    }
    case Op::kWithout:
    case Op::kJoin:
    case Op::kCommon:
      return Collected(policy, node, operands);
    case Op::kShare:
      return Share(node, operands);
    case Op::kWaterfall:
      return Waterfall(node, operands);
    default:
      if (std::optional<Result> time = ApplyTime(policy, node, operands)) return *std::move(time);
      // The remaining operators are not strict; Machine::Evaluate has handled them.
      return Result::Of(operands.empty() ? Value() : operands[0]);
  }
}

}  // namespace pol::interp
