#include "compiler/prove/witness_values.h"

#include <algorithm>
#include <string>
#include <utility>

#include "compiler/prove/witness.h"
#include "runtime/program/codes.h"
#include "runtime/program/ranges.h"
#include "runtime/value/date.h"

namespace pol::prove {

using program::Interval;
using program::Type;
using program::TypeKind;

namespace {

constexpr size_t kMostCandidates = 12;
constexpr int64_t kDaySeconds = 86400;

bool Contains(const Interval& interval, const Rational& x) {
  if (interval.low && (x < *interval.low || (interval.low_open && x == *interval.low))) return false;
  return !(interval.high && (x > *interval.high || (interval.high_open && x == *interval.high)));
}

bool IsEmpty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  if (*interval.low > *interval.high) return true;
  return *interval.low == *interval.high && (interval.low_open || interval.high_open);
}

Rational PowerOfTen(int exponent) {
  Rational power = 1;
  for (int i = 0; i < std::abs(exponent); ++i) power = power * Rational(10);
  return exponent < 0 ? Rational(1) / power : power;
}

// How many digits a reader has to take in, and how many of them stand behind the point.
struct Roundness {
  int digits = 0, decimals = 0;
  friend auto operator<=>(const Roundness&, const Roundness&) = default;
};
Roundness RoundnessOf(const Rational& number) {
  const std::string text = value::Abs(number).ToString();
  if (text.find('/') != std::string::npos) return {100, 100};
  const size_t point = text.find('.');
  std::string digits = text;
  Roundness found;
  if (point != std::string::npos) {
    found.decimals = static_cast<int>(text.size() - point - 1);
    digits.erase(point, 1);
  }
  const size_t first = digits.find_first_not_of('0'), last = digits.find_last_not_of('0');
  found.digits = first == std::string::npos ? 1 : static_cast<int>(last - first + 1);
  return found;
}

bool Rounder(const Rational& a, const Rational& b) {
  const Roundness one = RoundnessOf(a), other = RoundnessOf(b);
  if (one != other) return one < other;
  if (a.is_zero() != b.is_zero()) return b.is_zero();  // nothing at all is rarely the plainest example
  const Rational size = value::Abs(a), other_size = value::Abs(b);
  return size != other_size ? size < other_size : a > b;
}

bool OnGrid(const Rational& x, const std::optional<Rational>& grid) {
  return !grid || (x / *grid).is_integer();
}

// The same in numbers that are positive.
std::optional<Rational> RoundestPositive(const Interval& interval, const std::optional<Rational>& grid) {
  int top = 1;
  const Rational far = interval.high ? *interval.high
                       : interval.low ? *interval.low * Rational(10) : Rational(1);
  while (PowerOfTen(top) <= far && top < 40) ++top;
  std::optional<Rational> best;
  for (int exponent = top; exponent >= -18; --exponent) {
    Rational step = PowerOfTen(exponent);
    if (grid && !(step / *grid).is_integer()) {
      // Steps of the grid that are no power of ten: its own multiples, from some point on.
      if (best) break;
      step = *grid;
    }
    Rational x = interval.low ? (*interval.low / step).Floor() * step : step;
    while (!Contains({interval.low, {}, interval.low_open, false}, x) || x.sign() <= 0) x = x + step;
    if (Contains(interval, x) && (!best || Rounder(x, *best))) best = x;
    if (step == grid) break;
    // Finer steps have more digits or decimals than what has been found.
    if (best && RoundnessOf(*best).digits == 1 && exponent <= 0) break;
    if (best && exponent < 0 && -exponent > RoundnessOf(*best).decimals + 1) break;
  }
  if (best) return best;
  if (!grid && interval.low && interval.high) return (*interval.low + *interval.high) / Rational(2);
  return std::nullopt;
}

void AddUnique(std::vector<Value>* values, Value value) {
  if (std::find(values->begin(), values->end(), value) == values->end()) {
    values->push_back(std::move(value));
  }
}

}  // namespace

