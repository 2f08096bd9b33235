// What loops make of the elements that they go over (semantics 2.6, 5.5): each element with the condition under which it
// counts, all together by one combination.
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic_list.h"

namespace pol::prove {

using interp::ErrorCode;
using interp::Reason;
using program::Aggregate;
using program::Node;
using program::Op;

// ---------------------------------------------------------------------------------------------- elements
void ListSymbols::Walk(Index index, size_t level, size_t child, NodeId outer,
                 std::vector<Element>* elements) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const program::Loop& loop = policy_.loops[static_cast<size_t>(node.b)];
  const program::Loop::Generator& generator = loop.generators[level];
  const NodeId yes = symbolic_.Truth(true), no = symbolic_.Truth(false);
  std::vector<Symbol> lists;
  std::vector<NodeId> there;
  for (int32_t i = 0; i < generator.lists; ++i) {
    lists.push_back(Make(node.children[child + static_cast<size_t>(i)]));
    if (lists.back().kind != Symbol::Kind::kList) lists.back() = Undecided(index);
    there.push_back(lists.back().node);
  }
  // Lists in step have one length (an error where they do not), and nobody has left out items of them.
  size_t most = lists[0].parts.size();
  NodeId whole = All(there);
  if (lists.size() > 1) {
    std::vector<NodeId> same;
    for (const Symbol& list : lists) {
      most = std::max(most, list.parts.size());
      if (!list.dense) whole = symbolic_.Undecided(index);
    }
    for (size_t item = 0; item < most; ++item) {
      const auto in = [&](const Symbol& list) { return item < list.in.size() ? list.in[item] : no; };
      for (size_t i = 1; i < lists.size(); ++i) {
        same.push_back(symbolic_.Or({symbolic_.And({in(lists[0]), in(lists[i])}),
                                     symbolic_.And({symbolic_.Not(in(lists[0])),
                                                    symbolic_.Not(in(lists[i]))})}));
      }
    }
    const NodeId equal = diagrams_.Choose(symbolic_.And(std::move(same)), yes,
                                          diagrams_.Error(ErrorCode::kListLength, node.offset));
    whole = symbolic_.Strict({whole}, [equal](const std::vector<TermId>&) { return equal; });
  }
  const NodeId there_at_all = diagrams_.MapLeaves(
      whole, [&](NodeId leaf) { return leaf == yes ? yes : no; });
  if (whole != yes) {  // everything on it is what the list is
    const NodeId failed = diagrams_.MapLeaves(whole, [&](NodeId leaf) { return leaf == yes ? no : leaf; });
    Element element;
    element.condition = symbolic_.And({outer, failed});
    element.key = element.value = Scalar(failed);
    element.failed = true;
    elements->push_back(std::move(element));
  }
  const size_t where = child + static_cast<size_t>(generator.lists);
  for (size_t item = 0; item < most; ++item) {
    std::vector<NodeId> in = {outer, there_at_all};
    bool all = true;
    for (size_t i = 0; i < lists.size(); ++i) {
      all = all && item < lists[i].parts.size();
      if (!all) break;
      in.push_back(lists[i].in[item]);
      slots_[static_cast<size_t>(generator.slot) + i] = &lists[i].parts[item];
    }
    if (!all) break;
    NodeId condition = symbolic_.And(std::move(in));
    if (condition != no && node.children[where] >= 0)
      condition = symbolic_.And({condition, symbolic_.Of(node.children[where])});
    if (condition == no) continue;
    if (level + 1 < loop.generators.size()) {
      Walk(index, level + 1, where + 1, condition, elements);
      continue;
    }
    Element element;
    element.condition = condition;
    const Index key = node.children[node.children.size() - 2];
    if (key >= 0) element.key = Make(key);
    if (static_cast<Aggregate>(node.a) != Aggregate::kCount) element.value = Make(node.children.back());
    elements->push_back(std::move(element));
  }
  for (int32_t i = 0; i < generator.lists; ++i)
    slots_[static_cast<size_t>(generator.slot + i)] = nullptr;
}

