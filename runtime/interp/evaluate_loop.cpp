// Lists (semantics 2.6, 5.5): loops over them, what is made of their elements, and the operators on
// lists, sets and records as wholes.
#include "runtime/interp/evaluate_loop.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "runtime/interp/evaluate_machine.h"

namespace pol::interp {
namespace {

using program::Aggregate;
using program::Loop;
using program::Node;

// and / or of two results, three-valued and more (semantics 2.3).
Result Both(const Result& a, const Result& b) {
  if (a.is_false() || b.is_false()) return Result::Truth(false);
  Gathered gathered;
  gathered.Add(a);
  gathered.Add(b);
  return gathered.any() ? gathered.UnknownFirst() : Result::Truth(true);
}

Result Negated(Result result) {
  return result.is_value() ? Result::Truth(!result.value.truth()) : result;
}

// The or (and) of conditions.
Result Any(const std::vector<Result>& conditions, bool decisive) {
  Gathered gathered;
  for (const Result& condition : conditions) {
    if (condition.is_value()) {
      if (condition.value.truth() == decisive) return condition;
    } else {
      gathered.Add(condition);
    }
  }
  return gathered.any() ? gathered.UnknownFirst() : Result::Truth(!decisive);
}

}  // namespace

// What a loop goes over, one an element. `condition` is never false.
struct LoopElement {
  Result condition = Result::Truth(true);
  Result key, value;
};

class LoopRun {
 public:
  LoopRun(Machine* machine, const Node& node)
      : machine_(*machine),
        policy_(machine->policy()),
        node_(node),
        loop_(policy_.loops[node.b]),
        aggregate_(static_cast<Aggregate>(node.a)),
        key_(node.children[node.children.size() - 2]),
        result_(node.children.back()) {}

  Result Run() {
    for (int32_t i = 0; i < loop_.extras; ++i) {
      Result extra = machine_.Whole(machine_.Evaluate(node_.children[i]));
      if (extra.is_value() && extra.value.is_none()) extra = NoneUsed();
      extras_.push_back(std::move(extra));
    }
    Walk(0, loop_.extras, Result::Truth(true));
    switch (aggregate_) {
      case Aggregate::kEvery:
      case Aggregate::kSome:
      case Aggregate::kNo:
        return Quantified();
      case Aggregate::kAtLeast:
        return AtLeast();
      case Aggregate::kInARow:
        return InARow();
      case Aggregate::kLastAll:
        return LastAll();
      default:
        return Strict();
    }
  }

 private:
  Result NoneUsed() const { return Result::Error(ErrorCode::kNoneUsed, node_.offset); }

  // Conditions decide without their keys and values; a count needs no value either.
  bool NeedsValue() const { return aggregate_ != Aggregate::kCount; }

  void Walk(size_t level, size_t child, const Result& outer) {
    const Loop::Generator& generator = loop_.generators[level];
    std::vector<Value> lists;
    std::optional<Result> failed;
    for (int32_t i = 0; i < generator.lists && !failed; ++i) {
      Result list = machine_.Evaluate(node_.children[child + i]);
      if (list.is_value() && list.value.is_none()) list = NoneUsed();
      if (!list.is_value()) {
        failed = std::move(list);
      } else if (!lists.empty() && list.value.items().size() != lists[0].items().size()) {
        failed = Result::Error(ErrorCode::kListLength, node_.offset);
      } else {
        lists.push_back(std::move(list.value));
      }
    }
    if (failed) {  // everything on it is what the list is
      LoopElement element;
      element.condition = Both(outer, *failed);
      element.key = element.value = *failed;
      elements_.push_back(std::move(element));
      whole_ = false;
      return;
    }
    const size_t where = child + static_cast<size_t>(generator.lists);
    for (size_t item = 0; item < lists[0].items().size(); ++item) {
      for (int32_t i = 0; i < generator.lists; ++i) {
        machine_.SetSlot(generator.slot + i, &lists[i].items()[item]);
      }
      Result condition = outer;
      if (node_.children[where] >= 0) {
        condition = Both(outer, machine_.Evaluate(node_.children[where]));
        if (condition.is_false()) continue;
      }
      if (level + 1 < loop_.generators.size()) {
        Walk(level + 1, where + 1, condition);
        continue;
      }
      LoopElement element;
      element.condition = std::move(condition);
      if (key_ >= 0) element.key = machine_.Whole(machine_.Evaluate(key_));
      if (NeedsValue()) element.value = machine_.Whole(machine_.Evaluate(result_));
      elements_.push_back(std::move(element));
    }
    for (int32_t i = 0; i < generator.lists; ++i) machine_.SetSlot(generator.slot + i, nullptr);
  }

