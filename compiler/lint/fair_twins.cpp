#include "compiler/lint/fair_twins.h"

#include <algorithm>

#include "compiler/lint/say.h"
#include "runtime/value/date.h"

namespace pol::lint {
namespace {

using diag::Text;
using program::Policy;

// 1: the first is better off, -1: the second; 0: nobody can tell.
int Better(const interp::Outcome& a, const interp::Outcome& b) {
  const bool first = a.status == interp::Status::kValue, second = b.status == interp::Status::kValue;
  if (first != second) return first ? 1 : -1;
  if (!first || !a.value.is_number() || !b.value.is_number()) return 0;
  return a.value.number() > b.value.number() ? 1 : -1;
}

void Tell(const Subject& subject, Study* study, Gives gives, Fair fair, Index output, Index input,
          const std::pair<Study::Tried, Study::Tried>& twins, diag::LintCode code, Reporter* reporter) {
  const Policy& policy = study->policy();
  const program::Input& fact = policy.inputs[static_cast<size_t>(input)];
  const program::Definition& result = policy.definitions[static_cast<size_t>(output)];
  diag::Diagnostic& found =
      reporter->Report(code, NameRange(subject, fact.place.offset, fact.name),
                       {result.name, fact.name, FairInWords(fair)});
  found.labels.push_back({NameRange(subject, result.place.offset, result.name),
                          {"取决于“" + fact.name + "”的结果", "the result that depends on " + fact.name}});
  const auto outcome = [&](const Study::Tried& tried) {
    return OutcomeInWords(policy, *Study::OutcomeOf(tried, output));
  };
  const Text a = InputInWords(policy, twins.first, input), b = InputInWords(policy, twins.second, input);
  const Text x = outcome(twins.first), y = outcome(twins.second);
  found.notes.emplace_back(a.zh + "，" + result.name + " 为 " + x.zh + "；" + b.zh + "，" + result.name + " 为 " + y.zh,
                           a.en + " gives " + result.name + " " + x.en + "; " + b.en + " gives " + y.en);
  const Text rest = CaseInWords(study, twins.first, output, input);
  if (!rest.zh.empty()) found.notes.emplace_back("其余相同：" + rest.zh, "all else equal: " + rest.en);
  if (gives == Gives::kTender) return;
  const std::string basis = policy.basis.empty() ? "没有写" : policy.basis.front();
  const std::string until = policy.effective_to ? value::FormatDate(*policy.effective_to) : "没有写";
  found.notes.emplace_back("依据：" + basis + "；期限：" + until,
                           "basis: " + (policy.basis.empty() ? "none" : policy.basis.front()) +
                               "; end: " + (policy.effective_to ? value::FormatDate(*policy.effective_to) : "none"));
}

}  // namespace

std::optional<std::pair<Study::Tried, Study::Tried>> Twins(Study* study, Index output, Index input) {
  constexpr size_t kMostValues = 8;
  if (!study->Reads(output, input)) return std::nullopt;
  const std::vector<value::Value> values = study->Values(input);
  for (const Study::Tried& base : study->Cases()) {
    const interp::Outcome* before = Study::OutcomeOf(base, output);
    if (before == nullptr) continue;
    for (size_t i = 0; i < std::min(values.size(), kMostValues); ++i) {
      if (base.at.facts.inputs[static_cast<size_t>(input)] == values[i]) continue;
      const auto other = study->With(base, input, values[i]);
      if (!other) continue;
      const interp::Outcome* after = Study::OutcomeOf(*other, output);
      const auto settled = [](const interp::Outcome& one) {
        return one.status == interp::Status::kValue || one.status == interp::Status::kNoRule;
      };
      if (after == nullptr || !settled(*before) || !settled(*after) || Study::Same(*before, *after)) continue;
      if (Better(*before, *after) < 0) return std::pair(*other, base);
      return std::pair(base, *other);
    }
  }
  return std::nullopt;
}

Text FairInWords(Fair fair) {
  switch (fair) {
    case Fair::kPlace:
      return {"注册地、所在地或者分支机构", "place of registration, seat or branch"};
    case Fair::kOwnership:
      return {"所有制形式", "form of ownership"};
    case Fair::kLocalPurchase:
      return {"采购本地产品", "purchase of local goods"};
    case Fair::kList:
      return {"列入名单、名录", "being on a list"};
    case Fair::kOperator:
      return {"指定的经营者", "chosen operators"};
    case Fair::kNone:
      break;
  }
  return {};
}

void TellFair(const Subject& subject, Gives gives, Fair fair, diag::LintCode code, Reporter* reporter) {
  for (const Policy& policy : subject.program.policies) {
    // A benefit with a basis and an end is what the review asks for.
    if (gives == Gives::kBenefit && !policy.basis.empty() && policy.effective_to) continue;
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const program::Input& input = policy.inputs[i];
      const Fair kind = FairOf(policy, input);
      if (kind == Fair::kNone || (fair != Fair::kNone && kind != fair)) continue;
      if (!Own(subject, input.place.offset)) continue;
      for (size_t d = 0; d < policy.definitions.size(); ++d) {
        const program::Definition& output = policy.definitions[d];
        if (!output.output || GivesOf(policy, output) != gives || !Own(subject, output.place.offset)) continue;
        Study& study = subject.studies->Of(policy);
        const auto twins = Twins(&study, static_cast<Index>(d), static_cast<Index>(i));
        if (!twins) continue;
        Tell(subject, &study, gives, kind, static_cast<Index>(d), static_cast<Index>(i), *twins, code, reporter);
        break;
      }
    }
  }
}

}  // namespace pol::lint
