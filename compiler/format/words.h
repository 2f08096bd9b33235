// Spellings: of keywords from grammar/keywords.def, of built-in names from grammar/builtins.def.
#pragma once

#include <string>
#include <string_view>

#include "compiler/ast/token.h"

namespace pol::format {

enum class Script : uint8_t { kEnglish, kChinese };
// Where a built-in name stands: 月 is a unit, 月份 a function, 年月 a type, and all are "month" in
// English.
enum class Place : uint8_t { kNone, kType, kUnit, kValue, kFunction, kWord };

bool IsKeyword(ast::TokenKind kind);
// What the formatter writes for a keyword in the other script; `text` is the spelling found. ""
// where that script has no single word for it (的, of, least, more).
std::string_view Spelling(ast::TokenKind kind, std::string_view text, Script script);
// The other script's name of a built-in at a place; `name` itself where it has none.
std::string_view BuiltinSpelling(Place place, std::string_view name, Script script);
// Do two names mean the same built-in at some place?
bool SameBuiltin(std::string_view a, std::string_view b);

}  // namespace pol::format
