// 早于 3月31日 leaves out the last day of March, 晚于 1月1日 the first of January.
#include <map>

#include "compiler/lint/bounds.h"
#include "compiler/lint/walk.h"
#include "runtime/value/date.h"

namespace pol::lint {

using value::Rational;

void DayBefore(const Subject& subject, Reporter* reporter) {
  std::map<const ast::Policy*, std::vector<BoundUse>> policies;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (HasReading(declaration, nullptr)) return;
    for (BoundUse& use : BoundsOf(subject, declaration)) {
      if (use.type != nullptr && use.type->kind == program::TypeKind::kDate) policies[policy].push_back(std::move(use));
    }
  });
  for (const auto& [policy, uses] : policies) {
    for (const BoundUse& use : uses) {
      if (use.form != BoundUse::Form::kWord && use.form != BoundUse::Form::kSign) continue;
      const bool end = use.upper && use.high_open, begin = use.lower && use.low_open;
      if (!end && !begin) continue;
      const int64_t day = *(end ? use.high : use.low).ToInt64();
      const value::CivilDate now = value::CivilFromDays(day), next = value::CivilFromDays(day + 1);
      if (end ? next.day != 1 : now.day != 1) continue;
      // Whoever writes the other side too has meant this one.
      bool other = false;
      for (const BoundUse& one : uses) {
        other = other || (one.subject == use.subject &&
                          (end ? one.lower && !one.low_open && one.low == use.high
                               : one.upper && !one.high_open && one.high == use.low));
      }
      if (other) continue;
      const std::string better = end ? "不晚于" : "不早于";
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kDayBefore, use.range,
          {OneLine(subject.file, use.range), OneLine(subject.file, use.value->range),
           end ? diag::Text("月末这一天", "the last day of the month")
               : diag::Text("月初这一天", "the first day of the month"),
           better});
      if (!use.word_range.empty())
        found.fixes.push_back({use.word_range, better, {"含这一天", "this day included"}});
    }
  }
}

}  // namespace pol::lint
