// Personal data that decides nothing: asked for by name, read by no condition, or only held against another text.
#include <algorithm>

#include "compiler/lint/marks.h"
#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/unused.h"

namespace pol::lint {
namespace {

using diag::Text;
using program::Node;
using program::Op;
using program::Policy;
using program::TypeKind;

// Every use of the input is a comparison for being the same.
bool OnlyEqual(const Policy& policy, const Reach& reach, Index input) {
  for (size_t i = 0; i < policy.nodes.size(); ++i) {
    if (!reach.nodes[i]) continue;
    const Node& node = policy.nodes[i];
    const bool reads = std::any_of(node.children.begin(), node.children.end(), [&](Index child) {
      if (child < 0) return false;
      const Node& part = policy.nodes[static_cast<size_t>(child)];
      return part.op == Op::kInput && part.a == input;
    });
    if (reads && node.op != Op::kEqual && node.op != Op::kNotEqual && node.op != Op::kIsNone) return false;
  }
  return true;
}

// The fields of records in lists that carry a personal name and are never looked at.
void Fields(const Subject& subject, const Policy& policy, const program::Input& input,
            const program::Type& type, const Reach& reach, Reporter* reporter) {
  if (type.element != nullptr) return Fields(subject, policy, input, *type.element, reach, reporter);
  for (size_t f = 0; f < type.fields.size(); ++f) {
    const program::Field& field = type.fields[f];
    const bool personal = (IsPersonal(field.name) && field.type.kind == TypeKind::kText) || IsSensitive(field.name);
    if (!personal) continue;
    bool read = false;
    for (size_t i = 0; i < policy.nodes.size(); ++i) {
      const Node& node = policy.nodes[i];
      if (!reach.nodes[i] || node.op != Op::kField || node.a != static_cast<int32_t>(f)) continue;
      const Index of = policy.nodes[static_cast<size_t>(node.children[0])].type;
      read = read || (of >= 0 && policy.types[static_cast<size_t>(of)].name == type.name);
    }
    if (read) continue;
    reporter->Report(diag::LintCode::kPersonalData, NameRange(subject, input.place.offset, input.name),
                     {input.name + " 的 " + field.name, Text("没有一项结果取决于它", "no result depends on it")});
  }
}

}  // namespace

void PersonalData(const Subject& subject, Reporter* reporter) {
  for (const Policy& policy : subject.program.policies) {
    const std::vector<Index> unused = UnusedInputs(subject, policy);
    const Reach reach = ReachOfOutputs(policy);
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const program::Input& input = policy.inputs[i];
      if (!Own(subject, input.place.offset)) continue;
      const program::Type& type = policy.types[static_cast<size_t>(input.type)];
      const bool idle = std::find(unused.begin(), unused.end(), static_cast<Index>(i)) != unused.end();
      const bool text = type.kind == TypeKind::kText;
      if (!idle && type.element != nullptr) Fields(subject, policy, input, type, reach, reporter);
      Text why;
      if (idle && (IsPersonal(input.name) || IsSensitive(input.name))) {
        why = {"没有一项结果取决于它", "no result depends on it"};
      } else if (text && reach.inputs[i] && IsPersonal(input.name) &&
                 OnlyEqual(policy, reach, static_cast<Index>(i))) {
        why = {"只用来看是否相同", "it is only held against another for being the same"};
      } else {
        continue;
      }
      reporter->Report(diag::LintCode::kPersonalData, NameRange(subject, input.place.offset, input.name),
                       {input.name, why});
    }
  }
}

}  // namespace pol::lint
