// The text that a person wrote: validated UTF-8, with offsets, lines and display columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pol::source {

struct Range {                      // half-open, in bytes of Source::text()
  uint32_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
  friend bool operator==(Range, Range) = default;
};

struct Position {                   // 1-based; column counts code points, display_column counts terminal cells from 0
  int line = 1, column = 1, display_column = 0;
};

struct Limits {
  size_t bytes = 1 << 20;           // 1 MiB of source (semantics 9.5)
};

// Why a text cannot be a source at all; `offset` is where.
struct TextProblem {
  enum class Kind : uint8_t { kInvalidUtf8, kTooLarge, kNulByte } kind;
  uint32_t offset = 0;
};

class Source {
 public:
  // Drops a byte-order mark; keeps CRLF as it is. `name` is shown to people (a path, or "-e").
  static std::optional<Source> Create(std::string name, std::string text, const Limits& limits, TextProblem* problem);

  // What can be shown of a text that Create refused: up to the line of `offset`, each byte that is not text as '?', so
  // that offsets stay. Only for messages about it.
  static Source ForShowing(std::string name, std::string_view text, uint32_t offset);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }
  std::string_view Text(Range range) const { return text().substr(range.begin, range.end - range.begin); }
  Position At(uint32_t offset) const;
  int LineCount() const { return static_cast<int>(lines_.size()); }
  Range Line(int line) const;       // without its line end

 private:
  void SetText(std::string text);

  std::string name_, text_;
  std::vector<uint32_t> lines_;     // offset of each line's first byte
};

// Terminal cells that a text takes (East Asian width; tabs count as one, combining marks as none).
int DisplayWidth(std::string_view utf8);
// Full-width letters, digits and punctuation (U+FF01..U+FF5E) to ASCII, U+3000 to a space; the rest untouched.
std::string FoldWidth(std::string_view utf8);
// Does the text hold a Han character?
bool HoldsHan(std::string_view utf8);

}  // namespace pol::source
