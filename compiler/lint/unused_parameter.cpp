// A standard that is written down and never applied.
#include <algorithm>

#include "compiler/lint/say.h"
#include "compiler/lint/unused.h"

namespace pol::lint {

void UnusedParameter(const Subject& subject, Reporter* reporter) {
  std::vector<std::string> used;  // names in any policy and reading: a shared one may serve another
  const auto add = [&](const program::Policy& policy) {
    const Reach reach = ReachOfOutputs(policy);
    for (size_t i = 0; i < reach.parameters.size(); ++i) {
      if (reach.parameters[i]) used.push_back(policy.parameters[i].name);
    }
  };
  for (const program::Policy& policy : subject.program.policies) {
    add(policy);
    for (const program::Reading& reading : policy.readings) add(*reading.policy);
  }
  std::vector<std::string> said;
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const program::Policy& policy : subject.program.policies) {
    for (const program::Parameter& parameter : policy.parameters) {
      if (has(used, parameter.name) || has(said, parameter.name)) continue;
      if (!Own(subject, parameter.place.offset)) continue;
      said.push_back(parameter.name);
      reporter->Report(diag::LintCode::kUnusedParameter,
                       NameRange(subject, parameter.place.offset, parameter.name), {parameter.name});
    }
    for (const Index index : UnusedInputs(subject, policy)) {
      const program::Input& input = policy.inputs[static_cast<size_t>(index)];
      if (input.kind != program::Input::Kind::kOpenParameter) continue;
      reporter->Report(diag::LintCode::kUnusedParameter,
                       NameRange(subject, input.place.offset, input.name), {input.name});
    }
  }
}

}  // namespace pol::lint
