// What an officer checks before signing: each finding with the case that shows it.
#include <gtest/gtest.h>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

TEST(GrantFollowsTax, TwiceTheTaxTwiceTheGrant) {
  const Linted found = LintText(
      "输入 实际地方贡献：金额 不少于 0\n输入 规上：是否\n输出 奖励额：金额\n若 规上 则 奖励额 = 实际地方贡献\n其余 奖励额 = 0\n"
      "测试 \"例\" 假设 实际地方贡献 = 30万元，规上 = 是 期望 奖励额 = 30万元\n",
      "grant-follows-tax");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].text, "奖励额");
  EXPECT_EQ(found[0].zh,
            "“奖励额”跟着“实际地方贡献”走，交多少补多少：实际地方贡献 30万元，得 30万元；实际地方贡献 60万元，得 60万元。");
  EXPECT_EQ(found[0].more, "其余相同：规上 是\n");
  // A condition on taxes is none, nor a tax that is given back by its own law.
  EXPECT_TRUE(LintText("输入 纳税额：金额 不少于 0\n输出 奖励额：金额 = 若 纳税额 不低于 100万元 则 5万元 否则 0元\n"
                       "测试 \"例\" 假设 纳税额 = 100万元 期望 奖励额 = 5万元\n",
                       "grant-follows-tax")
                  .empty());
  EXPECT_TRUE(LintText("输入 增量留抵税额：金额 不少于 0\n输出 可退额：金额 = 增量留抵税额\n", "grant-follows-tax").empty());
}

TEST(TermTwice, VersionsMayDiffer) {
  const Linted found = LintText(
      "政策 甲\n  编号 \"甲\"\n输入 规模：枚举 大、小\n输出 子：是否 = 规模 为 大\n政策 乙\n  编号 \"乙\"\n输入 规模：枚举 大、中、\n  微\n"
      "输出 子：是否 = 规模 为 大\n",
      "term-twice");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].more, "这里是另一个意思\n第 3 行：枚举 大、小\n这里：枚举 大、中、微\n");
  EXPECT_TRUE(LintText("政策 甲一\n  编号 \"甲\"\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 人数：整数\n"
                       "令 小微 = 人数 不超过 10\n输出 子：是否 = 小微\n政策 甲二\n  编号 \"甲\"\n"
                       "  施行 自 2024-01-01 起\n输入 人数：整数\n令 小微 = 人数 不超过 20\n输出 子：是否 = 小微\n",
                       "term-twice")
                  .empty());
  // Amounts of the same name are computed anew in every policy.
  EXPECT_TRUE(LintText("政策 甲\n输入 收入：金额\n令 净额 = 收入 - 1元\n输出 子：是否 = 净额 大于 0\n政策 乙\n输入 收入：金额\n"
                       "令 净额 = 收入 - 2元\n输出 子：是否 = 净额 大于 0\n",
                       "term-twice")
                  .empty());
}

// One measure takes only some of the forms, trades or towns that another takes.
TEST(TermTwice, APartOfTheListIsNoSecondMeaning) {
  const auto two = [](const std::string& a, const std::string& b) {
    return LintText("政策 甲\n输入 城市：" + a + "\n输出 子：是否 = 城市 为 青岛\n政策 乙\n输入 城市：" + b +
                        "\n输出 子：是否 = 城市 为 青岛\n",
                    "term-twice")
        .size();
  };
  EXPECT_EQ(two("枚举 青岛、台州", "枚举 青岛、温州、台州"), 0u);
  EXPECT_EQ(two("枚举 青岛、温州、台州", "枚举 台州、青岛"), 0u);
  EXPECT_EQ(two("枚举 青岛、台州", "枚举 青岛、温州"), 1u);
  EXPECT_EQ(two("枚举 青岛 < 台州", "枚举 青岛 < 温州 < 台州"), 0u);
  EXPECT_EQ(two("枚举 青岛 < 台州", "枚举 台州 < 温州 < 青岛"), 1u);
}

