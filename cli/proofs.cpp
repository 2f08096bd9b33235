#include "cli/proofs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/prove/report_words.h"
#include "runtime/interp/canonical.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

using prove::Answer;
using prove::Claim;
using prove::Verdict;

// Claims that are asked of every rule and every part of a condition: told one by one they would hide the rest.
bool OfParts(Claim claim) {
  return claim == Claim::kRuleDead || claim == Claim::kRuleRedundant || claim == Claim::kConditionTrue ||
         claim == Claim::kConditionFalse || claim == Claim::kPartRedundant || claim == Claim::kNoSameValue;
}

bool IsFinding(const program::Policy& policy, const Answer& answer) {
  return prove::CodeOf(policy, answer).has_value() && !prove::OnlyAtTheEndsOfTime(policy, answer);
}

bool SameDiagnostic(const diag::Diagnostic& a, const diag::Diagnostic& b) {
  return a.code == b.code && a.range == b.range;
}

const char* ClaimName(Claim claim) {
  switch (claim) {
    case Claim::kNoGap:
      return "no gap";
    case Claim::kNoConflict:
      return "no conflict";
    case Claim::kNoSameValue:
      return "no overlap";
    case Claim::kNoError:
      return "no error";
    case Claim::kRuleDead:
      return "rule dead";
    case Claim::kRuleRedundant:
      return "rule redundant";
    case Claim::kConditionTrue:
      return "condition true";
    case Claim::kConditionFalse:
      return "condition false";
    case Claim::kPartRedundant:
      return "part redundant";
    case Claim::kAssertion:
      return "assert";
    case Claim::kVacuous:
      return "assert vacuous";
    case Claim::kIndependent:
      return "independent";
    case Claim::kReadingsEqual:
      return "variants equal";
    case Claim::kPossible:
      return "requirements possible";
    case Claim::kFigures:
      return "figures agree";
    case Claim::kTiles:
      return "periods follow";
    case Claim::kInForce:
      return "in force";
    case Claim::kDeadline:
      return "deadline possible";
    case Claim::kShares:
      return "shares complete";
  }
  return "";
}

}  // namespace

UnitProofs ProveReadings(const Unit& unit, const prove::Options& options, prove::Cache* cache,
                         std::vector<prove::Finding>* found) {
  UnitProofs proofs;
  const driver::Compilation& compilation = *unit.compilation;
  if (compilation.program == nullptr || compilation.file == nullptr) return proofs;
  const program::Program& program = *compilation.program;
  // The readings ask much the same questions as the policy itself.
  const auto own = cache == nullptr ? prove::MakeCache() : nullptr;
  if (cache == nullptr) cache = own.get();
  proofs.reports = prove::ProveProgram(program, options, cache);
  *found = prove::Findings(*compilation.file, program, proofs.reports);
  for (const program::Policy& policy : program.policies) {
    for (const program::Reading& reading : policy.readings) {
      // What holds of all readings was told already.
      auto alone = std::make_unique<program::Program>();
      alone->policies.push_back(*reading.policy);
      auto reports =
          std::make_unique<std::vector<prove::Report>>(prove::ProveProgram(*alone, options, cache));
      for (prove::Finding& one : prove::Findings(*compilation.file, *alone, *reports)) {
        const bool known = std::any_of(found->begin(), found->end(), [&](const prove::Finding& other) {
          return SameDiagnostic(other.diagnostic, one.diagnostic);
        });
        if (known) continue;
        one.diagnostic.notes.push_back({"这是按读法“" + reading.name + "”。", "This is by the reading " + reading.name + "."});
        found->push_back(std::move(one));
      }
      proofs.readings.push_back(std::move(alone));
      proofs.reading_reports.push_back(std::move(reports));
    }
  }
  return proofs;
}

UnitProofs ProveUnit(const Unit& unit, const prove::Options& options, prove::Cache* cache) {
  std::vector<prove::Finding> found;
  UnitProofs proofs = ProveReadings(unit, options, cache, &found);
  if (found.empty()) return proofs;
  std::vector<prove::Reviewed> reviewed = prove::ReadReviewed(*unit.compilation->file);
  for (prove::Finding& one : found) {
    if (const prove::Reviewed* answer = prove::AnswerTo(&reviewed, one.diagnostic)) {
      proofs.answered.push_back({std::move(one), answer->reason});
    } else {
      proofs.findings.push_back(std::move(one));
    }
  }
  const auto before = [](const prove::Finding& a, const prove::Finding& b) {
    return a.diagnostic.range.begin < b.diagnostic.range.begin;
  };
  std::stable_sort(proofs.findings.begin(), proofs.findings.end(), before);
  return proofs;
}

