// Definitions, references, choices and conditions.
#include "compiler/prove/symbolic.h"

#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic_list.h"
#include "runtime/value/date.h"

namespace pol::prove {
namespace {

using interp::ErrorCode;
using interp::Reason;
using program::Node;
using program::Op;
using program::Policy;
using program::Type;
using program::TypeKind;

bool IsScalar(const Type& type) {
  return type.kind != TypeKind::kList && type.kind != TypeKind::kSet &&
         type.kind != TypeKind::kRecord;
}

// Inputs in the order in which conditions first mention them: what rules ask first stands on top.
class FirstUse {
 public:
  explicit FirstUse(const Policy& policy)
      : policy_(policy), seen_(policy.nodes.size()), taken_(policy.inputs.size()) {
    for (const program::Require& require : policy.requires_) Node(require.condition);
    for (const Index index : policy.order) {
      const program::Definition& definition = policy.definitions[index];
      Node(definition.expression);
      Rules(definition.rules);
      Node(definition.otherwise);
    }
    for (size_t i = 0; i < policy.inputs.size(); ++i) Take(static_cast<Index>(i));
  }
  std::vector<Index> Inputs() { return std::move(inputs_); }

 private:
  void Take(Index input) {
    if (!taken_[input]) inputs_.push_back(input);
    taken_[input] = true;
  }
  void Node(Index index) {
    if (index < 0 || seen_[index]) return;
    seen_[index] = true;
    const program::Node& node = policy_.nodes[index];
    if (node.op == Op::kInput) Take(node.a);
    for (const Index child : node.children) Node(child);
  }
  void Rules(const std::vector<program::Rule>& rules) {
    for (const program::Rule& rule : rules) {
      Node(rule.condition);
      for (const program::Branch& branch : rule.branches) Node(branch.condition);
      Rules(rule.exceptions);
    }
    for (const program::Rule& rule : rules) {
      for (const program::Branch& branch : rule.branches) Node(branch.result);
    }
  }

