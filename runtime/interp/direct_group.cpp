// Groups and definitions of the direct engine.
#include <algorithm>
#include <utility>

#include "runtime/interp/direct_state.h"

namespace pol::interp {

using program::Definition;
using program::Hit;

// ------------------------------------------------------------------------------ groups

bool DirectEngine::State::Apply(const DirectRule& rule, Applied* applied) {
  *applied = {};
  const Truth holds = Holds(rule.condition);
  if (holds == Truth::kFalse) return true;
  if (holds == Truth::kHandOver) return false;
  const DirectBranch* chosen = nullptr;
  for (const DirectBranch& branch : rule.branches) {
    const Truth truth = Holds(branch.condition);
    if (truth == Truth::kHandOver) return false;
    if (truth == Truth::kFalse) continue;
    chosen = &branch;
    break;
  }
  if (chosen == nullptr || (chosen->result < 0 && !rule.removes)) return true;
  Applied replaced;
  bool found = false;
  for (const DirectRule& exception : rule.exceptions) {
    Applied one;
    if (!Apply(exception, &one)) return false;
    if (one.rule == nullptr) continue;
    if (found) return false;  // two exceptions: the reference compares what they give
    replaced = one;
    found = true;
  }
  if (!found) {
    *applied = {&rule, chosen};
  } else if (replaced.branch->result >= 0) {
    *applied = replaced;
  }
  return true;
}

Got DirectEngine::State::Default(const DirectDefinition& direct, Settled* result) {
  const Definition& definition = *direct.definition;
  result->winner = {};
  if (definition.otherwise < 0) {
    return NoRule(Reason::kNoneApplied, -1, definition.place.offset);
  }
  result->otherwise = true;
  return Any(definition.otherwise, &result->value);
}

Got DirectEngine::State::Group(const DirectDefinition& direct, Settled* result) {
  const Hit hit = direct.definition->hit;
  if (hit != Hit::kUnique && hit != Hit::kAny && hit != Hit::kFirst && hit != Hit::kPriority) {
    return Collect(direct, result);
  }
  Applied winner;
  Got got = Got::kHandOver;
  for (const DirectRule& rule : direct.rules) {
    if (winner.rule != nullptr && hit == Hit::kPriority &&
        rule.priority > result->winner.rule->priority) {
      break;
    }
    Applied one;
    if (!Apply(rule, &one)) return Got::kHandOver;
    if (one.rule == nullptr) continue;
    if (winner.rule == nullptr) {
      winner = one;
      result->winner.rule = &rule;  // for its priority
      got = Any(one.branch->result, &result->value);
      if (got == Got::kHandOver || hit == Hit::kFirst) break;
      continue;
    }
    // A second rule: fine if it gives the same value.
    Value second;
    if (got != Got::kValue || Any(one.branch->result, &second) != Got::kValue ||
        !(second == result->value)) {
      return Got::kHandOver;
    }
  }
  if (winner.rule == nullptr) return Default(direct, result);
  result->winner = winner;
  return got;
}

Got DirectEngine::State::Collect(const DirectDefinition& direct, Settled* result) {
  const Hit hit = direct.definition->hit;
  result->several = true;
  result->winners.clear();
  std::vector<Value> items;
  Rational total;
  for (const DirectRule& rule : direct.rules) {
    Applied one;
    if (!Apply(rule, &one)) return Got::kHandOver;
    if (one.rule == nullptr) continue;
    if (hit == Hit::kList || hit == Hit::kSet) {
      items.emplace_back();
      if (Any(one.branch->result, &items.back()) != Got::kValue) return Got::kHandOver;
    } else {
      Rational number;
      if (Number(one.branch->result, &number) != Got::kValue) return Got::kHandOver;
      if (result->winners.empty()) {
        total = std::move(number);
      } else if (hit == Hit::kSum) {
        total = total + number;
      } else if (hit == Hit::kMax ? total < number : number < total) {
        total = std::move(number);
      }
    }
    result->winners.push_back(one);
  }
  if (result->winners.empty()) {
    result->several = false;
    return Default(direct, result);
  }
  if (hit == Hit::kSet) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
  }
  const bool list = hit == Hit::kList || hit == Hit::kSet;
  result->value = list ? Value::List(std::move(items)) : Value(std::move(total));
  return Got::kValue;
}

// ------------------------------------------------------------------------------ definitions

Truth DirectEngine::State::InForce() {
  if (policy.effective_by < 0) return in_force;
  if (!policy.effective_from && !policy.effective_to) return Truth::kTrue;
  const Value* date = Known(policy.effective_by);
  if (date == nullptr || !date->is_number()) return Truth::kHandOver;
  const std::optional<int64_t> day = date->number().ToInt64();
  if (!day) return Truth::kHandOver;
  if (policy.effective_from && *day < *policy.effective_from) return Truth::kFalse;
  return TruthOf(!policy.effective_to || *day <= *policy.effective_to);
}

Got DirectEngine::State::Define(Index index) {
  Settled& result = settled[index];
  if (result.turn == turn) return result.got;
  result.turn = turn;
  result.got = Got::kHandOver;
  result.winner = {};
  result.otherwise = false;
  result.several = false;
  const DirectDefinition& direct = plan.definition(index);
  const Definition& definition = *direct.definition;
  Got got = Got::kHandOver;
  const Truth in = definition.output ? InForce() : Truth::kTrue;
  if (in == Truth::kHandOver) return got;
  if (in == Truth::kFalse) {
    got = NoRule(Reason::kNotInForce, -1, definition.place.offset);
  } else if (definition.expression >= 0) {
    got = Any(definition.expression, &result.value);
  } else {
    got = Group(direct, &result);
  }
  if (got == Got::kNoRule) {
    result.reason = no_rule_reason;
    result.reason_of = no_rule_of;
    result.offset = no_rule_offset;
  }
  if (got == Got::kValue && !definition.domain.intervals.empty() && result.value.is_number()) {
    const Rational& x = result.value.number();
    bool inside = false;
    for (const program::Interval& interval : definition.domain.intervals) {
      const bool low =
          !interval.low || (interval.low_open ? x > *interval.low : x >= *interval.low);
      const bool high =
          !interval.high || (interval.high_open ? x < *interval.high : x <= *interval.high);
      inside = inside || (low && high);
    }
    if (!inside) got = Got::kHandOver;
  }
  result.got = got;
  return got;
}

}  // namespace pol::interp
