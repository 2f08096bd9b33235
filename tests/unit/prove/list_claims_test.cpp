// Whole proofs about lists, calendars and policies that are used: what is found, how many items were looked at.
#include <gtest/gtest.h>

#include "tests/unit/prove/prove_support.h"
#include "compiler/prove/prove.h"
#include "compiler/prove/report.h"

namespace pol::prove {
namespace {

struct Proved {
  explicit Proved(const std::string& text) : sample(text) {
    if (sample.compilation->program == nullptr) return;
    report = Prove(sample.compilation->program->policies.back());
  }
  std::vector<const Answer*> Of(Claim claim) const {
    std::vector<const Answer*> all;
    for (const Answer& one : report.answers) {
      if (one.claim == claim) all.push_back(&one);
    }
    return all;
  }
  std::string Findings() const {
    std::string all;
    for (const Answer& one : report.answers) {
      if (!one.finding()) continue;
      all += (all.empty() ? "" : " ") + std::to_string(static_cast<int>(one.claim));
    }
    return all;
  }

  Sample sample;
  Report report;
};

constexpr const char* kCars =
    "定义 车：记录\n  字段 车型：枚举 轻型、冷藏\n  字段 价：金额 大于 0\n输入 车辆：列表 车\n输出 额：金额\n";

TEST(ListClaims, AGapThatOnlyAListShows) {
  const Proved found(std::string(kCars) +
                     "若 存在 车 属于 车辆 满足 车 的 车型 为 冷藏 则 额 = 2万元\n"
                     "若 个数（车辆） 超过 0 且 （每个 车 属于 车辆 满足 车 的 车型 为 轻型） 则 额 = 1万元\n");
  const auto gaps = found.Of(Claim::kNoGap);
  ASSERT_EQ(gaps.size(), 1u);
  EXPECT_EQ(gaps[0]->verdict, Verdict::kRefuted);
  ASSERT_TRUE(gaps[0]->witness);
  EXPECT_TRUE(gaps[0]->witness->facts.inputs[0]->items().empty());
}

// Of fewer items than the text requires there is no case: nothing would be said of the policy.
TEST(ListClaims, AsManyItemsAsAreRequired) {
  for (const char* count : {"填报要求 个数（得分） 为 7\n", "填报要求 个数（得分） 不少于 7 且 合计（得分） 大于 0\n",
                            "填报要求 6 低于 个数（得分）\n"}) {
    const Proved found("输入 得分：列表 至多 7 整数 0~100\n" + std::string(count) +
                       "输出 等次：文本\n若 合计（得分） 大于 0 且 合计（得分） 不为 650 则 等次 = \"已评\"\n");
    const auto possible = found.Of(Claim::kPossible);
    ASSERT_EQ(possible.size(), 1u);
    EXPECT_EQ(possible[0]->verdict, Verdict::kProved) << count;
    const auto gaps = found.Of(Claim::kNoGap);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0]->verdict, Verdict::kRefuted) << count;
    ASSERT_TRUE(gaps[0]->witness);
    EXPECT_EQ(gaps[0]->witness->facts.inputs[0]->items().size(), 7u);
  }
}

TEST(ListClaims, ProvedUpToSoManyItems) {
  const Proved found(std::string(kCars) +
                     "若 存在 车 属于 车辆 满足 车 的 车型 为 冷藏 则 额 = 2万元\n其余 额 = 1万元\n"
                     "断言 \"有额\" 额 不低于 1万元\n");
  const auto claims = found.Of(Claim::kAssertion);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0]->verdict, Verdict::kProved);
  EXPECT_EQ(claims[0]->most_items, 3);
  EXPECT_EQ(found.Findings(), "");
}

TEST(ListClaims, SumsOfItems) {
  const Proved found(
      "定义 车：记录\n  字段 价：金额 [1元, 10万元]\n  字段 合格：是否\n输入 车辆：列表 车\n"
      "输出 总额：金额 = 合计（对 车 属于 车辆 满足 车 的 合格：车 的 价）\n"
      "断言 \"不为负\" 总额 不低于 0元\n断言 \"有上限\" 总额 不超过 20万元\n");
  const auto claims = found.Of(Claim::kAssertion);
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0]->verdict, Verdict::kProved);
  EXPECT_EQ(claims[1]->verdict, Verdict::kRefuted);  // three of them
  ASSERT_TRUE(claims[1]->witness);
  EXPECT_EQ(claims[1]->witness->facts.inputs[0]->items().size(), 3u);
}

TEST(ListClaims, FiveItemsAreLookedAtWhereFiveAreCounted) {
  const Proved found("输入 数：列表 整数\n输出 多：是否\n若 个数（数） 不少于 5 则 多 = 是\n其余 多 = 否\n");
  EXPECT_EQ(found.Findings(), "");
}

