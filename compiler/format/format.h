// Prints a file in the one style: declarations on lines of their own, clauses indented, tables aligned by display
// width, comments kept. Works on the tokens and the ranges of the tree, so it prints the whole language.
#pragma once

#include <optional>
#include <string>

#include "compiler/ast/ast.h"

namespace pol::format {

enum class Keywords : uint8_t { kKeep, kChinese, kEnglish };
struct Options {
  Keywords keywords = Keywords::kKeep;
};

// The text of a file that parsed without error. The result, parsed again, is the same program; the caller checks it
// with SameTokens before it replaces anything.
std::string Format(const ast::File& file, const Options& options);
// Do two files hold the same tokens, apart from spelling of keywords, width, dropped 。 and layout?
bool SameTokens(const ast::File& a, const ast::File& b);

}  // namespace pol::format