  const Policy& policy_;
  std::vector<bool> seen_, taken_;
  std::vector<Index> inputs_;
};

}  // namespace

Symbolic::Symbolic(const Policy& policy, Terms* terms, Diagrams* diagrams,
                   const ListLeaves* leaves, int64_t first_day, int64_t last_day)
    : policy_(policy),
      terms_(*terms),
      diagrams_(*diagrams),
      leaves_(leaves),
      first_day_(first_day),
      last_day_(last_day),
      nodes_(policy.nodes.size()),
      definitions_(policy.definitions.size()),
      groups_(policy.definitions.size()) {
  diagrams_.MakeTruths();
  AddInputs();
  lists_ = std::make_unique<ListSymbols>(this, leaves);
}

Symbolic::Symbolic(const Policy& policy, Symbolic* outer, Embedding embedding)
    : policy_(policy),
      terms_(outer->terms_),
      diagrams_(outer->diagrams_),
      leaves_(outer->leaves_),
      embedding_(std::move(embedding)),
      first_day_(outer->first_day_),
      last_day_(outer->last_day_),
      nodes_(policy.nodes.size()),
      definitions_(policy.definitions.size()),
      groups_(policy.definitions.size()) {
  lists_ = std::make_unique<ListSymbols>(this, leaves_);
}

Symbolic::~Symbolic() = default;

bool Symbolic::IsBounded(Index node) { return lists_->IsBounded(node); }
bool Symbolic::IsBoundedDefinition(Index definition) {
  return lists_->IsBoundedDefinition(definition);
}

Index Symbolic::ListOf(Index input) const {
  if (!embedding_) return input;
  return embedding_->lists.empty() ? -1 : embedding_->lists[input];
}

Index Symbolic::TypeOf(Index type) const {
  return type < 0 || !embedding_ ? type : embedding_->types[type];
}

Index Symbolic::NodeOf(Index node) const {
  if (node < 0 || !embedding_) return node;
  return embedding_->nodes.empty() ? embedding_->node : embedding_->nodes[node];
}

void Symbolic::AddInputs() {
  for (const Index index : FirstUse(policy_).Inputs()) {
    const program::Input& input = policy_.inputs[index];
    const Type& type = policy_.types[input.type];
    if (!IsScalar(type)) continue;
    const TermId term = terms_.Input(index, input.type);
    if (diagrams_.FindColumn(term) >= 0) continue;
    diagrams_.AddColumn(term, Column(policy_, type, input.domain), false);
  }
  prove::Term today;
  today.op = Op::kToday;
  const TermId term = terms_.Add(std::move(today));
  if (diagrams_.FindColumn(term) < 0) {
    diagrams_.AddColumn(term, Column(first_day_, last_day_), false);
  }
  // Leaves of lists are inputs too.
  for (size_t i = 0; i < terms_.leaves().size(); ++i) {
    const ListLeaf leaf = terms_.leaves()[i];
    const auto number = static_cast<Index>(policy_.inputs.size() + i);
    const program::Domain all;
    diagrams_.AddColumn(terms_.Input(number, -1),
                        Column(policy_, *leaf.type, leaf.domain != nullptr ? *leaf.domain : all),
                        false);
  }
}

NodeId Symbolic::InputOf(Index index, Index node) {
  if (embedding_) return embedding_->inputs[index];
  const program::Input& input = policy_.inputs[index];
  const Type& type = policy_.types[input.type];
  if (!IsScalar(type)) return Undecided(node);
  return InputValue(index, type, input.domain, input.type);
}

NodeId Symbolic::Today() {
  if (embedding_) return embedding_->today;
  prove::Term today;
  today.op = Op::kToday;
  return diagrams_.Value(terms_.Add(std::move(today)));
}

NodeId Symbolic::InputValue(Index input, const Type& type, const program::Domain& domain,
                            Index type_index) {
  const TermId term = terms_.Input(input, type_index);
  VarId var = diagrams_.FindColumn(term);
  if (var < 0) var = diagrams_.AddColumn(term, Column(policy_, type, domain), false);
  NodeId value = type.kind == TypeKind::kBoolean ? diagrams_.Equals(var, Value(true))
                                                 : diagrams_.Value(term);
  if (!type.optional) return value;
  const CutId none = diagrams_.CutAt(var, {Value(), true});
  return diagrams_.Split(var, none, diagrams_.Value(terms_.Constant(Value())), value);
}

// ------------------------------------------------------------------------------ definitions

NodeId Symbolic::Definition(Index index) {
  if (definitions_[index]) return *definitions_[index];
  const program::Definition& definition = policy_.definitions[index];
  if (lists_->IsOpenDefinition(index)) {  // another for each item of the loop
    if (definition.expression >= 0) return InDomain(Of(definition.expression), definition);
    open_groups_.push_back(BuildGroup(this, index));
    return InDomain(open_groups_.back()->result, definition);
  }
  NodeId result =
      definition.expression >= 0 ? Of(definition.expression) : GroupOf(index).result;
  result = InDomain(result, definition);
  definitions_[index] = result;
  return result;
}

const Group& Symbolic::GroupOf(Index index) {
  if (groups_[index] == nullptr) groups_[index] = BuildGroup(this, index);
  return *groups_[index];
}

// The domain of a definition is an obligation (semantics 4.7).
NodeId Symbolic::InDomain(NodeId value, const program::Definition& definition) {
  const std::vector<program::Interval>& intervals = definition.domain.intervals;
  if (intervals.empty()) return value;
  const NodeId outside = diagrams_.Error(ErrorCode::kOutOfDomain, definition.place.offset);
  return diagrams_.MapLeaves(value, [&](NodeId leaf) {
    const Leaf& at = diagrams_.LeafOf(leaf);
    if (at.kind != Leaf::Kind::kValue) return leaf;
    const TermId term = at.term;
    const prove::Term& known = terms_[term];
    if (known.op == Op::kConstant && !known.value.is_number()) return leaf;
    std::vector<NodeId> in_some;
    for (const program::Interval& interval : intervals) {
      std::vector<NodeId> in;
      if (interval.low) {
        in.push_back(Compare(interval.low_open ? Op::kGreater : Op::kGreaterEqual, term,
                             Number(*interval.low), -1));
      }
      if (interval.high) {
        in.push_back(Compare(interval.high_open ? Op::kLess : Op::kLessEqual, term,
                             Number(*interval.high), -1));
      }
      in_some.push_back(And(std::move(in)));
    }
    return diagrams_.Choose(Or(std::move(in_some)), leaf, outside);
  });
}

NodeId Symbolic::Cases() {
  if (cases_) return *cases_;
  std::vector<NodeId> all;
  for (const program::Require& require : policy_.requires_) {
    if (require.condition < 0) continue;
    // No value and errors count as not met (semantics 9.1); what cannot be decided stays so.
    all.push_back(diagrams_.MapLeaves(Of(require.condition), [&](NodeId leaf) {
      const Leaf::Kind kind = diagrams_.LeafOf(leaf).kind;
      const bool fails = kind == Leaf::Kind::kNoRule || kind == Leaf::Kind::kError;
      return fails ? Truth(false) : leaf;
    }));
  }
  if (policy_.effective_by >= 0 && (policy_.effective_from || policy_.effective_to)) {
    all.push_back(diagrams_.MapLeaves(InputOf(policy_.effective_by, -1), [&](NodeId leaf) {
      const Leaf at = diagrams_.LeafOf(leaf);
      if (at.kind == Leaf::Kind::kUndecided) return leaf;
      const bool none = at.kind == Leaf::Kind::kValue && terms_[at.term].op == Op::kConstant &&
                        terms_[at.term].value.is_none();
      if (at.kind != Leaf::Kind::kValue || none) return Truth(false);
      std::vector<NodeId> in;
      if (policy_.effective_from) {
        const TermId from = Number(Rational(*policy_.effective_from));
        in.push_back(Compare(Op::kGreaterEqual, at.term, from, -1));
      }
      if (policy_.effective_to) {
        const TermId to = Number(Rational(*policy_.effective_to));
        in.push_back(Compare(Op::kLessEqual, at.term, to, -1));
      }
      return And(std::move(in));
    }));
  }
  cases_ = And(std::move(all));
  return *cases_;
}

// ------------------------------------------------------------------------------ nodes

NodeId Symbolic::Of(Index index) {
  if (nodes_[index]) return *nodes_[index];
  if (lists_->IsOpen(index)) return Evaluate(index);
  const NodeId result = Evaluate(index);
  nodes_[index] = result;
  return result;
}

NodeId Symbolic::Evaluate(Index index) {
  const Node& node = policy_.nodes[index];
  if (lists_->Handles(index)) return lists_->Of(index);
  switch (node.op) {
    case Op::kConstant: {
      const Type* type = node.type < 0 ? nullptr : &policy_.types[node.type];
      const Value& value = policy_.constants[node.a];
      if (type != nullptr && type->kind == TypeKind::kBoolean && value.is_number()) {
        return Truth(value.truth());
      }
      return diagrams_.Value(terms_.Constant(value, value.is_none() ? -1 : TypeOf(node.type)));
    }
    case Op::kInput:
      return InputOf(node.a, index);
    case Op::kToday:
      return Today();
    case Op::kDefinition:
      return Reference(node);
    case Op::kHasValue:
      return HasValue(node);
    case Op::kParameter:
      return Parameter(index, node);
    case Op::kNot:
      return Not(Of(node.children[0]));
    case Op::kAnd:
    case Op::kOr: {
      std::vector<NodeId> operands;
      for (const Index child : node.children) operands.push_back(Of(child));
      return Junction(std::move(operands), node.op == Op::kOr);
    }
    case Op::kAtLeast:
      return AtLeast(node);
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kIsNone:
      return Comparison(index, node);
    case Op::kInInterval:
      return Interval(index, node);
    case Op::kInSet:
      return Membership(index, node);
    case Op::kIf:
      return If(node, index);
    case Op::kOrElse:
      return OrElse(node);
    case Op::kItem:
    case Op::kField:
    case Op::kFor:
    case Op::kSubset:
    case Op::kList:
    case Op::kRecord:
    case Op::kWithout:
    case Op::kJoin:
    case Op::kCommon:
      return lists_->Of(index);
    case Op::kCall:
      return Call(index, node);
    case Op::kAddWorkdays:
    case Op::kWorkdaysBetween:
    case Op::kToWorkday:
    case Op::kRecurring:
    case Op::kNextRecurring:
      return Calendars(index, node);
    default:
      return Arithmetic(index, node);
  }
}

NodeId Symbolic::Reference(const Node& node) {
  const Index definition = node.a;
  return diagrams_.MapLeaves(Definition(definition), [&](NodeId leaf) {
    if (diagrams_.LeafOf(leaf).kind != Leaf::Kind::kNoRule) return leaf;
    return diagrams_.NoRule(Reason::kNoValue, node.offset, definition);
  });
}

NodeId Symbolic::HasValue(const Node& node) {
  return diagrams_.MapLeaves(Definition(node.a), [&](NodeId leaf) {
    switch (diagrams_.LeafOf(leaf).kind) {
      case Leaf::Kind::kValue:
        return Truth(true);
      case Leaf::Kind::kNoRule:
        return Truth(false);
      default:
        return leaf;
    }
  });
}

NodeId Symbolic::OrElse(const Node& node) {
  class Combine : public Combination {
   public:
    explicit Combine(const Diagrams& diagrams) : diagrams_(diagrams) {}
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      const NodeId first = (*operands)[0].node;
      if (!Diagrams::IsLeaf(first)) return std::nullopt;
      const bool none = diagrams_.LeafOf(first).kind == Leaf::Kind::kNoRule;
      return none ? (*operands)[1].node : first;
    }

   private:
    const Diagrams& diagrams_;
  } combine(diagrams_);
  return diagrams_.Apply({{0, Of(node.children[0])}, {1, Of(node.children[1])}}, &combine);
}

