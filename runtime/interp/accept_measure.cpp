// Numbers with units in data: "500万", "0.2‰", "万分之三", "1.4公里", "3天", "50个基点",
// "3元/平方米".
#include <algorithm>

#include "runtime/interp/accept.h"
#include "runtime/interp/accept_value.h"
#include "runtime/value/literal.h"
#include "runtime/value/unit.h"

namespace pol::interp {

namespace {

using program::Type;
using program::TypeKind;
using value::Dimension;
using value::FindUnit;
using value::Unit;

constexpr int kMostTextDigits =
    60;  // a longer number cannot be within the limits of data in any unit

// What a unit such as "元/平方米" or "家" measures. Counting units are dimensions of their own,
// kept by name.
struct Measure {
  Dimension dimension;
  Rational factor = 1;
  std::vector<const Unit*> counted_above, counted_below;

  bool Same(const Measure& other) const {
    return dimension == other.dimension && counted_above == other.counted_above &&
           counted_below == other.counted_below;
  }
};

bool AddUnit(std::string_view name, bool below, Measure* measure) {
  const Unit* unit = FindUnit(name);
  if (unit == nullptr) return false;
  if (unit->kind == Unit::Kind::kCounting) {
    (below ? measure->counted_below : measure->counted_above).push_back(unit);
    return true;
  }
  if (below && unit->kind == Unit::Kind::kFactor) return false;
  measure->dimension =
      below ? measure->dimension / unit->dimension : measure->dimension * unit->dimension;
  measure->factor = below ? measure->factor / unit->factor : measure->factor * unit->factor;
  return true;
}

// "元/平方米", "/天", "公里", "". Nothing if a part is no built-in unit.
std::optional<Measure> MeasureOf(std::string_view text) {
  Measure measure;
  bool below = false;
  while (true) {
    const size_t slash = text.find('/');
    const std::string_view part = Trimmed(text.substr(0, slash));
    if (part.empty() || part == "1") {
      if (below) return std::nullopt;
    } else if (!AddUnit(part, below, &measure)) {
      return std::nullopt;
    }
    if (slash == std::string_view::npos) break;
    text.remove_prefix(slash + 1);
    below = true;
  }
  std::sort(measure.counted_above.begin(), measure.counted_above.end());
  std::sort(measure.counted_below.begin(), measure.counted_below.end());
  return measure;
}

// The unit of a type, written as a literal would have it.
std::string UnitText(const Type& type) {
  switch (type.kind) {
    case TypeKind::kRate:
      return type.unit.empty() ? "" : "/" + type.unit;
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      return type.unit.empty() ? "元" : type.unit;
    case TypeKind::kHours:
      return "小时";
    case TypeKind::kDays:
      return "天";
    case TypeKind::kWorkdays:
      return "个工作日";
    case TypeKind::kMonths:
      return "个月";
    default:
      return type.unit;
  }
}

bool IsPlainYuan(const Type& type) {
  if (type.unit.empty() || type.unit == "元") return true;
  const std::optional<Measure> measure = MeasureOf(type.unit);
  return measure && measure->dimension == FindUnit("元")->dimension &&
         measure->counted_above.empty() && measure->counted_below.empty();
}

// The number that a bare one stands for in data: yuan beside money, else the unit that the type is
// declared with, in which it is printed too (semantics 8), so that an answer can be read again.
// Beside money that is declared in 万元 and printed in yuan the unit must be written: it would have
// two readings; only 0 is nothing in every unit. `scaled`: written with 万 or 亿, which no
// duration is. A policy's own text must name the unit (semantics 1.5).
std::optional<Rational> Bare(const Type& type, const Rational& number, bool scaled) {
  if (number.is_zero()) return number;
  switch (type.kind) {
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      if (type.factor != Rational(1) && IsPlainYuan(type)) return std::nullopt;
      break;
    case TypeKind::kHours:
    case TypeKind::kDays:
    case TypeKind::kWorkdays:
    case TypeKind::kMonths:
      if (scaled) return std::nullopt;
      break;
    default:
      break;
  }
  return type.factor == Rational(1) ? number : number * type.factor;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

size_t DigitsFrom(std::string_view text, size_t at) {
  while (at < text.size() && IsDigit(text[at])) ++at;
  return at;
}

bool Take(std::string_view text, size_t* at, std::string_view what) {
  if (!text.substr(*at).starts_with(what)) return false;
  *at += what.size();
  return true;
}

// The length of the number that `text` begins with: 12, 1.5, 1e3, 2/3, 500万, 0.2‰.
size_t NumberLength(std::string_view text) {
  size_t at = DigitsFrom(text, 0);
  if (at == 0) return 0;
  if (at + 1 < text.size() && text[at] == '/' && IsDigit(text[at + 1]))
    return DigitsFrom(text, at + 1);
  if (at + 1 < text.size() && text[at] == '.' && IsDigit(text[at + 1]))
    at = DigitsFrom(text, at + 1);
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const size_t sign =
        at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+') ? 1 : 0;
    const size_t end = DigitsFrom(text, at + 1 + sign);
    return end > at + 1 + sign ? end : at;
  }
  // 万元 and 亿元 may be read either way; taken as number and 元 they are the same amount.
  if (!Take(text, &at, "万亿") && !Take(text, &at, "亿")) Take(text, &at, "万");
  if (!Take(text, &at, "%")) Take(text, &at, "‰");
  return at;
}

bool WithinDigits(const Rational& number) {
  static const Rational kLimit = [] {
    Rational limit = 1;
    for (int i = 0; i < kMostDataDigits; ++i) limit = limit * Rational(10);
    return limit;
  }();
  if (number.is_small() && number.small_denominator() == 1)
    return number < kLimit && -kLimit < number;
  if (Abs(number) >= kLimit) return false;
  // A finite decimal has its digits counted; any other fraction its numerator and denominator.
  if ((number * kLimit).is_integer()) return true;
  return number.ToString().find('/') != std::string::npos && number.Denominator() < kLimit &&
         Abs(number.Numerator()) < kLimit;
}

// The plain decimals that most data are made of: digits with at most one point, 18 digits in all.
std::optional<Rational> PlainDecimal(std::string_view text) {
  if (text.empty() || text.size() > kMostDataDigits + 1U) return std::nullopt;
  int64_t number = 0, scale = 0;  // scale 0: no point yet
  size_t digits = 0;
  for (const char c : text) {
    if (IsDigit(c)) {
      if (digits == kMostDataDigits) return std::nullopt;  // before the next one overflows
      number = number * 10 + (c - '0');
      scale *= 10;
      ++digits;
    } else if (c == '.' && scale == 0 && digits > 0) {
      scale = 1;
    } else {
      return std::nullopt;
    }
  }
  if (scale == 1) return std::nullopt;
  return scale == 0 ? Rational(number) : Rational(number, scale);
}

std::optional<Rational> Checked(const Type& type, std::optional<Rational> stored) {
  if (!stored) return std::nullopt;
  const Rational& factor = PrintFactor(type);
  if (!WithinDigits(factor == Rational(1) ? *stored : *stored / factor)) return std::nullopt;
  return stored;
}

}  // namespace

const value::Rational& PrintFactor(const program::Type& type) {
  static const Rational kOne = 1;
  const bool money = type.kind == TypeKind::kMoney || type.kind == TypeKind::kExactMoney;
  // 金额 万元 and the like are printed in yuan; 元/平方米 and dollars in what they declare.
  return money && type.factor != kOne && IsPlainYuan(type) ? kOne : type.factor;
}

std::string_view Trimmed(std::string_view text) {
  const auto strip = [&](std::string_view space) {
    bool changed = false;
    if (text.starts_with(space)) {
      text.remove_prefix(space.size());
      changed = true;
    }
    if (text.ends_with(space)) {
      text.remove_suffix(space.size());
      changed = true;
    }
    return changed;
  };
  while (!text.empty() && (strip(" ") || strip("\t") || strip("\xE3\x80\x80"))) continue;
  return text;
}

std::optional<value::Rational> ReadMeasure(const program::Type& type, std::string_view text) {
  if (const std::optional<Rational> plain = PlainDecimal(text))
    return Checked(type, Bare(type, *plain, false));
  bool negative = false;
  for (const std::string_view minus : {"-", "−"})
    if (!negative && text.starts_with(minus)) {
      negative = true;
      text.remove_prefix(minus.size());
    }
  if (!negative && text.starts_with("+")) text.remove_prefix(1);
  const auto signed_number = [&](const Rational& number) { return negative ? -number : number; };

  std::optional<Rational> number;
  std::string_view unit;
  bool scaled = false;
  const size_t length = NumberLength(text);
  if (text.find("分之") != std::string_view::npos || text.find("折") != std::string_view::npos ||
      text.find("成") != std::string_view::npos) {
    const size_t slash = text.find('/');
    number = value::ReadHanNumber(Trimmed(text.substr(0, slash)));
    if (slash != std::string_view::npos) unit = text.substr(slash);
  } else if (length > 0) {
    const std::string_view digits = text.substr(0, length);
    const bool fraction = digits.find('/') != std::string_view::npos;
    // A fraction is how exact numbers are printed; a number on a grid never needs one.
    if (fraction && type.grid) return std::nullopt;
    number = Rational::Parse(digits, kMostTextDigits);
    if (!number && !fraction) number = value::ReadNumber(digits);
    scaled =
        digits.find("万") != std::string_view::npos || digits.find("亿") != std::string_view::npos;
    unit = Trimmed(text.substr(length));
  }
  if (!number) return std::nullopt;
  if (unit.empty()) return Checked(type, Bare(type, signed_number(*number), scaled));

  // The declared unit needs no looking up, and may be one that the policy itself defines.
  if (!type.unit.empty() && unit == (type.kind == TypeKind::kRate ? "/" + type.unit : type.unit))
    return Checked(type, signed_number(*number) * type.factor);
  const std::optional<Measure> given = MeasureOf(unit);
  if (!given) return std::nullopt;
  // 50个基点, 3倍: numbers, whatever unit the type has.
  const bool plain =
      given->dimension.is_number() && given->counted_above.empty() && given->counted_below.empty();
  if (plain) return Checked(type, Bare(type, signed_number(*number) * given->factor, false));
  const std::optional<Measure> declared = MeasureOf(UnitText(type));
  if (!declared || !declared->Same(*given)) return std::nullopt;
  return Checked(type, signed_number(*number) * given->factor);
}

}  // namespace pol::interp