TEST(ListClaims, LongerListsThanWereLookedAtAreNoFinding) {
  const Proved found("输入 数：列表 整数\n输出 多：是否\n若 个数（数） 不少于 50 则 多 = 是\n其余 多 = 否\n");
  EXPECT_EQ(found.Findings(), "");
}

TEST(ListClaims, SetsOfMembersAreKnownWhole) {
  const Proved found(
      "输入 材料：集合 枚举 身份证、合同、发票\n输出 齐：是否\n"
      "若 身份证 属于 材料 且 合同 属于 材料 则 齐 = 是\n若 发票 不属于 材料 则 齐 = 否\n");
  EXPECT_EQ(found.Of(Claim::kNoGap).at(0)->verdict, Verdict::kRefuted);
  EXPECT_EQ(found.Of(Claim::kNoConflict).at(0)->verdict, Verdict::kRefuted);
  EXPECT_EQ(found.Of(Claim::kNoGap).at(0)->most_items, -1);
}

TEST(ListClaims, WorkingDays) {
  const Proved found(
      "日历 国家法定 自 \"calendar-cn.csv\"\n政策 甲\n  施行 自 2023-01-01 起 至 2025-06-30 止\n"
      "输入 收件日：日期 [2023-01-01, 2025-06-30]\n"
      "输出 截止日：日期 = 收件日 + 5个工作日\n"
      "断言 \"在后\" 截止日 晚于 收件日 + 4天\n断言 \"一周内\" 截止日 不晚于 收件日 + 7天\n");
  const auto claims = found.Of(Claim::kAssertion);
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0]->verdict, Verdict::kProved);
  EXPECT_EQ(claims[1]->verdict, Verdict::kRefuted);
  EXPECT_EQ(found.Findings(), std::to_string(static_cast<int>(Claim::kAssertion)));
}

TEST(ListClaims, CalendarsWithinStatedDates) {
  const auto text = [](const std::string& dates) {
    return "日历 国家法定 自 \"calendar-cn.csv\"\n输入 受理日：日期" + dates +
           "\n输出 办结日：日期 = 受理日 + 5个工作日\n";
  };
  // Any date at all: nothing is said. Up to the last day that the calendar knows: the walk leaves it.
  EXPECT_EQ(Proved(text("")).Findings(), "");
  EXPECT_EQ(Proved(text(" [2023-01-01, 2026-11-30]")).Findings(), "");
  const Proved found(text(" [2023-01-01, 2026-12-31]"));
  ASSERT_EQ(found.Of(Claim::kNoError).size(), 1u);
  EXPECT_EQ(found.Of(Claim::kNoError)[0]->error, interp::ErrorCode::kCalendarUncovered);
  EXPECT_EQ(found.Of(Claim::kNoError)[0]->verdict, Verdict::kRefuted);
}

TEST(ListClaims, ReadingsOverLists) {
  const Proved found(
      "政策 数\n输入 数：列表 整数\n读法 甲 \"含两个\" 采用\n读法 乙 \"不含两个\"\n"
      "输出 多：是否 依 甲 = 个数（数） 不少于 2\n输出 多：是否 依 乙 = 个数（数） 超过 2\n比较 甲、乙\n");
  ASSERT_EQ(found.Of(Claim::kReadingsEqual).size(), 1u);
  const Answer& differ = *found.Of(Claim::kReadingsEqual)[0];
  EXPECT_EQ(differ.verdict, Verdict::kRefuted);
  ASSERT_TRUE(differ.witness);
  EXPECT_EQ(differ.witness->facts.inputs[0]->items().size(), 2u);
}

TEST(ListClaims, ThroughAPolicyThatIsUsed) {
  const Proved found(
      "政策 费率\n输入 天数：天数 [1, 30]\n输出 率：比率\n若 天数 不超过 10天 则 率 = 1%\n若 天数 超过 11天 则 率 = 2%\n"
      "政策 主\n输入 天数：天数 [1, 30]\n输入 本金：金额 [0元, 100万元]\n"
      "输出 费：金额 = 四舍五入（本金 * 费率（） 的 率，分）\n"
      "断言 \"上限\" 费 不超过 2万元\n断言 \"下限\" 费 不低于 1元\n");
  const auto claims = found.Of(Claim::kAssertion);
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_EQ(claims[0]->verdict, Verdict::kProved);
  EXPECT_EQ(claims[1]->verdict, Verdict::kRefuted);
  // The gap is that of the policy used, and told there.
  EXPECT_TRUE(found.Of(Claim::kNoGap).empty());
}

}  // namespace
}  // namespace pol::prove
