// Built-in functions.
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

bool Checker::Arguments(const Expr& expr, size_t least, size_t most) {
  if (!expr.named.empty()) {
    Report(Code::kNamedArgument, expr.named[0].name.range, {std::string(expr.name.text)});
    return false;
  }
  if (!expr.generators.empty()) {
    Report(Code::kNoGenerator, expr.generators[0].range, {std::string(expr.name.text)});
    return false;
  }
  if (expr.args.size() >= least && expr.args.size() <= most) return true;
  const std::string wanted =
      least == most ? std::to_string(least) : std::to_string(least) + "~" + std::to_string(most);
  Report(Code::kWrongArgumentCount, expr.range,
         {std::string(expr.name.text), wanted, std::to_string(expr.args.size())});
  return false;
}

Index Checker::Argument(const Expr& expr, size_t i, TypeKind kind) {
  const Expr& argument = *expr.args[i];
  const Index type = Infer(argument);
  if (type == kNoType) return kNoType;
  if (K(type) == kind) return type;
  if (kind == TypeKind::kInteger && IsNumeric(type) && T(type).dimension.is_number()) return type;
  Report(Code::kWrongArgument, argument.range,
         {std::string(expr.name.text), Describe(Simple(kind)), Source(argument.range),
          Describe(type)});
  return kNoType;
}

