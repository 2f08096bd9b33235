// Tests kept as data beside a policy: a CSV table or a JSON list of cases (tests "…" from "…").
#pragma once

#include <string>
#include <vector>

#include "cli/test_case.h"

namespace pol::cli {

// Reads the file and runs its cases, one result each. A mistake in the file is a result that failed,
// at its line.
void RunTestFile(const Context& context, const program::Policy& policy,
                 const program::TestFile& file, const std::string& engine, Coverage* coverage,
                 std::vector<TestResult>* results);

}  // namespace pol::cli
