// An intermediate value that no output, requirement or assertion uses.
#include <algorithm>

#include "compiler/lint/say.h"
#include "compiler/lint/study.h"

namespace pol::lint {

void UnusedLet(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    std::vector<std::string> used;
    const auto add = [&](const program::Policy& reading) {
      Reach reach = ReachOfOutputs(reading);
      for (const program::Assertion& one : reading.assertions) AddNode(reading, one.condition, &reach);
      for (const program::Check& one : reading.checks) AddNode(reading, one.condition, &reach);
      for (const program::Target& one : reading.targets) {
        AddDefinition(reading, one.met, &reach);
        AddDefinition(reading, one.attainment, &reach);
      }
      for (size_t i = 0; i < reach.definitions.size(); ++i) {
        if (reach.definitions[i]) used.push_back(reading.definitions[i].name);
      }
    };
    add(policy);
    for (const program::Reading& reading : policy.readings) add(*reading.policy);
    for (const program::Definition& definition : policy.definitions) {
      if (definition.output || !Own(subject, definition.place.offset)) continue;
      if (std::find(used.begin(), used.end(), definition.name) != used.end()) continue;
      reporter->Report(diag::LintCode::kUnusedLet,
                       NameRange(subject, definition.place.offset, definition.name), {definition.name});
    }
  }
}

}  // namespace pol::lint
