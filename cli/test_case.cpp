#include "cli/test_case.h"

#include <algorithm>
#include <map>

#include "cli/case.h"
#include "cli/coverage.h"
#include "cli/words.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/require.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

using Expectation = program::TestCase::Expectation;
using program::Index;
using program::Policy;

// The facts as stated; what the policy refuses of them.
std::vector<interp::Refusal> Facts(const Policy& policy, const program::TestCase& test, int64_t at,
                                   interp::Facts* facts) {
  std::vector<interp::Refusal> refusals;
  facts->inputs.assign(policy.inputs.size(), std::nullopt);
  facts->decided_by.assign(policy.inputs.size(), "");
  for (const program::TestCase::Given& given : test.given) {
    if (given.value < 0) continue;
    const auto value = interp::EvaluateConstant(policy, given.value, at);
    interp::Refusal refusal;
    refusal.field = policy.inputs[given.input].name;
    refusal.input = given.input;
    if (!value) {
      refusals.push_back(refusal);
      continue;
    }
    if (const auto code = interp::CheckValue(policy, given.input, *value)) {
      refusal.code = *code;
      refusal.given =
          interp::CanonicalText(policy, policy.types[policy.inputs[given.input].type], *value);
      refusals.push_back(refusal);
      continue;
    }
    facts->inputs[given.input] = interp::NameParts(policy, given.input, *value, &facts->leaves);
  }
  if (!refusals.empty()) return refusals;
  for (size_t i = 0; i < policy.requires_.size(); ++i) {
    if (interp::CheckRequire(policy, policy.requires_[i], *facts, at) !=
        interp::RequireVerdict::kFails)
      continue;
    interp::Refusal refusal;
    refusal.field = fmt::format("require#{}", i + 1);
    refusal.code = interp::RefusalCode::kRequire;
    refusal.text = policy.requires_[i].text;
    refusals.push_back(refusal);
  }
  return refusals;
}

void Mark(Index definition, const std::vector<interp::RuleWhy>& why, Coverage* coverage) {
  for (const interp::RuleWhy& rule : why) {
    if (rule.verdict == interp::Verdict::kApplied) {
      coverage->applied.emplace(definition, rule.rule);
      coverage->branches.emplace(rule.rule, rule.branch);
    }
    Mark(definition, rule.exceptions, coverage);
  }
}

std::set<std::string> Names(const Policy& policy, const std::vector<Index>& inputs) {
  std::set<std::string> names;
  for (const Index input : inputs) names.insert(policy.inputs[input].name);
  return names;
}

// Facts and judgements that are missing; of what is missing inside a list, the list.
std::vector<Index> Missing(const Policy& policy, const interp::Evaluation& evaluation,
                           const interp::Outcome& outcome) {
  std::vector<Index> inputs;
  for (const auto* needs : {&outcome.needs, &outcome.judgements}) {
    for (const Index need : *needs) inputs.push_back(evaluation.NeedInput(policy, need));
  }
  return inputs;
}

std::string Actual(const Context& context, const Policy& policy,
                   const interp::Evaluation& evaluation, const interp::Outcome& outcome) {
  const std::string status = StatusInWords(outcome.status, context.language);
  switch (outcome.status) {
    case interp::Status::kValue:
      return interp::CanonicalText(
          policy, policy.types[policy.definitions[outcome.definition].type], outcome.value);
    case interp::Status::kNoRule:
      return status;
    case interp::Status::kNeedsFacts:
    case interp::Status::kNeedsJudgement: {
      const std::set<std::string> names = Names(policy, Missing(policy, evaluation, outcome));
      return context.Say(Message::kStatusWith, status,
                         Join({names.begin(), names.end()}, context.language));
    }
    case interp::Status::kError:
      return ErrorInWords(policy, outcome, context.language);
  }
  return status;
}

const interp::Outcome* FindOutcome(const interp::Evaluation& evaluation, Index definition) {
  for (const auto* outcomes : {&evaluation.outputs, &evaluation.lets}) {
    for (const interp::Outcome& outcome : *outcomes) {
      if (outcome.definition == definition) return &outcome;
    }
  }
  return nullptr;
}

