// A case on a path of a diagram: values of all inputs that meet the constraints, small and round, confirmed by whoever
// asked. Deterministic; the real day of today plays no part.
#pragma once

#include <functional>
#include <vector>

#include "compiler/prove/prove.h"
#include "compiler/prove/term.h"
#include "compiler/prove/theory.h"

namespace pol::prove {

struct WitnessReply {
  enum class Kind : uint8_t {
    kFound,       // `found` is confirmed
    kImpossible,  // no case meets the constraints
    kUndecided,   // the solver could not tell, or what meets the constraints was not confirmed
  } kind = Kind::kUndecided;
  Case found;
  TermId stopped = -1;   // kUndecided: because of this term; -1: because the case was not confirmed
};

// The reference interpreter shows in this case what is claimed. Called only for complete cases within all domains that
// meet the constraints and every `require`.
using Confirm = std::function<bool(const Case&)>;

class WitnessFinder {
 public:
  // `theory` null: only what can be found by trying values. `most_confirms`: calls of one Confirm.
  WitnessFinder(const Terms& terms, Theory* theory, int most_confirms = 40);

  // Constraints on inputs, leaves of lists and the day (terms kInput and kToday) as well as on what is computed. The day
  // lies in [first_day, last_day]; of several the first, or the first of a month or year.
  WitnessReply Find(const std::vector<Constraint>& constraints, int64_t first_day, int64_t last_day,
                    const Confirm& confirm);

 private:
  const Terms& terms_;
  Theory* theory_;
  int most_confirms_;
};

// The fewest significant digits in the interval, then the smallest magnitude: (500万, 1000万] gives 600万. On the grid if
// there is one. Nothing when the interval holds no such number.
std::optional<Rational> RoundestIn(const program::Interval& interval, const std::optional<Rational>& grid);

}  // namespace pol::prove
