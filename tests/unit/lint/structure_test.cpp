// Rules about names, inputs and rules that could be simpler: each fires on what it is about and on nothing beside it.
#include <gtest/gtest.h>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

std::string First(const Linted& found) {
  return found.empty() ? "" : found[0].code + " [" + found[0].text + "] " + found[0].zh;
}

TEST(UnusedInput, ThroughLetsAndReadings) {
  const Linted found = LintText(
      "输入 甲、乙、丙、丁：是否\n令 子 = 乙\n令 丑 = 丙\n输出 合格：是否 = 甲 且 子\n"
      "断言 \"乙\" 若 丑 则 合格\n填报要求 丁\n",
      "unused-input");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(First(found), "P4100 [丙] “丙”要填报，却没有一项结果取决于它。");
  EXPECT_TRUE(LintText("政策 二读\n输入 甲、乙：是否\n读法 一 \"一\" 采用\n读法 二 \"二\"\n"
                       "输出 合格：是否 依 一 = 甲\n输出 合格：是否 依 二 = 乙\n",
                       "unused-input")
                  .empty());
  EXPECT_TRUE(LintText("输入 甲、乙：是否\n输出 合格：是否 = 甲\n断言 \"不问\" 合格 不取决于 乙\n", "unused-input")
                  .empty());
}

TEST(UnusedInput, TheDayThatGovernsIsUsed) {
  EXPECT_TRUE(LintText("政策 甲\n  施行 自 2023-01-01 起 按 签订日\n输入 签订日：日期\n输入 子：是否\n"
                       "输出 合格：是否 = 子\n",
                       "unused-input")
                  .empty());
}

TEST(UnusedParameter, OpenOnesToo) {
  const Linted found = LintText(
      "参数 甲：金额 = 1元\n参数 乙：金额 待定\n参数 丙：金额 = 3元\n输入 收入：金额\n"
      "输出 合格：是否 = 收入 大于 丙\n",
      "unused-parameter");
  ASSERT_EQ(found.size(), 2u) << found.All();
  EXPECT_EQ(found[0].text, "甲");
  EXPECT_EQ(found[1].text, "乙");
}

TEST(UnusedLet, AssertionsUseIt) {
  const Linted found = LintText(
      "输入 收入：金额\n令 甲 = 收入 + 1元\n令 乙 = 收入 + 2元\n输出 合格：是否 = 收入 大于 0\n"
      "断言 \"甲\" 甲 大于 收入\n测试 \"例\" 假设 收入 = 1元 期望 乙 = 3元\n",
      "unused-let");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].text, "乙");
}

TEST(DuplicateRule, RowsAndOrderOfParts) {
  const Linted found = LintText(
      "输入 甲、乙：是否\n输出 费：金额\n表 收费\n  | 甲 | 乙 || 费 |\n  | 是 | 否 || 1元 |\n"
      "  | 是 | 是 || 2元 |\n  | 是 | 否 || 1元 |\n",
      "duplicate-rule");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].line, 7);
  EXPECT_EQ(found[0].zh, "“费”的这一条和第5行的那一条，条件和结果完全一样。");
  // The same condition with another result is no duplicate; a rule for two outputs is told once.
  EXPECT_TRUE(LintText("输入 甲：是否\n输出 费：金额 命中 汇总 合计\n若 甲 则 费 = 1元\n若 甲 则 费 = 2元\n",
                       "duplicate-rule")
                  .empty());
  EXPECT_EQ(LintText("输入 甲：是否\n输出 子、丑：金额\n若 甲 则 子 = 1元，丑 = 2元\n若 甲 则 子 = 1元，丑 = 2元\n",
                     "duplicate-rule")
                .size(),
            1u);
}

TEST(SameResult, OnlyWhatIsMoreThanACopy) {
  EXPECT_TRUE(LintText("输入 甲：是否\n输出 子：是否 = 甲\n输出 丑：是否 = 甲\n", "same-result").empty());
  EXPECT_EQ(LintText("输入 甲：整数\n输出 子、丑：整数\n若 甲 大于 1 则 子 = 1\n其余 子 = 0\n若 甲 大于 1 则 丑 = 1\n"
                     "其余 丑 = 0\n若 甲 为 0 则 子 = 5\n若 甲 为 0 则 丑 = 5\n",
                     "same-result")
                .size(),
            1u);
}

TEST(TableParameter, OneRowAndOnlyDates) {
  EXPECT_EQ(LintText("输入 甲：整数\n输出 费：金额\n表 收费\n  | 甲 || 费 |\n  | 大于 3 || 1元 |\n", "table-parameter")[0].zh,
            "这张表只有一行，不必写成表。");
  EXPECT_EQ(LintText("输入 某日：日期\n输出 费：金额\n表 收费\n  | 某日 || 费 |\n  | 早于 2023-01-01 || 1元 |\n"
                     "  | 不早于 2023-01-01 || 2元 |\n",
                     "table-parameter")[0]
                .zh,
            "这张表各行只是日期不同，不必写成表。");
  EXPECT_TRUE(LintText("输入 某日：日期\n输入 甲：整数\n输出 费：金额\n表 收费\n  | 某日 | 甲 || 费 |\n"
                       "  | 早于 2023-01-01 | 不限 || 1元 |\n  | 不早于 2023-01-01 | 大于 0 || 2元 |\n",
                       "table-parameter")
                  .empty());
}

