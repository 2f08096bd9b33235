// What answers are about, in the words of the document and in both languages.
#pragma once

#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/prove/prove.h"

namespace pol::prove {

// The rule at the end of a path; null: `otherwise`, or there is none.
const program::Rule* RuleAt(const program::Policy& policy, Index definition, const RulePath& path);
// "费率表第7行", "规则“R1”", "第12行的规则", "“其余”".
diag::Text RuleText(const program::Policy& policy, Index definition, const RulePath& path);

// "占用天数 = 10天、行业 = 制造业": the facts that `definition` and `node` can depend on (both -1: any of the outputs),
// and the day where they do.
diag::Text CaseText(const program::Policy& policy, const Case& which, Index definition, Index node = -1);
// The inputs on which a node or definition can depend; the last element: does the day matter?
std::vector<bool> Needed(const program::Policy& policy, Index definition, Index node);

diag::Text ValueText(const program::Policy& policy, Index type, const value::Value& value);
// The answer of a definition in a case: its value, that nothing is said, or the error.
diag::Text OutcomeText(const program::Policy& policy, const interp::Outcome& outcome);
// What one rule with its exceptions gives in a case; "" where it gives nothing.
diag::Text RuleGives(const program::Policy& policy, Index definition, const RulePath& path, const Case& which);

// What was to be shown, as a sentence without its full stop: "“日利率”每种情形都有规定".
diag::Text ClaimText(const program::Policy& policy, const Answer& answer);

diag::Text JoinTexts(const std::vector<diag::Text>& parts, std::string_view zh = "、", std::string_view en = ", ");
inline diag::Text Quoted(const std::string& name) { return {"“" + name + "”", "“" + name + "”"}; }

}  // namespace pol::prove
