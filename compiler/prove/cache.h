// Questions to the solver that were asked before, told by their structure: after an edit the same questions come again
// with other numbers. A reply costs the same work whether it is remembered or not, so that no verdict hangs on it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/prove/theory.h"

namespace pol::prove {

class Cache {
 public:
  // A question in words that do not hang on numbers of terms and inputs.
  struct Asked {
    std::string key;
    std::vector<TermId> terms;    // in the order in which they were met
    std::vector<Index> inputs;    // likewise
  };
  // Nothing for questions that hang on more than their terms (calendars, loops).
  static std::optional<Asked> Describe(const Terms& terms,
                                       const std::vector<Constraint>& constraints,
                                       int64_t first_day, int64_t last_day);

  struct Found {
    TheoryReply reply;
    uint64_t work = 0;
  };
  std::optional<Found> Find(const Asked& asked) const;
  void Keep(const Asked& asked, const TheoryReply& reply, uint64_t work);
  SolverSession& session() { return session_; }

 private:
  struct Stored {
    TheoryReply::Kind kind = TheoryReply::Kind::kUndecided;
    std::vector<std::pair<size_t, Value>> inputs;  // by their place in the question
    std::optional<int64_t> at;
    int64_t stopped = -1;                          // likewise, of a term
    uint64_t work = 0;
  };
  std::map<std::string, Stored> stored_;
  SolverSession session_;
};

}  // namespace pol::prove
