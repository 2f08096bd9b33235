#include "runtime/interp/why_facts.h"

#include <algorithm>
#include <set>

#include "runtime/interp/why_condition.h"

namespace pol::interp {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using program::Rule;

class FactFinder {
 public:
  explicit FactFinder(Machine* machine) : machine_(*machine), policy_(machine->policy()) {}

  void Definition(Index index) {
    if (!definitions_.insert(index).second) return;
    const program::Definition& definition = policy_.definitions[index];
    if (definition.output && (policy_.effective_from || policy_.effective_to) &&
        policy_.effective_by >= 0) {
      Input(policy_.effective_by);
    }
    if (definition.expression >= 0) {
      Expression(definition.expression);
      return;
    }
    const Look& look = machine_.Definition(index);
    if (look.winners.empty()) {
      NoWinner(definition, look);
      return;
    }
    for (const Winner& winner : look.winners) {
      if (winner.ordinal == Winner::kOtherwise) {
        Failed(definition.rules);
        Expression(definition.otherwise);
      }
    }
    int32_t ordinal = 0;
    for (const Rule& rule : definition.rules) Rules(rule, look.winners, &ordinal);
  }

  std::vector<Index> Take() const { return {inputs_.begin(), inputs_.end()}; }

 private:
  void Input(Index input) {
    if (machine_.Known(input)) inputs_.insert(input);
  }

  void Expression(Index index) {
    if (index < 0) return;
    const Node& node = policy_.nodes[index];
    if (node.op == Op::kInput) Input(node.a);
    if (node.op == Op::kDefinition || node.op == Op::kHasValue) Definition(node.a);
    if (node.op == Op::kIf && loops_ == 0) {
      // A branch not taken is not looked at.
      const Result condition = machine_.Evaluate(node.children[0]);
      if (condition.is_value()) {
        Expression(node.children[0]);
        Expression(node.children[condition.value.truth() ? 1 : 2]);
        return;
      }
    }
    if (node.op == Op::kCall) {
      Call(node);
      return;
    }
    // Inside a loop a choice has as many answers as the loop has turns.
    if (node.op == Op::kFor) ++loops_;
    for (const Index child : node.children) Expression(child);
    if (node.op == Op::kFor) --loops_;
  }

  // What decided the output of another policy, told by what is bound to its inputs.
  void Call(const Node& node) {
    const program::Call& call = policy_.calls[static_cast<size_t>(node.a)];
    std::vector<Index> used;
    if (call.closed) {
      used = machine_.CallFacts(node, FactsOf);
    } else {
      for (size_t i = 0; i < call.bindings.size(); ++i) used.push_back(static_cast<Index>(i));
    }
    for (const Index input : used) {
      const program::Binding& binding = call.bindings[static_cast<size_t>(input)];
      if (binding.node >= 0) {
        Expression(binding.node);
      } else if (binding.input >= 0) {
        Input(binding.input);
      }
    }
    Expression(call.at);
  }

  void Conditions(const Rule& rule) {
    Expression(rule.condition);
    for (const program::Branch& branch : rule.branches) Expression(branch.condition);
    for (const Rule& exception : rule.exceptions) Conditions(exception);
  }

  // True if the rule or one of its exceptions won; then its own conditions count too.
  bool Rules(const Rule& rule, const std::vector<Winner>& winners, int32_t* ordinal) {
    const int32_t own = (*ordinal)++;
    bool won = false;
    for (const Winner& winner : winners) {
      if (winner.ordinal != own) continue;
      won = true;
      Expression(rule.branches[winner.branch].result);
    }
    for (const Rule& exception : rule.exceptions) {
      if (Rules(exception, winners, ordinal)) won = true;
    }
    if (won) Conditions(rule);
    return won;
  }

  void Failed(const std::vector<Rule>& rules) {
    std::vector<ConditionWhy> why;
    for (const Rule& rule : rules) {
      if (rule.condition >= 0 && machine_.Evaluate(rule.condition).is_false()) {
        AddFailedConditions(&machine_, rule.condition, &why);
        continue;
      }
      for (const program::Branch& branch : rule.branches) {
        if (branch.condition >= 0 && machine_.Evaluate(branch.condition).is_false()) {
          AddFailedConditions(&machine_, branch.condition, &why);
        }
      }
    }
    for (const ConditionWhy& condition : why) Expression(condition.node);
  }

  // No rule: the failed conditions named. Anything else: all rules that did not fail.
  void NoWinner(const program::Definition& definition, const Look& look) {
    if (look.result.is_no_rule()) Failed(definition.rules);
    for (const Rule& rule : definition.rules) {
      if (rule.condition >= 0 && machine_.Evaluate(rule.condition).is_false()) continue;
      if (look.result.is_no_rule() && look.result.reason == Reason::kNoneApplied &&
          rule.exceptions.empty()) {
        continue;
      }
      Conditions(rule);
      for (const program::Branch& branch : rule.branches) {
        if (branch.condition >= 0 && machine_.Evaluate(branch.condition).is_false()) continue;
        Expression(branch.result);
      }
    }
  }

  Machine& machine_;
  const Policy& policy_;
  std::set<Index> inputs_, definitions_;
  int loops_ = 0;
};

}  // namespace

std::vector<Index> FactsOf(Machine* machine, Index definition) {
  FactFinder facts(machine);
  facts.Definition(definition);
  return facts.Take();
}

}  // namespace pol::interp
