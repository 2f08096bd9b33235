// Strict operators, conditions and comparisons. A comparison becomes a test of a column: of the input in it where there
// is but one and the rest is linear, else of what is computed.
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic.h"

namespace pol::prove {
namespace {

using interp::ErrorCode;
using program::Node;
using program::Op;
using program::Type;
using program::TypeKind;

// Which of several leaves prevails where none is a value that settles it.
class Prevailing {
 public:
  explicit Prevailing(const Diagrams& diagrams) : diagrams_(diagrams) {}
  void Add(NodeId node) {
    const Leaf& leaf = diagrams_.LeafOf(node);
    switch (leaf.kind) {
      case Leaf::Kind::kNoRule:
        if (!no_rule_ || leaf.offset < diagrams_.LeafOf(*no_rule_).offset) no_rule_ = node;
        break;
      case Leaf::Kind::kError:
        if (!error_ || Key(leaf) < Key(diagrams_.LeafOf(*error_))) error_ = node;
        break;
      case Leaf::Kind::kUndecided:
        if (!undecided_ || *undecided_ < node) undecided_ = node;
        break;
      default:
        break;
    }
  }
  std::optional<NodeId> Strict() const { return no_rule_ ? no_rule_ : UndecidedFirst(); }
  std::optional<NodeId> UndecidedFirst() const {
    if (undecided_) return undecided_;
    return no_rule_ ? no_rule_ : error_;
  }

 private:
  static std::pair<uint32_t, ErrorCode> Key(const Leaf& leaf) { return {leaf.offset, leaf.error}; }
  const Diagrams& diagrams_;
  std::optional<NodeId> no_rule_, error_, undecided_;
};

class StrictCombination : public Combination {
 public:
  StrictCombination(const Diagrams& diagrams, const Symbolic::OfValues& value)
      : diagrams_(diagrams), value_(value) {}
  std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
    bool open = false;
    for (const Operand& operand : *operands) {
      if (!Diagrams::IsLeaf(operand.node)) {
        open = true;
      } else if (diagrams_.LeafOf(operand.node).kind == Leaf::Kind::kNoRule) {
        return operand.node;
      }
    }
    if (open) return std::nullopt;
    Prevailing prevailing(diagrams_);
    std::vector<TermId> values;
    for (const Operand& operand : *operands) {
      prevailing.Add(operand.node);
      values.push_back(diagrams_.LeafOf(operand.node).term);
    }
    if (const std::optional<NodeId> other = prevailing.Strict()) return other;
    return value_(values);
  }

 private:
  const Diagrams& diagrams_;
  const Symbolic::OfValues& value_;
};

class JunctionCombination : public Combination {
 public:
  JunctionCombination(Diagrams* diagrams, bool decisive)
      : diagrams_(*diagrams),
        decisive_(diagrams->Truth(decisive)),
        neutral_(diagrams->Truth(!decisive)) {}
  std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
    size_t count = 0;
    bool open = false;
    for (const Operand& operand : *operands) {
      if (operand.node == decisive_) return decisive_;
      if (operand.node == neutral_) continue;
      open = open || !Diagrams::IsLeaf(operand.node);
      (*operands)[count++] = {0, operand.node};
    }
    operands->resize(count);
    if (count == 0) return neutral_;
    if (count == 1) return operands->front().node;
    if (!open) {
      Prevailing prevailing(diagrams_);
      for (const Operand& operand : *operands) prevailing.Add(operand.node);
      return prevailing.UndecidedFirst();
    }
    const auto less = [](const Operand& a, const Operand& b) { return a.node < b.node; };
    std::sort(operands->begin(), operands->end(), less);
    operands->erase(std::unique(operands->begin(), operands->end()), operands->end());
    if (operands->size() == 1) return operands->front().node;
    return std::nullopt;
  }

 private:
  const Diagrams& diagrams_;
  const NodeId decisive_, neutral_;
};

class AtLeastCombination : public Combination {
 public:
  AtLeastCombination(Diagrams* diagrams, int32_t wanted) : diagrams_(*diagrams), wanted_(wanted) {}
  std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
    int32_t holding = 0, open = 0, undecided = 0;
    Prevailing prevailing(diagrams_);
    for (const Operand& operand : *operands) {
      if (!Diagrams::IsLeaf(operand.node)) {
        ++open;
      } else if (operand.node == diagrams_.Truth(true)) {
        ++holding;
      } else if (operand.node != diagrams_.Truth(false)) {
        ++undecided;
        prevailing.Add(operand.node);
      }
    }
    if (holding >= wanted_) return diagrams_.Truth(true);
    if (holding + open + undecided < wanted_) return diagrams_.Truth(false);
    if (open > 0) return std::nullopt;
    return prevailing.UndecidedFirst();
  }

 private:
  Diagrams& diagrams_;
  const int32_t wanted_;
};

