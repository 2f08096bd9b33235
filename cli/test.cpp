// pol test PATH... [--coverage] [--format human|junit]
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/test_file.h"

namespace pol::cli {
namespace {

struct Options {
  Selection selection;
  bool coverage = false;
  std::string format = "human", engine = "reference";
};

struct Tally {
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

void PrintJunit(const std::vector<TestResult>& results, const Tally& tally) {
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
  Tally tally;
  for (const Chosen& chosen : policies) {
    Gaps gaps;
    // The tests of each reading run against it; rules that readings share count with the adopted.
    const auto run = [&](const program::Policy& policy, const program::Policy* adopted) {
      Coverage coverage;
      for (const program::TestCase& test : policy.tests) {
        results.push_back(RunTest(context, policy, test, options.engine, &coverage));
      }
      for (const program::TestFile& file : policy.test_files)
        RunTestFile(context, policy, file, options.engine, &coverage, &results);
      if (!options.coverage) return;
      const Gaps found = Uncovered(context, policy, coverage, adopted);
      gaps.lines.insert(gaps.lines.end(), found.lines.begin(), found.lines.end());
      gaps.open += found.open;
      gaps.total += found.total;
    };
    run(*chosen.policy, nullptr);
    for (const program::Reading& reading : chosen.policy->readings)
      run(*reading.policy, chosen.policy);
    if (!options.coverage) continue;
    coverage_lines.push_back(context.Say(Message::kCoverage,
                                         NameWithId(*chosen.policy, context.language),
                                         gaps.total - gaps.open, gaps.total));
    for (const std::string& line : gaps.lines) coverage_lines.push_back("  " + line);
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
  if (unreadable) ErrLine(context.Say(Message::kHasErrors));
  return tally.failed > 0 || unreadable ? kFindings : kOk;
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
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("human|junit");
  command->add_option("--engine", options->engine, context.Say(Message::kOptionEngine))
      ->type_name("reference|interp");
  *action = [options](const Context& given) { return Test(given, *options); };
}

}  // namespace pol::cli
