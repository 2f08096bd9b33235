// Claims about conditions and their parts: always true, never true, or to be left out without a change.
#include <algorithm>
#include <utility>

#include "compiler/prove/claims.h"
#include "compiler/prove/reads.h"
#include "runtime/interp/evaluate_machine.h"

namespace pol::prove {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using program::Rule;
using program::TypeKind;

constexpr size_t kMostParts = 24;  // of one condition that are held against each other

class ConditionProver {
 public:
  ConditionProver(const ClaimContext& context, Index definition)
      : context_(context),
        symbolic_(*context.symbolic),
        policy_(context.policy()),
        definition_(definition) {}

  void Run() {
    const program::Definition& definition = policy_.definitions[definition_];
    place_ = definition.place;
    const NodeId cases = symbolic_.Cases();
    if (definition.expression >= 0) {
      const Node& node = policy_.nodes[definition.expression];
      const bool condition = node.type >= 0 &&
                             policy_.types[node.type].kind == TypeKind::kBoolean &&
                             IsCondition(node.op);
      if (condition) Condition(definition.expression, cases);
      Choices(definition.expression, cases);
    }
    Rules(definition.rules, cases, {});
    place_ = definition.otherwise_place;
    if (definition.otherwise >= 0) Choices(definition.otherwise, cases);
  }

 private:
  static bool IsCondition(Op op) {
    switch (op) {
      case Op::kNot:
      case Op::kAnd:
      case Op::kOr:
      case Op::kAtLeast:
      case Op::kEqual:
      case Op::kNotEqual:
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
      case Op::kInInterval:
      case Op::kInSet:
      case Op::kIsNone:
        return true;
      default:
        return false;
    }
  }

  void Rules(const std::vector<Rule>& rules, NodeId reached, const RulePath& above) {
    for (size_t i = 0; i < rules.size(); ++i) {
      const Rule& rule = rules[i];
      rule_ = above;
      rule_.push_back(static_cast<int32_t>(i));
      place_ = rule.place;
      row_ = rule.table >= 0;
      NodeId here = reached;
      if (rule.condition >= 0) {
        Condition(rule.condition, here, false);  // its time of validity
        here = symbolic_.And({here, symbolic_.Of(rule.condition)});
      }
      NodeId applies = context_.diagrams().Truth(false);
      for (const program::Branch& branch : rule.branches) {
        NodeId chosen = here;
        if (branch.condition >= 0) {
          Condition(branch.condition, here);
          const NodeId condition = symbolic_.Of(branch.condition);
          chosen = symbolic_.And({here, condition});
          here = symbolic_.And({here, symbolic_.Not(condition)});
        }
        if (branch.result >= 0) Choices(branch.result, chosen);
        applies = symbolic_.Or({applies, chosen});
      }
      const RulePath path = rule_;
      Rules(rule.exceptions, applies, path);
    }
    row_ = false;
    rule_.clear();
  }

  // Conditions of `if` inside a value.
  void Choices(Index index, NodeId reached) {
    const Node& node = policy_.nodes[index];
    if (node.op == Op::kFor || node.op == Op::kCall) return;  // other things are known inside
    if (node.op == Op::kIf) {
      const NodeId condition = symbolic_.Of(node.children[0]);
      Condition(node.children[0], reached);
      Choices(node.children[1], symbolic_.And({reached, condition}));
      Choices(node.children[2], symbolic_.And({reached, symbolic_.Not(condition)}));
      return;
    }
    for (const Index child : node.children) {
      if (child >= 0) Choices(child, reached);
    }
  }

  enum class Truth : uint8_t { kAlways, kNever, kVaries, kUnknown };

  // What the condition is wherever `reached` holds.
  Truth TruthOf(NodeId reached, NodeId condition) const {
    Diagrams& diagrams = context_.diagrams();
    const NodeId root = context_.Within(reached, condition);
    const NodeId yes = diagrams.Truth(true), no = diagrams.Truth(false);
    const Reach reach = context_.searcher->ReachOf(root);
    bool some = false, open = false;
    for (const auto& [leaf, pure] : reach) {
      const Leaf::Kind kind = diagrams.LeafOf(leaf).kind;
      if (kind == Leaf::Kind::kOutside) continue;
      some = true;
      open = open || kind == Leaf::Kind::kUndecided;
    }
    if (!some) return Truth::kUnknown;  // never reached: that is told of what hides it
    const auto reaches = [&](bool truth) -> std::optional<bool> {
      // Errors and no value are neither: they keep a condition from being always true or never.
      const auto wanted = [&](NodeId leaf) {
        const Leaf::Kind kind = diagrams.LeafOf(leaf).kind;
        if (kind == Leaf::Kind::kOutside) return false;
        if (kind == Leaf::Kind::kNoRule || kind == Leaf::Kind::kError) return true;
        return leaf == (truth ? yes : no);
      };
      for (const auto& [leaf, pure] : reach) {
        if (pure && wanted(leaf)) return true;
      }
      const Sought sought = context_.searcher->Possible(root, wanted);
      if (sought.kind == Sought::Kind::kUndecided) return std::nullopt;
      return sought.kind == Sought::Kind::kFound;
    };
    if (open) return Truth::kUnknown;
    const std::optional<bool> holds = reaches(true);
    const std::optional<bool> fails = reaches(false);
    if (!holds || !fails) return Truth::kUnknown;
    if (*holds && *fails) return Truth::kVaries;
    if (!*holds && !*fails) return Truth::kUnknown;
    return *holds ? Truth::kAlways : Truth::kNever;
  }

