// A yes-or-no fact whose name holds a number and a bound: the applicant compares, not the rule.
#include <algorithm>
#include <cctype>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void BoundInName(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    if (one.kind != ast::DeclarationKind::kInput || Remarked(one) || one.type == nullptr) return;
    if (one.type->kind != ast::TypeKind::kNamed ||
        (one.type->name.text != "是否" && one.type->name.text != "boolean"))
      return;
    for (const ast::DeclaredName& name : one.names) {
      const std::string_view text = name.name.text;
      if (std::none_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) continue;
      for (const std::string_view word : {"以上", "以下", "以内", "不超过", "未超过", "超过", "不低于", "不少于", "不高于",
                                          "不满", "达到", "至少", "低于", "高于", "少于", "多于"}) {
        if (text.find(word) == std::string_view::npos) continue;
        reporter->Report(diag::LintCode::kBoundInName, name.name.range, {text, word});
        break;
      }
    }
  });
}

}  // namespace pol::lint
