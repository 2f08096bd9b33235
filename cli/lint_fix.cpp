// pol lint --fix: the fixes that change no result, and the proof of the pudding before anything is written: the text
// still compiles, says nothing worse than before, every test ends as it did, and no case tried gives another answer.
#include <algorithm>
#include <set>

#include "cli/files.h"
#include "cli/lint.h"
#include "cli/test_case.h"
#include "compiler/format/format.h"
#include "compiler/lint/fix.h"
#include "runtime/interp/readings.h"
#include "runtime/program/dump.h"

namespace pol::cli {
namespace {

constexpr int kRounds = 10;
constexpr char kMark[] = "\xEF\xBB\xBF";

bool SameInputs(const program::Policy& a, const program::Policy& b) {
  return std::equal(a.inputs.begin(), a.inputs.end(), b.inputs.begin(), b.inputs.end(),
                    [](const program::Input& x, const program::Input& y) {
                      return x.name == y.name && x.kind == y.kind && x.alias == y.alias;
                    });
}

bool SameResults(const Context& context, const program::Policy& a, const program::Policy& b) {
  if (program::Dump(a) == program::Dump(b)) return true;
  if (a.tests.size() != b.tests.size() || !SameInputs(a, b)) return false;
  for (size_t i = 0; i < a.tests.size(); ++i) {
    Coverage unused;
    const bool before = RunTest(context, a, a.tests[i], "reference", &unused).failures.empty();
    const bool after = RunTest(context, b, b.tests[i], "reference", &unused).failures.empty();
    if (before != after) return false;
  }
  return !interp::CompareReadings(a, b).difference;
}

bool SameResults(const Context& context, const program::Program& a, const program::Program& b) {
  if (a.policies.size() != b.policies.size()) return false;
  for (size_t i = 0; i < a.policies.size(); ++i) {
    const program::Policy &x = a.policies[i], &y = b.policies[i];
    if (!SameResults(context, x, y) || x.readings.size() != y.readings.size()) return false;
    for (size_t j = 0; j < x.readings.size(); ++j) {
      if (!SameResults(context, *x.readings[j].policy, *y.readings[j].policy)) return false;
    }
  }
  return true;
}

bool NoWorse(const Context& context, const Unit& before, const Unit& after) {
  return after.compilation->program != nullptr &&
         after.compilation->diagnostics.all().size() <= before.compilation->diagnostics.all().size() &&
         SameResults(context, *before.compilation->program, *after.compilation->program);
}

std::vector<lint::Finding> Left(const LintedUnit& linted) {
  std::vector<lint::Finding> left;
  for (const LintFinding& finding : linted.findings) {
    if (finding.left() && finding.finding.safe) left.push_back(finding.finding);
  }
  return left;
}

class Fixer {
 public:
  Fixer(const Context& context, int64_t today, LintedUnit* linted)
      : context_(context), today_(today), linted_(*linted) {}

  // The number of fixes that stand in the text of the unit now.
  size_t Run() {
    size_t applied = 0;
    for (int round = 0; round < kRounds; ++round) {
      std::vector<lint::Finding> findings = Left(linted_);
      std::erase_if(findings, [this](const lint::Finding& one) { return refused_.count(NameOf(one)) > 0; });
      if (findings.empty()) break;
      if (const size_t together = Try(findings); together > 0) {
        applied += together;
        continue;
      }
      // Not all of them together: one, and the rest in the next round.
      size_t alone = 0;
      for (const lint::Finding& one : findings) {
        alone = Try({one});
        if (alone > 0) break;
        refused_.insert(NameOf(one));
      }
      if (alone == 0) break;
      applied += alone;
    }
    return applied;
  }

 private:
  std::string Text() const { return std::string(linted_.unit.compilation->source->text()); }
  std::string NameOf(const lint::Finding& one) const {
    const diag::Fix& fix = one.diagnostic.fixes.front();
    return LintKey(linted_.unit, one.diagnostic) + " " + fix.replacement + " " +
           std::string(linted_.unit.compilation->source->Text(fix.range));
  }

  size_t Try(const std::vector<lint::Finding>& findings) {
    size_t applied = 0;
    Unit unit = CompileUnit(linted_.unit.name, lint::ApplySafe(Text(), findings, &applied));
    if (applied == 0 || !NoWorse(context_, linted_.unit, unit)) return 0;
    linted_.unit = std::move(unit);
    LintUnit(&linted_, today_);
    return applied;
  }

  const Context& context_;
  int64_t today_;
  LintedUnit& linted_;
  std::set<std::string> refused_;
};

bool IsFormatted(const Unit& unit) {
  return format::Format(*unit.compilation->file, {}) == unit.compilation->source->text();
}

// The text in the one style, if what is printed reads the same.
void Reformat(int64_t today, LintedUnit* linted) {
  Unit unit = CompileUnit(linted->unit.name, format::Format(*linted->unit.compilation->file, {}));
  if (unit.compilation->program == nullptr ||
      !format::SameTokens(*linted->unit.compilation->file, *unit.compilation->file))
    return;
  linted->unit = std::move(unit);
  LintUnit(linted, today);
}

}  // namespace

int FixFiles(const Context& context, int64_t today, std::vector<LintedUnit>* units) {
  WatchSignals();
  for (LintedUnit& linted : *units) {
    if (linted.errors()) continue;
    const bool formatted = IsFormatted(linted.unit);
    const size_t applied = Fixer(context, today, &linted).Run();
    if (applied == 0) continue;
    if (formatted) Reformat(today, &linted);
    const std::string& path = linted.unit.name;
    std::string before, problem;
    if (!ReadFile(context, path, source::Limits().bytes, &before, &problem))
      return Unusable(context, problem);
    std::string text(linted.unit.compilation->source->text());
    if (before.starts_with(kMark)) text.insert(0, kMark);
    WholeFile file;
    if (!file.Open(path) || !file.Write(text) || Interrupted() != 0 || !file.Commit()) {
      return Unusable(context, context.Say(Message::kCannotWrite, path,
                                           SystemReason(context, file.error())));
    }
    ErrLine(context.Say(Message::kLintFixed, path, Counted(context.language, Message::kCountPlaces, applied)));
  }
  return kOk;
}

}  // namespace pol::cli