  void Tell(Claim claim, Index node, bool finding) {
    Answer answer;
    answer.contradiction = finding && claim == Claim::kConditionFalse && Contradicts(node);
    answer.claim = claim;
    answer.verdict = finding ? Verdict::kProved : Verdict::kRefuted;
    answer.definition = definition_;
    answer.rule = rule_;
    answer.node = node;
    answer.place = place_;
    context_.answers->push_back(std::move(answer));
  }

  // Whatever the facts are: what requirements and earlier branches exclude contradicts nothing.
  bool Contradicts(Index index) const {
    const Node& node = policy_.nodes[index];
    if (row_ || (node.op != Op::kAnd && node.op != Op::kAtLeast)) return false;
    const NodeId all = context_.diagrams().Truth(true);
    if (TruthOf(all, symbolic_.Of(index)) != Truth::kNever) return false;
    return std::none_of(node.children.begin(), node.children.end(), [&](Index child) {
      return node.op == Op::kAnd && TruthOf(all, symbolic_.Of(child)) == Truth::kNever;
    });
  }

  // `tell_always`: that it always holds is something to tell.
  void Condition(Index index, NodeId reached, bool tell_always = true) {
    const NodeId condition = symbolic_.Of(index);
    const Node& node = policy_.nodes[index];
    const Truth truth = TruthOf(reached, condition);
    if (truth == Truth::kUnknown) return;
    if (truth == Truth::kVaries) {
      Tell(Claim::kConditionTrue, index, false);
      Tell(Claim::kConditionFalse, index, false);
      if (!row_) Parts(node, reached);
      return;
    }
    const bool always = truth == Truth::kAlways;
    // A part that by itself never holds, or always, is the cause.
    if (node.op == (always ? Op::kOr : Op::kAnd)) {
      bool told = false;
      for (const Index child : node.children) {
        const Truth part = TruthOf(reached, symbolic_.Of(child));
        if (part != truth) continue;
        Tell(always ? Claim::kConditionTrue : Claim::kConditionFalse, child, true);
        told = true;
      }
      if (told) return;
    }
    if (always && (row_ || !tell_always)) return;
    // "unless x" that never holds anything off: it is x that is never met.
    if (node.op == Op::kNot) {
      Tell(always ? Claim::kConditionFalse : Claim::kConditionTrue, node.children[0], true);
      return;
    }
    Tell(always ? Claim::kConditionTrue : Claim::kConditionFalse, index, true);
  }

  void Parts(const Node& node, NodeId reached) {
    if ((node.op != Op::kAnd && node.op != Op::kOr) || IsChain(node)) return;
    const size_t count = node.children.size();
    if (count > kMostParts) return;
    const bool all = node.op == Op::kAnd;
    for (size_t i = 0; i < count; ++i) {
      const Index child = node.children[i];
      const NodeId own = symbolic_.Of(child);
      const Truth alone = TruthOf(reached, own);
      if (alone == Truth::kNever) {
        Tell(Claim::kConditionFalse, child, true);
        continue;
      }
      // Beside the others: for `and` where they hold, for `or` where none does.
      std::vector<NodeId> others = {reached};
      for (size_t j = 0; j < count; ++j) {
        if (j == i) continue;
        const NodeId other = symbolic_.Of(node.children[j]);
        others.push_back(all ? other : symbolic_.Not(other));
      }
      const NodeId beside = symbolic_.And(std::move(others));
      const bool redundant = CanGo(node, i, reached) && !SavesAQuestion(node, i, reached);
      Tell(Claim::kPartRedundant, child, redundant);
      if (!redundant) Parts(policy_.nodes[child], beside);
    }
  }

