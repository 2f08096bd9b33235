// What values a type has by itself, before any declared domain: the step between them, their ends.
#pragma once

#include <optional>

#include "runtime/program/program.h"

namespace pol::program {

// The step between two values; nothing where they lie dense.
std::optional<Rational> StepOf(const Type& type);
// From the first to the last value of types that end: members by index, dates as the calendar has them. Without ends: no ends.
Interval RangeOf(const Policy& policy, const Type& type);
// The values in both.
Interval Intersect(const Interval& a, const Interval& b);

}  // namespace pol::program
