// Rules about where a rule comes from.
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

const std::string kFee = "输入 费用：金额 不少于 0\n";
const std::string kGrant = kFee + "输出 补助：金额 = 费用 封顶 2万元";

TEST(NoId, OfAPolicyThatGivesSomething) {
  EXPECT_EQ(Messages("政策 甲 \"甲办法\"\n" + kGrant, "no-id"), "[甲] “甲”没有编号。\n");
  EXPECT_EQ(Messages("政策 甲 \"甲办法\"\n  编号 \"a\"\n" + kGrant, "no-id"), "");
  EXPECT_EQ(Messages(kGrant, "no-id"), "");
}

TEST(NoSource, AndWithoutClause) {
  const std::string head = "政策 甲 \"甲办法\"\n  编号 \"a\"\n";
  EXPECT_EQ(Messages(head + kGrant, "no-source"), "[甲] “甲”没有写出自哪份文件。\n");
  const std::string source = head + "  来源 \"2023年措施\"";
  EXPECT_EQ(Messages(source + "\n" + kGrant, "no-source"), "");
  EXPECT_EQ(Messages(source + "\n" + kGrant, "source-without-clause"),
            "[来源 \"2023年措施\"] 只写了出自“2023年措施”，没有写哪一条。\n");
  EXPECT_EQ(Messages(source + " 条款 \"第3条\"\n" + kGrant, "source-without-clause"), "");
  EXPECT_EQ(Messages(source + "\n" + kGrant + " 见 \"第3条\"", "source-without-clause"), "");
  EXPECT_EQ(Messages(head + kGrant, "source-without-clause"), "");
}

TEST(RuleWithoutClause, WhereMostCite) {
  const auto text = [](const std::string& second, const std::string& third) {
    return kFee + "输入 数：整数 个 不少于 0\n输出 补助：金额\n"
           "规则 甲 若 数 为 1个 则 补助 = 1万元 见 \"第3条\"\n规则 乙 若 数 为 2个 则 补助 = 2万元" + second +
           "\n规则 丙 若 数 超过 2个 则 补助 = 费用 封顶 3万元" + third + "\n其余 补助 = 0\n";
  };
  EXPECT_EQ(Messages(text(" 见 \"第4条\"", ""), "rule-without-clause"),
            "[丙] 别的规则都写了出自哪一条，这里没有写。\n");
  EXPECT_EQ(Messages(text(" 见 \"第4条\"", " 见 \"第5条\""), "rule-without-clause"), "");
  EXPECT_EQ(Messages(text(" 见 \"第4条\"", " 备注 \"原文没有，为完整添上\""), "rule-without-clause"), "");
  EXPECT_EQ(Messages(text("", ""), "rule-without-clause"), "");  // one in three cites: that is no habit
}

TEST(NumberNotInClause, QuotedWords) {
  const auto text = [](const std::string& value, const std::string& quoted) {
    return kFee + "输出 补助：金额\n规则 甲 若 费用 大于 0 则 补助 = 费用 封顶 " + value + "\n  备注 \"" + quoted + "\"\n";
  };
  EXPECT_EQ(Messages(text("3万元", "原文：给予最高2万元补助"), "number-not-in-clause"),
            "[3万元] 这里写的是“3万元”，后面抄录的原文里没有这个数。\n");
  EXPECT_EQ(Messages(text("2万元", "原文：给予最高2万元补助"), "number-not-in-clause"), "");
  EXPECT_EQ(Messages(text("20000元", "原文：给予最高2万元补助"), "number-not-in-clause"), "");
  EXPECT_EQ(Messages(text("2万元", "原文：给予最高两万元补助"), "number-not-in-clause"), "");
  EXPECT_EQ(Messages(text("3万元", "给予最高2万元补助"), "number-not-in-clause"), "");  // not said to be quoted
  EXPECT_EQ(Messages(text("3万元 * 20%", "原文：不超过30000元的百分之二十，即20%"), "number-not-in-clause"), "");
}

TEST(AmbiguityWithoutReading, ReadingTaken) {
  EXPECT_EQ(Messages(kGrant + "\n  疑义 \"是否含税\"\n", "ambiguity-without-reading"),
            "[疑义 \"是否含税\"] 疑义“是否含税”没有写按哪种读法算。\n");
  EXPECT_EQ(Messages(kGrant + "\n  疑义 \"是否含税\" 取 \"含税\"\n", "ambiguity-without-reading"), "");
  EXPECT_EQ(Messages("政策 甲 \"甲\"\n  编号 \"a\"\n  疑义 \"是否含税\"\n" + kGrant, "ambiguity-without-reading"),
            "[疑义 \"是否含税\"] 疑义“是否含税”没有写按哪种读法算。\n");
}

TEST(EmptyRemark, SaysNothing) {
  EXPECT_EQ(Messages(kGrant + " 备注 \"同上。\"", "empty-remark"), "[\"同上。\"] 这里的说明是“同上。”，没有说出什么。\n");
  EXPECT_EQ(Messages(kGrant + " 备注 \"\"", "empty-remark"), "[\"\"] 这里的说明是“”，没有说出什么。\n");
  EXPECT_EQ(Messages(kGrant + " 疑义 \"是否含税\" 取 \"略\"", "empty-remark"), "[\"略\"] 这里的说明是“略”，没有说出什么。\n");
  EXPECT_EQ(Messages(kGrant + " 备注 \"同上一条合并计算\"", "empty-remark"), "");
}

