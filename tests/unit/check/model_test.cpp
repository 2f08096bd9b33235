// What the model says: grids (D of the semantics, worked out by hand), columns, constants, rules,
// inference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/check/check_helper.h"

namespace pol {
namespace {

using program::TypeKind;
using test::Checked;
using test::CheckText;

constexpr const char* kFacts =
    "输入 本金：金额\n输入 人数：整数 人\n输入 比例：比率\n输入 占用天数：天数\n"
    "输入 申请日：日期\n输入 占地：数值 亩\n";

std::string DenominatorOf(const std::string& formula) {
  const Checked checked =
      CheckText(std::string(kFacts) + "令 结果 = " + formula + "\n输出 好：是否 = 是\n");
  if (checked.sink.has_errors()) return checked.All();
  return checked.Denominator("结果");
}

TEST(Grid, LiteralsAndFacts) {
  EXPECT_EQ(DenominatorOf("本金"), "100");  // a cent
  EXPECT_EQ(DenominatorOf("人数"), "1");
  EXPECT_EQ(DenominatorOf("比例"), "none");  // a rate without a last digit
  EXPECT_EQ(DenominatorOf("占地"), "none");
  EXPECT_EQ(DenominatorOf("0.2‰"), "5000");  // 1/5000
  EXPECT_EQ(DenominatorOf("2/3"), "3");
  EXPECT_EQ(DenominatorOf("500万元"), "1");
  EXPECT_EQ(DenominatorOf("0.05元"), "20");
}

TEST(Grid, Arithmetic) {
  EXPECT_EQ(DenominatorOf("本金 + 0.005元"), "200");  // lcm(100, 200)
  EXPECT_EQ(DenominatorOf("本金 * 0.2‰"), "500000");  // 100 * 5000
  EXPECT_EQ(DenominatorOf("本金 * 0.2‰/天 * 占用天数"), "500000");
  EXPECT_EQ(DenominatorOf("本金 / 3"), "300");
  EXPECT_EQ(DenominatorOf("本金 / 0.5"), "100");  // p/q = 1/2: times |p| = 1
  EXPECT_EQ(DenominatorOf("本金 / 1.5"), "300");  // 3/2
  EXPECT_EQ(DenominatorOf("本金 / 人数"), "none");
  EXPECT_EQ(DenominatorOf("本金 * 比例"), "none");
  EXPECT_EQ(DenominatorOf("本金 封顶 0.001元"), "1000");
  EXPECT_EQ(DenominatorOf("最大（本金，0.004元）"), "500");  // lcm(100, 250)
  EXPECT_EQ(DenominatorOf("四舍五入（本金 * 比例，分）"), "100");
  EXPECT_EQ(DenominatorOf("舍去（本金 / 人数，元）"), "1");
  EXPECT_EQ(DenominatorOf("进位（本金 / 人数，100元）"), "1");
  EXPECT_EQ(DenominatorOf("若 人数 大于 3 则 0.1元 否则 0.25元"), "20");  // lcm(10, 4)
  EXPECT_EQ(DenominatorOf("0.1 ^ 3"), "1000");
}

TEST(Grid, WholeYearsStayWhole) {
  const Checked checked = CheckText(
      "输入 首年、查询年：整数 年\n输出 次年：整数 年 = 首年 + 1年\n输出 够年：是否 = 查询年 "
      "不少于 "
      "2020\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  EXPECT_EQ(checked.Denominator("次年"), "1/12");  // kept in months: whole multiples of 12
}

TEST(Grid, UnroundedNamesAFixAndAnAmount) {
  const Checked checked = CheckText(
      "输入 本金：金额\n输入 占用天数：天数\n输出 费：金额 = 本金 * 0.2‰/天 * 占用天数\n");
  ASSERT_TRUE(checked.Has(diag::Code::kUnrounded)) << checked.All();
  const diag::Diagnostic& only = checked.Only();
  EXPECT_EQ(only.arguments[4].zh, "0.000002元");  // 1/500000
  EXPECT_EQ(only.arguments[5].zh, "四舍五入（本金 * 0.2‰/天 * 占用天数，分）");
  ASSERT_EQ(only.fixes.size(), 1u);
  EXPECT_EQ(only.fixes[0].replacement, "四舍五入（本金 * 0.2‰/天 * 占用天数，分）");
}

TEST(Size, SixtyBitsTimesThirtyFourIsTooWide) {
  // 34 * 60 = 2040 bits fit, 35 * 60 = 2100 do not.
  EXPECT_FALSE(CheckText("输入 甲：数值\n输出 乙：数值 = 甲 ^ 34\n").sink.has_errors());
  EXPECT_TRUE(CheckText("输入 甲：数值\n输出 乙：数值 = 甲 ^ 35\n").Has(diag::Code::kTooWide));
}

TEST(Size, OneMessageForAChainOfProducts) {
  std::string text = "输入 甲0：数值\n";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "甲" + std::to_string(i - 1);
    text += "令 甲" + std::to_string(i) + " = " + before + " * " + before + "\n";
  }
  const Checked checked = CheckText(text + "输出 乙 = 甲40\n");
  EXPECT_TRUE(checked.Has(diag::Code::kTooWide)) << checked.All();
  EXPECT_LE(checked.sink.all().size(), 8u) << checked.All();
}

TEST(Limits, ManySharedDeclarationsForManyPolicies) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "输入 收入" + std::to_string(i) + "：金额\n";
  for (int i = 0; i < 600; ++i) text += "政策 甲" + std::to_string(i) + "\n";
  EXPECT_TRUE(CheckText(text).Has(diag::Code::kTooMuchShared));
}

TEST(Types, WhatIsOnlyEverNoneNeedsAType) {
  EXPECT_TRUE(CheckText("令 壬 = 空").Has(diag::Code::kNoneNotAllowed));
  EXPECT_TRUE(CheckText("令 壬：日期 可空 = 空").sink.all().empty());
}

TEST(Limits, CrossedExceptionsAreReportedOnce) {
  std::string text = "输入 甲：是否\n输出 费：金额\n规则 底 若 甲 则 费 = 1元\n";
  std::string bases = "底";
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    for (const char* side : {"左", "右"}) {
      text += "例外 " + (side + n) + " 针对 " + bases + " 若 甲 则 费 = 2元\n";
    }
    bases = "左" + n + "、右" + n;
  }
  const Checked checked = CheckText(text);
  EXPECT_TRUE(checked.Has(diag::Code::kTooManyExceptions)) << checked.All();
  EXPECT_EQ(checked.sink.all().size(), 1u) << checked.All();
}

