// Explanations: verdicts, the condition that decided, and by how much.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/interp/evaluate.h"
#include "tests/conformance/loan_policy.h"

namespace pol::testing {
namespace {

using interp::ConditionWhy;
using interp::Evaluation;
using interp::Facts;
using interp::Outcome;
using interp::RuleWhy;
using interp::Verdict;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Outcome Explained(const ProgramBuilder& b, const Facts& facts) {
  interp::EvaluateOptions options;
  options.explain = true;
  return interp::Evaluate(b.policy, facts, 19509, options).outputs.back();
}

// One rule with one condition on one input, and what is said when it fails.
struct OneCondition {
  ProgramBuilder b;
  Index input;
  explicit OneCondition(Index ProgramBuilder::* type) { input = b.Input("x", b.*type); }
  ConditionWhy Why(Index condition, Value given) {
    b.policy.nodes[condition].text = "as written";
    const Index o = b.Output("o", b.integer);
    b.AddRule(o, "o#1", condition, b.Number(0));
    Facts facts = b.NoFacts();
    facts.inputs[input] = std::move(given);
    const Outcome outcome = Explained(b, facts);
    EXPECT_EQ(outcome.why.at(0).verdict, Verdict::kFailed);
    EXPECT_EQ(outcome.why.at(0).conditions.size(), 1u);
    return outcome.why.at(0).conditions.at(0);
  }
};

TEST(Margin, OfABound) {
  OneCondition one(&ProgramBuilder::money);
  const ConditionWhy why = one.Why(one.b.Test(Op::kLessEqual, one.input, Rational(5'000'000)),
                                   Value(Rational(6'000'000)));
  EXPECT_EQ(why.text, "as written");
  EXPECT_EQ(why.margin, "1000000");
  EXPECT_EQ(why.margin_unit, "元");
  EXPECT_EQ(why.actual, "6000000");
  EXPECT_FALSE(why.strict);
}

TEST(Margin, OnTheBoundOfAStrictComparison) {
  OneCondition one(&ProgramBuilder::money);
  const ConditionWhy why =
      one.Why(one.b.Test(Op::kGreater, one.input, Rational(5'000'000)), Value(Rational(5'000'000)));
  EXPECT_EQ(why.margin, "0");
  EXPECT_TRUE(why.strict);
}

TEST(Margin, OfANegationIsThatOfTheOppositeComparison) {
  OneCondition one(&ProgramBuilder::integer);
  // not (x <= 3) with 1: x must exceed 3.
  const ConditionWhy why =
      one.Why(one.b.Not(one.b.Test(Op::kLessEqual, one.input, Rational(3))), Value(Rational(1)));
  EXPECT_EQ(why.margin, "2");
  EXPECT_TRUE(why.strict);
}

TEST(Margin, OfAnIntervalIsToTheNearestEnd) {
  OneCondition one(&ProgramBuilder::money);
  const ConditionWhy why =
      one.Why(one.b.Within(one.input, Rational(100), Rational(200), program::kLowOpen),
              Value(Rational(90)));
  EXPECT_EQ(why.margin, "10");
  EXPECT_TRUE(why.strict);
  OneCondition above(&ProgramBuilder::money);
  const ConditionWhy high =
      above.Why(above.b.Within(above.input, Rational(100), Rational(200), program::kLowOpen),
                Value(Rational(250)));
  EXPECT_EQ(high.margin, "50");
  EXPECT_FALSE(high.strict);
}

TEST(Margin, OfDatesIsInDays) {
  OneCondition one(&ProgramBuilder::date);
  const ConditionWhy why =
      one.Why(one.b.Test(Op::kGreaterEqual, one.input, Rational(19509)), Value(Rational(19500)));
  EXPECT_EQ(why.margin, "9");
  EXPECT_EQ(why.margin_unit, "天");
}

TEST(Margin, NoneForUnorderedTypes) {
  ProgramBuilder b;
  const Index e = b.Input("行业", b.Enum({"制造业", "非制造业"}));
  const Index rank = b.Input("等级", b.Enum({"乙", "甲"}, true));
  const Index o = b.Output("o", b.integer);
  b.AddRule(o, "o#1", b.Test(Op::kEqual, e, Rational(0)), b.Number(0));
  b.AddRule(o, "o#2", b.Test(Op::kGreaterEqual, rank, Rational(1)), b.Number(0));
  Facts facts = b.NoFacts();
  facts.inputs[e] = Value(Rational(1));
  facts.inputs[rank] = Value(Rational(0));
  const Outcome outcome = Explained(b, facts);
  EXPECT_FALSE(outcome.why[0].conditions[0].margin.has_value());
  EXPECT_EQ(outcome.why[0].conditions[0].actual, "非制造业");
  EXPECT_EQ(outcome.why[1].conditions[0].margin, "1");
  EXPECT_EQ(outcome.why[1].conditions[0].margin_unit, "档");
  EXPECT_THAT(outcome.facts, ElementsAre(e, rank));
}

TEST(Conditions, FirstFailedOfAndAllOfOr) {
  ProgramBuilder b;
  const Index x = b.Input("x", b.boolean);
  const Index y = b.Input("y", b.boolean);
  const Index z = b.Input("z", b.boolean);
  const auto named = [&](Index input) {
    const Index node = b.In(input);
    b.policy.nodes[node].text = b.policy.inputs[input].name;
    return node;
  };
  const Index o = b.Output("o", b.integer);
  b.AddRule(o, "R1", b.And({named(x), b.And({named(y), named(z)})}), b.Number(1));
  b.AddRule(o, "R2", b.Or({named(y), named(z)}), b.Number(1));
  const Index group = b.Node(Op::kAtLeast, {named(x), named(y), named(z)}, b.boolean, 2);
  b.policy.nodes[group].labels = {"一", "二", "三"};
  b.AddRule(o, "R3", group, b.Number(1));
  Facts facts = b.NoFacts();
  facts.inputs = {Value(true), Value(false), Value(false)};
  const std::vector<RuleWhy> why = Explained(b, facts).why;
  ASSERT_EQ(why.size(), 3u);
  ASSERT_EQ(why[0].conditions.size(), 1u);
  EXPECT_EQ(why[0].conditions[0].text, "y");
  ASSERT_EQ(why[1].conditions.size(), 2u);
  EXPECT_EQ(why[1].conditions[1].text, "z");
  ASSERT_EQ(why[2].conditions.size(), 3u);
  EXPECT_EQ(why[2].conditions[0].actual, "1");
  EXPECT_EQ(why[2].conditions[0].margin, "1");
  EXPECT_EQ(why[2].conditions[1].label, "二");
  EXPECT_EQ(why[2].conditions[2].label, "三");
}

TEST(Conditions, OpenRuleNamesWhatIsMissing) {
  ProgramBuilder b;
  const Index x = b.Input("x", b.boolean);
  const Index y = b.Input("y", b.boolean);
  const Index use = b.In(y);
  const Index o = b.Output("o", b.integer);
  b.AddRule(o, "R1", b.And({b.In(x), use}), b.Number(1));
  Facts facts = b.NoFacts();
  facts.inputs[x] = Value(true);
  const Outcome outcome = Explained(b, facts);
  EXPECT_EQ(outcome.why[0].verdict, Verdict::kOpen);
  ASSERT_EQ(outcome.why[0].conditions.size(), 1u);
  EXPECT_EQ(outcome.why[0].conditions[0].node, use);
}

TEST(Verdicts, SuppressedByAnExceptionAndNotReached) {
  ProgramBuilder b;
  const Index x = b.Input("x", b.boolean);
  const Index o = b.Output("o", b.integer);
  b.definition(o).hit = program::Hit::kFirst;
  program::Rule base = b.Rule("R", b.In(x), b.Number(1));
  base.exceptions.push_back(b.Rule("E", b.In(x), b.Number(2)));
  base.exceptions.push_back(b.Rule("F", b.Not(b.In(x)), -1));
  b.AddRule(o, base);
  b.AddRule(o, "S", b.In(x), b.Number(3));
  Facts facts = b.NoFacts();
  facts.inputs[x] = Value(true);
  const Outcome outcome = Explained(b, facts);
  EXPECT_EQ(outcome.value.number(), Rational(2));
  ASSERT_EQ(outcome.why.size(), 2u);
  EXPECT_EQ(outcome.why[0].verdict, Verdict::kSuppressed);
  EXPECT_EQ(outcome.why[0].suppressed_by, "E");
  ASSERT_EQ(outcome.why[0].exceptions.size(), 2u);
  EXPECT_EQ(outcome.why[0].exceptions[0].verdict, Verdict::kApplied);
  EXPECT_EQ(outcome.why[0].exceptions[1].verdict, Verdict::kFailed);
  EXPECT_EQ(outcome.why[1].verdict, Verdict::kNotReached);
}

TEST(Facts, OfTheWinnerAndOfTheDefinitionsItUses) {
  const LoanPolicy loan;
  const Outcome fee = Explained(loan.b, loan.Case(Rational(4'000'000), 0, 5));
  EXPECT_THAT(fee.facts, ElementsAre(loan.amount, loan.industry, loan.days));
  const Outcome top = Explained(loan.b, loan.Case(Rational(30'000'000), 0, 5));
  EXPECT_THAT(top.facts, ElementsAre(loan.amount, loan.days));
}

TEST(Facts, AreNotGatheredUnlessAsked) {
  const LoanPolicy loan;
  const Evaluation evaluation =
      interp::Evaluate(loan.b.policy, loan.Case(Rational(4'000'000), 0, 5), 19509);
  EXPECT_THAT(evaluation.outputs[0].why, IsEmpty());
  EXPECT_THAT(evaluation.outputs[0].facts, IsEmpty());
}

}  // namespace
}  // namespace pol::testing
