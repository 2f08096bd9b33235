// A percentage that the text states and of which it never says: of what?
#include <algorithm>
#include <map>
#include <set>

#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using ast::DeclarationKind;
using ast::ExprKind;

// 费率, 税率, 利率, 占比 and their like say it by their name; 提高 and 增长 too.
bool SaysItself(std::string_view name) {
  for (const std::string_view word : {"率", "占", "之比", "比重", "比值", "倍", "增长", "增幅", "降幅", "rate"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

bool IsPlainRate(const ast::Type* type) {
  return type != nullptr && type->kind == ast::TypeKind::kNamed && !type->per && !type->unit &&
         (type->name.text == "比率" || type->name.text == "比例" || type->name.text == "rate");
}

}  // namespace

void RateWithoutBase(const Subject& subject, Reporter* reporter) {
  struct Rate {
    const ast::Declaration* declaration;
    std::string_view name;
    source::Range range;
    const ast::Expr* stated;  // a percentage that it is given
  };
  std::map<const ast::Policy*, std::map<std::string_view, Rate>> rates;
  std::map<const ast::Policy*, std::set<std::string_view>> used;  // in a formula or a condition
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (IsTest(declaration)) return;
    const bool declares = declaration.kind == DeclarationKind::kOutput || declaration.kind == DeclarationKind::kLet ||
                          declaration.kind == DeclarationKind::kParameter;
    if (declares && IsPlainRate(declaration.type) && declaration.remarks.empty()) {
      for (const ast::DeclaredName& name : declaration.names) {
        if (!SaysItself(name.name.text))
          rates[policy].emplace(name.name.text, Rate{&declaration, name.name.text, name.name.range,
                                                     declaration.value != nullptr && LiteralOf(*declaration.value)
                                                         ? declaration.value
                                                         : nullptr});
      }
    }
  });
  // Given by rules and tables.
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (IsTest(declaration)) return;
    auto& known = rates[policy];
    for (const ast::Branch& branch : declaration.branches) {
      for (const ast::Outcome& outcome : branch.outcomes) {
        const auto rate = known.find(outcome.name.text);
        if (rate != known.end() && rate->second.stated == nullptr && outcome.value != nullptr && LiteralOf(*outcome.value) && declaration.remarks.empty())
          rate->second.stated = outcome.value;
      }
    }
    if (declaration.table == nullptr || !declaration.remarks.empty()) return;
    for (size_t j = 0; j < declaration.table->results.size(); ++j) {
      const ast::Expr* head = declaration.table->results[j].value;
      if (head == nullptr || head->kind != ExprKind::kName) continue;
      const auto rate = known.find(head->name.text);
      if (rate == known.end()) continue;
      for (const ast::TableRow& row : declaration.rows) {
        if (rate->second.stated == nullptr && j < row.results.size() && row.results[j].value != nullptr && LiteralOf(*row.results[j].value))
          rate->second.stated = row.results[j].value;
      }
    }
  });
  // The head of its own column is no use of it.
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    if (IsTest(declaration)) return;
    EachRoot(declaration, [&](const ast::Expr& root, Role role) {
      if (role == Role::kHead && declaration.table != nullptr &&
          std::any_of(declaration.table->results.begin(), declaration.table->results.end(),
                      [&](const ast::HeadCell& head) { return head.value == &root; }))
        return;
      EachExpr(&root, [&](const ast::Expr& expr) {
        if (expr.kind == ExprKind::kName) used[policy].insert(expr.name.text);
      });
    });
  });
  for (const auto& [policy, known] : rates) {
    for (const auto& [name, rate] : known) {
      if (rate.stated == nullptr || used[policy].count(name) > 0) continue;
      reporter->Report(diag::LintCode::kRateWithoutBase, rate.range,
                       {rate.name, subject.file.source->Text(rate.stated->range)});
    }
  }
}

}  // namespace pol::lint
