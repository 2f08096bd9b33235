// Decision tables made for benchmarks: cut out of the whole space of their columns by halving pieces at made-up bounds, so
// that every case has exactly one row. Always the same table for the same size.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pol::bench {

struct TableOptions {
  int rows = 200, columns = 6;
  bool hole = false;      // one row less: a gap
  bool overlap = false;   // the last row wider than its piece: a conflict
};

// The text of a policy with such a table; a line a row.
std::string TablePolicy(const TableOptions& options);

}  // namespace pol::bench
