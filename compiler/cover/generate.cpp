#include "compiler/cover/generate.h"

#include <algorithm>
#include <set>

#include "compiler/cover/choices.h"
#include "runtime/interp/evaluate_machine.h"
#include "runtime/interp/require.h"

namespace pol::cover {
namespace {

using interp::Facts;
using program::Node;
using program::Op;
using program::Policy;
using value::Value;

constexpr size_t kMostSeeds = 40;  // cases tried for one bound

class Generator {
 public:
  Generator(const Policy& policy, int64_t at, const GenerateOptions& options)
      : policy_(policy), at_(at), options_(options) {
    made_.points = FindPoints(policy, at);
    choices_ = Choices(policy, made_.points, at);
  }

  Generated Generate() {
    if (std::any_of(choices_.begin(), choices_.end(), [](const auto& some) { return some.empty(); }))
      return std::move(made_);
    Coverage coverage(made_.points);
    coverage_ = &coverage;
    Facts plain;
    plain.decided_by.resize(policy_.inputs.size());
    for (const auto& values : choices_) plain.inputs.emplace_back(values.front());
    MeetRequirements(&plain);
    GeneratedCase base;
    base.facts = plain;
    base.at = at_;
    Keep(base);
    Rules(plain);
    Conditions(plain);
    Bounds();
    Ends(plain);
    Days(plain);
    for (size_t d = 0; d < made_.points.decisions.size(); ++d) {
      for (size_t part = 0; part < made_.points.decisions[d].conditions.size(); ++part) {
        if (coverage.Turned(d, part, true) && coverage.Turned(d, part, false)) continue;
        made_.missed_decisions.push_back(d);
        break;
      }
    }
    return std::move(made_);
  }

 private:
  // ---- what a case is worth
  bool Accepted(const Facts& facts) const {
    return std::all_of(policy_.requires_.begin(), policy_.requires_.end(),
                       [&](const program::Require& require) {
                         return interp::CheckRequire(policy_, require, facts, at_) ==
                                interp::RequireVerdict::kHolds;
                       });
  }
  bool Keep(GeneratedCase made, bool always = false) {
    if (made_.cases.size() >= options_.most || !Accepted(made.facts)) return false;
    bool fresh = coverage_->Add(policy_, made.facts, made.at);
    interp::EvaluateOptions explain;
    explain.explain = true;
    const interp::Evaluation evaluation = interp::Evaluate(policy_, made.facts, made.at, explain);
    for (const auto* outcomes : {&evaluation.outputs, &evaluation.lets}) {
      for (const interp::Outcome& outcome : *outcomes) {
        for (const std::string& rule : outcome.rules)
          fresh = applied_.emplace(outcome.definition, rule, 0).second || fresh;
        fresh = statuses_.emplace(outcome.definition, outcome.status).second || fresh;
        Applied(outcome.definition, outcome.why, &fresh);
      }
    }
    if (always) {
      fresh = std::none_of(seeds_.begin(), seeds_.end(), [&made](const Facts& known) {
        return known.inputs == made.facts.inputs;
      });
    }
    if (!fresh) return false;
    seeds_.push_back(made.facts);
    made_.cases.push_back(std::move(made));
    return true;
  }
  void Applied(Index definition, const std::vector<interp::RuleWhy>& why, bool* fresh) {
    for (const interp::RuleWhy& rule : why) {
      if (rule.verdict == interp::Verdict::kApplied)
        *fresh = applied_.emplace(definition, rule.rule, rule.branch).second || *fresh;
      Applied(definition, rule.exceptions, fresh);
    }
  }
  std::optional<bool> Truth(Index node, const Facts& facts) const {
    interp::Machine machine(policy_, facts, at_, {});
    const interp::Result result = machine.Evaluate(node);
    return result.is_value() ? std::optional(result.value.truth()) : std::nullopt;
  }

