// What arithmetic does to grids and sizes, in the order of the definitions: D, M and K of
// semantics 4.3 and 4.4, decided by these rules alone; what is constant; which comparisons are
// column tests (2.5).
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;
using value::Base;

namespace {

constexpr int64_t kFactBits = 60;  // of a fact or a literal
constexpr int64_t kMostBits = 2'048;

// Of positive fractions: the least that both divide.
Rational CommonMultiple(const Rational& a, const Rational& b) {
  return value::Lcm(a.Numerator() * b.Denominator(), b.Numerator() * a.Denominator()) /
         (a.Denominator() * b.Denominator());
}

// The least common denominator of the numbers in a list that is written down.
void LiteralDenominator(const value::Value& value, Rational* denominator) {
  if (!value.is_list()) return;
  for (const value::Value& item : value.items()) {
    if (item.is_number()) *denominator = CommonMultiple(*denominator, item.number().Denominator());
    LiteralDenominator(item, denominator);
  }
}

int64_t Bits(const Rational& number) {
  return std::max<int64_t>(value::NumeratorBits(number), value::DenominatorBits(number));
}

}  // namespace

Checker::Size Checker::Within(Size size) const {
  size.magnitude = std::min<int64_t>(size.magnitude, 1 << 20);
  size.bits = std::min<int64_t>(size.bits, 1 << 20);
  return size;
}

Checker::Size Checker::OfType(Index index) const {
  Size size;
  size.magnitude = size.bits = kFactBits;
  if (index == kNoType) return size;
  if (IsList(index)) return OfType(T(index).element);
  const program::Type& type = T(index).type;
  if (type.grid) {
    size.denominator = Rational(1) / *type.grid;
  } else if (!IsNumeric(index)) {
    size.denominator = Rational(1);
  }
  size.bits = size.denominator ? Bits(*size.denominator) : kFactBits;
  return size;
}

Checker::Size Checker::OfInput(Index input) const {
  Size size = OfType(model_.inputs[static_cast<size_t>(input)].type);
  size.constant = false;
  return size;
}

Checker::Size Checker::Larger(const Size& a, const Size& b) const {
  Size size;
  if (a.denominator && b.denominator) {
    size.denominator = CommonMultiple(*a.denominator, *b.denominator);
  }
  size.magnitude = std::max(a.magnitude, b.magnitude);
  size.bits = std::max(a.bits, b.bits);
  size.constant = a.constant && b.constant;
  size.dated = a.dated || b.dated;
  size.bounded = a.bounded && b.bounded;
  return Within(size);
}

void Checker::TooWide(const Expr& expr, Size* size) {
  if (size->magnitude <= kMostBits && size->bits <= kMostBits) return;
  Report(Code::kTooWide, expr.range, {Source(expr.range)});
  // Said once: whatever is computed from it is not to be reported again.
  size->magnitude = size->bits = kFactBits;
  size->denominator = Rational(1);
}

Checker::Size Checker::Measure(const Expr& expr) {
  const auto known = sizes_.find(expr.id);
  if (known != sizes_.end()) return known->second;
  Size size = MeasureUncached(expr);
  ExprInfo& info = Info(expr);
  if (!(info.scale == Rational(1)) && info.ref != Ref::kLiteral) {
    if (size.denominator) size.denominator = *size.denominator / info.scale;
    size.magnitude += Bits(info.scale);
  }
  size = Within(size);
  if (info.type != kNoType && IsNumeric(info.type)) TooWide(expr, &size);
  info.denominator = size.denominator;
  info.constant = size.constant;
  info.dated = size.constant && size.dated;
  sizes_[expr.id] = size;
  return size;
}

