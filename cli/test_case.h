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

// Rules of a policy by definition, label and place; those that some test made apply are `covered`.
struct Coverage {
  std::set<std::pair<program::Index, std::string>> applied;
};

TestResult RunTest(const Context& context, const program::Policy& policy,
                   const program::TestCase& test, const std::string& engine, Coverage* coverage);

// Rules that no test made apply, in words, in source order; `total` counts all rules. Those that
// stand in `shared` too are left to it: of another reading only its own rules count.
std::vector<std::string> Uncovered(const Context& context, const program::Policy& policy,
                                   const Coverage& coverage, size_t* total,
                                   const program::Policy* shared = nullptr);

}  // namespace pol::cli
