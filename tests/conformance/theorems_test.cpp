// Random policies: the interpreter against the brute-force model, and the two theorems of
// semantics 2.8. POL_PROGRAMS sets how many policies, POL_SEED which.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "runtime/interp/evaluate.h"
#include "tests/conformance/model.h"
#include "tests/conformance/trial.h"

namespace pol::testing {
namespace {

std::string ShowModel(const model::Outcome& outcome, const std::set<int>& leaves) {
  std::string text(1, outcome.tag);
  if (outcome.tag == 'V') text += " " + Show(outcome.value);
  if (outcome.tag == 'E') {
    text += " " + std::to_string(outcome.error.second) + "@" + std::to_string(outcome.error.first);
  }
  for (const int leaf : leaves) text += " " + std::to_string(leaf);
  return text;
}

bool Agrees(const Outcome& outcome, const model::Outcome& expected, const std::set<int>& leaves) {
  switch (outcome.status) {
    case Status::kValue:
      return expected.tag == 'V' && outcome.value == expected.value;
    case Status::kNoRule:
      return expected.tag == 'N';
    case Status::kError:
      return expected.tag == 'E' && static_cast<int>(outcome.error) == expected.error.second &&
             outcome.error_offset == expected.error.first;
    case Status::kNeedsFacts:
    case Status::kNeedsJudgement:
      return expected.tag == 'U' && Leaves(outcome) == leaves;
  }
  return false;
}

TEST(Theorems, InterpreterIsTheModel) {
  const uint64_t first = Setting("POL_SEED", 1), count = Setting("POL_PROGRAMS", 3000);
  int skipped = 0;
  std::map<Status, int> seen;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    Trial trial(seed);
    model::Model model(trial.policy(), trial.random.domain);
    try {
      model.Run(trial.facts.inputs);
    } catch (const model::TooMany&) {
      ++skipped;
      continue;
    }
    const std::vector<Outcome> outcomes =
        InOrder(trial.policy(), interp::Evaluate(trial.policy(), trial.facts, kAt));
    for (size_t i = 0; i < outcomes.size(); ++i) {
      ++seen[outcomes[i].status];
      ASSERT_EQ(outcomes[i].rules, model.rules(i))
          << "seed " << seed << " definition " << trial.policy().definitions[i].name << "\n"
          << Show(trial.policy(), trial.facts);
      ASSERT_TRUE(Agrees(outcomes[i], model.result(i), model.leaves(i)))
          << "seed " << seed << " definition " << trial.policy().definitions[i].name << "\n"
          << Show(outcomes[i]) << "\nmodel: " << ShowModel(model.result(i), model.leaves(i)) << "\n"
          << Show(trial.policy(), trial.facts);
    }
  }
  EXPECT_LT(skipped * 10, static_cast<int>(count) + 10);
  if (count >= 1000) {
    for (const Status status : {Status::kValue, Status::kNoRule, Status::kNeedsFacts,
                                Status::kNeedsJudgement, Status::kError}) {
      EXPECT_GT(seen[status], 20) << interp::StatusName(status);
    }
  }
}

TEST(Theorems, StabilityAndSoundnessOfNeeds) {
  const uint64_t first = Setting("POL_SEED", 1), count = Setting("POL_PROGRAMS", 3000);
  for (uint64_t seed = first; seed < first + count; ++seed) {
    Trial trial(seed);
    const Policy& policy = trial.policy();
    const std::vector<Outcome> before = InOrder(policy, interp::Evaluate(policy, trial.facts, kAt));
    for (int i = 0; i < 8; ++i) {
      const Facts more = trial.More(i == 0 ? 100 : 40);
      const std::vector<Outcome> after = InOrder(policy, interp::Evaluate(policy, more, kAt));
      for (size_t d = 0; d < before.size(); ++d) {
        const std::string trace = "seed " + std::to_string(seed) + " definition " +
                                  policy.definitions[d].name + "\n" + Show(before[d]) + "\nthen " +
                                  Show(after[d]) + "\n" + Show(policy, trial.facts) + "\nthen\n" +
                                  Show(policy, more);
        if (!Undecided(before[d])) {
          ASSERT_TRUE(SameOutcome(before[d], after[d])) << trace;
          continue;
        }
        const std::set<int> leaves = Leaves(before[d]);
        ASSERT_FALSE(leaves.empty()) << trace;
        bool asked = false;
        for (size_t input = 0; input < more.inputs.size(); ++input) {
          const bool added = more.inputs[input] && !trial.facts.inputs[input];
          asked = asked || (added && leaves.contains(static_cast<int>(input)));
        }
        if (!asked) {
          ASSERT_TRUE(SameOutcome(before[d], after[d])) << trace;
        }
        if (i == 0) {
          ASSERT_FALSE(Undecided(after[d])) << trace;
        }
      }
    }
  }
}

}  // namespace
}  // namespace pol::testing
