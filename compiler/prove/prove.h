// What holds of a policy for every case in the declared domains (semantics 6.2): each claim is proved, refuted by a case
// that the reference interpreter has confirmed, or not decided because of a term.
//
// C is all pairs of a complete input and a day in the effective period that satisfy every `require`; judgements and open
// parameters take all values, open enums one outsider. Proofs never change a result.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/interp/evaluate.h"
#include "runtime/program/program.h"

namespace pol::prove {

using program::Index;

enum class Claim : uint8_t {
  kNoGap,              // the group of an output or let always has a rule
  kNoConflict,         // never two rules with different values
  kNoSameValue,        // hit unique: never two rules with the same value (a finding of lint when refuted)
  kNoError,            // a construct never raises `error`
  kRuleDead,           // it never applies (proved is the finding; refuted by a case in which it applies)
  kRuleRedundant,      // removing it changes no result (likewise)
  kConditionTrue,      // a condition, or a part of one, that holds in every case that reaches it (likewise)
  kConditionFalse,     // likewise: in no case
  kPartRedundant,      // a part of an `and` or `or` that can go without a change (likewise)
  kAssertion,          // never false
  kVacuous,            // an assertion that never has a truth value (proved is the finding)
  kIndependent,        // an output does not depend on an input (claimed by the policy)
  kReadingsEqual,      // two readings give the same, or both nothing
  kPossible,           // there is a case at all: the requirements can all be met
  kFigures,            // stated figures agree (checks without inputs)
  kTiles,              // dated values (`number`: the parameter) or versions (-1) follow each other without gap
  kInForce,            // a rule, or a policy used (`node`: the call), is in force on some (each) day on which it is read
  kDeadline,           // a date to be met lies within the effective period (`number`: the target; -1: of `definition`)
  kShares,             // stated shares of a whole add up to it (`node`)
};
enum class Verdict : uint8_t { kProved, kRefuted, kUndecided };

struct Case {
  interp::Facts facts;
  int64_t at = 0;
};

// A rule by its way from the definition: rules[path[0]].exceptions[path[1]]...; empty: `otherwise`, or none.
using RulePath = std::vector<int32_t>;

struct Answer {
  Claim claim = Claim::kNoGap;
  Verdict verdict = Verdict::kUndecided;
  Index definition = -1;         // whose group or formula it is about; -1: none
  RulePath rule;                 // kRule..., kCondition..: of this rule; kNoConflict, kNoSameValue: the first of two
  RulePath other;                // the second of two; kRuleRedundant: the rule that gives the same anyway, if it is one
  Index node = -1;               // the condition, the part, or the construct that raises the error
  std::optional<interp::ErrorCode> error;
  Index number = -1;             // of the assertion, check, comparison (with `reading`), parameter, require
  Index input = -1;              // kIndependent
  std::string reading, other_reading;
  program::Place place;          // where the finding stands
  std::optional<Case> witness;   // what refutes; for claims where proved is the finding: none
  std::optional<Case> twin;      // kIndependent: the same but for `input`
  std::string stopped_by;        // kUndecided: the term, in the drafter's words
  enum class Stop : uint8_t { kNone, kTerm, kCells, kWork } stop = Stop::kNone;
  std::string detail_zh, detail_en;  // static claims refuted: what was found, as a sentence without its full stop
  bool contradiction = false;    // kConditionFalse: each part can hold, and they never do together, in no case at all
  int32_t most_items = -1;       // lists were looked at up to so many items; -1: no list was in it

  // It is something to tell the drafter: refuted, or proved where that is the finding.
  bool finding() const;
};

struct Options {
  size_t nodes = 400'000;        // of all diagrams of a policy
  size_t paths = 2'000;          // asked of the solver for one claim
  uint32_t work = 2'000'000;     // of the solver, for one question
  uint64_t total_work = 20'000'000;  // of the solver, for one policy
  int32_t items = 3;             // of a list
  bool solver = true;
  int64_t today = 0;             // day of reference for policies without a beginning (never printed)
};

struct Report {
  std::vector<Answer> answers;   // in the order of the text
};

// What the solver was asked, so that after an edit only what changed is asked again; verdicts do not hang on it. Not
// shared between threads.
class Cache;
std::shared_ptr<Cache> MakeCache();

Report Prove(const program::Policy& policy, const Options& options = {}, Cache* cache = nullptr);

}  // namespace pol::prove
