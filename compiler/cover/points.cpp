#include "compiler/cover/points.h"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/interp/accept.h"
#include "runtime/interp/evaluate_machine.h"

namespace pol::cover {
namespace {

using program::Definition;
using program::Node;
using program::Op;
using program::Policy;
using program::TypeKind;

bool Joins(Op op) {
  return op == Op::kAnd || op == Op::kOr || op == Op::kNot || op == Op::kAtLeast;
}

bool Ordered(const Policy& policy, const program::Type& type) {
  switch (type.kind) {
    case TypeKind::kBoolean:
    case TypeKind::kText:
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kRecord:
      return false;
    case TypeKind::kEnum:
      return policy.enums[static_cast<size_t>(type.enumeration)].ordered;
    default:
      return true;
  }
}

bool Compares(Op op) {
  return op == Op::kLess || op == Op::kLessEqual || op == Op::kGreater || op == Op::kGreaterEqual ||
         op == Op::kInInterval;
}

class Finder {
 public:
  Finder(const Policy& policy, int64_t at)
      : policy_(policy), known_(policy.nodes.size(), -1), seen_(policy.nodes.size(), false) {
    none_.inputs.resize(policy.inputs.size());
    machine_ = std::make_unique<interp::Machine>(policy, none_, at, interp::EvaluateOptions{});
  }

  Points Find() {
    for (size_t i = 0; i < policy_.definitions.size(); ++i) {
      definition_ = static_cast<Index>(i);
      const Definition& definition = policy_.definitions[i];
      place_ = definition.place;
      rule_.clear();
      Formula(definition.expression);
      for (const program::Rule& rule : definition.rules) Rule(rule);
      rule_.clear();
      place_ = definition.otherwise_place;
      Formula(definition.otherwise);
    }
    for (const auto* day : {&policy_.effective_from, &policy_.effective_to}) {
      if (!*day) continue;
      points_.ends.push_back(
          {policy_.effective_by, **day, day == &policy_.effective_from, policy_.source});
    }
    std::sort(points_.bounds.begin(), points_.bounds.end(), [](const Bound& a, const Bound& b) {
      return std::tie(a.input, a.constant) < std::tie(b.input, b.constant);
    });
    return std::move(points_);
  }

 private:
  void Rule(const program::Rule& rule) {
    rule_ = rule.label;
    place_ = rule.place;
    Decide(rule.condition);
    for (const program::Branch& branch : rule.branches) {
      Decide(branch.condition);
      Formula(branch.result);
    }
    for (const program::Rule& exception : rule.exceptions) Rule(exception);
  }

  void Decide(Index root) {
    if (root < 0) return;
    Decision decision;
    decision.definition = definition_;
    decision.rule = rule_;
    decision.root = root;
    decision.place = place_;
    Leaves(root, &decision);
    // A row that gives two results is one decision, told twice.
    const bool told = std::any_of(
        points_.decisions.begin(), points_.decisions.end(),
        [&](const Decision& known) { return known.rule == rule_ && known.conditions == decision.conditions; });
    if (!decision.conditions.empty() && !told) points_.decisions.push_back(std::move(decision));
  }

  void Leaves(Index index, Decision* decision) {
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    if (Joins(node.op)) {
      for (const Index child : node.children) Leaves(child, decision);
      return;
    }
    if (node.op == Op::kConstant) return;
    if (known_[static_cast<size_t>(index)] < 0) {
      known_[static_cast<size_t>(index)] = static_cast<Index>(points_.conditions.size());
      points_.conditions.push_back({index, definition_, place_});
    }
    decision->conditions.push_back(static_cast<size_t>(known_[static_cast<size_t>(index)]));
    Formula(index);
  }

  // Bounds, and the conditions of every `if`.
  void Formula(Index index) {
    if (index < 0 || seen_[static_cast<size_t>(index)]) return;
    seen_[static_cast<size_t>(index)] = true;
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    if (node.column >= 0 && Compares(node.op)) Bounds(index, node);
    if (node.op == Op::kFor) return;
    if (node.op == Op::kIf) Decide(node.children[0]);
    for (const Index child : node.children) Formula(child);
  }

  void Bounds(Index index, const Node& node) {
    const program::Input& input = policy_.inputs[static_cast<size_t>(node.column)];
    if (!Ordered(policy_, policy_.types[static_cast<size_t>(input.type)])) return;
    for (const Index child : node.children) {
      if (child < 0) continue;
      const Node& side = policy_.nodes[static_cast<size_t>(child)];
      if (side.op == Op::kInput && side.a == node.column) continue;
      const interp::Result constant = machine_->Evaluate(child);
      if (!constant.is_value() || !constant.value.is_number()) continue;
      // An end of the declared domain that no fact may lie on is no bound to test.
      if (interp::CheckValue(policy_, node.column, constant.value)) continue;
      Add(node.column, constant.value.number(), index);
    }
  }

  void Add(Index input, const Rational& constant, Index node) {
    for (Bound& bound : points_.bounds) {
      if (bound.input != input || bound.constant != constant) continue;
      bound.nodes.push_back(node);
      return;
    }
    points_.bounds.push_back({input, constant, {node}, place_});
  }

  const Policy& policy_;
  interp::Facts none_;
  std::unique_ptr<interp::Machine> machine_;
  Points points_;
  std::vector<Index> known_;  // by node: its place among the conditions
  std::vector<bool> seen_;
  Index definition_ = -1;
  std::string rule_;
  program::Place place_;
};

}  // namespace

Points FindPoints(const Policy& policy, int64_t at) { return Finder(policy, at).Find(); }

}  // namespace pol::cover
