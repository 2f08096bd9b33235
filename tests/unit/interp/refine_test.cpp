// Values that stand for the cells of a column, and when a require holds.
#include "runtime/interp/refine.h"

#include <gtest/gtest.h>

#include "runtime/interp/require.h"
#include "tests/conformance/program_builder.h"

namespace pol::testing {
namespace {

using interp::Representatives;
using interp::RequireVerdict;

std::string Show(const std::vector<Value>& values) {
  std::string text;
  for (const Value& value : values) {
    if (!text.empty()) text += " ";
    text += value.is_none() ? "none" : value.is_text() ? value.text() : value.number().ToString();
  }
  return text;
}

// The representatives of a column of a type and domain for some constants.
std::string Cells(ProgramBuilder& b, Index type, std::vector<program::Interval> domain,
                  const std::vector<Rational>& constants) {
  const Index input = b.Input("x", type, std::move(domain));
  std::vector<Value> values;
  for (const Rational& constant : constants) values.push_back(Value(constant));
  return Show(Representatives(b.policy, b.policy.inputs[input], values));
}

TEST(Cells, OfWholeNumbersLeaveOutEmptyGaps) {
  ProgramBuilder b;
  EXPECT_EQ(Cells(b, b.integer, {Range(1, std::nullopt)}, {4, 3}), "1 3 4 5");
  EXPECT_EQ(Cells(b, b.integer, {Range(3, 4)}, {4, 3}), "3 4");
  EXPECT_EQ(Cells(b, b.integer, {}, {0, 10}), "-1 0 1 10 11");
  EXPECT_EQ(Cells(b, b.integer, {}, {Rational(5, 2)}), "2 3");
}

TEST(Cells, OfMoneyLieOnTheCent) {
  ProgramBuilder b;
  EXPECT_EQ(Cells(b, b.money, {Range(0, std::nullopt, true)}, {Rational(1, 100), 500}),
            "0.01 0.02 500 500.01");
  EXPECT_EQ(Cells(b, b.money, {Range(0, 1, true, true)}, {}), "0.01");
}

TEST(Cells, OfDecimalsLieBetween) {
  ProgramBuilder b;
  EXPECT_EQ(Cells(b, b.decimal, {Range(0, 1)}, {Rational(1, 2)}), "0.25 0.5 0.75");
  EXPECT_EQ(Cells(b, b.decimal, {Range(0, 1)}, {0}), "0 0.5");
  EXPECT_EQ(Cells(b, b.decimal, {}, {2}), "1 2 3");
  EXPECT_EQ(Cells(b, b.decimal, {Range(0, 1), Range(5, 6)}, {3}), "0.5 5.5");
  EXPECT_EQ(Cells(b, b.decimal, {Range(7, 7)}, {3}), "7");
}

TEST(Cells, OfDatesEndWithTheCalendar) {
  ProgramBuilder b;
  EXPECT_EQ(Cells(b, b.date, {}, {Rational(value::kLastDay)}),
            std::to_string(value::kFirstDay) + " " + std::to_string(value::kLastDay));
}

TEST(Cells, OfNamesHaveAnOutsiderWhereTheListIsOpen) {
  ProgramBuilder b;
  EXPECT_EQ(Cells(b, b.boolean, {}, {}), "0 1");
  const Index closed = b.Enum({"甲", "乙", "丙", "丁"});
  EXPECT_EQ(Cells(b, closed, {}, {1}), "0 1 2");
  EXPECT_EQ(Cells(b, closed, {Range(0, 1)}, {1}), "0 1");
  const Index open = b.Enum({"甲", "乙"}, false, true);
  EXPECT_EQ(Cells(b, open, {}, {0, 1}), "0 1 \x01");
  const Index text = b.Input("t", b.text);
  EXPECT_EQ(Show(Representatives(b.policy, b.policy.inputs[text], {Value::Text("甲")})), "甲 \x01");
}

TEST(Cells, OfOptionalValuesIncludeNone) {
  ProgramBuilder b;
  EXPECT_EQ(Cells(b, b.Type(TypeKind::kInteger, Rational(1), true), {}, {5}), "none 4 5 6");
}

TEST(Cells, ConstantsStandForTheirValueOnTheDay) {
  ProgramBuilder b;
  const Index n = b.Input("n", b.integer, {Range(0, 10)});
  const Index bound = b.Parameter("p", b.integer, {{100, 5}});
  const auto test = [&](Op op) {
    const Index use = b.Node(Op::kInput, {}, b.integer, n);
    const Index node = b.Node(op, {use, b.Node(Op::kParameter, {}, b.integer, bound)}, b.boolean);
    b.policy.nodes[node].column = n;
    return node;
  };
  b.Output("o", b.boolean, b.Or({test(Op::kLessEqual), test(Op::kGreater)}));
  EXPECT_TRUE(interp::Evaluate(b.policy, b.NoFacts(), 100).outputs[0].value.truth());
  // Before its first day the parameter has no value: no column, and no answer whatever n is.
  EXPECT_EQ(interp::Evaluate(b.policy, b.NoFacts(), 99).outputs[0].status, interp::Status::kNoRule);
}

TEST(Require, OpenPassesAndAllElseMustHold) {
  ProgramBuilder b;
  const Index a = b.Input("a", b.integer);
  const Index c = b.Input("c", b.integer);
  program::Require require;
  require.condition = b.Node(
      Op::kGreater, {b.Node(Op::kDivide, {b.In(a), b.In(c)}, b.decimal), b.Number(1)}, b.boolean);
  const auto check = [&](std::optional<int> a_value, std::optional<int> c_value) {
    interp::Facts facts = b.NoFacts();
    if (a_value) facts.inputs[a] = Value(Rational(*a_value));
    if (c_value) facts.inputs[c] = Value(Rational(*c_value));
    return interp::CheckRequire(b.policy, require, facts, 0);
  };
  EXPECT_EQ(check(4, 2), RequireVerdict::kHolds);
  EXPECT_EQ(check(2, 2), RequireVerdict::kFails);
  EXPECT_EQ(check(2, 0), RequireVerdict::kFails);
  EXPECT_EQ(check(2, std::nullopt), RequireVerdict::kOpen);
}

}  // namespace
}  // namespace pol::testing