TEST(BurdenWithoutBasis, PenaltiesNotGrants) {
  const std::string head = "政策 甲 \"甲\"\n  编号 \"a\"\n", input = "输入 次数：整数 次\n";
  const std::string fine = input + "输出 罚款金额：金额 = 若 次数 为 1次 则 50元 否则 200元\n";
  EXPECT_EQ(Messages(head + fine, "burden-without-basis"), "[罚款金额] “罚款金额”涉及处罚，开头没有写依据。\n");
  EXPECT_EQ(Messages(head + "  依据 \"《中华人民共和国行政处罚法》\"\n" + fine, "burden-without-basis"), "");
  EXPECT_EQ(Messages(head + kGrant, "burden-without-basis"), "");
  EXPECT_EQ(Messages(head + input + "输出 减免罚款：金额 = 若 次数 为 1次 则 50元 否则 0元\n", "burden-without-basis"), "");
  EXPECT_EQ(Messages(head + fine, "no-office"), "[甲] “甲”涉及处罚，没有写责任单位。\n");
  EXPECT_EQ(Messages(head + "  责任单位 \"市公安局\"\n" + fine, "no-office"), "");
  EXPECT_EQ(Messages(head + kGrant, "no-office"), "");
}

TEST(BasisWithoutNumber, NoticesNotLaws) {
  const auto text = [](const std::string& basis) {
    return "政策 甲 \"甲\"\n  编号 \"a\"\n  依据 \"" + basis + "\"\n" + kGrant;
  };
  EXPECT_EQ(Messages(text("《关于支持参展的通知》"), "basis-without-number"),
            "[\"《关于支持参展的通知》\"] 依据“《关于支持参展的通知》”没有写文号。\n");
  EXPECT_EQ(Messages(text("《参展补助办法（试行）》"), "basis-without-number"),
            "[\"《参展补助办法（试行）》\"] 依据“《参展补助办法（试行）》”没有写文号。\n");
  EXPECT_EQ(Messages(text("《关于支持参展的通知》（通商发〔2023〕5号）"), "basis-without-number"), "");
  EXPECT_EQ(Messages(text("《中华人民共和国民法典》第二百零三条"), "basis-without-number"), "");
  EXPECT_EQ(Messages(text("《优化营商环境条例》"), "basis-without-number"), "");
}

TEST(DanglingReference, PointsNowhere) {
  EXPECT_EQ(Messages(kGrant + " 见 \"按有关规定\"", "dangling-reference"),
            "[\"按有关规定\"] 出处写的是“按有关规定”，没有说是哪一份文件、哪一条。\n");
  EXPECT_EQ(Messages(kGrant + " 见 \"前款\"", "dangling-reference"),
            "[\"前款\"] 出处写的是“前款”，没有说是哪一份文件、哪一条。\n");
  EXPECT_EQ(Messages(kGrant + " 见 \"《办法》第三条规定的前款情形\"", "dangling-reference"), "");
  EXPECT_EQ(Messages(kGrant + " 见 \"第三条\"", "dangling-reference"), "");
  EXPECT_EQ(Messages(kGrant + " 备注 \"按规定由财政局拨付\"", "dangling-reference"), "");
}

TEST(TestNameEmpty, SaysWhichCase) {
  const auto text = [](const std::string& name) {
    return kGrant + "\n测试 \"" + name + "\" 假设 费用 = 1元 期望 补助 = 1元\n";
  };
  EXPECT_EQ(Messages(text("测试1"), "test-name-empty"), "[\"测试1\"] 测试“测试1”的名称没有说出试的是什么情形。\n");
  EXPECT_EQ(Messages(text("例一"), "test-name-empty"), "[\"例一\"] 测试“例一”的名称没有说出试的是什么情形。\n");
  EXPECT_EQ(Messages(text("3"), "test-name-empty"), "[\"3\"] 测试“3”的名称没有说出试的是什么情形。\n");
  EXPECT_EQ(Messages(text("恰好"), "test-name-empty"), "");
  EXPECT_EQ(Messages(text("测试期内的一元"), "test-name-empty"), "");
}

TEST(MismatchUnexplained, HowAndWhy) {
  const auto text = [](const std::string& why) {
    return "勾稽 \"各镇之和\" 30 + 40 等于 120 不符 \"" + why + "\"\n" + kGrant;
  };
  EXPECT_EQ(Messages(text("不符"), "mismatch-unexplained"),
            "[\"不符\"] 这里写了数字不符，但“不符”没有说清楚原文是多少、为什么不符。\n");
  EXPECT_EQ(Messages(text("应为70"), "mismatch-unexplained"), "");
  EXPECT_EQ(Messages(text("收回资料未必都算整改"), "mismatch-unexplained"), "");
}

TEST(IdTwice, InOneFile) {
  const auto two = [](const std::string& second) {
    return LintText("政策 甲\n  编号 \"x-1\"\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 a：是否\n输出 可：是否 = a\n"
                    "政策 乙\n  编号 \"x-1\"\n  施行 自 2024-01-01 起\n输入 a：是否\n输出 " +
                        second + "：是否 = a\n",
                    "id-twice");
  };
  const Linted found = two("行");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].zh, "“乙”的编号“x-1”，“甲”已经用了：两项没有一个相同的结果，不是同一项政策的两个版本。");
  EXPECT_EQ(found[0].line, 7);
  EXPECT_TRUE(two("可").empty());  // versions
}

}  // namespace
}  // namespace pol