  // ---- turning conditions
  // The inputs that a node reads, through what it mentions.
  void Reads(Index index, std::set<Index>* inputs, std::set<Index>* definitions) const {
    if (index < 0) return;
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    if (node.op == Op::kInput) inputs->insert(node.a);
    if ((node.op == Op::kDefinition || node.op == Op::kHasValue) && definitions->insert(node.a).second) {
      const program::Definition& definition = policy_.definitions[static_cast<size_t>(node.a)];
      Reads(definition.expression, inputs, definitions);
      Reads(definition.otherwise, inputs, definitions);
      for (const program::Rule& rule : definition.rules) ReadsRule(rule, inputs, definitions);
    }
    if (node.op == Op::kCall) {
      for (const program::Binding& binding : policy_.calls[static_cast<size_t>(node.a)].bindings) {
        if (binding.input >= 0) inputs->insert(binding.input);
      }
    }
    for (const Index child : node.children) Reads(child, inputs, definitions);
  }
  void ReadsRule(const program::Rule& rule, std::set<Index>* inputs,
                 std::set<Index>* definitions) const {
    Reads(rule.condition, inputs, definitions);
    for (const program::Branch& branch : rule.branches) {
      Reads(branch.condition, inputs, definitions);
      Reads(branch.result, inputs, definitions);
    }
    for (const program::Rule& exception : rule.exceptions) ReadsRule(exception, inputs, definitions);
  }

  // Changes as few facts as it can so that a plain condition comes out as wanted; where it can, so that the whole condition
  // `root`, in which it stands, comes out as `outcome` at the same time: two parts may read one fact.
  bool TurnLeaf(Index node, bool want, Index root, bool outcome, Facts* facts) const {
    if (Truth(node, *facts) == want && Truth(root, *facts) == outcome) return true;
    Facts both = *facts;
    if (node != root && TryLeaf(node, want, root, outcome, &both)) {
      *facts = std::move(both);
      return true;
    }
    return Truth(node, *facts) == want || TryLeaf(node, want, node, want, facts);
  }
  bool TryLeaf(Index node, bool want, Index root, bool outcome, Facts* facts) const {
    return Try(node, facts, [&](const Facts& changed) {
      return Truth(node, changed) == want && (root == node || Truth(root, changed) == outcome);
    });
  }
  // Changes one fact that a condition reads, or two, so that `good` holds.
  template <typename Good>
  bool Try(Index node, Facts* facts, const Good& good) const {
    std::set<Index> inputs, definitions;
    Reads(node, &inputs, &definitions);
    size_t tries = 0;
    const auto attempt = [&](Facts&& changed) {
      if (++tries > options_.tries || !good(changed)) return false;
      *facts = std::move(changed);
      return true;
    };
    for (const Index input : inputs) {
      for (const Value& value : choices_[static_cast<size_t>(input)]) {
        Facts changed = *facts;
        changed.inputs[static_cast<size_t>(input)] = value;
        if (attempt(std::move(changed))) return true;
      }
    }
    for (auto a = inputs.begin(); a != inputs.end(); ++a) {
      for (auto b = std::next(a); b != inputs.end(); ++b) {
        for (const Value& x : choices_[static_cast<size_t>(*a)]) {
          for (const Value& y : choices_[static_cast<size_t>(*b)]) {
            if (tries > options_.tries) return false;
            Facts changed = *facts;
            changed.inputs[static_cast<size_t>(*a)] = x;
            changed.inputs[static_cast<size_t>(*b)] = y;
            if (attempt(std::move(changed))) return true;
          }
        }
      }
    }
    return false;
  }
  // The same of a condition with parts; `steady` is a part that must stay as it is.
  bool Turn(Index root, bool outcome, Index steady, Facts* facts) const {
    return TurnPart(root, outcome, steady, root, outcome, facts);
  }
  bool TurnPart(Index index, bool want, Index steady, Index root, bool outcome, Facts* facts) const {
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    if (index == steady) return Truth(index, *facts) == want;
    if (Truth(index, *facts) == want) return true;
    switch (node.op) {
      case Op::kNot:
        return TurnPart(node.children[0], !want, steady, root, outcome, facts);
      case Op::kAnd:
      case Op::kOr: {
        if (want == (node.op == Op::kAnd)) {
          // One part can undo another that reads the same facts: twice round.
          for (int round = 0; round < 3 && Truth(index, *facts) != want; ++round) {
            for (const Index child : node.children)
              TurnPart(child, want, steady, root, outcome, facts);
          }
          return Truth(index, *facts) == want;
        }
        for (const Index child : node.children) {
          Facts changed = *facts;
          if (!TurnPart(child, want, steady, root, outcome, &changed) || Truth(index, changed) != want) continue;
          *facts = std::move(changed);
          return true;
        }
        return false;
      }
      case Op::kAtLeast:
        for (const Index child : node.children) {
          TurnPart(child, want, steady, root, outcome, facts);
          if (Truth(index, *facts) == want) return true;
        }
        return false;
      default:
        return TurnLeaf(index, want, root, outcome, facts);
    }
  }
  void MeetRequirements(Facts* facts) const {
    for (int round = 0; round < 3 && !Accepted(*facts); ++round) {
      for (const program::Require& require : policy_.requires_)
        Turn(require.condition, true, -1, facts);
    }
  }

