#include "compiler/lint/cliff_rules.h"

#include "compiler/lint/say.h"
#include "runtime/value/literal.h"

namespace pol::lint {

using value::Rational;

bool Tells(const Subject& subject, std::string_view rule, const Study::Cliff& cliff) {
  const auto option = [&](std::string_view key) {
    return value::ReadNumber(subject.OptionOf(rule, key)).value_or(Rational(0));
  };
  const auto from = Study::NumberOf(cliff.before, cliff.output), to = Study::NumberOf(cliff.after, cliff.output);
  const Rational a = value::Abs(from.value_or(Rational(0))), b = value::Abs(to.value_or(Rational(0)));
  const Rational change = value::Abs(cliff.change);
  return change >= option("least") && change >= option("share") * (a > b ? a : b);
}

void TellCliff(const Subject& subject, Study* study, const Study::Cliff& cliff, diag::LintCode code,
               Reporter* reporter) {
  const program::Policy& policy = study->policy();
  const program::Definition& output = policy.definitions[static_cast<size_t>(cliff.output)];
  const program::Input& input = policy.inputs[static_cast<size_t>(cliff.input)];
  const auto outcome = [&](const Study::Tried& tried) {
    return OutcomeInWords(policy, *Study::OutcomeOf(tried, cliff.output));
  };
  diag::Diagnostic& found = reporter->Report(
      code, NameRange(subject, output.place.offset, output.name),
      {input.name, output.name, InputInWords(policy, cliff.before, cliff.input), outcome(cliff.before),
       InputInWords(policy, cliff.after, cliff.input), outcome(cliff.after)});
  const diag::Text rest = CaseInWords(study, cliff.before, cliff.output, cliff.input);
  if (!rest.zh.empty()) found.notes.emplace_back("其余相同：" + rest.zh, "all else equal: " + rest.en);
}

}  // namespace pol::lint
