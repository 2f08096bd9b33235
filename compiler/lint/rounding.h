// Roundings in the program, for the rules about them.
#pragma once

#include "compiler/lint/numbers.h"

namespace pol::lint {

using program::Index;
using program::Node;
using program::Op;
using value::Rational;
using value::RoundMode;

inline const Node& At(const program::Policy& policy, Index index) {
  return policy.nodes[static_cast<size_t>(index)];
}

// What a node stands for: of a named formula the formula. `steps` keeps a ring of names from going on for ever.
inline Index Through(const program::Policy& policy, Index index, int steps = 8) {
  const Node& node = At(policy, index);
  if (steps == 0 || node.op != Op::kDefinition ||
      static_cast<size_t>(node.a) >= policy.definitions.size())
    return index;
  const program::Definition& definition = policy.definitions[static_cast<size_t>(node.a)];
  return definition.expression < 0 ? index : Through(policy, definition.expression, steps - 1);
}

inline const Rational* Constant(const program::Policy& policy, Index index) {
  const Node& node = At(policy, index);
  if (node.op != Op::kConstant) return nullptr;
  const value::Value& value = policy.constants[static_cast<size_t>(node.a)];
  return value.is_number() ? &value.number() : nullptr;
}

template <typename Visit>
void EachRounding(const Subject& subject, const Visit& visit) {
  for (const program::Policy& policy : subject.program.policies) {
    for (size_t i = 0; i < policy.nodes.size(); ++i) {
      if (policy.nodes[i].op != Op::kRound) continue;
      const source::Range range = subject.places->RangeOf(policy, static_cast<Index>(i));
      if (!range.empty()) visit(policy, static_cast<Index>(i), range);
    }
  }
}

}  // namespace pol::lint
