// Which open items matter where the group gives one of the results: unique, any, first, priority.
#include <algorithm>

#include "runtime/interp/closing.h"

namespace pol::interp {
namespace {

// At most two different outcomes: enough to answer "is there one that differs from y".
class Few {
 public:
  void Add(OutcomeId id) {
    if (first_ < 0) {
      first_ = id;
    } else if (id != first_ && second_ < 0) {
      second_ = id;
    }
  }
  void Add(const Few& other) {
    if (other.first_ >= 0) Add(other.first_);
    if (other.second_ >= 0) Add(other.second_);
  }
  bool HasOtherThan(OutcomeId id) const {
    return (first_ >= 0 && first_ != id) || (second_ >= 0 && second_ != id);
  }

 private:
  OutcomeId first_ = -1, second_ = -1;
};

Few FewOf(const std::vector<OutcomeId>& ids) {
  Few few;
  for (const OutcomeId id : ids) few.Add(id);
  return few;
}

bool Has(const Slot& slot, OutcomeId id) {
  return std::binary_search(slot.outcomes.begin(), slot.outcomes.end(), id);
}

// The slots of one level under unique, with counters of who can give what, so that each question
// about "all slots but one" is answered in the size of that one.
class UniqueLevel {
 public:
  UniqueLevel(const std::vector<const Slot*>& slots, size_t outcomes, const Few& defaults)
      : slots_(slots), defaults_(defaults), can_(outcomes), forced_can_(outcomes) {
    for (const Slot* slot : slots_) {
      const bool forced = !slot->can_be_absent();
      if (forced) {
        ++forced_;
        if (smallest_ == nullptr || slot->outcomes.size() < smallest_->outcomes.size()) {
          second_smallest_ = smallest_;
          smallest_ = slot;
        } else if (second_smallest_ == nullptr ||
                   slot->outcomes.size() < second_smallest_->outcomes.size()) {
          second_smallest_ = slot;
        }
      }
      for (const OutcomeId id : slot->outcomes) {
        if (id == kAbsent) continue;
        if (can_[id]++ == 0) results_.push_back(id);
        if (forced) ++forced_can_[id];
      }
    }
  }

  bool all_can_be_absent() const { return forced_ == 0; }

  bool Matters(const Slot& slot, const Toggle& toggle) const {
    const int own_forced = slot.can_be_absent() ? 0 : 1;
    const bool others_empty = forced_ == own_forced;
    for (const auto& [x, y] : toggle.pairs) {
      if (x != kAbsent && y != kAbsent) {
        if (others_empty) return true;
        // Beside a common result r of the others: r and a conflict if one of the two is r, else
        // conflict twice.
        if ((x != kConflict && CanAgree(slot, x)) || (y != kConflict && CanAgree(slot, y))) {
          return true;
        }
        continue;
      }
      const OutcomeId given = x == kAbsent ? y : x;
      if (others_empty && defaults_.HasOtherThan(given)) return true;
      if (CanAgreeOnOther(slot, given)) return true;
    }
    return false;
  }

  // Different results of the level, as far as there are two.
  Few Outcomes() const {
    Few few;
    if (forced_ == 0) few.Add(defaults_);
    bool conflict = false;
    const Slot* only = nullptr;
    int giving = 0;
    for (const Slot* slot : slots_) {
      if (slot->outcomes.back() == kAbsent) continue;
      ++giving;
      only = slot;
    }
    for (const OutcomeId id : results_) {
      if (forced_can_[id] == forced_) few.Add(id);
      if (id == kConflict) conflict = true;
    }
    // Two slots with different results: not if all can give only one and the same.
    if (giving > 1) {
      const OutcomeId last = only->outcomes.back();
      for (const OutcomeId id : results_) conflict = conflict || id != last;
    }
    if (conflict) few.Add(kConflict);
    return few;
  }

 private:
  // Can all slots but `slot` merge to r?
  bool CanAgree(const Slot& slot, OutcomeId r) const {
    const int own = Has(slot, r) ? 1 : 0;
    const int own_forced = slot.can_be_absent() ? 0 : 1;
    return can_[r] > own && forced_can_[r] - own * own_forced == forced_ - own_forced;
  }

