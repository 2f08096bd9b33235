// pol test PATH... [--coverage] [--coverage-at-least PERCENT] [--format human|junit]
#include <optional>

#include "cli/commands.h"
#include "cli/coverage.h"
#include "cli/options.h"
#include "cli/test_file.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

struct Options {
  Selection selection;
  bool coverage = false;
  std::string at_least;  // per cent ("" : not asked for)
  std::string format = "human", engine = "reference";
};

struct Verdicts {
  int passed = 0, failed = 0;
};

std::string Place(const TestResult& result) {
  return fmt::format("{}:{}", result.file, result.line);
}

std::string Xml(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\n':
        safe += "&#10;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) safe += c;
    }
  }
  return safe;
}

std::string PolicyName(const program::Policy& policy) {
  return policy.id.empty() ? policy.name : policy.id;
}

void PrintJunit(const std::vector<TestResult>& results, const Verdicts& tally) {
  OutLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  OutLine(fmt::format("<testsuites tests=\"{}\" failures=\"{}\">", results.size(), tally.failed));
  for (size_t i = 0; i < results.size();) {
    const program::Policy* policy = results[i].policy;
    size_t end = i, failed = 0;
    for (; end < results.size() && results[end].policy == policy; ++end)
      failed += results[end].failures.empty() ? 0 : 1;
    OutLine(fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" file=\"{}\">",
                        Xml(PolicyName(*policy)), end - i, failed, Xml(policy->file)));
    for (; i < end; ++i) {
      const TestResult& result = results[i];
      const std::string head =
          fmt::format("    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
                      Xml(PolicyName(*policy)), Xml(result.name), Xml(result.file), result.line);
      if (result.failures.empty()) {
        OutLine(head + "/>");
        continue;
      }
      OutLine(head + ">");
      OutLine(fmt::format("      <failure message=\"{}\">{}</failure>",
                          Xml(result.failures.front()), Xml(JoinWith(result.failures, "\n"))));
      OutLine("    </testcase>");
    }
    OutLine("  </testsuite>");
  }
  OutLine("</testsuites>");
}

void PrintHuman(const Context& context, const std::vector<TestResult>& results) {
  for (const TestResult& result : results) {
    if (result.failures.empty()) continue;
    OutLine(fmt::format("{} {}: {}",
                        Colored(context.color_out, Color::kRed, context.Say(Message::kTestFailed)),
                        Place(result), result.name));
    for (const std::string& failure : result.failures) OutLine("  " + failure);
  }
}

