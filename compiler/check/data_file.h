// Tables that a policy takes from files, as far as all of them are alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/files.h"

namespace pol::check {

struct DataTable {
  struct Row {
    int line = 0;                    // in the file
    std::vector<std::string> cells;  // in the order of the columns asked for; "" where missing
  };
  std::vector<Row> rows;
  int problem_line = 0;  // 0: none
  diag::Text problem;
};

// A column by the words that may stand in the head: {"date", "日期"}.
struct DataColumn {
  std::string_view english, chinese;
};

// The rows of a table whose head names at least the first `needed` of the columns, in any order;
// other columns are left out.
DataTable ReadData(const source::Source& source, const std::vector<DataColumn>& columns,
                   size_t needed);

// Why a file could not be read, for people.
diag::Text ReasonOf(source::Loaded::Problem problem);

}  // namespace pol::check
