// The layout of good compilers: heading, place, the line with what is meant underlined, notes, and
// the line as it would be after each fix.
#include <algorithm>
#include <map>
#include <optional>

#include "compiler/diag/render.h"
#include "compiler/source/utf8.h"

namespace pol::diag {
namespace {

using source::Range;
using source::Source;

constexpr int kWidestLine = 160;  // a longer line is shown through a window around what is meant
constexpr int kWindow = 120;
constexpr int kTab = 4;
constexpr size_t kMostLabels = 8;
constexpr int kMostFixLines = 6;

struct Style {
  bool color;
  std::string Paint(const char* ansi, std::string_view text) const {
    if (!color || text.empty()) return std::string(text);
    return "\x1b[" + std::string(ansi) + "m" + std::string(text) + "\x1b[0m";
  }
};
constexpr const char* kRed = "1;31";
constexpr const char* kYellow = "1;33";
constexpr const char* kCyan = "1;36";
constexpr const char* kBlue = "1;34";
constexpr const char* kGreen = "32";
constexpr const char* kBold = "1";

const char* SeverityColor(Severity severity) {
  return severity == Severity::kError ? kRed : severity == Severity::kWarning ? kYellow : kCyan;
}

std::string_view SeverityWord(Severity severity, Language language) {
  const bool zh = language == Language::kChinese;
  switch (severity) {
    case Severity::kError:
      return zh ? "错误" : "error";
    case Severity::kWarning:
      return zh ? "提醒" : "warning";
    case Severity::kNote:
      return zh ? "说明" : "note";
  }
  return "";
}

// One line of source as the terminal shows it: which cells each byte takes.
class ShownLine {
 public:
  ShownLine(std::string_view line, uint32_t begin) : begin_(begin) {
    for (size_t i = 0; i < line.size();) {
      const source::CodePoint point = source::Decode(line, i);
      Piece piece;
      piece.offset = static_cast<uint32_t>(i);
      piece.column = width_;
      if (point.value == '\t') {
        piece.shown = std::string(kTab - width_ % kTab, ' ');
      } else {
        piece.shown = source::Printable(line.substr(i, point.size), 1);
      }
      width_ += source::DisplayWidth(piece.shown);
      pieces_.push_back(std::move(piece));
      i += point.size;
    }
  }

  int width() const { return width_; }

  // The cell at which the byte `offset` of the source begins.
  int Column(uint32_t offset) const {
    const uint32_t at = offset < begin_ ? 0 : offset - begin_;
    const auto piece = std::lower_bound(pieces_.begin(), pieces_.end(), at,
                                        [](const Piece& p, uint32_t o) { return p.offset < o; });
    return piece == pieces_.end() ? width_ : piece->column;
  }

  // The cells [from, to), whole characters only.
  std::string Cut(int from, int to) const {
    std::string out;
    for (const Piece& piece : pieces_) {
      const int end = piece.column + source::DisplayWidth(piece.shown);
      if (piece.column >= from && end <= to) out += piece.shown;
    }
    return out;
  }
  // The column of the first character that begins at or after `cell`.
  int Snap(int cell) const {
    for (const Piece& piece : pieces_) {
      if (piece.column >= cell) return piece.column;
    }
    return width_;
  }

 private:
  struct Piece {
    uint32_t offset = 0;
    int column = 0;
    std::string shown;
  };
  uint32_t begin_;
  int width_ = 0;
  std::vector<Piece> pieces_;
};

struct Mark {
  Range range;
  std::string text;
  bool primary = false;
};

class Renderer {
 public:
  Renderer(const Diagnostic& diagnostic, const Source& source, const RenderOptions& options)
      : diagnostic_(diagnostic),
        source_(source),
        language_(options.language),
        style_{options.color},
        severity_(options.severity.value_or(Info(diagnostic.code).severity)) {}

  std::string Run() {
    Heading();
    CollectMarks();
    Snippets();
    for (const Text& note : diagnostic_.notes) {
      Remark(language_ == Language::kChinese ? "说明：" : "note: ", note.In(language_));
    }
    for (const Fix& fix : diagnostic_.fixes) ShowFix(fix);
    return std::move(out_);
  }

