#include "runtime/interp/evaluate_time.h"

#include <algorithm>
#include <utility>

#include "runtime/value/date.h"

namespace pol::interp {
namespace {

using program::Calendar;
using program::Node;
using program::Op;

bool InDateRange(int64_t day) { return day >= value::kFirstDay && day <= value::kLastDay; }

// Steps and counts far outside the calendar need no exact value.
int64_t Whole(const Rational& number) {
  const std::optional<int64_t> whole = number.Floor().ToInt64();
  if (whole && *whole > -4'000'000 && *whole < 4'000'000) return *whole;
  return number.sign() < 0 ? -4'000'000 : 4'000'000;
}

// Is the day worked? Nothing where the calendar does not cover its year.
std::optional<bool> IsWorkday(const Calendar& calendar, int64_t day) {
  if (!InDateRange(day)) return std::nullopt;
  const int32_t year = value::CivilFromDays(day).year;
  if (!std::binary_search(calendar.years.begin(), calendar.years.end(), year)) return std::nullopt;
  const bool weekend = ((day + 3) % 7 + 7) % 7 >= 5;  // 1970-01-01 was a Thursday
  if (weekend) return std::binary_search(calendar.workdays.begin(), calendar.workdays.end(), day);
  return !std::binary_search(calendar.holidays.begin(), calendar.holidays.end(), day);
}

Result Uncovered(const Node& node) {
  return Result::Error(ErrorCode::kCalendarUncovered, node.offset);
}

// The n-th working day after `day`; before it for a negative n. Only the days walked over are
// looked at.
Result AddWorkdays(const Calendar& calendar, const Node& node, int64_t day, int64_t n) {
  const int64_t step = n < 0 ? -1 : 1;
  for (int64_t left = n < 0 ? -n : n; left > 0;) {
    day += step;
    const std::optional<bool> worked = IsWorkday(calendar, day);
    if (!worked) return Uncovered(node);
    if (*worked) --left;
  }
  return Result::Number(Rational(day));
}

Result WorkdaysBetween(const Calendar& calendar, const Node& node, int64_t from, int64_t to) {
  const bool backward = to < from;
  if (backward) std::swap(from, to);
  int64_t count = 0;
  for (int64_t day = from + 1; day <= to; ++day) {
    const std::optional<bool> worked = IsWorkday(calendar, day);
    if (!worked) return Uncovered(node);
    if (*worked) ++count;
  }
  return Result::Number(Rational(backward ? -count : count));
}

Result ToWorkday(const Calendar& calendar, const Node& node, int64_t day) {
  while (true) {
    const std::optional<bool> worked = IsWorkday(calendar, day);
    if (!worked) return Uncovered(node);
    if (*worked) return Result::Number(Rational(day));
    ++day;
  }
}

// The k-th of the dates at equal steps, each counted from the first and not from the one before.
std::optional<int64_t> Recurring(const Node& node, int64_t from, int64_t step, int64_t k) {
  if (node.b == 1) {
    const int64_t day = from + step * k;
    return InDateRange(day) ? std::optional(day) : std::nullopt;
  }
  if (step * k > 10'000) return std::nullopt;
  return value::AddMonths(from, step * k, static_cast<value::MonthEnd>(node.a));
}

Result OutOfRange(const Node& node) { return Result::Error(ErrorCode::kDateRange, node.offset); }

Result FirstDates(const Node& node, int64_t from, int64_t step, int64_t count) {
  std::vector<Value> dates;
  for (int64_t k = 1; k <= count; ++k) {
    const std::optional<int64_t> date = Recurring(node, from, step, k);
    if (!date) return OutOfRange(node);
    dates.push_back(Value(Rational(*date)));
  }
  return Result::Of(Value::List(std::move(dates)));
}

Result NextDate(const Node& node, int64_t from, int64_t step, int64_t after) {
  // The k-th date is at most 31 * step * k days away: begin where the ones before are all past.
  int64_t k = after > from ? (after - from) / (node.b == 1 ? step : step * 31) : 0;
  for (k = std::max<int64_t>(k, 1);; ++k) {
    const std::optional<int64_t> date = Recurring(node, from, step, k);
    if (!date) return OutOfRange(node);
    if (*date > after) return Result::Number(Rational(*date));
  }
}

}  // namespace

std::optional<Result> ApplyTime(const program::Policy& policy, const Node& node,
                                const std::vector<Value>& operands) {
  const auto whole = [&](size_t i) { return Whole(operands[i].number()); };
  switch (node.op) {
    case Op::kAddWorkdays:
      return AddWorkdays(policy.calendars[node.a], node, whole(0), whole(1));
    case Op::kWorkdaysBetween:
      return WorkdaysBetween(policy.calendars[node.a], node, whole(0), whole(1));
    case Op::kToWorkday:
      return ToWorkday(policy.calendars[node.a], node, whole(0));
    case Op::kRecurring:
    case Op::kNextRecurring:
      if (whole(1) < 1) return OutOfRange(node);  // checking admits no such step
      return node.op == Op::kRecurring ? FirstDates(node, whole(0), whole(1), whole(2))
                                       : NextDate(node, whole(0), whole(1), whole(2));
    default:
      return std::nullopt;
  }
}

}  // namespace pol::interp
