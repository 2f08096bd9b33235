#include "compiler/prove/term.h"

#include <algorithm>
#include <set>
#include <utility>

namespace pol::prove {
namespace {

using program::Op;
using program::Type;
using program::TypeKind;

// Kinds of values that one number means different things in.
int64_t ClassOf(const Type* type) {
  if (type == nullptr) return 0;
  switch (type->kind) {
    case TypeKind::kDate:
      return 1;
    case TypeKind::kMonth:
      return 2;
    case TypeKind::kInstant:
      return 3;
    case TypeKind::kClock:
      return 4;
    case TypeKind::kEnum:
      return 5 + type->enumeration;
    default:
      return 0;
  }
}

// What the operator means hangs on more than `a`, `b` and the children: labels, loops, how operands are printed.
bool NeedsNode(Op op) {
  switch (op) {
    case Op::kConcat:
    case Op::kMissing:
    case Op::kFor:
    case Op::kCall:
    case Op::kItem:
    case Op::kAtLeast:
    case Op::kDefinition:
    case Op::kHasValue:
    case Op::kParameter:
      return true;
    default:
      return false;
  }
}

bool IsNumber(const Term& term, const Rational& number) {
  return term.op == Op::kConstant && term.value.is_number() && term.value.number() == number;
}

}  // namespace

const Type* Terms::TypeOf(TermId id) const {
  const Term& term = terms_[id];
  const auto inputs = static_cast<Index>(policy_.inputs.size());
  if (term.op == Op::kInput && term.input >= inputs) return leaves_[term.input - inputs].type;
  return term.type < 0 ? nullptr : &policy_.types[term.type];
}

std::vector<int64_t> Terms::Key(const Term& term) {
  Op op = term.op;
  int64_t a = term.a, b = term.b;
  std::vector<TermId> children = term.children;
  switch (op) {
    case Op::kGreater:
    case Op::kGreaterEqual:
      op = op == Op::kGreater ? Op::kLess : Op::kLessEqual;
      std::swap(children[0], children[1]);
      break;
    case Op::kDivide:
      b = 0;  // what it does over zero: here it is not
      break;
    case Op::kMin:
    case Op::kMax:
      b = 0;
      [[fallthrough]];
    case Op::kAdd:
    case Op::kMultiply:
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kAnd:
    case Op::kOr:
      std::sort(children.begin(), children.end());
      break;
    case Op::kConstant:
    case Op::kInput:
    case Op::kToday:
      a = b = 0;
      break;
    default:
      break;
  }
  std::vector<int64_t> key = {static_cast<int64_t>(op), a, b};
  if (op == Op::kInput) key.push_back(term.input);
  if (op == Op::kConstant) {
    const auto number = static_cast<int64_t>(values_.size());
    key.push_back(values_.emplace(term.value, number).first->second);
    key.push_back(ClassOf(term.type < 0 ? nullptr : &policy_.types[term.type]));
  }
  if (NeedsNode(op)) key.push_back(term.node);
  key.insert(key.end(), children.begin(), children.end());
  return key;
}

TermId Terms::Put(Term term) {
  const auto [found, fresh] = known_.emplace(Key(term), static_cast<TermId>(terms_.size()));
  if (fresh) {
    terms_.push_back(std::move(term));
  } else if (terms_[found->second].type < 0) {
    terms_[found->second].type = term.type;
  }
  return found->second;
}

TermId Terms::Constant(Value value, Index type) {
  Term term;
  term.value = std::move(value);
  term.type = type;
  return Put(std::move(term));
}

TermId Terms::Input(Index input, Index type) {
  Term term;
  term.op = Op::kInput;
  term.input = input;
  term.type = type;
  return Put(std::move(term));
}

TermId Terms::Add(Term term) {
  if (term.op == Op::kConstant || term.op == Op::kInput || term.op == Op::kToday) {
    return Put(std::move(term));
  }
  if (std::optional<TermId> simpler = Simpler(term)) return *simpler;
  std::vector<Value> operands;
  for (const TermId child : term.children) {
    if (terms_[child].op != Op::kConstant) return Put(std::move(term));
    operands.push_back(terms_[child].value);
  }
  if (std::optional<Value> value = Apply(term, operands)) {
    Term constant;
    constant.value = *std::move(value);
    constant.type = term.type;
    constant.node = term.node;
    return Put(std::move(constant));
  }
  return Put(std::move(term));
}

// What leaves one of its children, or a smaller term.
std::optional<TermId> Terms::Simpler(const Term& term) {
  const std::vector<TermId>& children = term.children;
  const auto constant = [&](size_t i, int64_t number) {
    return IsNumber(terms_[children[i]], Rational(number));
  };
  switch (term.op) {
    case Op::kAdd:
    case Op::kMultiply: {
      const int64_t neutral = term.op == Op::kAdd ? 0 : 1;
      Term rest = term;
      std::erase_if(rest.children, [&](TermId child) {
        return IsNumber(terms_[child], Rational(neutral));
      });
      if (term.op == Op::kMultiply) {
        for (const TermId child : children) {
          if (IsNumber(terms_[child], 0)) return Constant(Value(Rational(0)), term.type);
        }
      }
      if (rest.children.empty()) return Constant(Value(Rational(neutral)), term.type);
      if (rest.children.size() == 1) return rest.children[0];
      if (rest.children.size() < children.size()) return Add(std::move(rest));
      return std::nullopt;
    }
    case Op::kSubtract:
      if (constant(1, 0)) return children[0];
      if (children[0] == children[1]) return Constant(Value(Rational(0)), term.type);
      return std::nullopt;
    case Op::kDivide:
      if (constant(1, 1)) return children[0];
      return std::nullopt;
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kMonthAdd:
    case Op::kAddSeconds:
      if (constant(1, 0)) return children[0];
      return std::nullopt;
    case Op::kNegate:
      if (terms_[children[0]].op == Op::kNegate) return terms_[children[0]].children[0];
      return std::nullopt;
    case Op::kPower:
      if (children.size() == 1 && term.a == 1) return children[0];
      return std::nullopt;
    case Op::kMin:
    case Op::kMax: {
      Term rest = term;
      std::sort(rest.children.begin(), rest.children.end());
      rest.children.erase(std::unique(rest.children.begin(), rest.children.end()),
                          rest.children.end());
      // What another operand always undercuts (or tops) never counts: 年利率 封顶 3% of a rate of 3% and more.
      const auto beaten = [&](TermId child) {
        const program::Interval own = BoundsOf(child);
        return std::any_of(rest.children.begin(), rest.children.end(), [&](TermId other) {
          if (other == child) return false;
          const program::Interval bounds = BoundsOf(other);
          return term.op == Op::kMin ? own.low && bounds.high && *bounds.high <= *own.low
                                     : own.high && bounds.low && *bounds.low >= *own.high;
        });
      };
      for (size_t i = 0; i < rest.children.size() && rest.children.size() > 1;) {
        if (beaten(rest.children[i])) {
          rest.children.erase(rest.children.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
          ++i;
        }
      }
      if (rest.children.size() == 1 && children.size() > 1) return rest.children[0];
      return std::nullopt;
    }
    case Op::kRound: {
      const Term& step = terms_[children[1]];
      const Type* type = TypeOf(children[0]);
      if (step.op != Op::kConstant || !step.value.is_number() || step.value.number().is_zero()) {
        return std::nullopt;
      }
      // Only of inputs is the step of the type kept by what they hold.
      if (terms_[children[0]].op == Op::kInput && type != nullptr) {
        const std::optional<Rational> grid = program::StepOf(*type);
        if (grid && (*grid / step.value.number()).is_integer()) return children[0];
      }
      if (terms_[children[0]].op == Op::kRound && terms_[children[0]].children[1] == children[1]) {
        return children[0];
      }
      return std::nullopt;
    }
    case Op::kIf:
      if (constant(0, 1)) return children[1];
      if (constant(0, 0)) return children[2];
      if (children[1] == children[2]) return children[1];
      return std::nullopt;
    case Op::kEqual:
    case Op::kLessEqual:
    case Op::kGreaterEqual:
      if (children[0] == children[1]) return Constant(Value(true));
      return std::nullopt;
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kGreater:
      if (children[0] == children[1]) return Constant(Value(false));
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

Linear Terms::AsLinear(TermId id) const {
  while (lines_.size() <= static_cast<size_t>(id)) {
    lines_.push_back(LineOf(static_cast<TermId>(lines_.size())));
  }
  return lines_[static_cast<size_t>(id)];
}

Linear Terms::LineOf(TermId id) const {
  const Term& term = terms_[id];
  const auto scaled = [](Linear line, const Rational& by) {
    line.factor = line.factor * by;
    line.offset = line.offset * by;
    if (line.factor.is_zero()) line.base = -1;
    return line;
  };
  // One line at most may have a base.
  const auto sum = [&](const Linear& a, const Linear& b) -> std::optional<Linear> {
    const bool same = a.base == b.base;
    if (!same && a.base >= 0 && b.base >= 0) return std::nullopt;
    Linear both;
    both.base = a.base >= 0 ? a.base : b.base;
    both.factor = a.factor + b.factor;
    both.offset = a.offset + b.offset;
    if (both.factor.is_zero()) both.base = -1;
    return both;
  };
  const Linear itself{id, 1, 0};
  switch (term.op) {
    case Op::kConstant:
      if (!term.value.is_number()) return itself;
      return {-1, 0, term.value.number()};
    case Op::kAdd:
    case Op::kAddDays:
    case Op::kMonthAdd: {
      Linear all{-1, 0, 0};
      for (const TermId child : term.children) {
        const std::optional<Linear> next = sum(all, lines_[child]);
        if (!next) return itself;
        all = *next;
      }
      return all;
    }
    case Op::kDateDiff:
      if (const Type* type = TypeOf(term.children[0]);
          type == nullptr || type->kind == TypeKind::kInstant) {
        return itself;
      }
      [[fallthrough]];
    case Op::kSubtract:
      return sum(lines_[term.children[0]], scaled(lines_[term.children[1]], -1)).value_or(itself);
    case Op::kNegate:
      return scaled(lines_[term.children[0]], -1);
    case Op::kMultiply: {
      Linear product{-1, 0, 1};
      for (const TermId child : term.children) {
        const Linear next = lines_[child];
        if (next.base >= 0 && product.base >= 0) return itself;
        product = next.base >= 0 ? scaled(next, product.offset) : scaled(product, next.offset);
      }
      return product;
    }
    case Op::kDivide: {
      const Linear divisor = lines_[term.children[1]];
      if (divisor.base >= 0 || divisor.offset.is_zero()) return itself;
      return scaled(lines_[term.children[0]], Rational(1) / divisor.offset);
    }
    default:
      return itself;
  }
}

program::Interval Terms::BoundsOf(TermId id) const {
  const Linear line = AsLinear(id);
  program::Interval bounds;
  if (line.base < 0) return {line.offset, line.offset, false, false};
  const Term& base = terms_[line.base];
  if (base.op != Op::kInput) return {};
  const auto inputs = static_cast<Index>(policy_.inputs.size());
  const program::Domain* domain = base.input < inputs
                                      ? &policy_.inputs[static_cast<size_t>(base.input)].domain
                                      : leaves_[static_cast<size_t>(base.input - inputs)].domain;
  if (domain == nullptr || domain->intervals.empty()) return {};
  bounds = domain->intervals.front();
  for (const program::Interval& interval : domain->intervals) {
    if (!interval.low || (bounds.low && *interval.low < *bounds.low)) bounds.low = interval.low;
    if (!interval.high || (bounds.high && *interval.high > *bounds.high)) bounds.high = interval.high;
  }
  const auto at = [&](std::optional<Rational>* end) {
    if (*end) **end = **end * line.factor + line.offset;
  };
  at(&bounds.low);
  at(&bounds.high);
  if (line.factor.sign() < 0) std::swap(bounds.low, bounds.high);
  bounds.low_open = bounds.high_open = false;
  return bounds;
}

std::vector<Index> Terms::InputsOf(TermId id, bool* today) const {
  std::set<TermId> seen;
  std::set<Index> inputs;
  std::vector<TermId> open = {id};
  while (!open.empty()) {
    const TermId next = open.back();
    open.pop_back();
    if (!seen.insert(next).second) continue;
    const Term& term = terms_[next];
    if (term.op == Op::kInput) inputs.insert(term.input);
    if (term.op == Op::kToday && today != nullptr) *today = true;
    open.insert(open.end(), term.children.begin(), term.children.end());
  }
  return {inputs.begin(), inputs.end()};
}

}  // namespace pol::prove
