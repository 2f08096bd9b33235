#include "compiler/prove/term.h"

#include <gmock/gmock.h>

#include "tests/unit/prove/prove_support.h"

namespace pol {
namespace {

using program::Op;
using prove::Linear;
using prove::TermId;
using value::Rational;
using value::Value;

constexpr const char* kText = R"(
输入 转贷金额：金额 大于 0
输入 日利率：比率/天
输入 天数：天数 大于 0
输入 签订日：日期
输入 所在月：年月
输入 规模：枚举 微型 < 小型 < 中型
输入 整元：金额 精确到 元
输出 费：金额 = 四舍五入（转贷金额 * 日利率 * 天数，分）
输出 两年前：日期 = 签订日 - 24个月
输出 高一档：是否 = 上一档（规模） 为 中型
输出 月：年月 = 所在月
)";

TEST(Terms, SharesWhatIsTheSame) {
  Sample s(kText);
  const TermId a = s.In("转贷金额"), b = s.In("日利率");
  EXPECT_EQ(s.In("转贷金额"), a);
  EXPECT_EQ(s.Op(Op::kMultiply, {a, b}), s.Op(Op::kMultiply, {b, a}));
  EXPECT_EQ(s.Op(Op::kGreater, {a, b}), s.Op(Op::kLess, {b, a}));
  EXPECT_EQ(s.Op(Op::kGreaterEqual, {a, b}), s.Op(Op::kLessEqual, {b, a}));
  EXPECT_NE(s.Op(Op::kSubtract, {a, b}), s.Op(Op::kSubtract, {b, a}));
  EXPECT_NE(s.Op(Op::kLess, {a, b}), s.Op(Op::kLessEqual, {a, b}));
  EXPECT_EQ(s.Op(Op::kDivide, {a, b}, 0, 1), s.Op(Op::kDivide, {a, b}));
  EXPECT_EQ(s.Op(Op::kMin, {a, b}, 0, 1), s.Op(Op::kMin, {b, a}));
  EXPECT_NE(s.Op(Op::kRound, {b, s.Num(1)}, 0), s.Op(Op::kRound, {b, s.Num(1)}, 1));
}

TEST(Terms, NumbersAreOneWhateverTheirTypeButDatesAreNot) {
  Sample s(kText);
  EXPECT_EQ(s.Num(3), s.Like("转贷金额", 3));
  EXPECT_EQ(s.Like("天数", 3), s.Like("转贷金额", 3));
  EXPECT_NE(s.Num(19509), s.Like("签订日", 19509));
  EXPECT_NE(s.Like("所在月", 24000), s.Like("签订日", 24000));
  EXPECT_NE(s.Num(1), s.Like("规模", 1));
}

TEST(Terms, ComputesConstants) {
  Sample s(kText);
  EXPECT_EQ(s.Op(Op::kDivide, {s.Num(1), s.Num(3)}), s.Num(Rational(1, 3)));
  EXPECT_EQ(s.Op(Op::kRound, {s.Num(Rational(-5, 1000)), s.Num(Rational(1, 100))}),
            s.Num(Rational(-1, 100)));
  EXPECT_EQ(s.Op(Op::kRound, {s.Num(Rational(5, 1000)), s.Num(Rational(1, 100))}, 1), s.Num(0));
  const TermId day = s.Like("签订日", Day(2023, 1, 31));
  EXPECT_EQ(s.OpLike("签订日", Op::kAddMonths, {day, s.Num(1)}),
            s.Like("签订日", Day(2023, 2, 28)));
  EXPECT_EQ(s.OpLike("签订日", Op::kAddMonths, {day, s.Num(1)}, 1),
            s.Like("签订日", Day(2023, 3, 1)));
  EXPECT_EQ(s.Op(Op::kDatePart, {day}, static_cast<int32_t>(program::DatePart::kMonth)), s.Num(1));
  EXPECT_EQ(s.Op(Op::kDatePart, {s.Like("所在月", 2023 * 12 + 6)},
                 static_cast<int32_t>(program::DatePart::kMonth)),
            s.Num(7));
  EXPECT_EQ(s.OpLike("规模", Op::kHigher, {s.Like("规模", 2)}), s.Like("规模", 2));
  EXPECT_EQ(s.Op(Op::kEqual, {s.Num(2), s.Num(2)}), s.Num(1));
  // An error is no value: the term stays as it is.
  const TermId error = s.Op(Op::kDivide, {s.Num(1), s.Num(0)});
  EXPECT_EQ((*s.terms)[error].op, Op::kDivide);
}

TEST(Terms, WhatChangesNothingLeavesNoTrace) {
  Sample s(kText);
  const TermId a = s.In("转贷金额"), b = s.In("日利率");
  EXPECT_EQ(s.Op(Op::kAdd, {a, s.Num(0)}), a);
  EXPECT_EQ(s.Op(Op::kMultiply, {s.Num(1), a, s.Num(1)}), a);
  EXPECT_EQ(s.Op(Op::kMultiply, {a, s.Num(0)}), s.Num(0));
  EXPECT_EQ(s.Op(Op::kSubtract, {a, a}), s.Num(0));
  EXPECT_EQ(s.Op(Op::kNegate, {s.Op(Op::kNegate, {a})}), a);
  EXPECT_EQ(s.Op(Op::kIf, {s.Op(Op::kLess, {a, b}), a, a}), a);
  EXPECT_EQ(s.Op(Op::kIf, {s.Num(0), a, b}), b);
  EXPECT_EQ(s.Op(Op::kMin, {a, a}), a);
  EXPECT_EQ(s.Op(Op::kLessEqual, {a, a}), s.Num(1));
  EXPECT_EQ(s.Op(Op::kLess, {a, a}), s.Num(0));
  // Money lies on the fen, this amount on the yuan.
  EXPECT_EQ(s.Op(Op::kRound, {a, s.Num(Rational(1, 100))}), a);
  EXPECT_NE(s.Op(Op::kRound, {a, s.Num(1)}), a);
  EXPECT_EQ(s.Op(Op::kRound, {s.In("整元"), s.Num(1)}), s.In("整元"));
}

TEST(Terms, HasTheValueOfTheInterpreter) {
  Sample s(kText);
  const TermId product = s.Op(Op::kMultiply, {s.In("转贷金额"), s.In("日利率"), s.In("天数")});
  const TermId fee = s.Op(Op::kRound, {product, s.Num(Rational(1, 100))});
  std::map<program::Index, Value> given = {{0, Value(Rational(1000001, 100))},
                                           {1, Value(Rational(3, 10000))},
                                           {2, Value(Rational(5))}};
  const auto inputs = [&](program::Index input) -> const Value* {
    const auto found = given.find(input);
    return found == given.end() ? nullptr : &found->second;
  };
  // 10000.01 * 0.0003 * 5 = 15.000015
  EXPECT_EQ(s.terms->Evaluate(fee, inputs, 0), Value(Rational(15)));
  const TermId choice = s.Op(
      Op::kIf, {s.Op(Op::kLess, {s.In("天数"), s.Num(6)}), fee, s.In("签订日")});
  EXPECT_EQ(s.terms->Evaluate(choice, inputs, 0), Value(Rational(15)));  // the other is not needed
  given[2] = Value(Rational(6));
  EXPECT_EQ(s.terms->Evaluate(choice, inputs, 0), std::nullopt);
  EXPECT_EQ(s.terms->Evaluate(s.Op(Op::kToday, {}), inputs, 7), Value(Rational(7)));
}

TEST(Terms, SeesLines) {
  Sample s(kText);
  const TermId a = s.In("转贷金额"), d = s.In("签订日");
  // (a * 2 - 10) / 4 = a / 2 - 5/2
  const TermId line = s.Op(
      Op::kDivide, {s.Op(Op::kSubtract, {s.Op(Op::kMultiply, {a, s.Num(2)}), s.Num(10)}), s.Num(4)});
  const Linear seen = s.terms->AsLinear(line);
  EXPECT_EQ(seen.base, a);
  EXPECT_EQ(seen.factor, Rational(1, 2));
  EXPECT_EQ(seen.offset, Rational(-5, 2));
  const Linear later = s.terms->AsLinear(s.OpLike("签订日", Op::kAddDays, {d, s.Num(3)}));
  EXPECT_EQ(later.base, d);
  EXPECT_EQ(later.offset, Rational(3));
  const Linear none = s.terms->AsLinear(
      s.Op(Op::kSubtract, {s.Op(Op::kAdd, {a, s.Num(5)}), a}));
  EXPECT_EQ(none.base, -1);
  EXPECT_EQ(none.offset, Rational(5));
  const TermId square = s.Op(Op::kMultiply, {a, a});
  EXPECT_EQ(s.terms->AsLinear(square).base, square);
  bool today = false;
  EXPECT_THAT(s.terms->InputsOf(s.Op(Op::kAdd, {line, s.In("天数"), s.Op(Op::kToday, {})}), &today),
              testing::ElementsAre(0, 2));
  EXPECT_TRUE(today);
}

TEST(Terms, WhatNeverCountsIsLeftOut) {
  Sample s(R"(
输入 年利率：比率 [3%, 6%]
输入 金额甲：金额 大于 0
输出 甲：金额 = 四舍五入（金额甲 * 年利率，分）
)");
  const TermId rate = s.In("年利率"), cap = s.Num(Rational(3, 100));
  EXPECT_EQ(s.Op(Op::kMin, {rate, cap}), cap);
  EXPECT_EQ(s.Op(Op::kMax, {rate, cap}), rate);
  EXPECT_EQ(s.Op(Op::kMin, {rate, s.Num(Rational(6, 100))}), rate);
  const TermId minus = s.Op(Op::kSubtract, {s.Num(1), rate});  // 94% to 97%
  EXPECT_EQ(s.Op(Op::kMin, {minus, rate}), rate);
  EXPECT_EQ(s.terms->BoundsOf(minus).low, Rational(94, 100));
  const TermId other = s.Op(Op::kMin, {rate, s.Num(Rational(5, 100))});
  EXPECT_EQ((*s.terms)[other].op, Op::kMin);
  EXPECT_EQ(s.Op(Op::kMax, {s.In("金额甲"), s.Num(0)}), s.In("金额甲"));
}

TEST(Terms, WhatIsSharedIsLookedAtOnce) {
  Sample s(kText);
  TermId doubled = s.In("转贷金额");
  for (int i = 0; i < 60; ++i) doubled = s.Op(Op::kAdd, {doubled, doubled});
  EXPECT_EQ(s.terms->AsLinear(doubled).factor, Rational(int64_t{1} << 60));
  EXPECT_LT(s.terms->Text(doubled).size(), 2000u);
  const Value one(Rational(1));
  EXPECT_EQ(s.terms->Evaluate(doubled, [&](program::Index) { return &one; }, 0),
            Value(Rational(int64_t{1} << 60)));
  // A chain longer than the stack.
  TermId chain = s.In("日利率");
  for (int i = 0; i < 20'000; ++i) chain = s.Op(Op::kMax, {chain, s.Num(Rational(i, 7))});
  EXPECT_EQ(s.terms->AsLinear(chain).base, chain);
  EXPECT_EQ(s.terms->Evaluate(chain, [&](program::Index) { return &one; }, 0),
            Value(Rational(19'999, 7)));
}

TEST(Terms, SpeaksAsTheDrafterDoes) {
  Sample s(kText);
  const TermId a = s.In("转贷金额"), d = s.In("签订日");
  EXPECT_EQ(s.terms->Text(s.Op(Op::kMultiply, {a, s.In("日利率")})), "转贷金额 * 日利率");
  EXPECT_EQ(s.terms->Text(s.Op(Op::kMultiply, {s.Op(Op::kAdd, {a, s.Num(5000000)}), s.Num(2)})),
            "（转贷金额 + 500万元） * 2");
  const TermId fee = s.Op(Op::kRound, {s.Op(Op::kDivide, {a, s.Num(3)}), s.Num(Rational(1, 100))});
  EXPECT_EQ(s.terms->Text(fee), "四舍五入（转贷金额 / 3，0.01）");
  EXPECT_EQ(s.terms->Text(fee, false), "round_half_up(转贷金额 / 3, 0.01)");
  EXPECT_EQ(s.terms->Text(s.Op(Op::kLessEqual, {a, s.Like("转贷金额", 300)})),
            "转贷金额 不超过 300.00元");
  EXPECT_EQ(s.terms->Text(s.Op(Op::kDatePart, {d}, 0)), "年份（签订日）");
  EXPECT_EQ(s.terms->Text(s.Op(Op::kSubtract, {a, s.Op(Op::kSubtract, {a, s.In("整元")})})),
            "转贷金额 - （转贷金额 - 整元）");
}

}  // namespace
}  // namespace pol
