// A rule in force beyond the period of its policy.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"
#include "runtime/value/date.h"

namespace pol::lint {
namespace {

std::optional<int64_t> DayOf(const ast::Expr* expr) {
  if (expr == nullptr || expr->kind != ast::ExprKind::kDate) return std::nullopt;
  return value::ParseDate(expr->text);
}

}  // namespace

void RuleOutsidePeriod(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (policy == nullptr || !one.validity || one.kind == ast::DeclarationKind::kParameter) return;
    const program::Policy& program = subject.places->ProgramOf(policy);
    const ast::PolicyClause* clause = ClauseOf(*policy, ast::PolicyClause::Kind::kValidity);
    // Both have to be seen from the same day.
    if (clause == nullptr || !clause->validity || clause->validity->by.text != one.validity->by.text) return;
    const auto from = DayOf(one.validity->period.from), to = DayOf(one.validity->period.to);
    const bool early = from && program.effective_from && *from < *program.effective_from;
    const bool late = to && program.effective_to && *to > *program.effective_to;
    const bool never = (to && program.effective_from && *to < *program.effective_from) ||
                       (from && program.effective_to && *from > *program.effective_to);
    if (!early && !late && !never) return;
    const diag::Text which =
        never ? diag::Text("这一条从来用不上", "it never counts")
        : late ? diag::Text(DayInWords(*program.effective_to + 1).zh + "以后用不上",
                            "it does not count from " + DayInWords(*program.effective_to + 1).en + " on")
               : diag::Text(DayInWords(*program.effective_from).zh + "以前用不上",
                            "it does not count before " + DayInWords(*program.effective_from).en);
    diag::Diagnostic& found = reporter->Report(
        diag::LintCode::kRuleOutsidePeriod, one.validity->range,
        {PeriodInWords(from, to), PeriodInWords(program.effective_from, program.effective_to), which});
    found.labels.push_back({clause->range, {"整个文件的施行期间", "the period of the whole text"}});
  });
}

}  // namespace pol::lint
