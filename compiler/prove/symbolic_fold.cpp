// What becomes of all elements of a loop together: a count, a sum, the least, whether at least so many hold.
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
    GatheredLeaves gathered(diagrams_);
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
    GatheredLeaves extra(diagrams_), open_ones(diagrams_);
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
      GatheredLeaves one(diagrams_);
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

}  // namespace pol::prove