Checker::Size Checker::MeasureUncached(const Expr& expr) {
  const ExprInfo& info = Info(expr);
  Size size;
  switch (info.ref) {
    case Ref::kLiteral:
      if (info.literal.is_number()) {
        const Rational& number = info.literal.number();
        const bool years = info.type != kNoType && T(info.type).type.grid &&
                           T(info.type).type.kind == TypeKind::kMonths;
        size.denominator = number.Denominator();
        // 3年 is a whole number of years, though it is kept in months.
        if (years && Rational(1) < *T(info.type).type.grid &&
            (number / *T(info.type).type.grid).is_integer()) {
          size.denominator = Rational(1) / *T(info.type).type.grid;
        }
        if (info.type != kNoType && K(info.type) == TypeKind::kInteger &&
            !(T(info.type).type.factor == Rational(1))) {
          size.denominator =
              (number / T(info.type).type.factor).Denominator() / T(info.type).type.factor;
        }
      } else {
        size.denominator = Rational(1);
        LiteralDenominator(info.literal, &*size.denominator);
      }
      size.magnitude = kFactBits;
      size.bits = Bits(*size.denominator);
      return size;
    case Ref::kInput:
      return OfInput(info.index);
    case Ref::kRecordInput:
      size = OfType(info.type);
      size.constant = false;
      return size;
    case Ref::kItem: {
      const auto slot = slot_sizes_.find(info.index);
      if (slot != slot_sizes_.end()) return slot->second;
      size = OfType(info.type);
      size.constant = false;
      return size;
    }
    case Ref::kDefinition: {
      size = measured_[static_cast<size_t>(info.index)]
                 ? definition_sizes_[static_cast<size_t>(info.index)]
                 : OfType(info.type);
      return size;
    }
    case Ref::kParameter: {
      const Parameter& parameter = model_.parameters[static_cast<size_t>(info.index)];
      bool first = true;
      for (const DatedValue& dated : parameter.values) {
        if (dated.value == nullptr) continue;
        const Size part = Measure(*dated.value);
        size = first ? part : Larger(size, part);
        first = false;
        size.dated = size.dated || dated.from || dated.to;
      }
      if (info.type != kNoType && T(info.type).type.grid) {
        size.denominator = OfType(info.type).denominator;
      }
      size.constant = true;
      return size;
    }
    case Ref::kToday:
      size = OfType(info.type);
      size.dated = true;
      return size;
    case Ref::kFunction:
      return MeasureCall(expr, info);
    case Ref::kCall:
      return MeasureUsed(model_.calls[static_cast<size_t>(info.index)]);
    case Ref::kNothing:
      break;
  }
  switch (expr.kind) {
    case ExprKind::kParen:
    case ExprKind::kNegate:
      return Measure(*expr.args[0]);
    case ExprKind::kAdd:
    case ExprKind::kSubtract: {
      const Size a = Measure(*expr.args[0]), b = Measure(*expr.args[1]);
      size = Larger(a, b);
      size.magnitude = std::max(a.magnitude, b.magnitude) + 1;
      size.bits = size.denominator ? Bits(*size.denominator) : a.bits + b.bits;
      return size;
    }
    case ExprKind::kMultiply: {
      const Size a = Measure(*expr.args[0]), b = Measure(*expr.args[1]);
      if (a.denominator && b.denominator) size.denominator = *a.denominator * *b.denominator;
      size.magnitude = a.magnitude + b.magnitude;
      size.bits = a.bits + b.bits;
      size.constant = a.constant && b.constant;
      size.dated = a.dated || b.dated;
      size.bounded = a.bounded && b.bounded;
      return size;
    }
    case ExprKind::kField: {
      const Size base = Measure(*expr.args[0]);
      size = OfType(info.type);
      size.constant = base.constant;
      size.dated = base.dated;
      size.bounded = base.bounded;
      return size;
    }
    case ExprKind::kWithout: {
      const Size b = Measure(*expr.args[1]);
      size = Measure(*expr.args[0]);
      size.constant = size.constant && b.constant;
      size.dated = size.dated || b.dated;
      return size;
    }
    case ExprKind::kDivide: {
      const Size a = Measure(*expr.args[0]), b = Measure(*expr.args[1]);
      const std::optional<Rational> divisor =
          b.constant && !b.dated ? Fold(*expr.args[1]) : std::nullopt;
      if (a.denominator && divisor && !divisor->is_zero()) {
        size.denominator = *a.denominator * value::Abs(divisor->Numerator());
      }
      if (divisor && divisor->is_zero()) {
        Report(Code::kDivideByZero, expr.args[1]->range, {Source(expr.args[1]->range)});
      }
      size.magnitude = a.magnitude + b.bits;
      size.bits = a.bits + b.magnitude + b.bits;
      size.constant = a.constant && b.constant;
      size.dated = a.dated || b.dated;
      size.bounded = a.bounded && divisor;
      return size;
    }
    case ExprKind::kPower: {
      const Size a = Measure(*expr.args[0]);
      const std::optional<Rational> times = MostTimes(*expr.args[1]);
      const Size exponent = Measure(*expr.args[1]);
      const int64_t n = times ? times->ToInt64().value_or(1) : 1;
      size = a;
      size.constant = a.constant && exponent.constant;
      if (n == 0) size.denominator = Rational(1);
      for (int64_t i = 1; i < n && size.denominator; ++i) {
        size.denominator = *size.denominator * *a.denominator;
        if (Bits(*size.denominator) > kMostBits) break;
      }
      size.magnitude = std::max<int64_t>(1, a.magnitude * n);
      size.bits = std::max<int64_t>(1, a.bits * n);
      return size;
    }
    case ExprKind::kIf: {
      const Size condition = Measure(*expr.args[0]);
      size = Larger(Measure(*expr.args[1]), Measure(*expr.args[2]));
      size.constant = size.constant && condition.constant;
      size.dated = size.dated || condition.dated;
      return size;
    }
    case ExprKind::kCapped:
    case ExprKind::kFloored:
      return Larger(Measure(*expr.args[0]), Measure(*expr.args[1]));
    default: {
      // Conditions, intervals and the like: only what is constant matters.
      size.denominator = Rational(1);
      size.magnitude = size.bits = 1;
      for (const Expr* arg : expr.args) {
        const Size part = Measure(*arg);
        size.constant = size.constant && part.constant;
        size.dated = size.dated || part.dated;
      }
      for (const ast::Item& item : expr.items) {
        if (item.condition == nullptr) continue;
        const Size part = Measure(*item.condition);
        size.constant = size.constant && part.constant;
        size.dated = size.dated || part.dated;
      }
      return size;
    }
  }
}

