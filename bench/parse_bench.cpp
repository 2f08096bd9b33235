// Rules read in a second, spaced and without spaces, and the time for a file as people write it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "compiler/parse/parse.h"

namespace {

std::string Rules(int64_t count, bool glued) {
  std::string text =
      "输入 行业：枚举 制造业、建筑业、其他\n输入 转贷金额：金额\n输入 占用天数：天数\n输出 "
      "日利率：比率\n";
  for (int64_t i = 0; i < count; i++) {
    std::string n = std::to_string(i % 900 + 1);
    text += glued ? "若行业为制造业且转贷金额不超过" + n + "万元且占用天数不超过" + n +
                        "天则日利率=0.2‰\n"
                  : "若 行业 为 制造业 且 转贷金额 不超过 " + n + "万元 且 占用天数 不超过 " + n +
                        "天 则 日利率 = 0.2‰\n";
  }
  return text;
}

std::shared_ptr<const pol::source::Source> SourceOf(std::string text) {
  pol::source::TextProblem problem;
  pol::source::Limits limits;
  limits.bytes = 1 << 24;
  auto source = pol::source::Source::Create("bench.pol", std::move(text), limits, &problem);
  return std::make_shared<const pol::source::Source>(std::move(*source));
}

void Read(benchmark::State& state, const std::shared_ptr<const pol::source::Source>& source) {
  for (auto _ : state) {
    pol::diag::Sink sink;
    auto file = pol::parse::Parse(source, sink);
    if (sink.has_errors()) state.SkipWithError("the text has errors");
    benchmark::DoNotOptimize(file);
  }
}

void ParseRules(benchmark::State& state) {
  Read(state, SourceOf(Rules(state.range(0), false)));
  state.counters["rules"] = benchmark::Counter(static_cast<double>(state.range(0)),
                                               benchmark::Counter::kIsIterationInvariantRate);
}
void ParseGluedRules(benchmark::State& state) {
  Read(state, SourceOf(Rules(state.range(0), true)));
  state.counters["rules"] = benchmark::Counter(static_cast<double>(state.range(0)),
                                               benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(ParseRules)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(ParseGluedRules)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

// A sample measure, repeated until it has 500 lines: what an editor reads after each keystroke.
void Parse500Lines(benchmark::State& state) {
  std::ifstream in(std::string(POL_SOURCE_DIR) + "/tests/syntax/samples/002-03-d.pol");
  std::stringstream sample;
  sample << in.rdbuf();
  std::string text;
  for (int lines = 0; lines < 500;) {
    text += sample.str() + "\n";
    lines = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  }
  Read(state, SourceOf(text));
}
BENCHMARK(Parse500Lines)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
