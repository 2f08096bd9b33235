// Values of what is constant.
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

std::optional<Rational> Checker::Fold(const Expr& expr) const {
  const ExprInfo& info = model_.Of(expr);
  const auto scaled = [&](std::optional<Rational> number) {
    if (number && !(info.scale == Rational(1))) number = *number * info.scale;
    // Hostile exponents and chains must not grow without bound.
    if (number &&
        (value::NumeratorBits(*number) > 4096 || value::DenominatorBits(*number) > 4096)) {
      return std::optional<Rational>();
    }
    return number;
  };
  switch (info.ref) {
    case Ref::kLiteral:
      if (!info.literal.is_number()) return std::nullopt;
      return info.literal.number();
    case Ref::kParameter: {
      const Parameter& parameter = model_.parameters[static_cast<size_t>(info.index)];
      if (parameter.values.size() != 1 || parameter.values[0].from || parameter.values[0].to ||
          parameter.values[0].value == nullptr ||
          parameter.values[0].value->kind == ExprKind::kName) {
        return std::nullopt;
      }
      const ExprInfo& value = model_.Of(*parameter.values[0].value);
      if (value.ref != Ref::kLiteral || !value.literal.is_number()) return std::nullopt;
      return scaled(value.literal.number());
    }
    case Ref::kDefinition: {
      const Definition& definition = model_.definitions[static_cast<size_t>(info.index)];
      if (definition.expression == nullptr) return std::nullopt;
      const ExprInfo& value = model_.Of(*definition.expression);
      if (value.ref == Ref::kLiteral && value.literal.is_number()) {
        return scaled(value.literal.number());
      }
      // Computed once, in the order of the definitions.
      if (static_cast<size_t>(info.index) >= measured_.size() ||
          !measured_[static_cast<size_t>(info.index)] ||
          !definition_values_[static_cast<size_t>(info.index)]) {
        return std::nullopt;
      }
      return scaled(*definition_values_[static_cast<size_t>(info.index)]);
    }
    case Ref::kFunction: {
      switch (info.function) {
        case Function::kMin:
        case Function::kMax: {
          std::optional<Rational> best;
          for (const Expr* arg : expr.args) {
            const std::optional<Rational> part = Fold(*arg);
            if (!part) return std::nullopt;
            const bool take =
                !best || (info.function == Function::kMin ? *part < *best : *best < *part);
            if (take) best = part;
          }
          return scaled(best);
        }
        case Function::kAbs: {
          const std::optional<Rational> part = Fold(*expr.args[0]);
          return part ? scaled(value::Abs(*part)) : std::nullopt;
        }
        case Function::kRoundHalfUp:
        case Function::kRoundHalfEven:
        case Function::kRoundUp:
        case Function::kRoundDown: {
          const std::optional<Rational> part = Fold(*expr.args[0]), step = Fold(*expr.args[1]);
          if (!part || !step || step->sign() <= 0) return std::nullopt;
          const value::RoundMode mode =
              info.function == Function::kRoundHalfUp     ? value::RoundMode::kHalfUp
              : info.function == Function::kRoundHalfEven ? value::RoundMode::kHalfEven
              : info.function == Function::kRoundUp       ? value::RoundMode::kUp
                                                          : value::RoundMode::kDown;
          return scaled(value::Round(*part, *step, mode));
        }
        default:
          return std::nullopt;
      }
    }
    case Ref::kNothing:
      break;
    default:
      return std::nullopt;
  }
  if (info.op != program::Op::kConstant) return std::nullopt;  // dates and the like
  const auto two = [&](auto make) -> std::optional<Rational> {
    const std::optional<Rational> a = Fold(*expr.args[0]), b = Fold(*expr.args[1]);
    if (!a || !b) return std::nullopt;
    return scaled(make(*a, *b));
  };
  using Maybe = std::optional<Rational>;
  switch (expr.kind) {
    case ExprKind::kParen:
      return scaled(Fold(*expr.args[0]));
    case ExprKind::kNegate: {
      const std::optional<Rational> part = Fold(*expr.args[0]);
      return part ? scaled(-*part) : std::nullopt;
    }
    case ExprKind::kAdd:
      return two([](const Rational& a, const Rational& b) -> Maybe { return a + b; });
    case ExprKind::kSubtract:
      return two([](const Rational& a, const Rational& b) -> Maybe { return a - b; });
    case ExprKind::kMultiply:
      return two([](const Rational& a, const Rational& b) -> Maybe { return a * b; });
    case ExprKind::kDivide:
      return two([](const Rational& a, const Rational& b) -> Maybe {
        if (b.is_zero()) return std::nullopt;
        return a / b;
      });
    case ExprKind::kCapped:
      return two([](const Rational& a, const Rational& b) -> Maybe { return b < a ? b : a; });
    case ExprKind::kFloored:
      return two([](const Rational& a, const Rational& b) -> Maybe { return a < b ? b : a; });
    case ExprKind::kPower:
      return two([](const Rational& a, const Rational& b) -> Maybe {
        const std::optional<int64_t> n = b.ToInt64();
        if (!n || *n < 0 || *n > 64) return std::nullopt;
        Rational power = 1;
        for (int64_t i = 0; i < *n; ++i) power = power * a;
        return power;
      });
    default:
      return std::nullopt;
  }
}

std::optional<bool> Checker::FoldCondition(const Expr& expr) const {
  switch (expr.kind) {
    case ExprKind::kParen:
      return FoldCondition(*expr.args[0]);
    case ExprKind::kTrue:
      return true;
    case ExprKind::kFalse:
      return false;
    case ExprKind::kNot: {
      const std::optional<bool> part = FoldCondition(*expr.args[0]);
      if (!part) return std::nullopt;
      return !*part;
    }
    case ExprKind::kAnd:
    case ExprKind::kOr:
    case ExprKind::kChain: {
      const bool all = expr.kind != ExprKind::kOr;
      bool unknown = false;
      for (const Expr* arg : expr.args) {
        const std::optional<bool> part = FoldCondition(*arg);
        if (!part)
          unknown = true;
        else if (*part != all)
          return !all;
      }
      if (unknown) return std::nullopt;
      return all;
    }
    case ExprKind::kCompare: {
      const std::optional<Rational> a = Fold(*expr.args[0]), b = Fold(*expr.args[1]);
      if (!a || !b) return std::nullopt;
      switch (expr.compare) {
        case ast::Compare::kEqual:
          return *a == *b;
        case ast::Compare::kNotEqual:
          return !(*a == *b);
        case ast::Compare::kLess:
          return *a < *b;
        case ast::Compare::kLessEqual:
          return *a <= *b;
        case ast::Compare::kGreater:
          return *a > *b;
        case ast::Compare::kGreaterEqual:
          return *a >= *b;
      }
      return std::nullopt;
    }
    case ExprKind::kMember: {
      const Expr& right = Inner(*expr.args[1]);
      const std::optional<Rational> x = Fold(*expr.args[0]);
      if (!x) return std::nullopt;
      if (right.kind == ExprKind::kInterval || right.kind == ExprKind::kRange) {
        const std::optional<Rational> a = Fold(*right.args[0]), b = Fold(*right.args[1]);
        if (!a || !b) return std::nullopt;
        const bool in =
            (right.low_open ? *a < *x : *a <= *x) && (right.high_open ? *x < *b : *x <= *b);
        return in != expr.negated;
      }
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace pol::check
