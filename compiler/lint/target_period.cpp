// A target that does not say by when (check 19).
#include "compiler/lint/places.h"
#include "compiler/lint/say.h"

namespace pol::lint {

void TargetPeriod(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    if (policy.effective_to) continue;  // by then at the latest
    for (const program::Target& target : policy.targets) {
      if (!target.period.empty() || !Own(subject, target.place.offset)) continue;
      const program::Definition& met = policy.definitions[static_cast<size_t>(target.met)];
      reporter->Report(diag::LintCode::kTargetPeriod, NameRange(subject, target.place.offset, met.name), {met.name});
    }
  }
}

}  // namespace pol::lint
