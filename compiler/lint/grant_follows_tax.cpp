// Money given that follows the tax or the fees paid: twice the tax, twice the grant (check 6).
#include "compiler/lint/grants.h"
#include "compiler/lint/marks.h"
#include "compiler/lint/say.h"

namespace pol::lint {

void GrantFollowsTax(const Subject& subject, Reporter* reporter) {
  using value::Rational;
  for (const program::Policy& policy : subject.program.policies) {
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const auto input = static_cast<Index>(i);
      if (!IsTaxPaid(policy.inputs[i].name)) continue;
      for (const Index output : Grants(subject, policy)) {
        Study& study = subject.studies->Of(policy);
        const auto growth = Grow(&study, output, input, Rational(2));
        if (!growth) continue;
        // Doubled, but for what rounding takes.
        const Rational off = value::Abs(growth->to - growth->from * Rational(2));
        if (off * Rational(100) > growth->from) continue;
        TellGrowth(subject, &study, output, input, *growth, diag::LintCode::kGrantFollowsTax, reporter);
      }
    }
  }
}

}  // namespace pol::lint