  // ------------------------------------------------------------------ three-valued
  Result Quantified() {
    std::vector<Result> conditions;
    conditions.reserve(elements_.size());
    const bool every = aggregate_ == Aggregate::kEvery;
    for (const LoopElement& element : elements_) {
      // every: outside the condition it holds by itself.
      conditions.push_back(every ? Negated(Both(element.condition, Negated(element.value)))
                                 : Both(element.condition, element.value));
    }
    const Result result = Any(conditions, !every);
    return aggregate_ == Aggregate::kNo ? Negated(result) : result;
  }

  // The number that stands before the loop, where it has one.
  std::optional<Result> NoCount() const {
    return extras_[0].is_value() ? std::nullopt : std::optional(extras_[0]);
  }
  size_t Count() const {
    const int64_t count = extras_[0].value.number().Floor().ToInt64().value_or(INT64_MAX);
    return static_cast<size_t>(std::max<int64_t>(count, 0));
  }

  Result AtLeast() {
    if (const std::optional<Result> none = NoCount()) return *none;
    size_t holding = 0, open = 0;
    Gathered gathered;
    for (const LoopElement& element : elements_) {
      const Result holds = Both(element.condition, element.value);
      if (holds.is_true()) ++holding;
      if (holds.is_value()) continue;
      ++open;
      // A list of unknown length can hold any number of them.
      if (!element.value.is_value() && !whole_) open = elements_.size() + Count();
      held_.push_back(holds);
    }
    if (holding >= Count()) return Result::Truth(true);
    if (holding + open < Count()) return Result::Truth(false);
    for (const Result& one : held_) gathered.Add(one);
    return gathered.UnknownFirst();
  }

  // Conditions and keys: what must be known before there is an order to speak of.
  Gathered OpenOrder() const {
    Gathered gathered;
    for (const LoopElement& element : elements_) {
      gathered.Add(element.condition);
      if (key_ >= 0) gathered.Add(element.key);
    }
    return gathered;
  }

  // By the key; false: two keys are equal.
  bool SortByPeriod() {
    if (key_ < 0) return true;
    std::stable_sort(elements_.begin(), elements_.end(), [](const auto& a, const auto& b) {
      return a.key.value < b.key.value;
    });
    return std::adjacent_find(elements_.begin(), elements_.end(), [](const auto& a, const auto& b) {
             return a.key.value == b.key.value;
           }) == elements_.end();
  }
  bool Follows(size_t i) const {  // element i directly after element i - 1
    return key_ < 0 || elements_[i].key.value.number() ==
                           elements_[i - 1].key.value.number() + Rational(1);
  }

  // Puts the elements in order; an answer where that already decides.
  std::optional<Result> Ordered() {
    const Gathered open = OpenOrder();
    if (open.any()) return open.Strict();
    if (key_ >= 0) {
      for (const LoopElement& element : elements_) {
        if (element.key.value.is_none()) return NoneUsed();
      }
    }
    if (!SortByPeriod()) return Result::Error(ErrorCode::kRunDuplicate, node_.offset);
    return std::nullopt;
  }

  Result InARow() {
    if (const std::optional<Result> none = NoCount()) return *none;
    if (std::optional<Result> decided = Ordered()) return *decided;
    const size_t wanted = Count();
    if (wanted == 0) return Result::Truth(true);
    Gathered gathered;
    size_t begin = 0, holding = 0;  // of neighbours without a false one; of those that end it and hold
    const auto close = [&](size_t end) {
      if (end - begin >= wanted) {
        for (size_t i = begin; i < end; ++i) gathered.Add(elements_[i].value);
      }
    };
    for (size_t i = 0; i < elements_.size(); ++i) {
      if (i > begin && !Follows(i)) {
        close(i);
        begin = i;
        holding = 0;
      }
      const Result& value = elements_[i].value;
      if (value.is_false()) {
        close(i);
        begin = i + 1;
        holding = 0;
        continue;
      }
      holding = value.is_true() ? holding + 1 : 0;
      if (holding >= wanted) return Result::Truth(true);
    }
    close(elements_.size());
    return gathered.any() ? gathered.UnknownFirst() : Result::Truth(false);
  }

