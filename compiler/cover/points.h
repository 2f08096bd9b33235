// The places of a policy that tests should reach: each plain condition of each rule, both ways, and each bound, on both
// sides. What tests reached of them (coverage.h) and cases that reach what is left (generate.h) are said in these terms.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/program/program.h"
#include "runtime/program/ranges.h"

namespace pol::cover {

using program::Index;
using value::Rational;

// A condition that decides: of a rule, an exception, a branch of one, or of an `if` in a formula.
struct Decision {
  Index definition = -1;
  std::string rule;               // its label; "": in a formula
  Index root = -1;                // node
  std::vector<size_t> conditions; // into Points::conditions: its parts without and, or, not, at least
  program::Place place;           // of the rule or the definition
};
// A condition without and, or, not, at least in it. What a condition on all items of a list says inside is not looked into.
struct Condition {
  Index node = -1;
  Index definition = -1;          // in which it stands first
  program::Place place;
};
// A constant with which an ordered input is compared, however often.
struct Bound {
  Index input = -1;
  Rational constant;              // canonical, as in Value
  std::vector<Index> nodes;       // the comparisons
  program::Place place;           // of the first definition or rule that compares
};
// The first or the last day on which the policy is in force. On the other side of it no rule of the policy applies.
struct PeriodEnd {
  Index by = -1;                  // input whose date governs; -1: the day of evaluation
  int64_t day = 0;
  bool first = true;
  program::Place place;           // of the policy

  // Does `date` lie on the side of the end that is not in force?
  bool Outside(const Rational& date) const {
    return first ? date < Rational(day) : date > Rational(day);
  }
};
struct Points {
  std::vector<Decision> decisions;
  std::vector<Condition> conditions;
  std::vector<Bound> bounds;
  std::vector<PeriodEnd> ends;
};

// `at`: the day as of which constants that are dated parameters are taken.
Points FindPoints(const program::Policy& policy, int64_t at);

}  // namespace pol::cover
