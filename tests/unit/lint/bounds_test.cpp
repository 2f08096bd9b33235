// Rules about bounds and their words: each fires on what it is about and on nothing beside it.
#include <gtest/gtest.h>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

// The messages of one rule, one a line.
std::string Messages(const std::string& text, std::string_view rule) {
  std::string all;
  for (const test::LintFinding& one : LintText(text, rule).findings)
    all += "[" + one.text + "] " + one.zh + "\n";
  return all;
}

TEST(TouchingBounds, OneNumberInBothOrInNeither) {
  const auto rules = [](const std::string& a, const std::string& b) {
    return "输入 占用天数：天数\n输入 甲类：是否\n输出 费率：比率/天\n规则 若 占用天数 " + a +
           " 则 费率 = 0.2‰\n规则 若 占用天数 " + b + " 则 费率 = 0.5‰\n";
  };
  constexpr char kRule[] = "touching-bounds";
  const Linted both = LintText(rules("10天以内", "10天以上"), kRule);
  ASSERT_EQ(both.size(), 1u) << both.All();
  EXPECT_EQ(both[0].zh,
            "“占用天数 10天以内”与“占用天数 10天以上”在同一个数上相接：“占用天数”恰好为10天时，两边都算。");
  EXPECT_EQ(both[0].fix, "占用天数 超过 10天");
  EXPECT_NE(Messages(rules("不满 10天", "超过 10天"), kRule).find("两边都不算"), std::string::npos);
  EXPECT_EQ(Messages(rules("10天以内", "超过 10天"), kRule), "");
  EXPECT_EQ(Messages(rules("不满 10天", "10天以上"), kRule), "");
  EXPECT_EQ(Messages(rules("不满 10天", "超过 11天"), kRule), "");
  // Something else parts them; or the same else holds for both.
  EXPECT_EQ(Messages(rules("10天以内 且 甲类", "10天以上 且 非 甲类"), kRule), "");
  EXPECT_NE(Messages(rules("10天以内 且 甲类", "10天以上 且 甲类"), kRule), "");
}

TEST(TouchingBounds, InTables) {
  const auto table = [](const std::string& hit, const std::string& middle, const std::string& last) {
    return "输入 占用天数：天数\n输入 类别：枚举 甲、乙\n输出 费率：比率/天\n表" + hit +
           "\n  | 占用天数 | 类别 || 费率 |\n  | 不超过 3 | 甲 || 0 |\n  | " + middle + " || 0.2‰ |\n  | " + last +
           " || 0.5‰ |\n";
  };
  constexpr char kRule[] = "touching-bounds";
  EXPECT_EQ(Messages(table("", "[3, 10] | 甲", "超过 10 | 甲"), kRule),
            "[[3, 10]] “不超过 3”与“[3, 10]”在同一个数上相接：“占用天数”恰好为3时，两边都算。\n");
  EXPECT_NE(Messages(table("", "(3, 10) | 甲", "超过 10 | 甲"), kRule).find("恰好为10时，两边都不算"), std::string::npos);
  EXPECT_EQ(Messages(table("", "(3, 10] | 甲", "超过 10 | 甲"), kRule), "");
  EXPECT_EQ(Messages(table("", "[3, 10] | 乙", "超过 10 | 甲"), kRule), "");
  EXPECT_EQ(Messages(table(" 命中 首条", "[3, 10] | 甲", "超过 10 | 甲"), kRule), "");
  // The output may say it too.
  std::string first = table("", "[3, 10] | 甲", "超过 10 | 甲");
  first.replace(first.find("比率/天"), std::string("比率/天").size(), "比率/天 命中 首条");
  EXPECT_EQ(Messages(first, kRule), "");
}

TEST(ApproximateBound, AReadingIsWanted) {
  const std::string input = "输入 银行数：整数 家\n输出 达标：是否 = 银行数 ";
  const Linted found = LintText(input + "突破 10家\n", "approximate-bound");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].zh, "“突破”没有写明怎么算，现在按“超过”算，恰好等于的不算。");
  EXPECT_EQ(found[0].fix, "超过");
  EXPECT_FALSE(found[0].safe);
  EXPECT_EQ(Messages(input + "不超过 约 10家\n", "approximate-bound"), "[约] “约”没有写明怎么算，现在按所写的数算。\n");
  EXPECT_EQ(Messages(input + "突破 10家\n  疑义 \"恰好10家算不算没有写明\" 取 \"不算\"\n", "approximate-bound"), "");
  EXPECT_EQ(Messages(input + "超过 10家\n", "approximate-bound"), "");
}

