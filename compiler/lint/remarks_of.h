// All remarks of a file, those of the heads too.
#pragma once

#include "compiler/lint/walk.h"

namespace pol::lint {

// `visit(remark)`, in the order of the text.
template <typename Visit>
void EachRemark(const Subject& subject, const Visit& visit) {
  for (const ast::Policy* policy : subject.file.policies) {
    if (policy->range.begin >= subject.text_size) continue;
    for (const ast::PolicyClause& clause : policy->clauses) {
      if (clause.remark) visit(*clause.remark);
    }
  }
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    for (const ast::Remark& remark : one.remarks) visit(remark);
  });
}

}  // namespace pol::lint
