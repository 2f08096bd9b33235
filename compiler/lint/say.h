// Cases, values and names in the drafter's words, for rules that show what they say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/lint/study.h"

namespace pol::lint {

// Does the text hold one of these words?
bool Holds(std::string_view text, const std::vector<std::string_view>& words);

// Is this offset in the file itself, not in a vocabulary that it uses?
inline bool Own(const Subject& subject, uint32_t offset) { return offset < subject.text_size; }

// Where a name is declared: by the declaration that an offset lies in; all of that line's declaration if it is not found.
source::Range NameRange(const Subject& subject, uint32_t offset, std::string_view name);

diag::Text ValueInWords(const program::Policy& policy, Index type, const value::Value& value);
// What an outcome says: a value, or that nothing is provided.
diag::Text OutcomeInWords(const program::Policy& policy, const interp::Outcome& outcome);
// "转贷金额 500万元，行业 制造业": the inputs that the output reads, without one that is told apart (-1: none).
diag::Text CaseInWords(Study* study, const Study::Tried& tried, Index output, Index without = -1);
// "占用天数 10天".
diag::Text InputInWords(const program::Policy& policy, const Study::Tried& tried, Index input);

diag::Text Joined(const std::vector<diag::Text>& parts, std::string_view zh, std::string_view en);
// Names set apart by 、 and commas, in marks.
diag::Text Names(const std::vector<std::string>& names);

}  // namespace pol::lint
