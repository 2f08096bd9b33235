// What the drafter has answered in the text: findings with a reason, answers without one, answers to nothing.
#include <algorithm>

#include "compiler/lint/lint.h"
#include "compiler/prove/reviewed.h"

namespace pol::lint {
namespace {

std::vector<prove::Reviewed> Own(const Subject& subject) {
  std::vector<prove::Reviewed> all = prove::ReadReviewed(subject.file);
  std::erase_if(all, [&](const prove::Reviewed& one) {
    return one.comment.begin >= subject.text_size;
  });
  return all;
}

bool IsLint(diag::Code code) { return static_cast<uint16_t>(code) >= diag::kLintBase; }

const ast::Policy* PolicyAt(const ast::File& file, uint32_t offset) {
  for (const ast::Policy* policy : file.policies) {
    if (policy->range.begin <= offset && offset < policy->range.end) return policy;
  }
  return nullptr;
}

// Was there anything that could have been found with this code?
bool Looked(diag::Code code, const std::function<bool(const Rule&)>& enabled, bool proofs) {
  if (!IsLint(code)) return proofs;
  const std::vector<Rule>& rules = Rules();
  return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
    return diag::Of(rule.code) == code && (!enabled || enabled(rule)) && (!rule.proofs || proofs);
  });
}

}  // namespace

void ReviewedWithoutReason(const Subject& subject, Reporter* reporter) {
  for (const prove::Reviewed& one : Own(subject)) {
    if (one.reason.empty()) {
      reporter->Report(diag::LintCode::kReviewedWithoutReason, one.comment,
                       {one.written.empty() ? diag::Text("……", "…") : diag::Text(one.written)});
    }
  }
}

// Only ApplyAnswers knows what was found.
void ReviewedNothing(const Subject&, Reporter*) {}

void ApplyAnswers(const Subject& subject, std::vector<Finding>* findings,
                  const std::function<bool(const Rule&)>& enabled, bool proofs) {
  std::vector<prove::Reviewed> answers = Own(subject);
  if (answers.empty()) return;
  for (Finding& finding : *findings) {
    std::vector<diag::Diagnostic> one{finding.diagnostic};
    std::vector<size_t> used;
    for (const prove::Reviewed& answer : answers) used.push_back(answer.used);
    prove::ApplyReviewed(&answers, &one);
    if (!one.empty()) continue;
    for (size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].used > used[i]) finding.answer = answers[i].reason;
    }
  }
  const std::vector<Rule>& rules = Rules();
  const auto rule = std::find_if(rules.begin(), rules.end(), [](const Rule& each) {
    return each.code == diag::LintCode::kReviewedNothing;
  });
  if (enabled && !enabled(*rule)) return;
  Reporter reporter;
  for (const prove::Reviewed& one : answers) {
    if (one.used > 0 || one.reason.empty()) continue;
    diag::Text why;
    if (one.written.empty()) {
      why = {"没有写明代码，例如 P3001", "it names no code, such as P3001"};
    } else if (!one.code) {
      why = {"没有这个代码，或这个代码不能答复", "there is no such code, or it cannot be answered"};
    } else if (one.covers.empty()) {
      why = {"下面没有内容", "nothing stands below it"};
    } else if (!Looked(*one.code, enabled, proofs)) {
      continue;
    } else {
      why = {"它所在的这一段没有这个提示", "what it stands with has no such finding"};
      // One of this code that nobody has answered: perhaps it is the one that was meant.
      const auto open = std::find_if(findings->begin(), findings->end(), [&](const Finding& finding) {
        return finding.diagnostic.code == *one.code && !finding.answer &&
               PolicyAt(subject.file, finding.diagnostic.range.begin) == PolicyAt(subject.file, one.covers.begin);
      });
      if (open != findings->end()) {
        const std::string line = std::to_string(subject.file.source->At(open->diagnostic.range.begin).line);
        why = {"这个提示在第 " + line + " 行，答复要写在那一段的上一行",
               "the finding is on line " + line + "; put the answer above what stands there"};
      }
    }
    reporter.Report(diag::LintCode::kReviewedNothing, one.comment,
                    {one.written.empty() ? diag::Text("……", "…") : diag::Text(one.written),
                     std::move(why)});
  }
  for (Finding& finding : reporter.Take()) findings->push_back(std::move(finding));
  std::stable_sort(findings->begin(), findings->end(), [](const Finding& a, const Finding& b) {
    return a.diagnostic.range.begin < b.diagnostic.range.begin;
  });
}

}  // namespace pol::lint