std::optional<Rational> RoundestIn(const Interval& interval, const std::optional<Rational>& grid) {
  if (IsEmpty(interval)) return std::nullopt;
  if (interval.low && interval.high && *interval.low == *interval.high) {
    return OnGrid(*interval.low, grid) ? interval.low : std::nullopt;
  }
  const Interval above = program::Intersect(interval, {Rational(0), {}, true, false});
  if (!IsEmpty(above)) {
    if (const auto found = RoundestPositive(above, grid)) return found;
  }
  if (Contains(interval, 0)) return Rational(0);
  Interval mirrored;
  if (interval.high) mirrored.low = -*interval.high;
  if (interval.low) mirrored.high = -*interval.low;
  mirrored.low_open = interval.high_open;
  mirrored.high_open = interval.low_open;
  const Interval below = program::Intersect(mirrored, {Rational(0), {}, true, false});
  if (IsEmpty(below)) return std::nullopt;
  const auto found = RoundestPositive(below, grid);
  return found ? std::optional(-*found) : std::nullopt;
}

Intervals Intersected(const Intervals& a, const Intervals& b) {
  Intervals both;
  for (const Interval& one : a) {
    for (const Interval& other : b) {
      const Interval common = program::Intersect(one, other);
      if (!IsEmpty(common)) both.push_back(common);
    }
  }
  return both;
}

Intervals Complement(const Intervals& intervals) {
  Intervals rest = {Interval{}};
  for (const Interval& interval : intervals) {
    if (IsEmpty(interval)) continue;
    Intervals outside;
    if (interval.low) outside.push_back({{}, interval.low, false, !interval.low_open});
    if (interval.high) outside.push_back({interval.high, {}, !interval.high_open, false});
    rest = Intersected(rest, outside);
  }
  return rest;
}

bool ContainsNumber(const Intervals& intervals, const Rational& x) {
  return std::any_of(intervals.begin(), intervals.end(),
                     [&](const Interval& interval) { return Contains(interval, x); });
}

Intervals Unscaled(const Intervals& intervals, const Linear& line) {
  Intervals found;
  for (const Interval& interval : intervals) {
    Interval base = interval;
    if (base.low) base.low = (*base.low - line.offset) / line.factor;
    if (base.high) base.high = (*base.high - line.offset) / line.factor;
    if (line.factor.sign() < 0) {
      std::swap(base.low, base.high);
      std::swap(base.low_open, base.high_open);
    }
    found.push_back(base);
  }
  return found;
}

Choices ChoicesOf(const program::Policy& policy, const Type& type, const program::Domain& domain) {
  Choices choices;
  choices.type = &type;
  const auto range = [](int64_t low, int64_t high) {
    return Intervals{{Rational(low), Rational(high), false, false}};
  };
  switch (type.kind) {
    case TypeKind::kText:
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kRecord:
      return choices;
    case TypeKind::kBoolean:
      choices.numbers = range(0, 1);
      break;
    case TypeKind::kEnum: {
      const program::EnumType& of = policy.enums[static_cast<size_t>(type.enumeration)];
      choices.numbers = range(0, static_cast<int64_t>(of.members.size()) - 1);
      if (of.members.empty()) choices.numbers.clear();
      break;
    }
    case TypeKind::kDate:
      choices.numbers = range(value::kFirstDay, value::kLastDay);
      break;
    case TypeKind::kMonth:
      choices.numbers = range(1900 * 12, 2199 * 12 + 11);
      break;
    case TypeKind::kInstant:
      choices.numbers =
          range(value::kFirstDay * kDaySeconds, value::kLastDay * kDaySeconds + kDaySeconds - 1);
      break;
    case TypeKind::kClock:
      choices.numbers = range(0, kDaySeconds);
      break;
    default:
      choices.numbers = {Interval{}};
      break;
  }
  if (!domain.intervals.empty()) choices.numbers = Intersected(choices.numbers, domain.intervals);
  return choices;
}

namespace {

class Candidates {
 public:
  Candidates(const program::Policy& policy, int64_t anchor, Choices* choices)
      : policy_(policy), anchor_(anchor), choices_(*choices) {}

  void Fill() {
    const TypeKind kind = choices_.type == nullptr ? TypeKind::kDate : choices_.type->kind;
    switch (kind) {
      case TypeKind::kBoolean:
      case TypeKind::kEnum:
        Members();
        break;
      case TypeKind::kDate:
        Dates();
        break;
      case TypeKind::kMonth:
        Months();
        break;
      case TypeKind::kInstant:
        Instants();
        break;
      case TypeKind::kText:
        Texts();
        break;
      case TypeKind::kList:
      case TypeKind::kSet:
      case TypeKind::kRecord:
        return;
      default:
        Numbers(kind);
        break;
    }
    if (choices_.type != nullptr && choices_.type->optional) Try(Value());
  }

