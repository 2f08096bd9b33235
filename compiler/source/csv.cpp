#include "compiler/source/csv.h"

#include <string_view>
#include <utility>

namespace pol::source {
namespace {

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// The next cell, taken off `rest` with the comma behind it. False: a quotation mark is not closed.
bool TakeCell(std::string_view* rest, std::string* cell) {
  *rest = Trimmed(*rest);
  if (!rest->starts_with('"')) {
    const size_t comma = rest->find(',');
    *cell = Trimmed(rest->substr(0, comma));
    rest->remove_prefix(comma == std::string_view::npos ? rest->size() : comma);
    return true;
  }
  rest->remove_prefix(1);
  while (true) {
    const size_t mark = rest->find('"');
    if (mark == std::string_view::npos) return false;
    cell->append(rest->substr(0, mark));
    rest->remove_prefix(mark + 1);
    if (!rest->starts_with('"')) break;
    *cell += '"';
    rest->remove_prefix(1);
  }
  *rest = Trimmed(*rest);
  return rest->empty() || rest->starts_with(',');
}

}  // namespace

Csv ReadCsv(const Source& source) {
  Csv csv;
  for (int line = 1; line <= source.LineCount(); ++line) {
    std::string_view rest = source.Text(source.Line(line));
    if (Trimmed(rest).empty()) continue;
    CsvRow row;
    row.line = line;
    while (true) {
      std::string cell;
      if (!TakeCell(&rest, &cell)) {
        csv.bad_line = line;
        return csv;
      }
      row.cells.push_back(std::move(cell));
      if (rest.empty()) break;
      rest.remove_prefix(1);
    }
    csv.rows.push_back(std::move(row));
  }
  return csv;
}

}  // namespace pol::source
