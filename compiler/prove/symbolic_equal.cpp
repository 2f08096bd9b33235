// Equality of lists, sets and records, and what is made of it.
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic_list.h"

namespace pol::prove {

using program::Aggregate;
using program::Node;
using program::Op;

// ---------------------------------------------------------------------------------------------- equality
NodeId ListSymbols::Equal(const Symbol& a, const Symbol& b, Index node) {
  if (a.kind != b.kind) return symbolic_.Undecided(node);
  switch (a.kind) {
    case Symbol::Kind::kScalar:
      return symbolic_.Strict({a.node, b.node}, [&](const std::vector<TermId>& values) {
        return symbolic_.Equal(values[0], values[1], node);
      });
    case Symbol::Kind::kRecord: {
      if (a.parts.size() != b.parts.size()) return symbolic_.Undecided(node);
      std::vector<NodeId> equal;
      for (size_t i = 0; i < a.parts.size(); ++i)
        equal.push_back(Equal(a.parts[i], b.parts[i], node));
      const NodeId parts = symbolic_.And(std::move(equal));
      return symbolic_.Strict({a.node, b.node},
                              [parts](const std::vector<TermId>&) { return parts; });
    }
    case Symbol::Kind::kList:
      break;
  }
  NodeId same;
  if (a.set || b.set) {
    same = symbolic_.And({Within(a, b, node), Within(b, a, node)});
  } else if (!a.dense || !b.dense) {
    same = symbolic_.Undecided(node);
  } else {
    std::vector<NodeId> equal;
    const size_t most = std::max(a.parts.size(), b.parts.size());
    for (size_t i = 0; i < most; ++i) {
      const NodeId in_a = i < a.parts.size() ? a.in[i] : symbolic_.Truth(false);
      const NodeId in_b = i < b.parts.size() ? b.in[i] : symbolic_.Truth(false);
      const NodeId item = i < a.parts.size() && i < b.parts.size()
                              ? Equal(a.parts[i], b.parts[i], node)
                              : symbolic_.Truth(false);
      equal.push_back(symbolic_.Or({symbolic_.And({in_a, in_b, item}),
                                    symbolic_.And({symbolic_.Not(in_a), symbolic_.Not(in_b)})}));
    }
    same = symbolic_.And(std::move(equal));
  }
  return symbolic_.Strict({a.node, b.node}, [same](const std::vector<TermId>&) { return same; });
}

NodeId ListSymbols::Contains(const Symbol& list, const Symbol& x, Index node) {
  std::vector<NodeId> equal;
  for (size_t i = 0; i < list.parts.size(); ++i)
    equal.push_back(symbolic_.And({list.in[i], Equal(x, list.parts[i], node)}));
  return symbolic_.Or(std::move(equal));
}

// Every item of the part is in the whole.
NodeId ListSymbols::Within(const Symbol& part, const Symbol& whole, Index node) {
  if (part.kind != Symbol::Kind::kList || whole.kind != Symbol::Kind::kList)
    return symbolic_.Undecided(node);
  std::vector<NodeId> all, none;
  for (size_t i = 0; i < part.parts.size(); ++i) {
    none.push_back(symbolic_.Not(part.in[i]));
    all.push_back(symbolic_.Or({none.back(), Contains(whole, part.parts[i], node)}));
  }
  const NodeId in = symbolic_.And(std::move(all));
  const NodeId both = symbolic_.Strict({part.node, whole.node},
                                       [in](const std::vector<TermId>&) { return in; });
  // Nothing is in everything, whatever that is.
  return symbolic_.Or({symbolic_.And({part.node, symbolic_.And(std::move(none))}), both});
}

NodeId ListSymbols::Comparison(Index index) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const NodeId equal = Equal(Make(node.children[0]), Make(node.children[1]), index);
  return node.op == Op::kEqual ? equal : symbolic_.Not(equal);
}

// A member that is a list or set counts by its items, unless x is one itself.
NodeId ListSymbols::Membership(Index index) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const Symbol x = Make(node.children[0]);
  std::vector<NodeId> some;
  for (size_t i = 1; i < node.children.size(); ++i) {
    const Symbol member = Make(node.children[i]);
    if (member.kind != Symbol::Kind::kList || x.kind == Symbol::Kind::kList) {
      some.push_back(Equal(x, member, index));
      continue;
    }
    const NodeId items = Contains(member, x, index);
    std::vector<NodeId> none;
    for (const NodeId in : member.in) none.push_back(symbolic_.Not(in));
    const NodeId empty = symbolic_.And(std::move(none));
    // Of an empty one nothing is asked; else x is.
    const NodeId strict = symbolic_.Strict({x.node, member.node},
                                           [items](const std::vector<TermId>&) { return items; });
    some.push_back(member.node == symbolic_.Truth(true)
                       ? diagrams_.Choose(empty, symbolic_.Truth(false), strict)
                       : strict);
  }
  return symbolic_.Or(std::move(some));
}

NodeId ListSymbols::Extreme(Index index) {
  const Node& node = policy_.nodes[static_cast<size_t>(index)];
  const Symbol list = Make(node.children[0]);
  if (list.kind != Symbol::Kind::kList) return symbolic_.Undecided(index);
  std::vector<Element> elements;
  for (size_t i = 0; i < list.parts.size(); ++i) {
    Element element;
    element.condition = list.in[i];
    element.value = list.parts[i];
    elements.push_back(std::move(element));
  }
  const NodeId extreme = Folded(
      index, node.op == Op::kMin ? Aggregate::kMin : Aggregate::kMax, {}, elements);
  return symbolic_.Strict({list.node}, [extreme](const std::vector<TermId>&) { return extreme; });
}

}  // namespace pol::prove
