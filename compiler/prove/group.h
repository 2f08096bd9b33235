// A group of rules as a diagram whose leaves are situations: which rules are not out, what their conditions and values
// came to, and what the group gives. All claims about a group are read off its situations.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "compiler/prove/diagram.h"

namespace pol::prove {

class Symbolic;

// A rule or exception, in source order: a rule, then its exceptions.
struct Slot {
  const program::Rule* rule = nullptr;
  RulePath path;
  int32_t parent = -1;             // the slot that it is an exception to
  std::vector<int32_t> exceptions;
  int32_t end = 0;                 // behind the last slot below it
  int32_t first_part = 0, end_part = 0;  // its own parts, then those of its exceptions
};
// What an operand of the combination is: its tag is its place among the parts.
struct Part {
  enum class Kind : uint8_t { kCondition, kBranch, kValue, kOtherwise } kind = Kind::kCondition;
  int32_t slot = -1;
  int32_t branch = -1;
};
struct Situation {
  std::vector<Operand> operands;   // leaves, by ascending part; of rules that are out none
  NodeId result = 0;               // a leaf: what the group gives before its domain is looked at
  std::map<std::pair<TermId, TermId>, bool> equal;  // what was found out about values on the way
};

struct Group {
  Index definition = -1;
  std::vector<Slot> slots;
  std::vector<Part> parts;
  std::vector<Situation> situations;
  NodeId diagram = 0;              // leaves: situations, or undecided
  NodeId result = 0;
  std::map<std::vector<int32_t>, NodeId> known;  // what leaves came to
};

// The rules that give the result of a situation, and what they give.
struct Applied {
  int32_t slot = -1;
  int32_t branch = -1;             // that was chosen
  NodeId value = 0;                // a leaf
  int32_t top = -1;                // the rule that it is, or is an exception to
};
struct SituationView {
  bool decided = true;             // no condition is open, nothing undecided
  std::vector<Applied> applied;    // in source order; by the hit only those that count
  std::vector<Applied> dropped;    // exceptions without value that hold
};

std::unique_ptr<Group> BuildGroup(Symbolic* symbolic, Index definition);
// Were there not the rule `without` (-1: all are there).
SituationView ViewOf(Symbolic* symbolic, const Group& group, const Situation& situation,
                     int32_t without = -1);
// What the group would give without a rule; nothing: it hangs on what is not known of the values.
std::optional<NodeId> ResultWithout(Symbolic* symbolic, const Group& group,
                                    const Situation& situation, int32_t slot);
// Two results are the same; nothing: not known.
std::optional<bool> SameResult(Symbolic* symbolic, const Group& group, const Situation& situation,
                               NodeId a, NodeId b);

}  // namespace pol::prove
