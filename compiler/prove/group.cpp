// Groups of rules by one combination of all conditions and values (semantics 3): rules that are out are dropped as soon
// as they are, so what is left of a long table on any path is short.
#include "compiler/prove/group.h"

#include <algorithm>
#include <utility>

#include "compiler/prove/situation.h"
#include "compiler/prove/symbolic.h"

namespace pol::prove {

using interp::ErrorCode;
using program::Hit;
using program::Rule;

class GroupBuilder : public Combination {
 public:
  GroupBuilder(Symbolic* symbolic, Group* group)
      : symbolic_(*symbolic),
        diagrams_(symbolic->diagrams()),
        definition_(symbolic->policy().definitions[group->definition]),
        group_(*group) {
    true_ = diagrams_.Truth(true);
    false_ = diagrams_.Truth(false);
  }

  void Build();
  std::optional<NodeId> Settle(std::vector<Operand>* operands) override;

 private:
  void AddRules(const std::vector<Rule>& rules, const RulePath& above, int32_t parent);
  int32_t AddPart(Part::Kind kind, int32_t slot, int32_t branch, NodeId node);
  void Keep(int32_t slot, std::vector<Operand>* kept);
  const Operand* From(int32_t part) const;
  void DropHidden(std::vector<Operand>* operands) const;

