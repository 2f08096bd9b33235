// A citation that points at what stands beside it somewhere else.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/remarks_of.h"
#include "compiler/lint/say.h"

namespace pol::lint {

void DanglingReference(const Subject& subject, Reporter* reporter) {
  const auto look = [&](const ast::String& text) {
    if (!text || Holds(text.text, {"《", "〔", "号"})) return;
    if (Holds(text.text, {"本公告", "本通知", "前款", "前条", "前项", "上述规定", "上述条款", "有关规定", "相关规定", "按规定",
                          "国家规定", "另行规定", "有关文件", "相关文件", "上级文件"}))
      reporter->Report(diag::LintCode::kDanglingReference, text.range, {text.text});
  };
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy&) {
    for (const ast::PolicyClause& clause : policy.clauses) {
      if (clause.kind == ast::PolicyClause::Kind::kBasis) {
        for (const ast::String& text : clause.texts) look(text);
      } else if (clause.kind == ast::PolicyClause::Kind::kSource) {
        look(clause.text);
      }
    }
  });
  EachRemark(subject, [&](const ast::Remark& remark) {
    if (remark.kind == ast::Remark::Kind::kCite && !remark.extra) look(remark.text);
  });
}

}  // namespace pol::lint
