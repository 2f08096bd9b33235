// A quotient is rounded and then multiplied: what was rounded away is multiplied too.
#include "compiler/lint/rounding.h"

namespace pol::lint {

void RoundedBeforeMultiplying(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    for (size_t i = 0; i < policy.nodes.size(); ++i) {
      const Node& product = policy.nodes[i];
      if (product.op != Op::kMultiply) continue;
      const source::Range range = subject.places->RangeOf(policy, static_cast<Index>(i));
      if (range.empty()) continue;
      for (const Index child : product.children) {
        const Index at = Through(policy, child);
        const Node& rounding = At(policy, at);
        if (rounding.op != Op::kRound) continue;
        const Node& quotient = At(policy, rounding.children[0]);
        const Rational* quantum = Constant(policy, rounding.children[1]);
        if (quotient.op != Op::kDivide || quantum == nullptr) continue;
        // Ten thousand among three: what is lost in one part is lost three times.
        const Rational part = value::Round(Rational(10'000, 3), *quantum, static_cast<RoundMode>(rounding.a));
        const Rational whole = part * Rational(3);
        if (whole == Rational(10'000)) continue;
        diag::Diagnostic& found = reporter->Report(diag::LintCode::kRoundedBeforeMultiplying, range,
                                                   {InWan(part), InWan(whole)});
        const source::Range place = subject.places->RangeOf(policy, at);
        if (!place.empty()) found.labels.push_back({place, {"先在这里舍入", "rounded here first"}});
        break;
      }
    }
  }
}

}  // namespace pol::lint
