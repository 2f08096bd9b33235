#include "runtime/value/literal.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <vector>

namespace pol::value {

namespace {

// Room for anything a policy or a table can mean; what one place allows is narrower, and checked
// there.
constexpr int kMostDigits = 60;

Rational PowerOfTen(int exponent) {
  Rational power = 1;
  for (int i = 0; i < exponent; ++i) power = power * Rational(10);
  return power;
}

bool TakeSuffix(std::string_view* text, std::string_view suffix) {
  if (!text->ends_with(suffix)) return false;
  text->remove_suffix(suffix.size());
  return true;
}

// Splits into characters; the texts here are short.
std::vector<std::string_view> Characters(std::string_view text) {
  std::vector<std::string_view> characters;
  for (size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    characters.push_back(text.substr(at, length));
    at += length;
  }
  return characters;
}

std::optional<int64_t> HanDigit(std::string_view character) {
  if (character.size() == 1 && character[0] >= '0' && character[0] <= '9')
    return character[0] - '0';
  constexpr std::array<std::string_view, 10> kDigits = {"零", "一", "二", "三", "四",
                                                        "五", "六", "七", "八", "九"};
  for (size_t i = 0; i < kDigits.size(); ++i)
    if (kDigits[i] == character) return static_cast<int64_t>(i);
  if (character == "〇") return 0;
  if (character == "两") return 2;
  return std::nullopt;
}

// 十 百 千 inside a group of four digits.
int64_t SmallPlace(std::string_view character) {
  return character == "十" ? 10 : character == "百" ? 100 : character == "千" ? 1000 : 0;
}

// A whole number below 10^16: digits one by one (一二 is 12, as 12 is), or with places (一百二十,
// 三万五千).
std::optional<int64_t> HanWhole(std::string_view text) {
  const std::vector<std::string_view> characters = Characters(text);
  if (characters.empty() || characters.size() > 15) return std::nullopt;
  bool places = false;
  for (const std::string_view character : characters)
    places = places || SmallPlace(character) != 0 || character == "万" || character == "亿";
  if (!places) {
    int64_t value = 0;
    for (const std::string_view character : characters) {
      const std::optional<int64_t> digit = HanDigit(character);
      if (!digit) return std::nullopt;
      value = value * 10 + *digit;
    }
    return value;
  }
  int64_t total = 0, group = 0, smallest = 10000;  // places must fall within a group
  int64_t smallest_big = INT64_MAX;
  int64_t digit = -1;  // read and not yet placed; -1: none
  bool last_ascii = false;
  for (const std::string_view character : characters) {
    const bool ascii = character.size() == 1;
    if (const std::optional<int64_t> next = HanDigit(character)) {
      // 10万: digits written 0 to 9 stand together, Han ones do not.
      if (digit > 0 && !(ascii && last_ascii)) return std::nullopt;
      digit = (digit > 0 ? digit * 10 : 0) + *next;
      if (digit > 99999999) return std::nullopt;
    } else if (const int64_t place = SmallPlace(character)) {
      if (place >= smallest) return std::nullopt;
      smallest = place;
      // 十 alone is 10, and 百分之 and 千分之 are read as one hundredth and one thousandth.
      group += (digit > 0 ? digit : 1) * place;
      digit = -1;
    } else if (character == "万" || character == "亿") {
      const int64_t big = character == "万" ? 10000 : 100000000;
      if (big >= smallest_big) return std::nullopt;
      smallest_big = big;
      const int64_t head = group + (digit > 0 ? digit : 0);
      total += (head == 0 && total == 0 ? 1 : head) * big;
      group = 0;
      smallest = 10000;
      digit = -1;
    } else {
      return std::nullopt;
    }
    last_ascii = ascii;
  }
  return total + group + (digit > 0 ? digit : 0);
}

// A number in Han or ASCII digits, with an optional part after 点 or a point.
std::optional<Rational> HanDecimal(std::string_view text) {
  size_t point = text.find("点");
  size_t length = std::string_view("点").size();
  if (point == std::string_view::npos) {
    point = text.find('.');
    length = 1;
  }
  const std::optional<int64_t> whole = HanWhole(text.substr(0, point));
  if (!whole) return std::nullopt;
  if (point == std::string_view::npos) return Rational(*whole);
  const std::vector<std::string_view> digits = Characters(text.substr(point + length));
  if (digits.empty() || digits.size() > 15) return std::nullopt;
  int64_t part = 0, scale = 1;
  for (const std::string_view character : digits) {
    const std::optional<int64_t> digit = HanDigit(character);
    if (!digit) return std::nullopt;
    part = part * 10 + *digit;
    scale *= 10;
  }
  return Rational(*whole) + Rational(part, scale);
}

}  // namespace

std::optional<Rational> ReadNumber(std::string_view text) {
  std::string folded;
  if (text.find('\xEF') != std::string_view::npos) {
    folded = FoldWidth(text);
    text = folded;
  }
  Rational divisor = 1;
  if (TakeSuffix(&text, "%"))
    divisor = 100;
  else if (TakeSuffix(&text, "‰"))
    divisor = 1000;
  int power = 0;
  if (TakeSuffix(&text, "万亿"))
    power = 12;
  else if (TakeSuffix(&text, "亿"))
    power = 8;
  else if (TakeSuffix(&text, "万"))
    power = 4;
  for (const char c : text)
    if ((c < '0' || c > '9') && c != '.') return std::nullopt;
  std::optional<Rational> number = Rational::Parse(text, kMostDigits);
  if (!number) return std::nullopt;
  if (power != 0) number = *number * PowerOfTen(power);
  return divisor == Rational(1) ? number : *number / divisor;
}

std::optional<Rational> ReadHanNumber(std::string_view text) {
  const std::string folded = FoldWidth(text);
  text = folded;
  constexpr std::string_view kOf = "分之";
  if (const size_t of = text.find(kOf); of != std::string_view::npos) {
    const std::optional<int64_t> den = HanWhole(text.substr(0, of));
    const std::optional<Rational> num = HanDecimal(text.substr(of + kOf.size()));
    if (!den || *den == 0 || !num) return std::nullopt;
    return *num / Rational(*den);
  }
  // 五折 and 85折: tenths, or hundredths when there are two digits; 九五折 likewise. 8.5折 is 85 %.
  if (TakeSuffix(&text, "折")) {
    const std::optional<Rational> number = HanDecimal(text);
    if (!number || number->is_zero() || *number >= Rational(100)) return std::nullopt;
    return *number / Rational(*number < Rational(10) || !number->is_integer() ? 10 : 100);
  }
  if (TakeSuffix(&text, "成")) {
    const std::optional<Rational> number = HanDecimal(text);
    if (!number || *number > Rational(10)) return std::nullopt;
    return *number / Rational(10);
  }
  return std::nullopt;
}

std::string FoldWidth(std::string_view utf8) {
  std::string folded;
  folded.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) {
    const auto byte = [&](size_t offset) {
      return at + offset < utf8.size() ? static_cast<unsigned char>(utf8[at + offset]) : 0;
    };
    // U+FF01..U+FF5E are EF BC 81 .. EF BD 9E; U+3000 is E3 80 80.
    if (byte(0) == 0xEF && byte(1) == 0xBC && byte(2) >= 0x81 && byte(2) <= 0xBF) {
      folded += static_cast<char>(byte(2) - 0x81 + '!');
      at += 3;
    } else if (byte(0) == 0xEF && byte(1) == 0xBD && byte(2) >= 0x80 && byte(2) <= 0x9E) {
      folded += static_cast<char>(byte(2) - 0x80 + '`');
      at += 3;
    } else if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) {
      folded += ' ';
      at += 3;
    } else {
      folded += utf8[at++];
    }
  }
  return folded;
}

std::optional<std::string> Nfc(std::string_view utf8) {
  // ASCII is valid and normal; most cells are.
  bool ascii = true;
  for (const char c : utf8) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  if (ascii) return std::string(utf8);
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                   static_cast<utf8proc_ssize_t>(utf8.size()), &mapped,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length < 0) return std::nullopt;
  std::string normal(reinterpret_cast<const char*>(mapped), static_cast<size_t>(length));
  std::free(mapped);
  return normal;
}

}  // namespace pol::value
