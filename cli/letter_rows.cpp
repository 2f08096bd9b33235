#include "cli/letter_rows.h"

#include <algorithm>

#include "cli/words.h"
#include "cli/words_not.h"
#include "runtime/interp/accept.h"

namespace pol::cli {
namespace {

using program::Index;
using program::Node;
using program::Op;
using program::Policy;
using program::TypeKind;
using value::Rational;

// The end of a comparison that a known number misses.
struct Miss {
  Rational bound, by;
  bool strict = false;  // reaching the bound is not enough
};

std::optional<Miss> Missed(const Policy& policy, const Words& words, Index part,
                           const Rational& actual, int64_t at) {
  const Node& node = policy.nodes[part];
  const auto constant = [&](Index index) -> std::optional<Rational> {
    if (index < 0 || !words.IsConstant(index)) return std::nullopt;
    const auto value = interp::EvaluateConstant(policy, index, at);
    if (!value || !value->is_number()) return std::nullopt;
    return value->number();
  };
  const auto miss = [&](const Rational& bound, bool open) {
    return Miss{bound, value::Abs(actual - bound), open};
  };
  if (node.op == Op::kInInterval) {
    if (policy.nodes[node.children[0]].op != Op::kInput || words.IsBranch(node)) {
      return std::nullopt;
    }
    const auto low = (node.a & program::kNoLow) != 0 ? std::nullopt : constant(node.children[1]);
    const auto high = (node.a & program::kNoHigh) != 0 ? std::nullopt : constant(node.children[2]);
    const bool low_open = (node.a & program::kLowOpen) != 0,
               high_open = (node.a & program::kHighOpen) != 0;
    if (low && (actual < *low || (low_open && actual == *low))) return miss(*low, low_open);
    if (high && (actual > *high || (high_open && actual == *high))) return miss(*high, high_open);
    return std::nullopt;
  }
  if (node.op < Op::kLess || node.op > Op::kGreaterEqual) return std::nullopt;
  const size_t subject = policy.nodes[node.children[0]].op == Op::kInput ? 0 : 1;
  if (policy.nodes[node.children[subject]].op != Op::kInput) return std::nullopt;
  if (const auto bound = constant(node.children[1 - subject])) {
    return miss(*bound, node.op == Op::kLess || node.op == Op::kGreater);
  }
  return std::nullopt;
}

bool HasDistance(TypeKind kind) {
  return kind != TypeKind::kEnum && kind != TypeKind::kText && kind != TypeKind::kBoolean &&
         kind != TypeKind::kDate && kind != TypeKind::kMonth && kind != TypeKind::kInstant &&
         kind != TypeKind::kClock;
}

class Finder {
 public:
  Finder(const Context& context, const Case& given)
      : context_(context),
        case_(given),
        policy_(given.policy()),
        words_(policy_, context.language) {}

  std::vector<FailedRow> Find(const interp::Outcome& outcome, size_t most) {
    struct Candidate {
      const program::Rule* rule;
      std::vector<Index> failed;
      bool open;
    };
    const program::Definition& definition = policy_.definitions[outcome.definition];
    std::vector<Index> parts;
    for (const program::Rule& rule : definition.rules) {
      for (const Index part : words_.Parts(rule)) parts.push_back(part);
    }
    const auto truths = EvaluateConditions(policy_, parts, case_.accepted.facts, case_.at);
    std::vector<Candidate> candidates;
    size_t next = 0;
    for (const program::Rule& rule : definition.rules) {
      Candidate candidate{&rule, {}, false};
      for (const Index part : words_.Parts(rule)) {
        const interp::Outcome& truth = truths[next++];
        if (truth.status != interp::Status::kValue) {
          candidate.open = true;
        } else if (!truth.value.truth()) {
          candidate.failed.push_back(part);
        }
      }
      // One failed condition settles it, whatever is still unknown.
      if (!candidate.failed.empty()) candidates.push_back(std::move(candidate));
    }
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.failed.size() < b.failed.size(); });
    std::vector<FailedRow> rows;
    std::vector<std::string> seen;
    if (outcome.status == interp::Status::kValue)
      seen.push_back(words_.Value(definition.type, outcome.value));
    for (const Candidate& candidate : candidates) {
      if (rows.size() >= most) break;
      if (candidate.rule->branches.size() != 1 || candidate.rule->branches[0].result < 0) continue;
      const std::string result = words_.Formula(candidate.rule->branches[0].result);
      if (std::find(seen.begin(), seen.end(), result) != seen.end()) continue;
      seen.push_back(result);
      rows.push_back(Row(*candidate.rule, result, candidate.failed, candidate.open));
    }
    return rows;
  }

