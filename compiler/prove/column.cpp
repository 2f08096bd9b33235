#include "compiler/prove/column.h"

#include <algorithm>
#include <utility>

#include "runtime/program/ranges.h"
#include "runtime/program/codes.h"
#include "runtime/value/date.h"

namespace pol::prove {
namespace {

using program::Interval;
using program::Type;
using program::TypeKind;

Interval Range(int64_t low, int64_t high) {
  Interval interval;
  interval.low = Rational(low);
  interval.high = Rational(high);
  return interval;
}

bool IsEmpty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  if (*interval.low == *interval.high) return interval.low_open || interval.high_open;
  return *interval.low > *interval.high;
}

Interval Snapped(Interval interval, const Rational& grid) {
  if (interval.low) {
    Rational steps = *interval.low / grid;
    const Rational below = steps.Floor();
    const bool exact = steps == below;
    interval.low = (exact && !interval.low_open ? below : below + Rational(1)) * grid;
    interval.low_open = false;
  }
  if (interval.high) {
    Rational steps = *interval.high / grid;
    const Rational below = steps.Floor();
    interval.high = (steps == below && interval.high_open ? below - Rational(1) : below) * grid;
    interval.high_open = false;
  }
  return interval;
}

// The leaves of a tree of codes, in runs of neighbours.
std::vector<Interval> LeafRuns(const program::EnumType& tree) {
  std::vector<Interval> runs;
  for (size_t i = 0; i < tree.members.size(); ++i) {
    const auto member = static_cast<Index>(i);
    if (!program::IsLeaf(tree, member)) continue;
    if (!runs.empty() && *runs.back().high == Rational(member - 1)) {
      runs.back().high = Rational(member);
    } else {
      runs.push_back(Range(member, member));
    }
  }
  return runs;
}

// The cut before the first value of an interval, and after its last; nothing: it has no end there.
std::optional<Cut> Before(const Interval& interval) {
  if (!interval.low) return std::nullopt;
  return Cut{Value(*interval.low), interval.low_open};
}
std::optional<Cut> After(const Interval& interval) {
  if (!interval.high) return std::nullopt;
  return Cut{Value(*interval.high), !interval.high_open};
}

Interval Stretch(const Cut* low, const Cut* high) {
  Interval interval;
  if (low != nullptr && low->value.is_number()) {
    interval.low = low->value.number();
    interval.low_open = low->after;
  }
  if (high != nullptr && high->value.is_number()) {
    interval.high = high->value.number();
    interval.high_open = !high->after;
  }
  return interval;
}

}  // namespace

Column::Column(const program::Policy& policy, const Type& type, const program::Domain& domain)
    : none_(type.optional) {
  texts_ = type.kind == TypeKind::kText ||
           (type.kind == TypeKind::kEnum && policy.enums[type.enumeration].open);
  if (type.kind == TypeKind::kText) return;
  grid_ = program::StepOf(type);
  std::vector<Interval> range = {program::RangeOf(policy, type)};
  if (type.kind == TypeKind::kEnum && policy.enums[type.enumeration].tree) {
    range = LeafRuns(policy.enums[type.enumeration]);
  }
  std::vector<Interval> declared = domain.intervals;
  if (declared.empty()) declared.emplace_back();
  std::vector<Interval> all;
  for (const Interval& a : range) {
    for (const Interval& b : declared) {
      Interval both = program::Intersect(a, b);
      if (grid_) both = Snapped(std::move(both), *grid_);
      if (!IsEmpty(both)) all.push_back(std::move(both));
    }
  }
  std::sort(all.begin(), all.end(), [](const Interval& a, const Interval& b) {
    const std::optional<Cut> x = Before(a), y = Before(b);
    if (!x || !y) return !x && y;
    return *x < *y;
  });
  for (Interval& interval : all) AddInterval(std::move(interval));
}

Column::Column(int64_t low, int64_t high) : grid_(Rational(1)) {
  if (low <= high) intervals_.push_back(Range(low, high));
}

// After those that begin no later; joined to the last where nothing lies between.
void Column::AddInterval(Interval interval) {
  if (!intervals_.empty()) {
    Interval& last = intervals_.back();
    const std::optional<Cut> end = After(last);
    const std::optional<Cut> begin = Before(interval);
    const bool joins = !end || !begin || !(*end < *begin) ||
                       (grid_ && *last.high + *grid_ >= *interval.low);
    if (joins) {
      const std::optional<Cut> other = After(interval);
      if (end && (!other || *end < *other)) {
        last.high = interval.high;
        last.high_open = interval.high_open;
      }
      return;
    }
  }
  intervals_.push_back(std::move(interval));
}

