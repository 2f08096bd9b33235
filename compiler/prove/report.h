// Answers as findings that a drafter can read and forward: one cause, one message.
#pragma once

#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/diag/proof_codes.h"
#include "compiler/prove/prove.h"

namespace pol::prove {

struct Finding {
  diag::Diagnostic diagnostic;
  const program::Policy* policy = nullptr;
  std::vector<const Answer*> answers;  // all that it tells; the case it shows is that of the first
};

// The claims on every policy of a file, one report each.
std::vector<Report> ProveProgram(const program::Program& program, const Options& options = {},
                                 Cache* cache = nullptr);

// `reports` has one report for each policy of the program, in order. In the order of the text. What was found in the
// text of policies that are used is told there and not here.
std::vector<Finding> Findings(const ast::File& file, const program::Program& program,
                              const std::vector<Report>& reports);

void ReportProofs(const ast::File& file, const program::Program& program,
                  const std::vector<Report>& reports, std::vector<diag::Diagnostic>* out);

// Is it something to tell, and under which code? Nothing for what is as it should be, and for what is not decided.
std::optional<diag::ProofCode> CodeOf(const program::Policy& policy, const Answer& answer);

// Where a text does not say which days a date may be, the ends of the calendar are in its domain, and every
// `date + 1 month` could leave it: true, and of no use to anyone. It is not told.
bool OnlyAtTheEndsOfTime(const program::Policy& policy, const Answer& answer);

}  // namespace pol::prove
