// Lists and items that loops give: filtered, first, sorted, grouped.
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic_list.h"
#include "compiler/prove/symbolic_parts.h"

namespace pol::prove {

using interp::ErrorCode;
using interp::Reason;
using program::Aggregate;
using program::Node;
using program::Op;

// ---------------------------------------------------------------------------------------------- lists and items
// Conditions, keys and (`values`) the values of elements that count, as strict operators have them: true where all are
// there.
NodeId ListSymbols::Open(const std::vector<Element>& elements, bool values) {
  const NodeId yes = symbolic_.Truth(true);
  std::vector<NodeId> all;
  for (const Element& element : elements) {
    std::vector<NodeId> own = {element.key.node};
    if (values) own.push_back(element.value.node);
    own.erase(std::remove_if(own.begin(), own.end(), [](NodeId node) { return node == kNothing; }), own.end());
    const NodeId inside = All(std::move(own));
    all.push_back(symbolic_.Strict({element.condition}, [&](const std::vector<TermId>& terms) {
      return terms_[terms[0]].value.truth() ? inside : yes;
    }));
  }
  return All(std::move(all));
}

ListSymbols::Symbol ListSymbols::Collection(Index index, const std::vector<Element>& elements, bool set) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::kList;
  symbol.type = TypeOf(index);
  symbol.set = set;
  symbol.dense = false;
  symbol.node = Open(elements, true);
  for (const Element& element : elements) {
    NodeId in = diagrams_.MapLeaves(element.condition, [&](NodeId leaf) {
      return symbolic_.Truth(leaf == symbolic_.Truth(true));
    });
    if (element.failed) continue;
    if (set) {  // nothing twice
      std::vector<NodeId> equal;
      for (size_t i = 0; i < symbol.parts.size(); ++i)
        equal.push_back(symbolic_.And({symbol.in[i], Equal(symbol.parts[i], element.value, index)}));
      const NodeId twice = symbolic_.And({in, symbolic_.Or(std::move(equal))});
      symbol.node = All({symbol.node, twice});
      in = symbolic_.And({in, symbolic_.Not(diagrams_.MapLeaves(twice, [&](NodeId leaf) {
                                return symbolic_.Truth(leaf == symbolic_.Truth(true));
                              }))});
    }
    symbol.parts.push_back(element.value);
    symbol.in.push_back(in);
  }
  symbol.dense = std::all_of(symbol.in.begin(), symbol.in.end(),
                             [&](NodeId in) { return in == symbolic_.Truth(true); });
  return symbol;
}

// Of these, fewer than `wanted` hold. An or of ands is small for the few items that there are.
NodeId ListSymbols::FewerOf(const std::vector<NodeId>& in, size_t first, size_t wanted) {
  class Fewer : public Combination {
   public:
    Fewer(Symbolic* symbolic, size_t wanted) : symbolic_(*symbolic), wanted_(wanted) {}
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      size_t yes = 0, open = 0;
      for (const Operand& operand : *operands) {
        if (!Diagrams::IsLeaf(operand.node)) ++open;
        if (operand.node == symbolic_.Truth(true)) ++yes;
      }
      if (yes >= wanted_) return symbolic_.Truth(false);
      if (yes + open < wanted_) return symbolic_.Truth(true);
      return std::nullopt;
    }

   private:
    Symbolic& symbolic_;
    const size_t wanted_;
  };
  std::vector<Operand> operands;
  for (size_t i = 0; i < first; ++i) operands.push_back({0, in[i]});
  Fewer fewer(&symbolic_, wanted);
  return diagrams_.Apply(std::move(operands), &fewer);
}

