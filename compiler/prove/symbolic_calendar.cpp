// Working days and recurring dates (semantics 5.3, 5.5). A calendar covers some years: on which days it can be asked is
// told exactly, by tests of the date; what it then gives is a term, of which the solver learns what it needs.
#include <algorithm>

#include "compiler/prove/symbolic.h"
#include "runtime/value/date.h"

namespace pol::prove {
namespace {

using interp::ErrorCode;
using program::Calendar;
using program::Node;
using program::Op;

// A stretch of whole years that the calendar covers, one after the other.
struct Stretch {
  int64_t first = 0, last = 0;
};

std::vector<Stretch> StretchesOf(const Calendar& calendar) {
  std::vector<Stretch> stretches;
  for (const int32_t year : calendar.years) {
    const int64_t first = value::DaysFromCivil({year, 1, 1}), last = value::DaysFromCivil({year, 12, 31});
    if (!stretches.empty() && stretches.back().last + 1 == first) {
      stretches.back().last = last;
    } else {
      stretches.push_back({first, last});
    }
  }
  return stretches;
}

bool IsWorkday(const Calendar& calendar, int64_t day) {
  const bool weekend = ((day + 3) % 7 + 7) % 7 >= 5;  // 1970-01-01 was a Thursday
  const std::vector<int64_t>& others = weekend ? calendar.workdays : calendar.holidays;
  return std::binary_search(others.begin(), others.end(), day) == weekend;
}

// The days from which a walk over so many working days (backward: negative) stays within the stretch; nothing: none.
std::optional<Stretch> WalksWithin(const Calendar& calendar, const Stretch& stretch, int64_t count) {
  const bool forward = count > 0;
  const int64_t inwards = forward ? -1 : 1;
  int64_t day = forward ? stretch.last : stretch.first, left = forward ? count : -count;
  // From the far end inwards: the last working day that is reached, then the one before it, ..
  for (; stretch.first <= day && day <= stretch.last; day += inwards) {
    if (IsWorkday(calendar, day) && --left == 0) break;
  }
  if (left > 0) return std::nullopt;
  // The day from which it begins is not looked at: it may lie just outside.
  if (forward) return Stretch{stretch.first - 1, day - 1};
  return Stretch{day + 1, stretch.last + 1};
}

}  // namespace

NodeId Symbolic::Calendars(Index index, const Node& node) {
  std::vector<NodeId> operands;
  for (const Index child : node.children) operands.push_back(Of(child));
  return Strict(std::move(operands), [&](const std::vector<TermId>& values) {
    bool constant = true;
    for (const TermId value : values) {
      const prove::Term& term = terms_[value];
      constant = constant && term.op == Op::kConstant;
      if (term.op == Op::kConstant && term.value.is_none())
        return diagrams_.Error(ErrorCode::kNoneUsed, node.offset);
    }
    if (node.op == Op::kRecurring || node.op == Op::kNextRecurring)
      return Recurrence(index, node, values, constant);
    const NodeId uncovered = diagrams_.Error(ErrorCode::kCalendarUncovered, node.offset);
    if (constant) {
      const TermId term = Term(index, values);
      return terms_[term].op == Op::kConstant ? diagrams_.Value(term) : uncovered;
    }
    const Calendar& calendar = policy_.calendars[static_cast<size_t>(node.a)];
    const std::vector<Stretch> stretches = StretchesOf(calendar);
    const auto within = [&](TermId day, const Stretch& stretch) {
      return And({Compare(Op::kGreaterEqual, day, Number(Rational(stretch.first)), index),
                  Compare(Op::kLessEqual, day, Number(Rational(stretch.last)), index)});
    };
    std::vector<NodeId> covered;
    switch (node.op) {
      case Op::kToWorkday:
        for (Stretch stretch : stretches) {
          while (stretch.last >= stretch.first && !IsWorkday(calendar, stretch.last)) --stretch.last;
          covered.push_back(within(values[0], stretch));
        }
        break;
      case Op::kWorkdaysBetween:
        // The day after the earlier one is the first that is looked at.
        for (Stretch stretch : stretches) {
          --stretch.first;
          covered.push_back(And({within(values[0], stretch), within(values[1], stretch)}));
        }
        covered.push_back(Compare(Op::kEqual, values[0], values[1], index));
        break;
      default: {
        const prove::Term& count = terms_[values[1]];
        if (count.op != Op::kConstant) return AnyWorkdays(index, values);
        const int64_t days = count.value.number().Floor().ToInt64().value_or(1'000'000);
        if (days == 0) return diagrams_.Value(values[0]);
        for (const Stretch& stretch : stretches) {
          const std::optional<Stretch> from = WalksWithin(calendar, stretch, days);
          if (from) covered.push_back(within(values[0], *from));
        }
        break;
      }
    }
    const NodeId all = Or(std::move(covered));
    if (all == Truth(false)) return uncovered;
    return diagrams_.Choose(all, diagrams_.Value(Term(index, values)), uncovered);
  });
}

// A number of working days that is not known: told where any number in its domain stays covered; beyond it nobody knows.
NodeId Symbolic::AnyWorkdays(Index index, const std::vector<TermId>& values) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const prove::Term& count = terms_[values[1]];
  const program::Policy& main = terms_.policy();
  if (count.op != Op::kInput || count.input >= static_cast<Index>(main.inputs.size()))
    return Undecided(index);
  const auto& intervals = main.inputs[static_cast<size_t>(count.input)].domain.intervals;
  if (intervals.size() != 1 || !intervals[0].low || !intervals[0].high) return Undecided(index);
  const int64_t low = intervals[0].low->Floor().ToInt64().value_or(-1'000'000);
  const int64_t high = intervals[0].high->Floor().ToInt64().value_or(1'000'000);
  const Calendar& calendar = policy_.calendars[static_cast<size_t>(node.a)];
  std::vector<NodeId> covered;
  for (const Stretch& stretch : StretchesOf(calendar)) {
    Stretch from = stretch;
    bool some = true;
    for (const int64_t end : {low, high}) {
      if (end == 0) continue;
      const std::optional<Stretch> walks = WalksWithin(calendar, stretch, end);
      some = some && walks;
      if (!walks) break;
      from.first = std::max(from.first, walks->first);
      from.last = std::min(from.last, walks->last);
    }
    if (!some) continue;
    covered.push_back(And({Compare(Op::kGreaterEqual, values[0], Number(Rational(from.first)), index),
                           Compare(Op::kLessEqual, values[0], Number(Rational(from.last)), index)}));
  }
  return diagrams_.Choose(Or(std::move(covered)), diagrams_.Value(Term(index, values)), Undecided(index));
}

// The next of the dates at equal steps. Near the end of all dates there may be none: who asks there is not told.
NodeId Symbolic::Recurrence(Index index, const Node& node, const std::vector<TermId>& values,
                            bool constant) {
  const TermId term = Term(index, values);
  if (constant) {
    return terms_[term].op == Op::kConstant ? diagrams_.Value(term)
                                            : diagrams_.Error(ErrorCode::kDateRange, node.offset);
  }
  const prove::Term& step = terms_[values[1]];
  if (node.op == Op::kRecurring || step.op != Op::kConstant) return Undecided(index);
  const int64_t steps = step.value.number().Floor().ToInt64().value_or(0);
  if (steps < 1 || steps > 1200) return Undecided(index);
  const int64_t last = value::kLastDay - (node.b == 1 ? steps : steps * 31);
  const NodeId there =
      And({Compare(Op::kLessEqual, values[0], Number(Rational(last)), index),
           Compare(Op::kLessEqual, values[2], Number(Rational(last)), index)});
  return diagrams_.Choose(there, diagrams_.Value(term), Undecided(index));
}

}  // namespace pol::prove