TEST(ExceptionCondition, AnotherFactOrAnotherClauseIsAnException) {
  EXPECT_TRUE(LintText("输入 天数：整数\n输入 小微：是否\n输出 费：金额\n规则 短期 若 天数 不超过 30 则 费 = 100元\n"
                       "例外 减免 针对 短期 若 小微 则 费 = 0\n",
                       "exception-condition")
                  .empty());
  EXPECT_TRUE(LintText("输入 天数：整数\n输出 费：金额\n规则 短期 若 天数 不超过 30 则 费 = 100元\n  见 \"第3条\"\n"
                       "例外 减免 针对 短期 若 天数 不超过 3 则 费 = 0\n  见 \"第8条\"\n",
                       "exception-condition")
                  .empty());
}

TEST(OtherwiseRepeats, WhatIsCitedByItselfMayRepeat) {
  EXPECT_TRUE(LintText("输入 甲、乙：是否\n输出 费：金额\n若 甲 则 费 = 100元\n若 乙 且 并非 甲 则 费 = 200元\n"
                       "  见 \"第2条\"\n其余 费 = 200元\n",
                       "otherwise-repeats")
                  .empty());
  // The rule also gives another output, which the last line does not.
  EXPECT_TRUE(LintText("输入 甲、乙：是否\n输出 费、税：金额\n若 甲 则 费 = 100元，税 = 1元\n"
                       "若 乙 且 并非 甲 则 费 = 200元，税 = 3元\n其余 费 = 200元，税 = 2元\n",
                       "otherwise-repeats")
                  .empty());
}

TEST(NestedIf, TwoAreStillRead) {
  EXPECT_TRUE(LintText("输入 甲：整数\n输出 子：整数 = 若 甲 大于 1 则 1 否则 若 甲 大于 0 则 2 否则 3\n", "nested-if").empty());
  EXPECT_EQ(LintText("输入 甲：整数\n输出 子：整数 = 若 甲 大于 2 则 1 否则 （若 甲 大于 1 则 2 否则 若 甲 大于 0 则 3 "
                     "否则 4）\n",
                     "nested-if")
                .size(),
            1u);
}

TEST(MemberUnmentioned, WithTheClassAndWhatItGets) {
  const Linted found = LintText(
      "输入 信用等级：枚举 A、B、M、D\n输入 收入：金额\n输出 可退：是否 = 信用等级 属于 A、B 且 收入 大于 0\n"
      "测试 \"例\" 假设 信用等级 = A，收入 = 5万元 期望 可退 = 是\n",
      "member-unmentioned");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh, "“信用等级”列了“M”、“D”，却没有一条规则提到，也没有写其余的怎样。");
  EXPECT_EQ(found[0].more, "收入 5万元：信用等级 A，可退 为 是；信用等级 M，可退 为 否\n");
  // One class left is the rest, whatever it is called; 否则 and what is told of 不为 speak of the rest; what gets no result
  // is a gap, and the proofs tell it.
  const std::string list = "输入 等级：枚举 A、B、C、D\n";
  const auto quiet = [&](const std::string& text) {
    const Linted none = LintText(text, "member-unmentioned");
    EXPECT_TRUE(none.empty()) << none.All();
  };
  quiet("输入 类：枚举 发明、实用新型、外观设计\n输出 可：是否 = 类 属于 发明、实用新型\n");
  quiet(list + "输出 额：金额 = 若 等级 属于 A、B 则 2元 否则 1元\n");
  quiet(list + "令 优 = 等级 属于 A、B\n输出 额：金额\n若 优 则 额 = 2元\n其余 额 = 1元\n");
  quiet(list + "输出 可：是否 = 等级 不为 A 且 等级 不为 B\n");
  quiet(list + "输出 额：金额\n若 等级 为 A 则 额 = 2元\n若 等级 为 B 则 额 = 1元\n");
  quiet(list + "输出 额：金额 命中 首条\n表\n  | 等级 || 额  |\n  | A    || 2元 |\n  | B    || 3元 |\n  | -    || 1元 |\n");
  // A list on which they put nothing.
  EXPECT_EQ(LintText(list + "输入 甲：是否\n若 甲 则 工具 = \"丙\"\n输出 工具：列表 文本 命中 汇总 列表\n若 等级 为 A 则 工具 = \"甲\"\n若 等级 为 B 则 工具 = \"乙\"\n",
                     "member-unmentioned")
                .size(),
            1u);
  // The rest says so by its name; a split in two needs one mention; an order is mentioned by its bounds.
  EXPECT_TRUE(LintText("输入 行业：枚举 制造业、建筑业、其他\n输出 费：金额\n若 行业 为 制造业 则 费 = 1元\n"
                       "若 行业 为 建筑业 则 费 = 2元\n",
                       "member-unmentioned")
                  .empty());
  EXPECT_TRUE(LintText("输入 行业：枚举 制造业、服务业\n输出 可：是否 = 行业 为 制造业\n", "member-unmentioned").empty());
  EXPECT_TRUE(LintText("输入 级：枚举 低 < 中 < 高\n输出 可：是否 = 级 不低于 中\n", "member-unmentioned").empty());
}

