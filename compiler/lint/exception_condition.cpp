// An exception that only parts further what the rule itself parts: two rules side by side say it more plainly.
#include <set>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/study.h"

namespace pol::lint {
namespace {

using program::Index;
using program::Node;
using program::Op;
using program::Policy;

// The inputs that a condition compares with constants; false where it looks at anything else.
bool Columns(const Policy& policy, Index index, std::set<Index>* columns) {
  if (index < 0) return true;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.column >= 0) {
    columns->insert(node.column);
    return true;
  }
  if (node.op != Op::kAnd && node.op != Op::kOr && node.op != Op::kNot) return false;
  for (const Index child : node.children) {
    if (!Columns(policy, child, columns)) return false;
  }
  return true;
}

bool Ordered(const Policy& policy, Index input) {
  const program::Type& type =
      policy.types[static_cast<size_t>(policy.inputs[static_cast<size_t>(input)].type)];
  return type.kind != program::TypeKind::kBoolean && type.kind != program::TypeKind::kText;
}

}  // namespace

void ExceptionCondition(const Subject& subject, Reporter* reporter) {
  std::set<uint32_t> said;
  for (const Policy& policy : subject.program.policies) {
    for (const program::Definition& definition : policy.definitions) {
      for (const program::Rule& rule : definition.rules) {
        if (rule.branches.size() != 1 || rule.row >= 0) continue;
        std::set<Index> of_rule;
        Columns(policy, rule.condition, &of_rule);
        Columns(policy, rule.branches[0].condition, &of_rule);
        for (const program::Rule& exception : rule.exceptions) {
          if (exception.branches.size() != 1 || !exception.exceptions.empty()) continue;
          // Another clause may except what this one provides: then the text is followed as it stands.
          if (exception.place.clause != rule.place.clause) continue;
          std::set<Index> of_exception;
          if (!Columns(policy, exception.condition, &of_exception) ||
              !Columns(policy, exception.branches[0].condition, &of_exception) ||
              of_exception.size() != 1)
            continue;
          const Index input = *of_exception.begin();
          if (of_rule.count(input) == 0 || !Ordered(policy, input)) continue;
          const uint32_t offset = exception.place.offset;
          if (!Own(subject, offset) || !said.insert(offset).second) continue;
          reporter->Report(diag::LintCode::kExceptionCondition, subject.places->RangeAt(offset),
                           {exception.label, policy.inputs[static_cast<size_t>(input)].name, rule.label});
        }
      }
    }
  }
}

}  // namespace pol::lint
