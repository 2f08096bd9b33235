// Arithmetic, comparisons, rounding and allocations as formulas.
#include <utility>

#include "compiler/prove/theory_encode.h"

namespace pol::prove {

using program::Op;
using value::RoundMode;

namespace {

bool IsConstant(const Number& number) {
  return number.low && number.high && *number.low == *number.high;
}
bool NeverNegative(const Number& number) { return number.low && number.low->sign() >= 0; }
bool NeverPositive(const Number& number) { return number.high && number.high->sign() <= 0; }

}  // namespace

const Number* OperatorEncoder::NumberOf(TermId id) {
  const Encoded& encoded = e_.Of(id);
  return encoded.number ? &*encoded.number : nullptr;
}

// u * R(x / u), by floors of both signs.
Number OperatorEncoder::Round(const Number& number, const Rational& step, RoundMode mode) {
  const Number opposite = e_.Scaled(number, -1);
  const Rational half(1, 2);
  const auto down = [&] { return e_.Floor(number, step); };
  const auto up = [&] { return -e_.Floor(opposite, step); };
  const auto by_sign = [&](const auto& positive, const auto& negative) {
    if (NeverNegative(number)) return positive();
    if (NeverPositive(number)) return negative();
    const z3::expr at_least_zero = e_.AtLeast(e_.OfNumber(number), Value(Rational(0)), false);
    return z3::ite(at_least_zero, positive(), negative());
  };
  const auto steps = [&]() -> z3::expr {
    switch (mode) {
      case RoundMode::kDown:
        return by_sign(down, up);
      case RoundMode::kUp:
        return by_sign(up, down);
      case RoundMode::kHalfUp:
        return by_sign([&] { return e_.Floor(number, step, half); },
                       [&] { return -e_.Floor(opposite, step, half); });
      case RoundMode::kHalfEven:
        break;
    }
    // A tie goes to the even neighbour: down from what rounding up gives, where that is odd.
    const z3::expr nearest = e_.Floor(number, step, half);
    const Number above = e_.Scaled(e_.WholeNumber(nearest), step);
    const Number tie = e_.Sum(above, e_.ConstantOf(-step * half));
    const z3::expr halves = e_.Floor(e_.WholeNumber(nearest), 2);
    const z3::expr odd = nearest - 2 * halves == 1;
    const z3::expr tied = e_.Equal(e_.OfNumber(number), e_.OfNumber(tie));
    return z3::ite(tied && odd, nearest - 1, nearest);
  };
  Number rounded{steps(), true, step, {}, {}};
  if (number.low) rounded.low = value::Round(*number.low, step, mode);
  if (number.high) rounded.high = value::Round(*number.high, step, mode);
  return rounded;
}

// a / b; where b is zero any value, for there the term is not used.
Number OperatorEncoder::Quotient(const Number& a, const Number& b) {
  if (IsConstant(b) && !b.low->is_zero()) return e_.Scaled(a, Rational(1) / *b.low);
  e_.curved_ = true;
  Number quotient{e_.Fresh("quotient", false), false, 1, {}, {}};
  const z3::expr divisor = e_.Real(b);
  const z3::expr back = quotient.expr * divisor == e_.Real(a);
  const bool never_zero = (b.low && b.low->sign() > 0) || (b.high && b.high->sign() < 0);
  e_.Define(never_zero ? back : z3::implies(divisor != 0, back));
  if (never_zero && NeverNegative(a) && NeverNegative(b)) {
    e_.Define(quotient.expr >= 0);
    quotient.low = Rational(0);
    if (a.high) quotient.high = *a.high / *b.low;
  }
  return quotient;
}

std::optional<Encoded> OperatorEncoder::Condition(const Term& term) {
  const auto child = [&](size_t i) -> const Encoded& { return e_.Of(term.children[i]); };
  const auto truth = [&](size_t i) { return e_.Truth(child(i)); };
  const size_t count = term.children.size();
  switch (term.op) {
    case Op::kEqual:
      return e_.OfTruth(e_.Equal(child(0), child(1)));
    case Op::kNotEqual:
      return e_.OfTruth(!e_.Equal(child(0), child(1)));
    case Op::kIsNone:
      return e_.OfTruth(child(0).none.value_or(e_.context_.bool_val(false)));
    case Op::kInSet: {
      z3::expr in = e_.context_.bool_val(false);
      for (size_t i = 1; i < count; ++i) in = in || e_.Equal(child(0), child(i));
      return e_.OfTruth(in);
    }
    case Op::kNot:
      return e_.OfTruth(!truth(0));
    case Op::kAnd:
    case Op::kOr: {
      z3::expr all = truth(0);
      for (size_t i = 1; i < count; ++i) {
        all = term.op == Op::kAnd ? all && truth(i) : all || truth(i);
      }
      return e_.OfTruth(all);
    }
    case Op::kAtLeast: {
      z3::expr held = e_.WholeOf(0);
      for (size_t i = 0; i < count; ++i) held = held + z3::ite(truth(i), e_.WholeOf(1), e_.WholeOf(0));
      return e_.OfTruth(held >= term.a);
    }
    case Op::kIf:
      return e_.Choice(truth(0), child(1), child(2));
    default:
      break;
  }
  for (const TermId id : term.children) {
    if (NumberOf(id) == nullptr) return std::nullopt;
  }
  const auto number = [&](size_t i) -> const Number& { return *child(i).number; };
  switch (term.op) {
    case Op::kLess:
    case Op::kLessEqual:
      return e_.OfTruth(e_.AtMost(number(0), number(1), term.op == Op::kLess));
    case Op::kGreater:
    case Op::kGreaterEqual:
      return e_.OfTruth(e_.AtMost(number(1), number(0), term.op == Op::kGreater));
    case Op::kInInterval: {
      z3::expr in = e_.True();
      if (child(0).is_text) in = !*child(0).is_text;
      size_t next = 1;
      if ((term.a & program::kNoLow) == 0) {
        in = in && e_.AtMost(number(next++), number(0), (term.a & program::kLowOpen) != 0);
      }
      if ((term.a & program::kNoHigh) == 0) {
        in = in && e_.AtMost(number(0), number(next), (term.a & program::kHighOpen) != 0);
      }
      return e_.OfTruth(in);
    }
    default:
      return std::nullopt;
  }
}

std::optional<Encoded> OperatorEncoder::Extreme(const Term& term) {
  Number found = *NumberOf(term.children[0]);
  const bool greatest = term.op == Op::kMax;
  for (size_t i = 1; i < term.children.size(); ++i) {
    const Number& next = *NumberOf(term.children[i]);
    const z3::expr keep =
        greatest ? e_.AtMost(next, found, false) : e_.AtMost(found, next, false);
    Number chosen = e_.Choice(keep, found, next);
    // One bound of either is enough: the least is at most each of them.
    std::optional<Rational>& end = greatest ? chosen.low : chosen.high;
    for (const std::optional<Rational>& other :
         greatest ? std::vector{found.low, next.low} : std::vector{found.high, next.high}) {
      if (other && (!end || (greatest ? *other > *end : *other < *end))) end = other;
    }
    found = std::move(chosen);
  }
  return e_.OfNumber(std::move(found));
}

std::optional<Encoded> OperatorEncoder::Power(const Term& term) {
  const Number base = *NumberOf(term.children[0]);
  const auto power = [&](int64_t exponent) {
    Number product = e_.ConstantOf(1);
    for (int64_t i = 0; i < std::abs(exponent); ++i) product = e_.Product(product, base);
    return exponent < 0 ? Quotient(e_.ConstantOf(1), product) : product;
  };
  constexpr int64_t kMost = 64, kMostCurved = 8;  // products of unknowns soon cannot be told
  const bool constant = IsConstant(base);
  if (term.children.size() == 1) {
    if (std::abs(term.a) > kMost) return std::nullopt;
    return e_.OfNumber(power(term.a));
  }
  const Number& exponent = *NumberOf(term.children[1]);
  if (!exponent.whole || !exponent.low || !exponent.high) return std::nullopt;
  const int64_t low = exponent.low->Floor().ToInt64().value_or(kMost + 1);
  const int64_t high = exponent.high->Floor().ToInt64().value_or(kMost + 1);
  const int64_t most = constant ? kMost : kMostCurved;
  if (low < -most || high > most || low > high) return std::nullopt;
  Number chosen = power(low);
  for (int64_t i = low + 1; i <= high; ++i) {
    const z3::expr this_one = e_.AtLeast(e_.OfNumber(exponent), Value(Rational(i)), false);
    chosen = e_.Choice(this_one, power(i), chosen);
  }
  return e_.OfNumber(std::move(chosen));
}

// The part of a total that is not negative, in steps; what the steps leave over goes to the largest remainders, the
// first of equal ones first.
Number OperatorEncoder::LargestRemainder(const Number& total, const Rational& step,
                                         const std::vector<Rational>& weights, size_t part) {
  Rational sum = 0;
  for (const Rational& weight : weights) sum = sum + weight;
  std::vector<Number> parts, rests;
  Number left = total;
  for (const Rational& weight : weights) {
    const Number exact = e_.Scaled(total, weight / sum);
    Number whole{e_.Floor(exact, step), true, step, Rational(0), exact.high};
    rests.push_back(e_.Sum(exact, e_.Scaled(whole, -1)));
    left = e_.Sum(left, e_.Scaled(whole, -1));
    parts.push_back(std::move(whole));
  }
  z3::expr before = e_.WholeOf(0);
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i == part) continue;
    const z3::expr first = e_.AtMost(rests[part], rests[i], i > part);
    before = before + z3::ite(first, e_.WholeOf(1), e_.WholeOf(0));
  }
  const Number needed = e_.Scaled(e_.WholeNumber(before + 1), step);
  return e_.Choice(e_.AtMost(needed, left, false), e_.Sum(parts[part], e_.ConstantOf(step)),
                   parts[part]);
}

