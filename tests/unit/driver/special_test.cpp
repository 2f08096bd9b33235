// Allocations, targets and bands, from source text to answers.
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

TEST(Allocation, PartsSumToTheWhole) {
  const auto compilation =
      driver::Compile("p.pol",
                      "输入 水费：金额\n输出 中央、省、地方：金额\n"
                      "分配 水费 按 10:27:63 给 中央、省、地方 精确到 分 尾差归 地方");
  const auto answer = Answer(Only(*compilation), R"({"水费": "100.01"})");
  EXPECT_EQ(Brief(answer, "中央"), "10");
  EXPECT_EQ(Brief(answer, "省"), "27");
  EXPECT_EQ(Brief(answer, "地方"), "63.01");
}

TEST(Allocation, WaterfallFillsInOrder) {
  const auto compilation =
      driver::Compile("p.pol",
                      "输入 房价、原贷款余额：金额\n输出 还原贷款、付尾款：金额\n"
                      "分配 房价 依次 给 还原贷款 至多 原贷款余额，付尾款");
  const program::Policy& policy = Only(*compilation);
  const auto enough = Answer(policy, R"({"房价": 100, "原贷款余额": "60.5"})");
  EXPECT_EQ(Brief(enough, "还原贷款"), "60.5");
  EXPECT_EQ(Brief(enough, "付尾款"), "39.5");
  const auto short_of = Answer(policy, R"({"房价": 50, "原贷款余额": 60})");
  EXPECT_EQ(Brief(short_of, "还原贷款"), "50");
  EXPECT_EQ(Brief(short_of, "付尾款"), "0");
  EXPECT_EQ(Brief(Answer(policy, R"({"房价": 50})"), "付尾款"), "needs_facts 原贷款余额");
}

TEST(Target, ZeroDenominator) {
  const auto answer = [](const std::string& zero) {
    const auto compilation = driver::Compile(
        "p.pol",
        "input n: integer >= 0\ninput d: integer >= 0\ntarget t: n / d >= 60%\n  attainment r" +
            zero);
    return Answer(Only(*compilation), R"({"n": 0, "d": 0})");
  };
  EXPECT_EQ(Brief(answer(""), "t"), "error div_zero");
  EXPECT_EQ(Brief(answer("\n  zero none"), "t"), "no_rule zero_base");
  EXPECT_EQ(Brief(answer("\n  zero none"), "r"), "no_rule zero_base");
  EXPECT_EQ(Brief(answer("\n  zero yes"), "t"), "true");
  EXPECT_EQ(Brief(answer("\n  zero yes"), "r"), "no_rule zero_base");
  EXPECT_EQ(Brief(answer("\n  zero false"), "t"), "false");
}

TEST(Target, LessIsBetterTurnsTheRatioRound) {
  const auto compilation =
      driver::Compile("p.pol",
                      "输入 平均年化费率：比率 大于 0\n目标 担保费率达标：平均年化费率 不高于 1%\n "
                      " 完成率 费率完成率");
  const auto answer = Answer(Only(*compilation), R"({"平均年化费率": "0.8%"})");
  EXPECT_EQ(Brief(answer, "担保费率达标"), "true");
  EXPECT_EQ(Brief(answer, "费率完成率"), "1.25");
}

TEST(Target, SeveralIndicatorsAtOnce) {
  const auto compilation = driver::Compile(
      "p.pol",
      "输入 企业数、件数：整数\n目标 达标：同时满足：\n  ① \"企业\"：企业数 不少于 400\n  ② \"专利\"：件数 不少于 1200\n"
      "  期间 自 2023-01-01 起 至 2023-12-31 止  力度 应\n"
      "令 另一项：是否 = 件数 不少于 1\n目标 并列：企业数 不少于 1 且 另一项\n");
  const program::Policy& policy = Only(*compilation);
  ASSERT_EQ(policy.targets.size(), 2u);
  EXPECT_EQ(policy.targets[0].firmness, "应");
  EXPECT_EQ(Brief(Answer(policy, R"({"企业数": 400, "件数": 1200})"), "达标"), "true");
  EXPECT_EQ(Brief(Answer(policy, R"({"企业数": 400, "件数": 1199})"), "达标"), "false");
  // One missed indicator settles it.
  EXPECT_EQ(Brief(Answer(policy, R"({"企业数": 399})"), "达标"), "false");
  EXPECT_EQ(Brief(Answer(policy, R"({"企业数": 1, "件数": 0})"), "并列"), "false");
  // How far one of several has come, and whose divisor is zero, cannot be said.
  for (const char* more : {"完成率 进度", "分母为零 空"}) {
    const auto refused = driver::Compile(
        "p.pol", std::string("输入 甲、乙：整数\n目标 达标：甲 不少于 4 且 乙 不少于 5 ") + more);
    EXPECT_NE(Messages(*refused).find("TargetForm"), std::string::npos) << Messages(*refused);
  }
  const auto equal = driver::Compile("p.pol", "输入 甲：整数\n目标 达标：甲 为 4");
  EXPECT_NE(Messages(*equal).find("TargetForm"), std::string::npos) << Messages(*equal);
}

TEST(Units, AMyriadOfMyriadsIsAskedAbout) {
  const auto of = [](const std::string& datum) {
    return Found(*driver::Compile("p.pol", "输入 甲：金额 亿元\n输出 乙：是否 = 甲 大于 1亿元\n测试 \"一\" 假设 甲 = " +
                                               datum + " 期望 乙 = 是"));
  };
  EXPECT_EQ(of("2亿"), "ScaledCount");
  EXPECT_EQ(of("2万"), "ScaledCount");
  EXPECT_EQ(of("2"), "");
  EXPECT_EQ(of("2亿元"), "");
  EXPECT_EQ(of("20000万元"), "");
}

TEST(Bands, MarginalChargesEachPartAtItsRate) {
  const auto compilation = driver::Compile("p.pol",
                                           "input a: money >= 0\noutput o: exact_money\n"
                                           "table t hit marginal\n| a || o |\n"
                                           "| [0, 500万] || 0.2‰ |\n| (500万, 1000万] || 0.5‰ |");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"a": "0"})"), "o"), "0 by t");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": "100万"})"), "o"), "200 by t");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": "500万"})"), "o"), "1000 by t");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": "600万"})"), "o"), "1500 by t");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": "1000.01万"})"), "o"), "no_rule none_applied");
}

TEST(Bands, SlabChargesTheWholeAtOneRate) {
  const auto compilation = driver::Compile("p.pol",
                                           "input a: money >= 0\noutput r: rate\n"
                                           "table t hit slab\n| a || r |\n"
                                           "| [0, 500万] || 0.2‰ |\n| over 500万 || 0.5‰ |");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"a": "500万"})"), "r"), "0.0002 by t.1");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": "600万"})"), "r"), "0.0005 by t.2");
}

}  // namespace
}  // namespace pol
