// Between choosing what to tell and saying it; for the sources of reports only.
#pragma once

#include <vector>

#include "compiler/prove/places.h"
#include "compiler/prove/report.h"

namespace pol::prove {

// One message to be: answers of one cause.
struct Cause {
  diag::ProofCode code = diag::ProofCode::kGap;
  source::Range range, second;         // where it stands; the other rule, empty if there is none
  const program::Policy* policy = nullptr;
  std::vector<const Answer*> answers;
};

// Puts together and leaves out; what is not decided last, one cause for each term.
std::vector<Cause> Causes(const Places& places, const program::Program& program,
                          const std::vector<Report>& reports);

diag::Diagnostic Say(const Places& places, const ast::File& file, const Cause& cause);

}  // namespace pol::prove