 private:
  bool Try(const Value& value) {
    if (choices_.candidates.size() >= kMostCandidates) return false;
    if (value.is_number()) {
      if (!ContainsNumber(choices_.numbers, value.number())) return false;
      if (choices_.type != nullptr && !OnGrid(value.number(), program::StepOf(*choices_.type))) return false;
    }
    const bool met = std::all_of(choices_.tests.begin(), choices_.tests.end(),
                                 [&](const Constraint* test) { return Meets(*test, value); });
    if (met) AddUnique(&choices_.candidates, value);
    return met;
  }
  void Try(const std::optional<Rational>& number) {
    if (number) Try(Value(*number));
  }
  void Try(int64_t number) { Try(Value(Rational(number))); }

  // The ends of the intervals themselves.
  void Ends(const Rational& step) {
    for (const Interval& interval : choices_.numbers) {
      if (interval.low) {
        const Rational first = (*interval.low / step).Floor() * step;
        Try(std::optional(first));
        Try(std::optional(first + step));
      }
      if (interval.high) {
        const Rational last = (*interval.high / step).Floor() * step;
        Try(std::optional(last));
        Try(std::optional(last - step));
      }
    }
  }

  void Members() {
    const program::EnumType* of =
        choices_.type->kind == TypeKind::kEnum
            ? &policy_.enums[static_cast<size_t>(choices_.type->enumeration)]
            : nullptr;
    const auto count = of == nullptr ? Index{2} : static_cast<Index>(of->members.size());
    for (Index i = 0; i < count; ++i) {
      if (of == nullptr || !of->tree || program::IsLeaf(*of, i)) Try(int64_t{i});
    }
    if (of != nullptr && of->open) Texts();
  }

  void Texts() {
    for (const Value& named : choices_.named) Try(named);
    for (const char* text : {"甲", "乙", "丙", "丁", "其他"}) {
      const bool member =
          choices_.type->kind == TypeKind::kEnum &&
          !program::MembersCalled(policy_.enums[static_cast<size_t>(choices_.type->enumeration)], text).empty();
      if (!member && Try(Value::Text(text))) return;
    }
    // A constraint names so many texts at most.
    for (size_t i = 1; i < 1'000 && choices_.candidates.empty(); ++i) {
      Try(Value::Text("其他" + std::to_string(i)));
    }
  }

  // The first of a year, then of a month, from the anchor on and then before it; then the ends.
  void Dates() {
    const value::CivilDate at = value::CivilFromDays(anchor_);
    Try(anchor_);
    for (const Interval& interval : choices_.numbers) {
      const int64_t low = interval.low ? interval.low->Floor().ToInt64().value_or(anchor_) : anchor_;
      const int64_t high = interval.high ? interval.high->Floor().ToInt64().value_or(anchor_) : anchor_;
      const int64_t near = std::clamp(anchor_, std::min(low, high), std::max(low, high));
      const value::CivilDate civil = value::CivilFromDays(near);
      Try(value::DaysFromCivil({civil.year, 1, 1}));
      Try(value::DaysFromCivil({civil.year + 1, 1, 1}));
      Try(value::DaysFromCivil({civil.year, civil.month, 1}));
      Try(civil.month == 12 ? value::DaysFromCivil({civil.year + 1, 1, 1})
                            : value::DaysFromCivil({civil.year, civil.month + 1, 1}));
      Try(near);
      Try(near + 1);
      Try(near - 1);
    }
    Try(value::DaysFromCivil({at.year - 1, 1, 1}));
    Try(value::DaysFromCivil({at.year, 12, 31}));
    Ends(1);
  }

  void Months() {
    const value::CivilDate at = value::CivilFromDays(anchor_);
    Try(int64_t{at.year} * 12);
    Try(int64_t{at.year} * 12 + at.month - 1);
    for (const Interval& interval : choices_.numbers) {
      for (const auto& end : {interval.low, interval.high}) {
        if (end) Try(std::optional((*end / Rational(12)).Floor() * Rational(12)));
        if (end) Try(std::optional((*end / Rational(12)).Floor() * Rational(12) + Rational(12)));
      }
    }
    Ends(1);
  }

