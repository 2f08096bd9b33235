// Targets, allocations and bands: what becomes a formula of its own (semantics 3.7, 3.8, 4.6).
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

void Checker::TypeTarget(const Declaration& declaration) {
  if (declaration.value == nullptr) return;
  const Expr& claim = Inner(*declaration.value);
  Condition(*declaration.value);
  const bool ordered = claim.kind == ExprKind::kCompare && claim.compare != ast::Compare::kEqual &&
                       claim.compare != ast::Compare::kNotEqual;
  // Several indicators at once are a condition like any other; how far one of them has come, and
  // what a divisor of zero means, can only be said of a single one.
  const bool single = declaration.attainment.name || declaration.zero != nullptr;
  const bool refused = claim.kind == ExprKind::kCompare ? !ordered : single;
  if (refused && claim.kind != ExprKind::kError) {
    Report(Code::kTargetForm, declaration.value->range, {Source(declaration.value->range)});
  } else if (ordered && declaration.attainment.name) {
    const Index type = Info(*claim.args[0]).type;
    if (type != kNoType && !IsNumeric(type)) {
      Report(Code::kNotANumber, claim.args[0]->range,
             {Source(claim.args[0]->range), Describe(type)});
    }
  }
  if (declaration.period) {
    std::optional<int64_t> from, to;
    ReadPeriod(*declaration.period, &from, &to);
  }
  if (declaration.zero != nullptr) {
    const ExprKind kind = Inner(*declaration.zero).kind;
    if (kind != ExprKind::kNone && kind != ExprKind::kTrue && kind != ExprKind::kFalse) {
      Report(Code::kBadZero, declaration.zero->range, {Source(declaration.zero->range)});
    }
  }
}

// A declaration of its own: each receiver is a definition.
void Checker::CollectAllocation(const Declaration& declaration) {
  if (declaration.allocation == nullptr) return;
  const ast::Allocation& allocation = *declaration.allocation;
  std::set<Index> seen;
  for (size_t i = 0; i < allocation.legs.size(); ++i) {
    const ast::Name& name = allocation.legs[i].name;
    const Index index = Assigned(name);
    if (index < 0) continue;
    Definition& definition = model_.definitions[static_cast<size_t>(index)];
    if (!seen.insert(index).second) {
      Report(Code::kGivenTwice, name.range, {std::string(name.text)});
    } else if (definition.allocation != nullptr || definition.expression != nullptr) {
      Report(Code::kTwoDefinitions, name.range, {definition.name});
    } else {
      definition.special = Definition::Special::kAllocation;
      definition.allocation = &allocation;
      definition.part = static_cast<int32_t>(i);
    }
  }
}

void Checker::TypeAllocation(const ast::Allocation& allocation) {
  if (allocation.total == nullptr || !allocations_typed_.insert(&allocation).second) return;
  const Expr& total = *allocation.total;
  const Index type = Infer(total);
  if (type != kNoType && !IsNumeric(type)) {
    Report(Code::kNotANumber, total.range, {Source(total.range), Describe(type)});
    return;
  }
  for (const ast::Leg& leg : allocation.legs) {
    const Symbol* symbol = Lookup(leg.name.text);
    if (type != kNoType && symbol != nullptr && symbol->kind == SymbolKind::kDefinition &&
        symbol->type != kNoType && !SameKind(type, symbol->type)) {
      Report(Code::kWrongValue, leg.name.range,
             {std::string(leg.name.text), Describe(symbol->type), Source(total.range),
              Describe(type)});
    }
    if (leg.at_most != nullptr) Value(*leg.at_most, type, Source(total.range));
  }
  if (allocation.shares.empty()) {
    for (size_t i = 0; i + 1 < allocation.legs.size(); ++i) {
      if (allocation.legs[i].at_most != nullptr) continue;
      Report(Code::kLegWithoutLimit, allocation.legs[i].name.range,
             {std::string(allocation.legs[i].name.text)});
    }
    return;
  }
  if (allocation.shares.size() != allocation.legs.size()) {
    Report(Code::kShareCount, allocation.range,
           {std::to_string(allocation.shares.size()), std::to_string(allocation.legs.size())});
  }
  Index first = kNoType;
  for (const Expr* share : allocation.shares) {
    const Index found = Infer(*share, first);
    if (found != kNoType && !IsNumeric(found)) {
      Report(Code::kNotANumber, share->range, {Source(share->range), Describe(found)});
    } else if (first != kNoType) {
      Comparable(*allocation.shares[0], first, *share, found, true);
    }
    if (share == allocation.shares[0]) first = found;
  }
  if (!allocation.remainder) {
    Report(Code::kNoRemainder, allocation.range);
  } else {
    bool known = IsLargest(allocation.remainder.text);
    for (const ast::Leg& leg : allocation.legs) {
      known = known || leg.name.text == allocation.remainder.text;
    }
    if (!known) {
      Report(Code::kRemainderElsewhere, allocation.remainder.range,
             {std::string(allocation.remainder.text)});
    }
  }
  if (allocation.rounding && !RoundingOf(allocation.rounding.text)) {
    Report(Code::kRoundingWord, allocation.rounding.range,
           {std::string(allocation.rounding.text)});
  } else if (allocation.rounding && allocation.remainder &&
             IsLargest(allocation.remainder.text)) {
    Report(Code::kRoundingAndLargest, allocation.rounding.range,
           {std::string(allocation.rounding.text)});
  }
  if (allocation.precision != nullptr && type != kNoType) {
    Quantum(*allocation.precision, total, type);
  }
}

