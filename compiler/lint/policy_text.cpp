#include "compiler/lint/policy_text.h"

#include <algorithm>

#include "compiler/lint/say.h"
#include "runtime/value/date.h"

namespace pol::lint {
namespace {

bool Says(const ast::Remark& remark, const std::vector<std::string_view>& words) {
  return words.empty() || Holds(remark.text.text, words) || Holds(remark.extra.text, words);
}

}  // namespace

const ast::PolicyClause* ClauseOf(const ast::Policy& policy, ast::PolicyClause::Kind kind) {
  for (const ast::PolicyClause& clause : policy.clauses) {
    if (clause.kind == kind) return &clause;
  }
  return nullptr;
}

bool Remarked(const ast::Declaration& declaration, const std::vector<std::string_view>& words) {
  return std::any_of(declaration.remarks.begin(), declaration.remarks.end(),
                     [&](const ast::Remark& remark) { return Says(remark, words); });
}

bool HeadRemarked(const ast::Policy* policy, const std::vector<std::string_view>& words) {
  return policy != nullptr &&
         std::any_of(policy->clauses.begin(), policy->clauses.end(),
                     [&](const ast::PolicyClause& clause) {
                       return clause.remark && Says(*clause.remark, words);
                     });
}

bool GivesResults(const ast::Policy& policy) {
  return std::any_of(policy.declarations.begin(), policy.declarations.end(), [](const ast::Declaration* one) {
    return one->kind == ast::DeclarationKind::kOutput;
  });
}

const ast::Declaration* Declares(const ast::Policy& policy, std::string_view name) {
  for (const ast::Declaration* one : policy.declarations) {
    for (const ast::DeclaredName& declared : one->names) {
      if (declared.name.text == name) return one;
    }
  }
  return nullptr;
}

diag::Text DayInWords(int64_t day) {
  const value::CivilDate date = value::CivilFromDays(day);
  return {std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
              std::to_string(date.day) + "日",
          value::FormatDate(day)};
}

diag::Text PeriodInWords(std::optional<int64_t> from, std::optional<int64_t> to) {
  diag::Text text;
  if (from) {
    text.zh += "自" + DayInWords(*from).zh;
    text.en += "from " + DayInWords(*from).en;
  }
  if (to) {
    text.zh += "至" + DayInWords(*to).zh;
    text.en += (from ? " to " : "until ") + DayInWords(*to).en;
  }
  return text;
}

}  // namespace pol::lint
