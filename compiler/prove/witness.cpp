#include "compiler/prove/witness.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/prove/list_leaves.h"
#include "compiler/prove/witness_values.h"
#include "runtime/interp/require.h"
#include "runtime/value/date.h"

namespace pol::prove {

using program::Op;
using program::Type;
using program::TypeKind;

namespace {

constexpr Index kDay = -1;              // stands for the day among the inputs
constexpr int kFewTries = 60;           // choices of values looked at before the solver is asked
constexpr int kMostTries = 1'000;       // once it is known that there is a case
constexpr int kMostQuestions = 12;      // to the solver, for rounder values
constexpr int64_t kPlainYear = 2024;    // where nothing says when: its first day

// Inputs that a node reads, through definitions.
void InputsOfNode(const program::Policy& policy, Index node, std::set<Index>* seen,
                  std::set<Index>* definitions, std::set<Index>* inputs) {
  if (node < 0 || !seen->insert(node).second) return;
  const program::Node& read = policy.nodes[static_cast<size_t>(node)];
  if (read.op == Op::kInput) inputs->insert(read.a);
  for (const Index child : read.children) InputsOfNode(policy, child, seen, definitions, inputs);
  const bool refers = read.op == Op::kDefinition || read.op == Op::kHasValue;
  if (!refers || !definitions->insert(read.a).second) return;
  const program::Definition& definition = policy.definitions[static_cast<size_t>(read.a)];
  const auto visit = [&](Index one) { InputsOfNode(policy, one, seen, definitions, inputs); };
  visit(definition.expression);
  visit(definition.otherwise);
  std::vector<const program::Rule*> open;
  for (const program::Rule& rule : definition.rules) open.push_back(&rule);
  while (!open.empty()) {
    const program::Rule* rule = open.back();
    open.pop_back();
    visit(rule->condition);
    for (const program::Branch& branch : rule->branches) {
      visit(branch.condition);
      visit(branch.result);
    }
    for (const program::Rule& exception : rule->exceptions) open.push_back(&exception);
  }
}

class Search {
 public:
  Search(const Terms& terms, Theory* theory, const std::vector<Constraint>& constraints,
         int64_t first_day, int64_t last_day, const Confirm& confirm, int most_confirms)
      : terms_(terms),
        policy_(terms.policy()),
        theory_(theory),
        constraints_(constraints),
        first_day_(first_day),
        last_day_(last_day),
        confirm_(confirm),
        confirms_left_(most_confirms) {}

  WitnessReply Run() {
    WitnessReply reply;
    if (!Prepare()) {
      reply.kind = WitnessReply::Kind::kImpossible;
      return reply;
    }
    if (Walk(linked_, rest_.empty() || theory_ == nullptr ? kMostTries : kFewTries, &reply)) {
      return reply;
    }
    if (rest_.empty()) return reply;  // what meets the constraints was not confirmed
    if (theory_ == nullptr) {
      reply.stopped = rest_.front()->term;
      return reply;
    }
    const TheoryReply told = theory_->Ask(constraints_, first_day_, last_day_);
    if (told.kind == TheoryReply::Kind::kImpossible) {
      reply.kind = WitnessReply::Kind::kImpossible;
      return reply;
    }
    if (told.kind == TheoryReply::Kind::kUndecided) reply.stopped = told.stopped;
    if (Walk(linked_, kMostTries, &reply)) return reply;
    FromModel(told, &reply);
    return reply;
  }

 private:
  using Values = std::map<Index, Value>;

