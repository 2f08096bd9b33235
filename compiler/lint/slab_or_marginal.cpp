// A rate by bands of an amount, multiplied by that amount: the whole at one rate, or each part at its own?
#include <algorithm>
#include <set>

#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using ast::ExprKind;
using value::Rational;

// The names that are factors of one product: a * b * c, brackets looked through.
void Factors(const ast::Expr& expr, std::set<std::string_view>* names) {
  const ast::Expr& bare = Bare(expr);
  if (bare.kind == ExprKind::kMultiply) {
    for (const ast::Expr* arg : bare.args) Factors(*arg, names);
  } else if (bare.kind == ExprKind::kName) {
    names->insert(bare.name.text);
  }
}

bool Multiplied(const Subject& subject, const ast::Policy* policy, std::string_view amount, std::string_view rate) {
  bool found = false;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* of) {
    if (of != policy || IsTest(declaration)) return;
    EachExpr(declaration, [&](const ast::Expr& expr) {
      if (expr.kind != ExprKind::kMultiply) return;
      std::set<std::string_view> names;
      Factors(expr, &names);
      found = found || (names.count(amount) > 0 && names.count(rate) > 0);
    });
  });
  return found;
}

// Somebody has said which it is.
bool Said(const Subject& subject, const ast::Declaration& table, const ast::Policy* policy, std::string_view rate) {
  const std::vector<std::string_view> words = {"整笔", "分段", "累进", "全额", "超额", "slab", "marginal", "whole"};
  if (table.hit || HasReading(table, policy, words)) return true;
  bool said = false;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* of) {
    if (of != policy || IsTest(declaration)) return;
    bool about = false;
    for (const ast::DeclaredName& name : declaration.names) about = about || name.name.text == rate;
    EachExpr(declaration, [&](const ast::Expr& expr) {
      about = about || (expr.kind == ExprKind::kName && expr.name.text == rate);
    });
    said = said || (about && HasReading(declaration, nullptr, words));
  });
  return said || std::any_of(words.begin(), words.end(), [&](std::string_view word) {
           return table.title.text.find(word) != std::string_view::npos;
         });
}

}  // namespace

void SlabOrMarginal(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& table, const ast::Policy* policy) {
    if (table.kind != ast::DeclarationKind::kTable || table.table == nullptr) return;
    const std::vector<BoundUse> uses = BoundsOf(subject, table);
    for (size_t r = 0; r < table.table->results.size(); ++r) {
      const ast::Expr* head = table.table->results[r].value;
      if (head == nullptr || head->kind != ExprKind::kName) continue;
      const std::string_view rate = head->name.text;
      const auto rate_of = [&](int row) -> const Rational* {
        const ast::TableRow& at = table.rows[static_cast<size_t>(row)];
        if (r >= at.results.size() || at.results[r].value == nullptr) return nullptr;
        const Places::Typed node = subject.places->NodeOf(*at.results[r].value);
        return node.type() != nullptr && node.type()->kind == program::TypeKind::kRate ? node.number() : nullptr;
      };
      for (const BoundUse& below : uses) {
        // A band that ends, and the one that begins there, at another rate.
        const auto above = std::find_if(uses.begin(), uses.end(), [&](const BoundUse& one) {
          if (!below.upper || !one.lower || one.low != below.high || one.subject != below.subject ||
              one.type == nullptr || one.type->kind != program::TypeKind::kMoney)
            return false;
          const Rational *first = rate_of(below.row), *second = rate_of(one.row);
          return first != nullptr && second != nullptr && *first != *second;
        });
        if (above == uses.end() || !Multiplied(subject, policy, below.subject, rate)) continue;
        if (Said(subject, table, policy, rate)) return;
        const Rational edge = below.high, whole_below = edge * *rate_of(below.row), whole_above = edge * *rate_of(above->row);
        diag::Diagnostic& found = reporter->Report(
            diag::LintCode::kSlabOrMarginal, table.table->range,
            {std::string(rate), below.subject, InWan(edge) + "元", InWan(whole_below) + "元", InWan(whole_above) + "元"});
        found.labels.push_back({above->range, {"这一档的" + std::string(rate) + "变为" + AsPercent(*rate_of(above->row)).value_or("…"),
                                               std::string(rate) + " becomes " + AsPercent(*rate_of(above->row)).value_or("…")}});
        const uint32_t end = table.rows.back().range.end;
        found.fixes.push_back({{end, end}, "\n  疑义 \"整笔计还是分段计没有写明\" 取 \"整笔计\"",
                               {"写明按整笔计（现在就是这样算的）", "say that the whole counts, as it is computed now"}});
        return;
      }
    }
  });
}

}  // namespace pol::lint
