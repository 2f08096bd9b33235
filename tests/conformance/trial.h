// What the tests over random policies share: a policy with a partial case and its completions,
// printing, comparison.
#pragma once

#include <cstdlib>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "runtime/interp/evaluate.h"
#include "tests/conformance/random_policy.h"

namespace pol::testing {

using interp::Evaluation;
using interp::Facts;
using interp::Outcome;
using interp::Status;

inline uint64_t Setting(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

inline std::string Show(const Value& value) {
  if (value.is_none()) return "none";
  if (value.is_text()) return value.text();
  if (value.is_number()) return value.number().ToString();
  std::string text = "[";
  for (const Value& item : value.items()) text += Show(item) + " ";
  return text + "]";
}

inline std::string Show(const Policy& policy, Index index) {
  if (index < 0) return "-";
  const program::Node& node = policy.nodes[index];
  if (node.op == program::Op::kConstant) return Show(policy.constants[node.a]);
  if (node.op == program::Op::kInput) return policy.inputs[node.a].name;
  if (node.op == program::Op::kDefinition) return policy.definitions[node.a].name;
  std::string text = "(op" + std::to_string(static_cast<int>(node.op));
  if (node.a != 0) text += ":" + std::to_string(node.a);
  for (const Index child : node.children) text += " " + Show(policy, child);
  return text + ")@" + std::to_string(node.offset);
}

inline void Show(const Policy& policy, const program::Rule& rule, const std::string& indent,
                 std::ostream* out) {
  *out << indent << rule.label << " priority " << rule.priority << (rule.removes ? " removes" : "")
       << ": if " << Show(policy, rule.condition) << "\n";
  for (const program::Branch& branch : rule.branches) {
    *out << indent << "  when " << Show(policy, branch.condition) << " then "
         << Show(policy, branch.result) << "\n";
  }
  for (const program::Rule& exception : rule.exceptions) {
    Show(policy, exception, indent + "    ", out);
  }
}

inline std::string Show(const Policy& policy, const Facts& facts) {
  std::ostringstream out;
  for (const program::Definition& definition : policy.definitions) {
    out << definition.name << "@" << definition.place.offset << " hit "
        << static_cast<int>(definition.hit)
        << (definition.domain.intervals.empty() ? "" : " in 0..2") << " = "
        << Show(policy, definition.expression) << "\n";
    for (const program::Rule& rule : definition.rules) Show(policy, rule, "  ", &out);
    if (definition.otherwise >= 0)
      out << "  otherwise " << Show(policy, definition.otherwise) << "\n";
  }
  for (size_t i = 0; i < facts.inputs.size(); ++i) {
    if (facts.inputs[i]) out << policy.inputs[i].name << "=" << Show(*facts.inputs[i]) << " ";
  }
  return out.str();
}

inline std::string Show(const Outcome& outcome) {
  std::string text = interp::StatusName(outcome.status);
  if (outcome.status == Status::kValue) text += " " + Show(outcome.value);
  if (outcome.status == Status::kError) {
    text += std::string(" ") + interp::CodeName(outcome.error) + "@" +
            std::to_string(outcome.error_offset);
  }
  for (const Index need : outcome.needs) text += " " + std::to_string(need);
  for (const Index judgement : outcome.judgements) text += " j" + std::to_string(judgement);
  return text;
}

inline std::set<int> Leaves(const Outcome& outcome) {
  std::set<int> leaves(outcome.needs.begin(), outcome.needs.end());
  leaves.insert(outcome.judgements.begin(), outcome.judgements.end());
  return leaves;
}

inline bool SameOutcome(const Outcome& a, const Outcome& b) {
  if (a.status != b.status || a.needs != b.needs || a.judgements != b.judgements) return false;
  if (a.status == Status::kValue) return a.value == b.value;
  if (a.status == Status::kError) return a.error == b.error && a.error_offset == b.error_offset;
  return true;
}

inline bool SameAnswer(const Outcome& a, const Outcome& b) {
  if (!SameOutcome(a, b) || a.rules != b.rules || a.conflict != b.conflict) return false;
  if (a.modality != b.modality || a.place.offset != b.place.offset) return false;
  if (a.error_line != b.error_line || a.definition != b.definition) return false;
  return a.status != Status::kNoRule || (a.reason == b.reason && a.reason_of == b.reason_of);
}

inline std::vector<Outcome> InOrder(const Policy& policy, const Evaluation& evaluation) {
  std::vector<Outcome> all(policy.definitions.size());
  for (const Outcome& outcome : evaluation.outputs) all[outcome.definition] = outcome;
  for (const Outcome& outcome : evaluation.lets) all[outcome.definition] = outcome;
  return all;
}

inline bool Undecided(const Outcome& outcome) {
  return outcome.status == Status::kNeedsFacts || outcome.status == Status::kNeedsJudgement;
}

inline constexpr int64_t kAt = 19500;

// One policy and one partial case, and some ways to complete it.
struct Trial {
  explicit Trial(uint64_t seed) : random(seed) {
    facts = random.b.NoFacts();
    const int known = random.Pick(101);
    for (size_t i = 0; i < facts.inputs.size(); ++i) {
      if (random.Chance(known)) facts.inputs[i] = random.Any(i);
    }
  }
  const Policy& policy() const { return random.b.policy; }
  Facts More(int percent) {
    Facts more = facts;
    for (size_t i = 0; i < more.inputs.size(); ++i) {
      if (!more.inputs[i] && random.Chance(percent)) more.inputs[i] = random.Any(i);
    }
    return more;
  }
  RandomPolicy random;
  Facts facts;
};

}  // namespace pol::testing
