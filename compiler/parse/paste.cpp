#include "compiler/parse/paste.h"

#include <algorithm>
#include <unordered_set>

#include "compiler/parse/lex.h"
#include "compiler/parse/names.h"
#include "compiler/parse/paste_cell.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

constexpr size_t kLongestCell = 2'000;  // bytes within which a quoted cell must close

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpaces[] = {" ", "\t", "\r", "\n", "\xE3\x80\x80", "\xC2\xA0"};
  for (bool again = true; again;) {
    again = false;
    for (std::string_view space : kSpaces) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  return text;
}

struct Line {  // a row of the table: one line of the text, or more where a cell is quoted
  size_t begin, end;
  std::vector<std::string> cells;
  int breaks = 0;  // line ends inside it
};

// Names that the file declares, as the lexer finds them outside the pasted rows.
struct Known {
  std::unordered_set<std::string> names, results, units;
};

class Unfolder {
 public:
  explicit Unfolder(const source::Source& source) : source_(source), text_(source.text()) {}

  std::optional<Unfolded> Run() {
    if (text_.find('\t') == std::string_view::npos) return std::nullopt;
    size_t at = 0;
    while (at < text_.size()) {
      const size_t end = LineEnd(at);
      out_.text.append(text_.substr(at, end - at));
      const bool head = IsHead(Trim(text_.substr(at, end - at)));
      at = end;
      if (!head) continue;
      size_t row = at;  // blank lines between the head and its rows
      while (row < text_.size() && Trim(text_.substr(row, LineEnd(row) - row)).empty() &&
             text_.substr(row, LineEnd(row) - row).find('\t') == std::string_view::npos)
        row = LineEnd(row);
      std::vector<Line> rows = Rows(row);
      if (rows.size() < 2) continue;
      out_.text.append(text_.substr(at, row - at));
      Table(&rows);
      at = rows.back().end;
    }
    if (!found_) return std::nullopt;
    return std::move(out_);
  }

 private:
  size_t LineEnd(size_t at) const {
    const size_t end = text_.find('\n', at);
    return end == std::string_view::npos ? text_.size() : end + 1;
  }
  static bool IsHead(std::string_view line) {
    for (std::string_view word : {"表", "table", "测试表", "tests"}) {
      if (!line.starts_with(word)) continue;
      if (line.size() == word.size()) return true;
      const std::string_view rest = line.substr(word.size());
      if (rest.starts_with(' ') || rest.starts_with('\t') || rest.starts_with("\xE3\x80\x80"))
        return true;
    }
    return false;
  }

  // Rows from `at` on: lines with a tab, none of which begins with a bar.
  std::vector<Line> Rows(size_t at) const {
    std::vector<Line> rows;
    while (at < text_.size()) {
      Line row{at, at, {}, 0};
      std::string cell;
      size_t i = at;
      bool tab = false;
      while (i < text_.size() && text_[i] != '\n') {
        if (text_[i] == '\t') {
          tab = true;
          row.cells.push_back(std::move(cell));
          cell.clear();
          ++i;
        } else if (text_[i] == '"' && cell.empty() && Quoted(i) > 0) {
          const size_t close = Quoted(i);
          for (size_t k = i + 1; k < close; ++k) {
            if (text_[k] == '\n') ++row.breaks;
            if (text_[k] == '"') ++k;  // "" is one mark
            if (text_[k] != '\n' && text_[k] != '\r') cell += text_[k];
          }
          i = close + 1;
        } else {
          cell += text_[i++];
        }
      }
      row.cells.push_back(std::move(cell));
      row.end = std::min(i + 1, text_.size());
      const std::string_view shown = Trim(text_.substr(at, row.end - at));
      if (!tab || shown.empty() || shown.starts_with('|') || shown.starts_with("｜") ||
          shown.starts_with("//"))
        break;
      for (std::string& one : row.cells) one = std::string(Trim(one));
      rows.push_back(std::move(row));
      at = rows.back().end;
    }
    return rows;
  }
  // Where the quoted cell that begins at i closes, if a tab or a line end follows there; else 0.
  size_t Quoted(size_t i) const {
    for (size_t k = i + 1; k < text_.size() && k < i + kLongestCell; ++k) {
      if (text_[k] != '"') continue;
      if (k + 1 < text_.size() && text_[k + 1] == '"') {
        ++k;
        continue;
      }
      const bool ends = k + 1 == text_.size() || text_[k + 1] == '\t' || text_[k + 1] == '\n' ||
                        text_[k + 1] == '\r';
      return ends ? k : 0;
    }
    return 0;
  }

