// Can these terms have values in these sets, all at once? Decided by Z3 over exact integers and rationals, with a limit
// on its work that does not depend on the machine. The only place with Z3. An answer does not depend on the questions
// asked before.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "compiler/prove/term.h"

namespace pol::prove {

// `term` has one of these values. For numbers, dates and ordered members: the union of `intervals` (in the canonical
// numbers of Value); `values` for single ones (texts, members, none). `negated`: it has none of them.
struct Constraint {
  TermId term = -1;
  std::vector<program::Interval> intervals;
  std::vector<Value> values;
  bool negated = false;
};

struct TheoryLimits {
  uint32_t work = 2'000'000;      // Z3's rlimit of one question
  uint32_t megabytes = 512;       // of its memory
};

struct TheoryReply {
  enum class Kind : uint8_t { kPossible, kImpossible, kUndecided } kind = Kind::kUndecided;
  // kPossible: a value of each input that the terms mention, by number (list leaves beyond the inputs); the day, where
  // they mention it. By them every constraint holds: it has been computed. kUndecided: values worth trying, or none.
  std::map<Index, Value> inputs;
  std::optional<int64_t> at;
  TermId stopped = -1;            // kUndecided: the term that could not be told to the solver, or the hardest one
};

// Whether a value is in the set of a constraint.
bool Meets(const Constraint& constraint, const Value& value);

// What asking needs and takes long to make: kept for the policies of one file, and over edits of it.
class SolverSession {
 public:
  SolverSession();
  ~SolverSession();
  SolverSession(const SolverSession&) = delete;
  SolverSession& operator=(const SolverSession&) = delete;

 private:
  friend class Theory;
  struct State;
  std::unique_ptr<State> state_;
};

class Cache;

class Theory {
 public:
  // `cache`: remembers what was asked, also by others, and lends its session; null: nothing is remembered.
  Theory(const Terms& terms, const TheoryLimits& limits, Cache* cache = nullptr);
  ~Theory();
  Theory(const Theory&) = delete;
  Theory& operator=(const Theory&) = delete;
  // The inputs range over their declared domains and grids, `at` over the dates in [first_day, last_day].
  TheoryReply Ask(const std::vector<Constraint>& constraints, int64_t first_day, int64_t last_day);
  uint64_t work() const;          // of the solver so far, in the unit of TheoryLimits::work

 private:
  struct Solver;
  const Terms& terms_;
  TheoryLimits limits_;
  Cache* cache_;
  std::unique_ptr<Solver> solver_;
};

}  // namespace pol::prove