ListSymbols::Symbol ListSymbols::Loop(Index index) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const program::Loop& loop = policy_.loops[static_cast<size_t>(node.b)];
  const auto aggregate = static_cast<Aggregate>(node.a);
  const bool keyed = node.children[node.children.size() - 2] >= 0;
  std::vector<NodeId> extras;
  for (int32_t i = 0; i < loop.extras; ++i) {
    extras.push_back(diagrams_.MapLeaves(symbolic_.Of(node.children[static_cast<size_t>(i)]), [&](NodeId leaf) {
      const Leaf& at = diagrams_.LeafOf(leaf);
      const bool none = at.kind == Leaf::Kind::kValue && terms_[at.term].op == Op::kConstant &&
                        terms_[at.term].value.is_none();
      return none ? diagrams_.Error(ErrorCode::kNoneUsed, node.offset) : leaf;
    }));
  }
  std::vector<Element> elements;
  Walk(index, 0, static_cast<size_t>(loop.extras), symbolic_.Truth(true), &elements);
  if (keyed) {
    switch (aggregate) {
      case Aggregate::kCount:
      case Aggregate::kSum:
      case Aggregate::kMean:
      case Aggregate::kMin:
      case Aggregate::kMax:
        return Groups(index, aggregate, elements);
      case Aggregate::kSorted:
      case Aggregate::kSortedDown:
      case Aggregate::kInARow:
        break;
      default:
        return Undecided(index);
    }
  }
  switch (aggregate) {
    case Aggregate::kEvery:
    case Aggregate::kSome:
    case Aggregate::kNo:
      return Scalar(Quantified(aggregate, elements));
    case Aggregate::kInARow:
    case Aggregate::kLastAll:
      return Scalar(InARow(index, extras[0], elements, aggregate == Aggregate::kLastAll));
    case Aggregate::kList:
    case Aggregate::kSet:
      return Collection(index, elements, aggregate == Aggregate::kSet);
    case Aggregate::kFirst:
    case Aggregate::kLast:
      return First(index, elements, aggregate == Aggregate::kLast);
    case Aggregate::kTake:
      return Taken(index, extras[0], elements);
    case Aggregate::kSorted:
    case Aggregate::kSortedDown:
      return Sorted(index, elements, aggregate == Aggregate::kSortedDown);
    case Aggregate::kPour:
    case Aggregate::kProrate:
      return Undecided(index);
    default: {
      for (const Element& element : elements) {
        if (element.value.kind != Symbol::Kind::kScalar) return Undecided(index);
      }
      return Scalar(Folded(index, aggregate, extras, elements), TypeOf(index));
    }
  }
}

// ---------------------------------------------------------------------------------------------- conditions
NodeId ListSymbols::Quantified(Aggregate aggregate, const std::vector<Element>& elements) {
  std::vector<NodeId> all;
  const bool every = aggregate == Aggregate::kEvery;
  for (const Element& element : elements) {
    // every: outside the condition it holds by itself.
    const NodeId value = every ? symbolic_.Not(element.value.node) : element.value.node;
    const NodeId both = symbolic_.And({element.condition, value});
    all.push_back(every ? symbolic_.Not(both) : both);
  }
  const NodeId result = every ? symbolic_.And(std::move(all)) : symbolic_.Or(std::move(all));
  return aggregate == Aggregate::kNo ? symbolic_.Not(result) : result;
}

