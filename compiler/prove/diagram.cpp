#include "compiler/prove/diagram.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace pol::prove {
namespace {

size_t Mix(size_t hash, size_t next) {
  hash ^= next + 0x9e3779b97f4a7c15ULL + (hash << 6) + (hash >> 2);
  return hash;
}

}  // namespace

size_t Diagrams::RunsHash::operator()(const std::vector<int32_t>& key) const {
  size_t hash = key.size();
  for (const int32_t part : key) hash = Mix(hash, static_cast<size_t>(part));
  return hash;
}

size_t Diagrams::OperandsHash::operator()(const std::vector<Operand>& key) const {
  size_t hash = key.size();
  for (const Operand& operand : key) {
    hash = Mix(hash, (static_cast<size_t>(operand.tag) << 32) ^
                         static_cast<size_t>(static_cast<uint32_t>(operand.node)));
  }
  return hash;
}

// ------------------------------------------------------------------------------ leaves

NodeId Diagrams::Put(const Leaf& leaf) {
  const std::vector<int64_t> key = {
      static_cast<int64_t>(leaf.kind),  leaf.term, static_cast<int64_t>(leaf.reason),
      static_cast<int64_t>(leaf.error), static_cast<int64_t>(leaf.stop), leaf.offset,
      leaf.of,                          leaf.node, leaf.situation};
  const auto next = static_cast<NodeId>(-1 - static_cast<int64_t>(leaves_.size()));
  const auto [found, fresh] = unique_leaves_.emplace(key, next);
  if (fresh) leaves_.push_back(leaf);
  return found->second;
}

void Diagrams::MakeTruths() {
  false_ = Value(terms_.Constant(pol::value::Value(false)));
  true_ = Value(terms_.Constant(pol::value::Value(true)));
}

NodeId Diagrams::Value(TermId term) {
  Leaf leaf;
  leaf.term = term;
  return Put(leaf);
}

NodeId Diagrams::NoRule(interp::Reason reason, uint32_t offset, Index of) {
  Leaf leaf;
  leaf.kind = Leaf::Kind::kNoRule;
  leaf.reason = reason;
  leaf.offset = offset;
  leaf.of = of;
  return Put(leaf);
}

NodeId Diagrams::Error(interp::ErrorCode error, uint32_t offset) {
  Leaf leaf;
  leaf.kind = Leaf::Kind::kError;
  leaf.error = error;
  leaf.offset = offset;
  return Put(leaf);
}

NodeId Diagrams::Undecided(Index node, Answer::Stop stop) {
  Leaf leaf;
  leaf.kind = Leaf::Kind::kUndecided;
  leaf.node = node;
  leaf.stop = stop;
  return Put(leaf);
}

// ------------------------------------------------------------------------------ columns

VarId Diagrams::AddColumn(TermId term, Column column, bool computed) {
  const auto var = static_cast<VarId>(vars_.size());
  Var next;
  next.term = term;
  next.column = std::move(column);
  next.computed = computed;
  next.cuts.resize(1);
  next.rank.push_back(std::numeric_limits<int32_t>::max());
  vars_.push_back(std::move(next));
  by_term_[term] = var;
  return var;
}

VarId Diagrams::FindColumn(TermId term) const {
  const auto found = by_term_.find(term);
  return found == by_term_.end() ? -1 : found->second;
}

std::vector<Cut> Diagrams::CutsOf(VarId var) const {
  std::vector<Cut> cuts;
  for (const auto& [cut, id] : vars_[var].known) cuts.push_back(cut);
  return cuts;
}

CutId Diagrams::CutAt(VarId index, Cut cut) {
  Var& var = vars_[index];
  switch (var.column.Normalise(&cut)) {
    case Column::Side::kNone:
      return kBegin;
    case Column::Side::kAll:
      return kEnd;
    case Column::Side::kSome:
      break;
  }
  const auto next = static_cast<CutId>(var.cuts.size());
  const auto [found, fresh] = var.known.emplace(cut, next);
  if (!fresh) return found->second;
  var.cuts.push_back(std::move(cut));
  var.rank.push_back(0);
  // Cuts come in any order; only those behind a new one move.
  int32_t rank = found == var.known.begin() ? 0 : var.rank[std::prev(found)->second] + 1;
  for (auto it = found; it != var.known.end(); ++it) var.rank[it->second] = rank++;
  return next;
}

NodeId Diagrams::Split(VarId var, CutId cut, NodeId first, NodeId second) {
  if (cut == kBegin) return second;
  if (cut == kEnd) return first;
  return Make(var, {{cut, first}, {kEnd, second}});
}

NodeId Diagrams::Equals(VarId var, const pol::value::Value& value) {
  const CutId before = CutAt(var, {value, false}), after = CutAt(var, {value, true});
  return Split(var, before, false_, Split(var, after, true_, false_));
}

Constraint Diagrams::ConstraintOf(VarId index, CutId low, CutId high) const {
  const Var& var = vars_[index];
  std::vector<pol::value::Value> texts;
  for (const auto& [cut, id] : var.known) {
    if (cut.after && cut.value.is_text()) texts.push_back(cut.value);
  }
  return var.column.Between(var.term, low == kBegin ? nullptr : &var.cuts[low],
                            high == kEnd ? nullptr : &var.cuts[high], texts);
}

// ------------------------------------------------------------------------------ nodes

VarId Diagrams::Top(NodeId node) const {
  return IsLeaf(node) ? std::numeric_limits<VarId>::max() : nodes_[node].var;
}

