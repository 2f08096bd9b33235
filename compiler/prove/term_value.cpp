// Values of terms, by the functions with which the reference interpreter computes.
#include <map>
#include <utility>

#include "compiler/prove/term.h"
#include "runtime/interp/evaluate_operator.h"

namespace pol::prove {
namespace {

using program::Node;
using program::Op;

// Strict operators of values: what interp::Apply computes. The others are decided where they stand or never.
bool IsStrict(Op op) {
  switch (op) {
    case Op::kConstant:
    case Op::kInput:
    case Op::kDefinition:
    case Op::kParameter:
    case Op::kToday:
    case Op::kNot:
    case Op::kAnd:
    case Op::kOr:
    case Op::kAtLeast:
    case Op::kInSet:
    case Op::kIf:
    case Op::kHasValue:
    case Op::kOrElse:
    case Op::kField:
    case Op::kItem:
    case Op::kCall:
    case Op::kFor:
    case Op::kSubset:
      return false;
    default:
      return true;
  }
}

// An operator looks at the types of its operands (dates or instants, which list of members).
bool LooksAtTypes(Op op) {
  return op == Op::kDatePart || op == Op::kDateDiff || op == Op::kHigher || op == Op::kConcat;
}

}  // namespace

// interp::Apply reads the types of operands from the nodes of the program: some node of the same type does.
Index Terms::NodeOfType(Index type) const {
  const auto found = nodes_of_types_.find(type);
  if (found != nodes_of_types_.end()) return found->second;
  Index node = -1;
  for (size_t i = 0; i < policy_.nodes.size() && node < 0; ++i) {
    if (policy_.nodes[i].type == type) node = static_cast<Index>(i);
  }
  nodes_of_types_.emplace(type, node);
  return node;
}

std::optional<Value> Terms::Apply(const Term& term, const std::vector<Value>& operands) const {
  switch (term.op) {
    case Op::kNot:
      return Value(!operands[0].truth());
    case Op::kAnd:
    case Op::kOr: {
      bool all = true, some = false;
      for (const Value& operand : operands) {
        all = all && operand.truth();
        some = some || operand.truth();
      }
      return Value(term.op == Op::kAnd ? all : some);
    }
    case Op::kAtLeast: {
      int32_t held = 0;
      for (const Value& operand : operands) held += operand.truth() ? 1 : 0;
      return Value(held >= term.a);
    }
    case Op::kInSet: {
      bool in = false;
      for (size_t i = 1; i < operands.size(); ++i) in = in || operands[i] == operands[0];
      return Value(in);
    }
    case Op::kIf:
      return operands[operands[0].truth() ? 1 : 2];
    case Op::kField:
      if (!operands[0].is_list() || static_cast<size_t>(term.a) >= operands[0].items().size()) {
        return std::nullopt;
      }
      return operands[0].items()[static_cast<size_t>(term.a)];
    default:
      break;
  }
  if (!IsStrict(term.op)) return std::nullopt;
  Node node;
  if (term.node >= 0) node = policy_.nodes[term.node];
  node.op = term.op;
  node.a = term.a;
  node.b = term.b;
  if (term.op == Op::kMissing && node.labels.size() < operands.size()) return std::nullopt;
  node.children.assign(term.children.size(), 0);
  if (LooksAtTypes(term.op)) {
    for (size_t i = 0; i < term.children.size(); ++i) {
      node.children[i] = NodeOfType(terms_[term.children[i]].type);
      if (node.children[i] < 0) return std::nullopt;
    }
  }
  const interp::Result result = interp::Apply(policy_, node, operands);
  if (!result.is_value()) return std::nullopt;
  return result.value;
}

std::optional<Value> Terms::Evaluate(TermId id, const Inputs& inputs, int64_t at) const {
  // Children have smaller numbers than what is made of them, but only few of the smaller numbers are needed.
  std::map<TermId, std::optional<Value>> known;
  std::vector<TermId> open = {id};
  while (!open.empty()) {
    const TermId next = open.back();
    if (known.contains(next)) {
      open.pop_back();
      continue;
    }
    const Term& term = terms_[next];
    if (term.op == Op::kConstant || term.op == Op::kInput || term.op == Op::kToday) {
      std::optional<Value> value;
      if (term.op == Op::kConstant) value = term.value;
      if (term.op == Op::kToday) value = Value(Rational(at));
      if (term.op == Op::kInput) {
        if (const Value* given = inputs(term.input)) value = *given;
      }
      known.emplace(next, std::move(value));
      continue;
    }
    // Of a choice only the branch taken must have a value.
    std::vector<TermId> needed = term.children;
    if (term.op == Op::kIf) {
      const auto condition = known.find(term.children[0]);
      if (condition == known.end()) {
        needed = {term.children[0]};
      } else if (condition->second) {
        needed = {term.children[0], term.children[condition->second->truth() ? 1 : 2]};
      } else {
        known.emplace(next, std::nullopt);
        continue;
      }
    }
    bool ready = true;
    for (const TermId child : needed) {
      if (!known.contains(child)) {
        open.push_back(child);
        ready = false;
      }
    }
    if (!ready || (term.op == Op::kIf && needed.size() == 1)) continue;
    std::optional<Value> value;
    if (term.op == Op::kIf) {
      value = known[needed[1]];
    } else {
      std::vector<Value> operands;
      for (const TermId child : term.children) {
        if (!known[child]) break;
        operands.push_back(*known[child]);
      }
      if (operands.size() == term.children.size()) value = Apply(term, operands);
    }
    known.emplace(next, std::move(value));
  }
  return known[id];
}

}  // namespace pol::prove
