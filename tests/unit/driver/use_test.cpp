// Policies that use others: what a call binds, where an error stands, what is asked for.
#include <gtest/gtest.h>

#include <map>

#include "tests/unit/driver/support.h"

namespace pol {
namespace {

class MapFiles : public source::Files {
 public:
  explicit MapFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  Problem Read(const std::string& name, size_t, std::string* text) const override {
    const auto found = files_.find(name);
    if (found == files_.end()) return Problem::kMissing;
    *text = found->second;
    return Problem::kNone;
  }

 private:
  std::map<std::string, std::string> files_;
};

std::unique_ptr<driver::Compilation> CompileWith(std::map<std::string, std::string> files,
                                                 const std::string& text) {
  const MapFiles from(std::move(files));
  driver::Options options;
  options.files = &from;
  return driver::Compile("main.pol", text, options);
}

const program::Policy& Last(const driver::Compilation& compilation) {
  static const program::Policy none;
  EXPECT_NE(compilation.program, nullptr) << Messages(compilation);
  return compilation.program == nullptr ? none : compilation.program->policies.back();
}

constexpr const char* kVan =
    "政策 单车奖补\n"
    "输入 车型：枚举 轻型、冷藏\n"
    "输入 购置价：金额 大于 0\n"
    "输出 定额：金额\n"
    "表 各车\n  | 车型 || 定额 |\n  | 轻型 || 8000元 |\n  | 冷藏 || 2万元 |\n"
    "输出 奖补额：金额 = 四舍五入（购置价 * 10%，分） 封顶 定额\n"
    "输出 大额：是否 = 购置价 不低于 10万元\n";

TEST(Use, TwoCallsOfOnePolicy) {
  const auto compilation = CompileWith(
      {{"van.pol", kVan}},
      "引用 单车奖补 自 \"van.pol\"\n政策 两车\n输入 甲价、乙价：金额 大于 0\n"
      "输出 合计：金额 = 单车奖补（购置价 = 甲价）的 奖补额 + 单车奖补（购置价 = 乙价）的 奖补额\n");
  const program::Policy& policy = Last(*compilation);
  // The kind of vehicle is asked for once: nothing here is called so.
  ASSERT_EQ(policy.inputs.size(), 3U);
  EXPECT_EQ(policy.inputs[2].name, "车型");
  EXPECT_EQ(Brief(Answer(policy, R"({"甲价": 90000, "乙价": 185000, "车型": "冷藏"})"), "合计"),
            "27500");
  EXPECT_EQ(Brief(Answer(policy, R"({"甲价": 90000, "乙价": 185000, "车型": "轻型"})"), "合计"),
            "16000");
  EXPECT_EQ(Brief(Answer(policy, R"({"甲价": 90000, "乙价": 185000})"), "合计"),
            "needs_facts 车型");
  EXPECT_EQ(Brief(Answer(policy, R"({"甲价": 90000})"), "合计"), "needs_facts 乙价 车型");
}

// A call whose every fact is bound to a constant: a register once got the first of the bound values for its result.
TEST(Use, WhatIsBoundIsNotTheResult) {
  const auto compilation = driver::Compile(
      "p.pol",
      "政策 甲\n输入 月数：整数 不少于 0\n输出 月标准：金额 = 500元 * 月数\n"
      "政策 乙\n输入 月份数：整数 不少于 0\n输出 标准：金额 = 甲（月数 = 36）的 月标准\n"
      "输出 总额：金额 = 甲（月数 = 36）的 月标准 * 月份数\n");
  const program::Policy& policy = Last(*compilation);
  const nlohmann::json answer = Answer(policy, R"({"月份数": 2})");  // by both engines
  EXPECT_EQ(Brief(answer, "标准"), "18000");
  EXPECT_EQ(Brief(answer, "总额"), "36000");
  interp::Evaluation direct;
  interp::DirectEngine engine(policy, 19509);
  engine.Evaluate(Facts(policy, R"({"月份数": 2})", 19509).facts, &direct);
  EXPECT_EQ(direct.outputs[0].value.number(), value::Rational(18000));
}

TEST(Use, ANameOfTheSameTypeIsBoundByItself) {
  const auto compilation = CompileWith(
      {{"van.pol", kVan}},
      "引用 单车奖补 自 \"van.pol\"\n政策 丙\n输入 车型：枚举 轻型、冷藏\n输入 含税价：金额 大于 0\n"
      "令 购置价：金额 = 含税价 - 1元\n输出 额：金额 = 单车奖补 的 奖补额\n");
  const program::Policy& policy = Last(*compilation);
  EXPECT_EQ(policy.inputs.size(), 2U);
  EXPECT_EQ(Brief(Answer(policy, R"({"车型": "轻型", "含税价": 10001})"), "额"), "1000");
  // The let lies outside the range that the policy used declares.
  EXPECT_EQ(Brief(Answer(policy, R"({"车型": "轻型", "含税价": 1})"), "额"), "error out_of_domain");
}

TEST(Use, AnotherTypeIsAnotherFact) {
  const auto compilation = CompileWith(
      {{"van.pol", kVan}},
      "引用 单车奖补 自 \"van.pol\"\n政策 丙\n输入 车型：文本\n输入 购置价：金额 大于 0\n"
      "输出 额：金额 = 单车奖补 的 奖补额\n输出 丁：文本 = 车型\n");
  const program::Policy& policy = Last(*compilation);
  ASSERT_EQ(policy.inputs.size(), 3U);
  EXPECT_EQ(policy.inputs[2].name, "单车奖补.车型");
  EXPECT_EQ(Brief(Answer(policy, R"({"车型": "面包车", "购置价": 100, "单车奖补": {"车型": "轻型"}})"),
                  "额"),
            "10");
}

TEST(Use, OnlyWhatTheResultCanReadIsAskedFor) {
  const auto compilation = CompileWith(
      {{"van.pol", kVan}},
      "引用 单车奖补 自 \"van.pol\"\n政策 丙\n输入 购置价：金额 大于 0\n"
      "输出 大：是否 = 单车奖补 的 大额\n"
      "政策 丁\n输出 甲：是否 = 单车奖补 的 大额\n输出 乙：金额 = 单车奖补 的 定额\n"
      "政策 戊\n输入 总价：金额 大于 0\n输出 大：是否 = 单车奖补（购置价 = 总价）的 大额\n");
  ASSERT_NE(compilation->program, nullptr) << Messages(*compilation);
  const auto& policies = compilation->program->policies;
  ASSERT_EQ(policies.size(), 3U);
  // The kind of vehicle matters to the amount alone.
  ASSERT_EQ(policies[0].inputs.size(), 1U);
  EXPECT_EQ(Brief(Answer(policies[0], R"({"购置价": 100000})"), "大"), "true");
  // Each result by its own.
  ASSERT_EQ(policies[1].inputs.size(), 2U);
  EXPECT_EQ(policies[1].calls.size(), 1U);
  EXPECT_EQ(Brief(Answer(policies[1], R"({"购置价": 100000})"), "甲"), "true");
  EXPECT_EQ(Brief(Answer(policies[1], R"({"购置价": 100000})"), "乙"), "needs_facts 车型");
  EXPECT_EQ(Brief(Answer(policies[1], R"({"车型": "冷藏"})"), "乙"), "20000");
  EXPECT_EQ(policies[2].inputs.size(), 1U);
}

TEST(Use, WhatGovernsThePeriodIsRead) {
  const auto compilation = driver::Compile(
      "main.pol",
      "政策 甲\n  施行 自 2023-01-01 起 至 2023-12-31 止 按 签订日\n输入 签订日、到货日、退货日：日期\n"
      "输入 人数、户数：整数\n输出 费：金额\n规则 新 施行 自 2023-06-01 起 按 到货日 若 人数 大于 3 则 费 = 1元\n"
      "输出 类：是否 = 户数 大于 5\n"
      "政策 乙\n输出 费：金额 = 甲 的 费\n政策 丙\n输出 类：是否 = 甲 的 类\n");
  const program::Policy& policy = Last(*compilation);
  ASSERT_EQ(policy.inputs.size(), 2U);
  EXPECT_EQ(policy.inputs[0].name, "签订日");
  EXPECT_EQ(policy.inputs[1].name, "户数");
  EXPECT_EQ(Brief(Answer(policy, R"({"签订日": "2022-12-31"})"), "类"), "no_rule no_value");
  EXPECT_EQ(Brief(Answer(policy, R"({"签订日": "2023-12-31", "户数": 6})"), "类"), "true");
  const program::Policy& fee = compilation->program->policies[1];
  ASSERT_EQ(fee.inputs.size(), 3U);  // 签订日, 到货日 by which the rule holds, 人数
  EXPECT_EQ(Brief(Answer(fee, R"({"签订日": "2023-12-31", "到货日": "2023-06-01", "人数": 4})"), "费"), "1");
}

TEST(Use, AResultMayRestOnAnotherOfTheSamePolicy) {
  // 乙 is what the second result is read for; it comes of the first.
  const auto compilation = driver::Compile(
      "main.pol",
      "政策 甲\n输入 子、丑：整数 0~100\n输出 一：整数 = 子 + 1\n输出 二：整数 = 丑 + 子\n"
      "政策 乙\n输入 子：整数 0~100\n令 丑：整数 = 甲 的 一\n输出 三：整数 = 甲 的 二\n");
  const program::Policy& policy = Last(*compilation);
  ASSERT_EQ(policy.inputs.size(), 1U);
  EXPECT_EQ(policy.calls.size(), 2U);
  EXPECT_EQ(Brief(Answer(policy, R"({"子": 4})"), "三"), "9");
}

TEST(Use, ABoundInputIsThatInputAndAColumn) {
  // Both cells of the fact, and of its range alone, give the same.
  const auto compilation = driver::Compile(
      "main.pol",
      "政策 甲\n输入 天数：天数 不少于 0\n输出 费：金额 = 若 天数 不超过 3 则 1元 否则 2元\n"
      "政策 乙\n输入 占用：天数 4~10\n输出 费：金额 = 甲（天数 = 占用）的 费\n"
      "政策 丙\n输入 占用：天数 4~10\n输出 费：金额 = 甲（天数 = 占用 + 0天）的 费\n");
  ASSERT_NE(compilation->program, nullptr) << Messages(*compilation);
  EXPECT_EQ(Brief(Answer(compilation->program->policies[1], "{}"), "费"), "2");
  // What is computed is never looked behind.
  EXPECT_EQ(Brief(Answer(compilation->program->policies[2], "{}"), "费"), "needs_facts 占用");
}

TEST(Use, AWiderFactMayLieOutside) {
  const auto compilation = driver::Compile(
      "main.pol",
      "政策 甲\n输入 天数：天数 0~10\n输出 费：金额 = 若 天数 不超过 3 则 1元 否则 2元\n"
      "政策 乙\n输入 占用：天数 不少于 0\n输出 费：金额 = 甲（天数 = 占用）的 费\n");
  const program::Policy& policy = Last(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"占用": 10})"), "费"), "2");
  EXPECT_EQ(Brief(Answer(policy, R"({"占用": 11})"), "费"), "error out_of_domain");
}

TEST(Use, ThePlaceOfAnErrorIsInThePolicyUsed) {
  const auto compilation = CompileWith(
      {{"share.pol", "政策 分摊\n输入 总额、人数：数值\n\n输出 份：数值 = 总额 / 人数\n"}},
      "引用 分摊 自 \"share.pol\"\n政策 主\n输入 甲、乙：数值\n"
      "输出 丙：数值 = 分摊（总额 = 甲，人数 = 乙）的 份\n"
      "输出 丁：数值 = 分摊（总额 = 1 / 甲，人数 = 乙）的 份\n");
  const program::Policy& policy = Last(*compilation);
  const nlohmann::json first = Answer(policy, R"({"甲": 1, "乙": 0})").at("outputs").at("丙");
  EXPECT_EQ(first.at("code"), "div_zero");
  EXPECT_EQ(first.at("line"), 4);
  EXPECT_EQ(first.at("policy"), "分摊");
  // Both fail: the policy evaluated comes first.
  const nlohmann::json both = Answer(policy, R"({"甲": 0, "乙": 0})").at("outputs").at("丁");
  EXPECT_EQ(both.at("line"), 5);
  EXPECT_FALSE(both.contains("policy"));
}

TEST(Use, NoRuleNamesTheResultUsed) {
  const auto compilation = driver::Compile(
      "main.pol",
      "政策 甲\n输入 子：是否\n输出 费：金额\n若 子 则 费 = 1元\n"
      "政策 乙\n输入 子：是否\n输出 额：金额 = 甲 的 费 + 1元\n");
  const program::Policy& policy = Last(*compilation);
  const nlohmann::json one = Answer(policy, R"({"子": false})").at("outputs").at("额");
  EXPECT_EQ(one.at("reason"), "no_value");
  EXPECT_EQ(one.at("of"), "甲.费");
}

TEST(Use, AsOfAnotherDay) {
  const auto compilation = driver::Compile(
      "main.pol",
      "政策 利率\n参数 LPR：比率\n  自 2022-08-22 至 2023-06-19 = 3.65%\n  自 2023-06-20 = 3.55%\n"
      "输出 利率：比率 = LPR\n"
      "政策 合同\n输入 签订日：日期\n输出 今：比率 = 利率 的 利率\n"
      "输出 签订时：比率 = 利率（评估日 = 签订日）的 利率\n");
  const program::Policy& policy = Last(*compilation);
  const nlohmann::json answer = Answer(policy, R"({"签订日": "2023-06-19"})", "2023-07-01");
  EXPECT_EQ(Brief(answer, "今"), "0.0355");
  EXPECT_EQ(Brief(answer, "签订时"), "0.0365");
  EXPECT_EQ(Brief(Answer(policy, "{}"), "签订时"), "needs_facts 签订日");
}

TEST(Use, ThroughTwoPolicies) {
  const auto compilation = CompileWith(
      {{"a.pol", "政策 甲\n输入 数：数值\n输出 倍：数值 = 数 * 2\n"},
       {"b.pol", "引用 甲 自 \"a.pol\"\n政策 乙\n输入 数：数值\n输出 四：数值 = 甲（数 = 甲 的 倍）的 倍\n"}},
      "引用 乙 自 \"b.pol\"\n政策 丙\n输入 某：数值\n输出 四：数值 = 乙（数 = 某）的 四\n");
  const program::Policy& policy = Last(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"某": 3})"), "四"), "12");
  EXPECT_EQ(Brief(Answer(policy, "{}"), "四"), "needs_facts 某");
  EXPECT_EQ(compilation->used.size(), 2U);
}

