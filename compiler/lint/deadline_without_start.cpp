// A length of time allowed, and no day from which it is counted.
#include <algorithm>

#include "compiler/lint/deadline_words.h"
#include "compiler/lint/policy_text.h"

namespace pol::lint {

using program::TypeKind;

void DeadlineWithoutStart(const Subject& subject, Reporter* reporter) {
  static const std::vector<std::string_view> kSaid = {"起算", "之日", "当日", "自", "起", "次日", "from", "counted"};
  const auto is = [](const program::Policy& policy, program::Index type, std::initializer_list<TypeKind> kinds) {
    const TypeKind kind = policy.types[static_cast<size_t>(type)].kind;
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  for (const program::Policy& policy : subject.program.policies) {
    const bool dates =
        std::any_of(policy.inputs.begin(), policy.inputs.end(), [&](const program::Input& input) {
          return is(policy, input.type, {TypeKind::kDate, TypeKind::kInstant, TypeKind::kMonth});
        });
    if (dates) continue;
    for (const program::Definition& one : policy.definitions) {
      if (!one.output || !Own(subject, one.place.offset)) continue;
      if (!is(policy, one.type, {TypeKind::kDays, TypeKind::kWorkdays, TypeKind::kHours, TypeKind::kMonths}))
        continue;
      // 期限 alone may be the term of a loan; these are what an office or an applicant has to keep.
      if (!Holds(one.name, {"办结", "时限", "限期", "办理期限", "补正期限", "deadline"})) continue;
      const ast::Declaration* declaration = subject.places->DeclarationAt(one.place.offset);
      if (declaration == nullptr || Remarked(*declaration, kSaid) ||
          HeadRemarked(subject.places->PolicyAt(one.place.offset), {"起算", "之日", "from the day"}))
        continue;
      reporter->Report(diag::LintCode::kDeadlineWithoutStart, NameRange(subject, one.place.offset, one.name),
                       {one.name});
    }
  }
}

}  // namespace pol::lint
