// 突破, 约, 近: the text decides silently what it means; a reading has to be written down.
#include <algorithm>

#include "compiler/lint/bounds.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void ApproximateBound(const Subject& subject, Reporter* reporter) {
  const ast::File& file = subject.file;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (IsTest(declaration) || HasReading(declaration, policy)) return;
    const auto first = std::partition_point(
        file.tokens.begin(), file.tokens.end(),
        [&](const ast::Token& token) { return token.range.begin < declaration.range.begin; });
    for (auto at = first; at != file.tokens.end() && at->range.end <= declaration.range.end; ++at) {
      const bool over = at->kind == ast::TokenKind::OVER && at->text == "突破";
      const bool about = at->kind == ast::TokenKind::ABOUT;
      if (!over && !about) continue;
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kApproximateBound, at->range,
          {at->text, over ? diag::Text("按“超过”算，恰好等于的不算", "as more than, the number itself excluded")
                          : diag::Text("按所写的数算", "as the number that is written")});
      if (over) {
        found.fixes.push_back({at->range, "超过", {"不含本数", "the number itself excluded"}});
        found.fixes.push_back({at->range, "达到", {"含本数", "the number itself included"}});
      }
      found.notes.push_back({"或者保留原文，在这一段写明读法：疑义 \"" + std::string(at->text) + "怎么算没有写明\" 取 \"……\"",
                             "or keep the word and write the reading down: ambiguity \"what " +
                                 std::string(at->text) + " means\" taken \"…\""});
    }
  });
}

}  // namespace pol::lint
