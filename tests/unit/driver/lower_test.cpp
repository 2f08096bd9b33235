// What each construct becomes.
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

std::string DumpOf(const std::string& text) {
  const auto compilation = driver::Compile("p.pol", text);
  return program::Dump(Only(*compilation));
}

TEST(Lower, OutcomesOfOneRuleShareItsLabel) {
  EXPECT_EQ(DumpOf("input x: boolean\noutput o: integer\noutput p: integer\n"
                   "if x then o = 1, may p = 10\nrule R2 if not x then p = 20\nif x then p = 30"),
            "policy p\n"
            "  input x : boolean\n"
            "  output o : integer grid 1\n"
            "    rule o#1\n"
            "      if x -> 1\n"
            "  output p : integer grid 1\n"
            "    rule p#1\n"
            "      if x may -> 10\n"
            "    rule R2\n"
            "      if (not x) -> 20\n"
            "    rule p#3\n"
            "      if x -> 30\n"
            "  order o p\n");
}

TEST(Lower, ChainIsOneRuleOfBranches) {
  const auto compilation = driver::Compile(
      "p.pol",
      "input k: integer\noutput o: integer\n"
      "rule R if k in 0~2 then o = 1 else if k in [-7, 0) then o = 2 unless k is -5 else o = 3");
  const program::Policy& policy = Only(*compilation);
  ASSERT_EQ(policy.definitions[0].rules.size(), 1u);
  const program::Rule& rule = policy.definitions[0].rules[0];
  ASSERT_EQ(rule.branches.size(), 4u);
  EXPECT_EQ(program::DumpNode(policy, rule.branches[0].condition), "(in-interval k 0 2)@k");
  EXPECT_EQ(program::DumpNode(policy, rule.branches[1].condition),
            "(and (in-interval:2 k -7 0)@k (== k -5)@k)");
  EXPECT_EQ(rule.branches[1].result, -1);
  EXPECT_EQ(program::DumpNode(policy, rule.branches[2].condition), "(in-interval:2 k -7 0)@k");
  EXPECT_EQ(rule.branches[3].condition, -1);
  EXPECT_EQ(Brief(Answer(policy, R"({"k": 2})"), "o"), "1 by R");
  EXPECT_EQ(Brief(Answer(policy, R"({"k": -7})"), "o"), "2 by R");
  EXPECT_EQ(Brief(Answer(policy, R"({"k": -5})"), "o"), "no_rule none_applied");
  EXPECT_EQ(Brief(Answer(policy, R"({"k": 3})"), "o"), "3 by R");
}

TEST(Lower, UnlessIsAConditionOfItsRule) {
  const auto compilation = driver::Compile(
      "p.pol",
      "input a: money\ninput x: boolean\noutput o: integer\nif a over 5 then o = 1 unless x");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(program::DumpNode(policy, policy.definitions[0].rules[0].branches[0].condition),
            "(and (> a 5)@a (not x))");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": 6, "x": true})"), "o"), "no_rule none_applied");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": 6, "x": false})"), "o"), "1 by o#1");
  EXPECT_EQ(Brief(Answer(policy, R"({"a": 6})"), "o"), "needs_facts x");
}

TEST(Lower, ValidityComesFirst) {
  const auto compilation =
      driver::Compile("p.pol",
                      "input d: date\ninput x: boolean\noutput o: integer\n"
                      "rule A effective from 2023-01-01 to 2023-12-31 by d if x then o = 1\n"
                      "rule B effective from 2024-01-01 then o = 2");
  const program::Policy& policy = Only(*compilation);
  const auto& rules = policy.definitions[0].rules;
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(program::DumpNode(policy, rules[0].condition, {.source = true}),
            "(in-interval d 19358 19722)@d{effective from 2023-01-01 to 2023-12-31 by d}");
  EXPECT_EQ(program::DumpNode(policy, rules[1].condition), "(>= today 19723)");
  EXPECT_EQ(Brief(Answer(policy, R"({"d": "2023-12-31", "x": true})", "2023-06-01"), "o"),
            "1 by A");
  EXPECT_EQ(Brief(Answer(policy, R"({"d": "2024-01-01", "x": true})", "2024-06-01"), "o"),
            "2 by B");
}