TEST(SlabOrMarginal, TheWholeOrEachPart) {
  const auto text = [](const std::string& formula, const std::string& table, const std::string& second = "3%") {
    return "输入 金额数：金额 大于 0\n输入 面积：金额\n输出 费率：比率\n输出 费：金额 = 四舍五入（" + formula +
           "，分）\n表" + table + "\n  | 金额数 || 费率 |\n  | 不超过 500万 || 2% |\n  | 超过 500万 || " + second + " |\n";
  };
  constexpr char kRule[] = "slab-or-marginal";
  const std::string found = Messages(text("金额数 * 费率", ""), kRule);
  EXPECT_NE(found.find("500万元得10万元，多一分就变为15万元"), std::string::npos) << found;
  EXPECT_EQ(Messages(text("面积 * 费率", ""), kRule), "");
  EXPECT_EQ(Messages(text("金额数 * 费率", " 费率表 \"整笔适用同一费率\""), kRule), "");
  EXPECT_EQ(Messages(text("金额数 * 费率", "", "2%"), kRule), "");
  EXPECT_EQ(Messages(text("金额数 * 费率", "") + "  疑义 \"整笔还是分段没有写明\" 取 \"整笔\"\n", kRule), "");
  // Three factors are one product.
  EXPECT_NE(Messages(text("金额数 * 2 * 费率", ""), kRule), "");
}

TEST(SignsAndWords, OneWayOfSayingIt) {
  const std::string inputs = "输入 占用天数：天数\n输入 申请日：日期\n输出 甲：是否 = 占用天数 超过 10天 且 申请日 不早于 2023-01-05\n";
  const Linted found = LintText(inputs + "输出 乙：是否 = 占用天数>=30天 且 申请日 < 2023-06-05\n", "signs-and-words");
  ASSERT_EQ(found.size(), 2u) << found.All();
  EXPECT_EQ(found[0].zh, "“占用天数”一处用文字“超过”，这里用符号“>=”，可以都写成文字：“不低于”。");
  EXPECT_EQ(found.fixed, inputs + "输出 乙：是否 = 占用天数 不低于 30天 且 申请日 早于 2023-06-05\n");
  EXPECT_EQ(Messages("输入 占用天数：天数\n输出 乙：是否 = 占用天数 >= 30天\n输出 丙：是否 = 占用天数 < 5天\n", "signs-and-words"), "");
}

TEST(BandOrder, UpAndDownAgain) {
  const auto table = [](const std::string& rows) {
    return "输入 类别：枚举 甲、乙\n输入 占用天数：天数\n输出 费率：比率/天\n表\n  | 类别 | 占用天数 || 费率 |\n" + rows;
  };
  const std::string up = "  | 甲 | 不超过 3 || 0 |\n  | 甲 | (3, 10] || 0.2‰ |\n  | 甲 | 超过 10 || 0.5‰ |\n";
  const std::string again = "  | 乙 | 不超过 3 || 0 |\n  | 乙 | 超过 3 || 0.2‰ |\n";
  EXPECT_EQ(Messages(table(up + again), "band-order"), "");
  EXPECT_EQ(Messages(table("  | 甲 | 超过 10 || 0 |\n  | 甲 | (3, 10] || 0.2‰ |\n  | 甲 | 不超过 3 || 0.5‰ |\n" + again), "band-order"), "");
  // The other column may turn first.
  EXPECT_EQ(Messages(table("  | 甲 | 不超过 3 || 0 |\n  | 乙 | 不超过 3 || 0 |\n  | 甲 | 超过 3 || 0.2‰ |\n  | 乙 | 超过 3 || 0.2‰ |\n"), "band-order"), "");
  EXPECT_EQ(Messages(table("  | 甲 | 不超过 3 || 0 |\n  | 甲 | 超过 10 || 0.5‰ |\n  | 甲 | (3, 10] || 0.2‰ |\n" + again), "band-order"),
            "[(3, 10]] “占用天数”各档的次序乱了：“(3, 10]”排在“超过 10”之后。\n");
}

TEST(MixedBands, IntervalsBesideWaves) {
  const auto table = [](const std::string& middle) {
    return "输入 占用天数：天数\n输出 费率：比率/天\n表\n  | 占用天数 || 费率 |\n  | [1, 3] || 0 |\n  | " + middle +
           " || 0.2‰ |\n  | 超过 10 || 0.5‰ |\n";
  };
  const Linted found = LintText(table("4~10"), "mixed-bands");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.fixed, table("[4, 10]"));
  EXPECT_TRUE(LintText(table("[4, 10]"), "mixed-bands").empty());
}