  // What each input may be; false: one of them nothing.
  bool Prepare() {
    const auto inputs = static_cast<Index>(policy_.inputs.size());
    for (Index i = 0; i < inputs; ++i) {
      const program::Input& input = policy_.inputs[static_cast<size_t>(i)];
      if (input.type < 0) continue;
      choices_[i] = ChoicesOf(policy_, policy_.types[static_cast<size_t>(input.type)], input.domain);
    }
    Choices day;
    day.numbers = {{Rational(first_day_), Rational(last_day_), false, false}};
    choices_[kDay] = day;
    std::set<Index> linked;
    for (const Constraint& constraint : constraints_) Take(constraint, &linked);
    const bool open_period = first_day_ <= value::DaysFromCivil({1950, 1, 1});
    const int64_t plain = value::DaysFromCivil({kPlainYear, 1, 1});
    const int64_t anchor = open_period ? std::min(plain, last_day_) : first_day_;
    for (auto& [input, choices] : choices_) {
      FillCandidates(policy_, anchor, &choices);
      if (IsStructured(choices)) continue;
      if (choices.candidates.empty()) return false;
      plain_[input] = choices.candidates.front();
    }
    for (const program::Require& require : policy_.requires_) {
      std::set<Index> seen, definitions, read;
      InputsOfNode(policy_, require.condition, &seen, &definitions, &read);
      linked.insert(read.begin(), read.end());
    }
    for (const Index input : linked) {
      const auto found = choices_.find(input);
      if (found != choices_.end() && found->second.candidates.size() > 1) linked_.push_back(input);
    }
    return true;
  }

  static bool IsStructured(const Choices& choices) {
    if (choices.type == nullptr) return false;
    const TypeKind kind = choices.type->kind;
    return kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kRecord;
  }

  // A constraint on one input narrows what it may be; the others are looked at as a whole.
  void Take(const Constraint& constraint, std::set<Index>* linked) {
    bool today = false;
    for (const Index input : terms_.InputsOf(constraint.term, &today)) {
      Leaf(input);
      linked->insert(input);
    }
    if (today) linked->insert(kDay);
    const Term& term = terms_[constraint.term];
    const auto own = [&](TermId id) -> std::optional<Index> {
      if (terms_[id].op == Op::kToday) return kDay;
      if (terms_[id].op == Op::kInput) return terms_[id].input;
      return std::nullopt;
    };
    if (const std::optional<Index> input = own(constraint.term)) {
      Choices& choices = choices_[*input];
      choices.tests.push_back(&constraint);
      choices.bounded = true;
      Intervals numbers = constraint.intervals;
      for (const Value& value : constraint.values) {
        if (value.is_number()) numbers.push_back({value.number(), value.number(), false, false});
        if (value.is_text()) choices.named.push_back(value);
      }
      if (constraint.negated) numbers = Complement(numbers);
      choices.numbers = Intersected(choices.numbers, numbers);
      return;
    }
    rest_.push_back(&constraint);
    if (term.op == Op::kConstant) return;
    const Linear line = terms_.AsLinear(constraint.term);
    if (line.base < 0 || line.base == constraint.term || constraint.negated) return;
    const std::optional<Index> input = own(line.base);
    const bool numbers = std::all_of(constraint.values.begin(), constraint.values.end(),
                                     [](const Value& value) { return value.is_number(); });
    if (!input || !numbers) return;
    Intervals sums = constraint.intervals;
    for (const Value& value : constraint.values) {
      sums.push_back({value.number(), value.number(), false, false});
    }
    Choices& choices = choices_[*input];
    choices.bounded = true;
    choices.numbers = Intersected(choices.numbers, Unscaled(sums, line));
  }

  // Leaves of lists are inputs of their own here.
  void Leaf(Index input) {
    const auto inputs = static_cast<Index>(policy_.inputs.size());
    if (input < inputs || choices_.contains(input)) return;
    const ListLeaf& leaf = terms_.leaves()[static_cast<size_t>(input - inputs)];
    static const program::Domain kAnything;
    choices_[input] = ChoicesOf(policy_, *leaf.type, leaf.domain == nullptr ? kAnything : *leaf.domain);
  }

  Case CaseOf(const Values& values) const {
    Case made;
    made.facts.inputs.resize(policy_.inputs.size());
    made.facts.decided_by.resize(policy_.inputs.size());
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const auto input = static_cast<Index>(i);
      const auto found = values.find(input);
      if (found != values.end()) {
        made.facts.inputs[i] = found->second;
      } else if (policy_.inputs[i].type >= 0) {
        made.facts.inputs[i] = AssembleList(terms_, input, [&](Index leaf) -> const Value* {
          const auto known = values.find(leaf);
          return known == values.end() ? nullptr : &known->second;
        });
      }
    }
    made.at = values.at(kDay).number().ToInt64().value_or(first_day_);
    return made;
  }

