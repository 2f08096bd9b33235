// Decision diagrams: what a condition, a value or a group of rules comes to, for every value of the columns at once.
// Shared and canonical: two diagrams that come to the same by the columns alone are one node.
//
// A column is a term that is compared with constants: an input, the day, or something computed. A node asks for the
// stretch in which the value of its column lies; a leaf is what it all comes to. Columns that are inputs stand above all
// that are computed, and are independent of each other: every way through them is possible.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "compiler/prove/column.h"
#include "compiler/prove/prove.h"

namespace pol::prove {

using NodeId = int32_t;  // a leaf: below 0
using VarId = int32_t;   // of a column; smaller ones stand above
using CutId = int32_t;
inline constexpr CutId kEnd = 0;     // behind all values
inline constexpr CutId kBegin = -1;  // before all values; never in a node

struct Leaf {
  enum class Kind : uint8_t {
    kValue,
    kNoRule,
    kError,
    kUndecided,  // because of `node`
    kSituation,  // of a group (group.h): `situation`
    kOutside,    // no case that is claimed about
  } kind = Kind::kValue;
  TermId term = -1;
  interp::Reason reason = interp::Reason::kNoneApplied;
  interp::ErrorCode error = interp::ErrorCode::kDivZero;
  Answer::Stop stop = Answer::Stop::kNone;
  uint32_t offset = 0;  // kNoRule, kError: where it arose
  Index of = -1;        // kNoRule: the definition that has none
  Index node = -1;      // kUndecided
  int32_t situation = -1;
};

// What a combination looks at; `tag` says what it is to the one who combines.
struct Operand {
  int32_t tag = 0;
  NodeId node = 0;
  friend bool operator==(const Operand&, const Operand&) = default;
};

// How operands come to one diagram.
class Combination {
 public:
  virtual ~Combination() = default;
  // Called with the operands as far as the columns are decided. It may drop and reorder them where that makes no
  // difference. A diagram when it is settled; with leaves alone it must be.
  virtual std::optional<NodeId> Settle(std::vector<Operand>* operands) = 0;
};

class Diagrams {
 public:
  struct Run {
    CutId cut;  // the last values of it end here
    NodeId child;
    friend bool operator==(const Run&, const Run&) = default;
  };
  struct Budget {
    size_t nodes = 400'000;
    uint64_t steps = 40'000'000;  // operands looked at
  };

  explicit Diagrams(Terms* terms) : terms_(*terms) {}

  // ---- leaves
  NodeId Put(const Leaf& leaf);
  NodeId Value(TermId term);
  NodeId Truth(bool truth) { return truth ? true_ : false_; }
  NodeId NoRule(interp::Reason reason, uint32_t offset, Index of = -1);
  NodeId Error(interp::ErrorCode error, uint32_t offset);
  NodeId Undecided(Index node, Answer::Stop stop = Answer::Stop::kTerm);
  static bool IsLeaf(NodeId node) { return node < 0; }
  const Leaf& LeafOf(NodeId node) const { return leaves_[static_cast<size_t>(-1 - node)]; }
  size_t leaves() const { return leaves_.size(); }
  void MakeTruths();  // before all else

  // ---- columns
  // The inputs in the order in which they are to stand, before all other columns.
  VarId AddColumn(TermId term, Column column, bool computed);
  VarId FindColumn(TermId term) const;  // -1: none yet
  VarId columns() const { return static_cast<VarId>(vars_.size()); }
  const Column& ColumnOf(VarId var) const { return vars_[var].column; }
  TermId TermOf(VarId var) const { return vars_[var].term; }
  bool IsComputed(VarId var) const { return vars_[var].computed; }
  std::vector<Cut> CutsOf(VarId var) const;  // ascending
  CutId CutAt(VarId var, Cut cut);
  // The values up to the cut give the first, the others the second.
  NodeId Split(VarId var, CutId cut, NodeId first, NodeId second);
  // The values of the column that are `value`.
  NodeId Equals(VarId var, const pol::value::Value& value);

  // ---- nodes
  VarId VarOf(NodeId node) const { return nodes_[node].var; }
  const std::vector<Run>& RunsOf(NodeId node) const { return nodes_[node].runs; }
  // The child for the values that end in `cut`.
  NodeId ChildAt(NodeId node, CutId cut) const;
  bool Less(VarId var, CutId a, CutId b) const {
    return vars_[var].rank[a] < vars_[var].rank[b];
  }
  // Of children over any columns.
  NodeId Make(VarId var, std::vector<Run> runs);

  NodeId Apply(std::vector<Operand> operands, Combination* combination);
  // `condition` has only leaves that are true or false.
  NodeId Choose(NodeId condition, NodeId yes, NodeId no);
  template <typename Function>
  NodeId MapLeaves(NodeId root, Function function);

  // The constraint of the stretch after `low` (kBegin: from the first value) up to `high`.
  Constraint ConstraintOf(VarId var, CutId low, CutId high) const;

  // ---- limits
  // What may still be spent; beyond it every combination comes to a leaf that is undecided.
  void SetBudget(const Budget& budget);
  bool exhausted() const { return exhausted_; }
  size_t size() const { return nodes_.size(); }
  uint64_t steps() const { return steps_; }  // since then

 private:
  struct Node {
    VarId var;
    std::vector<Run> runs;
  };
  struct Var {
    TermId term;
    Column column;
    bool computed;
    std::vector<Cut> cuts;      // by id, from 1
    std::vector<int32_t> rank;  // by id; of kEnd: behind all
    std::map<Cut, CutId> known;
  };
  struct RunsHash {
    size_t operator()(const std::vector<int32_t>& key) const;
  };
  struct OperandsHash {
    size_t operator()(const std::vector<Operand>& key) const;
  };
  struct Applying;

  NodeId MakeOrdered(VarId var, std::vector<Run> runs);
  NodeId Step(std::vector<Operand> operands, Applying* applying);
  bool Spend(size_t steps);
  VarId Top(NodeId node) const;

  Terms& terms_;
  std::vector<Node> nodes_;
  std::vector<Leaf> leaves_;
  std::vector<Var> vars_;
  std::map<TermId, VarId> by_term_;
  std::unordered_map<std::vector<int32_t>, NodeId, RunsHash> unique_;
  std::map<std::vector<int64_t>, NodeId> unique_leaves_;
  NodeId true_ = 0, false_ = 0;
  Budget budget_;
  size_t nodes_at_start_ = 0;
  uint64_t steps_ = 0;
  bool exhausted_ = false;
};

template <typename Function>
NodeId Diagrams::MapLeaves(NodeId root, Function function) {
  class Mapping : public Combination {
   public:
    explicit Mapping(Function function) : function_(std::move(function)) {}
    std::optional<NodeId> Settle(std::vector<Operand>* operands) override {
      const NodeId node = operands->front().node;
      return IsLeaf(node) ? std::optional<NodeId>(function_(node)) : std::nullopt;
    }

   private:
    Function function_;
  } mapping(std::move(function));
  return Apply({{0, root}}, &mapping);
}

}  // namespace pol::prove