  void FindKnown() {
    if (known_) return;
    known_.emplace();
    const std::vector<ast::Token> tokens = Lex(source_).tokens;
    DeclaredNames declared = FindDeclaredNames(tokens);
    known_->names = std::move(declared.names);
    known_->units = std::move(declared.units);
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i].kind != TokenKind::OUTPUT && tokens[i].kind != TokenKind::LET) continue;
      for (size_t k = i + 1; k < tokens.size() && tokens[k].kind != TokenKind::COLON &&
                             tokens[k].kind != TokenKind::ASSIGN;
           ++k) {
        if (IsNameLike(tokens[k].kind)) {
          known_->results.insert(NameText(tokens[k].text));
        } else if (tokens[k].kind != TokenKind::COMMA && tokens[k].kind != TokenKind::DUN &&
                   tokens[k].kind != TokenKind::LPAREN && tokens[k].kind != TokenKind::RPAREN) {
          break;
        }
      }
    }
  }

  struct Column {
    std::string name, unit;
    bool result = false;
  };
  bool IsUnit(const std::string& word) const {
    if (word == "%" || word == "‰") return true;
    const std::string unit = word.substr(0, word.find('/'));
    const Builtin* builtin = Words().FindBuiltin(unit);
    return (builtin != nullptr && builtin->unit) || known_->units.contains(unit);
  }
  // 转贷金额（万元）: name and unit. 收费标准（日利率）, where only 日利率 is declared: the name.
  Column ToColumn(const std::string& head, std::string* read) const {
    const std::string folded = source::FoldWidth(head);
    Column column{head, "", false};
    const size_t open = folded.find('(');
    if (!known_->names.contains(folded) && open != std::string::npos && open > 0 &&
        folded.ends_with(')')) {
      const std::string base(Trim(std::string_view(folded).substr(0, open)));
      const std::string inner(
          Trim(std::string_view(folded).substr(open + 1, folded.size() - open - 2)));
      const bool unit = IsUnit(inner);
      column.name = !unit && known_->names.contains(inner) ? inner : base;
      if (unit) column.unit = inner;
      if (!unit && column.name == base && known_->names.contains(base)) *read = head;
    }
    column.result = known_->results.contains(source::FoldWidth(column.name));
    if (!IsPlainName(column.name) && known_->names.contains(source::FoldWidth(column.name)))
      column.name = "「" + column.name + "」";
    return column;
  }

  // At the head of the table that begins at `table`.
  void Say(diag::Code code, size_t table, std::vector<diag::Text> arguments) {
    const size_t end = std::min(out_.text.find('\n', table), out_.text.size());
    out_.said.push_back({code,
                         {static_cast<uint32_t>(table), static_cast<uint32_t>(end)},
                         std::move(arguments)});
  }

  // Appends "| a | b || c |" and as many line ends as the row had; returns where it begins.
  size_t Print(const std::vector<std::string>& cells, const std::vector<size_t>& order,
               size_t results, const Line& line) {
    out_.text += "  ";
    const size_t begin = out_.text.size();
    for (size_t k = 0; k < order.size(); ++k) {
      out_.text += k > 0 && k == order.size() - results ? "|| " : "| ";
      out_.text += cells[order[k]] + " ";
    }
    out_.text += "|";
    if (line.end > line.begin && text_[line.end - 1] == '\n') out_.text += '\n';
    out_.text.append(static_cast<size_t>(line.breaks), '\n');
    return begin;
  }

  void Table(std::vector<Line>* rows) {
    found_ = true;
    FindKnown();
    // A tab before every row is how the drafter set the table in, not an empty column.
    if (std::all_of(rows->begin(), rows->end(),
                    [](const Line& row) { return row.cells[0].empty(); })) {
      for (Line& row : *rows) row.cells.erase(row.cells.begin());
    }
    std::vector<std::string>& head = rows->front().cells;
    while (!head.empty() && head.back().empty()) head.pop_back();
    std::vector<Column> columns;
    std::vector<std::string> names, readings;
    for (const std::string& cell : head) {
      std::string read;
      columns.push_back(ToColumn(cell, &read));
      names.push_back(columns.back().name);
      if (!read.empty()) readings.push_back(read);
    }
    std::vector<size_t> order;
    for (bool result : {false, true}) {
      for (size_t k = 0; k < columns.size(); ++k) {
        if (columns[k].result == result) order.push_back(k);
      }
    }
    const size_t results = static_cast<size_t>(
        std::count_if(columns.begin(), columns.end(), [](const Column& c) { return c.result; }));
    const bool moved = !std::is_sorted(order.begin(), order.end());
    const size_t table = Print(names, order, results, rows->front());
    if (results == 0 || results == columns.size())
      return Unreadable(diag::Code::kPastedNoResult, table, {}, *rows, 1);
    std::vector<std::string> above;
    std::string filled_zh, filled_en, read_zh, read_en;
    const auto note = [](std::string* list, const std::string& one) {
      *list += (list->empty() ? "" : "；") + one;
    };
    for (size_t r = 1; r < rows->size(); ++r) {
      Line& row = (*rows)[r];
      while (row.cells.size() > columns.size() && row.cells.back().empty()) row.cells.pop_back();
      const std::string number = std::to_string(r);
      if (row.cells.size() > columns.size()) {
        std::string cells = std::to_string(row.cells.size());
        row.cells.resize(columns.size());
        Print(row.cells, order, results, row);
        Say(diag::Code::kPastedCells, table, {number, cells, std::to_string(columns.size())});
        continue;
      }
      row.cells.resize(columns.size());
      for (size_t k = 0; k < columns.size(); ++k) {
        std::string& cell = row.cells[k];
        if (cell.empty()) {
          if (above.empty()) {
            Say(diag::Code::kPastedFirstBlank, table, {columns[k].name});
            cell = "-";
            continue;
          }
          cell = above[k];
          note(&filled_zh, "第" + number + "行“" + columns[k].name + "”填“" + cell + "”");
          note(&filled_en, "row " + number + ", " + columns[k].name + ": " + cell);
          continue;
        }
        const std::string typed = cell;
        bool guessed = false;
        cell = ReadCell(typed, columns[k].unit, &guessed);
        if (!IsPlainName(cell) && known_->names.contains(source::FoldWidth(typed)))
          cell = "「" + typed + "」";
        if (guessed) {
          note(&read_zh, "第" + number + "行“" + typed + "”读作“" + cell + "”");
          note(&read_en, "row " + number + ", " + typed + ": " + cell);
        }
      }
      above = row.cells;
      Print(row.cells, order, results, row);
    }
    for (const std::string& reading : readings) {
      note(&read_zh, "表头“" + reading + "”括号里的字只当说明");
      note(&read_en, "the brackets in the head " + reading + " count as a remark");
    }
    if (moved) {
      note(&read_zh, "结果栏移到了右边");
      note(&read_en, "the columns of results were moved to the right");
    }
    if (!filled_zh.empty())
      Say(diag::Code::kPastedFilled, table, {diag::Text(filled_zh, filled_en)});
    if (!read_zh.empty()) Say(diag::Code::kPastedRead, table, {diag::Text(read_zh, read_en)});
  }
  // The rows from `from` on cannot be read: their lines stay empty; the message stands at the head.
  void Unreadable(diag::Code code, size_t table, std::vector<diag::Text> arguments,
                  const std::vector<Line>& rows, size_t from) {
    Say(code, table, std::move(arguments));
    for (size_t r = from; r < rows.size(); ++r)
      out_.text.append(static_cast<size_t>(rows[r].breaks) + 1, '\n');
  }

  const source::Source& source_;
  std::string_view text_;
  Unfolded out_;
  std::optional<Known> known_;
  bool found_ = false;
};

}  // namespace

std::optional<Unfolded> UnfoldTables(const source::Source& source) {
  return Unfolder(source).Run();
}

}  // namespace pol::parse
