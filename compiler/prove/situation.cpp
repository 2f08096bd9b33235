#include "compiler/prove/situation.h"

#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic.h"

namespace pol::prove {
namespace {

using interp::ErrorCode;
using program::Hit;
using program::Op;

constexpr size_t kMostOpen = 12;

// What one rule gives in one closing.
struct Outcome {
  enum class Kind : uint8_t { kAbsent, kDrop, kResult } kind = Kind::kAbsent;
  NodeId result = 0;
  std::vector<Applied> by;  // several where exceptions give the same
};

class Situating {
 public:
  using Equals = std::map<std::pair<TermId, TermId>, bool>;

  Situating(Symbolic* symbolic, const Group& group, const std::vector<Operand>& operands,
            const Equals& equal, int32_t without)
      : symbolic_(*symbolic),
        diagrams_(symbolic->diagrams()),
        terms_(symbolic->terms()),
        definition_(symbolic->policy().definitions[group.definition]),
        group_(group),
        operands_(operands),
        equal_(equal),
        without_(without) {
    conflict_ = diagrams_.Error(ErrorCode::kConflict, definition_.place.offset);
    for (const Operand& operand : operands) {
      const Leaf& leaf = diagrams_.LeafOf(operand.node);
      const bool value = group.parts[operand.tag].kind == Part::Kind::kValue ||
                         group.parts[operand.tag].kind == Part::Kind::kOtherwise;
      if (leaf.kind == Leaf::Kind::kUndecided) {
        undecided_ = operand.node;
      } else if (!value && leaf.kind != Leaf::Kind::kValue) {
        open_.push_back(operand);
      }
    }
    if (open_.size() > kMostOpen) undecided_ = diagrams_.Undecided(-1, Answer::Stop::kWork);
  }

  // The leaf; nothing: `needed()` must be known first.
  std::optional<NodeId> Result();
  // Of the closing in which open conditions are as in `bits`.
  NodeId Closed(uint32_t bits);
  const std::vector<Applied>& applied() const { return applied_; }
  const std::vector<Applied>& all() const { return all_; }
  bool decided() const { return open_.empty() && !undecided_; }
  const std::optional<std::pair<TermId, TermId>>& needed() const { return needed_; }

  bool Same(NodeId a, NodeId b);

 private:
  bool Holds(const Operand& operand) const;
  Outcome RuleOutcome(int32_t slot, size_t* at);
  Outcome Merge(Outcome one, const Outcome& other);
  NodeId Collect(const std::vector<Outcome>& outcomes);
  NodeId Least(const std::vector<Operand>& items) const;