  Result LastAll() {
    if (const std::optional<Result> none = NoCount()) return *none;
    if (std::optional<Result> decided = Ordered()) return *decided;
    const size_t wanted = Count();
    if (elements_.size() < wanted) return Result::Truth(false);
    std::vector<Result> last;
    for (size_t i = elements_.size() - wanted; i < elements_.size(); ++i) {
      if (i > elements_.size() - wanted && !Follows(i)) return Result::Truth(false);
      last.push_back(elements_[i].value);
    }
    return Any(last, false);
  }

  // ------------------------------------------------------------------ strict
  Result Strict() {
    const bool chooses = aggregate_ == Aggregate::kFirst || aggregate_ == Aggregate::kLast ||
                         aggregate_ == Aggregate::kTake;
    Gathered gathered = OpenOrder();
    for (const Result& extra : extras_) gathered.Add(extra);
    if (NeedsValue() && !chooses) {
      for (const LoopElement& element : elements_) gathered.Add(element.value);
    }
    if (gathered.any()) return gathered.Strict();
    if (chooses) return Choose();
    if (key_ >= 0) {
      switch (aggregate_) {
        case Aggregate::kSorted:
        case Aggregate::kSortedDown:
          return Sorted();
        case Aggregate::kLongestRun:
        case Aggregate::kClosingRun:
          break;
        default:
          return Groups();
      }
    }
    std::vector<Value> values;
    values.reserve(elements_.size());
    if (aggregate_ == Aggregate::kLongestRun || aggregate_ == Aggregate::kClosingRun) {
      if (std::optional<Result> decided = Ordered()) return *decided;
      return Run(aggregate_ == Aggregate::kClosingRun);
    }
    if (aggregate_ == Aggregate::kSorted || aggregate_ == Aggregate::kSortedDown) return Sorted();
    for (LoopElement& element : elements_) values.push_back(std::move(element.value.value));
    return Combine(std::move(values));
  }

  Result Choose() {
    const size_t size = elements_.size();
    if (aggregate_ == Aggregate::kTake) {
      std::vector<Value> taken;
      Gathered gathered;
      for (size_t i = 0; i < std::min(size, Count()); ++i) {
        gathered.Add(elements_[i].value);
        taken.push_back(elements_[i].value.value);
      }
      return gathered.any() ? gathered.Strict() : Result::Of(Value::List(std::move(taken)));
    }
    const bool numbered = aggregate_ == Aggregate::kFirst && !extras_.empty();
    const size_t which = numbered ? Count() : aggregate_ == Aggregate::kFirst ? 1 : size;
    if (which == 0 || which > size) return Result::NoRule(Reason::kEmptyList, node_.offset);
    return elements_[which - 1].value;
  }

  Result Sorted() {
    const bool down = aggregate_ == Aggregate::kSortedDown;
    const auto of = [&](const LoopElement& element) -> const Value& {
      return key_ >= 0 ? element.key.value : element.value.value;
    };
    for (const LoopElement& element : elements_) {
      if (of(element).is_none()) return NoneUsed();
    }
    std::stable_sort(elements_.begin(), elements_.end(),
                     [&](const LoopElement& a, const LoopElement& b) {
                       return down ? of(b) < of(a) : of(a) < of(b);
                     });
    std::vector<Value> values;
    for (LoopElement& element : elements_) values.push_back(std::move(element.value.value));
    return Result::Of(Value::List(std::move(values)));
  }

  // The longest run of results that hold, or the one that ends the list.
  Result Run(bool closing) {
    int64_t longest = 0, now = 0;
    for (size_t i = 0; i < elements_.size(); ++i) {
      if (i > 0 && !Follows(i)) now = 0;
      now = elements_[i].value.value.truth() ? now + 1 : 0;
      longest = std::max(longest, now);
    }
    return Result::Number(Rational(closing ? now : longest));
  }

