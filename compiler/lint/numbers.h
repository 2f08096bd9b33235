// Numbers as officials write and read them, for the rules about them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/ast/ast.h"
#include "compiler/lint/places.h"
#include "runtime/value/rational.h"

namespace pol::lint {

// "500万", "1.2亿" where at most two decimals are left of it; else the digits: "5000001".
std::string InWan(const value::Rational& number);
// "30%", "0.5%"; of less than a thousandth "0.2‰". Nothing where it takes more than four decimals.
std::optional<std::string> AsPercent(const value::Rational& number);
// What a literal says, its unit aside; nothing for what is no literal number.
std::optional<value::Rational> LiteralOf(const ast::Expr& expr);
// Digits, a point and commas alone: neither 万 nor a percent sign.
bool IsPlainNumber(std::string_view text);
// Without brackets around it.
const ast::Expr& Bare(const ast::Expr& expr);

}  // namespace pol::lint
