// `pol lint`: what its parts hand to each other.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/load.h"
#include "compiler/lint/lint.h"

namespace pol::cli {

// What .pol-lint.toml says; without one nothing is changed.
struct LintConfig {
  std::string file;                                     // "" : none
  std::map<diag::LintCode, std::optional<diag::Severity>> severity;  // nothing: off
  std::map<std::string, std::string> options;           // "rule.key"
  std::set<diag::LintCode> only;                        // of the command line; empty: all that are not off
  std::vector<std::string> exclude;                     // globs, of paths below the folder of the file
  std::optional<int64_t> today;
  std::optional<size_t> most;                           // shown for people
};
// Reads the text of a configuration. False: `problems` are sentences with their lines.
bool ReadLintConfig(const Context& context, const std::string& file, const std::string& text,
                    LintConfig* config, std::vector<std::string>* problems);
// The one that counts for a file: in its folder or the nearest above it. Each is read once.
class LintConfigs {
 public:
  // Null: `problems` are sentences.
  const LintConfig* For(const Context& context, const std::string& path,
                        std::vector<std::string>* problems);
  // Is the file left out by its configuration?
  static bool Excluded(const LintConfig& config, const std::string& path);

 private:
  std::map<std::string, LintConfig> read_;              // by file
};

struct LintFinding {
  lint::Finding finding;
  diag::Severity severity = diag::Severity::kWarning;
  std::string key;                                      // code, policy, declaration: moves with the text
  std::optional<std::string> answer;                    // the reason that the drafter gives in the text
  bool known = false;                                   // in the baseline
  bool left() const { return !answer && !known; }
};
struct LintedUnit {
  Unit unit;
  LintConfig config;
  std::vector<lint::Elsewhere> elsewhere;               // policies of the units before this one
  std::vector<LintFinding> findings;                    // in the order of the text
  bool errors() const { return unit.compilation->program == nullptr; }
};
// Findings of a unit: what compiling says, proofs, rules; answered ones are marked. Nothing but the
// errors where it does not compile.
void LintUnit(LintedUnit* linted, int64_t today, prove::Cache* cache = nullptr);  // as ProveUnit

// What stays the same when lines move: of the declaration in which an offset lies.
std::string LintKey(const Unit& unit, const diag::Diagnostic& diagnostic);

// Known findings, by key: how many of each. False: `problem` is a sentence.
using Baseline = std::map<std::string, int>;
bool ReadBaseline(const Context& context, const std::string& path, Baseline* baseline,
                  std::string* problem);
bool WriteBaseline(const Context& context, const std::string& path,
                   const std::vector<LintedUnit>& units, std::string* problem);
// Marks what is in the baseline; of several findings with one key as many as it says.
void MarkKnown(Baseline baseline, std::vector<LintedUnit>* units);

// Applies the safe fixes to the files, in rounds until nothing is left to do; `units` are linted
// anew. kOk, or kUnusable after a message.
int FixFiles(const Context& context, int64_t today, std::vector<LintedUnit>* units);

// Renderings.
std::string LintGithub(const Context& context, const std::vector<LintedUnit>& units);
std::string LintJunit(const Context& context, const std::vector<LintedUnit>& units);

}  // namespace pol::cli