void CountProofs(const program::Policy& policy, const prove::Report& report, ProofCounts* counts) {
  for (const Answer& answer : report.answers) {
    if (answer.verdict == Verdict::kUndecided) {
      ++counts->undecided;
    } else if (IsFinding(policy, answer)) {
      ++counts->refuted;
    } else {
      ++counts->proved;
    }
  }
}

std::vector<std::string> ProofLines(const Context& context, const program::Policy& policy,
                                    const prove::Report& report) {
  std::vector<std::string> lines;
  size_t parts = 0;
  for (const Answer& answer : report.answers) {
    const std::string claim = prove::ClaimText(policy, answer).In(context.language);
    const bool finding = IsFinding(policy, answer);
    if (answer.verdict == Verdict::kUndecided) {
      lines.push_back(context.Say(Message::kProofOpen, claim, answer.stopped_by));
    } else if (OfParts(answer.claim)) {
      if (finding) {
        lines.push_back(context.Say(Message::kProofFound, claim));
      } else {
        ++parts;
      }
    } else if (!finding && prove::OnlyAtTheEndsOfTime(policy, answer)) {
      lines.push_back(context.Say(Message::kProofButEnds, claim));
    } else if (!finding) {
      // A claim of which the finding is that it is proved says nothing where it is not.
      if (answer.claim == Claim::kVacuous) continue;
      // Of longer lists nothing is said.
      lines.push_back(context.Say(
          Message::kProofProved,
          answer.most_items < 0 ? claim : context.Say(Message::kProofUpTo, answer.most_items, claim)));
    } else {
      std::string line = context.Say(Message::kProofRefuted, claim);
      if (answer.witness && !answer.witness->facts.inputs.empty()) {
        line += Bracketed(
            prove::CaseText(policy, *answer.witness, answer.definition).In(context.language),
            context.language);
      }
      lines.push_back(std::move(line));
    }
  }
  if (parts > 0) lines.push_back(context.Say(Message::kProofParts, parts));
  return lines;
}

nlohmann::ordered_json CaseJson(const program::Policy& policy, const prove::Case& which) {
  nlohmann::ordered_json inputs = nlohmann::ordered_json::object();
  for (size_t i = 0; i < policy.inputs.size() && i < which.facts.inputs.size(); ++i) {
    if (!which.facts.inputs[i]) continue;
    const std::string text =
        interp::CanonicalJson(policy, policy.types[static_cast<size_t>(policy.inputs[i].type)],
                              *which.facts.inputs[i]);
    inputs[policy.inputs[i].name] = nlohmann::ordered_json::parse(text, nullptr, false);
  }
  return {{"inputs", std::move(inputs)}, {"at", value::FormatDate(which.at)}};
}

nlohmann::ordered_json ProofsJson(const program::Policy& policy, const prove::Report& report) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Answer& answer : report.answers) {
    std::string claim = ClaimName(answer.claim);
    if (answer.claim == Claim::kNoError && answer.error) claim += std::string(" ") + interp::CodeName(*answer.error);
    const diag::Text about = prove::ClaimText(policy, answer);
    nlohmann::ordered_json one = {{"policy", policy.name}, {"claim", claim}};
    if (answer.definition >= 0) one["output"] = program::ResultName(policy, answer.definition);
    one["about"] = {{"zh", about.zh}, {"en", about.en}};
    one["line"] = answer.place.line;
    one["verdict"] = answer.verdict == Verdict::kProved     ? "proved"
                     : answer.verdict == Verdict::kRefuted ? "refuted"
                                                            : "undecided";
    one["finding"] = IsFinding(policy, answer);
    if (answer.witness) one["case"] = CaseJson(policy, *answer.witness);
    if (answer.twin) one["other"] = CaseJson(policy, *answer.twin);
    if (!answer.stopped_by.empty()) one["stoppedBy"] = answer.stopped_by;
    if (answer.most_items >= 0) one["mostItems"] = answer.most_items;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace pol::cli
