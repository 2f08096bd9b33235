// A share of a whole that is to be more than the whole.
#include "compiler/lint/bounds.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using value::Rational;

bool IsShare(std::string_view name) {
  for (const std::string_view word : {"占", "比重", "份额", "覆盖率", "合格率", "通过率", "share"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

void ShareAboveHundred(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    for (const BoundUse& use : BoundsOf(subject, declaration)) {
      if (use.type == nullptr || use.type->kind != program::TypeKind::kRate || !IsShare(use.subject)) continue;
      const bool low = use.lower && Rational(1) < use.low, high = use.upper && Rational(1) < use.high;
      if (!low && !high) continue;
      reporter->Report(diag::LintCode::kShareAboveHundred, use.range,
                       {OneLine(subject.file, use.range), use.subject,
                        low ? diag::Text("永远达不到", "is never reached") : diag::Text("总是成立", "always holds")});
    }
  });
}

}  // namespace pol::lint