// The first, the last, or the one of a number.
ListSymbols::Symbol ListSymbols::First(Index index, const std::vector<Element>& elements, bool last,
                                       NodeId number) {
  std::optional<size_t> wanted;
  if (number != kNothing) {
    const Leaf* leaf = Diagrams::IsLeaf(number) ? &diagrams_.LeafOf(number) : nullptr;
    if (leaf == nullptr || leaf->kind != Leaf::Kind::kValue) return Undecided(index);
    wanted = CountOf(terms_, leaf->term);
    if (!wanted) return Undecided(index);
  }
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  std::vector<const Element*> order;
  for (const Element& element : elements) {
    if (!element.failed) order.push_back(&element);
  }
  if (last) std::reverse(order.begin(), order.end());
  const NodeId none = diagrams_.NoRule(Reason::kEmptyList, node.offset);
  if (order.empty()) {
    Symbol nothing = Undecided(index);
    nothing.node = All({Open(elements, false), none});
    for (Symbol& part : nothing.parts) part.node = none;
    return nothing;
  }
  std::vector<NodeId> there;
  for (const Element* element : order) {
    there.push_back(diagrams_.MapLeaves(element->condition, [&](NodeId leaf) {
      return symbolic_.Truth(leaf == symbolic_.Truth(true));
    }));
  }
  const auto counts = [&](size_t i) {
    if (!wanted) return there[i];
    if (*wanted == 0) return symbolic_.Truth(false);
    return symbolic_.And({there[i], FewerOf(there, i, *wanted),
                          symbolic_.Not(FewerOf(there, i, *wanted - 1))});
  };
  // From behind: the first that counts, else what the later ones give.
  Symbol chosen = order.back()->value;
  chosen.node = diagrams_.Choose(counts(order.size() - 1), chosen.node, none);
  for (size_t i = order.size() - 1; i-- > 0;) {
    chosen = Choose(counts(i), order[i]->value, chosen, index);
  }
  const NodeId open = Open(elements, false);
  const NodeId own = chosen.node;
  chosen.node = symbolic_.Strict({open}, [own](const std::vector<TermId>&) { return own; });
  return chosen;
}

// The first so many: of those that count, fewer than so many stand before it.
ListSymbols::Symbol ListSymbols::Taken(Index index, NodeId count, const std::vector<Element>& elements) {
  const Leaf* leaf = Diagrams::IsLeaf(count) ? &diagrams_.LeafOf(count) : nullptr;
  if (leaf == nullptr || leaf->kind != Leaf::Kind::kValue) return Undecided(index);
  const std::optional<size_t> wanted = CountOf(terms_, leaf->term);
  if (!wanted) return Undecided(index);
  Symbol symbol = Collection(index, elements, false);
  symbol.node = Open(elements, false);
  const std::vector<NodeId> in = symbol.in;
  std::vector<NodeId> all = {symbol.node};
  for (size_t i = 0; i < in.size(); ++i) {
    symbol.in[i] = symbolic_.And({in[i], FewerOf(in, i, *wanted)});
    all.push_back(diagrams_.Choose(symbol.in[i], symbol.parts[i].node, symbolic_.Truth(true)));
  }
  symbol.node = All(std::move(all));
  return symbol;
}

