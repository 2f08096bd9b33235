// The unit in a name is another than that of its type.
#include <optional>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

using program::TypeKind;

struct Clash {
  diag::Text type, computed;
};

// What a name that ends in `word` clashes with.
std::optional<Clash> ClashOf(std::string_view word, const program::Type& type) {
  const TypeKind kind = type.kind;
  const bool money = kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
  if (word.ends_with("元")) {
    if (money) return Clash{{"金额", "money"}, {"元", "yuan"}};
    return std::nullopt;
  }
  const bool length = kind == TypeKind::kDays || kind == TypeKind::kWorkdays || kind == TypeKind::kMonths ||
                      kind == TypeKind::kHours;
  if (!length) return std::nullopt;
  const bool fits = word == "工作日数" || word == "工作日" ? kind == TypeKind::kWorkdays
                    : word == "自然日数" || word == "自然日"  ? kind == TypeKind::kDays
                    : word == "月数" || word == "年数"   ? kind == TypeKind::kMonths
                    : word == "小时数"                   ? kind == TypeKind::kHours
                                                         : kind == TypeKind::kDays || kind == TypeKind::kWorkdays;
  if (fits) return std::nullopt;
  const diag::Text is = kind == TypeKind::kDays       ? diag::Text("天数", "days")
                        : kind == TypeKind::kWorkdays ? diag::Text("工作日数", "working days")
                        : kind == TypeKind::kMonths   ? diag::Text("月数", "months")
                                                      : diag::Text("小时数", "hours");
  return Clash{is, is};
}

}  // namespace

void UnitInName(const Subject& subject, Reporter* reporter) {
  const auto look = [&](const program::Policy& policy, const std::string& name, program::Index type, uint32_t offset) {
    if (!Own(subject, offset)) return;
    // The longer before the shorter.
    for (const std::string_view word : {"工作日数", "自然日数", "工作日", "自然日", "天数", "日数", "月数", "年数", "小时数",
                                        "百万元", "千万元", "万元", "亿元", "千元"}) {
      if (!name.ends_with(word) || name == word) continue;
      if (const auto clash = ClashOf(word, policy.types[static_cast<size_t>(type)]))
        reporter->Report(diag::LintCode::kUnitInName, NameRange(subject, offset, name),
                         {name, word, clash->type, clash->computed});
      return;
    }
  };
  for (const program::Policy& policy : subject.program.policies) {
    for (const program::Input& one : policy.inputs) look(policy, one.name, one.type, one.place.offset);
    for (const program::Parameter& one : policy.parameters) look(policy, one.name, one.type, one.place.offset);
    for (const program::Definition& one : policy.definitions) look(policy, one.name, one.type, one.place.offset);
  }
}

}  // namespace pol::lint
