// 不超过 2.5天 of whole days: two days, or three?
#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using program::TypeKind;
using value::Rational;

void BoundBetween(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    for (const BoundUse& use : BoundsOf(subject, declaration)) {
      if (use.form != BoundUse::Form::kWord && use.form != BoundUse::Form::kSign) continue;
      if (use.lower == use.upper) continue;
      // What is compared is whole: a count, days.
      const ast::Expr* literal = use.value;
      if (literal->kind != ast::ExprKind::kNumber) continue;
      const Rational number = use.upper ? use.high : use.low;
      const Places::Typed node = subject.places->NodeOf(*literal);
      const TypeKind kind = use.type == nullptr ? TypeKind::kText : use.type->kind;
      const bool whole = kind == TypeKind::kInteger || kind == TypeKind::kDays || kind == TypeKind::kWorkdays || kind == TypeKind::kMonths;
      const Rational factor = use.type == nullptr ? Rational(1) : use.type->factor;
      const Rational shown = number / factor;
      if (!whole || shown.is_integer() || !node) continue;
      const Rational below = value::Round(shown - Rational(1, 2), Rational(1), value::RoundMode::kHalfUp);
      // Which of the two is the same bound goes by whether the number itself counts.
      const bool up = use.upper ? use.high_open : !use.low_open;
      const std::string better = InWan(up ? below + Rational(1) : below);
      const std::string unit(literal->unit.text);
      reporter->Report(diag::LintCode::kBoundBetween, literal->range,
                       {OneLine(subject.file, use.range), use.subject, better + unit});
      const uint32_t end = literal->unit ? literal->unit.range.begin : literal->range.end;
      reporter->SafeFix({literal->range.begin, end}, better,
                        {"写成“" + better + unit + "”", "write " + better + unit});
    }
  });
}

}  // namespace pol::lint
