#include "compiler/prove/list_leaves.h"

#include <algorithm>
#include <array>

#include "runtime/value/date.h"

namespace pol::prove {

using program::Domain;
using program::Policy;
using program::Type;
using program::TypeKind;

namespace {

const Type& LengthType() {
  static const Type kType = [] {
    Type type;
    type.kind = TypeKind::kInteger;
    type.grid = 1;
    return type;
  }();
  return kType;
}
const Type& MemberType() {
  static const Type kType = [] {
    Type type;
    type.kind = TypeKind::kBoolean;
    return type;
  }();
  return kType;
}
const Domain& Anything() {
  static const Domain kDomain;
  return kDomain;
}

constexpr int32_t kMostItems = 64;

const Domain& UpTo(int32_t most) {
  static const std::array<Domain, kMostItems + 1> kDomains = [] {
    std::array<Domain, kMostItems + 1> domains;
    for (int32_t i = 0; i <= kMostItems; ++i) {
      program::Interval in;
      in.low = Rational(0);
      in.high = Rational(i);
      domains[static_cast<size_t>(i)].intervals.push_back(in);
    }
    return domains;
  }();
  return kDomains[static_cast<size_t>(std::clamp(most, 0, kMostItems))];
}

// A value of the type in its domain: an end of it, zero, the first member.
Value Simplest(const Policy& policy, const Type& type, const Domain& domain) {
  if (type.kind == TypeKind::kText) return Value::Text("甲");
  if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet) return Value::List({});
  if (type.kind == TypeKind::kRecord) {
    std::vector<Value> fields;
    for (const program::Field& field : type.fields)
      fields.push_back(Simplest(policy, field.type, field.domain));
    return Value::List(std::move(fields));
  }
  if (domain.intervals.empty()) {
    if (type.kind == TypeKind::kDate) return Value(Rational(value::DaysFromCivil({2024, 1, 1})));
    if (type.kind == TypeKind::kMonth) return Value(Rational(2024 * 12));
    if (type.kind == TypeKind::kEnum && policy.enums[static_cast<size_t>(type.enumeration)].tree) {
      const auto& members = policy.enums[static_cast<size_t>(type.enumeration)].members;
      for (size_t i = 0; i < members.size(); ++i) {
        if (members[i].last == static_cast<Index>(i))
          return Value(Rational(static_cast<int64_t>(i)));
      }
    }
    return Value(Rational(0));
  }
  const program::Interval& in = domain.intervals.front();
  const Rational step = program::StepOf(type).value_or(Rational(1));
  if (in.low) {
    Rational low = (*in.low / step).Floor() * step;
    if (low < *in.low || (in.low_open && low == *in.low)) low = low + step;
    const bool fits = !in.high || low < *in.high || (!in.high_open && low == *in.high);
    if (fits) return Value(low);
    return Value(*in.low == *in.high ? *in.low : (*in.low + *in.high) / Rational(2));
  }
  if (!in.high) return Value(Rational(0));
  const bool zero = Rational(0) < *in.high;
  return Value(zero ? Rational(0) : (*in.high / step).Floor() * step - step);
}

}  // namespace

bool IsMemberSet(const Policy& policy, const Type& type) {
  if (type.kind != TypeKind::kSet || type.element == nullptr || type.optional) return false;
  const Type& element = *type.element;
  if (element.kind != TypeKind::kEnum || element.optional) return false;
  const program::EnumType& of = policy.enums[static_cast<size_t>(element.enumeration)];
  return !of.open && !of.tree && of.members.size() <= kMostSetMembers &&
         type.most >= of.members.size() && type.element_domain.intervals.empty();
}

