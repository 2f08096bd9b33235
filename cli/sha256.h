// SHA-256 (FIPS 180-4) of a text, as the fingerprint that a signed table carries; `sha256sum` gives
// the same.
#pragma once

#include <string>
#include <string_view>

namespace pol::cli {

std::string Sha256Hex(std::string_view text);

}  // namespace pol::cli
