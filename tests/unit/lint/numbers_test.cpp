// Rules about numbers and percentages: each fires on what it is about and on nothing beside it.
#include <gtest/gtest.h>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

TEST(BareNumber, ZerosToCount) {
  const Linted found = LintText(
      "输入 金额数：金额\n输出 合格：是否 = 金额数 不超过 5000000元 且 金额数 不少于 120000\n",
      "bare-number");
  ASSERT_EQ(found.size(), 2u) << found.All();
  EXPECT_EQ(found[0].code, "P4001");
  EXPECT_EQ(found[0].text, "5000000元");
  EXPECT_EQ(found[0].zh, "“5000000元”要数零才读得出来，应当写成“500万元”。");
  EXPECT_EQ(found[0].fix, "500万");
  EXPECT_EQ(found[1].fix, "12万");
  EXPECT_EQ(found.fixed,
            "输入 金额数：金额\n输出 合格：是否 = 金额数 不超过 500万元 且 金额数 不少于 12万\n");
}

TEST(BareNumber, WhatReadsWellOrIsExact) {
  const Linted found = LintText(
      "输入 金额数：金额\n输出 合格：是否 = 金额数 不超过 500万元 且 金额数 不为 5000001 且 "
      "金额数 不为 5000元\n测试 \"例\" 假设 金额数 = 5000000 期望 合格 = 是\n",
      "bare-number");
  EXPECT_TRUE(found.empty()) << found.All();
}

// The messages of one rule, one a line.
std::string Messages(const std::string& text, std::string_view rule) {
  std::string all;
  for (const test::LintFinding& one : LintText(text, rule).findings)
    all += "[" + one.text + "] " + one.zh + "\n";
  return all;
}

TEST(BareFraction, OfARate) {
  const std::string inputs = "输入 占比：比率\n输入 价：金额\n";
  const Linted found = LintText(inputs + "输出 合格：是否 = 占比 不低于 0.3 且 占比 不高于 0.0002\n",
                                "bare-fraction");
  ASSERT_EQ(found.size(), 2u) << found.All();
  EXPECT_EQ(found[0].zh, "比率写成“0.3”，应当写成“30%”。");
  EXPECT_EQ(found[1].fix, "0.2‰");
  EXPECT_EQ(found.fixed, inputs + "输出 合格：是否 = 占比 不低于 30% 且 占比 不高于 0.2‰\n");
  EXPECT_EQ(Messages(inputs + "输出 合格：是否 = 占比 不低于 30% 且 占比 不高于 1 且 价 不低于 0.5元\n",
                     "bare-fraction"),
            "");
}

TEST(RateAboveOne, TheSignWasForgotten) {
  const std::string input = "输入 占比：比率\n";
  EXPECT_EQ(Messages(input + "输出 合格：是否 = 占比 不低于 30\n", "rate-above-one"),
            "[30] “30”是比率，读作3000%。要写“30%”吗？\n");
  // Twice, one and a half times, three in ten thousand.
  EXPECT_EQ(Messages(input + "输出 合格：是否 = 占比 不低于 2 且 占比 不低于 1.5 且 占比 不低于 3 / 10000\n",
                     "rate-above-one"),
            "");
}

TEST(RateWithoutBase, OfWhat) {
  const std::string rules = "若 甲类 则 补助标准 = 30%\n其余 补助标准 = 20%\n";
  const std::string text = "输入 甲类：是否\n输出 补助标准：比率\n" + rules;
  EXPECT_EQ(Messages(text, "rate-without-base"),
            "[补助标准] “补助标准”给的是“30%”，没有写是什么的百分之几。\n");
  const std::string note = "输入 甲类：是否\n输出 补助标准：比率 备注 \"按设备投资额\"\n" + rules;
  EXPECT_EQ(Messages(note, "rate-without-base"), "");
  EXPECT_EQ(Messages(text + "输入 价：金额\n输出 补助：金额 = 四舍五入（价 * 补助标准，分）\n", "rate-without-base"), "");
  EXPECT_EQ(Messages("输入 甲类：是否\n输出 税率：比率\n若 甲类 则 税率 = 30%\n其余 税率 = 20%\n", "rate-without-base"), "");
}

