// A judgement without who decides, or without on what.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void JudgementWithoutDecider(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    if (one.kind != ast::DeclarationKind::kJudgement || one.names.empty()) return;
    const bool role = one.role && !one.role.text.empty();
    bool evidence = false;
    for (const ast::String& text : one.evidence) evidence = evidence || !text.text.empty();
    if (role && evidence) return;
    const diag::Text missing = role       ? diag::Text("凭什么材料", "on what it is decided")
                               : evidence ? diag::Text("由谁认定", "who decides")
                                          : diag::Text("由谁认定、凭什么材料", "who decides, and on what");
    reporter->Report(diag::LintCode::kJudgementWithoutDecider, one.names.front().name.range,
                     {one.names.front().name.text, missing});
  });
}

}  // namespace pol::lint
