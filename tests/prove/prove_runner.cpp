// prove_runner FOLDER [NAME]: every file of FOLDER/defects and FOLDER/literal has the findings that its first lines tell, and no other;
// every file of FOLDER/sound has none. README.md beside this file says what the lines mean. Files that begin with
// "// lint" are about the rules of the linter and are run elsewhere.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "cli/proofs.h"
#include "runtime/interp/evaluate_machine.h"

namespace {

namespace fs = std::filesystem;
using namespace pol;  // NOLINT: a program of one file

struct Wanted {
  std::string code;
  int line = 0;
  std::string where;  // what its case must satisfy, as written
  bool found = false;
};
struct Expected {
  std::vector<Wanted> findings;
  std::set<std::pair<std::string, int>> also;
  bool lint = false;
};

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Expected HeadOf(const std::string& text) {
  Expected expected;
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line) && line.starts_with("//")) {
    std::istringstream words(line.substr(2));
    std::string key, code;
    int number = 0;
    words >> key;
    if (key == "lint") expected.lint = true;
    if (key == "finding:" && words >> code >> number) expected.findings.push_back({code, number, "", false});
    if (key == "also:" && words >> code >> number) expected.also.insert({code, number});
    if (key == "case:" && !expected.findings.empty())
      std::getline(words >> std::ws, expected.findings.back().where);
  }
  return expected;
}

void Replace(std::string* text, const std::string& what, const std::string& by) {
  for (size_t at = text->find(what); at != std::string::npos; at = text->find(what, at + by.size()))
    text->replace(at, what.size(), by);
}

// "占用天数 = 10，行业 = 制造业" as a condition of the language.
std::string Condition(std::string where) {
  for (const char* word : {" <= ", " >= "}) Replace(&where, word, std::string(" ") + word[1] + "\x01 ");
  Replace(&where, " = ", " 为 ");
  Replace(&where, "\x01", "=");
  Replace(&where, "，", "\x02");
  Replace(&where, "\x02", " 且 ");
  return where;
}

const ast::Policy* TreeOf(const driver::Compilation& compilation, const program::Policy& policy) {
  for (const ast::Policy* one : compilation.file->policies) {
    if (one->range.begin == policy.source.offset) return one;
  }
  return compilation.file->policies.empty() ? nullptr : compilation.file->policies.back();
}

// Does the case of a finding satisfy what the head says? The words are read by the language itself, as an assertion put
// at the end of the policy.
std::string Satisfies(const cli::Unit& unit, const prove::Finding& finding, const std::string& where) {
  const prove::Answer& answer = *finding.answers[0];
  if (!answer.witness) return "no case";
  const ast::Policy* tree = TreeOf(*unit.compilation, *finding.policy);
  std::string text(unit.compilation->source->text());
  const size_t end = tree != nullptr ? tree->range.end : text.size();
  text.insert(end, "\n断言 \"case of the head\" " + Condition(where) + "\n");
  const cli::Unit with = cli::CompileUnit(unit.name, text);
  if (with.compilation->program == nullptr) {
    std::string why = "the case of the head cannot be read: " + Condition(where);
    for (const auto& one : with.compilation->diagnostics.all())
      why += "\n    " + diag::Message(one, diag::Language::kEnglish);
    return why;
  }
  for (const program::Policy& policy : with.compilation->program->policies) {
    if (policy.name != finding.policy->name) continue;
    for (const program::Assertion& assertion : policy.assertions) {
      if (assertion.title != "case of the head") continue;
      interp::Machine machine(policy, answer.witness->facts, answer.witness->at, {});
      return machine.Evaluate(assertion.condition).is_true() ? "" : "the case does not satisfy: " + where;
    }
  }
  return "the case of the head was lost";
}

const interp::Outcome* OutcomeOf(const interp::Evaluation& evaluation, program::Index definition) {
  for (const auto* outcomes : {&evaluation.outputs, &evaluation.lets}) {
    for (const interp::Outcome& outcome : *outcomes) {
      if (outcome.definition == definition) return &outcome;
    }
  }
  return nullptr;
}

