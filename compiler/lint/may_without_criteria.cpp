// 可以, and neither a judgement nor an office that decides.
#include <algorithm>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/say.h"
#include "compiler/lint/study.h"

namespace pol::lint {

void MayWithoutCriteria(const Subject& subject, Reporter* reporter) {
  static const std::vector<std::string_view> kSaid = {"可以", "可”", "选择", "自愿", "自主", "决定", "认定", "裁量", "may", "choose", "decide"};
  for (const program::Policy& policy : subject.program.policies) {
    if (!policy.offices.empty()) continue;  // it answers for the choice
    for (const program::Definition& one : policy.definitions) {
      EachRule(one.rules, [&](const program::Rule& rule) {
        if (!Own(subject, rule.place.offset)) return;
        const auto may = std::find_if(rule.branches.begin(), rule.branches.end(), [](const program::Branch& branch) {
          return branch.modality == program::Modality::kMay;
        });
        if (may == rule.branches.end()) return;
        Reach reach(policy);
        if (rule.condition >= 0) AddNode(policy, rule.condition, &reach);
        for (const program::Branch& branch : rule.branches) {
          if (branch.condition >= 0) AddNode(policy, branch.condition, &reach);
        }
        for (size_t i = 0; i < reach.inputs.size(); ++i) {
          if (reach.inputs[i] && policy.inputs[i].kind == program::Input::Kind::kJudgement) return;
        }
        const ast::Declaration* declaration = subject.places->DeclarationAt(rule.place.offset);
        const ast::Declaration* declared = subject.places->DeclarationAt(one.place.offset);
        if (declaration == nullptr || Remarked(*declaration, kSaid)) return;
        if (declared != nullptr && Remarked(*declared, kSaid)) return;
        if (HeadRemarked(subject.places->PolicyAt(rule.place.offset), kSaid)) return;
        for (const ast::Branch& branch : declaration->branches) {
          for (const ast::Outcome& outcome : branch.outcomes) {
            if (outcome.name.text != one.name || outcome.modality != ast::Modality::kMay) continue;
            reporter->Report(diag::LintCode::kMayWithoutCriteria, outcome.range, {one.name});
            return;
          }
        }
        reporter->Report(diag::LintCode::kMayWithoutCriteria, subject.places->RangeAt(rule.place.offset), {one.name});
      });
    }
  }
}

}  // namespace pol::lint
