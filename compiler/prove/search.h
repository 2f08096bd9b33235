// Ways through a diagram to the leaves that are asked for. A way through inputs alone is possible by its making; one
// through what is computed is asked of the solver.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/prove/symbolic.h"
#include "compiler/prove/theory.h"
#include "compiler/prove/witness.h"

namespace pol::prove {

struct Sought {
  enum class Kind : uint8_t { kFound, kImpossible, kUndecided } kind = Kind::kImpossible;
  std::optional<Case> found;  // where a case was asked for
  std::string stopped_by;     // kUndecided
  Answer::Stop stop = Answer::Stop::kNone;
};

// Leaves that some way leads to, and whether one leads through inputs alone.
using Reach = std::unordered_map<NodeId, bool>;

class Searcher {
 public:
  Searcher(Symbolic* symbolic, Theory* theory, const Options& options, int64_t first_day,
           int64_t last_day);

  using Wanted = std::function<bool(NodeId leaf)>;
  // Is there a case of a wanted leaf? Where leaves are undecided, there may be.
  Sought Possible(NodeId root, const Wanted& wanted);
  // A case of a wanted leaf in which the reference interpreter shows it.
  Sought Find(NodeId root, const Wanted& wanted, const Confirm& confirm);
  Reach ReachOf(NodeId root) const;

 private:
  struct Step {
    VarId var;
    CutId low, high;
  };
  struct Run;
  Sought Search(NodeId root, const Wanted& wanted, const Confirm* confirm);
  bool Walk(NodeId node, bool computed, Run* run);
  void Arrive(Run* run);
  void Ask(Run* run);
  std::vector<Constraint> ConstraintsOf(const std::vector<Step>& path) const;
  std::string TextOf(const Leaf& leaf) const;

  Symbolic& symbolic_;
  Diagrams& diagrams_;
  Theory* theory_;
  const Options& options_;
  const int64_t first_day_, last_day_;
  WitnessFinder finder_;
};

}  // namespace pol::prove
