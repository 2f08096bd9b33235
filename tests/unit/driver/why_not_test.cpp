// Why a yes/no result is no: which conditions decide it, down through the names it rests on.
#include "runtime/interp/why_not.h"

#include <gmock/gmock.h>

#include "tests/unit/driver/support.h"

namespace pol {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The conditions that decide the last output: "label: condition" each, "!" before one that holds
// and must not.
std::vector<std::string> Told(const std::string& text, const std::string& facts) {
  const auto compilation = driver::Compile("a.pol", text);
  const program::Policy& policy = Only(*compilation);
  const int64_t day = value::ParseDate("2023-06-01").value();
  const interp::Accepted accepted = Facts(policy, facts, day);
  EXPECT_THAT(accepted.refusals, IsEmpty());
  const auto found = interp::FindWhyNot(policy, accepted.facts, day,
                                        policy.definitions.back().expression);
  std::vector<std::string> told;
  const auto tell = [&](const auto& self, const std::vector<interp::WhyNot>& list) -> void {
    for (const interp::WhyNot& one : list) {
      if (!one.parts.empty()) {
        self(self, one.parts);
        continue;
      }
      std::string line = one.why.label.empty() ? "" : one.why.label + ": ";
      line += (one.holds ? "!" : "") + one.why.text;
      if (one.why.margin) line += " by " + *one.why.margin;
      if (!one.rule.empty()) line += " (" + one.rule + ")";
      told.push_back(std::move(line));
    }
  };
  tell(tell, found);
  return told;
}

TEST(WhyNot, AllThatFailedAndNothingThatIsUnknown) {
  const std::string text =
      "输入 甲、乙、丙：整数 不少于 0\n"
      "输出 可：是否 = 甲 不少于 3 且 乙 不少于 5 且 丙 不少于 7\n";
  EXPECT_THAT(Told(text, R"({"甲": 1, "乙": 2, "丙": 9})"),
              ElementsAre("甲 不少于 3 by 2", "乙 不少于 5 by 3"));
  EXPECT_THAT(Told(text, R"({"甲": 1})"), ElementsAre("甲 不少于 3 by 2"));
  EXPECT_THAT(Told(text, R"({"甲": 3, "乙": 5, "丙": 7})"), IsEmpty());
  EXPECT_THAT(Told(text, "{}"), IsEmpty());
}

TEST(WhyNot, DownThroughNamesEachOnce) {
  EXPECT_THAT(Told("输入 甲、乙：整数 不少于 0\n"
                   "令 够 = 甲 不少于 3\n"
                   "令 都够 = 够 且 乙 不少于 5\n"
                   "输出 可：是否 = 都够 且 够\n",
                   R"({"甲": 1, "乙": 2})"),
              ElementsAre("甲 不少于 3 by 2", "乙 不少于 5 by 3", "够"));
}

TEST(WhyNot, WhatIsDeniedIsWhatHolds) {
  const std::string text =
      "输入 甲：整数 不少于 0\n"
      "输入 处罚、失信：是否\n"
      "令 不良 = 处罚 或 失信\n"
      "输出 可：是否 = 并非 不良 且 并非 （甲 超过 3） 且 处罚 为 否\n";
  EXPECT_THAT(Told(text, R"({"甲": 5, "处罚": false, "失信": true})"),
              ElementsAre("!失信", "!并非 （甲 超过 3） by 2"));
  EXPECT_THAT(Told(text, R"({"甲": 1, "处罚": true, "失信": false})"),
              ElementsAre("!处罚", "!处罚 为 否"));
}

TEST(WhyNot, OfAChoiceTheBranchThatWasTaken) {
  const std::string text =
      "输入 甲：整数 不少于 0\n"
      "输入 新设：是否\n"
      "输出 可：是否 = 若 新设 则 甲 不少于 3 否则 甲 不少于 9\n";
  EXPECT_THAT(Told(text, R"({"甲": 1, "新设": true})"), ElementsAre("甲 不少于 3 by 2"));
  EXPECT_THAT(Told(text, R"({"甲": 4, "新设": false})"), ElementsAre("甲 不少于 9 by 5"));
  // A branch that says no by itself: what chose it.
  EXPECT_THAT(Told("输入 甲：整数 不少于 0\n"
                   "输出 可：是否 = 若 甲 超过 3 则 否 否则 是\n",
                   R"({"甲": 5})"),
              ElementsAre("!甲 超过 3 by 2"));
}

TEST(WhyNot, OfRulesWhatTheRuleForYesLacks) {
  const std::string text =
      "输入 甲：整数 不少于 0\n"
      "输入 禁入：是否\n"
      "输出 够：是否\n"
      "规则 满三 若 甲 不少于 3 且 并非 禁入 则 够 = 是\n"
      "规则 禁 若 禁入 则 够 = 否\n"
      "其余 够 = 否\n"
      "输出 可：是否 = 够\n";
  EXPECT_THAT(Told(text, R"({"甲": 1, "禁入": false})"), ElementsAre("甲 不少于 3 by 2"));
  EXPECT_THAT(Told(text, R"({"甲": 5, "禁入": true})"), ElementsAre("够 (禁)"));
}

TEST(WhyNot, ItemsByTheirLabels) {
  EXPECT_THAT(Told("输入 甲、乙：整数 不少于 0\n"
                   "令 其一 = 满足任一：\n"
                   "  ① \"多\"：乙 不少于 5\n"
                   "  ② 甲 不少于 9\n"
                   "输出 可：是否 = 同时满足：\n"
                   "  ① \"人数\"：甲 不少于 3\n"
                   "  ② 其一\n",
                   R"({"甲": 1, "乙": 2})"),
              ElementsAre("人数: 甲 不少于 3 by 2", "多: 乙 不少于 5 by 3", "②: 甲 不少于 9 by 8"));
}

}  // namespace
}  // namespace pol
