// The values of one column of a proof, in order: none, then numbers (of dates, members, .. the numbers that stand for
// them), then texts. A cut parts them into those up to it and those after it; cuts between which no value of the column
// lies are one cut, so that no cell is ever empty.
#pragma once

#include <optional>
#include <vector>

#include "compiler/prove/term.h"
#include "compiler/prove/theory.h"

namespace pol::prove {

// Just before `value`, or just after it.
struct Cut {
  Value value;
  bool after = false;
  friend bool operator==(const Cut& a, const Cut& b) {
    return a.after == b.after && a.value == b.value;
  }
  friend bool operator<(const Cut& a, const Cut& b) {
    if (!(a.value == b.value)) return a.value < b.value;
    return !a.after && b.after;
  }
};

class Column {
 public:
  // Everything: for terms, whose values nobody has listed.
  Column() : intervals_(1) {}
  Column(const program::Policy& policy, const program::Type& type, const program::Domain& domain);
  // Whole numbers between two, both in.
  Column(int64_t low, int64_t high);
  // Dense or on a step, unbounded.
  explicit Column(std::optional<Rational> grid) : intervals_(1), grid_(std::move(grid)) {}

  enum class Side : uint8_t { kNone, kSome, kAll };
  // Of the values of the column, those up to the cut. If some but not all are: `cut` is brought to the form that stands
  // for all cuts that part the values alike.
  Side Normalise(Cut* cut) const;

  bool has_none() const { return none_; }
  bool has_texts() const { return texts_; }
  bool empty() const { return !none_ && !texts_ && intervals_.empty(); }
  const std::optional<Rational>& grid() const { return grid_; }

  // What the solver is told of the values after `low` (null: from the first) up to `high` (null: to the last). `texts`:
  // all that cuts of this column mention.
  Constraint Between(TermId term, const Cut* low, const Cut* high,
                     const std::vector<Value>& texts) const;
  // Some value of each of the stretches that the cuts make, which are normalised and ascending.
  std::vector<Value> Representatives(const std::vector<Cut>& cuts) const;

 private:
  void AddInterval(program::Interval interval);
  std::optional<Value> Pick(const Cut* low, const Cut* high) const;

  bool none_ = false, texts_ = false;
  std::vector<program::Interval> intervals_;  // disjoint, ascending, none empty; on the grid with closed ends
  std::optional<Rational> grid_;
};

}  // namespace pol::prove
