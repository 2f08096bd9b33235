// Proofs and lint beside their bars, one run, times as medians:
//   prove_bench POL POLICIES     the command, and the folder of the corpus
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "bench/tables.h"
#include "compiler/driver/compile.h"
#include "compiler/prove/prove.h"
#include "fmt/format.h"

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;
using pol::prove::Verdict;

int64_t Micros(const std::function<void()>& work) {
  const auto begun = Clock::now();
  work();
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun).count();
}

int64_t Median(int times, const std::function<void()>& work) {
  std::vector<int64_t> all;
  for (int i = 0; i < times; ++i) all.push_back(Micros(work));
  std::nth_element(all.begin(), all.begin() + times / 2, all.end());
  return all[static_cast<size_t>(times) / 2];
}

void Line(const std::string& what, int64_t micros, const std::string& verdicts, const std::string& bar) {
  fmt::print("{:<52} {:>6}.{:03} ms  {:<34} bar {}\n", what, micros / 1000, micros % 1000, verdicts, bar);
}

std::string Counts(const pol::prove::Report& report) {
  size_t found = 0, open = 0;
  for (const pol::prove::Answer& answer : report.answers) {
    found += answer.finding() ? 1 : 0;
    open += answer.verdict == Verdict::kUndecided ? 1 : 0;
  }
  return fmt::format("{} claims, {} found, {} open", report.answers.size(), found, open);
}

bool Table(int rows, int columns, bool hole, bool overlap, const std::string& bar) {
  const auto compilation =
      pol::driver::Compile("bench.pol", pol::bench::TablePolicy({rows, columns, hole, overlap}));
  if (compilation->program == nullptr) return false;
  const pol::program::Policy& policy = compilation->program->policies[0];
  pol::prove::Report report;
  const int64_t micros = Median(3, [&] { report = pol::prove::Prove(policy); });
  Line(fmt::format("{} rows x {} columns{}{}", rows, columns, hole ? ", a hole" : "", overlap ? ", an overlap" : ""),
       micros, Counts(report), bar);
  return true;
}

// 500 lines: groups of rules, of which one changes between two runs.
std::string FiveHundredLines(int changed, bool solver) {
  std::string text = "政策 收费\n输入 金额数：金额 [0, 1亿]\n输入 天数：整数 [1, 400]\n输入 行业：枚举 甲、乙、丙\n";
  text += "输入 人数：整数 [1, 10万]\n";
  for (int i = 1; i <= 55; ++i) {
    const int days = i == changed ? 11 : 10;
    text += fmt::format("输出 费用{}：金额\n", i);
    for (int row = 0; row < 3; ++row) {
      text += fmt::format("若 行业 为 甲 且 金额数 超过 {0}万 且 金额数 不超过 {1}万 且 天数 不超过 {2} 则 费用{3} = {4}元\n",
                          row * 100, (row + 1) * 100, days, i, row + i);
    }
    text += fmt::format("若 行业 为 甲 且 天数 超过 {0} 则 费用{1} = 5元\n", days, i);
    text += fmt::format("若 行业 为 甲 且 天数 不超过 {0} 且 （金额数 等于 0 或 金额数 超过 300万） 则 费用{1} = 6元\n", days, i);
    text += solver ? fmt::format("若 行业 为 乙 且 金额数 不低于 人数 * {0}元 则 费用{1} = 7元\n若 行业 为 乙 且 金额数 低于 人数 * {0}元 则 费用{1} = 8元\n", i + 1, i)
                   : fmt::format("若 行业 为 乙 且 人数 >= {0} 则 费用{1} = 7元\n若 行业 为 乙 且 人数 < {0} 则 费用{1} = 8元\n", i * 10, i);
    text += fmt::format("若 行业 为 丙 则 费用{} = 9元\n", i);
  }
  return text;
}