ListLeaves::ListLeaves(Terms* terms, int32_t items, size_t most_leaves)
    : policy_(terms->policy()), items_(std::clamp(items, 0, kMostItems)) {
  const auto inputs = static_cast<Index>(policy_.inputs.size());
  const auto lists = std::count_if(policy_.inputs.begin(), policy_.inputs.end(), [&](const auto& input) {
    return input.type >= 0 &&
           policy_.types[static_cast<size_t>(input.type)].kind == TypeKind::kList;
  });
  if (lists > 1) short_ = kShortAmongSeveral;
  for (Index input = 0; input < inputs; ++input) {
    const program::Input& declared = policy_.inputs[static_cast<size_t>(input)];
    if (declared.type < 0) continue;
    const Type& type = policy_.types[static_cast<size_t>(declared.type)];
    if (type.kind != TypeKind::kList && type.kind != TypeKind::kSet) continue;
    std::vector<ListLeaf> leaves;
    if (!Add(input, type, declared.domain, {}, declared.name, most_leaves, &leaves)) continue;
    for (ListLeaf& leaf : leaves) {
      known_.emplace(std::pair(input, leaf.path),
                     inputs + static_cast<Index>(terms->leaves().size()));
      terms->leaves().push_back(std::move(leaf));
    }
  }
}

int32_t ListLeaves::Most(const Type& list) const {
  if (list.most <= short_ && list.kind == TypeKind::kList) return static_cast<int32_t>(list.most);
  return static_cast<int32_t>(std::min<size_t>(list.most, static_cast<size_t>(items_)));
}

bool ListLeaves::Add(Index input, const Type& type, const Domain& domain,
                     const std::vector<int32_t>& path, const std::string& name, size_t most,
                     std::vector<ListLeaf>* leaves) const {
  const auto leaf = [&](std::vector<int32_t> at, const Type& of, const Domain& in,
                        std::string called) {
    leaves->push_back({input, std::move(at), &of, &in, std::move(called)});
    return leaves->size() <= most;
  };
  const auto below = [&](int32_t part) {
    std::vector<int32_t> deeper = path;
    deeper.push_back(part);
    return deeper;
  };
  switch (type.kind) {
    case TypeKind::kSet: {
      if (!IsMemberSet(policy_, type)) return AddItems(input, type, path, name, most, leaves);
      const auto& members = policy_.enums[static_cast<size_t>(type.element->enumeration)].members;
      for (size_t i = 0; i < members.size(); ++i) {
        if (!leaf(below(static_cast<int32_t>(i)), MemberType(), Anything(),
                  name + "含" + members[i].name))
          return false;
      }
      return true;
    }
    case TypeKind::kList:
      return AddItems(input, type, path, name, most, leaves);
    case TypeKind::kRecord:
      if (type.optional) return false;
      for (size_t i = 0; i < type.fields.size(); ++i) {
        const program::Field& field = type.fields[i];
        if (!Add(input, field.type, field.domain, below(static_cast<int32_t>(i)),
                 name + "." + field.name, most, leaves))
          return false;
      }
      return true;
    default:
      return leaf(path, type, domain, name);
  }
}

bool ListLeaves::IsCut(const Type& type) const {
  switch (type.kind) {
    case TypeKind::kSet:
      return !IsMemberSet(policy_, type) && static_cast<size_t>(Most(type)) < type.most;
    case TypeKind::kList:
      return static_cast<size_t>(Most(type)) < type.most ||
             (type.element != nullptr && IsCut(*type.element));
    case TypeKind::kRecord:
      return std::any_of(type.fields.begin(), type.fields.end(),
                         [&](const program::Field& field) { return IsCut(field.type); });
    default:
      return false;
  }
}

bool ListLeaves::AddItems(Index input, const Type& type, const std::vector<int32_t>& path,
                          const std::string& name, size_t most,
                          std::vector<ListLeaf>* leaves) const {
  if (type.optional || type.element == nullptr) return false;
  const TypeKind kind = type.element->kind;
  const bool whole = kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kRecord;
  if (type.kind == TypeKind::kSet && whole) return false;
  const int32_t length = Most(type);
  leaves->push_back({input, path, &LengthType(), &UpTo(length), name + "的项数"});
  std::vector<int32_t> item = path;
  item.push_back(0);
  for (int32_t i = 0; i < length; ++i) {
    item.back() = i;
    if (!Add(input, *type.element, type.element_domain, item,
             name + "[" + std::to_string(i + 1) + "]", most, leaves))
      return false;
  }
  return true;
}