Index Checker::Call(const Expr& expr, Index hint) {
  const std::string_view name = expr.name.text;
  const Symbol* symbol = Lookup(name);
  ExprInfo& info = Info(expr);
  info.ref = Ref::kFunction;
  const auto call = [&](Function function, Index type) {
    ExprInfo& made = Info(expr);
    made.ref = Ref::kFunction;
    made.function = function;
    return Set(expr, type);
  };
  if (symbol != nullptr && symbol->kind == SymbolKind::kImport) {
    NoOutput(expr, *symbol);
    return Set(expr, kNoType);
  }
  if (symbol != nullptr && symbol->kind == SymbolKind::kParameter) {
    const Index type = symbol->type, index = symbol->index;
    if (!Arguments(expr, 1, 1)) return Set(expr, kNoType);
    Argument(expr, 0, TypeKind::kDate);
    Info(expr).index = index;
    return call(Function::kDatedParameter, type);
  }
  const std::string_view function = BuiltinFunction(name);
  if (function.empty()) {
    if (name == "列表" || name == "list" || name == "集合" || name == "set") {
      return ListCall(expr, name == "集合" || name == "set", hint);
    }
    for (const Expr* part : expr.args) {
      if (!Flexible(*part)) Infer(*part);
    }
    if (quiet_names_) return Set(expr, kNoType);
    ReportName(Code::kUnknownFunction, expr.name.range, {std::string(name)},
               diag::Nearest(name, BuiltinFunctionNames()));
    return Set(expr, kNoType);
  }
  const char* const loops[] = {"count",       "sum",         "mean",     "first",    "last",
                               "longest_run", "closing_run", "take",     "sorted",   "sorted_down",
                               "in_a_row",    "last_all",    "at_least", "pour",     "prorate",     "item",
                               "never_rises", "never_falls"};
  for (const char* loop : loops) {
    if (function == loop) return LoopCall(expr, function, hint);
  }
  if (function == "join") return Combine(expr, Function::kJoin, hint);
  if (function == "common") return Combine(expr, Function::kCommon, hint);
  if (function == "members") return Members(expr, hint);
  if (IsTimeFunction(function)) return TimeFunction(expr, function);
  if (function == "min" || function == "max") {
    if (!expr.generators.empty() ||
        (expr.named.empty() && expr.args.size() == 1 && IsList(Infer(*expr.args[0], hint)))) {
      return LoopCall(expr, function, hint);
    }
    if (!Arguments(expr, 1, 1000)) return Set(expr, kNoType);
    Index type = kNoType;
    const Expr* firm = nullptr;
    for (const Expr* part : expr.args) {
      if (firm == nullptr && !Flexible(*part)) firm = part;
    }
    if (firm == nullptr) firm = expr.args[0];
    type = Infer(*firm, Flexible(*firm) ? hint : kNoType);
    if (IsList(type)) {
      Report(Code::kOneListOnly, expr.range, {std::string(name), Source(firm->range)});
      return Set(expr, kNoType);
    }
    const Index first = type;
    for (const Expr* part : expr.args) {
      if (part == firm) continue;
      const Index other = Infer(*part, first);
      if (!Comparable(*firm, first, *part, other, true)) return Set(expr, kNoType);
      if (other != kNoType && first != kNoType) type = Join(type, other);
    }
    if (first != kNoType && !IsOrdered(first)) {
      Report(Code::kNotOrdered, expr.range, {Source(firm->range), Describe(first)});
      return Set(expr, kNoType);
    }
    return call(function == "min" ? Function::kMin : Function::kMax, WithOptional(type, false));
  }
  if (function == "abs") {
    if (!Arguments(expr, 1, 1)) return Set(expr, kNoType);
    const Index type = Infer(*expr.args[0], hint);
    if (type != kNoType && !IsNumeric(type)) {
      Report(Code::kNotANumber, expr.args[0]->range, {Source(expr.args[0]->range), Describe(type)});
      return Set(expr, kNoType);
    }
    return call(Function::kAbs, type);
  }
  const std::pair<const char*, Function> roundings[] = {
      {"round_half_up", Function::kRoundHalfUp},
      {"round_half_even", Function::kRoundHalfEven},
      {"round_up", Function::kRoundUp},
      {"round_down", Function::kRoundDown}};
  for (const auto& [word, which] : roundings) {
    if (function == word) return Rounding(expr, which);
  }
  if (function == "percent" || function == "fixed" || function == "text") return TextFunction(expr, function);
  if (function == "unmet") {
    if (!Arguments(expr, 1, 1)) return Set(expr, kNoType);
    const Expr& group = *expr.args[0];
    const Index list = ListOf(Simple(TypeKind::kText), TypeKind::kList);
    const Symbol* named = group.kind == ExprKind::kName ? Lookup(group.name.text) : nullptr;
    if (named == nullptr || named->kind != SymbolKind::kGroup) {
      if (group.kind == ExprKind::kName && named == nullptr) Infer(group);
      Report(Code::kNotAGroup, group.range, {Source(group.range)});
      return Set(expr, list);
    }
    Info(expr).index = named->index;
    Infer(group);
    return call(Function::kUnmet, list);
  }
  if (function == "has_value") {
    if (!Arguments(expr, 1, 1)) return Set(expr, kNoType);
    const Expr& of = *expr.args[0];
    Infer(of);
    if (Info(of).type != kNoType && Info(of).ref != Ref::kDefinition) {
      Report(Code::kNotADefinition, of.range, {Source(of.range)});
    }
    Info(expr).index = Info(of).index;
    return call(Function::kHasValue, Simple(TypeKind::kBoolean));
  }
  if (function == "or_else") {
    if (!Arguments(expr, 2, 2)) return Set(expr, kNoType);
    Index a = kNoType, b = kNoType;
    if (!Harmonize(*expr.args[0], *expr.args[1], hint, &a, &b)) {
      Comparable(*expr.args[0], a, *expr.args[1], b, false);
      return Set(expr, kNoType);
    }
    return call(Function::kOrElse, Join(a, b));
  }
  if (function == "lower" || function == "higher") {
    if (!Arguments(expr, 1, 1)) return Set(expr, kNoType);
    const Index type = Infer(*expr.args[0], hint);
    if (type != kNoType && (K(type) != TypeKind::kEnum || !IsOrdered(type))) {
      Report(Code::kNotOrdered, expr.args[0]->range, {Source(expr.args[0]->range), Describe(type)});
      return Set(expr, kNoType);
    }
    return call(function == "lower" ? Function::kLower : Function::kHigher, type);
  }
  return DateFunction(expr, function);
}

