// Two conditions of one group under the same label.
#include <map>

#include "compiler/lint/walk.h"

namespace pol::lint {

void LabelRepeated(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    EachExpr(one, [&](const ast::Expr& expr) {
      std::map<std::string_view, source::Range> seen;
      for (const ast::Item& item : expr.items) {
        if (!item.label || item.label.text.empty()) continue;
        const auto [at, fresh] = seen.try_emplace(item.label.text, item.label.range);
        if (fresh) continue;
        diag::Diagnostic& found =
            reporter->Report(diag::LintCode::kLabelRepeated, item.label.range, {item.label.text});
        found.labels.push_back({at->second, {"前面的", "the one above"}});
      }
    });
  });
}

}  // namespace pol::lint
