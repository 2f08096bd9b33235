#include "runtime/value/date.h"

#include <cstdio>
#include <ctime>

namespace pol::value {

namespace {

constexpr int64_t kSecondsPerDay = 86400;
constexpr int64_t kShanghaiOffset = 8 * 3600;

int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Reads a text from the left; every reader leaves the place alone when it fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool done() const { return text_.empty(); }

  bool Take(std::string_view what) {
    if (!text_.starts_with(what)) return false;
    text_.remove_prefix(what.size());
    return true;
  }

  size_t TakeSpaces() {
    size_t count = 0;
    while (Take(" ") || Take("\t")) ++count;
    return count;
  }

  // A number of `least` to `most` digits, no more.
  std::optional<int> Number(size_t least, size_t most) {
    size_t count = 0;
    int value = 0;
    while (count < text_.size() && text_[count] >= '0' && text_[count] <= '9') {
      if (++count > most) return std::nullopt;
      value = value * 10 + (text_[count - 1] - '0');
    }
    if (count < least) return std::nullopt;
    text_.remove_prefix(count);
    return value;
  }

  // 2023-06-01, 2023-6-1, 2023/6/1, 2023.6.1, 2023年6月1日
  std::optional<int64_t> Date() {
    const std::optional<int> year = Number(4, 4);
    if (!year) return std::nullopt;
    std::string_view second;
    for (const std::string_view separator : {"-", "/", ".", "年"}) {
      if (!Take(separator)) continue;
      second = separator == "年" ? "月" : separator;
      break;
    }
    if (second.empty()) return std::nullopt;
    const std::optional<int> month = Number(1, 2);
    if (!month || !Take(second)) return std::nullopt;
    const std::optional<int> day = Number(1, 2);
    if (!day || (second == "月" && !Take("日"))) return std::nullopt;
    const CivilDate date{*year, *month, *day};
    if (!IsValidCivil(date)) return std::nullopt;
    return DaysFromCivil(date);
  }

  // 20:00, 20:00:00, up to 24:00:00
  std::optional<int64_t> Clock() {
    const std::optional<int> hour = Number(1, 2);
    if (!hour || !Take(":")) return std::nullopt;
    const std::optional<int> minute = Number(2, 2);
    if (!minute) return std::nullopt;
    int second = 0;
    if (Take(":")) {
      const std::optional<int> given = Number(2, 2);
      if (!given) return std::nullopt;
      second = *given;
    }
    if (*minute > 59 || second > 59) return std::nullopt;
    const int64_t total = *hour * 3600 + *minute * 60 + second;
    if (total > kSecondsPerDay) return std::nullopt;
    return total;
  }

  // "", Z, +08:00, -05:30, +0800: seconds east of Greenwich; no offset means +08:00.
  std::optional<int64_t> Offset() {
    if (done()) return kShanghaiOffset;
    if (Take("Z") || Take("z")) return 0;
    const bool west = Take("-");
    if (!west && !Take("+")) return std::nullopt;
    if (text_.size() < 2) return std::nullopt;
    Reader hours(text_.substr(0, 2));
    text_.remove_prefix(2);
    const std::optional<int> hour = hours.Number(2, 2);
    if (!hour) return std::nullopt;
    int minute = 0;
    if (!done()) {
      Take(":");
      const std::optional<int> given = Number(2, 2);
      if (!given) return std::nullopt;
      minute = *given;
    }
    if (*hour > 14 || minute > 59) return std::nullopt;
    const int64_t seconds = *hour * 3600 + minute * 60;
    return west ? -seconds : seconds;
  }

 private:
  std::string_view text_;
};

std::string Print(const char* format, int a, int b, int c) {
  char buffer[64];
  const int length = std::snprintf(buffer, sizeof buffer, format, a, b, c);
  return std::string(buffer, static_cast<size_t>(length));
}

}  // namespace

