#include "compiler/lint/same.h"

#include <algorithm>
#include <vector>

namespace pol::lint {
namespace {

using program::Index;
using program::Node;
using program::Op;
using program::Policy;

void AddValue(const value::Value& value, std::string* out) {
  if (value.is_number()) {
    *out += value.number().ToString();
  } else if (value.is_text()) {
    *out += "\"" + value.text() + "\"";
  } else if (value.is_list()) {
    *out += "[";
    for (const value::Value& item : value.items()) {
      AddValue(item, out);
      *out += ",";
    }
    *out += "]";
  } else {
    *out += "none";
  }
}

}  // namespace

std::string Written(const Policy& policy, Index index) {
  if (index < 0) return "-";
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  std::string out = std::to_string(static_cast<int>(node.op));
  if (node.op == Op::kConstant) {
    out += "=";
    AddValue(policy.constants[static_cast<size_t>(node.a)], &out);
    // Two members of different lists may have one number.
    if (node.type >= 0) {
      const program::Type& type = policy.types[static_cast<size_t>(node.type)];
      if (type.kind == program::TypeKind::kEnum) out += "@" + std::to_string(type.enumeration);
    }
    return out;
  }
  out += ":" + std::to_string(node.a) + ":" + std::to_string(node.b) + "(";
  std::vector<std::string> parts;
  for (const Index child : node.children) parts.push_back(Written(policy, child));
  if (node.op == Op::kAnd || node.op == Op::kOr) std::sort(parts.begin(), parts.end());
  for (const std::string& part : parts) out += part + ";";
  return out + ")";
}

std::string WrittenRule(const Policy& policy, const program::Rule& rule) {
  std::string out = Written(policy, rule.condition) + (rule.removes ? "!" : "") + "{";
  for (const program::Branch& branch : rule.branches) {
    out += Written(policy, branch.condition) + "->" + Written(policy, branch.result) + "/" +
           std::to_string(static_cast<int>(branch.modality)) + ";";
  }
  return out + "}";
}

}  // namespace pol::lint
