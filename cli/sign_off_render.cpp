// The sign-off table as text, Markdown and HTML.
#include "cli/sign_off.h"
#include "compiler/source/source.h"

namespace pol::cli {
namespace {

std::vector<std::string> Heads(const Context& context) {
  std::vector<std::string> heads;
  for (const Message head :
       {Message::kColumnNumber, Message::kColumnClause, Message::kColumnSituation,
        Message::kColumnResult, Message::kColumnBounds, Message::kColumnAgrees}) {
    heads.push_back(context.Say(head));
  }
  return heads;
}

std::vector<std::vector<std::string>> Grid(const Context& context, const SignOff& sheet) {
  std::vector<std::vector<std::string>> grid;
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const SignOffRow& row = sheet.rows[i];
    grid.push_back({std::to_string(i + 1), row.clause, row.situation, row.result,
                    row.bounds.empty() ? "—" : row.bounds, context.Say(Message::kAgreeBoxes)});
  }
  return grid;
}

struct Section {
  std::string head;
  const std::vector<std::string>* lines;
};
std::vector<Section> Sections(const Context& context, const SignOff& sheet) {
  const int readings = static_cast<int>(sheet.readings.size()),
            open = static_cast<int>(sheet.open.size());
  std::vector<Section> sections;
  if (!sheet.inputs.empty())
    sections.push_back({context.Say(Message::kSectionInputs), &sheet.inputs});
  if (!sheet.judgements.empty())
    sections.push_back({context.Say(Message::kSectionJudgements), &sheet.judgements});
  if (!sheet.parameters.empty())
    sections.push_back({context.Say(Message::kSectionParameters), &sheet.parameters});
  if (!sheet.requirements.empty())
    sections.push_back({context.Say(Message::kSectionRequirements), &sheet.requirements});
  if (!sheet.targets.empty())
    sections.push_back({context.Say(Message::kSectionTargets), &sheet.targets});
  if (!sheet.checks.empty())
    sections.push_back({context.Say(Message::kSectionChecks), &sheet.checks});
  if (!sheet.assertions.empty())
    sections.push_back({context.Say(Message::kSectionAssertions), &sheet.assertions});
  if (!sheet.readings.empty())
    sections.push_back({context.Say(Message::kSectionReadings, readings), &sheet.readings});
  if (!sheet.open.empty())
    sections.push_back({context.Say(Message::kSectionOpen, open), &sheet.open});
  if (!sheet.conclusions.empty())
    sections.push_back({context.Say(Message::kSectionProofs), &sheet.conclusions});
  if (!sheet.answered.empty())
    sections.push_back({context.Say(Message::kSectionAnswered, sheet.answered.size()), &sheet.answered});
  if (!sheet.notes.empty()) sections.push_back({context.Say(Message::kSectionNotes), &sheet.notes});
  return sections;
}

std::string Escaped(std::string_view text, bool html) {
  std::string safe;
  for (const char c : text) {
    if (html && c == '&') {
      safe += "&amp;";
    } else if (html && c == '<') {
      safe += "&lt;";
    } else if (html && c == '>') {
      safe += "&gt;";
    } else if (html && c == '"') {
      safe += "&quot;";
    } else if (!html && c == '|') {
      safe += "\\|";
    } else if (c == '\n') {
      safe += "<br>";
    } else {
      safe += c;
    }
  }
  return safe;
}

constexpr int kWidest = 64;  // terminal cells of one column; what is longer goes on below

// The lines of a cell, none wider than the column: broken behind a mark of punctuation where there
// is one in the last third.
std::vector<std::string> CellLines(const std::string& cell) {
  std::vector<std::string> lines;
  std::string line;
  size_t mark = 0;  // behind the last mark of `line`
  int width = 0, mark_width = 0;
  for (std::string_view rest = cell; !rest.empty();) {
    const std::string_view one = rest.substr(0, std::max<size_t>(1, Utf8Length(rest)));
    rest.remove_prefix(one.size());
    if (one == "\n") {
      lines.push_back(std::move(line));
      line.clear();
      mark = 0;
      width = mark_width = 0;
      continue;
    }
    const int wide = source::DisplayWidth(one);
    if (width + wide > kWidest) {
      const bool marked = mark > 0 && mark_width * 3 >= kWidest;
      std::string next = marked ? line.substr(mark) : "";
      if (marked) line.resize(mark);
      lines.push_back(std::move(line));
      line = std::move(next);
      width = source::DisplayWidth(line);
      mark = 0;
      mark_width = 0;
    }
    line += one;
    width += wide;
    for (const std::string_view end : {"，", "；", "、", "）", "：", ",", ";", " "}) {
      if (one != end) continue;
      mark = line.size();
      mark_width = width;
    }
  }
  lines.push_back(std::move(line));
  return lines;
}

std::string SheetHtml(const Context& context, const SignOff& sheet) {
  std::string text = "<h1>" + Escaped(sheet.title, true) + "</h1>\n";
  if (!sheet.head.empty()) text += "<p>" + Escaped(sheet.head, true) + "</p>\n";
  text += "<table>\n<thead><tr>";
  for (const std::string& head : Heads(context)) text += "<th>" + Escaped(head, true) + "</th>";
  text += "</tr></thead>\n<tbody>\n";
  for (const auto& row : Grid(context, sheet)) {
    text += "<tr>";
    for (const std::string& cell : row) text += "<td>" + Escaped(cell, true) + "</td>";
    text += "</tr>\n";
  }
  text += "</tbody>\n</table>\n";
  for (const Section& section : Sections(context, sheet)) {
    text += "<h2>" + Escaped(section.head, true) + "</h2>\n<ol>\n";
    for (const std::string& line : *section.lines) text += "<li>" + Escaped(line, true) + "</li>\n";
    text += "</ol>\n";
  }
  text += "<p>" + Escaped(sheet.foot, true) + "</p>\n<p class=\"sign\">";
  for (const std::string& who : sheet.signatures) text += "<span>" + Escaped(who, true) + "</span>";
  return text + "</p>\n";
}

}  // namespace

