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

}  // namespace
}  // namespace pol
