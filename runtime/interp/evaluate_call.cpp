// Calls of other policies (semantics 3.5): an output of the policy used, evaluated by a machine of
// its own for what is bound to its inputs.
#include <algorithm>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {

using program::Call;
using program::Node;

// What the inputs of the policy used stand for. Those bound to an input here are that input; the
// others are results, which the policy used cannot look behind.
struct Machine::Frame {
  Facts facts;
  std::vector<std::optional<Result>> bound;  // by input of the policy used
  std::vector<std::vector<Index>> names;     // of those that are unknown: names here
  std::vector<program::Domain> domains;      // of those that are inputs here: their domain here
  Result problem;                            // the day has no value: the result of every output
  std::unique_ptr<Machine> machine;          // null: `problem`
};

Machine::Machine(const program::Policy& policy, const Facts& facts, int64_t at,
                 const EvaluateOptions& options)
    : policy_(policy), facts_(facts), at_(at), options_(options) {}
Machine::~Machine() = default;

program::Input Machine::ColumnInput(Index input) const {
  program::Input column = policy_.inputs[static_cast<size_t>(input)];
  if (frame_ != nullptr) column.domain = frame_->domains[static_cast<size_t>(input)];
  return column;
}

const Result* Machine::Bound(Index input) const {
  if (frame_ == nullptr) return nullptr;
  const std::optional<Result>& bound = frame_->bound[static_cast<size_t>(input)];
  return bound ? &*bound : nullptr;
}

bool Machine::Known(Index input) const {
  const Result* bound = Bound(input);
  return bound != nullptr ? bound->is_value() : facts_.inputs[static_cast<size_t>(input)].has_value();
}

// Evaluates what is bound apart from the cells of the definition that calls: like a `let`.
std::unique_ptr<Machine::Frame> Machine::MakeFrame(const Call& call) {
  const program::Policy& used = *policy_.uses[static_cast<size_t>(call.use)].policy;
  auto frame = std::make_unique<Frame>();
  frame->facts.leaves = facts_.leaves;
  frame->facts.inputs.resize(used.inputs.size());
  frame->facts.decided_by.resize(used.inputs.size());
  frame->bound.resize(used.inputs.size());
  frame->names.resize(used.inputs.size());
  frame->domains.resize(used.inputs.size());

  std::vector<const Result*> decided;
  std::swap(decided, decided_);
  const Result* in_force = in_force_decided_;
  const Index column = column_;
  in_force_decided_ = nullptr;
  column_ = -1;
  const auto bind = [&](size_t i, Result result, bool checked, uint32_t offset) {
    if (checked && result.is_value() && !InDomain(used.inputs[i].domain, result.value))
      result = Result::Error(ErrorCode::kOutOfDomain, offset);
    if (result.is_unknown()) {
      frame->names[i] = std::move(result.names);
      result = Result::Unknown({static_cast<Index>(i)});
    }
    result.reason_of = -1;  // what it names is nothing there
    frame->bound[i] = std::move(result);
  };
  for (size_t i = 0; i < call.bindings.size(); ++i) {
    const program::Binding& binding = call.bindings[i];
    if (binding.node < 0 && binding.input < 0) continue;  // nothing that is taken reads it
    if (binding.node >= 0) {
      bind(i, Evaluate(binding.node), binding.checked,
           policy_.nodes[static_cast<size_t>(binding.node)].offset);
      continue;
    }
    const auto input = static_cast<size_t>(binding.input);
    if (binding.checked || Bound(binding.input) != nullptr) {
      bind(i, Input(binding.input), binding.checked, call.offset);
      continue;
    }
    frame->facts.inputs[i] = facts_.inputs[input];
    frame->domains[i] = ColumnInput(binding.input).domain;
  }
  int64_t day = at_;
  bool dated = true;
  if (call.at >= 0) {
    Result at = Evaluate(call.at);
    dated = at.is_value() && at.value.is_number();
    if (dated) {
      day = at.value.number().ToInt64().value_or(0);
    } else {
      frame->problem = at.is_value() ? Result::Error(ErrorCode::kNoneUsed, call.offset) : at;
    }
  }
  column_ = column;
  in_force_decided_ = in_force;
  std::swap(decided, decided_);
  if (dated) {
    frame->machine = std::make_unique<Machine>(used, frame->facts, day, options_);
    frame->machine->frame_ = frame.get();
  }
  return frame;
}

const Machine::Frame& Machine::FrameOf(const Node& node, std::unique_ptr<Frame>* own) {
  const Call& call = policy_.calls[static_cast<size_t>(node.a)];
  if (!call.closed) {
    *own = MakeFrame(call);
    return **own;
  }
  std::unique_ptr<Frame>& frame = frames_[node.a];
  if (frame == nullptr) frame = MakeFrame(call);
  return *frame;
}

Result Machine::CallOutput(Index index) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const Call& call = policy_.calls[static_cast<size_t>(node.a)];
  std::unique_ptr<Frame> own;
  const Frame& frame = FrameOf(node, &own);
  if (frame.machine == nullptr) return frame.problem;
  const Result& result = frame.machine->Definition(node.b).result;
  if (result.is_no_rule()) {
    return Result::NoRule(Reason::kNoValue, node.offset,
                          static_cast<Index>(policy_.definitions.size()) + index);
  }
  if (!result.is_unknown()) return result;
  // Unknown: by a name of its own, behind which nothing is looked; its leaves are told here.
  const auto inputs = static_cast<Index>(call.bindings.size());
  std::vector<Index> names;
  for (const Index leaf : frame.machine->Leaves(node.b)) {
    if (leaf >= inputs) {
      names.push_back(NameOfLeaf(leaf - inputs));
    } else if (frame.bound[static_cast<size_t>(leaf)]) {
      const std::vector<Index>& more = frame.names[static_cast<size_t>(leaf)];
      names.insert(names.end(), more.begin(), more.end());
    } else {
      names.push_back(call.bindings[static_cast<size_t>(leaf)].input);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto [place, fresh] = call_names_.try_emplace(
      {call.use, node.b, names}, static_cast<Index>(call_leaves_.size()));
  if (fresh) call_leaves_.push_back(std::move(names));
  return Result::Unknown({NameOfCall(place->second)});
}

std::vector<Index> Machine::CallFacts(
    const Node& node,
    const std::function<std::vector<Index>(Machine*, Index definition)>& facts_of) {
  std::unique_ptr<Frame> own;
  const Frame& frame = FrameOf(node, &own);
  if (frame.machine == nullptr) return {};
  return facts_of(frame.machine.get(), node.b);
}

}  // namespace pol::interp
