#include "compiler/prove/report.h"

#include <algorithm>

#include "compiler/prove/report_parts.h"
#include "compiler/prove/report_words.h"

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

const program::Node* NodeOf(const Policy& policy, const Answer& answer) {
  return answer.node >= 0 ? &policy.nodes[static_cast<size_t>(answer.node)] : nullptr;
}

bool Asked(const Policy& policy, const program::Rule& rule, Index node) {
  if (rule.condition == node) return true;
  const auto asks = [&](const program::Branch& branch) {
    if (branch.condition == node) return true;
    if (branch.condition < 0) return false;
    // "若 … 除非 …" is held as both.
    const program::Node& both = policy.nodes[static_cast<size_t>(branch.condition)];
    return both.op == Op::kAnd && !both.children.empty() && both.children[0] == node &&
           policy.nodes[static_cast<size_t>(both.children.back())].text.starts_with("除非 ");
  };
  return std::any_of(rule.branches.begin(), rule.branches.end(), asks) ||
         std::any_of(rule.exceptions.begin(), rule.exceptions.end(),
                     [&](const program::Rule& exception) { return Asked(policy, exception, node); });
}

// Is it a whole condition, and not a part of one?
bool IsWhole(const Policy& policy, const Answer& answer) {
  if (answer.definition < 0 || answer.node < 0) return true;
  const program::Definition& definition = policy.definitions[static_cast<size_t>(answer.definition)];
  if (definition.expression == answer.node) return true;
  for (const program::Rule& rule : definition.rules) {
    if (Asked(policy, rule, answer.node)) return true;
  }
  return std::any_of(policy.nodes.begin(), policy.nodes.end(), [&](const program::Node& node) {
    return node.op == Op::kIf && node.children[0] == answer.node;
  });
}

// A part of an `or`: what always holds decides all of it.
bool InOr(const Policy& policy, Index part) {
  return std::any_of(policy.nodes.begin(), policy.nodes.end(), [&](const program::Node& node) {
    return node.op == Op::kOr && std::find(node.children.begin(), node.children.end(), part) != node.children.end();
  });
}

// Of `unless`: what stands there is held the other way round.
bool IsUnless(const Policy& policy, const Answer& answer) {
  const program::Node* node = NodeOf(policy, answer);
  return node != nullptr && node->op == Op::kNot && node->text.starts_with("除非 ");
}

std::optional<ProofCode> AlwaysTrue(const Policy& policy, const Answer& answer) {
  if (IsUnless(policy, answer)) return ProofCode::kConditionFalse;
  return IsWhole(policy, answer) || InOr(policy, answer.node) ? ProofCode::kConditionTrue
                                                              : ProofCode::kPartRedundant;
}

// Several parts that each can hold, and never together: the condition itself is at fault. That of a row is: it never
// applies.
std::optional<ProofCode> AlwaysFalse(const Policy& policy, const Answer& answer) {
  if (IsUnless(policy, answer)) return ProofCode::kConditionTrue;
  const program::Rule* rule = RuleAt(policy, answer.definition, answer.rule);
  if (rule != nullptr && rule->table >= 0 && rule->branches[0].condition == answer.node) return std::nullopt;
  return answer.contradiction ? ProofCode::kContradiction : ProofCode::kConditionFalse;
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
      return proved ? AlwaysTrue(policy, answer) : std::nullopt;
    case Claim::kConditionFalse:
      return proved ? AlwaysFalse(policy, answer) : std::nullopt;
    case Claim::kPartRedundant:
      return when(proved, IsUnless(policy, answer) ? ProofCode::kConditionFalse : ProofCode::kPartRedundant);
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