TEST(Columns, ComparisonsOfAFactWithAConstant) {
  const Checked checked = CheckText(
      "输入 收入、支出：金额\n输入 甲：是否\n令 门槛：金额 = 100万元\n"
      "令 浮动：金额 = 支出 + 1元\n参数 线：金额\n  自 2023-01-01 = 5万元\n"
      "输出 一：是否 = 收入 大于 门槛\n输出 二：是否 = 门槛 小于 收入\n"
      "输出 三：是否 = 收入 大于 支出\n输出 四：是否 = 收入 大于 浮动\n"
      "输出 五：是否 = 收入 属于 [1万, 2万]\n输出 六：是否 = 收入 大于 线\n"
      "输出 七：是否 = 收入 + 1元 大于 3元\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const auto column = [&](const char* name) {
    return checked.policy().Of(*checked.definition(name).expression).column;
  };
  EXPECT_EQ(column("一"), 0);
  EXPECT_EQ(column("二"), 0);
  EXPECT_EQ(column("三"), -1);
  EXPECT_EQ(column("四"), -1);
  EXPECT_EQ(column("五"), 0);
  EXPECT_EQ(column("六"), 0);
  EXPECT_EQ(column("七"), -1);
}

TEST(Columns, AYesNoNameAloneIsATest) {
  const Checked checked = CheckText("输入 甲、乙：是否\n输出 丙：是否 = 甲 且 并非 乙\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const ast::Expr& both = *checked.definition("丙").expression;
  EXPECT_EQ(checked.policy().Of(*both.args[0]).column, 0);
  EXPECT_EQ(checked.policy().Of(*both.args[1]->args[0]).column, 1);
}

TEST(Types, LiteralsTakeTheUnitOfTheirPlace) {
  const Checked checked = CheckText(
      "输入 利率：比率/年\n输入 年限：年数\n输出 一：是否 = 利率 不超过 3.65%\n"
      "输出 二：是否 = 年限 不少于 3\n输出 三：是否 = 年限 不少于 6个月\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const auto literal = [&](const char* name) {
    return checked.policy()
        .Of(*checked.definition(name).expression->args[1])
        .literal.number()
        .ToString();
  };
  EXPECT_EQ(literal("一"), "73/24000");  // 0.0365 / 12 per month
  EXPECT_EQ(literal("二"), "36");        // three years in months
  EXPECT_EQ(literal("三"), "6");
}

TEST(Types, LeftNumberOfARangeHasTheUnitOfTheRight) {
  const Checked checked = CheckText("输入 占地：数值 亩\n输出 一：是否 = 占地 属于 3~10亩\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const ast::Expr& range = *checked.definition("一").expression->args[1];
  EXPECT_EQ(checked.policy().Of(*range.args[0]).literal.number().ToString(), "2000");  // 3 * 2000/3
}

TEST(Rules, LabelsBranchesAndExceptions) {
  const Checked checked = CheckText(
      "输入 甲、乙、丙：是否\n输出 费：金额\n"
      "规则 收费 若 甲 则 费 = 1元 否则 若 乙 则 费 = 2元\n若 丙 则 费 = 1元\n"
      "例外 减免 针对 收费 若 乙 则 费 = 0\n例外 恢复 针对 减免 若 丙\n其余 费 = 3元\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const check::Definition& fee = checked.definition("费");
  ASSERT_EQ(fee.rules.size(), 2u);
  EXPECT_EQ(fee.rules[0].label, "收费");
  EXPECT_EQ(fee.rules[0].branches.size(), 2u);
  EXPECT_EQ(fee.rules[1].label, "费#1");
  ASSERT_EQ(fee.rules[0].exceptions.size(), 1u);
  EXPECT_EQ(fee.rules[0].exceptions[0].label, "减免");
  ASSERT_EQ(fee.rules[0].exceptions[0].exceptions.size(), 1u);
  EXPECT_TRUE(fee.rules[0].exceptions[0].exceptions[0].removes);
  EXPECT_NE(fee.otherwise, nullptr);
}

TEST(Rules, TableRowsAreLabelled) {
  const Checked checked = CheckText(
      "输入 收入：金额\n输出 费：金额\n表 收费\n  | # | 收入 || 费 |\n  | R1 | 超过 1万 || 1元 |\n"
      "  | R2 | 不超过 1万 || - |\n表 补收\n  | 收入 || 费 |\n  | 0元 || 2元 |\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const check::Definition& fee = checked.definition("费");
  ASSERT_EQ(fee.rules.size(), 2u);  // `-` gives nothing
  EXPECT_EQ(fee.rules[0].label, "收费.R1");
  EXPECT_EQ(fee.rules[1].label, "补收.1");
}

TEST(Rules, OrderPutsUsesFirst) {
  const Checked checked = CheckText(
      "输入 收入：金额\n输出 丙：金额 = 乙 + 1元\n令 乙 = 甲 + 1元\n令 甲 = 收入 + 1元\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  EXPECT_THAT(checked.policy().order, testing::ElementsAre(2, 1, 0));
}

TEST(Rules, CycleListsItsChain) {
  const Checked checked =
      CheckText("令 甲：金额 = 乙\n令 乙：金额 = 丙\n令 丙：金额 = 甲\n输出 丁：金额 = 甲\n");
  ASSERT_TRUE(checked.Has(diag::Code::kCycle)) << checked.All();
  EXPECT_EQ(checked.Only().arguments[1].zh, "甲 → 乙 → 丙 → 甲");
}

TEST(Periods, AnOpenEndRunsToTheNextPeriod) {
  const Checked checked = CheckText(
      "参数 利率：比率\n  自 2023-01-01 = 3%\n  自 2023-06-20 = 4%\n输出 率：比率 = 利率\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const check::Parameter& rate = checked.policy().parameters[0];
  EXPECT_EQ(rate.values[0].from, 19358);  // 2023-01-01
  EXPECT_EQ(rate.values[0].to, 19527);    // 2023-06-19
  EXPECT_FALSE(rate.values[1].to.has_value());
}

TEST(Messages, SuggestionsFitThePlace) {
  const Checked member = CheckText(
      "输入 行业：枚举 制造业、非制造业\n输入 制造：是否\n输出 好：是否 = 行业 为 制造业务 且 "
      "制造\n");
  ASSERT_TRUE(member.Has(diag::Code::kUnknownMember)) << member.All();
  EXPECT_EQ(member.Only().fixes.at(0).replacement, "制造业");
  const Checked mismatch =
      CheckText("输入 占用天数：天数\n输出 好：是否 = 占用天数 不超过 500万元\n");
  ASSERT_EQ(mismatch.sink.all().size(), 1u);
  EXPECT_EQ(diag::Message(mismatch.Only(), diag::Language::kChinese),
            "“占用天数”是天数，“500万元”是金额，不能比较。");
}

TEST(Messages, BothReadingsOfAndOr) {
  const Checked checked = CheckText("输入 甲、乙、丙：是否\n输出 丁：是否 = 甲 且 乙 或 丙\n");
  ASSERT_TRUE(checked.Has(diag::Code::kMixedAndOr)) << checked.All();
  EXPECT_EQ(checked.Only().arguments[0].zh, "（甲 且 乙） 或 丙");
  EXPECT_EQ(checked.Only().arguments[1].zh, "甲 且 （乙 或 丙）");
}

TEST(BareNumbers, WhereTheyAreAllowed) {
  EXPECT_FALSE(CheckText("输入 收入：金额\n输出 甲：是否 = 收入 不超过 500\n").sink.has_errors());
  EXPECT_FALSE(
      CheckText("输入 户数：整数 家\n输出 甲：是否 = 户数 不超过 500万\n").sink.has_errors());
  EXPECT_FALSE(
      CheckText("输入 占用天数：天数\n输出 甲：是否 = 占用天数 不超过 3\n").sink.has_errors());
  EXPECT_TRUE(CheckText("输入 户数：整数\n输出 甲：是否 = 户数 不超过 500万元\n")
                  .Has(diag::Code::kTypeMismatch));
  EXPECT_TRUE(
      CheckText("输入 甲数：整数 家\n输入 乙数：整数 人\n输出 甲：是否 = 甲数 不少于 乙数\n")
          .Has(diag::Code::kUnitsCompared));
  EXPECT_TRUE(CheckText("输入 时点：时刻\n输入 日子：日期\n输出 甲：是否 = 时点 不早于 日子\n")
                  .Has(diag::Code::kTypeMismatch));
}

TEST(Inference, TheSentence) {
  const Checked checked =
      CheckText("if industry == manufacturing and amount <= 500万 and days <= 3 then fee = 0\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const check::PolicyModel& policy = checked.policy();
  ASSERT_EQ(policy.inputs.size(), 3u);
  EXPECT_EQ(policy.inputs[0].name, "industry");
  EXPECT_EQ(policy.types[static_cast<size_t>(policy.inputs[0].type)].type.kind, TypeKind::kEnum);
  EXPECT_TRUE(policy.enums.at(0).open);
  EXPECT_EQ(policy.enums.at(0).members.at(0).name, "manufacturing");
  EXPECT_EQ(policy.inputs[1].name, "amount");
  EXPECT_EQ(policy.types[static_cast<size_t>(policy.inputs[1].type)].type.kind, TypeKind::kDecimal);
  ASSERT_EQ(policy.definitions.size(), 1u);
  EXPECT_EQ(policy.definitions[0].name, "fee");
  ASSERT_EQ(checked.sink.all().size(), 1u);
  EXPECT_EQ(checked.Only().code, diag::Code::kInferred);
}

TEST(Inference, TypesOfTheLiteralsBeside) {
  const Checked checked = CheckText(
      "若 金额数 不超过 500万元 且 签订日 不早于 2023-01-01 且 合规 则 费率 = 0.2‰，结论 = 通过\n"
      "若 金额数 超过 500万元 则 费率 = 0，结论 = 不通过\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  const auto kind = [&](const char* name) {
    const check::Symbol* symbol = checked.policy().Find(name);
    return checked.policy().types[static_cast<size_t>(symbol->type)].type.kind;
  };
  EXPECT_EQ(kind("金额数"), TypeKind::kMoney);
  EXPECT_EQ(kind("签订日"), TypeKind::kDate);
  EXPECT_EQ(kind("合规"), TypeKind::kBoolean);
  EXPECT_EQ(kind("费率"), TypeKind::kRate);
  EXPECT_EQ(kind("结论"), TypeKind::kEnum);
}

TEST(Types, AFactThatMayBeNoneIsAskedBeforeItIsUsed) {
  const Checked rule = CheckText(
      "输入 离职日：日期 可空\n输出 截止：日期\n若 离职日 不为 空 则 截止 = 离职日\n"
      "其余 截止 = 2023-12-31\n");
  EXPECT_FALSE(rule.sink.has_errors()) << rule.All();
  const Checked choice = CheckText(
      "输入 离职日：日期 可空\n输出 截止：日期 = 若 离职日 为 空 则 2023-12-31 否则 离职日\n");
  EXPECT_FALSE(choice.sink.has_errors()) << choice.All();
}

TEST(Tests, ARefusedValueMayBeOneThatIsNotListed) {
  const Checked checked = CheckText(
      "输入 等级：枚举 甲、乙\n输出 好：是否 = 等级 为 甲\n"
      "测试 \"未知等级\" 假设 等级 = 丁 期望 报错 等级\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  ASSERT_EQ(checked.policy().tests.size(), 1u);
  const check::TestCase& test = checked.policy().tests[0];
  EXPECT_EQ(checked.policy().Of(*test.given[0].value).literal.text(), "丁");
  EXPECT_EQ(test.expected[0].field, "等级");
}

TEST(Tests, RowsOfATableOfTests) {
  const Checked checked = CheckText(
      "政策 甲\n  施行 自 2023-01-01 起\n输入 收入：金额\n输入 户数：整数\n输出 好：是否 = 收入 "
      "大于 0 且 户数 大于 1\n"
      "测试表 \"两例\"\n  | 收入 | 户数 || 好 |\n  | 1元 | 2 || 是 |\n  | - | 2 || 待补 收入 |\n");
  ASSERT_FALSE(checked.sink.has_errors()) << checked.All();
  ASSERT_EQ(checked.policy().tests.size(), 2u);
  EXPECT_EQ(checked.policy().tests[0].name, "两例[1]");
  EXPECT_EQ(checked.policy().tests[0].at, 19358);
  EXPECT_EQ(checked.policy().tests[1].given[0].value, nullptr);
  EXPECT_THAT(checked.policy().tests[1].expected[0].needs, testing::ElementsAre(0));
}

}  // namespace
}  // namespace pol
