// What loops make of the elements that they go over (semantics 2.6, 5.5): each element with the condition under which it
// counts, all together by one combination.
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic_list.h"
#include "compiler/prove/symbolic_parts.h"

namespace pol::prove {

using interp::ErrorCode;
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
      return First(index, elements, aggregate == Aggregate::kLast,
                   extras.empty() ? kNothing : extras[0]);
    case Aggregate::kTake:
      return Taken(index, extras[0], elements);
    case Aggregate::kSorted:
    case Aggregate::kSortedDown:
      return Sorted(index, elements, aggregate == Aggregate::kSortedDown);
    case Aggregate::kPour:
    case Aggregate::kProrate:
      return Shared(index, extras, elements);
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

}  // namespace pol::prove
