// The result of an expression, a definition or a rule inside the reference interpreter (semantics
// 0, 2).
#pragma once

#include <utility>
#include <vector>

#include "runtime/interp/evaluate.h"

namespace pol::interp {

struct Result {
  enum class Kind : uint8_t { kValue, kNoRule, kUnknown, kError };

  Kind kind = Kind::kValue;
  Reason reason = Reason::kNoneApplied;   // kNoRule
  ErrorCode error = ErrorCode::kDivZero;  // kError
  Index reason_of = -1;                   // kNoRule, kNoValue: the definition without value
  uint32_t offset = 0;                    // kNoRule, kError: where it arose
  Value value;                            // kValue
  // kUnknown: what can change it, ascending. An input by its index, a definition by its index
  // plus the number of inputs, a leaf of a list by Machine::NameOfLeaf.
  std::vector<Index> names;

  static Result Of(Value value) {
    Result r;
    r.value = std::move(value);
    return r;
  }
  static Result Truth(bool truth) { return Of(Value(truth)); }
  static Result Number(Rational number) { return Of(Value(std::move(number))); }
  static Result NoRule(Reason reason, uint32_t offset, Index of = -1) {
    Result r;
    r.kind = Kind::kNoRule;
    r.reason = reason;
    r.offset = offset;
    r.reason_of = of;
    return r;
  }
  static Result Unknown(std::vector<Index> names) {
    Result r;
    r.kind = Kind::kUnknown;
    r.names = std::move(names);
    return r;
  }
  static Result Error(ErrorCode code, uint32_t offset) {
    Result r;
    r.kind = Kind::kError;
    r.error = code;
    r.offset = offset;
    return r;
  }

  bool is_value() const { return kind == Kind::kValue; }
  bool is_no_rule() const { return kind == Kind::kNoRule; }
  bool is_unknown() const { return kind == Kind::kUnknown; }
  bool is_error() const { return kind == Kind::kError; }
  bool is_true() const { return is_value() && value.truth(); }
  bool is_false() const { return is_value() && !value.truth(); }
};

// Two N are the same whatever their reasons; two E when kind and position are (semantics 0).
bool Same(const Result& a, const Result& b);

// Gathers what is not a value among several results and says which of it prevails.
class Gathered {
 public:
  void Add(const Result& result);
  bool any() const { return unknown_ || no_rule_ != nullptr || error_ != nullptr; }
  // Strict operators: N, then U of the union, then the least E.
  Result Strict() const;
  // and, or, closings: U of the union, then N, then the least E.
  Result UnknownFirst() const;

 private:
  bool unknown_ = false;
  std::vector<Index> names_;
  const Result* no_rule_ = nullptr;  // of the least position
  const Result* error_ = nullptr;    // of the least position
};

}  // namespace pol::interp
