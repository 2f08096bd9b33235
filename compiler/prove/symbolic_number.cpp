// Arithmetic, dates and the other operators that compute a value: a term, with what can go wrong told apart before.
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic.h"
#include "runtime/value/date.h"

namespace pol::prove {
namespace {

using interp::ErrorCode;
using interp::Reason;
using program::DatePart;
using program::Node;
using program::Op;
using program::TypeKind;

}  // namespace

TermId Symbolic::Term(Index index, std::vector<TermId> children) {
  const Node& node = policy_.nodes[index];
  prove::Term term;
  term.op = node.op;
  term.a = node.a;
  term.b = node.b;
  term.type = TypeOf(node.type);
  term.node = NodeOf(index);
  term.children = std::move(children);
  return terms_.Add(std::move(term));
}

NodeId Symbolic::Arithmetic(Index index, const Node& node) {
  std::vector<NodeId> operands;
  for (const Index child : node.children) {
    if (child >= 0) operands.push_back(Of(child));
  }
  return Strict(std::move(operands), [&](const std::vector<TermId>& values) {
    bool constant = true;
    for (const TermId value : values) {
      const prove::Term& term = terms_[value];
      if (term.op != Op::kConstant) {
        constant = false;
      } else if (term.value.is_none()) {
        return diagrams_.Error(ErrorCode::kNoneUsed, node.offset);
      }
    }
    switch (node.op) {
      case Op::kDivide:
        return Divide(index, node, values);
      case Op::kPower:
        return Power(index, node, values);
      case Op::kMin:
      case Op::kMax:
        return Extreme(index, node, values);
      case Op::kAbs:
        return Absolute(index, values);
      case Op::kAddDays:
      case Op::kAddMonths:
      case Op::kAddSeconds:
      case Op::kMonthAdd:
      case Op::kDatePart:
      case Op::kMakeDate:
        return Dates(index, node, values);
      case Op::kAdd:
      case Op::kSubtract:
      case Op::kMultiply:
      case Op::kNegate:
      case Op::kRound:
      case Op::kDateDiff:
      case Op::kFullMonths:
      case Op::kFullYears:
      case Op::kLower:
      case Op::kHigher:
        return diagrams_.Value(Term(index, values));
      case Op::kShare:
      case Op::kWaterfall:
        return Allocation(index, node, values);
      case Op::kShow:
      case Op::kConcat:
      case Op::kMissing:
        if (constant) return diagrams_.Value(Term(index, values));
        return Undecided(index);
      default:
        return Undecided(index);
    }
  });
}

NodeId Symbolic::Divide(Index index, const Node& node, const std::vector<TermId>& values) {
  const NodeId zero = node.b == 1 ? diagrams_.NoRule(Reason::kZeroBase, node.offset)
                                  : diagrams_.Error(ErrorCode::kDivZero, node.offset);
  const NodeId is_zero = Compare(Op::kEqual, values[1], Number(0), index);
  if (is_zero == Truth(true)) return zero;
  return diagrams_.Choose(is_zero, zero, diagrams_.Value(Term(index, values)));
}

NodeId Symbolic::Power(Index index, const Node& node, const std::vector<TermId>& values) {
  if (values.size() > 1) {
    const prove::Term& exponent = terms_[values[1]];
    if (exponent.op != Op::kConstant) return Undecided(index);
    prove::Term power;
    power.op = Op::kPower;
    power.a = static_cast<int32_t>(exponent.value.number().ToInt64().value_or(0));
    power.type = TypeOf(node.type);
    power.node = NodeOf(index);
    power.children = {values[0]};
    if (power.a >= 0) return diagrams_.Value(terms_.Add(std::move(power)));
    const NodeId is_zero = Compare(Op::kEqual, values[0], Number(0), index);
    const NodeId zero = diagrams_.Error(ErrorCode::kDivZero, node.offset);
    if (is_zero == Truth(true)) return zero;
    return diagrams_.Choose(is_zero, zero, diagrams_.Value(terms_.Add(std::move(power))));
  }
  if (node.a >= 0) return diagrams_.Value(Term(index, values));
  const NodeId is_zero = Compare(Op::kEqual, values[0], Number(0), index);
  const NodeId zero = diagrams_.Error(ErrorCode::kDivZero, node.offset);
  if (is_zero == Truth(true)) return zero;
  return diagrams_.Choose(is_zero, zero, diagrams_.Value(Term(index, values)));
}

// Which is the least or greatest is told apart where that is a question about an input alone.
NodeId Symbolic::Extreme(Index index, const Node& node, const std::vector<TermId>& values) {
  std::vector<TermId> items = values;
  if (items.size() == 1) {
    const Value list = terms_[items[0]].value;
    if (terms_[items[0]].op != Op::kConstant || !list.is_list()) return Undecided(index);
    items.clear();
    for (const Value& item : list.items()) items.push_back(terms_.Constant(item, TypeOf(node.type)));
    if (items.empty()) return diagrams_.NoRule(Reason::kEmptyList, node.offset);
  }
  const Op first_wins = node.op == Op::kMin ? Op::kLessEqual : Op::kGreaterEqual;
  NodeId best = diagrams_.Value(items[0]);
  for (size_t i = 1; i < items.size(); ++i) {
    best = diagrams_.MapLeaves(best, [&](NodeId leaf) {
      const TermId a = diagrams_.LeafOf(leaf).term, b = items[i];
      const Linear x = terms_.AsLinear(a), y = terms_.AsLinear(b);
      const TermId base = x.base < 0 ? y.base : x.base;
      const bool single = x.base < 0 || y.base < 0 || x.base == y.base;
      if (single && (base < 0 || terms_[base].op == Op::kInput || terms_[base].op == Op::kToday)) {
        return diagrams_.Choose(Compare(first_wins, a, b, index), leaf, diagrams_.Value(b));
      }
      prove::Term both;
      both.op = node.op;
      both.type = TypeOf(node.type);
      both.node = NodeOf(index);
      both.children = {a, b};
      return diagrams_.Value(terms_.Add(std::move(both)));
    });
  }
  return best;
}

NodeId Symbolic::Absolute(Index index, const std::vector<TermId>& values) {
  const Linear line = terms_.AsLinear(values[0]);
  if (line.base < 0 || terms_[line.base].op != Op::kInput) {
    return diagrams_.Value(Term(index, values));
  }
  prove::Term negated;
  negated.op = Op::kNegate;
  negated.type = TypeOf(policy_.nodes[index].type);
  negated.node = NodeOf(index);
  negated.children = values;
  return diagrams_.Choose(Compare(Op::kGreaterEqual, values[0], Number(0), index),
                          diagrams_.Value(values[0]),
                          diagrams_.Value(terms_.Add(std::move(negated))));
}

// Parts of a whole (semantics 4.6): weights or demands below nothing, and weights that add to nothing, are errors.
NodeId Symbolic::Allocation(Index index, const Node& node, const std::vector<TermId>& values) {
  const bool waterfall = node.op == Op::kWaterfall;
  std::vector<NodeId> negative;
  for (size_t i = waterfall ? 0 : 2; i < values.size(); ++i) {
    negative.push_back(Compare(Op::kLess, values[i], Number(0), index));
  }
  const NodeId is_negative = Or(std::move(negative));
  const NodeId error = diagrams_.Error(ErrorCode::kAllocWeight, node.offset);
  if (is_negative == Truth(true)) return error;
  NodeId is_zero = Truth(false);
  if (!waterfall) {
    // None is negative: they add to nothing where each is nothing.
    std::vector<NodeId> zero;
    for (size_t i = 2; i < values.size(); ++i) {
      zero.push_back(Compare(Op::kEqual, values[i], Number(0), index));
    }
    is_zero = And(std::move(zero));
    if (is_zero == Truth(true)) return diagrams_.Error(ErrorCode::kAllocZero, node.offset);
  }
  const NodeId part = diagrams_.Value(Term(index, values));
  const NodeId none = diagrams_.Error(ErrorCode::kAllocZero, node.offset);
  return diagrams_.Choose(is_negative, error, diagrams_.Choose(is_zero, none, part));
}

// ------------------------------------------------------------------------------ dates

NodeId Symbolic::InDateRange(TermId day, uint32_t offset) {
  const NodeId in = And({Compare(Op::kGreaterEqual, day, Number(Rational(value::kFirstDay)), -1),
                         Compare(Op::kLessEqual, day, Number(Rational(value::kLastDay)), -1)});
  return diagrams_.Choose(in, diagrams_.Value(day),
                          diagrams_.Error(ErrorCode::kDateRange, offset));
}

NodeId Symbolic::Dates(Index index, const Node& node, const std::vector<TermId>& values) {
  const NodeId range = diagrams_.Error(ErrorCode::kDateRange, node.offset);
  const TermId term = Term(index, values);
  const bool constant = std::all_of(values.begin(), values.end(), [&](TermId value) {
    return terms_[value].op == Op::kConstant;
  });
  if (constant) return terms_[term].op == Op::kConstant ? diagrams_.Value(term) : range;
  const auto number = [&](int64_t whole) { return Number(Rational(whole)); };
  switch (node.op) {
    case Op::kAddDays:
      return InDateRange(term, node.offset);
    case Op::kMonthAdd: {
      const NodeId in = And({Compare(Op::kGreaterEqual, term, number(1900 * 12), index),
                             Compare(Op::kLessEqual, term, number(2199 * 12 + 11), index)});
      return diagrams_.Choose(in, diagrams_.Value(term), range);
    }
    case Op::kAddMonths: {
      const prove::Term steps = terms_[values[1]];
      const bool refuses = static_cast<value::MonthEnd>(node.a) == value::MonthEnd::kRefuse;
      if (steps.op != Op::kConstant || refuses) return Undecided(index);
      const std::optional<int64_t> months = steps.value.number().Floor().ToInt64();
      if (!months || *months < -3600 || *months > 3600) return range;
      // The months that stay in the calendar are those of a stretch of days.
      const int64_t first = 1900 * 12 - std::min<int64_t>(*months, 0);
      const int64_t last = 2199 * 12 + 11 - std::max<int64_t>(*months, 0);
      if (first > last) return range;
      const auto begin = [](int64_t month) {
        return value::DaysFromCivil({static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, 1});
      };
      const int64_t end = last == 2199 * 12 + 11 ? value::kLastDay : begin(last + 1) - 1;
      const NodeId in = And({Compare(Op::kGreaterEqual, values[0], number(begin(first)), index),
                             Compare(Op::kLessEqual, values[0], number(end), index)});
      return diagrams_.Choose(in, diagrams_.Value(term), range);
    }
    case Op::kDatePart: {
      const auto part = static_cast<DatePart>(node.a);
      if (part != DatePart::kNextMonth) return diagrams_.Value(term);
      const int64_t last = value::DaysFromCivil({2199, 11, 30});
      const NodeId in = Compare(Op::kLessEqual, values[0], number(last), index);
      return diagrams_.Choose(in, diagrams_.Value(term), range);
    }
    default:
      return Undecided(index);
  }
}

}  // namespace pol::prove
