// A rule, row or case of a rule that no test makes apply.
#include <map>
#include <set>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/tested.h"

namespace pol::lint {
namespace {

using diag::Text;
using program::Policy;

struct Part {
  Text what;
  bool reached = false;
};
// By where it stands, and which branch of it.
using Parts = std::map<std::pair<uint32_t, int32_t>, Part>;

Text NameOf(const Policy& policy, const program::Rule& rule) {
  if (rule.row >= 0 && rule.table >= 0) {
    const program::Table& table = policy.tables[static_cast<size_t>(rule.table)];
    const std::string& label = table.labels[static_cast<size_t>(rule.row)];
    const std::string number = label.empty() ? std::to_string(rule.row + 1) : label;
    return {"表“" + table.name + "”的第 " + number + " 行", "row " + number + " of the table " + table.name};
  }
  if (rule.label.find('#') == std::string::npos) return {"规则“" + rule.label + "”", "the rule " + rule.label};
  return {"这条规则", "this rule"};
}

// A rule for several outputs is one: it is reached where any of them is given by it.
void Collect(const Tested& tested, Parts* parts) {
  const Policy& policy = *tested.policy;
  for (size_t d = 0; d < policy.definitions.size(); ++d) {
    const program::Definition& definition = policy.definitions[d];
    const auto index = static_cast<Index>(d);
    EachRule(definition.rules, [&](const program::Rule& rule) {
      const bool several = rule.branches.size() > 1;
      for (size_t b = 0; b < rule.branches.size(); ++b) {
        // A case that gives this output nothing is told with another, if it gives anything.
        if (rule.branches[b].result < 0 && !rule.removes) continue;
        const auto branch = static_cast<int32_t>(b);
        Part& part = (*parts)[{rule.place.offset, branch}];
        if (part.what.zh.empty()) part.what = NameOf(policy, rule);
        if (several && part.what.zh.find("种情形") == std::string::npos) {
          part.what.zh += "的第 " + std::to_string(b + 1) + " 种情形";
          part.what.en += ", case " + std::to_string(b + 1) + ",";
        }
        part.reached = part.reached || (several ? tested.branches.count({rule.label, branch}) > 0
                                                : tested.applied.count({index, rule.label}) > 0);
      }
    });
    if (definition.otherwise < 0) continue;
    Part& part = (*parts)[{definition.otherwise_place.offset, 0}];
    part.what = {"“其余”", "the last line, otherwise,"};
    part.reached = part.reached || tested.applied.count({index, "otherwise"}) > 0;
  }
}

}  // namespace

void RuleUntested(const Subject& subject, Reporter* reporter) {
  for (const Policy& policy : subject.program.policies) {
    if (!HasTests(policy)) continue;  // said as a whole
    Parts parts;
    for (const Tested& tested : subject.studies->TestsOf(policy)) Collect(tested, &parts);
    for (const auto& [key, part] : parts) {
      if (part.reached || !Own(subject, key.first)) continue;
      reporter->Report(diag::LintCode::kRuleUntested, subject.places->RangeAt(key.first), {part.what});
    }
  }
}

}  // namespace pol::lint
