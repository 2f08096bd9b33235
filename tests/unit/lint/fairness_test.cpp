// Cliffs and fair competition: shown by two cases, and silent where there is nothing to show.
#include <gtest/gtest.h>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

const char* const kLoan =
    "输入 转贷金额：金额 大于 0\n输入 占用天数：天数 大于 0\n输出 费率：比率/天\n"
    "输出 转贷费：金额 = 四舍五入（转贷金额 * 费率 * 占用天数，分）\n"
    "若 占用天数 不超过 10 则 费率 = 0.2‰\n其余 费率 = 0.5‰\n"
    "测试 \"例\" 假设 转贷金额 = 500万元，占用天数 = 10 期望 转贷费 = 1万元\n";

TEST(ResultJumps, TheFeeAtDayTenAndAtDayEleven) {
  const Linted found = LintText(kLoan, "result-jumps");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].text, "转贷费");
  EXPECT_EQ(found[0].zh,
            "“占用天数”多一步，“转贷费”跳了一大截：占用天数 10天，为 1万元；占用天数 11天，为 27,500.00元。");
  EXPECT_EQ(found[0].more, "其余相同：转贷金额 500万元\n");
}

TEST(ResultJumps, SmallerThanTheOptionsSay) {
  EXPECT_TRUE(LintText(kLoan, "result-jumps", {{"result-jumps.least", "2万"}}).empty());
  EXPECT_TRUE(LintText(kLoan, "result-jumps", {{"result-jumps.share", "70%"}}).empty());
}

TEST(ResultJumps, PartsAtTheirOwnRateAndTheFirstOfSomething) {
  EXPECT_TRUE(LintText("输入 用量：数值 吨 (0, 1万吨]\n输出 水费：精确金额\n表 阶梯 命中 超额累进\n"
                       "  | 用量 || 水费 |\n  | (0, 100吨] || 200元/吨 |\n  | 超过 100吨 || 900元/吨 |\n",
                       "result-jumps")
                  .empty());
  // Fixed amounts side by side go by steps because they are meant to.
  EXPECT_TRUE(LintText("输入 人数：整数 0~999\n输出 奖励：金额\n表 奖励表\n  | 人数 || 奖励 |\n  | 不超过 50 || 2万元 |\n"
                       "  | 超过 50 || 5万元 |\n",
                       "result-jumps")
                  .empty());
  EXPECT_TRUE(LintText("输入 展位数：整数 0~9\n输出 参展费：金额 = 若 展位数 为 0 则 0元 否则 2万元\n", "result-jumps")
                  .empty());
}

TEST(BenefitFalls, OverTheBound) {
  const Linted found = LintText(
      "输入 年收入：金额 不少于 0\n输入 小微：是否\n输出 补助：金额\n若 小微 且 年收入 不超过 10万元 则 补助 = 2万元\n"
      "测试 \"例\" 假设 年收入 = 10万元，小微 = 是 期望 补助 = 2万元\n",
      "benefit-falls");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh,
            "“年收入”多一步，“补助”反而少了：年收入 10万元，得 2万元；年收入 100,000.01元，得 未作规定。");
  EXPECT_EQ(found[0].more, "其余相同：小微 是\n");
  // A scale by the year is no cliff, nor a cap that a rising amount meets.
  EXPECT_TRUE(LintText("输入 第几年：整数 不少于 1\n输出 补助：金额\n若 第几年 为 1 则 补助 = 8万元\n"
                       "若 第几年 为 2 则 补助 = 6万元\n其余 补助 = 0\n",
                       "benefit-falls")
                  .empty());
  EXPECT_TRUE(LintText("输入 投资额：金额 不少于 0\n输出 补助：金额 = 四舍五入（投资额 * 10%，分） 封顶 50万元\n", "benefit-falls")
                  .empty());
}

TEST(FairTender, TwoBiddersEqualButForOneFact) {
  const Linted found = LintText(
      "输入 注册地：枚举 本市、外地\n输入 技术得分：整数 0~90\n输入 列入扶持名录：是否\n"
      "输出 评标得分：整数 = 技术得分 + （若 注册地 为 本市 则 10 否则 0）\n"
      "测试 \"例\" 假设 注册地 = 本市，技术得分 = 60 期望 评标得分 = 70\n",
      "fair-tender");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].text, "注册地");
  EXPECT_EQ(found[0].zh,
            "“评标得分”取决于“注册地”：中标、评标的结果不得与注册地、所在地或者分支机构挂钩。");
  EXPECT_EQ(found[0].more,
            "取决于“注册地”的结果\n注册地 本市，评标得分 为 70；注册地 外地，评标得分 为 60\n"
            "其余相同：技术得分 60\n");
}

// A deposit, a fee, a notice are not the outcome.
TEST(FairTender, TheOutcomeAlone) {
  const auto output = [](const std::string& name) {
    return LintText("输入 在红名单：是否\n输入 标准：金额 不少于 0\n输出 " + name +
                        "：金额 = 若 在红名单 则 标准 否则 标准 * 2\n",
                    "fair-tender")
        .size();
  };
  EXPECT_EQ(output("投标保证金应缴上限"), 0u);
  EXPECT_EQ(output("中标服务费"), 0u);
  EXPECT_EQ(output("评标价"), 1u);
  EXPECT_EQ(LintText("输入 在红名单：是否\n输出 可投标：是否 = 在红名单\n", "fair-tender").size(), 1u);
}