  // Can all slots but `slot` merge to a result other than `given` and conflict? Beside it absence
  // gives that result, and `given` a conflict.
  bool CanAgreeOnOther(const Slot& slot, OutcomeId given) const {
    const int own_forced = slot.can_be_absent() ? 0 : 1;
    const std::vector<OutcomeId>* candidates = &results_;
    if (forced_ > own_forced) {
      const Slot* forced = smallest_ == &slot ? second_smallest_ : smallest_;
      candidates = &forced->outcomes;
    }
    for (const OutcomeId r : *candidates) {
      if (r == given || r == kConflict || r == kAbsent) continue;
      if (CanAgree(slot, r)) return true;
    }
    return false;
  }

  const std::vector<const Slot*>& slots_;
  const Few defaults_;
  std::vector<int> can_, forced_can_;
  std::vector<OutcomeId> results_;
  int forced_ = 0;
  const Slot* smallest_ = nullptr;
  const Slot* second_smallest_ = nullptr;
};

void MarkLevel(const std::vector<const Slot*>& slots, const UniqueLevel& level,
               std::vector<bool>* matters) {
  for (const Slot* slot : slots) {
    for (const Toggle& toggle : slot->toggles) {
      if (level.Matters(*slot, toggle)) (*matters)[toggle.item] = true;
    }
  }
}

}  // namespace

std::vector<bool> MattersByUnique(const std::vector<Slot>& slots, size_t outcomes,
                                  const std::vector<OutcomeId>& defaults, size_t items) {
  std::vector<bool> matters(items);
  std::vector<const Slot*> all;
  for (const Slot& slot : slots) all.push_back(&slot);
  MarkLevel(all, UniqueLevel(all, outcomes, FewOf(defaults)), &matters);
  return matters;
}

std::vector<bool> MattersByFirst(const std::vector<Slot>& slots,
                                 const std::vector<OutcomeId>& defaults, size_t items) {
  std::vector<bool> matters(items);
  // What the slots after i can give together, from the last to the first.
  std::vector<Few> after(slots.size() + 1);
  after[slots.size()] = FewOf(defaults);
  for (size_t i = slots.size(); i > 0; --i) {
    const Slot& slot = slots[i - 1];
    for (const OutcomeId id : slot.outcomes) {
      if (id != kAbsent) after[i - 1].Add(id);
    }
    if (slot.can_be_absent()) after[i - 1].Add(after[i]);
  }
  for (size_t i = 0; i < slots.size(); ++i) {
    for (const Toggle& toggle : slots[i].toggles) {
      for (const auto& [x, y] : toggle.pairs) {
        const bool both = x != kAbsent && y != kAbsent;
        if (both || after[i + 1].HasOtherThan(x == kAbsent ? y : x)) matters[toggle.item] = true;
      }
    }
    if (!slots[i].can_be_absent()) break;
  }
  return matters;
}

std::vector<bool> MattersByPriority(const std::vector<Slot>& slots, size_t outcomes,
                                    const std::vector<OutcomeId>& defaults, size_t items) {
  std::vector<bool> matters(items);
  std::map<int32_t, std::vector<const Slot*>> levels;
  for (const Slot& slot : slots) levels[slot.priority].push_back(&slot);
  // A level counts only where all better ones can be absent.
  size_t reachable = 0;
  for (const auto& [priority, level] : levels) {
    ++reachable;
    if (!std::all_of(level.begin(), level.end(),
                     [](const Slot* slot) { return slot->can_be_absent(); })) {
      break;
    }
  }
  Few rest = FewOf(defaults);
  size_t position = levels.size();
  for (auto it = levels.rbegin(); it != levels.rend(); ++it, --position) {
    const UniqueLevel level(it->second, outcomes, rest);
    if (position <= reachable) MarkLevel(it->second, level, &matters);
    rest = level.Outcomes();
  }
  return matters;
}

}  // namespace pol::interp
