// What stands in a node: variables of loops around it, lists of which not all was looked at.
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic_list.h"

namespace pol::prove {

using program::Type;
using program::TypeKind;
using program::Node;
using program::Op;

// ---------------------------------------------------------------------------------------------- what stands in it
const std::set<int32_t>& ListSymbols::Slots(Index index) {
  if (const auto known = slots_in_.find(index); known != slots_in_.end()) return known->second;
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  std::set<int32_t> slots;
  if (node.op == Op::kItem) slots.insert(node.a);
  if (node.op == Op::kDefinition || node.op == Op::kHasValue) slots = SlotsOfDefinition(node.a);
  for (const Index child : node.children) {
    if (child < 0) continue;
    const std::set<int32_t>& below = Slots(child);
    slots.insert(below.begin(), below.end());
  }
  if (node.op == Op::kFor) {
    for (const auto& generator : policy_.loops[static_cast<size_t>(node.b)].generators) {
      for (int32_t i = 0; i < generator.lists; ++i) slots.erase(generator.slot + i);
    }
  }
  return slots_in_.emplace(index, std::move(slots)).first->second;
}

// What is bound to a policy that is used within a loop stands in definitions of its own (inline_calls.h).
const std::set<int32_t>& ListSymbols::SlotsOfDefinition(Index index) {
  const auto [place, fresh] = slots_in_definitions_.try_emplace(index);
  if (!fresh) return place->second;
  std::set<int32_t> slots;
  const auto add = [&](Index node) {
    if (node < 0) return;
    const std::set<int32_t>& in = Slots(node);
    slots.insert(in.begin(), in.end());
  };
  const auto rules = [&](const auto& self, const std::vector<program::Rule>& all) -> void {
    for (const program::Rule& rule : all) {
      add(rule.condition);
      for (const program::Branch& branch : rule.branches) {
        add(branch.condition);
        add(branch.result);
      }
      self(self, rule.exceptions);
    }
  };
  const program::Definition& definition = policy_.definitions[static_cast<size_t>(index)];
  add(definition.expression);
  add(definition.otherwise);
  rules(rules, definition.rules);
  return slots_in_definitions_[index] = std::move(slots);
}

bool ListSymbols::IsOpenDefinition(Index definition) {
  return policy_.slots > 0 && !SlotsOfDefinition(definition).empty();
}

bool ListSymbols::IsOpen(Index node) { return policy_.slots > 0 && !Slots(node).empty(); }

bool ListSymbols::MentionsBounded(Index index, std::set<Index>* seen, std::set<Index>* definitions) {
  if (index < 0 || !seen->insert(index).second) return false;
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  if (node.op == Op::kInput) {
    const program::Input& input = policy_.inputs[static_cast<size_t>(node.a)];
    const Type& type = policy_.types[static_cast<size_t>(input.type)];
    const Index list = symbolic_.ListOf(node.a);
    return leaves_ != nullptr && list >= 0 && leaves_->Has(list) && leaves_->IsCut(type);
  }
  if (node.op == Op::kDefinition || node.op == Op::kHasValue) {
    if (!definitions->insert(node.a).second) return false;
    const program::Definition& definition = policy_.definitions[static_cast<size_t>(node.a)];
    const auto rules = [&](const auto& self, const std::vector<program::Rule>& all) -> bool {
      for (const program::Rule& rule : all) {
        if (MentionsBounded(rule.condition, seen, definitions)) return true;
        for (const program::Branch& branch : rule.branches) {
          if (MentionsBounded(branch.condition, seen, definitions) ||
              MentionsBounded(branch.result, seen, definitions))
            return true;
        }
        if (self(self, rule.exceptions)) return true;
      }
      return false;
    };
    return MentionsBounded(definition.expression, seen, definitions) ||
           MentionsBounded(definition.otherwise, seen, definitions) ||
           rules(rules, definition.rules);
  }
  return std::any_of(node.children.begin(), node.children.end(), [&](Index child) {
    return MentionsBounded(child, seen, definitions);
  });
}

bool ListSymbols::IsBounded(Index node) {
  std::set<Index> seen, definitions;
  return MentionsBounded(node, &seen, &definitions);
}

bool ListSymbols::IsBoundedDefinition(Index index) {
  const program::Definition& definition = policy_.definitions[static_cast<size_t>(index)];
  std::set<Index> seen, definitions = {index};
  const auto rules = [&](const auto& self, const std::vector<program::Rule>& all) -> bool {
    for (const program::Rule& rule : all) {
      if (MentionsBounded(rule.condition, &seen, &definitions)) return true;
      for (const program::Branch& branch : rule.branches) {
        if (MentionsBounded(branch.condition, &seen, &definitions) ||
            MentionsBounded(branch.result, &seen, &definitions))
          return true;
      }
      if (self(self, rule.exceptions)) return true;
    }
    return false;
  };
  return MentionsBounded(definition.expression, &seen, &definitions) ||
         MentionsBounded(definition.otherwise, &seen, &definitions) ||
         rules(rules, definition.rules);
}

}  // namespace pol::prove
