// Results and unknowns, groups, exceptions: worked cases.
#include "runtime/interp/evaluate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/value/date.h"
#include "tests/conformance/loan_policy.h"

namespace pol::testing {
namespace {

using interp::ErrorCode;
using interp::Evaluation;
using interp::Facts;
using interp::Outcome;
using interp::Reason;
using interp::Status;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kAt = 19509;  // 2023-06-01

Outcome First(const ProgramBuilder& b, const Facts& facts, int64_t at = kAt) {
  return interp::Evaluate(b.policy, facts, at).outputs.at(0);
}
Facts Given(const ProgramBuilder& b, const std::vector<std::optional<Rational>>& values) {
  Facts facts = b.NoFacts();
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i]) facts.inputs[i] = Value(*values[i]);
  }
  return facts;
}
constexpr std::nullopt_t kMissing = std::nullopt;

// Two booleans x and y, a rule on each, with given results.
struct TwoRules {
  ProgramBuilder b;
  Index x, y, o;
  explicit TwoRules(program::Hit hit, int first = 1, int second = 2) {
    x = b.Input("x", b.boolean);
    y = b.Input("y", b.boolean);
    o = b.Output("o", b.integer);
    b.definition(o).hit = hit;
    b.AddRule(o, "R1", b.In(x), b.Number(first));
    b.AddRule(o, "R2", b.In(y), b.Number(second));
  }
  Outcome Of(std::optional<Rational> x_value, std::optional<Rational> y_value) const {
    return First(b, Given(b, {x_value, y_value}));
  }
};

TEST(LoanTable, GivesRateAndFee) {
  const LoanPolicy loan;
  const Evaluation evaluation =
      interp::Evaluate(loan.b.policy, loan.Case(Rational(4'000'000), 0, 5), kAt);
  ASSERT_EQ(evaluation.outputs.size(), 2u);
  EXPECT_EQ(evaluation.outputs[0].value.number(), Rational(2, 10000));
  EXPECT_THAT(evaluation.outputs[0].rules, ElementsAre("日利率.2"));
  EXPECT_EQ(evaluation.outputs[1].value.number(), Rational(4000));
  EXPECT_THAT(evaluation.outputs[1].rules, IsEmpty());
  EXPECT_THAT(evaluation.needs, IsEmpty());
}

TEST(LoanTable, OutcomeThatTheMissingIndustryCannotChangeIsGiven) {
  const LoanPolicy loan;
  const Outcome rate = First(loan.b, loan.Case(Rational(4'000'000), kMissing, 5));
  EXPECT_EQ(rate.status, Status::kValue);
  EXPECT_EQ(rate.value.number(), Rational(2, 10000));
  EXPECT_THAT(rate.rules, ElementsAre("日利率.2", "日利率.4"));
}

TEST(LoanTable, AsksForTheIndustryWhereItDecides) {
  const LoanPolicy loan;
  const Evaluation evaluation =
      interp::Evaluate(loan.b.policy, loan.Case(Rational(4'000'000), kMissing, 2), kAt);
  EXPECT_EQ(evaluation.outputs[0].status, Status::kNeedsFacts);
  EXPECT_THAT(evaluation.outputs[0].needs, ElementsAre(loan.industry));
  EXPECT_THAT(evaluation.outputs[1].needs, ElementsAre(loan.industry));
  EXPECT_THAT(evaluation.needs, ElementsAre(loan.industry));
}

TEST(LoanTable, AfterTenDaysOnlyTheDaysCount) {
  const LoanPolicy loan;
  const Evaluation evaluation =
      interp::Evaluate(loan.b.policy, loan.Case(kMissing, kMissing, 12), kAt);
  EXPECT_EQ(evaluation.outputs[0].value.number(), Rational(5, 10000));
  EXPECT_THAT(evaluation.outputs[0].rules, ElementsAre("日利率.3", "日利率.5", "日利率.7",
                                                       "日利率.9", "日利率.11", "日利率.12"));
  EXPECT_THAT(evaluation.outputs[1].needs, ElementsAre(loan.amount));
}

TEST(LoanTable, AboveTheLastBandTheAmountAloneDecides) {
  const LoanPolicy loan;
  const Outcome rate = First(loan.b, loan.Case(Rational(30'000'000), kMissing, kMissing));
  EXPECT_EQ(rate.value.number(), Rational(5, 10000));
  EXPECT_THAT(rate.rules, ElementsAre("日利率.12"));
}