namespace {

// How many; nothing where that is no constant.
std::optional<size_t> CountOf(const Terms& terms, TermId term) {
  const Value& value = terms[term].value;
  if (terms[term].op != Op::kConstant || !value.is_number()) return std::nullopt;
  const int64_t count = value.number().Floor().ToInt64().value_or(INT64_MAX);
  return static_cast<size_t>(std::max<int64_t>(count, 0));
}

// Leaves that are no values, and which of them prevails.
class Gathered {
 public:
  explicit Gathered(const Diagrams& diagrams) : diagrams_(diagrams) {}
  void Add(NodeId node) {
    const Leaf& leaf = diagrams_.LeafOf(node);
    const auto earlier = [&](const std::optional<NodeId>& than) {
      return !than || leaf.offset < diagrams_.LeafOf(*than).offset;
    };
    switch (leaf.kind) {
      case Leaf::Kind::kNoRule:
        if (earlier(no_rule_)) no_rule_ = node;
        break;
      case Leaf::Kind::kError:
        if (earlier(error_)) error_ = node;
        break;
      case Leaf::Kind::kUndecided:
        if (!undecided_ || *undecided_ < node) undecided_ = node;
        break;
      default:
        break;
    }
  }
  std::optional<NodeId> Strict() const {
    return no_rule_ ? no_rule_ : undecided_ ? undecided_ : error_;
  }
  std::optional<NodeId> UndecidedFirst() const {
    return undecided_ ? undecided_ : no_rule_ ? no_rule_ : error_;
  }

 private:
  const Diagrams& diagrams_;
  std::optional<NodeId> no_rule_, undecided_, error_;
};

}  // namespace

