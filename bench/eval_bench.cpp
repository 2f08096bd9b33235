// One decision: the loan table (twelve rows over amount, industry and days, then the fee rounded to
// the cent) by the reference interpreter, by the direct engine, and by the same rules written out
// in C++.
#include <benchmark/benchmark.h>

#include <vector>

#include "runtime/interp/direct.h"
#include "runtime/interp/evaluate.h"
#include "tests/conformance/loan_policy.h"

namespace pol {
namespace {

using value::Rational;
using value::Value;

struct Loan : testing::LoanPolicy {
  std::vector<interp::Facts> cases;

  Loan() {
    uint64_t state = 7;
    const auto next = [&](uint64_t below) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      return static_cast<int64_t>((state >> 33) % below);
    };
    for (int i = 0; i < 1024; ++i) {
      const Rational yuan(next(2'500'000'000) + 1, 100);
      const int64_t member = next(2);
      cases.push_back(Case(yuan, member, next(30) + 1));
    }
  }
};

constexpr int64_t kAt = 19509;

void Reference(benchmark::State& state) {
  const Loan loan;
  size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(interp::Evaluate(loan.b.policy, loan.cases[i++ & 1023], kAt));
  }
}
BENCHMARK(Reference);

void ReferenceExplained(benchmark::State& state) {
  const Loan loan;
  interp::EvaluateOptions options;
  options.explain = true;
  size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(interp::Evaluate(loan.b.policy, loan.cases[i++ & 1023], kAt, options));
  }
}
BENCHMARK(ReferenceExplained);

// Nothing known: every cell of three columns.
void ReferenceUnknown(benchmark::State& state) {
  const Loan loan;
  const interp::Facts facts = loan.b.NoFacts();
  for (auto _ : state) {
    benchmark::DoNotOptimize(interp::Evaluate(loan.b.policy, facts, kAt));
  }
}
BENCHMARK(ReferenceUnknown);

void Direct(benchmark::State& state) {
  const Loan loan;
  interp::DirectEngine engine(loan.b.policy, kAt);
  interp::Evaluation evaluation;
  size_t i = 0;
  for (auto _ : state) {
    engine.Evaluate(loan.cases[i++ & 1023], &evaluation);
    benchmark::DoNotOptimize(evaluation);
  }
  if (engine.handed_over() > 0) state.SkipWithError("complete cases went to the reference");
}
BENCHMARK(Direct);

// The same rules by hand, in hundredths of a yuan and hundred-thousandths of the rate.
int64_t HandWritten(int64_t cents, int64_t industry, int64_t days) {
  int64_t rate = 50;
  if (cents <= 500'000'000) {
    if (industry == 0) {
      rate = days <= 3 ? 0 : days <= 10 ? 20 : 50;
    } else {
      rate = days <= 10 ? 20 : 50;
    }
  } else if (cents <= 1'000'000'000) {
    rate = days > 10 ? 50 : industry == 0 ? 20 : 30;
  } else if (cents <= 2'000'000'000) {
    rate = days > 10 ? 50 : 40;
  }
  return (cents * rate * days + 50'000) / 100'000;
}

void ByHand(benchmark::State& state) {
  std::vector<int64_t> numbers;
  const Loan loan;
  for (const interp::Facts& facts : loan.cases) {
    numbers.push_back(*(facts.inputs[0]->number() * Rational(100)).ToInt64());
    numbers.push_back(*facts.inputs[1]->number().ToInt64());
    numbers.push_back(*facts.inputs[2]->number().ToInt64());
  }
  size_t i = 0;
  for (auto _ : state) {
    const int64_t* row = &numbers[3 * (i++ & 1023)];
    benchmark::DoNotOptimize(HandWritten(row[0], row[1], row[2]));
  }
}
BENCHMARK(ByHand);

}  // namespace
}  // namespace pol

BENCHMARK_MAIN();
