// What the nodes and definitions of a policy come to for all inputs at once: each a diagram whose leaves are a value
// (a term), no value, an error, or undecided because of a node. Follows the reference interpreter construct by
// construct (semantics 2 and 3); nothing is unknown, for proofs are about complete inputs.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "compiler/prove/diagram.h"
#include "compiler/prove/group.h"
#include "compiler/prove/list_leaves.h"

namespace pol::prove {

// A policy that is not the one proved, inside it: what stands for its inputs, its day and its types there.
struct Embedding {
  std::vector<NodeId> inputs;   // by input of that policy
  NodeId today = 0;
  std::vector<Index> lists;     // by input of that policy: the list that it is of Terms::policy(), or -1; empty: none is
  std::vector<Index> types;     // by type of that policy: one of Terms::policy(), or -1
  std::vector<Index> nodes;     // by node of that policy: one of Terms::policy() to quote; empty: `node` for all
  Index node = -1;
};

class ListSymbols;

class Symbolic {
 public:
  // Of the policy that is proved. Days of reference: those in [first_day, last_day].
  Symbolic(const program::Policy& policy, Terms* terms, Diagrams* diagrams,
           const ListLeaves* leaves, int64_t first_day, int64_t last_day);
  // Of another one inside it.
  Symbolic(const program::Policy& policy, Symbolic* outer, Embedding embedding);
  ~Symbolic();

  // A list of which only the first items were looked at is in it, or in a definition that it mentions.
  bool IsBounded(Index node);
  bool IsBoundedDefinition(Index definition);

  const program::Policy& policy() const { return policy_; }
  Diagrams& diagrams() { return diagrams_; }
  Terms& terms() { return terms_; }

  // Leaves of a condition are true, false, no value, an error or undecided.
  NodeId Of(Index node);
  // What it gives, its domain observed. That the policy is in force is taken for granted.
  NodeId Definition(Index definition);
  // Of a definition made of rules: who applies where.
  const Group& GroupOf(Index definition);
  // True where all requirements hold and the policy is in force, else false.
  NodeId Cases();

  // A value outside the domain of a definition is an error.
  NodeId InDomain(NodeId value, const program::Definition& definition);

  // ---- what other constructs are made of
  // Strict operators: no value first, then undecided, then the least error, else `value` of the values.
  using OfValues = std::function<NodeId(const std::vector<TermId>&)>;
  NodeId Strict(std::vector<NodeId> operands, const OfValues& value);
  NodeId Not(NodeId operand);
  NodeId And(std::vector<NodeId> operands) { return Junction(std::move(operands), false); }
  NodeId Or(std::vector<NodeId> operands) { return Junction(std::move(operands), true); }
  // Of two values that are not none: leaves true and false.
  NodeId Compare(program::Op op, TermId a, TermId b, Index node);
  NodeId Equal(TermId a, TermId b, Index node);
  // Of an input or a leaf of a list; known by its column from here on.
  NodeId InputValue(Index input, const program::Type& type, const program::Domain& domain,
                    Index type_index);
  NodeId InputOf(Index input, Index node);
  NodeId Today();
  Index ListOf(Index input) const;  // the input of Terms::policy() that a list is; -1: none
  Index TypeOf(Index type) const;  // of this policy, as one of Terms::policy()
  Index NodeOf(Index node) const;  // likewise
  const ListLeaves* leaves() const { return leaves_; }
  NodeId Undecided(Index node) { return diagrams_.Undecided(NodeOf(node)); }
  NodeId Truth(bool truth) { return diagrams_.Truth(truth); }
  TermId Number(Rational number, Index type = -1) {
    return terms_.Constant(Value(std::move(number)), type);
  }
  // An operator over values, none of which is none, that cannot fail.
  TermId Term(Index node, std::vector<TermId> children);
  // An error where the day is outside the calendar, else the day.
  NodeId InDateRange(TermId day, uint32_t offset);

 private:
  NodeId Evaluate(Index index);
  NodeId Junction(std::vector<NodeId> operands, bool decisive);
  NodeId Test(VarId var, program::Op op, const Rational& bound);
  VarId ColumnOf(TermId term);
  std::optional<Rational> StepOf(TermId term);
  std::optional<bool> FoldOrder(program::Op op, TermId a, TermId b) const;

  NodeId AtLeast(const program::Node& node);
  NodeId Comparison(Index index, const program::Node& node);
  NodeId Interval(Index index, const program::Node& node);
  NodeId Membership(Index index, const program::Node& node);
  NodeId If(const program::Node& node, Index index);
  NodeId OrElse(const program::Node& node);
  NodeId Reference(const program::Node& node);
  NodeId HasValue(const program::Node& node);
  NodeId Parameter(Index index, const program::Node& node);
  NodeId Arithmetic(Index index, const program::Node& node);   // symbolic_number.cpp
  NodeId Divide(Index index, const program::Node& node, const std::vector<TermId>& values);
  NodeId Power(Index index, const program::Node& node, const std::vector<TermId>& values);
  NodeId Extreme(Index index, const program::Node& node, const std::vector<TermId>& values);
  NodeId Absolute(Index index, const std::vector<TermId>& values);
  NodeId Dates(Index index, const program::Node& node, const std::vector<TermId>& values);
  NodeId Allocation(Index index, const program::Node& node, const std::vector<TermId>& values);
  NodeId Call(Index index, const program::Node& node);       // symbolic_call.cpp
  NodeId Calendars(Index index, const program::Node& node);  // symbolic_calendar.cpp
  NodeId AnyWorkdays(Index index, const std::vector<TermId>& values);
  NodeId Recurrence(Index index, const program::Node& node, const std::vector<TermId>& values,
                    bool constant);
  void AddInputs();

  const program::Policy& policy_;
  Terms& terms_;
  Diagrams& diagrams_;
  const ListLeaves* leaves_;
  std::optional<Embedding> embedding_;
  const int64_t first_day_, last_day_;
  std::vector<std::optional<NodeId>> nodes_;
  std::vector<std::optional<NodeId>> definitions_;
  std::vector<std::unique_ptr<Group>> groups_;
  std::optional<NodeId> cases_;
  std::map<TermId, std::optional<Rational>> steps_;
  std::unique_ptr<ListSymbols> lists_;
  std::vector<std::unique_ptr<Group>> open_groups_;  // of definitions that hold variables of a loop
  friend class GroupBuilder;
};

}  // namespace pol::prove
