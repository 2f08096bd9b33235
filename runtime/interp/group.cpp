#include "runtime/interp/group.h"

#include <algorithm>

#include "runtime/interp/closing.h"

namespace pol::interp {
namespace {

using program::Branch;
using program::Definition;
using program::Hit;
using program::Rule;

int32_t CountRules(const Rule& rule) {
  int32_t count = 1;
  for (const Rule& exception : rule.exceptions) count += CountRules(exception);
  return count;
}

bool Collects(Hit hit) {
  return hit == Hit::kSum || hit == Hit::kMax || hit == Hit::kMin || hit == Hit::kList ||
         hit == Hit::kSet;
}

class Group {
 public:
  Group(Machine* machine, const Definition& definition)
      : machine_(*machine), definition_(definition), table_(definition.place.offset) {}

  Look Evaluate();

 private:
  void Open(const std::vector<Rule>& rules, int32_t* ordinal, std::vector<OpenRule>* open);
  void OpenBranches(const Rule& rule, OpenRule* open);
  Result Condition(Index node);
  Result ValueOf(Index node);
  void InternValues(const std::vector<OpenRule>& rules);
  Slot Build(const OpenRule& open);
  int32_t ItemOf(const Result& result);
  std::vector<OutcomeId> Defaults();
  std::vector<bool> Matters(const std::vector<OutcomeId>& defaults) const;
  Result Agreed(const std::vector<OutcomeId>& defaults) const;
  Result Collect(const std::vector<OutcomeId>& applied) const;
  std::vector<Winner> Winners() const;
  std::vector<Winner> Conflict() const;
  bool AllCanBeAbsent() const;
  const program::Type* ValueType() const;

