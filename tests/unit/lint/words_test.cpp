// Rules about words that bind, bend or leave open.
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

TEST(ModalityMixed, SameResultOnly) {
  const std::string head = "输入 小微、创新：是否\n输出 处理：文本 命中 首条\n规则 甲 若 小微 则 应当 处理 = \"优先\"\n";
  EXPECT_EQ(Messages(head + "规则 乙 若 创新 则 可以 处理 = \"优先\"\n其余 处理 = \"按序\"\n", "modality-mixed"),
            "[可以 处理 = \"优先\"] “处理”在一处写“应当”，在另一处写“可以”，给的又是同一个结果“\"优先\"”。\n");
  EXPECT_EQ(Messages(head + "规则 乙 若 创新 则 可以 处理 = \"提前\"\n其余 处理 = \"按序\"\n", "modality-mixed"), "");
  EXPECT_EQ(Messages(head + "规则 乙 若 创新 则 可以 处理 = \"优先\"\n  备注 \"创新企业由窗口酌定\"\n其余 处理 = \"按序\"\n",
                     "modality-mixed"), "");
}

TEST(InPrincipleAlone, ExceptionUnlessOrRemark) {
  const std::string head = "输入 金额数：金额 大于 0\n输入 不宜：是否\n输出 预留：文本\n"
                           "规则 小额 若 金额数 200万元以下 则 原则上 应当 预留 = \"全部\"";
  const std::string rest = "\n其余 预留 = \"部分\"\n输出 否决：是否 = 不宜\n";
  EXPECT_EQ(Messages(head + rest, "in-principle-alone"),
            "[原则上 应当 预留 = \"全部\"] 写了“原则上”，没有写什么时候可以不这样、由谁决定。\n");
  EXPECT_EQ(Messages(head + " 除非 不宜" + rest, "in-principle-alone"), "");
  EXPECT_EQ(Messages(head + "\n  疑义 \"例外没有写明\" 取 \"没有例外\"" + rest, "in-principle-alone"), "");
  EXPECT_EQ(Messages(head + "\n例外 不宜的 针对 小额 若 不宜 则 预留 = \"不预留\"" + rest, "in-principle-alone"), "");
}

TEST(MayWithoutCriteria, WhoDecides) {
  const std::string rule = "输出 容缺：是否\n规则 甲 若 齐全 则 可以 容缺 = 是\n其余 容缺 = 否\n";
  EXPECT_EQ(Messages("输入 齐全：是否\n" + rule, "may-without-criteria"),
            "[可以 容缺 = 是] “可以 容缺”没有写由谁决定、凭什么决定。\n");
  EXPECT_EQ(Messages("人工认定 齐全 由 \"窗口\" 凭 \"材料\"\n" + rule, "may-without-criteria"), "");
  EXPECT_EQ(Messages("政策 甲 \"甲\"\n  责任单位 \"行政审批局\"\n输入 齐全：是否\n" + rule, "may-without-criteria"), "");
  EXPECT_EQ(Messages("输入 齐全：是否\n输出 容缺：是否\n规则 甲 若 齐全 则 应当 容缺 = 是\n其余 容缺 = 否\n",
                     "may-without-criteria"), "");
}

TEST(OpenListWithoutDecider, OpenListsOnly) {
  const std::string output = "输出 可质押：是否 = 标的 属于 专利、商标\n";
  EXPECT_EQ(Messages("输入 标的：枚举 专利、商标 等\n" + output, "open-list-without-decider"),
            "[枚举 专利、商标 等] “标的”的列举以“等”结尾，没有写清单以外的由谁认定。\n");
  EXPECT_EQ(Messages("输入 标的：枚举 专利、商标\n" + output, "open-list-without-decider"), "");
  EXPECT_EQ(Messages("输入 标的：枚举 专利、商标 等\n  备注 \"其他的由市场监管局认定\"\n" + output, "open-list-without-decider"), "");
}

TEST(JudgementWithoutDecider, WhatIsMissing) {
  EXPECT_EQ(Messages("人工认定 真实 由 \"\"\n输出 可：是否 = 真实\n", "judgement-without-decider"),
            "[真实] 人工认定“真实”没有写由谁认定、凭什么材料。\n");
  EXPECT_EQ(Messages("人工认定 真实 由 \"\" 凭 \"合同\"\n输出 可：是否 = 真实\n", "judgement-without-decider"),
            "[真实] 人工认定“真实”没有写由谁认定。\n");
  EXPECT_EQ(Messages("人工认定 真实 由 \"银行\"\n输出 可：是否 = 真实\n", "judgement-without-decider"),
            "[真实] 人工认定“真实”没有写凭什么材料。\n");
  EXPECT_EQ(Messages("人工认定 真实 由 \"银行\" 凭 \"合同\"\n输出 可：是否 = 真实\n", "judgement-without-decider"), "");
}

TEST(VagueFact, FactsNotJudgements) {
  EXPECT_EQ(Messages("输入 影响较大：是否\n输出 评估：是否 = 影响较大\n", "vague-fact"),
            "[影响较大] “影响较大”里的“较大”没有标准，却要申请人自己填是或否。\n");
  EXPECT_EQ(Messages("人工认定 影响较大 由 \"部门\" 凭 \"数据\"\n输出 评估：是否 = 影响较大\n", "vague-fact"), "");
  EXPECT_EQ(Messages("输入 影响较大：是否\n  备注 \"年排放量超过100吨\"\n输出 评估：是否 = 影响较大\n", "vague-fact"), "");
}