  void Instants() {
    Try(anchor_ * kDaySeconds + 9 * 3600);
    Try(anchor_ * kDaySeconds);
    for (const Interval& interval : choices_.numbers) {
      for (const auto& end : {interval.low, interval.high}) {
        if (!end) continue;
        const int64_t day = (*end / Rational(kDaySeconds)).Floor().ToInt64().value_or(anchor_);
        Try(day * kDaySeconds + 9 * 3600);
        Try((day + 1) * kDaySeconds + 9 * 3600);
        Try(day * kDaySeconds);
      }
    }
    Ends(3600);
    Ends(1);
  }

  // Round as it is printed: 10 亩, not 10 of the unit it is kept in.
  void Numbers(TypeKind kind) {
    const Type& type = *choices_.type;
    const bool money = kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
    const Rational unit = kind == TypeKind::kClock ? Rational(3600) : money ? Rational(1) : type.factor;
    std::optional<Rational> grid = program::StepOf(type);
    if (grid) grid = *grid / unit;
    if (!choices_.bounded && money) Try(100);
    std::vector<Rational> found;
    for (const Interval& interval : choices_.numbers) {
      Interval printed = interval;
      if (printed.low) printed.low = *printed.low / unit;
      if (printed.high) printed.high = *printed.high / unit;
      if (const auto round = RoundestIn(printed, grid)) {
        found.push_back(*round);
        // Beyond it, for what hangs on several.
        Interval beyond = printed;
        for (int i = 0; i < 4; ++i) {
          const Interval more{found.back(), printed.high, true, printed.high_open};
          const auto next = RoundestIn(more, grid);
          if (!next) break;
          found.push_back(*next);
        }
      }
    }
    std::stable_sort(found.begin(), found.end(), Rounder);
    for (const Rational& number : found) Try(std::optional(number * unit));
    for (const int exponent : {2, 4, 6}) Try(std::optional(PowerOfTen(exponent) * unit));
    Try(int64_t{0});
    Ends(program::StepOf(type).value_or(unit));
  }

  const program::Policy& policy_;
  const int64_t anchor_;
  Choices& choices_;
};

}  // namespace

void FillCandidates(const program::Policy& policy, int64_t anchor, Choices* choices) {
  Candidates(policy, anchor, choices).Fill();
}

std::vector<Value> RounderThan(const Choices& choices, const Value& value) {
  std::vector<Value> found;
  if (!value.is_number()) return found;
  const TypeKind kind = choices.type == nullptr ? TypeKind::kDate : choices.type->kind;
  const auto add = [&](const Rational& number) {
    if (!ContainsNumber(choices.numbers, number)) return;
    if (choices.type != nullptr && !OnGrid(number, program::StepOf(*choices.type))) return;
    const Value candidate(number);
    for (const Constraint* test : choices.tests) {
      if (!Meets(*test, candidate)) return;
    }
    if (!(candidate == value)) AddUnique(&found, candidate);
  };
  if (kind == TypeKind::kBoolean || kind == TypeKind::kEnum) return found;
  if (kind == TypeKind::kDate) {
    const value::CivilDate civil = value::CivilFromDays(value.number().ToInt64().value_or(0));
    const int last = value::DaysInMonth(civil.year, civil.month);
    add(value::DaysFromCivil({civil.year, 1, 1}));
    if (civil.day != 1) add(value::DaysFromCivil({civil.year, civil.month, 1}));
    if (civil.day != 1 && civil.day != last) {
      add(value::DaysFromCivil({civil.year, civil.month, last}));
    }
    return found;
  }
  const bool money = kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
  const Rational unit = money ? Rational(1) : choices.type->factor;
  const Rational number = value.number() / unit;
  std::vector<Rational> near;
  int top = 0;
  while (PowerOfTen(top) <= value::Abs(number) && top < 40) ++top;
  const int decimals = std::min(RoundnessOf(number).decimals, 6);
  for (int exponent = top; exponent >= -decimals; --exponent) {
    const Rational step = PowerOfTen(exponent);
    const Rational below = (number / step).Floor() * step;
    near.push_back(below);
    near.push_back(below + step);
  }
  std::stable_sort(near.begin(), near.end(), Rounder);
  for (const Rational& one : near) {
    if (Rounder(one, number)) add(one * unit);
  }
  return found;
}

}  // namespace pol::prove