// "" when it is met.
std::string Compare(const Context& context, const Policy& policy,
                    const interp::Evaluation& evaluation, const Wanted& expected,
                    const interp::Outcome& outcome) {
  const program::Definition& definition = policy.definitions[outcome.definition];
  std::string wanted;
  switch (expected.kind) {
    case Expectation::Kind::kValue: {
      const std::optional<value::Value>& value = expected.value;
      wanted = value ? interp::CanonicalText(policy, policy.types[definition.type], *value) : "?";
      if (value && outcome.status == interp::Status::kValue &&
          Actual(context, policy, evaluation, outcome) == wanted)
        return "";
      break;
    }
    case Expectation::Kind::kNoRule:
      wanted = StatusInWords(interp::Status::kNoRule, context.language);
      if (outcome.status == interp::Status::kNoRule) return "";
      break;
    case Expectation::Kind::kNeeds: {
      const std::set<std::string>& names = expected.needs;
      wanted = context.Say(Message::kStatusWith,
                           StatusInWords(interp::Status::kNeedsFacts, context.language),
                           Join({names.begin(), names.end()}, context.language));
      const bool open = outcome.status == interp::Status::kNeedsFacts ||
                        outcome.status == interp::Status::kNeedsJudgement;
      if (open && Names(policy, Missing(policy, evaluation, outcome)) == names) return "";
      // Or, where the test tells items of lists apart, exactly those.
      std::set<std::string> leaves;
      for (const auto* needs : {&outcome.needs, &outcome.judgements}) {
        for (const Index need : *needs) leaves.insert(evaluation.NeedName(policy, need));
      }
      if (open && leaves == names) return "";
      break;
    }
    case Expectation::Kind::kError:
      wanted = StatusInWords(interp::Status::kError, context.language);
      if (outcome.status == interp::Status::kError) return "";
      break;
    case Expectation::Kind::kRefused:
      return "";
  }
  return context.Say(Message::kTestDiffers, definition.name, wanted,
                     Actual(context, policy, evaluation, outcome));
}

bool Reads(const Policy& policy, Index index, const std::string& input) {
  if (index < 0) return false;
  const program::Node& node = policy.nodes[index];
  if (node.op == program::Op::kInput && policy.inputs[node.a].name == input) return true;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](Index child) { return Reads(policy, child, input); });
}

// A requirement that is not met refuses every fact that it speaks of.
bool Requires(const Policy& policy, const interp::Refusal& refusal, const std::string& input) {
  if (refusal.code != interp::RefusalCode::kRequire) return false;
  for (const program::Require& require : policy.requires_) {
    if (require.text == refusal.text && Reads(policy, require.condition, input)) return true;
  }
  return false;
}

void Refusals(const Context& context, const Policy& policy, const std::vector<Wanted>& expectations,
              const std::vector<interp::Refusal>& refusals, std::vector<std::string>* failures) {
  bool wanted = false;
  for (const Wanted& expected : expectations) {
    if (expected.kind != Expectation::Kind::kRefused) continue;
    wanted = true;
    const bool met =
        std::any_of(refusals.begin(), refusals.end(), [&](const interp::Refusal& refusal) {
          return refusal.field == expected.field ||
                 refusal.field.starts_with(expected.field + "[") ||
                 Requires(policy, refusal, expected.field);
        });
    if (!met) failures->push_back(context.Say(Message::kTestNotRefused, expected.field));
  }
  if (wanted) return;
  for (const interp::Refusal& refusal : refusals) {
    failures->push_back(
        context.Say(Message::kTestRefused, RefusalInWords(policy, refusal, context.language)));
  }
}

// A rule with its exceptions, below one definition.
void Collect(Index definition, const std::vector<program::Rule>& rules,
             std::vector<std::pair<Index, const program::Rule*>>* all) {
  for (const program::Rule& rule : rules) {
    all->emplace_back(definition, &rule);
    Collect(definition, rule.exceptions, all);
  }
}

}  // namespace

TestResult RunCase(const Context& context, const Policy& policy, int64_t at, const Given& given,
                   const std::vector<Wanted>& wanted, const std::string& engine,
                   Coverage* coverage) {
  TestResult result;
  result.policy = &policy;
  if (!given.refusals.empty()) {
    Refusals(context, policy, wanted, given.refusals, &result.failures);
    return result;
  }
  if (coverage->points) coverage->points->coverage.Add(policy, given.facts, at);
  interp::Evaluation evaluation;
  if (!EvaluateWith(policy, given.facts, at, engine, &evaluation)) {
    result.failures.push_back(context.Say(Message::kEnginesDiffer));
    return result;
  }
  for (const auto* outcomes : {&evaluation.outputs, &evaluation.lets}) {
    for (const interp::Outcome& outcome : *outcomes) {
      for (const std::string& label : outcome.rules)
        coverage->applied.emplace(outcome.definition, label);
      Mark(outcome.definition, outcome.why, coverage);
    }
  }
  for (const Wanted& expected : wanted) {
    if (expected.kind == Expectation::Kind::kRefused) {
      result.failures.push_back(context.Say(Message::kTestNotRefused, expected.field));
      continue;
    }
    const interp::Outcome* outcome = FindOutcome(evaluation, expected.definition);
    std::string failure =
        outcome == nullptr
            ? context.Say(Message::kTestNoOutput, policy.definitions[expected.definition].name)
            : Compare(context, policy, evaluation, expected, *outcome);
    if (!failure.empty()) result.failures.push_back(std::move(failure));
  }
  return result;
}