// Closing (semantics 2.4): a branch that is not taken is not looked at; where the condition is open, both must agree.
NodeId Symbolic::If(const Node& node, Index index) {
  class Combine : public Combination {
   public:
    Combine(Symbolic* symbolic, Index index) : symbolic_(*symbolic), index_(index) {}
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      Diagrams& diagrams = symbolic_.diagrams();
      const NodeId condition = (*operands)[0].node;
      const NodeId yes = (*operands)[1].node, no = (*operands)[2].node;
      if (!Diagrams::IsLeaf(condition)) return std::nullopt;
      const Leaf open = diagrams.LeafOf(condition);
      if (open.kind == Leaf::Kind::kValue) return condition == diagrams.Truth(true) ? yes : no;
      if (open.kind == Leaf::Kind::kUndecided) return condition;
      if (!Diagrams::IsLeaf(yes) || !Diagrams::IsLeaf(no)) return std::nullopt;
      const Leaf a = diagrams.LeafOf(yes), b = diagrams.LeafOf(no);
      if (yes == no) return yes;
      if (a.kind == Leaf::Kind::kUndecided) return yes;
      if (b.kind == Leaf::Kind::kUndecided) return no;
      if (a.kind == Leaf::Kind::kNoRule && b.kind == Leaf::Kind::kNoRule) {
        return b.offset < a.offset ? no : yes;
      }
      if (a.kind == Leaf::Kind::kValue && b.kind == Leaf::Kind::kValue) {
        return diagrams.Choose(symbolic_.Equal(a.term, b.term, index_), yes, condition);
      }
      return condition;
    }

   private:
    Symbolic& symbolic_;
    Index index_;
  } combine(this, index);
  return diagrams_.Apply(
      {{0, Of(node.children[0])}, {1, Of(node.children[1])}, {2, Of(node.children[2])}}, &combine);
}

