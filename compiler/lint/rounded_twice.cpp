// A rounding of a rounding: 0.45 becomes 0.5 and then 1.
#include "compiler/lint/rounding.h"

namespace pol::lint {
namespace {

// A number that the inner rounding takes up and the outer one then up again, though it lies below the half of the outer
// quantum: with quanta 0.1 and 1 it is 0.45.
Rational Telling(const Rational& inner, const Rational& outer) {
  const Rational half = outer / Rational(2);
  return half - inner / Rational(2);
}

}  // namespace

void RoundedTwice(const Subject& subject, Reporter* reporter) {
  EachRounding(subject, [&](const program::Policy& policy, Index index, source::Range range) {
    const Node& outer = At(policy, index);
    const Index below = Through(policy, outer.children[0]);
    const Node& inner = At(policy, below);
    if (inner.op != Op::kRound) return;
    const Rational *coarse = Constant(policy, outer.children[1]), *fine = Constant(policy, inner.children[1]);
    if (coarse == nullptr || fine == nullptr || !(*fine < *coarse)) return;
    const Rational example = Telling(*fine, *coarse);
    const Rational first = value::Round(example, *fine, static_cast<RoundMode>(inner.a));
    const Rational twice = value::Round(first, *coarse, static_cast<RoundMode>(outer.a));
    const Rational once = value::Round(example, *coarse, static_cast<RoundMode>(outer.a));
    if (twice == once) return;  // both downward: nothing is lost
    diag::Diagnostic& found = reporter->Report(
        diag::LintCode::kRoundedTwice, range,
        {InWan(example), InWan(first), InWan(twice), InWan(once)});
    const source::Range at = subject.places->RangeOf(policy, below);
    if (!at.empty()) found.labels.push_back({at, {"先在这里舍入", "rounded here first"}});
  });
}

}  // namespace pol::lint
