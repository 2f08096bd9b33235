// The solver's formulas mean what the reference interpreter computes: for given inputs a term can have the value that the
// interpreter gives, and no other.
#include <gmock/gmock.h>

#include <functional>
#include <random>

#include "compiler/prove/theory.h"
#include "tests/unit/prove/prove_support.h"

namespace pol {
namespace {

using program::DatePart;
using program::Op;
using prove::Constraint;
using prove::TermId;
using prove::Theory;
using value::Rational;
using value::Value;
using Kind = prove::TheoryReply::Kind;

constexpr const char* kText = R"(
日历 国家法定 自 "calendar-cn.csv"
输入 金额甲、金额乙：金额
输入 数甲：数值
输入 件：整数 [-5, 12]
输入 日甲、日乙：日期
输入 月甲：年月
输入 时点：时刻
输入 时长：小时数
输入 规模：枚举 微型 < 小型 < 中型 < 大型
输出 期限：日期 = 日甲 + 5个工作日
输出 顺延：日期 = 届满日（日甲，3个月）
输出 间隔：工作日数 = 工作日数（日甲，日乙）
输出 部分：整数 = 年份（日甲） + 年份（月甲） + 年份（日期（时点））
输出 差时：小时数 = 时点 - 时点
输出 差日：天数 = 日甲 - 日乙
输出 高：是否 = 上一档（规模） 为 中型
)";

class Exact : public testing::Test {
 protected:
  Exact() : s(kText), theory(*s.terms, {}), random(20240229) {}

  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(random() % static_cast<uint64_t>(high - low + 1));
  }
  // Values at which much happens: ends of months, ties of rounding, zero.
  Value Some(const std::string& name) {
    const std::vector<int64_t> days = {Day(1900, 2, 28), Day(1900, 3, 1),  Day(2000, 2, 29), Day(2023, 1, 31),
                                       Day(2024, 2, 29), Day(2024, 12, 31), Day(2100, 2, 28), Day(2099, 12, 31)};
    if (name == "日甲" || name == "日乙") {
      return Value(Rational(Between(0, 2) == 0 ? days[Between(0, 7)] : Between(Day(1905, 1, 1), Day(2190, 1, 1))));
    }
    if (name == "月甲") return Value(Rational(Between(1900 * 12, 2199 * 12 + 10)));
    if (name == "时点") return Value(Rational(Between(Day(1905, 1, 1), Day(2190, 1, 1)) * 86400 + Between(0, 86399)));
    if (name == "时长") return Value(Rational(Between(-100, 100), 4));
    if (name == "规模") return Value(Rational(Between(0, 3)));
    if (name == "件") return Value(Rational(Between(-5, 12)));
    if (name == "数甲") return Value(Rational(Between(-3000, 3000), Between(1, 16)));
    return Value(Rational(Between(-200000, 200000), 100));
  }

  void Check(TermId term, int times = 4) {
    for (int i = 0; i < times; ++i) {
      std::map<program::Index, Value> given;
      std::vector<Constraint> constraints;
      for (const program::Index input : s.terms->InputsOf(term)) {
        given[input] = Some(s.policy().inputs[input].name);
        constraints.push_back({s.In(s.policy().inputs[input].name), {}, {given[input]}, false});
      }
      const auto inputs = [&](program::Index input) -> const Value* {
        const auto found = given.find(input);
        return found == given.end() ? nullptr : &found->second;
      };
      const std::optional<Value> value = s.terms->Evaluate(term, inputs, 0);
      if (!value) continue;  // out of the calendar, over zero
      ++checked;
      std::string shown = s.terms->Text(term) + " = " + value->number().ToString() + " for";
      for (const auto& [input, one] : given) shown += " " + one.number().ToString();
      constraints.push_back({term, {}, {*value}, false});
      EXPECT_EQ(theory.Ask(constraints, 0, 0).kind, Kind::kPossible) << shown;
      constraints.back().negated = true;
      EXPECT_EQ(theory.Ask(constraints, 0, 0).kind, Kind::kImpossible) << shown;
    }
  }
  TermId Date(Op op, std::vector<TermId> children, int32_t a = 0) { return s.OpLike("日甲", op, std::move(children), a); }

  Sample s;
  Theory theory;
  std::mt19937_64 random;
  int checked = 0;
};

