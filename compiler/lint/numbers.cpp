#include "compiler/lint/numbers.h"

#include <algorithm>

#include "runtime/value/literal.h"

namespace pol::lint {

using value::Rational;

namespace {

// At most `places` decimals; nothing where there are more.
std::optional<std::string> Decimals(const Rational& number, int places) {
  Rational scaled = number;
  for (int i = 0; i <= places; ++i) {
    if (scaled.is_integer()) {
      std::string digits = scaled.ToString();
      if (i == 0) return digits;
      const bool negative = digits.starts_with('-');
      if (negative) digits.erase(0, 1);
      while (digits.size() <= static_cast<size_t>(i)) digits.insert(0, "0");
      digits.insert(digits.size() - static_cast<size_t>(i), ".");
      return (negative ? "-" : "") + digits;
    }
    scaled = scaled * Rational(10);
  }
  return std::nullopt;
}

}  // namespace

std::string InWan(const Rational& number) {
  constexpr int64_t kWan = 10'000, kYi = 100'000'000;
  const Rational size = number < Rational(0) ? -number : number;
  if (size >= Rational(kYi)) {
    if (const auto text = Decimals(number / Rational(kYi), 2)) return *text + "亿";
  }
  if (size >= Rational(kWan)) {
    if (const auto text = Decimals(number / Rational(kWan), 2)) return *text + "万";
  }
  return Decimals(number, 6).value_or(number.ToString());
}

std::optional<std::string> AsPercent(const Rational& number) {
  const Rational size = number < Rational(0) ? -number : number;
  if (!number.is_zero() && size < Rational(1, 1000)) {
    if (const auto text = Decimals(number * Rational(1000), 4)) return *text + "‰";
    return std::nullopt;
  }
  const auto text = Decimals(number * Rational(100), 4);
  return text ? std::optional(*text + "%") : std::nullopt;
}

std::optional<Rational> LiteralOf(const ast::Expr& expr) {
  const ast::Expr& bare = Bare(expr);
  if (bare.kind == ast::ExprKind::kNumber) return value::ReadNumber(bare.text);
  if (bare.kind == ast::ExprKind::kHanNumber) return value::ReadHanNumber(bare.text);
  return std::nullopt;
}

bool IsPlainNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',';
  });
}

const ast::Expr& Bare(const ast::Expr& expr) {
  const ast::Expr* bare = &expr;
  while (bare->kind == ast::ExprKind::kParen && !bare->args.empty()) bare = bare->args[0];
  return *bare;
}

}  // namespace pol::lint
