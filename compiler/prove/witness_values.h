// Values worth trying for one input, the roundest first. For witness*.cpp.
#pragma once

#include <optional>
#include <vector>

#include "compiler/prove/term.h"
#include "compiler/prove/theory.h"

namespace pol::prove {

using Intervals = std::vector<program::Interval>;

Intervals Intersected(const Intervals& a, const Intervals& b);
Intervals Complement(const Intervals& intervals);  // over all numbers
bool ContainsNumber(const Intervals& intervals, const Rational& x);
// (x - offset) / factor of every x: where the base of a line must lie.
Intervals Unscaled(const Intervals& intervals, const Linear& line);

// An input, a leaf of a list, or the day, with what it may be.
struct Choices {
  const program::Type* type = nullptr;   // null: the day
  Intervals numbers;                     // within domain and constraints, not yet on the grid
  std::vector<Value> named;              // texts that constraints mention
  std::vector<const Constraint*> tests;  // all must be met
  bool bounded = false;                  // a constraint speaks of it
  std::vector<Value> candidates;         // the best first; all meet the tests
};
// Everything that type and domain admit.
Choices ChoicesOf(const program::Policy& policy, const program::Type& type, const program::Domain& domain);
// Fills `candidates`. `anchor`: the day near which dates are looked for.
void FillCandidates(const program::Policy& policy, int64_t anchor, Choices* choices);
// Values near one that is not round, the roundest first.
std::vector<Value> RounderThan(const Choices& choices, const Value& value);

}  // namespace pol::prove
