#include "compiler/prove/witness.h"

#include <gmock/gmock.h>

#include "compiler/prove/list_leaves.h"
#include "tests/unit/prove/prove_support.h"

namespace pol {
namespace {

using program::Interval;
using program::Op;
using prove::Case;
using prove::Constraint;
using prove::RoundestIn;
using prove::TermId;
using prove::WitnessFinder;
using prove::WitnessReply;
using value::Rational;
using value::Value;
using Kind = prove::WitnessReply::Kind;

std::string Roundest(std::optional<Rational> low, std::optional<Rational> high, bool low_open,
                     bool high_open, std::optional<Rational> grid = std::nullopt) {
  const auto found = RoundestIn({low, high, low_open, high_open}, grid);
  return found ? found->ToString() : "none";
}

TEST(RoundestIn, FewestDigitsThenSmallest) {
  const Rational fen(1, 100);
  EXPECT_EQ(Roundest(5000000, 10000000, true, false, fen), "6000000");
  EXPECT_EQ(Roundest(0, 5000000, true, false, fen), "1");
  EXPECT_EQ(Roundest(95, 1000, false, false, 1), "100");
  EXPECT_EQ(Roundest(11, 19, false, false, 1), "11");
  EXPECT_EQ(Roundest(11, 29, true, false, 1), "20");
  EXPECT_EQ(Roundest(0, Rational(1, 2), true, false), "0.1");
  EXPECT_EQ(Roundest(Rational(2, 1000), Rational(3, 1000), true, true), "0.0021");
  EXPECT_EQ(Roundest(Rational(1, 3), Rational(1, 3), false, false), "1/3");
  EXPECT_EQ(Roundest(3, 3, false, false, 1), "3");
  EXPECT_EQ(Roundest(3, 3, true, false, 1), "none");
  EXPECT_EQ(Roundest(3, 4, true, true, 1), "none");
  EXPECT_EQ(Roundest(Rational(1, 100), Rational(3, 100), true, true, fen), "0.02");
  EXPECT_EQ(Roundest(0, 0, false, false), "0");
  EXPECT_EQ(Roundest(std::nullopt, 0, false, false), "0");
  EXPECT_EQ(Roundest(std::nullopt, -250, false, false, 1), "-300");
  EXPECT_EQ(Roundest(-7, -3, true, true, 1), "-4");
  EXPECT_EQ(Roundest(123456, std::nullopt, false, false, 1), "200000");
  EXPECT_EQ(Roundest(10000, 50000, true, false, 10000), "20000");
}

constexpr const char* kText = R"(
政策 样
  施行 自 2023-05-09 起 至 2025-12-31 止
输入 转贷金额：金额 大于 0
输入 行业：枚举 制造业、建筑业、其他业
输入 天数：天数 大于 0
输入 面积：数值 亩 大于 0
输入 签订日、到期日：日期
输入 名称：文本
输入 称号：枚举 甲级、乙级 可空
输入 份额：比率 [0, 1]
输入 清单：列表 整数
人工认定 需求真实 由 "银行"
填报要求 到期日 不早于 签订日
输出 可：是否 = 需求真实 且 转贷金额 超过 0
)";

class WitnessTest : public testing::Test {
 protected:
  WitnessTest() : s(kText), theory(*s.terms, {}), finder(*s.terms, &theory) {}
  static Interval Open(const Rational& low, const Rational& high) { return {low, high, true, false}; }
  Constraint Of(const std::string& name, const Interval& interval) {
    return {s.In(name), {interval}, {}, false};
  }
  WitnessReply Find(const std::vector<Constraint>& constraints,
                    const prove::Confirm& confirm = [](const Case&) { return true; }) {
    return finder.Find(constraints, Day(2023, 5, 9), Day(2025, 12, 31), confirm);
  }
  const Value& At(const WitnessReply& reply, const std::string& name) {
    return *reply.found.facts.inputs[s.InputNumber(name)];
  }

