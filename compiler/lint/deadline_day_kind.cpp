// A deadline in calendar days that says neither what happens on a holiday nor whether working days are meant.
#include <set>

#include "compiler/lint/deadline_words.h"
#include "compiler/lint/policy_text.h"
#include "compiler/lint/study.h"

namespace pol::lint {
namespace {

using program::Index;
using program::Op;
using program::Policy;

// The first addition of days in what gives the value, not inside what moves it to a working day.
Index Added(const Policy& policy, Index at, std::set<Index>* seen) {
  if (at < 0 || !seen->insert(at).second) return -1;
  const program::Node& node = policy.nodes[static_cast<size_t>(at)];
  if (node.op == Op::kToWorkday || node.op == Op::kDefinition || node.op == Op::kCall) return -1;
  if (node.op == Op::kAddDays) {
    const program::Node& step = policy.nodes[static_cast<size_t>(node.children[1])];
    // A day or two put right an end that is counted otherwise: + 1年 - 1天.
    if (step.op != Op::kConstant) return at;
    const value::Value& number = policy.constants[static_cast<size_t>(step.a)];
    if (number.is_number() && number.number() > value::Rational(2)) return at;
  }
  for (const Index child : node.children) {
    if (const Index found = Added(policy, child, seen); found >= 0) return found;
  }
  return -1;
}

}  // namespace

void DeadlineDayKind(const Subject& subject, Reporter* reporter) {
  static const std::vector<std::string_view> kSaid = {"自然日", "工作日", "顺延", "日历日", "休息日",
                                                      "节假日", "calendar", "working"};
  for (const Policy& policy : subject.program.policies) {
    for (const program::Definition& one : policy.definitions) {
      if (!Own(subject, one.place.offset) || !IsDeadline(one.name)) continue;
      if (policy.types[static_cast<size_t>(one.type)].kind != program::TypeKind::kDate) continue;
      const ast::Declaration* declaration = subject.places->DeclarationAt(one.place.offset);
      if (declaration == nullptr || Remarked(*declaration, kSaid) ||
          HeadRemarked(subject.places->PolicyAt(one.place.offset), kSaid))
        continue;
      std::set<Index> seen;
      Index found = Added(policy, one.expression, &seen);
      EachRule(one.rules, [&](const program::Rule& rule) {
        const ast::Declaration* of = subject.places->DeclarationAt(rule.place.offset);
        for (const program::Branch& branch : rule.branches) {
          if (found < 0 && (of == nullptr || !Remarked(*of, kSaid))) found = Added(policy, branch.result, &seen);
        }
      });
      const source::Range range = found < 0 ? source::Range{} : subject.places->RangeOf(policy, found);
      if (range.empty()) continue;
      reporter->Report(diag::LintCode::kDeadlineDayKind, range, {one.name, subject.file.source->Text(range)});
    }
  }
}

}  // namespace pol::lint
