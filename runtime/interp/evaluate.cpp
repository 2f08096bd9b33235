// Definitions (semantics 2.5, 2.7, 2.10, 3.5) and the outcome of a whole evaluation.
#include "runtime/interp/evaluate.h"

#include <algorithm>
#include <iterator>

#include "runtime/interp/evaluate_machine.h"
#include "runtime/interp/group.h"
#include "runtime/interp/refine.h"
#include "runtime/interp/require.h"
#include "runtime/interp/why.h"

namespace pol::interp {

using program::Definition;
using program::Interval;
using program::Policy;
using program::Rule;

bool InDomain(const program::Domain& domain, const Value& value) {
  if (domain.intervals.empty() || !value.is_number()) return true;
  const Rational& x = value.number();
  return std::any_of(domain.intervals.begin(), domain.intervals.end(), [&](const Interval& in) {
    if (in.low && (in.low_open ? x <= *in.low : x < *in.low)) return false;
    return !(in.high && (in.high_open ? x >= *in.high : x > *in.high));
  });
}

Result Machine::InForceAt(const Value& date) const {
  if (date.is_none()) return Result::Error(ErrorCode::kNoneUsed, policy_.source.offset);
  const Rational& day = date.number();
  const bool after = !policy_.effective_from || day >= Rational(*policy_.effective_from);
  const bool before = !policy_.effective_to || day <= Rational(*policy_.effective_to);
  return Result::Truth(after && before);
}

Result Machine::InForce() {
  if (!policy_.effective_from && !policy_.effective_to) return Result::Truth(true);
  if (in_force_decided_ != nullptr) return *in_force_decided_;
  if (policy_.effective_by < 0) return InForceAt(Value(Rational(at_)));
  if (const Result* bound = Bound(policy_.effective_by)) {
    return bound->is_value() ? InForceAt(bound->value) : *bound;
  }
  const std::optional<Value>& date = facts_.inputs[policy_.effective_by];
  return date ? InForceAt(*date) : Result::Unknown({policy_.effective_by});
}

Look Machine::LookInForce(const program::Definition& definition) {
  Look look;
  if (definition.expression >= 0) {
    look.result = Evaluate(definition.expression);
  } else {
    look = EvaluateGroup(this, definition);
  }
  if (look.result.is_value() && look.result.value.has_unknown()) {
    look.result = Whole(std::move(look.result));
    look.winners.clear();
  }
  if (look.result.is_value() && !InDomain(definition.domain, look.result.value)) {
    look.result = Result::Error(ErrorCode::kOutOfDomain, definition.place.offset);
    look.winners.clear();
  }
  return look;
}

Look Machine::LookOnce(Index index) {
  const program::Definition& definition = policy_.definitions[index];
  if (!definition.output) return LookInForce(definition);
  // `if in force then the definition else N`, by closing.
  const Result in_force = InForce();
  if (in_force.is_true()) return LookInForce(definition);
  Look outside;
  outside.result = Result::NoRule(Reason::kNotInForce, definition.place.offset);
  if (in_force.is_false()) return outside;
  Look inside = LookInForce(definition);
  if (inside.result.is_no_rule()) return inside;
  Gathered gathered;
  gathered.Add(in_force);
  if (inside.result.is_unknown()) gathered.Add(inside.result);
  Look open;
  open.result = gathered.UnknownFirst();
  return open;
}

const Look& Machine::Definition(Index index) {
  if (states_.empty()) states_.resize(policy_.definitions.size());
  if (!states_[index].done) {
    // Another definition is looked at apart from the cells of the one that mentions it.
    std::vector<const Result*> decided;
    std::swap(decided, decided_);
    const Result* in_force = in_force_decided_;
    const Index column = column_;
    FailedRules failed_rules;
    std::swap(failed_rules, failed_rules_);
    in_force_decided_ = nullptr;
    column_ = -1;
    failed_rules_.failed.resize(policy_.definitions[index].rules.size());
    Look look = LookOnce(index);
    failed_rules_.known = true;
    if (look.result.is_unknown()) look = Refine(this, index, look);
    std::swap(failed_rules, failed_rules_);
    column_ = column;
    in_force_decided_ = in_force;
    std::swap(decided, decided_);
    states_[index].look = std::move(look);
    states_[index].done = true;
  }
  return states_[index].look;
}

const std::vector<Index>& Machine::Leaves(Index index) {
  Definition(index);
  State& state = states_[index];
  if (state.leaves_done) return state.leaves;
  state.leaves_done = true;
  const Index inputs = static_cast<Index>(policy_.inputs.size());
  std::vector<Index> leaves;
  std::vector<Index> open = state.look.result.names;
  while (!open.empty()) {
    const Index name = open.back();
    open.pop_back();
    if (name < inputs) {
      leaves.push_back(name);
    } else if (name >= NameOfCall(0)) {
      const std::vector<Index>& more = call_leaves_[static_cast<size_t>(name - NameOfCall(0))];
      open.insert(open.end(), more.begin(), more.end());
    } else if (name >= NameOfLeaf(0)) {
      leaves.push_back(inputs + (name - NameOfLeaf(0)));
    } else {
      const std::vector<Index>& more = Leaves(name - inputs);
      leaves.insert(leaves.end(), more.begin(), more.end());
    }
  }
  std::sort(leaves.begin(), leaves.end());
  leaves.erase(std::unique(leaves.begin(), leaves.end()), leaves.end());
  state.leaves = std::move(leaves);
  return state.leaves;
}

namespace {

std::string LabelOf(const Definition& definition, const Winner& winner) {
  if (winner.ordinal == Winner::kOtherwise) return "otherwise";
  const Rule* rule = RuleAt(definition.rules, winner.ordinal);
  return rule == nullptr ? std::string() : rule->label;
}

void AddLabels(const Definition& definition, const std::vector<Winner>& winners,
               std::vector<std::string>* labels) {
  for (const Winner& winner : winners) {
    std::string label = LabelOf(definition, winner);
    if (std::find(labels->begin(), labels->end(), label) == labels->end()) {
      labels->push_back(std::move(label));
    }
  }
}

void FillWinner(const Definition& definition, const std::vector<Winner>& winners,
                Outcome* outcome) {
  outcome->place = definition.place;
  AddLabels(definition, winners, &outcome->rules);
  if (winners.empty()) return;
  const Winner& first = winners.front();
  if (first.ordinal == Winner::kOtherwise) {
    outcome->modality = definition.otherwise_modality;
    outcome->place = definition.otherwise_place;
    return;
  }
  const Rule* rule = RuleAt(definition.rules, first.ordinal);
  outcome->modality = rule->branches[first.branch].modality;
  outcome->place = rule->place;
}

// The line of an error: of the definition or rule in whose text it stands.
int LineOf(const Policy& policy, uint32_t offset) {
  int line = 0;
  uint32_t best = 0;
  const auto consider = [&](const program::Place& place) {
    if (place.line > 0 && place.offset <= offset && (line == 0 || place.offset >= best)) {
      best = place.offset;
      line = place.line;
    }
  };
  const auto consider_rules = [&](const auto& self, const std::vector<Rule>& rules) -> void {
    for (const Rule& rule : rules) {
      consider(rule.place);
      self(self, rule.exceptions);
    }
  };
  for (const Definition& definition : policy.definitions) {
    consider(definition.place);
    consider(definition.otherwise_place);
    consider_rules(consider_rules, definition.rules);
  }
  for (const program::Parameter& parameter : policy.parameters) consider(parameter.place);
  return line;
}

// Inputs and leaves in declaration order: a leaf stands where its input does.
void SortNeeds(const Policy& policy, const Evaluation& evaluation, std::vector<Index>* needs) {
  std::sort(needs->begin(), needs->end(), [&](Index a, Index b) {
    return std::pair(evaluation.NeedInput(policy, a), a) <
           std::pair(evaluation.NeedInput(policy, b), b);
  });
}

Outcome OutcomeOf(Machine* machine, const Evaluation& evaluation, Index index) {
  const Policy& policy = machine->policy();
  const Definition& definition = policy.definitions[index];
  const Look& look = machine->Definition(index);
  const Result& result = look.result;
  Outcome outcome;
  outcome.definition = index;
  FillWinner(definition, look.winners, &outcome);
  switch (result.kind) {
    case Result::Kind::kValue:
      outcome.status = Status::kValue;
      outcome.value = result.value;
      break;
    case Result::Kind::kNoRule:
      outcome.status = Status::kNoRule;
      outcome.reason = result.reason;
      outcome.reason_of = result.reason_of;
      break;
    case Result::Kind::kError:
      outcome.status = Status::kError;
      outcome.error = result.error;
      outcome.error_offset = result.offset;
      outcome.error_line = LineOf(program::PolicyAt(policy, result.offset), result.offset);
      if (const Policy& at = program::PolicyAt(policy, result.offset); &at != &policy)
        outcome.error_policy = at.name;
      AddLabels(definition, look.conflict, &outcome.conflict);
      break;
    case Result::Kind::kUnknown:
      for (const Index need : machine->Leaves(index)) {
        const Index input = evaluation.NeedInput(policy, need);
        const bool judgement = policy.inputs[input].kind == program::Input::Kind::kJudgement;
        (judgement ? outcome.judgements : outcome.needs).push_back(need);
      }
      SortNeeds(policy, evaluation, &outcome.needs);
      SortNeeds(policy, evaluation, &outcome.judgements);
      outcome.status = outcome.needs.empty() ? Status::kNeedsJudgement : Status::kNeedsFacts;
      break;
  }
  if (machine->options().explain) Explain(machine, index, &outcome);
  return outcome;
}

void Unite(const std::vector<Index>& more, std::vector<Index>* all) {
  for (const Index need : more) {
    if (std::find(all->begin(), all->end(), need) == all->end()) all->push_back(need);
  }
}

}  // namespace

Index Evaluation::NeedInput(const Policy& policy, Index need) const {
  const auto inputs = static_cast<Index>(policy.inputs.size());
  return need < inputs ? need : leaves[static_cast<size_t>(need - inputs)].input;
}

std::string Evaluation::NeedName(const Policy& policy, Index need) const {
  const auto inputs = static_cast<Index>(policy.inputs.size());
  return need < inputs ? policy.inputs[static_cast<size_t>(need)].name
                       : leaves[static_cast<size_t>(need - inputs)].name;
}

Evaluation Evaluate(const Policy& policy, const Facts& facts, int64_t at,
                    const EvaluateOptions& options) {
  Machine machine(policy, facts, at, options);
  Evaluation evaluation;
  evaluation.at = at;
  evaluation.leaves = facts.leaves;
  for (const Index index : policy.order) machine.Definition(index);
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    Outcome outcome = OutcomeOf(&machine, evaluation, static_cast<Index>(i));
    if (policy.definitions[i].output) {
      Unite(outcome.needs, &evaluation.needs);
      Unite(outcome.judgements, &evaluation.judgements);
      evaluation.outputs.push_back(std::move(outcome));
    } else {
      evaluation.lets.push_back(std::move(outcome));
    }
  }
  SortNeeds(policy, evaluation, &evaluation.needs);
  SortNeeds(policy, evaluation, &evaluation.judgements);
  return evaluation;
}

std::optional<Value> EvaluateConstant(const Policy& policy, Index node, int64_t at) {
  if (node < 0) return std::nullopt;
  Facts facts;
  facts.inputs.resize(policy.inputs.size());
  Machine machine(policy, facts, at, {});
  machine.KeepParts();
  Result result = machine.Evaluate(node);
  if (!result.is_value()) return std::nullopt;
  return std::move(result.value);
}

RequireVerdict CheckRequire(const Policy& policy, const program::Require& require,
                            const Facts& facts, int64_t at) {
  if (require.condition < 0) return RequireVerdict::kHolds;
  Machine machine(policy, facts, at, {});
  const Result result = machine.Evaluate(require.condition);
  if (result.is_unknown()) return RequireVerdict::kOpen;
  return result.is_true() ? RequireVerdict::kHolds : RequireVerdict::kFails;
}

}  // namespace pol::interp
