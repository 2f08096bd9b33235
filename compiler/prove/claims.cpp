// What all claims share, and those about errors and assertions.
#include "compiler/prove/claims.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "runtime/interp/evaluate_machine.h"

namespace pol::prove {
namespace {

using interp::ErrorCode;
using program::Node;
using program::Op;
using program::Policy;

class Restriction : public Combination {
 public:
  explicit Restriction(Diagrams* diagrams) : diagrams_(*diagrams) {
    Leaf leaf;
    leaf.kind = Leaf::Kind::kOutside;
    outside_ = diagrams->Put(leaf);
  }
  std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
    const NodeId cases = (*operands)[0].node;
    if (!Diagrams::IsLeaf(cases)) return std::nullopt;
    if (cases == diagrams_.Truth(true)) return (*operands)[1].node;
    if (diagrams_.LeafOf(cases).kind == Leaf::Kind::kUndecided) return cases;
    return outside_;
  }

 private:
  Diagrams& diagrams_;
  NodeId outside_;
};

bool Raises(Op op, ErrorCode error) {
  switch (error) {
    case ErrorCode::kDivZero:
      return op == Op::kDivide || op == Op::kPower;
    case ErrorCode::kAllocZero:
    case ErrorCode::kAllocWeight:
      return op == Op::kShare || op == Op::kWaterfall || op == Op::kFor;
    case ErrorCode::kRunDuplicate:
    case ErrorCode::kListLength:
      return op == Op::kFor;
    case ErrorCode::kCalendarUncovered:
      return op == Op::kAddWorkdays || op == Op::kWorkdaysBetween || op == Op::kToWorkday;
    case ErrorCode::kDateRange:
      return op == Op::kAddDays || op == Op::kAddMonths || op == Op::kAddSeconds ||
             op == Op::kMonthAdd || op == Op::kDatePart || op == Op::kMakeDate ||
             op == Op::kRecurring || op == Op::kNextRecurring;
    case ErrorCode::kNoneUsed:
      return op != Op::kConstant && op != Op::kInput && op != Op::kDefinition && op != Op::kAnd &&
             op != Op::kOr && op != Op::kNot && op != Op::kIf && op != Op::kAtLeast;
    case ErrorCode::kConflict:
    case ErrorCode::kOutOfDomain:
      return false;
  }
  return false;
}

// The construct at an offset that raises an error; -1: the definition itself.
Index NodeAt(const Policy& policy, uint32_t offset, ErrorCode error) {
  for (size_t i = 0; i < policy.nodes.size(); ++i) {
    if (policy.nodes[i].offset == offset && Raises(policy.nodes[i].op, error)) {
      return static_cast<Index>(i);
    }
  }
  return -1;
}

}  // namespace

NodeId ClaimContext::Within(NodeId cases, NodeId root) const {
  Restriction restriction(&diagrams());
  return diagrams().Apply({{0, cases}, {1, root}}, &restriction);
}

void ClaimContext::Conclude(Answer answer, Sought sought) const {
  switch (sought.kind) {
    case Sought::Kind::kFound:
      answer.verdict = Verdict::kRefuted;
      answer.witness = std::move(sought.found);
      break;
    case Sought::Kind::kImpossible:
      answer.verdict = Verdict::kProved;
      break;
    case Sought::Kind::kUndecided:
      answer.verdict = Verdict::kUndecided;
      answer.stopped_by = std::move(sought.stopped_by);
      answer.stop = sought.stop;
      break;
  }
  answers->push_back(std::move(answer));
}

void PossibleClaims(const ClaimContext& context) {
  if (context.policy().requires_.empty()) return;
  Answer answer;
  answer.claim = Claim::kPossible;
  answer.place = context.policy().requires_.back().place;
  answer.number = static_cast<Index>(context.policy().requires_.size()) - 1;
  const NodeId yes = context.diagrams().Truth(true);
  Sought sought = context.searcher->Possible(context.symbolic->Cases(),
                                             [&](NodeId leaf) { return leaf == yes; });
  switch (sought.kind) {
    case Sought::Kind::kFound:
      answer.verdict = Verdict::kProved;
      break;
    case Sought::Kind::kImpossible:
      answer.verdict = Verdict::kRefuted;
      break;
    case Sought::Kind::kUndecided:
      answer.stopped_by = std::move(sought.stopped_by);
      answer.stop = sought.stop;
      break;
  }
  context.answers->push_back(std::move(answer));
}

// An error that comes from a definition used is told of the first definition that ends in it.
void ErrorClaims(const ClaimContext& context) {
  const Policy& policy = context.policy();
  std::set<std::pair<uint32_t, ErrorCode>> told;
  for (const Index index : policy.order) {
    const program::Definition& definition = policy.definitions[index];
    const NodeId root =
        context.Within(context.symbolic->Cases(), context.symbolic->Definition(index));
    std::map<std::pair<uint32_t, ErrorCode>, NodeId> errors;
    for (const auto& [leaf, pure] : context.searcher->ReachOf(root)) {
      const Leaf at = context.diagrams().LeafOf(leaf);
      if (at.kind != Leaf::Kind::kError || at.error == ErrorCode::kConflict) continue;
      errors.emplace(std::pair(at.offset, at.error), leaf);
    }
    for (const auto& [key, wanted] : errors) {
      if (!told.insert(key).second) continue;
      Answer answer;
      answer.claim = Claim::kNoError;
      answer.definition = index;
      answer.error = key.second;
      answer.node = NodeAt(policy, key.first, key.second);
      answer.place = definition.place;
      if (answer.node >= 0) answer.place.offset = key.first;
      const auto confirm = [&](const Case& found) {
        interp::Machine machine(policy, found.facts, found.at, {});
        const interp::Result& result = machine.Definition(index).result;
        return result.is_error() && result.error == key.second && result.offset == key.first;
      };
      const NodeId leaf = wanted;
      context.Conclude(std::move(answer),
                       context.searcher->Find(
                           root, [&](NodeId at) { return at == leaf; }, confirm));
    }
  }
}

void AssertionClaims(const ClaimContext& context) {
  const Policy& policy = context.policy();
  Diagrams& diagrams = context.diagrams();
  const NodeId yes = diagrams.Truth(true), no = diagrams.Truth(false);
  for (size_t i = 0; i < policy.assertions.size(); ++i) {
    const program::Assertion& assertion = policy.assertions[i];
    if (assertion.condition < 0) continue;
    const NodeId root =
        context.Within(context.symbolic->Cases(), context.symbolic->Of(assertion.condition));
    Answer answer;
    answer.claim = Claim::kAssertion;
    answer.number = static_cast<Index>(i);
    answer.node = assertion.condition;
    answer.place = assertion.place;
    const auto confirm = [&](const Case& found) {
      interp::Machine machine(policy, found.facts, found.at, {});
      return machine.Evaluate(assertion.condition).is_false();
    };
    context.Conclude(answer, context.searcher->Find(
                                 root, [&](NodeId leaf) { return leaf == no; }, confirm));
    if (context.answers->back().verdict != Verdict::kProved) continue;
    answer.claim = Claim::kVacuous;
    context.Conclude(answer,
                     context.searcher->Possible(root, [&](NodeId leaf) { return leaf == yes; }));
  }
}

}  // namespace pol::prove
