// Values that stand for the cells of a column.
#include <algorithm>
#include <string>

#include "runtime/interp/refine.h"
#include "runtime/program/codes.h"
#include "runtime/program/ranges.h"
#include "runtime/value/date.h"

namespace pol::interp {
namespace {

using program::Input;
using program::Interval;
using program::Policy;
using program::Type;
using program::TypeKind;

bool Contains(const Interval& interval, const Rational& x) {
  if (interval.low && (x < *interval.low || (interval.low_open && x == *interval.low))) {
    return false;
  }
  return !(interval.high && (x > *interval.high || (interval.high_open && x == *interval.high)));
}

// Some value of the grid in an interval.
std::optional<Rational> Pick(const Interval& interval, const std::optional<Rational>& grid) {
  if (grid) {
    // The first step from below, or the last from above.
    Rational x = 0;
    if (interval.low) {
      x = (*interval.low / *grid).Floor() * *grid;
      while (!Contains({interval.low, {}, interval.low_open, false}, x)) x = x + *grid;
    } else if (interval.high) {
      x = (*interval.high / *grid).Floor() * *grid;
      if (!Contains({{}, interval.high, false, interval.high_open}, x)) x = x - *grid;
    }
    return Contains(interval, x) ? std::optional(x) : std::nullopt;
  }
  if (interval.low && interval.high) {
    if (*interval.low == *interval.high) {
      return Contains(interval, *interval.low) ? interval.low : std::nullopt;
    }
    if (*interval.low > *interval.high) return std::nullopt;
    return (*interval.low + *interval.high) / Rational(2);
  }
  if (interval.low) return *interval.low + Rational(1);
  if (interval.high) return *interval.high - Rational(1);
  return Rational(0);
}

// An end that is open where the declared one was: the interval between two neighbouring constants.
Interval Between(const Rational* low, const Rational* high) {
  Interval interval;
  if (low != nullptr) {
    interval.low = *low;
    interval.low_open = true;
  }
  if (high != nullptr) {
    interval.high = *high;
    interval.high_open = true;
  }
  return interval;
}

void AddNumbers(const Policy& policy, const Input& column, const Type& type,
                std::vector<Rational> constants, std::vector<Value>* values) {
  const std::optional<Rational> grid = program::StepOf(type);
  std::vector<Interval> domain = column.domain.intervals;
  if (domain.empty()) domain.emplace_back();
  for (Interval& interval : domain) interval = program::Intersect(interval, program::RangeOf(policy, type));
  std::sort(constants.begin(), constants.end());
  constants.erase(std::unique(constants.begin(), constants.end()), constants.end());

  const auto add_gap = [&](const Rational* low, const Rational* high) {
    for (const Interval& interval : domain) {
      if (const auto x = Pick(program::Intersect(Between(low, high), interval), grid)) {
        values->push_back(Value(*x));
        return;
      }
    }
  };
  for (size_t i = 0; i < constants.size(); ++i) {
    add_gap(i == 0 ? nullptr : &constants[i - 1], &constants[i]);
    const bool in = std::any_of(domain.begin(), domain.end(), [&](const Interval& interval) {
      return Contains(interval, constants[i]);
    });
    const bool on_grid = !grid || (constants[i] / *grid).is_integer();
    if (in && on_grid) values->push_back(Value(constants[i]));
  }
  add_gap(constants.empty() ? nullptr : &constants.back(), nullptr);
}

// Of a tree of codes: a leaf from each of the stretches into which the constants part the list.
void AddLeaves(const program::EnumType& tree, std::vector<Rational> constants,
               std::vector<Value>* values) {
  std::sort(constants.begin(), constants.end());
  std::optional<std::pair<size_t, bool>> before;
  for (size_t i = 0; i < tree.members.size(); ++i) {
    const Index member = static_cast<Index>(i);
    if (!program::IsLeaf(tree, member)) continue;
    const Rational code(member);
    const auto at = std::lower_bound(constants.begin(), constants.end(), code);
    const std::pair<size_t, bool> stretch = {static_cast<size_t>(at - constants.begin()),
                                             at != constants.end() && *at == code};
    if (before == stretch) continue;
    before = stretch;
    values->push_back(Value(code));
  }
}

}  // namespace

std::vector<Value> Representatives(const Policy& policy, const Input& column,
                                   const std::vector<Value>& constants) {
  const Type& type = policy.types[column.type];
  std::vector<Value> values;
  if (type.optional) values.emplace_back();
  std::vector<Rational> numbers;
  std::vector<Value> texts;
  for (const Value& constant : constants) {
    if (constant.is_number()) numbers.push_back(constant.number());
    if (constant.is_text()) texts.push_back(constant);
  }
  if (type.kind == TypeKind::kBoolean) numbers = {0, 1};  // a name alone compares with both
  const bool tree = type.kind == TypeKind::kEnum && policy.enums[type.enumeration].tree;
  if (tree) {
    AddLeaves(policy.enums[type.enumeration], std::move(numbers), &values);
  } else if (type.kind != TypeKind::kText) {
    AddNumbers(policy, column, type, std::move(numbers), &values);
  }
  const bool open = type.kind == TypeKind::kEnum && policy.enums[type.enumeration].open;
  if (type.kind == TypeKind::kText || open) {
    values.insert(values.end(), texts.begin(), texts.end());
    // A text that no policy can hold stands for all that are not mentioned.
    values.push_back(Value::Text("\x01"));
  }
  return values;
}

}  // namespace pol::interp