TEST(Lower, ExceptionsStandUnderWhatTheyName) {
  const auto compilation = driver::Compile(
      "p.pol",
      "input x: boolean\ninput e: boolean\ninput f: boolean\noutput o: integer\noutput p: integer\n"
      "rule R if x then o = 1, p = 10\nexception E overrides R if e\n"
      "exception F overrides E if f then o = 3");
  const program::Policy& policy = Only(*compilation);
  const program::Rule& rule = policy.definitions[0].rules[0];
  ASSERT_EQ(rule.exceptions.size(), 1u);
  EXPECT_TRUE(rule.exceptions[0].removes);
  EXPECT_EQ(rule.exceptions[0].branches[0].result, -1);
  ASSERT_EQ(rule.exceptions[0].exceptions.size(), 1u);
  EXPECT_EQ(rule.exceptions[0].exceptions[0].label, "F");
  const program::Rule& other = policy.definitions[1].rules[0];
  ASSERT_EQ(other.exceptions.size(), 1u);
  EXPECT_TRUE(other.exceptions[0].removes);
  EXPECT_TRUE(other.exceptions[0].exceptions.empty());
}

TEST(Lower, OtherwiseRowIsTheDefaultOfItsGroup) {
  const auto compilation = driver::Compile("p.pol",
                                           "input e: enum A, B, C\noutput o: integer\n"
                                           "table t\n| e || o |\n| A || 1 |\n| otherwise || 2 |");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(policy.definitions[0].rules.size(), 1u);
  EXPECT_GE(policy.definitions[0].otherwise, 0);
  EXPECT_EQ(policy.definitions[0].otherwise_place.line, 6);
  EXPECT_EQ(Brief(Answer(policy, R"({"e": "C"})"), "o"), "2 by otherwise");
  EXPECT_EQ(Brief(Answer(policy, "{}"), "o"), "needs_facts e");
}

TEST(Lower, DefaultOfACollection) {
  const std::string head =
      "define K: enum A, B\ninput x: boolean\ninput y: boolean\n"
      "output o: set of K hit collect set\n"
      "rule R1 if x then o = B\nrule R2 if y then o = A\notherwise o = ";
  const auto empty = driver::Compile("p.pol", head + "none");
  EXPECT_EQ(Answer(Only(*empty), R"({"x": false, "y": false})")["outputs"]["o"]["value"],
            nlohmann::json::array());
  const auto one = driver::Compile("p.pol", head + "B");
  EXPECT_EQ(Answer(Only(*one), R"({"x": false, "y": false})")["outputs"]["o"]["value"],
            nlohmann::json::parse(R"(["B"])"));
  EXPECT_EQ(Answer(Only(*one), R"({"x": true, "y": true})")["outputs"]["o"]["value"],
            nlohmann::json::parse(R"(["A", "B"])"));
}

TEST(Lower, CellsOfSeveralTests) {
  const auto compilation =
      driver::Compile("p.pol",
                      "input n: integer\noutput o: integer\n"
                      "table t\n| n || o |\n| 3~10, 15, over 20 || 1 |\n| not 1、2、[5, 6] || 2 |");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(program::DumpNode(policy, policy.definitions[0].rules[0].branches[0].condition,
                              {.source = true}),
            "(or (in-interval n 3 10)@n{n 3~10} (== n 15)@n{n 15} (> n 20)@n{n over 20})"
            "{n 3~10, 15, over 20}");
  EXPECT_EQ(program::DumpNode(policy, policy.definitions[0].rules[1].branches[0].condition),
            "(not (or (in-set n 1 2)@n (in-interval n 5 6)@n))");
}

TEST(Lower, FactsStandOnTheLeft) {
  const auto compilation = driver::Compile(
      "p.pol", "input a: money\noutput o: boolean = 500万 > a and 1 < a <= 5万 and a 以上 3");
  EXPECT_EQ(compilation->program, nullptr);  // 以上 stands after its number
  const auto right = driver::Compile(
      "p.pol", "input a: money\noutput o: boolean = 500万 > a and 1 < a <= 5万 and a 3元以上");
  const program::Policy& policy = Only(*right);
  EXPECT_EQ(program::DumpNode(policy, policy.definitions[0].expression),
            "(and (< a 5000000)@a (and (> a 1)@a (<= a 50000)@a) (>= a 3)@a)");
}

TEST(Lower, LabelledConditions) {
  const auto compilation = driver::Compile(
      "p.pol",
      "input a: boolean\ninput b: boolean\ninput c: boolean\n"
      "let g = at least 2 of ① \"合同\": a ② b ③ \"流水\": c\noutput o: boolean = g\n"
      "output m: list of text = unmet(g)");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(program::DumpNode(policy, policy.definitions[0].expression),
            "(at-least:2 name=g \"合同\":a \"②\":b \"流水\":c)");
  const auto answer = Answer(policy, R"({"a": true, "b": false, "c": false})");
  EXPECT_EQ(Brief(answer, "o"), "false");
  EXPECT_EQ(answer["outputs"]["m"]["value"], nlohmann::json::parse(R"(["②", "流水"])"));
}

