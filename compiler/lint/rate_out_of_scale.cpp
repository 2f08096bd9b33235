// 0.3% between 0.2‰ and 0.5‰: a sign too large.
#include <algorithm>

#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using value::Rational;

void RateOutOfScale(const Subject& subject, Reporter* reporter) {
  const auto look = [&](const std::vector<const ast::Expr*>& values) {
    for (const ast::Expr* one : values) {
      if (!one->text.ends_with("%")) continue;
      Rational low, high;
      size_t others = 0;
      const ast::Expr* example = nullptr;
      for (const ast::Expr* other : values) {
        if (!other->text.ends_with("‰")) continue;
        const Rational number = *LiteralOf(*other);
        low = others == 0 ? number : std::min(low, number);
        high = others == 0 ? number : std::max(high, number);
        if (number == high) example = other;
        ++others;
      }
      if (others < 2 || example == nullptr) continue;
      const Rational number = *LiteralOf(*one);
      const Rational tenth = number / Rational(10);
      // A tenth of it lies where the others lie.
      if (number < high * Rational(5) || tenth < low || high < tenth) continue;
      const std::string written(subject.file.source->Text(one->range));
      const std::string better = written.substr(0, written.find('%')) + "‰";
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kRateOutOfScale, one->range,
          {written, AsPercent(low).value_or("…"), AsPercent(high).value_or("…"), better});
      found.labels.push_back({example->range, {"同一栏", "the same column"}});
      found.fixes.push_back({one->range, better, {"千分之", "per mille"}});
    }
  };
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    if (declaration.table == nullptr || IsTest(declaration)) return;
    for (size_t j = 0; j < declaration.table->results.size(); ++j) {
      std::vector<const ast::Expr*> values;
      for (const ast::TableRow& row : declaration.rows) {
        if (j >= row.results.size() || row.results[j].value == nullptr) continue;
        const ast::Expr& value = Bare(*row.results[j].value);
        if (value.kind == ast::ExprKind::kNumber && !value.unit && LiteralOf(value)) values.push_back(&value);
      }
      look(values);
    }
  });
}

}  // namespace pol::lint