  Result Groups() {
    std::vector<std::pair<Value, std::vector<Value>>> groups;
    std::map<Value, size_t> places;
    for (LoopElement& element : elements_) {
      const auto [place, added] = places.emplace(element.key.value, groups.size());
      if (added) groups.push_back({element.key.value, {}});
      groups[place->second].second.push_back(std::move(element.value.value));
    }
    std::vector<Value> records;
    Gathered gathered;
    std::vector<Result> answers;
    for (auto& [key, values] : groups) answers.push_back(Combine(std::move(values)));
    for (const Result& answer : answers) gathered.Add(answer);
    if (gathered.any()) return gathered.Strict();
    for (size_t i = 0; i < groups.size(); ++i) {
      records.push_back(Value::List({groups[i].first, std::move(answers[i].value)}));
    }
    return Result::Of(Value::List(std::move(records)));
  }

  Result Combine(std::vector<Value> values) {
    if (aggregate_ == Aggregate::kCount) return Result::Number(Rational(Size(values.size())));
    if (aggregate_ == Aggregate::kList) return Result::Of(Value::List(std::move(values)));
    if (aggregate_ == Aggregate::kSet) return Result::Of(SetOf(std::move(values)));
    for (const Value& value : values) {
      if (value.is_none()) return NoneUsed();
    }
    switch (aggregate_) {
      case Aggregate::kSum:
        return Result::Number(Total(values));
      case Aggregate::kMean:
        if (values.empty()) return Result::NoRule(Reason::kEmptyList, node_.offset);
        return Result::Number(Total(values) / Rational(Size(values.size())));
      case Aggregate::kMin:
      case Aggregate::kMax: {
        if (values.empty()) return Result::NoRule(Reason::kEmptyList, node_.offset);
        const auto found = aggregate_ == Aggregate::kMin
                               ? std::min_element(values.begin(), values.end())
                               : std::max_element(values.begin(), values.end());
        return Result::Of(*found);
      }
      case Aggregate::kNeverRises:
        return Result::Truth(std::is_sorted(values.rbegin(), values.rend()));
      case Aggregate::kNeverFalls:
        return Result::Truth(std::is_sorted(values.begin(), values.end()));
      case Aggregate::kPour:
        return Pour(values);
      case Aggregate::kProrate:
        return Prorate(values);
      default:
        return Result::Of(Value::List(std::move(values)));
    }
  }

  static int64_t Size(size_t size) { return static_cast<int64_t>(size); }

  static Rational Total(const std::vector<Value>& values) {
    return std::accumulate(
        values.begin(), values.end(), Rational(0),
        [](const Rational& sum, const Value& value) { return sum + value.number(); });
  }

  Result Pour(const std::vector<Value>& demands) {
    Rational left = extras_[0].value.number();
    bool negative = left.sign() < 0;
    for (const Value& demand : demands) negative = negative || demand.number().sign() < 0;
    if (negative) return Result::Error(ErrorCode::kAllocWeight, node_.offset);
    std::vector<Value> parts;
    for (const Value& demand : demands) {
      const Rational part = std::min(demand.number(), left);
      left = left - part;
      parts.push_back(Value(part));
    }
    return Result::Of(Value::List(std::move(parts)));
  }

  Result Prorate(const std::vector<Value>& weights) {
    std::vector<Rational> shares;
    for (const Value& weight : weights) shares.push_back(weight.number());
    std::vector<Rational> parts;
    const std::optional<ErrorCode> error = ShareByLargestRemainder(
        extras_[0].value.number(), extras_[1].value.number(), shares, &parts);
    if (error) return Result::Error(*error, node_.offset);
    std::vector<Value> values;
    for (Rational& part : parts) values.push_back(Value(std::move(part)));
    return Result::Of(Value::List(std::move(values)));
  }

