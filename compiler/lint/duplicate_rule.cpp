// The same condition and the same value written twice for one output.
#include <map>
#include <set>

#include "compiler/lint/places.h"
#include "compiler/lint/same.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

using Pair = std::pair<uint32_t, uint32_t>;

void Look(const Subject& subject, const program::Policy& policy, const program::Definition& definition,
          const std::vector<program::Rule>& rules, std::set<Pair>* said, Reporter* reporter) {
  std::map<std::string, const program::Rule*> first;
  for (const program::Rule& rule : rules) {
    Look(subject, policy, definition, rule.exceptions, said, reporter);
    const auto [known, added] = first.emplace(WrittenRule(policy, rule), &rule);
    const uint32_t before = known->second->place.offset;
    if (added || before == rule.place.offset || !Own(subject, rule.place.offset)) continue;
    // A rule for several outputs is one to the drafter.
    if (!said->emplace(before, rule.place.offset).second) continue;
    diag::Diagnostic& found = reporter->Report(
        diag::LintCode::kDuplicateRule, subject.places->RangeAt(rule.place.offset),
        {definition.name, std::to_string(known->second->place.line)});
    found.labels.push_back(
        {subject.places->RangeAt(before), {"第一次写在这里", "written here the first time"}});
  }
}

}  // namespace

void DuplicateRule(const Subject& subject, Reporter* reporter) {
  std::set<Pair> said;
  for (const program::Policy& policy : subject.program.policies) {
    for (const program::Definition& definition : policy.definitions)
      Look(subject, policy, definition, definition.rules, &said, reporter);
  }
}

}  // namespace pol::lint
