// A policy without a single test.
#include "compiler/lint/say.h"
#include "compiler/lint/tested.h"

namespace pol::lint {

void NoTests(const Subject& subject, Reporter* reporter) {
  for (size_t i = 0; i < subject.program.policies.size(); ++i) {
    const program::Policy& policy = subject.program.policies[i];
    if (HasTests(policy) || policy.definitions.empty()) continue;
    // A file of rules alone is a sketch: its facts are not even declared.
    if (!subject.file.declares_values) continue;
    source::Range range = {0, 0};
    if (i < subject.file.policies.size()) {
      const ast::Policy& written = *subject.file.policies[i];
      range = written.name.name ? written.name.name.range : written.head;
    }
    if (range.empty() && policy.definitions[0].place.offset < subject.text_size)
      range = NameRange(subject, policy.definitions[0].place.offset, policy.definitions[0].name);
    reporter->Report(diag::LintCode::kNoTests, range, {policy.name});
  }
}

}  // namespace pol::lint