bool Edit(bool solver, const std::string& bar) {
  const auto before = pol::driver::Compile("edit.pol", FiveHundredLines(-1, solver));
  if (before->program == nullptr) return false;
  const auto cache = pol::prove::MakeCache();
  pol::prove::Options options;
  options.solver = solver;
  const int64_t first =
      Micros([&] { pol::prove::Prove(before->program->policies[0], options, cache.get()); });
  int changed = 0;
  pol::prove::Report report;
  const int64_t micros = Median(9, [&] {
    const auto after = pol::driver::Compile("edit.pol", FiveHundredLines(++changed, solver));
    report = pol::prove::Prove(after->program->policies[0], options, cache.get());
  });
  Line(fmt::format("500 lines, {}: first time", solver ? "with solver" : "without solver"), first, Counts(report), "-");
  Line(fmt::format("500 lines, {}: after an edit of one rule, compiled and proved", solver ? "with solver" : "without solver"),
       micros, Counts(report), bar);
  return true;
}

// Texts made to be hard: what the limits, which are counts and not times, come to.
std::string Overlapping() {
  std::string text = "policy z\n";
  for (int i = 0; i < 12; ++i) text += fmt::format("input x{}: integer [0, 1000]\n", i);
  text += "output o: integer\n";
  uint32_t state = 1;
  const auto below = [&state](uint32_t bound) { return (state = state * 1664525u + 1013904223u) / 65536u % bound; };
  for (int rule = 0; rule < 300; ++rule) {
    text += "if ";
    for (int part = 0; part < 3; ++part) {
      const uint32_t column = below(12), up = below(2), value = below(1000);
      text += fmt::format("{}x{} {} {}", part == 0 ? "" : " and ", column, up == 0 ? "<=" : ">=", value);
    }
    text += fmt::format(" then o = {}\n", rule);
  }
  return text;
}
std::string SingleValues() {
  std::string text = "policy y\ninput x: integer >= 0\noutput o: integer\n";
  for (int i = 0; i < 9000; ++i) text += fmt::format("if x == {0} then o = {0}\n", i);
  return text;
}
constexpr const char* kCubes =
    "input a, b, c: integer [1, 100000]\noutput o: boolean = a ^ 3 + b ^ 3 == c ^ 3\nassert \"no solution\" not o\n";

bool Hard(const std::string& what, const std::string& text) {
  const auto compilation = pol::driver::Compile("hard.pol", text);
  if (compilation->program == nullptr) return false;
  pol::prove::Report report;
  const int64_t micros = Micros([&] { report = pol::prove::Prove(compilation->program->policies[0]); });
  Line(what, micros, Counts(report), "-");
  return true;
}

bool Command(const std::vector<std::string>& words, const std::string& what, const std::string& bar) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  bool ok = true;
  const int64_t micros = Median(5, [&] {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    ok = posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ) == 0 && ok;
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    waitpid(child, &status, 0);
    ok = ok && WIFEXITED(status) && WEXITSTATUS(status) < 2;
  });
  Line(what, micros, "", bar);
  return ok;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "prove_bench POL POLICIES\n");
    return 2;
  }
  const bool tables = Table(200, 6, false, false, "1,000 ms") && Table(200, 6, true, false, "1,000 ms") &&
                      Table(200, 6, false, true, "1,000 ms") && Table(1000, 4, false, false, "3,000 ms") &&
                      Table(1000, 4, true, true, "3,000 ms");
  const bool edits = Edit(false, "30 ms") && Edit(true, "300 ms");
  const bool hard = Hard("300 rules over 12 columns, overlapping without order", Overlapping()) &&
                    Hard("a^3 + b^3 == c^3 over [1, 100000]", kCubes) &&
                    Hard("9,000 rules for single values of one number", SingleValues());
  const bool corpus = Command({argv[1], "check", argv[2]}, "pol check policies", "2,000 ms with lint") &&
                      Command({argv[1], "lint", argv[2]}, "pol lint policies (proofs included)", "2,000 ms with check");
  return tables && edits && hard && corpus ? 0 : 1;
}
