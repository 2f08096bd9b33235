// What several rules want to know of one policy, worked out when it is first asked for: what depends on what, the
// bounds, and a few complete cases. Cases show what a rule has to say; they prove nothing.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "compiler/lint/lint.h"
#include "runtime/interp/evaluate.h"

namespace pol::lint {

using program::Index;

// Everything that some definitions, conditions or formulas read, through other definitions and the policies they use.
struct Reach {
  std::vector<bool> inputs, definitions, parameters, nodes;
  explicit Reach(const program::Policy& policy);
};
void AddNode(const program::Policy& policy, Index node, Reach* reach);
void AddDefinition(const program::Policy& policy, Index definition, Reach* reach);
// What the outputs, the obligations on the input and the day that governs rest on.
Reach ReachOfOutputs(const program::Policy& policy);

// `visit(rule)` with each rule of a definition and the exceptions below it, in the order of the text.
template <typename Visit>
void EachRule(const std::vector<program::Rule>& rules, const Visit& visit) {
  for (const program::Rule& rule : rules) {
    visit(rule);
    EachRule(rule.exceptions, visit);
  }
}

class Study {
 public:
  explicit Study(const program::Policy& policy);

  const program::Policy& policy() const { return policy_; }
  // The day on which cases without one are looked at.
  int64_t day() const { return day_; }
  const Reach& Of(Index definition);
  bool Reads(Index definition, Index input) { return Of(definition).inputs[static_cast<size_t>(input)]; }
  // The constants that the text compares an input with, ascending.
  const std::vector<value::Value>& Bounds(Index input);
  // Values of an input that cases are made of: what tests state of it, and one on each side of every bound.
  const std::vector<value::Value>& Values(Index input);

  struct Tried {
    prove::Case at;
    interp::Evaluation evaluation;
  };
  // Those of the tests first, what they leave out filled in; at most kMost, always the same ones.
  static constexpr size_t kMost = 48;
  const std::vector<Tried>& Cases();
  // Nothing where the facts would be refused, or when as much was tried as one policy may cost.
  std::optional<Tried> Try(const prove::Case& given) const;
  // The same case with another value of one input.
  std::optional<Tried> With(const Tried& base, Index input, const value::Value& value) const;

  // Two neighbouring values of an input between which a result of money changes by more than the step explains: of each
  // output and input the largest change found (cliffs.cpp).
  struct Cliff {
    Index output = -1, input = -1;
    Tried before, after;
    value::Rational change;               // after - before; nothing provided counts as zero
  };
  const std::vector<Cliff>& Cliffs();

  static const interp::Outcome* OutcomeOf(const Tried& tried, Index output);
  // Both are values, and the same one; or neither has one, for the same reason.
  static bool Same(const interp::Outcome& a, const interp::Outcome& b);
  // The number that an output gives; nothing where it gives none.
  static std::optional<value::Rational> NumberOf(const Tried& tried, Index output);

 private:
  void Gather();
  void Add(prove::Case made);

  const program::Policy& policy_;
  int64_t day_ = 0;
  mutable size_t tries_ = 20'000;
  std::map<Index, Reach> reaches_;
  bool gathered_ = false, tried_ = false, climbed_ = false;
  std::vector<std::vector<value::Value>> bounds_, values_;
  std::vector<prove::Case> stated_;       // by tests, complete
  std::vector<Tried> cases_;
  std::vector<Cliff> cliffs_;
};

struct Tested;  // tested.h

// One study a policy, kept while a file is looked at; what its tests reached, likewise.
class Studies {
 public:
  Studies();
  ~Studies();
  const std::vector<Tested>& TestsOf(const program::Policy& policy);
  Study& Of(const program::Policy& policy);

 private:
  std::map<const program::Policy*, std::unique_ptr<Study>> known_;
  std::map<const program::Policy*, std::vector<Tested>> tested_;
};

}  // namespace pol::lint