  Machine& machine_;
  const program::Policy& policy_;
  const Node& node_;
  const Loop& loop_;
  const Aggregate aggregate_;
  const Index key_, result_;
  std::vector<Result> extras_, held_;
  std::vector<LoopElement> elements_;
  bool whole_ = true;  // no list failed
};

std::optional<ErrorCode> ShareByLargestRemainder(Rational total, const Rational& quantum,
                                                 const std::vector<Rational>& weights,
                                                 std::vector<Rational>* parts) {
  Rational sum = 0;
  for (const Rational& weight : weights) {
    if (weight.sign() < 0) return ErrorCode::kAllocWeight;
    sum = sum + weight;
  }
  if (sum.is_zero()) return ErrorCode::kAllocZero;
  const bool negate = total.sign() < 0;
  if (negate) total = -total;
  Rational left = total;
  std::vector<Rational> remainders;
  for (const Rational& weight : weights) {
    const Rational exact = total * weight / sum;
    parts->push_back(value::Round(exact, quantum, value::RoundMode::kDown));
    remainders.push_back(exact - parts->back());
    left = left - parts->back();
  }
  std::vector<size_t> order(weights.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
  for (size_t i = 0; i < order.size() && left >= quantum; ++i) {
    (*parts)[order[i]] = (*parts)[order[i]] + quantum;
    left = left - quantum;
  }
  if (negate) {
    for (Rational& part : *parts) part = -part;
  }
  return std::nullopt;
}

Value SetOf(std::vector<Value> items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return Value::List(std::move(items));
}

void UnknownLeaves(const Value& value, std::vector<int64_t>* leaves) {
  if (value.is_unknown()) {
    leaves->push_back(value.leaf());
  } else if (value.has_unknown()) {
    for (const Value& item : value.items()) UnknownLeaves(item, leaves);
  }
}

Result Machine::Whole(Result result) const {
  if (!result.is_value() || !result.value.has_unknown()) return result;
  std::vector<int64_t> leaves;
  UnknownLeaves(result.value, &leaves);
  std::vector<Index> names;
  for (const int64_t leaf : leaves) names.push_back(NameOfLeaf(leaf));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return Result::Unknown(std::move(names));
}

Result Machine::Part(const Value& value) const {
  return value.is_unknown() ? Result::Unknown({NameOfLeaf(value.leaf())}) : Result::Of(value);
}

Result Machine::Item(const program::Node& node) const {
  const auto slot = static_cast<size_t>(node.a);
  // Outside its loop (a probe for constants) an item is anything.
  if (slot >= slots_.size() || slots_[slot] == nullptr) return Result::Unknown({});
  return Part(*slots_[slot]);
}

Result Machine::Field(const program::Node& node) {
  Result record = Evaluate(node.children[0]);
  if (!record.is_value()) return record;
  if (record.value.is_none()) return Result::Error(ErrorCode::kNoneUsed, node.offset);
  return Part(record.value.items()[static_cast<size_t>(node.a)]);
}

Result Machine::For(const program::Node& node) { return LoopRun(this, node).Run(); }

void Machine::SetSlot(int32_t slot, const Value* value) {
  if (slots_.empty()) slots_.resize(static_cast<size_t>(policy_.slots));
  slots_[static_cast<size_t>(slot)] = value;
}

// By and over the parts; lists of different lengths differ (semantics 2.6).
Result Machine::Equal(const Value& a, const Value& b) const {
  if (a.is_unknown() || b.is_unknown()) {
    Gathered gathered;
    const Result left = Part(a), right = Part(b);
    gathered.Add(left);
    gathered.Add(right);
    return gathered.Strict();
  }
  if (!a.is_list() || !b.is_list() || (!a.has_unknown() && !b.has_unknown())) {
    return Result::Truth(a == b);
  }
  if (a.items().size() != b.items().size()) return Result::Truth(false);
  std::vector<Result> parts;
  for (size_t i = 0; i < a.items().size(); ++i) parts.push_back(Equal(a.items()[i], b.items()[i]));
  return Any(parts, false);
}

// x in a list or set: the or of equalities.
Result Machine::Contains(const Value& items, const Value& x) const {
  std::vector<Result> equal;
  for (const Value& item : items.items()) {
    equal.push_back(Equal(x, item));
    if (equal.back().is_true()) return equal.back();
  }
  return Any(equal, true);
}

Result Machine::Subset(const Node& node) {
  const Result part = Evaluate(node.children[0]), whole = Evaluate(node.children[1]);
  if (!part.is_value() || !whole.is_value()) {
    // Nothing is in everything.
    if (part.is_value() && part.value.is_list() && part.value.items().empty()) {
      return Result::Truth(true);
    }
    Gathered gathered;
    gathered.Add(part);
    gathered.Add(whole);
    return gathered.Strict();
  }
  if (part.value.is_none() || whole.value.is_none()) {
    return Result::Error(ErrorCode::kNoneUsed, node.offset);
  }
  std::vector<Result> in;
  for (const Value& item : part.value.items()) in.push_back(Contains(whole.value, item));
  return Any(in, false);
}

}  // namespace pol::interp
