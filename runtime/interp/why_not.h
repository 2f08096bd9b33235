// Why a yes/no result is no: the conditions that decide it, item by item, down through the
// definitions on which it rests (semantics 7).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

struct WhyNot {
  ConditionWhy why;                  // the condition; its margin where it is a comparison
  bool holds = false;                // it holds, where it must not
  std::string ordinal;               // of the item: "②" as written
  Index definition = -1;             // it is this definition; `parts` say why
  std::string rule;                  // the rule that gave the definition its value
  std::optional<int32_t> satisfied;  // of `at least n`: so many items hold
  std::optional<Value> left, right;  // of a comparison
  std::vector<WhyNot> parts;         // of a group and of a definition
};

// Of a condition that is false: what would have to be otherwise. All that failed of an `and`; of an
// `or` one entry with all its parts. What is still unknown is not told: it does not decide.
std::vector<WhyNot> FindWhyNot(Machine* machine, Index condition);
std::vector<WhyNot> FindWhyNot(const program::Policy& policy, const Facts& facts, int64_t at,
                               Index condition);
// The conditions at the ends of it, each with the label of the nearest item.
std::vector<ConditionWhy> ConditionsOf(const std::vector<WhyNot>& found);

}  // namespace pol::interp