NodeId Diagrams::ChildAt(NodeId node, CutId cut) const {
  const Node& at = nodes_[node];
  const std::vector<int32_t>& rank = vars_[at.var].rank;
  const auto found =
      std::lower_bound(at.runs.begin(), at.runs.end(), rank[cut],
                       [&](const Run& run, int32_t wanted) { return rank[run.cut] < wanted; });
  return found->child;
}

NodeId Diagrams::MakeOrdered(VarId var, std::vector<Run> runs) {
  size_t count = 0;
  for (size_t i = 0; i < runs.size(); ++i) {
    if (count > 0 && runs[count - 1].child == runs[i].child) {
      runs[count - 1].cut = runs[i].cut;
    } else {
      runs[count++] = runs[i];
    }
  }
  runs.resize(count);
  if (count == 1) return runs[0].child;
  std::vector<int32_t> key = {var};
  for (const Run& run : runs) {
    key.push_back(run.cut);
    key.push_back(run.child);
  }
  const auto [found, fresh] = unique_.emplace(std::move(key), static_cast<NodeId>(nodes_.size()));
  if (fresh) nodes_.push_back({var, std::move(runs)});
  return found->second;
}

NodeId Diagrams::Make(VarId var, std::vector<Run> runs) {
  bool ordered = true;
  for (const Run& run : runs) ordered = ordered && Top(run.child) > var;
  if (ordered) return MakeOrdered(var, std::move(runs));
  // Choosing among children is a combination like any other: the test first, then the children.
  class Choice : public Combination {
   public:
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      const NodeId test = (*operands)[0].node;
      if (!IsLeaf(test)) return std::nullopt;
      // The leaves of the test are numbers of the children.
      return (*operands)[static_cast<size_t>(-test)].node;
    }
  } choice;
  std::vector<Operand> operands(1);
  std::vector<Run> test;
  for (const Run& run : runs) {
    size_t at = 1;
    while (at < operands.size() && operands[at].node != run.child) ++at;
    if (at == operands.size()) operands.push_back({static_cast<int32_t>(at), run.child});
    test.push_back({run.cut, static_cast<NodeId>(-static_cast<int64_t>(at))});
  }
  operands[0].node = MakeOrdered(var, std::move(test));
  if (operands.size() == 2) return operands[1].node;
  return Apply(std::move(operands), &choice);
}

// ------------------------------------------------------------------------------ combining

void Diagrams::SetBudget(const Budget& budget) {
  budget_ = budget;
  nodes_at_start_ = nodes_.size();
  steps_ = 0;
  exhausted_ = false;
}

bool Diagrams::Spend(size_t steps) {
  steps_ += steps;
  if (steps_ > budget_.steps || nodes_.size() - nodes_at_start_ > budget_.nodes) exhausted_ = true;
  return !exhausted_;
}

struct Diagrams::Applying {
  Combination* combination;
  std::unordered_map<std::vector<Operand>, NodeId, OperandsHash> known;
};

// What settling costs for each operand, in steps.
constexpr size_t kSettling = 16;

NodeId Diagrams::Apply(std::vector<Operand> operands, Combination* combination) {
  Applying applying{combination, {}};
  return Step(std::move(operands), &applying);
}

NodeId Diagrams::Step(std::vector<Operand> operands, Applying* applying) {
  if (!Spend(operands.size() + 1)) return Undecided(-1, Answer::Stop::kCells);
  if (const std::optional<NodeId> settled = applying->combination->Settle(&operands)) {
    // To find out what many rules together come to is most of the work where they overlap without order.
    Spend(kSettling * operands.size());
    return *settled;
  }
  if (const auto found = applying->known.find(operands); found != applying->known.end()) {
    return found->second;
  }
  VarId top = std::numeric_limits<VarId>::max();
  for (const Operand& operand : operands) top = std::min(top, Top(operand.node));

  // Who asks for this column, and all the cuts at which their answers change.
  std::vector<size_t> askers;
  std::vector<CutId> cuts;
  for (size_t i = 0; i < operands.size(); ++i) {
    if (Top(operands[i].node) != top) continue;
    askers.push_back(i);
    for (const Run& run : nodes_[operands[i].node].runs) cuts.push_back(run.cut);
  }
  const auto rank = [&](CutId cut) { return vars_[top].rank[cut]; };
  std::sort(cuts.begin(), cuts.end(), [&](CutId a, CutId b) { return rank(a) < rank(b); });
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

  std::vector<Run> runs;
  std::vector<size_t> at(askers.size(), 0);
  std::vector<Operand> next = operands;
  for (const CutId cut : cuts) {
    bool moved = runs.empty();
    for (size_t i = 0; i < askers.size(); ++i) {
      const std::vector<Run>& own = nodes_[operands[askers[i]].node].runs;
      while (rank(own[at[i]].cut) < rank(cut)) {
        ++at[i];
        moved = true;
      }
      next[askers[i]].node = own[at[i]].child;
    }
    if (moved) {
      runs.push_back({cut, Step(next, applying)});
    } else {
      runs.back().cut = cut;
    }
  }
  const NodeId made = Make(top, std::move(runs));
  applying->known.emplace(std::move(operands), made);
  return made;
}

NodeId Diagrams::Choose(NodeId condition, NodeId yes, NodeId no) {
  class Choice : public Combination {
   public:
    Choice(NodeId yes, NodeId no) : true_(yes), false_(no) {}
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      const NodeId condition = (*operands)[0].node, yes = (*operands)[1].node;
      if (condition == true_ || yes == (*operands)[2].node) return yes;
      if (condition == false_) return (*operands)[2].node;
      return std::nullopt;
    }

   private:
    NodeId true_, false_;
  } choice(true_, false_);
  return Apply({{0, condition}, {1, yes}, {2, no}}, &choice);
}

}  // namespace pol::prove
