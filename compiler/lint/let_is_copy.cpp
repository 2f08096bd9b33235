// An intermediate value that is another one under a second name.
#include "compiler/lint/say.h"
#include "compiler/lint/study.h"

namespace pol::lint {

void LetIsCopy(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    for (const program::Definition& definition : policy.definitions) {
      if (definition.output || definition.expression < 0 || !Own(subject, definition.place.offset)) continue;
      const program::Node& node = policy.nodes[static_cast<size_t>(definition.expression)];
      const auto a = static_cast<size_t>(node.a);
      std::string other;
      if (node.op == program::Op::kInput) other = policy.inputs[a].name;
      if (node.op == program::Op::kDefinition) other = policy.definitions[a].name;
      if (node.op == program::Op::kParameter && node.children.empty()) other = policy.parameters[a].name;
      if (other.empty()) continue;
      reporter->Report(diag::LintCode::kLetIsCopy,
                       NameRange(subject, definition.place.offset, definition.name),
                       {definition.name, other});
    }
  }
}

}  // namespace pol::lint
