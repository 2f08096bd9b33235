// One decision: the loan table (twelve rows over amount, industry and days, then the fee rounded to
// the cent) by the reference interpreter, by the direct engine, and by the same rules written out
// in C++.
#include <benchmark/benchmark.h>

#include <vector>

#include "runtime/interp/direct.h"
#include "runtime/interp/evaluate.h"
#include "tests/conformance/program_builder.h"

namespace pol {
namespace {

using program::Op;
using program::TypeKind;
using testing::ProgramBuilder;
using testing::Range;
using value::Rational;
using value::Value;

struct Loan {
  ProgramBuilder b;
  std::vector<interp::Facts> cases;

  Loan() {
    const interp::Index industry_type = b.Enum({"制造业", "非制造业"});
    const interp::Index amount = b.Input("转贷金额", b.money, {Range(0, std::nullopt, true)});
    const interp::Index industry = b.Input("行业", industry_type);
    const interp::Index days =
        b.Input("占用天数", b.Type(TypeKind::kDays, Rational(1)), {Range(1, std::nullopt)});
    const interp::Index rate = b.Output("日利率", b.rate);
    const auto band = [&](int64_t low, int64_t high) {
      return b.Within(amount, Rational(low), Rational(high), program::kLowOpen);
    };
    const auto is = [&](int member) { return b.Test(Op::kEqual, industry, Rational(member)); };
    const auto until = [&](int n) { return b.Test(Op::kLessEqual, days, Rational(n)); };
    const auto after = [&](int n) { return b.Test(Op::kGreater, days, Rational(n)); };
    int row = 0;
    const auto add = [&](std::vector<interp::Index> tests, int64_t per_100000) {
      b.AddRule(rate, "日利率." + std::to_string(++row), b.And(std::move(tests)),
                b.Number(Rational(per_100000, 100000), b.rate));
    };
    constexpr int64_t k500 = 5'000'000, k1000 = 10'000'000, k2000 = 20'000'000;
    add({band(0, k500), is(0), until(3)}, 0);
    add({band(0, k500), is(0), b.Within(days, Rational(3), Rational(10), program::kLowOpen)}, 20);
    add({band(0, k500), is(0), after(10)}, 50);
    add({band(0, k500), is(1), until(10)}, 20);
    add({band(0, k500), is(1), after(10)}, 50);
    add({band(k500, k1000), is(0), until(10)}, 20);
    add({band(k500, k1000), is(0), after(10)}, 50);
    add({band(k500, k1000), is(1), until(10)}, 30);
    add({band(k500, k1000), is(1), after(10)}, 50);
    add({band(k1000, k2000), until(10)}, 40);
    add({band(k1000, k2000), after(10)}, 50);
    add({b.Test(Op::kGreater, amount, Rational(k2000))}, 50);
    const interp::Index product =
        b.Node(Op::kMultiply,
               {b.Node(Op::kMultiply, {b.In(amount), b.Of(rate)}, b.money), b.In(days)}, b.money);
    b.Output("转贷费用", b.money,
             b.Node(Op::kRound, {product, b.Number(Rational(1, 100), b.money)}, b.money,
                    static_cast<int32_t>(value::RoundMode::kHalfUp)));
    uint64_t state = 7;
    const auto next = [&](uint64_t below) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      return static_cast<int64_t>((state >> 33) % below);
    };
    for (int i = 0; i < 1024; ++i) {
      interp::Facts facts = b.NoFacts();
      facts.inputs[amount] = Value(Rational(next(2'500'000'000) + 1, 100));
      facts.inputs[industry] = Value(Rational(next(2)));
      facts.inputs[days] = Value(Rational(next(30) + 1));
      cases.push_back(std::move(facts));
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
