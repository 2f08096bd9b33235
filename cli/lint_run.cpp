// Compiling, proofs and rules: one list of findings a file.
#include <algorithm>

#include "cli/lint.h"
#include "cli/proofs.h"
#include "cli/sha256.h"

namespace pol::cli {
namespace {

// The words of a range without comments and layout, so that only a change of the clause changes it.
std::string WordsOf(const ast::File& file, source::Range range) {
  std::string words;
  for (const ast::Token& token : file.tokens) {
    if (token.range.begin < range.begin || token.range.end > range.end) continue;
    words += token.text;
    words += ' ';
  }
  return words;
}

source::Range ClauseAt(const ast::File& file, uint32_t offset, const ast::Policy** policy) {
  const auto holds = [offset](source::Range range) {
    return range.begin <= offset && offset < range.end;
  };
  for (const ast::Declaration* one : file.shared) {
    if (holds(one->range)) return one->range;
  }
  for (const ast::Policy* one : file.policies) {
    if (!holds(one->range)) continue;
    *policy = one;
    for (const ast::Declaration* inner : one->declarations) {
      if (holds(inner->range)) return inner->range;
    }
    for (const ast::PolicyClause& clause : one->clauses) {
      if (holds(clause.range)) return clause.range;
    }
    return one->head;
  }
  return {};
}

std::string IdOf(const ast::Policy* policy) {
  if (policy == nullptr) return "";
  for (const ast::PolicyClause& clause : policy->clauses) {
    if (clause.kind == ast::PolicyClause::Kind::kId) return std::string(clause.text.text);
  }
  return std::string(policy->name.name.text);
}

void AddRules(LintedUnit* linted, int64_t today, prove::Cache* cache) {
  const driver::Compilation& compilation = *linted->unit.compilation;
  const auto& only = linted->config.only;
  const std::vector<lint::Rule>& rules = lint::Rules();
  const bool proving = only.empty() || std::any_of(rules.begin(), rules.end(), [&](const lint::Rule& rule) {
                         return rule.proofs && only.count(rule.code) > 0;
                       });
  std::vector<prove::Report> reports(compilation.program->policies.size());
  std::vector<prove::Finding> proved;  // under every reading: each can be answered
  UnitProofs proofs;                   // what they point into
  if (only.empty()) {
    proofs = ProveReadings(linted->unit, {}, cache, &proved);
    reports = proofs.reports;
  } else if (proving) {
    reports = prove::ProveProgram(*compilation.program, {}, cache);
  }
  const lint::Subject subject{*compilation.file,
                              *compilation.program,
                              reports,
                              linted->config.today.value_or(today),
                              static_cast<uint32_t>(compilation.source->text().size()),
                              linted->config.options,
                              nullptr,
                              nullptr,
                              &linted->elsewhere};
  const auto& set = linted->config.severity;
  const auto enabled = [&](const lint::Rule& rule) {
    const auto at = set.find(rule.code);
    if (!only.empty()) return only.count(rule.code) > 0;
    return at == set.end() || at->second.has_value();
  };
  std::vector<lint::Finding> all = lint::Run(subject, enabled);
  for (prove::Finding& one : proved) all.push_back({std::move(one.diagnostic)});
  lint::ApplyAnswers(subject, &all, enabled, only.empty());
  for (lint::Finding& found : all) {
    LintFinding finding;
    finding.severity = diag::Info(found.diagnostic.code).severity;
    // How severe a proof is, is not for the configuration to say.
    if (const auto number = static_cast<uint16_t>(found.diagnostic.code); number >= diag::kLintBase) {
      const auto at = set.find(static_cast<diag::LintCode>(number - diag::kLintBase));
      if (at != set.end() && at->second) finding.severity = *at->second;
    }
    finding.answer = found.answer;
    finding.finding = std::move(found);
    linted->findings.push_back(std::move(finding));
  }
}

}  // namespace

std::string LintKey(const Unit& unit, const diag::Diagnostic& diagnostic) {
  const std::string code(diag::Info(diagnostic.code).code);
  if (unit.compilation->file == nullptr) return code;
  const ast::Policy* policy = nullptr;
  const source::Range clause = ClauseAt(*unit.compilation->file, diagnostic.range.begin, &policy);
  const std::string words = WordsOf(*unit.compilation->file, clause);
  return code + " " + IdOf(policy) + " " + Sha256Hex(words).substr(0, 16);
}

void LintUnit(LintedUnit* linted, int64_t today, prove::Cache* cache) {
  linted->findings.clear();
  for (const diag::Diagnostic& one : linted->unit.compilation->diagnostics.all()) {
    LintFinding finding;
    finding.finding.diagnostic = one;
    finding.severity = diag::Info(one.code).severity;
    linted->findings.push_back(std::move(finding));
  }
  if (!linted->errors()) AddRules(linted, today, cache);
  std::stable_sort(linted->findings.begin(), linted->findings.end(),
                   [](const LintFinding& a, const LintFinding& b) {
                     return a.finding.diagnostic.range.begin < b.finding.diagnostic.range.begin;
                   });
  for (LintFinding& finding : linted->findings)
    finding.key = LintKey(linted->unit, finding.finding.diagnostic);
}

}  // namespace pol::cli
