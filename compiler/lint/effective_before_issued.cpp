// In force before it was issued.
#include "compiler/lint/policy_text.h"

namespace pol::lint {

void EffectiveBeforeIssued(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy& program) {
    if (!program.issued || !program.effective_from || *program.effective_from >= *program.issued) return;
    if (HeadRemarked(&policy, {"溯及", "施行", "印发", "追溯", "retro", "effective"})) return;
    const ast::PolicyClause* clause = ClauseOf(policy, ast::PolicyClause::Kind::kValidity);
    diag::Diagnostic& found = reporter->Report(
        diag::LintCode::kEffectiveBeforeIssued, clause->range,
        {DayInWords(*program.issued), DayInWords(*program.effective_from),
         std::to_string(*program.issued - *program.effective_from)});
    if (const ast::PolicyClause* issued = ClauseOf(policy, ast::PolicyClause::Kind::kIssued))
      found.labels.push_back({issued->range, {"印发日期", "issued"}});
    const diag::Text day = DayInWords(*program.issued - 1);
    found.notes.emplace_back("例：" + day.zh + "提出的申请，当时查不到这份文件，现在却要按它办",
                             "case: an application of " + day.en + ", when nobody could know this text");
  });
}

}  // namespace pol::lint
