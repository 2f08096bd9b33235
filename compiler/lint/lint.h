// The linter: one rule a file, one code a rule. A rule looks at the tree, the program and the proofs of one file, and
// reports; what is switched on, how severe it is and what the drafter has answered is settled outside of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/diag/lint_codes.h"
#include "compiler/prove/prove.h"
#include "runtime/program/program.h"

namespace pol::lint {

// What a rule may look at: one file that was compiled without errors.
struct Subject {
  const ast::File& file;
  const program::Program& program;            // its policies, in order
  const std::vector<prove::Report>& proofs;   // one a policy; empty vectors where proofs were not asked for
  int64_t today = 0;                          // day number; rules about what is in force use it only if the text has no day
};

class Reporter {
 public:
  explicit Reporter(std::vector<diag::Diagnostic>* found) : found_(found) {}
  // The finding, to add labels, notes and fixes to. A range of program nodes: see RangeOf in ranges.h.
  diag::Diagnostic& Report(diag::LintCode code, source::Range range, std::vector<diag::Text> arguments = {});

 private:
  std::vector<diag::Diagnostic>* found_;
};

// Rules are listed in rules.def: POL_LINT_RULE(name, code, function); `name` is how .pol-lint.toml calls it.
struct Rule {
  std::string_view name;
  diag::LintCode code;
  void (*run)(const Subject& subject, Reporter* reporter);
  bool proofs = false;                        // it needs Subject::proofs
};
const std::vector<Rule>& Rules();

}  // namespace pol::lint
