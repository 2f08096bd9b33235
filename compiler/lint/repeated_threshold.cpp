// One number for one thing in several places: when it changes, one of them is forgotten.
#include <map>
#include <set>

#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using ast::DeclarationKind;
using value::Rational;

void RepeatedThreshold(const Subject& subject, Reporter* reporter) {
  struct Seen {
    std::set<const ast::Declaration*> declarations;
    std::vector<std::pair<source::Range, const ast::Declaration*>> places;
    size_t tables = 0;
  };
  const Places& places = *subject.places;
  std::map<const ast::Policy*, std::map<std::pair<std::string, Rational>, Seen>> policies;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    // What holds figures against each other repeats them on purpose.
    if (declaration.kind == DeclarationKind::kAssert || declaration.kind == DeclarationKind::kCheck ||
        declaration.kind == DeclarationKind::kTarget || declaration.under)
      return;
    for (const BoundUse& use : BoundsOf(subject, declaration)) {
      std::vector<const ast::Expr*> ends;
      if (use.form == BoundUse::Form::kInterval || use.form == BoundUse::Form::kRange) {
        ends = {use.value->args[0], use.value->args[1]};
      } else {
        ends = {use.form == BoundUse::Form::kSuffix ? use.value->args[0] : use.value};
      }
      for (const ast::Expr* end : ends) {
        const ast::Expr& literal = Bare(*end);
        const Rational* number = places.NodeOf(literal).number();
        // A date is a point in time of its own; 0 and 1 are no thresholds.
        if (number == nullptr || literal.kind != ast::ExprKind::kNumber || *number < Rational(2) ||
            number->is_zero())
          continue;
        Seen& seen = policies[policy][{use.subject, *number}];
        if (!seen.declarations.insert(&declaration).second) continue;
        seen.places.emplace_back(literal.range, &declaration);
        seen.tables += declaration.kind == DeclarationKind::kTable ? 1 : 0;
      }
    }
  });
  for (const auto& [policy, thresholds] : policies) {
    for (const auto& [key, seen] : thresholds) {
      if (seen.declarations.size() < 3 && seen.tables < 2) continue;
      const source::Range first = seen.places.front().first;
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kRepeatedThreshold, first,
          {key.first, subject.file.source->Text(first), std::to_string(seen.declarations.size())});
      for (size_t i = 1; i < seen.places.size(); ++i)
        found.labels.push_back({seen.places[i].first, {"这里又写了一次", "written again here"}});
    }
  }
}

}  // namespace pol::lint
