#include "compiler/prove/report.h"

#include <algorithm>

#include "compiler/prove/report_parts.h"

namespace pol::prove {

using diag::ProofCode;
using program::Op;
using program::Policy;

namespace {

// Does a node or what it mentions round?
bool Rounds(const Policy& policy, Index index, std::vector<bool>* seen) {
  if (index < 0 || (*seen)[static_cast<size_t>(index)]) return false;
  (*seen)[static_cast<size_t>(index)] = true;
  const program::Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op == Op::kRound) return true;
  if (node.op == Op::kDefinition &&
      Rounds(policy, policy.definitions[static_cast<size_t>(node.a)].expression, seen))
    return true;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](Index child) { return Rounds(policy, child, seen); });
}

// "绝对值（实发 - 应发） 不超过 0.01元" about something rounded: how much rounding may lose.
bool IsTolerance(const Policy& policy, Index condition) {
  if (condition < 0) return false;
  const program::Node& node = policy.nodes[static_cast<size_t>(condition)];
  if ((node.op != Op::kLess && node.op != Op::kLessEqual) || node.children.size() != 2) return false;
  const program::Node& left = policy.nodes[static_cast<size_t>(node.children[0])];
  if (left.op != Op::kAbs && left.op != Op::kSubtract) return false;
  if (policy.nodes[static_cast<size_t>(node.children[1])].op != Op::kConstant) return false;
  std::vector<bool> seen(policy.nodes.size());
  return Rounds(policy, node.children[0], &seen);
}

ProofCode CodeOfError(interp::ErrorCode error) {
  switch (error) {
    case interp::ErrorCode::kDivZero:
      return ProofCode::kDivisionByZero;
    case interp::ErrorCode::kConflict:
      return ProofCode::kConflict;
    case interp::ErrorCode::kNoneUsed:
      return ProofCode::kNoneUsed;
    case interp::ErrorCode::kCalendarUncovered:
      return ProofCode::kCalendarEnds;
    case interp::ErrorCode::kDateRange:
      return ProofCode::kDateRange;
    case interp::ErrorCode::kOutOfDomain:
      return ProofCode::kOutOfDomain;
    case interp::ErrorCode::kAllocZero:
      return ProofCode::kAllocationZero;
    case interp::ErrorCode::kAllocWeight:
      return ProofCode::kAllocationNegative;
    case interp::ErrorCode::kRunDuplicate:
      return ProofCode::kRunDuplicate;
    case interp::ErrorCode::kListLength:
      return ProofCode::kListLength;
  }
  return ProofCode::kConflict;
}

// Several parts that each can hold, and never together: the condition itself is at fault.
bool Contradicts(const Policy& policy, const Answer& answer) {
  return answer.node >= 0 && policy.nodes[static_cast<size_t>(answer.node)].op == Op::kAnd;
}

}  // namespace

std::optional<ProofCode> CodeOf(const Policy& policy, const Answer& answer) {
  const bool refuted = answer.verdict == Verdict::kRefuted, proved = answer.verdict == Verdict::kProved;
  const auto when = [](bool tell, ProofCode code) { return tell ? std::optional(code) : std::nullopt; };
  switch (answer.claim) {
    case Claim::kNoGap:
      return when(refuted, ProofCode::kGap);
    case Claim::kNoConflict:
      return when(refuted, ProofCode::kConflict);
    case Claim::kNoSameValue:
      return when(refuted, ProofCode::kSameValue);
    case Claim::kNoError:
      return when(refuted, CodeOfError(answer.error.value_or(interp::ErrorCode::kConflict)));
    case Claim::kRuleDead:
      return when(proved, answer.rule.size() > 1 ? ProofCode::kExceptionDead : ProofCode::kRuleDead);
    case Claim::kRuleRedundant:
      return when(proved, ProofCode::kRuleRedundant);
    case Claim::kConditionTrue:
      return when(proved, ProofCode::kConditionTrue);
    case Claim::kConditionFalse:
      return when(proved, Contradicts(policy, answer) ? ProofCode::kContradiction : ProofCode::kConditionFalse);
    case Claim::kPartRedundant:
      return when(proved, ProofCode::kPartRedundant);
    case Claim::kAssertion: {
      const Index condition = answer.number >= 0 ? policy.assertions[static_cast<size_t>(answer.number)].condition : -1;
      return when(refuted, IsTolerance(policy, condition) ? ProofCode::kRoundingLoss : ProofCode::kAssertionRefuted);
    }
    case Claim::kVacuous:
      return when(proved, ProofCode::kAssertionVacuous);
    case Claim::kIndependent:
      return when(refuted, ProofCode::kDepends);
    case Claim::kReadingsEqual:
      return when(refuted, ProofCode::kReadingsDiffer);
    case Claim::kPossible:
      return when(refuted, ProofCode::kNothingPossible);
    case Claim::kFigures:
      return when(refuted, ProofCode::kFiguresDiffer);
    case Claim::kTiles:
      return when(refuted, answer.number >= 0 ? ProofCode::kParameterGap : ProofCode::kVersionGap);
    case Claim::kInForce:
      return when(refuted, ProofCode::kNotInForce);
    case Claim::kDeadline:
      return when(refuted, ProofCode::kDeadline);
    case Claim::kShares:
      return when(refuted, ProofCode::kSharesIncomplete);
  }
  return std::nullopt;
}

std::vector<Finding> Findings(const ast::File& file, const program::Program& program,
                              const std::vector<Report>& reports) {
  const Places places(file);
  std::vector<Finding> findings;
  for (Cause& cause : Causes(places, program, reports)) {
    diag::Diagnostic diagnostic = Say(places, file, cause);
    findings.push_back({std::move(diagnostic), cause.policy, std::move(cause.answers)});
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.diagnostic.range.begin < b.diagnostic.range.begin;
  });
  return findings;
}

void ReportProofs(const ast::File& file, const program::Program& program,
                  const std::vector<Report>& reports, std::vector<diag::Diagnostic>* out) {
  for (Finding& finding : Findings(file, program, reports)) out->push_back(std::move(finding.diagnostic));
}

}  // namespace pol::prove
