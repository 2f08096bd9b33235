// Two ways of rounding to one unit in one policy.
#include <map>

#include "compiler/lint/rounding.h"

namespace pol::lint {
namespace {

diag::Text ModeName(int32_t mode) {
  switch (static_cast<RoundMode>(mode)) {
    case RoundMode::kHalfUp:
      return {"四舍五入", "round_half_up"};
    case RoundMode::kHalfEven:
      return {"四舍六入", "round_half_even"};
    case RoundMode::kUp:
      return {"进位", "round_up"};
    case RoundMode::kDown:
      return {"舍去", "round_down"};
  }
  return "";
}

}  // namespace

void MixedRounding(const Subject& subject, Reporter* reporter) {
  struct First {
    int32_t mode;
    source::Range range;
  };
  std::map<std::pair<const program::Policy*, Rational>, First> firsts;
  EachRounding(subject, [&](const program::Policy& policy, Index index, source::Range range) {
    const Node& node = At(policy, index);
    const Rational* quantum = Constant(policy, node.children[1]);
    const ast::Declaration* declaration = subject.places->DeclarationAt(range.begin);
    // Whoever says why has thought of it.
    if (quantum == nullptr || declaration == nullptr || !declaration->remarks.empty()) return;
    const program::Type* type =
        node.type < 0 ? nullptr : &policy.types[static_cast<size_t>(node.type)];
    if (type == nullptr || (type->kind != program::TypeKind::kMoney &&
                            type->kind != program::TypeKind::kExactMoney))
      return;
    const auto [first, added] = firsts.try_emplace({&policy, *quantum}, First{node.a, range});
    if (added || first->second.mode == node.a) return;
    const Rational example = *quantum / Rational(2);
    const Rational one = value::Round(example, *quantum, static_cast<RoundMode>(first->second.mode));
    const Rational other = value::Round(example, *quantum, static_cast<RoundMode>(node.a));
    if (one == other) return;
    diag::Diagnostic& found = reporter->Report(
        diag::LintCode::kMixedRounding, range,
        {ModeName(first->second.mode), ModeName(node.a), InWan(example) + "元", InWan(one) + "元",
         InWan(other) + "元"});
    found.labels.push_back({first->second.range, ModeName(first->second.mode)});
  });
}

}  // namespace pol::lint
