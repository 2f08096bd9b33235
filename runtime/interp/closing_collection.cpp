// Which open items matter where the group collects all results: sum, max, min, list, set. Strict
// over the results: N before the least error before the value.
#include <algorithm>
#include <functional>

#include "runtime/interp/closing.h"

namespace pol::interp {
namespace {

using program::Hit;

using ErrorKey = std::pair<uint32_t, ErrorCode>;

// What one slot can contribute.
struct Offer {
  bool forced = false;  // cannot be absent
  bool clean = false;   // absent or a value
  bool fails = false;   // an error
  bool free = false;    // anything but N
  std::vector<OutcomeId> values;
  ErrorKey worst{0, ErrorCode::kDivZero};  // the greatest error
};

class Collection {
 public:
  Collection(const std::vector<Slot>& slots, const OutcomeTable& table, Hit hit,
             const std::vector<OutcomeId>& defaults)
      : table_(table), hit_(hit), defaults_(defaults) {
    for (const Slot& slot : slots) {
      Offer offer;
      offer.forced = !slot.can_be_absent();
      for (const OutcomeId id : slot.outcomes) {
        if (id == kAbsent) {
          offer.clean = true;
        } else if (table.is_value(id)) {
          offer.clean = true;
          offer.values.push_back(id);
        } else if (IsError(id)) {
          offer.fails = true;
          offer.worst = std::max(offer.worst, KeyOf(id));
        }
      }
      offer.free = offer.fails || offer.clean;
      if (offer.fails) ++failing_;
      if (offer.forced) ++forced_;
      if (!offer.clean) ++unclean_;
      if (!offer.free) ++unfree_;
      if (!offer.values.empty()) ++giving_;
      offers_.push_back(std::move(offer));
    }
    CountSets();
    FindExtremes();
    FindErrors();
  }

  bool Matters(size_t slot, const Toggle& toggle) const {
    return std::any_of(toggle.pairs.begin(), toggle.pairs.end(), [&](const OutcomePair& pair) {
      return Differ(slot, pair.first, pair.second);
    });
  }

 private:
  bool IsError(OutcomeId id) const {
    return id == kConflict || (id > kDrop && table_.at(id).is_error());
  }
  bool IsNoRule(OutcomeId id) const { return id > kConflict && table_.at(id).is_no_rule(); }
  ErrorKey KeyOf(OutcomeId id) const { return {table_.at(id).offset, table_.at(id).error}; }
  const Value& ValueOf(OutcomeId id) const { return table_.at(id).value; }

  // Questions about all slots but one.
  bool OthersEmpty(size_t i) const { return forced_ == (offers_[i].forced ? 1 : 0); }
  bool OthersClean(size_t i) const { return unclean_ == (offers_[i].clean ? 0 : 1); }
  bool OthersFree(size_t i) const { return unfree_ == (offers_[i].free ? 0 : 1); }
  // Given that they are clean: can one of them give a value?
  bool OthersGive(size_t i) const { return giving_ > (offers_[i].values.empty() ? 0 : 1); }

  bool Differ(size_t i, OutcomeId x, OutcomeId y) const {
    if (IsNoRule(y) || (IsError(y) && !IsNoRule(x) && !IsError(x))) std::swap(x, y);
    if (IsNoRule(x)) {
      if (!OthersFree(i)) return false;
      // N against anything else, unless that is an empty group whose default is N.
      if (y != kAbsent || !OthersEmpty(i)) return true;
      return OthersGive(i) || OthersFail(i) || DefaultDiffersFrom(x);
    }
    if (IsError(x)) {
      if (!OthersFree(i)) return false;
      const ErrorKey least = IsError(y) ? std::min(KeyOf(x), KeyOf(y)) : KeyOf(x);
      if (!OthersClean(i)) return least < LimitOfOthers(i);
      if (y != kAbsent || !OthersEmpty(i)) return true;
      return OthersGive(i) || least < GreatestErrorOfOthers(i) || DefaultDiffersFrom(x);
    }
    if (!OthersClean(i)) return false;
    if (x != kAbsent && y != kAbsent) return ValuesDiffer(i, x, y);
    const OutcomeId given = x == kAbsent ? y : x;
    if (OthersEmpty(i) && DefaultDiffersFromCollected(given)) return true;
    return OthersGive(i) && ValueShows(i, given);
  }

  // Beside others that hold at least one value, all clean: does adding `y` change the collection?
  bool ValueShows(size_t i, OutcomeId y) const {
    switch (hit_) {
      case Hit::kSum:
        return !ValueOf(y).number().is_zero();
      case Hit::kMax:
      case Hit::kMin:
        return Beyond(y, ExtremeOfOthers(i));
      case Hit::kSet:
        return OthersAvoid(i, y, true);
      default:
        return true;
    }
  }

  // Beside clean others: does exchanging two values change the collection?
  bool ValuesDiffer(size_t i, OutcomeId x, OutcomeId y) const {
    switch (hit_) {
      case Hit::kMax:
      case Hit::kMin:
        if (OthersEmpty(i)) return true;
        return Beyond(x, ExtremeOfOthers(i)) || Beyond(y, ExtremeOfOthers(i));
      case Hit::kSet:
        return OthersAvoid(i, x, false) || OthersAvoid(i, y, false);
      default:
        return true;
    }
  }

