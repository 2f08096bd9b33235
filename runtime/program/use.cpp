#include "runtime/program/program.h"

namespace pol::program {
namespace {

const Policy* Find(const Policy& policy, uint32_t module) {
  if (policy.module == module) return &policy;
  for (const Use& use : policy.uses) {
    // Numbers rise in the order of use, each before those that it uses itself.
    if (use.policy->module > module) continue;
    if (const Policy* found = Find(*use.policy, module)) return found;
  }
  return nullptr;
}

}  // namespace

std::string ResultName(const Policy& policy, Index result) {
  const auto own = static_cast<Index>(policy.definitions.size());
  if (result < own) return policy.definitions[static_cast<size_t>(result)].name;
  const Node& node = policy.nodes[static_cast<size_t>(result - own)];
  const Use& use = policy.uses[static_cast<size_t>(policy.calls[static_cast<size_t>(node.a)].use)];
  return use.name + "." + use.policy->definitions[static_cast<size_t>(node.b)].name;
}

const Policy& PolicyAt(const Policy& policy, uint32_t offset) {
  const Policy* found = Find(policy, offset / kModule);
  return found == nullptr ? policy : *found;
}

}  // namespace pol::program
