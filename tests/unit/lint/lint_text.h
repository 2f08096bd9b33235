// What the linter finds in a text, for the tests of its rules.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/lint/fix.h"
#include "compiler/lint/lint.h"

namespace pol::test {

struct LintFinding {
  std::string code;      // "P4001"
  std::string text;      // of the text that it is about
  std::string zh, en;    // the message
  std::string more;      // labels and notes, Chinese, one a line
  std::string fix;       // what the first fix writes there; "" : none
  bool safe = false;
  int line = 0;
};

struct Linted {
  std::vector<LintFinding> findings;
  std::string fixed;     // the text with all safe fixes

  size_t size() const { return findings.size(); }
  bool empty() const { return findings.empty(); }
  const LintFinding& operator[](size_t i) const { return findings.at(i); }
  // All of it, for failures.
  std::string All() const {
    std::string all;
    for (const LintFinding& one : findings)
      all += one.code + " " + std::to_string(one.line) + " [" + one.text + "] " + one.zh + "\n" + one.more;
    return all;
  }
};

// What is left (answered findings are not) of one rule by its name, or of all of them. The text has to compile; `proofs`: with those of prove::Prove.
inline Linted LintText(std::string text, std::string_view rule = "",
                       const std::map<std::string, std::string>& options = {}, bool proofs = false,
                       int64_t today = 0) {
  Linted linted;
  const auto compilation = driver::Compile("test.pol", std::move(text));
  if (compilation->program == nullptr) {
    std::string all;
    for (const diag::Diagnostic& one : compilation->diagnostics.all())
      all += std::string(diag::Info(one.code).code) + " " + diag::Message(one, diag::Language::kChinese) + "\n";
    ADD_FAILURE() << "does not compile:\n" << all;
    return linted;
  }
  std::vector<prove::Report> reports(compilation->program->policies.size());
  for (size_t i = 0; proofs && i < reports.size(); ++i) reports[i] = prove::Prove(compilation->program->policies[i]);
  const uint32_t size = static_cast<uint32_t>(compilation->source->text().size());
  const lint::Subject subject{*compilation->file, *compilation->program, reports, today, size, options, nullptr};
  bool known = rule.empty();
  for (const lint::Rule& one : lint::Rules()) known = known || one.name == rule;
  EXPECT_TRUE(known) << "no rule " << rule;
  std::vector<lint::Finding> found = lint::Run(subject);
  lint::ApplyAnswers(subject, &found);
  for (const lint::Rule& one : lint::Rules()) {
    if (!rule.empty() && one.name != rule)
      std::erase_if(found, [&](const lint::Finding& each) { return each.diagnostic.code == diag::Of(one.code); });
  }
  std::erase_if(found, [](const lint::Finding& each) { return each.answer.has_value(); });
  const source::Source& source = *compilation->source;
  for (const lint::Finding& finding : found) {
    const diag::Diagnostic& one = finding.diagnostic;
    LintFinding out;
    out.code = std::string(diag::Info(one.code).code);
    out.text = std::string(source.Text(one.range));
    out.zh = diag::Message(one, diag::Language::kChinese);
    out.en = diag::Message(one, diag::Language::kEnglish);
    for (const diag::Label& label : one.labels) out.more += label.text.zh + "\n";
    for (const diag::Text& note : one.notes) out.more += note.zh + "\n";
    if (!one.fixes.empty()) out.fix = one.fixes.front().replacement;
    out.safe = finding.safe;
    out.line = source.At(one.range.begin).line;
    linted.findings.push_back(std::move(out));
  }
  size_t applied = 0;
  linted.fixed = lint::ApplySafe(source.text(), found, &applied);
  return linted;
}

}  // namespace pol::test
