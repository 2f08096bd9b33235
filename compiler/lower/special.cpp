// Allocations, targets and bands: constructs that become formulas (semantics 3.7, 3.8, 4.6).
#include <algorithm>
#include <utility>

#include "compiler/lower/lowering.h"

namespace pol::lower {
namespace {

const ast::Expr& Bare(const ast::Expr& expr) {
  const ast::Expr* bare = &expr;
  while (bare->kind == ast::ExprKind::kParen) bare = bare->args[0];
  return *bare;
}

}  // namespace

// What one receiver gets.
Index PolicyLowering::Part(const ast::Allocation& allocation, int32_t part, Index type) {
  const uint32_t offset = allocation.range.begin;
  std::vector<Index> children = {Expr(*allocation.total)};
  std::vector<std::string> receivers;
  for (const ast::Leg& leg : allocation.legs) receivers.emplace_back(leg.name.text);
  if (allocation.shares.empty()) {
    for (const ast::Leg& leg : allocation.legs) {
      if (leg.at_most != nullptr) children.push_back(Expr(*leg.at_most));
    }
    const auto demands = static_cast<int32_t>(children.size()) - 1;
    const Index index = Make(Op::kWaterfall, type, std::move(children), offset);
    policy_.nodes[index].a = std::min(part, demands);
    policy_.nodes[index].labels = std::move(receivers);
    return index;
  }
  if (allocation.precision != nullptr) {
    children.push_back(Expr(*allocation.precision));
  } else {
    children.push_back(Number(policy_.types[type].grid.value_or(Rational(1, 100)), type, offset));
  }
  for (const ast::Expr* share : allocation.shares) children.push_back(Expr(*share));
  bool largest = allocation.remainder && check::IsLargest(allocation.remainder.text);
  int32_t remainder = static_cast<int32_t>(allocation.legs.size()) - 1;
  for (size_t i = 0; i < allocation.legs.size(); ++i) {
    if (allocation.remainder && allocation.legs[i].name.text == allocation.remainder.text) {
      remainder = static_cast<int32_t>(i);
      largest = false;  // a receiver of that name
    }
  }
  const Index index = Make(Op::kShare, type, std::move(children), offset);
  policy_.nodes[index].a = part;
  const auto mode = allocation.rounding ? check::RoundingOf(allocation.rounding.text)
                                        : std::optional(pol::value::RoundMode::kDown);
  policy_.nodes[index].b =
      largest ? -1
              : remainder * 4 + static_cast<int32_t>(mode.value_or(pol::value::RoundMode::kDown));
  policy_.nodes[index].labels = std::move(receivers);
  return index;
}

// What a target measures. With `zero` a quotient over zero has no value instead of being an error.
Index PolicyLowering::Indicator(const ast::Declaration& target) {
  const ast::Expr& measured = *Bare(*target.value).args[0];
  const ast::Expr& quotient = Bare(measured);
  if (target.zero == nullptr || quotient.kind != ast::ExprKind::kDivide) return Expr(measured);
  const check::ExprInfo& info = model_.Of(quotient);
  Index index = Make(Op::kDivide, info.type, {Expr(*quotient.args[0]), Expr(*quotient.args[1])},
                     quotient.range.begin);
  policy_.nodes[index].b = 1;
  if (!(info.scale == Rational(1))) {
    const Index factor = Number(info.scale, info.type, quotient.range.begin);
    index = Make(Op::kMultiply, info.type, {index, factor}, quotient.range.begin);
  }
  return index;
}

// Is the target met? Where its denominator is zero, as `zero` says (semantics 3.7).
Index PolicyLowering::Target(const check::Definition& definition) {
  const ast::Declaration& target = *definition.source;
  const ast::Expr& claim = Bare(*target.value);
  if (target.zero == nullptr) return Expr(*target.value);
  Test test;
  test.left = Indicator(target);
  test.compare = claim.compare;
  test.right = claim.args[1];
  test.text = Text(claim.range);
  test.offset = claim.range.begin;
  const Index met = Comparison(test);
  const ast::Expr& zero = Bare(*target.zero);
  const ast::Expr& quotient = Bare(*claim.args[0]);
  if (zero.kind == ast::ExprKind::kNone || quotient.kind != ast::ExprKind::kDivide) return met;
  const Index base = Expr(*quotient.args[1]);
  const Index none =
      Make(Op::kEqual, BooleanType(), {base, Number(0, policy_.nodes[base].type, zero.range.begin)},
           zero.range.begin);
  policy_.nodes[none].text = Text(quotient.args[1]->range) + " = 0";
  return Make(Op::kIf, BooleanType(),
              {none, Truth(zero.kind == ast::ExprKind::kTrue, zero.range.begin), met},
              claim.range.begin);
}

// Indicator over threshold, the other way round where less is better. Over a threshold of zero
// there is none.
Index PolicyLowering::Attainment(const check::Definition& definition) {
  const ast::Declaration& target = *definition.source;
  const ast::Expr& claim = Bare(*target.value);
  const Index indicator = Indicator(target), threshold = Expr(*claim.args[1]);
  if (claim.compare == ast::Compare::kLess || claim.compare == ast::Compare::kLessEqual) {
    return Make(Op::kDivide, definition.type, {threshold, indicator}, claim.range.begin);
  }
  const Index ratio = Make(Op::kDivide, definition.type, {indicator, threshold}, claim.range.begin);
  policy_.nodes[ratio].b = 1;
  return ratio;
}

namespace {

// The ends of a band, as expressions; null: none.
struct Band {
  const ast::Expr *low = nullptr, *high = nullptr;
  bool low_open = false, high_open = false;
};

Band BandOf(const ast::CellTest& test) {
  Band band;
  const ast::Expr& value = Bare(*test.value);
  if (test.compare) {
    switch (*test.compare) {
      case ast::Compare::kGreater:
        band.low = &value;
        band.low_open = true;
        break;
      case ast::Compare::kGreaterEqual:
        band.low = &value;
        break;
      case ast::Compare::kLess:
        band.high = &value;
        band.high_open = true;
        break;
      case ast::Compare::kLessEqual:
        band.high = &value;
        break;
      default:
        break;
    }
    return band;
  }
  if (value.kind == ast::ExprKind::kBound) {
    const ast::Expr* end = value.args[0];
    (value.bound == ast::Bound::kOrLess ? band.high : band.low) = end;
    band.low_open = value.bound == ast::Bound::kBeyond;
    return band;
  }
  band.low = value.args[0];
  band.high = value.args[1];
  band.low_open = value.kind == ast::ExprKind::kInterval && value.low_open;
  band.high_open = value.kind == ast::ExprKind::kInterval && value.high_open;
  return band;
}

}  // namespace

// The sum over the bands of the rate times the part of the band below x; nothing outside the bands.
void PolicyLowering::Marginal(const check::Definition& definition, program::Definition* lowered) {
  const ast::Declaration& table = *definition.source;
  size_t column = 0;
  while (table.table->conditions[column].kind != ast::HeadCell::Kind::kValue) ++column;
  const ast::Expr& head = *table.table->conditions[column].value;
  const Index x = Expr(head);
  const Index type = policy_.nodes[x].type;
  const uint32_t offset = table.range.begin;
  const Index column_input = model_.Of(head).ref == check::Ref::kInput ? model_.Of(head).index : -1;
  Index sum = -1;
  Band all;
  for (size_t row = 0; row < table.rows.size(); ++row) {
    const ast::Cell& cell = table.rows[row].conditions[column];
    if (cell.tests.empty()) continue;
    const Band band = BandOf(cell.tests[0]);
    if (row == 0) {
      all.low = band.low;
      all.low_open = band.low_open;
    }
    all.high = band.high;
    all.high_open = band.high_open;
    Index part = x;
    if (band.high != nullptr) part = Make(Op::kMin, type, {x, Expr(*band.high)}, offset);
    if (band.low != nullptr) part = Make(Op::kSubtract, type, {part, Expr(*band.low)}, offset);
    part = Make(Op::kMax, type, {part, Number(0, type, offset)}, offset);
    const ast::Expr& rate = *table.rows[row].results[static_cast<size_t>(definition.result)].value;
    Index term =
        Make(Op::kMultiply, definition.type, {Expr(rate), part}, table.rows[row].range.begin);
    // A band that x does not reach adds nothing, whatever its rate: it may still be unknown.
    if (row > 0 && band.low != nullptr) {
      const Index reached =
          Make(Op::kGreater, BooleanType(), {x, Expr(*band.low)}, table.rows[row].range.begin);
      policy_.nodes[reached].column = column_input;
      term = Make(Op::kIf, definition.type, {reached, term, Number(0, definition.type, offset)},
                  table.rows[row].range.begin);
    }
    sum = sum < 0 ? term : Make(Op::kAdd, definition.type, {sum, term}, offset);
  }
  program::Rule rule;
  rule.table = tables_.at(&table);
  rule.label = model_.tables[static_cast<size_t>(rule.table)].name;
  rule.title = std::string(table.title.text);
  rule.place = PlaceOf(table.range, &table);
  if (!definition.rules.empty()) rule.condition = Validity(definition.rules[0]);
  const std::string name = Text(head.range);
  const auto end = [&](const ast::Expr* bound, Op op) {
    if (bound == nullptr) return Index{-1};
    const Index index = Make(op, BooleanType(), {x, Expr(*bound)}, offset);
    policy_.nodes[index].text = name + " " + Text(bound->range);
    policy_.nodes[index].column = column_input;
    return index;
  };
  program::Branch branch;
  branch.condition = And({end(all.low, all.low_open ? Op::kGreater : Op::kGreaterEqual),
                          end(all.high, all.high_open ? Op::kLess : Op::kLessEqual)},
                         name, offset);
  branch.result = sum;
  rule.branches.push_back(branch);
  lowered->rules.push_back(std::move(rule));
}

}  // namespace pol::lower
