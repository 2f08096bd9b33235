// Policies that use others, written out: the same answers, and looked through by proofs.
#include "compiler/prove/inline_calls.h"

#include <gtest/gtest.h>

#include "tests/unit/prove/diagram_support.h"

namespace pol::prove {
namespace {

int64_t Day(const char* text) { return *value::ParseDate(text); }

// The last policy of a text, which uses the others.
struct User {
  explicit User(const std::string& text) : compilation(driver::Compile("t.pol", text)) {
    EXPECT_NE(compilation->program, nullptr) << MessagesOf(*compilation);
    if (compilation->program == nullptr) return;
    whole = WithoutCalls(policy());
    EXPECT_TRUE(whole.has_value());
  }
  const program::Policy& policy() const { return compilation->program->policies.back(); }

  // Every case of these values: the policy, what was written out of it, and its diagrams give the same.
  int Compare(const std::map<std::string, std::vector<int64_t>>& values, const char* at, int32_t items = 2, bool own = true) {
    if (!whole) return -1;
    Drawn drawn(*whole, items, Day(at), Day(at));
    drawn.against = &policy();
    drawn.own_too = own;
    int compared = 0;
    const int undecided = drawn.CompareAll(values, Day(at), &compared);
    EXPECT_GT(compared, 1);
    return ::testing::Test::HasFailure() ? -1 : undecided;
  }

  std::unique_ptr<driver::Compilation> compilation;
  std::optional<program::Policy> whole;
};

constexpr const char* kVan =
    "政策 单车奖补\n输入 车型：枚举 轻型、冷藏\n输入 购置价：金额 大于 0\n输出 定额：金额\n"
    "表 各车\n  | 车型 || 定额 |\n  | 轻型 || 8000元 |\n  | 冷藏 || 2万元 |\n"
    "输出 奖补额：金额 = 四舍五入（购置价 * 10%，分） 封顶 定额\n";

TEST(InlineCalls, WhatIsBoundByNameAndByValue) {
  User user(std::string(kVan) +
            "政策 主\n输入 车型：枚举 轻型、冷藏\n输入 甲价、乙价：金额\n"
            "输出 甲：金额 = 单车奖补（购置价 = 甲价） 的 奖补额\n"
            "输出 乙：金额 = 单车奖补（车型 = 冷藏，购置价 = 乙价 + 1万元） 的 奖补额\n"
            "输出 和：金额 = 甲 + 乙\n");
  EXPECT_EQ(user.Compare({{"甲价", {-5, 0, 70000, 300000}}, {"乙价", {-10000, 100000, 250000}}}, "2024-06-01"), 0);
}

TEST(InlineCalls, NumbersOfTheUserAreKept) {
  User user(std::string(kVan) + "政策 主\n输入 价：金额 大于 0\n"
                                "输出 甲：金额 = 单车奖补（车型 = 轻型，购置价 = 价） 的 奖补额\n");
  ASSERT_TRUE(user.whole);
  EXPECT_EQ(user.whole->inputs.size(), user.policy().inputs.size());
  EXPECT_EQ(user.whole->definitions[0].name, "甲");
  EXPECT_TRUE(user.whole->definitions[0].output);
  EXPECT_TRUE(user.whole->calls.empty());
  for (size_t i = 1; i < user.whole->definitions.size(); ++i)
    EXPECT_FALSE(user.whole->definitions[i].output);
}

constexpr const char* kDated =
    "政策 费率\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 大：是否\n"
    "参数 基准：比率\n  自 2023-01-01 = 3%\n  自 2023-07-01 = 2%\n"
    "输出 率：比率 = 若 大 则 基准 + 1% 否则 基准\n";

TEST(InlineCalls, InForceOrNot) {
  User user(std::string(kDated) + "政策 主\n输入 大：是否\n输出 甲：比率 = 费率（） 的 率\n"
                                  "输出 有：比率 = 无值时（费率（） 的 率，0%）\n");
  for (const char* at : {"2022-12-31", "2023-01-01", "2023-06-30", "2023-07-01", "2023-12-31", "2024-01-01"})
    EXPECT_EQ(user.Compare({}, at), 0) << at;
}

TEST(InlineCalls, AsOfAnotherDay) {
  User user(std::string(kDated) + "政策 主\n输入 大：是否\n输入 签订日：日期\n"
                                  "输出 甲：比率 = 费率（评估日 = 签订日） 的 率\n");
  EXPECT_EQ(user.Compare({{"签订日", {Day("2022-12-31"), Day("2023-06-30"), Day("2023-07-01"), Day("2024-01-01")}}},
                         "2023-03-01"),
            0);
}

TEST(InlineCalls, InALoop) {
  User user(std::string(kVan) +
            "政策 主\n定义 车：记录\n  字段 车型：枚举 轻型、冷藏\n  字段 购置价：金额\n  字段 合格：是否\n"
            "输入 车辆：列表 车\n"
            "输出 合计数：金额 = 合计（对 车 属于 车辆 满足 车 的 合格："
            "单车奖补（车型 = 车 的 车型，购置价 = 车 的 购置价） 的 奖补额）\n");
  EXPECT_EQ(user.Compare({{"车辆.购置价", {-1, 70000, 300000}}}, "2024-06-01", 2, false), 0);
}

TEST(InlineCalls, OfWhatCallsItself) {
  User user(std::string(kVan) +
            "政策 中\n输入 价：金额 大于 0\n输出 补：金额 = 单车奖补（车型 = 轻型，购置价 = 价） 的 奖补额\n"
            "政策 主\n输入 甲价：金额\n输出 甲：金额 = 中（价 = 甲价 * 2） 的 补\n");
  EXPECT_EQ(user.Compare({{"甲价", {-1, 0, 30000, 70000}}}, "2024-06-01"), 0);
}

TEST(InlineCalls, VersionsOfOnePolicy) {
  User user(
      "政策 旧\n  编号 \"x-1\"\n  施行 自 2022-01-01 起 至 2022-12-31 止\n输入 额：金额\n输出 费：金额 = 额 * 2\n"
      "政策 新\n  编号 \"x-1\"\n  施行 自 2023-02-01 起\n输入 额：金额\n输出 费：金额 = 额 * 3\n"
      "政策 主\n引用 「x-1」 称 费率\n输入 额：金额\n输入 签订日：日期\n"
      "输出 甲：金额 = 费率（评估日 = 签订日） 的 费\n输出 乙：金额 = 费率（） 的 费\n");
  EXPECT_EQ(user.Compare({{"额", {1, 5}}, {"签订日", {Day("2021-12-31"), Day("2022-12-31"), Day("2023-01-15"), Day("2023-02-01")}}},
                         "2023-03-01"),
            0);
}

TEST(InlineCalls, NothingToWriteOut) {
  Sample sample("输入 甲：整数\n输出 乙：整数 = 甲\n");
  EXPECT_FALSE(WithoutCalls(sample.policy()).has_value());
}

}  // namespace
}  // namespace pol::prove
