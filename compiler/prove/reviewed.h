// What the drafter has answered in the text: "// 已核 P3001：原文只规定制造业" (or "reviewed P3001: ..") above a
// declaration or at the end of one of its lines, or above the policy. An answer without a reason answers nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"

namespace pol::prove {

struct Reviewed {                  // one for each code that a comment names
  std::string written;             // "P3001"; "" : the comment names none
  std::optional<diag::Code> code;  // of a proof or of the linter; nothing for any other, or an unknown one
  std::string reason;              // "" : none
  source::Range comment;
  source::Range code_range;        // of `written`; the comment where it names none
  source::Range covers;            // of the declaration or policy; empty: there is none below
  bool whole_policy = false;
  // P3001 above a rule or table: the declarations of what it gives, for a gap is told of the result and lies in its rules.
  std::vector<source::Range> results;
  size_t used = 0;                 // findings it has answered
};

// In the order of the text.
std::vector<Reviewed> ReadReviewed(const ast::File& file);

// The answer to a finding, counted as used; null: there is none, or it gives no reason.
const Reviewed* AnswerTo(std::vector<Reviewed>* reviewed, const diag::Diagnostic& finding);

// Takes out of `found` what is answered, and counts it in `reviewed`. `answered`: where it goes (null: nowhere).
// Mistakes of reading and checking cannot be answered.
void ApplyReviewed(std::vector<Reviewed>* reviewed, std::vector<diag::Diagnostic>* found,
                   std::vector<diag::Diagnostic>* answered = nullptr);

}  // namespace pol::prove