  Sample s;
  prove::Theory theory;
  WitnessFinder finder;
};

TEST_F(WitnessTest, BoxesNeedNoSolver) {
  const WitnessReply reply = Find({Of("转贷金额", Open(5000000, 10000000)), Of("天数", {Rational(3), Rational(3), false, false}),
                                   {s.In("行业"), {}, {Value(Rational(0))}, true}});
  ASSERT_EQ(reply.kind, Kind::kFound);
  EXPECT_EQ(theory.work(), 0u);
  EXPECT_EQ(At(reply, "转贷金额"), Value(Rational(6000000)));
  EXPECT_EQ(At(reply, "天数"), Value(Rational(3)));
  EXPECT_EQ(At(reply, "行业"), Value(Rational(1)));
  // What nobody speaks of is plain too, and in its domain; every input has a value.
  EXPECT_EQ(At(reply, "签订日"), Value(Rational(Day(2023, 5, 9))));
  EXPECT_EQ(reply.found.at, Day(2023, 5, 9));
  EXPECT_EQ(At(reply, "面积"), Value(Rational(2000, 3)));  // one 亩, in square metres
  EXPECT_EQ(At(reply, "名称"), Value::Text("甲"));
  EXPECT_EQ(At(reply, "清单"), Value::List({}));
  for (const auto& value : reply.found.facts.inputs) EXPECT_TRUE(value.has_value());
}

TEST_F(WitnessTest, AnEmptyBoxIsImpossible) {
  EXPECT_EQ(Find({Of("天数", {Rational(3), Rational(4), true, true})}).kind, Kind::kImpossible);
  EXPECT_EQ(Find({{s.In("行业"), {}, {Value(Rational(0)), Value(Rational(1)), Value(Rational(2))}, true}}).kind, Kind::kImpossible);
  EXPECT_EQ(Find({Of("转贷金额", {{}, Rational(0), false, false})}).kind, Kind::kImpossible);
}

TEST_F(WitnessTest, DatesBeginMonthsAndYears) {
  const auto date = [&](int64_t from, int64_t to) {
    const WitnessReply reply = Find({Of("到期日", {Rational(from), Rational(to), false, false})});
    EXPECT_EQ(reply.kind, Kind::kFound);
    return value::FormatDate(*At(reply, "到期日").number().ToInt64());
  };
  EXPECT_EQ(date(Day(2024, 7, 15), Day(2025, 6, 30)), "2025-01-01");
  EXPECT_EQ(date(Day(2024, 7, 15), Day(2024, 8, 31)), "2024-08-01");
  EXPECT_EQ(date(Day(2024, 7, 15), Day(2024, 7, 20)), "2024-07-15");
  // The requirement holds: the other date gives way.
  const WitnessReply early = Find({Of("到期日", {Rational(Day(2020, 3, 1)), Rational(Day(2020, 3, 1)), false, false})});
  ASSERT_EQ(early.kind, Kind::kFound);
  EXPECT_LE(*At(early, "签订日").number().ToInt64(), Day(2020, 3, 1));
}

TEST_F(WitnessTest, TermsAreMetByRoundValues) {
  // 转贷金额 * 份额 in (100万, 200万]
  const TermId part = s.Op(Op::kMultiply, {s.In("转贷金额"), s.In("份额")});
  const WitnessReply reply = Find({{part, {Open(1000000, 2000000)}, {}, false}});
  ASSERT_EQ(reply.kind, Kind::kFound);
  const Rational amount = At(reply, "转贷金额").number(), share = At(reply, "份额").number();
  EXPECT_GT(amount * share, Rational(1000000));
  EXPECT_LE(amount * share, Rational(2000000));
  EXPECT_LE(amount.ToString().size(), 8u);
  EXPECT_LE(share.ToString().size(), 4u);
  // A line over one input is a box: 2 * 天数 + 1 = 9.
  const TermId line = s.Op(Op::kAdd, {s.Op(Op::kMultiply, {s.In("天数"), s.Num(2)}), s.Num(1)});
  EXPECT_EQ(At(Find({{line, {}, {Value(Rational(9))}, false}}), "天数"), Value(Rational(4)));
  EXPECT_EQ(Find({{line, {}, {Value(Rational(8))}, false}}).kind, Kind::kImpossible);
  // One fen too much: money whose tenth is not on the fen, found by the solver and made round.
  const TermId tenth = s.Op(Op::kMultiply, {s.In("转贷金额"), s.Num(Rational(1, 7))});
  const TermId rounded = s.Op(Op::kRound, {tenth, s.Num(Rational(1, 100))});
  const TermId off = s.Op(Op::kSubtract, {rounded, tenth});
  const WitnessReply most = Find({{off, {Interval{Rational(3, 700), {}, false, false}}, {}, false}});
  ASSERT_EQ(most.kind, Kind::kFound);
  EXPECT_EQ(Find({{off, {Interval{Rational(4, 700), {}, false, false}}, {}, false}}).kind, Kind::kImpossible);
}

TEST_F(WitnessTest, TheSolversCaseIsMadeRound) {
  // A date whose month later is 28 days later, after the middle of 2024: February 2025.
  const TermId d = s.In("签订日");
  const TermId month = s.OpLike("签订日", Op::kAddMonths, {d, s.Num(1)});
  const TermId days = s.Op(Op::kDateDiff, {month, d});
  const WitnessReply reply = Find({{days, {}, {Value(Rational(28))}, false},
                                   Of("签订日", {Rational(Day(2024, 6, 15)), Rational(Day(2025, 12, 31)), false, false})});
  ASSERT_EQ(reply.kind, Kind::kFound);
  // From the last of January or the first of February; not from some day between.
  EXPECT_THAT(value::FormatDate(*At(reply, "签订日").number().ToInt64()),
              testing::AnyOf("2025-01-31", "2025-02-01"));
}

TEST_F(WitnessTest, OnlyConfirmedCasesAreFound) {
  int asked = 0;
  const WitnessReply never = Find({Of("天数", {Rational(1), Rational(5), false, false})}, [&](const Case&) {
    ++asked;
    return false;
  });
  EXPECT_EQ(never.kind, Kind::kUndecided);
  EXPECT_GT(asked, 1);
  EXPECT_LE(asked, 40);
  const program::Index days = s.InputNumber("天数");
  const WitnessReply later = Find({Of("天数", {Rational(1), Rational(5), false, false})}, [&](const Case& one) {
    return one.facts.inputs[days]->number() == Rational(4);
  });
  ASSERT_EQ(later.kind, Kind::kFound);
  EXPECT_EQ(At(later, "天数"), Value(Rational(4)));
}

TEST_F(WitnessTest, TheSameEveryTime) {
  const TermId part = s.Op(Op::kMultiply, {s.In("转贷金额"), s.In("份额")});
  const Constraint asked{part, {Open(1234567, 1234600)}, {}, false};
  const WitnessReply one = Find({asked}), other = Find({asked});
  ASSERT_EQ(one.kind, Kind::kFound);
  EXPECT_EQ(one.found.facts.inputs, other.found.facts.inputs);
}

}  // namespace
}  // namespace pol