// Grid of what is allocated: D(u) for shares, that of total and demands for a waterfall.
Checker::Size Checker::MeasureAllocation(const ast::Allocation& allocation, Index type) {
  Size size = Measure(*allocation.total);
  const Size total = size;
  for (const Expr* share : allocation.shares) {
    const Size part = Measure(*share);
    size.magnitude = std::max(size.magnitude, part.magnitude + total.magnitude);
    size.constant = size.constant && part.constant;
    size.dated = size.dated || part.dated;
  }
  for (const ast::Leg& leg : allocation.legs) {
    if (leg.at_most != nullptr) size = Larger(size, Measure(*leg.at_most));
  }
  if (allocation.shares.empty()) return Within(size);
  std::optional<Rational> step = type == kNoType ? std::nullopt : T(type).type.grid;
  if (allocation.precision != nullptr) {
    Measure(*allocation.precision);
    step = Fold(*allocation.precision);
  }
  if (!step || step->sign() <= 0) return Within(size);
  // What does not lie on the grid cannot be parted on it without loss.
  if (!total.denominator || !(Rational(1) / (*total.denominator * *step)).is_integer()) {
    const Index of = Info(*allocation.total).type;
    if (of != kNoType) {
      Report(Code::kTotalOffGrid, allocation.total->range,
             {Source(allocation.total->range),
              Text((*step / T(of).type.factor).ToString() + DescribeUnit(of).zh,
                   (*step / T(of).type.factor).ToString() + " " + DescribeUnit(of).en)});
    }
  }
  size.denominator = step->Denominator();
  return Within(size);
}

// The bands of a table that is taken band by band: in order, joined, and of constant ends.
void Checker::CheckBands(const Definition& definition) {
  if (definition.source == nullptr || definition.source->table == nullptr) return;
  const Declaration& table = *definition.source;
  const ast::TableHead& head = *table.table;
  const ast::HeadCell* column = nullptr;
  size_t at = 0;
  for (size_t c = 0; c < head.conditions.size(); ++c) {
    if (head.conditions[c].kind != ast::HeadCell::Kind::kValue) continue;
    if (column != nullptr) {
      Report(Code::kBandForm, head.conditions[c].range, {Source(head.conditions[c].range)});
      return;
    }
    column = &head.conditions[c];
    at = c;
  }
  if (column == nullptr || column->value == nullptr) return;
  const Index type = Info(*column->value).type;
  if (type != kNoType && !IsNumeric(type)) {
    Report(Code::kNotANumber, column->range, {Source(column->range), Describe(type)});
    return;
  }
  std::optional<Rational> below;  // high end of the row before
  bool below_open = false, first = true;
  for (const ast::TableRow& row : table.rows) {
    if (row.conditions.size() <= at ||
        row.results.size() <= static_cast<size_t>(definition.result)) {
      return;
    }
    const ast::Cell& cell = row.conditions[at];
    const ast::Cell& result = row.results[static_cast<size_t>(definition.result)];
    const ast::CellTest* test =
        cell.kind == ast::CellKind::kTests && cell.tests.size() == 1 && !cell.tests[0].negated
            ? &cell.tests[0]
            : nullptr;
    if (test == nullptr || test->value == nullptr || result.kind != ast::CellKind::kValue) {
      const Range where = test == nullptr ? cell.range : result.range;
      Report(Code::kBandForm, where, {Source(where)});
      return;
    }
    const Expr& value = Inner(*test->value);
    std::optional<Rational> low, high;
    bool low_open = false, high_open = false, known = true;
    if (test->compare) {
      const std::optional<Rational> end = Fold(value);
      known = end.has_value();
      switch (*test->compare) {
        case ast::Compare::kLess:
        case ast::Compare::kLessEqual:
          high = end;
          high_open = *test->compare == ast::Compare::kLess;
          break;
        case ast::Compare::kGreater:
        case ast::Compare::kGreaterEqual:
          low = end;
          low_open = *test->compare == ast::Compare::kGreater;
          break;
        default:
          known = false;
      }
    } else if (value.kind == ExprKind::kInterval || value.kind == ExprKind::kRange) {
      low = Fold(*value.args[0]);
      high = Fold(*value.args[1]);
      known = low && high;
      low_open = value.low_open;
      high_open = value.high_open;
    } else if (value.kind == ExprKind::kBound) {
      const std::optional<Rational> end = Fold(*value.args[0]);
      known = end.has_value();
      (value.bound == ast::Bound::kOrLess ? high : low) = end;
      low_open = value.bound == ast::Bound::kBeyond;
    } else {
      known = false;
    }
    if (!known) {
      Report(Code::kBandForm, cell.range, {Source(cell.range)});
      return;
    }
    const bool joins = first || (below && low && *below == *low && below_open != low_open);
    if (!joins) {
      Report(Code::kBandsGap, cell.range, {Source(cell.range)});
      return;
    }
    below = high;
    below_open = high_open;
    first = false;
  }
}

