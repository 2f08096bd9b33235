// Conditions, formulas and the sheet to sign, in words.
#include "cli/words.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "cli/sign_off.h"
#include "compiler/driver/compile.h"

namespace pol::cli {
namespace {

using program::Aggregate;
using program::Node;
using program::Op;
using program::TypeKind;

program::Policy Compiled(const std::string& text) {
  const auto compilation = driver::Compile("a.pol", text);
  EXPECT_NE(compilation->program, nullptr) << text;
  return compilation->program == nullptr ? program::Policy{} : compilation->program->policies[0];
}

SignOff Sheet(const program::Policy& policy) {
  Context context;
  context.language = Language::kChinese;
  return MakeSignOff(context, policy, "", 19509);
}

// What the formula of an output says.
std::string Formula(const program::Policy& policy, const std::string& name) {
  for (const program::Definition& definition : policy.definitions) {
    if (definition.name == name && definition.expression >= 0)
      return Words(policy, Language::kChinese).Formula(definition.expression);
  }
  return "";
}

TEST(Words, LiteralsAsWritten) {
  const program::Policy policy = Compiled(
      "输入 基数：金额 不少于 0\n"
      "输出 甲：金额 = 四舍五入（基数 * 0.5%，分）\n"
      "输出 乙：金额 = 四舍五入（基数 * 3‰，分）\n"
      "输出 丙：金额 = 基数 封顶 1.2万元\n"
      "输出 丁：金额 = 基数 封顶 2000元\n");
  EXPECT_EQ(Formula(policy, "甲"), "基数×0.5%，四舍五入到分");
  EXPECT_EQ(Formula(policy, "乙"), "基数×3‰，四舍五入到分");
  EXPECT_EQ(Formula(policy, "丙"), "基数，最多1.2万元");
  EXPECT_EQ(Formula(policy, "丁"), "基数，最多2000元");
}

TEST(Words, ComparisonsInTheWordOfTheText) {
  const program::Policy policy = Compiled(
      "输入 人数：整数 不少于 0\n"
      "输入 等级：枚举 低 < 中 < 高\n"
      "输出 甲：是否 = 人数 达到 20\n"
      "输出 乙：是否 = 人数 不足 20\n"
      "输出 丙：是否 = 等级 >= 中\n"
      "输出 丁：是否 = 等级 <= 中\n"
      "输出 戊：是否 = 人数 20以上\n");
  EXPECT_EQ(Formula(policy, "甲"), "人数达到20");
  EXPECT_EQ(Formula(policy, "乙"), "人数不足20");
  EXPECT_EQ(Formula(policy, "丙"), "等级不低于中");
  EXPECT_EQ(Formula(policy, "丁"), "等级不高于中");
  EXPECT_EQ(Formula(policy, "戊"), "人数20以上");
}

TEST(Words, DatesAndNone) {
  const program::Policy policy = Compiled(
      "月末 末日\n"
      "输入 成立日期、评估日期：日期\n"
      "输入 处罚日期：日期 可空\n"
      "输出 起点：日期 = 最大（成立日期，评估日期 - 1年）\n"
      "输出 受过：是否 = 处罚日期 不为 空\n");
  EXPECT_EQ(Formula(policy, "起点"), "成立日期、（评估日期－1年）中的较晚者");
  EXPECT_EQ(Formula(policy, "受过"), "处罚日期不为空");
}

TEST(Words, AllocationIsOneSentence) {
  const program::Policy policy = Compiled(
      "输入 总额：金额 不少于 0\n"
      "输出 中央、省、地方：金额\n"
      "分配 总额 按 10:27:63 给 中央、省、地方 精确到 分 尾差归 地方\n"
      "  疑义 \"尾差归谁没有写明\" 取 \"归地方\"\n");
  const SignOff sheet = Sheet(policy);
  ASSERT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.rows[0].result, "总额按10：27：63分给中央、省、地方，精确到分，尾差归地方");
  ASSERT_EQ(sheet.readings.size(), 1U);
  EXPECT_NE(sheet.readings[0].find("尾差归谁没有写明 → 取：归地方"), std::string::npos);
}

TEST(Words, GroupsItemByItem) {
  const program::Policy policy = Compiled(
      "输入 是否初次、及时改正：是否\n"
      "输入 后果：枚举 无、轻微、较重\n"
      "输出 结论：枚举 不罚、罚\n"
      "若 同时满足：\n"
      "  ① \"初次\"：是否初次\n"
      "  ② 后果 为 轻微\n"
      "  ③ 及时改正\n"
      "则 结论 = 不罚\n");
  const SignOff sheet = Sheet(policy);
  ASSERT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.rows[0].situation,
            "同时满足：\n　①“初次”：是否初次为是\n　②后果为轻微\n　③及时改正");
}

TEST(SignOff, ParametersChecksAssertionsRequirements) {
  const program::Policy policy = Compiled(
      "输入 利率：比率/年 不少于 0\n"
      "参数 LPR：比率/年 = 3.65%\n"
      "填报要求 利率 不超过 24%\n"
      "输出 低：是否 = 利率 低于 LPR\n"
      "勾稽 \"合计\" 10% + 27% + 63% 等于 96.4% 不符 \"疑为换位\"\n"
      "断言 \"一致\" 若 低 则 利率 不超过 4%\n");
  const SignOff sheet = Sheet(policy);
  EXPECT_EQ(sheet.parameters, std::vector<std::string>{"LPR：每年3.65%"});
  EXPECT_EQ(sheet.requirements, std::vector<std::string>{"利率不超过每年24%"});
  EXPECT_EQ(sheet.checks, std::vector<std::string>{
                              "合计：10%＋27%＋63%等于96.4%，不成立，10%＋27%＋63%算得100%，说明：疑为换位"});
  EXPECT_EQ(sheet.assertions, std::vector<std::string>{"一致：低的，利率不超过每年4%"});
  ASSERT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(sheet.rows[0].bounds, "不含LPR");
}

