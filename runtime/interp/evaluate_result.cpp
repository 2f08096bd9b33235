#include "runtime/interp/evaluate_result.h"

#include <algorithm>
#include <iterator>

namespace pol::interp {
namespace {

bool LessError(const Result& a, const Result& b) {
  return std::pair(a.offset, a.error) < std::pair(b.offset, b.error);
}

}  // namespace

bool Same(const Result& a, const Result& b) {
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case Result::Kind::kValue:
      return a.value == b.value;
    case Result::Kind::kNoRule:
      return true;
    case Result::Kind::kUnknown:
      return a.names == b.names;
    case Result::Kind::kError:
      return a.error == b.error && a.offset == b.offset;
  }
  return false;
}

void Gathered::Add(const Result& result) {
  switch (result.kind) {
    case Result::Kind::kValue:
      return;
    case Result::Kind::kNoRule:
      if (no_rule_ == nullptr || result.offset < no_rule_->offset) no_rule_ = &result;
      return;
    case Result::Kind::kUnknown: {
      unknown_ = true;
      if (names_.empty()) {
        names_ = result.names;
        return;
      }
      std::vector<Index> both;
      std::set_union(names_.begin(), names_.end(), result.names.begin(), result.names.end(),
                     std::back_inserter(both));
      names_ = std::move(both);
      return;
    }
    case Result::Kind::kError:
      if (error_ == nullptr || LessError(result, *error_)) error_ = &result;
      return;
  }
}

Result Gathered::Strict() const {
  if (no_rule_ != nullptr) return *no_rule_;
  return UnknownFirst();
}

Result Gathered::UnknownFirst() const {
  if (unknown_) return Result::Unknown(names_);
  if (no_rule_ != nullptr) return *no_rule_;
  return *error_;
}

const char* CodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kDivZero:
      return "div_zero";
    case ErrorCode::kConflict:
      return "conflict";
    case ErrorCode::kNoneUsed:
      return "none_used";
    case ErrorCode::kCalendarUncovered:
      return "calendar_uncovered";
    case ErrorCode::kDateRange:
      return "date_range";
    case ErrorCode::kOutOfDomain:
      return "out_of_domain";
    case ErrorCode::kAllocZero:
      return "alloc_zero";
    case ErrorCode::kAllocWeight:
      return "alloc_weight";
    case ErrorCode::kRunDuplicate:
      return "run_duplicate";
    case ErrorCode::kListLength:
      return "list_length";
  }
  return "";
}

const char* ReasonName(Reason reason) {
  switch (reason) {
    case Reason::kNoneApplied:
      return "none_applied";
    case Reason::kNotInForce:
      return "not_in_force";
    case Reason::kNoValue:
      return "no_value";
    case Reason::kNoPeriod:
      return "no_period";
    case Reason::kEmptyList:
      return "empty_list";
    case Reason::kZeroBase:
      return "zero_base";
  }
  return "";
}

const char* StatusName(Status status) {
  switch (status) {
    case Status::kValue:
      return "value";
    case Status::kNoRule:
      return "no_rule";
    case Status::kNeedsFacts:
      return "needs_facts";
    case Status::kNeedsJudgement:
      return "needs_judgement";
    case Status::kError:
      return "error";
  }
  return "";
}

}  // namespace pol::interp