// Conditions first: which elements there are. Then windows of neighbours, an or of ands; with a key the neighbours are
// those that follow each other by one.
NodeId ListSymbols::InARow(Index index, NodeId count, const std::vector<Element>& elements, bool last) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const bool keyed = node.children[node.children.size() - 2] >= 0;
  class Windows : public Combination {
   public:
    Windows(ListSymbols* lists, const std::vector<Element>& elements, size_t wanted, bool keyed,
            bool last, Index index)
        : lists_(*lists), elements_(elements), wanted_(wanted), keyed_(keyed), last_(last), index_(index) {}
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      Symbolic& symbolic = lists_.symbolic_;
      Gathered gathered(lists_.diagrams_);
      std::vector<size_t> present;
      for (const Operand& operand : *operands) {
        if (!Diagrams::IsLeaf(operand.node)) return std::nullopt;
        gathered.Add(operand.node);
        const size_t at = static_cast<size_t>(operand.tag);
        if (at < elements_.size() && operand.node == symbolic.Truth(true)) present.push_back(at);
      }
      if (const auto other = gathered.Strict()) return other;
      if (last_) return Last(present);
      return keyed_ ? Keyed(present) : Plain(present);
    }

   private:
    NodeId Last(const std::vector<size_t>& present) {
      if (present.size() < wanted_) return lists_.symbolic_.Truth(false);
      std::vector<NodeId> all;
      for (size_t i = present.size() - wanted_; i < present.size(); ++i)
        all.push_back(elements_[present[i]].value.node);
      return lists_.symbolic_.And(std::move(all));
    }
    NodeId Plain(const std::vector<size_t>& present) {
      std::vector<NodeId> some;
      if (wanted_ == 0) return lists_.symbolic_.Truth(true);
      for (size_t i = 0; i + wanted_ <= present.size(); ++i) {
        std::vector<NodeId> all;
        for (size_t k = i; k < i + wanted_; ++k) all.push_back(elements_[present[k]].value.node);
        some.push_back(lists_.symbolic_.And(std::move(all)));
      }
      return lists_.symbolic_.Or(std::move(some));
    }
    TermId Key(size_t element) { return lists_.diagrams_.LeafOf(elements_[element].key.node).term; }
    NodeId Keyed(const std::vector<size_t>& present) {
      // Keys are told apart before (they are operands of their own): here each is what it is where it counts.
      std::vector<NodeId> twice, some;
      std::vector<size_t> chain;
      for (size_t i = 0; i < present.size(); ++i) {
        for (size_t j = i + 1; j < present.size(); ++j)
          twice.push_back(lists_.Equal(elements_[present[i]].key, elements_[present[j]].key, index_));
      }
      if (wanted_ == 0) some.push_back(lists_.symbolic_.Truth(true));
      Extend(present, &chain, &some);
      return lists_.diagrams_.Choose(
          lists_.symbolic_.Or(std::move(twice)),
          lists_.diagrams_.Error(ErrorCode::kRunDuplicate,
                                 lists_.policy_.nodes[static_cast<size_t>(index_)].offset),
          lists_.symbolic_.Or(std::move(some)));
    }
    // Every order of `wanted` of those that are present, each the next after the one before.
    void Extend(const std::vector<size_t>& present, std::vector<size_t>* chain,
                std::vector<NodeId>* some) {
      if (chain->size() == wanted_ && wanted_ > 0) {
        std::vector<NodeId> all;
        for (size_t k = 0; k < chain->size(); ++k) {
          all.push_back(elements_[(*chain)[k]].value.node);
          if (k > 0) all.push_back(Next((*chain)[k - 1], (*chain)[k]));
        }
        some->push_back(lists_.symbolic_.And(std::move(all)));
        return;
      }
      for (const size_t next : present) {
        if (std::find(chain->begin(), chain->end(), next) != chain->end()) continue;
        chain->push_back(next);
        Extend(present, chain, some);
        chain->pop_back();
      }
    }
    NodeId Next(size_t before, size_t after) {
      Symbolic& symbolic = lists_.symbolic_;
      return symbolic.Strict({elements_[before].key.node, elements_[after].key.node},
                             [&](const std::vector<TermId>& keys) {
        prove::Term next;
        next.op = Op::kAdd;
        next.children = {keys[0], symbolic.Number(1)};
        next.node = symbolic.NodeOf(index_);
        return symbolic.Compare(Op::kEqual, keys[1], lists_.terms_.Add(std::move(next)), index_);
      });
    }

    ListSymbols& lists_;
    const std::vector<Element>& elements_;
    const size_t wanted_;
    const bool keyed_, last_;
    const Index index_;
  };
  return symbolic_.Strict({count}, [&](const std::vector<TermId>& values) {
    const std::optional<size_t> wanted = CountOf(terms_, values[0]);
    if (!wanted || (keyed && (last || elements.size() > 6))) return symbolic_.Undecided(index);
    Windows windows(this, elements, *wanted, keyed, last, index);
    std::vector<Operand> operands;
    for (size_t i = 0; i < elements.size(); ++i) {
      const Element& element = elements[i];
      operands.push_back({static_cast<int32_t>(i), element.condition});
      if (!keyed) continue;
      // A key that is none, or has no value, where its element counts.
      const NodeId key = symbolic_.Strict({element.key.node}, [&](const std::vector<TermId>& keys) {
        const prove::Term& at = terms_[keys[0]];
        const bool none = at.op == Op::kConstant && at.value.is_none();
        return none ? diagrams_.Error(ErrorCode::kNoneUsed, node.offset) : symbolic_.Truth(false);
      });
      operands.push_back({static_cast<int32_t>(elements.size() + i),
                          diagrams_.Choose(diagrams_.MapLeaves(element.condition,
                                                               [&](NodeId leaf) {
                                             return symbolic_.Truth(leaf == symbolic_.Truth(true));
                                           }),
                                           key, symbolic_.Truth(false))});
    }
    return diagrams_.Apply(std::move(operands), &windows);
  });
}

// ---------------------------------------------------------------------------------------------- single values
// Operands: what stands before the loop, then of each element its condition and its value. An element that does not
// count is dropped as soon as that is known.
class ListSymbols::Fold : public Combination {
 public:
  Fold(ListSymbols* lists, Index index, Aggregate aggregate, const std::vector<Element>& elements)
      : lists_(*lists),
        diagrams_(lists->diagrams_),
        terms_(lists->terms_),
        index_(index),
        aggregate_(aggregate),
        elements_(elements) {}