int Test(const Context& context, const Options& options) {
  std::string problem;
  if (!HasSource(context, options.selection, &problem) ||
      !OneOf(context, "--format", options.format, {"human", "junit"}, &problem)) {
    return Unusable(context, problem);
  }
  if (options.engine == "jit") return Unusable(context, context.Say(Message::kNoJit));
  if (!OneOf(context, "--engine", options.engine, {"reference", "interp"}, &problem))
    return Unusable(context, problem);
  std::optional<size_t> at_least;
  if (!options.at_least.empty()) {
    const bool number = options.at_least.size() <= 3 &&
                        options.at_least.find_first_not_of("0123456789") == std::string::npos;
    at_least = number ? std::stoul(options.at_least) : 101;
    if (*at_least > 100)
      return Unusable(context, context.Say(Message::kCoverageBadShare, "--coverage-at-least"));
  }
  const bool coverage_wanted = options.coverage || at_least;
  Units units;
  if (!LoadUnits(context, options.selection, &units)) return kUnusable;
  for (const Unit& unit : units) {
    if (unit.compilation->diagnostics.has_errors()) PrintDiagnostics(context, unit, true);
  }
  const bool unreadable = AnyErrors(units);
  const std::vector<Chosen> policies = Policies(units, options.selection);
  if (policies.empty() && !unreadable) return Unusable(context, context.Say(Message::kNoPolicies));

  std::vector<TestResult> results;
  std::vector<std::string> coverage_lines;
  Verdicts tally;
  Tally rules, conditions, bounds;
  for (const Chosen& chosen : policies) {
    Gaps gaps;
    PointsReport points;
    // The tests of each reading run against it; rules that readings share count with the adopted.
    const auto run = [&](const program::Policy& policy, const program::Policy* adopted) {
      Coverage coverage;
      if (coverage_wanted) {
        const int64_t at = policy.effective_from.value_or(
            policy.effective_to.value_or(value::TodayInShanghai()));
        coverage.points = std::make_shared<Reached>(policy, at, adopted);
      }
      for (const program::TestCase& test : policy.tests) {
        results.push_back(RunTest(context, policy, test, options.engine, &coverage));
      }
      for (const program::TestFile& file : policy.test_files)
        RunTestFile(context, policy, file, options.engine, &coverage, &results);
      if (!coverage_wanted) return;
      const Gaps found = Uncovered(context, policy, coverage, adopted);
      gaps.lines.insert(gaps.lines.end(), found.lines.begin(), found.lines.end());
      gaps.open += found.open;
      gaps.total += found.total;
      const PointsReport reached = ReportPoints(context, policy, *coverage.points);
      points.conditions += reached.conditions;
      points.bounds += reached.bounds;
      points.lines.insert(points.lines.end(), reached.lines.begin(), reached.lines.end());
    };
    run(*chosen.policy, nullptr);
    for (const program::Reading& reading : chosen.policy->readings)
      run(*reading.policy, chosen.policy);
    rules += {gaps.total - gaps.open, gaps.total};
    conditions += points.conditions;
    bounds += points.bounds;
    if (!options.coverage) continue;
    coverage_lines.push_back(context.Say(Message::kCoverage,
                                         NameWithId(*chosen.policy, context.language),
                                         gaps.total - gaps.open, gaps.total));
    for (const std::string& line : gaps.lines) coverage_lines.push_back("  " + line);
    coverage_lines.push_back(context.Say(Message::kCoverageMore, points.conditions.reached,
                                         points.conditions.total, points.bounds.reached,
                                         points.bounds.total));
    for (const std::string& line : points.lines) coverage_lines.push_back("    " + line);
  }
  for (const TestResult& result : results)
    ++(result.failures.empty() ? tally.passed : tally.failed);
  if (options.format == "junit") {
    PrintJunit(results, tally);
    for (const std::string& line : coverage_lines) ErrLine(line);
  } else {
    PrintHuman(context, results);
    for (const std::string& line : coverage_lines) OutLine(line);
    if (context.chinese()) OutLine(context.Say(Message::kTestSummary, tally.passed, tally.failed));
    // The same line in every language, last: scripts read it.
    OutLine(fmt::format("{} passed, {} failed", tally.passed, tally.failed));
  }
  const bool low = at_least && (rules.Percent() < *at_least || conditions.Percent() < *at_least ||
                                bounds.Percent() < *at_least);
  if (low) {
    ErrLine(context.Say(Message::kCoverageTooLow, rules.Percent(), conditions.Percent(),
                        bounds.Percent(), *at_least));
  }
  if (unreadable) ErrLine(context.Say(Message::kHasErrors));
  return tally.failed > 0 || unreadable || low ? kFindings : kOk;
}

}  // namespace

void AddTest(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddCommand(app, context, "test", Message::kHelpTest, Message::kExamplesTest);
  command->add_option("PATH", options->selection.paths, context.Say(Message::kOptionPaths))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  AddPolicyChoice(command, context, &options->selection);
  command->add_flag("--coverage", options->coverage, context.Say(Message::kOptionCoverage));
  command->add_option("--coverage-at-least", options->at_least,
                      context.Say(Message::kOptionCoverageAtLeast))
      ->type_name("PERCENT");
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("human|junit");
  command->add_option("--engine", options->engine, context.Say(Message::kOptionEngine))
      ->type_name("reference|interp");
  *action = [options](const Context& given) { return Test(given, *options); };
}

}  // namespace pol::cli
