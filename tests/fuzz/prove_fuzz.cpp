// Any text that compiles: proving ends within its limits, what it refutes its cases show, and what it proves the cases that
// the text suggests do not break.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/cover/generate.h"
#include "compiler/driver/compile.h"
#include "compiler/prove/prove.h"
#include "runtime/interp/evaluate_machine.h"

namespace {

using pol::interp::ErrorCode;
using pol::program::Policy;
using pol::prove::Answer;
using pol::prove::Claim;
using pol::prove::Verdict;

constexpr int64_t kDay = 19'509;  // where the text has no day

// The case breaks the claim.
bool Breaks(const Policy& policy, const Answer& answer, const pol::interp::Facts& facts, int64_t at) {
  if (answer.claim == Claim::kAssertion) {
    pol::interp::Machine machine(policy, facts, at, {});
    return machine.Evaluate(policy.assertions[static_cast<size_t>(answer.number)].condition).is_false();
  }
  pol::interp::Machine machine(policy, facts, at, {});
  const pol::interp::Result& result = machine.Definition(answer.definition).result;
  const uint32_t place = policy.definitions[static_cast<size_t>(answer.definition)].place.offset;
  if (answer.claim == Claim::kNoGap) {
    return result.is_no_rule() && result.reason == pol::interp::Reason::kNoneApplied && result.offset == place;
  }
  return result.is_error() && result.error == ErrorCode::kConflict && result.offset == place;
}

bool Checked(Claim claim) {
  return claim == Claim::kNoGap || claim == Claim::kNoConflict || claim == Claim::kAssertion;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto compilation =
      pol::driver::Compile("fuzz.pol", std::string(reinterpret_cast<const char*>(data), size));
  if (compilation->program == nullptr) return 0;
  pol::prove::Options options;
  options.nodes = 20'000;
  options.paths = 40;
  options.work = 100'000;
  options.total_work = 1'000'000;
  options.items = 2;
  options.today = kDay;
  size_t policies = 0;
  for (const Policy& policy : compilation->program->policies) {
    if (++policies > 3) break;
    const pol::prove::Report report = pol::prove::Prove(policy, options);
    const int64_t at = policy.effective_from.value_or(policy.effective_to.value_or(kDay));
    pol::cover::GenerateOptions few;
    few.most = 40;
    few.tries = 40;
    const pol::cover::Generated made = pol::cover::GenerateCases(policy, at, few);
    for (const Answer& answer : report.answers) {
      if (!Checked(answer.claim) || (answer.claim == Claim::kAssertion && answer.number < 0)) continue;
      if (answer.verdict == Verdict::kRefuted &&
          (!answer.witness || !Breaks(policy, answer, answer.witness->facts, answer.witness->at)))
        std::abort();
      // Lists of bounded length: a longer one may do otherwise.
      if (answer.verdict != Verdict::kProved || answer.most_items >= 0) continue;
      for (const pol::cover::GeneratedCase& one : made.cases) {
        const bool in_force = (!policy.effective_from || one.at >= *policy.effective_from) &&
                              (!policy.effective_to || one.at <= *policy.effective_to);
        if (in_force && policy.effective_by < 0 && Breaks(policy, answer, one.facts, one.at)) std::abort();
      }
    }
  }
  return 0;
}
