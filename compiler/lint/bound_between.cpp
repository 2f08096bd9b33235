// 不超过 2.5天 of whole days: two days, or three?
#include <algorithm>

#include "compiler/lint/bounds.h"
#include "compiler/lint/numbers.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

using program::Index;
using program::Op;
using program::Policy;
using program::TypeKind;
using value::Rational;

namespace {

// Has it whole values alone? 天数 has, 数值 天 has not, nor a mean or a quotient of days.
bool Whole(const Policy& policy, Index index) {
  const program::Node& node = policy.nodes[static_cast<size_t>(index)];
  const TypeKind kind = policy.types[static_cast<size_t>(node.type)].kind;
  if (kind != TypeKind::kInteger && kind != TypeKind::kDays && kind != TypeKind::kWorkdays && kind != TypeKind::kMonths)
    return false;
  switch (node.op) {
    case Op::kDivide:
    case Op::kPower:
      return false;
    case Op::kFor:
      return static_cast<program::Aggregate>(node.a) == program::Aggregate::kCount || node.children.empty() ||
             (static_cast<program::Aggregate>(node.a) != program::Aggregate::kMean &&
              Whole(policy, node.children.back()));
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kNegate:
    case Op::kMin:
    case Op::kMax:
    case Op::kAbs:
      return std::all_of(node.children.begin(), node.children.end(), [&](Index child) { return Whole(policy, child); });
    case Op::kIf:
      return Whole(policy, node.children[1]) && Whole(policy, node.children[2]);
    case Op::kConstant: {
      const value::Value& value = policy.constants[static_cast<size_t>(node.a)];
      return value.is_number() && value.number().is_integer();
    }
    default:
      return true;
  }
}

// What the literal is compared with.
bool ComparedIsWhole(const Places::Typed& literal) {
  const Policy& policy = *literal.policy;
  const auto self = static_cast<Index>(literal.node - policy.nodes.data());
  for (const program::Node& node : policy.nodes) {
    if (std::find(node.children.begin(), node.children.end(), self) == node.children.end()) continue;
    return std::all_of(node.children.begin(), node.children.end(),
                       [&](Index child) { return child == self || Whole(policy, child); });
  }
  return false;
}

}  // namespace

void BoundBetween(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    for (const BoundUse& use : BoundsOf(subject, declaration)) {
      if (use.form != BoundUse::Form::kWord && use.form != BoundUse::Form::kSign) continue;
      if (use.lower == use.upper) continue;
      // What is compared is whole: a count, days.
      const ast::Expr* literal = use.value;
      if (literal->kind != ast::ExprKind::kNumber) continue;
      const Rational number = use.upper ? use.high : use.low;
      const Places::Typed node = subject.places->NodeOf(*literal);
      const TypeKind kind = use.type == nullptr ? TypeKind::kText : use.type->kind;
      const bool whole = kind == TypeKind::kInteger || kind == TypeKind::kDays || kind == TypeKind::kWorkdays || kind == TypeKind::kMonths;
      const Rational factor = use.type == nullptr ? Rational(1) : use.type->factor;
      const Rational shown = number / factor;
      if (!whole || shown.is_integer() || !node || !ComparedIsWhole(node)) continue;
      const Rational below = value::Round(shown - Rational(1, 2), Rational(1), value::RoundMode::kHalfUp);
      // Which of the two is the same bound goes by whether the number itself counts.
      const bool up = use.upper ? use.high_open : !use.low_open;
      const std::string better = InWan(up ? below + Rational(1) : below);
      const std::string unit(literal->unit.text);
      reporter->Report(diag::LintCode::kBoundBetween, literal->range,
                       {OneLine(subject.file, use.range), use.subject, better + unit});
      const uint32_t end = literal->unit ? literal->unit.range.begin : literal->range.end;
      reporter->SafeFix({literal->range.begin, end}, better,
                        {"写成“" + better + unit + "”", "write " + better + unit});
    }
  });
}

}  // namespace pol::lint
