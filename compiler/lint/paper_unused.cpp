// A paper that is asked for and that no condition reads (check 16).
#include <algorithm>
#include <set>

#include "compiler/lint/marks.h"
#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/unused.h"

namespace pol::lint {
namespace {

using program::Policy;
using program::TypeKind;

// The members of a list that any constant of what the outputs rest on holds.
void Mention(const Policy& policy, const value::Value& value, const program::Type& type, Index list,
             std::set<int64_t>* mentioned) {
  if (value.is_list()) {
    for (const value::Value& item : value.items())
      Mention(policy, item, type.element != nullptr ? *type.element : type, list, mentioned);
    return;
  }
  if (type.kind != TypeKind::kEnum || type.enumeration != list || !value.is_number()) return;
  if (const auto member = value.number().ToInt64()) mentioned->insert(*member);
}

}  // namespace

void PaperUnused(const Subject& subject, Reporter* reporter) {
  for (const Policy& policy : subject.program.policies) {
    for (const Index index : UnusedInputs(subject, policy)) {
      const program::Input& input = policy.inputs[static_cast<size_t>(index)];
      if (!IsPaper(input.name) || IsPersonal(input.name)) continue;
      reporter->Report(diag::LintCode::kPaperUnused, NameRange(subject, input.place.offset, input.name),
                       {input.name});
    }
    // Papers handed in, as a set: those of the list that nothing asks about.
    const Reach reach = ReachOfOutputs(policy);
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const program::Input& input = policy.inputs[i];
      const program::Type& type = policy.types[static_cast<size_t>(input.type)];
      const program::Type* element = type.element.get();
      if (!reach.inputs[i] || element == nullptr || element->kind != TypeKind::kEnum) continue;
      const program::EnumType& listed = policy.enums[static_cast<size_t>(element->enumeration)];
      if (listed.tree || (!IsPaper(listed.name) && !IsPaper(input.name))) continue;
      if (!Own(subject, input.place.offset)) continue;
      std::set<int64_t> mentioned;
      for (size_t n = 0; n < policy.nodes.size(); ++n) {
        const program::Node& node = policy.nodes[n];
        if (!reach.nodes[n] || node.op != program::Op::kConstant || node.type < 0) continue;
        Mention(policy, policy.constants[static_cast<size_t>(node.a)],
                policy.types[static_cast<size_t>(node.type)], element->enumeration, &mentioned);
      }
      if (mentioned.empty()) continue;  // all of them are looked at alike
      std::vector<std::string> left;
      for (size_t m = 0; m < listed.members.size(); ++m) {
        const std::string& name = listed.members[m].name;
        if (mentioned.count(static_cast<int64_t>(m)) == 0 && name.find("其他") == std::string::npos)
          left.push_back(name);
      }
      for (const std::string& name : left) {
        reporter->Report(diag::LintCode::kPaperUnused, NameRange(subject, input.place.offset, input.name), {name});
      }
    }
  }
}

}  // namespace pol::lint
