// What the head of a policy and its remarks say, for the rules about time, words and provenance.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/lint/places.h"

namespace pol::lint {

// `visit(policy, program)` with each policy of the file itself that has a line `policy`.
template <typename Visit>
void EachPolicy(const Subject& subject, const Visit& visit) {
  for (const ast::Policy* policy : subject.file.policies) {
    if (policy->name.name && policy->range.begin < subject.text_size)
      visit(*policy, subject.places->ProgramOf(policy));
  }
}

// The first clause of this kind; null without one.
const ast::PolicyClause* ClauseOf(const ast::Policy& policy, ast::PolicyClause::Kind kind);

// Some note or ambiguity (or what is cited) of the declaration holds one of the words; with no words: there is one.
bool Remarked(const ast::Declaration& declaration, const std::vector<std::string_view>& words = {});
// Likewise of the head of the policy; false without a policy.
bool HeadRemarked(const ast::Policy* policy, const std::vector<std::string_view>& words = {});

// It gives results, so that it is more than a vocabulary.
bool GivesResults(const ast::Policy& policy);

// The declaration that declares a name of this policy; null if none does.
const ast::Declaration* Declares(const ast::Policy& policy, std::string_view name);

// "自2023年1月1日至2023年12月31日" of two days, either of which may be absent.
diag::Text PeriodInWords(std::optional<int64_t> from, std::optional<int64_t> to);
// "2023年1月1日", "2023-01-01".
diag::Text DayInWords(int64_t day);

}  // namespace pol::lint
