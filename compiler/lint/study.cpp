#include "compiler/lint/study.h"

#include <algorithm>

#include "runtime/interp/accept.h"
#include "runtime/interp/refine.h"
#include "runtime/interp/require.h"
#include "runtime/program/codes.h"

namespace pol::lint {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using program::Type;
using program::TypeKind;
using value::Rational;
using value::Value;

const Type& TypeOf(const Policy& policy, Index input) {
  return policy.types[static_cast<size_t>(policy.inputs[static_cast<size_t>(input)].type)];
}

void Sort(std::vector<Value>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

// A number that looks like chance and is always the same.
uint64_t Scatter(uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// Amounts that are neither too small to show a share of them nor too large to be met.
std::vector<Value> Usual(const Type& type) {
  switch (type.kind) {
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      return {Value(Rational(10'000)), Value(Rational(1'000'000))};
    case TypeKind::kRate:
      return {Value(Rational(1, 100)), Value(Rational(1, 10))};
    case TypeKind::kInteger:
    case TypeKind::kDecimal:
    case TypeKind::kQuantity:
      return {Value(type.factor), Value(type.factor * Rational(100))};
    case TypeKind::kHours:
    case TypeKind::kDays:
    case TypeKind::kWorkdays:
    case TypeKind::kMonths:
      return {Value(Rational(1)), Value(Rational(12))};
    default:
      return {};
  }
}

}  // namespace

Reach::Reach(const Policy& policy)
    : inputs(policy.inputs.size()),
      definitions(policy.definitions.size()),
      parameters(policy.parameters.size()),
      nodes(policy.nodes.size()) {}

void AddNode(const Policy& policy, Index index, Reach* reach) {
  if (index < 0 || reach->nodes[static_cast<size_t>(index)]) return;
  reach->nodes[static_cast<size_t>(index)] = true;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  const auto a = static_cast<size_t>(node.a);
  switch (node.op) {
    case Op::kInput:
      reach->inputs[a] = true;
      break;
    case Op::kDefinition:
    case Op::kHasValue:
      AddDefinition(policy, node.a, reach);
      break;
    case Op::kParameter:
      if (!reach->parameters[a]) {
        reach->parameters[a] = true;
        for (const program::DatedValue& one : policy.parameters[a].values)
          AddNode(policy, one.value, reach);
      }
      break;
    case Op::kCall: {
      const program::Call& call = policy.calls[a];
      for (const program::Binding& binding : call.bindings) {
        if (binding.input >= 0) reach->inputs[static_cast<size_t>(binding.input)] = true;
        AddNode(policy, binding.node, reach);
      }
      AddNode(policy, call.at, reach);
      break;
    }
    default:
      break;
  }
  for (const Index child : node.children) AddNode(policy, child, reach);
}

void AddDefinition(const Policy& policy, Index index, Reach* reach) {
  if (index < 0 || reach->definitions[static_cast<size_t>(index)]) return;
  reach->definitions[static_cast<size_t>(index)] = true;
  const program::Definition& definition = policy.definitions[static_cast<size_t>(index)];
  AddNode(policy, definition.expression, reach);
  AddNode(policy, definition.otherwise, reach);
  EachRule(definition.rules, [&](const program::Rule& rule) {
    AddNode(policy, rule.condition, reach);
    for (const program::Branch& branch : rule.branches) {
      AddNode(policy, branch.condition, reach);
      AddNode(policy, branch.result, reach);
    }
  });
}

Reach ReachOfOutputs(const Policy& policy) {
  Reach reach(policy);
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    if (policy.definitions[i].output) AddDefinition(policy, static_cast<Index>(i), &reach);
  }
  for (const program::Require& require : policy.requires_) AddNode(policy, require.condition, &reach);
  if (policy.effective_by >= 0) reach.inputs[static_cast<size_t>(policy.effective_by)] = true;
  return reach;
}

namespace {

// The day that the text suggests; where it suggests none, always the same one: findings must not change by the day.
int64_t DayOf(const Policy& policy) {
  if (policy.effective_from) return *policy.effective_from;
  if (policy.effective_to) return *policy.effective_to;
  std::optional<int64_t> last;
  for (const program::Parameter& parameter : policy.parameters) {
    for (const program::DatedValue& value : parameter.values) {
      if (value.from && (!last || *value.from > *last)) last = value.from;
    }
  }
  return last.value_or(value::DaysFromCivil({2024, 1, 1}));
}

}  // namespace

Study::Study(const Policy& policy)
    : policy_(policy),
      day_(DayOf(policy)),
      bounds_(policy.inputs.size()),
      values_(policy.inputs.size()) {}

const Reach& Study::Of(Index definition) {
  const auto found = reaches_.find(definition);
  if (found != reaches_.end()) return found->second;
  Reach reach(policy_);
  AddDefinition(policy_, definition, &reach);
  if (policy_.effective_by >= 0) reach.inputs[static_cast<size_t>(policy_.effective_by)] = true;
  return reaches_.emplace(definition, std::move(reach)).first->second;
}

const std::vector<Value>& Study::Bounds(Index input) {
  Gather();
  return bounds_[static_cast<size_t>(input)];
}

const std::vector<Value>& Study::Values(Index input) {
  Gather();
  return values_[static_cast<size_t>(input)];
}

void Study::Gather() {
  if (gathered_) return;
  gathered_ = true;
  interp::Facts none;
  none.inputs.resize(policy_.inputs.size());
  interp::Machine machine(policy_, none, day_, {});
  for (size_t i = 0; i < policy_.definitions.size(); ++i) {
    for (const interp::ColumnTest& test : interp::ColumnTests(&machine, static_cast<Index>(i))) {
      auto& of = bounds_[static_cast<size_t>(test.column)];
      of.insert(of.end(), test.constants.begin(), test.constants.end());
    }
  }
  for (auto& of : bounds_) Sort(&of);

  // What the tests state.
  for (const program::TestCase& test : policy_.tests) {
    prove::Case made;
    made.at = test.at.value_or(day_);
    made.facts.inputs.resize(policy_.inputs.size());
    for (const program::TestCase::Given& given : test.given) {
      if (given.value < 0) continue;
      const auto value = interp::EvaluateConstant(policy_, given.value, made.at);
      if (!value || value->has_unknown() || interp::CheckValue(policy_, given.input, *value)) continue;
      made.facts.inputs[static_cast<size_t>(given.input)] = *value;
      auto& known = values_[static_cast<size_t>(given.input)];
      if (known.size() < 8 && std::find(known.begin(), known.end(), *value) == known.end())
        known.push_back(*value);
    }
    stated_.push_back(std::move(made));
  }
  for (size_t i = 0; i < policy_.inputs.size(); ++i) {
    const auto input = static_cast<Index>(i);
    const Type& type = TypeOf(policy_, input);
    std::vector<Value>& values = values_[i];
    if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet) {
      if (values.empty()) values.push_back(Value::List({}));
      continue;
    }
    if (type.kind == TypeKind::kRecord) continue;
    std::vector<Value> constants = bounds_[i];
    if (type.kind == TypeKind::kEnum) {
      const program::EnumType& listed = policy_.enums[static_cast<size_t>(type.enumeration)];
      constexpr size_t kMostMembers = 24;
      for (size_t m = 0; m < listed.members.size() && m < kMostMembers; ++m)
        constants.emplace_back(Rational(static_cast<int64_t>(m)));
    } else if (values.empty()) {
      const std::vector<Value> usual = Usual(type);
      constants.insert(constants.end(), usual.begin(), usual.end());
      if (type.kind == TypeKind::kDate) constants.emplace_back(Rational(day_));
      if (type.kind == TypeKind::kMonth) {
        const value::CivilDate date = value::CivilFromDays(day_);
        constants.emplace_back(Rational(int64_t{date.year} * 12 + date.month - 1));
      }
    }
    // What tests state comes first: it is what the drafter had in mind.
    for (const Value& value : interp::Representatives(policy_, policy_.inputs[i], constants)) {
      if (value.is_none() && !values.empty()) continue;
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
  }
}

std::optional<Study::Tried> Study::Try(const prove::Case& given) const {
  if (tries_ == 0) return std::nullopt;
  --tries_;
  for (size_t i = 0; i < given.facts.inputs.size(); ++i) {
    if (given.facts.inputs[i] && given.facts.inputs[i]->is_number() &&
        interp::CheckValue(policy_, static_cast<Index>(i), *given.facts.inputs[i]))
      return std::nullopt;
  }
  for (const program::Require& require : policy_.requires_) {
    if (interp::CheckRequire(policy_, require, given.facts, given.at) !=
        interp::RequireVerdict::kHolds)
      return std::nullopt;
  }
  return Tried{given, interp::Evaluate(policy_, given.facts, given.at)};
}

std::optional<Study::Tried> Study::With(const Tried& base, Index input, const Value& value) const {
  prove::Case changed = base.at;
  changed.facts.inputs[static_cast<size_t>(input)] = value;
  return Try(changed);
}

void Study::Add(prove::Case made) {
  if (cases_.size() >= kMost) return;
  made.facts.decided_by.resize(policy_.inputs.size());
  for (const Tried& known : cases_) {
    if (known.at.at == made.at && known.at.facts.inputs == made.facts.inputs) return;
  }
  if (std::optional<Tried> tried = Try(made)) cases_.push_back(std::move(*tried));
}

const std::vector<Study::Tried>& Study::Cases() {
  if (tried_) return cases_;
  tried_ = true;
  Gather();
  for (const auto& values : values_) {
    if (values.empty()) return cases_;  // a record, or a domain without values
  }
  // Tests that state everything, from all over the text; then the others, filled in.
  for (const bool whole : {true, false}) {
    const size_t share = whole ? kMost / 2 : kMost / 4;
    std::vector<const prove::Case*> chosen;
    for (const prove::Case& one : stated_) {
      const bool complete = std::all_of(one.facts.inputs.begin(), one.facts.inputs.end(),
                                        [](const auto& value) { return value.has_value(); });
      if (complete == whole) chosen.push_back(&one);
    }
    const size_t step = chosen.size() / share + 1;
    for (size_t i = 0; i < chosen.size(); i += step) {
      prove::Case made = *chosen[i];
      for (size_t n = 0; n < made.facts.inputs.size(); ++n) {
        if (!made.facts.inputs[n]) made.facts.inputs[n] = values_[n].front();
      }
      Add(std::move(made));
    }
  }
  for (size_t number = 0; number < kMost && cases_.size() < kMost; ++number) {
    prove::Case made;
    made.at = day_;
    made.facts.inputs.resize(policy_.inputs.size());
    for (size_t i = 0; i < values_.size(); ++i)
      made.facts.inputs[i] = values_[i][Scatter(number * values_.size() + i) % values_[i].size()];
    Add(std::move(made));
  }
  return cases_;
}

const interp::Outcome* Study::OutcomeOf(const Tried& tried, Index output) {
  for (const auto* outcomes : {&tried.evaluation.outputs, &tried.evaluation.lets}) {
    for (const interp::Outcome& outcome : *outcomes) {
      if (outcome.definition == output) return &outcome;
    }
  }
  return nullptr;
}

bool Study::Same(const interp::Outcome& a, const interp::Outcome& b) {
  if (a.status != b.status) return false;
  return a.status != interp::Status::kValue || a.value == b.value;
}

std::optional<Rational> Study::NumberOf(const Tried& tried, Index output) {
  const interp::Outcome* outcome = OutcomeOf(tried, output);
  if (outcome == nullptr || outcome->status != interp::Status::kValue || !outcome->value.is_number())
    return std::nullopt;
  return outcome->value.number();
}

Study& Studies::Of(const Policy& policy) {
  std::unique_ptr<Study>& study = known_[&policy];
  if (study == nullptr) study = std::make_unique<Study>(policy);
  return *study;
}

}  // namespace pol::lint
