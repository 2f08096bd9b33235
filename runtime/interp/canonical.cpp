// Canonical text and JSON of single values (semantics 8), and the texts that people read.
#include "runtime/interp/canonical.h"

#include <nlohmann/json.hpp>

#include "runtime/interp/accept_value.h"
#include "runtime/program/dump.h"

namespace pol::interp {

namespace {

using program::Policy;
using program::Type;
using program::TypeKind;

std::string Quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

int64_t Whole(const Value& value) { return value.number().ToInt64().value_or(0); }

// The number as it is printed: in the declared unit.
Rational Printed(const Type& type, const Value& value) {
  const Rational& factor = PrintFactor(type);
  return factor == Rational(1) ? value.number() : value.number() / factor;
}

bool IsWholeKind(TypeKind kind) {
  return kind == TypeKind::kInteger || kind == TypeKind::kDays || kind == TypeKind::kWorkdays ||
         kind == TypeKind::kMonths;
}

std::string EnumText(const Policy& policy, const Type& type, const Value& value) {
  const auto& members = policy.enums[static_cast<size_t>(type.enumeration)].members;
  const auto index = static_cast<size_t>(Whole(value));
  return index < members.size() ? members[index].name : value.number().ToString();
}

const Type& ElementOf(const Type& type) {
  static const Type kText = [] {
    Type text;
    text.kind = TypeKind::kText;
    return text;
  }();
  return type.element ? *type.element : kText;
}

// ------------------------------------------------------------------------------------------- for
// people

// 1234567.5 as 1,234,567.5
std::string Grouped(std::string digits) {
  const size_t first = digits[0] == '-' ? 1 : 0;
  size_t at = digits.find('.');
  if (at == std::string::npos) at = digits.size();
  while (at > first + 3) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

// Grouped, with as many decimals as it needs; a number without finite decimal as a fraction.
std::string Amount(const Rational& number) {
  std::string digits = number.ToString();
  if (digits.find('/') != std::string::npos) return digits;
  return Grouped(std::move(digits));
}

// Money is read with two decimals where it has any, and in plain yuan always.
std::string MoneyAmount(const Rational& number, bool two_decimals) {
  const std::string digits = number.ToString();
  if (digits.find('/') != std::string::npos) return digits;
  const size_t point = digits.find('.');
  const size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
  if (decimals < 2 && (two_decimals || decimals == 1)) return Grouped(number.ToFixed(2));
  return Grouped(digits);
}

std::string MoneyText(const Type& type, const Rational& number, bool chinese) {
  const bool yuan = type.unit.empty() || type.unit == "元" || PrintFactor(type) != type.factor;
  if (!yuan) return MoneyAmount(number, false) + (chinese ? "" : " ") + type.unit;
  const Rational wan = number / Rational(10000);
  if (!chinese) return MoneyAmount(number, !wan.is_integer()) + " yuan";
  if (number.is_zero()) return "0元";
  if (wan.is_integer()) {
    if (Abs(number) >= Rational(100000000)) return (wan / Rational(10000)).ToString() + "亿元";
    return wan.ToString() + "万元";
  }
  return MoneyAmount(number, true) + "元";
}

// Per mille where that is shorter, as documents write small rates; a fraction where neither is
// finite.
std::string RateText(const Rational& number) {
  if (number.is_zero()) return "0";
  const std::string percent = (number * Rational(100)).ToString();
  if (percent.find('/') != std::string::npos) return number.ToString();
  const std::string permille = (number * Rational(1000)).ToString();
  const bool small = Abs(number) < Rational(1, 100);
  return small && permille.size() < percent.size() ? permille + "‰" : percent + "%";
}

std::string Counted(const Rational& number, std::string_view chinese_unit,
                    std::string_view english_unit, bool chinese) {
  const std::string digits = Amount(number);
  if (chinese) return digits + std::string(chinese_unit);
  return digits + " " + std::string(english_unit) + (Abs(number) == Rational(1) ? "" : "s");
}

std::string ClockText(int64_t seconds) {
  std::string text = value::FormatClock(seconds);
  if (text.ends_with(":00")) text.resize(text.size() - 3);
  return text;
}

std::string DateText(int64_t days, bool chinese) {
  if (!chinese) return value::FormatDate(days);
  const value::CivilDate date = value::CivilFromDays(days);
  return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
         std::to_string(date.day) + "日";
}

std::string MonthText(int64_t month, bool chinese) {
  if (!chinese) return value::FormatMonth(month);
  return std::to_string(month / 12) + "年" + std::to_string(month % 12 + 1) + "月";
}

std::string InstantText(int64_t seconds, bool chinese) {
  constexpr int64_t kDay = 86400;
  const int64_t days = seconds / kDay - (seconds % kDay < 0 ? 1 : 0);
  return DateText(days, chinese) + " " + ClockText(seconds - days * kDay);
}

}  // namespace

const char* TypeName(TypeKind kind) {
  return kind == TypeKind::kClock ? "time" : program::KindName(kind);
}

std::string CanonicalText(const Policy& policy, const Type& type, const Value& value) {
  if (value.is_none()) return "none";
  if (value.is_text()) return value.text();
  if (value.is_list()) return CanonicalJson(policy, type, value);
  switch (type.kind) {
    case TypeKind::kBoolean:
      return value.truth() ? "true" : "false";
    case TypeKind::kDate:
      return value::FormatDate(Whole(value));
    case TypeKind::kMonth:
      return value::FormatMonth(Whole(value));
    case TypeKind::kInstant:
      return value::FormatInstant(Whole(value));
    case TypeKind::kClock:
      return value::FormatClock(Whole(value));
    case TypeKind::kEnum:
      return EnumText(policy, type, value);
    default:
      return Printed(type, value).ToString();
  }
}

std::string CanonicalJson(const Policy& policy, const Type& type, const Value& value) {
  if (value.is_unknown()) return "null";  // a part of a fact that is quoted in an explanation
  if (value.is_list() && type.kind == TypeKind::kRecord) {
    std::string json = "{";
    for (size_t i = 0; i < type.fields.size(); ++i) {
      const program::Field& field = type.fields[i];
      json += (i == 0 ? "" : ",") + Quoted(field.name) + ":" +
              CanonicalJson(policy, field.type, value.items()[i]);
    }
    return json + "}";
  }
  if (value.is_list()) {
    std::string json = "[";
    for (size_t i = 0; i < value.items().size(); ++i)
      json += (i == 0 ? "" : ",") + CanonicalJson(policy, ElementOf(type), value.items()[i]);
    return json + "]";
  }
  const std::string text = CanonicalText(policy, type, value);
  if (value.is_number()) {
    if (type.kind == TypeKind::kBoolean) return text;
    if (IsWholeKind(type.kind) && text.find_first_of("./") == std::string::npos) return text;
  }
  return Quoted(text);
}

std::string DisplayText(const Policy& policy, const Type& type, const Value& value, bool chinese) {
  if (value.is_unknown()) return chinese ? "（未填）" : "(missing)";
  if (value.is_list() && type.kind == TypeKind::kRecord) {
    std::string text;
    for (size_t i = 0; i < type.fields.size(); ++i) {
      if (i > 0) text += chinese ? "，" : ", ";
      text += type.fields[i].name + (chinese ? "＝" : " = ") +
              DisplayText(policy, type.fields[i].type, value.items()[i], chinese);
    }
    return (chinese ? "（" : "(") + text + (chinese ? "）" : ")");
  }
  if (value.is_none()) return chinese ? "无" : "none";
  if (value.is_text()) return value.text();
  if (value.is_list()) {
    if (value.items().empty()) return chinese ? "无" : "none";
    std::string text;
    for (const Value& item : value.items()) {
      if (!text.empty()) text += chinese ? "、" : ", ";
      text += DisplayText(policy, ElementOf(type), item, chinese);
    }
    return text;
  }
  const Rational number = Printed(type, value);
  switch (type.kind) {
    case TypeKind::kBoolean:
      return value.truth() ? (chinese ? "是" : "yes") : (chinese ? "否" : "no");
    case TypeKind::kRate:
      return RateText(number);
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      return MoneyText(type, number, chinese);
    case TypeKind::kDate:
      return DateText(Whole(value), chinese);
    case TypeKind::kMonth:
      return MonthText(Whole(value), chinese);
    case TypeKind::kInstant:
      return InstantText(Whole(value), chinese);
    case TypeKind::kClock:
      return ClockText(Whole(value));
    case TypeKind::kHours:
      return Counted(number, "小时", "hour", chinese);
    case TypeKind::kDays:
      return Counted(number, "天", "day", chinese);
    case TypeKind::kWorkdays:
      return Counted(number, "个工作日", "working day", chinese);
    case TypeKind::kMonths:
      // A year of the calendar may be declared so: "2021年", never "2,021年".
      if (type.factor == Rational(12) && chinese) return number.ToString() + "年";
      if (type.factor == Rational(12)) return Counted(number, "年", "year", chinese);
      return Counted(number, "个月", "month", chinese);
    case TypeKind::kEnum: {
      // A code says little to people without what it is called.
      const program::EnumType& listed = policy.enums[static_cast<size_t>(type.enumeration)];
      const auto index = static_cast<size_t>(Whole(value));
      const bool named =
          listed.tree && index < listed.members.size() && !listed.members[index].alias.empty();
      return EnumText(policy, type, value) + (named ? " " + listed.members[index].alias : "");
    }
    default: {
      if (type.unit.empty()) return number.ToString();
      if (type.unit == "年" && number.is_integer()) return number.ToString() + type.unit;
      return Amount(number) + (chinese ? "" : " ") + type.unit;
    }
  }
}

}  // namespace pol::interp
