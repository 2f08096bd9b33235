// Claims that need no diagrams: figures, dated values, periods, calendars, deadlines, shares.
#include "compiler/prove/claims_static.h"

#include <gtest/gtest.h>

#include "compiler/prove/claims_static_reach.h"
#include "tests/unit/prove/prove_support.h"

namespace pol::prove {
namespace {

int64_t Day(const char* text) { return *value::ParseDate(text); }

struct Found {
  explicit Found(const std::string& text) : sample(text) {
    Options options;
    options.today = Day("2024-06-01");
    StaticClaims(sample.policy(), options, &answers);
  }
  // What is refuted of a claim; its details in order.
  std::string Refuted(Claim claim) const {
    std::string all;
    for (const Answer& one : answers) {
      if (one.claim != claim || one.verdict != Verdict::kRefuted) continue;
      all += (all.empty() ? "" : "；") + one.detail_zh;
    }
    return all;
  }
  size_t Proved(Claim claim) const {
    size_t count = 0;
    for (const Answer& one : answers) count += one.claim == claim && one.verdict == Verdict::kProved;
    return count;
  }
  const Answer& Only(Claim claim) const {
    static const Answer none;
    const Answer* found = nullptr;
    for (const Answer& one : answers) {
      if (one.claim != claim) continue;
      EXPECT_EQ(found, nullptr);
      found = &one;
    }
    EXPECT_NE(found, nullptr);
    return found == nullptr ? none : *found;
  }