  // The condition comes to the same without a part, errors included.
  bool CanGo(const Node& node, size_t part, NodeId reached) {
    std::vector<NodeId> rest, whole;
    for (size_t i = 0; i < node.children.size(); ++i) {
      const NodeId child = symbolic_.Of(node.children[i]);
      whole.push_back(child);
      if (i != part) rest.push_back(child);
    }
    class Difference : public Combination {
     public:
      explicit Difference(Diagrams* diagrams) : diagrams_(*diagrams) {}
      std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
        const NodeId a = (*operands)[0].node, b = (*operands)[1].node;
        if (a == b) return diagrams_.Truth(false);
        if (!Diagrams::IsLeaf(a) || !Diagrams::IsLeaf(b)) return std::nullopt;
        const bool none = diagrams_.LeafOf(a).kind == Leaf::Kind::kNoRule &&
                          diagrams_.LeafOf(b).kind == Leaf::Kind::kNoRule;
        return diagrams_.Truth(!none);
      }

     private:
      Diagrams& diagrams_;
    } difference(&context_.diagrams());
    const bool all = node.op == Op::kAnd;
    const NodeId with = all ? symbolic_.And(std::move(whole)) : symbolic_.Or(std::move(whole));
    const NodeId without = all ? symbolic_.And(std::move(rest)) : symbolic_.Or(std::move(rest));
    const NodeId differs =
        context_.Within(reached, context_.diagrams().Apply({{0, with}, {1, without}}, &difference));
    const NodeId yes = context_.diagrams().Truth(true);
    return context_.searcher->Possible(differs, [&](NodeId leaf) { return leaf == yes; }).kind ==
           Sought::Kind::kImpossible;
  }

  // With facts missing the part settles what is asked, and the others alone would ask for more: "日期 不为 空 且 日期 为
  // 立案日" needs no 立案日 where there is no 日期. Shown by a case of which the facts that the others read beside it are left
  // out.
  bool SavesAQuestion(const Node& node, size_t part, NodeId reached) {
    Reads own(policy_), others(policy_);
    for (size_t i = 0; i < node.children.size(); ++i) (i == part ? own : others).Node(node.children[i]);
    std::vector<size_t> beside;
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const auto input = static_cast<Index>(i);
      if (others.Input(input) && !own.Input(input)) beside.push_back(i);
    }
    if (beside.empty()) return false;
    Policy without = policy_;
    Node& shorter = without.nodes[static_cast<size_t>(&node - policy_.nodes.data())];
    const auto at = static_cast<std::ptrdiff_t>(part);
    shorter.children.erase(shorter.children.begin() + at);
    if (part < shorter.labels.size()) shorter.labels.erase(shorter.labels.begin() + at);
    if (part < shorter.ordinals.size()) shorter.ordinals.erase(shorter.ordinals.begin() + at);
    constexpr int kMostTried = 40;
    int tried = 0;
    bool saves = false;
    const auto asks_more = [&](Case some) {
      interp::Machine whole(policy_, some.facts, some.at, {}), less(without, some.facts, some.at, {});
      return !whole.Definition(definition_).result.is_unknown() && less.Definition(definition_).result.is_unknown();
    };
    const Confirm confirm = [&](const Case& found) {
      Case some = found;
      for (const size_t input : beside) some.facts.inputs[input].reset();
      saves = asks_more(some);
      for (size_t i = 0; beside.size() > 1 && i < beside.size() && !saves; ++i) {
        some = found;
        some.facts.inputs[beside[i]].reset();
        saves = asks_more(some);
      }
      return saves || ++tried >= kMostTried;
    };
    const NodeId settles = context_.diagrams().Truth(node.op == Op::kOr);
    const NodeId root = context_.Within(reached, symbolic_.Of(node.children[part]));
    context_.searcher->Find(root, [&](NodeId leaf) { return leaf == settles; }, confirm);
    return saves;
  }

  // "0 < x <= 10" is one condition on x, however its bounds lie to the domain.
  bool IsChain(const Node& node) const {
    if (node.op != Op::kAnd || node.children.size() != 2) return false;
    const Node &a = policy_.nodes[node.children[0]], &b = policy_.nodes[node.children[1]];
    return std::any_of(a.children.begin(), a.children.end(), [&](Index child) {
      return std::find(b.children.begin(), b.children.end(), child) != b.children.end();
    });
  }

  const ClaimContext& context_;
  Symbolic& symbolic_;
  const Policy& policy_;
  const Index definition_;
  RulePath rule_;
  program::Place place_;
  bool row_ = false;
};

}  // namespace

void ConditionClaims(const ClaimContext& context, Index definition) {
  ConditionProver(context, definition).Run();
}

}  // namespace pol::prove
