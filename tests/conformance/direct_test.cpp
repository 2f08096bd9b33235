// Random policies: the direct engine gives what the interpreter gives, on complete and partial
// cases. POL_PROGRAMS sets how many policies, POL_SEED which.
#include "runtime/interp/direct.h"

#include <gtest/gtest.h>

#include "tests/conformance/trial.h"

namespace pol::testing {
namespace {

using interp::DirectEngine;

TEST(DirectEngine, IsTheInterpreterOnRandomPolicies) {
  const uint64_t first = Setting("POL_SEED", 1), count = Setting("POL_PROGRAMS", 3000);
  for (uint64_t seed = first; seed < first + count; ++seed) {
    Trial trial(seed);
    const Policy& policy = trial.policy();
    DirectEngine direct(policy, kAt);
    Evaluation evaluation;
    for (int i = 0; i < 4; ++i) {
      const Facts facts = i == 0 ? trial.facts : trial.More(i == 1 ? 60 : 100);
      const Evaluation expected = interp::Evaluate(policy, facts, kAt);
      direct.Evaluate(facts, &evaluation);
      ASSERT_EQ(evaluation.outputs.size(), expected.outputs.size());
      ASSERT_EQ(evaluation.needs, expected.needs);
      ASSERT_EQ(evaluation.judgements, expected.judgements);
      for (size_t d = 0; d < expected.outputs.size(); ++d) {
        ASSERT_TRUE(SameAnswer(evaluation.outputs[d], expected.outputs[d]))
            << "seed " << seed << " output " << d << "\n"
            << Show(evaluation.outputs[d]) << "\nreference " << Show(expected.outputs[d]) << "\n"
            << Show(policy, facts);
      }
    }
  }
}

}  // namespace
}  // namespace pol::testing