TEST(Lower, DatedParameters) {
  const auto compilation =
      driver::Compile("p.pol",
                      "parameter LPR: rate/year\n"
                      "  from 2022-08-22 to 2023-06-19 = 3.65%\n"
                      "  from 2023-06-20 = 3.55%\n"
                      "input d: date\noutput r: rate/year = LPR(d) + 100个基点\n"
                      "output s: rate/year = LPR");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"d": "2023-06-19"})", "2024-01-01"), "r"), "0.0465");
  EXPECT_EQ(Brief(Answer(policy, R"({"d": "2023-06-20"})", "2024-01-01"), "r"), "0.0455");
  EXPECT_EQ(Brief(Answer(policy, R"({"d": "2022-08-21"})", "2024-01-01"), "r"),
            "no_rule no_period");
  EXPECT_EQ(Brief(Answer(policy, R"({"d": "2022-08-22"})", "2024-01-01"), "s"), "0.0355");
}

TEST(Lower, RemarksAndPlaces) {
  const auto compilation = driver::Compile("p.pol",
                                           "政策 甲 (jia) \"标题\"\n  编号 \"x-1\"\n  版本 \"2\"\n"
                                           "  来源 \"文件\" 条款 \"第1条\"\n  备注 \"全篇\"\n"
                                           "输入 a：金额\n  备注 \"含税\"\n"
                                           "输出 o：整数\n"
                                           "规则 R \"免费\" 若 a 超过 5 则 o = 1\n"
                                           "  见 \"第2条\" 来源 \"附件\"\n"
                                           "  疑义 \"是否含本数\" 取 \"不含\"\n"
                                           "其余 原则上 应当 o = 2");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(policy.name, "甲");
  EXPECT_EQ(policy.title, "标题");
  EXPECT_EQ(policy.id, "x-1");
  EXPECT_EQ(policy.version, "2");
  EXPECT_EQ(policy.remarks.notes, std::vector<std::string>{"全篇"});
  EXPECT_EQ(policy.inputs[0].remarks.notes, std::vector<std::string>{"含税"});
  EXPECT_EQ(policy.inputs[0].place.line, 6);
  EXPECT_EQ(policy.inputs[0].place.clause, "第1条");
  const program::Rule& rule = policy.definitions[0].rules[0];
  EXPECT_EQ(rule.title, "免费");
  EXPECT_EQ(rule.place.document, "附件");
  EXPECT_EQ(rule.place.clause, "第2条");
  EXPECT_EQ(rule.place.line, 9);
  ASSERT_EQ(rule.remarks.ambiguities.size(), 1u);
  EXPECT_EQ(rule.remarks.ambiguities[0].text, "是否含本数");
  EXPECT_EQ(rule.remarks.ambiguities[0].taken, "不含");
  EXPECT_EQ(policy.definitions[0].otherwise_modality, program::Modality::kInPrincipleShall);
  EXPECT_EQ(policy.definitions[0].otherwise_place.line, 12);
}

TEST(Lower, TestsRequiresAndAssertions) {
  EXPECT_EQ(DumpOf("input a: money\ninput x: boolean\noutput o: money\nif x then o = a\n"
                   "require a <= 1万\n"
                   "assert \"cap\" if x then o <= 1万\n"
                   "assert \"free\" o independent of x\n"
                   "test \"t\" at 2023-06-01 given a = 5元, x = yes expect o = 5\n"
                   "test \"n\" given a = 5 expect o needs x\n"
                   "test \"z\" given a = 2万 expect error a\n"
                   "tests \"many\"\n| a | x || o |\n| 1 | no || no rule |\n| - | yes || needs a |"),
            "policy p\n"
            "  input a : money 元 grid 0.01\n"
            "  input x : boolean\n"
            "  require (<= a 10000)@a\n"
            "  output o : money 元 grid 0.01\n"
            "    rule o#1\n"
            "      if x -> a\n"
            "  order o\n"
            "  assert \"cap\" (or (not x) (<= o 10000))\n"
            "  assert \"free\" -\n"
            "  test \"t\" at 2023-06-01\n"
            "    given a = 5\n"
            "    given x = 1\n"
            "    expect o = 5\n"
            "  test \"n\"\n"
            "    given a = 5\n"
            "    expect o needs x\n"
            "  test \"z\"\n"
            "    given a = 20000\n"
            "    expect refused a\n"
            "  test \"many[1]\"\n"
            "    given a = 1\n"
            "    given x = 0\n"
            "    expect o no rule\n"
            "  test \"many[2]\"\n"
            "    given a unknown\n"
            "    given x = 1\n"
            "    expect o needs a\n");
}

}  // namespace
}  // namespace pol
