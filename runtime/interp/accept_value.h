// Reading of one datum at one type, inside accept*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/program/program.h"

namespace pol::interp {

// A number with or without unit, as data write it, at a numeric type: the number to store (base
// units). `text` has widths folded and no surrounding spaces. Nothing: no number, a unit of another
// kind, or a unit that is missing (semantics 1.5), or more digits than data may have.
std::optional<value::Rational> ReadMeasure(const program::Type& type, std::string_view text);

// Without spaces, tabs and U+3000 at both ends.
std::string_view Trimmed(std::string_view text);

// The size of the unit in which a number of this type is printed (program.h, Type::factor); 1 for
// money, which is always printed in yuan.
const value::Rational& PrintFactor(const program::Type& type);

}  // namespace pol::interp
