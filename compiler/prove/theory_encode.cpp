// Inputs, constants and numbers as formulas; operators are in theory_operators.cpp and theory_dates.cpp.
#include "compiler/prove/theory_encode.h"

#include <algorithm>
#include <utility>

#include "runtime/program/ranges.h"
#include "runtime/program/codes.h"
#include "runtime/value/date.h"

namespace pol::prove {

using program::Domain;
using program::Interval;
using program::Op;
using program::Type;
using program::TypeKind;

namespace {

Rational GcdOf(const Rational& a, const Rational& b) {
  return value::Gcd(a.Numerator() * b.Denominator(), b.Numerator() * a.Denominator()) /
         (a.Denominator() * b.Denominator());
}

Rational Ceiling(const Rational& x) { return -((-x).Floor()); }

std::string Written(const Rational& number) {
  return number.Numerator().ToString() + "/" + number.Denominator().ToString();
}

bool IsStructured(TypeKind kind) {
  return kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kRecord;
}

bool IsAmount(TypeKind kind) {
  switch (kind) {
    case TypeKind::kInteger:
    case TypeKind::kDecimal:
    case TypeKind::kRate:
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
    case TypeKind::kQuantity:
    case TypeKind::kHours:
    case TypeKind::kDays:
    case TypeKind::kWorkdays:
    case TypeKind::kMonths:
      return true;
    default:
      return false;
  }
}

}  // namespace

z3::expr Encoder::Fresh(const char* what, bool whole) {
  const std::string name = std::string(what) + "!" + std::to_string(fresh_++);
  return whole && !relaxed_ ? context_.int_const(name.c_str()) : context_.real_const(name.c_str());
}

z3::expr Encoder::WholeOf(const Rational& number) {
  const std::string digits = number.Numerator().ToString();
  return relaxed_ ? context_.real_val(digits.c_str()) : context_.int_val(digits.c_str());
}

z3::expr Encoder::RealOf(const Rational& number) {
  return context_.real_val(Written(number).c_str());
}

Number Encoder::ConstantOf(const Rational& number) {
  const bool zero = number.is_zero();
  return {WholeOf(number.sign()), true, zero ? Rational(1) : value::Abs(number), number, number};
}

z3::expr Encoder::Multiple(const z3::expr& expr, const Rational& by) {
  return by == Rational(1) ? expr : WholeOf(by) * expr;
}

z3::expr Encoder::Real(const Number& number) {
  const z3::expr real = number.expr.is_int() ? z3::to_real(number.expr) : number.expr;
  return number.scale == Rational(1) ? real : RealOf(number.scale) * real;
}

z3::expr Encoder::Whole(const Number& number) { return Floor(number, 1); }

Number Encoder::Scaled(const Number& number, const Rational& by) {
  if (by.is_zero()) return ConstantOf(0);
  Number scaled = number;
  if (number.low) scaled.low = *number.low * by;
  if (number.high) scaled.high = *number.high * by;
  if (by.sign() < 0) std::swap(scaled.low, scaled.high);
  if (number.whole) {
    scaled.scale = number.scale * value::Abs(by);
    if (by.sign() < 0) scaled.expr = -number.expr;
  } else {
    scaled.expr = RealOf(by) * number.expr;
  }
  return scaled;
}

Number Encoder::Sum(const Number& a, const Number& b) {
  const auto is_zero = [](const Number& x) { return x.low && x.high && x.low->is_zero() && x.high->is_zero(); };
  if (is_zero(a)) return b;
  if (is_zero(b)) return a;
  Number sum = a;
  sum.low = a.low && b.low ? std::optional(*a.low + *b.low) : std::nullopt;
  sum.high = a.high && b.high ? std::optional(*a.high + *b.high) : std::nullopt;
  if (a.whole && b.whole) {
    sum.scale = GcdOf(a.scale, b.scale);
    sum.expr = Multiple(a.expr, a.scale / sum.scale) + Multiple(b.expr, b.scale / sum.scale);
    return sum;
  }
  sum.whole = false;
  sum.scale = 1;
  sum.expr = Real(a) + Real(b);
  return sum;
}

Number Encoder::Product(const Number& a, const Number& b) {
  if (a.low && a.high && *a.low == *a.high) return Scaled(b, *a.low);
  if (b.low && b.high && *b.low == *b.high) return Scaled(a, *b.low);
  curved_ = true;
  Number product = a;
  product.low = product.high = std::nullopt;
  if (a.low && a.high && b.low && b.high) {
    const auto [low, high] = std::minmax(
        {*a.low * *b.low, *a.low * *b.high, *a.high * *b.low, *a.high * *b.high});
    product.low = low;
    product.high = high;
  } else if (a.low && b.low && a.low->sign() >= 0 && b.low->sign() >= 0) {
    product.low = *a.low * *b.low;
  }
  if (a.whole && b.whole) {
    product.scale = a.scale * b.scale;
    product.expr = a.expr * b.expr;
    return product;
  }
  product.whole = false;
  product.scale = 1;
  product.expr = Real(a) * Real(b);
  return product;
}

Number Encoder::Choice(const z3::expr& condition, const Number& a, const Number& b) {
  Number chosen = a;
  chosen.low = a.low && b.low ? std::optional(std::min(*a.low, *b.low)) : std::nullopt;
  chosen.high = a.high && b.high ? std::optional(std::max(*a.high, *b.high)) : std::nullopt;
  if (a.whole && b.whole) {
    chosen.scale = GcdOf(a.scale, b.scale);
    chosen.expr = z3::ite(condition, Multiple(a.expr, a.scale / chosen.scale),
                          Multiple(b.expr, b.scale / chosen.scale));
    return chosen;
  }
  chosen.whole = false;
  chosen.scale = 1;
  chosen.expr = z3::ite(condition, Real(a), Real(b));
  return chosen;
}

// The largest whole number that is at most number / step + shift.
z3::expr Encoder::Floor(const Number& number, const Rational& step, const Rational& shift) {
  if (number.low && number.high && *number.low == *number.high) {
    return WholeOf((*number.low / step + shift).Floor());
  }
  if (!number.whole) {
    const z3::expr exact = Real(number) * RealOf(Rational(1) / step) + RealOf(shift);
    const z3::expr floor = Fresh("floor");
    const z3::expr real = floor.is_int() ? z3::to_real(floor) : floor;
    Define(real <= exact);
    Define(exact < real + 1);
    return floor;
  }
  // (up * expr + add) / down, all whole.
  const Rational factor = number.scale / step;
  const Rational down = value::Lcm(factor.Denominator(), shift.Denominator());
  const z3::expr above = Multiple(number.expr, factor * down) + WholeOf(shift * down);
  if (down == Rational(1)) return shift.is_zero() ? Multiple(number.expr, factor) : above;
  const z3::expr floor = Fresh("floor");
  const z3::expr from = WholeOf(down) * floor;
  Define(from <= above);
  Define(relaxed_ ? above < from + WholeOf(down) : above <= from + WholeOf(down - Rational(1)));
  return floor;
}

z3::expr Encoder::AtMost(const Number& lower, const Number& upper, bool strict) {
  if (lower.whole && upper.whole) {
    const Number difference = Sum(lower, Scaled(upper, -1));
    const z3::expr zero = WholeOf(0);
    return strict ? difference.expr < zero : difference.expr <= zero;
  }
  return strict ? Real(lower) < Real(upper) : Real(lower) <= Real(upper);
}

z3::expr Encoder::AtMost(const Encoded& lower, const Value& bound, bool strict) {
  const Number& number = *lower.number;
  const Rational& most = bound.number();
  if (!number.whole) return strict ? Real(number) < RealOf(most) : Real(number) <= RealOf(most);
  const Rational steps = most / number.scale;
  if (strict && steps.is_integer()) return number.expr <= WholeOf(steps - Rational(1));
  return number.expr <= WholeOf(steps.Floor());
}

z3::expr Encoder::AtLeast(const Encoded& upper, const Value& bound, bool strict) {
  const Number& number = *upper.number;
  const Rational& least = bound.number();
  if (!number.whole) return strict ? Real(number) > RealOf(least) : Real(number) >= RealOf(least);
  const Rational steps = least / number.scale;
  if (strict && steps.is_integer()) return number.expr >= WholeOf(steps + Rational(1));
  return number.expr >= WholeOf(Ceiling(steps));
}

z3::expr Encoder::In(const Encoded& a, const Interval& interval) {
  if (!a.number) return context_.bool_val(false);
  z3::expr in = True();
  if (a.none) in = in && !*a.none;
  if (a.is_text) in = in && !*a.is_text;
  if (interval.low) in = in && AtLeast(a, Value(*interval.low), interval.low_open);
  if (interval.high) in = in && AtMost(a, Value(*interval.high), interval.high_open);
  return in.simplify();
}

z3::expr Encoder::EqualTo(const Encoded& a, const Value& value) {
  const z3::expr no = context_.bool_val(false);
  if (value.is_none()) return a.none ? *a.none : no;
  if (value.is_text()) {
    if (!a.text) return no;
    z3::expr equal = *a.text == TextNumber(value.text());
    if (a.is_text) equal = equal && *a.is_text;
    return a.none ? equal && !*a.none : equal;
  }
  if (!value.is_number()) return no;
  return In(a, Interval{value.number(), value.number(), false, false});
}

std::optional<z3::expr> Encoder::RatioIn(const Constraint& constraint) {
  const Linear line = terms_.AsLinear(constraint.term);
  if (line.base < 0 || terms_[line.base].op != Op::kDivide) return std::nullopt;
  std::vector<Interval> intervals = constraint.intervals;
  for (const Value& value : constraint.values) {
    if (!value.is_number()) return std::nullopt;
    intervals.push_back({value.number(), value.number(), false, false});
  }
  const std::vector<TermId>& children = terms_[line.base].children;
  if (!Of(children[0]).number || !Of(children[1]).number) return std::nullopt;
  const Number above = Sum(Scaled(*Of(children[0]).number, line.factor),
                           Scaled(*Of(children[1]).number, line.offset));
  const Number below = *Of(children[1]).number;
  // above / below in the interval, where below has this sign.
  const auto held = [&](const Number& over, const Number& under) {
    z3::expr in = context_.bool_val(false);
    for (const Interval& interval : intervals) {
      z3::expr both = True();
      if (interval.low) both = both && AtMost(Scaled(under, *interval.low), over, interval.low_open);
      if (interval.high) both = both && AtMost(over, Scaled(under, *interval.high), interval.high_open);
      in = in || both;
    }
    const Number zero = ConstantOf(0);
    return AtMost(zero, under, true) && (constraint.negated ? !in : in);
  };
  if (below.low && below.low->sign() > 0) return held(above, below);
  return held(above, below) || held(Scaled(above, -1), Scaled(below, -1));
}

z3::expr Encoder::Equal(const Encoded& a, const Encoded& b) {
  const z3::expr no = context_.bool_val(false), yes = True();
  const z3::expr none_a = a.none.value_or(no), none_b = b.none.value_or(no);
  const z3::expr text_a = a.is_text.value_or(a.text ? yes : no);
  const z3::expr text_b = b.is_text.value_or(b.text ? yes : no);
  z3::expr equal = none_a && none_b;
  if (a.text && b.text) {
    equal = equal || (!none_a && !none_b && text_a && text_b && *a.text == *b.text);
  }
  if (a.number && b.number) {
    const Number difference = Sum(*a.number, Scaled(*b.number, -1));
    equal = equal || (!none_a && !none_b && !text_a && !text_b && difference.expr == 0);
  }
  return equal.simplify();
}

z3::expr Encoder::Truth(const Encoded& encoded) {
  if (encoded.truth) return *encoded.truth;
  return encoded.number->expr != 0;
}

Encoded Encoder::OfTruth(const z3::expr& truth) {
  Encoded encoded;
  encoded.number = Number{z3::ite(truth, WholeOf(1), WholeOf(0)), true, 1, Rational(0), Rational(1)};
  encoded.truth = truth;
  return encoded;
}

Encoded Encoder::Choice(const z3::expr& condition, const Encoded& a, const Encoded& b) {
  if (a.truth && b.truth) return OfTruth(z3::ite(condition, *a.truth, *b.truth));
  Encoded chosen;
  const z3::expr no = context_.bool_val(false), yes = True();
  if (a.none || b.none) chosen.none = z3::ite(condition, a.none.value_or(no), b.none.value_or(no));
  if (a.number && b.number) {
    chosen.number = Choice(condition, *a.number, *b.number);
  } else {
    chosen.number = a.number ? a.number : b.number;
  }
  if (a.text || b.text) {
    const z3::expr number = context_.int_val(-1);
    chosen.text = z3::ite(condition, a.text.value_or(number), b.text.value_or(number));
    if (chosen.number) {
      chosen.is_text = z3::ite(condition, a.is_text.value_or(a.text ? yes : no),
                               b.is_text.value_or(b.text ? yes : no));
    }
  }
  return chosen;
}

int Encoder::TextNumber(const std::string& text) {
  return texts_.emplace(text, static_cast<int>(texts_.size())).first->second;
}

// ---------------------------------------------------------------------------------------------- inputs
// A variable for a value of a type, within its domain.
Encoded Encoder::Scalar(const std::string& name, const Type& type, const Domain* domain) {
  Encoded encoded;
  if (type.optional) encoded.none = context_.bool_const((name + ".none").c_str());
  const bool open = type.kind == TypeKind::kEnum && terms_.policy().enums[type.enumeration].open;
  if (type.kind == TypeKind::kText || open || IsStructured(type.kind)) {
    encoded.text = context_.int_const((name + ".text").c_str());
    Define(*encoded.text >= 0);
    if (!open) return encoded;
    encoded.is_text = context_.bool_const((name + ".other").c_str());
    // What stands in the list is a member, never a text.
    for (const program::Member& member : terms_.policy().enums[type.enumeration].members) {
      Define(*encoded.text != TextNumber(member.name));
      if (!member.alias.empty()) Define(*encoded.text != TextNumber(member.alias));
    }
  }
  const std::optional<Rational> grid = program::StepOf(type);
  const bool whole = grid && !relaxed_;
  Number number{whole ? context_.int_const(name.c_str()) : context_.real_const(name.c_str()),
                grid.has_value(), grid.value_or(Rational(1)), {}, {}};
  encoded.number = number;
  Restrict(encoded, type, domain);
  const Interval range = program::RangeOf(terms_.policy(), type);
  encoded.number->low = range.low;
  encoded.number->high = range.high;
  if (domain != nullptr && !domain->intervals.empty()) {
    std::optional<Rational> low = domain->intervals[0].low, high = domain->intervals[0].high;
    for (const Interval& interval : domain->intervals) {
      low = low && interval.low ? std::optional(std::min(*low, *interval.low)) : std::nullopt;
      high = high && interval.high ? std::optional(std::max(*high, *interval.high)) : std::nullopt;
    }
    Number& kept = *encoded.number;
    if (low && (!kept.low || *low > *kept.low)) kept.low = low;
    if (high && (!kept.high || *high < *kept.high)) kept.high = high;
  }
  if (type.kind == TypeKind::kBoolean) encoded.truth = encoded.number->expr != 0;
  return encoded;
}

void Encoder::Restrict(const Encoded& encoded, const Type& type, const Domain* domain) {
  // Bounds of an absent value say nothing about the number beside it, and nothing reads that number.
  const Encoded number{encoded.number, {}, {}, {}, {}};
  Define(In(number, program::RangeOf(terms_.policy(), type)));
  if (domain != nullptr && !domain->intervals.empty()) {
    z3::expr in = context_.bool_val(false);
    for (const Interval& interval : domain->intervals) in = in || In(number, interval);
    Define(in.simplify());
  }
  if (type.kind != TypeKind::kEnum || !terms_.policy().enums[type.enumeration].tree) return;
  // Facts are the finest codes: not those that stand above others.
  const program::EnumType& tree = terms_.policy().enums[type.enumeration];
  z3::expr leaves = context_.bool_val(false);
  const auto members = static_cast<Index>(tree.members.size());
  for (Index i = 0; i < members;) {
    if (!program::IsLeaf(tree, i)) {
      ++i;
      continue;
    }
    Index last = i;
    while (last + 1 < members && program::IsLeaf(tree, last + 1)) ++last;
    leaves = leaves || In(number, Interval{Rational(i), Rational(last), false, false});
    i = last + 1;
  }
  Define(leaves);
}

Encoded Encoder::Input(const Term& term) {
  inputs_.insert(term.input);
  const std::string name = "i" + std::to_string(term.input);
  const program::Policy& policy = terms_.policy();
  const auto inputs = static_cast<Index>(policy.inputs.size());
  if (term.input < inputs) {
    const program::Input& input = policy.inputs[term.input];
    return Scalar(name, policy.types[input.type], &input.domain);
  }
  const ListLeaf& leaf = terms_.leaves()[term.input - inputs];
  return Scalar(name, *leaf.type, leaf.domain);
}

Encoded Encoder::Untold(TermId id) {
  untold_.push_back(id);
  const std::string name = "u" + std::to_string(id);
  const Type* type = terms_.TypeOf(id);
  // What is computed lies on the step of its type only after it is rounded.
  if (type == nullptr || IsAmount(type->kind)) {
    return OfNumber({context_.real_const(name.c_str()), false, 1, {}, {}});
  }
  return Scalar(name, *type, nullptr);
}

void Encoder::Bound(const std::vector<Constraint>& constraints) {
  for (const Constraint& constraint : constraints) {
    const Op op = terms_[constraint.term].op;
    if ((op != Op::kInput && op != Op::kToday) || constraint.negated) continue;
    std::vector<Interval> intervals = constraint.intervals;
    bool numbers = true;
    for (const Value& value : constraint.values) {
      numbers = numbers && value.is_number();
      if (value.is_number()) intervals.push_back({value.number(), value.number(), false, false});
    }
    if (!numbers || intervals.empty()) continue;
    Interval hull = intervals[0];
    for (const Interval& interval : intervals) {
      hull.low = hull.low && interval.low ? std::optional(std::min(*hull.low, *interval.low)) : std::nullopt;
      hull.high = hull.high && interval.high ? std::optional(std::max(*hull.high, *interval.high)) : std::nullopt;
    }
    Interval& known = bounds_[constraint.term];
    if (hull.low && (!known.low || *hull.low > *known.low)) known.low = hull.low;
    if (hull.high && (!known.high || *hull.high < *known.high)) known.high = hull.high;
  }
}

// Without recursion: a chain of definitions may be longer than the stack.
const Encoded& Encoder::Of(TermId id) {
  std::vector<TermId> open = {id};
  while (!open.empty()) {
    const TermId next = open.back();
    if (known_.contains(next)) {
      open.pop_back();
      continue;
    }
    const std::vector<TermId>& children = terms_[next].children;
    const size_t before = open.size();
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
      if (!known_.contains(*child)) open.push_back(*child);
    }
    if (open.size() == before) known_.emplace(next, Make(next));
  }
  return known_.at(id);
}

