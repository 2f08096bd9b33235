// Questions to the solver whose answers are worked out by hand. All are decided within the usual limit of work.
#include "compiler/prove/theory.h"

#include <gmock/gmock.h>

#include "tests/unit/prove/prove_support.h"

namespace pol {
namespace {

using program::DatePart;
using program::Interval;
using program::Op;
using prove::Constraint;
using prove::TermId;
using prove::Theory;
using prove::TheoryReply;
using value::MonthEnd;
using value::Rational;
using value::RoundMode;
using value::Value;
using Kind = prove::TheoryReply::Kind;

constexpr const char* kText = R"(
日历 国家法定 自 "calendar-cn.csv"
输入 金额甲、金额乙：金额 大于 0
输入 比率甲：比率 [0, 1]
输入 数甲、数乙：数值
输入 天：天数 0~3650
输入 件：整数 0~100
输入 日甲、日乙：日期
输入 受理日：日期
输入 时点：时刻
输入 月甲：年月
输入 是甲：是否
输入 规模：枚举 微型 < 小型 < 中型 < 大型
输入 称号：枚举 甲级、乙级 可空
输入 名称：文本
输出 期限：日期 = 受理日 + 20个工作日
输出 顺延：日期 = 届满日（受理日，3个月）
输出 高一档：是否 = 上一档（规模） 为 中型
输出 年份甲：整数 = 年份（日甲） + 月份（月甲） + 日号（日期（时点））
)";

const int64_t kFrom = Day(2023, 1, 1), kTo = Day(2025, 12, 31);

class TheoryTest : public testing::Test {
 protected:
  TheoryTest() : s(kText), theory(*s.terms, {}) {}

  static Constraint True(TermId term) { return {term, {}, {Value(true)}, false}; }
  static Constraint False(TermId term) { return {term, {}, {Value(false)}, false}; }
  static Constraint Within(TermId term, const Rational& low, const Rational& high) {
    return {term, {Interval{low, high, false, false}}, {}, false};
  }
  TheoryReply Ask(const std::vector<Constraint>& constraints) {
    TheoryReply reply = theory.Ask(constraints, kFrom, kTo);
    if (reply.kind == Kind::kPossible) {
      // The case that comes back meets what was asked.
      for (const Constraint& one : constraints) {
        const auto value = s.terms->Evaluate(
            one.term,
            [&](program::Index input) -> const Value* {
              const auto found = reply.inputs.find(input);
              return found == reply.inputs.end() ? nullptr : &found->second;
            },
            reply.at.value_or(kFrom));
        EXPECT_TRUE(value && prove::Meets(one, *value)) << s.terms->Text(one.term);
      }
    }
    return reply;
  }
  void Always(TermId condition) { EXPECT_EQ(Ask({False(condition)}).kind, Kind::kImpossible) << s.terms->Text(condition); }
  void NotAlways(TermId condition) { EXPECT_EQ(Ask({False(condition)}).kind, Kind::kPossible) << s.terms->Text(condition); }

  TermId Round(TermId term, const Rational& step, RoundMode mode = RoundMode::kHalfUp) {
    return s.OpLike("金额甲", Op::kRound, {term, s.Num(step)}, static_cast<int32_t>(mode));
  }
  TermId Months(TermId date, int64_t months, MonthEnd end = MonthEnd::kLastDay) {
    return s.OpLike("日甲", Op::kAddMonths, {date, s.Num(months)}, static_cast<int32_t>(end));
  }
  TermId Days(TermId date, int64_t days) { return s.OpLike("日甲", Op::kAddDays, {date, s.Num(days)}); }
  TermId Part(DatePart part, TermId date) { return s.Op(Op::kDatePart, {date}, static_cast<int32_t>(part)); }
  // Dates that leave room for months and days to be added.
  Constraint Between(const std::string& name, int64_t from = Day(1990, 1, 1), int64_t to = Day(2150, 12, 31)) {
    return Within(s.In(name), Rational(from), Rational(to));
  }
  TermId Le(TermId a, TermId b) { return s.Op(Op::kLessEqual, {a, b}); }
  TermId Eq(TermId a, TermId b) { return s.Op(Op::kEqual, {a, b}); }

