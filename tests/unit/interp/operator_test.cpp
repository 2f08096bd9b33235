// Operators over known values: arithmetic, dates, allocations, texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runtime/interp/evaluate.h"
#include "runtime/value/date.h"
#include "tests/conformance/program_builder.h"

namespace pol::testing {
namespace {

using interp::ErrorCode;
using interp::Outcome;
using interp::Reason;
using interp::Status;

Outcome Compute(ProgramBuilder& b, Index type, Index node) {
  b.Output("o", type, node);
  return interp::Evaluate(b.policy, b.NoFacts(), 19509).outputs.back();
}
int64_t Day(int year, int month, int day) { return value::DaysFromCivil({year, month, day}); }

TEST(Arithmetic, IsExact) {
  ProgramBuilder b;
  const Index third = b.Node(Op::kDivide, {b.Number(1), b.Number(3)}, b.decimal);
  EXPECT_EQ(
      Compute(b, b.decimal, b.Node(Op::kMultiply, {third, b.Number(3)}, b.decimal)).value.number(),
      Rational(1));
  EXPECT_EQ(Compute(b, b.decimal, b.Node(Op::kPower, {b.Number(Rational(2, 3))}, b.decimal, 3))
                .value.number(),
            Rational(8, 27));
  EXPECT_EQ(Compute(b, b.decimal, b.Node(Op::kAbs, {b.Number(-4)}, b.decimal)).value.number(),
            Rational(4));
  const Index half =
      b.Node(Op::kRound, {b.Number(Rational(-125, 1000)), b.Number(Rational(1, 100))}, b.money,
             static_cast<int32_t>(value::RoundMode::kHalfUp));
  EXPECT_EQ(Compute(b, b.money, half).value.number(), Rational(-13, 100));
}

TEST(Arithmetic, LeastAndGreatest) {
  ProgramBuilder b;
  EXPECT_EQ(
      Compute(b, b.decimal, b.Node(Op::kMin, {b.Number(4), b.Number(2), b.Number(3)}, b.decimal))
          .value.number(),
      Rational(2));
  const Index list =
      b.Node(Op::kList, {b.Number(4), b.Number(9)}, b.Collection(TypeKind::kList, b.decimal));
  EXPECT_EQ(Compute(b, b.decimal, b.Node(Op::kMax, {list}, b.decimal)).value.number(), Rational(9));
  const Index empty = b.Node(Op::kList, {}, b.Collection(TypeKind::kList, b.decimal));
  const Outcome none = Compute(b, b.decimal, b.Node(Op::kMax, {empty}, b.decimal));
  EXPECT_EQ(none.status, Status::kNoRule);
  EXPECT_EQ(none.reason, Reason::kEmptyList);
}

TEST(Dates, MonthsAndParts) {
  ProgramBuilder b;
  const auto date = [&](int y, int m, int d) { return b.Number(Rational(Day(y, m, d)), b.date); };
  EXPECT_EQ(Compute(b, b.date, b.Node(Op::kAddMonths, {date(2022, 11, 30), b.Number(3)}, b.date))
                .value.number(),
            Rational(Day(2023, 2, 28)));
  EXPECT_EQ(Compute(b, b.integer, b.Node(Op::kDateDiff, {date(2023, 3, 1), date(2023, 2, 1)}, -1))
                .value.number(),
            Rational(28));
  EXPECT_EQ(
      Compute(b, b.date, b.Node(Op::kAddDays, {date(2199, 12, 31), b.Number(1)}, b.date)).error,
      ErrorCode::kDateRange);
  EXPECT_EQ(
      Compute(b, b.integer, b.Node(Op::kFullYears, {date(2004, 2, 29), date(2023, 2, 28)}, -1))
          .value.number(),
      Rational(19));
  const auto part = [&](program::DatePart which) {
    return Compute(
               b, b.integer,
               b.Node(Op::kDatePart, {date(2023, 5, 31)}, b.integer, static_cast<int32_t>(which)))
        .value.number();
  };
  EXPECT_EQ(part(program::DatePart::kYear), Rational(2023));
  EXPECT_EQ(part(program::DatePart::kWeekday), Rational(3));  // a Wednesday
  EXPECT_EQ(part(program::DatePart::kQuarter), Rational(2));
  EXPECT_EQ(part(program::DatePart::kNextMonth), Rational(Day(2023, 6, 1)));
  EXPECT_EQ(part(program::DatePart::kEndOfQuarter), Rational(Day(2023, 6, 30)));
  EXPECT_EQ(part(program::DatePart::kEndOfHalf), Rational(Day(2023, 6, 30)));
  EXPECT_EQ(part(program::DatePart::kEndOfYear), Rational(Day(2023, 12, 31)));
  EXPECT_EQ(part(program::DatePart::kMonthOf), Rational(2023 * 12 + 4));
  EXPECT_EQ(
      Compute(b, b.date, b.Node(Op::kMakeDate, {b.Number(2023), b.Number(2), b.Number(29)}, b.date))
          .error,
      ErrorCode::kDateRange);
}

TEST(Allocation, PartsSumToTheTotal) {
  ProgramBuilder b;
  const auto share = [&](Rational total, int part, int place) {
    return b.Node(
        Op::kShare,
        {b.Number(total), b.Number(Rational(1, 100)), b.Number(10), b.Number(27), b.Number(63)},
        b.money, part, place < 0 ? -1 : place * 4 + static_cast<int>(value::RoundMode::kDown));
  };
  // 100.01 yuan at 10:27:63, the remainder to the last, or by largest remainders.
  const Rational total(10001, 100);
  EXPECT_EQ(Compute(b, b.money, share(total, 0, 2)).value.number(), Rational(1000, 100));
  EXPECT_EQ(Compute(b, b.money, share(total, 1, 2)).value.number(), Rational(2700, 100));
  EXPECT_EQ(Compute(b, b.money, share(total, 2, 2)).value.number(), Rational(6301, 100));
  EXPECT_EQ(Compute(b, b.money, share(total, 2, -1)).value.number(), Rational(6301, 100));
  EXPECT_EQ(Compute(b, b.money, share(-total, 2, -1)).value.number(), Rational(-6301, 100));
  const Index zero = b.Node(Op::kShare, {b.Number(5), b.Number(1), b.Number(0)}, b.money, 0, 3);
  EXPECT_EQ(Compute(b, b.money, zero).error, ErrorCode::kAllocZero);
  const Index negative =
      b.Node(Op::kShare, {b.Number(5), b.Number(1), b.Number(-1)}, b.money, 0, 3);
  EXPECT_EQ(Compute(b, b.money, negative).error, ErrorCode::kAllocWeight);
}

TEST(Allocation, WaterfallFillsInOrder) {
  ProgramBuilder b;
  const auto part = [&](int which) {
    return Compute(
               b, b.money,
               b.Node(Op::kWaterfall, {b.Number(100), b.Number(60), b.Number(70)}, b.money, which))
        .value.number();
  };
  EXPECT_EQ(part(0), Rational(60));
  EXPECT_EQ(part(1), Rational(40));
  EXPECT_EQ(part(2), Rational(0));
}

TEST(Texts, ShownWithExactlySoManyDigits) {
  ProgramBuilder b;
  EXPECT_EQ(
      Compute(b, b.text, b.Node(Op::kShow, {b.Number(Rational(1, 3))}, b.text, 2)).value.text(),
      "0.33");
  EXPECT_EQ(
      Compute(b, b.text, b.Node(Op::kShow, {b.Number(Rational(1, 8))}, b.text, 1, 1)).value.text(),
      "12.5%");
  const Index text =
      b.Node(Op::kConcat, {b.Constant(Value::Text("共"), b.text), b.Number(3, b.integer)}, b.text);
  EXPECT_EQ(Compute(b, b.text, text).value.text(), "共3");
}

TEST(Membership, MissingItemsAndRank) {
  ProgramBuilder b;
  const Index missing = b.Node(Op::kMissing, {b.Truth(true), b.Truth(false), b.Truth(false)},
                               b.Collection(TypeKind::kList, b.text));
  b.policy.nodes[missing].labels = {"申请表", "营业执照", "审计报告"};
  const Outcome outcome = Compute(b, -1, missing);
  ASSERT_EQ(outcome.value.items().size(), 2u);
  EXPECT_EQ(outcome.value.items()[0].text(), "营业执照");
  const Index rank = b.Enum({"区", "市", "省"}, true);
  EXPECT_EQ(Compute(b, rank, b.Node(Op::kLower, {b.Number(0, rank)}, rank)).value.number(),
            Rational(0));
  EXPECT_EQ(Compute(b, rank, b.Node(Op::kHigher, {b.Number(1, rank)}, rank)).value.number(),
            Rational(2));
  EXPECT_EQ(Compute(b, rank, b.Node(Op::kHigher, {b.Number(2, rank)}, rank)).value.number(),
            Rational(2));
}

TEST(Membership, IsTheOrOfEqualities) {
  ProgramBuilder b;
  const Index n = b.Input("n", b.integer);
  const Index unknown = b.Node(Op::kInput, {}, b.integer, n);
  const Index found = b.Node(Op::kInSet, {b.Number(2), unknown, b.Number(2)}, b.boolean);
  EXPECT_TRUE(Compute(b, b.boolean, found).value.truth());
  const Index open = b.Node(Op::kInSet, {b.Number(2), unknown, b.Number(3)}, b.boolean);
  EXPECT_EQ(Compute(b, b.boolean, open).status, Status::kNeedsFacts);
}

}  // namespace
}  // namespace pol::testing
