// What is pasted must read back as what was meant: every text here goes through the compiler again, and the test in it
// must pass by the reference interpreter.
#include "compiler/prove/case_text.h"

#include <gmock/gmock.h>

#include "compiler/prove/witness.h"
#include "tests/unit/prove/prove_support.h"

namespace pol {
namespace {

using prove::Case;
using prove::ClosingText;
using prove::LiteralText;
using prove::NameText;
using prove::TestText;
using prove::TestWish;
using value::Rational;
using value::Value;

constexpr const char* kLoan = R"(
政策 转贷 "转贷"
  施行 自 2023-01-01 起
输入 转贷金额（amount）：金额 大于 0
输入 行业（industry）：枚举 制造业、非制造业
输入 占用天数（days）：天数 大于 0
输出 日利率（rate）：比率/天
输出 费（fee）：金额 = 四舍五入（转贷金额 * 日利率 * 占用天数，分）
表 费率表
  | #  | 转贷金额        | 行业     | 占用天数 || 日利率 |
  | R1 | (0, 500万]      | 制造业   | 不超过 3 || 0      |
  | R2 | (0, 500万]      | 制造业   | 超过 3   || 0.2‰   |
  | R3 | (0, 500万]      | 非制造业 | 不限     || 0.3‰   |
  | R4 | 超过 1000万     | 不限     | 不限     || 0.5‰   |
)";

Case Plain(const Sample& s, const std::map<std::string, Value>& values, int64_t at) {
  Case made;
  made.at = at;
  made.facts.inputs.resize(s.policy().inputs.size());
  made.facts.decided_by.resize(s.policy().inputs.size());
  for (const auto& [name, value] : values) made.facts.inputs[s.InputNumber(name)] = value;
  return made;
}

// Compiles the policy with the test and holds the reference interpreter to it.
void ExpectPasses(const std::string& policy, const std::string& test, const Case& which) {
  ASSERT_NE(test, "");
  const auto compiled = driver::Compile("t.pol", policy + "\n" + test + "\n");
  ASSERT_NE(compiled->program, nullptr) << MessagesOf(*compiled) << test;
  const program::Policy& read = compiled->program->policies.back();
  ASSERT_EQ(read.tests.size(), 1u) << test;
  const program::TestCase& one = read.tests[0];
  EXPECT_EQ(one.at.value_or(0), which.at) << test;
  interp::Facts facts;
  facts.inputs.resize(read.inputs.size());
  for (const auto& given : one.given) {
    facts.inputs[given.input] = interp::EvaluateConstant(read, given.value, which.at);
  }
  for (size_t i = 0; i < facts.inputs.size(); ++i) {
    EXPECT_EQ(facts.inputs[i], which.facts.inputs[i]) << read.inputs[i].name << "\n" << test;
  }
  const interp::Evaluation evaluation = interp::Evaluate(read, facts, which.at, {.explain = true});
  for (const auto& expected : one.expected) {
    for (const interp::Outcome& outcome : evaluation.outputs) {
      if (outcome.definition != expected.definition) continue;
      if (outcome.status == interp::Status::kValue) {
        EXPECT_EQ(interp::EvaluateConstant(read, expected.value, which.at), outcome.value) << test;
      } else if (outcome.status == interp::Status::kNoRule) {
        EXPECT_EQ(expected.kind, program::TestCase::Expectation::Kind::kNoRule) << test;
      } else {
        EXPECT_EQ(expected.kind, program::TestCase::Expectation::Kind::kError) << test;
      }
    }
  }
}

TEST(CaseText, AGapAsATest) {
  Sample s(kLoan);
  const Case gap = Plain(s, {{"转贷金额", Value(Rational(6000000))}, {"行业", Value(Rational(0))}, {"占用天数", Value(Rational(1))}}, Day(2023, 1, 1));
  const std::string zh = TestText(s.policy(), gap, {"没有规则管到的情形", {0}, {}, true}, true);
  EXPECT_EQ(zh, "测试 \"没有规则管到的情形\" 假设 转贷金额 = 600万元，行业 = 制造业，占用天数 = 1 期望 日利率 无规则");
  ExpectPasses(kLoan, zh, gap);
  const std::string en = TestText(s.policy(), gap, {"a gap", {0}, {}, true}, false);
  EXPECT_EQ(en, "test \"a gap\" given 转贷金额 = 6000000 yuan, 行业 = 制造业, 占用天数 = 1 expect 日利率 no rule");
  ExpectPasses(kLoan, en, gap);
}

TEST(CaseText, ValuesAndTheDay) {
  Sample s(kLoan);
  const Case some = Plain(s, {{"转贷金额", Value(Rational(123456789, 100))}, {"行业", Value(Rational(1))}, {"占用天数", Value(Rational(12))}}, Day(2023, 7, 31));
  const std::string zh = TestText(s.policy(), some, {"例", {}, {}, true}, true);
  EXPECT_EQ(zh, "测试 \"例\" 于 2023-07-31 假设 转贷金额 = 1234567.89元，行业 = 非制造业，占用天数 = 12 期望 日利率 = 0.3‰，费 = 4444.44元");
  ExpectPasses(kLoan, zh, some);
  ExpectPasses(kLoan, TestText(s.policy(), some, {"e", {}, {}, true}, false), some);
}

TEST(CaseText, EveryKindOfValueReadsBack) {
  const std::string text = R"(
定义 车辆：记录
  字段 车型：文本
  字段 合格：是否
  字段 购置价：金额 大于 0
定义 企业：记录
  字段 规模：枚举 微型 < 小型
  字段 人数：整数 人
输入 申请人：企业
输入 清单：列表 车辆
输入 日子：列表 日期
输入 种类：集合 枚举 甲、乙、丙
输入 利率：比率/年
输入 面积：数值 亩
输入 时点：时刻
输入 开门：钟点
输入 所属：年月
输入 到期：日期 可空
输入 年限：年数
输入 差：整数
输入 份额：数值
输入 备注词：文本
输入 「规则」：是否
输入 类别：枚举 「其余」、「3类」、普通 等
人工认定 属实 由 "银行"
输出 一：是否 = 属实 且 「规则」
输出 二：数值 = 1 / 差
输出 三：日期 = 到期 + 1天
输出 四：金额
若 差 超过 100 则 四 = 1元
)";
  Sample s(text);
  const auto number = [](int64_t a, int64_t b = 1) { return Value(Rational(a, b)); };
  Case which = Plain(s, {
      {"申请人.规模", number(1)}, {"申请人.人数", number(20)},
      {"清单", Value::List({Value::List({Value::Text("厢式"), Value(true), number(90000)}), Value::List({Value::Text("冷 藏"), Value(false), number(1, 100)})})},
      {"日子", Value::List({number(Day(2024, 2, 29))})},
      {"种类", Value::List({number(0), number(2)})},
      {"利率", number(365, 120000)}, {"面积", number(1000)}, {"时点", number(Day(2023, 7, 1) * 86400 + 20 * 3600 + 1800)},
      {"开门", number(8 * 3600 + 300)}, {"所属", number(2023 * 12 + 3)}, {"到期", Value()}, {"年限", number(36)},
      {"差", number(0)}, {"份额", number(1, 3)}, {"备注词", Value::Text("他说“好”")}, {"规则", Value(true)}, {"类别", number(1)}, {"属实", Value(false)}}, Day(2024, 1, 1));
  for (const bool chinese : {true, false}) {
    const std::string test = TestText(s.policy(), which, {"各种", {}, {}, true}, chinese);
    ExpectPasses(text, test, which);
    EXPECT_THAT(test, testing::HasSubstr("「规则」"));
    EXPECT_THAT(test, testing::HasSubstr("利率 = 3.65%"));  // a year; a month is what is kept
    EXPECT_THAT(test, testing::HasSubstr(chinese ? "报错 二" : "error 二"));
  }
  which.facts.inputs[s.InputNumber("类别")] = Value::Text("别的");
  which.facts.inputs[s.InputNumber("清单")] = Value::List({});
  which.facts.inputs[s.InputNumber("差")] = number(-4);
  which.facts.inputs[s.InputNumber("到期")] = number(Day(2024, 12, 31));
  for (const bool chinese : {true, false}) {
    ExpectPasses(text, TestText(s.policy(), which, {"各种", {}, {}, true}, chinese), which);
  }
}

