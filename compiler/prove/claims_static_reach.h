// On which days a formula of a policy can be evaluated at all: the effective period, less what the validity of rules and
// comparisons of dates with constants leave out. More days than there are, never fewer.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "compiler/prove/prove.h"

namespace pol::prove {

// Days as disjoint intervals, ascending, both ends in.
class Days {
 public:
  static Days All();
  static Days Between(std::optional<int64_t> from, std::optional<int64_t> to);

  bool empty() const { return parts_.empty(); }
  int64_t first() const { return parts_.front().first; }
  int64_t last() const { return parts_.back().second; }
  bool Contains(int64_t day) const;
  const std::vector<std::pair<int64_t, int64_t>>& parts() const { return parts_; }
  Days And(const Days& other) const;
  Days Or(const Days& other) const;
  Days Not() const;
  Days Shifted(int64_t by) const;

 private:
  std::vector<std::pair<int64_t, int64_t>> parts_;
};

// What the days of S leave open: S without `covered`. Where S has no beginning or end of its own, what lies before all
// that is covered is not counted, nor what lies behind it unless `covered` was ended on purpose.
Days Uncovered(const Days& s, const Days& covered, bool ended);

inline constexpr Index kAt = -1;  // the day of the evaluation, among the dates below

class Reach {
 public:
  // By date: `at` or an input. An input that is absent can be any day of its domain.
  using Dates = std::map<Index, Days>;
  struct Where {
    Index definition = -1;
    RulePath rule;              // empty: a formula or `otherwise`
    program::Place place;       // of the rule or definition
    const Dates* dates = nullptr;
  };
  struct Visitor {
    // Every node that can be evaluated, with the days on which.
    std::function<void(Index node, const Where&)> node;
    // A rule whose condition leaves no day at all, and the comparison of dates that does.
    std::function<void(Index condition, const Where&)> never;
  };

  explicit Reach(const program::Policy& policy);
  void Walk(const Visitor& visitor);

  Days DaysOfInput(Index input, const Dates& dates) const;
  // Of a date that is `at`, an input, a constant, or one of these some days later; else nothing.
  std::optional<Days> DaysOf(Index node, const Dates& dates) const;

 private:
  void Rules(const std::vector<program::Rule>& rules, const Dates& dates, RulePath path,
             Index definition);
  void Visit(Index node, const Dates& dates, const Where& where);
  void Mention(Index definition, const Dates& dates);
  Dates Narrow(Dates dates, Index condition, bool truth) const;
  Index EmptiedBy(Index condition, const Dates& dates) const;
  std::optional<int64_t> Constant(Index node) const;
  bool Interesting(Index node);

  const program::Policy& policy_;
  const Visitor* visitor_ = nullptr;
  std::map<Index, Dates> definitions_;  // those that are mentioned or outputs
  std::vector<int8_t> interesting_;     // by node; 0: not known yet, 1: no, 2: yes
};

}  // namespace pol::prove