Checker::Size Checker::MeasureCall(const Expr& expr, const ExprInfo& info) {
  if (info.function == Function::kLoop) return MeasureLoop(expr, info);
  Size size;
  size.denominator = Rational(1);
  size.magnitude = size.bits = kFactBits;
  bool first = true, constant = true, dated = false;
  Size joined;
  for (const Expr* arg : expr.args) {
    if (info.function == Function::kPeriodEnd && arg != expr.args[0]) continue;
    const Size part = Measure(*arg);
    joined = first ? part : Larger(joined, part);
    first = false;
    constant = constant && part.constant;
    dated = dated || part.dated;
  }
  for (const ast::NamedArgument& named : expr.named) {
    if (named.value == nullptr) continue;
    const Size part = Measure(*named.value);
    constant = constant && part.constant;
    dated = dated || part.dated;
    size.bounded = size.bounded && part.bounded;
  }
  switch (info.function) {
    case Function::kList:
    case Function::kJoin:
    case Function::kCommon:
    case Function::kMin:
    case Function::kMax:
    case Function::kAbs:
    case Function::kOrElse:
      size = joined;
      break;
    case Function::kRoundHalfUp:
    case Function::kRoundHalfEven:
    case Function::kRoundUp:
    case Function::kRoundDown: {
      const Size value = Measure(*expr.args[0]);
      const ExprInfo& quantum = Info(*expr.args[1]);
      if (!quantum.literal.is_number() || quantum.literal.number().is_zero()) return joined;
      const Rational step = quantum.literal.number();
      // D(u): the denominator of the quantum; a quantum of years counts years.
      size.denominator = step.Denominator();
      if (info.type != kNoType && !(T(info.type).type.factor == Rational(1)) &&
          Rational(1) < T(info.type).type.factor) {
        size.denominator = Rational(1) / T(info.type).type.factor *
                           (step / T(info.type).type.factor).Denominator();
      }
      size.magnitude = value.magnitude + 1;
      size.bits = Bits(*size.denominator);
      break;
    }
    case Function::kDatedParameter: {
      const Parameter& parameter = model_.parameters[static_cast<size_t>(info.index)];
      bool begun = false;
      Size values;
      for (const DatedValue& value : parameter.values) {
        if (value.value == nullptr) continue;
        const Size part = Measure(*value.value);
        values = begun ? Larger(values, part) : part;
        begun = true;
      }
      size = values;
      if (info.type != kNoType && T(info.type).type.grid) {
        size.denominator = OfType(info.type).denominator;
      }
      break;
    }
    case Function::kHasValue:
    case Function::kUnmet:
      constant = joined.constant;
      break;
    default:
      break;
  }
  size.constant = constant;
  size.dated = dated;
  return size;
}

