#include "runtime/interp/closing.h"

#include <algorithm>
#include <limits>

#include "runtime/value/date.h"

namespace pol::interp {
namespace {

using program::TypeKind;

struct Bounds {
  std::optional<int64_t> low, high;
};

Bounds BoundsOf(const program::Policy& policy, const program::Type& type) {
  constexpr int64_t kDay = 86400;
  switch (type.kind) {
    case TypeKind::kBoolean:
      return {0, 1};
    case TypeKind::kEnum: {
      const auto& members = policy.enums[type.enumeration].members;
      return {0, static_cast<int64_t>(members.size()) - 1};
    }
    case TypeKind::kDate:
      return {value::kFirstDay, value::kLastDay};
    case TypeKind::kMonth:
      return {1900 * 12, 2199 * 12 + 11};
    case TypeKind::kInstant:
      return {value::kFirstDay * kDay, value::kLastDay * kDay + kDay - 1};
    case TypeKind::kClock:
      return {0, kDay};
    default:
      return {};
  }
}

}  // namespace

OutcomeTable::OutcomeTable(uint32_t conflict_offset) : results_(kConflict + 1) {
  results_[kConflict] = Result::Error(ErrorCode::kConflict, conflict_offset);
  by_error_[{conflict_offset, ErrorCode::kConflict}] = kConflict;
}

OutcomeId OutcomeTable::Intern(const Result& result) {
  const OutcomeId next = static_cast<OutcomeId>(results_.size());
  if (result.is_no_rule()) {
    if (no_rule_ < 0) {
      no_rule_ = next;
      results_.push_back(result);
    } else if (result.offset < results_[no_rule_].offset) {
      results_[no_rule_] = result;
    }
    return no_rule_;
  }
  if (result.is_error()) {
    const auto [it, added] = by_error_.try_emplace({result.offset, result.error}, next);
    if (added) results_.push_back(result);
    return it->second;
  }
  const auto [it, added] = by_value_.try_emplace(result.value, next);
  if (added) results_.push_back(result);
  return it->second;
}

std::vector<OutcomeId> OutcomeTable::unknown() {
  // Of the greatest position: it never hides the reason of a known N.
  Intern(Result::NoRule(Reason::kNoneApplied, std::numeric_limits<uint32_t>::max()));
  std::vector<OutcomeId> all;
  for (OutcomeId id = kConflict + 1; id < static_cast<OutcomeId>(results_.size()); ++id) {
    all.push_back(id);
  }
  return all;
}

void OutcomeTable::AddValuesOf(const program::Policy& policy, const program::Type* type,
                               bool collects) {
  if (type != nullptr && type->optional && !collects) Intern(Result::Of(Value()));
  const TypeKind kind = type == nullptr ? TypeKind::kDecimal : type->kind;
  const bool open_enum = kind == TypeKind::kEnum && policy.enums[type->enumeration].open;
  if (kind == TypeKind::kText || kind == TypeKind::kList || kind == TypeKind::kSet ||
      kind == TypeKind::kRecord || open_enum) {
    // Control characters appear in no value of a policy.
    for (const char* text : {"\x01", "\x01\x01"}) {
      const Value fresh = Value::Text(text);
      const bool list =
          kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kRecord;
      Intern(Result::Of(list ? Value::List({fresh}) : fresh));
    }
    return;
  }
  const Bounds bounds = type == nullptr ? Bounds{} : BoundsOf(policy, *type);
  if (bounds.low) {
    Intern(Result::Number(Rational(*bounds.low)));
    Intern(Result::Number(Rational(*bounds.high)));
    int found = 0;
    for (int64_t n = *bounds.low; n <= *bounds.high && found < 2; ++n) {
      if (by_value_.contains(Value(Rational(n)))) continue;
      Intern(Result::Number(Rational(n)));
      ++found;
    }
    return;
  }
  Rational low = 0, high = 0;
  for (const auto& [value, id] : by_value_) {
    if (!value.is_number()) continue;
    low = std::min(low, value.number());
    high = std::max(high, value.number());
  }
  Intern(Result::Number(low - Rational(1)));
  Intern(Result::Number(high + Rational(1)));
}

void SortUnique(std::vector<OutcomeId>* ids) {
  std::sort(ids->begin(), ids->end());
  ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
}

OutcomeId WithExceptions(OutcomeId own, OutcomeId merged) {
  if (merged == kAbsent) return own;
  return merged == kDrop ? kAbsent : merged;
}

OutcomeId MergeTwo(OutcomeId own, OutcomeId others) {
  if (own == kAbsent) return others;
  if (others == kAbsent || others == own) return own;
  return kConflict;
}

std::vector<OutcomeId> Merges(const std::vector<Slot>& slots, int32_t without) {
  // Merging is associative: absent is neutral, conflict absorbs, equal results stay.
  std::vector<OutcomeId> merged{kAbsent};
  for (size_t i = 0; i < slots.size(); ++i) {
    if (static_cast<int32_t>(i) == without) continue;
    std::vector<OutcomeId> next;
    for (const OutcomeId a : merged) {
      for (const OutcomeId b : slots[i].outcomes) next.push_back(MergeTwo(b, a));
    }
    SortUnique(&next);
    merged = std::move(next);
  }
  return merged;
}

}  // namespace pol::interp
