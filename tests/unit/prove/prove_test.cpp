// The claims on small policies, by worked-out cases.
#include "compiler/prove/prove.h"

#include <algorithm>

#include "runtime/interp/canonical.h"
#include "tests/unit/prove/prove_support.h"

namespace pol::prove {
namespace {

struct Proved {
  explicit Proved(const std::string& text) : sample(text), report(Prove(sample.policy())) {}

  std::vector<const Answer*> Findings(Claim claim) const {
    std::vector<const Answer*> found;
    for (const Answer& answer : report.answers) {
      if (answer.claim == claim && answer.finding()) found.push_back(&answer);
    }
    return found;
  }
  size_t Count() const {
    return static_cast<size_t>(std::count_if(report.answers.begin(), report.answers.end(),
                                             [](const Answer& a) { return a.finding(); }));
  }
  size_t Undecided() const {
    return static_cast<size_t>(
        std::count_if(report.answers.begin(), report.answers.end(),
                      [](const Answer& a) { return a.verdict == Verdict::kUndecided; }));
  }
  // The value of an input in the case of an answer.
  std::string In(const Answer& answer, const std::string& name) const {
    const program::Index input = sample.InputNumber(name);
    const auto& value = answer.witness->facts.inputs[input];
    const program::Policy& policy = sample.policy();
    return value ? interp::CanonicalText(policy, policy.types[policy.inputs[input].type], *value)
                 : "";
  }

  Sample sample;
  Report report;
};

constexpr char kLoan[] = R"(政策 转贷
输入 天数：整数 不少于 0
输入 行业：枚举 制造业、外贸、其他
输出 日利率：比率
)";

TEST(Prove, WholeNumbersLeaveNoGapBetweenNeighbours) {
  const Proved proved(std::string(kLoan) + R"(表 利率
  | 天数 | 行业 || 日利率 |
  | 不超过 3 | - || 0.2‰ |
  | [4, 10] | 制造业、外贸 || 0.4‰ |
  | (3, 10] | 其他 || 0.3‰ |
  | 超过 10 | - || 0.5‰ |
)");
  EXPECT_EQ(proved.Count(), 0u);
  EXPECT_EQ(proved.Undecided(), 0u);
}

TEST(Prove, AGapHasACaseWithinTheDomain) {
  const Proved proved(std::string(kLoan) + R"(表 利率
  | 天数 | 行业 || 日利率 |
  | 不超过 3 | - || 0.2‰ |
  | 超过 10 | - || 0.5‰ |
  | [4, 10] | 制造业、其他 || 0.4‰ |
)");
  const auto gaps = proved.Findings(Claim::kNoGap);
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(proved.Count(), 1u);
  EXPECT_EQ(proved.In(*gaps[0], "行业"), "外贸");
  const int days = std::stoi(proved.In(*gaps[0], "天数"));
  EXPECT_GE(days, 4);
  EXPECT_LE(days, 10);
}

TEST(Prove, TwoRowsConflictWhereTheyMeet) {
  const Proved proved(std::string(kLoan) + R"(表 利率
  | 天数 | 行业 || 日利率 |
  | 不超过 10 | - || 0.2‰ |
  | 不少于 10 | 外贸 || 0.5‰ |
  | 超过 10 | 制造业、其他 || 0.4‰ |
)");
  const auto conflicts = proved.Findings(Claim::kNoConflict);
  ASSERT_EQ(conflicts.size(), 1u);
  EXPECT_EQ(proved.Count(), 1u);
  EXPECT_EQ(conflicts[0]->rule, RulePath{0});
  EXPECT_EQ(conflicts[0]->other, RulePath{1});
  EXPECT_EQ(proved.In(*conflicts[0], "天数"), "10");
  EXPECT_EQ(proved.In(*conflicts[0], "行业"), "外贸");
}

TEST(Prove, ARowInsideAnotherWithTheSameValueCanGo) {
  const Proved proved(std::string(kLoan) + R"(表 利率
  | 天数 | 行业 || 日利率 |
  | 不超过 10 | - || 0.2‰ |
  | 不超过 3 | 外贸 || 0.2‰ |
  | 超过 10 | - || 0.4‰ |
)");
  const auto redundant = proved.Findings(Claim::kRuleRedundant);
  ASSERT_EQ(redundant.size(), 1u);
  EXPECT_EQ(redundant[0]->rule, RulePath{1});
  EXPECT_EQ(redundant[0]->other, RulePath{0});
}

TEST(Prove, RulesBehindTheFirstThatCoverThemNeverApply) {
  const Proved proved(R"(政策 等次
输入 分数：整数 0~100
输出 等次：枚举 高、低 命中 首条
规则 甲 若 分数 不少于 60 则 等次 = 高
规则 乙 若 分数 不少于 80 则 等次 = 高
规则 丙 若 分数 少于 60 则 等次 = 低
)");
  const auto dead = proved.Findings(Claim::kRuleDead);
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0]->rule, RulePath{1});
  EXPECT_EQ(proved.Count(), 1u);
}

TEST(Prove, AConditionThatContradictsItself) {
  const Proved proved(R"(政策 p
输入 x：小数
输出 y：整数
规则 甲 若 x 不超过 5 且 x 超过 6 则 y = 1
其余 y = 0
)");
  ASSERT_EQ(proved.Findings(Claim::kConditionFalse).size(), 1u);
  ASSERT_EQ(proved.Findings(Claim::kRuleDead).size(), 1u);
}

TEST(Prove, WhatWasAskedBeforeIsAnsweredTheSame) {
  const std::string text = R"(政策 比例
输入 负债、资产：金额 大于 0
输出 预警：是否
若 负债 / 资产 不低于 50% 则 预警 = 是
若 负债 / 资产 低于 30% 则 预警 = 否
)";
  // Another input before them: all numbers move.
  const std::string moved = "政策 比例\n输入 备用：整数\n" + text.substr(text.find("输入"));
  const auto cache = MakeCache();
  for (const std::string& one : {text, moved, text}) {
    const Sample sample(one);
    const Report fresh = Prove(sample.policy()), again = Prove(sample.policy(), {}, cache.get());
    ASSERT_EQ(fresh.answers.size(), again.answers.size());
    size_t gaps = 0;
    for (size_t i = 0; i < fresh.answers.size(); ++i) {
      EXPECT_EQ(fresh.answers[i].claim, again.answers[i].claim);
      EXPECT_EQ(fresh.answers[i].verdict, again.answers[i].verdict);
      if (again.answers[i].claim == Claim::kNoGap && again.answers[i].finding()) ++gaps;
    }
    EXPECT_EQ(gaps, 1u);
  }
}

}  // namespace
}  // namespace pol::prove