 private:
  void Heading() {
    const CodeInfo& info = Info(diagnostic_.code);
    std::string head(SeverityWord(severity_, language_));
    head += "[" + std::string(info.code) + "]";
    out_ += style_.Paint(SeverityColor(severity_), head);
    out_ += language_ == Language::kChinese ? "：" : ": ";
    out_ += style_.Paint(kBold, Message(diagnostic_, language_)) + "\n";
  }

  void CollectMarks() {
    Add({diagnostic_.range, "", true});
    for (const Label& label : diagnostic_.labels) {
      if (label.range == diagnostic_.range) {  // text for the main place itself
        marks_[LineOf(diagnostic_.range)].front().text = label.text.In(language_);
      } else if (count_ < kMostLabels) {
        Add({label.range, label.text.In(language_), false});
        ++count_;
      }
    }
    int widest = marks_.rbegin()->first;
    for (const Fix& fix : diagnostic_.fixes) widest = std::max(widest, LineOf(fix.range) + 2);
    gutter_ = static_cast<int>(std::to_string(widest).size());
  }

  int LineOf(Range range) const { return source_.At(range.begin).line; }

  void Add(Mark mark) {
    const int line = LineOf(mark.range);
    auto& of_line = marks_[line];
    if (mark.primary) {
      of_line.insert(of_line.begin(), std::move(mark));
    } else {
      of_line.push_back(std::move(mark));
    }
  }

  std::string Gutter(std::string_view number) const {
    std::string text(static_cast<size_t>(gutter_) + 1 - number.size(), ' ');
    text += number;
    return style_.Paint(kBlue, text + " |");
  }

  void Snippets() {
    const source::Position at = source_.At(diagnostic_.range.begin);
    out_ += std::string(static_cast<size_t>(gutter_) + 1, ' ') + style_.Paint(kBlue, "-->") + " " +
            source::Printable(source_.name(), 400) + ":" + std::to_string(at.line) + ":" +
            std::to_string(at.column) + "\n";
    out_ += Gutter("") + "\n";
    int last = 0;
    for (const auto& [number, marks] : marks_) {
      if (last != 0 && number > last + 1) {
        out_ +=
            style_.Paint(kBlue, std::string(static_cast<size_t>(gutter_) + 1, ' ') + "...") + "\n";
      }
      ShowLine(number, marks);
      last = number;
    }
  }

  void ShowLine(int number, const std::vector<Mark>& marks) {
    const Range bytes = source_.Line(number);
    const ShownLine line(source_.Text(bytes), bytes.begin);
    int from = 0, to = line.width();
    const int first = line.Column(std::min(marks.front().range.begin, bytes.end));
    if (line.width() > kWidestLine) {
      from = line.Snap(std::max(0, first - kWindow / 3));
      to = std::min(line.width(), from + kWindow);
    }
    const std::string left = from > 0 ? "… " : "", right = to < line.width() ? " …" : "";
    const int shift = source::DisplayWidth(left) - from;
    out_ += Gutter(std::to_string(number));
    const std::string shown = left + line.Cut(from, to) + right;
    if (!shown.empty()) out_ += " " + shown;
    out_ += "\n";
    for (const Mark& mark : marks) {
      const int begin = line.Column(std::min(mark.range.begin, bytes.end));
      int end = line.Column(std::min(mark.range.end, bytes.end));
      if (begin < from || begin > to) {  // beyond the window: only its text can be shown
        if (!mark.text.empty()) out_ += Gutter("") + " … " + mark.text + "\n";
        continue;
      }
      end = std::min(std::max(end, begin + 1), std::max(to, begin + 1));
      std::string under(static_cast<size_t>(begin + shift), ' ');
      std::string signs(static_cast<size_t>(end - begin), mark.primary ? '^' : '-');
      const bool over_lines = mark.range.end > bytes.end && LineOf({mark.range.end, 0}) > number;
      if (over_lines) signs += "…";
      if (!mark.text.empty()) signs += " " + mark.text;
      out_ += Gutter("") + " " + under +
              style_.Paint(mark.primary ? SeverityColor(severity_) : kBlue, signs) + "\n";
    }
  }

