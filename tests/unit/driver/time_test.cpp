// Working days, periods and recurrence, from the text to the value.
#include <gtest/gtest.h>

#include "compiler/driver/compile.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/evaluate.h"
#include "runtime/value/date.h"

namespace pol {
namespace {

// The canonical text of output o of `text`, given `facts` as JSON.
std::string Answer(const std::string& text, const std::string& facts) {
  const auto compilation = driver::Compile("t.pol", text);
  if (compilation->program == nullptr) {
    std::string all;
    for (const diag::Diagnostic& one : compilation->diagnostics.all()) {
      all += std::string(diag::Info(one.code).code) + " ";
    }
    return all;
  }
  const program::Policy& policy = compilation->program->policies[0];
  interp::Datum datum;
  interp::JsonError problem;
  if (!interp::ParseJson(facts, &datum, &problem)) return "no JSON";
  const int64_t at = *value::ParseDate("2023-06-01");
  const interp::Accepted accepted = interp::Accept(policy, datum, at);
  if (!accepted.refusals.empty()) return interp::CodeName(accepted.refusals[0].code);
  const interp::Outcome outcome =
      interp::Evaluate(policy, accepted.facts, at).outputs.at(0);
  if (outcome.status == interp::Status::kError) return interp::CodeName(outcome.error);
  if (outcome.status != interp::Status::kValue) return "no value";
  const program::Definition& definition = policy.definitions[outcome.definition];
  return interp::CanonicalText(policy, policy.types[definition.type], outcome.value);
}

const std::string kHead = "calendar cn\ninput d: date\noutput o: date = ";

TEST(Workdays, BackwardIsStrictlyBefore) {
  // 2023-10-08 is a Sunday that was worked; 1 to 6 October were holidays.
  EXPECT_EQ(Answer(kHead + "d - 1 workdays", R"({"d": "2023-10-08"})"), "2023-10-07");
  EXPECT_EQ(Answer(kHead + "d - 2 workdays", R"({"d": "2023-10-08"})"), "2023-09-28");
  EXPECT_EQ(Answer(kHead + "workday_before(d, 2)", R"({"d": "2023-10-08"})"), "2023-09-28");
  EXPECT_EQ(Answer(kHead + "workday_after(d, 1)", R"({"d": "2023-09-28"})"), "2023-10-07");
}

TEST(Workdays, NothingIsGuessed) {
  // The calendar begins with 2021; a walk that stays in it needs no other year.
  EXPECT_EQ(Answer(kHead + "d - 1 workdays", R"({"d": "2021-01-04"})"), "calendar_uncovered");
  EXPECT_EQ(Answer(kHead + "d - 1 workdays", R"({"d": "2021-01-05"})"), "2021-01-04");
  EXPECT_EQ(Answer(kHead + "deadline(d, 0 days)", R"({"d": "2030-01-01"})"), "calendar_uncovered");
  const std::string between =
      "calendar cn\ninput a, b: date\noutput o: workdays = workdays_between(a, b)";
  EXPECT_EQ(Answer(between, R"({"a": "2020-12-31", "b": "2021-01-04"})"), "1");
  EXPECT_EQ(Answer(between, R"({"a": "2021-01-04", "b": "2020-12-30"})"), "calendar_uncovered");
  EXPECT_EQ(Answer(between, R"({"a": "2023-10-09", "b": "2023-09-28"})"), "-3");
  EXPECT_EQ(Answer(between, R"({"a": "2030-01-01", "b": "2030-01-01"})"), "0");
}

TEST(Deadline, MovesOnlyTheLastDay) {
  // 30 November + 3 months is 28 February 2023, a Tuesday.
  EXPECT_EQ(Answer(kHead + "deadline(d, 3 months)", R"({"d": "2022-11-30"})"), "2023-02-28");
  // 1 May 2023 is a holiday, up to the 3rd; the 4th is a Thursday.
  EXPECT_EQ(Answer(kHead + "deadline(d, 15 days)", R"({"d": "2023-04-16"})"), "2023-05-04");
  // A Saturday that was worked is no day of rest: 6 May 2023.
  EXPECT_EQ(Answer(kHead + "deadline(d, 1 days)", R"({"d": "2023-05-05"})"), "2023-05-06");
  EXPECT_EQ(Answer(kHead + "deadline(d, 2 workdays)", R"({"d": "2023-05-05"})"), "2023-05-08");
}

TEST(Periods, CountingTheFirstDay) {
  EXPECT_EQ(Answer(kHead + "starting_on(d, 3 months)", R"({"d": "2023-03-01"})"), "2023-05-31");
  EXPECT_EQ(Answer(kHead + "starting_on(d, 2 workdays)", R"({"d": "2023-06-02"})"), "2023-06-05");
  EXPECT_EQ(Answer(kHead + "starting_on(d, 2 workdays)", R"({"d": "2023-06-03"})"), "2023-06-06");
}

TEST(Periods, PartsOfTheYear) {
  const std::string number = "input d: date\noutput o: integer = ";
  EXPECT_EQ(Answer(number + "quarter(d)", R"({"d": "2023-03-31"})"), "1");
  EXPECT_EQ(Answer(number + "quarter(d)", R"({"d": "2023-04-01"})"), "2");
  EXPECT_EQ(Answer(number + "half(d)", R"({"d": "2023-06-30"})"), "1");
  EXPECT_EQ(Answer(number + "half(d)", R"({"d": "2023-07-01"})"), "2");
  const std::string date = "input d: date\noutput o: date = ";
  EXPECT_EQ(Answer(date + "period_start(d, quarter)", R"({"d": "2023-06-30"})"), "2023-04-01");
  EXPECT_EQ(Answer(date + "period_start(d, half)", R"({"d": "2023-12-31"})"), "2023-07-01");
  EXPECT_EQ(Answer(date + "period_start(d, year)", R"({"d": "2023-12-31"})"), "2023-01-01");
  EXPECT_EQ(Answer(date + "period_start(d, month)", R"({"d": "2024-02-29"})"), "2024-02-01");
  EXPECT_EQ(Answer(date + "period_end(d, quarter)", R"({"d": "2023-05-01"})"), "2023-06-30");
}

TEST(Recurrence, EachIsCountedFromTheFirst) {
  const std::string list = "input d: date\noutput o: list of date = ";
  EXPECT_EQ(Answer(list + "recurring(d, 6 months, 3)", R"({"d": "2023-08-31"})"),
            R"(["2024-02-29","2024-08-31","2025-02-28"])");
  EXPECT_EQ(Answer(list + "recurring(d, 10 days, 2)", R"({"d": "2023-08-31"})"),
            R"(["2023-09-10","2023-09-20"])");
  EXPECT_EQ(Answer(list + "recurring(d, 1 years, 0)", R"({"d": "2023-08-31"})"), "[]");
  EXPECT_EQ(Answer(list + "recurring(d, 1 years, 200)", R"({"d": "2023-08-31"})"), "date_range");
  const std::string next = "input d, x: date\noutput o: date = next_recurring(d, ";
  EXPECT_EQ(Answer(next + "1 months, x)", R"({"d": "2023-01-31", "x": "2023-02-27"})"),
            "2023-02-28");
  EXPECT_EQ(Answer(next + "1 months, x)", R"({"d": "2023-01-31", "x": "2023-02-28"})"),
            "2023-03-31");
  EXPECT_EQ(Answer(next + "1 months, x)", R"({"d": "2023-01-31", "x": "2020-02-28"})"),
            "2023-02-28");
  EXPECT_EQ(Answer(next + "7 days, x)", R"({"d": "2000-01-01", "x": "2023-06-03"})"),
            "2023-06-10");
}

TEST(Calendar, DurationsOfDifferentKindsDoNotMix) {
  const auto refused = [](const std::string& text) { return Answer(text, "{}"); };
  const std::string days = "input n: days\ninput w: workdays\ninput h: hours\ninput m: months\n";
  for (const char* const sum : {"n + w", "n + h", "m + n", "w + m"}) {
    EXPECT_EQ(refused(days + "output o = " + sum).substr(0, 2), "P2") << sum;
  }
  EXPECT_EQ(refused(days + "output o: boolean = n > w").substr(0, 2), "P2");
  EXPECT_EQ(refused("input d: date\noutput o: date = d + 3 hours").substr(0, 2), "P2");
}

}  // namespace
}  // namespace pol