  // ---- the points
  void Rules(const Facts& plain) {
    for (const Decision& decision : made_.points.decisions) {
      for (const bool want : {true, false}) {
        GeneratedCase made;
        made.facts = plain;
        made.at = at_;
        made.purpose = GeneratedCase::Purpose::kRule;
        made.rule = decision.rule;
        made.definition = decision.definition;
        made.truth = want;
        if (!Turn(decision.root, want, -1, &made.facts)) continue;
        if (!Accepted(made.facts)) MeetRequirements(&made.facts);
        Keep(std::move(made));
      }
    }
  }

  // Every part of a decision with the others such that it alone turns the decision.
  void Conditions(const Facts& plain) {
    for (size_t d = 0; d < made_.points.decisions.size(); ++d) {
      const Decision& decision = made_.points.decisions[d];
      for (size_t part = 0; part < decision.conditions.size(); ++part) {
        for (const bool want : {true, false}) {
          if (coverage_->Turned(d, part, want)) continue;
          const size_t known = seeds_.size();
          for (size_t seed = 0; seed <= known && !coverage_->Turned(d, part, want); ++seed) {
            if (seed > 8 && seed < known) continue;  // the first ones, and the plain case
            GeneratedCase made;
            made.facts = seed < known ? seeds_[seed] : plain;
            made.at = at_;
            made.purpose = GeneratedCase::Purpose::kCondition;
            made.rule = decision.rule;
            made.definition = decision.definition;
            made.node = made_.points.conditions[decision.conditions[part]].node;
            made.truth = want;
            // As it is wanted, then the rest so that it counts; where parts read the same facts, by trying.
            if (!TurnLeaf(made.node, want, decision.root, want, &made.facts)) break;
            LetCount(decision.root, made.node, &made.facts);
            const auto counts = [&](const Facts& facts) {
              return Truth(made.node, facts) == want &&
                     Turns(policy_, made_.points, d, part, facts, at_) && Accepted(facts);
            };
            if (!counts(made.facts) && !Try(decision.root, &made.facts, counts)) continue;
            Keep(std::move(made));
          }
        }
      }
    }
  }
  // The parts beside `node` on its way from `index`: met under `and`, not met under `or`. False: it does not stand there.
  bool LetCount(Index index, Index node, Facts* facts) const {
    if (index == node) return true;
    const Node& of = policy_.nodes[static_cast<size_t>(index)];
    if (of.op != Op::kAnd && of.op != Op::kOr && of.op != Op::kNot && of.op != Op::kAtLeast) return false;
    for (const Index child : of.children) {
      if (!LetCount(child, node, facts)) continue;
      for (const Index beside : of.children) {
        if (beside != child && (of.op == Op::kAnd || of.op == Op::kOr))
          TurnPart(beside, of.op == Op::kAnd, node, beside, of.op == Op::kAnd, facts);
      }
      return true;
    }
    return false;
  }

