// pol check PATH... | -e TEXT
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "cli/check_against.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/parallel.h"
#include "cli/proofs.h"
#include "cli/words.h"
#include "compiler/diag/render.h"
#include "runtime/interp/readings.h"

namespace pol::cli {
namespace {

struct Options {
  Selection selection;
  std::string format = "human", solver_work, list_items;
  bool proofs = false, no_proofs = false;
  Against against;
  prove::Options prove;
};

struct Counts {
  int errors = 0, warnings = 0, notes = 0;
};

// A unit, what was proved of it, and all there is to say in the order of the text.
struct Checked {
  const Unit* unit = nullptr;
  UnitProofs proofs;
  struct Said {
    const diag::Diagnostic* diagnostic;
    const prove::Finding* finding;  // null: said by the compiler
  };
  std::vector<Said> said;
};

Checked CheckUnit(const Unit& unit, const Options& options, prove::Cache* cache) {
  Checked checked;
  checked.unit = &unit;
  if (!options.no_proofs && !unit.compilation->diagnostics.has_errors())
    checked.proofs = ProveUnit(unit, options.prove, cache);
  for (const diag::Diagnostic& diagnostic : unit.compilation->diagnostics.all())
    checked.said.push_back({&diagnostic, nullptr});
  for (const prove::Finding& finding : checked.proofs.findings)
    checked.said.push_back({&finding.diagnostic, &finding});
  std::stable_sort(checked.said.begin(), checked.said.end(), [](const auto& a, const auto& b) {
    return a.diagnostic->range.begin < b.diagnostic->range.begin;
  });
  return checked;
}

Counts Count(const std::vector<Checked>& units) {
  Counts counts;
  for (const Checked& checked : units) {
    for (const Checked::Said& said : checked.said) {
      switch (diag::Info(said.diagnostic->code).severity) {
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

// The case that a finding shows stands beside it, and every claim with its verdict behind the findings.
std::string WithProofs(const std::string& text, const std::vector<Checked>& units) {
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!json.is_object()) return text;
  size_t i = 0;
  nlohmann::ordered_json proofs = nlohmann::ordered_json::array();
  for (const Checked& checked : units) {
    for (const Checked::Said& said : checked.said) {
      nlohmann::ordered_json& item = json["diagnostics"][i++];
      if (said.finding == nullptr) continue;
      const prove::Answer& answer = *said.finding->answers[0];
      if (answer.witness) item["case"] = CaseJson(*said.finding->policy, *answer.witness);
      if (answer.twin) item["otherCase"] = CaseJson(*said.finding->policy, *answer.twin);
    }
    if (checked.unit->compilation->program == nullptr) continue;
    const auto& policies = checked.unit->compilation->program->policies;
    for (size_t p = 0; p < checked.proofs.reports.size(); ++p) {
      for (auto& one : ProofsJson(policies[p], checked.proofs.reports[p])) {
        one["file"] = checked.unit->name;
        proofs.push_back(std::move(one));
      }
    }
  }
  json["proofs"] = std::move(proofs);
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void PrintMachine(const Context& context, const Options& options,
                  const std::vector<Checked>& units) {
  std::vector<diag::Located> located;
  for (const Checked& checked : units) {
    for (const Checked::Said& said : checked.said)
      located.push_back({checked.unit->shown.get(), said.diagnostic});
  }
  const bool sarif = options.format == "sarif";
  std::string text = sarif ? diag::RenderSarif(located, context.language)
                           : diag::RenderJson(located, context.language);
  if (!sarif && !options.no_proofs) text = WithProofs(text, units);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  OutLine(text);
}

// What was shown of two readings; null: nothing was asked.
const prove::Answer* Compared(const prove::Report* report, const std::string& first,
                              const std::string& second) {
  if (report == nullptr) return nullptr;
  for (const prove::Answer& answer : report->answers) {
    if (answer.claim == prove::Claim::kReadingsEqual && answer.reading == first &&
        answer.other_reading == second)
      return &answer;
  }
  return nullptr;
}

// The readings that a policy compares, two by two: what was proved; where nothing was, what trying cases says. A
// difference that was found is a finding like any other.
void PrintComparisons(const Context& context, const std::vector<Checked>& units) {
  for (const Checked& checked : units) {
    if (checked.unit->compilation->program == nullptr) continue;
    const auto& policies = checked.unit->compilation->program->policies;
    for (size_t p = 0; p < policies.size(); ++p) {
      const prove::Report* report =
          p < checked.proofs.reports.size() ? &checked.proofs.reports[p] : nullptr;
      for (const program::Comparison& comparison : policies[p].comparisons) {
        for (size_t i = 1; i < comparison.readings.size(); ++i) {
          const std::string &first = comparison.readings[0], &second = comparison.readings[i];
          const prove::Answer* answer = Compared(report, first, second);
          const bool proved = answer != nullptr && answer->verdict == prove::Verdict::kProved;
          if (proved) {
            OutLine(context.Say(Message::kCompareProved,
                                context.Say(Message::kComparePair, first, second),
                                comparison.place.line));
          } else if (answer == nullptr || answer->verdict == prove::Verdict::kUndecided) {
            PrintComparison(context, policies[p], first, second, comparison.place.line);
          }
        }
      }
    }
  }
}

void PrintProofs(const Context& context, const Options& options,
                 const std::vector<Checked>& units) {
  ProofCounts counts;
  size_t answered = 0;
  for (const Checked& checked : units) {
    answered += checked.proofs.answered.size();
    for (size_t p = 0; p < checked.proofs.reports.size(); ++p) {
      const program::Policy& policy = checked.unit->compilation->program->policies[p];
      const prove::Report& report = checked.proofs.reports[p];
      CountProofs(policy, report, &counts);
      if (!options.proofs || report.answers.empty()) continue;
      OutLine(Colored(context.color_out, Color::kBold, NameWithId(policy, context.language)));
      for (const std::string& line : ProofLines(context, policy, report)) OutLine("  " + line);
    }
  }
  if (counts.all() == 0) return;
  std::string line = context.Say(Message::kProofCounts,
                                 Counted(context.language, Message::kCountClaims, counts.all()),
                                 counts.proved, counts.refuted, counts.undecided);
  if (answered > 0) line += context.Say(Message::kProofAnswered, answered);
  OutLine(line);
}

void PrintHuman(const Context& context, const Options& options, const std::vector<Checked>& units,
                const Counts& counts) {
  if (counts.errors == 0) PrintComparisons(context, units);
  const diag::RenderOptions render{context.language, context.color_out};
  for (const Checked& checked : units) {
    for (const Checked::Said& said : checked.said) {
      std::string text = diag::RenderHuman(*said.diagnostic, *checked.unit->shown, render);
      while (!text.empty() && text.back() == '\n') text.pop_back();
      OutLine(text);
    }
  }
  PrintProofs(context, options, units);
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

// A whole number from 1 on.
template <typename Number>
bool ReadNumber(const Context& context, const std::string& option, const std::string& text,
                Number* number, std::string* problem) {
  if (text.empty()) return true;
  uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || value > std::numeric_limits<Number>::max() / 10u - 9u) {
      value = 0;
      break;
    }
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  if (value == 0) {
    *problem = context.Say(Message::kNotANumber, option, CleanUtf8(text));
    return false;
  }
  *number = static_cast<Number>(value);
  return true;
}

int Check(const Context& context, Options options) {
  std::string problem;
  if (!HasSource(context, options.selection, &problem) ||
      !OneOf(context, "--format", options.format, {"human", "json", "sarif"}, &problem) ||
      !ReadNumber(context, "--solver-work", options.solver_work, &options.prove.total_work,
                  &problem) ||
      !ReadNumber(context, "--list-items", options.list_items, &options.prove.items, &problem)) {
    return Unusable(context, problem);
  }
  if (options.prove.total_work < options.prove.work)
    options.prove.work = static_cast<uint32_t>(options.prove.total_work);
  if (!options.against.path.empty()) {
    options.against.format = options.format;
    return CheckAgainst(context, options.selection, options.against, options.prove);
  }
  if (!options.against.outside.empty()) return Unusable(context, context.Say(Message::kOutsideAlone));
  Units units;
  if (!LoadUnits(context, options.selection, &units)) return kUnusable;
  std::vector<Checked> checked(units.size());
  ForEachRun(units.size(), [&](size_t begin, size_t end) {
    const auto cache = prove::MakeCache();
    for (size_t i = begin; i < end; ++i) checked[i] = CheckUnit(units[i], options, cache.get());
  });
  const Counts counts = Count(checked);
  if (options.format == "human") {
    PrintHuman(context, options, checked, counts);
  } else {
    PrintMachine(context, options, checked);
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
  command->add_flag("--proofs", options->proofs, context.Say(Message::kOptionProofs));
  command->add_flag("--no-proofs", options->no_proofs, context.Say(Message::kOptionNoProofs));
  command->add_option("--solver-work", options->solver_work,
                      context.Say(Message::kOptionSolverWork))
      ->type_name(context.Say(Message::kWordNumber));
  command->add_option("--list-items", options->list_items, context.Say(Message::kOptionListItems))
      ->type_name(context.Say(Message::kWordNumber));
  command->add_option("--against", options->against.path, context.Say(Message::kOptionAgainst))
      ->type_name("PATH");
  command->add_option("--outside", options->against.outside, context.Say(Message::kOptionOutside))
      ->type_name(context.Say(Message::kWordCondition));
  *action = [options](const Context& given) { return Check(given, *options); };
}

}  // namespace pol::cli
