// A fact whose name holds a word without a measure.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void VagueFact(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    if (one.kind != ast::DeclarationKind::kInput || Remarked(one)) return;
    if (one.type == nullptr || one.type->kind != ast::TypeKind::kNamed) return;
    if (one.type->name.text != "是否" && one.type->name.text != "boolean") return;
    for (const ast::DeclaredName& name : one.names) {
      for (const std::string_view word :
           {"适当", "合理", "明显", "显著", "较大", "较小", "较高", "较低", "较好", "较差", "较多", "较少", "重大", "良好",
            "轻微", "突出", "特别困难", "酌情", "必要时", "有一定"}) {
        if (name.name.text.find(word) == std::string_view::npos) continue;
        reporter->Report(diag::LintCode::kVagueFact, name.name.range, {name.name.text, word});
        break;
      }
    }
  });
}

}  // namespace pol::lint