// The unit that `value` is rounded to: a constant above zero, kept as a literal. Its type, or
// kNoType after a message.
Index Checker::Quantum(const Expr& quantum, const Expr& value, Index type) {
  ExprInfo& info = Info(quantum);
  Index unit_type = kNoType;
  const UnitFound unit = quantum.kind == ExprKind::kName && Lookup(quantum.name.text) == nullptr
                             ? FindUnit(quantum.name.text)
                             : UnitFound();
  if (unit.known) {
    const std::string name(quantum.name.text);
    const bool label = unit.counting || (type != kNoType && T(type).dimension.is_number() &&
                                         T(type).type.unit == name);
    info = ExprInfo();
    info.ref = Ref::kLiteral;
    info.literal = value::Value(label ? Rational(1) : unit.factor);
    unit_type =
        Set(quantum, label ? Counting(TypeKind::kInteger, name) : OfDimension(unit.dimension));
    typed_.insert(quantum.id);
    hint_of_[quantum.id] = kNoType;
  } else {
    unit_type = Infer(quantum, type);
    if (unit_type != kNoType && type != kNoType && IsBare(quantum) && IsNumeric(type) &&
        !SameKind(type, unit_type) && info.ref == Ref::kLiteral) {
      // A quantity is rounded to its own unit: 四舍五入（占地，0.1） counts 亩.
      info.literal = value::Value(info.literal.number() * T(type).type.factor);
      unit_type = Set(quantum, WithOptional(type, false));
    }
  }
  if (unit_type == kNoType || type == kNoType) return kNoType;
  if (!IsNumeric(unit_type) || !SameUnit(type, unit_type)) {
    Report(Code::kWrongQuantum, quantum.range,
           {Source(value.range), Describe(type), Source(quantum.range), Describe(unit_type)});
    return kNoType;
  }
  const std::optional<Rational> step = Fold(quantum);
  if (!step || step->sign() <= 0) {
    Report(Code::kBadQuantum, quantum.range, {Source(quantum.range)});
    return kNoType;
  }
  info.ref = Ref::kLiteral;
  info.literal = value::Value(*step);
  info.scale = 1;
  return unit_type;
}

Index Checker::Rounding(const Expr& expr, Function function) {
  if (!Arguments(expr, 2, 2)) return Set(expr, kNoType);
  const Expr &value = *expr.args[0], &quantum = *expr.args[1];
  const Index type = Infer(value);
  if (type != kNoType && !IsNumeric(type)) {
    Report(Code::kNotANumber, value.range, {Source(value.range), Describe(type)});
    return Set(expr, kNoType);
  }
  if (Quantum(quantum, value, type) == kNoType) return Set(expr, kNoType);
  Info(expr).ref = Ref::kFunction;
  Info(expr).function = function;
  return Set(expr, WithOptional(type, false));
}

Index Checker::TextFunction(const Expr& expr, std::string_view function) {
  const Index text = Simple(TypeKind::kText);
  ExprInfo& info = Info(expr);
  if (function == "text") {
    if (!Arguments(expr, 0, 1000)) return Set(expr, text);
    if (expr.args.empty()) {
      Arguments(expr, 1, 1000);
      return Set(expr, text);
    }
    info.function = Function::kText;
    for (const Expr* part : expr.args) Infer(*part);
    return Set(expr, text);
  }
  const bool fixed = function == "fixed";
  if (!Arguments(expr, fixed ? 2 : 1, fixed ? 3 : 2)) return Set(expr, text);
  const Index type = Infer(*expr.args[0]);
  if (fixed && expr.args.size() == 3 && type != kNoType && IsNumeric(type)) {
    Quantum(*expr.args[2], *expr.args[0], type);
  }
  if (type != kNoType && (!IsNumeric(type) || (!fixed && !T(type).dimension.is_number()))) {
    Report(Code::kWrongArgument, expr.args[0]->range,
           {std::string(expr.name.text), Describe(Simple(TypeKind::kRate)),
            Source(expr.args[0]->range), Describe(type)});
  }
  int64_t places = 0;
  if (expr.args.size() >= 2) {
    Infer(*expr.args[1]);
    const std::optional<Rational> number = Fold(*expr.args[1]);
    const std::optional<int64_t> whole = number ? number->ToInt64() : std::nullopt;
    if (!whole || *whole < 0 || *whole > 18) {
      Report(Code::kBadPlaces, expr.args[1]->range, {Source(expr.args[1]->range)});
    } else {
      places = *whole;
    }
  }
  ExprInfo& made = Info(expr);
  made.function = fixed ? Function::kShow : Function::kPercent;
  made.places = static_cast<int32_t>(places);
  return Set(expr, text);
}

