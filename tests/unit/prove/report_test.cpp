// From answers to what a drafter reads: the right place, one message for one cause. The answers are made by hand.
#include "compiler/prove/report.h"

#include <gtest/gtest.h>

#include "compiler/driver/compile.h"

namespace pol::prove {
namespace {

using diag::ProofCode;

struct Compiled {
  std::unique_ptr<driver::Compilation> compilation;
  const program::Policy& policy() const { return compilation->program->policies[0]; }
  Index Definition(const std::string& name) const {
    for (size_t i = 0; i < policy().definitions.size(); ++i) {
      if (policy().definitions[i].name == name) return static_cast<Index>(i);
    }
    ADD_FAILURE() << name;
    return 0;
  }
  Answer About(Claim claim, Verdict verdict, const std::string& name, RulePath rule = {}) const {
    Answer answer;
    answer.claim = claim;
    answer.verdict = verdict;
    answer.definition = Definition(name);
    answer.rule = rule;
    const program::Definition& of = policy().definitions[static_cast<size_t>(answer.definition)];
    answer.place = rule.empty() ? of.place : of.rules[static_cast<size_t>(rule[0])].place;
    return answer;
  }
  Case In(std::vector<std::optional<value::Value>> inputs) const {
    Case which;
    which.facts.inputs = std::move(inputs);
    return which;
  }
  std::vector<std::string> Report(std::vector<Answer> answers) const {
    std::vector<diag::Diagnostic> found;
    prove::Report report;
    report.answers = std::move(answers);
    ReportProofs(*compilation->file, *compilation->program, {report}, &found);
    std::vector<std::string> lines;
    for (const diag::Diagnostic& one : found) {
      lines.push_back(std::string(diag::Info(one.code).code) + " " +
                      std::to_string(compilation->source->At(one.range.begin).line) + " " +
                      diag::Message(one, diag::Language::kChinese));
    }
    return lines;
  }
};

Compiled Of(const std::string& text) {
  Compiled compiled{driver::Compile("t.pol", text)};
  EXPECT_NE(compiled.compilation->program, nullptr) << text;
  return compiled;
}

using Lines = std::vector<std::string>;

const char* const kTable =
    "输入 天数数：天数 大于 0\n输出 利率：比率/天\n输出 档：整数\n"
    "表 费率表\n  | 天数数 || 利率 | 档 |\n  | 不超过 3 || 0.1‰ | 1 |\n  | [3, 10] || 0.2‰ | 2 |\n"
    "  | 超过 20 || 0.3‰ | 3 |\n";

TEST(Reports, ResultsOfOneTableHaveOneGap) {
  const Compiled of = Of(kTable);
  Answer rate = of.About(Claim::kNoGap, Verdict::kRefuted, "利率");
  rate.witness = of.In({value::Value(value::Rational(11))});
  Answer band = of.About(Claim::kNoGap, Verdict::kRefuted, "档");
  band.witness = rate.witness;
  EXPECT_EQ(of.Report({rate, band}), (Lines{"P3001 2 “利率、档”有没有规定到的情形：天数数 = 11天。"}));
}

TEST(Reports, AConflictStandsAtTheLaterRule) {
  const Compiled of = Of(kTable);
  Answer answer = of.About(Claim::kNoConflict, Verdict::kRefuted, "利率", {0});
  answer.other = {1};
  answer.witness = of.In({value::Value(value::Rational(3))});
  prove::Report report;
  report.answers = {answer};
  const std::vector<Finding> found =
      Findings(*of.compilation->file, *of.compilation->program, {report});
  ASSERT_EQ(found.size(), 1u);
  const diag::Diagnostic& one = found[0].diagnostic;
  EXPECT_EQ(of.compilation->source->At(one.range.begin).line, 7);
  ASSERT_EQ(one.labels.size(), 1u);
  EXPECT_EQ(of.compilation->source->At(one.labels[0].range.begin).line, 6);
  EXPECT_EQ(diag::Message(one, diag::Language::kChinese),
            "“利率”：费率表第1行和费率表第2行都适用，结果不同：天数数 = 3天。");
  ASSERT_EQ(one.notes.size(), 2u);
  EXPECT_EQ(one.notes[0].zh, "费率表第1行给出 0.1‰，费率表第2行给出 0.2‰。");
}

TEST(Reports, ARowGoesOnlyWhereAllItsResultsCanDoWithoutIt) {
  const Compiled of = Of(kTable);
  const Answer rate = of.About(Claim::kRuleRedundant, Verdict::kProved, "利率", {1});
  const Answer band = of.About(Claim::kRuleRedundant, Verdict::kProved, "档", {1});
  EXPECT_EQ(of.Report({rate}), Lines{});
  EXPECT_EQ(of.Report({rate, band}),
            (Lines{"P3006 7 费率表第2行可以删去：删去以后，任何情形的结果都不变。"}));
  // Where it never applies, that it can go is no news.
  const Answer dead = of.About(Claim::kRuleDead, Verdict::kProved, "利率", {1});
  const Answer dead_band = of.About(Claim::kRuleDead, Verdict::kProved, "档", {1});
  EXPECT_EQ(of.Report({rate, band, dead, dead_band}), (Lines{"P3004 7 费率表第2行从来不会适用。"}));
}

TEST(Reports, OfTwoEqualRulesTheLaterGoes) {
  const Compiled of = Of(
      "输入 数：整数\n输出 果：整数\n规则 甲 若 数 大于 0 则 果 = 1\n规则 乙 若 数 大于 0 则 果 = 1\n"
      "其余 果 = 0\n");
  Answer one = of.About(Claim::kRuleRedundant, Verdict::kProved, "果", {0});
  one.other = {1};
  Answer two = of.About(Claim::kRuleRedundant, Verdict::kProved, "果", {1});
  two.other = {0};
  Answer same = of.About(Claim::kNoSameValue, Verdict::kRefuted, "果", {0});
  same.other = {1};
  same.witness = of.In({value::Value(value::Rational(1))});
  EXPECT_EQ(of.Report({same, one, two}),
            (Lines{"P3006 4 规则“乙”可以删去：删去以后，任何情形的结果都不变。"}));
}

TEST(Reports, AContradictionExplainsTheDeadRule) {
  const Compiled of = Of(
      "输入 数：整数\n输出 果：整数\n若 数 大于 5 且 数 小于 2 则 果 = 1\n其余 果 = 0\n");
  const Answer dead = of.About(Claim::kRuleDead, Verdict::kProved, "果", {0});
  Answer contradiction = dead;
  contradiction.claim = Claim::kConditionFalse;
  contradiction.node = of.policy().definitions[0].rules[0].branches[0].condition;
  contradiction.contradiction = true;
  EXPECT_EQ(of.Report({dead, contradiction}),
            (Lines{"P3009 3 条件“数 大于 5 且 数 小于 2”自相矛盾：没有任何情形能够同时满足。"}));
}

TEST(Reports, WhatOneTermStoppedIsToldOnce) {
  const Compiled of = Of(kTable);
  Answer rate = of.About(Claim::kNoGap, Verdict::kUndecided, "利率");
  rate.stopped_by = "天数数 * 天数数";
  Answer band = of.About(Claim::kNoConflict, Verdict::kUndecided, "利率");
  band.stopped_by = rate.stopped_by;
  EXPECT_EQ(of.Report({rate, band}),
            (Lines{"P3030 2 因为“天数数 * 天数数”，下列各项没有能够核对：“利率”每种情形都有规定；"
                   "“利率”的规则不互相矛盾。其余各项都已核对。"}));
}

TEST(Reports, AHoleStandsAtTheValueBehindIt) {
  const Compiled of = Of(
      "参数 基准：比率\n  自 2022-01-01 至 2022-12-31 = 3%\n  自 2023-02-01 = 2%\n输出 率：比率 = 基准\n");
  Answer answer;
  answer.claim = Claim::kTiles;
  answer.verdict = Verdict::kRefuted;
  answer.number = 0;
  answer.place = of.policy().parameters[0].place;
  answer.witness = of.In({});
  answer.witness->at = 19358;  // 2023-01-01
  answer.detail_zh = "“基准”在 2023-01-01 至 2023-01-31 没有值";
  EXPECT_EQ(of.Report({answer}),
            (Lines{"P3031 3 参数没有盖住施行期：“基准”在 2023-01-01 至 2023-01-31 没有值。"}));
}

}  // namespace
}  // namespace pol::prove
