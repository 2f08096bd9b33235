// Two results that are computed in the same words: they are one result under two names.
#include <map>

#include "compiler/lint/places.h"
#include "compiler/lint/same.h"
#include "compiler/lint/say.h"
#include "compiler/lint/study.h"

namespace pol::lint {
namespace {

// "" where nothing can be said: a mere copy or constant, a single rule.
std::string WrittenDefinition(const program::Policy& policy, const program::Definition& definition) {
  std::string out = std::to_string(definition.type) + ":" + std::to_string(static_cast<int>(definition.hit));
  if (definition.expression >= 0) {
    const program::Node& node = policy.nodes[static_cast<size_t>(definition.expression)];
    if (node.children.size() < 2) return "";
    return out + Written(policy, definition.expression);
  }
  if (definition.rules.size() < 2) return "";
  EachRule(definition.rules, [&](const program::Rule& rule) {
    out += WrittenRule(policy, rule) + "|" + std::to_string(rule.exceptions.size());
  });
  return out + "else" + Written(policy, definition.otherwise);
}

}  // namespace

void SameResult(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    std::map<std::string, const program::Definition*> first;
    for (const program::Definition& definition : policy.definitions) {
      const std::string written = WrittenDefinition(policy, definition);
      if (written.empty() || !Own(subject, definition.place.offset)) continue;
      const auto [known, added] = first.emplace(written, &definition);
      if (added) continue;
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kSameResult, NameRange(subject, definition.place.offset, definition.name),
          {definition.name, known->second->name});
      found.labels.push_back({NameRange(subject, known->second->place.offset, known->second->name),
                              {"写法完全一样", "computed in the same words"}});
    }
  }
}

}  // namespace pol::lint