  void Bounds() {
    const std::vector<Facts> seeds = seeds_;
    if (seeds.empty()) return;
    for (size_t b = 0; b < made_.points.bounds.size(); ++b) {
      const Bound& bound = made_.points.bounds[b];
      const program::Input& input = policy_.inputs[static_cast<size_t>(bound.input)];
      const auto step = program::StepOf(policy_.types[static_cast<size_t>(input.type)]);
      const auto& choices = choices_[static_cast<size_t>(bound.input)];
      for (const int side : {0, -1, 1}) {
        Rational want = bound.constant;
        if (side != 0 && step) {
          want = side < 0 ? want - *step : want + *step;
        } else if (side != 0) {
          // Where values lie dense: the nearest that the choices hold on this side.
          std::optional<Rational> nearest;
          for (const Value& value : choices) {
            if (!value.is_number() || (value.number() < want) != (side < 0) || value.number() == want)
              continue;
            if (!nearest || (value.number() < *nearest) == (side > 0)) nearest = value.number();
          }
          if (!nearest) continue;
          want = *nearest;
        }
        const bool allowed = std::any_of(choices.begin(), choices.end(), [&](const Value& value) {
          return value.is_number() && value.number() == want;
        });
        if (!allowed) continue;
        if (side != 0 && !Differs(bound, want)) continue;
        Keep(Beside(seeds, b, side, want), true);
      }
    }
  }
  // A comparison with the bound turns out otherwise there.
  bool Differs(const Bound& bound, const Rational& there) const {
    Facts none;
    none.inputs.resize(policy_.inputs.size());
    interp::Machine machine(policy_, none, at_, {});
    return std::any_of(bound.nodes.begin(), bound.nodes.end(), [&](Index node) {
      const interp::Result on = machine.EvaluateWith(node, bound.input, Value(bound.constant));
      const interp::Result off = machine.EvaluateWith(node, bound.input, Value(there));
      return on.is_value() && off.is_value() && on.value.truth() != off.value.truth();
    });
  }
  // The first of the cases so far in which it shows on which side of the bound one is, else the first that is accepted.
  GeneratedCase Beside(const std::vector<Facts>& seeds, size_t b, int side, const Rational& want) const {
    const Bound& bound = made_.points.bounds[b];
    GeneratedCase made;
    made.at = at_;
    made.purpose = GeneratedCase::Purpose::kBound;
    made.bound = b;
    made.side = side;
    bool any = false;
    for (size_t seed = 0; seed < seeds.size() && seed < kMostSeeds; ++seed) {
      Facts facts = seeds[seed];
      const auto results = [&](const Rational& value) {
        facts.inputs[static_cast<size_t>(bound.input)] = Value(value);
        return Answers(facts);
      };
      const auto on = results(bound.constant);
      bool shows = false;
      const auto step = program::StepOf(policy_.types[static_cast<size_t>(
          policy_.inputs[static_cast<size_t>(bound.input)].type)]);
      if (side == 0 && step) {
        shows = results(want - *step) != on || results(want + *step) != on;
      } else if (side != 0) {
        shows = results(want) != on;
      }
      facts.inputs[static_cast<size_t>(bound.input)] = Value(want);
      if (!Accepted(facts)) continue;
      if (shows || !any) made.facts = facts;
      any = true;
      if (shows) break;
    }
    if (!any) made.facts = seeds.front();
    return made;
  }
  std::vector<std::pair<interp::Status, std::vector<std::string>>> Answers(const Facts& facts) const {
    std::vector<std::pair<interp::Status, std::vector<std::string>>> answers;
    for (const interp::Outcome& outcome : interp::Evaluate(policy_, facts, at_).outputs) {
      answers.emplace_back(outcome.status, outcome.rules);
      if (outcome.rules.empty() && outcome.status == interp::Status::kValue && outcome.value.is_number())
        answers.back().second.push_back(outcome.value.number().ToString());
    }
    return answers;
  }

  // The first and last day in force, and the day beyond each.
  void Ends(const Facts& plain) {
    for (const PeriodEnd& end : made_.points.ends) {
      for (const int64_t day : {end.day, end.first ? end.day - 1 : end.day + 1}) {
        GeneratedCase made;
        made.facts = seeds_.empty() ? plain : seeds_.front();
        made.at = at_;
        if (end.by < 0) {
          made.at = day;
        } else {
          made.facts.inputs[static_cast<size_t>(end.by)] = Value(Rational(day));
        }
        made.by = end.by;
        made.day = day;
        made.purpose = GeneratedCase::Purpose::kEnd;
        Keep(std::move(made));
      }
    }
  }

  // Parameters that change: one case with the first day of each of their periods.
  void Days(const Facts& plain) {
    std::set<int64_t> days;
    for (const program::Parameter& parameter : policy_.parameters) {
      for (const program::DatedValue& dated : parameter.values) {
        if (dated.from && *dated.from > at_ &&
            (!policy_.effective_to || *dated.from <= *policy_.effective_to))
          days.insert(*dated.from);
      }
    }
    for (const int64_t day : days) {
      if (made_.cases.size() >= options_.most) return;
      GeneratedCase made;
      made.facts = seeds_.empty() ? plain : seeds_.front();
      made.at = made.day = day;
      made.purpose = GeneratedCase::Purpose::kDay;
      if (Accepted(made.facts)) made_.cases.push_back(std::move(made));
    }
  }

  const Policy& policy_;
  const int64_t at_;
  const GenerateOptions options_;
  Generated made_;
  std::vector<std::vector<Value>> choices_;
  Coverage* coverage_ = nullptr;
  std::set<std::tuple<Index, std::string, int32_t>> applied_;
  std::set<std::pair<Index, interp::Status>> statuses_;
  std::vector<Facts> seeds_;
};

}  // namespace

Generated GenerateCases(const Policy& policy, int64_t at, const GenerateOptions& options) {
  return Generator(policy, at, options).Generate();
}

}  // namespace pol::cover
