// The state of the direct engine over one case after another: conditions and values (direct_value),
// groups and definitions (direct_group), answers (direct).
#pragma once

#include <vector>

#include "runtime/interp/direct.h"
#include "runtime/interp/direct_plan.h"

namespace pol::interp {

// What a step of the direct engine comes to. kHandOver: unknown, an error, or anything else that is
// not plain.
enum class Got : uint8_t { kValue, kNoRule, kHandOver };
enum class Truth : uint8_t { kFalse, kTrue, kHandOver };

inline Truth TruthOf(bool truth) { return truth ? Truth::kTrue : Truth::kFalse; }

// A rule that applies, with the branch that counts.
struct Applied {
  const DirectRule* rule = nullptr;
  const DirectBranch* branch = nullptr;
};

// What a definition came to in the present case.
struct Settled {
  uint64_t turn = 0;
  Got got = Got::kHandOver;
  Value value;
  Reason reason = Reason::kNoneApplied;
  Index reason_of = -1;
  uint32_t offset = 0;
  Applied winner;
  bool otherwise = false;
  bool several = false;  // a collection: all of `winners`
  std::vector<Applied> winners;
};

struct DirectEngine::State {
  State(const program::Policy& policy_in, int64_t at);

  bool Run(const Facts& given, Evaluation* evaluation);
  Got Define(Index index);
  Got Group(const DirectDefinition& direct, Settled* result);
  Got Collect(const DirectDefinition& direct, Settled* result);
  Got Default(const DirectDefinition& direct, Settled* result);
  // Nothing: hand over. A null rule: absent. A rule without branch: it drops.
  bool Apply(const DirectRule& rule, Applied* applied);
  Truth InForce();

  Truth Holds(Index index);
  Truth Test(const DirectNode& node);
  Got Number(Index index, Rational* number);
  Got Any(Index index, Value* value);
  Got Strict(Index index, const DirectNode& node, Value* value);
  Got NoRule(Reason reason, Index of, uint32_t offset);
  const Value* Known(int32_t input) const {
    const std::optional<Value>& fact = facts->inputs[input];
    return fact ? &*fact : nullptr;
  }
  void Fill(Index index, Outcome* outcome) const;
  void FillWinner(const Settled& result, Outcome* outcome) const;

  const program::Policy& policy;
  const DirectPlan plan;
  std::vector<Index> outputs;
  Truth in_force = Truth::kTrue;
  size_t handed_over = 0;

  const Facts* facts = nullptr;
  uint64_t turn = 0;
  std::vector<Settled> settled;
  // The N met last: of the least position among those met in one strict operator.
  Reason no_rule_reason = Reason::kNoneApplied;
  Index no_rule_of = -1;
  uint32_t no_rule_offset = 0;
};

}  // namespace pol::interp