Op Mirrored(Op op) {
  switch (op) {
    case Op::kLess:
      return Op::kGreater;
    case Op::kLessEqual:
      return Op::kGreaterEqual;
    case Op::kGreater:
      return Op::kLess;
    case Op::kGreaterEqual:
      return Op::kLessEqual;
    default:
      return op;
  }
}

bool Holds(Op op, const Rational& a, const Rational& b) {
  switch (op) {
    case Op::kLess:
      return a < b;
    case Op::kLessEqual:
      return a <= b;
    case Op::kGreater:
      return a > b;
    case Op::kGreaterEqual:
      return a >= b;
    case Op::kNotEqual:
      return !(a == b);
    default:
      return a == b;
  }
}

Rational CommonStep(const Rational& a, const Rational& b) {
  const Rational denominator = value::Lcm(a.Denominator(), b.Denominator());
  return value::Gcd((a * denominator).Floor(), (b * denominator).Floor()) / denominator;
}

}  // namespace

NodeId Symbolic::Strict(std::vector<NodeId> operands, const OfValues& value) {
  StrictCombination combination(diagrams_, value);
  std::vector<Operand> all;
  for (size_t i = 0; i < operands.size(); ++i) {
    all.push_back({static_cast<int32_t>(i), operands[i]});
  }
  return diagrams_.Apply(std::move(all), &combination);
}

NodeId Symbolic::Not(NodeId operand) {
  return diagrams_.MapLeaves(operand, [&](NodeId leaf) {
    if (leaf == Truth(true)) return Truth(false);
    return leaf == Truth(false) ? Truth(true) : leaf;
  });
}

NodeId Symbolic::Junction(std::vector<NodeId> operands, bool decisive) {
  JunctionCombination combination(&diagrams_, decisive);
  std::vector<Operand> all;
  for (const NodeId operand : operands) all.push_back({0, operand});
  return diagrams_.Apply(std::move(all), &combination);
}

NodeId Symbolic::AtLeast(const Node& node) {
  AtLeastCombination combination(&diagrams_, node.a);
  std::vector<Operand> all;
  for (size_t i = 0; i < node.children.size(); ++i) {
    all.push_back({static_cast<int32_t>(i), Of(node.children[i])});
  }
  return diagrams_.Apply(std::move(all), &combination);
}

// ------------------------------------------------------------------------------ comparisons of nodes

NodeId Symbolic::Comparison(Index index, const Node& node) {
  std::vector<NodeId> operands;
  for (const Index child : node.children) operands.push_back(Of(child));
  return Strict(std::move(operands), [&](const std::vector<TermId>& values) {
    const auto is_none = [&](TermId term) {
      return terms_[term].op == Op::kConstant && terms_[term].value.is_none();
    };
    switch (node.op) {
      case Op::kIsNone:
        return Truth(is_none(values[0]));
      case Op::kEqual:
        return Equal(values[0], values[1], index);
      case Op::kNotEqual:
        return Not(Equal(values[0], values[1], index));
      default:
        if (is_none(values[0]) || is_none(values[1])) {
          return diagrams_.Error(ErrorCode::kNoneUsed, node.offset);
        }
        return Compare(node.op, values[0], values[1], index);
    }
  });
}

NodeId Symbolic::Interval(Index index, const Node& node) {
  std::vector<NodeId> operands;
  for (const Index child : node.children) {
    if (child >= 0) operands.push_back(Of(child));
  }
  return Strict(std::move(operands), [&](const std::vector<TermId>& values) {
    for (const TermId value : values) {
      if (terms_[value].op == Op::kConstant && terms_[value].value.is_none()) {
        return diagrams_.Error(ErrorCode::kNoneUsed, node.offset);
      }
    }
    // An outsider of an open list of codes lies under none of them.
    if (terms_[values[0]].op == Op::kConstant && terms_[values[0]].value.is_text()) {
      return Truth(false);
    }
    std::vector<NodeId> in;
    size_t next = 1;
    if ((node.a & program::kNoLow) == 0) {
      const Op op = (node.a & program::kLowOpen) != 0 ? Op::kGreater : Op::kGreaterEqual;
      in.push_back(Compare(op, values[0], values[next++], index));
    }
    if ((node.a & program::kNoHigh) == 0) {
      const Op op = (node.a & program::kHighOpen) != 0 ? Op::kLess : Op::kLessEqual;
      in.push_back(Compare(op, values[0], values[next], index));
    }
    return And(std::move(in));
  });
}

