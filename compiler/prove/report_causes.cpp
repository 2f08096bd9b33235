// One cause, one message: answers put together, and left out beside what explains them.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "compiler/prove/report_parts.h"
#include "compiler/prove/report_words.h"
#include "runtime/value/date.h"

namespace pol::prove {
namespace {

using diag::ProofCode;
using program::Policy;
using program::Rule;
using source::Range;

bool Inside(Range inner, Range outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

// How many rules of the policy, exceptions included, stand at one place: a row that gives several results is one each.
void CountRules(const std::vector<Rule>& rules, std::map<uint32_t, size_t>* count) {
  for (const Rule& rule : rules) {
    ++(*count)[rule.place.offset];
    CountRules(rule.exceptions, count);
  }
}

class Chooser {
 public:
  Chooser(const Places& places, const program::Program& program, const Policy& policy, const Report& report)
      : places_(places), program_(program), policy_(policy), report_(report) {
    for (const program::Definition& definition : policy.definitions) CountRules(definition.rules, &rules_);
  }

  std::vector<Cause> Run() {
    for (const Answer& answer : report_.answers) {
      if (!places_.Holds(answer.place.offset)) continue;
      if (answer.node >= 0 && static_cast<size_t>(answer.node) < policy_.nodes.size() &&
          !places_.Holds(policy_.nodes[static_cast<size_t>(answer.node)].offset))
        continue;
      if (OnlyAtTheEndsOfTime(policy_, answer)) continue;
      if (const auto code = CodeOf(policy_, answer)) {
        Take(*code, answer);
      } else if (answer.verdict == Verdict::kUndecided) {
        open_[answer.stopped_by].push_back(&answer);
      }
    }
    LeaveOut();
    for (auto& [term, answers] : open_) {
      causes_.push_back({ProofCode::kUndecided, places_.At(answers[0]->place.offset), {}, &policy_, answers});
    }
    return std::move(causes_);
  }

 private:
  const Rule* RuleOf(const Answer& answer, const RulePath& path) const {
    return RuleAt(policy_, answer.definition, path);
  }
  Range RangeOf(const Answer& answer, const RulePath& path) const {
    const Rule* rule = path.empty() ? nullptr : RuleOf(answer, path);
    return places_.At(rule != nullptr ? rule->place.offset : answer.place.offset);
  }
  Range NodeRange(const Answer& answer) const {
    return answer.node >= 0 ? places_.Node(policy_.nodes[static_cast<size_t>(answer.node)])
                            : places_.At(answer.place.offset);
  }

  Range Primary(ProofCode code, const Answer& answer) const {
    switch (code) {
      case ProofCode::kGap:
        return places_.Name(policy_, answer.definition);
      case ProofCode::kConflict:
      case ProofCode::kSameValue:
        return Later(answer);
      case ProofCode::kRuleDead:
      case ProofCode::kExceptionDead:
      case ProofCode::kRuleRedundant:
        return RangeOf(answer, answer.rule);
      case ProofCode::kConditionTrue:
      case ProofCode::kConditionFalse:
      case ProofCode::kContradiction:
      case ProofCode::kPartRedundant:
      case ProofCode::kDivisionByZero:
      case ProofCode::kNoneUsed:
      case ProofCode::kCalendarEnds:
      case ProofCode::kDateRange:
      case ProofCode::kRunDuplicate:
      case ProofCode::kListLength:
      case ProofCode::kNotInForce:
      case ProofCode::kSharesIncomplete:
        return NodeRange(answer);
      case ProofCode::kOutOfDomain:
        return answer.node >= 0 ? NodeRange(answer) : places_.Name(policy_, answer.definition);
      case ProofCode::kParameterGap:
        return places_.DatedAfter(policy_.parameters[static_cast<size_t>(answer.number)],
                                  answer.witness ? answer.witness->at : 0);
      case ProofCode::kVersionGap:
        return NextVersion(answer);
      default:
        return places_.At(answer.place.offset);
    }
  }

  // A conflict stands at the later of the two rules, with a label at the earlier one.
  Range Later(const Answer& answer) const {
    const Range one = RangeOf(answer, answer.rule), two = RangeOf(answer, answer.other);
    return one.begin < two.begin ? two : one;
  }
  Range Earlier(const Answer& answer) const {
    const Range one = RangeOf(answer, answer.rule), two = RangeOf(answer, answer.other);
    return one.begin < two.begin ? one : two;
  }

  // The head of the version that begins after the hole.
  Range NextVersion(const Answer& answer) const {
    const Policy* next = nullptr;
    for (const Policy& other : program_.policies) {
      if (other.id != policy_.id || !other.effective_from || !answer.witness) continue;
      if (*other.effective_from <= answer.witness->at) continue;
      if (next == nullptr || *other.effective_from < *next->effective_from) next = &other;
    }
    return places_.At(next != nullptr ? next->source.offset : answer.place.offset);
  }

  // Outputs whose rules are the same ones have one gap.
  std::vector<uint32_t> GroupOf(const Answer& answer) const {
    std::vector<uint32_t> group;
    for (const Rule& rule : policy_.definitions[static_cast<size_t>(answer.definition)].rules)
      group.push_back(rule.place.offset);
    return group;
  }

  void Take(ProofCode code, const Answer& answer) {
    const Range range = Primary(code, answer);
    if (code == ProofCode::kPartRedundant && places_.InChain(range)) return;
    Range second;
    std::vector<uint32_t> group;
    if (code == ProofCode::kConflict || code == ProofCode::kSameValue) {
      second = Earlier(answer);
    } else if (code == ProofCode::kGap) {
      group = GroupOf(answer);
    } else if (code == ProofCode::kRuleRedundant && !answer.other.empty()) {
      second = RangeOf(answer, answer.other);
    } else if (code == ProofCode::kExceptionDead) {
      second = RangeOf(answer, RulePath(answer.rule.begin(), answer.rule.end() - 1));
    }
    const bool gap = code == ProofCode::kGap && !group.empty();
    const bool pair = code == ProofCode::kConflict || code == ProofCode::kSameValue;
    for (Cause& known : causes_) {
      if (known.code != code) continue;
      const bool same = gap ? known.range.begin != known.range.end && GroupOf(*known.answers[0]) == group
                            : known.range == range && (!pair || known.second == second);
      if (!same) continue;
      known.answers.push_back(&answer);
      return;
    }
    causes_.push_back({code, range, second, &policy_, {&answer}});
  }

  static bool AboutRule(ProofCode code) {
    return code == ProofCode::kRuleDead || code == ProofCode::kExceptionDead || code == ProofCode::kRuleRedundant;
  }

  void LeaveOut() {
    std::set<const Cause*> out;
    // What several results share can go only where it can for each of them.
    for (const Cause& cause : causes_) {
      if (!AboutRule(cause.code)) continue;
      const auto all = rules_.find(cause.range.begin);
      size_t told = 0;
      for (const Cause& other : causes_) {
        if (AboutRule(other.code) && other.range.begin == cause.range.begin) told += other.answers.size();
      }
      if (all != rules_.end() && told < all->second) out.insert(&cause);
    }
    const auto each = [&](const auto& explains) {
      for (const Cause& cause : causes_) {
        if (out.count(&cause) > 0) continue;
        for (const Cause& other : causes_) {
          if (&other != &cause && out.count(&other) == 0 && explains(cause, other)) out.insert(&other);
        }
      }
    };
    // A condition that contradicts itself, or never holds: so do its parts, and the rule never applies.
    each([](const Cause& cause, const Cause& other) {
      if (cause.code != ProofCode::kContradiction) return false;
      if (AboutRule(other.code)) return Inside(cause.range, other.range);
      return IsCondition(other.code) && other.code != cause.code && Inside(other.range, cause.range);
    });
    // Of two rules that contradict each other one only seems to be needless.
    each([](const Cause& cause, const Cause& other) {
      return cause.code == ProofCode::kConflict && other.code == ProofCode::kRuleRedundant &&
             (other.range == cause.range || other.range == cause.second);
    });
    // A rule that never applies: nothing more is told of it.
    each([](const Cause& cause, const Cause& other) {
      if (cause.code != ProofCode::kRuleDead && cause.code != ProofCode::kExceptionDead) return false;
      if (other.code == ProofCode::kRuleRedundant) return other.range.begin == cause.range.begin;
      return (IsCondition(other.code) && other.code != ProofCode::kContradiction && Inside(other.range, cause.range)) ||
             (other.code == ProofCode::kSameValue && (other.range == cause.range || other.second == cause.range));
    });
    // Of two that make each other needless the later one goes.
    for (auto later = causes_.rbegin(); later != causes_.rend(); ++later) {
      if (later->code != ProofCode::kRuleRedundant || out.count(&*later) > 0) continue;
      for (const Cause& other : causes_) {
        if (&other != &*later && other.code == ProofCode::kRuleRedundant && other.second == later->range &&
            other.range.begin < later->range.begin)
          out.insert(&other);
      }
    }
    each([](const Cause& cause, const Cause& other) {
      if (cause.code != ProofCode::kRuleRedundant) return false;
      if (other.code == ProofCode::kSameValue) return other.range == cause.range || other.second == cause.range;
      return other.code == ProofCode::kPartRedundant && Inside(other.range, cause.range);
    });
    // Of parts that make each other needless one has to stay: only the last is told, and the others once it is gone.
    each([this](const Cause& cause, const Cause& other) {
      return cause.code == ProofCode::kPartRedundant && other.code == ProofCode::kPartRedundant &&
             other.range.begin < cause.range.begin && Siblings(cause.answers[0]->node, other.answers[0]->node);
    });
    // What always or never holds says more than that it can go, and the whole more than its parts.
    each([](const Cause& cause, const Cause& other) {
      if (cause.code != ProofCode::kConditionTrue && cause.code != ProofCode::kConditionFalse) return false;
      if (other.code == ProofCode::kPartRedundant) return Inside(other.range, cause.range);
      return IsCondition(other.code) && Inside(other.range, cause.range) && !(other.range == cause.range);
    });
    std::vector<Cause> left;
    for (Cause& cause : causes_) {
      if (out.count(&cause) == 0) left.push_back(std::move(cause));
    }
    causes_ = std::move(left);
  }
  bool Siblings(Index a, Index b) const {
    return std::any_of(policy_.nodes.begin(), policy_.nodes.end(), [&](const program::Node& node) {
      const auto holds = [&](Index part) {
        return std::find(node.children.begin(), node.children.end(), part) != node.children.end();
      };
      return (node.op == program::Op::kAnd || node.op == program::Op::kOr) && holds(a) && holds(b);
    });
  }
  static bool IsCondition(ProofCode code) {
    return code == ProofCode::kConditionTrue || code == ProofCode::kConditionFalse ||
           code == ProofCode::kContradiction || code == ProofCode::kPartRedundant;
  }

  const Places& places_;
  const program::Program& program_;
  const Policy& policy_;
  const Report& report_;
  std::map<uint32_t, size_t> rules_;
  std::vector<Cause> causes_;
  std::map<std::string, std::vector<const Answer*>> open_;  // by the term that stopped it
};

}  // namespace

bool OnlyAtTheEndsOfTime(const Policy& policy, const Answer& answer) {
  // Days in any document of our time.
  constexpr int64_t kMargin = 50 * 365;
  if (answer.error != interp::ErrorCode::kDateRange || !answer.witness) return false;
  for (size_t i = 0; i < policy.inputs.size() && i < answer.witness->facts.inputs.size(); ++i) {
    const program::Input& input = policy.inputs[i];
    const auto& given = answer.witness->facts.inputs[i];
    if (policy.types[static_cast<size_t>(input.type)].kind != program::TypeKind::kDate || !given ||
        !given->is_number() || !input.domain.intervals.empty())
      continue;
    if (given->number() < value::Rational(value::kFirstDay + kMargin) ||
        given->number() > value::Rational(value::kLastDay - kMargin))
      return true;
  }
  return false;
}

std::vector<Cause> Causes(const Places& places, const program::Program& program,
                          const std::vector<Report>& reports) {
  std::vector<Cause> all;
  for (size_t i = 0; i < program.policies.size() && i < reports.size(); ++i) {
    for (Cause& cause : Chooser(places, program, program.policies[i], reports[i]).Run())
      all.push_back(std::move(cause));
  }
  return all;
}

}  // namespace pol::prove
