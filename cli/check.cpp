// pol check PATH... | -e TEXT
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/words.h"
#include "compiler/diag/render.h"
#include "runtime/interp/readings.h"

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

void PrintComparison(const Context& context, const program::Policy& policy,
                     const std::string& first, const std::string& second, int line) {
  const program::Policy* a = interp::FindReading(policy, first);
  const program::Policy* b = interp::FindReading(policy, second);
  if (a == nullptr || b == nullptr) return;
  const interp::ReadingsCompared compared = interp::CompareReadings(*a, *b);
  const std::string pair = context.Say(Message::kComparePair, first, second);
  if (!compared.difference) {
    OutLine(context.Say(Message::kCompareNone, pair, line, compared.cases));
    return;
  }
  const interp::ReadingsCompared::Difference& found = *compared.difference;
  const Words words(*a, context.language);
  std::vector<std::string> facts;
  for (size_t i = 0; i < a->inputs.size(); ++i) {
    const auto& value = found.facts.inputs[i];
    if (value)
      facts.push_back(context.Say(Message::kFieldIs, a->inputs[i].name,
                                  words.Value(a->inputs[i].type, *value)));
  }
  OutLine(context.Say(Message::kCompareFound, pair, line, Join(facts, context.language),
                      DateInWords(found.at, context.language)));
  const std::string& output = a->definitions[found.first.definition].name;
  OutLine("  " + context.Say(Message::kCompareGives, first, output,
                             ShortAnswer(*a, found.first, context.language)));
  OutLine("  " + context.Say(Message::kCompareGives, second, output,
                             ShortAnswer(*b, found.second, context.language)));
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

// What trying cases says about the readings that a policy compares, two by two.
void PrintComparisons(const Context& context, const Units& units) {
  for (const Chosen& chosen : Policies(units, {})) {
    for (const program::Comparison& comparison : chosen.policy->comparisons) {
      for (size_t i = 1; i < comparison.readings.size(); ++i) {
        PrintComparison(context, *chosen.policy, comparison.readings[0], comparison.readings[i],
                        comparison.place.line);
      }
    }
  }
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
    if (counts.errors == 0) PrintComparisons(context, units);
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
