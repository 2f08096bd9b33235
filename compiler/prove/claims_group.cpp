// Claims about a group of rules, read off its situations: gaps, conflicts, rules that never apply or can go.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/prove/claims.h"
#include "runtime/interp/evaluate_machine.h"

namespace pol::prove {
namespace {

using interp::ErrorCode;
using program::Hit;

constexpr size_t kMostPairs = 20;  // told of one group

// Ways to one thing: by inputs alone, or leaves that the solver must be asked about.
struct Leads {
  bool sure = false;
  bool unknown = false;  // of some situation it is not known
  std::vector<NodeId> leaves;
  void Add(NodeId leaf, bool pure) {
    sure = sure || pure;
    leaves.push_back(leaf);
  }
};

struct Pair {
  int32_t first = -1, second = -1;  // slots
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

class GroupProver {
 public:
  GroupProver(const ClaimContext& context, Index definition)
      : context_(context),
        symbolic_(*context.symbolic),
        diagrams_(context.diagrams()),
        definition_(context.policy().definitions[definition]),
        group_(symbolic_.GroupOf(definition)) {
    root_ = context.Within(symbolic_.Cases(), group_.diagram);
    conflict_ = diagrams_.Error(ErrorCode::kConflict, definition_.place.offset);
    none_ = diagrams_.NoRule(interp::Reason::kNoneApplied, definition_.place.offset);
    LookAtSituations();
  }

  void Run() {
    Gap();
    Conflicts();
    Rules();
  }

 private:
  struct Seen {
    NodeId leaf;
    bool pure;
    const Situation* situation;
    SituationView view;
  };

  void LookAtSituations() {
    std::vector<std::pair<NodeId, bool>> leaves;
    for (const auto& [leaf, pure] : context_.searcher->ReachOf(root_)) {
      const Leaf& at = diagrams_.LeafOf(leaf);
      if (at.kind == Leaf::Kind::kSituation) leaves.emplace_back(leaf, pure);
      undecided_ = undecided_ || at.kind == Leaf::Kind::kUndecided;
    }
    // In the order in which they were met.
    std::sort(leaves.begin(), leaves.end(), std::greater<>());
    for (const auto& [leaf, pure] : leaves) {
      const Situation& situation = group_.situations[diagrams_.LeafOf(leaf).situation];
      SituationView view = ViewOf(&symbolic_, group_, situation);
      if (!view.decided) undecided_ = undecided_ || HasUndecided(situation);
      seen_.push_back({leaf, pure, &situation, std::move(view)});
    }
  }
  bool HasUndecided(const Situation& situation) const {
    return diagrams_.LeafOf(situation.result).kind == Leaf::Kind::kUndecided;
  }

  Answer Base(Claim claim) const {
    Answer answer;
    answer.claim = claim;
    answer.definition = group_.definition;
    answer.place = definition_.place;
    return answer;
  }

  // Leaves of situations that have a result, and those whose result is not decided.
  bool ResultIs(NodeId leaf, NodeId result) const {
    const Leaf& at = diagrams_.LeafOf(leaf);
    return at.kind == Leaf::Kind::kSituation && group_.situations[at.situation].result == result;
  }

  void Gap() {
    if (definition_.otherwise >= 0) return;
    const Index index = group_.definition;
    const auto confirm = [&](const Case& found) {
      interp::Machine machine(context_.policy(), found.facts, found.at, {});
      const interp::Result& result = machine.Definition(index).result;
      return result.is_no_rule() && result.reason == interp::Reason::kNoneApplied;
    };
    context_.Conclude(Base(Claim::kNoGap),
                      context_.searcher->Find(
                          root_, [&](NodeId leaf) { return ResultIs(leaf, none_); }, confirm));
  }

  // ---------------------------------------------------------------------------- two rules at once

  static bool Picks(Hit hit) {
    return hit == Hit::kUnique || hit == Hit::kAny || hit == Hit::kPriority || hit == Hit::kFirst;
  }