// Or of equalities; a member that is a list or set counts by its items (semantics 2.6).
NodeId Symbolic::Membership(Index index, const Node& node) {
  const Index of = policy_.nodes[node.children[0]].type;
  const bool scalar = of < 0 || (policy_.types[of].kind != TypeKind::kList &&
                                 policy_.types[of].kind != TypeKind::kSet);
  std::vector<NodeId> some;
  for (size_t i = 1; i < node.children.size(); ++i) {
    const Index type = policy_.nodes[node.children[i]].type;
    const bool record = type >= 0 && policy_.types[type].kind == TypeKind::kRecord;
    some.push_back(Strict({Of(node.children[0]), Of(node.children[i])},
                          [&](const std::vector<TermId>& values) {
      const Value member = terms_[values[1]].value;
      const bool constant = terms_[values[1]].op == Op::kConstant;
      if (!constant || !scalar || record || !member.is_list()) {
        return Equal(values[0], values[1], index);
      }
      std::vector<NodeId> equal;
      for (const Value& item : member.items()) {
        const Index item_type = terms_[values[0]].type;
        equal.push_back(Equal(values[0], terms_.Constant(item, item_type), index));
      }
      return Or(std::move(equal));
    }));
  }
  return Or(std::move(some));
}

// ------------------------------------------------------------------------------ comparisons of values

std::optional<bool> Symbolic::FoldOrder(Op op, TermId a, TermId b) const {
  const prove::Term &x = terms_[a], &y = terms_[b];
  if (x.op != Op::kConstant || y.op != Op::kConstant) return std::nullopt;
  if (!x.value.is_number() || !y.value.is_number()) return false;
  return Holds(op, x.value.number(), y.value.number());
}

NodeId Symbolic::Test(VarId var, Op op, const Rational& bound) {
  const CutId before = diagrams_.CutAt(var, {Value(bound), false});
  const CutId after = diagrams_.CutAt(var, {Value(bound), true});
  switch (op) {
    case Op::kLess:
      return diagrams_.Split(var, before, Truth(true), Truth(false));
    case Op::kLessEqual:
      return diagrams_.Split(var, after, Truth(true), Truth(false));
    case Op::kGreater:
      return diagrams_.Split(var, after, Truth(false), Truth(true));
    case Op::kGreaterEqual:
      return diagrams_.Split(var, before, Truth(false), Truth(true));
    default:
      return diagrams_.Equals(var, Value(bound));
  }
}

VarId Symbolic::ColumnOf(TermId term) {
  const VarId known = diagrams_.FindColumn(term);
  return known >= 0 ? known : diagrams_.AddColumn(term, Column(StepOf(term)), true);
}

NodeId Symbolic::Compare(Op op, TermId a, TermId b, Index node) {
  if (const std::optional<bool> known = FoldOrder(op, a, b)) return Truth(*known);
  if (op == Op::kNotEqual) return Not(Compare(Op::kEqual, a, b, node));
  const Linear x = terms_.AsLinear(a), y = terms_.AsLinear(b);
  // factor * base <op> bound
  TermId base = x.base;
  Rational factor = x.factor, bound = y.offset - x.offset;
  if (x.base < 0) {
    base = y.base;
    factor = -y.factor;
  } else if (x.base == y.base) {
    factor = x.factor - y.factor;
  } else if (y.base >= 0) {
    // One column for all comparisons of these two: first - ratio * second.
    const bool swapped = y.base < x.base;
    const Linear& first = swapped ? y : x;
    const Linear& second = swapped ? x : y;
    const Rational ratio = second.factor / first.factor;
    prove::Term scaled;
    scaled.op = Op::kMultiply;
    scaled.node = NodeOf(node);
    scaled.children = {Number(value::Abs(ratio)), second.base};
    prove::Term both;
    both.op = ratio.sign() > 0 ? Op::kSubtract : Op::kAdd;
    both.node = NodeOf(node);
    both.children = {first.base, terms_.Add(std::move(scaled))};
    if (swapped) bound = -bound;
    // x - y is first.factor * base, or its negative.
    base = terms_.Add(std::move(both));
    factor = first.factor;
    if (swapped) {
      op = Mirrored(op);
    }
  }
  if (base < 0 || factor.is_zero()) return Truth(Holds(op, 0, bound));
  if (factor.sign() < 0) op = Mirrored(op);
  return Test(ColumnOf(base), op, bound / factor);
}

