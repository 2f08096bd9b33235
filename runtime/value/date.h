// Calendar arithmetic (semantics 1, 5). A date is a day number, 1970-01-01 = 0; a month is year * 12 + month - 1;
// an instant is whole seconds since 1970-01-01T00:00:00+08:00; a clock time is seconds since midnight, 0..86400.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pol::value {

struct CivilDate {
  int year = 1970, month = 1, day = 1;
};

int64_t DaysFromCivil(const CivilDate& date);
CivilDate CivilFromDays(int64_t days);
bool IsValidCivil(const CivilDate& date);  // also: within 1900-01-01 .. 2199-12-31
inline constexpr int64_t kFirstDay = -25567;  // 1900-01-01
inline constexpr int64_t kLastDay = 84005;    // 2199-12-31
int DaysInMonth(int year, int month);

// Today in Asia/Shanghai (+08:00).
int64_t TodayInShanghai();

enum class MonthEnd : uint8_t { kLastDay, kNextDay, kRefuse };
// Same day of the target month; where that is missing, as `rule` says. Nothing outside the date range, or refused.
std::optional<int64_t> AddMonths(int64_t days, int64_t months, MonthEnd rule = MonthEnd::kLastDay);
// Largest n >= 0 with a + n months <= b; negated and swapped if b < a (semantics 5.4).
int64_t FullMonths(int64_t a, int64_t b);

std::string FormatDate(int64_t days);        // 2023-06-01
std::string FormatMonth(int64_t month);      // 2023-06
std::string FormatInstant(int64_t seconds);  // 2023-06-09T17:30:00+08:00
std::string FormatClock(int64_t seconds);    // 20:00:00

// 2023-06-01, 2023-6-1, 2023年6月1日, 2023/6/1, 2023.6.1. Nothing if malformed or no such day.
std::optional<int64_t> ParseDate(std::string_view text);
std::optional<int64_t> ParseMonth(std::string_view text);
// Date and clock, separated by T or spaces; seconds and offset optional (Z, +08:00); 24:00 is the next day.
std::optional<int64_t> ParseInstant(std::string_view text);
std::optional<int64_t> ParseClock(std::string_view text);

}  // namespace pol::value