// Howard Hinnant's algorithms (http://howardhinnant.github.io/date_algorithms.html): years begin in
// March, so that the leap day is the last of its year.
int64_t DaysFromCivil(const CivilDate& date) {
  const int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const int64_t era = FloorDiv(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year =
      (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate CivilFromDays(int64_t days) {
  days += 719468;
  const int64_t era = FloorDiv(days, 146097);
  const int64_t day_of_era = days - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * day_of_year + 2) / 153;
  CivilDate date;
  date.day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  date.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[month - 1];
}

bool IsValidCivil(const CivilDate& date) {
  return date.year >= 1900 && date.year <= 2199 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= DaysInMonth(date.year, date.month);
}

int64_t TodayInShanghai() {
  return FloorDiv(static_cast<int64_t>(std::time(nullptr)) + kShanghaiOffset, kSecondsPerDay);
}

std::optional<int64_t> AddMonths(int64_t days, int64_t months, MonthEnd rule) {
  constexpr int64_t kMostMonths = 300 * 12;  // the whole range of dates
  if (months > kMostMonths || months < -kMostMonths) return std::nullopt;
  if (days < kFirstDay || days > kLastDay) return std::nullopt;
  const CivilDate from = CivilFromDays(days);
  const int64_t target = from.year * 12 + from.month - 1 + months;
  CivilDate to{static_cast<int>(FloorDiv(target, 12)), static_cast<int>(target % 12 + 1), from.day};
  if (target < 0) return std::nullopt;
  const int last = DaysInMonth(to.year, to.month);
  int64_t extra = 0;
  if (to.day > last) {
    if (rule == MonthEnd::kRefuse) return std::nullopt;
    to.day = last;
    extra = rule == MonthEnd::kNextDay ? 1 : 0;
  }
  const int64_t result = DaysFromCivil(to) + extra;
  if (result < kFirstDay || result > kLastDay) return std::nullopt;
  return result;
}

int64_t FullMonths(int64_t a, int64_t b) {
  if (b < a) return -FullMonths(b, a);
  const CivilDate from = CivilFromDays(a), to = CivilFromDays(b);
  const int64_t months = (to.year - from.year) * 12 + to.month - from.month;
  // a + months lies in the month of b; a day that month lacks is completed by its last one.
  const int last = DaysInMonth(to.year, to.month);
  const int reached = from.day < last ? from.day : last;
  return reached <= to.day ? months : months - 1;
}

std::string FormatDate(int64_t days) {
  const CivilDate date = CivilFromDays(days);
  return Print("%04d-%02d-%02d", date.year, date.month, date.day);
}

std::string FormatMonth(int64_t month) {
  const int64_t year = FloorDiv(month, 12);
  return Print("%04d-%02d", static_cast<int>(year), static_cast<int>(month - year * 12 + 1), 0);
}

std::string FormatInstant(int64_t seconds) {
  const int64_t days = FloorDiv(seconds, kSecondsPerDay);
  return FormatDate(days) + "T" + FormatClock(seconds - days * kSecondsPerDay) + "+08:00";
}

std::string FormatClock(int64_t seconds) {
  return Print("%02d:%02d:%02d", static_cast<int>(seconds / 3600),
               static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
}

std::optional<int64_t> ParseDate(std::string_view text) {
  Reader reader(text);
  const std::optional<int64_t> date = reader.Date();
  return reader.done() ? date : std::nullopt;
}

std::optional<int64_t> ParseMonth(std::string_view text) {
  Reader reader(text);
  const std::optional<int> year = reader.Number(4, 4);
  if (!year || *year < 1900 || *year > 2199) return std::nullopt;
  const bool han = reader.Take("年");
  if (!han && !reader.Take("-") && !reader.Take("/")) return std::nullopt;
  const std::optional<int> month = reader.Number(1, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if ((han && !reader.Take("月")) || !reader.done()) return std::nullopt;
  return int64_t{*year} * 12 + *month - 1;
}

std::optional<int64_t> ParseInstant(std::string_view text) {
  Reader reader(text);
  const std::optional<int64_t> date = reader.Date();
  if (!date) return std::nullopt;
  // "2023年6月9日17:30" needs no separator, as 日 is one.
  const bool han = text.find("日") != std::string_view::npos;
  if (!reader.Take("T") && reader.TakeSpaces() == 0 && !han) return std::nullopt;
  const std::optional<int64_t> clock = reader.Clock();
  if (!clock) return std::nullopt;
  const std::optional<int64_t> offset = reader.Offset();
  if (!offset || !reader.done()) return std::nullopt;
  const int64_t result = *date * kSecondsPerDay + *clock + kShanghaiOffset - *offset;
  // 24:00 of the last day, or an offset, may lead out of the range of dates.
  if (result < kFirstDay * kSecondsPerDay || result >= (kLastDay + 1) * kSecondsPerDay)
    return std::nullopt;
  return result;
}

std::optional<int64_t> ParseClock(std::string_view text) {
  Reader reader(text);
  const std::optional<int64_t> clock = reader.Clock();
  return reader.done() ? clock : std::nullopt;
}

}  // namespace pol::value