TestResult RunTest(const Context& context, const Policy& policy, const program::TestCase& test,
                   const std::string& engine, Coverage* coverage) {
  const int64_t at = test.at.value_or(policy.effective_from.value_or(
      policy.effective_to.value_or(value::TodayInShanghai())));
  Given given;
  given.refusals = Facts(policy, test, at, &given.facts);
  std::vector<Wanted> wanted;
  for (const Expectation& expected : test.expected) {
    Wanted one;
    one.kind = expected.kind;
    one.definition = expected.definition;
    if (expected.value >= 0) one.value = interp::EvaluateConstant(policy, expected.value, at);
    one.needs = Names(policy, expected.needs);
    one.needs.insert(expected.parts.begin(), expected.parts.end());
    one.field = expected.field;
    wanted.push_back(std::move(one));
  }
  TestResult result = RunCase(context, policy, at, given, wanted, engine, coverage);
  result.name = test.name;
  result.file = policy.file;
  result.line = test.place.line;
  return result;
}

namespace {

// Gathers what counts, under the first output that it gives.
class Gatherer {
 public:
  Gatherer(const Context& context, const Policy& policy, const Coverage& coverage)
      : context_(context),
        policy_(policy),
        coverage_(coverage),
        words_(policy, context.language) {}

  void Leave(const Policy& shared) {
    for (const program::Definition& definition : shared.definitions) {
      std::vector<std::pair<Index, const program::Rule*>> all;
      Collect(0, definition.rules, &all);
      for (const auto& [of, rule] : all) elsewhere_.insert(rule->place.offset);
      if (definition.otherwise >= 0) elsewhere_.insert(definition.otherwise_place.offset);
    }
  }

  Gaps Gather() {
    for (size_t i = 0; i < policy_.definitions.size(); ++i) Take(static_cast<Index>(i));
    Gaps gaps;
    std::map<Index, std::vector<std::pair<uint32_t, std::string>>> open;
    for (const auto& [key, part] : parts_) {
      ++gaps.total;
      if (part.covered) continue;
      ++gaps.open;
      open[part.definition].emplace_back(part.offset, part.name);
    }
    for (auto& [definition, names] : open) {
      std::sort(names.begin(), names.end());
      std::vector<std::string> items;
      for (auto& [offset, name] : names) items.push_back(std::move(name));
      gaps.lines.push_back(context_.Say(Message::kNeverApplied,
                                        policy_.definitions[definition].name,
                                        JoinWith(items, context_.chinese() ? "；" : "; ")));
    }
    return gaps;
  }

 private:
  struct Part {
    Index definition = -1;
    uint32_t offset = 0;
    bool covered = false;
    std::string name;
  };

  void Count(const std::string& key, Index definition, const program::Place& place, bool covered,
             const std::string& name) {
    Part& part = parts_.try_emplace(key, Part{definition, place.offset, false, name}).first->second;
    part.covered = part.covered || covered;
  }

  void Take(Index index) {
    const program::Definition& definition = policy_.definitions[index];
    std::vector<std::pair<Index, const program::Rule*>> all;
    Collect(index, definition.rules, &all);
    for (const auto& [of, rule] : all) {
      if (elsewhere_.count(rule->place.offset) > 0) continue;
      if (rule->branches.size() > 1) {
        Branches(of, *rule);
        continue;
      }
      // A row that gives several outputs is one rule to a drafter: it counts once, by its label.
      Count(rule->label, of, rule->place, coverage_.applied.count({of, rule->label}) > 0,
            Name(*rule) + Line(rule->place));
    }
    if (definition.otherwise >= 0 && elsewhere_.count(definition.otherwise_place.offset) == 0) {
      Count(definition.name + "\notherwise", index, definition.otherwise_place,
            coverage_.applied.count({index, "otherwise"}) > 0,
            context_.Say(Message::kOtherwiseOf, definition.name) +
                Line(definition.otherwise_place));
    }
  }

  // "if … else if …": each of its cases wants a test of its own.
  void Branches(Index of, const program::Rule& rule) {
    for (size_t i = 0; i < rule.branches.size(); ++i) {
      const auto branch = static_cast<int32_t>(i);
      const Index condition = rule.branches[i].condition;
      const std::string when = condition < 0 ? context_.Say(Message::kOtherwiseCase)
                                             : words_.Condition(condition);
      Count(rule.label + "\n" + std::to_string(i), of, rule.place,
            coverage_.branches.count({rule.label, branch}) > 0,
            context_.Say(Message::kBranchOf, Name(rule), branch + 1, when) + Line(rule.place));
    }
  }

  std::string Name(const program::Rule& rule) const {
    return RuleInWords(policy_, rule.label, context_.language);
  }
  std::string Line(const program::Place& place) const {
    return Bracketed(context_.Say(Message::kLineOfFile, place.line), context_.language);
  }

  const Context& context_;
  const Policy& policy_;
  const Coverage& coverage_;
  Words words_;
  std::set<uint32_t> elsewhere_;
  std::map<std::string, Part> parts_;
};

}  // namespace

Gaps Uncovered(const Context& context, const Policy& policy, const Coverage& coverage,
               const Policy* shared) {
  Gatherer gatherer(context, policy, coverage);
  if (shared != nullptr) gatherer.Leave(*shared);
  return gatherer.Gather();
}

}  // namespace pol::cli