Index ListLeaves::Of(Index input, const std::vector<int32_t>& path) const {
  const auto found = known_.find(std::pair(input, path));
  return found == known_.end() ? -1 : found->second;
}

bool ListLeaves::Has(Index input) const {
  const auto next = known_.lower_bound(std::pair(input, std::vector<int32_t>()));
  return next != known_.end() && next->first.first == input;
}

namespace {

class Assembly {
 public:
  Assembly(const Terms& terms, Index input, const std::function<const Value*(Index)>& value_of)
      : policy_(terms.policy()), value_of_(value_of) {
    const auto inputs = static_cast<Index>(policy_.inputs.size());
    for (size_t i = 0; i < terms.leaves().size(); ++i) {
      const ListLeaf& leaf = terms.leaves()[i];
      if (leaf.input == input) leaves_[leaf.path] = inputs + static_cast<Index>(i);
    }
  }

  Value Make(const Type& type, const Domain& domain, const std::vector<int32_t>& path) const {
    const auto below = [&](int32_t part) {
      std::vector<int32_t> deeper = path;
      deeper.push_back(part);
      return deeper;
    };
    switch (type.kind) {
      case TypeKind::kSet: {
        std::vector<Value> held;
        if (IsMemberSet(policy_, type)) {
          const auto& of = policy_.enums[static_cast<size_t>(type.element->enumeration)];
          for (size_t i = 0; i < of.members.size(); ++i) {
            const Value* in = ValueAt(below(static_cast<int32_t>(i)));
            if (in != nullptr && in->truth()) held.push_back(Value(Rational(static_cast<int64_t>(i))));
          }
          return Value::List(std::move(held));
        }
        held = Items(type, path);
        std::sort(held.begin(), held.end());
        held.erase(std::unique(held.begin(), held.end()), held.end());
        return Value::List(std::move(held));
      }
      case TypeKind::kList:
        return Value::List(Items(type, path));
      case TypeKind::kRecord: {
        std::vector<Value> fields;
        for (size_t i = 0; i < type.fields.size(); ++i) {
          fields.push_back(
              Make(type.fields[i].type, type.fields[i].domain, below(static_cast<int32_t>(i))));
        }
        return Value::List(std::move(fields));
      }
      default: {
        const Value* known = ValueAt(path);
        return known != nullptr ? *known : Simplest(policy_, type, domain);
      }
    }
  }

 private:
  std::vector<Value> Items(const Type& type, std::vector<int32_t> path) const {
    std::vector<Value> items;
    const Value* length = ValueAt(path);
    const int64_t count = length == nullptr ? 0 : length->number().ToInt64().value_or(0);
    path.push_back(0);
    for (int64_t i = 0; i < count; ++i) {
      path.back() = static_cast<int32_t>(i);
      items.push_back(Make(*type.element, type.element_domain, path));
    }
    return items;
  }
  const Value* ValueAt(const std::vector<int32_t>& path) const {
    const auto leaf = leaves_.find(path);
    return leaf == leaves_.end() ? nullptr : value_of_(leaf->second);
  }

  const Policy& policy_;
  const std::function<const Value*(Index)>& value_of_;
  std::map<std::vector<int32_t>, Index> leaves_;
};

}  // namespace

Value AssembleList(const Terms& terms, Index input,
                   const std::function<const Value*(Index leaf)>& value_of) {
  const program::Input& declared = terms.policy().inputs[static_cast<size_t>(input)];
  const Type& type = terms.policy().types[static_cast<size_t>(declared.type)];
  return Assembly(terms, input, value_of).Make(type, declared.domain, {});
}

}  // namespace pol::prove
