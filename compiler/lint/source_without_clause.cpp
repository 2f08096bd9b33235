// A document of many pages named as source, and no clause of it anywhere.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void SourceWithoutClause(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy&) {
    const ast::PolicyClause* source = ClauseOf(policy, ast::PolicyClause::Kind::kSource);
    if (source == nullptr || (source->clause && !source->clause.text.empty())) return;
    bool cites = false;
    EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* of) {
      if (of != &policy) return;
      for (const ast::Remark& remark : one.remarks) cites = cites || remark.kind == ast::Remark::Kind::kCite;
      if (one.table == nullptr) return;
      for (const ast::HeadCell& cell : one.table->conditions)
        cites = cites || cell.kind == ast::HeadCell::Kind::kCite;
    });
    if (!cites) reporter->Report(diag::LintCode::kSourceWithoutClause, source->range, {source->text.text});
  });
}

}  // namespace pol::lint
