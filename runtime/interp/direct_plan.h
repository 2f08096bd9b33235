// A policy prepared for the direct engine: nodes in one flat array, parameters and all constant
// parts resolved as of one day, comparisons of an input with constants ready for machine integers,
// rules with their winners' provenance.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/interp/evaluate_result.h"
#include "runtime/program/program.h"

namespace pol::interp {

enum class DirectOp : uint8_t {
  kConstant,    // `value`
  kInput,       // input `a`
  kCompare,     // input `a` compared by `op` with `value`
  kRange,       // input `a` between `value` and `high`, flags `b` of kInInterval
  kMember,      // input `a` equals one of `count` constants from `b`
  kDefinition,  // definition `a`
  kHasValue,    // definition `a`
  kNot,
  kAnd,
  kOr,
  kAtLeast,  // at least `a`
  kIf,
  kOrElse,
  kOrder,  // two numbers compared by `op`
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kNegate,
  kMin,
  kMax,
  kRound,
  kStrict,     // any other strict operator, by the reference's arithmetic
  kReference,  // only the reference interpreter decides it
};

struct DirectNode {
  DirectOp code = DirectOp::kReference;
  program::Op op = program::Op::kConstant;
  bool small = false;  // the constants have numerator and denominator of 64 bits
  int32_t a = 0, b = 0;
  int32_t first = 0, count = 0;  // children
  int64_t low = 0, low_den = 1;  // the constants, if small
  int64_t high = 0, high_den = 1;
  const Value* value = nullptr;
  const Value* upper = nullptr;
};

struct DirectBranch {
  Index condition = -1, result = -1;
  program::Modality modality = program::Modality::kNone;
};
struct DirectRule {
  Index condition = -1;
  int32_t priority = 0;
  bool removes = false;
  const program::Rule* rule = nullptr;
  std::vector<DirectBranch> branches;
  std::vector<DirectRule> exceptions;
};
struct DirectDefinition {
  const program::Definition* definition = nullptr;
  std::vector<DirectRule> rules;  // in the order in which they are asked
};

class DirectPlan {
 public:
  DirectPlan(const program::Policy& policy, int64_t at);
  DirectPlan(const DirectPlan&) = delete;
  DirectPlan& operator=(const DirectPlan&) = delete;

  const program::Policy& policy() const { return policy_; }
  int64_t at() const { return at_; }
  const DirectNode& node(Index index) const { return nodes_[index]; }
  const Index* children(const DirectNode& node) const { return children_.data() + node.first; }
  const Value* members(const DirectNode& node) const { return members_.data() + node.b; }
  const DirectDefinition& definition(Index index) const { return definitions_[index]; }

 private:
  void FindConstants();
  void Prepare(Index index);
  bool PrepareTest(Index index, DirectNode* node);
  void PrepareOperator(Index index, DirectNode* node);
  DirectRule PrepareRule(const program::Rule& rule) const;
  bool IsInput(Index index) const;
  const Value* ConstantOf(Index index) const;

  const program::Policy& policy_;
  const int64_t at_;
  std::vector<uint8_t> constant_;  // per node: no input and no definition in it
  std::vector<Value> values_;      // per node: its value, if constant
  std::vector<DirectNode> nodes_;
  std::vector<Index> children_;
  std::vector<Value> members_;
  std::vector<DirectDefinition> definitions_;
};

}  // namespace pol::interp
