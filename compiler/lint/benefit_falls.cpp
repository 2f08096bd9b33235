// A benefit that falls as an input grows by one step: who has a little more gets less.
#include "compiler/lint/cliff_rules.h"
#include "compiler/lint/marks.h"
#include "compiler/lint/say.h"

namespace pol::lint {

void BenefitFalls(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    Study& study = subject.studies->Of(policy);
    for (const Study::Cliff& cliff : study.Cliffs()) {
      const program::Definition& output = policy.definitions[static_cast<size_t>(cliff.output)];
      if (!Own(subject, output.place.offset) || !IsBenefit(output.name)) continue;
      if (cliff.change.sign() < 0 && Tells(subject, "benefit-falls", cliff))
        TellCliff(subject, &study, cliff, diag::LintCode::kBenefitFalls, reporter);
    }
  }
}

}  // namespace pol::lint