// Storing an expression in a type with a grid: its D must fit.
void Checker::Store(const Expr& value, const Size& size, Index type, std::string_view owner) {
  if (type == kNoType || Info(value).type == kNoType) return;
  if (IsList(type) || K(type) == TypeKind::kRecord) {
    StoreParts(value, type, owner);
    return;
  }
  if (!T(type).type.grid) return;
  if (!IsNumeric(type) || HoldsUntyped(value)) return;
  const Rational grid = *T(type).type.grid;
  const Text described = Describe(type);
  const Rational& factor = T(type).type.factor;
  const Text step((grid / factor).ToString() + DescribeUnit(type).zh,
                  (grid / factor).ToString() + " " + DescribeUnit(type).en);
  if (size.denominator && (Rational(1) / (*size.denominator * grid)).is_integer()) return;
  // A literal is checked by its value: 0.5 in a whole number is wrong, 3.0 is not.
  if (!size.denominator) {
    Report(Code::kUnbounded, value.range,
           {std::string(owner), described, Source(value.range), step});
    return;
  }
  const Rational least = Rational(1) / *size.denominator / factor;
  const bool money = K(type) == TypeKind::kMoney;
  const Text example(least.ToString() + DescribeUnit(type).zh,
                     least.ToString() + " " + DescribeUnit(type).en);
  const std::string written = Source(value.range);
  std::string unit = "分";
  if (!money || !(grid == Rational(1, 100))) unit = (grid / factor).ToString();
  if (money && grid == Rational(1)) unit = "元";
  const std::string rounded = "四舍五入（" + written + "，" + unit + "）";
  auto& diagnostic = Report(Code::kUnrounded, value.range,
                            {std::string(owner), described, written, step, example, rounded});
  diagnostic.fixes.push_back(
      {value.range, rounded, {"四舍五入到" + step.zh, "Round half up to " + step.en}});
}

void Checker::StoreAllocation(const ast::Allocation& allocation, const Size& size, Index type,
                              std::string_view owner) {
  if (allocation.total != nullptr) Store(*allocation.total, size, type, owner);
}

Checker::Size Checker::MeasureRule(const Rule& rule, Index type, std::string_view owner) {
  Size size;
  bool first = true;
  const auto take = [&](const Size& part) {
    size = first ? part : Larger(size, part);
    first = false;
  };
  size.denominator = Rational(1);
  size.magnitude = size.bits = 1;
  bool constant = true, dated = false;
  for (const Branch& branch : rule.branches) {
    for (const Expr* part : {branch.condition, branch.unless}) {
      if (part == nullptr) continue;
      const Size condition = Measure(*part);
      constant = constant && condition.constant;
      dated = dated || condition.dated;
    }
    if (branch.allocation != nullptr) {
      const Size part = MeasureAllocation(*branch.allocation, type);
      StoreAllocation(*branch.allocation, part, type, owner);
      take(part);
      continue;
    }
    if (branch.value == nullptr) continue;
    const Size value = Measure(*branch.value);
    Store(*branch.value, value, type, owner);
    take(value);
  }
  if (rule.row >= 0) {
    const ast::TableHead& head = *rule.declaration->table;
    const ast::TableRow& row = rule.declaration->rows[static_cast<size_t>(rule.row)];
    for (size_t c = 0; c < row.conditions.size() && c < head.conditions.size(); ++c) {
      const ast::HeadCell& column = head.conditions[c];
      if (column.kind != ast::HeadCell::Kind::kValue || column.value == nullptr) continue;
      const Size value = Measure(*column.value);
      if (row.conditions[c].kind == ast::CellKind::kOtherwise) constant = false;
      for (const ast::CellTest& test : row.conditions[c].tests) {
        if (test.value == nullptr) continue;
        const Size part = Measure(*test.value);
        constant = constant && value.constant && part.constant;
        dated = dated || value.dated || part.dated;
      }
    }
  }
  for (const Rule& exception : rule.exceptions) take(MeasureRule(exception, type, owner));
  if (rule.validity) {
    dated = true;
    if (rule.validity_by >= 0) constant = false;
  }
  size.constant = size.constant && constant;
  size.dated = size.dated || dated;
  return size;
}