  Sample s;
  Theory theory;
};

TEST_F(TheoryTest, NumbersOnTheirGrid) {
  const TermId a = s.In("金额甲"), b = s.In("金额乙");
  // Nothing lies between two fen.
  EXPECT_EQ(Ask({{a, {Interval{Rational(1, 100), Rational(2, 100), true, true}}, {}, false}}).kind, Kind::kImpossible);
  const TheoryReply one = Ask({{a, {Interval{Rational(1, 100), Rational(3, 100), true, true}}, {}, false}});
  ASSERT_EQ(one.kind, Kind::kPossible);
  EXPECT_EQ(one.inputs.at(0), Value(Rational(2, 100)));
  EXPECT_EQ(Ask({Within(a, -5, 0)}).kind, Kind::kImpossible);  // the declared domain
  Always(s.Op(Op::kLess, {a, s.Op(Op::kAdd, {a, b})}));
  NotAlways(Le(a, b));
  // 2a = 3b and a + b = 5 fen: a = 3, b = 2 fen; a + b = 6 fen: not whole.
  const TermId equal = Eq(s.Op(Op::kMultiply, {a, s.Num(2)}), s.Op(Op::kMultiply, {b, s.Num(3)}));
  const TermId sum = s.Op(Op::kAdd, {a, b});
  const TheoryReply five = Ask({True(equal), Within(sum, Rational(5, 100), Rational(5, 100))});
  ASSERT_EQ(five.kind, Kind::kPossible);
  EXPECT_EQ(five.inputs.at(0), Value(Rational(3, 100)));
  EXPECT_EQ(Ask({True(equal), Within(sum, Rational(6, 100), Rational(6, 100))}).kind, Kind::kImpossible);
  // Decimals lie dense.
  const TermId x = s.In("数甲");
  EXPECT_EQ(Ask({{x, {Interval{Rational(1, 100), Rational(2, 100), true, true}}, {}, false}}).kind, Kind::kPossible);
}

TEST_F(TheoryTest, Rounding) {
  const TermId a = s.In("金额甲");
  const TermId fee = s.Op(Op::kMultiply, {a, s.Num(Rational(3, 1000))});
  const Rational fen(1, 100);
  const TermId half = Round(fee, fen), even = Round(fee, fen, RoundMode::kHalfEven);
  const TermId up = Round(fee, fen, RoundMode::kUp), down = Round(fee, fen, RoundMode::kDown);
  Always(Le(half, s.Op(Op::kAdd, {fee, s.Num(Rational(5, 1000))})));
  Always(Le(s.Op(Op::kSubtract, {fee, s.Num(Rational(5, 1000))}), half));
  NotAlways(Le(half, fee));
  Always(Le(down, fee));
  Always(Le(fee, up));
  Always(Le(down, half));
  Always(Le(half, up));
  Always(Le(even, half));
  NotAlways(Eq(even, half));  // a tie on an odd fen
  Always(Eq(Round(a, fen), a));
  // Of both signs: half away from zero.
  const TermId x = s.In("数甲");
  const TermId rounded = Round(x, 1);
  EXPECT_EQ(Ask({Within(x, Rational(-5, 2), Rational(-5, 2)), Within(rounded, -3, -3)}).kind, Kind::kPossible);
  EXPECT_EQ(Ask({Within(x, Rational(-5, 2), Rational(-5, 2)), Within(rounded, -2, -2)}).kind, Kind::kImpossible);
  const TermId to_even = Round(x, 1, RoundMode::kHalfEven);
  EXPECT_EQ(Ask({Within(x, Rational(-5, 2), Rational(-5, 2)), Within(to_even, -2, -2)}).kind, Kind::kPossible);
  EXPECT_EQ(Ask({Within(x, Rational(7, 2), Rational(7, 2)), Within(to_even, 4, 4)}).kind, Kind::kPossible);
  // Rounding twice is not rounding once: 0.445 -> 0.45 -> 0.5, but 0.4.
  const TermId y = s.In("比率甲");
  NotAlways(Eq(Round(Round(y, Rational(1, 100)), Rational(1, 10)), Round(y, Rational(1, 10))));
  Always(Le(Round(y, Rational(1, 10)), s.Num(1)));
}

TEST_F(TheoryTest, Products) {
  const TermId a = s.In("金额甲"), r = s.In("比率甲"), n = s.In("件");
  const TermId part = s.Op(Op::kMultiply, {a, r});
  Always(Le(part, a));
  NotAlways(s.Op(Op::kLess, {part, a}));
  Always(Le(Round(part, Rational(1, 100)), a));
  const TermId each = s.Op(Op::kDivide, {a, s.Op(Op::kAdd, {n, s.Num(1)})});
  Always(Le(each, a));
  // Shares held against constants need no products: half of less than 30% of something is less than 15% of it.
  const TermId share = s.Op(Op::kDivide, {s.In("金额乙"), a});
  const TermId half = s.Op(Op::kDivide, {s.Op(Op::kMultiply, {s.In("金额乙"), s.Num(Rational(1, 2))}), a});
  const Constraint low{share, {Interval{{}, Rational(3, 10), false, true}}, {}, false};
  EXPECT_EQ(Ask({low, {half, {Interval{Rational(15, 100), {}, false, false}}, {}, false}}).kind, Kind::kImpossible);
  EXPECT_EQ(Ask({low, {half, {Interval{Rational(149, 1000), {}, false, false}}, {}, false}}).kind, Kind::kPossible);
  const TermId negative = s.Op(Op::kDivide, {s.In("数甲"), s.In("数乙")});
  EXPECT_EQ(Ask({Within(negative, 2, 3), Within(s.In("数甲"), -6, -6), Within(s.In("数乙"), 1, 100)}).kind, Kind::kImpossible);
  EXPECT_EQ(Ask({Within(negative, 2, 3), Within(s.In("数甲"), -6, -6)}).kind, Kind::kPossible);
  Always(Le(s.Op(Op::kMin, {part, s.Num(20000)}), s.Num(20000)));
  Always(Le(s.Num(0), s.Op(Op::kMultiply, {s.In("数甲"), s.In("数甲")})));
  EXPECT_EQ(Ask({Within(s.Op(Op::kMultiply, {n, n}), 49, 49)}).inputs.at(s.InputNumber("件")), Value(Rational(7)));
  EXPECT_EQ(Ask({Within(s.Op(Op::kMultiply, {n, n}), 50, 50)}).kind, Kind::kImpossible);
  // 1.2 ^ n >= 2 for the first time at n = 4 (2.0736).
  const TermId power = s.Op(Op::kPower, {s.Num(Rational(6, 5)), n});
  (void)power;  // 100 is more than is told at once
  const TermId cube = s.Op(Op::kPower, {n}, 3);
  EXPECT_EQ(Ask({Within(cube, 300, 400)}).inputs.at(s.InputNumber("件")), Value(Rational(7)));
}

TEST_F(TheoryTest, MonthsAreNeitherThirtyDaysNorUntold) {
  const TermId d = s.In("日甲");
  const auto always = [&](TermId condition) {
    EXPECT_EQ(Ask({Between("日甲"), False(condition)}).kind, Kind::kImpossible) << s.terms->Text(condition);
  };
  const auto never_always = [&](TermId condition) {
    EXPECT_EQ(Ask({Between("日甲"), False(condition)}).kind, Kind::kPossible) << s.terms->Text(condition);
  };
  always(Le(Months(d, 1), Days(d, 31)));
  always(Le(Days(d, 28), Months(d, 1)));
  never_always(Le(Days(d, 29), Months(d, 1)));
  never_always(Le(Months(d, 1), Days(d, 30)));
  always(Le(Months(d, 3), Days(d, 92)));
  always(Le(Days(d, 89), Months(d, 3)));
  always(Le(Months(d, 12), Days(d, 366)));
  always(Le(Days(d, 365), Months(d, 12)));
  never_always(Eq(Days(d, 365), Months(d, 12)));
  always(Le(Months(d, -1), Days(d, -28)));
  // There and back again is not where one was.
  never_always(Eq(Months(Months(d, 1), -1), d));
  always(Le(Months(Months(d, 1), -1), d));
  always(Le(Months(Months(d, 1), 1), Months(d, 2)));
  // With the first of the next month instead of the last day.
  always(Le(Months(d, 1), Months(d, 1, MonthEnd::kNextDay)));
  always(Le(Months(d, 1, MonthEnd::kNextDay), Days(Months(d, 1), 1)));
}

TEST_F(TheoryTest, PartsOfDates) {
  const TermId d = s.In("日甲");
  // 29 February is a day of leap years alone.
  const TermId february = Eq(Part(DatePart::kMonth, d), s.Num(2)), last = Eq(Part(DatePart::kDay, d), s.Num(29));
  const TermId year = Part(DatePart::kYear, d);
  const TheoryReply leap = Ask({True(february), True(last), Within(year, 2021, 2027)});
  ASSERT_EQ(leap.kind, Kind::kPossible);
  EXPECT_EQ(leap.inputs.at(s.InputNumber("日甲")), Value(Rational(Day(2024, 2, 29))));
  EXPECT_EQ(Ask({True(february), True(last), Within(year, 2097, 2103)}).kind, Kind::kImpossible);
  EXPECT_EQ(Ask({True(february), True(Eq(Part(DatePart::kDay, d), s.Num(30)))}).kind, Kind::kImpossible);
  Always(Le(d, Part(DatePart::kEndOfMonth, d)));
  Always(Le(Part(DatePart::kStartOfQuarter, d), d));
  Always(Le(Part(DatePart::kEndOfQuarter, d), Part(DatePart::kEndOfHalf, d)));
  Always(Le(Part(DatePart::kEndOfHalf, d), Part(DatePart::kEndOfYear, d)));
  Always(Eq(Part(DatePart::kNextMonth, d), s.OpLike("日甲", Op::kAddDays, {Part(DatePart::kEndOfMonth, d), s.Num(1)})));
  const TheoryReply monday = Ask({Within(d, Day(2023, 6, 1), Day(2023, 6, 7)), Within(Part(DatePart::kWeekday, d), 1, 1)});
  EXPECT_EQ(monday.inputs.at(s.InputNumber("日甲")), Value(Rational(Day(2023, 6, 5))));
  const TermId month = s.In("月甲");
  EXPECT_EQ(Ask({Within(month, 2024 * 12 + 1, 2024 * 12 + 1), Within(Part(DatePart::kEndOfMonth, month), Day(2024, 2, 29), Day(2024, 2, 29))}).kind, Kind::kPossible);
  Always(Eq(Part(DatePart::kMonth, month), Part(DatePart::kMonth, Part(DatePart::kEndOfMonth, month))));
  // Ten at night, and ten hours later it is the next day.
  const TermId instant = s.In("时点");
  const TermId later = s.OpLike("时点", Op::kAddSeconds, {instant, s.Num(10)});
  EXPECT_EQ(Ask({Within(Part(DatePart::kClockOf, instant), 22 * 3600, 22 * 3600), Within(Part(DatePart::kDateOf, instant), Day(2023, 6, 1), Day(2023, 6, 1)),
                 Within(Part(DatePart::kDateOf, later), Day(2023, 6, 1), Day(2023, 6, 1))}).kind, Kind::kImpossible);
  const TermId made = s.OpLike("日甲", Op::kMakeDate, {year, s.Num(12), s.Num(31)});
  Always(Eq(made, Part(DatePart::kEndOfYear, d)));
}

TEST_F(TheoryTest, FullMonthsAndYears) {
  const TermId a = s.In("日甲"), b = s.In("日乙");
  const TermId months = s.Op(Op::kFullMonths, {a, b}), years = s.Op(Op::kFullYears, {a, b});
  const Constraint near_a = Between("日甲", Day(2020, 1, 1), Day(2024, 12, 31)), near_b = Between("日乙", Day(2020, 1, 1), Day(2024, 12, 31));
  const auto possible = [&](int64_t from, int64_t to, int64_t count) {
    return Ask({Within(a, from, from), Within(b, to, to), Within(months, count, count)}).kind;
  };
  EXPECT_EQ(possible(Day(2023, 1, 31), Day(2023, 2, 28), 1), Kind::kPossible);
  EXPECT_EQ(possible(Day(2023, 1, 31), Day(2023, 2, 27), 0), Kind::kPossible);
  EXPECT_EQ(possible(Day(2023, 1, 31), Day(2023, 2, 27), 1), Kind::kImpossible);
  EXPECT_EQ(possible(Day(2023, 2, 28), Day(2023, 1, 31), -1), Kind::kPossible);
  EXPECT_EQ(Ask({near_a, near_b, Within(years, 2, 2), Within(months, 0, 23)}).kind, Kind::kImpossible);
  EXPECT_EQ(Ask({near_a, near_b, Within(years, 2, 2), Within(months, 35, 35)}).kind, Kind::kPossible);
  // n full months have passed exactly from the day that lies n months later.
  EXPECT_EQ(Ask({near_a, near_b, Within(months, 3, 100), False(Le(Months(a, 3), b))}).kind, Kind::kImpossible);
  EXPECT_EQ(Ask({near_a, near_b, Within(months, -100, 2), True(Le(Months(a, 3), b))}).kind, Kind::kImpossible);
}

TEST_F(TheoryTest, ChoicesMembersAndTexts) {
  const TermId level = s.In("规模");
  const TermId higher = s.OpLike("规模", Op::kHigher, {level});
  Always(Le(level, higher));
  EXPECT_EQ(Ask({Within(level, 3, 3), Within(higher, 3, 3)}).kind, Kind::kPossible);
  const TermId rank = s.In("称号");
  EXPECT_EQ(Ask({{rank, {}, {Value()}, false}}).inputs.at(s.InputNumber("称号")), Value());
  EXPECT_EQ(Ask({{rank, {}, {Value(), Value(Rational(0)), Value(Rational(1))}, true}}).kind, Kind::kImpossible);
  const TermId name = s.In("名称");
  const TheoryReply other = Ask({{name, {}, {Value::Text("甲"), Value::Text("其他0")}, true}});
  ASSERT_EQ(other.kind, Kind::kPossible);
  const TermId yes = s.In("是甲");
  const TermId choice = s.Op(Op::kIf, {yes, s.In("件"), s.Num(200)});
  EXPECT_EQ(Ask({Within(choice, 101, 199)}).kind, Kind::kImpossible);
  EXPECT_EQ(Ask({Within(choice, 200, 200)}).inputs.at(s.InputNumber("是甲")), Value(false));
}

TEST_F(TheoryTest, SharesConserveTheirTotal) {
  const TermId total = Round(s.In("金额甲"), 1);
  const std::vector<TermId> children = {total, s.Num(1), s.Num(1), s.Num(1), s.Num(1)};
  const auto share = [&](int32_t part, int32_t place) { return s.Op(Op::kShare, children, part, place, s.policy().inputs[0].type); };
  const TermId sum = s.Op(Op::kAdd, {share(0, -1), share(1, -1), share(2, -1)});
  Always(Eq(sum, total));
  Always(Le(share(2, -1), share(0, -1)));
  Always(Le(share(0, -1), s.Op(Op::kAdd, {share(2, -1), s.Num(1)})));
  const int32_t last_down = 2 * 4 + static_cast<int32_t>(RoundMode::kDown);
  Always(Eq(s.Op(Op::kAdd, {share(0, last_down), share(1, last_down), share(2, last_down)}), total));
  NotAlways(Le(share(2, last_down), share(0, last_down)));
  const TermId poured = s.Op(Op::kWaterfall, {total, s.In("金额乙"), s.In("金额乙")}, 0);
  const TermId rest = s.Op(Op::kWaterfall, {total, s.In("金额乙"), s.In("金额乙")}, 2);
  Always(Le(poured, s.In("金额乙")));
  Always(Le(s.Num(0), rest));
}

TEST_F(TheoryTest, WorkingDaysAreFoundByLooking) {
  const TermId d = s.In("受理日");
  const TermId due = s.OpLike("日甲", Op::kAddWorkdays, {d, s.Num(20)}, 0);
  const Constraint in_range = Between("受理日", Day(2021, 1, 4), Day(2021, 10, 31));
  // 20 working days are never less than 25 days, and seldom more than 33 (over the holidays of October).
  EXPECT_EQ(Ask({in_range, False(Le(Days(d, 25), due))}).kind, Kind::kImpossible);
  const TheoryReply longer = Ask({in_range, True(Le(Days(d, 33), due))});
  EXPECT_EQ(longer.kind, Kind::kPossible);
  // Impossible whatever the calendar says.
  EXPECT_EQ(Ask({in_range, True(Le(due, s.Like("日甲", Day(1950, 1, 1)))), Within(s.In("件"), 101, 102)}).kind, Kind::kImpossible);
}

TEST_F(TheoryTest, WhatCannotBeToldIsNamed) {
  const TermId name = s.In("名称");
  const TermId text = s.OpLike("名称", Op::kConcat, {name, name});
  const TheoryReply reply = Ask({{text, {}, {Value::Text("甲乙甲")}, false}});
  EXPECT_EQ(reply.kind, Kind::kUndecided);
  EXPECT_EQ(reply.stopped, text);
  EXPECT_EQ(Ask({{text, {}, {Value::Text("甲乙甲")}, false}, Within(s.In("件"), 101, 102)}).kind, Kind::kImpossible);
}

TEST_F(TheoryTest, LongChains) {
  TermId chain = s.In("件");
  for (int i = 0; i < 200; ++i) chain = s.Op(Op::kAdd, {chain, s.In(i % 2 == 0 ? "天" : "件")});
  // 件 * 101 + 天 * 100
  const TheoryReply reply = Ask({Within(chain, 201, 201), Within(s.In("件"), 1, 1)});
  ASSERT_EQ(reply.kind, Kind::kPossible);
  EXPECT_EQ(reply.inputs.at(s.InputNumber("天")), Value(Rational(1)));
}

TEST_F(TheoryTest, TheLimitOfWorkIsKept) {
  Theory lazy(*s.terms, {.work = 2000, .megabytes = 512});
  const TermId x = s.In("件"), y = s.In("天"), z = s.In("金额甲");
  const auto cube = [&](TermId t) { return s.Op(Op::kMultiply, {t, t, t}); };
  const TermId sum = s.Op(Op::kAdd, {cube(x), cube(y)});
  const TheoryReply reply = lazy.Ask({True(Eq(sum, cube(z)))}, kFrom, kTo);
  EXPECT_EQ(reply.kind, Kind::kUndecided);
  EXPECT_GE(reply.stopped, 0);
  EXPECT_LT(lazy.work(), 20'000u);
  // The next question does not suffer from it.
  EXPECT_EQ(lazy.Ask({Within(x, 3, 4)}, kFrom, kTo).kind, Kind::kPossible);
}

}  // namespace
}  // namespace pol
