// Cases that a text suggests: every rule applied, every condition both ways and turning its rule alone, every bound on
// both sides, the first and last day in force likewise. Complete, within the declared domains, and meeting all requirements. Always the same ones.
#pragma once

#include <string>
#include <vector>

#include "compiler/cover/coverage.h"
#include "compiler/cover/points.h"
#include "runtime/interp/evaluate.h"

namespace pol::cover {

struct GeneratedCase {
  interp::Facts facts;
  int64_t at = 0;
  // What it was made for, the first of it: a rule to apply or not, a condition, a bound, a day.
  enum class Purpose : uint8_t { kRule, kCondition, kBound, kEnd, kDay } purpose = Purpose::kRule;
  std::string rule;              // kRule, kCondition: of this rule ("": in the formula of `definition`)
  Index definition = -1;
  Index node = -1;               // kCondition
  bool truth = true;             // kRule: it applies; kCondition: it holds
  size_t bound = 0;              // kBound: into Points::bounds
  Index by = -1;                 // kEnd: input whose date it is; -1: the day of evaluation
  int64_t day = 0;               // kEnd, kDay
  int side = 0;                  // kBound: -1 one step below, 0 on it, 1 one step above
};

struct GenerateOptions {
  size_t most = 2'000;           // cases
  size_t tries = 400;            // choices looked at to turn one condition
};

struct Generated {
  Points points;
  std::vector<GeneratedCase> cases;
  std::vector<size_t> missed_decisions;  // with a condition for which no case was found that turns it
};

// `at`: the day of the cases, unless the values of a parameter change within the policy's period: then also those days.
Generated GenerateCases(const program::Policy& policy, int64_t at, const GenerateOptions& options = {});

}  // namespace pol::cover