TEST(LoanTable, NothingKnownAsksForAllInOrder) {
  const LoanPolicy loan;
  const Outcome rate = First(loan.b, loan.Case(kMissing, kMissing, kMissing));
  EXPECT_THAT(rate.needs, ElementsAre(loan.amount, loan.industry, loan.days));
}

TEST(Unique, TwoValuesAreAConflict) {
  const TwoRules two(program::Hit::kUnique);
  const Outcome conflict = two.Of(1, 1);
  EXPECT_EQ(conflict.status, Status::kError);
  EXPECT_EQ(conflict.error, ErrorCode::kConflict);
  EXPECT_THAT(conflict.conflict, ElementsAre("R1", "R2"));
  EXPECT_EQ(conflict.error_offset, two.b.policy.definitions[two.o].place.offset);
  EXPECT_EQ(conflict.error_line, two.b.policy.definitions[two.o].place.line);
}

TEST(Unique, OpenRuleWithAnotherValueKeepsTheAnswerBack) {
  const TwoRules two(program::Hit::kUnique);
  EXPECT_THAT(two.Of(1, kMissing).needs, ElementsAre(two.y));
  EXPECT_THAT(two.Of(kMissing, kMissing).needs, ElementsAre(two.x, two.y));
  EXPECT_THAT(two.Of(0, kMissing).needs, ElementsAre(two.y));
}

TEST(Unique, SameValueNamesAllThatCanGiveIt) {
  const TwoRules two(program::Hit::kUnique, 1, 1);
  const Outcome open = two.Of(kMissing, 1);
  EXPECT_EQ(open.status, Status::kValue);
  EXPECT_THAT(open.rules, ElementsAre("R1", "R2"));
  EXPECT_THAT(two.Of(1, kMissing).rules, ElementsAre("R1"));
}

TEST(Unique, NoRuleAndOtherwise) {
  TwoRules two(program::Hit::kUnique);
  const Outcome none = two.Of(0, 0);
  EXPECT_EQ(none.status, Status::kNoRule);
  EXPECT_EQ(none.reason, Reason::kNoneApplied);
  two.b.Otherwise(two.o, two.b.Number(7));
  EXPECT_THAT(two.Of(0, 0).rules, ElementsAre("otherwise"));
  EXPECT_EQ(two.Of(0, 0).value.number(), Rational(7));
  EXPECT_THAT(two.Of(0, kMissing).needs, ElementsAre(two.y));
}

TEST(FirstHit, IgnoresWhatStandsAfterTheFirstTrueRule) {
  const TwoRules two(program::Hit::kFirst);
  EXPECT_THAT(two.Of(1, kMissing).rules, ElementsAre("R1"));
  EXPECT_THAT(two.Of(kMissing, 1).needs, ElementsAre(two.x));
}

TEST(PriorityHit, BestLevelDecides) {
  TwoRules two(program::Hit::kPriority);
  two.b.definition(two.o).rules[0].priority = 2;
  two.b.definition(two.o).rules[1].priority = 1;
  EXPECT_THAT(two.Of(1, 1).rules, ElementsAre("R2"));
  EXPECT_THAT(two.Of(1, kMissing).needs, ElementsAre(two.y));
  EXPECT_THAT(two.Of(kMissing, 1).rules, ElementsAre("R2"));
  two.b.definition(two.o).rules[0].priority = 1;
  EXPECT_EQ(two.Of(1, 1).error, ErrorCode::kConflict);
}

TEST(Collections, MaxAndMinIgnoreWhatCannotShow) {
  const TwoRules max(program::Hit::kMax, 500, 300);
  EXPECT_EQ(max.Of(1, kMissing).value.number(), Rational(500));
  EXPECT_THAT(max.Of(1, kMissing).rules, ElementsAre("R1", "R2"));
  EXPECT_THAT(max.Of(kMissing, 1).needs, ElementsAre(max.x));
  const TwoRules min(program::Hit::kMin, 500, 300);
  EXPECT_EQ(min.Of(kMissing, 1).value.number(), Rational(300));
  EXPECT_THAT(min.Of(1, kMissing).needs, ElementsAre(min.y));
}

