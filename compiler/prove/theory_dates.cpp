// The civil calendar as linear constraints. Years are counted from March, so that the leap day is the last of its year
// and the days before a month of a year do not depend on leap years.
#include <algorithm>
#include <utility>

#include "compiler/prove/theory_encode.h"
#include "runtime/interp/evaluate_operator.h"
#include "runtime/value/date.h"

namespace pol::prove {

using program::DatePart;
using program::Op;
using program::TypeKind;

namespace {

constexpr int64_t kDaySeconds = 86400;
constexpr int64_t kMostSteps = 400;  // working days walked from every day of the calendar
constexpr int kBefore[] = {0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337};  // from 1 March

}  // namespace

std::optional<std::pair<int64_t, int64_t>> Delays::Of(const program::Policy& policy,
                                                      const Term& term, int64_t count) {
  const auto [found, fresh] = known_.emplace(std::tuple(term.op, term.a, count), std::nullopt);
  if (!fresh) return found->second;
  program::Node node;
  node.op = term.op;
  node.a = term.a;
  node.children = {0, 0};
  const std::vector<int32_t>& years = policy.calendars[static_cast<size_t>(term.a)].years;
  if (years.empty()) return std::nullopt;
  // Beside the years covered nothing is found: a walk that leaves them has no end.
  const int64_t first = value::DaysFromCivil({years.front() - 1, 12, 1});
  const int64_t last = value::DaysFromCivil({years.back() + 1, 1, 31});
  std::vector<Value> operands = {Value(), Value(Rational(count))};
  if (term.op == Op::kToWorkday) operands.resize(1);
  std::optional<std::pair<int64_t, int64_t>>& ends = found->second;
  for (int64_t day = first; day <= last; ++day) {
    operands[0] = Value(Rational(day));
    const interp::Result result = interp::Apply(policy, node, operands);
    if (!result.is_value()) continue;
    const int64_t delay = result.value.number().ToInt64().value_or(day) - day;
    if (!ends) ends = {delay, delay};
    ends->first = std::min(ends->first, delay);
    ends->second = std::max(ends->second, delay);
  }
  return ends;
}

void Encoder::OrderMonths() {
  constexpr size_t kMostOrdered = 8;
  const std::vector<const Month*>& months = all_months_;
  if (months.size() > kMostOrdered) return;
  for (size_t i = 0; i < months.size(); ++i) {
    for (size_t j = i + 1; j < months.size(); ++j) {
      const Month &a = *months[i], &b = *months[j];
      Define(z3::implies(a.index < b.index, a.first + a.length <= b.first));
      Define(z3::implies(b.index < a.index, b.first + b.length <= a.first));
      Define(z3::implies(a.index == b.index, a.first == b.first && a.length == b.length));
    }
  }
}

// What a calendar cannot be told it can still be held to: between the shortest and the longest wait that it knows.
void DateEncoder::Bound(const Term& term, const Encoded& result) {
  const auto operand = [&](size_t i) -> const std::optional<Number>& {
    return e_.Of(term.children[i]).number;
  };
  if (!result.number) return;
  const Number& found = *result.number;
  if (term.op == Op::kWorkdaysBetween && operand(0) && operand(1)) {
    const Number days = e_.Sum(*operand(1), e_.Scaled(*operand(0), -1));
    const Number none = e_.ConstantOf(0);
    e_.Define(z3::implies(e_.AtMost(none, days, false),
                          e_.AtMost(none, found, false) && e_.AtMost(found, days, false)));
    e_.Define(z3::implies(e_.AtMost(days, none, false),
                          e_.AtMost(found, none, false) && e_.AtMost(days, found, false)));
    return;
  }
  const bool moves = term.op == Op::kAddWorkdays || term.op == Op::kToWorkday;
  if (!moves || !operand(0) || e_.delays_ == nullptr) return;
  int64_t count = 0;
  if (term.op == Op::kAddWorkdays) {
    const std::optional<Number>& days = operand(1);
    if (!days || !days->low || !days->high || *days->low != *days->high) return;
    count = days->low->Floor().ToInt64().value_or(0);
    if (std::abs(count) > kMostSteps) return;
  }
  const auto ends = e_.delays_->Of(e_.terms_.policy(), term, count);
  if (!ends) return;
  e_.Define(e_.AtMost(e_.Sum(*operand(0), e_.ConstantOf(ends->first)), found, false));
  e_.Define(e_.AtMost(found, e_.Sum(*operand(0), e_.ConstantOf(ends->second)), false));
}

TypeKind DateEncoder::KindOf(TermId id) const {
  const program::Type* type = e_.terms_.TypeOf(id);
  return type == nullptr ? TypeKind::kDecimal : type->kind;
}

Encoded DateEncoder::Day(const z3::expr& day) { return e_.OfNumber(e_.WholeNumber(day)); }

// A day of which month and day of the month are known already.
Encoded DateEncoder::Known(const z3::expr& day, const Month& month, const z3::expr& of_month) {
  e_.civil_.emplace(Z3_get_ast_id(e_.context_, day), Civil{month, of_month});
  e_.kept_.push_back(day);
  return Day(day);
}

// expr = by * quotient + rest, 0 <= rest < by.
z3::expr DateEncoder::DivideBy(const z3::expr& expr, int by, z3::expr* rest) {
  const z3::expr quotient = e_.Fresh("part");
  const z3::expr left = expr - Int(by) * quotient;
  e_.Define(left >= 0);
  e_.Define(left <= by - 1);
  if (rest != nullptr) *rest = left;
  return quotient;
}

const Month& DateEncoder::MonthOf(const z3::expr& index) {
  const auto found = e_.months_.find(Z3_get_ast_id(e_.context_, index));
  if (found != e_.months_.end()) return found->second;
  z3::expr place = index;
  const z3::expr year = DivideBy(index, 12, &place);
  return MonthAt(index, year, place);
}

// The month some months later. Year and place follow from those of the month without another division.
const Month& DateEncoder::MonthAfter(const Month& month, int64_t months) {
  if (months == 0) return month;
  const z3::expr index = (month.index + Int(months)).simplify();
  const auto found = e_.months_.find(Z3_get_ast_id(e_.context_, index));
  if (found != e_.months_.end()) return found->second;
  const int64_t years = months >= 0 ? months / 12 : -((11 - months) / 12);
  const int64_t places = months - 12 * years;
  if (places == 0) return MonthAt(index, month.year + Int(years), month.place);
  const z3::expr over = month.place >= Int(12 - places);
  return MonthAt(index, month.year + z3::ite(over, Int(years + 1), Int(years)),
                 month.place + z3::ite(over, Int(places - 12), Int(places)));
}

// The first day of a month and its length.
const Month& DateEncoder::MonthAt(const z3::expr& index, const z3::expr& year,
                                  const z3::expr& place) {
  const auto found = e_.months_.find(Z3_get_ast_id(e_.context_, index));
  if (found != e_.months_.end()) return found->second;
  z3::expr of_four = index;
  const z3::expr fours = DivideBy(year, 4, &of_four);
  // Of the years that four divides, 1900 and 2100 alone have no leap day within the calendar's range.
  const z3::expr centuries =
      14 + z3::ite(year >= 1900, Int(1), Int(0)) + z3::ite(year >= 2100, Int(1), Int(0));
  z3::expr before = Int(kBefore[11]);
  for (int i = 10; i >= 0; --i) before = z3::ite(place <= i, Int(kBefore[i]), before);
  const z3::expr leap = of_four == 3 && year != 1899 && year != 2099;
  const z3::expr february = z3::ite(leap, Int(29), Int(28));
  const z3::expr thirty = place == 1 || place == 3 || place == 6 || place == 8;
  Month month{index, 365 * year + fours - centuries + before - 719468,
              z3::ite(place == 11, february, z3::ite(thirty, Int(30), Int(31))), year, place};
  const unsigned id = Z3_get_ast_id(e_.context_, index);
  const Month& made = e_.months_.emplace(id, std::move(month)).first->second;
  e_.all_months_.push_back(&made);
  return made;
}

const Civil& DateEncoder::CivilOf(const z3::expr& day, const Number& bounds) {
  const auto found = e_.civil_.find(Z3_get_ast_id(e_.context_, day));
  if (found != e_.civil_.end()) return found->second;
  if (bounds.low && bounds.high && *bounds.low == *bounds.high) {
    const value::CivilDate known = value::CivilFromDays(bounds.low->Floor().ToInt64().value_or(0));
    const int64_t months = int64_t{known.year} * 12 + known.month - 3;
    const int64_t year = months / 12;  // all dates lie after the year 0
    const Month& month = MonthAt(Int(months), Int(year), Int(months - year * 12));
    e_.kept_.push_back(day);
    return e_.civil_.emplace(Z3_get_ast_id(e_.context_, day), Civil{month, Int(known.day)}).first->second;
  }
  const z3::expr index = e_.Fresh("month");
  const Month& month = MonthOf(index);
  // Counted from March of the year 0.
  const auto month_at = [&](const Rational& at) -> z3::expr {
    const value::CivilDate civil = value::CivilFromDays(at.Floor().ToInt64().value_or(0));
    return Int(int64_t{civil.year} * 12 + civil.month - 3);
  };
  if (bounds.low) e_.Define(index >= month_at(*bounds.low));
  if (bounds.high) e_.Define(index <= month_at(*bounds.high));
  e_.Define(month.first <= day);
  e_.Define(day <= month.first + month.length - 1);
  Civil civil{month, day - month.first + 1};
  e_.kept_.push_back(day);
  return e_.civil_.emplace(Z3_get_ast_id(e_.context_, day), std::move(civil)).first->second;
}

std::optional<Encoded> DateEncoder::AddMonths(const Term& term) {
  const Number start = *e_.Of(term.children[0]).number;
  const Number months = *e_.Of(term.children[1]).number;
  const Civil civil = CivilOf(e_.Whole(start), start);
  const bool constant = months.low && months.high && *months.low == *months.high;
  const Month month =
      constant ? MonthAfter(civil.month, months.low->Floor().ToInt64().value_or(0))
               : MonthOf((civil.month.index + e_.Whole(months)).simplify());
  const z3::expr same = month.first + civil.day - 1;
  const z3::expr end = month.first + month.length;  // first of the month after
  const z3::expr fits = civil.day <= month.length;
  Encoded day;
  switch (static_cast<value::MonthEnd>(term.a)) {
    case value::MonthEnd::kLastDay:
      day = Known(z3::ite(fits, same, end - 1), month, z3::ite(fits, civil.day, month.length));
      break;
    case value::MonthEnd::kNextDay:
      day = Day(z3::ite(fits, same, end));
      break;
    case value::MonthEnd::kRefuse:
      day = Known(same, month, civil.day);
      break;
  }
  // Later starts never end earlier, so the ends of what is known are the ends of the result.
  const auto moved = [&](const std::optional<Rational>& end_of) -> std::optional<Rational> {
    if (!end_of || !constant) return std::nullopt;
    const std::optional<int64_t> from = end_of->Floor().ToInt64();
    const std::optional<int64_t> by = months.low->ToInt64();
    if (!from || !by || std::abs(*by) > 10'000) return std::nullopt;
    const std::optional<int64_t> to = value::AddMonths(*from, *by);
    return to ? std::optional(Rational(*to)) : std::nullopt;
  };
  day.number->low = moved(start.low);
  day.number->high = moved(start.high);
  if (day.number->high && static_cast<value::MonthEnd>(term.a) != value::MonthEnd::kLastDay) {
    day.number->high = *day.number->high + Rational(1);
  }
  return day;
}

// Of from <= to.
z3::expr DateEncoder::FullMonths(const Number& from, const Number& to) {
  const Civil start = CivilOf(e_.Whole(from), from);
  const Civil end = CivilOf(e_.Whole(to), to);
  const z3::expr reached = start.day <= end.day || end.day == end.month.length;
  return end.month.index - start.month.index - z3::ite(reached, Int(0), Int(1));
}

std::optional<Encoded> DateEncoder::Part(const Term& term) {
  const Number& operand = *e_.Of(term.children[0]).number;
  const TypeKind kind = KindOf(term.children[0]);
  const auto part = static_cast<DatePart>(term.a);
  z3::expr day = e_.Whole(operand);
  Number bounds = operand;
  if (part == DatePart::kClockOf && kind != TypeKind::kInstant) return e_.Of(term.children[0]);
  if (kind == TypeKind::kInstant) {
    z3::expr clock = day;
    day = DivideBy(day, kDaySeconds, &clock);
    if (part == DatePart::kClockOf) return Day(clock);
    bounds.low = bounds.high = std::nullopt;
  }
  if (part == DatePart::kDateOf && kind != TypeKind::kMonth) return Day(day);
  const bool month_alone = kind == TypeKind::kMonth;
  if (month_alone) {
    const z3::expr first = MonthOf((day - 2).simplify()).first;
    if (part == DatePart::kMonthOf) return e_.Of(term.children[0]);
    day = first;
    bounds.low = bounds.high = std::nullopt;
  }
  if (part == DatePart::kWeekday) {
    z3::expr weekday = day;
    DivideBy(day + 3, 7, &weekday);
    return Day(weekday + 1);
  }
  const Month month = month_alone ? MonthOf((e_.Whole(operand) - 2).simplify())
                                  : CivilOf(day, bounds).month;
  const z3::expr this_day = month_alone ? Int(1) : CivilOf(day, bounds).day;
  // The first or last day of a period of `months` months: 3 a quarter, 6 a half-year.
  const auto period = [&](int months, bool end) {
    z3::expr rest = month.index;
    DivideBy(month.place + 2, months, &rest);
    const Month at = MonthOf((month.index - rest + (end ? months - 1 : 0)).simplify());
    return end ? Known(at.first + at.length - 1, at, at.length) : Known(at.first, at, Int(1));
  };
  switch (part) {
    case DatePart::kYear:
      return Day(month.year + z3::ite(month.place >= 10, Int(1), Int(0)));
    case DatePart::kMonth:
      return Day(z3::ite(month.place >= 10, month.place - 9, month.place + 3));
    case DatePart::kDay:
      return Day(this_day);
    case DatePart::kQuarter:
      return Day(z3::ite(month.place >= 10 || month.place == 0, Int(1),
                         z3::ite(month.place <= 3, Int(2),
                                 z3::ite(month.place <= 6, Int(3), Int(4)))));
    case DatePart::kHalf:
      return Day(z3::ite(month.place <= 3 || month.place >= 10, Int(1), Int(2)));
    case DatePart::kMonthOf:
      return Day(month.index + 2);
    case DatePart::kNextMonth:
      return Day(month.first + month.length);
    case DatePart::kStartOfMonth:
    case DatePart::kDateOf:
      return Known(month.first, month, Int(1));
    case DatePart::kEndOfMonth:
      return Known(month.first + month.length - 1, month, month.length);
    case DatePart::kStartOfQuarter:
    case DatePart::kEndOfQuarter:
      return period(3, part == DatePart::kEndOfQuarter);
    case DatePart::kStartOfHalf:
    case DatePart::kEndOfHalf:
      return period(6, part == DatePart::kEndOfHalf);
    case DatePart::kStartOfYear:
    case DatePart::kEndOfYear:
      return period(12, part == DatePart::kEndOfYear);
    default:
      return std::nullopt;
  }
}

std::optional<Encoded> DateEncoder::Of(const Term& term) {
  for (const TermId child : term.children) {
    if (!e_.Of(child).number) return std::nullopt;
  }
  const auto number = [&](size_t i) -> const Number& { return *e_.Of(term.children[i]).number; };
  switch (term.op) {
    case Op::kAddDays:
    case Op::kMonthAdd:
      return e_.OfNumber(e_.Sum(number(0), number(1)));
    case Op::kAddSeconds: {
      const z3::expr seconds = e_.Floor(e_.Scaled(number(1), 3600), 1);
      return e_.OfNumber(e_.Sum(number(0), e_.WholeNumber(seconds)));
    }
    case Op::kDateDiff: {
      const Number difference = e_.Sum(number(0), e_.Scaled(number(1), -1));
      const bool instants = KindOf(term.children[0]) == TypeKind::kInstant;
      return e_.OfNumber(instants ? e_.Scaled(difference, Rational(1, 3600)) : difference);
    }
    case Op::kAddMonths:
      return AddMonths(term);
    case Op::kFullMonths:
    case Op::kFullYears: {
      const Number from = number(0), to = number(1);
      const auto count = [&](const Number& first, const Number& last) {
        const z3::expr months = FullMonths(first, last);
        return term.op == Op::kFullMonths ? months : DivideBy(months, 12);
      };
      // Where one of the two is negative it is not looked at.
      return Day(z3::ite(e_.AtMost(from, to, false), count(from, to), -count(to, from)));
    }
    case Op::kDatePart:
      return Part(term);
    case Op::kMakeDate: {
      const z3::expr index = e_.Whole(number(0)) * 12 + e_.Whole(number(1)) - 3;
      const Month month = MonthOf(index.simplify());
      return Known(month.first + e_.Whole(number(2)) - 1, month, e_.Whole(number(2)));
    }
    default:
      return std::nullopt;
  }
}

}  // namespace pol::prove
