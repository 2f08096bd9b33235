#include "compiler/prove/claims_static_reach.h"

#include <algorithm>

#include "runtime/value/date.h"

namespace pol::prove {

using program::Node;
using program::Op;
using program::Rule;
using value::Value;

// Of a longer condition the parts are not weighed against each other.
constexpr size_t kMostParts = 32;

// ---------------------------------------------------------------------------------------------- days
Days Days::All() { return Between({}, {}); }

Days Days::Between(std::optional<int64_t> from, std::optional<int64_t> to) {
  Days days;
  const int64_t low = std::max(from.value_or(value::kFirstDay), value::kFirstDay);
  const int64_t high = std::min(to.value_or(value::kLastDay), value::kLastDay);
  if (low <= high) days.parts_.emplace_back(low, high);
  return days;
}

bool Days::Contains(int64_t day) const {
  return std::any_of(parts_.begin(), parts_.end(), [day](const auto& part) {
    return part.first <= day && day <= part.second;
  });
}

Days Days::And(const Days& other) const {
  Days both;
  for (const auto& [from, to] : parts_) {
    for (const auto& [low, high] : other.parts_) {
      if (std::max(from, low) <= std::min(to, high))
        both.parts_.emplace_back(std::max(from, low), std::min(to, high));
    }
  }
  return both;
}

Days Days::Not() const {
  Days rest;
  int64_t next = value::kFirstDay;
  for (const auto& [from, to] : parts_) {
    if (next < from) rest.parts_.emplace_back(next, from - 1);
    next = to + 1;
  }
  if (next <= value::kLastDay) rest.parts_.emplace_back(next, value::kLastDay);
  return rest;
}

Days Days::Or(const Days& other) const { return Not().And(other.Not()).Not(); }

Days Days::Shifted(int64_t by) const {
  Days shifted;
  for (const auto& [from, to] : parts_) {
    for (const auto& part : Between(from + by, to + by).parts_) shifted.parts_.push_back(part);
  }
  return shifted;
}

Days Uncovered(const Days& s, const Days& covered, bool ended) {
  Days open = s.And(covered.Not());
  if (s.empty() || covered.empty()) return open;
  if (s.first() == value::kFirstDay) open = open.And(Days::Between(covered.first(), {}));
  if (s.last() == value::kLastDay && !ended) open = open.And(Days::Between({}, covered.last()));
  return open;
}

// ---------------------------------------------------------------------------------------------- reach
Reach::Reach(const program::Policy& policy)
    : policy_(policy), interesting_(policy.nodes.size(), 0) {}

// Only what a claim is about, or leads to another definition, is worth walking to.
bool Reach::Interesting(Index index) {
  int8_t& known = interesting_[static_cast<size_t>(index)];
  if (known != 0) return known == 2;
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  bool found = false;
  switch (node.op) {
    case Op::kParameter:
      found = policy_.parameters[static_cast<size_t>(node.a)].values.size() > 1 ||
              policy_.parameters[static_cast<size_t>(node.a)].values[0].from ||
              policy_.parameters[static_cast<size_t>(node.a)].values[0].to;
      break;
    case Op::kDefinition:
    case Op::kCall:
    case Op::kAddWorkdays:
    case Op::kWorkdaysBetween:
    case Op::kToWorkday:
      found = true;
      break;
    default:
      break;
  }
  for (const Index child : node.children) found = (child >= 0 && Interesting(child)) || found;
  interesting_[static_cast<size_t>(index)] = found ? 2 : 1;
  return found;
}

std::optional<int64_t> Reach::Constant(Index index) const {
  if (index < 0) return std::nullopt;
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  if (node.op != Op::kConstant) return std::nullopt;
  const Value& value = policy_.constants[static_cast<size_t>(node.a)];
  return value.is_number() ? value.number().Floor().ToInt64() : std::nullopt;
}

Days Reach::DaysOfInput(Index input, const Dates& dates) const {
  if (const auto found = dates.find(input); found != dates.end()) return found->second;
  const program::Domain& domain = policy_.inputs[static_cast<size_t>(input)].domain;
  if (domain.intervals.empty()) return Days::All();
  Days days;
  for (const program::Interval& in : domain.intervals) {
    std::optional<int64_t> low, high;
    if (in.low) low = in.low->Floor().ToInt64().value_or(0) + (in.low_open ? 1 : 0);
    if (in.high) high = in.high->Floor().ToInt64().value_or(0) - (in.high_open ? 1 : 0);
    days = days.Or(Days::Between(low, high));
  }
  return days;
}

std::optional<Days> Reach::DaysOf(Index index, const Dates& dates) const {
  if (index < 0) return std::nullopt;
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const bool date = node.type >= 0 && policy_.types[static_cast<size_t>(node.type)].kind ==
                                          program::TypeKind::kDate;
  switch (node.op) {
    case Op::kToday:
      return dates.at(kAt);
    case Op::kInput:
      if (!date) return std::nullopt;
      return DaysOfInput(node.a, dates);
    case Op::kConstant:
      if (const auto day = Constant(index); day && date) return Days::Between(day, day);
      return std::nullopt;
    case Op::kAddDays: {
      const std::optional<Days> from = DaysOf(node.children[0], dates);
      const std::optional<int64_t> by = Constant(node.children[1]);
      if (!from || !by) return std::nullopt;
      return from->Shifted(*by);
    }
    default:
      return std::nullopt;
  }
}

// What remains of the dates where the condition holds (or does not).
Reach::Dates Reach::Narrow(Dates dates, Index condition, bool truth) const {
  if (condition < 0) return dates;
  const Node& node = policy_.nodes[static_cast<size_t>(condition)];
  const auto keep = [&](const Days& days) {
    const Node& subject = policy_.nodes[static_cast<size_t>(node.children[0])];
    const Days now = *DaysOf(node.children[0], dates);
    dates[subject.op == Op::kToday ? kAt : subject.a] = now.And(truth ? days : days.Not());
  };
  const auto subject_is_date = [&] {
    const Op op = policy_.nodes[static_cast<size_t>(node.children[0])].op;
    return (op == Op::kToday || op == Op::kInput) && DaysOf(node.children[0], dates).has_value();
  };
  switch (node.op) {
    case Op::kNot:
      return Narrow(std::move(dates), node.children[0], !truth);
    case Op::kAnd:
    case Op::kOr: {
      if ((node.op == Op::kAnd) == truth) {  // all of them
        for (const Index child : node.children) dates = Narrow(std::move(dates), child, truth);
        return dates;
      }
      Dates any;  // one of them
      for (size_t i = 0; i < node.children.size(); ++i) {
        const Dates one = Narrow(dates, node.children[i], truth);
        if (i == 0) {
          any = one;
          continue;
        }
        for (auto at = any.begin(); at != any.end();) {
          const auto other = one.find(at->first);
          if (other == one.end()) {
            at = any.erase(at);
          } else {
            at->second = at->second.Or(other->second);
            ++at;
          }
        }
      }
      return any;
    }
    case Op::kEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual: {
      const std::optional<int64_t> day = Constant(node.children[1]);
      if (!day || !subject_is_date()) return dates;
      switch (node.op) {
        case Op::kEqual:
          keep(Days::Between(day, day));
          break;
        case Op::kLess:
          keep(Days::Between({}, *day - 1));
          break;
        case Op::kLessEqual:
          keep(Days::Between({}, day));
          break;
        case Op::kGreater:
          keep(Days::Between(*day + 1, {}));
          break;
        default:
          keep(Days::Between(day, {}));
          break;
      }
      return dates;
    }
    case Op::kInInterval: {
      if (!subject_is_date()) return dates;
      size_t next = 1;
      std::optional<int64_t> low, high;
      if ((node.a & program::kNoLow) == 0) {
        while (next < node.children.size() && node.children[next] < 0) ++next;
        low = Constant(node.children[next++]);
        if (!low) return dates;
        if ((node.a & program::kLowOpen) != 0) ++*low;
      }
      if ((node.a & program::kNoHigh) == 0) {
        while (next < node.children.size() && node.children[next] < 0) ++next;
        high = Constant(node.children[next]);
        if (!high) return dates;
        if ((node.a & program::kHighOpen) != 0) --*high;
      }
      keep(Days::Between(low, high));
      return dates;
    }
    default:
      return dates;
  }
}

// The first comparison of a date in the condition after which no day is left; -1: some day is.
Index Reach::EmptiedBy(Index condition, const Dates& dates) const {
  if (condition < 0) return -1;
  const auto empty = [](const Dates& some) {
    return std::any_of(some.begin(), some.end(), [](const auto& one) { return one.second.empty(); });
  };
  if (empty(dates) || !empty(Narrow(dates, condition, true))) return -1;
  const Node& node = policy_.nodes[static_cast<size_t>(condition)];
  if (node.op != Op::kAnd) return condition;
  Dates left = dates;
  for (const Index child : node.children) {
    if (const Index found = EmptiedBy(child, left); found >= 0) return found;
    left = Narrow(std::move(left), child, true);
  }
  return condition;
}

void Reach::Mention(Index definition, const Dates& dates) {
  const auto [place, fresh] = definitions_.emplace(definition, dates);
  if (fresh) return;
  Dates& known = place->second;
  for (auto at = known.begin(); at != known.end();) {
    const auto other = dates.find(at->first);
    if (other == dates.end()) {
      at = known.erase(at);
    } else {
      at->second = at->second.Or(other->second);
      ++at;
    }
  }
}

void Reach::Visit(Index index, const Dates& dates, const Where& where) {
  if (index < 0 || !Interesting(index)) return;
  for (const auto& [date, days] : dates) {
    if (days.empty()) return;
  }
  Where here = where;
  here.dates = &dates;
  visitor_->node(index, here);
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  switch (node.op) {
    case Op::kDefinition:
      return Mention(node.a, dates);
    case Op::kHasValue:
      return Mention(node.a, dates);
    case Op::kIf:
      Visit(node.children[0], dates, where);
      Visit(node.children[1], Narrow(dates, node.children[0], true), where);
      Visit(node.children[2], Narrow(dates, node.children[0], false), where);
      return;
    case Op::kAnd:
    case Op::kOr:
      // A part matters only where the others do not decide.
      for (size_t i = 0; i < node.children.size(); ++i) {
        if (node.children[i] < 0 || !Interesting(node.children[i])) continue;
        Dates left = dates;
        for (size_t j = 0; j < node.children.size() && node.children.size() <= kMostParts; ++j) {
          if (j != i) left = Narrow(std::move(left), node.children[j], node.op == Op::kAnd);
        }
        Visit(node.children[i], left, where);
      }
      return;
    case Op::kOrElse: {
      // Where the first has no value, the second is there for that.
      const Op first = policy_.nodes[static_cast<size_t>(node.children[0])].op;
      if (first != Op::kParameter && first != Op::kCall) Visit(node.children[0], dates, where);
      Visit(node.children[1], dates, where);
      return;
    }
    default:
      for (const Index child : node.children) Visit(child, dates, where);
      return;
  }
}

void Reach::Rules(const std::vector<Rule>& rules, const Dates& dates, RulePath path,
                  Index definition) {
  path.push_back(0);
  for (size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    path.back() = static_cast<int32_t>(i);
    Where where;
    where.definition = definition;
    where.rule = path;
    where.place = rule.place;
    where.dates = &dates;
    Visit(rule.condition, dates, where);
    if (const Index emptied = EmptiedBy(rule.condition, dates); emptied >= 0)
      visitor_->never(emptied, where);
    Dates inside = Narrow(dates, rule.condition, true);
    for (const program::Branch& branch : rule.branches) {
      Visit(branch.condition, inside, where);
      Visit(branch.result, Narrow(inside, branch.condition, true), where);
      inside = Narrow(std::move(inside), branch.condition, false);
      if (branch.condition < 0) break;
    }
    Rules(rule.exceptions, Narrow(dates, rule.condition, true), path, definition);
  }
}

void Reach::Walk(const Visitor& visitor) {
  visitor_ = &visitor;
  definitions_.clear();
  Dates base;
  base[kAt] = Days::Between(policy_.effective_from, policy_.effective_to);
  if (policy_.effective_by >= 0) {
    base[policy_.effective_by] = DaysOfInput(policy_.effective_by, {}).And(base[kAt]);
  }
  for (size_t i = 0; i < policy_.definitions.size(); ++i) {
    if (policy_.definitions[i].output) definitions_.emplace(static_cast<Index>(i), base);
  }
  for (auto at = policy_.order.rbegin(); at != policy_.order.rend(); ++at) {
    const auto found = definitions_.find(*at);
    if (found == definitions_.end()) continue;
    const Dates dates = found->second;
    const program::Definition& definition = policy_.definitions[static_cast<size_t>(*at)];
    Where where;
    where.definition = *at;
    where.place = definition.place;
    where.dates = &dates;
    Visit(definition.expression, dates, where);
    Rules(definition.rules, dates, {}, *at);
    Visit(definition.otherwise, dates, where);
  }
}

}  // namespace pol::prove
