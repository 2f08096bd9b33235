// The tests of a policy, run by the reference interpreter: what they reached.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/lint/study.h"

namespace pol::lint {

struct RanTest {
  std::string name;
  uint32_t offset = 0;                    // in the text; of a case in a file beside it: where the file is named
  bool in_file = false;
  prove::Case at;                         // unknown where nothing is stated
  bool refused = false;                   // its facts are: nothing was computed
  std::set<Index> expects;                // definitions
  std::string wanted;                     // what it expects, to hold two tests against each other
  const program::TestCase* test = nullptr;  // none where it is a case in a file
};
// What one reading of a policy was tested for.
struct Tested {
  const program::Policy* policy = nullptr;
  std::vector<RanTest> tests;
  // As the interpreter names them: the label of a rule, "otherwise"; and the branches of rules.
  std::set<std::pair<Index, std::string>> applied;
  std::set<std::pair<std::string, int32_t>> branches;
};
// Of each reading, the adopted one first.
std::vector<Tested> RunTests(const program::Policy& policy);  // kept by Studies::TestsOf

// Is there any test, of any reading?
bool HasTests(const program::Policy& policy);

}  // namespace pol::lint