TEST(LetIsCopy, AComputationIsNone) {
  EXPECT_TRUE(LintText("输入 甲：金额\n令 乙 = 甲 + 0元\n输出 合格：是否 = 乙 大于 0\n", "let-is-copy").empty());
}

TEST(ShadowedName, ReservedWordsAndPassingNames) {
  const Linted found = LintText("输入 「规则」：整数\n输入 标准：整数\n输出 合格：是否 = 「规则」 大于 标准\n", "shadowed-name");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh, "“规则”又是名称，又另有意思，容易看错。");
  EXPECT_TRUE(LintText("输入 适用规则、规则数：整数\n输出 合格：是否 = 适用规则 大于 规则数\n", "shadowed-name").empty());
}

// What one policy declares hides nothing in another of the same file.
TEST(ShadowedName, OfItsOwnPolicy) {
  const Linted found = LintText(
      "政策 甲\n输入 等级：枚举 A、B\n输出 为甲：是否 = 等级 为 A\n"
      "政策 乙\n输入 各年等级：列表 枚举 A、B\n"
      "输出 有A：是否 = 个数（对 等级 属于 各年等级 满足 等级 为 A） 不少于 1\n",
      "shadowed-name");
  EXPECT_TRUE(found.empty()) << found.All();
}

TEST(PersonalData, IdleOrOnlyComparedForBeingTheSame) {
  const Linted found = LintText(
      "输入 手机号、申请人姓名、持证人姓名：文本\n输入 民族：枚举 汉族、其他\n"
      "输出 一致：是否 = 申请人姓名 为 持证人姓名\n",
      "personal-data");
  ASSERT_EQ(found.size(), 4u) << found.All();
  EXPECT_EQ(found[0].zh, "“手机号”是个人信息，而没有一项结果取决于它：不该收集。");
  EXPECT_EQ(found[1].zh, "“申请人姓名”是个人信息，而只用来看是否相同：不该收集。");
  EXPECT_EQ(found[3].text, "民族");
  EXPECT_TRUE(LintText("输入 民族：枚举 汉族、其他\n输出 加分：整数 = 若 民族 为 汉族 则 0 否则 5\n", "personal-data").empty());
  const Linted fields = LintText(
      "定义 人员：记录\n  字段 身份证号：文本\n  字段 参保：是否\n输入 名册：列表 人员\n"
      "输出 人数：整数 = 个数（对 某人 属于 名册 满足 某人 的 参保）\n",
      "personal-data");
  ASSERT_EQ(fields.size(), 1u) << fields.All();
  EXPECT_EQ(fields[0].text, "名册");
}

TEST(PaperUnused, AMemberOfTheListOfPapers) {
  const Linted found = LintText(
      "定义 材料：枚举 申请表、营业执照、财务报表\n输入 已交材料：集合 材料\n"
      "令 必备：集合 材料 = 申请表、营业执照\n输出 缺：集合 材料 = 必备 除去 已交材料\n",
      "paper-unused");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh, "要交“财务报表”，却没有一个条件看它。");
}

TEST(PaperAbolished, StandsAgainAmongWhatIsAskedFor) {
  const auto found = [](const std::string& asked, const std::string& left) {
    return LintText("定义 材料：枚举 申请表、身份证、社保证明\n政策 甲\n输入 已交：集合 材料\n令 应交材料：集合 材料 = " + asked +
                        "\n输出 缺件：集合 材料 = " + left +
                        "\n政策 乙\n输入 已收：集合 材料\n令 已取消材料：集合 材料 = 集合（社保证明）\n"
                        "输出 多收：集合 材料 = 交集（已收，已取消材料）\n",
                    "paper-abolished");
  };
  const Linted one = found("申请表、社保证明", "应交材料 除去 已交");
  ASSERT_EQ(one.size(), 1u) << one.All();
  EXPECT_EQ(one[0].zh, "“应交材料”里有“社保证明”，“已取消材料”里写着已经取消。");
  EXPECT_EQ(one[0].text, "应交材料");
  EXPECT_TRUE(found("申请表、身份证", "应交材料 除去 已交").empty());
  // The old list, from which they are taken off.
  EXPECT_TRUE(LintText("定义 材料：枚举 申请表、身份证、社保证明\n输入 已交：集合 材料\n令 必备材料：集合 材料 = 申请表、社保证明\n"
                       "令 已取消材料：集合 材料 = 集合（社保证明）\n输出 缺件：集合 材料 = 必备材料 除去 已取消材料 除去 已交\n",
                       "paper-abolished")
                  .empty());
}

}  // namespace
}  // namespace pol