  void Conflicts() {
    if (!Picks(definition_.hit)) return;
    std::map<Pair, Leads> different, same;
    for (const Seen& seen : seen_) {
      const std::vector<Applied>& applied = seen.view.applied;
      for (size_t i = 0; i < applied.size(); ++i) {
        for (size_t j = i + 1; j < applied.size(); ++j) {
          const std::optional<bool> equal = SameResult(&symbolic_, group_, *seen.situation,
                                                       applied[i].value, applied[j].value);
          if (!equal) continue;
          const Pair pair{applied[i].slot, applied[j].slot};
          // Beside a conflict of others nobody sees that these two agree.
          const bool hidden = applied[i].top == applied[j].top ||
                              seen.situation->result == conflict_;
          if (*equal && hidden) continue;
          (*equal ? same : different)[pair].Add(seen.leaf, seen.pure);
        }
      }
    }
    const std::set<Pair> conflicts = Tell(Claim::kNoConflict, different, {});
    if (conflicts.empty()) {
      context_.Conclude(Base(Claim::kNoConflict),
                        context_.searcher->Possible(
                            root_, [&](NodeId leaf) { return ResultIs(leaf, conflict_); }));
    }
    if (definition_.hit != Hit::kUnique) return;
    if (Tell(Claim::kNoSameValue, same, conflicts).empty()) {
      Answer answer = Base(Claim::kNoSameValue);
      answer.verdict = undecided_ ? Verdict::kUndecided : Verdict::kProved;
      if (!undecided_) context_.answers->push_back(std::move(answer));
    }
  }

  // Neighbours first: what stands close together is what a drafter compares.
  std::set<Pair> Tell(Claim claim, const std::map<Pair, Leads>& pairs, const std::set<Pair>& but) {
    std::vector<Pair> order;
    for (const auto& [pair, leads] : pairs) {
      if (!but.contains(pair)) order.push_back(pair);
    }
    std::stable_sort(order.begin(), order.end(), [](const Pair& a, const Pair& b) {
      return a.second - a.first < b.second - b.first;
    });
    std::set<Pair> told;
    for (const Pair& pair : order) {
      if (told.size() == kMostPairs) break;
      Answer answer = Base(claim);
      answer.rule = group_.slots[pair.first].path;
      answer.other = group_.slots[pair.second].path;
      answer.place = group_.slots[pair.second].rule->place;
      const Leads& leads = pairs.at(pair);
      const std::set<NodeId> wanted(leads.leaves.begin(), leads.leaves.end());
      const bool conflict = claim == Claim::kNoConflict;
      const auto confirm = [&](const Case& found) { return Confirms(found, pair, conflict); };
      Sought sought = context_.searcher->Find(
          root_, [&](NodeId leaf) { return wanted.contains(leaf); }, confirm);
      if (sought.kind == Sought::Kind::kImpossible) continue;
      // Undecided elsewhere in the group is not about these two.
      if (sought.kind == Sought::Kind::kUndecided && leads.sure) sought.stop = Answer::Stop::kWork;
      told.insert(pair);
      context_.Conclude(std::move(answer), std::move(sought));
    }
    return told;
  }

  static const interp::RuleWhy* WhyOf(const std::vector<interp::RuleWhy>& rules,
                                      const RulePath& path, size_t depth) {
    if (static_cast<size_t>(path[depth]) >= rules.size()) return nullptr;
    const interp::RuleWhy& why = rules[path[depth]];
    return depth + 1 == path.size() ? &why : WhyOf(why.exceptions, path, depth + 1);
  }

  bool Confirms(const Case& found, const Pair& pair, bool conflict) const {
    interp::EvaluateOptions options;
    options.explain = true;
    const interp::Evaluation evaluation =
        interp::Evaluate(context_.policy(), found.facts, found.at, options);
    const auto& outcomes = definition_.output ? evaluation.outputs : evaluation.lets;
    for (const interp::Outcome& outcome : outcomes) {
      if (outcome.definition != group_.definition) continue;
      const bool in_conflict = outcome.status == interp::Status::kError &&
                               outcome.error == ErrorCode::kConflict &&
                               outcome.error_offset == definition_.place.offset;
      if (conflict != in_conflict) return false;
      for (const int32_t slot : {pair.first, pair.second}) {
        const interp::RuleWhy* why = WhyOf(outcome.why, group_.slots[slot].path, 0);
        if (why == nullptr || why->verdict != interp::Verdict::kApplied) return false;
      }
      return true;
    }
    return false;
  }

  // ---------------------------------------------------------------------------- one rule

  bool Mentions(const Situation& situation, int32_t slot) const {
    const Slot& at = group_.slots[slot];
    return std::any_of(situation.operands.begin(), situation.operands.end(),
                       [&](const Operand& operand) {
                         return operand.tag >= at.first_part && operand.tag < at.end_part;
                       });
  }