  std::vector<Operand> Operands(const std::vector<NodeId>& extras) const {
    std::vector<Operand> operands;
    for (size_t i = 0; i < extras.size(); ++i)
      operands.push_back({-1 - static_cast<int32_t>(i), extras[i]});
    for (size_t i = 0; i < elements_.size(); ++i) {
      operands.push_back({Tag(i, 0), elements_[i].condition});
      if (aggregate_ != Aggregate::kCount) operands.push_back({Tag(i, 1), elements_[i].value.node});
    }
    return operands;
  }

  std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
    const NodeId no = lists_.symbolic_.Truth(false);
    std::vector<bool> out(elements_.size(), false);
    for (const Operand& operand : *operands) {
      if (operand.tag >= 0 && operand.tag % 2 == 0 && operand.node == no)
        out[static_cast<size_t>(operand.tag / 2)] = true;
    }
    operands->erase(std::remove_if(operands->begin(), operands->end(),
                                   [&](const Operand& operand) {
                                     return operand.tag >= 0 &&
                                            out[static_cast<size_t>(operand.tag / 2)];
                                   }),
                    operands->end());
    for (const Operand& operand : *operands) {
      if (!Diagrams::IsLeaf(operand.node)) return std::nullopt;
    }
    if (aggregate_ == Aggregate::kAtLeast) return AtLeast(*operands);
    Gathered gathered(diagrams_);
    std::vector<TermId> values;
    size_t count = 0;
    for (const Operand& operand : *operands) {
      gathered.Add(operand.node);
      if (operand.tag < 0) continue;
      if (operand.tag % 2 == 0) {
        ++count;
      } else {
        values.push_back(diagrams_.LeafOf(operand.node).term);
      }
    }
    if (const auto other = gathered.Strict()) return other;
    return Combine(count, values);
  }

 private:
  static int32_t Tag(size_t element, int32_t part) {
    return static_cast<int32_t>(element) * 2 + part;
  }
  uint32_t offset() const {
    return lists_.policy_.nodes[static_cast<size_t>(index_)].offset;
  }
  NodeId Number(int64_t number) {
    return diagrams_.Value(lists_.symbolic_.Number(Rational(number)));
  }
  TermId Make(Op op, std::vector<TermId> children) {
    if (children.size() == 1 && op != Op::kNegate) return children[0];
    prove::Term term;
    term.op = op;
    term.children = std::move(children);
    term.type = lists_.symbolic_.TypeOf(lists_.policy_.nodes[static_cast<size_t>(index_)].type);
    term.node = lists_.symbolic_.NodeOf(index_);
    return terms_.Add(std::move(term));
  }

  // Not strict: what is open matters only where it could decide.
  NodeId AtLeast(const std::vector<Operand>& operands) {
    Gathered extra(diagrams_), open_ones(diagrams_);
    std::optional<size_t> wanted;
    size_t holding = 0, open = 0;
    bool failed = false;
    std::map<size_t, std::pair<NodeId, NodeId>> both;
    for (const Operand& operand : operands) {
      if (operand.tag < 0) {
        extra.Add(operand.node);
        if (diagrams_.LeafOf(operand.node).kind == Leaf::Kind::kValue)
          wanted = CountOf(terms_, diagrams_.LeafOf(operand.node).term);
        continue;
      }
      auto& [condition, value] = both[static_cast<size_t>(operand.tag / 2)];
      (operand.tag % 2 == 0 ? condition : value) = operand.node;
    }
    if (const auto other = extra.UndecidedFirst()) return *other;
    if (!wanted) return lists_.symbolic_.Undecided(index_);
    const NodeId yes = lists_.symbolic_.Truth(true), no = lists_.symbolic_.Truth(false);
    for (const auto& [element, parts] : both) {
      const auto& [condition, value] = parts;
      if (condition == no || value == no) continue;
      if (condition == yes && value == yes) {
        ++holding;
        continue;
      }
      ++open;
      failed = failed || elements_[element].failed;
      Gathered one(diagrams_);
      one.Add(condition);
      one.Add(value);
      open_ones.Add(*one.UndecidedFirst());
    }
    if (failed) open += *wanted;  // a list that is none could hold any number of them
    if (holding >= *wanted) return yes;
    if (holding + open < *wanted) return no;
    return *open_ones.UndecidedFirst();
  }

  NodeId Combine(size_t count, const std::vector<TermId>& values) {
    if (aggregate_ == Aggregate::kCount) return Number(static_cast<int64_t>(count));
    for (const TermId value : values) {
      const prove::Term& term = terms_[value];
      if (term.op == Op::kConstant && term.value.is_none())
        return diagrams_.Error(ErrorCode::kNoneUsed, offset());
    }
    Symbolic& symbolic = lists_.symbolic_;
    switch (aggregate_) {
      case Aggregate::kSum:
        return values.empty() ? Number(0) : diagrams_.Value(Make(Op::kAdd, values));
      case Aggregate::kMean: {
        if (values.empty()) return diagrams_.NoRule(Reason::kEmptyList, offset());
        const TermId number = symbolic.Number(Rational(static_cast<int64_t>(values.size())));
        return diagrams_.Value(Make(Op::kDivide, {Make(Op::kAdd, values), number}));
      }
      case Aggregate::kMin:
      case Aggregate::kMax:
        if (values.empty()) return diagrams_.NoRule(Reason::kEmptyList, offset());
        return diagrams_.Value(Make(aggregate_ == Aggregate::kMin ? Op::kMin : Op::kMax, values));
      case Aggregate::kNeverRises:
      case Aggregate::kNeverFalls: {
        const Op op = aggregate_ == Aggregate::kNeverRises ? Op::kGreaterEqual : Op::kLessEqual;
        std::vector<NodeId> all;
        for (size_t i = 1; i < values.size(); ++i)
          all.push_back(symbolic.Compare(op, values[i - 1], values[i], index_));
        return symbolic.And(std::move(all));
      }
      case Aggregate::kLongestRun:
      case Aggregate::kClosingRun: {
        int64_t longest = 0, now = 0;
        for (const TermId value : values) {
          now = terms_[value].value.truth() ? now + 1 : 0;
          longest = std::max(longest, now);
        }
        return Number(aggregate_ == Aggregate::kClosingRun ? now : longest);
      }
      default:
        return lists_.symbolic_.Undecided(index_);
    }
  }

  ListSymbols& lists_;
  Diagrams& diagrams_;
  Terms& terms_;
  const Index index_;
  const Aggregate aggregate_;
  const std::vector<Element>& elements_;
};