TEST(Use, ARingOfFilesIsRefusedWithItsChain) {
  const std::string main = "引用 乙 自 \"b.pol\"\n政策 丙\n输入 数：数值\n输出 四：数值 = 乙 的 四\n";
  const auto compilation = CompileWith(
      {{"b.pol", "引用 丙 自 \"main.pol\"\n政策 乙\n输入 数：数值\n输出 四：数值 = 数\n"},
       {"main.pol", main}},
      main);
  EXPECT_EQ(Found(*compilation), "ImportErrors") << Messages(*compilation);
  ASSERT_EQ(compilation->used.size(), 1U);
  EXPECT_EQ(Found(*compilation->used[0]), "ImportCycle");
  EXPECT_NE(Messages(*compilation->used[0]).find("main.pol → b.pol → main.pol"), std::string::npos);
}

TEST(Use, AVocabularyGivesItsWords) {
  const auto compilation = CompileWith(
      {{"words.pol", "定义 规模：枚举 微型 < 小型 < 中型 < 大型\n计量单位 床位\n"}},
      "引用 词表 自 \"words.pol\"\n政策 甲\n输入 企业规模：规模\n输入 床：整数 床位\n"
      "输出 可：是否 = 企业规模 不低于 中型 且 床 不少于 20床位\n");
  const program::Policy& policy = Last(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"企业规模": "中型", "床": 20})"), "可"), "true");
  EXPECT_EQ(Brief(Answer(policy, R"({"企业规模": "小型", "床": 20})"), "可"), "false");
  // A mistake is told where it stands, though the words come from elsewhere.
  const auto wrong = CompileWith(
      {{"words.pol", "定义 规模：枚举 微型 < 小型\n"}},
      "引用 词表 自 \"words.pol\"\n政策 甲\n输入 企业规模：规模\n输出 可：是否 = 企业规模 为 中型\n");
  EXPECT_EQ(Found(*wrong), "UnknownMember") << Messages(*wrong);
  EXPECT_EQ(wrong->source->Text(wrong->diagnostics.all()[0].range), "中型");
}

