// What proofs say of one file, for the commands that show it.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/load.h"
#include "compiler/prove/report.h"
#include "compiler/prove/reviewed.h"

namespace pol::cli {

struct AnsweredFinding {
  prove::Finding finding;
  std::string reason;                    // as the drafter gives it in the text
};
struct UnitProofs {
  std::vector<prove::Report> reports;    // one a policy of the program
  std::vector<prove::Finding> findings;  // in the order of the text, without those answered
  std::vector<AnsweredFinding> answered;
  // The readings that are not adopted, and what was shown of them; findings point into both.
  std::vector<std::unique_ptr<program::Program>> readings;
  std::vector<std::unique_ptr<std::vector<prove::Report>>> reading_reports;
};
// All findings under every reading, in the order of the text within one, into `found`: nobody has looked yet which of them
// are answered. Nothing where the unit does not compile. `cache`: of the files looked at before; null: none.
UnitProofs ProveReadings(const Unit& unit, const prove::Options& options, prove::Cache* cache,
                         std::vector<prove::Finding>* found);
// The same, and which of them are answered.
UnitProofs ProveUnit(const Unit& unit, const prove::Options& options, prove::Cache* cache = nullptr);

struct ProofCounts {
  size_t proved = 0, refuted = 0, undecided = 0;
  size_t all() const { return proved + refuted + undecided; }
};
// Of one policy, or added up; what a finding is made of counts as refuted.
void CountProofs(const program::Policy& policy, const prove::Report& report, ProofCounts* counts);

// "证明：“日利率”每种情形都有规定", one line a claim; claims on single rules and conditions are counted.
std::vector<std::string> ProofLines(const Context& context, const program::Policy& policy,
                                    const prove::Report& report);

// {policy, claim, about, verdict, case, other, stoppedBy}, one for each claim.
nlohmann::ordered_json ProofsJson(const program::Policy& policy, const prove::Report& report);
nlohmann::ordered_json CaseJson(const program::Policy& policy, const prove::Case& which);

}  // namespace pol::cli
