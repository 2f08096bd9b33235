// Rules about what no test reaches.
#include <gtest/gtest.h>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

TEST(RuleUntested, RowsCasesAndTheLastLine) {
  const Linted found = LintText(
      "输入 天数：整数\n输出 档：文本\n输出 费：金额\n表 收费\n  | #  | 天数     || 费    |\n  | 甲 | 不超过 3 || 1元   |\n"
      "  | 乙 | 超过 3   || 2元   |\n规则 分档\n  若 天数 不超过 3 则 档 = \"短\"\n  否则 若 天数 不超过 9 则 档 = \"中\"\n"
      "其余 档 = \"长\"\n测试 \"一\" 假设 天数 = 3 期望 费 = 1元，档 = \"短\"\n",
      "rule-untested");
  ASSERT_EQ(found.size(), 3u) << found.All();
  EXPECT_EQ(found[0].zh, "没有一个算例用到表“收费”的第 乙 行。");
  EXPECT_EQ(found[1].zh, "没有一个算例用到规则“分档”的第 2 种情形。");
  EXPECT_EQ(found[2].zh, "没有一个算例用到“其余”。");
}

TEST(RuleUntested, OneOutputIsEnoughAndExceptionsCount) {
  EXPECT_TRUE(LintText("输入 甲：是否\n输出 子、丑：整数\n若 甲 则 子 = 1，丑 = 2\n"
                       "测试 \"一\" 假设 甲 = 是 期望 子 = 1\n",
                       "rule-untested")
                  .empty());
  const Linted found = LintText(
      "输入 甲、乙：是否\n输出 子：整数\n规则 基本 若 甲 则 子 = 1\n例外 不算 针对 基本 若 乙\n"
      "测试 \"一\" 假设 甲 = 是，乙 = 否 期望 子 = 1\n",
      "rule-untested");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].line, 4);
}

TEST(RuleUntested, EachReadingIsTestedByItsOwn) {
  const char* const text =
      "政策 二读\n输入 甲：是否\n输出 子：整数\n读法 一 \"一\" 采用\n读法 二 \"二\"\n规则 子一 依 一 若 甲 则 子 = 1\n"
      "规则 子二 依 二 若 甲 则 子 = 2\n测试 \"一\" 假设 甲 = 是 期望 子 = 1\n";
  EXPECT_EQ(LintText(text, "rule-untested").size(), 1u);
  EXPECT_TRUE(LintText(text + std::string("测试 \"二\" 依 二 假设 甲 = 是 期望 子 = 2\n"), "rule-untested").empty());
}

TEST(BoundUntested, OnItAndBeyondIt) {
  const auto lint = [](const std::string& tests) {
    return LintText("输入 天数：整数 0~30\n输出 合格：是否 = 天数 不超过 10 且 天数 不少于 0\n" + tests, "bound-untested");
  };
  const Linted none = lint("测试 \"一\" 假设 天数 = 5 期望 合格 = 是\n");
  ASSERT_EQ(none.size(), 1u) << none.All();
  EXPECT_EQ(none[0].zh, "“天数”的界限没有算例：0（没有恰好在界限上的）、10（两边都没有）。");
  EXPECT_EQ(lint("测试 \"一\" 假设 天数 = 10 期望 合格 = 是\n测试 \"二\" 假设 天数 = 0 期望 合格 = 是\n")[0].zh,
            "“天数”的界限没有算例：10（没有界限以外的）。");
  EXPECT_TRUE(lint("测试 \"一\" 假设 天数 = 10 期望 合格 = 是\n测试 \"二\" 假设 天数 = 0 期望 合格 = 是\n"
                   "测试 \"三\" 假设 天数 = 25 期望 合格 = 否\n")
                  .empty());
}

TEST(NoTests, OfEachPolicyOfAFile) {
  const Linted found = LintText(
      "政策 甲\n输入 子：是否\n输出 丑：是否 = 子\n测试 \"一\" 假设 子 = 是 期望 丑 = 是\n政策 乙\n输入 子：是否\n"
      "输出 丑：是否 = 子\n",
      "no-tests");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].text, "乙");
}

TEST(TestRepeated, AnotherDayOrAnotherSpellingIsNoRepetition) {
  const auto lint = [](const std::string& second) {
    return LintText("输入 甲：金额\n输出 子：是否 = 甲 大于 0\n测试 \"一\" 假设 甲 = 1万元 期望 子 = 是\n测试 \"二\" " + second,
                    "test-repeated");
  };
  EXPECT_EQ(lint("假设 甲 = 1万元 期望 子 = 是\n").size(), 1u);
  EXPECT_TRUE(lint("假设 甲 = 10000元 期望 子 = 是\n").empty());
  EXPECT_TRUE(lint("于 2023-05-01 假设 甲 = 1万元 期望 子 = 是\n").empty());
}

TEST(OutputUntested, WhatAnExpectedResultIsMadeOf) {
  EXPECT_TRUE(LintText("输入 甲：整数\n输出 子：整数 = 甲 + 1\n输出 丑：整数 = 子 + 1\n"
                       "测试 \"一\" 假设 甲 = 1 期望 丑 = 3\n",
                       "output-untested")
                  .empty());
}

}  // namespace
}  // namespace pol