TEST(PercentPoints, TwoWaysOfRaising) {
  const std::string input = "输入 原费率：比率\n";
  const Linted found = LintText(input + "输出 新费率：比率 = 原费率 + 10%\n", "percent-points");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].zh,
            "“原费率 + 10%”可以有两种算法：“原费率”原为20%的，加减百分点得30%，按原数增减得22%。");
  EXPECT_EQ(found[0].fix, "10个百分点");
  EXPECT_FALSE(found[0].safe);
  EXPECT_NE(Messages(input + "输出 新费率：比率 = 原费率 - 5%\n", "percent-points").find("得15%，按原数增减得19%"),
            std::string::npos);
  EXPECT_EQ(Messages(input + "输出 新费率：比率 = 原费率 + 10个百分点\n", "percent-points"), "");
  EXPECT_EQ(Messages(input + "输出 合计占比：比率 = 10% + 27% + 63%\n", "percent-points"), "");
}

TEST(RepeatedThreshold, ThreePlacesOrTwoTables) {
  const std::string head = "输入 投资额：金额\n输出 甲、乙、丙：是否\n";
  const auto rule = [](const std::string& output, const std::string& bound) {
    return "规则 若 投资额 不低于 " + bound + " 则 " + output + " = 是 否则 " + output + " = 否\n";
  };
  EXPECT_EQ(Messages(head + rule("甲", "500万") + rule("乙", "500万") + rule("丙", "500万元"), "repeated-threshold"),
            "[500万] “投资额”的界限“500万”在3处各写了一遍，改的时候容易漏改。可以列为参数。\n");
  EXPECT_EQ(Messages(head + rule("甲", "500万") + rule("乙", "500万") + rule("丙", "600万"), "repeated-threshold"), "");
  const auto table = [](const std::string& output, const std::string& bound) {
    return "表\n  | 投资额 || " + output + " |\n  | 不低于 " + bound + " || 是 |\n  | 低于 " + bound + " || 否 |\n";
  };
  const std::string two = "输入 投资额：金额\n输出 甲、乙：是否\n";
  EXPECT_NE(Messages(two + table("甲", "500万") + table("乙", "500万"), "repeated-threshold"), "");
  EXPECT_EQ(Messages(two + table("甲", "500万") + table("乙", "300万"), "repeated-threshold"), "");
}

TEST(MixedMoneyUnits, YuanBesideWan) {
  const std::string head = "输入 投资额：金额\n输出 补助：金额\n若 投资额 不低于 500万元 则 补助 = ";
  const Linted found = LintText(head + "50000元\n其余 补助 = 9000元\n", "mixed-money-units");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh, "“50000元”与“500万元”单位不一，比较时容易看错，可以写成“5万元”。");
  EXPECT_EQ(found.fixed, head + "5万元\n其余 补助 = 9000元\n");
  EXPECT_EQ(Messages(head + "5万元\n其余 补助 = 12345.67元\n", "mixed-money-units"), "");
  EXPECT_EQ(Messages("输入 投资额：金额\n输出 合格：是否 = 投资额 不低于 50000元\n", "mixed-money-units"), "");
}

TEST(RoundedTwice, OnceIsEnough) {
  const std::string input = "输入 金额数：金额\n";
  EXPECT_EQ(Messages(input + "输出 应付：金额 = 四舍五入（四舍五入（金额数 * 0.2‰，分），元）\n", "rounded-twice"),
            "[四舍五入（四舍五入（金额数 * 0.2‰，分），元）] 先后舍入了两次，结果会偏：0.495先得0.5，再得1；只舍入一次是0。\n");
  // Through a name too; downward twice loses nothing.
  EXPECT_NE(Messages(input + "令 费：金额 = 四舍五入（金额数 * 0.2‰，分）\n输出 应付：金额 = 四舍五入（费，元）\n", "rounded-twice"), "");
  EXPECT_EQ(Messages(input + "输出 应付：金额 = 舍去（舍去（金额数 * 0.2‰，分），元）\n", "rounded-twice"), "");
  EXPECT_EQ(Messages(input + "输出 应付：金额 = 四舍五入（金额数 * 0.2‰，元）\n", "rounded-twice"), "");
}

