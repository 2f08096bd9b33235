#include "compiler/cover/coverage.h"

#include <map>
#include <optional>

#include "runtime/interp/evaluate_machine.h"

namespace pol::cover {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using Truths = std::map<Index, bool>;  // of plain conditions, by node

// What a decision comes to; nothing where a part that counts is neither true nor false.
std::optional<bool> Decide(const Policy& policy, Index index, const Truths& truths) {
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  switch (node.op) {
    case Op::kNot: {
      const auto inner = Decide(policy, node.children[0], truths);
      return inner ? std::optional(!*inner) : std::nullopt;
    }
    case Op::kAnd:
    case Op::kOr: {
      const bool stops = node.op == Op::kOr;
      bool open = false;
      for (const Index child : node.children) {
        const auto truth = Decide(policy, child, truths);
        if (truth == stops) return stops;
        open = open || !truth;
      }
      return open ? std::nullopt : std::optional(!stops);
    }
    case Op::kAtLeast: {
      int32_t hold = 0, open = 0;
      for (const Index child : node.children) {
        const auto truth = Decide(policy, child, truths);
        hold += truth.value_or(false) ? 1 : 0;
        open += truth ? 0 : 1;
      }
      if (hold >= node.a) return true;
      return hold + open < node.a ? std::optional(false) : std::nullopt;
    }
    default: {
      if (node.op == Op::kConstant)
        return policy.constants[static_cast<size_t>(node.a)].truth();
      const auto found = truths.find(index);
      return found == truths.end() ? std::nullopt : std::optional(found->second);
    }
  }
}

bool TurnsIn(const Policy& policy, const Decision& decision, Index node, Truths* truths) {
  const auto own = truths->find(node);
  if (own == truths->end()) return false;
  const auto outcome = Decide(policy, decision.root, *truths);
  own->second = !own->second;
  const auto other = Decide(policy, decision.root, *truths);
  own->second = !own->second;
  return outcome && other && *outcome != *other;
}

void Mark(bool* mark, bool* fresh) {
  if (*mark) return;
  *mark = true;
  *fresh = true;
}

}  // namespace

bool Turns(const Policy& policy, const Points& points, size_t decision, size_t part,
           const interp::Facts& facts, int64_t at) {
  interp::Machine machine(policy, facts, at, {});
  const Decision& of = points.decisions[decision];
  Truths truths;
  for (const size_t condition : of.conditions) {
    const Index node = points.conditions[condition].node;
    const interp::Result result = machine.Evaluate(node);
    if (result.is_value()) truths.emplace(node, result.value.truth());
  }
  return TurnsIn(policy, of, points.conditions[of.conditions[part]].node, &truths);
}

Coverage::Coverage(const Points& points)
    : points_(points),
      seen_(points.conditions.size()),
      on_(points.bounds.size(), false),
      beyond_(points.bounds.size(), false),
      on_end_(points.ends.size(), false),
      beyond_end_(points.ends.size(), false) {
  for (const Decision& decision : points.decisions)
    turned_.emplace_back(decision.conditions.size());
}

bool Coverage::Add(const Policy& policy, const interp::Facts& facts, int64_t at) {
  interp::Machine machine(policy, facts, at, {});
  bool fresh = false;
  Truths truths;
  for (size_t i = 0; i < points_.conditions.size(); ++i) {
    const interp::Result result = machine.Evaluate(points_.conditions[i].node);
    if (!result.is_value()) continue;
    truths.emplace(points_.conditions[i].node, result.value.truth());
    Mark(&seen_[i][result.value.truth() ? 1 : 0], &fresh);
  }
  for (size_t d = 0; d < points_.decisions.size(); ++d) {
    const Decision& decision = points_.decisions[d];
    for (size_t part = 0; part < decision.conditions.size(); ++part) {
      const Index node = points_.conditions[decision.conditions[part]].node;
      if (TurnsIn(policy, decision, node, &truths))
        Mark(&turned_[d][part][truths.at(node) ? 1 : 0], &fresh);
    }
  }
  const auto mark = [&fresh](std::vector<bool>::reference place) {
    if (!place) fresh = true;
    place = true;
  };
  for (size_t e = 0; e < points_.ends.size(); ++e) {
    const PeriodEnd& end = points_.ends[e];
    Rational date(at);
    if (end.by >= 0) {
      const auto& given = facts.inputs[static_cast<size_t>(end.by)];
      if (!given || !given->is_number()) continue;
      date = given->number();
    }
    if (date == Rational(end.day)) mark(on_end_[e]);
    if (end.Outside(date)) mark(beyond_end_[e]);
  }
  for (size_t b = 0; b < points_.bounds.size(); ++b) {
    const Bound& bound = points_.bounds[b];
    const auto& given = facts.inputs[static_cast<size_t>(bound.input)];
    if (!given || !given->is_number()) continue;
    if (given->number() == bound.constant) {
      mark(on_[b]);
      continue;
    }
    for (const Index node : bound.nodes) {
      const interp::Result here = machine.Evaluate(node);
      const interp::Result there =
          machine.EvaluateWith(node, bound.input, value::Value(bound.constant));
      if (here.is_value() && there.is_value() && here.value.truth() != there.value.truth())
        mark(beyond_[b]);
    }
  }
  return fresh;
}

}  // namespace pol::cover
