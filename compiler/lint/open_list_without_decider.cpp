// A list that ends in 等, and nobody decides on what is not in it.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void OpenListWithoutDecider(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    using Kind = ast::DeclarationKind;
    if (one.kind != Kind::kInput && one.kind != Kind::kDefine && one.kind != Kind::kField) return;
    if (Remarked(one) || one.names.empty()) return;
    for (const ast::Type* type = one.type; type != nullptr; type = type->element) {
      if (!type->open || (type->kind != ast::TypeKind::kEnum && type->kind != ast::TypeKind::kOrderedEnum)) continue;
      reporter->Report(diag::LintCode::kOpenListWithoutDecider, type->range, {one.names.front().name.text});
    }
  });
}

}  // namespace pol::lint