Checker::Size Checker::MeasureDefinition(Index index) {
  const Definition& definition = model_.definitions[static_cast<size_t>(index)];
  Index type = definition.type;
  Size size;
  size.denominator = Rational(1);
  bool first = true;
  const auto take = [&](const Size& part) {
    size = first ? part : Larger(size, part);
    first = false;
  };
  if (definition.special == Definition::Special::kAllocation) {
    const Size part = MeasureAllocation(*definition.allocation, type);
    StoreAllocation(*definition.allocation, part, type, definition.name);
    take(part);
  } else if (definition.special == Definition::Special::kMarginal) {
    take(MeasureBands(definition));
  } else if (definition.special == Definition::Special::kAttainment) {
    const Expr& claim = Inner(*definition.source->value);
    if (claim.kind == ExprKind::kCompare) {
      Size ratio = Larger(Measure(*claim.args[0]), Measure(*claim.args[1]));
      ratio.denominator.reset();
      ratio.magnitude += ratio.bits;
      ratio.bits = ratio.magnitude + ratio.bits;
      take(ratio);
    }
  }
  if (definition.expression != nullptr) {
    const Size value = Measure(*definition.expression);
    Store(*definition.expression, value, type, definition.name);
    take(value);
  }
  if (definition.special == Definition::Special::kMarginal) {
    if (type != kNoType && T(type).type.grid) size.denominator = OfType(type).denominator;
    return Within(size);
  }
  const size_t rules = definition.rules.size();
  for (const Rule& rule : definition.rules) take(MeasureRule(rule, type, definition.name));
  if (definition.otherwise != nullptr && definition.otherwise->allocation != nullptr) {
    const Size part = MeasureAllocation(*definition.otherwise->allocation, type);
    StoreAllocation(*definition.otherwise->allocation, part, type, definition.name);
    take(part);
  }
  if (definition.otherwise != nullptr && definition.otherwise->value != nullptr) {
    const Size value = Measure(*definition.otherwise->value);
    Store(*definition.otherwise->value, value, type, definition.name);
    take(value);
  }
  if (definition.hit == program::Hit::kSum && rules > 1) size.magnitude += 14;
  const bool effective = model_.effective_from || model_.effective_to;
  if (effective) size.dated = true;
  if (effective && model_.effective_by >= 0) size.constant = false;
  if (type != kNoType && T(type).type.grid) {
    const Size stored = OfType(type);
    size.denominator = stored.denominator;
    size.bits = stored.bits;
  }
  return Within(size);
}

void Checker::Facts() {
  definition_sizes_.assign(model_.definitions.size(), Size());
  measured_.assign(model_.definitions.size(), false);
  definition_values_.assign(model_.definitions.size(), std::nullopt);
  for (const Parameter& parameter : model_.parameters) {
    for (const DatedValue& dated : parameter.values) {
      if (dated.value == nullptr) continue;
      const Size size = Measure(*dated.value);
      if (!size.constant) {
        Report(Code::kParameterNotConstant, dated.value->range, {parameter.name});
      }
      Store(*dated.value, size, parameter.type, parameter.name);
    }
  }
  for (const Index index : model_.order) {
    definition_sizes_[static_cast<size_t>(index)] = MeasureDefinition(index);
    const Definition& definition = model_.definitions[static_cast<size_t>(index)];
    if (definition.expression != nullptr) {
      definition_values_[static_cast<size_t>(index)] = Fold(*definition.expression);
    }
    measured_[static_cast<size_t>(index)] = true;
    Definition& measured = model_.definitions[static_cast<size_t>(index)];
    const Size& size = definition_sizes_[static_cast<size_t>(index)];
    measured.denominator = size.denominator;
    measured.magnitude = size.magnitude;
    measured.bits = size.bits;
  }
  using Kind = ast::DeclarationKind;
  for (const Declaration* declaration : declarations_) {
    if (std::find(skipped_.begin(), skipped_.end(), declaration) != skipped_.end()) continue;
    for (const ast::Branch& branch : declaration->branches) {
      for (const Expr* part : {branch.condition, branch.unless}) {
        if (part == nullptr) continue;
        Measure(*part);
        Columns(*part, true);
      }
      for (const ast::Outcome& outcome : branch.outcomes) {
        if (outcome.value != nullptr) Columns(*outcome.value, false);
      }
    }
    switch (declaration->kind) {
      case Kind::kTable:
        CellColumns(*declaration);
        break;
      case Kind::kOutput:
      case Kind::kLet:
        if (declaration->value != nullptr) Columns(*declaration->value, false);
        break;
      case Kind::kAssert:
      case Kind::kRequire:
      case Kind::kCheck:
      case Kind::kTarget:
        for (const Expr* part : {declaration->guard, declaration->value}) {
          if (part == nullptr) continue;
          Measure(*part);
          Columns(*part, true);
        }
        if (declaration->kind == Kind::kCheck && declaration->value != nullptr &&
            !declaration->mismatch && Info(*declaration->value).constant) {
          const std::optional<bool> truth = FoldCondition(*declaration->value);
          if (truth && !*truth) {
            const Expr& value = Inner(*declaration->value);
            std::string sides = Source(value.range);
            if (value.kind == ExprKind::kCompare) {
              const auto a = Fold(*value.args[0]), b = Fold(*value.args[1]);
              if (a && b) {
                const Index type = Info(*value.args[0]).type;
                const Rational factor = type == kNoType ? Rational(1) : T(type).type.factor;
                sides = Source(value.args[0]->range) + " = " + (*a / factor).ToString() + "，" +
                        Source(value.args[1]->range) + " = " + (*b / factor).ToString();
              }
            }
            Report(Code::kCheckFails, declaration->value->range,
                   {std::string(declaration->title.text), sides});
          }
        }
        break;
      default:
        break;
    }
  }
}

}  // namespace pol::check
