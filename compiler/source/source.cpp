#include "compiler/source/source.h"

#include <algorithm>

#include "compiler/source/utf8.h"

namespace pol::source {

std::optional<Source> Source::Create(std::string name, std::string text, const Limits& limits,
                                     TextProblem* problem) {
  const auto fail = [problem](TextProblem::Kind kind, size_t offset) {
    if (problem) *problem = {kind, static_cast<uint32_t>(offset)};
    return std::nullopt;
  };
  // Size first: nothing below may be made to look at 100 MB.
  if (text.size() > limits.bytes || text.size() >= UINT32_MAX) {
    return fail(TextProblem::Kind::kTooLarge, std::min<size_t>(limits.bytes, UINT32_MAX));
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  for (size_t i = 0; i < text.size();) {
    if (text[i] == '\0') return fail(TextProblem::Kind::kNulByte, i);
    const CodePoint point = Decode(text, i);
    if (!point.valid) return fail(TextProblem::Kind::kInvalidUtf8, i);
    i += point.size;
  }
  Source source;
  source.name_ = std::move(name);
  source.SetText(std::move(text));
  return source;
}

Source Source::ForShowing(std::string name, std::string_view text, uint32_t offset) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  size_t end = std::min<size_t>(offset, text.size());
  // The rest of the line, but no more of it than a screen can show.
  const size_t most = std::min(text.size(), end + 400);
  while (end < most && text[end] != '\n') ++end;
  std::string shown(text.substr(0, end));
  for (size_t i = 0; i < shown.size();) {
    const CodePoint point = Decode(shown, i);
    if (!point.valid || shown[i] == '\0') shown[i] = '?';
    i += point.size;
  }
  Source source;
  source.name_ = std::move(name);
  source.SetText(std::move(shown));
  return source;
}

void Source::SetText(std::string text) {
  text_ = std::move(text);
  lines_ = {0};
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') lines_.push_back(static_cast<uint32_t>(i + 1));
  }
}

Range Source::Line(int line) const {
  const uint32_t begin = lines_[line - 1];
  uint32_t end =
      line < LineCount() ? lines_[line] - 1 : static_cast<uint32_t>(text_.size());  // without \n
  if (end > begin && text_[end - 1] == '\r') --end;
  return {begin, end};
}

Position Source::At(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const uint32_t begin = *(after - 1);
  const std::string_view before = text().substr(begin, offset - begin);
  Position position;
  position.line = static_cast<int>(after - lines_.begin());
  position.column = 1 + static_cast<int>(CountCodePoints(before));
  position.display_column = DisplayWidth(before);
  return position;
}

}  // namespace pol::source
