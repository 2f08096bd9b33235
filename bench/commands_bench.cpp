// The command as its users start it: a cold `pol eval`, `pol run` over a register, and the
// diagnostics of a file of 500 lines in process. Prints figures of one run beside the bars; times
// are medians.
//   commands_bench POL GEN_LOANS FOLDER [ROWS]     FOLDER: where the registers may be written;
//   ROWS: default 500,000
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"
#include "fmt/format.h"

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;

struct Run {
  bool ok = false;
  int64_t wall_us = 0, cpu_us = 0, peak_kib = 0;
};

int64_t Micros(Clock::duration time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time).count();
}

// One process from start to end; what it prints is dropped.
Run Start(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  Run run;
  pid_t child = 0;
  const auto begun = Clock::now();
  const int failed =
      posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return run;
  int status = 0;
  rusage usage = {};
  wait4(child, &status, 0, &usage);
  run.wall_us = Micros(Clock::now() - begun);
  run.cpu_us = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1'000'000 +
               usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  run.peak_kib = usage.ru_maxrss;
  run.ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return run;
}

int64_t Median(std::vector<int64_t> times) {
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  return times[times.size() / 2];
}

// 500 lines: policies of 25 lines each, with inputs, a table, a formula and tests.
std::string FiveHundredLines() {
  std::string text;
  for (int i = 1; i <= 20; ++i) {
    text += fmt::format("政策 收费{0} \"收费标准{0}\"\n  编号 \"B-{0}\"\n", i);
    text += "输入 金额数（amount）：金额 大于 0\n输入 行业：枚举 制造业、非制造业\n";
    text += "输入 占用天数：天数 大于 0\n输出 日费率：比率/天\n";
    text += "输出 费用：金额 = 四舍五入（金额数 * 日费率 * 占用天数，分）\n表 费率表\n";
    text += "  | 金额数 | 行业 | 占用天数 || 日费率 |\n";
    for (int row = 0; row < 12; ++row) {
      text += fmt::format("  | ({0}万, {1}万] | {2} | 不超过 10 || 0.{3}‰ |\n", row / 2 * 100,
                          (row / 2 + 1) * 100, row % 2 == 0 ? "制造业" : "非制造业", row + 1);
    }
    text += "若 金额数 超过 600万 且 占用天数 不超过 10 则 日费率 = 2‰\n";
    text += "其余 日费率 = 3‰\n测试 \"一\" 假设 金额数 = 700万，行业 = 制造业，占用天数 = 3\n";
    text += "  期望 日费率 = 2‰，费用 = 42000元\n";
  }
  return text;
}

void Line(const std::string& what, const std::string& measured, const std::string& bar) {
  fmt::print("{:<58} {:>22}   bar {}\n", what, measured, bar);
}

bool ColdEval(const std::string& pol, const std::string& policy) {
  std::vector<int64_t> wall;
  for (int i = 0; i < 41; ++i) {
    const Run run = Start({pol, "eval", policy, "--id", "002-03-d", "amount=800万", "industry=manufacturing", "days=12",
                           "--at", "2023-06-01"});
    if (!run.ok) return false;
    wall.push_back(run.wall_us);
  }
  const int64_t median = Median(wall);
  Line("pol eval, cold process", fmt::format("{}.{:03} ms", median / 1000, median % 1000), "20 ms");
  return true;
}

bool Register(const std::string& pol, const std::string& generator, const std::string& policy,
              const std::string& folder, int64_t rows) {
  const std::string loans = folder + "/loans.csv";
  if (!Start({generator, "--rows", std::to_string(rows), "--out", loans}).ok) return false;
  std::vector<Run> runs;
  for (int i = 0; i < 3; ++i) {
    runs.push_back(
        Start({pol, "run", policy, "--id", "002-03-d", "--data", loans, "--out", folder + "/out.csv", "--rejects",
               folder + "/bad.csv", "--keep-columns", "编号,企业", "--at", "2023-06-01"}));
    if (!runs.back().ok) return false;
  }
  std::sort(runs.begin(), runs.end(),
            [](const Run& a, const Run& b) { return a.wall_us < b.wall_us; });
  const Run& middle = runs[1];
  Line(fmt::format("pol run, {} rows", rows),
       fmt::format("{} rows/s", rows * 1'000'000 / std::max<int64_t>(middle.wall_us, 1)),
       "200000 rows/s");
  Line("  the same, by processor time",
       fmt::format("{} rows/s", rows * 1'000'000 / std::max<int64_t>(middle.cpu_us, 1)), "-");
  Line("  peak memory", fmt::format("{} MiB", middle.peak_kib / 1024), "200 MB at 10 million rows");
  for (const char* name : {"/loans.csv", "/out.csv", "/bad.csv"}) unlink((folder + name).c_str());
  return true;
}

bool Diagnostics() {
  const std::string text = FiveHundredLines();
  std::vector<int64_t> times;
  for (int i = 0; i < 21; ++i) {
    const auto begun = Clock::now();
    const auto compilation = pol::driver::Compile("500.pol", text);
    times.push_back(Micros(Clock::now() - begun));
    if (compilation->program == nullptr) return false;
  }
  const int64_t median = Median(times);
  Line(fmt::format("diagnostics of {} lines, in process",
                   std::count(text.begin(), text.end(), '\n')),
       fmt::format("{}.{:03} ms", median / 1000, median % 1000), "30 ms");
  return true;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    fmt::print(stderr, "usage: commands_bench POL GEN_LOANS FOLDER [ROWS]\n");
    return 2;
  }
  const std::string policy = std::string(POL_SOURCE_DIR) + "/policies/nantong-66-2023/002-03.pol";
  const int64_t rows = count > 4 ? std::atoll(words[4]) : 500'000;
  const bool ok = ColdEval(words[1], policy) &&
                  Register(words[1], words[2], policy, words[3], rows) && Diagnostics();
  if (!ok) fmt::print(stderr, "commands_bench: a command failed\n");
  return ok ? 0 : 1;
}
