#include "runtime/program/ranges.h"

namespace pol::program {

std::optional<Rational> StepOf(const Type& type) {
  if (type.grid) return type.grid;
  switch (type.kind) {
    case TypeKind::kDecimal:
    case TypeKind::kRate:
    case TypeKind::kExactMoney:
    case TypeKind::kQuantity:
    case TypeKind::kHours:
      return std::nullopt;
    case TypeKind::kMoney:
      return Rational(1, 100);
    default:
      return Rational(1);
  }
}

Interval RangeOf(const Policy& policy, const Type& type) {
  constexpr int64_t kDay = 86400;  // seconds
  const auto range = [](int64_t low, int64_t high) {
    Interval interval;
    interval.low = Rational(low);
    interval.high = Rational(high);
    return interval;
  };
  switch (type.kind) {
    case TypeKind::kBoolean:
      return range(0, 1);
    case TypeKind::kEnum:
      return range(0, static_cast<int64_t>(policy.enums[type.enumeration].members.size()) - 1);
    case TypeKind::kDate:
      return range(value::kFirstDay, value::kLastDay);
    case TypeKind::kMonth:
      return range(1900 * 12, 2199 * 12 + 11);
    case TypeKind::kInstant:
      return range(value::kFirstDay * kDay, value::kLastDay * kDay + kDay - 1);
    case TypeKind::kClock:
      return range(0, kDay);
    default:
      return {};
  }
}

Interval Intersect(const Interval& a, const Interval& b) {
  Interval both = a;
  if (b.low && (!both.low || *b.low > *both.low || (*b.low == *both.low && b.low_open))) {
    both.low = b.low;
    both.low_open = b.low_open;
  }
  if (b.high && (!both.high || *b.high < *both.high || (*b.high == *both.high && b.high_open))) {
    both.high = b.high;
    both.high_open = b.high_open;
  }
  return both;
}

}  // namespace pol::program