TEST(Collections, SumWaitsUnlessTheOpenRuleAddsNothing) {
  const TwoRules sum(program::Hit::kSum, 500, 300);
  EXPECT_THAT(sum.Of(1, kMissing).needs, ElementsAre(sum.y));
  EXPECT_EQ(sum.Of(1, 1).value.number(), Rational(800));
  const TwoRules zero(program::Hit::kSum, 500, 0);
  EXPECT_EQ(zero.Of(1, kMissing).value.number(), Rational(500));
  EXPECT_EQ(zero.Of(0, 0).status, Status::kNoRule);
}

TEST(Collections, ListKeepsSourceOrderAndSetSorts) {
  const TwoRules list(program::Hit::kList, 2, 1);
  const Outcome both = list.Of(1, 1);
  ASSERT_EQ(both.value.items().size(), 2u);
  EXPECT_EQ(both.value.items()[0].number(), Rational(2));
  const TwoRules set(program::Hit::kSet, 2, 1);
  EXPECT_EQ(set.Of(1, 1).value.items()[0].number(), Rational(1));
  const TwoRules same(program::Hit::kSet, 2, 2);
  EXPECT_EQ(same.Of(1, kMissing).value.items().size(), 1u);
}

// R: if x then 1; exception E to R: if e then `result`, or removing.
struct WithException {
  ProgramBuilder b;
  Index x, e, f, o;
  explicit WithException(std::optional<int> result, bool nested = false) {
    x = b.Input("x", b.boolean);
    e = b.Input("e", b.boolean);
    f = b.Input("f", b.boolean);
    o = b.Output("o", b.integer);
    program::Rule base = b.Rule("R", b.In(x), b.Number(1));
    program::Rule exception = b.Rule("E", b.In(e), result ? b.Number(*result) : -1);
    if (nested) exception.exceptions.push_back(b.Rule("F", b.In(f), -1));
    base.exceptions.push_back(exception);
    b.AddRule(o, base);
  }
  Outcome Of(std::optional<Rational> x_value, std::optional<Rational> e_value,
             std::optional<Rational> f_value = kMissing) const {
    return First(b, Given(b, {x_value, e_value, f_value}));
  }
};

TEST(Exceptions, ReplaceAndPresupposeTheirBase) {
  const WithException replacing(2);
  EXPECT_EQ(replacing.Of(1, 1).value.number(), Rational(2));
  EXPECT_THAT(replacing.Of(1, 1).rules, ElementsAre("E"));
  EXPECT_EQ(replacing.Of(0, 1).status, Status::kNoRule);
  EXPECT_EQ(replacing.Of(0, kMissing).status, Status::kNoRule);
  EXPECT_THAT(replacing.Of(1, kMissing).needs, ElementsAre(replacing.e));
}

TEST(Exceptions, SameValueNamesBoth) {
  const WithException same(1);
  EXPECT_THAT(same.Of(1, kMissing).rules, ElementsAre("R", "E"));
}

TEST(Exceptions, ExceptionToARemovalRestoresTheBase) {
  const WithException nested(std::nullopt, true);
  EXPECT_EQ(nested.Of(1, 1, 0).status, Status::kNoRule);
  EXPECT_THAT(nested.Of(1, 1, 1).rules, ElementsAre("R"));
  EXPECT_THAT(nested.Of(1, 1).needs, ElementsAre(nested.f));
  EXPECT_THAT(nested.Of(1, 0).rules, ElementsAre("R"));
}

TEST(Judgements, AreAskedAfterFacts) {
  ProgramBuilder b;
  const Index first = b.Input("初次", b.boolean);
  const Index light = b.Judgement("情节轻微");
  b.Output("o", b.boolean, b.And({b.In(first), b.In(light)}));
  const Outcome both = First(b, b.NoFacts());
  EXPECT_EQ(both.status, Status::kNeedsFacts);
  EXPECT_THAT(both.needs, ElementsAre(first));
  EXPECT_THAT(both.judgements, ElementsAre(light));
  EXPECT_EQ(First(b, Given(b, {1, kMissing})).status, Status::kNeedsJudgement);
  EXPECT_EQ(First(b, Given(b, {0, kMissing})).status, Status::kValue);
}

TEST(Judgements, BothWaysTheSameNeedNoJudgement) {
  ProgramBuilder b;
  const Index j = b.Judgement("J");
  const Index o = b.Output("o", b.integer);
  b.AddRule(o, "o#1", b.In(j), b.Number(1));
  b.AddRule(o, "o#2", b.Not(b.In(j)), b.Number(1));
  const Outcome outcome = First(b, b.NoFacts());
  EXPECT_EQ(outcome.value.number(), Rational(1));
  EXPECT_THAT(outcome.rules, ElementsAre("o#1", "o#2"));
}

