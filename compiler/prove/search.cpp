#include "compiler/prove/search.h"

#include <algorithm>
#include <utility>

namespace pol::prove {
namespace {

constexpr int kMostUnconfirmed = 8;  // cases that were not confirmed, for one claim

enum : uint8_t { kInputsLead = 1, kSomeLead = 2, kSeen = 4 };

}  // namespace

struct Searcher::Run {
  const Wanted& wanted;
  const Confirm* confirm;
  bool computed = false;  // look at ways through what is computed, else at the others
  std::unordered_map<NodeId, uint8_t> leads;
  std::vector<Step> path;
  size_t asked = 0;
  int unconfirmed = 0;
  bool done = false;
  Sought sought;

  void Stop(std::string by, Answer::Stop stop) {
    if (sought.kind == Sought::Kind::kFound) return;
    sought.kind = Sought::Kind::kUndecided;
    if (sought.stopped_by.empty()) sought.stopped_by = std::move(by);
    if (sought.stop == Answer::Stop::kNone) sought.stop = stop;
  }
};

Searcher::Searcher(Symbolic* symbolic, Theory* theory, const Options& options, int64_t first_day,
                   int64_t last_day)
    : symbolic_(*symbolic),
      diagrams_(symbolic->diagrams()),
      theory_(theory),
      options_(options),
      first_day_(first_day),
      last_day_(last_day),
      finder_(symbolic->terms(), theory) {}

std::string Searcher::TextOf(const Leaf& leaf) const {
  if (leaf.node < 0) return "";
  const program::Policy& policy = symbolic_.policy();
  const program::Node& node = policy.nodes[leaf.node];
  if (!node.text.empty()) return node.text;
  if (node.op == program::Op::kInput) return policy.inputs[node.a].name;
  for (const Index child : node.children) {
    if (child >= 0 && !policy.nodes[child].text.empty()) return policy.nodes[child].text;
  }
  return "";
}

Reach Searcher::ReachOf(NodeId root) const {
  Reach leaves;
  std::unordered_map<NodeId, bool> seen;  // whether by inputs alone
  std::vector<std::pair<NodeId, bool>> open = {{root, true}};
  while (!open.empty()) {
    const auto [node, pure] = open.back();
    open.pop_back();
    const auto [known, fresh] = seen.emplace(node, pure);
    if (!fresh && (known->second || !pure)) continue;
    known->second = known->second || pure;
    if (Diagrams::IsLeaf(node)) {
      leaves[node] = known->second;
      continue;
    }
    const bool next = pure && !diagrams_.IsComputed(diagrams_.VarOf(node));
    for (const Diagrams::Run& run : diagrams_.RunsOf(node)) open.emplace_back(run.child, next);
  }
  return leaves;
}

std::vector<Constraint> Searcher::ConstraintsOf(const std::vector<Step>& path) const {
  std::vector<Constraint> constraints;
  for (const Step& step : path) {
    constraints.push_back(diagrams_.ConstraintOf(step.var, step.low, step.high));
  }
  return constraints;
}

Sought Searcher::Possible(NodeId root, const Wanted& wanted) {
  return Search(root, wanted, nullptr);
}

Sought Searcher::Find(NodeId root, const Wanted& wanted, const Confirm& confirm) {
  return Search(root, wanted, &confirm);
}

Sought Searcher::Search(NodeId root, const Wanted& wanted, const Confirm* confirm) {
  Run run{wanted, confirm, false, {}, {}, 0, 0, false, {}};
  const bool leads = Walk(root, false, &run);
  if (leads && !run.done) {
    run.computed = true;
    Walk(root, false, &run);
  }
  if (run.sought.kind == Sought::Kind::kFound) return run.sought;
  // What could not be decided may hide one.
  std::optional<NodeId> hidden;
  for (const auto& [leaf, pure] : ReachOf(root)) {
    if (diagrams_.LeafOf(leaf).kind != Leaf::Kind::kUndecided || wanted(leaf)) continue;
    if (!hidden || pure || leaf > *hidden) hidden = leaf;
  }
  if (hidden) {
    const Wanted undecided = [&](NodeId leaf) {
      return diagrams_.LeafOf(leaf).kind == Leaf::Kind::kUndecided;
    };
    Run second{undecided, nullptr, false, {}, {}, 0, 0, false, {}};
    if (Walk(root, false, &second) && !second.done) {
      second.computed = true;
      Walk(root, false, &second);
    }
    if (second.sought.kind != Sought::Kind::kImpossible) {
      const Leaf& leaf = diagrams_.LeafOf(*hidden);
      run.Stop(TextOf(leaf), leaf.stop);
    }
  }
  return run.sought;
}

// Whether a way leads from here to a wanted leaf. First time through, looks at the ways through inputs alone.
bool Searcher::Walk(NodeId node, bool computed, Run* run) {
  if (run->done) return true;
  if (Diagrams::IsLeaf(node)) {
    if (!run->wanted(node)) return false;
    if (run->computed == computed) Arrive(run);
    return true;
  }
  uint8_t& known = run->leads[node];
  if ((known & kSeen) != 0 && (known & kSomeLead) == 0) return false;
  const VarId var = diagrams_.VarOf(node);
  const bool through = computed || diagrams_.IsComputed(var);
  // By inputs alone it is enough to have been here once: nothing was found.
  if (!run->computed && (known & kSeen) != 0) return true;
  bool leads = false;
  CutId low = kBegin;
  const size_t count = diagrams_.RunsOf(node).size();
  for (size_t i = 0; i < count && !run->done; ++i) {
    const Diagrams::Run next = diagrams_.RunsOf(node)[i];
    run->path.push_back({var, low, next.cut});
    leads = Walk(next.child, through, run) || leads;
    run->path.pop_back();
    low = next.cut;
  }
  uint8_t& seen = run->leads[node];
  seen |= kSeen;
  if (leads) seen |= kSomeLead;
  return leads;
}

void Searcher::Arrive(Run* run) {
  if (run->computed) {
    Ask(run);
    return;
  }
  if (run->confirm == nullptr) {
    run->sought.kind = Sought::Kind::kFound;
    run->done = true;
    return;
  }
  WitnessReply reply =
      finder_.Find(ConstraintsOf(run->path), first_day_, last_day_, *run->confirm);
  switch (reply.kind) {
    case WitnessReply::Kind::kFound:
      run->sought.kind = Sought::Kind::kFound;
      run->sought.found = std::move(reply.found);
      run->done = true;
      return;
    case WitnessReply::Kind::kImpossible:
      return;
    case WitnessReply::Kind::kUndecided:
      run->Stop(reply.stopped >= 0 ? symbolic_.terms().Text(reply.stopped) : "",
                Answer::Stop::kTerm);
      if (++run->unconfirmed >= kMostUnconfirmed) run->done = true;
      return;
  }
}

void Searcher::Ask(Run* run) {
  const auto computed = std::find_if(run->path.rbegin(), run->path.rend(), [&](const Step& step) {
    return diagrams_.IsComputed(step.var);
  });
  const TermId term = diagrams_.TermOf(computed->var);
  if (theory_ == nullptr || theory_->work() > options_.total_work) {
    run->Stop(symbolic_.terms().Text(term), Answer::Stop::kTerm);
    run->done = true;
    return;
  }
  if (++run->asked > options_.paths) {
    run->Stop(symbolic_.terms().Text(term), Answer::Stop::kWork);
    run->done = true;
    return;
  }
  const std::vector<Constraint> constraints = ConstraintsOf(run->path);
  if (run->confirm == nullptr) {
    const TheoryReply reply = theory_->Ask(constraints, first_day_, last_day_);
    if (reply.kind == TheoryReply::Kind::kPossible) {
      run->sought.kind = Sought::Kind::kFound;
      run->done = true;
    } else if (reply.kind == TheoryReply::Kind::kUndecided) {
      const TermId stopped = reply.stopped >= 0 ? reply.stopped : term;
      run->Stop(symbolic_.terms().Text(stopped), Answer::Stop::kTerm);
    }
    return;
  }
  WitnessReply reply = finder_.Find(constraints, first_day_, last_day_, *run->confirm);
  switch (reply.kind) {
    case WitnessReply::Kind::kFound:
      run->sought.kind = Sought::Kind::kFound;
      run->sought.found = std::move(reply.found);
      run->done = true;
      return;
    case WitnessReply::Kind::kImpossible:
      return;
    case WitnessReply::Kind::kUndecided: {
      const TermId stopped = reply.stopped >= 0 ? reply.stopped : term;
      run->Stop(symbolic_.terms().Text(stopped), Answer::Stop::kTerm);
      if (++run->unconfirmed >= kMostUnconfirmed) run->done = true;
      return;
    }
  }
}

}  // namespace pol::prove
