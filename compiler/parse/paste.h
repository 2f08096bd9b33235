// A table pasted from a text processor or a spreadsheet: rows on lines, cells between tabs. It is
// turned into the bar table that it stands for, line by line, before anything is read, so that
// every later stage knows one kind of table only (docs/decisions/, tables pasted as they are).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

namespace pol::parse {

struct Unfolded {
  struct Said {
    diag::Code code;
    source::Range range;  // of the new text
    std::vector<diag::Text> arguments;
  };
  std::string text;  // as many lines as before
  std::vector<Said> said;
};
// Nothing if the text holds no pasted table.
std::optional<Unfolded> UnfoldTables(const source::Source& source);

}  // namespace pol::parse
