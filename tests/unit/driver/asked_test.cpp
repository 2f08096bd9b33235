// What drafters asked for: targets that are met or not, ranges without a unit, data that is refused.
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

std::string Given(const std::string& text, const std::string& input, const char* output) {
  const auto compilation = driver::Compile("p.pol", text);
  if (compilation->diagnostics.has_errors()) return Messages(*compilation);
  return Brief(Answer(Only(*compilation), input), output);
}

TEST(Targets, APlainFactIsATarget) {
  const std::string text =
      "输入 已建成：是否\n目标 建成：已建成 期间 自 2023-01-01 起 至 2023-12-31 止 力度 应\n";
  EXPECT_EQ(Given(text, R"({"已建成": true})", "建成"), "true");
  EXPECT_EQ(Given(text, R"({"已建成": false})", "建成"), "false");
  EXPECT_EQ(Given(text, "{}", "建成"), "needs_facts 已建成");
}

TEST(Targets, ADayThatHasNotComeIsNotMet) {
  const std::string text =
      "输入 完成日：日期 可空\n目标 按期：完成日 不为 空 且 完成日 不晚于 2023-12-31 力度 应\n";
  EXPECT_EQ(Given(text, R"({"完成日": "none"})", "按期"), "false");
  EXPECT_EQ(Given(text, R"({"完成日": "2023-12-31"})", "按期"), "true");
  EXPECT_EQ(Given(text, R"({"完成日": "2024-01-01"})", "按期"), "false");
}

TEST(Targets, UnmetItemsOfATarget) {
  const std::string text =
      "输入 家数：整数 家 不少于 0\n输入 件数：整数 件 不少于 0\n目标 两项：同时满足：\n"
      "  ① \"家数够\"：家数 不少于 400家\n  ② \"件数够\"：件数 不少于 10件\n  力度 应\n"
      "输出 缺口：列表 文本 = 未满足（两项）\n";
  EXPECT_EQ(Given(text, R"({"家数": 399, "件数": 10})", "缺口"), R"(["家数够"])");
  EXPECT_EQ(Given(text, R"({"家数": 400, "件数": 9})", "缺口"), R"(["件数够"])");
  EXPECT_EQ(Given(text, R"({"家数": 400, "件数": 10})", "缺口"), "[]");
  EXPECT_EQ(Given(text, R"({"家数": 400, "件数": 10})", "两项"), "true");
}

TEST(Ranges, ABareNumberCountsTheUnitBesideIt) {
  const std::string text = "输入 时长：数值 小时 0~24\n输出 半天：是否 = 时长 不低于 12小时\n";
  EXPECT_EQ(Given(text, R"({"时长": "24小时"})", "半天"), "true");
  const auto compilation = driver::Compile("p.pol", text);
  ASSERT_NE(compilation->program, nullptr);
  const auto& intervals = Only(*compilation).inputs[0].domain.intervals;
  ASSERT_EQ(intervals.size(), 1U);
  const auto spelled =
      driver::Compile("p.pol", "输入 时长：数值 小时 0小时~24小时\n输出 半天：是否 = 时长 不低于 12小时\n");
  ASSERT_NE(spelled->program, nullptr) << Messages(*spelled);
  EXPECT_EQ(*intervals[0].high, *Only(*spelled).inputs[0].domain.intervals[0].high);
  const auto land = driver::Compile("p.pol", "输入 地：数值 公顷 不少于 5\n输出 大：是否 = 地 大于 9公顷\n");
  ASSERT_NE(land->program, nullptr) << Messages(*land);
  EXPECT_EQ(*Only(*land).inputs[0].domain.intervals[0].low, value::Rational(50'000));  // square metres
  // Yuan or ten thousand yuan: that is not guessed.
  const auto money = driver::Compile("p.pol", "输入 额：金额 万元 0~24\n输出 大：是否 = 额 大于 9万元\n");
  EXPECT_EQ(Found(*money), "BareNumber") << Messages(*money);
}

TEST(RefusedData, AMemberThatDoesNotExistInAList) {
  const auto compilation = driver::Compile(
      "p.pol",
      "定义 应用：枚举 公积金、不动产\n输入 已接入：集合 应用\n输入 到件：列表 应用\n"
      "输出 数：整数 = 个数（已接入） + 个数（到件）\n"
      "测试 \"没有这项\" 假设 已接入 = 集合（医保） 期望 报错 已接入\n"
      "测试 \"有一项没有\" 假设 到件 = 公积金、医保 期望 报错 到件\n"
      "测试 \"都有\" 假设 到件 = 公积金、不动产，已接入 = 集合（公积金） 期望 数 = 3\n");
  EXPECT_FALSE(compilation->diagnostics.has_errors()) << Messages(*compilation);
  const auto wrong = driver::Compile(
      "p.pol",
      "定义 应用：枚举 公积金、不动产\n输入 已接入：集合 应用\n输出 数：整数 = 个数（已接入）\n"
      "测试 \"没有这项\" 假设 已接入 = 集合（医保） 期望 数 = 1\n");
  EXPECT_EQ(Found(*wrong), "UnknownMember") << Messages(*wrong);
}

TEST(Names, ATypeOfThePolicyAbove) {
  const auto compilation = driver::Compile(
      "p.pol",
      "政策 甲\n输入 子：是否\n输出 丑：是否 = 子\n定义 规模：枚举 大、小\n"
      "政策 乙\n输入 寅：规模\n输出 卯：是否 = 寅 为 大\n");
  ASSERT_EQ(Found(*compilation), "UnknownType") << Messages(*compilation);
  const auto& labels = compilation->diagnostics.all()[0].labels;
  ASSERT_EQ(labels.size(), 1U);
  EXPECT_NE(labels[0].text.zh.find("政策“甲”"), std::string::npos);
}

}  // namespace
}  // namespace pol
