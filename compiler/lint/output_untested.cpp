// A result that no test expects anything of.
#include <set>

#include "compiler/lint/say.h"
#include "compiler/lint/tested.h"

namespace pol::lint {

void OutputUntested(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    if (!HasTests(policy)) continue;
    // What an expected result is made of is looked at with it.
    std::set<std::string> expected;
    for (const Tested& tested : subject.studies->TestsOf(policy)) {
      Reach reach(*tested.policy);
      for (const RanTest& test : tested.tests) {
        for (const Index definition : test.expects) AddDefinition(*tested.policy, definition, &reach);
      }
      for (size_t i = 0; i < reach.definitions.size(); ++i) {
        if (reach.definitions[i]) expected.insert(tested.policy->definitions[i].name);
      }
    }
    for (const program::Definition& definition : policy.definitions) {
      if (!definition.output || expected.count(definition.name) > 0) continue;
      if (!Own(subject, definition.place.offset)) continue;
      reporter->Report(diag::LintCode::kOutputUntested,
                       NameRange(subject, definition.place.offset, definition.name), {definition.name});
    }
  }
}

}  // namespace pol::lint
