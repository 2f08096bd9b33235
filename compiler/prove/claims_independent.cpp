// Claims that an output does not depend on an input: refuted by two cases that differ in it alone.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "compiler/prove/claims_equal.h"
#include "compiler/prove/reads.h"
#include "compiler/prove/witness_values.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/evaluate_machine.h"
#include "runtime/interp/require.h"

namespace pol::prove {
namespace {

using program::Node;
using program::Op;
using program::Policy;

constexpr size_t kMostValues = 60;  // of the input, tried in one case

// True where two of the operands differ. Leaves that lie outside the cases differ from none.
class SomeDiffer : public Combination {
 public:
  explicit SomeDiffer(const ClaimContext& context) : context_(context) {}
  std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
    Diagrams& diagrams = context_.diagrams();
    bool open = false;
    std::optional<NodeId> first;
    NodeId differs = diagrams.Truth(false);
    for (const Operand& operand : *operands) {
      if (!Diagrams::IsLeaf(operand.node)) {
        open = true;
        continue;
      }
      const Leaf& leaf = diagrams.LeafOf(operand.node);
      if (leaf.kind == Leaf::Kind::kOutside) continue;
      if (leaf.kind == Leaf::Kind::kUndecided) return operand.node;
      if (!first) {
        first = operand.node;
        continue;
      }
      const NodeId next = Differs(context_.symbolic, *first, operand.node);
      differs = context_.symbolic->Or({differs, next});
    }
    if (differs == diagrams.Truth(true)) return differs;
    if (open) return std::nullopt;
    return differs;
  }

 private:
  const ClaimContext& context_;
};

class IndependenceProver {
 public:
  IndependenceProver(const ClaimContext& context, Index definition, Index input)
      : context_(context),
        diagrams_(context.diagrams()),
        terms_(context.symbolic->terms()),
        policy_(context.policy()),
        definition_(definition),
        input_(input) {}

  void Run(Answer answer) {
    answer.definition = definition_;
    answer.input = input_;
    // The day that governs decides besides whether there is a result at all.
    Reads reads(policy_);
    reads.Definition(definition_);
    if (!reads.Input(input_) && policy_.effective_by != input_) {
      answer.verdict = Verdict::kProved;
      context_.answers->push_back(std::move(answer));
      return;
    }
    const NodeId root =
        context_.Within(context_.symbolic->Cases(), context_.symbolic->Definition(definition_));
    var_ = diagrams_.FindColumn(terms_.Input(input_, policy_.inputs[input_].type));
    const bool plain = var_ >= 0 && !Computed(root);
    const NodeId yes = diagrams_.Truth(true);
    Sought sought;
    const auto confirm = [&](const Case& found) { return Confirms(found); };
    if (plain) {
      sought = context_.searcher->Find(
          Without(root), [&](NodeId leaf) { return leaf == yes; }, confirm);
    } else {
      // What is computed from the input differs where it shows: only cases can tell.
      sought = context_.searcher->Find(
          root,
          [&](NodeId leaf) { return diagrams_.LeafOf(leaf).kind != Leaf::Kind::kOutside; },
          confirm);
      if (sought.kind == Sought::Kind::kUndecided && sought.stopped_by.empty()) {
        sought.stopped_by = policy_.inputs[input_].name;
      }
    }
    if (sought.kind == Sought::Kind::kFound) {
      sought.found = one_;
      answer.twin = other_;
    }
    context_.Conclude(std::move(answer), std::move(sought));
  }

 private:
  bool Mentions(TermId term) const {
    const std::vector<Index> inputs = terms_.InputsOf(term);
    return std::find(inputs.begin(), inputs.end(), input_) != inputs.end();
  }

  // Does something that is computed from the input stand in the diagram?
  bool Computed(NodeId root) const {
    std::unordered_map<NodeId, bool> seen;
    std::vector<NodeId> open = {root};
    while (!open.empty()) {
      const NodeId node = open.back();
      open.pop_back();
      if (!seen.emplace(node, true).second) continue;
      if (Diagrams::IsLeaf(node)) {
        const Leaf& leaf = diagrams_.LeafOf(node);
        if (leaf.kind == Leaf::Kind::kValue && Mentions(leaf.term)) return true;
        continue;
      }
      const VarId var = diagrams_.VarOf(node);
      if (diagrams_.IsComputed(var) && Mentions(diagrams_.TermOf(var))) return true;
      for (const Diagrams::Run& run : diagrams_.RunsOf(node)) open.push_back(run.child);
    }
    return false;
  }

