// How the formatter grows: 1,000 and 10,000 rules, reading not counted.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace {

std::string Rules(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "若 行业 为 制造业 且 转贷金额 不超过 " + std::to_string(i + 1) +
            "万 且 占用天数 不超过 3 则 日利率 = 0.2‰\n";
  }
  return text;
}

void BM_Format(benchmark::State& state) {
  pol::source::Limits limits;
  limits.bytes = 16 << 20;
  const auto source = std::make_shared<const pol::source::Source>(*pol::source::Source::Create(
      "rules.pol", Rules(static_cast<int>(state.range(0))), limits, nullptr));
  pol::diag::Sink sink;
  const auto file = pol::parse::Parse(source, sink);
  if (sink.has_errors()) state.SkipWithError("the rules do not parse");
  for (auto _ : state) {
    benchmark::DoNotOptimize(pol::format::Format(*file, {}));
  }
  state.counters["rules/s"] = benchmark::Counter(static_cast<double>(state.range(0)),
                                                 benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(BM_Format)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
