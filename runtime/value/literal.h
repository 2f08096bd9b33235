// Numbers as drafters write them, shared by the compiler's literals and by data (semantics 1.5, 1.7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/value/rational.h"

namespace pol::value {

// "500", "1.2亿", "0.2‰", "30%", "5000万", full-width digits too; no sign, no unit, no spaces. Exact.
std::optional<Rational> ReadNumber(std::string_view text);
// "万分之三", "三分之二", "百分之五", "五折", "85折", "两成", "百分之12".
std::optional<Rational> ReadHanNumber(std::string_view text);

// Full-width letters, digits and punctuation to ASCII, U+3000 to a space. For identifiers and numbers, never for text values.
std::string FoldWidth(std::string_view utf8);
// Unicode NFC; nothing if not valid UTF-8.
std::optional<std::string> Nfc(std::string_view utf8);

}  // namespace pol::value