TEST(DoubleBenefit, OneCostTwoPayers) {
  const auto two = [](const std::string& cost, const std::string& more) {
    return LintText("政策 甲补助\n输入 设备购置费：金额 不少于 0\n输出 补助额：金额 = 四舍五入（设备购置费 * 10%，分） 封顶 50万元\n"
                    "测试 \"例\" 假设 设备购置费 = 100万元 期望 补助额 = 10万元\n政策 乙奖补\n输入 " +
                        cost + "：金额 不少于 0\n" + more + "输出 奖补额：金额 = 四舍五入（" + cost +
                        " * 20%，分） 封顶 30万元\n",
                    "double-benefit");
  };
  const Linted found = two("设备购置费", "");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].more, "另一项政策在这里给付\n设备购置费 100万元：甲补助 给 10万元，乙奖补 又给 20万元\n");
  EXPECT_TRUE(two("培训支出", "").empty());
  EXPECT_TRUE(two("设备购置费", "输入 已享受甲补助：是否\n").empty());
}

TEST(NoCeiling, UntilSomethingBoundsIt) {
  const auto grant = [](const std::string& domain, const std::string& cap) {
    return LintText("输入 投资额：金额 " + domain + "\n输出 补助额：金额 = 四舍五入（投资额 * 20%，分）" + cap +
                        "\n测试 \"例\" 假设 投资额 = 100万元 期望 报错 投资额\n",
                    "no-ceiling");
  };
  const Linted found = grant("不少于 0", "");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh,
            "“补助额”没有最高额，“投资额”越大给得越多：投资额 100万元，得 20万元；投资额 10亿元，得 2亿元。");
  EXPECT_TRUE(grant("不少于 0", " 封顶 50亿元").empty());  // far off, and still a ceiling
  EXPECT_TRUE(grant("[0, 1000万元]", "").empty());
}

TEST(PartAboveWhole, ARequirementIsEnough) {
  const auto share = [](const std::string& require) {
    return LintText("输入 其中政策性家次、总家次：整数 不少于 0\n" + require +
                        "输出 家次占比：比率\n若 总家次 大于 0 则 家次占比 = 其中政策性家次 / 总家次\n"
                        "测试 \"例\" 假设 其中政策性家次 = 2，总家次 = 4 期望 家次占比 = 50%\n",
                    "part-above-whole");
  };
  const Linted found = share("");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh, "“家次占比”可能超过100%：“其中政策性家次”可以填得比“总家次”大。");
  EXPECT_EQ(found[0].more, "其中政策性家次 8，总家次 4：家次占比 为 200%\n");
  EXPECT_TRUE(share("填报要求 其中政策性家次 不超过 总家次\n").empty());
  // A growth may well be above one.
  EXPECT_TRUE(LintText("输入 本年、上年：金额 大于 0\n输出 增长倍数：数值 = 本年 / 上年\n", "part-above-whole").empty());
}

TEST(NoTransition, WhoGetsSomethingElseFromOneDayToTheNext) {
  const auto versions = [](const std::string& by, const std::string& rate) {
    return LintText("政策 旧标准\n  编号 \"t\"\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 申请日：日期\n"
                    "输入 面积：数值 平方米 (0, 1000平方米]\n"
                    "输出 租金：金额 = 四舍五入（面积 * 10元/平方米，分）\n测试 \"例\" 假设 面积 = 100平方米 期望 租金 = 1000元\n"
                    "政策 新标准\n  编号 \"t\"\n  施行 自 2024-01-01 起" +
                        by + "\n输入 申请日：日期\n输入 面积：数值 平方米 (0, 1000平方米]\n输出 租金：金额 = 四舍五入（面积 * " + rate +
                        "/平方米，分）\n",
                    "no-transition");
  };
  const Linted found = versions("", "12元");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].text, "新标准");
  EXPECT_EQ(found[0].zh, "“新标准”自2024-01-01起换了规定，没有写正在办的怎么办。");
  EXPECT_EQ(found[0].more.substr(0, found[0].more.find('\n')),
            "面积 100平方米：租金 由 1,000.00元 变为 1,200.00元");
  EXPECT_TRUE(versions("", "10元").empty());
}

TEST(TargetPeriod, TheEndOfThePolicyCounts) {
  EXPECT_TRUE(LintText("政策 目标书\n  编号 \"t\"\n  施行 至 2024-12-31 止\n输入 入库企业：整数 家 不少于 0\n"
                       "目标 达标：入库企业 不低于 800家\n",
                       "target-period")
                  .empty());
}

}  // namespace
}  // namespace pol
