// Neighbours in a list that all hold (semantics 5.5).
#include <algorithm>
#include <utility>

#include "compiler/prove/symbolic_list.h"
#include "compiler/prove/symbolic_parts.h"

namespace pol::prove {

using interp::ErrorCode;
using program::Node;
using program::Op;

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
      GatheredLeaves gathered(lists_.diagrams_);
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

}  // namespace pol::prove
