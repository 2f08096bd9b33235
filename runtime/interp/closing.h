// Closings of a rule group, slot by slot (semantics 2.4, 3.2, 3.4, 10).
//
// A closing makes every open condition true or false and every open value any value of its type.
// There are exponentially many, but they are independent: each rule with its exceptions is a slot
// that has a set of possible outcomes, and the slots meet only in the hit policy. So it is enough
// to know, per slot, the outcomes, and per open item in it the pairs of outcomes that toggling this
// item alone can exchange. An item matters if and only if some pair can be completed by outcomes of
// the other slots to two different results of the group.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

using OutcomeId = int32_t;
inline constexpr OutcomeId kAbsent = 0;    // the rule does not apply
inline constexpr OutcomeId kDrop = 1;      // an exception without value holds
inline constexpr OutcomeId kConflict = 2;  // two rules give different results

// Results by identity: equal results have one number.
class OutcomeTable {
 public:
  explicit OutcomeTable(uint32_t conflict_offset);
  OutcomeId Intern(const Result& result);
  const Result& at(OutcomeId id) const { return results_[id]; }
  bool is_value(OutcomeId id) const { return id > kConflict && results_[id].is_value(); }
  size_t size() const { return results_.size(); }

  // Adds values unlike all present ones, and the ends of the type, so that an unknown value can
  // equal a known one, differ from all, lie below all and above all. Afterwards `unknown` is what
  // an open value closes to: those values, and since what is not known yet may turn out to have no
  // value or to fail, also N and the errors of the group.
  void AddValuesOf(const program::Policy& policy, const program::Type* type, bool collects);
  std::vector<OutcomeId> unknown();

 private:
  std::vector<Result> results_;
  std::map<Value, OutcomeId> by_value_;
  std::map<std::pair<uint32_t, ErrorCode>, OutcomeId> by_error_;
  OutcomeId no_rule_ = -1;
};

using OutcomePair = std::pair<OutcomeId, OutcomeId>;
struct Toggle {
  int32_t item = 0;                // into the open items of the group
  std::vector<OutcomePair> pairs;  // of different outcomes
};
struct Slot {
  std::vector<OutcomeId> outcomes;  // ascending, never empty
  std::vector<Toggle> toggles;
  std::vector<Winner> winners;  // who can be the one that gives its outcome
  int32_t priority = 0;
  bool can_be_absent() const { return outcomes.front() == kAbsent; }
};

void SortUnique(std::vector<OutcomeId>* ids);

// The outcome of a rule whose exceptions merge to `merged` (kAbsent: all absent) with own outcome
// `own`: the value, drop if it has none; exceptions that all drop make it absent (semantics 3.4).
OutcomeId WithExceptions(OutcomeId own, OutcomeId merged);
// What the slots can merge to, leaving out one (-1: none): kAbsent, kDrop, a common result,
// kConflict. Ascending.
std::vector<OutcomeId> Merges(const std::vector<Slot>& slots, int32_t without);
// The outcome of one slot beside others that merge to `others`.
OutcomeId MergeTwo(OutcomeId own, OutcomeId others);

// Which open items of a group matter, for each hit policy. `defaults`: what an empty group gives,
// ascending. The result has one entry per open item.
std::vector<bool> MattersByUnique(const std::vector<Slot>& slots, size_t outcomes,
                                  const std::vector<OutcomeId>& defaults, size_t items);
std::vector<bool> MattersByFirst(const std::vector<Slot>& slots,
                                 const std::vector<OutcomeId>& defaults, size_t items);
std::vector<bool> MattersByPriority(const std::vector<Slot>& slots, size_t outcomes,
                                    const std::vector<OutcomeId>& defaults, size_t items);
std::vector<bool> MattersByCollection(const std::vector<Slot>& slots, const OutcomeTable& table,
                                      program::Hit hit, const std::vector<OutcomeId>& defaults,
                                      size_t items);

}  // namespace pol::interp