TEST(CaseText, NamesAreQuotedWhereTheyMust) {
  EXPECT_EQ(NameText("转贷金额"), "转贷金额");
  EXPECT_EQ(NameText("amount_2"), "amount_2");
  EXPECT_EQ(NameText("规则"), "「规则」");
  EXPECT_EQ(NameText("policy"), "「policy」");
  EXPECT_EQ(NameText("适用"), "适用");  // kept for itself only at the head of a policy
  EXPECT_EQ(NameText("适用", true), "「适用」");
  EXPECT_EQ(NameText("3类"), "「3类」");
  EXPECT_EQ(NameText("甲-乙"), "「甲-乙」");
  EXPECT_EQ(NameText("（一）类"), "「（一）类」");
}

TEST(CaseText, TheRowThatClosesAGap) {
  Sample s(kLoan);
  const auto closing = [&](int64_t amount, int64_t industry, int64_t days, bool chinese = true) {
    return ClosingText(s.policy(), 0, Plain(s, {{"转贷金额", Value(Rational(amount))}, {"行业", Value(Rational(industry))}, {"占用天数", Value(Rational(days))}}, Day(2023, 1, 1)), chinese);
  };
  EXPECT_EQ(closing(6000000, 0, 1), "| R5 | (500万, 1000万] | 不限 | 不限 || … |");
  EXPECT_EQ(closing(6000000, 0, 1, false), "| R5 | (5000000, 10000000] | anything | anything || … |");
  // With a value it can stand in the table, and the gap is closed.
  std::string row = closing(6000000, 0, 1);
  row.replace(row.find("…"), std::string("…").size(), "0.4‰");
  const Sample closed(std::string(kLoan) + "  " + row + "\n");
  const Case gap = Plain(closed, {{"转贷金额", Value(Rational(6000000))}, {"行业", Value(Rational(0))}, {"占用天数", Value(Rational(1))}}, Day(2023, 1, 1));
  EXPECT_EQ(interp::Evaluate(closed.policy(), gap.facts, gap.at).outputs[0].value, Value(Rational(4, 10000)));
  EXPECT_EQ(ClosingText(closed.policy(), 0, gap, true), "");
  // No gap, no row.
  EXPECT_EQ(closing(5000000, 0, 1), "");
}

