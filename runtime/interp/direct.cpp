#include "runtime/interp/direct.h"

#include <algorithm>
#include <utility>

#include "runtime/interp/direct_plan.h"
#include "runtime/interp/evaluate_operator.h"

namespace pol::interp {
namespace {

using program::Definition;
using program::Hit;
using program::Op;
using program::Policy;

// What a step of the direct engine comes to. kHandOver: unknown, an error, or anything else that is
// not plain.
enum class Got : uint8_t { kValue, kNoRule, kHandOver };
enum class Truth : uint8_t { kFalse, kTrue, kHandOver };

constexpr size_t kMostByRecursion = 500;

Truth TruthOf(bool truth) { return truth ? Truth::kTrue : Truth::kFalse; }

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

// A rule that applies, with the branch that counts.
struct Applied {
  const DirectRule* rule = nullptr;
  const DirectBranch* branch = nullptr;
};

// What a definition came to in the present case.
struct Settled {
  uint64_t turn = 0;
  Got got = Got::kHandOver;
  Value value;
  Reason reason = Reason::kNoneApplied;
  Index reason_of = -1;
  uint32_t offset = 0;
  Applied winner;
  bool otherwise = false;
  bool several = false;  // a collection: all of `winners`
  std::vector<Applied> winners;
};

}  // namespace

struct DirectEngine::State {
  State(const Policy& policy_in, int64_t at)
      : policy(policy_in), plan(policy_in, at), settled(policy_in.definitions.size()) {
    for (size_t i = 0; i < policy.definitions.size(); ++i) {
      if (policy.definitions[i].output) outputs.push_back(static_cast<Index>(i));
    }
    bool in = true;
    if (policy.effective_by < 0) {
      if (policy.effective_from) in = in && at >= *policy.effective_from;
      if (policy.effective_to) in = in && at <= *policy.effective_to;
    }
    in_force = TruthOf(in);
  }

  bool Run(const Facts& given, Evaluation* evaluation);
  Got Define(Index index);
  Got Group(const DirectDefinition& direct, Settled* result);
  Got Collect(const DirectDefinition& direct, Settled* result);
  Got Default(const DirectDefinition& direct, Settled* result);
  // Nothing: hand over. A null rule: absent. A rule without branch: it drops.
  bool Apply(const DirectRule& rule, Applied* applied);
  Truth InForce();

  Truth Holds(Index index);
  Truth Test(const DirectNode& node);
  Got Number(Index index, Rational* number);
  Got Any(Index index, Value* value);
  Got Strict(Index index, const DirectNode& node, Value* value);
  Got NoRule(Reason reason, Index of, uint32_t offset);
  const Value* Known(int32_t input) const {
    const std::optional<Value>& fact = facts->inputs[input];
    return fact ? &*fact : nullptr;
  }
  void Fill(Index index, Outcome* outcome) const;
  void FillWinner(const Settled& result, Outcome* outcome) const;

  const Policy& policy;
  const DirectPlan plan;
  std::vector<Index> outputs;
  Truth in_force = Truth::kTrue;
  size_t handed_over = 0;

  const Facts* facts = nullptr;
  uint64_t turn = 0;
  std::vector<Settled> settled;
  // The N met last: of the least position among those met in one strict operator.
  Reason no_rule_reason = Reason::kNoneApplied;
  Index no_rule_of = -1;
  uint32_t no_rule_offset = 0;
};

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

// ------------------------------------------------------------------------------ answers

void DirectEngine::State::FillWinner(const Settled& result, Outcome* outcome) const {
  const Definition& definition = policy.definitions[outcome->definition];
  if (result.got != Got::kValue ||
      (result.winner.rule == nullptr && !result.otherwise && !result.several)) {
    outcome->rules.clear();
    outcome->modality = program::Modality::kNone;
    outcome->place = definition.place;
    return;
  }
  if (result.otherwise) {
    outcome->rules.resize(1);
    outcome->rules[0] = "otherwise";
    outcome->modality = definition.otherwise_modality;
    outcome->place = definition.otherwise_place;
    return;
  }
  const Applied& first = result.several ? result.winners.front() : result.winner;
  outcome->modality = first.branch->modality;
  outcome->place = first.rule->rule->place;
  if (!result.several) {
    outcome->rules.resize(1);
    outcome->rules[0] = first.rule->rule->label;
    return;
  }
  outcome->rules.clear();
  for (const Applied& one : result.winners) {
    const std::string& label = one.rule->rule->label;
    if (std::find(outcome->rules.begin(), outcome->rules.end(), label) == outcome->rules.end()) {
      outcome->rules.push_back(label);
    }
  }
}

void DirectEngine::State::Fill(Index index, Outcome* outcome) const {
  const Settled& result = settled[index];
  outcome->definition = index;
  outcome->error_offset = 0;
  outcome->error_line = 0;
  outcome->needs.clear();
  outcome->judgements.clear();
  outcome->conflict.clear();
  outcome->why.clear();
  outcome->facts.clear();
  outcome->reason = Reason::kNoneApplied;
  outcome->reason_of = -1;
  if (result.got == Got::kValue) {
    outcome->status = Status::kValue;
    outcome->value = result.value;
  } else {
    outcome->status = Status::kNoRule;
    outcome->value = Value();
    outcome->reason = result.reason;
    outcome->reason_of = result.reason_of;
  }
  FillWinner(result, outcome);
}

bool DirectEngine::State::Run(const Facts& given, Evaluation* evaluation) {
  facts = &given;
  ++turn;
  // A long chain of definitions is followed in order instead of by recursion.
  if (settled.size() > kMostByRecursion) {
    for (const Index index : policy.order) Define(index);
  }
  for (const Index output : outputs) {
    if (Define(output) == Got::kHandOver) return false;
  }
  evaluation->at = plan.at();
  evaluation->lets.clear();
  evaluation->needs.clear();
  evaluation->judgements.clear();
  evaluation->outputs.resize(outputs.size());
  for (size_t i = 0; i < outputs.size(); ++i) Fill(outputs[i], &evaluation->outputs[i]);
  return true;
}

DirectEngine::DirectEngine(const Policy& policy, int64_t at)
    : state_(std::make_unique<State>(policy, at)) {}
DirectEngine::~DirectEngine() = default;

void DirectEngine::Evaluate(const Facts& facts, Evaluation* evaluation) {
  if (state_->Run(facts, evaluation)) return;
  ++state_->handed_over;
  *evaluation = interp::Evaluate(state_->policy, facts, state_->plan.at());
  evaluation->lets.clear();
}

size_t DirectEngine::handed_over() const { return state_->handed_over; }

}  // namespace pol::interp