TEST(RoundedBeforeMultiplying, MultiplyFirst) {
  const std::string inputs = "输入 年租金：金额\n输入 月数：整数\n";
  EXPECT_EQ(Messages(inputs + "令 月租金：金额 = 四舍五入（年租金 / 12，分）\n输出 应付：金额 = 月租金 * 月数\n",
                     "rounded-before-multiplying"),
            "[月租金 * 月数] 先除、舍入，再乘，误差也跟着放大：1万元分三份，每份3333.33元，三份合计9999.99元，不是1万元。\n");
  EXPECT_EQ(Messages(inputs + "输出 应付：金额 = 四舍五入（年租金 * 月数 / 12，分）\n", "rounded-before-multiplying"), "");
  EXPECT_EQ(Messages(inputs + "令 费：金额 = 四舍五入（年租金 * 3%，分）\n输出 应付：金额 = 费 * 月数\n", "rounded-before-multiplying"), "");
}

TEST(MixedRounding, OneWayForOneUnit) {
  const std::string first = "输入 金额数：金额\n输出 甲：金额 = 四舍五入（金额数 * 0.2‰，分）\n";
  EXPECT_EQ(Messages(first + "输出 乙：金额 = 舍去（金额数 * 0.3‰，分）\n", "mixed-rounding"),
            "[舍去（金额数 * 0.3‰，分）] 同一文件里舍入的办法不一：一处“四舍五入”，这里“舍去”。0.005元，前者得0.01元，后者得0元。\n");
  EXPECT_EQ(Messages(first + "输出 乙：金额 = 舍去（金额数 * 0.3‰，元）\n", "mixed-rounding"), "");
  EXPECT_EQ(Messages(first + "输出 乙：金额 = 舍去（金额数 * 0.3‰，分） 备注 \"应付舍去\"\n", "mixed-rounding"), "");
}

TEST(ParameterValue, UseTheParameter) {
  const std::string head = "参数 起点：金额 = 500万\n输入 投资额：金额\n输出 合格：是否 = 投资额 不低于 起点\n";
  EXPECT_EQ(Messages(head + "输出 补助：金额 = 投资额 封顶 500万元\n", "parameter-value"),
            "[500万元] “500万元”就是参数“起点”的值；参数调整时，这里不会跟着变。\n");
  EXPECT_EQ(LintText(head + "输出 补助：金额 = 投资额 封顶 500万元\n", "parameter-value").fixed,
            head + "输出 补助：金额 = 投资额 封顶 起点\n");
  EXPECT_EQ(Messages(head + "输出 补助：金额 = 投资额 封顶 600万元\n测试 \"例\" 假设 投资额 = 500万 期望 合格 = 是\n", "parameter-value"), "");
  EXPECT_EQ(Messages("参数 起点：金额 = 100元\n输入 投资额：金额\n输出 补助：金额 = 起点 + 投资额 封顶 100元\n", "parameter-value"), "");
}

TEST(RateOutOfScale, TenTimesItsColumn) {
  const auto table = [](const std::string& middle) {
    return "输入 天数数：天数\n输出 费率：比率/天\n表\n  | 天数数 || 费率 |\n  | 不超过 3 || 0.2‰ |\n  | 超过 3 至 10 || " + middle +
           " |\n  | 超过 10 || 0.5‰ |\n";
  };
  EXPECT_EQ(Messages(table("0.3%"), "rate-out-of-scale"),
            "[0.3%] “0.3%”比同一栏的其他数大得多，其他在0.2‰至0.5‰之间。是否应为“0.3‰”？\n");
  EXPECT_EQ(Messages(table("0.3‰"), "rate-out-of-scale"), "");
  EXPECT_EQ(Messages(table("12%"), "rate-out-of-scale"), "");
}

}  // namespace
}  // namespace pol