NodeId Symbolic::Equal(TermId a, TermId b, Index node) {
  if (a == b) return Truth(true);
  const prove::Term &x = terms_[a], &y = terms_[b];
  if (x.op == Op::kConstant && y.op == Op::kConstant) return Truth(x.value == y.value);
  const auto numeric = [&](TermId term) {
    const prove::Term& of = terms_[term];
    if (of.op == Op::kConstant) return of.value.is_number();
    const Type* type = terms_.TypeOf(term);
    if (type == nullptr) return true;
    switch (type->kind) {
      case TypeKind::kText:
      case TypeKind::kList:
      case TypeKind::kSet:
      case TypeKind::kRecord:
        return false;
      case TypeKind::kEnum:
        return !terms_.policy().enums[type->enumeration].open;
      default:
        return true;
    }
  };
  if (numeric(a) && numeric(b)) return Compare(Op::kEqual, a, b, node);
  // A text, or a member of an open list, against one known.
  for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
    if (terms_[other].op != Op::kConstant) continue;
    if (terms_[other].value.is_none()) return Truth(false);
    const VarId var = diagrams_.FindColumn(one);
    const Value constant = terms_[other].value;
    if (var >= 0 && !constant.is_list()) return diagrams_.Equals(var, constant);
  }
  for (const TermId one : {a, b}) {
    const Type* type = terms_.TypeOf(one);
    const bool whole = type != nullptr && (type->kind == TypeKind::kList ||
                                           type->kind == TypeKind::kSet ||
                                           type->kind == TypeKind::kRecord);
    if (whole) return Undecided(node);
  }
  prove::Term equal;
  equal.op = Op::kEqual;
  equal.children = {a, b};
  equal.node = NodeOf(node);
  const TermId term = terms_.Add(std::move(equal));
  if (terms_[term].op == Op::kConstant) return Truth(terms_[term].value.truth());
  VarId var = diagrams_.FindColumn(term);
  if (var < 0) var = diagrams_.AddColumn(term, Column(0, 1), true);
  return diagrams_.Equals(var, Value(true));
}

// A step that all values of a term keep, whatever the inputs are; nothing: none is known.
std::optional<Rational> Symbolic::StepOf(TermId id) {
  if (const auto known = steps_.find(id); known != steps_.end()) return known->second;
  const prove::Term term = terms_[id];
  std::optional<Rational> step;
  const auto common = [&](size_t from) {
    std::optional<Rational> all;
    for (size_t i = from; i < term.children.size(); ++i) {
      const std::optional<Rational> next = StepOf(term.children[i]);
      if (!next) return next;
      if (!next->is_zero()) all = all ? CommonStep(*all, *next) : *next;
    }
    return all ? all : std::optional<Rational>(0);
  };
  switch (term.op) {
    case Op::kConstant:
      if (term.value.is_number()) step = value::Abs(term.value.number());
      break;
    case Op::kInput:
      if (const Type* type = terms_.TypeOf(id)) step = program::StepOf(*type);
      break;
    case Op::kToday:
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kAddSeconds:
    case Op::kMonthAdd:
    case Op::kFullMonths:
    case Op::kFullYears:
    case Op::kAddWorkdays:
    case Op::kWorkdaysBetween:
    case Op::kToWorkday:
    case Op::kNextRecurring:
    case Op::kDatePart:
    case Op::kMakeDate:
    case Op::kLower:
    case Op::kHigher:
      step = Rational(1);
      break;
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kNegate:
    case Op::kAbs:
    case Op::kMin:
    case Op::kMax:
      step = common(0);
      break;
    case Op::kIf:
      step = common(1);
      break;
    case Op::kMultiply: {
      step = Rational(1);
      for (const TermId child : term.children) {
        const std::optional<Rational> next = StepOf(child);
        step = step && next ? std::optional(*step * *next) : std::nullopt;
      }
      break;
    }
    case Op::kDivide: {
      const prove::Term& divisor = terms_[term.children[1]];
      const std::optional<Rational> of = StepOf(term.children[0]);
      if (of && divisor.op == Op::kConstant && !divisor.value.number().is_zero()) {
        step = *of / value::Abs(divisor.value.number());
      }
      break;
    }
    case Op::kRound:
      if (terms_[term.children[1]].op == Op::kConstant) {
        step = terms_[term.children[1]].value.number();
      }
      break;
    default:
      break;
  }
  if (step && step->is_zero()) step.reset();
  steps_[id] = step;
  return step;
}

}  // namespace pol::prove