TEST(Definitions, NothingIsInferredAcrossThem) {
  ProgramBuilder b;
  const Index x = b.Input("x", b.boolean);
  const Index y = b.Let("y", b.boolean, b.Not(b.In(x)));
  b.Output("o", b.boolean, b.Or({b.In(x), b.Of(y)}));
  EXPECT_THAT(First(b, b.NoFacts()).needs, ElementsAre(x));
  ProgramBuilder one;
  const Index z = one.Input("x", one.boolean);
  one.Output("o", one.boolean, one.Or({one.In(z), one.Not(one.In(z))}));
  EXPECT_TRUE(First(one, one.NoFacts()).value.truth());
}

TEST(Definitions, NoRuleGoesBeforeAMissingFact) {
  ProgramBuilder b;
  const Index a = b.Input("a", b.money);
  const Index d = b.Input("d", b.integer);
  const Index r = b.Output("r", b.rate);
  b.AddRule(r, "r#1", b.Test(Op::kLessEqual, a, Rational(5'000'000)), b.Number(Rational(1, 5000)));
  const Index fee =
      b.Output("fee", b.money, b.Node(Op::kMultiply, {b.In(a), b.Of(r), b.In(d)}, b.money));
  b.Output("f2", b.money, b.Node(Op::kOrElse, {b.Of(fee), b.Number(0)}, b.money));
  b.Output("known", b.boolean, b.Node(Op::kHasValue, {}, b.boolean, r));
  const Evaluation evaluation =
      interp::Evaluate(b.policy, Given(b, {Rational(6'000'000), kMissing}), kAt);
  EXPECT_EQ(evaluation.outputs[0].reason, Reason::kNoneApplied);
  EXPECT_EQ(evaluation.outputs[1].status, Status::kNoRule);
  EXPECT_EQ(evaluation.outputs[1].reason, Reason::kNoValue);
  EXPECT_EQ(evaluation.outputs[1].reason_of, r);
  EXPECT_EQ(evaluation.outputs[2].value.number(), Rational(0));
  EXPECT_FALSE(evaluation.outputs[3].value.truth());
}

TEST(Errors, TheLeastPositionIsReported) {
  ProgramBuilder b;
  const Index a = b.Input("a", b.integer);
  const Index first = b.Node(Op::kDivide, {b.Number(1), b.In(a)}, b.decimal);
  const Index second = b.Node(Op::kDivide, {b.Number(2), b.In(a)}, b.decimal);
  b.Output("o", b.decimal, b.Node(Op::kAdd, {second, first}, b.decimal));
  const Outcome outcome = First(b, Given(b, {0}));
  EXPECT_EQ(outcome.error, ErrorCode::kDivZero);
  EXPECT_EQ(outcome.error_offset, b.policy.nodes[first].offset);
}

TEST(Errors, DoNotExistInABranchNotTaken) {
  ProgramBuilder b;
  const Index a = b.Input("a", b.integer);
  const Index x = b.Input("x", b.boolean);
  const Index quotient = b.Node(Op::kDivide, {b.Number(1), b.In(a)}, b.decimal);
  b.Output("o", b.decimal, b.Node(Op::kIf, {b.In(x), quotient, b.Number(5)}, b.decimal));
  EXPECT_EQ(First(b, Given(b, {0, 0})).value.number(), Rational(5));
  EXPECT_EQ(First(b, Given(b, {0, 1})).status, Status::kError);
  EXPECT_THAT(First(b, Given(b, {0, kMissing})).needs, ElementsAre(x));
}

TEST(Errors, NoneIsOnlyEqualToItself) {
  ProgramBuilder b;
  const Index d = b.Input("离职日", b.Type(TypeKind::kDate, Rational(1), true));
  const Index on = b.Input("查询日", b.date);
  const Index use = b.Node(Op::kInput, {}, b.date, d);
  const Index none = b.Node(Op::kIsNone, {use}, b.boolean);
  b.policy.nodes[none].column = d;
  const Index before = b.Node(Op::kLess, {b.In(on), b.Node(Op::kInput, {}, b.date, d)}, b.boolean);
  b.Output("o", b.boolean, b.Or({none, before}));
  b.Output("later", b.boolean, before);
  Facts facts = b.NoFacts();
  facts.inputs[d] = Value();
  facts.inputs[on] = Value(Rational(100));
  const Evaluation evaluation = interp::Evaluate(b.policy, facts, kAt);
  EXPECT_TRUE(evaluation.outputs[0].value.truth());
  EXPECT_EQ(evaluation.outputs[1].error, ErrorCode::kNoneUsed);
  facts.inputs[d].reset();
  EXPECT_THAT(First(b, facts).needs, ElementsAre(d));
}