// The reference interpreter shows the defect in its case.
std::string Shows(const prove::Finding& finding) {
  const prove::Answer& answer = *finding.answers[0];
  if (!answer.witness || answer.witness->facts.inputs.size() != finding.policy->inputs.size()) return "";
  const program::Policy& policy = *finding.policy;
  interp::EvaluateOptions options;
  options.explain = true;
  const interp::Evaluation evaluation =
      interp::Evaluate(policy, answer.witness->facts, answer.witness->at, options);
  const interp::Outcome* outcome = OutcomeOf(evaluation, answer.definition);
  interp::Machine machine(policy, answer.witness->facts, answer.witness->at, {});
  switch (answer.claim) {
    case prove::Claim::kNoGap:
      return outcome != nullptr && outcome->status == interp::Status::kNoRule ? "" : "the case has a rule";
    case prove::Claim::kNoConflict:
      return outcome != nullptr && outcome->status == interp::Status::kError &&
                     outcome->error == interp::ErrorCode::kConflict
                 ? ""
                 : "the case is no conflict";
    case prove::Claim::kNoError:
      if (answer.definition < 0 || answer.error == interp::ErrorCode::kCalendarUncovered) return "";
      return outcome != nullptr && outcome->status == interp::Status::kError && outcome->error == *answer.error
                 ? ""
                 : "the case is no such error";
    case prove::Claim::kAssertion:
      return machine.Evaluate(policy.assertions[static_cast<size_t>(answer.number)].condition).is_false()
                 ? ""
                 : "the assertion holds in the case";
    default:
      return "";
  }
}

class Runner {
 public:
  int Go(const fs::path& folder, const std::string& name) {
    for (const char* kind : {"defects", "literal", "sound"}) {
      std::vector<fs::path> files;
      if (!fs::exists(folder / kind)) continue;
      for (const auto& entry : fs::directory_iterator(folder / kind)) {
        const fs::path& path = entry.path();
        if (path.extension() == ".pol" && (name.empty() || path.stem().string() == name)) files.push_back(path);
      }
      std::sort(files.begin(), files.end());
      for (const fs::path& file : files) Check(file, kind == std::string("sound"));
    }
    std::printf("%zu files, %zu failed\n", files_, failed_);
    return failed_ == 0 && files_ > 0 ? 0 : 1;
  }

 private:
  void Check(const fs::path& path, bool sound) {
    const std::string text = ReadFile(path);
    Expected expected = HeadOf(text);
    if (expected.lint) return;
    ++files_;
    problems_.clear();
    if (sound != expected.findings.empty())
      Say(sound ? "a sound file that tells of findings" : "no line tells what is to be found");
    const cli::Unit unit = cli::CompileUnit(path.string(), text);
    const cli::UnitProofs proofs = cli::ProveUnit(unit, {});
    for (const diag::Diagnostic& one : unit.compilation->diagnostics.all()) Take(unit, one, nullptr, &expected);
    for (const prove::Finding& one : proofs.findings) Take(unit, one.diagnostic, &one, &expected);
    for (const Wanted& wanted : expected.findings) {
      if (!wanted.found) Say("not found: " + wanted.code + " in line " + std::to_string(wanted.line));
    }
    if (problems_.empty()) return;
    ++failed_;
    std::printf("FAILED %s/%s\n", path.parent_path().filename().c_str(), path.filename().c_str());
    for (const std::string& problem : problems_) std::printf("  %s\n", problem.c_str());
  }

  void Take(const cli::Unit& unit, const diag::Diagnostic& one, const prove::Finding* finding, Expected* expected) {
    const std::string code(diag::Info(one.code).code);
    const int line = unit.compilation->source->At(one.range.begin).line;
    for (Wanted& wanted : expected->findings) {
      if (wanted.found || wanted.code != code || wanted.line != line) continue;
      wanted.found = true;
      if (finding == nullptr) return;
      if (!wanted.where.empty()) Say(Satisfies(unit, *finding, wanted.where));
      Say(Shows(*finding));
      return;
    }
    if (expected->also.contains({code, line})) return;
    Say("also found: " + code + " in line " + std::to_string(line) + ": " + diag::Message(one, diag::Language::kEnglish));
  }

  void Say(const std::string& problem) {
    if (!problem.empty()) problems_.push_back(problem);
  }

  size_t files_ = 0, failed_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "prove_runner FOLDER [NAME]\n");
    return 2;
  }
  return Runner().Go(argv[1], argc > 2 ? argv[2] : "");
}
