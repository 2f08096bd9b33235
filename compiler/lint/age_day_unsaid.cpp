// An age that is asked as a number, and no day on which it is counted.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/say.h"

namespace pol::lint {

void AgeDayUnsaid(const Subject& subject, Reporter* reporter) {
  using program::TypeKind;
  for (const program::Policy& policy : subject.program.policies) {
    for (const program::Input& input : policy.inputs) {
      if (!Own(subject, input.place.offset) || input.kind != program::Input::Kind::kFact) continue;
      const TypeKind kind = policy.types[static_cast<size_t>(input.type)].kind;
      if (kind != TypeKind::kInteger && kind != TypeKind::kDecimal && kind != TypeKind::kMonths &&
          kind != TypeKind::kQuantity)
        continue;
      if (!Holds(input.name, {"年龄", "周岁", "工龄", "教龄", "成立年限", "成立年数", "经营年限", "车龄", "船龄", "房龄"})) continue;
      const ast::Declaration* declaration = subject.places->DeclarationAt(input.place.offset);
      // Its own name may say it: 申请时年龄.
      if (declaration == nullptr || Remarked(*declaration) || Holds(input.name, {"时", "日", "当年", "年底", "月底"}))
        continue;
      reporter->Report(diag::LintCode::kAgeDayUnsaid, NameRange(subject, input.place.offset, input.name), {input.name});
    }
  }
}

}  // namespace pol::lint
