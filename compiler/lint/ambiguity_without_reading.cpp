// An open point that does not say which reading is taken.
#include "compiler/lint/remarks_of.h"

namespace pol::lint {

void AmbiguityWithoutReading(const Subject& subject, Reporter* reporter) {
  EachRemark(subject, [&](const ast::Remark& remark) {
    if (remark.kind == ast::Remark::Kind::kAmbiguity && (!remark.extra || remark.extra.text.empty()))
      reporter->Report(diag::LintCode::kAmbiguityWithoutReading, remark.range, {remark.text.text});
  });
}

}  // namespace pol::lint
