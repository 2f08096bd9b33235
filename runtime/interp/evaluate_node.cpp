// Expressions (semantics 2.1 to 2.4, 2.10): one result per node.
#include <algorithm>
#include <array>

#include "runtime/interp/evaluate_machine.h"
#include "runtime/interp/evaluate_operator.h"

namespace pol::interp {
namespace {

using program::Node;
using program::Op;

// What is still open stands in `gathered`; with nothing open the construct is `rest`.
Result Settle(const Gathered& gathered, bool rest) {
  return gathered.any() ? gathered.UnknownFirst() : Result::Truth(rest);
}

}  // namespace

const program::Type* Machine::TypeOf(Index node) const {
  const Index type = policy_.nodes[node].type;
  return type < 0 ? nullptr : &policy_.types[type];
}

Result Machine::EvaluateWith(Index node, Index column, const Value& value) {
  column_ = column;
  column_value_ = &value;
  Result result = Evaluate(node);
  column_ = -1;
  column_value_ = nullptr;
  return result;
}

Result Machine::Evaluate(Index index) {
  if (!decided_.empty() && decided_[index] != nullptr) return *decided_[index];
  const Node& node = policy_.nodes[index];
  switch (node.op) {
    case Op::kConstant:
      return Result::Of(policy_.constants[node.a]);
    case Op::kInput:
      return Input(node.a);
    case Op::kDefinition: {
      const Result& result = Definition(node.a).result;
      if (result.is_unknown()) return Result::Unknown({NameOf(node.a)});
      if (result.is_no_rule()) return Result::NoRule(Reason::kNoValue, node.offset, node.a);
      return result;
    }
    case Op::kCall:
      return CallOutput(index);
    case Op::kParameter:
      return Parameter(node);
    case Op::kToday:
      return Result::Number(Rational(at_));
    case Op::kNot: {
      Result result = Evaluate(node.children[0]);
      return result.is_value() ? Result::Truth(!result.value.truth()) : result;
    }
    case Op::kAnd:
    case Op::kOr: {
      const bool decisive = node.op == Op::kOr;
      std::vector<Result> open;
      for (const Index child : node.children) {
        Result result = Evaluate(child);
        if (result.is_value()) {
          if (result.value.truth() == decisive) return result;
        } else {
          open.push_back(std::move(result));
        }
      }
      Gathered gathered;
      for (const Result& result : open) gathered.Add(result);
      return Settle(gathered, !decisive);
    }
    case Op::kAtLeast:
      return AtLeast(node);
    case Op::kInSet:
      return Membership(node);
    case Op::kIf:
      return If(node);
    case Op::kHasValue: {
      const Result& result = Definition(node.a).result;
      if (result.is_unknown()) return Result::Unknown({NameOf(node.a)});
      if (result.is_error()) return result;
      return Result::Truth(result.is_value());
    }
    case Op::kOrElse: {
      Result result = Evaluate(node.children[0]);
      return result.is_no_rule() ? Evaluate(node.children[1]) : result;
    }
    case Op::kItem:
      return Item(node);
    case Op::kField:
      return Field(node);
    case Op::kFor:
      return For(node);
    case Op::kSubset:
      return Subset(node);
    case Op::kEqual:
    case Op::kNotEqual: {
      const Result a = Evaluate(node.children[0]), b = Evaluate(node.children[1]);
      if (!a.is_value() || !b.is_value() || !(a.value.has_unknown() || b.value.has_unknown())) {
        return Strict(node, {a, b});
      }
      const Result equal = Equal(a.value, b.value);
      if (!equal.is_value() || node.op == Op::kEqual) return equal;
      return Result::Truth(!equal.value.truth());
    }
    default:
      return Operator(node);
  }
}

Result Machine::Operator(const Node& node) {
  std::vector<Result> results;
  results.reserve(node.children.size());
  const bool keeps = keep_parts_ && (node.op == Op::kRecord || node.op == Op::kList);
  for (const Index child : node.children) {
    if (child >= 0) {
      results.push_back(keeps ? Evaluate(child) : Whole(Evaluate(child)));
    } else if (node.op == Op::kRecord) {  // a field that is not stated
      results.push_back(Result::Of(Value::Unknown(kUnnamed)));
    }  // else an absent end of an interval
  }
  return Strict(node, std::move(results));
}

Result Machine::Strict(const Node& node, std::vector<Result> results) const {
  const bool open = std::any_of(results.begin(), results.end(),
                                [](const Result& result) { return !result.is_value(); });
  if (open) {
    Gathered gathered;
    for (const Result& result : results) gathered.Add(result);
    return gathered.Strict();
  }
  std::vector<Value> operands;
  operands.reserve(results.size());
  for (Result& result : results) operands.push_back(std::move(result.value));
  return Apply(policy_, node, operands);
}

Result Machine::Input(Index input) {
  if (input == column_) return Result::Of(*column_value_);
  if (const Result* bound = Bound(input)) return *bound;
  const std::optional<Value>& fact = facts_.inputs[input];
  return fact ? Result::Of(*fact) : Result::Unknown({input});
}

Result Machine::Parameter(const Node& node) {
  int64_t day = at_;
  if (!node.children.empty()) {
    Result date = Evaluate(node.children[0]);
    if (!date.is_value()) return date;
    if (date.value.is_none()) return Result::Error(ErrorCode::kNoneUsed, node.offset);
    day = date.value.number().ToInt64().value_or(0);
  }
  const program::Parameter& parameter = policy_.parameters[node.a];
  for (auto it = parameter.values.rbegin(); it != parameter.values.rend(); ++it) {
    if (it->from && day < *it->from) continue;
    if (it->to && day > *it->to) break;
    return Evaluate(it->value);
  }
  return Result::NoRule(Reason::kNoPeriod, node.offset);
}

Result Machine::AtLeast(const Node& node) {
  int32_t holding = 0;
  std::vector<Result> open;
  for (const Index child : node.children) {
    Result result = Evaluate(child);
    if (!result.is_value()) {
      open.push_back(std::move(result));
    } else if (result.value.truth()) {
      ++holding;
    }
  }
  if (holding >= node.a) return Result::Truth(true);
  if (holding + static_cast<int32_t>(open.size()) < node.a) return Result::Truth(false);
  Gathered gathered;
  for (const Result& result : open) gathered.Add(result);
  return gathered.UnknownFirst();
}

// `x in {..}` is the or of equalities; a member that is a list or set counts by its items, unless x
// is one itself.
Result Machine::Membership(const Node& node) {
  const Result x = Evaluate(node.children[0]);
  const program::Type* type = TypeOf(node.children[0]);
  const bool scalar = type == nullptr || (type->kind != program::TypeKind::kList &&
                                          type->kind != program::TypeKind::kSet);
  std::vector<Result> open;
  for (size_t i = 1; i < node.children.size(); ++i) {
    Result member = Evaluate(node.children[i]);
    const program::Type* of = TypeOf(node.children[i]);
    const bool items = scalar && member.is_value() && member.value.is_list() &&
                       (of == nullptr || of->kind != program::TypeKind::kRecord);
    if (items && member.value.items().empty()) continue;
    Result equal;
    if (x.is_value() && member.is_value()) {
      equal = items ? Contains(member.value, x.value) : Equal(x.value, member.value);
      if (equal.is_true()) return equal;
      if (equal.is_value()) continue;
    } else {
      Gathered equality;
      equality.Add(x);
      equality.Add(member);
      equal = equality.Strict();
    }
    open.push_back(std::move(equal));
  }
  Gathered gathered;
  for (const Result& result : open) gathered.Add(result);
  return Settle(gathered, false);
}

Result Machine::If(const Node& node) {
  const Result condition = Evaluate(node.children[0]);
  if (condition.is_value()) return Evaluate(node.children[condition.value.truth() ? 1 : 2]);
  const Result yes = Evaluate(node.children[1]);
  const Result no = Evaluate(node.children[2]);
  // An unknown branch can differ from anything, so it matters, and so does the condition.
  if (!yes.is_unknown() && !no.is_unknown() && Same(yes, no)) {
    return yes.is_no_rule() && no.offset < yes.offset ? no : yes;
  }
  Gathered gathered;
  gathered.Add(condition);
  if (yes.is_unknown()) gathered.Add(yes);
  if (no.is_unknown()) gathered.Add(no);
  return gathered.UnknownFirst();
}

}  // namespace pol::interp
