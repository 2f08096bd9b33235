// Refinement by cells (semantics 2.5): an unknown input that a definition compares with constants
// is tried in every cell that these comparisons distinguish.
#pragma once

#include <vector>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

// The comparisons of a definition with constants, and the dates between which the policy is in
// force.
struct ColumnTest {
  Index column = -1;
  Index node = -1;               // -1: the period of the policy
  std::vector<Value> constants;  // what the column is compared with
};
std::vector<ColumnTest> ColumnTests(Machine* machine, Index definition);

// Values of a column's declared domain, at least one in every cell that the constants can make; in
// ascending order for ordered types.
std::vector<Value> Representatives(const program::Policy& policy, const program::Input& column,
                                   const std::vector<Value>& constants);

// `first`, unknown, looked at again in every choice of cells.
Look Refine(Machine* machine, Index definition, const Look& first);

}  // namespace pol::interp
