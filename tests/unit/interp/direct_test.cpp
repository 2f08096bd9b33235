// The direct engine on the loan table: complete cases by itself, the others handed over.
#include "runtime/interp/direct.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/conformance/loan_policy.h"

namespace pol::testing {
namespace {

using interp::DirectEngine;
using interp::Evaluation;
using interp::Reason;
using interp::Status;
using ::testing::ElementsAre;

TEST(DirectEngine, DecidesCompleteCasesItself) {
  const LoanPolicy loan;
  DirectEngine engine(loan.b.policy, 19509);
  Evaluation evaluation;
  engine.Evaluate(loan.Case(Rational(400'000'001, 100), 0, 5), &evaluation);
  EXPECT_EQ(evaluation.outputs[0].value.number(), Rational(2, 10000));
  EXPECT_THAT(evaluation.outputs[0].rules, ElementsAre("日利率.2"));
  EXPECT_EQ(evaluation.outputs[1].value.number(), Rational(4000));  // 4000.00001 to the cent
  engine.Evaluate(loan.Case(Rational(5'000'000), 0, 3), &evaluation);
  EXPECT_EQ(evaluation.outputs[0].value.number(), Rational(0));
  engine.Evaluate(loan.Case(Rational(500'000'001, 100), 0, 3), &evaluation);
  EXPECT_THAT(evaluation.outputs[0].rules, ElementsAre("日利率.6"));
  EXPECT_EQ(engine.handed_over(), 0u);
}

TEST(DirectEngine, KnowsThatWhatHasNoRuleHasNoFee) {
  const LoanPolicy loan;
  DirectEngine engine(loan.b.policy, 19509);
  Evaluation evaluation;
  engine.Evaluate(loan.Case(Rational(-1), 0, 5), &evaluation);
  EXPECT_EQ(evaluation.outputs[0].status, Status::kNoRule);
  EXPECT_EQ(evaluation.outputs[0].reason, Reason::kNoneApplied);
  EXPECT_EQ(evaluation.outputs[1].reason, Reason::kNoValue);
  EXPECT_EQ(evaluation.outputs[1].reason_of, loan.rate);
  EXPECT_EQ(engine.handed_over(), 0u);
}

TEST(DirectEngine, HandsOverWhatHangsOnMissingFacts) {
  const LoanPolicy loan;
  DirectEngine engine(loan.b.policy, 19509);
  Evaluation evaluation;
  engine.Evaluate(loan.Case(Rational(4'000'000), std::nullopt, 5), &evaluation);
  EXPECT_EQ(engine.handed_over(), 1u);
  EXPECT_THAT(evaluation.outputs[0].rules, ElementsAre("日利率.2", "日利率.4"));
  engine.Evaluate(loan.Case(Rational(4'000'000), std::nullopt, 2), &evaluation);
  EXPECT_THAT(evaluation.needs, ElementsAre(loan.industry));
  // The storage is used again: nothing of the case before stays.
  engine.Evaluate(loan.Case(Rational(4'000'000), 1, 2), &evaluation);
  EXPECT_TRUE(evaluation.needs.empty());
  EXPECT_TRUE(evaluation.outputs[0].needs.empty());
  EXPECT_EQ(evaluation.outputs[0].status, Status::kValue);
  EXPECT_EQ(engine.handed_over(), 2u);
}

}  // namespace
}  // namespace pol::testing
