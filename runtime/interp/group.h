// Rule groups (semantics 3): conditions and values first, then the result by closing, then who
// gives it.
#pragma once

#include <optional>
#include <vector>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

// A rule whose condition is not false, with what can be chosen in it. What cannot be reached is not
// evaluated.
struct OpenBranch {
  int32_t branch = 0;
  Result condition;
  std::optional<Result> value;  // none: the branch says nothing about this definition
};
struct OpenRule {
  const program::Rule* rule = nullptr;
  int32_t ordinal = 0;
  Result condition;
  std::vector<OpenBranch> branches;
  std::vector<OpenRule> exceptions;
};

Look EvaluateGroup(Machine* machine, const program::Definition& definition);

// The rule of an ordinal, and where its exceptions end; null past the last one. Source order: a
// rule, then its exceptions.
const program::Rule* RuleAt(const std::vector<program::Rule>& rules, int32_t ordinal);

}  // namespace pol::interp
