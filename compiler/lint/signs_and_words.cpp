// 超过 10天 in one rule and >= 10 in the next: two ways to say a bound are read as two kinds of bounds.
#include <map>

#include "compiler/lint/bounds.h"
#include "compiler/lint/walk.h"
#include "compiler/source/source.h"

namespace pol::lint {
namespace {

std::string WordFor(const BoundUse& use, bool chinese) {
  const bool date = use.type != nullptr && use.type->kind == program::TypeKind::kDate;
  if (use.upper && use.high_open) return chinese ? (date ? "早于" : "低于") : "below";
  if (use.upper) return chinese ? (date ? "不晚于" : "不超过") : "at most";
  if (use.low_open) return chinese ? (date ? "晚于" : "超过") : "over";
  return chinese ? (date ? "不早于" : "不低于") : "at least";
}

}  // namespace

void SignsAndWords(const Subject& subject, Reporter* reporter) {
  std::map<const ast::Policy*, std::vector<BoundUse>> policies;
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy* policy) {
    for (BoundUse& use : BoundsOf(subject, declaration)) policies[policy].push_back(std::move(use));
  });
  const std::string_view text = subject.file.source->text();
  for (const auto& [policy, uses] : policies) {
    // Of the same thing: nobody compares words about days with signs about money.
    for (const BoundUse& sign : uses) {
      if (sign.form != BoundUse::Form::kSign || sign.word_range.empty()) continue;
      const BoundUse* words = nullptr;
      for (const BoundUse& one : uses) {
        const bool word = one.form == BoundUse::Form::kWord || one.form == BoundUse::Form::kSuffix;
        if (words == nullptr && word && !one.word.empty() && one.subject == sign.subject) words = &one;
      }
      if (words == nullptr) continue;
      const std::string better = WordFor(sign, source::HoldsHan(words->word));
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kSignsAndWords, sign.word_range,
          {sign.subject, words->word, sign.word, better});
      found.labels.push_back({words->range, {"这里用文字", "in words here"}});
      const bool before = sign.word_range.begin > 0 && text[sign.word_range.begin - 1] != ' ';
      const bool after = sign.word_range.end < text.size() && text[sign.word_range.end] != ' ';
      reporter->SafeFix(sign.word_range, (before ? " " : "") + better + (after ? " " : ""),
                        {"写成“" + better + "”", "write " + better});
    }
  }
}

}  // namespace pol::lint
