#include "compiler/lint/grants.h"

#include "compiler/lint/marks.h"
#include "compiler/lint/say.h"

namespace pol::lint {

using program::Policy;
using value::Rational;

std::vector<Index> Grants(const Subject& subject, const Policy& policy) {
  std::vector<Index> grants;
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    const program::Definition& definition = policy.definitions[i];
    const program::TypeKind kind = policy.types[static_cast<size_t>(definition.type)].kind;
    if (!definition.output || !Own(subject, definition.place.offset) || !IsBenefit(definition.name)) continue;
    if (kind == program::TypeKind::kMoney || kind == program::TypeKind::kExactMoney)
      grants.push_back(static_cast<Index>(i));
  }
  return grants;
}

std::optional<Growth> Grow(Study* study, Index output, Index input, const Rational& times) {
  if (!study->Reads(output, input)) return std::nullopt;
  for (const Study::Tried& base : study->Cases()) {
    const auto& value = base.at.facts.inputs[static_cast<size_t>(input)];
    const auto from = Study::NumberOf(base, output);
    if (!value || !value->is_number() || value->number().sign() <= 0 || !from || from->sign() <= 0) continue;
    const auto larger = study->With(base, input, value::Value(value->number() * times));
    if (!larger) continue;
    const auto to = Study::NumberOf(*larger, output);
    if (to && *to > *from) return Growth{base, *larger, *from, *to};
  }
  return std::nullopt;
}

void TellGrowth(const Subject& subject, Study* study, Index output, Index input, const Growth& growth,
                diag::LintCode code, Reporter* reporter) {
  const Policy& policy = study->policy();
  const program::Definition& result = policy.definitions[static_cast<size_t>(output)];
  const program::Input& fact = policy.inputs[static_cast<size_t>(input)];
  const auto outcome = [&](const Study::Tried& tried) {
    return OutcomeInWords(policy, *Study::OutcomeOf(tried, output));
  };
  diag::Diagnostic& found = reporter->Report(
      code, NameRange(subject, result.place.offset, result.name),
      {result.name, fact.name, InputInWords(policy, growth.small, input), outcome(growth.small),
       InputInWords(policy, growth.large, input), outcome(growth.large)});
  const diag::Text rest = CaseInWords(study, growth.small, output, input);
  if (!rest.zh.empty()) found.notes.emplace_back("其余相同：" + rest.zh, "all else equal: " + rest.en);
}

}  // namespace pol::lint
