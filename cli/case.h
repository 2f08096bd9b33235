// One case: policy, day, facts, answer. What eval and letter share.
#pragma once

#include <string>
#include <vector>

#include "cli/facts.h"
#include "cli/load.h"
#include "runtime/interp/evaluate.h"
#include "runtime/interp/readings.h"
#include "runtime/interp/why_not.h"

namespace CLI {
class App;
}

namespace pol::cli {

struct CaseOptions {
  Selection selection;
  FactOptions facts;
  std::vector<std::string> words;  // PATH and NAME=VALUE as they stand on the command line
  std::string at, engine = "reference";
};

struct Case {
  Units units;
  Chosen chosen;
  int64_t at = 0;
  interp::Accepted accepted;  // refusals: no evaluation was done
  interp::Evaluation evaluation;
  std::vector<interp::OtherReading> readings;  // what the other readings of the text give

  const program::Policy& policy() const { return *chosen.policy; }
  bool refused() const { return !accepted.refusals.empty(); }
  bool has_error() const;  // of an output
};

void AddCaseOptions(CLI::App* command, const Context& context, CaseOptions* options);
// kOk with the case filled in (perhaps refused), or kUnusable after one message.
int ResolveCase(const Context& context, CaseOptions options, Case* result);

// With the chosen engine; explanations always come from the reference. False: the engines differ,
// which is a fault of ours.
bool EvaluateWith(const program::Policy& policy, const interp::Facts& facts, int64_t at,
                  const std::string& engine, interp::Evaluation* evaluation);

// What conditions of the policy come to for these facts, one outcome each, as if they were outputs
// of it.
std::vector<interp::Outcome> EvaluateConditions(const program::Policy& policy,
                                                const std::vector<program::Index>& conditions,
                                                const interp::Facts& facts, int64_t at);

// The formula that gave it: of the definition, of the one rule that applied, of `otherwise`; -1:
// several rules did, or none.
program::Index FormulaOf(const program::Policy& policy, const interp::Outcome& outcome);
// What the condition of a rule that failed comes down to, where it is a name that `let` gives.
std::string FailedName(const Case& result, program::Index condition, Language language);
// Of a yes/no result that a formula gives and that is no: what was not met. Else empty.
std::vector<interp::WhyNot> WhyNotOf(const Case& result, const interp::Outcome& outcome);

// The answer for a person (pol eval).
std::string AnswerInWords(const Context& context, const Case& result);
// The refusals for a person.
std::string RefusalsInWords(const Context& context, const Case& result);

}  // namespace pol::cli
