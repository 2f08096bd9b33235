// An amount that leaps as an input grows by one step.
#include "compiler/lint/cliff_rules.h"
#include "compiler/lint/marks.h"
#include "compiler/lint/say.h"

namespace pol::lint {

void ResultJumps(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    Study& study = subject.studies->Of(policy);
    for (const Study::Cliff& cliff : study.Cliffs()) {
      const program::Definition& output = policy.definitions[static_cast<size_t>(cliff.output)];
      if (!Own(subject, output.place.offset)) continue;
      if (cliff.change.sign() < 0 && IsBenefit(output.name)) continue;  // said as a fall
      if (Tells(subject, "result-jumps", cliff))
        TellCliff(subject, &study, cliff, diag::LintCode::kResultJumps, reporter);
    }
  }
}

}  // namespace pol::lint
