// One id for two policies: of this file, where they are no versions of each other (on the same days: P2110), or of two.
#include <algorithm>

#include "compiler/lint/policy_text.h"

namespace pol::lint {
namespace {

using program::Policy;

bool ShareAResult(const Policy& a, const Policy& b) {
  return std::any_of(a.definitions.begin(), a.definitions.end(), [&](const program::Definition& one) {
    return one.output && std::any_of(b.definitions.begin(), b.definitions.end(), [&](const program::Definition& other) {
             return other.output && other.name == one.name;
           });
  });
}

bool Overlap(const Policy& a, const Elsewhere& b) {
  const int64_t from = std::max(a.effective_from.value_or(INT64_MIN), b.from.value_or(INT64_MIN));
  const int64_t to = std::min(a.effective_to.value_or(INT64_MAX), b.to.value_or(INT64_MAX));
  return from <= to;
}

}  // namespace

void IdTwice(const Subject& subject, Reporter* reporter) {
  std::vector<std::pair<const ast::Policy*, const Policy*>> before;
  EachPolicy(subject, [&](const ast::Policy& policy, const Policy& program) {
    const ast::PolicyClause* id = ClauseOf(policy, ast::PolicyClause::Kind::kId);
    if (id == nullptr || program.id.empty()) return;
    const auto tell = [&](const std::string& other, diag::Text why) -> diag::Diagnostic& {
      return reporter->Report(diag::LintCode::kIdTwice, id->range,
                              {policy.name.name.text, program.id, other, std::move(why)});
    };
    for (const auto& [other, known] : before) {
      if (known->id != program.id || ShareAResult(*known, program)) continue;
      tell(known->name, {"两项没有一个相同的结果，不是同一项政策的两个版本",
                         "they have no result in common, so they are no versions of one policy"})
          .labels.push_back({ClauseOf(*other, ast::PolicyClause::Kind::kId)->range,
                             {"同一编号的另一项", "the other one with this id"}});
      break;
    }
    before.emplace_back(&policy, &program);
    if (subject.elsewhere == nullptr) return;
    for (const Elsewhere& other : *subject.elsewhere) {
      if (other.id != program.id || !Overlap(program, other)) continue;
      tell(other.name, {"在文件“" + other.file + "”里，施行的日期有重叠",
                        "in the file " + other.file + ", in force on the same days"});
      break;
    }
  });
}

}  // namespace pol::lint
