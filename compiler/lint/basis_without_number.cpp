// A notice named as basis, without its number.
#include "compiler/lint/policy_text.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

// 《…通知》, which is one of many; a law, a regulation or a code is known by its name.
bool OneOfMany(std::string_view text) {
  const size_t begin = text.find("《"), end = text.rfind("》");
  if (begin == std::string_view::npos || end == std::string_view::npos || end <= begin) return false;
  std::string_view title = text.substr(begin, end - begin);
  for (const std::string_view tail : {"（试行）", "(试行)", "（暂行）", "(暂行)"}) {
    if (title.ends_with(tail)) title.remove_suffix(tail.size());
  }
  for (const std::string_view kind : {"通知", "意见", "决定", "公告", "通告", "方案", "措施", "细则", "批复", "函", "纲要", "规划", "办法", "目录", "清单"}) {
    if (title.ends_with(kind)) return true;
  }
  return false;
}

}  // namespace

void BasisWithoutNumber(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy&) {
    for (const ast::PolicyClause& clause : policy.clauses) {
      if (clause.kind != ast::PolicyClause::Kind::kBasis) continue;
      for (const ast::String& text : clause.texts) {
        if (!OneOfMany(text.text) || Holds(text.text, {"〔", "[", "号", "【"})) continue;
        reporter->Report(diag::LintCode::kBasisWithoutNumber, text.range, {text.text});
      }
    }
  });
}

}  // namespace pol::lint