  bool ConstraintsMet(const Values& values) const {
    const int64_t at = values.at(kDay).number().ToInt64().value_or(first_day_);
    const auto given = [&](Index input) -> const Value* {
      const auto found = values.find(input);
      return found == values.end() ? nullptr : &found->second;
    };
    return std::all_of(rest_.begin(), rest_.end(), [&](const Constraint* constraint) {
      const std::optional<Value> value = terms_.Evaluate(constraint->term, given, at);
      return value && Meets(*constraint, *value);
    });
  }

  bool RequiresMet(const Values& values) const {
    if (policy_.requires_.empty()) return true;
    const Case made = CaseOf(values);
    return std::all_of(
        policy_.requires_.begin(), policy_.requires_.end(), [&](const program::Require& require) {
          return interp::CheckRequire(policy_, require, made.facts, made.at) ==
                 interp::RequireVerdict::kHolds;
        });
  }

  bool Met(const Values& values) const { return ConstraintsMet(values) && RequiresMet(values); }

  bool Confirmed(const Values& values, WitnessReply* reply) {
    if (confirms_left_ <= 0) return false;
    Case made = CaseOf(values);
    const auto before = tried_.insert({made.at, made.facts.inputs});
    if (!before.second) return false;
    --confirms_left_;
    if (!confirm_(made)) return false;
    reply->kind = WitnessReply::Kind::kFound;
    reply->found = std::move(made);
    return true;
  }

  // Choices of values for some inputs, those of the roundest values first; the others stay plain.
  bool Walk(const std::vector<Index>& inputs, int most_tries, WitnessReply* reply) {
    Values values = plain_;
    int left = most_tries;
    for (size_t rank = 0; left > 0 && confirms_left_ > 0; ++rank) {
      bool any = false;
      if (WalkRank(inputs, 0, rank, &values, &left, &any, reply)) return true;
      if (!any) return false;
    }
    return false;
  }

  // Every way to share `rank` steps away from the plainest value among the inputs from `at` on.
  bool WalkRank(const std::vector<Index>& inputs, size_t at, size_t rank, Values* values, int* left,
                bool* any, WitnessReply* reply) {
    if (at == inputs.size()) {
      --*left;
      if (rank > 0) return false;
      *any = true;
      return Met(*values) && Confirmed(*values, reply);
    }
    const std::vector<Value>& candidates = choices_.at(inputs[at]).candidates;
    for (size_t i = 0; i < candidates.size() && i <= rank && *left > 0; ++i) {
      (*values)[inputs[at]] = candidates[i];
      if (WalkRank(inputs, at + 1, rank - i, values, left, any, reply)) return true;
    }
    (*values)[inputs[at]] = candidates.front();
    return false;
  }

  // A case of the solver's, made rounder input by input as long as it stays one.
  void FromModel(const TheoryReply& told, WitnessReply* reply) {
    if (told.inputs.empty() && !told.at) return;
    Values values = plain_;
    Lay(told, &values);
    const bool certain = told.kind == TheoryReply::Kind::kPossible;
    if (!RequiresMet(values) && !Completed(told, &values)) return;
    if (certain) values = AskedRounder(told, std::move(values));
    const Values model = values;
    for (int round = 0; round < 2; ++round) {
      for (const Index input : told_of_) {
        for (const Value& rounder : Rounder(input, values.at(input))) {
          Values changed = values;
          changed[input] = rounder;
          if (!Met(changed)) continue;
          values = std::move(changed);
          break;
        }
      }
    }
    if (Met(values) && Confirmed(values, reply)) return;
    Confirmed(model, reply);
  }

