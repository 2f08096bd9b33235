// One code point at a time, without throwing and without looking past the end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pol::source {

struct CodePoint {
  char32_t value = 0;  // U+FFFD if not valid
  uint32_t size = 1;   // bytes taken; 1 if not valid
  bool valid = false;
};
// The code point at text[at]; `at` must be inside. Overlong forms, surrogates and values above
// U+10FFFF are not valid.
CodePoint Decode(std::string_view text, size_t at);
std::u32string ToUtf32(std::string_view text);
void AppendUtf8(char32_t point, std::string* out);
size_t CountCodePoints(std::string_view text);
// Terminal cells of one code point: 0, 1 or 2; a tab or another control character counts as one.
int CodePointWidth(char32_t point);
// Characters that must not reach a terminal or a report as they are: controls, and marks that hide
// or reorder text.
bool IsUnprintable(char32_t point);
bool IsHan(char32_t point);
// For messages: unprintable characters as <U+0007>, and no more than `most` code points (the rest
// as …).
std::string Printable(std::string_view text, size_t most);

}  // namespace pol::source