  Symbolic& symbolic_;
  Diagrams& diagrams_;
  const program::Definition& definition_;
  Group& group_;
  NodeId true_, false_;
  std::vector<NodeId> start_;                  // by part
  const std::vector<Operand>* looked_at_ = nullptr;
  struct Top {
    int32_t slot;
    bool sure;                                 // it applies, and with this value
  };
  std::vector<Top> tops_;                      // rules that are not out
};

void GroupBuilder::AddRules(const std::vector<Rule>& rules, const RulePath& above, int32_t parent) {
  for (size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = rules[i];
    const auto index = static_cast<int32_t>(group_.slots.size());
    group_.slots.emplace_back();
    group_.slots[index].rule = &rule;
    group_.slots[index].parent = parent;
    group_.slots[index].path = above;
    group_.slots[index].path.push_back(static_cast<int32_t>(i));
    group_.slots[index].first_part = static_cast<int32_t>(group_.parts.size());
    if (parent >= 0) group_.slots[parent].exceptions.push_back(index);
    if (rule.condition >= 0) {
      AddPart(Part::Kind::kCondition, index, -1, symbolic_.Of(rule.condition));
    }
    for (size_t b = 0; b < rule.branches.size(); ++b) {
      const program::Branch& branch = rule.branches[b];
      const auto number = static_cast<int32_t>(b);
      AddPart(Part::Kind::kBranch, index, number,
              branch.condition >= 0 ? symbolic_.Of(branch.condition) : true_);
      if (branch.result < 0) continue;
      NodeId value = symbolic_.Of(branch.result);
      const bool computes = definition_.hit == Hit::kSum || definition_.hit == Hit::kMax ||
                            definition_.hit == Hit::kMin;
      if (computes) {
        value = diagrams_.MapLeaves(value, [&](NodeId leaf) {
          const Leaf at = diagrams_.LeafOf(leaf);
          const bool none = at.kind == Leaf::Kind::kValue &&
                            symbolic_.terms()[at.term].op == program::Op::kConstant &&
                            symbolic_.terms()[at.term].value.is_none();
          return none ? diagrams_.Error(ErrorCode::kNoneUsed, definition_.place.offset) : leaf;
        });
      }
      AddPart(Part::Kind::kValue, index, number, value);
    }
    group_.slots[index].end_part = static_cast<int32_t>(group_.parts.size());
    const RulePath path = group_.slots[index].path;
    AddRules(rule.exceptions, path, index);
    group_.slots[index].end = static_cast<int32_t>(group_.slots.size());
  }
}

int32_t GroupBuilder::AddPart(Part::Kind kind, int32_t slot, int32_t branch, NodeId node) {
  group_.parts.push_back({kind, slot, branch});
  start_.push_back(node);
  return static_cast<int32_t>(group_.parts.size()) - 1;
}

void GroupBuilder::Build() {
  AddRules(definition_.rules, {}, -1);
  if (definition_.otherwise >= 0) {
    AddPart(Part::Kind::kOtherwise, -1, -1, symbolic_.Of(definition_.otherwise));
  }
  std::vector<Operand> operands;
  for (size_t i = 0; i < start_.size(); ++i) {
    operands.push_back({static_cast<int32_t>(i), start_[i]});
  }
  group_.diagram = diagrams_.Apply(std::move(operands), this);
  group_.result = diagrams_.MapLeaves(group_.diagram, [&](NodeId leaf) {
    const Leaf& at = diagrams_.LeafOf(leaf);
    return at.kind == Leaf::Kind::kSituation ? group_.situations[at.situation].result : leaf;
  });
}

// The first operand that is still there from a part on.
const Operand* GroupBuilder::From(int32_t part) const {
  return std::lower_bound(
      looked_at_->data(), looked_at_->data() + looked_at_->size(), part,
      [](const Operand& operand, int32_t wanted) { return operand.tag < wanted; });
}

// Keeps what still matters of a rule and its exceptions; nothing if it is out.
void GroupBuilder::Keep(int32_t index, std::vector<Operand>* kept) {
  const Slot& slot = group_.slots[index];
  const size_t begin = kept->size();
  bool open = false, speaks = false, chosen = false, sure = true;
  const Operand* const end = looked_at_->data() + looked_at_->size();
  for (const Operand* next = From(slot.first_part); next != end && next->tag < slot.end_part;
       ++next) {
    const Part& at = group_.parts[next->tag];
    if (at.kind == Part::Kind::kCondition) {
      if (next->node == false_) return;
      open = open || next->node != true_;
      kept->push_back(*next);
      continue;
    }
    if (at.kind != Part::Kind::kBranch) continue;
    if (next->node == false_) continue;
    const bool valued = next + 1 != end && next[1].tag < slot.end_part &&
                        group_.parts[next[1].tag].kind == Part::Kind::kValue;
    kept->push_back(*next);
    if (valued) {
      kept->push_back(next[1]);
      sure = sure && Diagrams::IsLeaf(next[1].node);
    }
    speaks = speaks || valued || slot.rule->removes;
    open = open || next->node != true_;
    if (next->node == true_) {
      chosen = true;
      // A branch that is chosen and says nothing: with no other before it, the rule is out.
      break;
    }
  }
  if (!speaks) {
    kept->resize(begin);
    return;
  }
  for (const int32_t exception : slot.exceptions) {
    const size_t before = kept->size();
    Keep(exception, kept);
    sure = sure && kept->size() == before;
  }
  if (slot.parent < 0) tops_.push_back({index, sure && chosen && !open});
}

// What stands behind two rules that surely apply can be reached no more, even without one of them.
void GroupBuilder::DropHidden(std::vector<Operand>* operands) const {
  const auto drop = [&](const auto& hidden) {
    size_t top = 0;
    std::erase_if(*operands, [&](const Operand& operand) {
      const Part& part = group_.parts[operand.tag];
      if (part.kind == Part::Kind::kOtherwise) return hidden(nullptr);
      while (top + 1 < tops_.size() && operand.tag >= group_.slots[tops_[top + 1].slot].first_part) {
        ++top;
      }
      return hidden(&tops_[top]);
    });
  };
  switch (definition_.hit) {
    case Hit::kFirst: {
      int32_t sure = 0, last = -1;
      for (const Top& top : tops_) {
        if (top.sure && ++sure == 2) {
          last = top.slot;
          break;
        }
      }
      if (last < 0) break;
      drop([&](const Top* top) { return top == nullptr || top->slot > last; });
      return;
    }
    case Hit::kPriority: {
      std::vector<int32_t> sure;
      for (const Top& top : tops_) {
        if (top.sure) sure.push_back(group_.slots[top.slot].rule->priority);
      }
      if (sure.size() < 2) break;
      std::sort(sure.begin(), sure.end());
      drop([&](const Top* top) {
        return top == nullptr || group_.slots[top->slot].rule->priority > sure[1];
      });
      return;
    }
    default:
      break;
  }
  // What is given otherwise is of interest beside one sure rule only where it is plain.
  const bool sure =
      std::any_of(tops_.begin(), tops_.end(), [](const Top& top) { return top.sure; });
  if (sure && !operands->empty() && !Diagrams::IsLeaf(operands->back().node) &&
      group_.parts[operands->back().tag].kind == Part::Kind::kOtherwise) {
    operands->pop_back();
  }
}

std::optional<NodeId> GroupBuilder::Settle(std::vector<Operand>* operands) {
  looked_at_ = operands;
  tops_.clear();
  std::vector<Operand> kept;
  kept.reserve(operands->size());
  for (size_t i = 0; i < operands->size();) {
    const Part& part = group_.parts[(*operands)[i].tag];
    if (part.kind == Part::Kind::kOtherwise) {
      kept.push_back((*operands)[i++]);
      continue;
    }
    // The operands of one rule of the group and its exceptions stand together.
    int32_t top = part.slot;
    while (group_.slots[top].parent >= 0) top = group_.slots[top].parent;
    const Slot& slot = group_.slots[top];
    Keep(top, &kept);
    const int32_t end = slot.end < static_cast<int32_t>(group_.slots.size())
                            ? group_.slots[slot.end].first_part
                            : static_cast<int32_t>(group_.parts.size());
    while (i < operands->size() && (*operands)[i].tag < end &&
           group_.parts[(*operands)[i].tag].kind != Part::Kind::kOtherwise) {
      ++i;
    }
  }
  *operands = std::move(kept);
  DropHidden(operands);
  const bool open = std::any_of(operands->begin(), operands->end(), [](const Operand& operand) {
    return !Diagrams::IsLeaf(operand.node);
  });
  if (open) return std::nullopt;
  return Resolve(&symbolic_, &group_, *operands);
}

std::unique_ptr<Group> BuildGroup(Symbolic* symbolic, Index definition) {
  auto group = std::make_unique<Group>();
  group->definition = definition;
  GroupBuilder builder(symbolic, group.get());
  builder.Build();
  return group;
}

}  // namespace pol::prove