  // True where two values of the input give different results, all else being equal.
  NodeId Without(NodeId node) {
    if (Diagrams::IsLeaf(node)) {
      const bool undecided = diagrams_.LeafOf(node).kind == Leaf::Kind::kUndecided;
      return undecided ? node : diagrams_.Truth(false);
    }
    if (const auto known = without_.find(node); known != without_.end()) return known->second;
    const std::vector<Diagrams::Run> runs = diagrams_.RunsOf(node);
    NodeId made;
    if (diagrams_.VarOf(node) == var_) {
      SomeDiffer differ(context_);
      std::vector<Operand> operands;
      for (size_t i = 0; i < runs.size(); ++i) {
        operands.push_back({static_cast<int32_t>(i), runs[i].child});
      }
      made = diagrams_.Apply(std::move(operands), &differ);
    } else {
      std::vector<Diagrams::Run> next;
      for (const Diagrams::Run& run : runs) next.push_back({run.cut, Without(run.child)});
      made = diagrams_.Make(diagrams_.VarOf(node), std::move(next));
    }
    without_.emplace(node, made);
    return made;
  }

  std::vector<Value> Values(const Case& found) const {
    std::vector<Value> values;
    if (found.facts.inputs[input_]) values.push_back(*found.facts.inputs[input_]);
    const program::Type& type = policy_.types[policy_.inputs[input_].type];
    if (type.kind == program::TypeKind::kList || type.kind == program::TypeKind::kSet) AddLists(found, type, &values);
    if (var_ < 0) return values;
    for (Value& value : diagrams_.ColumnOf(var_).Representatives(diagrams_.CutsOf(var_))) {
      values.push_back(std::move(value));
    }
    const program::Input& input = policy_.inputs[input_];
    Choices choices = ChoicesOf(policy_, policy_.types[input.type], input.domain);
    FillCandidates(policy_, found.at, &choices);
    values.insert(values.end(), choices.candidates.begin(), choices.candidates.end());
    if (values.size() > kMostValues) values.resize(kMostValues);
    return values;
  }

  // No item, one, and each time one more: the values of an item in turn, and the first of them again and again.
  void AddLists(const Case& found, const program::Type& list, std::vector<Value>* values) const {
    Choices choices = ChoicesOf(policy_, *list.element, list.element_domain);
    FillCandidates(policy_, found.at, &choices);
    const auto add = [&](std::vector<Value> items) {
      Value value = Value::List(std::move(items));
      if (!interp::CheckValue(policy_, input_, value)) values->push_back(std::move(value));
    };
    add({});
    if (choices.candidates.empty()) return;
    std::vector<Value> turn, same;
    for (int32_t i = 0; i < context_.options->items; ++i) {
      turn.push_back(choices.candidates[static_cast<size_t>(i) % choices.candidates.size()]);
      same.push_back(choices.candidates[0]);
      add(turn);
      if (list.kind == program::TypeKind::kList) add(same);
    }
    for (const Value& candidate : choices.candidates) add({candidate});
  }

  bool Confirms(const Case& found) {
    Case next = found;
    std::optional<interp::Result> first;
    for (const Value& value : Values(found)) {
      next.facts.inputs[input_] = value;
      const bool meets = std::all_of(
          policy_.requires_.begin(), policy_.requires_.end(), [&](const program::Require& require) {
            return interp::CheckRequire(policy_, require, next.facts, next.at) ==
                   interp::RequireVerdict::kHolds;
          });
      if (!meets) continue;
      interp::Machine machine(policy_, next.facts, next.at, {});
      const interp::Result result = machine.Definition(definition_).result;
      if (result.is_no_rule() && result.reason == interp::Reason::kNotInForce) continue;
      if (!first) {
        first = result;
        one_ = next;
      } else if (!interp::Same(*first, result)) {
        other_ = next;
        return true;
      }
    }
    return false;
  }

  const ClaimContext& context_;
  Diagrams& diagrams_;
  Terms& terms_;
  const Policy& policy_;
  const Index definition_, input_;
  VarId var_ = -1;
  std::unordered_map<NodeId, NodeId> without_;
  Case one_, other_;
};

}  // namespace

void IndependenceClaims(const ClaimContext& context) {
  const Policy& policy = context.policy();
  for (const Node& node : policy.nodes) {
    if (node.op != Op::kList || node.name != "independent") continue;
    const auto assertion =
        std::find_if(policy.assertions.begin(), policy.assertions.end(),
                     [&](const program::Assertion& one) { return one.place.offset == node.offset; });
    if (assertion == policy.assertions.end() || node.children.empty()) continue;
    for (size_t i = 1; i < node.children.size(); ++i) {
      Answer answer;
      answer.claim = Claim::kIndependent;
      answer.number = static_cast<Index>(assertion - policy.assertions.begin());
      answer.place = assertion->place;
      IndependenceProver prover(context, policy.nodes[node.children[0]].a,
                                policy.nodes[node.children[i]].a);
      prover.Run(std::move(answer));
    }
  }
}

}  // namespace pol::prove
