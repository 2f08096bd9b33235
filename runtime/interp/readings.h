// Readings of one text beside each other: what the others give for a case, and cases in which two
// of them differ. A search over cases that the text's own bounds suggest; it proves nothing.
#pragma once

#include <optional>
#include <vector>

#include "runtime/interp/evaluate.h"

namespace pol::interp {

// What another reading gives for the same facts, where it is not the same.
struct OtherReading {
  const program::Reading* reading = nullptr;
  Evaluation evaluation;
  std::vector<const Outcome*> differing;  // outputs; into `evaluation`
};
std::vector<OtherReading> OtherReadings(const program::Policy& policy, const Facts& facts,
                                        const Evaluation& evaluation);

// The policy of a reading, the adopted one included; null if there is none of this name.
const program::Policy* FindReading(const program::Policy& policy, const std::string& name);

struct ReadingsCompared {
  size_t cases = 0;  // looked at
  struct Difference {
    Facts facts;
    int64_t at = 0;
    Outcome first, second;  // of the output that differs
  };
  std::optional<Difference> difference;
};
// Tries complete cases: of every input the values on both sides of each bound of either reading,
// month ends among the dates; at most `most` of them, always the same ones, whatever day it is.
ReadingsCompared CompareReadings(const program::Policy& first, const program::Policy& second,
                                 size_t most = 4096);

}  // namespace pol::interp
