// The fast path for rows with nothing missing: one pass, no closings, no allocation for small numbers. Where anything
// comes up that is not a plain value (an unknown, an error, a condition without value) it hands the case to the reference
// interpreter, so both give the same answer always (semantics 10). Explanations: use the reference.
#pragma once

#include <memory>

#include "runtime/interp/evaluate.h"

namespace pol::interp {

// Prepared once per policy and `at`, then used for any number of cases by one thread.
class DirectEngine {
 public:
  DirectEngine(const program::Policy& policy, int64_t at);
  ~DirectEngine();
  // As Evaluate() without explanations; `evaluation` is overwritten and its storage reused. lets are left empty.
  void Evaluate(const Facts& facts, Evaluation* evaluation);
  // How many cases went to the reference.
  size_t handed_over() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace pol::interp