  // Is a on the far side of b: above it for max, below it for min?
  bool Beyond(OutcomeId a, OutcomeId b) const {
    return hit_ == Hit::kMax ? ValueOf(a) > ValueOf(b) : ValueOf(a) < ValueOf(b);
  }

  // The nearest extreme that the others can have while they give at least one value: for max, the
  // lowest possible greatest. Forced ones decide; with none forced a single one, the lowest of all.
  OutcomeId ExtremeOfOthers(size_t i) const {
    if (forced_ > (offers_[i].forced ? 1 : 0)) return forced_extreme_.Without(i);
    return free_extreme_.Without(i);
  }

  // Can all others avoid y, giving at least one value if asked?
  bool OthersAvoid(size_t i, OutcomeId y, bool give) const {
    const Offer& own = offers_[i];
    const bool own_stuck = own.forced && own.values.size() == 1 && own.values[0] == y;
    if (stuck_[y] > (own_stuck ? 1 : 0)) return false;
    if (!give || forced_ > (own.forced ? 1 : 0)) return true;
    const bool own_other =
        std::any_of(own.values.begin(), own.values.end(), [&](OutcomeId id) { return id != y; });
    // Slots that give some value other than y: all that give, less those that give y alone.
    return giving_ - only_[y] > (own_other ? 1 : 0);
  }

  bool DefaultDiffersFrom(OutcomeId x) const {
    return std::any_of(defaults_.begin(), defaults_.end(), [&](OutcomeId id) { return id != x; });
  }
  bool DefaultDiffersFromCollected(OutcomeId y) const {
    if (hit_ != Hit::kList && hit_ != Hit::kSet) return DefaultDiffersFrom(y);
    if (defaults_.size() > 1) return true;
    const OutcomeId only = defaults_.front();
    return !table_.is_value(only) || !(ValueOf(only) == Value::List({ValueOf(y)}));
  }

  // Others that must fail: the greatest error that can be their least. Others that need not: the
  // greatest at all.
  ErrorKey LimitOfOthers(size_t i) const { return error_limit_.Without(i); }
  ErrorKey GreatestErrorOfOthers(size_t i) const { return greatest_error_.Without(i); }
  // Given that they are free of N: can one of them hold an error?
  bool OthersFail(size_t i) const { return failing_ > (offers_[i].fails ? 1 : 0); }

  // The best of a sequence, and the best without one of its owners.
  template <typename T>
  struct BestTwo {
    T best{}, second{};
    size_t count = 0, owner = 0;
    template <typename Better>
    void Insert(const T& item, size_t from, Better better) {
      if (count == 0 || better(item, best)) {
        second = best;
        best = item;
        owner = from;
      } else if (count == 1 || better(item, second)) {
        second = item;
      }
      ++count;
    }
    T Without(size_t i) const { return count > 0 && owner == i ? second : best; }
  };

  void CountSets() {
    stuck_.assign(table_.size(), 0);
    only_.assign(table_.size(), 0);
    for (const Offer& offer : offers_) {
      if (offer.values.size() != 1) continue;
      ++only_[offer.values[0]];
      if (offer.forced) ++stuck_[offer.values[0]];
    }
  }

  void FindExtremes() {
    if (hit_ != Hit::kMax && hit_ != Hit::kMin) return;
    for (size_t i = 0; i < offers_.size(); ++i) {
      const Offer& offer = offers_[i];
      if (offer.values.empty()) continue;
      OutcomeId nearest = offer.values[0];
      for (const OutcomeId id : offer.values) {
        if (Beyond(nearest, id)) nearest = id;
      }
      // Forced: the farthest of the nearest. Free: the nearest of all.
      const auto farther = [&](OutcomeId a, OutcomeId b) { return Beyond(a, b); };
      const auto nearer = [&](OutcomeId a, OutcomeId b) { return Beyond(b, a); };
      if (offer.forced) forced_extreme_.Insert(nearest, i, farther);
      free_extreme_.Insert(nearest, i, nearer);
    }
  }

  void FindErrors() {
    for (size_t i = 0; i < offers_.size(); ++i) {
      const Offer& offer = offers_[i];
      if (!offer.fails) continue;
      greatest_error_.Insert(offer.worst, i, std::greater<>());
      if (!offer.clean) error_limit_.Insert(offer.worst, i, std::less<>());
    }
  }

  const OutcomeTable& table_;
  const Hit hit_;
  const std::vector<OutcomeId>& defaults_;
  std::vector<Offer> offers_;
  int forced_ = 0, unclean_ = 0, unfree_ = 0, giving_ = 0, failing_ = 0;
  BestTwo<OutcomeId> forced_extreme_, free_extreme_;
  BestTwo<ErrorKey> error_limit_, greatest_error_;
  std::vector<int> stuck_, only_;
};

}  // namespace

std::vector<bool> MattersByCollection(const std::vector<Slot>& slots, const OutcomeTable& table,
                                      Hit hit, const std::vector<OutcomeId>& defaults,
                                      size_t items) {
  std::vector<bool> matters(items);
  const Collection collection(slots, table, hit, defaults);
  for (size_t i = 0; i < slots.size(); ++i) {
    for (const Toggle& toggle : slots[i].toggles) {
      if (!matters[toggle.item] && collection.Matters(i, toggle)) matters[toggle.item] = true;
    }
  }
  return matters;
}

}  // namespace pol::interp
