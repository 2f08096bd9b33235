// pol print PATH --sign-off
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/sign_off.h"
#include "cli/sign_off_proofs.h"
#include "cli/words.h"

namespace pol::cli {
namespace {

struct Options {
  Selection selection;
  bool sign_off = false;
  std::string format = "text", date;
};

int Print(const Context& context, const Options& options) {
  std::string problem;
  int64_t day = 0;
  if (!HasSource(context, options.selection, &problem) ||
      !ReadDay(context, options.date, &day, &problem) ||
      !OneOf(context, "--format", options.format, {"text", "markdown", "html"}, &problem)) {
    return Unusable(context, problem);
  }
  if (!options.sign_off) return Unusable(context, context.Say(Message::kPrintWhat));
  Units units;
  Chosen chosen;
  if (const int code = ChooseOne(context, options.selection, day, &units, &chosen)) return code;
  SignOff sheet = MakeSignOff(context, *chosen.policy, chosen.unit->shown->text(), day);
  AddProofs(context, *chosen.unit, *chosen.policy, ProveUnit(*chosen.unit, {}), &sheet);
  if (options.format == "markdown") {
    Out(SignOffMarkdown(context, sheet));
  } else if (options.format == "html") {
    Out(SignOffHtml(context, sheet));
  } else {
    Out(SignOffText(context, sheet));
  }
  return kOk;
}

}  // namespace

void AddPrint(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddCommand(app, context, "print", Message::kHelpPrint, Message::kExamplesPrint);
  command->add_option("PATH", options->selection.paths, context.Say(Message::kOptionPaths))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  AddPolicyChoice(command, context, &options->selection);
  command->add_flag("--sign-off", options->sign_off, context.Say(Message::kOptionSignOff));
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("text|markdown|html");
  command->add_option("--date", options->date, context.Say(Message::kOptionPrintDate))
      ->type_name(context.Say(Message::kWordDate));
  *action = [options](const Context& given) { return Print(given, *options); };
}

}  // namespace pol::cli
