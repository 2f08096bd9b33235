// Most rules of the policy cite their clause; this one does not.
#include <map>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

bool Cites(const ast::Declaration& one) {
  for (const ast::Remark& remark : one.remarks) {
    if (remark.kind == ast::Remark::Kind::kCite) return true;
  }
  if (one.table == nullptr) return false;
  for (const ast::HeadCell& cell : one.table->conditions) {
    if (cell.kind == ast::HeadCell::Kind::kCite) return true;
  }
  return false;
}

}  // namespace

void RuleWithoutClause(const Subject& subject, Reporter* reporter) {
  using Kind = ast::DeclarationKind;
  const auto rule = [](const ast::Declaration& one) {
    return one.kind == Kind::kRule || one.kind == Kind::kBareRule || one.kind == Kind::kTable || one.kind == Kind::kException;
  };
  struct Count {
    size_t with = 0, all = 0;
  };
  std::map<const ast::Policy*, Count> counts;
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (!rule(one)) return;
    Count& count = counts[policy];
    ++count.all;
    count.with += Cites(one) ? 1 : 0;
  });
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (!rule(one) || Cites(one) || Remarked(one)) return;
    const Count& count = counts[policy];
    if (count.with * 3 < count.all * 2 || count.with < 2) return;  // two in three cite
    reporter->Report(diag::LintCode::kRuleWithoutClause,
                     one.names.empty() ? one.head : one.names.front().name.range);
  });
}

}  // namespace pol::lint
