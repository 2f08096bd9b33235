#include "compiler/cover/choices.h"

#include <algorithm>
#include <map>
#include <set>

#include "runtime/interp/accept.h"
#include "runtime/interp/evaluate_machine.h"
#include "runtime/interp/refine.h"

namespace pol::cover {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using program::Type;
using program::TypeKind;
using value::Value;

constexpr size_t kMostItems = 12;  // different items tried in a list

// How much there is to write of a number: 500万 before 4999999.99.
size_t Digits(const Rational& number) {
  std::string text = number.ToString();
  const bool whole = text.find_first_of("./") == std::string::npos;
  while (whole && text.size() > 1 && text.back() == '0') text.pop_back();
  return text.size();
}

class Chooser {
 public:
  Chooser(const Policy& policy, const Points& points, int64_t at) : policy_(policy), points_(points) {
    none_.inputs.resize(policy.inputs.size());
    interp::Machine machine(policy, none_, at, {});
    for (size_t i = 0; i < policy.definitions.size(); ++i) {
      for (const interp::ColumnTest& test : interp::ColumnTests(&machine, static_cast<Index>(i))) {
        auto& of = constants_[test.column];
        of.insert(of.end(), test.constants.begin(), test.constants.end());
      }
    }
    // Constants beside parts of lists are told apart by the types of the parts alone.
    for (const Node& node : policy.nodes) {
      if (node.column >= 0 || node.children.size() < 2) continue;
      Index of = -1;
      std::vector<Value> found;
      for (const Index child : node.children) {
        if (child < 0) continue;
        const Node& side = policy.nodes[static_cast<size_t>(child)];
        if (side.op == Op::kField || side.op == Op::kItem) of = side.type;
        if (side.op == Op::kConstant) found.push_back(policy.constants[static_cast<size_t>(side.a)]);
      }
      if (of >= 0) {
        auto& known = parts_[policy.types[static_cast<size_t>(of)].kind];
        known.insert(known.end(), found.begin(), found.end());
      }
    }
  }

  std::vector<Value> Of(Index index) {
    const program::Input& input = policy_.inputs[static_cast<size_t>(index)];
    const Type& type = policy_.types[static_cast<size_t>(input.type)];
    std::vector<Value> values = Values(type, input.domain, constants_[index]);
    for (const Bound& bound : points_.bounds) {
      const auto step = program::StepOf(type);
      if (bound.input != index || !step) continue;
      values.emplace_back(bound.constant - *step);
      values.emplace_back(bound.constant + *step);
    }
    std::vector<Value> kept;
    std::set<Value> seen;
    for (Value& value : values) {
      if (interp::CheckValue(policy_, index, value) || !seen.insert(value).second) continue;
      kept.push_back(std::move(value));
    }
    return kept;
  }

 private:
  std::vector<Value> Values(const Type& type, const program::Domain& domain,
                            std::vector<Value> constants) {
    if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet) return Lists(type);
    if (type.kind == TypeKind::kRecord) return Records(type);
    if (type.kind == TypeKind::kText) constants.push_back(Value::Text("甲"));
    if (type.kind != TypeKind::kEnum && type.kind != TypeKind::kBoolean) {
      const bool money = type.kind == TypeKind::kMoney || type.kind == TypeKind::kExactMoney;
      const bool time = type.kind == TypeKind::kDate || type.kind == TypeKind::kMonth ||
                        type.kind == TypeKind::kInstant;
      // One yuan would round most results to nothing.
      if (!time) constants.emplace_back(Rational(money ? 10'000 : 1));
    }
    program::Input input;
    input.domain = domain;
    const auto at = std::find_if(policy_.types.begin(), policy_.types.end(),
                                 [&type](const Type& one) { return &one == &type; });
    Policy alone;  // a type inside another has no number of its own
    const Policy* where = &policy_;
    if (at == policy_.types.end()) {
      alone.types = {type};
      alone.enums = policy_.enums;
      input.type = 0;
      where = &alone;
    } else {
      input.type = static_cast<Index>(at - policy_.types.begin());
    }
    std::vector<Value> values = interp::Representatives(*where, input, constants);
    std::erase_if(values, [](const Value& value) { return value.is_text() && value.text() == "\x01"; });
    const bool open = type.kind == TypeKind::kEnum && policy_.enums[static_cast<size_t>(type.enumeration)].open;
    if (open) values.push_back(Value::Text("其他情形"));
    // Plain numbers first: they stand where nothing else is asked for.
    std::stable_sort(values.begin(), values.end(), [](const Value& a, const Value& b) {
      const auto rank = [](const Value& value) {
        if (!value.is_number()) return size_t{1000};
        return value.number().is_zero() ? size_t{500} : Digits(value.number());
      };
      return rank(a) < rank(b);
    });
    return values;
  }

  std::vector<Value> Records(const Type& type) {
    std::vector<std::vector<Value>> fields;
    for (const program::Field& field : type.fields) {
      std::vector<Value> values = Values(field.type, field.domain, parts_[field.type.kind]);
      if (values.empty()) return {};
      fields.push_back(std::move(values));
    }
    std::vector<Value> plain, records;
    for (const auto& values : fields) plain.push_back(values.front());
    records.push_back(Value::List(plain));
    // One field at a time, then all fields at their further values together.
    for (size_t f = 0; f < fields.size(); ++f) {
      for (size_t i = 1; i < fields[f].size() && records.size() < kMostItems; ++i) {
        std::vector<Value> record = plain;
        record[f] = fields[f][i];
        records.push_back(Value::List(std::move(record)));
      }
    }
    std::vector<Value> last;
    for (const auto& values : fields) last.push_back(values.back());
    records.push_back(Value::List(std::move(last)));
    return records;
  }

  std::vector<Value> Lists(const Type& type) {
    std::vector<Value> items =
        type.element ? Values(*type.element, type.element_domain, parts_[type.element->kind])
                     : std::vector<Value>();
    if (items.size() > kMostItems) items.resize(kMostItems);
    std::vector<Value> lists;
    for (const Value& item : items) lists.push_back(Value::List({item}));
    lists.push_back(Value::List({}));
    for (size_t i = 1; i < items.size(); ++i) {
      std::vector<Value> two = {items[0], items[i]};
      if (type.kind == TypeKind::kSet) std::sort(two.begin(), two.end());
      lists.push_back(Value::List(std::move(two)));
      if (type.kind == TypeKind::kList) lists.push_back(Value::List({items[i], items[i]}));
    }
    if (type.kind == TypeKind::kSet) {
      std::sort(items.begin(), items.end());
      lists.push_back(Value::List(items));
    } else if (!items.empty()) {
      lists.push_back(Value::List(std::vector<Value>(6, items[0])));  // for runs
    }
    std::erase_if(lists, [&type](const Value& list) { return list.items().size() > type.most; });
    return lists;
  }

  const Policy& policy_;
  const Points& points_;
  interp::Facts none_;
  std::map<Index, std::vector<Value>> constants_;
  std::map<TypeKind, std::vector<Value>> parts_;
};

}  // namespace

std::vector<std::vector<Value>> Choices(const Policy& policy, const Points& points, int64_t at) {
  Chooser chooser(policy, points, at);
  std::vector<std::vector<Value>> choices;
  for (size_t i = 0; i < policy.inputs.size(); ++i) choices.push_back(chooser.Of(static_cast<Index>(i)));
  return choices;
}

}  // namespace pol::cover
