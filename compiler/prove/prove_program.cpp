#include "compiler/prove/claims_static.h"
#include "compiler/prove/report.h"

namespace pol::prove {

std::vector<Report> ProveProgram(const program::Program& program, const Options& options, Cache* cache) {
  (void)cache;
  std::vector<Report> reports(program.policies.size());
  for (size_t i = 0; i < reports.size(); ++i)
    StaticClaims(program.policies[i], options, &reports[i].answers);
  ProgramClaims(program, &reports);
  return reports;
}

}  // namespace pol::prove