std::string SignOffText(const Context& context, const SignOff& sheet) {
  std::vector<std::vector<std::string>> grid = Grid(context, sheet);
  grid.insert(grid.begin(), Heads(context));
  std::vector<std::vector<std::vector<std::string>>> rows;  // rows, cells, lines
  std::vector<int> widths(grid[0].size(), 0);
  for (const auto& row : grid) {
    rows.emplace_back();
    for (size_t i = 0; i < row.size(); ++i) {
      rows.back().push_back(CellLines(row[i]));
      for (const std::string& line : rows.back().back())
        widths[i] = std::max(widths[i], source::DisplayWidth(line));
    }
  }
  std::string text = Colored(context.color_out, Color::kBold, sheet.title) + "\n";
  if (!sheet.head.empty()) text += sheet.head + "\n";
  text += "\n";
  for (size_t r = 0; r < rows.size(); ++r) {
    size_t height = 1;
    for (const auto& cell : rows[r]) height = std::max(height, cell.size());
    for (size_t at = 0; at < height; ++at) {
      std::string line;
      for (size_t i = 0; i < rows[r].size(); ++i) {
        const std::string cell = at < rows[r][i].size() ? rows[r][i][at] : "";
        line += (i == 0 ? "" : " | ") + (i + 1 < rows[r].size() ? Padded(cell, widths[i]) : cell);
      }
      while (!line.empty() && line.back() == ' ') line.pop_back();
      text += line + "\n";
    }
    if (r > 0) continue;
    for (size_t i = 0; i < widths.size(); ++i)
      text += (i == 0 ? "" : "-|-") + std::string(static_cast<size_t>(widths[i]), '-');
    text += "\n";
  }
  for (const Section& section : Sections(context, sheet)) {
    text += "\n" + Colored(context.color_out, Color::kBold, section.head) + "\n";
    for (size_t i = 0; i < section.lines->size(); ++i)
      text += fmt::format("  {}. {}\n", i + 1, (*section.lines)[i]);
  }
  text += "\n" + sheet.foot + "\n\n" + JoinWith(sheet.signatures, "    ") + "\n";
  return text;
}

std::string SignOffMarkdown(const Context& context, const SignOff& sheet) {
  std::string text = "# " + sheet.title + "\n\n";
  if (!sheet.head.empty()) text += Escaped(sheet.head, false) + "\n\n";
  const std::vector<std::string> heads = Heads(context);
  text += "| " + JoinWith(heads, " | ") + " |\n|";
  for (size_t i = 0; i < heads.size(); ++i) text += " --- |";
  text += "\n";
  for (const auto& row : Grid(context, sheet)) {
    text += "|";
    for (const std::string& cell : row) text += " " + Escaped(cell, false) + " |";
    text += "\n";
  }
  for (const Section& section : Sections(context, sheet)) {
    text += "\n**" + section.head + "**\n\n";
    for (size_t i = 0; i < section.lines->size(); ++i)
      text += fmt::format("{}. {}\n", i + 1, (*section.lines)[i]);
  }
  text += "\n" + sheet.foot + "\n\n" + JoinWith(sheet.signatures, "　　") + "\n";
  return text;
}

std::string SignOffHtml(const Context& context, const std::vector<SignOff>& sheets) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta "
      "charset=\"utf-8\">\n<title>{}</title>\n<style>\n"
      "@page {{ size: A4 landscape; margin: 15mm }}\nbody {{ font: 10.5pt \"Noto Serif CJK SC\", "
      "SimSun, serif }}\n"
      "table {{ border-collapse: collapse; width: 100% }}\nth, td {{ border: 1px solid #000; "
      "padding: 3pt 5pt; text-align: left; "
      "vertical-align: top }}\nthead {{ display: table-header-group }}\ntr {{ page-break-inside: "
      "avoid }}\n"
      "h1 + * ~ h1 {{ page-break-before: always }}\n"
      ".sign span {{ display: inline-block; min-width: 22% "
      "}}\n</style>\n</head>\n<body>\n",
      context.chinese() ? "zh-CN" : "en", sheets.empty() ? "" : Escaped(sheets[0].title, true));
  for (const SignOff& sheet : sheets) text += SheetHtml(context, sheet);
  return text + "</body>\n</html>\n";
}

}  // namespace pol::cli
