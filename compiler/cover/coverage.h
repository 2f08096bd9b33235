// What a set of cases reached of a policy. Cases are added one by one, in any order.
#pragma once

#include <array>
#include <vector>

#include "compiler/cover/points.h"
#include "runtime/interp/evaluate.h"

namespace pol::cover {

// In this case the part of the decision alone turns it: with it the other way and all else the same, the decision would be
// the other way too.
bool Turns(const program::Policy& policy, const Points& points, size_t decision, size_t part,
           const interp::Facts& facts, int64_t at);

class Coverage {
 public:
  explicit Coverage(const Points& points);

  // True: something was reached that was not before.
  bool Add(const program::Policy& policy, const interp::Facts& facts, int64_t at);

  // A condition was seen true (or false) in some case.
  bool Seen(size_t condition, bool truth) const { return seen_[condition][truth ? 1 : 0]; }
  bool Both(size_t condition) const { return Seen(condition, false) && Seen(condition, true); }
  // In some case the condition was `truth` and alone turned the decision (modified condition/decision coverage, in its
  // masking form).
  bool Turned(size_t decision, size_t part, bool truth) const {
    return turned_[decision][part][truth ? 1 : 0];
  }
  // A case lay on the bound itself; one for which the comparison turns out otherwise than on the bound.
  bool On(size_t bound) const { return on_[bound]; }
  bool Beyond(size_t bound) const { return beyond_[bound]; }
  bool BothSides(size_t bound) const { return on_[bound] && beyond_[bound]; }
  // Likewise of the first and last day in force.
  bool OnEnd(size_t end) const { return on_end_[end]; }
  bool BeyondEnd(size_t end) const { return beyond_end_[end]; }

 private:
  const Points& points_;
  std::vector<std::array<bool, 2>> seen_;
  std::vector<std::vector<std::array<bool, 2>>> turned_;
  std::vector<bool> on_, beyond_, on_end_, beyond_end_;
};

}  // namespace pol::cover