TEST(DoubleNegation, NotOfWhatIsNot) {
  EXPECT_EQ(Messages("输入 未失信：是否\n输出 核查：是否 = 并非 未失信\n", "double-negation"),
            "[并非 未失信] “并非 未失信”是否定之否定，读的人要转两个弯。\n");
  EXPECT_EQ(Messages("输入 无记录：是否\n输出 核查：是否 = 无记录 为 否\n", "double-negation"),
            "[无记录 为 否] “无记录 为 否”是否定之否定，读的人要转两个弯。\n");
  EXPECT_EQ(Messages("输入 失信：是否\n输出 可：是否 = 并非 失信\n", "double-negation"), "");
  EXPECT_EQ(Messages("输入 不动产：是否\n输出 可：是否 = 并非 不动产\n", "double-negation"), "");
}

TEST(BoundInName, YesOrNoAboutANumber) {
  EXPECT_EQ(Messages("输入 员工10人以上：是否\n输出 可：是否 = 员工10人以上\n", "bound-in-name"),
            "[员工10人以上] 事实“员工10人以上”的名称里有界限“以上”，由填报人自己判断；应当填数，由规则来比。\n");
  EXPECT_EQ(Messages("输入 省级以上：是否\n输出 可：是否 = 省级以上\n", "bound-in-name"), "");
  EXPECT_EQ(Messages("输入 超过3年的次数：整数\n输出 可：是否 = 超过3年的次数 大于 0\n", "bound-in-name"), "");
}

TEST(NearNames, SameThingInOtherWords) {
  const Linted found = LintText("输入 转贷金额：金额\n输入 转贷额：金额\n输出 和：金额 = 转贷金额 + 转贷额\n", "near-names");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].zh, "“转贷额”和前面的“转贷金额”只差几个字，是不是同一件事？");
  EXPECT_EQ(found[0].line, 2);
  EXPECT_EQ(Messages("输入 占用天数：天数\n输入 占用日数：天数\n输出 和：天数 = 占用天数 + 占用日数\n", "near-names"),
            "[占用日数] “占用日数”和前面的“占用天数”只差几个字，是不是同一件事？\n");
  // Of another kind, or another thing.
  EXPECT_EQ(Messages("输入 转贷金额：金额\n输入 转贷额：整数\n输入 贷款金额：金额\n输出 和：金额 = 转贷金额 + 贷款金额\n输出 数：整数 = 转贷额\n",
                     "near-names"), "");
}

TEST(UnitInName, TypeSaysOtherwise) {
  EXPECT_EQ(Messages("输入 投资万元：金额\n输出 额：金额 = 投资万元\n", "unit-in-name"),
            "[投资万元] “投资万元”的名称写的是“万元”，类型却是金额：填的人按名称填，算的时候按元算。\n");
  EXPECT_EQ(Messages("输入 办理工作日数：天数\n输出 数：天数 = 办理工作日数\n", "unit-in-name"),
            "[办理工作日数] “办理工作日数”的名称写的是“工作日数”，类型却是天数：填的人按名称填，算的时候按天数算。\n");
  EXPECT_EQ(Messages("输入 占用天数：天数\n输入 办理工作日数：工作日数\n输出 甲：天数 = 占用天数\n输出 乙：工作日数 = 办理工作日数\n",
                     "unit-in-name"), "");
  EXPECT_EQ(Messages("输入 年数：整数 0~3\n输出 数：整数 = 年数\n", "unit-in-name"), "");
}

TEST(LabelRepeated, InOneGroup) {
  const auto text = [](const std::string& second) {
    return "输入 甲、乙：是否\n令 资格 = 同时满足：\n  ① \"参保\"：甲\n  ② \"" + second + "\"：乙\n输出 可：是否 = 资格\n";
  };
  EXPECT_EQ(Messages(text("参保"), "label-repeated"),
            "[\"参保\"] 这组条件里有两项都叫“参保”：答复写“参保不符合”，分不清是哪一项。\n");
  EXPECT_EQ(Messages(text("纳税"), "label-repeated"), "");
}

TEST(TextSpelledTwice, MarksAndSpaces) {
  const auto text = [](const std::string& second) {
    return "输入 甲、乙：是否\n输出 处理：文本 命中 首条\n若 甲 则 处理 = \"不予支持\"\n若 乙 则 处理 = \"" + second +
           "\"\n其余 处理 = \"支持\"\n";
  };
  const Linted found = LintText(text("不予支持。"), "text-spelled-twice");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh, "“处理”的结果在这里写成“不予支持。”，在别处写成“不予支持”，差的只是标点或空格。");
  EXPECT_EQ(found[0].fix, "\"不予支持\"");
  EXPECT_EQ(Messages(text("不予支持"), "text-spelled-twice"), "");
  EXPECT_EQ(Messages(text("暂不支持"), "text-spelled-twice"), "");
}

}  // namespace
}  // namespace pol