  Symbolic& symbolic_;
  Diagrams& diagrams_;
  Terms& terms_;
  const program::Definition& definition_;
  const Group& group_;
  const std::vector<Operand>& operands_;
  const Equals& equal_;
  const int32_t without_;
  NodeId conflict_ = 0;
  std::vector<Operand> open_;
  std::optional<NodeId> undecided_;
  uint32_t bits_ = 0;
  std::optional<std::pair<TermId, TermId>> needed_;
  std::vector<Applied> applied_, all_;
};

bool Situating::Same(NodeId a, NodeId b) {
  if (a == b) return true;
  const Leaf &x = diagrams_.LeafOf(a), &y = diagrams_.LeafOf(b);
  if (x.kind != y.kind) return false;
  switch (x.kind) {
    case Leaf::Kind::kNoRule:
      return true;
    case Leaf::Kind::kValue:
      break;
    default:
      return false;
  }
  const Term &s = terms_[x.term], &t = terms_[y.term];
  if (s.op == Op::kConstant && t.op == Op::kConstant) return s.value == t.value;
  const auto found = equal_.find(std::minmax(x.term, y.term));
  if (found != equal_.end()) return found->second;
  if (!needed_) needed_ = std::minmax(x.term, y.term);
  return false;
}

bool Situating::Holds(const Operand& operand) const {
  for (size_t i = 0; i < open_.size(); ++i) {
    if (open_[i].tag == operand.tag) return (bits_ >> i & 1) != 0;
  }
  return operand.node == diagrams_.Truth(true);
}

Outcome Situating::Merge(Outcome one, const Outcome& other) {
  if (one.kind == Outcome::Kind::kAbsent) return other;
  if (other.kind == Outcome::Kind::kAbsent) return one;
  const bool same = one.kind == other.kind &&
                    (one.kind == Outcome::Kind::kDrop || Same(one.result, other.result));
  if (!same) {
    one.kind = Outcome::Kind::kResult;
    one.result = conflict_;
  }
  one.by.insert(one.by.end(), other.by.begin(), other.by.end());
  return one;
}

// The operands of the rule stand from `at` on; afterwards those behind the rule and its exceptions.
Outcome Situating::RuleOutcome(int32_t index, size_t* at) {
  const Slot& slot = group_.slots[index];
  bool holds = index != without_;
  bool present = false;
  int32_t branch = -1;
  std::optional<NodeId> value;
  for (; *at < operands_.size() && operands_[*at].tag < slot.end_part; ++*at) {
    present = true;
    const Operand& operand = operands_[*at];
    const Part& part = group_.parts[operand.tag];
    switch (part.kind) {
      case Part::Kind::kCondition:
        holds = holds && Holds(operand);
        break;
      case Part::Kind::kBranch:
        if (branch < 0 && Holds(operand)) branch = part.branch;
        break;
      case Part::Kind::kValue:
        if (branch == part.branch) value = operand.node;
        break;
      case Part::Kind::kOtherwise:
        break;
    }
  }
  Outcome exceptions;
  for (const int32_t exception : slot.exceptions) {
    exceptions = Merge(std::move(exceptions), RuleOutcome(exception, at));
  }
  const bool speaks = value.has_value() || slot.rule->removes;
  if (!present || !holds || branch < 0 || !speaks) return {};
  if (exceptions.kind == Outcome::Kind::kDrop) {
    all_.insert(all_.end(), exceptions.by.begin(), exceptions.by.end());
    return {};
  }
  if (exceptions.kind == Outcome::Kind::kResult) return exceptions;
  Outcome own;
  own.kind = value ? Outcome::Kind::kResult : Outcome::Kind::kDrop;
  own.result = value.value_or(0);
  own.by.push_back({index, branch, own.result, -1});
  return own;
}

NodeId Situating::Collect(const std::vector<Outcome>& outcomes) {
  std::vector<NodeId> results;
  for (const Outcome& outcome : outcomes) results.push_back(outcome.result);
  const NodeId settled = symbolic_.Strict(results, [&](const std::vector<TermId>& values) {
    Term term;
    term.type = symbolic_.TypeOf(definition_.type);
    term.children = values;
    switch (definition_.hit) {
      case Hit::kSum:
        term.op = Op::kAdd;
        break;
      case Hit::kMax:
        term.op = Op::kMax;
        break;
      case Hit::kMin:
        term.op = Op::kMin;
        break;
      default: {
        std::vector<Value> items;
        for (const TermId value : values) {
          if (terms_[value].op != Op::kConstant) {
            return diagrams_.Undecided(-1);
          }
          items.push_back(terms_[value].value);
        }
        if (definition_.hit == Hit::kSet) {
          std::sort(items.begin(), items.end());
          items.erase(std::unique(items.begin(), items.end()), items.end());
        }
        return diagrams_.Value(terms_.Constant(Value::List(std::move(items)), symbolic_.TypeOf(definition_.type)));
      }
    }
    if (term.children.size() == 1) return diagrams_.Value(values[0]);
    return diagrams_.Value(terms_.Add(std::move(term)));
  });
  return settled;
}

NodeId Situating::Closed(uint32_t bits) {
  bits_ = bits;
  applied_.clear();
  all_.clear();
  std::vector<Outcome> outcomes;
  std::vector<int32_t> priorities;
  NodeId otherwise = 0;
  bool has_otherwise = false;
  for (size_t at = 0; at < operands_.size();) {
    const Part& part = group_.parts[operands_[at].tag];
    if (part.kind == Part::Kind::kOtherwise) {
      otherwise = operands_[at++].node;
      has_otherwise = true;
      continue;
    }
    int32_t top = part.slot;
    while (group_.slots[top].parent >= 0) top = group_.slots[top].parent;
    Outcome outcome = RuleOutcome(top, &at);
    if (outcome.kind != Outcome::Kind::kResult) continue;
    for (Applied& by : outcome.by) by.top = top;
    outcomes.push_back(std::move(outcome));
    priorities.push_back(group_.slots[top].rule->priority);
  }
  if (outcomes.empty()) {
    if (has_otherwise) return otherwise;
    // It can be gone only where a rule surely applies beside it.
    if (definition_.otherwise >= 0) return diagrams_.Undecided(-1, Answer::Stop::kNone);
    return diagrams_.NoRule(interp::Reason::kNoneApplied, definition_.place.offset);
  }
  size_t count = outcomes.size();
  if (definition_.hit == Hit::kFirst) {
    count = 1;
  } else if (definition_.hit == Hit::kPriority) {
    const int32_t best = *std::min_element(priorities.begin(), priorities.end());
    size_t kept = 0;
    for (size_t i = 0; i < outcomes.size(); ++i) {
      if (priorities[i] == best) std::swap(outcomes[kept++], outcomes[i]);
    }
    count = kept;
  }
  outcomes.resize(count);
  for (const Outcome& outcome : outcomes) {
    applied_.insert(applied_.end(), outcome.by.begin(), outcome.by.end());
  }
  switch (definition_.hit) {
    case Hit::kSum:
    case Hit::kMax:
    case Hit::kMin:
    case Hit::kList:
    case Hit::kSet:
      return Collect(outcomes);
    default:
      break;
  }
  for (size_t i = 1; i < outcomes.size(); ++i) {
    if (!Same(outcomes[0].result, outcomes[i].result)) return conflict_;
  }
  return outcomes[0].result;
}

// No value before errors; of each the one that stands first.
NodeId Situating::Least(const std::vector<Operand>& items) const {
  std::optional<NodeId> no_rule, error;
  for (const Operand& item : items) {
    const Leaf& leaf = diagrams_.LeafOf(item.node);
    std::optional<NodeId>& best = leaf.kind == Leaf::Kind::kNoRule ? no_rule : error;
    const auto key = [&](NodeId node) {
      return std::pair(diagrams_.LeafOf(node).offset, diagrams_.LeafOf(node).error);
    };
    if (!best || key(item.node) < key(*best)) best = item.node;
  }
  return no_rule ? *no_rule : *error;
}

std::optional<NodeId> Situating::Result() {
  if (undecided_) return undecided_;
  if (open_.empty()) {
    const NodeId result = Closed(0);
    return needed_ ? std::nullopt : std::optional(result);
  }
  std::vector<NodeId> results;
  for (uint32_t bits = 0; bits < (1u << open_.size()); ++bits) results.push_back(Closed(bits));
  bool agree = true;
  NodeId first = results[0];
  for (const NodeId result : results) {
    agree = Same(first, result) && agree;
    const Leaf &a = diagrams_.LeafOf(result), &b = diagrams_.LeafOf(first);
    if (a.kind == Leaf::Kind::kNoRule && b.kind == Leaf::Kind::kNoRule && a.offset < b.offset) {
      first = result;
    }
  }
  if (needed_) return std::nullopt;
  if (agree) return first;
  std::vector<Operand> matter;
  for (size_t i = 0; i < open_.size(); ++i) {
    bool matters = false;
    for (uint32_t bits = 0; bits < results.size() && !matters; ++bits) {
      matters = !Same(results[bits], results[bits ^ (1u << i)]);
    }
    if (matters) matter.push_back(open_[i]);
  }
  if (needed_) return std::nullopt;
  return Least(matter);
}

}  // namespace

NodeId Resolve(Symbolic* symbolic, Group* group, const std::vector<Operand>& operands) {
  std::vector<int32_t> key;
  for (const Operand& operand : operands) {
    key.push_back(operand.tag);
    key.push_back(operand.node);
  }
  if (const auto found = group->known.find(key); found != group->known.end()) return found->second;
  Diagrams& diagrams = symbolic->diagrams();
  const auto resolve = [&](const auto& self, const Situating::Equals& equal) -> NodeId {
    Situating situating(symbolic, *group, operands, equal, -1);
    if (const std::optional<NodeId> result = situating.Result()) {
      // A collection whose greatest item hangs on the inputs.
      if (!Diagrams::IsLeaf(*result)) return diagrams.Undecided(-1);
      Leaf leaf;
      leaf.kind = Leaf::Kind::kSituation;
      leaf.situation = static_cast<int32_t>(group->situations.size());
      leaf.of = group->definition;
      group->situations.push_back({operands, *result, equal});
      return diagrams.Put(leaf);
    }
    const auto [a, b] = *situating.needed();
    Situating::Equals yes = equal, no = equal;
    yes[{a, b}] = true;
    no[{a, b}] = false;
    const NodeId same = symbolic->Equal(a, b, -1);
    if (same == diagrams.Truth(true)) return self(self, yes);
    if (same == diagrams.Truth(false)) return self(self, no);
    if (Diagrams::IsLeaf(same)) return same;
    return diagrams.Choose(same, self(self, yes), self(self, no));
  };
  const NodeId made = resolve(resolve, {});
  group->known.emplace(std::move(key), made);
  return made;
}

SituationView ViewOf(Symbolic* symbolic, const Group& group, const Situation& situation,
                     int32_t without) {
  Situating situating(symbolic, group, situation.operands, situation.equal, without);
  SituationView view;
  view.decided = situating.decided();
  if (!view.decided) return view;
  situating.Closed(0);
  view.applied = situating.applied();
  view.dropped = situating.all();
  return view;
}

std::optional<NodeId> ResultWithout(Symbolic* symbolic, const Group& group,
                                    const Situation& situation, int32_t slot) {
  Situating situating(symbolic, group, situation.operands, situation.equal, slot);
  const std::optional<NodeId> result = situating.Result();
  if (!result) return std::nullopt;
  const Leaf& leaf = symbolic->diagrams().LeafOf(*result);
  return leaf.kind == Leaf::Kind::kUndecided ? std::nullopt : result;
}

std::optional<bool> SameResult(Symbolic* symbolic, const Group& group, const Situation& situation,
                               NodeId a, NodeId b) {
  Situating situating(symbolic, group, situation.operands, situation.equal, -1);
  const bool same = situating.Same(a, b);
  return situating.needed() ? std::nullopt : std::optional(same);
}

}  // namespace pol::prove
