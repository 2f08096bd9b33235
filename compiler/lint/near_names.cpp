// Two facts whose names say the same in other words.
#include <map>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

void Replace(std::string* text, std::string_view from, std::string_view to) {
  for (size_t at = text->find(from); at != std::string::npos; at = text->find(from, at + to.size()))
    text->replace(at, from.size(), to);
}

// The name with words that mean the same made one.
std::string Plain(std::string_view name) {
  std::string text(name);
  static const std::pair<std::string_view, std::string_view> kSame[] = {
      {"金额", "额"},   {"数额", "额"},   {"日数", "天数"}, {"日期", "日"},     {"时间", "日"},   {"人员数", "人数"}, {"数量", "数"},
      {"比例", "率"},   {"比率", "率"},   {"占比", "率"},   {"比重", "率"},     {"企业规模", "规模"}, {"的", ""},      {"实际发生", "实际"},
      {"申请人", "申请者"}, {"费用", "费"}, {"年份", "年度"}, {"次数", "次"},   {"個", "个"}};
  for (const auto& [from, to] : kSame) Replace(&text, from, to);
  return text;
}

}  // namespace

void NearNames(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    std::map<std::pair<std::string, int>, const program::Input*> seen;
    for (const program::Input& input : policy.inputs) {
      if (!Own(subject, input.place.offset) || input.name.find('.') != std::string::npos) continue;
      const int kind = static_cast<int>(policy.types[static_cast<size_t>(input.type)].kind);
      const auto [at, fresh] = seen.try_emplace({Plain(input.name), kind}, &input);
      if (fresh || at->second->name == input.name) continue;
      const ast::Declaration* declaration = subject.places->DeclarationAt(input.place.offset);
      const ast::Declaration* before = subject.places->DeclarationAt(at->second->place.offset);
      if (declaration == nullptr || Remarked(*declaration) || (before != nullptr && Remarked(*before))) continue;
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kNearNames,
                                                 NameRange(subject, input.place.offset, input.name),
                                                 {input.name, at->second->name});
      found.labels.push_back({NameRange(subject, at->second->place.offset, at->second->name), {"前面的", "the one above"}});
    }
  }
}

}  // namespace pol::lint
