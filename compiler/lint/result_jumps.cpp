// An amount that leaps as an input grows by one step.
#include "compiler/lint/cliff_rules.h"
#include "compiler/lint/marks.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

// A fixed amount for each band, written side by side: that it goes by steps is what such a table says.
bool FixedAmounts(const program::Policy& policy, const program::Definition& output) {
  if (output.expression >= 0) return false;
  bool fixed = true;
  const auto look = [&](Index result) {
    fixed = fixed && (result < 0 || policy.nodes[static_cast<size_t>(result)].op == program::Op::kConstant);
  };
  EachRule(output.rules, [&](const program::Rule& rule) {
    for (const program::Branch& branch : rule.branches) look(branch.result);
  });
  look(output.otherwise);
  return fixed;
}

}  // namespace

void ResultJumps(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    Study& study = subject.studies->Of(policy);
    for (const Study::Cliff& cliff : study.Cliffs()) {
      const program::Definition& output = policy.definitions[static_cast<size_t>(cliff.output)];
      if (!Own(subject, output.place.offset)) continue;
      if (cliff.change.sign() < 0 && IsBenefit(output.name)) continue;  // said as a fall
      if (FixedAmounts(policy, output)) continue;
      if (Tells(subject, "result-jumps", cliff))
        TellCliff(subject, &study, cliff, diag::LintCode::kResultJumps, reporter);
    }
  }
}

}  // namespace pol::lint
