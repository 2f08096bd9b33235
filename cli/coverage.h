// What tests reach of a policy beyond its rules, in words: conditions both ways, bounds on both sides.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/context.h"
#include "compiler/cover/coverage.h"

namespace pol::cli {

// Points and what was reached of them, for one policy. `shared`: another reading, whose points are not counted again.
struct Reached {
  Reached(const program::Policy& policy, int64_t at, const program::Policy* shared);

  cover::Points points;
  cover::Coverage coverage;
};

struct Tally {
  size_t reached = 0, total = 0;
  void operator+=(const Tally& other) {
    reached += other.reached;
    total += other.total;
  }
  // In hundredths, rounded down; nothing to reach: all of it.
  size_t Percent() const { return total == 0 ? 100 : reached * 100 / total; }
};
struct PointsReport {
  Tally conditions, bounds;
  std::vector<std::string> lines;  // what is missing, in the order of the text
};
PointsReport ReportPoints(const Context& context, const program::Policy& policy, const Reached& reached);

}  // namespace pol::cli
