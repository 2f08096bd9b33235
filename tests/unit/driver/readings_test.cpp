// Readings: one policy a reading, and what lies between them.
#include <gtest/gtest.h>

#include "runtime/interp/canonical.h"
#include "runtime/interp/readings.h"
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

constexpr const char* kBound =
    "输入 金额：金额 大于 0\n"
    "读法 字面 \"含本数\" 采用\n"
    "读法 解读 \"不含本数\"\n"
    "输出 可办：是否 依 字面 = 金额 不超过 500万元\n"
    "输出 可办：是否 依 解读 = 金额 低于 500万元\n"
    "输出 费：金额 = 金额\n";

TEST(Readings, EachIsAPolicyOfItsOwn) {
  const auto compilation = driver::Compile("p.pol", kBound);
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(policy.reading, "字面");
  EXPECT_EQ(policy.reading_title, "含本数");
  ASSERT_EQ(policy.readings.size(), 1U);
  EXPECT_EQ(policy.readings[0].name, "解读");
  EXPECT_EQ(policy.readings[0].policy->reading, "解读");
  EXPECT_TRUE(policy.readings[0].policy->readings.empty());
  // What names no reading is in both.
  EXPECT_EQ(policy.definitions.size(), 2U);
  EXPECT_EQ(policy.readings[0].policy->definitions.size(), 2U);
}

TEST(Readings, OnlyTheBoundItselfIsADifference) {
  const auto compilation = driver::Compile("p.pol", kBound);
  const program::Policy& policy = Only(*compilation);
  for (const auto& [amount, differing] :
       std::vector<std::pair<int64_t, size_t>>{{4'999'999, 0}, {5'000'000, 1}, {5'000'001, 0}}) {
    interp::Facts facts;
    facts.inputs = {value::Value(value::Rational(amount))};
    const interp::Evaluation evaluation = interp::Evaluate(policy, facts, 19500);
    const auto others = interp::OtherReadings(policy, facts, evaluation);
    ASSERT_EQ(others.size(), 1U);
    EXPECT_EQ(others[0].differing.size(), differing) << amount;
    if (differing == 0) continue;
    EXPECT_TRUE(evaluation.outputs[0].value.truth());
    EXPECT_FALSE(others[0].differing[0]->value.truth());
  }
}

TEST(Readings, TheSearchFindsTheBound) {
  const auto compilation = driver::Compile("p.pol", kBound);
  const program::Policy& policy = Only(*compilation);
  const interp::ReadingsCompared compared =
      interp::CompareReadings(policy, *policy.readings[0].policy);
  ASSERT_TRUE(compared.difference.has_value());
  EXPECT_EQ(compared.difference->facts.inputs[0], value::Value(value::Rational(5'000'000)));
}

TEST(Readings, NoDifferenceIsSaidWithItsNumberOfCases) {
  const auto compilation = driver::Compile(
      "p.pol",
      "输入 起：日期\n输入 甲：是否\n读法 一 采用\n读法 二\n"
      "输出 止：日期 依 一 = 起 + 1个月\n输出 止：日期 依 二 = 若 甲 则 起 + 1个月 否则 起 + 1个月\n");
  const program::Policy& policy = Only(*compilation);
  const interp::ReadingsCompared compared =
      interp::CompareReadings(policy, *policy.readings[0].policy);
  EXPECT_FALSE(compared.difference.has_value());
  EXPECT_GT(compared.cases, 10U);
}

TEST(Readings, MonthEndsAreTried) {
  // From 31 January, two steps of a month end on 28 March, one step of two months on 31 March.
  const auto compilation = driver::Compile(
      "p.pol",
      "输入 起：日期\n读法 一 采用\n读法 二\n"
      "输出 止：日期 依 一 = 起 + 1个月 + 1个月\n输出 止：日期 依 二 = 起 + 2个月\n");
  const program::Policy& policy = Only(*compilation);
  const interp::ReadingsCompared compared =
      interp::CompareReadings(policy, *policy.readings[0].policy);
  EXPECT_TRUE(compared.difference.has_value());
}

TEST(Readings, MistakesThatReadingsShareAreToldOnce) {
  const auto compilation =
      driver::Compile("p.pol", std::string(kBound) + "输出 丁：是否 = 戊\n输出 己：金额 = 金额 * 金额\n");
  EXPECT_EQ(compilation->diagnostics.all().size(), 2U) << Messages(*compilation);
}

TEST(Readings, ATestBelongsToItsReading) {
  const auto compilation = driver::Compile(
      "p.pol", std::string(kBound) + "测试 \"一\" 假设 金额 = 500万元 期望 可办 = 是\n" +
                   "测试 \"二\" 依 解读 假设 金额 = 500万元 期望 可办 = 否\n");
  const program::Policy& policy = Only(*compilation);
  ASSERT_EQ(policy.tests.size(), 1U);
  EXPECT_EQ(policy.tests[0].name, "一");
  ASSERT_EQ(policy.readings[0].policy->tests.size(), 1U);
  EXPECT_EQ(policy.readings[0].policy->tests[0].name, "二");
}

TEST(Readings, JsonHasWhatTheOthersGiveWhereTheyDiffer) {
  const auto compilation = driver::Compile("p.pol", kBound);
  const program::Policy& policy = Only(*compilation);
  interp::Facts facts;
  facts.inputs = {value::Value(value::Rational(5'000'000))};
  const interp::Evaluation evaluation = interp::Evaluate(policy, facts, 19500);
  const auto others = interp::OtherReadings(policy, facts, evaluation);
  const std::string json = interp::EvaluationJson(
      policy, evaluation, {.explain = false, .pretty = false, .readings = &others});
  EXPECT_NE(json.find("\"reading\":\"字面\",\"readings\":{\"解读\":{\"可办\":{\"status\":\"value\","
                      "\"value\":false"),
            std::string::npos)
      << json;
  EXPECT_EQ(json.find("\"费\":{\"status\":\"value\",\"value\":\"5000000\",\"type\":\"money\"}}"),
            std::string::npos);
}

}  // namespace
}  // namespace pol
