// One test of a policy, run: what it expected against what came.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/context.h"
#include "runtime/program/program.h"

namespace pol::cli {

struct TestResult {
  const program::Policy* policy = nullptr;
  const program::TestCase* test = nullptr;
  std::vector<std::string> failures;  // one sentence each; empty: passed
};

// What some test made apply: rules of a definition by label, and branches of rules.
struct Coverage {
  std::set<std::pair<program::Index, std::string>> applied;
  std::set<std::pair<std::string, int32_t>> branches;
};
// What no test made apply: a line an output, in source order.
struct Gaps {
  std::vector<std::string> lines;
  size_t open = 0, total = 0;  // rules, each branch of one counted by itself
};

TestResult RunTest(const Context& context, const program::Policy& policy,
                   const program::TestCase& test, const std::string& engine, Coverage* coverage);

// Those that stand in `shared` too are left to it: of another reading only its own rules count.
Gaps Uncovered(const Context& context, const program::Policy& policy, const Coverage& coverage,
               const program::Policy* shared = nullptr);

}  // namespace pol::cli