Encoded Encoder::Make(TermId id) {
  const Term& term = terms_[id];
  std::optional<Encoded> encoded;
  if (term.op == Op::kInput) {
    encoded = Input(term);
  } else if (term.op == Op::kToday) {
    today_ = true;
    Number day{relaxed_ ? context_.real_const("today") : context_.int_const("today"), true, 1,
               Rational(first_day_), Rational(last_day_)};
    encoded = OfNumber(day);
    Define(In(*encoded, Interval{Rational(first_day_), Rational(last_day_), false, false}));
  } else if (term.op == Op::kConstant) {
    encoded.emplace();
    if (term.value.is_number()) {
      encoded->number = ConstantOf(term.value.number());
      if (term.type < 0 || terms_.policy().types[term.type].kind == TypeKind::kBoolean) {
        encoded->truth = context_.bool_val(!term.value.number().is_zero());
      }
    } else if (term.value.is_none()) {
      encoded->none = True();
    } else if (term.value.is_text()) {
      encoded->text = context_.int_val(TextNumber(term.value.text()));
    } else {
      encoded.reset();
    }
  } else {
    encoded = OperatorEncoder(*this).Of(term);
    if (!encoded) encoded = DateEncoder(*this).Of(term);
  }
  if (!encoded) {
    encoded = Untold(id);
    DateEncoder(*this).Bound(term, *encoded);
  }
  if (const auto bound = bounds_.find(id); bound != bounds_.end() && encoded->number) {
    Number& number = *encoded->number;
    const Interval& within = bound->second;
    if (within.low && (!number.low || *within.low > *number.low)) number.low = within.low;
    if (within.high && (!number.high || *within.high < *number.high)) number.high = within.high;
  }
  return *std::move(encoded);
}

Value Encoder::ValueIn(const z3::model& model, const Encoded& encoded, bool* exact) {
  const auto holds = [&](const std::optional<z3::expr>& condition) {
    return condition && model.eval(*condition, true).is_true();
  };
  *exact = true;
  if (holds(encoded.none)) return Value();
  if (encoded.text && (!encoded.number || holds(encoded.is_text))) {
    std::string digits;
    model.eval(*encoded.text, true).is_numeral(digits);
    for (const auto& [text, number] : texts_) {
      if (std::to_string(number) == digits) return Value::Text(text);
    }
    std::string other = "其他" + digits;
    while (texts_.contains(other)) other += "项";
    return Value::Text(other);
  }
  std::string digits;
  if (!model.eval(encoded.number->expr, true).is_numeral(digits)) {
    *exact = false;  // no fraction has this value
    return Value(Rational(0));
  }
  const std::optional<Rational> number = Rational::Parse(digits);
  if (!number) {
    *exact = false;
    return Value(Rational(0));
  }
  return Value(*number * encoded.number->scale);
}

}  // namespace pol::prove
