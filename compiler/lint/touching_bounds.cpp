// 10天以内 and 10天以上: both hold for the tenth day; 不满 and 超过: neither does.
#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using ast::DeclarationKind;
using value::Rational;

// What else has to hold: the same for both, or the two are not neighbours at all.
std::string Rest(const Subject& subject, const BoundUse& use) {
  const ast::File& file = subject.file;
  std::string rest;
  if (use.row >= 0) {
    const ast::TableRow& row = use.declaration->rows[static_cast<size_t>(use.row)];
    for (size_t j = 0; j < row.conditions.size() && j < use.declaration->table->conditions.size(); ++j) {
      if (use.declaration->table->conditions[j].kind != ast::HeadCell::Kind::kValue) continue;
      if (static_cast<int>(j) != use.column) rest += OneLine(file, row.conditions[j].range);
      rest += "|";
    }
    return rest;
  }
  const source::Range all = use.condition->range;
  return OneLine(file, {all.begin, use.range.begin}) + "|" + OneLine(file, {use.range.end, all.end});
}

// The results that a declaration gives, as a text to compare.
std::string Gives(const ast::Declaration& declaration) {
  std::string names;
  for (const ast::Branch& branch : declaration.branches) {
    for (const ast::Outcome& outcome : branch.outcomes) names += std::string(outcome.name.text) + ",";
  }
  return names;
}

// A proof has told it already, with a whole case in which it is that number.
bool Proved(const Subject& subject, const BoundUse& below, const BoundUse& above, bool both) {
  const auto of_these = [&](const std::vector<program::Rule>& rules) {
    return std::any_of(rules.begin(), rules.end(), [&](const program::Rule& rule) {
      const ast::Declaration* at = subject.places->DeclarationAt(rule.place.offset);
      return at != nullptr && (at == below.declaration || at == above.declaration);
    });
  };
  for (size_t i = 0; i < subject.proofs.size() && i < subject.program.policies.size(); ++i) {
    const program::Policy& policy = subject.program.policies[i];
    for (const prove::Answer& answer : subject.proofs[i].answers) {
      const bool claim = both ? answer.claim == prove::Claim::kNoConflict || answer.claim == prove::Claim::kNoSameValue
                              : answer.claim == prove::Claim::kNoGap;
      if (!claim || answer.verdict != prove::Verdict::kRefuted || !answer.witness || answer.definition < 0 ||
          !of_these(policy.definitions[static_cast<size_t>(answer.definition)].rules))
        continue;
      const auto& inputs = answer.witness->facts.inputs;
      if (std::any_of(inputs.begin(), inputs.end(), [&](const auto& value) {
            return value && value->is_number() && value->number() == below.high;
          }))
        return true;
    }
  }
  return false;
}

// The value at the meeting point, in the words of the text.
std::string Shown(const Subject& subject, const BoundUse& use, const Rational& number) {
  std::string shown;
  EachExpr(use.value, [&](const ast::Expr& expr) {
    const Rational* value = subject.places->NodeOf(expr).number();
    if (shown.empty() && value != nullptr && *value == number &&
        (expr.kind == ast::ExprKind::kNumber || expr.kind == ast::ExprKind::kHanNumber ||
         expr.kind == ast::ExprKind::kDate))
      shown = std::string(subject.file.source->Text(expr.range));
  });
  return shown.empty() ? InWan(number) : shown;
}

}  // namespace

void TouchingBounds(const Subject& subject, Reporter* reporter) {
  // By policy, table, results, what is compared, what else must hold.
  using Group = std::tuple<const ast::Policy*, const ast::Declaration*, std::string, std::string, std::string>;
  std::map<Group, std::vector<BoundUse>> groups;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    const bool table = declaration.kind == DeclarationKind::kTable;
    const bool rule = declaration.kind == DeclarationKind::kRule || declaration.kind == DeclarationKind::kBareRule;
    if ((!table && !rule) || !IsUnique(subject, policy, declaration) || declaration.under) return;
    if (rule && (declaration.branches.size() != 1 || declaration.branches[0].unless != nullptr)) return;
    for (BoundUse& use : BoundsOf(subject, declaration)) {
      if (use.row < 0 && (use.condition != declaration.branches[0].condition ||
                          use.condition->kind == ast::ExprKind::kOr))
        continue;
      const Group group{policy, table ? &declaration : nullptr, Gives(declaration), use.subject, Rest(subject, use)};
      groups[group].push_back(std::move(use));
    }
  });
  for (const auto& [key, uses] : groups) {
    for (size_t i = 0; i < uses.size(); ++i) {
      for (size_t j = 0; j < uses.size(); ++j) {
        const BoundUse &below = uses[i], &above = uses[j];
        if (i == j || !below.upper || !above.lower || below.high != above.low || below.type == nullptr ||
            (below.row == above.row && below.declaration == above.declaration))
          continue;
        // One of the two ends at the number, the other begins there.
        if ((below.lower && !(below.low < below.high)) || (above.upper && !(above.low < above.high))) continue;
        const bool both = !below.high_open && !above.low_open, none = below.high_open && above.low_open;
        if (!both && !none) continue;
        // Somebody else may take the number itself, or a third bound; only the words are told here.
        const bool taken = none && std::any_of(uses.begin(), uses.end(), [&](const BoundUse& one) {
                             return one.Holds(below.high);
                           });
        if (taken || Proved(subject, below, above, both)) continue;
        const std::string number = Shown(subject, above, above.low);
        const BoundUse& later = below.range.begin < above.range.begin ? above : below;
        const BoundUse& earlier = &later == &above ? below : above;
        diag::Diagnostic& found = reporter->Report(
            diag::LintCode::kTouchingBounds, later.range,
            {OneLine(subject.file, earlier.range), OneLine(subject.file, later.range),
             later.subject, number,
             both ? diag::Text("两边都算", "both hold") : diag::Text("两边都不算", "neither holds")});
        found.labels.push_back({earlier.range, {"另一边在这里", "the other side"}});
        if (above.form == BoundUse::Form::kInterval || above.form == BoundUse::Form::kRange || above.upper) continue;
        const bool cell = above.row >= 0;
        const std::string value = Shown(subject, above, above.low);
        const std::string word = both ? "超过 " : "不低于 ";
        const std::string fixed = cell ? word + value : above.subject + " " + word + value;
        found.fixes.push_back({above.range, fixed,
                               both ? diag::Text("本数归前一档", "the number belongs to the lower band")
                                    : diag::Text("本数归这一档", "the number belongs to this band")});
      }
    }
  }
}

}  // namespace pol::lint
