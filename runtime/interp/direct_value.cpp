// Conditions and values of the direct engine.
#include <algorithm>
#include <utility>

#include "runtime/interp/direct_state.h"
#include "runtime/interp/evaluate_operator.h"

namespace pol::interp {
namespace {

using program::Op;

template <typename T>
bool Compare(Op op, const T& a, const T& b) {
  switch (op) {
    case Op::kEqual:
      return a == b;
    case Op::kNotEqual:
      return !(a == b);
    case Op::kLess:
      return a < b;
    case Op::kLessEqual:
      return a <= b;
    case Op::kGreater:
      return a > b;
    default:
      return a >= b;
  }
}

// a against the quotient num / den, den > 0; both small.
int CompareSmall(const Rational& a, int64_t num, int64_t den) {
  if (a.small_denominator() == 1 && den == 1) {
    const int64_t x = a.small_numerator();
    return x < num ? -1 : x > num ? 1 : 0;
  }
  const __int128 left = static_cast<__int128>(a.small_numerator()) * den;
  const __int128 right = static_cast<__int128>(num) * a.small_denominator();
  return left < right ? -1 : left > right ? 1 : 0;
}

}  // namespace

// ------------------------------------------------------------------------------ conditions

Truth DirectEngine::State::Test(const DirectNode& node) {
  const Value* fact = Known(node.a);
  if (fact == nullptr) return Truth::kHandOver;
  switch (node.code) {
    case DirectOp::kCompare:
      if (fact->is_number() && node.small && fact->number().is_small()) {
        return TruthOf(Compare(node.op, CompareSmall(fact->number(), node.low, node.low_den), 0));
      }
      if (node.op == Op::kEqual) return TruthOf(*fact == *node.value);
      if (node.op == Op::kNotEqual) return TruthOf(!(*fact == *node.value));
      if (!fact->is_number()) return Truth::kHandOver;
      return TruthOf(Compare(node.op, fact->number(), node.value->number()));
    case DirectOp::kRange: {
      if (!fact->is_number()) return Truth::kHandOver;
      const bool low_open = (node.b & program::kLowOpen) != 0;
      const bool high_open = (node.b & program::kHighOpen) != 0;
      const Rational& x = fact->number();
      if (node.small && x.is_small()) {
        if (node.value != nullptr) {
          const int side = CompareSmall(x, node.low, node.low_den);
          if (side < 0 || (side == 0 && low_open)) return Truth::kFalse;
        }
        if (node.upper == nullptr) return Truth::kTrue;
        const int side = CompareSmall(x, node.high, node.high_den);
        return TruthOf(side < 0 || (side == 0 && !high_open));
      }
      if (node.value != nullptr) {
        const Rational& low = node.value->number();
        if (low_open ? x <= low : x < low) return Truth::kFalse;
      }
      if (node.upper == nullptr) return Truth::kTrue;
      const Rational& high = node.upper->number();
      return TruthOf(high_open ? x < high : x <= high);
    }
    case DirectOp::kMember: {
      if (fact->is_list()) return Truth::kHandOver;
      const Value* members = plan.members(node);
      return TruthOf(std::find(members, members + node.count, *fact) != members + node.count);
    }
    default:
      if (!fact->is_number()) return Truth::kHandOver;
      return TruthOf(fact->truth());
  }
}

Truth DirectEngine::State::Holds(Index index) {
  if (index < 0) return Truth::kTrue;
  const DirectNode& node = plan.node(index);
  const Index* children = plan.children(node);
  switch (node.code) {
    case DirectOp::kConstant:
      return TruthOf(node.value->truth());
    case DirectOp::kInput:
    case DirectOp::kCompare:
    case DirectOp::kRange:
    case DirectOp::kMember:
      return Test(node);
    case DirectOp::kNot: {
      const Truth truth = Holds(children[0]);
      if (truth == Truth::kHandOver) return truth;
      return TruthOf(truth == Truth::kFalse);
    }
    case DirectOp::kAnd:
    case DirectOp::kOr: {
      // One false decides an `and` whatever the others are, one true an `or`.
      const Truth decisive = node.code == DirectOp::kAnd ? Truth::kFalse : Truth::kTrue;
      bool open = false;
      for (int32_t i = 0; i < node.count; ++i) {
        const Truth truth = Holds(children[i]);
        if (truth == decisive) return truth;
        open = open || truth == Truth::kHandOver;
      }
      if (open) return Truth::kHandOver;
      return TruthOf(decisive == Truth::kFalse);
    }
    case DirectOp::kAtLeast: {
      int32_t holding = 0, open = 0;
      for (int32_t i = 0; i < node.count; ++i) {
        const Truth truth = Holds(children[i]);
        if (truth == Truth::kTrue) ++holding;
        if (truth == Truth::kHandOver) ++open;
      }
      if (holding >= node.a) return Truth::kTrue;
      return holding + open < node.a ? Truth::kFalse : Truth::kHandOver;
    }
    case DirectOp::kHasValue: {
      const Got got = Define(node.a);
      return got == Got::kHandOver ? Truth::kHandOver : TruthOf(got == Got::kValue);
    }
    case DirectOp::kOrder: {
      Rational a, b;
      if (Number(children[0], &a) != Got::kValue) return Truth::kHandOver;
      if (Number(children[1], &b) != Got::kValue) return Truth::kHandOver;
      return TruthOf(Compare(node.op, a, b));
    }
    default: {
      Value value;
      if (Any(index, &value) != Got::kValue) return Truth::kHandOver;
      return TruthOf(value.truth());
    }
  }
}

// ------------------------------------------------------------------------------ values

Got DirectEngine::State::NoRule(Reason reason, Index of, uint32_t offset) {
  no_rule_reason = reason;
  no_rule_of = of;
  no_rule_offset = offset;
  return Got::kNoRule;
}

Got DirectEngine::State::Number(Index index, Rational* number) {
  const DirectNode& node = plan.node(index);
  const Index* children = plan.children(node);
  switch (node.code) {
    case DirectOp::kConstant:
      if (!node.value->is_number()) return Got::kHandOver;
      *number = node.value->number();
      return Got::kValue;
    case DirectOp::kInput: {
      const Value* fact = Known(node.a);
      if (fact == nullptr || !fact->is_number()) return Got::kHandOver;
      *number = fact->number();
      return Got::kValue;
    }
    case DirectOp::kDefinition: {
      const Got got = Define(node.a);
      if (got == Got::kNoRule) return NoRule(Reason::kNoValue, node.a, policy.nodes[index].offset);
      if (got == Got::kHandOver || !settled[node.a].value.is_number()) return Got::kHandOver;
      *number = settled[node.a].value.number();
      return Got::kValue;
    }
    case DirectOp::kAdd:
    case DirectOp::kSubtract:
    case DirectOp::kMultiply:
    case DirectOp::kDivide:
    case DirectOp::kNegate:
    case DirectOp::kMin:
    case DirectOp::kMax:
    case DirectOp::kRound:
      break;
    default: {
      Value value;
      const Got got = Any(index, &value);
      if (got != Got::kValue) return got;
      if (!value.is_number()) return Got::kHandOver;
      *number = value.number();
      return Got::kValue;
    }
  }
  // Operands from left to right; N prevails, of the least position.
  bool no_rule = false;
  Reason reason = Reason::kNoneApplied;
  Index of = -1;
  uint32_t offset = 0;
  for (int32_t i = 0; i < node.count; ++i) {
    Rational operand;
    const Got got = Number(children[i], &operand);
    if (got == Got::kHandOver) return got;
    if (got == Got::kNoRule) {
      if (!no_rule || no_rule_offset < offset) {
        reason = no_rule_reason;
        of = no_rule_of;
        offset = no_rule_offset;
      }
      no_rule = true;
      continue;
    }
    if (no_rule) continue;
    if (i == 0) {
      *number = std::move(operand);
      continue;
    }
    switch (node.code) {
      case DirectOp::kAdd:
        *number = *number + operand;
        break;
      case DirectOp::kSubtract:
        *number = *number - operand;
        break;
      case DirectOp::kMultiply:
        *number = *number * operand;
        break;
      case DirectOp::kDivide:
        if (operand.is_zero()) return Got::kHandOver;
        *number = *number / operand;
        break;
      case DirectOp::kMin:
        if (operand < *number) *number = std::move(operand);
        break;
      case DirectOp::kMax:
        if (*number < operand) *number = std::move(operand);
        break;
      case DirectOp::kRound:
        *number = value::Round(*number, operand, static_cast<value::RoundMode>(node.a));
        break;
      default:
        break;
    }
  }
  if (no_rule) return NoRule(reason, of, offset);
  if (node.code == DirectOp::kNegate) *number = -*number;
  return Got::kValue;
}

Got DirectEngine::State::Any(Index index, Value* value) {
  const DirectNode& node = plan.node(index);
  const Index* children = plan.children(node);
  switch (node.code) {
    case DirectOp::kConstant:
      *value = *node.value;
      return Got::kValue;
    case DirectOp::kInput: {
      const Value* fact = Known(node.a);
      if (fact == nullptr) return Got::kHandOver;
      *value = *fact;
      return Got::kValue;
    }
    case DirectOp::kDefinition: {
      const Got got = Define(node.a);
      if (got == Got::kNoRule) return NoRule(Reason::kNoValue, node.a, policy.nodes[index].offset);
      if (got == Got::kValue) *value = settled[node.a].value;
      return got;
    }
    case DirectOp::kIf: {
      const Truth truth = Holds(children[0]);
      if (truth == Truth::kHandOver) return Got::kHandOver;
      return Any(children[truth == Truth::kTrue ? 1 : 2], value);
    }
    case DirectOp::kOrElse: {
      const Got got = Any(children[0], value);
      return got == Got::kNoRule ? Any(children[1], value) : got;
    }
    case DirectOp::kAdd:
    case DirectOp::kSubtract:
    case DirectOp::kMultiply:
    case DirectOp::kDivide:
    case DirectOp::kNegate:
    case DirectOp::kMin:
    case DirectOp::kMax:
    case DirectOp::kRound: {
      Rational number;
      const Got got = Number(index, &number);
      if (got == Got::kValue) *value = Value(std::move(number));
      return got;
    }
    case DirectOp::kStrict:
      return Strict(index, node, value);
    case DirectOp::kReference:
      return Got::kHandOver;
    default: {
      const Truth truth = Holds(index);
      if (truth == Truth::kHandOver) return Got::kHandOver;
      *value = Value(truth == Truth::kTrue);
      return Got::kValue;
    }
  }
}

Got DirectEngine::State::Strict(Index index, const DirectNode& node, Value* value) {
  const Index* children = plan.children(node);
  std::vector<Value> operands(node.count);
  for (int32_t i = 0; i < node.count; ++i) {
    const Got got = Any(children[i], &operands[i]);
    // Among several operands another N may stand before this one.
    if (got != Got::kValue) return node.count == 1 ? got : Got::kHandOver;
  }
  Result result = interp::Apply(policy, policy.nodes[index], operands);
  if (!result.is_value()) return Got::kHandOver;
  *value = std::move(result.value);
  return Got::kValue;
}

}  // namespace pol::interp
