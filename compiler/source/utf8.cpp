#include "compiler/source/utf8.h"

#include <utf8proc.h>

#include <cstdio>

#include "compiler/source/source.h"

namespace pol::source {

CodePoint Decode(std::string_view text, size_t at) {
  utf8proc_int32_t value = 0;
  const utf8proc_ssize_t size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                       static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  if (size <= 0) return {0xFFFD, 1, false};
  return {static_cast<char32_t>(value), static_cast<uint32_t>(size), true};
}

std::u32string ToUtf32(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = Decode(text, i);
    points.push_back(point.value);
    i += point.size;
  }
  return points;
}

void AppendUtf8(char32_t point, std::string* out) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes);
  out->append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
}

size_t CountCodePoints(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

int CodePointWidth(char32_t point) {
  if (point < 0x20 || point == 0x7F) return 1;
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(point));
}

bool IsUnprintable(char32_t point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x2E80 && c <= 0x2FD5) || c == 0x3005 || c == 0x3007 ||
         (c >= 0x3021 && c <= 0x3029) || (c >= 0x3038 && c <= 0x303B);
}

std::string Printable(std::string_view text, size_t most) {
  std::string out;
  size_t count = 0;
  for (size_t i = 0; i < text.size(); ++count) {
    if (count == most) return out + "…";
    const CodePoint point = Decode(text, i);
    if (IsUnprintable(point.value)) {
      char escaped[16];
      std::snprintf(escaped, sizeof escaped, "<U+%04X>", static_cast<unsigned>(point.value));
      out += escaped;
    } else if (point.valid) {
      out += text.substr(i, point.size);
    } else {
      out += "\xEF\xBF\xBD";
    }
    i += point.size;
  }
  return out;
}

int DisplayWidth(std::string_view utf8) {
  int width = 0;
  for (size_t i = 0; i < utf8.size();) {
    const CodePoint point = Decode(utf8, i);
    width += CodePointWidth(point.value);
    i += point.size;
  }
  return width;
}

std::string FoldWidth(std::string_view utf8) {
  std::string folded;
  folded.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    const CodePoint point = Decode(utf8, i);
    if (point.value >= 0xFF01 && point.value <= 0xFF5E) {
      folded += static_cast<char>(point.value - 0xFF01 + '!');
    } else if (point.value == 0x3000) {
      folded += ' ';
    } else {
      folded += utf8.substr(i, point.size);
    }
    i += point.size;
  }
  return folded;
}

bool HoldsHan(std::string_view utf8) {
  for (size_t i = 0; i < utf8.size();) {
    const CodePoint point = Decode(utf8, i);
    if (IsHan(point.value)) return true;
    i += point.size;
  }
  return false;
}

}  // namespace pol::source
