#include "compiler/prove/prove.h"

#include <algorithm>
#include <utility>

#include "compiler/prove/bounds.h"
#include "compiler/prove/claims.h"
#include "compiler/prove/claims_equal.h"
#include "compiler/prove/claims_static.h"
#include "compiler/prove/inline_calls.h"
#include "runtime/value/date.h"

namespace pol::prove {

namespace {

constexpr uint64_t kMostSteps = 200'000'000;  // operands looked at in all diagrams of a policy

}  // namespace

bool Answer::finding() const {
  switch (claim) {
    case Claim::kRuleDead:
    case Claim::kRuleRedundant:
    case Claim::kConditionTrue:
    case Claim::kConditionFalse:
    case Claim::kPartRedundant:
    case Claim::kVacuous:
      return verdict == Verdict::kProved;
    default:
      return verdict == Verdict::kRefuted;
  }
}

Report Prove(const program::Policy& policy, const Options& options, Cache* cache) {
  Report report;
  int64_t first_day = value::kFirstDay, last_day = value::kLastDay;
  if (policy.effective_by < 0) {
    first_day = policy.effective_from.value_or(first_day);
    last_day = policy.effective_to.value_or(last_day);
  }
  const std::optional<program::Policy> written_out = WithoutCalls(policy);
  const program::Policy& whole = written_out ? *written_out : policy;
  Terms terms(whole);
  Diagrams diagrams(&terms);
  const ListLeaves leaves(&terms, ItemsFor(whole, options));
  Symbolic symbolic(whole, &terms, &diagrams, &leaves, first_day, last_day);
  std::unique_ptr<Theory> theory;
  if (options.solver) theory = std::make_unique<Theory>(terms, TheoryLimits{options.work, 512}, cache);
  Searcher searcher(&symbolic, theory.get(), options, first_day, last_day);
  const ClaimContext context{&symbolic, &searcher, &options, &report.answers, &policy};

  // What one definition spends is half of what is left, so that a large one leaves something for the others.
  Diagrams::Budget left{options.nodes, kMostSteps};
  const auto allow = [&] {
    left.steps -= std::min(left.steps, diagrams.steps());
    left.nodes = options.nodes - std::min(options.nodes, diagrams.size());
    diagrams.SetBudget({left.nodes / 2, left.steps / 2});
  };
  allow();
  PossibleClaims(context);
  const bool possible = report.answers.empty() || !report.answers.back().finding();
  if (possible) {
    for (const Index index : policy.order) {
      allow();
      GroupClaims(context, index);
      ConditionClaims(context, index);
    }
    allow();
    ErrorClaims(context);
    AssertionClaims(context);
    ReadingClaims(context);
    IndependenceClaims(context);
  }
  TellBounds(policy, &symbolic, leaves.items(), &report.answers);
  DropUnlimitedDates(policy, &report.answers);
  StaticClaims(policy, options, &report.answers);
  std::stable_sort(report.answers.begin(), report.answers.end(),
                   [](const Answer& a, const Answer& b) { return a.place.offset < b.place.offset; });
  return report;
}

}  // namespace pol::prove