std::optional<Encoded> OperatorEncoder::Share(const Term& term) {
  const Number total = *NumberOf(term.children[0]);
  const Number& quantum = *NumberOf(term.children[1]);
  if (!IsConstant(quantum) || quantum.low->sign() <= 0) return std::nullopt;
  const Rational step = *quantum.low;
  std::vector<Number> weights;
  std::vector<Rational> constants;
  Number sum = e_.ConstantOf(0);
  for (size_t i = 2; i < term.children.size(); ++i) {
    weights.push_back(*NumberOf(term.children[i]));
    sum = e_.Sum(sum, weights.back());
    if (IsConstant(weights.back())) constants.push_back(*weights.back().low);
  }
  const auto part = static_cast<size_t>(term.a);
  if (term.b < 0) {
    if (constants.size() != weights.size() || !IsConstant(sum) || sum.low->is_zero()) {
      return std::nullopt;
    }
    if (NeverNegative(total)) return e_.OfNumber(LargestRemainder(total, step, constants, part));
    const Number owed = e_.Scaled(total, -1);
    const z3::expr positive = e_.AtLeast(e_.OfNumber(total), Value(Rational(0)), false);
    return e_.OfNumber(e_.Choice(
        positive,
        LargestRemainder(e_.Choice(positive, total, e_.ConstantOf(0)), step, constants, part),
        e_.Scaled(
            LargestRemainder(e_.Choice(positive, e_.ConstantOf(0), owed), step, constants, part),
            -1)));
  }
  const auto place = static_cast<size_t>(term.b / 4);
  const auto mode = static_cast<RoundMode>(term.b % 4);
  const auto share = [&](size_t i) {
    return Round(Quotient(e_.Product(total, weights[i]), sum), step, mode);
  };
  if (part != place) return e_.OfNumber(share(part));
  Number left = total;
  for (size_t i = 0; i < weights.size(); ++i) {
    if (i != place) left = e_.Sum(left, e_.Scaled(share(i), -1));
  }
  return e_.OfNumber(std::move(left));
}