  Sample sample;
  std::vector<Answer> answers;
};

TEST(StaticDays, Sets) {
  const Days a = Days::Between(10, 20), b = Days::Between(15, 30);
  EXPECT_EQ(a.And(b).parts(), (std::vector<std::pair<int64_t, int64_t>>{{15, 20}}));
  EXPECT_EQ(a.Or(b).parts(), (std::vector<std::pair<int64_t, int64_t>>{{10, 30}}));
  EXPECT_EQ(a.And(b.Not()).parts(), (std::vector<std::pair<int64_t, int64_t>>{{10, 14}}));
  EXPECT_EQ(a.Shifted(5).parts(), (std::vector<std::pair<int64_t, int64_t>>{{15, 25}}));
  EXPECT_TRUE(Days::Between(3, 2).empty());
  EXPECT_TRUE(Days::All().Not().empty());
  // What has no beginning of its own does not ask for what lies before all values.
  EXPECT_TRUE(Uncovered(Days::All(), Days::Between(10, {}), false).empty());
  EXPECT_TRUE(Uncovered(Days::All(), Days::Between(10, 20), false).empty());
  EXPECT_EQ(Uncovered(Days::All(), Days::Between(10, 20), true).first(), 21);
  EXPECT_EQ(Uncovered(Days::Between(5, 15), Days::Between(10, 20), false).parts(),
            (std::vector<std::pair<int64_t, int64_t>>{{5, 9}}));
}

TEST(StaticFigures, SumAgainstTotal) {
  const Found found(
      "输出 各区：列表 整数 场 = 列表（20场，18场，11场）\n"
      "勾稽 \"总数\" 合计（各区） 等于 50场\n勾稽 \"个数\" 个数（各区） 等于 3\n");
  EXPECT_EQ(found.Refuted(Claim::kFigures), "左边是49场，右边是50场，相差1场");
  EXPECT_EQ(found.Proved(Claim::kFigures), 1u);
}

TEST(StaticFigures, TheRemarkMayHaveBecomeWrong) {
  const Found found(
      "勾稽 \"甲\" 10% + 27% * 80% + 63% 等于 96.4% 不符 \"疑为换位\"\n"
      "勾稽 \"乙\" 10% + 27% + 63% 等于 100% 不符 \"相差1%\"\n");
  EXPECT_EQ(found.Refuted(Claim::kFigures),
            "这两个数现在是一致的，“不符”的说明已经不对：左边是100%，右边是100%");
  EXPECT_EQ(found.Proved(Claim::kFigures), 1u);
}

TEST(StaticFigures, OfDatedValues) {
  const Found found(
      "政策 费率\n  施行 自 2023-01-01 起 至 2024-12-31 止\n"
      "参数 中央：比率\n  自 2023-01-01 = 10%\n  自 2024-01-01 = 12%\n"
      "参数 省：比率 = 27%\n参数 市：比率 = 63%\n"
      "输出 比：比率 = 中央 + 省 + 市\n"
      "勾稽 \"合为全额\" 中央 + 省 + 市 等于 100%\n");
  EXPECT_EQ(found.Refuted(Claim::kFigures),
            "2024-01-01：左边是102%，右边是100%，相差2%");
  ASSERT_TRUE(found.Only(Claim::kFigures).witness);
  EXPECT_EQ(found.Only(Claim::kFigures).witness->at, Day("2024-01-01"));
  // Shown by the reference interpreter.
  const Answer& answer = found.Only(Claim::kFigures);
  EXPECT_FALSE(
      interp::EvaluateConstant(found.sample.policy(), answer.node, answer.witness->at)->truth());
  EXPECT_TRUE(
      interp::EvaluateConstant(found.sample.policy(), answer.node, Day("2023-12-31"))->truth());
}

TEST(StaticFigures, WithFactsIsNotDecided) {
  const Found found("输入 甲：整数\n输出 乙：整数 = 甲\n勾稽 \"题\" 甲 等于 3\n");
  EXPECT_EQ(found.Only(Claim::kFigures).verdict, Verdict::kUndecided);
  EXPECT_EQ(found.Only(Claim::kFigures).stopped_by, "甲 等于 3");
}

TEST(StaticTiles, EndsBeforeThePolicy) {
  const Found found(
      "政策 甲\n  施行 自 2023-01-01 起 至 2024-12-31 止\n"
      "参数 利率：比率\n  自 2023-01-01 至 2023-12-31 = 3%\n"
      "输出 乙：比率 = 利率\n");
  EXPECT_EQ(found.Refuted(Claim::kTiles), "“利率”在 2024-01-01 至 2024-12-31 没有值");
  const Answer& answer = found.Only(Claim::kTiles);
  EXPECT_EQ(answer.witness->at, Day("2024-01-01"));
  const auto evaluation =
      interp::Evaluate(found.sample.policy(), answer.witness->facts, answer.witness->at);
  EXPECT_EQ(evaluation.outputs[0].status, interp::Status::kNoRule);
}

TEST(StaticTiles, ReadOnlyWhereTheRuleIsValid) {
  const std::string head =
      "政策 甲\n  施行 自 2023-01-01 起 至 2024-12-31 止\n"
      "参数 利率：比率\n  自 2023-01-01 至 2023-12-31 = 3%\n输出 乙：比率\n";
  EXPECT_EQ(Found(head + "规则 旧 施行 至 2023-12-31 则 乙 = 利率\n其余 乙 = 0%\n").Refuted(Claim::kTiles), "");
  EXPECT_EQ(Found(head + "规则 旧 施行 至 2024-01-31 则 乙 = 利率\n其余 乙 = 0%\n").Refuted(Claim::kTiles),
            "“利率”在 2024-01-01 至 2024-01-31 没有值");
  EXPECT_EQ(Found(head + "令 丙 = 利率 + 1%\n规则 旧 施行 至 2023-12-31 则 乙 = 丙\n其余 乙 = 0%\n")
                .Refuted(Claim::kTiles),
            "");
}

TEST(StaticTiles, ByADateOfTheCase) {
  const std::string values =
      "参数 规模：金额\n  自 2021-08-31 至 2022-12-31 = 11.7亿元\n  自 2023-12-31 = 20亿元\n"
      "输出 计划：金额 = 规模（查询日）\n";
  const Found gap("输入 查询日：日期\n" + values);
  EXPECT_EQ(gap.Refuted(Claim::kTiles),
            "“规模”在 2023-01-01 至 2023-12-30 没有值（按“查询日”取值）");
  const Answer& answer = gap.Only(Claim::kTiles);
  const auto evaluation =
      interp::Evaluate(gap.sample.policy(), answer.witness->facts, answer.witness->at);
  EXPECT_EQ(evaluation.outputs[0].status, interp::Status::kNoRule);
  EXPECT_EQ(Found("输入 查询日：日期 不早于 2023-12-31\n" + values).Refuted(Claim::kTiles), "");
  EXPECT_EQ(Found("输入 查询日：日期 不早于 2021-01-01\n" + values).Refuted(Claim::kTiles),
            "“规模”在 2021-01-01 至 2021-08-30 没有值（按“查询日”取值）");
}

TEST(StaticTiles, Versions) {
  const auto compilation = driver::Compile(
      "t.pol",
      "政策 新\n  编号 \"甲\"\n  施行 自 2024-02-01 起\n输出 费：金额 = 2元\n"
      "政策 旧\n  编号 \"甲\"\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输出 费：金额 = 1元\n"
      "政策 更旧\n  编号 \"甲\"\n  施行 至 2022-12-31 止\n输出 费：金额 = 3元\n");
  ASSERT_NE(compilation->program, nullptr) << MessagesOf(*compilation);
  std::vector<Report> reports(3);
  ProgramClaims(*compilation->program, &reports);
  EXPECT_TRUE(reports[0].answers.empty());
  ASSERT_EQ(reports[1].answers.size(), 1u);
  EXPECT_EQ(reports[1].answers[0].verdict, Verdict::kRefuted);
  EXPECT_EQ(reports[1].answers[0].detail_zh,
            "“旧”到 2023-12-31 为止，“新”从 2024-02-01 起，2024-01-01 至 2024-01-31 没有规定");
  ASSERT_EQ(reports[2].answers.size(), 1u);
  EXPECT_EQ(reports[2].answers[0].verdict, Verdict::kProved);
}

TEST(StaticInForce, RuleOutsideThePolicy) {
  const Found found(
      "政策 甲\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 大：是否\n输出 乙：整数\n"
      "规则 早 施行 自 2022-01-01 起 至 2022-12-31 止 若 大 则 乙 = 1\n其余 乙 = 2\n");
  EXPECT_EQ(found.Refuted(Claim::kInForce),
            "“施行 自 2022-01-01 起 至 2022-12-31 止”与本政策的施行期（2023-01-01 至 2023-12-31）没有共同的一天");
  const Found sound(
      "政策 甲\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 大：是否\n输出 乙：整数\n"
      "规则 早 施行 自 2022-01-01 起 至 2023-01-01 止 若 大 则 乙 = 1\n其余 乙 = 2\n");
  EXPECT_EQ(sound.Refuted(Claim::kInForce), "");
}

TEST(StaticInForce, ADeadRuleIsToldOnce) {
  Sample sample(
      "政策 甲\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输出 乙：整数\n"
      "规则 早 施行 至 2022-12-31 则 乙 = 1\n其余 乙 = 2\n");
  std::vector<Answer> answers(2);
  answers[0].claim = Claim::kRuleDead;
  answers[0].verdict = Verdict::kProved;
  answers[0].definition = 0;
  answers[0].rule = {0};
  answers[1].claim = Claim::kNoGap;
  answers[1].verdict = Verdict::kProved;
  answers[1].definition = 0;
  StaticClaims(sample.policy(), {}, &answers);
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_EQ(answers[0].claim, Claim::kNoGap);
  EXPECT_EQ(answers[1].claim, Claim::kInForce);
}

constexpr const char* kOld =
    "政策 老办法\n  施行 自 2022-01-01 起 至 2023-06-30 止\n输出 额：金额 = 5元\n";

// The claims on the second policy of a text.
std::string Second(const std::string& text, Claim claim) {
  const auto compilation = driver::Compile("t.pol", text);
  if (compilation->program == nullptr) return MessagesOf(*compilation);
  std::vector<Answer> answers;
  StaticClaims(compilation->program->policies.at(1), {}, &answers);
  std::string all;
  for (const Answer& one : answers) {
    if (one.claim == claim && one.verdict == Verdict::kRefuted) all += one.detail_zh;
  }
  return all;
}

TEST(StaticInForce, WhatIsUsedHasExpired) {
  const std::string head = kOld + std::string("政策 新\n  施行 自 2023-01-01 起 至 2023-12-31 止\n");
  EXPECT_EQ(Second(head + "输出 乙：金额 = 老办法（） 的 额\n", Claim::kInForce),
            "引用的“老办法”施行期是 2022-01-01 至 2023-06-30，2023-07-01 至 2023-12-31 已经不再施行");
  EXPECT_EQ(Second(head + "输出 乙：金额\n规则 早 施行 至 2023-06-30 则 乙 = 老办法（） 的 额\n其余 乙 = 0元\n",
                   Claim::kInForce),
            "");
  EXPECT_EQ(Second(head + "输出 乙：金额 = 老办法（评估日 = 2021-12-31） 的 额\n", Claim::kInForce),
            "引用的“老办法”施行期是 2022-01-01 至 2023-06-30，2021-12-31 还没有施行");
}

TEST(StaticCalendar, YearsOfTheEffectivePeriod) {
  const auto text = [](const std::string& period) {
    return "日历 国家法定 自 \"calendar-cn.csv\"\n政策 甲\n  施行 " + period +
           "\n输入 收件日：日期\n输出 截止日：日期 = 收件日 + 5个工作日\n";
  };
  EXPECT_EQ(Found(text("自 2023-01-01 起 至 2024-12-31 止")).Refuted(Claim::kNoError), "");
  EXPECT_EQ(Found(text("自 2023-01-01 起")).Refuted(Claim::kNoError), "");
  const Found late(text("自 2023-01-01 起 至 2031-12-31 止"));
  EXPECT_NE(late.Refuted(Claim::kNoError).find("没有收录"), std::string::npos);
  const Answer& answer = late.Only(Claim::kNoError);
  EXPECT_EQ(answer.error, interp::ErrorCode::kCalendarUncovered);
  const auto evaluation =
      interp::Evaluate(late.sample.policy(), answer.witness->facts, answer.witness->at);
  EXPECT_EQ(evaluation.outputs[0].error, interp::ErrorCode::kCalendarUncovered);
}

TEST(StaticDeadline, OutsideThePolicy) {
  const std::string head =
      "政策 甲\n  施行 自 2023-01-01 起 至 2024-12-31 止\n输入 户数：整数 家\n";
  EXPECT_EQ(Found(head + "目标 达标：户数 不少于 100家 期间 至 2025-12-31 止\n").Refuted(Claim::kDeadline),
            "“达标”要在 2025-12-31 以前做到，本政策 2024-12-31 就期满了");
  EXPECT_EQ(Found(head + "目标 达标：户数 不少于 100家 期间 至 2022-12-31 止\n").Refuted(Claim::kDeadline),
            "“达标”要在 2022-12-31 以前做到，本政策 2023-01-01 才施行");
  EXPECT_EQ(Found(head + "目标 达标：户数 不少于 100家 期间 自 2022-01-01 起 至 2024-12-31 止\n")
                .Refuted(Claim::kDeadline),
            "");
  EXPECT_EQ(Found(head + "令 申报截止日：日期 = 2022-10-31\n输出 乙：日期 = 申报截止日\n").Refuted(Claim::kDeadline),
            "“申报截止日”要在 2022-10-31 以前做到，本政策 2023-01-01 才施行");
}

TEST(StaticShares, PartsOfAHundred) {
  const auto text = [](const std::string& shares) {
    return "输入 全额：金额 不少于 0\n输出 中央、省、市：金额\n分配 全额 按 " + shares +
           " 给 中央、省、市 精确到 分 尾差归 市\n";
  };
  EXPECT_EQ(Found(text("10%：27%：62%")).Refuted(Claim::kShares), "10% + 27% + 62% = 99%，比100%少1%");
  EXPECT_EQ(Found(text("10%：27%：63%")).Proved(Claim::kShares), 1u);
  EXPECT_EQ(Found(text("10：27：62")).Refuted(Claim::kShares), "");
}

}  // namespace
}  // namespace pol::prove