  void Lay(const TheoryReply& told, Values* values) {
    told_of_.clear();
    for (const auto& [input, value] : told.inputs) {
      (*values)[input] = value;
      told_of_.push_back(input);
    }
    if (told.at) {
      (*values)[kDay] = Value(Rational(*told.at));
      told_of_.push_back(kDay);
    }
  }

  std::vector<Value> Rounder(Index input, const Value& value) const {
    const Choices& choices = choices_.at(input);
    std::vector<Value> found;
    for (const Value& candidate : choices.candidates) {
      if (candidate == value) return found;
      found.push_back(candidate);
    }
    for (const Value& near : RounderThan(choices, value)) found.push_back(near);
    return found;
  }

  // The inputs that the solver has not spoken of, so that what the policy requires holds.
  bool Completed(const TheoryReply& told, Values* values) {
    std::vector<Index> open;
    for (const Index input : linked_) {
      if (!told.inputs.contains(input) && !(input == kDay && told.at)) open.push_back(input);
    }
    const Values fixed = *values;
    int tries = 0;
    for (const Index input : open) {
      for (const Value& candidate : choices_.at(input).candidates) {
        Values changed = fixed;
        changed[input] = candidate;
        if (++tries < kMostTries && RequiresMet(changed)) {
          *values = std::move(changed);
          return true;
        }
      }
    }
    return false;
  }

  // With one input after the other held to a round value, where the solver finds the rest.
  Values AskedRounder(const TheoryReply& told, Values values) {
    std::vector<Constraint> held = constraints_;
    int questions = 0;
    for (const auto& [input, term] : InputTerms()) {
      if (!told.inputs.contains(input)) continue;
      const std::vector<Value>& candidates = choices_.at(input).candidates;
      bool settled = false;
      for (size_t i = 0; i < candidates.size() && i < 3 && !settled; ++i) {
        if (candidates[i] == values.at(input)) {
          settled = true;
        } else if (questions < kMostQuestions) {
          ++questions;
          std::vector<Constraint> asked = held;
          asked.push_back({term, {}, {candidates[i]}, false});
          const TheoryReply next = theory_->Ask(asked, first_day_, last_day_);
          if (next.kind != TheoryReply::Kind::kPossible) continue;
          Values changed = values;
          Lay(next, &changed);
          if (!RequiresMet(changed)) continue;
          values = std::move(changed);
          settled = true;
        }
        if (settled) held.push_back({term, {}, {values.at(input)}, false});
      }
    }
    return values;
  }

  std::map<Index, TermId> InputTerms() const {
    std::map<Index, TermId> found;
    std::set<TermId> seen;
    std::vector<TermId> open;
    for (const Constraint& constraint : constraints_) open.push_back(constraint.term);
    while (!open.empty()) {
      const TermId next = open.back();
      open.pop_back();
      if (!seen.insert(next).second) continue;
      if (terms_[next].op == Op::kInput) found[terms_[next].input] = next;
      open.insert(open.end(), terms_[next].children.begin(), terms_[next].children.end());
    }
    return found;
  }

  const Terms& terms_;
  const program::Policy& policy_;
  Theory* theory_;
  const std::vector<Constraint>& constraints_;
  const int64_t first_day_, last_day_;
  const Confirm& confirm_;
  int confirms_left_;
  std::map<Index, Choices> choices_;
  Values plain_;                             // the plainest value of each
  std::vector<Index> linked_;                // inputs that constraints or requirements speak of
  std::vector<const Constraint*> rest_;      // that are not of one input alone
  std::vector<Index> told_of_;
  std::set<std::pair<int64_t, std::vector<std::optional<Value>>>> tried_;
};

}  // namespace

WitnessFinder::WitnessFinder(const Terms& terms, Theory* theory, int most_confirms)
    : terms_(terms), theory_(theory), most_confirms_(most_confirms) {}

WitnessReply WitnessFinder::Find(const std::vector<Constraint>& constraints, int64_t first_day,
                                 int64_t last_day, const Confirm& confirm) {
  return Search(terms_, theory_, constraints, first_day, last_day, confirm, most_confirms_).Run();
}

}  // namespace pol::prove
