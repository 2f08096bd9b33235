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
  std::vector<Chosen> chosen;
  if (const int code = ChooseAll(context, options.selection, day, &units, &chosen)) return code;
  std::vector<SignOff> sheets;
  const Unit* proved = nullptr;
  UnitProofs proofs;
  for (const Chosen& one : chosen) {
    if (one.unit != proved) proofs = ProveUnit(*one.unit, {});
    proved = one.unit;
    sheets.push_back(MakeSignOff(context, *one.policy, one.unit->shown->text(), day));
    AddProofs(context, *one.unit, *one.policy, proofs, &sheets.back());
  }
  if (options.format == "html") {
    Out(SignOffHtml(context, sheets));
    return kOk;
  }
  const bool markdown = options.format == "markdown";
  for (size_t i = 0; i < sheets.size(); ++i) {
    if (i > 0) Out(markdown ? "\n---\n\n" : "\n\n");
    Out(markdown ? SignOffMarkdown(context, sheets[i]) : SignOffText(context, sheets[i]));
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