TEST(ShareAboveHundred, MoreThanTheWhole) {
  const std::string inputs = "输入 民营投资占比、增长率：比率\n输出 达标：是否 = ";
  EXPECT_EQ(Messages(inputs + "民营投资占比 不低于 120%\n", "share-above-hundred"),
            "[民营投资占比 不低于 120%] “民营投资占比”最多是100%，“民营投资占比 不低于 120%”永远达不到。\n");
  EXPECT_NE(Messages(inputs + "民营投资占比 不超过 120%\n", "share-above-hundred").find("总是成立"), std::string::npos);
  EXPECT_EQ(Messages(inputs + "民营投资占比 不低于 100% 且 增长率 不低于 120%\n", "share-above-hundred"), "");
}

TEST(DayBefore, EndsAndBeginningsOfMonths) {
  const std::string inputs = "输入 申请日：日期\n输出 按期：是否 = 申请日 ";
  EXPECT_EQ(Messages(inputs + "早于 2023-03-31\n", "day-before"),
            "[申请日 早于 2023-03-31] “申请日 早于 2023-03-31”不含“2023-03-31”当天（月末这一天）。要含这一天的，写“不晚于”。\n");
  EXPECT_NE(Messages(inputs + "晚于 2023-01-01\n", "day-before").find("月初这一天"), std::string::npos);
  EXPECT_EQ(Messages(inputs + "早于 2023-03-30\n", "day-before"), "");
  EXPECT_EQ(Messages(inputs + "不晚于 2023-03-31\n", "day-before"), "");
  EXPECT_EQ(Messages(inputs + "早于 2023-04-01\n", "day-before"), "");
  // The other side is written too.
  EXPECT_EQ(Messages(inputs + "早于 2023-03-31\n输出 迟：是否 = 申请日 不早于 2023-03-31\n", "day-before"), "");
}

TEST(CapBelowFloor, TheMostIsMoreThanTheLeast) {
  const std::string input = "输入 投资额：金额\n输出 补助：金额 = 投资额 ";
  EXPECT_EQ(Messages(input + "最低 5万元 最高 3万元\n", "cap-below-floor"),
            "[3万元] 封顶“3万元”比保底“5万元”还低，不论多少都得“3万元”。\n");
  EXPECT_NE(Messages(input + "最高 3万元 最低 5万元\n", "cap-below-floor").find("都得“5万元”"), std::string::npos);
  EXPECT_EQ(Messages(input + "最低 3万元 最高 5万元\n", "cap-below-floor"), "");
}

TEST(BoundBetween, WholeNumbers) {
  const std::string inputs = "输入 占用天数：天数\n输入 金额数：金额\n输出 免费：是否 = ";
  const auto fixed = [&](const std::string& condition) {
    return LintText(inputs + condition + "\n", "bound-between").fixed.substr(inputs.size());
  };
  EXPECT_EQ(Messages(inputs + "占用天数 不超过 2.5天\n", "bound-between"),
            "[2.5天] “占用天数”只有整数，“占用天数 不超过 2.5天”的界限落在两个整数之间，可以写成“2天”。\n");
  EXPECT_EQ(fixed("占用天数 不超过 2.5天"), "占用天数 不超过 2天\n");
  EXPECT_EQ(fixed("占用天数 低于 2.5天"), "占用天数 低于 3天\n");
  EXPECT_EQ(fixed("占用天数 不少于 2.5天"), "占用天数 不少于 3天\n");
  EXPECT_EQ(fixed("占用天数 超过 2.5天"), "占用天数 超过 2天\n");
  EXPECT_EQ(Messages(inputs + "占用天数 不超过 3天 且 金额数 不超过 2.5元\n", "bound-between"), "");
}

// 数值 天 has decimals, and so has half of a number of days.
TEST(BoundBetween, DecimalDays) {
  EXPECT_EQ(Messages("输入 时长：数值 天\n输出 免费：是否 = 时长 不超过 2.5天\n", "bound-between"), "");
  EXPECT_EQ(Messages("输入 天：天数\n输出 免费：是否 = 天 / 2 不超过 2.5天\n", "bound-between"), "");
  EXPECT_EQ(Messages("输入 各：列表 天数\n输出 免费：是否 = 平均（各） 不超过 2.5天\n", "bound-between"), "");
  EXPECT_EQ(Messages("输入 各：列表 数值 天\n输出 甲：数值 天 = 平均（各）\n目标 免费：甲 不超过 0.5天\n",
                     "bound-between"),
            "");
  EXPECT_EQ(Messages("输入 甲：天数\n输入 乙：天数\n输出 免费：是否 = 甲 + 乙 不超过 2.5天\n", "bound-between"),
            "[2.5天] “甲 + 乙”只有整数，“甲 + 乙 不超过 2.5天”的界限落在两个整数之间，可以写成“2天”。\n");
}

}  // namespace
}  // namespace pol