// Rates and results of a table that is taken band by band: rate times amount must be what the
// result is.
void Checker::TypeBands(const Definition& definition) {
  if (definition.source == nullptr || definition.source->table == nullptr) return;
  const Declaration& table = *definition.source;
  Index amount = kNoType;
  const Expr* column = nullptr;
  for (const ast::HeadCell& cell : table.table->conditions) {
    if (cell.kind == ast::HeadCell::Kind::kValue && cell.value != nullptr && column == nullptr) {
      column = cell.value;
      amount = Info(*column).type;
    }
  }
  for (const ast::TableRow& row : table.rows) {
    if (row.results.size() <= static_cast<size_t>(definition.result)) continue;
    const Expr* value = row.results[static_cast<size_t>(definition.result)].value;
    if (value == nullptr) continue;
    const Index rate = Infer(*value);
    if (rate == kNoType || amount == kNoType || definition.type == kNoType) continue;
    const bool zero = Info(*value).ref == Ref::kLiteral && Info(*value).literal.is_number() &&
                      Info(*value).literal.number().is_zero();
    if (zero) continue;
    if (!IsNumeric(rate) || !IsNumeric(definition.type) ||
        !(T(rate).dimension * T(amount).dimension == T(definition.type).dimension)) {
      Report(Code::kBandValue, value->range,
             {Source(value->range), Source(column->range), definition.name,
              Describe(definition.type)});
    }
  }
}

Checker::Size Checker::MeasureBands(const Definition& definition) {
  Size sum;
  sum.denominator = Rational(1);
  sum.magnitude = sum.bits = 1;
  if (definition.source == nullptr || definition.source->table == nullptr) return sum;
  const Declaration& table = *definition.source;
  const Expr* column = nullptr;
  size_t at = 0;
  for (size_t c = 0; c < table.table->conditions.size(); ++c) {
    const ast::HeadCell& cell = table.table->conditions[c];
    if (cell.kind == ast::HeadCell::Kind::kValue && column == nullptr) column = cell.value, at = c;
  }
  if (column == nullptr) return sum;
  const Size amount = Measure(*column);
  const Expr* first = nullptr;
  for (const ast::TableRow& row : table.rows) {
    if (row.results.size() <= static_cast<size_t>(definition.result) ||
        row.conditions.size() <= at) {
      continue;
    }
    const Expr* value = row.results[static_cast<size_t>(definition.result)].value;
    if (value == nullptr) continue;
    if (first == nullptr) first = value;
    const Size rate = Measure(*value);
    Size part = amount;
    for (const ast::CellTest& test : row.conditions[at].tests) {
      if (test.value == nullptr) continue;
      const Expr& cell = Inner(*test.value);
      Measure(cell);
      if (cell.args.empty() || Info(cell).ref == Ref::kLiteral) part = Larger(part, Measure(cell));
      for (const Expr* end : cell.args) {
        if (Info(cell).ref != Ref::kLiteral) part = Larger(part, Measure(*end));
      }
    }
    Size term;
    if (rate.denominator && part.denominator)
      term.denominator = *rate.denominator * *part.denominator;
    term.magnitude = rate.magnitude + part.magnitude + 1;
    term.bits = rate.bits + part.bits;
    sum = Larger(sum, term);
    sum.magnitude += 1;
  }
  sum.constant = false;
  if (first != nullptr) Store(*first, sum, definition.type, definition.name);
  return Within(sum);
}

}  // namespace pol::check