TEST(FairTender, NoDependenceNoFinding) {
  // It is read, and makes no difference in any case that anyone can show.
  EXPECT_TRUE(LintText("输入 注册地：枚举 本市、外地\n输入 技术得分：整数 0~90\n"
                       "输出 评标得分：整数 = 技术得分 + （若 注册地 为 本市 则 10 否则 10）\n",
                       "fair-tender")
                  .empty());
  EXPECT_TRUE(LintText("输入 注册地：枚举 本市、外地\n输出 受理窗口：文本 = 若 注册地 为 本市 则 \"甲\" 否则 \"乙\"\n",
                       "fair-tender")
                  .empty());
}

TEST(FairBenefit, EachKindByItsOwnRule) {
  const auto grant = [](const std::string& input, const std::string& condition, const char* rule) {
    const std::string text = "政策 奖补\n" + input +
                             "\n输入 投资额：金额 大于 0\n输出 奖补额：金额\n若 " + condition +
                             " 则 奖补额 = 四舍五入（投资额 * 5%，分） 封顶 50万元\n其余 奖补额 = 0\n";
    return LintText(text, rule);
  };
  EXPECT_EQ(grant("输入 税收属地：枚举 本区、外区", "税收属地 为 本区", "fair-place").size(), 1u);
  EXPECT_EQ(grant("输入 股权：枚举 国有、民营", "股权 为 国有", "fair-ownership").size(), 1u);
  EXPECT_EQ(grant("输入 采购本地供应商：是否", "采购本地供应商", "fair-local-purchase").size(), 1u);
  EXPECT_EQ(grant("输入 列入白名单：是否", "列入白名单", "fair-list").size(), 1u);
  EXPECT_EQ(grant("输入 定点机构：是否", "定点机构", "fair-operator").size(), 1u);
  // Marked in so many words.
  EXPECT_EQ(grant("输入 甲类：是否\n  备注 \"公平竞争：所有制\"", "甲类", "fair-ownership").size(), 1u);
  EXPECT_TRUE(grant("输入 列入白名单：是否", "列入白名单", "fair-place").empty());
  EXPECT_TRUE(grant("输入 高新技术企业：是否", "高新技术企业", "fair-list").empty());
}

TEST(FairBenefit, ABasisAndAnEndAreTheAnswer) {
  const auto grant = [](const std::string& head) {
    return LintText("政策 奖补\n  编号 \"t\"\n" + head +
                        "输入 国有企业：是否\n输出 奖补额：金额 = 若 国有企业 则 1万元 否则 0元\n",
                    "fair-ownership");
  };
  const Linted found = grant("  施行 自 2024-01-01 起 至 2024-12-31 止\n");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_NE(found[0].more.find("依据：没有写；期限：2024-12-31"), std::string::npos) << found[0].more;
  EXPECT_EQ(grant("  依据 \"某某条例\"\n").size(), 1u);
  EXPECT_TRUE(grant("  依据 \"某某条例\"\n  施行 自 2024-01-01 起 至 2024-12-31 止\n").empty());
}

TEST(SizeSkipped, OneInBetweenOrTheSmallest) {
  const auto found = [](const std::string& result) {
    return LintText("输入 企业规模：枚举 大型、中型、小型、微型\n输入 投资额：金额 不少于 0\n" + result +
                        "\n测试 \"例\" 假设 企业规模 = 中型，投资额 = 6万元 期望 报错 投资额\n",
                    "size-skipped");
  };
  const Linted smallest = found("输出 补助额：金额 = 若 企业规模 属于 中型、小型 则 投资额 封顶 10万元 否则 0");
  ASSERT_EQ(smallest.size(), 1u) << smallest.All();
  EXPECT_EQ(smallest[0].text, "补助额");
  EXPECT_EQ(smallest[0].zh, "“补助额”给了“中型”、“小型”企业，却没有给“微型”企业。");
  EXPECT_EQ(smallest[0].more, "其余相同：投资额 6万元\n");
  const Linted between = found("输出 可享受：是否 = 企业规模 属于 大型、小型、微型");
  ASSERT_EQ(between.size(), 1u) << between.All();
  EXPECT_EQ(between[0].zh, "“可享受”给了“大型”、“小型”、“微型”企业，却没有给“中型”企业。");
  // From one end on, or one size alone: meant.
  for (const char* sizes : {"大型、中型", "小型、微型", "中型、小型、微型", "大型、中型、小型"})
    EXPECT_TRUE(found(std::string("输出 可享受：是否 = 企业规模 属于 ") + sizes).empty()) << sizes;
  EXPECT_TRUE(found("输出 可享受：是否 = 企业规模 为 微型").empty());
  // No benefit.
  EXPECT_TRUE(found("输出 须备案：是否 = 企业规模 属于 中型、小型").empty());
}

}  // namespace
}  // namespace pol