TEST(Errors, OutputOutsideItsDomain) {
  ProgramBuilder b;
  const Index a = b.Input("a", b.integer);
  const Index o = b.Output("o", b.integer, b.In(a));
  b.definition(o).domain.intervals = {Range(0, 10)};
  EXPECT_EQ(First(b, Given(b, {10})).status, Status::kValue);
  EXPECT_EQ(First(b, Given(b, {11})).error, ErrorCode::kOutOfDomain);
  EXPECT_EQ(First(b, Given(b, {11})).error_offset, b.definition(o).place.offset);
}

TEST(Periods, PolicyInForceByDate) {
  ProgramBuilder b;
  b.policy.effective_from = 19358;  // 2023-01-01
  b.policy.effective_to = 19722;    // 2023-12-31
  b.Output("o", b.integer, b.Number(7));
  EXPECT_EQ(First(b, b.NoFacts(), 19722).value.number(), Rational(7));
  EXPECT_EQ(First(b, b.NoFacts(), 19723).reason, Reason::kNotInForce);
  const Index by = b.Input("申请日", b.date);
  b.policy.effective_by = by;
  EXPECT_THAT(First(b, b.NoFacts(), 19723).needs, ElementsAre(by));
  EXPECT_EQ(First(b, Given(b, {19358}), 0).status, Status::kValue);
}

TEST(Periods, ParametersHoldToTheDayBeforeTheNext) {
  ProgramBuilder b;
  const Index lpr =
      b.Parameter("LPR", b.rate, {{19226, Rational(365, 10000)}, {19528, Rational(355, 10000)}});
  const Index day = b.Input("放款日", b.date);
  b.Output("o", b.rate, b.Node(Op::kParameter, {}, b.rate, lpr));
  b.Output("on", b.rate, b.Node(Op::kParameter, {b.In(day)}, b.rate, lpr));
  const Evaluation before = interp::Evaluate(b.policy, Given(b, {19528}), 19527);
  EXPECT_EQ(before.outputs[0].value.number(), Rational(365, 10000));
  EXPECT_EQ(before.outputs[1].value.number(), Rational(355, 10000));
  EXPECT_EQ(First(b, b.NoFacts(), 19225).reason, Reason::kNoPeriod);
}

TEST(Branches, OfOneRuleAreTriedInOrder) {
  ProgramBuilder b;
  const Index n = b.Input("n", b.integer, {Range(0, 100)});
  const Index o = b.Output("o", b.integer);
  program::Rule rule = b.Rule("R", -1, -1);
  rule.removes = false;
  rule.branches = {{b.Test(Op::kLess, n, Rational(10)), b.Number(1), program::Modality::kMay},
                   {b.Test(Op::kLess, n, Rational(20)), b.Number(2), program::Modality::kShall},
                   {-1, b.Number(2), program::Modality::kNone}};
  b.AddRule(o, rule);
  EXPECT_EQ(First(b, Given(b, {9})).value.number(), Rational(1));
  EXPECT_EQ(First(b, Given(b, {9})).modality, program::Modality::kMay);
  EXPECT_EQ(First(b, Given(b, {10})).modality, program::Modality::kShall);
  EXPECT_EQ(First(b, Given(b, {20})).modality, program::Modality::kNone);
  EXPECT_THAT(First(b, b.NoFacts()).needs, ElementsAre(n));
}

TEST(Cells, TooManyChoicesLeaveTheFirstLook) {
  for (const int count : {12, 13}) {
    ProgramBuilder b;
    std::vector<Index> all, again;
    for (int i = 0; i < count; ++i) b.Input("x" + std::to_string(i), b.boolean);
    for (int i = 0; i < count; ++i) all.push_back(b.In(i));
    for (int i = 0; i < count; ++i) again.push_back(b.In(i));
    const Index o = b.Output("o", b.integer);
    b.AddRule(o, "o#1", b.And(all), b.Number(1));
    b.AddRule(o, "o#2", b.Not(b.And(again)), b.Number(1));
    const Outcome outcome = First(b, b.NoFacts());
    if (count == 12) {
      EXPECT_EQ(outcome.status, Status::kValue);
    } else {
      EXPECT_EQ(outcome.needs.size(), 13u);
    }
  }
}

