// pol lint PATH... | -e TEXT
#include "cli/lint.h"

#include <algorithm>
#include <map>
#include <string>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/parallel.h"
#include "compiler/diag/render.h"

namespace pol::cli {
namespace {

struct Options {
  Selection selection;
  std::string format = "human", baseline, write_baseline, explain;
  std::vector<std::string> only;
  bool fix = false, rules = false;
};

struct Counts {
  int errors = 0, warnings = 0, notes = 0, answered = 0, known = 0;
};

Counts Count(const std::vector<LintedUnit>& units) {
  Counts counts;
  for (const LintedUnit& linted : units) {
    for (const LintFinding& finding : linted.findings) {
      if (finding.answer) {
        ++counts.answered;
      } else if (finding.known) {
        ++counts.known;
      } else if (finding.severity == diag::Severity::kError) {
        ++counts.errors;
      } else if (finding.severity == diag::Severity::kWarning) {
        ++counts.warnings;
      } else {
        ++counts.notes;
      }
    }
  }
  return counts;
}

Message SeverityMessage(diag::Severity severity) {
  return severity == diag::Severity::kError     ? Message::kSeverityError
         : severity == diag::Severity::kWarning ? Message::kSeverityWarning
                                                : Message::kSeverityNote;
}

// Templates hold {0}: in a list they are shown as dots.
std::string WithoutArguments(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      plain += "…";
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

int ListRules(const Context& context) {
  for (const lint::Rule& rule : lint::Rules()) {
    const diag::CodeInfo& info = diag::Info(diag::Of(rule.code));
    OutLine(fmt::format("{}  {}  {}", Colored(context.color_out, Color::kBold, info.code),
                        Padded(rule.name, 28), WithoutArguments(context.chinese() ? info.zh : info.en)));
    for (const lint::Option& option : lint::AllOptions()) {
      if (option.rule != rule.name) continue;
      OutLine(fmt::format("         {} = {}  {}", option.key, option.value,
                          context.chinese() ? option.zh : option.en));
    }
  }
  return kOk;
}

const lint::Rule* FindRule(const Context& context, const std::string& wanted, std::string* problem) {
  const std::optional<diag::Code> code = diag::FindCode(wanted);
  std::vector<std::string> names;
  for (const lint::Rule& rule : lint::Rules()) {
    if (rule.name == wanted || diag::Of(rule.code) == code) return &rule;
    names.emplace_back(rule.name);
    names.emplace_back(diag::Info(diag::Of(rule.code)).code);
  }
  const std::string nearest = diag::Nearest(wanted, names);
  const std::string hint = nearest.empty() ? "" : context.Say(Message::kDidYouMean, nearest);
  *problem = context.Say(Message::kNoSuchLintRule, CleanUtf8(wanted), hint);
  return nullptr;
}

int ExplainRule(const Context& context, const std::string& wanted) {
  std::string problem;
  const lint::Rule* rule = FindRule(context, wanted, &problem);
  if (rule == nullptr) return Unusable(context, problem);
  const diag::CodeInfo& info = diag::Info(diag::Of(rule->code));
  OutLine(fmt::format("{}  {}  {}", Colored(context.color_out, Color::kBold, info.code), rule->name,
                      context.Say(SeverityMessage(info.severity))));
  OutLine(WithoutArguments(context.chinese() ? info.zh : info.en));
  OutLine("");
  OutLine(context.chinese() ? info.page_zh : info.page_en);
  return kOk;
}

void PrintMachine(const Context& context, const std::vector<LintedUnit>& units, bool sarif) {
  std::vector<diag::Located> located;
  for (const LintedUnit& linted : units) {
    for (const LintFinding& finding : linted.findings) {
      // What is answered is told to machines by SARIF alone, which has a place for it.
      if (!sarif && !finding.left()) continue;
      located.push_back({linted.unit.shown.get(), &finding.finding.diagnostic, finding.severity,
                         finding.key, finding.answer, finding.known});
    }
  }
  std::vector<diag::Code> rules;
  for (const lint::Rule& rule : lint::Rules()) rules.push_back(diag::Of(rule.code));
  std::string text = sarif ? diag::RenderSarif(located, context.language, rules)
                           : diag::RenderJson(located, context.language);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  OutLine(text);
}

void PrintHuman(const Context& context, const std::vector<LintedUnit>& units,
                const Counts& counts, size_t excluded) {
  size_t shown = 0, hidden = 0;
  for (const LintedUnit& linted : units) {
    for (const LintFinding& finding : linted.findings) {
      if (!finding.left()) continue;
      if (linted.config.most && shown >= *linted.config.most) {
        ++hidden;
        continue;
      }
      ++shown;
      diag::RenderOptions options{context.language, context.color_out, finding.severity};
      std::string text =
          diag::RenderHuman(finding.finding.diagnostic, *linted.unit.shown, options);
      while (!text.empty() && text.back() == '\n') text.pop_back();
      OutLine(text);
    }
  }
  const auto counted = [&context](Message thing, size_t number) {
    return Counted(context.language, thing, number);
  };
  if (hidden > 0) OutLine(context.Say(Message::kLintHidden, hidden));
  const std::string files = counted(Message::kCountFiles, units.size());
  const int left = counts.errors + counts.warnings + counts.notes;
  std::string summary =
      left == 0 ? context.Say(Message::kLintClean, files)
                : context.Say(Message::kCheckCounts, files,
                              counted(Message::kCountErrors, counts.errors),
                              counted(Message::kCountWarnings, counts.warnings),
                              counted(Message::kCountNotes, counts.notes));
  if (counts.answered > 0) summary += context.Say(Message::kLintAnswered, counts.answered);
  if (counts.known > 0) summary += context.Say(Message::kLintKnown, counts.known);
  if (excluded > 0) summary += context.Say(Message::kLintExcluded, excluded);
  OutLine(Colored(context.color_out,
                  counts.errors > 0 ? Color::kRed : left > 0 ? Color::kYellow : Color::kGreen,
                  summary));
}

// Compiles and lints what the configurations do not leave out.
int Load(const Context& context, const Selection& selection, const std::set<diag::LintCode>& only,
         int64_t today, std::vector<LintedUnit>* units, size_t* excluded) {
  Units loaded;
  if (!LoadUnits(context, selection, &loaded)) return kUnusable;
  LintConfigs configs;
  std::vector<std::string> problems;
  for (Unit& unit : loaded) {
    const LintConfig* config = configs.For(context, unit.name, &problems);
    if (config == nullptr) continue;
    if (LintConfigs::Excluded(*config, unit.name)) {
      ++*excluded;
      continue;
    }
    LintedUnit linted;
    linted.unit = std::move(unit);
    linted.config = *config;
    linted.config.only = only;
    units->push_back(std::move(linted));
  }
  for (size_t i = 0; i + 1 < problems.size(); ++i) ErrLine("pol: " + problems[i]);
  if (!problems.empty()) return Unusable(context, problems.back());
  if (units->empty()) return Unusable(context, context.Say(Message::kLintNothingLeft));
  std::multimap<std::string, lint::Elsewhere> before;  // by id
  for (LintedUnit& linted : *units) {
    if (linted.errors()) continue;
    const std::vector<program::Policy>& policies = linted.unit.compilation->program->policies;
    for (const program::Policy& policy : policies) {
      const auto [first, last] = before.equal_range(policy.id);
      for (auto at = first; at != last; ++at) linted.elsewhere.push_back(at->second);
    }
    for (const program::Policy& policy : policies) {
      if (policy.id.empty()) continue;
      before.emplace(policy.id, lint::Elsewhere{policy.id, policy.name, linted.unit.name, policy.effective_from,
                                                policy.effective_to});
    }
  }
  ForEachRun(units->size(), [&](size_t begin, size_t end) {
    const auto cache = prove::MakeCache();
    for (size_t i = begin; i < end; ++i) LintUnit(&(*units)[i], today, cache.get());
  });
  return kOk;
}

int Write(const Context& context, const std::string& path, const std::vector<LintedUnit>& units) {
  std::string problem;
  if (!WriteBaseline(context, path, units, &problem)) return Unusable(context, problem);
  size_t known = 0;
  for (const LintedUnit& linted : units) {
    for (const LintFinding& finding : linted.findings) known += finding.answer ? 0 : 1;
  }
  OutLine(context.Say(Message::kLintBaselineWritten, path,
                      Counted(context.language, Message::kCountKnown, known)));
  return kOk;
}

int Lint(const Context& context, const Options& options) {
  if (options.rules) return ListRules(context);
  if (!options.explain.empty()) return ExplainRule(context, options.explain);
  std::string problem;
  if (!HasSource(context, options.selection, &problem) ||
      !OneOf(context, "--format", options.format, {"human", "json", "sarif", "github", "junit"},
             &problem)) {
    return Unusable(context, problem);
  }
  const bool standard = std::count(options.selection.paths.begin(), options.selection.paths.end(), "-") > 0;
  if (options.fix && (options.selection.has_expression || standard))
    return Unusable(context, context.Say(Message::kLintFixNeedsFile));
  if (!options.baseline.empty() && !options.write_baseline.empty())
    return Unusable(context, context.Say(Message::kLintBaselineBoth));
  Baseline baseline;
  if (!options.baseline.empty() && !ReadBaseline(context, options.baseline, &baseline, &problem))
    return Unusable(context, problem);
  int64_t today = 0;
  if (!ReadDay(context, "", &today, &problem)) return Unusable(context, problem);
  std::set<diag::LintCode> only;
  for (const std::string& wanted : options.only) {
    const lint::Rule* rule = FindRule(context, wanted, &problem);
    if (rule == nullptr) return Unusable(context, problem);
    only.insert(rule->code);
  }
  std::vector<LintedUnit> units;
  size_t excluded = 0;
  if (const int loaded = Load(context, options.selection, only, today, &units, &excluded); loaded != kOk)
    return loaded;
  if (options.fix) {
    if (const int fixed = FixFiles(context, today, &units); fixed != kOk) return fixed;
  }
  if (!options.write_baseline.empty()) {
    const bool errors = std::any_of(units.begin(), units.end(), [](const LintedUnit& one) { return one.errors(); });
    if (!errors) return Write(context, options.write_baseline, units);
  }
  MarkKnown(std::move(baseline), &units);
  const Counts counts = Count(units);
  if (options.format == "human") {
    PrintHuman(context, units, counts, excluded);
  } else if (options.format == "github") {
    Out(LintGithub(context, units));
  } else if (options.format == "junit") {
    Out(LintJunit(context, units));
  } else {
    PrintMachine(context, units, options.format == "sarif");
  }
  return counts.errors + counts.warnings > 0 ? kFindings : kOk;
}

}  // namespace

void AddLint(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddCommand(app, context, "lint", Message::kHelpLint, Message::kExamplesLint);
  command->add_option("PATH", options->selection.paths, context.Say(Message::kOptionPaths))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("human|json|sarif|github|junit");
  command->add_flag("--fix", options->fix, context.Say(Message::kOptionLintFix));
  command->add_option("--baseline", options->baseline, context.Say(Message::kOptionBaseline))
      ->type_name(context.Say(Message::kWordFile));
  command->add_option("--write-baseline", options->write_baseline, context.Say(Message::kOptionWriteBaseline))
      ->type_name(context.Say(Message::kWordFile));
  command->add_option("--only", options->only, context.Say(Message::kOptionLintOnly))
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name(context.Say(Message::kWordRule));
  command->add_flag("--rules", options->rules, context.Say(Message::kOptionLintRules));
  command->add_option("--explain", options->explain, context.Say(Message::kOptionLintExplain))
      ->type_name(context.Say(Message::kWordRule));
  *action = [options](const Context& given) { return Lint(given, *options); };
}

}  // namespace pol::cli
