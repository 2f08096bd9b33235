#include "runtime/interp/direct_plan.h"

#include <algorithm>
#include <optional>

namespace pol::interp {
namespace {

using program::Node;
using program::Op;
using program::Rule;

bool IsOrder(Op op) {
  return op == Op::kLess || op == Op::kLessEqual || op == Op::kGreater || op == Op::kGreaterEqual;
}
bool IsComparison(Op op) { return IsOrder(op) || op == Op::kEqual || op == Op::kNotEqual; }

// c op x is x op' c.
Op Mirrored(Op op) {
  switch (op) {
    case Op::kLess:
      return Op::kGreater;
    case Op::kLessEqual:
      return Op::kGreaterEqual;
    case Op::kGreater:
      return Op::kLess;
    case Op::kGreaterEqual:
      return Op::kLessEqual;
    default:
      return op;
  }
}

enum : uint8_t { kVaries = 0, kValued = 1, kSeen = 2 };

}  // namespace

DirectPlan::DirectPlan(const program::Policy& policy, int64_t at) : policy_(policy), at_(at) {
  FindConstants();
  nodes_.resize(policy.nodes.size());
  for (size_t i = 0; i < policy.nodes.size(); ++i) Prepare(static_cast<Index>(i));
  for (const program::Definition& definition : policy.definitions) {
    DirectDefinition direct;
    direct.definition = &definition;
    for (const Rule& rule : definition.rules) direct.rules.push_back(PrepareRule(rule));
    if (definition.hit == program::Hit::kPriority) {
      std::stable_sort(
          direct.rules.begin(), direct.rules.end(),
          [](const DirectRule& a, const DirectRule& b) { return a.priority < b.priority; });
    }
    definitions_.push_back(std::move(direct));
  }
}

void DirectPlan::FindConstants() {
  const size_t count = policy_.nodes.size();
  constant_.assign(count, kVaries);
  values_.resize(count);
  // Children may stand anywhere; a stack of nodes replaces recursion.
  std::vector<uint8_t> state(count, kVaries);
  std::vector<Index> stack;
  for (size_t i = 0; i < count; ++i) {
    stack.push_back(static_cast<Index>(i));
    while (!stack.empty()) {
      const Index index = stack.back();
      const Node& node = policy_.nodes[index];
      if (state[index] == kVaries) {
        state[index] = kSeen;
        for (const Index child : node.children) {
          if (child >= 0 && state[child] == kVaries) stack.push_back(child);
        }
        continue;
      }
      stack.pop_back();
      if (state[index] != kSeen) continue;
      state[index] = kValued;
      if (node.op == Op::kInput || node.op == Op::kDefinition || node.op == Op::kHasValue) continue;
      const bool fixed = std::all_of(node.children.begin(), node.children.end(), [&](Index child) {
        return child < 0 || constant_[child] != kVaries;
      });
      if (!fixed) continue;
      if (std::optional<Value> value = EvaluateConstant(policy_, index, at_)) {
        constant_[index] = kValued;
        values_[index] = std::move(*value);
      }
    }
  }
}

const Value* DirectPlan::ConstantOf(Index index) const {
  return constant_[index] == kValued ? &values_[index] : nullptr;
}

bool DirectPlan::IsInput(Index index) const { return policy_.nodes[index].op == Op::kInput; }

void DirectPlan::Prepare(Index index) {
  const Node& source = policy_.nodes[index];
  DirectNode& node = nodes_[index];
  node.op = source.op;
  node.a = source.a;
  node.b = source.b;
  if (const Value* value = ConstantOf(index)) {
    node.code = DirectOp::kConstant;
    node.value = value;
    return;
  }
  if (PrepareTest(index, &node)) return;
  node.first = static_cast<int32_t>(children_.size());
  for (const Index child : source.children) {
    if (child >= 0) children_.push_back(child);
  }
  node.count = static_cast<int32_t>(children_.size()) - node.first;
  PrepareOperator(index, &node);
}

// Comparisons of one input with constants.
bool DirectPlan::PrepareTest(Index index, DirectNode* node) {
  const Node& source = policy_.nodes[index];
  const auto set_bound = [](const Value& value, int64_t* numerator, int64_t* denominator) {
    if (!value.is_number() || !value.number().is_small()) return false;
    *numerator = value.number().small_numerator();
    *denominator = value.number().small_denominator();
    return true;
  };
  if (IsComparison(source.op)) {
    Index input = source.children[0], other = source.children[1];
    if (!IsInput(input)) {
      std::swap(input, other);
      node->op = Mirrored(source.op);
    }
    const Value* value = ConstantOf(other);
    if (!IsInput(input) || value == nullptr || value->is_list()) {
      node->op = source.op;
      return false;
    }
    if (IsOrder(node->op) && !value->is_number()) return false;
    node->code = DirectOp::kCompare;
    node->a = policy_.nodes[input].a;
    node->value = value;
    node->small = set_bound(*value, &node->low, &node->low_den);
    return true;
  }
  if (source.op == Op::kInInterval && IsInput(source.children[0])) {
    std::vector<const Value*> ends;
    for (size_t i = 1; i < source.children.size(); ++i) {
      if (source.children[i] < 0) continue;
      const Value* value = ConstantOf(source.children[i]);
      if (value == nullptr || !value->is_number()) return false;
      ends.push_back(value);
    }
    const bool low = (source.a & program::kNoLow) == 0;
    const bool high = (source.a & program::kNoHigh) == 0;
    if (ends.size() != (low ? 1u : 0u) + (high ? 1u : 0u)) return false;
    node->code = DirectOp::kRange;
    node->a = policy_.nodes[source.children[0]].a;
    node->b = source.a;
    node->small = true;
    if (low) {
      node->value = ends.front();
      node->small = set_bound(*ends.front(), &node->low, &node->low_den);
    }
    if (high) {
      node->upper = ends.back();
      node->small = set_bound(*ends.back(), &node->high, &node->high_den) && node->small;
    }
    return true;
  }
  if (source.op == Op::kInSet && IsInput(source.children[0])) {
    std::vector<Value> members;
    for (size_t i = 1; i < source.children.size(); ++i) {
      const Value* value = ConstantOf(source.children[i]);
      if (value == nullptr) return false;
      if (value->is_list()) {
        members.insert(members.end(), value->items().begin(), value->items().end());
      } else {
        members.push_back(*value);
      }
    }
    node->code = DirectOp::kMember;
    node->a = policy_.nodes[source.children[0]].a;
    node->b = static_cast<int32_t>(members_.size());
    node->count = static_cast<int32_t>(members.size());
    members_.insert(members_.end(), members.begin(), members.end());
    return true;
  }
  return false;
}

void DirectPlan::PrepareOperator(Index index, DirectNode* node) {
  const Node& source = policy_.nodes[index];
  const size_t count = source.children.size();
  switch (source.op) {
    case Op::kInput:
      node->code = DirectOp::kInput;
      return;
    case Op::kDefinition:
      node->code = DirectOp::kDefinition;
      return;
    case Op::kHasValue:
      node->code = DirectOp::kHasValue;
      return;
    case Op::kNot:
      node->code = DirectOp::kNot;
      return;
    case Op::kAnd:
      node->code = DirectOp::kAnd;
      return;
    case Op::kOr:
      node->code = DirectOp::kOr;
      return;
    case Op::kAtLeast:
      node->code = DirectOp::kAtLeast;
      return;
    case Op::kIf:
      node->code = DirectOp::kIf;
      return;
    case Op::kOrElse:
      node->code = DirectOp::kOrElse;
      return;
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
      node->code = DirectOp::kOrder;
      return;
    case Op::kAdd:
      node->code = DirectOp::kAdd;
      return;
    case Op::kSubtract:
      node->code = DirectOp::kSubtract;
      return;
    case Op::kMultiply:
      node->code = DirectOp::kMultiply;
      return;
    case Op::kDivide:
      node->code = DirectOp::kDivide;
      return;
    case Op::kNegate:
      node->code = DirectOp::kNegate;
      return;
    case Op::kMin:
    case Op::kMax:
      // One operand is a list of them.
      node->code = count < 2               ? DirectOp::kStrict
                   : source.op == Op::kMin ? DirectOp::kMin
                                           : DirectOp::kMax;
      return;
    case Op::kRound:
      node->code = DirectOp::kRound;
      return;
    case Op::kConstant:
    case Op::kToday:
    case Op::kParameter:
    case Op::kInSet:
    case Op::kItem:
    case Op::kField:
    case Op::kFor:
    case Op::kSubset:
    case Op::kCall:
      node->code = DirectOp::kReference;
      return;
    // Strict, and without anything but their operands. No default: an operator that is added has to say here what it is.
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kInInterval:
    case Op::kIsNone:
    case Op::kPower:
    case Op::kAbs:
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kAddSeconds:
    case Op::kDateDiff:
    case Op::kMonthAdd:
    case Op::kFullMonths:
    case Op::kFullYears:
    case Op::kAddWorkdays:
    case Op::kWorkdaysBetween:
    case Op::kToWorkday:
    case Op::kRecurring:
    case Op::kNextRecurring:
    case Op::kDatePart:
    case Op::kMakeDate:
    case Op::kLower:
    case Op::kHigher:
    case Op::kShow:
    case Op::kConcat:
    case Op::kMissing:
    case Op::kList:
    case Op::kRecord:
    case Op::kWithout:
    case Op::kJoin:
    case Op::kCommon:
    case Op::kShare:
    case Op::kWaterfall:
      node->code = DirectOp::kStrict;
      return;
  }
}

DirectRule DirectPlan::PrepareRule(const Rule& rule) const {
  DirectRule direct;
  direct.condition = rule.condition;
  direct.priority = rule.priority;
  direct.removes = rule.removes;
  direct.rule = &rule;
  for (const program::Branch& branch : rule.branches) {
    direct.branches.push_back({branch.condition, branch.result, branch.modality});
  }
  for (const Rule& exception : rule.exceptions) {
    direct.exceptions.push_back(PrepareRule(exception));
  }
  return direct;
}

}  // namespace pol::interp
