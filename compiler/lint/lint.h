// The linter: one rule a file, one code a rule. A rule looks at the tree, the program and the proofs of one file, and
// reports; what is switched on, how severe it is and what the drafter has answered is settled outside of it.
#pragma once

#include <deque>
#include <functional>
#include <map>
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

class Places;   // places.h: from offsets and program nodes to what stands there in the text
class Studies;  // study.h: what depends on what, and a few complete cases, of each policy

// What .pol-lint.toml may set of a rule: POL_LINT_OPTION(rule, key, default, zh, en) in options.def.
struct Option {
  std::string_view rule, key, value;          // the value where nothing is set: a number, "20%", a word
  std::string_view zh, en;                    // what it does
};
const std::vector<Option>& AllOptions();

// A policy of a file that is looked at together with this one, before it.
struct Elsewhere {
  std::string id, name, file;
  std::optional<int64_t> from, to;            // in force, both days in
};

// What a rule may look at: one file that was compiled without errors.
struct Subject {
  const ast::File& file;
  const program::Program& program;            // its policies, in order
  const std::vector<prove::Report>& proofs;   // one a policy; empty vectors where proofs were not asked for
  int64_t today = 0;                          // day number; rules about what is in force use it only if the text has no day
  // Of file.source->text() the first so many bytes are this file; behind it may stand the vocabularies that it uses.
  uint32_t text_size = UINT32_MAX;
  std::map<std::string, std::string> options = {};  // "rule.key": set by the drafter
  std::shared_ptr<const Places> places = nullptr;   // made by Run
  std::shared_ptr<Studies> studies = nullptr;       // likewise; each part is worked out when a rule asks for it
  const std::vector<Elsewhere>* elsewhere = nullptr;   // null: this file alone

  std::string OptionOf(std::string_view rule, std::string_view key) const;
};

struct Finding {
  diag::Diagnostic diagnostic;
  bool safe = false;                          // its first fix changes no result: `--fix` may apply it
  std::optional<std::string> answer = {};     // the reason with which the drafter has answered it in the text
};

class Reporter {
 public:
  // The finding, to add labels, notes and fixes to; it stays where it is. A range of program nodes: Places::RangeOf.
  diag::Diagnostic& Report(diag::LintCode code, source::Range range, std::vector<diag::Text> arguments = {});
  // To the last finding: a fix that changes no result of the policy, so that it may be applied unasked. Fixes that
  // change one, or of which there are several to choose from, are added to Diagnostic::fixes instead.
  void SafeFix(source::Range range, std::string replacement, diag::Text title);
  std::vector<Finding> Take();                // in the order of the text

 private:
  std::deque<Finding> found_;
};

// Rules are listed in rules_FAMILY.def: POL_LINT_RULE(name, code, function, proofs); `name` is how .pol-lint.toml calls it.
struct Rule {
  std::string_view name;
  diag::LintCode code;
  void (*run)(const Subject& subject, Reporter* reporter);
  bool proofs = false;                        // it needs Subject::proofs
};
const std::vector<Rule>& Rules();

// All findings of the rules that `enabled` admits (all of them without it).
std::vector<Finding> Run(const Subject& subject, const std::function<bool(const Rule&)>& enabled = nullptr);

// Marks what is answered in the text (prove::ReadReviewed), and adds a finding for each answer to nothing: `findings`
// are then all there are of the file, in the order of the text. `enabled` as for Run; `proofs`: those of proofs are in
// `findings`.
void ApplyAnswers(const Subject& subject, std::vector<Finding>* findings,
                  const std::function<bool(const Rule&)>& enabled = nullptr, bool proofs = false);

}  // namespace pol::lint