std::optional<Encoded> OperatorEncoder::Of(const Term& term) {
  if (std::optional<Encoded> condition = Condition(term)) return condition;
  for (const TermId child : term.children) {
    if (NumberOf(child) == nullptr) return std::nullopt;
  }
  const auto number = [&](size_t i) -> const Number& { return *NumberOf(term.children[i]); };
  switch (term.op) {
    case Op::kAdd: {
      Number sum = e_.ConstantOf(0);
      for (size_t i = 0; i < term.children.size(); ++i) sum = e_.Sum(sum, number(i));
      return e_.OfNumber(std::move(sum));
    }
    case Op::kSubtract:
      return e_.OfNumber(e_.Sum(number(0), e_.Scaled(number(1), -1)));
    case Op::kNegate:
      return e_.OfNumber(e_.Scaled(number(0), -1));
    case Op::kMultiply: {
      Number product = e_.ConstantOf(1);
      // Constants first, so that they become coefficients.
      for (const bool constants : {true, false}) {
        for (size_t i = 0; i < term.children.size(); ++i) {
          if (IsConstant(number(i)) == constants) product = e_.Product(product, number(i));
        }
      }
      return e_.OfNumber(std::move(product));
    }
    case Op::kDivide:
      return e_.OfNumber(Quotient(number(0), number(1)));
    case Op::kPower:
      return Power(term);
    case Op::kMin:
    case Op::kMax:
      return Extreme(term);
    case Op::kAbs: {
      const Number opposite = e_.Scaled(number(0), -1);
      if (NeverNegative(number(0))) return e_.OfNumber(number(0));
      const z3::expr positive = e_.AtLeast(e_.OfNumber(number(0)), Value(Rational(0)), false);
      Number magnitude = e_.Choice(positive, number(0), opposite);
      magnitude.low = Rational(0);
      return e_.OfNumber(std::move(magnitude));
    }
    case Op::kRound:
      if (!IsConstant(number(1)) || number(1).low->sign() <= 0) return std::nullopt;
      return e_.OfNumber(Round(number(0), *number(1).low, static_cast<RoundMode>(term.a)));
    case Op::kLower:
    case Op::kHigher: {
      const bool lower = term.op == Op::kLower;
      const program::Type* type = e_.terms_.TypeOf(term.children[0]);
      if (type == nullptr || type->enumeration < 0) return std::nullopt;
      const auto last = static_cast<int64_t>(
          e_.terms_.policy().enums[type->enumeration].members.size()) - 1;
      const Number end = e_.ConstantOf(lower ? 0 : last);
      const Number next = e_.Sum(number(0), e_.ConstantOf(lower ? -1 : 1));
      const z3::expr beyond = lower ? e_.AtMost(next, end, true) : e_.AtMost(end, next, true);
      return e_.OfNumber(e_.Choice(beyond, end, next));
    }
    case Op::kShare:
      return Share(term);
    case Op::kWaterfall: {
      Number left = number(0);
      for (size_t i = 1; i < term.children.size(); ++i) {
        const Number part = e_.Choice(e_.AtMost(number(i), left, false), number(i), left);
        if (static_cast<size_t>(term.a) == i - 1) return e_.OfNumber(part);
        left = e_.Sum(left, e_.Scaled(part, -1));
      }
      return e_.OfNumber(std::move(left));
    }
    default:
      return std::nullopt;
  }
}

}  // namespace pol::prove