Column::Side Column::Normalise(Cut* cut) const {
  const bool more_than_none = texts_ || !intervals_.empty();
  const Cut none{Value(), true};
  if (cut->value.is_none()) {
    if (!cut->after || !none_) return Side::kNone;
    return more_than_none ? Side::kSome : Side::kAll;
  }
  const auto below_numbers = [&] {
    if (!none_) return Side::kNone;
    *cut = none;
    return more_than_none ? Side::kSome : Side::kAll;
  };
  const auto after_numbers = [&] {
    if (!texts_) return Side::kAll;
    if (intervals_.empty()) return below_numbers();
    *cut = Cut{Value(*intervals_.back().high), true};
    return Side::kSome;
  };
  if (!cut->value.is_number()) return texts_ ? Side::kSome : after_numbers();
  if (grid_) {
    const Rational steps = cut->value.number() / *grid_;
    const Rational below = steps.Floor();
    *cut = Cut{Value((steps == below && !cut->after ? below - Rational(1) : below) * *grid_), true};
  }
  for (size_t i = 0; i < intervals_.size(); ++i) {
    const std::optional<Cut> begin = Before(intervals_[i]), end = After(intervals_[i]);
    const bool starts_after = begin && !(*begin < *cut);
    if (starts_after) {
      if (i == 0) return below_numbers();
      *cut = *After(intervals_[i - 1]);
      return Side::kSome;
    }
    if (!end || *cut < *end) return Side::kSome;
  }
  return after_numbers();
}

Constraint Column::Between(TermId term, const Cut* low, const Cut* high,
                           const std::vector<Value>& texts) const {
  Constraint constraint;
  constraint.term = term;
  const bool from_none = low == nullptr;
  if (none_ && from_none) constraint.values.push_back(Value());
  const bool only_none = high != nullptr && high->value.is_none();
  const bool numbers = !(low != nullptr && low->value.is_text());
  if (!only_none && numbers) {
    const Interval stretch = Stretch(low, high);
    for (const Interval& interval : intervals_) {
      Interval both = program::Intersect(interval, stretch);
      if (!IsEmpty(both)) constraint.intervals.push_back(std::move(both));
    }
  }
  if (!texts_ || (high != nullptr && !high->value.is_text()) || !constraint.intervals.empty()) {
    return constraint;
  }
  const bool single = low != nullptr && high != nullptr && low->value == high->value;
  if (single) {
    constraint.values.push_back(high->value);
    return constraint;
  }
  // Any text but those of other stretches.
  Constraint outside;
  outside.term = term;
  outside.negated = true;
  outside.intervals = intervals_;
  if (none_ && !from_none) outside.values.push_back(Value());
  for (const Value& text : texts) {
    const Cut at{text, true};
    const bool in = (low == nullptr || *low < at) && (high == nullptr || !(*high < at));
    if (!in) outside.values.push_back(text);
  }
  return outside;
}

std::optional<Value> Column::Pick(const Cut* low, const Cut* high) const {
  if (none_ && low == nullptr) return Value();
  if (!(low != nullptr && low->value.is_text())) {
    const Interval stretch = Stretch(low, high);
    for (const Interval& interval : intervals_) {
      const Interval both = program::Intersect(interval, stretch);
      if (IsEmpty(both)) continue;
      const bool low_in = both.low && !both.low_open, high_in = both.high && !both.high_open;
      if (low_in) return Value(*both.low);
      if (high_in) return Value(*both.high);
      if (both.low && both.high) return Value((*both.low + *both.high) / Rational(2));
      const Rational step = grid_.value_or(Rational(1));
      if (both.low) return Value((grid_ ? (*both.low / step).Floor() * step : *both.low) + step);
      if (both.high) return Value(*both.high - Rational(1));
      return Value(Rational(0));
    }
  }
  if (!texts_) return std::nullopt;
  if (low != nullptr && high != nullptr && low->value == high->value) return high->value;
  // A text behind all that begin like the last one before it.
  return Value::Text(low != nullptr && low->value.is_text() ? low->value.text() + "\x01" : "\x01");
}

std::vector<Value> Column::Representatives(const std::vector<Cut>& cuts) const {
  std::vector<Value> values;
  const Cut* low = nullptr;
  for (size_t i = 0; i <= cuts.size(); ++i) {
    const Cut* high = i < cuts.size() ? &cuts[i] : nullptr;
    if (std::optional<Value> value = Pick(low, high)) values.push_back(*std::move(value));
    low = high;
  }
  return values;
}

}  // namespace pol::prove
