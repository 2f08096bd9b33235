#include "compiler/prove/claims_equal.h"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/interp/canonical.h"
#include "runtime/interp/evaluate_machine.h"

namespace pol::prove {
namespace {

using program::Policy;
using program::Type;
using program::TypeKind;

bool SameType(const Policy& a, const Type& x, const Policy& b, const Type& y) {
  if (x.kind != y.kind || x.optional != y.optional || x.unit != y.unit) return false;
  if (x.kind == TypeKind::kEnum) {
    const program::EnumType &s = a.enums[x.enumeration], &t = b.enums[y.enumeration];
    return s.open == t.open && s.members.size() == t.members.size() &&
           std::equal(s.members.begin(), s.members.end(), t.members.begin(),
                      [](const auto& m, const auto& n) { return m.name == n.name; });
  }
  return x.kind != TypeKind::kRecord || x.name == y.name;
}

Index InputCalled(const Policy& policy, const std::string& name) {
  for (size_t i = 0; i < policy.inputs.size(); ++i) {
    if (policy.inputs[i].name == name) return static_cast<Index>(i);
  }
  return -1;
}

Index OutputCalled(const Policy& policy, const std::string& name) {
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    if (policy.definitions[i].output && policy.definitions[i].name == name) {
      return static_cast<Index>(i);
    }
  }
  return -1;
}

class Difference : public Combination {
 public:
  explicit Difference(Symbolic* symbolic) : symbolic_(*symbolic), diagrams_(symbolic->diagrams()) {}
  std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
    const NodeId a = (*operands)[0].node, b = (*operands)[1].node;
    if (!Diagrams::IsLeaf(a) || !Diagrams::IsLeaf(b)) return std::nullopt;
    const Leaf x = diagrams_.LeafOf(a), y = diagrams_.LeafOf(b);
    if (x.kind == Leaf::Kind::kUndecided) return a;
    if (y.kind == Leaf::Kind::kUndecided) return b;
    if (x.kind != y.kind) return diagrams_.Truth(true);
    if (x.kind != Leaf::Kind::kValue) return diagrams_.Truth(false);
    return symbolic_.Not(symbolic_.Equal(x.term, y.term, -1));
  }

 private:
  Symbolic& symbolic_;
  Diagrams& diagrams_;
};

// The policy of a reading; null: there is none of that name.
const Policy* ReadingOf(const Policy& policy, const std::string& name) {
  if (policy.reading == name) return &policy;
  for (const program::Reading& reading : policy.readings) {
    if (reading.name == name) return reading.policy.get();
  }
  return nullptr;
}

// The result of an output, as text; nothing where it is no value.
std::optional<std::string> ResultOf(const Policy& policy, Index definition,
                                    const interp::Facts& facts, int64_t at, bool* error) {
  interp::Machine machine(policy, facts, at, {});
  const interp::Result& result = machine.Definition(definition).result;
  *error = result.is_error();
  if (!result.is_value()) return std::nullopt;
  return interp::CanonicalText(policy, policy.types[policy.definitions[definition].type],
                               result.value);
}

}  // namespace

std::unique_ptr<Symbolic> Embedded(const Policy& policy, Symbolic* outer) {
  const Policy& main = outer->policy();
  Embedding embedding;
  for (const program::Input& input : policy.inputs) {
    const Index index = InputCalled(main, input.name);
    if (index < 0 || !SameType(policy, policy.types[input.type], main,
                               main.types[main.inputs[index].type])) {
      return nullptr;
    }
    embedding.inputs.push_back(outer->InputOf(index, -1));
    embedding.lists.push_back(outer->ListOf(index));
  }
  embedding.today = outer->Today();
  for (const Type& type : policy.types) {
    Index same = -1;
    for (size_t i = 0; i < main.types.size() && same < 0; ++i) {
      if (SameType(policy, type, main, main.types[i])) same = static_cast<Index>(i);
    }
    embedding.types.push_back(same);
  }
  return std::make_unique<Symbolic>(policy, outer, std::move(embedding));
}

NodeId Differs(Symbolic* symbolic, NodeId a, NodeId b) {
  Difference difference(symbolic);
  return symbolic->diagrams().Apply({{0, a}, {1, b}}, &difference);
}

interp::Facts FactsFor(const Policy& to, const Policy& from, const interp::Facts& facts) {
  interp::Facts made;
  made.leaves = facts.leaves;
  made.decided_by.resize(to.inputs.size());
  for (const program::Input& input : to.inputs) {
    const Index index = InputCalled(from, input.name);
    made.inputs.push_back(index < 0 ? std::nullopt : facts.inputs[index]);
  }
  return made;
}

void ReadingClaims(const ClaimContext& context) {
  const Policy& policy = context.policy();
  for (size_t number = 0; number < policy.comparisons.size(); ++number) {
    const program::Comparison& comparison = policy.comparisons[number];
    for (size_t i = 1; i < comparison.readings.size(); ++i) {
      Answer answer;
      answer.claim = Claim::kReadingsEqual;
      answer.number = static_cast<Index>(number);
      answer.reading = comparison.readings[0];
      answer.other_reading = comparison.readings[i];
      answer.place = comparison.place;
      const Policy* one = ReadingOf(policy, answer.reading);
      const Policy* two = ReadingOf(policy, answer.other_reading);
      if (one == nullptr || two == nullptr) continue;
      std::unique_ptr<Symbolic> inner[2];
      Symbolic* symbolic[2] = {context.symbolic, context.symbolic};
      NodeId cases = context.symbolic->Cases();
      for (const int k : {0, 1}) {
        const Policy& reading = k == 0 ? *one : *two;
        if (&reading == &policy) continue;
        inner[k] = Embedded(reading, context.symbolic);
        symbolic[k] = inner[k].get();
        if (symbolic[k] != nullptr) {
          cases = symbolic[k]->And({cases, symbolic[k]->Cases()});
        }
      }
      if (symbolic[0] == nullptr || symbolic[1] == nullptr) continue;
      // Output by output: what was undecided of one is not so of the others.
      Sought sought;
      for (size_t d = 0; d < one->definitions.size(); ++d) {
        if (!one->definitions[d].output) continue;
        const auto first = static_cast<Index>(d);
        const Index second = OutputCalled(*two, one->definitions[d].name);
        if (second < 0) continue;
        const NodeId differs = Differs(context.symbolic, symbolic[0]->Definition(first),
                                       symbolic[1]->Definition(second));
        const auto confirm = [&](const Case& found) {
          bool error[2];
          const auto a = ResultOf(*one, first, FactsFor(*one, policy, found.facts), found.at, error);
          const auto b =
              ResultOf(*two, second, FactsFor(*two, policy, found.facts), found.at, error + 1);
          return a != b || error[0] != error[1];
        };
        const NodeId yes = context.diagrams().Truth(true);
        Sought next = context.searcher->Find(
            context.Within(cases, differs), [&](NodeId leaf) { return leaf == yes; }, confirm);
        if (next.kind == Sought::Kind::kImpossible) continue;
        const bool found = next.kind == Sought::Kind::kFound;
        if (found || sought.kind == Sought::Kind::kImpossible) sought = std::move(next);
        if (found) break;
      }
      context.Conclude(std::move(answer), std::move(sought));
    }
  }
}

}  // namespace pol::prove
