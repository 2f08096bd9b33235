#include "runtime/value/date.h"

#include <gtest/gtest.h>

namespace pol::value {
namespace {

int64_t Day(std::string_view text) {
  const std::optional<int64_t> day = ParseDate(text);
  EXPECT_TRUE(day.has_value()) << text;
  return day.value_or(0);
}

TEST(Date, EveryDayOfTheRangeGoesThereAndBack) {
  EXPECT_EQ(DaysFromCivil({1970, 1, 1}), 0);
  EXPECT_EQ(DaysFromCivil({1900, 1, 1}), kFirstDay);
  EXPECT_EQ(DaysFromCivil({2199, 12, 31}), kLastDay);
  CivilDate date{1900, 1, 1};
  for (int64_t day = kFirstDay; day <= kLastDay; ++day) {
    ASSERT_TRUE(IsValidCivil(date));
    ASSERT_EQ(DaysFromCivil(date), day);
    const CivilDate back = CivilFromDays(day);
    ASSERT_EQ(back.year, date.year);
    ASSERT_EQ(back.month, date.month);
    ASSERT_EQ(back.day, date.day);
    if (++date.day > DaysInMonth(date.year, date.month)) {
      date.day = 1;
      if (++date.month > 12) {
        date.month = 1;
        ++date.year;
      }
    }
  }
  EXPECT_FALSE(IsValidCivil(date));
}

TEST(Date, Reads) {
  const int64_t day = Day("2023-06-01");
  EXPECT_EQ(day, 19509);
  EXPECT_EQ(Day("2023-6-1"), day);
  EXPECT_EQ(Day("2023年6月1日"), day);
  EXPECT_EQ(Day("2023年06月01日"), day);
  EXPECT_EQ(Day("2023/6/1"), day);
  EXPECT_EQ(Day("2023.6.1"), day);
  for (const char* text : {"2023-02-30", "2023-02-29", "2023-13-01", "2023-00-01", "2023-1-0",
                           "1899-12-31", "2200-01-01", "2023-06", "2023-06-01 ", "2023-06/01",
                           "23-06-01", "2023年6月1", "20230601", "", "2023-06-011"})
    EXPECT_FALSE(ParseDate(text).has_value()) << text;
  EXPECT_EQ(FormatDate(day), "2023-06-01");
  EXPECT_EQ(FormatDate(Day("2024-02-29")), "2024-02-29");
}

TEST(Date, Months) {
  EXPECT_EQ(ParseMonth("2023-06"), 2023 * 12 + 5);
  EXPECT_EQ(ParseMonth("2023年6月"), 2023 * 12 + 5);
  EXPECT_EQ(FormatMonth(2023 * 12 + 11), "2023-12");
  for (const char* text :
       {"2023-13", "2023-0", "1899-12", "2200-01", "2023", "2023-06-01", "2023年6"})
    EXPECT_FALSE(ParseMonth(text).has_value()) << text;
}

TEST(Date, AddsMonthsByTheRuleForMissingDays) {
  const auto add = [](const char* from, int64_t months, MonthEnd rule = MonthEnd::kLastDay) {
    const std::optional<int64_t> to = AddMonths(Day(from), months, rule);
    return to ? FormatDate(*to) : "-";
  };
  EXPECT_EQ(add("2023-01-31", 1), "2023-02-28");
  EXPECT_EQ(add("2024-01-31", 1), "2024-02-29");
  EXPECT_EQ(add("2023-02-28", 1), "2023-03-28");
  EXPECT_EQ(add("2023-01-31", 2), "2023-03-31");
  EXPECT_EQ(add("2022-11-30", 3), "2023-02-28");
  EXPECT_EQ(add("2024-02-29", 12), "2025-02-28");
  EXPECT_EQ(add("2023-03-31", -1), "2023-02-28");
  EXPECT_EQ(add("2023-01-15", -1), "2022-12-15");
  EXPECT_EQ(add("2023-01-31", 1, MonthEnd::kNextDay), "2023-03-01");
  EXPECT_EQ(add("2023-01-31", 1, MonthEnd::kRefuse), "-");
  EXPECT_EQ(add("2023-01-30", 2, MonthEnd::kRefuse), "2023-03-30");
  EXPECT_EQ(add("2199-12-01", 1), "-");
  EXPECT_EQ(add("1900-01-31", -1), "-");
  EXPECT_EQ(add("2000-01-01", INT64_MAX), "-");
  EXPECT_EQ(add("2000-01-01", INT64_MIN), "-");
}

TEST(Date, FullMonthsAreTheLargestThatFit) {
  EXPECT_EQ(FullMonths(Day("2020-02-29"), Day("2021-02-28")), 12);
  EXPECT_EQ(FullMonths(Day("2020-02-29"), Day("2021-02-27")), 11);
  EXPECT_EQ(FullMonths(Day("2023-01-31"), Day("2023-02-28")), 1);
  EXPECT_EQ(FullMonths(Day("2023-01-31"), Day("2023-02-27")), 0);
  EXPECT_EQ(FullMonths(Day("2023-01-15"), Day("2023-01-15")), 0);
  EXPECT_EQ(FullMonths(Day("2000-06-01"), Day("2018-06-01")), 216);
  EXPECT_EQ(FullMonths(Day("2000-06-01"), Day("2018-05-31")), 215);
  EXPECT_EQ(FullMonths(Day("2018-06-01"), Day("2000-06-01")), -216);
  for (int64_t a = Day("2023-11-25"); a < Day("2024-03-05"); ++a)
    for (int64_t b = a; b < a + 800; b += 7) {
      const int64_t months = FullMonths(a, b);
      ASSERT_LE(*AddMonths(a, months), b);
      ASSERT_GT(*AddMonths(a, months + 1), b);
    }
}

TEST(Date, Instants) {
  const std::optional<int64_t> instant = ParseInstant("2023-06-09T17:30:00+08:00");
  ASSERT_TRUE(instant.has_value());
  EXPECT_EQ(*instant, 19517 * 86400 + 17 * 3600 + 30 * 60);
  EXPECT_EQ(FormatInstant(*instant), "2023-06-09T17:30:00+08:00");
  EXPECT_EQ(ParseInstant("2023-06-09 17:30"), instant);
  EXPECT_EQ(ParseInstant("2023-06-09T09:30:00Z"), instant);
  EXPECT_EQ(ParseInstant("2023-06-09T04:30-05:00"), instant);
  EXPECT_EQ(ParseInstant("2023年6月9日17:30"), instant);
  EXPECT_EQ(ParseInstant("2023年6月9日 17:30"), instant);
  EXPECT_EQ(ParseInstant("2023-06-09 24:00"), ParseInstant("2023-06-10T00:00:00"));
  for (const char* text : {"2023-06-09", "2023-06-0917:30", "2023-06-09T25:00", "2023-06-09T17:60",
                           "2023-06-09T24:00:01", "2023-06-09T17:30+25:00", "2199-12-31 24:00",
                           "2023-06-09T17:30 x", "2023-06-09T"})
    EXPECT_FALSE(ParseInstant(text).has_value()) << text;
}

TEST(Date, Clocks) {
  EXPECT_EQ(ParseClock("20:00"), 72000);
  EXPECT_EQ(ParseClock("9:05"), 9 * 3600 + 300);
  EXPECT_EQ(ParseClock("24:00"), 86400);
  EXPECT_EQ(ParseClock("08:15:30"), 29730);
  for (const char* text : {"24:01", "25:00", "20", "20:0", "20:60", "", "20:00 "})
    EXPECT_FALSE(ParseClock(text).has_value()) << text;
  EXPECT_EQ(FormatClock(72000), "20:00:00");
  EXPECT_EQ(FormatClock(86400), "24:00:00");
}

}  // namespace
}  // namespace pol::value