// By rank: the r-th item is the one before which r others stand.
ListSymbols::Symbol ListSymbols::Sorted(Index index, const std::vector<Element>& elements, bool down) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const bool keyed = node.children[node.children.size() - 2] >= 0;
  std::vector<Element> items;
  for (const Element& element : elements) {
    if (!element.failed) items.push_back(element);
    const Symbol& by = keyed ? element.key : element.value;
    if (by.kind != Symbol::Kind::kScalar) return Undecided(index);
  }
  if (items.size() > 5) return Undecided(index);
  const NodeId yes = symbolic_.Truth(true);
  const auto by = [&](const Element& element) {
    const NodeId value = keyed ? element.key.node : element.value.node;
    return diagrams_.MapLeaves(value, [&](NodeId leaf) {
      const Leaf& at = diagrams_.LeafOf(leaf);
      const bool none = at.kind == Leaf::Kind::kValue && terms_[at.term].op == Op::kConstant &&
                        terms_[at.term].value.is_none();
      return none ? diagrams_.Error(ErrorCode::kNoneUsed, node.offset) : leaf;
    });
  };
  std::vector<NodeId> in, whole = {Open(elements, true)};
  std::vector<std::vector<NodeId>> before(items.size());  // before[i][j]: j counts and stands before i
  for (const Element& item : items) {
    in.push_back(diagrams_.MapLeaves(item.condition, [&](NodeId leaf) { return symbolic_.Truth(leaf == yes); }));
    whole.push_back(diagrams_.Choose(in.back(), by(item), yes));
  }
  for (size_t i = 0; i < items.size(); ++i) {
    for (size_t j = 0; j < items.size(); ++j) {
      if (i == j) continue;
      const Op op = down ? (j < i ? Op::kGreaterEqual : Op::kGreater) : (j < i ? Op::kLessEqual : Op::kLess);
      const NodeId ahead = symbolic_.Strict({by(items[j]), by(items[i])}, [&](const std::vector<TermId>& keys) {
        return symbolic_.Compare(op, keys[0], keys[1], index);
      });
      // Where a key has no value the whole has none: what is said there does not count.
      const NodeId both = symbolic_.And({in[i], in[j], ahead});
      whole.push_back(diagrams_.MapLeaves(both, [&](NodeId leaf) {
        return diagrams_.LeafOf(leaf).kind == Leaf::Kind::kUndecided ? leaf : yes;
      }));
      before[i].push_back(diagrams_.MapLeaves(both, [&](NodeId leaf) { return symbolic_.Truth(leaf == yes); }));
    }
  }
  class Exactly : public Combination {
   public:
    Exactly(Symbolic* symbolic, size_t wanted) : symbolic_(*symbolic), wanted_(wanted) {}
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      size_t yes = 0, open = 0;
      for (const Operand& operand : *operands) {
        if (!Diagrams::IsLeaf(operand.node)) ++open;
        if (operand.node == symbolic_.Truth(true)) ++yes;
      }
      if (yes > wanted_ || yes + open < wanted_) return symbolic_.Truth(false);
      return open == 0 ? std::optional(symbolic_.Truth(true)) : std::nullopt;
    }

   private:
    Symbolic& symbolic_;
    const size_t wanted_;
  };
  Symbol symbol;
  symbol.kind = Symbol::Kind::kList;
  symbol.type = TypeOf(index);
  symbol.node = All(std::move(whole));
  for (size_t rank = 0; rank < items.size(); ++rank) {
    Symbol item = items.back().value;
    std::vector<NodeId> some;
    for (size_t i = items.size(); i-- > 0;) {
      std::vector<Operand> operands;
      for (const NodeId one : before[i]) operands.push_back({0, one});
      Exactly exactly(&symbolic_, rank);
      const NodeId here = symbolic_.And({in[i], diagrams_.Apply(std::move(operands), &exactly)});
      some.push_back(here);
      if (i + 1 < items.size()) item = Choose(here, items[i].value, item, index);
    }
    symbol.parts.push_back(std::move(item));
    symbol.in.push_back(symbolic_.Or(std::move(some)));
  }
  return symbol;
}

// One record a key, by its first appearance: of each element the group that it leads, if it does.
ListSymbols::Symbol ListSymbols::Groups(Index index, Aggregate aggregate, const std::vector<Element>& elements) {
  const NodeId yes = symbolic_.Truth(true);
  const program::Type* type = TypeOf(index);
  Symbol symbol;
  symbol.kind = Symbol::Kind::kList;
  symbol.type = type;
  symbol.dense = false;
  std::vector<NodeId> whole = {Open(elements, aggregate != Aggregate::kCount)};
  std::vector<Element> items;
  for (const Element& element : elements) {
    if (element.failed) continue;
    if (element.key.kind != Symbol::Kind::kScalar || element.value.kind != Symbol::Kind::kScalar)
      return Undecided(index);
    items.push_back(element);
    items.back().condition = diagrams_.MapLeaves(
        element.condition, [&](NodeId leaf) { return symbolic_.Truth(leaf == yes); });
  }
  if (type == nullptr || type->element == nullptr || type->element->fields.size() != 2)
    return Undecided(index);
  const auto clear = [&](NodeId condition) {  // what is undecided speaks for the whole
    whole.push_back(diagrams_.MapLeaves(condition, [&](NodeId leaf) {
      return diagrams_.LeafOf(leaf).kind == Leaf::Kind::kUndecided ? leaf : yes;
    }));
    return diagrams_.MapLeaves(condition, [&](NodeId leaf) { return symbolic_.Truth(leaf == yes); });
  };
  for (size_t i = 0; i < items.size(); ++i) {
    std::vector<Element> group;
    std::vector<NodeId> earlier;
    for (size_t j = 0; j < items.size(); ++j) {
      const NodeId same = j == i ? items[i].condition
                                 : clear(symbolic_.And({items[i].condition, items[j].condition,
                                                        Equal(items[i].key, items[j].key, index)}));
      if (j < i) {
        earlier.push_back(same);
        continue;
      }
      group.push_back(items[j]);
      group.back().condition = same;
    }
    const NodeId leads =
        symbolic_.And({items[i].condition, symbolic_.Not(symbolic_.Or(std::move(earlier)))});
    Symbol record;
    record.kind = Symbol::Kind::kRecord;
    record.type = type->element.get();
    record.node = yes;
    record.parts = {items[i].key, Scalar(Folded(index, aggregate, {}, group), &type->element->fields[1].type)};
    whole.push_back(diagrams_.Choose(leads, record.parts[1].node, yes));
    symbol.parts.push_back(std::move(record));
    symbol.in.push_back(leads);
  }
  symbol.node = All(std::move(whole));
  return symbol;
}

