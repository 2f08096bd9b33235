// Results that are texts and differ in marks or spaces only.
#include <map>

#include "compiler/lint/places.h"
#include "compiler/lint/walk.h"
#include "runtime/value/literal.h"

namespace pol::lint {
namespace {

// Without marks and spaces, of one width.
std::string Bone(std::string_view text) {
  std::string bone = value::FoldWidth(text);
  for (const std::string_view mark : {" ", "\t", ",", ".", ";", ":", "。", "、", "“", "”", "(", ")", "!", "《", "》"}) {
    for (size_t at = bone.find(mark); at != std::string::npos; at = bone.find(mark, at)) bone.erase(at, mark.size());
  }
  return bone;
}

}  // namespace

void TextSpelledTwice(const Subject& subject, Reporter* reporter) {
  struct First {
    std::string_view text;
    source::Range range;
  };
  std::map<std::tuple<const ast::Policy*, std::string, std::string>, First> seen;
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (IsTest(one)) return;
    const auto look = [&](std::string_view output, const ast::Expr* value) {
      if (value == nullptr || value->kind != ast::ExprKind::kText) return;
      const std::string bone = Bone(value->text);
      if (bone.empty()) return;
      const auto [at, fresh] = seen.try_emplace({policy, std::string(output), bone}, First{value->text, value->range});
      if (fresh || at->second.text == value->text) return;
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kTextSpelledTwice, value->range,
                                                 {output, value->text, at->second.text});
      found.labels.push_back({at->second.range, {"这里的写法不同", "written otherwise here"}});
      found.fixes.push_back({value->range, std::string(subject.file.source->Text(at->second.range)),
                             {"写成一样的", "write it alike"}});
    };
    for (const ast::Branch& branch : one.branches) {
      for (const ast::Outcome& outcome : branch.outcomes) look(outcome.name.text, outcome.value);
    }
    if (one.table == nullptr) return;
    for (const ast::TableRow& row : one.rows) {
      for (size_t i = 0; i < row.results.size() && i < one.table->results.size(); ++i) {
        const ast::Expr* head = one.table->results[i].value;
        if (head != nullptr) look(subject.file.source->Text(head->range), row.results[i].value);
      }
    }
  });
}

}  // namespace pol::lint
