// The state of one evaluation, shared by the parts of the reference interpreter: nodes
// (evaluate_node, evaluate_operator), groups (group, closing), cells (refine) and explanations
// (why).
#pragma once

#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "runtime/interp/evaluate.h"
#include "runtime/interp/evaluate_result.h"

namespace pol::interp {

bool InDomain(const program::Domain& domain, const Value& value);

// A rule of a definition by its place in the text: rules and their exceptions numbered in source
// order.
struct Winner {
  static constexpr int32_t kOtherwise = std::numeric_limits<int32_t>::max();
  int32_t ordinal = 0;
  int32_t branch = 0;
  friend auto operator<=>(const Winner&, const Winner&) = default;
};

// What one look at a definition gives: once over everything known, or in one choice of cells.
struct Look {
  Result result;
  std::vector<Winner> winners;   // ascending: the rules that give the value in some closing
  std::vector<Winner> conflict;  // the first applied rule and the first later one that differs
};

class Machine {
 public:
  Machine(const program::Policy& policy, const Facts& facts, int64_t at,
          const EvaluateOptions& options);
  ~Machine();

  const program::Policy& policy() const { return policy_; }
  const Facts& facts() const { return facts_; }
  int64_t at() const { return at_; }
  const EvaluateOptions& options() const { return options_; }

  Result Evaluate(Index node);
  // The same, with every use of `column` in it standing for `value`.
  Result EvaluateWith(Index node, Index column, const Value& value);

  // A definition with its refinement by cells; computed once, those it mentions first.
  const Look& Definition(Index definition);
  // Without refinement: by the rules of semantics 2.2 to 2.4 alone, with the comparisons in
  // `decided` settled.
  Look LookOnce(Index definition);
  // The leaves that can change a definition that is unknown, ascending.
  const std::vector<Index>& Leaves(Index definition);

  // The policy is in force when its governing date is `date`.
  Result InForceAt(const Value& date) const;
  // Settles the period of the policy for the present choice of cells; null: not settled.
  void DecideInForce(const Result* decided) { in_force_decided_ = decided; }

  // The rules of the definition at hand that failed whatever the missing inputs are: known from the
  // first look, so the choices of cells need not look at them. The first look fills them in.
  struct FailedRules {
    std::vector<bool> failed;
    bool known = false;
  };
  FailedRules& failed_rules() { return failed_rules_; }

  // Comparisons settled by the present choice of cells, by node; null: not settled.
  std::vector<const Result*>& decided() { return decided_; }
  Index NameOf(Index definition) const {
    return static_cast<Index>(policy_.inputs.size()) + definition;
  }
  // A leaf inside a supplied list, by its number among the leaves of the facts.
  Index NameOfLeaf(int64_t leaf) const {
    return NameOf(static_cast<Index>(policy_.definitions.size())) + static_cast<Index>(leaf);
  }
  // The output of another policy that a call left unknown, by its place among those met so far.
  Index NameOfCall(Index call) const {
    return NameOfLeaf(static_cast<int64_t>(facts_.leaves.size())) + call;
  }
  const program::Type* TypeOf(Index node) const;
  // As declared; of a policy that is used, with the domain of the input that stands for it.
  program::Input ColumnInput(Index input) const;
  bool Known(Index input) const;
  // The inputs of the policy used that decided the output that a kCall takes. Not for calls that
  // hold loop variables.
  std::vector<Index> CallFacts(
      const program::Node& node,
      const std::function<std::vector<Index>(Machine*, Index definition)>& facts_of);
  // What is stated of a fact may leave parts of it unknown.
  void KeepParts() { keep_parts_ = true; }

 private:
  // evaluate_call.cpp
  struct Frame;
  std::unique_ptr<Frame> MakeFrame(const program::Call& call);
  const Frame& FrameOf(const program::Node& node, std::unique_ptr<Frame>* own);
  const Result* Bound(Index input) const;  // what stands for it; null: the fact
  Result CallOutput(Index node);
  friend class LoopRun;
  Result Operator(const program::Node& node);
  Result Strict(const program::Node& node, std::vector<Result> results) const;
  // evaluate_loop.cpp
  // A value with unknown parts, used as a whole, is unknown by them.
  Result Whole(Result result) const;
  Result Part(const Value& value) const;
  Result Item(const program::Node& node) const;
  Result Field(const program::Node& node);
  Result For(const program::Node& node);
  Result Equal(const Value& a, const Value& b) const;
  Result Contains(const Value& items, const Value& x) const;
  Result Subset(const program::Node& node);
  void SetSlot(int32_t slot, const Value* value);
  Result Input(Index input);
  Result Parameter(const program::Node& node);
  Result AtLeast(const program::Node& node);
  Result Membership(const program::Node& node);
  Result If(const program::Node& node);
  Result InForce();
  Look LookInForce(const program::Definition& definition);

  const program::Policy& policy_;
  const Facts& facts_;
  const int64_t at_;
  const EvaluateOptions options_;
  Index column_ = -1;
  const Value* column_value_ = nullptr;
  std::vector<const Result*> decided_;
  const Result* in_force_decided_ = nullptr;
  FailedRules failed_rules_;
  struct State {
    bool done = false, leaves_done = false;
    Look look;
    std::vector<Index> leaves;
  };
  std::vector<State> states_;
  const Frame* frame_ = nullptr;  // of the call that this machine serves
  std::map<Index, std::unique_ptr<Frame>> frames_;  // of calls without loop variables
  // Outputs of other policies that are unknown, told apart by their leaves: names here.
  std::map<std::tuple<Index, Index, std::vector<Index>>, Index> call_names_;
  std::vector<std::vector<Index>> call_leaves_;
  bool keep_parts_ = false;
  std::vector<const Value*> slots_;  // of the loop variables; null: its loop is not at work
};

}  // namespace pol::interp
