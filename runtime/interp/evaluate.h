// The reference interpreter: semantics.md, literally (2 results and unknowns, 3 rules, 7 why, 9
// errors).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace pol::interp {

using program::Index;
using value::Rational;
using value::Value;

enum class Status : uint8_t { kValue, kNoRule, kNeedsFacts, kNeedsJudgement, kError };
enum class ErrorCode : uint8_t {
  kDivZero,
  kConflict,
  kNoneUsed,
  kCalendarUncovered,
  kDateRange,
  kOutOfDomain,
  kAllocZero,
  kAllocWeight,
  kRunDuplicate,
  kListLength,
};
enum class Reason : uint8_t {
  kNoneApplied,
  kNotInForce,
  kNoValue,
  kNoPeriod,
  kEmptyList,
  kZeroBase
};
const char* CodeName(ErrorCode code);   // "div_zero"
const char* ReasonName(Reason reason);  // "none_applied"
const char* StatusName(Status status);  // "value"

// Something unknown inside a supplied list or set: "xs[2].k", counted from 1.
struct Leaf {
  Index input = -1;
  std::string name;
};
// What is known of one case: a value per input leaf, or nothing where it is unknown.
struct Facts {
  std::vector<std::optional<Value>> inputs;
  // The unknown leaves inside supplied lists, in the order of inputs, items, fields: what
  // Value::Unknown counts.
  std::vector<Leaf> leaves;
  // What was said about who decided a judgement; recorded, not used.
  std::vector<std::string> decided_by;
};

enum class Verdict : uint8_t { kApplied, kFailed, kSuppressed, kOpen, kNotReached };
// A condition of a rule that failed or is open, and by how much.
struct ConditionWhy {
  Index node = -1;
  std::string text, label;            // as written; label of the item in a labelled group
  std::optional<std::string> margin;  // canonical text in the type's unit
  std::string margin_unit;            // "元", "天": for people
  bool strict = false;                // meeting the bound is not enough
  std::optional<std::string> actual;  // canonical value of the left side, when known
};
struct RuleWhy {
  std::string rule;
  Verdict verdict = Verdict::kFailed;
  std::vector<ConditionWhy> conditions;
  std::string suppressed_by;  // label of the exception
  int32_t branch = -1;        // the branch whose condition holds or is open; -1: none
  program::Modality modality = program::Modality::kNone;
  program::Place place;
  std::vector<RuleWhy> exceptions;  // of this rule
};

struct Outcome {
  Index definition = -1;
  Status status = Status::kError;
  Value value;                            // kValue
  Reason reason = Reason::kNoneApplied;   // kNoRule
  Index reason_of = -1;                   // kNoRule, kNoValue: the definition that has none
  ErrorCode error = ErrorCode::kDivZero;  // kError
  uint32_t error_offset = 0;
  int error_line = 0;
  std::string error_policy;  // the policy in whose text it stands; "": the one evaluated
  // Inputs, and leaves of lists as the number of inputs plus their place in Evaluation::leaves; in
  // declaration order, within an input by item, then field.
  std::vector<Index> needs;
  std::vector<Index> judgements;
  std::vector<std::string>
      rules;  // labels of the rules that give it; one: `rule`; empty for a formula
  std::vector<std::string>
      conflict;  // kConflict: the first applied rule and the first that differs
  program::Modality modality = program::Modality::kNone;
  program::Place place;      // of the winning rule, else of the definition
  std::vector<RuleWhy> why;  // with explanations
  std::vector<Index> facts;  // inputs that decided it, with explanations
};

struct Evaluation {
  int64_t at = 0;
  std::vector<Outcome> outputs;          // declaration order
  std::vector<Outcome> lets;             // likewise; for explanations
  std::vector<Index> needs, judgements;  // unions over the outputs
  std::vector<Leaf> leaves;              // those of the facts

  // Of an element of `needs` or `judgements`: what a person reads, and the input that it is of.
  std::string NeedName(const program::Policy& policy, Index need) const;
  Index NeedInput(const program::Policy& policy, Index need) const;
};

struct EvaluateOptions {
  bool explain = false;
  size_t cells = 4096;  // most choices of cells (semantics 2.5)
};

// Facts must have been accepted (accept.h). Never fails: all that can go wrong is in the outcomes.
Evaluation Evaluate(const program::Policy& policy, const Facts& facts, int64_t at,
                    const EvaluateOptions& options = {});

// The leaf of a part that nothing was stated of, before it is named (NameParts of accept.h).
inline constexpr int64_t kUnnamed = -1;
// A node without inputs (an expected value of a test, a given fact), as of `at`. Fields of a record
// that are not stated are unknown. Nothing when it has no value.
std::optional<Value> EvaluateConstant(const program::Policy& policy, Index node, int64_t at);

}  // namespace pol::interp
