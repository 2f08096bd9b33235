// Lists, inside evaluate*.cpp.
#pragma once

#include <optional>
#include <vector>

#include "runtime/interp/evaluate_result.h"

namespace pol::interp {

// The parts of `total` by weights, each rounded down to the quantum, then one quantum each to the
// largest remainders, ties to the earlier; they sum to the total (semantics 4.6). A negative total
// is the mirror image. alloc_weight: a negative weight; alloc_zero: no weight at all.
std::optional<ErrorCode> ShareByLargestRemainder(Rational total, const Rational& quantum,
                                                 const std::vector<Rational>& weights,
                                                 std::vector<Rational>* parts);

// Sorted, each once.
Value SetOf(std::vector<Value> items);

// The leaves that are unknown in it, in order.
void UnknownLeaves(const Value& value, std::vector<int64_t>* leaves);

}  // namespace pol::interp