  // "= heading text", further lines of the text below the first.
  void Remark(std::string_view heading, std::string_view text) {
    const std::string indent(static_cast<size_t>(gutter_) + 2, ' ');
    out_ += indent + style_.Paint(kBlue, "=") + " " + style_.Paint(kBold, heading);
    const std::string deeper =
        indent + std::string(2 + static_cast<size_t>(source::DisplayWidth(heading)), ' ');
    for (const char c : text) {
      out_ += c;
      if (c == '\n') out_ += deeper;
    }
    out_ += "\n";
  }

  void ShowFix(const Fix& fix) {
    const bool zh = language_ == Language::kChinese;
    const std::string replacement = Replacement(fix, source_);
    // The line itself shows what is written; only a title that says more than that is worth its
    // place.
    const std::string& title = fix.title.In(language_);
    const bool says_more = !title.empty() && fix.replacement.find(title) == std::string::npos &&
                           !title.starts_with("改为") && !title.starts_with("Change to");
    const std::string shown = source::Printable(title, 120);
    Remark(zh ? (says_more ? "改为（" + shown + "）：" : "改为：")
              : (says_more ? "write (" + shown + "):" : "write:"),
           "");
    const int first = LineOf(fix.range);
    const Range before = source_.Line(first);
    const Range after = source_.Line(source_.At(fix.range.end).line);
    std::string changed(source_.Text({before.begin, fix.range.begin}));
    const size_t begin = changed.size();
    changed += replacement;
    const size_t end = changed.size();
    changed += source_.Text({fix.range.end, std::max(fix.range.end, after.end)});
    size_t line_begin = 0;
    for (int i = 0; i < kMostFixLines && line_begin <= changed.size(); ++i) {
      size_t line_end = changed.find('\n', line_begin);
      if (line_end == std::string::npos) line_end = changed.size();
      std::string_view text = std::string_view(changed).substr(line_begin, line_end - line_begin);
      if (text.ends_with('\r')) text.remove_suffix(1);
      const ShownLine line(text, static_cast<uint32_t>(line_begin));
      int from = 0, to = line.width();
      if (line.width() > kWidestLine) {
        const int at = line.Column(static_cast<uint32_t>(std::max(begin, line_begin)));
        from = line.Snap(std::max(0, at - kWindow / 3));
        to = std::min(line.width(), from + kWindow);
      }
      out_ += Gutter(std::to_string(first + i)) + " " + (from > 0 ? "… " : "");
      // What is new stands in colour; without colour the line itself is enough.
      const int new_from = std::clamp(line.Column(static_cast<uint32_t>(begin)), from, to);
      const int new_to = std::clamp(line.Column(static_cast<uint32_t>(end)), new_from, to);
      out_ += line.Cut(from, new_from) + style_.Paint(kGreen, line.Cut(new_from, new_to)) +
              line.Cut(new_to, to) + (to < line.width() ? " …" : "") + "\n";
      line_begin = line_end + 1;
    }
  }

  const Diagnostic& diagnostic_;
  const Source& source_;
  Language language_;
  Style style_;
  Severity severity_;
  std::map<int, std::vector<Mark>> marks_;
  size_t count_ = 0;
  int gutter_ = 1;
  std::string out_;
};

}  // namespace

std::string Replacement(const Fix& fix, const Source& source) {
  std::string text = fix.replacement;
  const std::string_view whole = source.text();
  const bool space_before = fix.range.begin > 0 && whole[fix.range.begin - 1] == ' ';
  const bool space_after = fix.range.end < whole.size() && whole[fix.range.end] == ' ';
  if (space_before && text.size() > 1 && text.starts_with(' ')) text.erase(0, 1);
  if (space_after && text.size() > 1 && text.ends_with(' ')) text.pop_back();
  return text;
}

std::string RenderHuman(const Diagnostic& diagnostic, const Source& source,
                        const RenderOptions& options) {
  return Renderer(diagnostic, source, options).Run();
}

}  // namespace pol::diag
