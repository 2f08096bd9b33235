#include "compiler/prove/claims_static.h"
#include "compiler/prove/report.h"

namespace pol::prove {

std::vector<Report> ProveProgram(const program::Program& program, const Options& options, Cache* cache) {
  std::vector<Report> reports;
  for (const program::Policy& policy : program.policies) reports.push_back(Prove(policy, options, cache));
  ProgramClaims(program, &reports);
  return reports;
}

}  // namespace pol::prove
