// pol check PATH... | -e TEXT
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "compiler/diag/render.h"

namespace pol::cli {
namespace {

struct Options {
  Selection selection;
  std::string format = "human";
};

struct Counts {
  int errors = 0, warnings = 0, notes = 0;
};

Counts Count(const Units& units) {
  Counts counts;
  for (const Unit& unit : units) {
    for (const diag::Diagnostic& diagnostic : unit.compilation->diagnostics.all()) {
      switch (diag::Info(diagnostic.code).severity) {
        case diag::Severity::kError:
          ++counts.errors;
          break;
        case diag::Severity::kWarning:
          ++counts.warnings;
          break;
        case diag::Severity::kNote:
          ++counts.notes;
          break;
      }
    }
  }
  return counts;
}

void PrintMachine(const Context& context, const Units& units, bool sarif) {
  std::vector<diag::Located> located;
  for (const Unit& unit : units) {
    for (const diag::Diagnostic& diagnostic : unit.compilation->diagnostics.all()) {
      located.push_back({unit.shown.get(), &diagnostic});
    }
  }
  std::string text = sarif ? diag::RenderSarif(located, context.language)
                           : diag::RenderJson(located, context.language);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  OutLine(text);
}

void PrintHuman(const Context& context, const Units& units, const Counts& counts) {
  for (const Unit& unit : units) PrintDiagnostics(context, unit, false);
  const auto counted = [&context](Message thing, size_t number) {
    return Counted(context.language, thing, number);
  };
  const std::string files = counted(Message::kCountFiles, units.size());
  if (counts.errors + counts.warnings + counts.notes == 0) {
    OutLine(Colored(context.color_out, Color::kGreen, context.Say(Message::kCheckClean, files)));
    return;
  }
  const std::string summary =
      context.Say(Message::kCheckCounts, files, counted(Message::kCountErrors, counts.errors),
                  counted(Message::kCountWarnings, counts.warnings),
                  counted(Message::kCountNotes, counts.notes));
  OutLine(Colored(context.color_out, counts.errors > 0 ? Color::kRed : Color::kYellow, summary));
}

int Check(const Context& context, const Options& options) {
  std::string problem;
  if (!HasSource(context, options.selection, &problem) ||
      !OneOf(context, "--format", options.format, {"human", "json", "sarif"}, &problem)) {
    return Unusable(context, problem);
  }
  Units units;
  if (!LoadUnits(context, options.selection, &units)) return kUnusable;
  const Counts counts = Count(units);
  if (options.format == "human") {
    PrintHuman(context, units, counts);
  } else {
    PrintMachine(context, units, options.format == "sarif");
  }
  return counts.errors > 0 ? kFindings : kOk;
}

}  // namespace

void AddCheck(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddCommand(app, context, "check", Message::kHelpCheck, Message::kExamplesCheck);
  command->add_option("PATH", options->selection.paths, context.Say(Message::kOptionPaths))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("human|json|sarif");
  *action = [options](const Context& given) { return Check(given, *options); };
}

}  // namespace pol::cli
