// 原则上, and nothing says when it may be otherwise.
#include <algorithm>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

bool InPrinciple(ast::Modality one) { return one >= ast::Modality::kInPrinciple; }

bool HasException(const Subject& subject, const ast::Declaration& rule, const ast::Policy* policy) {
  bool has = false;
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* of) {
    if (one.kind != ast::DeclarationKind::kException || of != policy) return;
    for (const ast::Name& name : one.others) {
      for (const ast::DeclaredName& mine : rule.names) has = has || mine.name.text == name.text;
    }
  });
  return has;
}

}  // namespace

void InPrincipleAlone(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (IsTest(one) || Remarked(one) || HeadRemarked(policy, {"原则上", "in principle"})) return;
    if (HasException(subject, one, policy)) return;
    for (const ast::Branch& branch : one.branches) {
      if (branch.unless != nullptr) continue;
      for (const ast::Outcome& outcome : branch.outcomes) {
        if (!InPrinciple(outcome.modality)) continue;
        reporter->Report(diag::LintCode::kInPrincipleAlone, outcome.range);
        return;
      }
    }
    for (const ast::TableRow& row : one.rows) {
      for (const ast::Cell& cell : row.results) {
        if (!InPrinciple(cell.modality)) continue;
        reporter->Report(diag::LintCode::kInPrincipleAlone, cell.range);
        return;  // once a table
      }
    }
  });
}

}  // namespace pol::lint
