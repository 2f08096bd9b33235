// The value of a parameter written out again: when the parameter changes, this does not.
#include <map>

#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using ast::DeclarationKind;
using value::Rational;

void ParameterValue(const Subject& subject, Reporter* reporter) {
  const Places& places = *subject.places;
  struct Known {
    const ast::Declaration* declaration;
    std::string_view name;
    Rational value;
    const program::Type* type;
  };
  std::map<const ast::Policy*, std::vector<Known>> parameters;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (declaration.kind != DeclarationKind::kParameter || declaration.value == nullptr ||
        !declaration.dated.empty() || declaration.names.size() != 1)
      return;
    const Places::Typed node = places.NodeOf(*declaration.value);
    if (node.number() == nullptr || node.type() == nullptr || !LiteralOf(*declaration.value)) return;
    const Rational& value = *node.number();
    // 1, 2, 10 and 100 stand in any text.
    const bool common = value.is_zero() || value == Rational(1) || value == Rational(2) ||
                        value == Rational(10) || value == Rational(100);
    if (!common) parameters[policy].push_back({&declaration, declaration.names[0].name.text, value, node.type()});
  });
  if (parameters.empty()) return;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (IsTest(declaration) || declaration.kind == DeclarationKind::kParameter ||
        declaration.kind == DeclarationKind::kCheck || declaration.kind == DeclarationKind::kAssert)
      return;
    EachRoot(declaration, [&](const ast::Expr& root, Role role) {
      if (role == Role::kDomain || role == Role::kPeriod || role == Role::kHead) return;
      EachExpr(&root, [&](const ast::Expr& expr) {
        if (!LiteralOf(expr) || expr.kind == ast::ExprKind::kParen) return;
        const Places::Typed node = places.NodeOf(expr);
        if (node.number() == nullptr || node.type() == nullptr) return;
        for (const Known& known : parameters[policy]) {
          if (known.value != *node.number() || known.type->kind != node.type()->kind ||
              known.type->unit != node.type()->unit)
            continue;
          diag::Diagnostic& found = reporter->Report(
              diag::LintCode::kParameterValue, expr.range,
              {subject.file.source->Text(expr.range), std::string(known.name)});
          found.labels.push_back({known.declaration->value->range, {"参数的值", "the parameter"}});
          // One value for all time: the name gives the same.
          reporter->SafeFix(expr.range, std::string(known.name), {"用参数", "use the parameter"});
          break;
        }
      });
    });
  });
}

}  // namespace pol::lint
