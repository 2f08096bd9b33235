// Lists, sets and records for all inputs at once: structures whose scalars are diagrams. Of a list that is an input the
// first few items are looked at (ListLeaves); what is made of lists says of each possible item whether it is in.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "compiler/prove/list_leaves.h"
#include "compiler/prove/symbolic.h"

namespace pol::prove {

class ListSymbols {
 public:
  ListSymbols(Symbolic* symbolic, const ListLeaves* leaves);

  // The node is about lists or records: it is evaluated here.
  bool Handles(Index node) const;
  NodeId Of(Index node);
  // A variable of a loop around it stands in it: it comes to something else for each item.
  bool IsOpen(Index node);
  bool IsOpenDefinition(Index definition);
  // A list of which only the first items are looked at is in it, or in a definition that it mentions.
  bool IsBounded(Index node);
  bool IsBoundedDefinition(Index definition);

 private:
  static constexpr NodeId kNothing = std::numeric_limits<NodeId>::min();
  struct Symbol {
    enum class Kind : uint8_t { kScalar, kRecord, kList } kind = Kind::kScalar;
    // Of a scalar: what it comes to. Of others: true where they are there, elsewhere why not.
    NodeId node = kNothing;
    std::vector<Symbol> parts;  // fields; items that may be in, in order
    std::vector<NodeId> in;     // kList: of each item: leaves true and false
    bool set = false;           // the order does not count
    bool dense = true;          // kList: no item is in without those before it
    const program::Type* type = nullptr;
  };
  struct Element {
    NodeId condition = 0;       // leaves true, false, no value, error, undecided
    Symbol key, value;
    bool failed = false;        // stands for a list that is none
  };
  class Fold;

  Symbol Make(Index node);
  Symbol Structure(Index node);
  Symbol Scalar(NodeId node, const program::Type* type = nullptr);
  Symbol Undecided(Index node);
  Symbol FromLeaves(Index input, const program::Type& type, std::vector<int32_t> path, Index node);
  Symbol ItemsOf(Index input, const program::Type& type, std::vector<int32_t> path, Index node);
  Symbol FromPacked(NodeId packed, const program::Type& type, Index node);
  Symbol FromValue(const Value& value, const program::Type& type);
  Symbol Choose(NodeId condition, const Symbol& yes, const Symbol& no, Index node);
  Symbol Record(const program::Node& node);
  Symbol ListOf(const program::Node& node);
  Symbol FieldOf(const program::Node& node);
  Symbol Referred(const program::Node& node, Index index);
  Symbol Collected(const program::Node& node, Index index);
  Symbol Missing(const program::Node& node);
  // Where all of these are there; else as strict operators have it.
  NodeId All(std::vector<NodeId> nodes);
  void Wholeness(const Symbol& symbol, std::vector<NodeId>* nodes);
  // As one value, for where a diagram must tell it: a constant where nothing is open.
  NodeId Packed(const Symbol& symbol, Index node);

  // symbolic_loop.cpp, symbolic_run.cpp, symbolic_fold.cpp, symbolic_order.cpp
  Symbol Loop(Index index);
  void Walk(Index index, size_t level, size_t child, NodeId outer, std::vector<Element>* elements);
  NodeId Quantified(program::Aggregate aggregate, const std::vector<Element>& elements);
  NodeId InARow(Index index, NodeId count, const std::vector<Element>& elements, bool last);
  NodeId Folded(Index index, program::Aggregate aggregate, const std::vector<NodeId>& extras,
                const std::vector<Element>& elements);
  Symbol First(Index index, const std::vector<Element>& elements, bool last, NodeId number);
  NodeId FewerOf(const std::vector<NodeId>& in, size_t first, size_t wanted);
  Symbol Taken(Index index, NodeId count, const std::vector<Element>& elements);
  Symbol Sorted(Index index, const std::vector<Element>& elements, bool down);
  Symbol Groups(Index index, program::Aggregate aggregate, const std::vector<Element>& elements);
  Symbol Collection(Index index, const std::vector<Element>& elements, bool set);
  Symbol Shared(Index index, const std::vector<NodeId>& extras, const std::vector<Element>& elements);
  NodeId Open(const std::vector<Element>& elements, bool values);

  // symbolic_equal.cpp
  NodeId Equal(const Symbol& a, const Symbol& b, Index node);
  NodeId Contains(const Symbol& list, const Symbol& x, Index node);
  NodeId Within(const Symbol& part, const Symbol& whole, Index node);
  NodeId Membership(Index index);
  NodeId Comparison(Index index);
  NodeId Extreme(Index index);

  const program::Type* TypeOf(Index node) const;
  Index IndexOf(const program::Type& type) const;
  const std::set<int32_t>& Slots(Index node);
  const std::set<int32_t>& SlotsOfDefinition(Index definition);
  bool MentionsBounded(Index node, std::set<Index>* seen, std::set<Index>* definitions);

  Symbolic& symbolic_;
  Diagrams& diagrams_;
  Terms& terms_;
  const program::Policy& policy_;
  const ListLeaves* leaves_;
  std::vector<const Symbol*> slots_;                 // of the loop variables at work
  std::map<Index, Symbol> known_;                    // by node, those that are not open
  std::map<Index, Symbol> definitions_;
  // Loop variables that stand in a node or definition, bound outside it.
  std::map<Index, std::set<int32_t>> slots_in_, slots_in_definitions_;
};

}  // namespace pol::prove
