// Tables as data: calendars, code lists. Cells are separated by commas; a cell in quotation marks
// may hold commas and "" for one quotation mark, but no line end.
#pragma once

#include <string>
#include <vector>

#include "compiler/source/source.h"

namespace pol::source {

struct CsvRow {
  int line = 1;                    // in the file
  std::vector<std::string> cells;  // without the spaces around them
};
struct Csv {
  std::vector<CsvRow> rows;  // those that are not empty; the first is the head
  int bad_line = 0;          // where a quotation mark is not closed; 0: nowhere
};
Csv ReadCsv(const Source& source);

}  // namespace pol::source
