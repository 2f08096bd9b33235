// One test of a policy, run: what it expected against what came.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/context.h"
#include "runtime/interp/accept.h"
#include "runtime/program/program.h"

namespace pol::cli {

struct Reached;

struct TestResult {
  const program::Policy* policy = nullptr;
  std::string name, file;
  int line = 0;
  std::vector<std::string> failures;  // one sentence each; empty: passed
};

// What a test expects, wherever it is written.
struct Wanted {
  program::TestCase::Expectation::Kind kind = program::TestCase::Expectation::Kind::kValue;
  program::Index definition = -1;
  std::optional<value::Value> value;
  std::set<std::string> needs;  // names of inputs, or of what is missing inside a list
  std::string field;            // of a refusal
};
struct Given {
  interp::Facts facts;
  std::vector<interp::Refusal> refusals;
};

// What some test made apply: rules of a definition by label, and branches of rules.
struct Coverage {
  std::set<std::pair<program::Index, std::string>> applied;
  std::set<std::pair<std::string, int32_t>> branches;
  std::shared_ptr<Reached> points;  // of conditions and bounds; null: not asked for
};
// What no test made apply: a line an output, in source order.
struct Gaps {
  std::vector<std::string> lines;
  size_t open = 0, total = 0;  // rules, each branch of one counted by itself
};

struct Coverage;
// Without name and place.
TestResult RunCase(const Context& context, const program::Policy& policy, int64_t at,
                   const Given& given, const std::vector<Wanted>& wanted,
                   const std::string& engine, Coverage* coverage);
TestResult RunTest(const Context& context, const program::Policy& policy,
                   const program::TestCase& test, const std::string& engine, Coverage* coverage);

// Those that stand in `shared` too are left to it: of another reading only its own rules count.
Gaps Uncovered(const Context& context, const program::Policy& policy, const Coverage& coverage,
               const program::Policy* shared = nullptr);

}  // namespace pol::cli
