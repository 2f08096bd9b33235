#include "cli/remarks.h"

namespace pol::cli {
namespace {

struct Walk {
  const program::Policy& policy;
  Language language;
  const std::function<void(const std::string&, const program::Remarks&)>& visit;

  void Rules(const std::vector<program::Rule>& rules) const {
    for (const program::Rule& rule : rules) {
      visit(RuleInWords(policy, rule.label, language), rule.remarks);
      Rules(rule.exceptions);
    }
  }
};

}  // namespace

void EachRemark(const program::Policy& policy, Language language,
                const std::function<void(const std::string&, const program::Remarks&)>& visit) {
  visit("", policy.remarks);
  for (const program::Input& input : policy.inputs) visit(input.name, input.remarks);
  for (const program::Parameter& parameter : policy.parameters)
    visit(parameter.name, parameter.remarks);
  for (const program::Table& table : policy.tables) visit(table.name, table.remarks);
  const Walk walk{policy, language, visit};
  for (const program::Definition& definition : policy.definitions) {
    visit(definition.name, definition.remarks);
    walk.Rules(definition.rules);
  }
}

}  // namespace pol::cli
