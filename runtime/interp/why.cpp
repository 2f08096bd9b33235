#include "runtime/interp/why.h"

#include <algorithm>
#include <optional>

#include "runtime/interp/group.h"
#include "runtime/interp/why_condition.h"
#include "runtime/interp/why_facts.h"
#include "runtime/interp/why_not.h"

namespace pol::interp {
namespace {

using program::Branch;
using program::Definition;
using program::Hit;
using program::Rule;

// Whether a rule or exception is there in the end (semantics 3.4), as far as conditions without
// cells tell.
enum class Presence : uint8_t { kAbsent, kPresent, kOpen };
struct Judged {
  RuleWhy why;
  Presence presence = Presence::kAbsent;
  bool drops = false;  // present, and its effect is to remove
};

class Explainer {
 public:
  Explainer(Machine* machine, const Definition& definition)
      : machine_(*machine), definition_(definition) {}

  std::vector<RuleWhy> Rules() {
    std::vector<Judged> judged;
    for (const Rule& rule : definition_.rules) judged.push_back(Judge(rule));
    MarkNotReached(&judged);
    std::vector<RuleWhy> why;
    for (Judged& one : judged) why.push_back(std::move(one.why));
    return why;
  }

 private:
  // The chosen branch of a rule whose condition holds.
  struct Chosen {
    Presence presence = Presence::kAbsent;
    const Branch* branch = nullptr;
  };

  Chosen Choose(const Rule& rule, RuleWhy* why) {
    std::vector<ConditionWhy> failed;
    for (const Branch& branch : rule.branches) {
      const Result condition = Holds(branch.condition);
      if (condition.is_true()) return {Presence::kPresent, &branch};
      if (!condition.is_value()) {
        AddOpenConditions(&machine_, branch.condition, &why->conditions);
        return {Presence::kOpen, &branch};
      }
      AddFailedConditions(&machine_, branch.condition, &failed);
    }
    why->conditions.insert(why->conditions.end(), failed.begin(), failed.end());
    return {};
  }

  Result Holds(Index condition) {
    return condition < 0 ? Result::Truth(true) : machine_.Evaluate(condition);
  }

  Judged Judge(const Rule& rule) {
    Judged judged;
    RuleWhy& why = judged.why;
    why.rule = rule.label;
    why.place = rule.place;
    const Result condition = Holds(rule.condition);
    if (condition.is_false()) {
      AddFailedConditions(&machine_, rule.condition, &why.conditions);
      return judged;
    }
    if (!condition.is_value()) {
      AddOpenConditions(&machine_, rule.condition, &why.conditions);
      why.verdict = Verdict::kOpen;
      judged.presence = Presence::kOpen;
      return judged;
    }
    const Chosen chosen = Choose(rule, &why);
    if (chosen.branch != nullptr) {
      why.modality = chosen.branch->modality;
      why.branch = static_cast<int32_t>(chosen.branch - rule.branches.data());
    }
    if (chosen.presence == Presence::kAbsent) return judged;
    judged.presence = chosen.presence;
    if (chosen.presence == Presence::kOpen) {
      why.verdict = Verdict::kOpen;
      return judged;
    }
    if (chosen.branch->result < 0 && !rule.removes) {
      judged.presence = Presence::kAbsent;
      return judged;
    }
    WeighExceptions(rule, &judged);
    return judged;
  }

  void WeighExceptions(const Rule& rule, Judged* judged) {
    RuleWhy& why = judged->why;
    why.verdict = Verdict::kApplied;
    judged->drops = rule.removes;
    bool replaced = false, all_drop = true, open = false;
    for (const Rule& exception : rule.exceptions) {
      Judged one = Judge(exception);
      if (one.presence == Presence::kPresent) {
        if (!replaced) why.suppressed_by = exception.label;
        replaced = true;
        all_drop = all_drop && one.drops;
      }
      if (one.presence == Presence::kOpen) {
        open = true;
        why.conditions.insert(why.conditions.end(), one.why.conditions.begin(),
                              one.why.conditions.end());
      }
      why.exceptions.push_back(std::move(one.why));
    }
    if (replaced) {
      why.verdict = Verdict::kSuppressed;
      why.conditions.clear();
      judged->presence = all_drop ? Presence::kAbsent : Presence::kPresent;
      judged->drops = false;
    } else if (open) {
      why.verdict = Verdict::kOpen;
      judged->presence = Presence::kOpen;
    }
  }

  void MarkNotReached(std::vector<Judged>* judged) {
    const Hit hit = definition_.hit;
    if (hit != Hit::kFirst && hit != Hit::kPriority) return;
    std::optional<int32_t> best;
    for (size_t i = 0; i < judged->size(); ++i) {
      if ((*judged)[i].presence != Presence::kPresent) continue;
      const int32_t rank =
          hit == Hit::kFirst ? static_cast<int32_t>(i) : definition_.rules[i].priority;
      if (!best || rank < *best) best = rank;
    }
    if (!best) return;
    for (size_t i = 0; i < judged->size(); ++i) {
      const int32_t rank =
          hit == Hit::kFirst ? static_cast<int32_t>(i) : definition_.rules[i].priority;
      if (rank <= *best) continue;
      RuleWhy& why = (*judged)[i].why;
      why.verdict = Verdict::kNotReached;
      why.conditions.clear();
      why.exceptions.clear();
      why.suppressed_by.clear();
    }
  }

  Machine& machine_;
  const Definition& definition_;
};

}  // namespace

void Explain(Machine* machine, Index index, Outcome* outcome) {
  const Definition& definition = machine->policy().definitions[index];
  if (definition.expression < 0) {
    outcome->why = Explainer(machine, definition).Rules();
  } else if (machine->policy().types[definition.type].kind == program::TypeKind::kBoolean) {
    // A formula that says no is told as a rule that failed.
    RuleWhy why;
    why.conditions = ConditionsOf(FindWhyNot(machine, definition.expression));
    if (!why.conditions.empty()) {
      why.place = definition.place;
      outcome->why.push_back(std::move(why));
    }
  }
  outcome->facts = FactsOf(machine, index);
}

}  // namespace pol::interp