TEST(LargeGroups, TenThousandOpenRules) {
  // Every rule open, each with its own condition between two names: nothing to enumerate, all of
  // them matter.
  for (const program::Hit hit : {program::Hit::kUnique, program::Hit::kFirst, program::Hit::kMax,
                                 program::Hit::kSum, program::Hit::kSet}) {
    ProgramBuilder b;
    const Index known = b.Input("a", b.integer);
    const Index open = b.Input("b", b.integer);
    const Index o = b.Output("o", b.integer);
    b.definition(o).hit = hit;
    for (int i = 0; i < 10000; ++i) {
      const Index sum = b.Node(Op::kAdd, {b.In(known), b.Number(i)}, b.integer);
      b.AddRule(o, "R" + std::to_string(i), b.Node(Op::kLess, {sum, b.In(open)}, b.boolean),
                b.Number(i % 7));
    }
    EXPECT_THAT(First(b, Given(b, {1, kMissing})).needs, ElementsAre(open));
    const Outcome given = First(b, Given(b, {1, 2}));
    EXPECT_THAT(given.rules, ElementsAre("R0"));
  }
}

// A rule that surely has no value, and one whose value is open: the open one may have none either.
TEST(OpenValues, MayTurnOutToBeNoValue) {
  ProgramBuilder b;
  const Index n = b.Input("n", b.integer);
  const Index gap = b.Let("gap", b.integer, -1);
  b.AddRule(gap, "gap#1", b.Truth(false), b.Number(1));
  const Index two = b.Number(2);
  const Index open = b.Let("open", b.integer, -1);
  b.AddRule(open, "open#1", b.Node(Op::kLess, {b.In(n), b.In(n)}, b.boolean), two);
  const Index o = b.Output("o", b.integer);
  b.AddRule(o, "R1", b.Truth(true), b.Of(gap));
  b.AddRule(o, "R2", b.Truth(true), b.Of(open));
  EXPECT_THAT(First(b, b.NoFacts()).needs, ElementsAre(n));
  // n < n is false: neither rule has a value.
  EXPECT_EQ(First(b, Given(b, {1})).status, Status::kNoRule);
}

TEST(OpenValues, KeepACollectionBackEvenBesideAConflict) {
  ProgramBuilder b;
  const Index n = b.Input("n", b.integer);
  const Index open = b.Let("open", b.integer, -1);
  b.AddRule(open, "open#1", b.Node(Op::kLess, {b.In(n), b.In(n)}, b.boolean), b.Number(2));
  const Index o = b.Output("o", b.integer);
  b.definition(o).hit = program::Hit::kSum;
  program::Rule torn = b.Rule("R1", b.Truth(true), b.Number(1));
  torn.exceptions.push_back(b.Rule("E1", b.Truth(true), b.Number(2)));
  torn.exceptions.push_back(b.Rule("E2", b.Truth(true), b.Number(3)));
  b.AddRule(o, torn);
  b.AddRule(o, "R2", b.Truth(true), b.Of(open));
  EXPECT_THAT(First(b, b.NoFacts()).needs, ElementsAre(n));
  EXPECT_EQ(First(b, Given(b, {1})).status, Status::kNoRule);
}

TEST(Constants, AreEvaluatedWithoutInputs) {
  ProgramBuilder b;
  const Index a = b.Input("a", b.integer);
  const Index sum = b.Node(Op::kAdd, {b.Number(2), b.Number(3)}, b.integer);
  EXPECT_EQ(interp::EvaluateConstant(b.policy, sum, kAt)->number(), Rational(5));
  const Index today = b.Node(Op::kToday, {}, b.date);
  EXPECT_EQ(interp::EvaluateConstant(b.policy, today, kAt)->number(), Rational(kAt));
  EXPECT_FALSE(interp::EvaluateConstant(b.policy, b.In(a), kAt).has_value());
  const Index quotient = b.Node(Op::kDivide, {b.Number(2), b.Number(0)}, b.integer);
  EXPECT_FALSE(interp::EvaluateConstant(b.policy, quotient, kAt).has_value());
}

}  // namespace
}  // namespace pol::testing
