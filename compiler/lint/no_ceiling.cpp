// Money given without a ceiling: an input that nothing bounds lets it grow as far as one likes (check 15).
#include <algorithm>

#include "compiler/lint/grants.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

bool Unbounded(const program::Input& input) {
  return input.domain.intervals.empty() ||
         std::any_of(input.domain.intervals.begin(), input.domain.intervals.end(),
                     [](const program::Interval& one) { return !one.high; });
}

bool Counts(const program::Type& type) {
  using program::TypeKind;
  switch (type.kind) {
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
    case TypeKind::kInteger:
    case TypeKind::kDecimal:
    case TypeKind::kQuantity:
      return true;
    default:
      return false;
  }
}

}  // namespace

void NoCeiling(const Subject& subject, Reporter* reporter) {
  using value::Rational;
  for (const program::Policy& policy : subject.program.policies) {
    for (const Index output : Grants(subject, policy)) {
      for (size_t i = 0; i < policy.inputs.size(); ++i) {
        const auto input = static_cast<Index>(i);
        const program::Type& type = policy.types[static_cast<size_t>(policy.inputs[i].type)];
        if (!Unbounded(policy.inputs[i]) || !Counts(type)) continue;
        Study& study = subject.studies->Of(policy);
        const auto growth = Grow(&study, output, input, Rational(1000));
        if (!growth) continue;
        // Where it would stop further on, it is bounded after all.
        const auto& large = growth->large.at.facts.inputs[i];
        const auto further = study.With(growth->large, input, value::Value(large->number() * Rational(1000)));
        const auto most = further ? Study::NumberOf(*further, output) : std::nullopt;
        if (!most || *most < growth->to * Rational(100)) continue;
        TellGrowth(subject, &study, output, input, *growth, diag::LintCode::kNoCeiling, reporter);
        break;
      }
    }
  }
}

}  // namespace pol::lint