TEST(Use, AVocabularyGivesTheCodesOfItsList) {
  const std::string main =
      "引用 词表 自 \"words.pol\"\n政策 甲\n输入 行业：行业分类\n输出 率：比率\n"
      "表\n  | 行业     || 率 |\n  | I65      || 1% |\n  | 数据处理 || 2% |\n";
  const std::string codes = "code,name,parent\nI,信息业,\nI65,软件业,I\nI64,数据处理,I\n";
  // Codes begin with the letter I, which stands alone for no digit: they must be known before the
  // text is read, however far the list lies behind the vocabulary.
  const auto near = CompileWith(
      {{"words.pol", "定义 行业分类：枚举 自 \"codes.csv\"\n"}, {"codes.csv", codes}}, main);
  EXPECT_EQ(Brief(Answer(Last(*near), R"({"行业": "I65"})"), "率"), "0.01 by 表1.1");
  const auto far = CompileWith({{"words.pol", "引用 词表 自 \"more.pol\"\n计量单位 床位\n"},
                                {"more.pol", "定义 行业分类：枚举 自 \"codes.csv\"\n"},
                                {"codes.csv", codes}},
                               main);
  EXPECT_EQ(Brief(Answer(Last(*far), R"({"行业": "I64"})"), "率"), "0.02 by 表1.2");
}