NodeId ListSymbols::Folded(Index index, Aggregate aggregate, const std::vector<NodeId>& extras,
                     const std::vector<Element>& elements) {
  Fold fold(this, index, aggregate, elements);
  return diagrams_.Apply(fold.Operands(extras), &fold);
}

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

ListSymbols::Symbol ListSymbols::First(Index index, const std::vector<Element>& elements, bool last) {
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
  // From behind: the first that counts, else what the later ones give.
  Symbol chosen = order.back()->value;
  const auto counts = [&](const Element& element) {
    return diagrams_.MapLeaves(element.condition, [&](NodeId leaf) {
      return symbolic_.Truth(leaf == symbolic_.Truth(true));
    });
  };
  chosen.node = diagrams_.Choose(counts(*order.back()), chosen.node, none);
  for (size_t i = order.size() - 1; i-- > 0;) {
    chosen = Choose(counts(*order[i]), order[i]->value, chosen, index);
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
  // Of those before it, at least so many: an or of ands is small for the few items that there are.
  class Before : public Combination {
   public:
    Before(Symbolic* symbolic, size_t wanted) : symbolic_(*symbolic), wanted_(wanted) {}
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
  std::vector<NodeId> all = {symbol.node};
  for (size_t i = 0; i < in.size(); ++i) {
    std::vector<Operand> before;
    for (size_t j = 0; j < i; ++j) before.push_back({0, in[j]});
    Before fewer(&symbolic_, *wanted);
    symbol.in[i] = symbolic_.And({in[i], diagrams_.Apply(std::move(before), &fewer)});
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

}  // namespace pol::prove