NodeId Symbolic::Parameter(Index index, const Node& node) {
  const program::Parameter& parameter = policy_.parameters[node.a];
  const auto at = [&](TermId day) {
    NodeId value = diagrams_.NoRule(Reason::kNoPeriod, node.offset);
    // The last period that has begun counts, whether or not it is over.
    for (const program::DatedValue& dated : parameter.values) {
      NodeId own = Of(dated.value);
      if (dated.to) {
        const NodeId over = Compare(Op::kGreater, day, Number(Rational(*dated.to)), index);
        own = diagrams_.Choose(over, diagrams_.NoRule(Reason::kNoPeriod, node.offset), own);
      }
      if (dated.from) {
        const NodeId begun = Compare(Op::kGreaterEqual, day, Number(Rational(*dated.from)), index);
        own = diagrams_.Choose(begun, own, value);
      }
      value = own;
    }
    return value;
  };
  const NodeId date = node.children.empty() ? Today() : Of(node.children[0]);
  return Strict({date}, [&](const std::vector<TermId>& values) {
    const prove::Term& day = terms_[values[0]];
    if (day.op == Op::kConstant && day.value.is_none()) {
      return diagrams_.Error(ErrorCode::kNoneUsed, node.offset);
    }
    return at(values[0]);
  });
}

}  // namespace pol::prove
