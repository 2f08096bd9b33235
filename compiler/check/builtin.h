// Built-in types, functions and hit words by any of their spellings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/model.h"

namespace pol::check {

// Which built-in type a name means: "money", "integer" (the first English spelling in
// grammar/builtins.def); "" if none.
std::string_view BuiltinType(std::string_view name);
// The same for functions, fixed words (of a hit policy, ..) and values.
std::string_view BuiltinFunction(std::string_view name);
std::string_view BuiltinWord(std::string_view name);
std::string_view BuiltinValue(std::string_view name);
// All Chinese and English spellings, for "did you mean".
const std::vector<std::string>& BuiltinTypeNames();
const std::vector<std::string>& BuiltinFunctionNames();
const std::vector<std::string>& BuiltinWordNames();

}  // namespace pol::check