  // Is there a way at all? By inputs alone without asking.
  Sought Lead(const Leads& leads) const {
    Sought sought;
    if (leads.sure) {
      sought.kind = Sought::Kind::kFound;
      return sought;
    }
    if (leads.leaves.empty() && !undecided_) return sought;
    const std::set<NodeId> wanted(leads.leaves.begin(), leads.leaves.end());
    return context_.searcher->Possible(root_,
                                       [&](NodeId leaf) { return wanted.contains(leaf); });
  }

  // Whether another result is given without the rule.
  void Weigh(const Seen& seen, int32_t slot, Leads* matters) const {
    if (matters->sure) return;
    const std::optional<NodeId> without = ResultWithout(&symbolic_, group_, *seen.situation, slot);
    const auto observed = [&](NodeId result) {
      const NodeId leaf = symbolic_.InDomain(result, definition_);
      return Diagrams::IsLeaf(leaf) ? leaf : result;
    };
    const std::optional<bool> same =
        without ? SameResult(&symbolic_, group_, *seen.situation, observed(*without),
                             observed(seen.situation->result))
                : std::nullopt;
    if (!same) {
      matters->unknown = true;
    } else if (!*same) {
      matters->Add(seen.leaf, seen.pure);
    }
  }

  void Rules() {
    const size_t count = group_.slots.size();
    std::vector<Leads> applies(count), matters(count);
    std::vector<std::optional<std::set<int32_t>>> beside(count);
    for (const Seen& seen : seen_) {
      if (!seen.view.decided) {
        for (size_t slot = 0; slot < count; ++slot) {
          const auto index = static_cast<int32_t>(slot);
          if (!Mentions(*seen.situation, index)) continue;
          applies[slot].Add(seen.leaf, seen.pure);
          Weigh(seen, index, &matters[slot]);
        }
        continue;
      }
      std::vector<Applied> all = seen.view.applied;
      all.insert(all.end(), seen.view.dropped.begin(), seen.view.dropped.end());
      for (const Applied& one : all) {
        applies[one.slot].Add(seen.leaf, seen.pure);
        if (matters[one.slot].sure) continue;
        Weigh(seen, one.slot, &matters[one.slot]);
        Beside(one, seen, &beside[one.slot]);
      }
    }
    Otherwise();
    for (size_t slot = 0; slot < count; ++slot) {
      Answer answer = Base(Claim::kRuleDead);
      answer.rule = group_.slots[slot].path;
      answer.place = group_.slots[slot].rule->place;
      context_.Conclude(answer, Lead(applies[slot]));
      if (context_.answers->back().verdict != Verdict::kRefuted) continue;
      answer.claim = Claim::kRuleRedundant;
      if (beside[slot] && !beside[slot]->empty()) {
        answer.other = group_.slots[*beside[slot]->begin()].path;
      }
      Sought sought = Lead(matters[slot]);
      if (sought.kind == Sought::Kind::kFound || !matters[slot].unknown) {
        context_.Conclude(std::move(answer), std::move(sought));
      }
    }
  }

  // What is given otherwise is never given where some rule always applies.
  void Otherwise() {
    if (definition_.otherwise < 0) return;
    Leads leads;
    for (const Seen& seen : seen_) {
      if (!seen.view.decided || seen.view.applied.empty()) leads.Add(seen.leaf, seen.pure);
    }
    Answer answer = Base(Claim::kRuleDead);
    answer.place = definition_.otherwise_place;
    context_.Conclude(std::move(answer), Lead(leads));
  }

  // The rules that apply wherever this one does, were it not there.
  void Beside(const Applied& one, const Seen& seen, std::optional<std::set<int32_t>>* common) const {
    const SituationView view = ViewOf(&symbolic_, group_, *seen.situation, one.slot);
    std::set<int32_t> others;
    for (const Applied& other : view.applied) others.insert(other.slot);
    if (!*common) {
      *common = std::move(others);
      return;
    }
    std::erase_if(**common, [&](int32_t slot) { return !others.contains(slot); });
  }

  const ClaimContext& context_;
  Symbolic& symbolic_;
  Diagrams& diagrams_;
  const program::Definition& definition_;
  const Group& group_;
  NodeId root_ = 0, conflict_ = 0, none_ = 0;
  bool undecided_ = false;
  std::vector<Seen> seen_;
};

}  // namespace

void GroupClaims(const ClaimContext& context, Index definition) {
  if (context.policy().definitions[definition].rules.empty()) return;
  GroupProver(context, definition).Run();
}

}  // namespace pol::prove