TEST(SignOff, ExceptionsBelowTheirRules) {
  const program::Policy policy = Compiled(
      "输入 人数：整数 不少于 0\n"
      "输入 特别、更特别：是否\n"
      "输出 费：金额\n"
      "规则 甲 若 人数 不少于 1 则 费 = 10元\n"
      "例外 乙 针对 甲 若 特别 则 费 = 5元\n"
      "例外 丙 针对 乙 若 更特别 则 费 = 0元\n");
  const SignOff sheet = Sheet(policy);
  ASSERT_EQ(sheet.rows.size(), 3U);
  EXPECT_EQ(sheet.rows[0].clause, "规则 甲");
  EXPECT_EQ(sheet.rows[1].clause, "　└ 例外 规则 乙");
  EXPECT_EQ(sheet.rows[2].clause, "　　└ 例外 规则 丙");
}

// Loops, built by hand: 车辆 with 合格 and 购置价; the sum of 10% of the price, at most 2万元 each.
class Loops : public testing::Test {
 protected:
  Loops() {
    program::Type boolean, money, rate, record, list;
    boolean.kind = TypeKind::kBoolean;
    money.kind = TypeKind::kMoney;
    rate.kind = TypeKind::kRate;
    record.kind = TypeKind::kRecord;
    record.fields = {{"合格", "", boolean, {}}, {"购置价", "", money, {}}};
    list.kind = TypeKind::kList;
    list.element = std::make_shared<const program::Type>(record);
    policy_.types = {boolean, money, rate, record, list};
    program::Input input;
    input.name = "车辆清单";
    input.type = 4;
    policy_.inputs = {input};
    list_ = Add(Op::kInput, 4, {});
    const Index item = Add(Op::kItem, 3, {});
    good_ = Add(Op::kField, 0, {item});
    price_ = Add(Op::kField, 1, {item}, 1);
  }

  Index Add(Op op, Index type, std::vector<Index> children, int32_t a = 0, std::string text = "") {
    Node node;
    node.op = op;
    node.type = type;
    node.children = std::move(children);
    node.a = a;
    node.text = std::move(text);
    policy_.nodes.push_back(std::move(node));
    return static_cast<Index>(policy_.nodes.size()) - 1;
  }
  Index Constant(Index type, value::Rational number, std::string text) {
    policy_.constants.emplace_back(std::move(number));
    return Add(Op::kConstant, type, {}, static_cast<int32_t>(policy_.constants.size()) - 1,
               std::move(text));
  }
  std::string For(Aggregate aggregate, Index type, Index where, Index key, Index each,
                  std::vector<Index> extras = {}) {
    program::Loop loop;
    loop.extras = static_cast<int32_t>(extras.size());
    loop.generators.push_back({1, 0});
    policy_.loops.push_back(loop);
    std::vector<Index> children = std::move(extras);
    for (const Index child : {list_, where, key, each}) children.push_back(child);
    const Index index = Add(Op::kFor, type, children, static_cast<int32_t>(aggregate));
    policy_.nodes[index].b = static_cast<int32_t>(policy_.loops.size()) - 1;
    return Words(policy_, Language::kChinese).Formula(index);
  }

  program::Policy policy_;
  Index list_ = -1, good_ = -1, price_ = -1;
};

TEST_F(Loops, Sums) {
  const Index rate = Constant(2, value::Rational(1, 10), "10%");
  const Index most = Constant(1, value::Rational(20000), "2万元");
  const Index part = Add(Op::kMultiply, 1, {price_, rate});
  const Index capped = Add(Op::kMin, 1, {part, most});
  policy_.nodes[capped].b = 1;
  EXPECT_EQ(For(Aggregate::kSum, 1, good_, -1, capped),
            "车辆清单中合格的各项，其（购置价×10%，最多2万元）之和");
  EXPECT_EQ(For(Aggregate::kSum, 1, -1, -1, price_), "车辆清单各项的购置价之和");
  EXPECT_EQ(For(Aggregate::kMax, 1, good_, -1, price_), "车辆清单中合格的各项的购置价中最大的");
}

TEST_F(Loops, CountsAndConditions) {
  const Index item = Add(Op::kItem, 3, {});
  EXPECT_EQ(For(Aggregate::kCount, 1, good_, -1, item), "车辆清单中合格的项数");
  EXPECT_EQ(For(Aggregate::kEvery, 0, -1, -1, good_), "车辆清单中每一项均合格");
  EXPECT_EQ(For(Aggregate::kNo, 0, -1, -1, good_), "车辆清单中没有一项合格");
}

TEST_F(Loops, NeverNothing) {
  const Index item = Add(Op::kItem, 3, {});
  for (int i = 0; i <= static_cast<int>(Aggregate::kProrate); ++i) {
    const auto aggregate = static_cast<Aggregate>(i);
    const Index two = Constant(1, value::Rational(2), "2元");
    EXPECT_FALSE(For(aggregate, 1, -1, -1, item, {two, two}).empty()) << i;
  }
}

}  // namespace
}  // namespace pol::cli
