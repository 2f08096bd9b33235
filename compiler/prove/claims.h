// The claims of semantics 6.2, read off the diagrams of a policy.
#pragma once

#include <vector>

#include "compiler/prove/search.h"
#include "compiler/prove/symbolic.h"

namespace pol::prove {

struct ClaimContext {
  Symbolic* symbolic = nullptr;
  Searcher* searcher = nullptr;
  const Options* options = nullptr;
  std::vector<Answer>* answers = nullptr;
  // As it was written: its definitions and nodes have the same numbers in Symbolic, where those of the policies that it
  // uses follow (inline_calls.h). What refutes a claim is confirmed by it.
  const program::Policy* source = nullptr;

  const program::Policy& policy() const { return *source; }
  Diagrams& diagrams() const { return symbolic->diagrams(); }
  // `root` within the cases that are claimed about: true of `cases`; elsewhere leaves are outside.
  NodeId Within(NodeId cases, NodeId root) const;
  // An answer that was looked for a case that refutes it.
  void Conclude(Answer answer, Sought sought) const;
};

void PossibleClaims(const ClaimContext& context);            // whether there is a case at all
void GroupClaims(const ClaimContext& context, Index definition);
void ConditionClaims(const ClaimContext& context, Index definition);
void ErrorClaims(const ClaimContext& context);
void AssertionClaims(const ClaimContext& context);

}  // namespace pol::prove
