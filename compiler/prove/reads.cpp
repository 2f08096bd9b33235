#include "compiler/prove/reads.h"

namespace pol::prove {

using program::Index;
using program::Op;
using program::Policy;

Reads::Reads(const Policy& policy)
    : policy_(policy), nodes_(policy.nodes.size()), definitions_(policy.definitions.size()), inputs_(policy.inputs.size()) {}

void Reads::Definition(Index index) {
  if (index < 0 || definitions_[static_cast<size_t>(index)]) return;
  definitions_[static_cast<size_t>(index)] = true;
  const program::Definition& definition = policy_.definitions[static_cast<size_t>(index)];
  Node(definition.expression);
  Node(definition.otherwise);
  Rules(definition.rules);
}

void Reads::Rules(const std::vector<program::Rule>& rules) {
  for (const program::Rule& rule : rules) {
    Node(rule.condition);
    for (const program::Branch& branch : rule.branches) {
      Node(branch.condition);
      Node(branch.result);
    }
    Rules(rule.exceptions);
  }
}

void Reads::Node(Index index) {
  if (index < 0 || nodes_[static_cast<size_t>(index)]) return;
  nodes_[static_cast<size_t>(index)] = true;
  const program::Node& node = policy_.nodes[static_cast<size_t>(index)];
  const auto a = static_cast<size_t>(node.a);
  switch (node.op) {
    case Op::kInput:
      inputs_[a] = true;
      break;
    case Op::kDefinition:
    case Op::kHasValue:
      Definition(node.a);
      break;
    case Op::kParameter:
      for (const program::DatedValue& one : policy_.parameters[a].values) Node(one.value);
      break;
    case Op::kCall:
      for (const program::Binding& binding : policy_.calls[a].bindings) {
        if (binding.input >= 0) inputs_[static_cast<size_t>(binding.input)] = true;
        Node(binding.node);
      }
      Node(policy_.calls[a].at);
      break;
    default:
      break;
  }
  for (const Index child : node.children) Node(child);
}

}  // namespace pol::prove