  Machine& machine_;
  const Definition& definition_;
  OutcomeTable table_;
  std::vector<OpenRule> open_;
  bool unknown_values_ = false;
  std::vector<OutcomeId> unknown_;  // what an open value closes to
  std::vector<Slot> slots_;
  std::vector<const Result*> items_;  // conditions that are U, N or E, values that are U
  Result otherwise_;
  int32_t otherwise_item_ = -1;
};

// ------------------------------------------------------------------------------ conditions and
// values

void Group::Open(const std::vector<Rule>& rules, int32_t* ordinal, std::vector<OpenRule>* open) {
  Machine::FailedRules& failed = machine_.failed_rules();
  const bool top = &rules == &definition_.rules && failed.failed.size() == rules.size();
  for (size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    const int32_t own = *ordinal;
    if (top && failed.known && failed.failed[i]) {
      *ordinal += rule.exceptions.empty() ? 1 : CountRules(rule);
      continue;
    }
    OpenRule next;
    next.condition = rule.condition < 0 ? Result::Truth(true) : machine_.Evaluate(rule.condition);
    if (next.condition.is_false()) {
      if (top && !failed.known) failed.failed[i] = true;
      *ordinal += rule.exceptions.empty() ? 1 : CountRules(rule);
      continue;
    }
    next.rule = &rule;
    next.ordinal = own;
    OpenBranches(rule, &next);
    ++*ordinal;
    const bool speaks =
        rule.removes || std::any_of(next.branches.begin(), next.branches.end(),
                                    [](const OpenBranch& b) { return b.value.has_value(); });
    if (speaks) {
      Open(rule.exceptions, ordinal, &next.exceptions);
      open->push_back(std::move(next));
    } else {
      *ordinal = own + CountRules(rule);
    }
  }
}

Result Group::Condition(Index node) {
  if (node < 0) return Result::Truth(true);
  // Most rows of a table fail by a comparison that the choice of cells has settled: no need to look
  // at the others.
  const auto& decided = machine_.decided();
  const program::Node& condition = machine_.policy().nodes[node];
  if (!decided.empty() && condition.op == program::Op::kAnd) {
    for (const Index child : condition.children) {
      if (decided[child] != nullptr && decided[child]->is_false()) return *decided[child];
    }
  }
  return machine_.Evaluate(node);
}

void Group::OpenBranches(const Rule& rule, OpenRule* open) {
  for (size_t i = 0; i < rule.branches.size(); ++i) {
    const Branch& branch = rule.branches[i];
    OpenBranch next;
    next.branch = static_cast<int32_t>(i);
    next.condition = Condition(branch.condition);
    if (next.condition.is_false()) continue;
    if (branch.result >= 0) next.value = ValueOf(branch.result);
    const bool sure = next.condition.is_true();
    open->branches.push_back(std::move(next));
    if (sure) break;
  }
}

Result Group::ValueOf(Index node) {
  Result result = machine_.Evaluate(node);
  if (result.is_unknown()) unknown_values_ = true;
  const Hit hit = definition_.hit;
  const bool computes = hit == Hit::kSum || hit == Hit::kMax || hit == Hit::kMin;
  if (computes && result.is_value() && result.value.is_none()) {
    return Result::Error(ErrorCode::kNoneUsed, definition_.place.offset);
  }
  return result;
}

// What a rule gives: for list and set the items, else the type of the definition.
const program::Type* Group::ValueType() const {
  if (definition_.type < 0) return nullptr;
  const program::Type& type = machine_.policy().types[definition_.type];
  const bool items = definition_.hit == Hit::kList || definition_.hit == Hit::kSet;
  return items ? type.element.get() : &type;
}

// ------------------------------------------------------------------------------ slots

void Group::InternValues(const std::vector<OpenRule>& rules) {
  for (const OpenRule& rule : rules) {
    for (const OpenBranch& branch : rule.branches) {
      if (branch.value && !branch.value->is_unknown()) table_.Intern(*branch.value);
    }
    InternValues(rule.exceptions);
  }
}

int32_t Group::ItemOf(const Result& result) {
  items_.push_back(&result);
  return static_cast<int32_t>(items_.size()) - 1;
}

struct Choice {
  bool speaks = false;
  std::vector<OutcomeId> own;  // where no exception holds
  // Outcomes where the exceptions merge to `merged`.
  std::vector<OutcomeId> With(OutcomeId merged) const {
    if (!speaks) return {kAbsent};
    if (merged == kAbsent) return own;
    return {WithExceptions(kDrop, merged)};
  }
};

void AddPairs(const std::vector<OutcomeId>& xs, const std::vector<OutcomeId>& ys,
              std::vector<OutcomePair>* pairs) {
  for (const OutcomeId x : xs) {
    for (const OutcomeId y : ys) {
      if (x != y) pairs->emplace_back(std::min(x, y), std::max(x, y));
    }
  }
}

void AddToggle(int32_t item, std::vector<OutcomePair> pairs, Slot* slot) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  if (!pairs.empty()) slot->toggles.push_back({item, std::move(pairs)});
}

Slot Group::Build(const OpenRule& open) {
  std::vector<Slot> exceptions;
  for (const OpenRule& exception : open.exceptions) exceptions.push_back(Build(exception));

  std::vector<Choice> choices;
  for (const OpenBranch& branch : open.branches) {
    Choice choice;
    choice.speaks = branch.value.has_value() || open.rule->removes;
    if (!branch.value) {
      choice.own = {kDrop};
    } else if (branch.value->is_unknown()) {
      choice.own = unknown_;
    } else {
      choice.own = {table_.Intern(*branch.value)};
    }
    choices.push_back(std::move(choice));
  }
  const bool chosen = !open.branches.empty() && open.branches.back().condition.is_true();
  if (!chosen) choices.emplace_back();  // no branch holds

  Slot slot;
  slot.priority = open.rule->priority;
  const std::vector<OutcomeId> merges = Merges(exceptions, -1);
  for (const Choice& choice : choices) {
    for (const OutcomeId merged : merges) {
      for (const OutcomeId outcome : choice.With(merged)) slot.outcomes.push_back(outcome);
    }
  }
  SortUnique(&slot.outcomes);

  for (size_t i = 0; i < open.branches.size(); ++i) {
    const OpenBranch& branch = open.branches[i];
    if (!branch.condition.is_value()) {
      std::vector<OutcomePair> pairs;
      for (size_t j = i + 1; j < choices.size(); ++j) {
        for (const OutcomeId merged : merges) {
          AddPairs(choices[i].With(merged), choices[j].With(merged), &pairs);
        }
      }
      AddToggle(ItemOf(branch.condition), std::move(pairs), &slot);
    }
    if (branch.value && branch.value->is_unknown()) {
      std::vector<OutcomePair> pairs;
      // Exchanging one value with each other one tells all that exchanging any two would.
      if (merges.front() == kAbsent) AddPairs({choices[i].own[0]}, choices[i].own, &pairs);
      AddToggle(ItemOf(*branch.value), std::move(pairs), &slot);
    }
  }
  for (size_t i = 0; i < exceptions.size(); ++i) {
    if (exceptions[i].toggles.empty()) continue;
    const std::vector<OutcomeId> others = Merges(exceptions, static_cast<int32_t>(i));
    for (const Toggle& toggle : exceptions[i].toggles) {
      std::vector<OutcomePair> pairs;
      for (const OutcomeId other : others) {
        for (const auto& [x, y] : toggle.pairs) {
          for (const Choice& choice : choices) {
            if (!choice.speaks) continue;
            AddPairs(choice.With(MergeTwo(x, other)), choice.With(MergeTwo(y, other)), &pairs);
          }
        }
      }
      AddToggle(toggle.item, std::move(pairs), &slot);
    }
  }
  if (!open.condition.is_value()) {
    std::vector<OutcomePair> pairs;
    AddPairs({kAbsent}, slot.outcomes, &pairs);
    slot.outcomes.push_back(kAbsent);
    SortUnique(&slot.outcomes);
    AddToggle(ItemOf(open.condition), std::move(pairs), &slot);
  }

  if (merges.front() == kAbsent && !open.rule->removes) {
    for (const OpenBranch& branch : open.branches) {
      if (branch.value) slot.winners.push_back({open.ordinal, branch.branch});
    }
  }
  for (const Slot& exception : exceptions) {
    slot.winners.insert(slot.winners.end(), exception.winners.begin(), exception.winners.end());
    if (!exception.can_be_absent()) break;
  }
  return slot;
}

// ------------------------------------------------------------------------------ the group

bool Group::AllCanBeAbsent() const {
  return std::all_of(slots_.begin(), slots_.end(),
                     [](const Slot& slot) { return slot.can_be_absent(); });
}

// What the group gives if no rule applies; empty if one surely does.
std::vector<OutcomeId> Group::Defaults() {
  if (!AllCanBeAbsent()) return {};
  if (definition_.otherwise < 0) {
    return {table_.Intern(Result::NoRule(Reason::kNoneApplied, definition_.place.offset))};
  }
  otherwise_ = machine_.Evaluate(definition_.otherwise);
  if (!otherwise_.is_unknown()) return {table_.Intern(otherwise_)};
  otherwise_item_ = ItemOf(otherwise_);
  if (!unknown_values_) {
    table_.AddValuesOf(machine_.policy(), machine_.TypeOf(definition_.otherwise),
                       Collects(definition_.hit));
  }
  return table_.unknown();
}

std::vector<bool> Group::Matters(const std::vector<OutcomeId>& defaults) const {
  std::vector<bool> matters;
  switch (definition_.hit) {
    case Hit::kUnique:
    case Hit::kAny:
      matters = MattersByUnique(slots_, table_.size(), defaults, items_.size());
      break;
    case Hit::kFirst:
      matters = MattersByFirst(slots_, defaults, items_.size());
      break;
    case Hit::kPriority:
      matters = MattersByPriority(slots_, table_.size(), defaults, items_.size());
      break;
    default:
      matters = MattersByCollection(slots_, table_, definition_.hit, defaults, items_.size());
      break;
  }
  if (otherwise_item_ >= 0)
    matters[otherwise_item_] = true;  // it is reachable, and can be two values
  return matters;
}

Result Group::Collect(const std::vector<OutcomeId>& applied) const {
  Gathered gathered;
  for (const OutcomeId id : applied) gathered.Add(table_.at(id));
  if (gathered.any()) return gathered.Strict();
  if (definition_.hit == Hit::kList || definition_.hit == Hit::kSet) {
    std::vector<Value> items;
    for (const OutcomeId id : applied) items.push_back(table_.at(id).value);
    if (definition_.hit == Hit::kSet) {
      std::sort(items.begin(), items.end());
      items.erase(std::unique(items.begin(), items.end()), items.end());
    }
    return Result::Of(Value::List(std::move(items)));
  }
  Rational total = table_.at(applied[0]).value.number();
  for (size_t i = 1; i < applied.size(); ++i) {
    const Rational& next = table_.at(applied[i]).value.number();
    if (definition_.hit == Hit::kSum) {
      total = total + next;
    } else if (definition_.hit == Hit::kMax ? next > total : next < total) {
      total = next;
    }
  }
  return Result::Number(std::move(total));
}

// The result on which all closings agree, from one of them.
Result Group::Agreed(const std::vector<OutcomeId>& defaults) const {
  std::vector<OutcomeId> applied;
  int32_t best = 0;
  for (const Slot& slot : slots_) {
    const OutcomeId outcome = slot.outcomes.front();
    if (outcome == kAbsent) continue;
    if (definition_.hit == Hit::kFirst) return table_.at(outcome);
    if (definition_.hit == Hit::kPriority) {
      if (applied.empty() || slot.priority < best) {
        applied.clear();
        best = slot.priority;
      } else if (slot.priority > best) {
        continue;
      }
    }
    applied.push_back(outcome);
  }
  if (applied.empty()) return table_.at(defaults.front());
  if (Collects(definition_.hit)) return Collect(applied);
  OutcomeId merged = kAbsent;
  for (const OutcomeId outcome : applied) merged = MergeTwo(outcome, merged);
  return table_.at(merged);
}

std::vector<Winner> Group::Winners() const {
  std::vector<const Slot*> order;
  for (const Slot& slot : slots_) order.push_back(&slot);
  const bool levels = definition_.hit == Hit::kPriority;
  if (levels) {
    std::stable_sort(order.begin(), order.end(),
                     [](const Slot* a, const Slot* b) { return a->priority < b->priority; });
  }
  std::vector<Winner> winners;
  for (const Slot* slot : order) {
    winners.insert(winners.end(), slot->winners.begin(), slot->winners.end());
    // One result: the first rule that applies gives it. A collection: all of them do.
    if (!Collects(definition_.hit) && !slot->can_be_absent()) break;
  }
  if (AllCanBeAbsent() && definition_.otherwise >= 0) winners.push_back({Winner::kOtherwise, 0});
  std::sort(winners.begin(), winners.end());
  return winners;
}

// The first applied rule and the first later one that differs.
std::vector<Winner> Group::Conflict() const {
  const Slot* first = nullptr;
  for (const Slot& slot : slots_) {
    const OutcomeId outcome = slot.outcomes.front();
    if (outcome == kAbsent || slot.winners.empty()) continue;
    if (outcome == kConflict && slot.winners.size() > 1) return {slot.winners[0], slot.winners[1]};
    if (first == nullptr) {
      first = &slot;
    } else if (outcome != first->outcomes.front() &&
               (definition_.hit != Hit::kPriority || slot.priority == first->priority)) {
      return {first->winners[0], slot.winners[0]};
    }
  }
  return {};
}

Look Group::Evaluate() {
  int32_t ordinal = 0;
  Open(definition_.rules, &ordinal, &open_);
  InternValues(open_);
  if (unknown_values_) {
    table_.AddValuesOf(machine_.policy(), ValueType(), Collects(definition_.hit));
    unknown_ = table_.unknown();
  }
  for (const OpenRule& open : open_) {
    Slot slot = Build(open);
    if (slot.outcomes.back() != kAbsent) slots_.push_back(std::move(slot));
  }
  const std::vector<OutcomeId> defaults = Defaults();
  Look look;
  Gathered gathered;
  const std::vector<bool> matters = Matters(defaults);
  for (size_t i = 0; i < matters.size(); ++i) {
    if (matters[i]) gathered.Add(*items_[i]);
  }
  if (gathered.any()) {
    look.result = gathered.UnknownFirst();
    return look;
  }
  look.result = Agreed(defaults);
  if (look.result.is_value()) look.winners = Winners();
  if (look.result.is_error() && Same(look.result, table_.at(kConflict))) look.conflict = Conflict();
  return look;
}

const Rule* Find(const std::vector<Rule>& rules, int32_t* left) {
  for (const Rule& rule : rules) {
    if ((*left)-- == 0) return &rule;
    if (const Rule* found = Find(rule.exceptions, left)) return found;
  }
  return nullptr;
}

}  // namespace

Look EvaluateGroup(Machine* machine, const Definition& definition) {
  return Group(machine, definition).Evaluate();
}

const Rule* RuleAt(const std::vector<Rule>& rules, int32_t ordinal) {
  return Find(rules, &ordinal);
}

}  // namespace pol::interp