TEST(CaseText, TheRuleThatClosesAGap) {
  const std::string text = R"(
输入 行业：枚举 制造业、建筑业、其他业
输入 天数：整数 0~100
输入 日：日期
输入 名：文本
输出 补：金额
若 行业 为 制造业 且 天数 不超过 3 则 补 = 1元
若 行业 为 制造业 且 天数 超过 10 则 补 = 2元
若 行业 为 建筑业 则 补 = 3元
若 名 为 "甲" 且 日 不早于 2023-01-01 则 补 = 4元
令 久 = 天数 * 2 超过 10
输出 另：金额
若 久 则 另 = 1元
)";
  Sample s(text);
  const auto closing = [&](int64_t industry, int64_t days, int64_t day, const char* name) {
    return ClosingText(s.policy(), 0, Plain(s, {{"行业", Value(Rational(industry))}, {"天数", Value(Rational(days))}, {"日", Value(Rational(day))}, {"名", Value::Text(name)}}, Day(2023, 1, 1)), true);
  };
  EXPECT_EQ(closing(0, 5, Day(2024, 1, 1), "乙"), "若 行业 属于 制造业、其他业 且 天数 属于 (3, 10] 且 名 不为 \"甲\" 则 补 = …");
  EXPECT_EQ(closing(2, 1, Day(2020, 1, 1), "甲"), "若 行业 为 其他业 且 日 低于 2023-01-01 则 补 = …");
  // What hangs on more than comparisons of facts with constants is closed as a whole.
  const Case later = Plain(s, {{"天数", Value(Rational(1))}}, Day(2023, 1, 1));
  EXPECT_EQ(ClosingText(s.policy(), 2, later, true), "其余 另 = …");
}

}  // namespace
}  // namespace pol