// A total poured over demands in order, or shared by weights: an element that does not count asks for nothing, and gets
// nothing.
ListSymbols::Symbol ListSymbols::Shared(Index index, const std::vector<NodeId>& extras,
                                        const std::vector<Element>& elements) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const bool pours = static_cast<Aggregate>(node.a) == Aggregate::kPour;
  const NodeId nothing = diagrams_.Value(symbolic_.Number(0));
  Symbol symbol = Collection(index, elements, false);
  if (symbol.parts.size() > 6) return Undecided(index);
  std::vector<NodeId> operands = {symbol.node};
  operands.insert(operands.end(), extras.begin(), extras.end());
  for (size_t i = 0; i < symbol.parts.size(); ++i) {
    if (symbol.parts[i].kind != Symbol::Kind::kScalar) return Undecided(index);
    operands.push_back(diagrams_.Choose(symbol.in[i], symbol.parts[i].node, nothing));
  }
  // What can go wrong, of all parts alike.
  symbol.node = symbolic_.Strict(operands, [&](const std::vector<TermId>& values) {
    for (const TermId value : values) {
      if (terms_[value].op == Op::kConstant && terms_[value].value.is_none())
        return diagrams_.Error(ErrorCode::kNoneUsed, node.offset);
    }
    std::vector<NodeId> negative, zero;
    const TermId none = symbolic_.Number(0);
    for (size_t i = pours ? 1 : 3; i < values.size(); ++i) {
      negative.push_back(symbolic_.Compare(Op::kLess, values[i], none, index));
      if (i >= 3) zero.push_back(symbolic_.Compare(Op::kEqual, values[i], none, index));
    }
    const NodeId sound =
        pours ? symbolic_.Truth(true)
              : diagrams_.Choose(symbolic_.And(std::move(zero)),
                                 diagrams_.Error(ErrorCode::kAllocZero, node.offset), symbolic_.Truth(true));
    return diagrams_.Choose(symbolic_.Or(std::move(negative)),
                            diagrams_.Error(ErrorCode::kAllocWeight, node.offset), sound);
  });
  for (size_t i = 0; i < symbol.parts.size(); ++i) {
    symbol.parts[i].node = symbolic_.Strict(operands, [&](const std::vector<TermId>& values) {
      prove::Term part;
      part.op = pours ? Op::kWaterfall : Op::kShare;
      part.a = static_cast<int32_t>(i);
      part.b = pours ? 0 : -1;
      part.children.assign(values.begin() + 1, values.end());
      part.node = symbolic_.NodeOf(index);
      return diagrams_.Value(terms_.Add(std::move(part)));
    });
    // Where the whole went wrong no part is asked for.
    symbol.parts[i].node = diagrams_.Choose(
        diagrams_.MapLeaves(symbol.node, [&](NodeId leaf) { return symbolic_.Truth(leaf == symbolic_.Truth(true)); }),
        symbol.parts[i].node, nothing);
  }
  return symbol;
}

}  // namespace pol::prove