TEST_F(Exact, Arithmetic) {
  const TermId a = s.In("金额甲"), b = s.In("金额乙"), x = s.In("数甲"), n = s.In("件");
  for (const Op op : {Op::kAdd, Op::kSubtract, Op::kMultiply, Op::kDivide, Op::kMin, Op::kMax}) {
    Check(s.Op(op, {a, b}));
    Check(s.Op(op, {x, a}));
    Check(s.Op(op, {x, n}));
    Check(s.Op(op, {a, s.Num(Rational(7, 3))}));
  }
  Check(s.Op(Op::kNegate, {x}));
  Check(s.Op(Op::kAbs, {x}));
  Check(s.Op(Op::kAbs, {a}));
  Check(s.Op(Op::kPower, {n}, 3));
  Check(s.Op(Op::kPower, {x}, -2));
  Check(s.Op(Op::kPower, {s.Num(Rational(6, 5)), n}), 20);
  Check(s.Op(Op::kIf, {s.Op(Op::kLess, {a, b}), s.Op(Op::kAdd, {a, n}), x}));
  for (const Op op : {Op::kEqual, Op::kNotEqual, Op::kLess, Op::kLessEqual, Op::kGreater, Op::kGreaterEqual}) {
    Check(s.Op(op, {n, s.Num(3)}), 10);
    Check(s.Op(op, {a, x}), 3);
  }
  Check(s.OpLike("规模", Op::kHigher, {s.In("规模")}));
  Check(s.OpLike("规模", Op::kLower, {s.In("规模")}));
  EXPECT_GT(checked, 150);
}

TEST_F(Exact, Rounding) {
  for (int32_t mode = 0; mode < 4; ++mode) {
    for (const Rational& step : {Rational(1), Rational(1, 2), Rational(1, 10), Rational(10), Rational(1, 3)}) {
      Check(s.Op(Op::kRound, {s.In("数甲"), s.Num(step)}, mode));
      Check(s.Op(Op::kRound, {s.In("金额甲"), s.Num(step)}, mode));
      Check(s.Op(Op::kRound, {s.Op(Op::kDivide, {s.In("件"), s.Num(4)}), s.Num(step)}, mode));
    }
  }
  EXPECT_EQ(checked, 4 * 5 * 3 * 4);
}

TEST_F(Exact, SharesAndWaterfalls) {
  const TermId total = s.In("金额甲");
  for (int32_t part = 0; part < 3; ++part) {
    for (const int32_t place : {-1, 0, 2 * 4 + 3, 1 * 4 + 1}) {
      Check(s.Op(Op::kShare, {total, s.Num(1), s.Num(1), s.Num(2), s.Num(4)}, part, place));
      Check(s.Op(Op::kShare, {total, s.Num(Rational(1, 100)), s.Num(Rational(1, 3)), s.Num(1), s.Num(1)}, part, place));
    }
    Check(s.Op(Op::kWaterfall, {s.Op(Op::kAbs, {total}), s.Op(Op::kAbs, {s.In("金额乙")}), s.Num(500)}, part));
  }
  EXPECT_EQ(checked, 3 * (4 * 2 + 1) * 4);
}

TEST_F(Exact, Dates) {
  const TermId d = s.In("日甲"), e = s.In("日乙"), n = s.In("件"), m = s.In("月甲"), t = s.In("时点");
  for (int32_t end = 0; end < 3; ++end) {
    for (const int64_t months : {-1, 1, 11, 12, -13, 30}) Check(Date(Op::kAddMonths, {d, s.Num(months)}, end));
    Check(Date(Op::kAddMonths, {d, n}, end), 10);
  }
  Check(Date(Op::kAddDays, {d, n}));
  Check(s.Op(Op::kDateDiff, {d, e}));
  Check(s.OpLike("月甲", Op::kMonthAdd, {m, n}));
  Check(s.Op(Op::kFullMonths, {d, e}), 20);
  Check(s.Op(Op::kFullYears, {d, e}), 20);
  for (int32_t part = 0; part <= static_cast<int32_t>(DatePart::kStartOfYear); ++part) {
    if (part == static_cast<int32_t>(DatePart::kClockOf)) continue;
    Check(s.Op(Op::kDatePart, {d}, part));
    if (part == static_cast<int32_t>(DatePart::kDateOf)) continue;
    Check(s.Op(Op::kDatePart, {m}, part), 3);
    Check(s.Op(Op::kDatePart, {t}, part), 3);
  }
  Check(s.Op(Op::kDatePart, {t}, static_cast<int32_t>(DatePart::kClockOf)));
  Check(s.Op(Op::kDatePart, {t}, static_cast<int32_t>(DatePart::kDateOf)));
  Check(s.OpLike("时点", Op::kAddSeconds, {t, s.In("时长")}));
  Check(s.Op(Op::kDateDiff, {t, s.OpLike("时点", Op::kAddSeconds, {t, s.In("时长")})}));
  Check(Date(Op::kMakeDate, {s.Op(Op::kDatePart, {d}, 0), s.Num(2), s.Num(28)}));
  EXPECT_GT(checked, 200);
}

}  // namespace
}  // namespace pol