 private:
  FailedRow Row(const program::Rule& rule, const std::string& result,
                const std::vector<Index>& failed, bool open) {
    FailedRow row;
    row.rule = &rule;
    row.result = result;
    for (const Index part : failed) row.failed.push_back(Failure(part));
    row.others_hold = !open && failed.size() < words_.Parts(rule).size();
    if (failed.size() == 1 && !open) row.what_if = WhatIf(failed[0]);
    return row;
  }

  std::optional<Rational> Known(Index input) const {
    if (input < 0 || !case_.accepted.facts.inputs[input] ||
        !case_.accepted.facts.inputs[input]->is_number())
      return std::nullopt;
    return case_.accepted.facts.inputs[input]->number();
  }

  // "占用天数为12天，不符合“不超过10天”，相差2天".
  std::string Failure(Index part) {
    const Index input = words_.Subject(part);
    const bool known = input >= 0 && case_.accepted.facts.inputs[input];
    const bool boolean =
        known && policy_.types[policy_.inputs[input].type].kind == TypeKind::kBoolean;
    if (!known || boolean) {
      // What it comes down to: "可抵押：应为否，现为是".
      auto found = interp::FindWhyNot(policy_, case_.accepted.facts, case_.at, part);
      for (interp::WhyNot& one : found) {
        // An output is told where it stands itself.
        if (one.definition >= 0 && policy_.definitions[one.definition].output) one.parts.clear();
      }
      const std::vector<std::string> failed = NotMet(policy_, found, context_.language, true);
      if (!failed.empty()) return JoinWith(failed, context_.chinese() ? "；" : "; ");
    }
    if (!known)
      return context_.Say(Message::kConditionNotMet, words_.Condition(part));
    const program::Input& subject = policy_.inputs[input];
    const std::string actual = words_.Value(subject.type, *case_.accepted.facts.inputs[input]);
    const std::string wanted =
        words_.Condition(part, policy_.types[subject.type].kind != TypeKind::kBoolean);
    std::string text = context_.Say(Message::kFactNotMet, subject.name, actual, wanted);
    const auto number = Known(input);
    if (number && HasDistance(policy_.types[subject.type].kind)) {
      if (const auto missed = Missed(policy_, words_, part, *number, case_.at);
          missed && !missed->by.is_zero()) {
        text += context_.Say(Message::kDifference,
                             words_.Value(subject.type, value::Value(missed->by)));
      }
    }
    return text;
  }

  std::string WhatIf(Index part) {
    const Index input = words_.Subject(part);
    const auto known = Known(input);
    if (!known || policy_.inputs[input].kind != program::Input::Kind::kFact) return "";
    const auto missed = Missed(policy_, words_, part, *known, case_.at);
    if (!missed || missed->strict) return "";
    const value::Value changed(missed->bound);
    if (interp::CheckValue(policy_, input, changed)) return "";
    interp::Facts facts = case_.accepted.facts;
    facts.inputs[input] = changed;
    std::vector<std::string> results;
    for (const interp::Outcome& outcome : interp::Evaluate(policy_, facts, case_.at).outputs) {
      const program::Definition& definition = policy_.definitions[outcome.definition];
      if (outcome.status != interp::Status::kValue) return "";
      if (policy_.types[definition.type].kind == TypeKind::kText) continue;
      const bool boolean = policy_.types[definition.type].kind == TypeKind::kBoolean;
      results.push_back(context_.Say(boolean ? Message::kYesNoAs : Message::kIsValue,
                                     definition.name,
                                     words_.Amount(definition.type, outcome.value)));
    }
    if (results.empty()) return "";
    return context_.Say(Message::kWhatIf, policy_.inputs[input].name,
                        words_.Value(policy_.inputs[input].type, changed),
                        JoinWith(results, context_.chinese() ? "，" : ", "));
  }

  const Context& context_;
  const Case& case_;
  const Policy& policy_;
  Words words_;
};

}  // namespace

std::vector<FailedRow> NearestRows(const Context& context, const Case& result,
                                   const interp::Outcome& outcome, size_t most) {
  return Finder(context, result).Find(outcome, most);
}

}  // namespace pol::cli
