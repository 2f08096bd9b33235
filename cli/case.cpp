#include "cli/case.h"

#include "cli/words.h"
#include "cli/words_not.h"

#include <algorithm>

#include "cli/options.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/direct.h"

namespace pol::cli {
namespace {

// The first word is the PATH unless -e stands for it; all others are NAME=VALUE.
void SortWords(CaseOptions* options) {
  size_t next = 0;
  if (!options->selection.has_expression && !options->words.empty()) {
    options->selection.paths.push_back(options->words[next++]);
  }
  options->facts.pairs.assign(options->words.begin() + static_cast<std::ptrdiff_t>(next),
                              options->words.end());
}

}  // namespace

bool Case::has_error() const {
  return std::any_of(
      evaluation.outputs.begin(), evaluation.outputs.end(),
      [](const interp::Outcome& outcome) { return outcome.status == interp::Status::kError; });
}

void AddCaseOptions(CLI::App* command, const Context& context, CaseOptions* options) {
  command->add_option("PATH", options->words, context.Say(Message::kOptionPathAndFacts))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  AddPolicyChoice(command, context, &options->selection);
  command->add_option("--input", options->facts.json, context.Say(Message::kOptionInput))
      ->type_name("JSON");
  command->add_option("--input-file", options->facts.file, context.Say(Message::kOptionInputFile))
      ->type_name(context.Say(Message::kWordFile));
  command->add_option("--at", options->at, context.Say(Message::kOptionAt))
      ->type_name(context.Say(Message::kWordDate));
  command->add_option("--engine", options->engine, context.Say(Message::kOptionEngine))
      ->type_name("reference|interp");
}

bool EvaluateWith(const program::Policy& policy, const interp::Facts& facts, int64_t at,
                  const std::string& engine, interp::Evaluation* evaluation) {
  interp::EvaluateOptions options;
  options.explain = true;
  *evaluation = interp::Evaluate(policy, facts, at, options);
  if (engine != "interp") return true;
  interp::DirectEngine direct(policy, at);
  interp::Evaluation fast;
  direct.Evaluate(facts, &fast);
  const interp::JsonOptions json{false, false};
  return interp::EvaluationJson(policy, fast, json) ==
         interp::EvaluationJson(policy, *evaluation, json);
}

std::vector<interp::Outcome> EvaluateConditions(const program::Policy& policy,
                                                const std::vector<program::Index>& conditions,
                                                const interp::Facts& facts, int64_t at) {
  program::Policy probe = policy;
  // The period of the policy is no part of a condition.
  probe.effective_from.reset();
  probe.effective_to.reset();
  probe.effective_by = -1;
  program::Type boolean;
  boolean.kind = program::TypeKind::kBoolean;
  probe.types.push_back(boolean);
  for (program::Definition& definition : probe.definitions) definition.output = false;
  for (const program::Index condition : conditions) {
    program::Definition definition;
    definition.type = static_cast<program::Index>(probe.types.size() - 1);
    definition.output = true;
    definition.expression = condition;
    probe.order.push_back(static_cast<program::Index>(probe.definitions.size()));
    probe.definitions.push_back(std::move(definition));
  }
  return interp::Evaluate(probe, facts, at).outputs;
}

program::Index FormulaOf(const program::Policy& policy, const interp::Outcome& outcome) {
  const program::Definition& definition = policy.definitions[outcome.definition];
  if (definition.expression >= 0 || outcome.rules.size() != 1) return definition.expression;
  if (outcome.rules[0] == "otherwise") return definition.otherwise;
  const program::Rule* rule = FindRule(definition, outcome.rules[0]);
  const int32_t branch = BranchOf(outcome.why, outcome.rules[0]);
  return rule == nullptr || branch < 0 ? -1 : rule->branches[static_cast<size_t>(branch)].result;
}

std::vector<interp::WhyNot> WhyNotOf(const Case& result, const interp::Outcome& outcome) {
  const program::Policy& policy = result.policy();
  const program::Definition& definition = policy.definitions[outcome.definition];
  const program::Index formula = FormulaOf(policy, outcome);
  if (outcome.status != interp::Status::kValue || formula < 0 ||
      policy.types[definition.type].kind != program::TypeKind::kBoolean || outcome.value.truth())
    return {};
  return interp::FindWhyNot(policy, result.accepted.facts, result.at, formula);
}

std::string FailedName(const Case& result, program::Index condition, Language language) {
  const program::Policy& policy = result.policy();
  if (condition < 0) return "";
  const program::Node* node = &policy.nodes[condition];
  if (node->op == program::Op::kNot) node = &policy.nodes[node->children[0]];
  // An output is told where it stands itself.
  if (node->op != program::Op::kDefinition || policy.definitions[node->a].output) return "";
  const auto found = interp::FindWhyNot(policy, result.accepted.facts, result.at, condition);
  return JoinWith(NotMet(policy, found, language, true),
                  language == Language::kChinese ? "；" : "; ");
}

int ResolveCase(const Context& context, CaseOptions options, Case* result) {
  std::string problem;
  SortWords(&options);
  if (!HasSource(context, options.selection, &problem) ||
      !ReadDay(context, options.at, &result->at, &problem)) {
    return Unusable(context, problem);
  }
  if (options.engine == "jit") return Unusable(context, context.Say(Message::kNoJit));
  interp::Datum object;
  if (!OneOf(context, "--engine", options.engine, {"reference", "interp"}, &problem) ||
      !GatherFacts(context, options.facts, &object, &problem)) {
    return Unusable(context, problem);
  }
  if (const int code =
          ChooseOne(context, options.selection, result->at, &result->units, &result->chosen))
    return code;
  result->accepted = interp::Accept(result->policy(), object, result->at);
  if (result->refused()) return kOk;
  if (!EvaluateWith(result->policy(), result->accepted.facts, result->at, options.engine,
                    &result->evaluation)) {
    return Unusable(context, context.Say(Message::kEnginesDiffer));
  }
  result->readings =
      interp::OtherReadings(result->policy(), result->accepted.facts, result->evaluation);
  return kOk;
}

}  // namespace pol::cli
