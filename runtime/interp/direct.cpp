#include "runtime/interp/direct.h"

#include <algorithm>
#include <utility>

#include "runtime/interp/direct_state.h"

namespace pol::interp {
namespace {

using program::Definition;
using program::Policy;

// With more definitions than this, chains of them are followed in order instead of by recursion.
constexpr size_t kMostByRecursion = 500;

}  // namespace

DirectEngine::State::State(const Policy& policy_in, int64_t at)
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
  if (!given.leaves.empty()) return false;  // something is missing inside a list
  facts = &given;
  ++turn;
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