Index Checker::DateFunction(const Expr& expr, std::string_view function) {
  const auto call = [&](Function which, Index type) {
    Info(expr).function = which;
    return Set(expr, type);
  };
  const Index integer = Simple(TypeKind::kInteger);
  if (function == "year" || function == "month") {
    if (!Arguments(expr, 1, 1)) return Set(expr, integer);
    const Index type = Infer(*expr.args[0]);
    const bool year = function == "year";
    if (type != kNoType && K(type) != TypeKind::kMonth) Argument(expr, 0, TypeKind::kDate);
    return call(year ? Function::kYear : Function::kMonth, integer);
  }
  const std::pair<std::string_view, Function> numbers[] = {{"day", Function::kDay},
                                                           {"weekday", Function::kWeekday},
                                                           {"quarter", Function::kQuarter},
                                                           {"half", Function::kHalf}};
  for (const auto& [word, which] : numbers) {
    if (function != word) continue;
    if (!Arguments(expr, 1, 1)) return Set(expr, integer);
    Argument(expr, 0, TypeKind::kDate);
    return call(which, integer);
  }
  if (function == "clock") {
    if (!Arguments(expr, 1, 1)) return Set(expr, Simple(TypeKind::kClock));
    Argument(expr, 0, TypeKind::kInstant);
    return call(Function::kClockOf, Simple(TypeKind::kClock));
  }
  if (function == "date") {
    const Index date = Simple(TypeKind::kDate);
    if (expr.args.size() == 1 && expr.generators.empty()) {
      Argument(expr, 0, TypeKind::kInstant);
      return call(Function::kDateOf, date);
    }
    if (!Arguments(expr, 3, 3)) return Set(expr, date);
    for (size_t i = 0; i < 3; ++i) Argument(expr, i, TypeKind::kInteger);
    return call(Function::kMakeDate, date);
  }
  if (function == "month_of") {
    const Index month = Simple(TypeKind::kMonth);
    if (!Arguments(expr, 1, 1)) return Set(expr, month);
    Argument(expr, 0, TypeKind::kDate);
    return call(Function::kMonthOf, month);
  }
  if (function == "next_month") {
    const Index date = Simple(TypeKind::kDate);
    if (!Arguments(expr, 1, 1)) return Set(expr, date);
    Argument(expr, 0, TypeKind::kDate);
    return call(Function::kNextMonth, date);
  }
  if (function == "period_end" || function == "period_start") {
    const Index date = Simple(TypeKind::kDate);
    if (!Arguments(expr, 2, 2)) return Set(expr, date);
    Argument(expr, 0, TypeKind::kDate);
    const Expr& which = *expr.args[1];
    using Part = program::DatePart;
    struct {
      Part end, start;
      std::initializer_list<std::string_view> words;
    } const parts[] = {{Part::kEndOfMonth, Part::kStartOfMonth, {"月", "month"}},
                       {Part::kEndOfQuarter, Part::kStartOfQuarter, {"季", "季度", "quarter"}},
                       {Part::kEndOfHalf, Part::kStartOfHalf, {"半年", "half"}},
                       {Part::kEndOfYear, Part::kStartOfYear, {"年", "年度", "year"}}};
    const std::string_view word = which.kind == ExprKind::kName ? which.name.text : which.text;
    for (const auto& part : parts) {
      if (std::find(part.words.begin(), part.words.end(), word) == part.words.end()) continue;
      Info(expr).part = function == "period_end" ? part.end : part.start;
      return call(Function::kPeriodEnd, date);
    }
    Report(Code::kBadPeriodWord, which.range, {Source(which.range)});
    return Set(expr, date);
  }
  if (function == "full_years" || function == "full_months") {
    const bool years = function == "full_years";
    Type type = T(Simple(TypeKind::kMonths));
    if (years) {
      type.type.unit = "年";
      type.type.factor = 12;
      type.type.grid = Rational(12);
    }
    const Index made = Intern(type);
    if (!Arguments(expr, 2, 2)) return Set(expr, made);
    Argument(expr, 0, TypeKind::kDate);
    Argument(expr, 1, TypeKind::kDate);
    if (years) Info(expr).scale = 12;  // counted in years, kept in months
    return call(years ? Function::kFullYears : Function::kFullMonths, made);
  }
  ReportName(Code::kUnknownFunction, expr.name.range, {std::string(expr.name.text)}, "");
  return Set(expr, kNoType);
}

}  // namespace pol::check
