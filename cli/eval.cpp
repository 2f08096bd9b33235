// pol eval (PATH | -e TEXT) [NAME=VALUE ...]
#include "cli/case.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "runtime/interp/canonical.h"

namespace pol::cli {
namespace {

struct Options {
  CaseOptions of_case;
  std::string format = "human";
  bool check_asserts = false;
};

// The assertions of a policy, for this case alone.
bool AssertsHold(const Context& context, const Case& result) {
  std::vector<program::Index> conditions;
  std::vector<const program::Assertion*> asked;
  for (const program::Assertion& assertion : result.policy().assertions) {
    if (assertion.condition < 0) continue;
    conditions.push_back(assertion.condition);
    asked.push_back(&assertion);
  }
  bool all = true;
  const auto outcomes =
      EvaluateConditions(result.policy(), conditions, result.accepted.facts, result.at);
  for (size_t i = 0; i < outcomes.size(); ++i) {
    Message message = Message::kAssertOpen;
    if (outcomes[i].status == interp::Status::kValue) {
      message = outcomes[i].value.truth() ? Message::kAssertHolds : Message::kAssertFails;
    }
    if (message == Message::kAssertFails) all = false;
    ErrLine(context.Say(message, asked[i]->title, asked[i]->place.line));
  }
  return all;
}

int Eval(const Context& context, const Options& options) {
  std::string problem;
  if (!OneOf(context, "--format", options.format, {"human", "json"}, &problem))
    return Unusable(context, problem);
  Case result;
  if (const int code = ResolveCase(context, options.of_case, &result)) return code;
  const bool json = options.format == "json";
  if (result.refused()) {
    // The refusal is no answer: standard output stays free for answers, unless a program asked for
    // JSON.
    if (json) {
      OutLine(RefusalsJson(result.policy(), result.accepted.refusals, context.language));
    } else {
      ErrLine(RefusalsInWords(context, result));
    }
    return kRefused;
  }
  if (json) {
    std::string text = interp::EvaluationJson(result.policy(), result.evaluation,
                                              {.facts = &result.accepted.facts,
                                               .readings = &result.readings});
    while (!text.empty() && text.back() == '\n') text.pop_back();
    OutLine(text);
  } else {
    OutLine(AnswerInWords(context, result));
  }
  const bool asserts = !options.check_asserts || AssertsHold(context, result);
  return result.has_error() || !asserts ? kFindings : kOk;
}

}  // namespace

void AddEval(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddCommand(app, context, "eval", Message::kHelpEval, Message::kExamplesEval);
  AddCaseOptions(command, context, &options->of_case);
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("human|json");
  command->add_flag("--check-asserts", options->check_asserts,
                    context.Say(Message::kOptionAsserts));
  *action = [options](const Context& given) { return Eval(given, *options); };
}

}  // namespace pol::cli