TEST(Use, WhatIsBoundMustFitTheGrid) {
  const auto compilation = CompileWith(
      {{"van.pol", kVan}},
      "引用 单车奖补 自 \"van.pol\"\n政策 丙\n输入 总价：金额 大于 0\n"
      "输出 额：金额 = 单车奖补（购置价 = 总价 / 3）的 奖补额\n");
  EXPECT_EQ(Found(*compilation), "Unrounded") << Messages(*compilation);
}

TEST(Use, AnIdIsWhicheverVersionIsInForce) {
  const std::string versions =
      "政策 旧费率\n  编号 \"x-1\"\n  施行 自 2022-01-01 起 至 2022-12-31 止 按 签订日\n"
      "输入 签订日：日期\n输出 费：金额 = 1元\n输出 同：金额 = 5元\n"
      "政策 新费率\n  编号 \"x-1\"\n  施行 自 2023-01-01 起 按 签订日\n"
      "输入 签订日：日期\n输出 费：金额 = 2元\n输出 同：金额 = 5元\n";
  const auto compilation = driver::Compile(
      "main.pol", versions + "政策 主\n引用 「x-1」 称 费率\n输入 签订日：日期 不早于 2022-01-01\n"
                             "输出 费：金额 = 费率 的 费\n输出 同：金额 = 费率 的 同\n");
  const program::Policy& policy = Last(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"签订日": "2022-12-31"})"), "费"), "1");
  EXPECT_EQ(Brief(Answer(policy, R"({"签订日": "2023-01-01"})"), "费"), "2");
  // Not known which: an answer where they agree.
  EXPECT_EQ(Brief(Answer(policy, "{}"), "费"), "needs_facts 签订日");
  EXPECT_EQ(Brief(Answer(policy, "{}"), "同"), "5");
}

TEST(Use, TestsFromAFileAreKeptAsWritten) {
  const auto compilation =
      CompileWith({{"cases.csv", "子,费\n是,1\n"}},
                  "政策 甲\n输入 子：是否\n输出 费：金额\n若 子 则 费 = 1元\n测试表 \"批量\" 自 \"cases.csv\"\n");
  const program::Policy& policy = Last(*compilation);
  ASSERT_EQ(policy.test_files.size(), 1U);
  EXPECT_EQ(policy.test_files[0].file, "cases.csv");
  EXPECT_EQ(policy.test_files[0].text, "子,费\n是,1\n");
}

}  // namespace
}  // namespace pol
