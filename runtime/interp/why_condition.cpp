#include "runtime/interp/why_condition.h"

#include <algorithm>
#include <optional>
#include <string>

#include "runtime/interp/canonical.h"

namespace pol::interp {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using program::Type;
using program::TypeKind;

struct Context {
  std::string text;   // of the nearest enclosing condition that has one
  std::string label;  // of the item in a labelled group
};

Context ChildContext(const Context& context, const Policy& policy, const Node& node, size_t child) {
  Context next;
  next.text = policy.nodes[node.children[child]].text;
  if (next.text.empty()) next.text = context.text;
  next.label = child < node.labels.size() && !node.labels[child].empty() ? node.labels[child]
                                                                         : context.label;
  return next;
}

std::string UnitForPeople(const Type& type) {
  switch (type.kind) {
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      return type.unit.empty() ? "元" : type.unit;
    case TypeKind::kDate:
    case TypeKind::kDays:
      return "天";
    case TypeKind::kInstant:
    case TypeKind::kClock:
      return "秒";
    case TypeKind::kMonth:
    case TypeKind::kMonths:
      return "个月";
    case TypeKind::kWorkdays:
      return "个工作日";
    case TypeKind::kHours:
      return "小时";
    case TypeKind::kEnum:
      return "档";
    default:
      return type.unit;
  }
}

bool Ordered(const Policy& policy, const Type& type) {
  switch (type.kind) {
    case TypeKind::kBoolean:
    case TypeKind::kText:
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kRecord:
      return false;
    case TypeKind::kEnum:
      return policy.enums[type.enumeration].ordered;
    default:
      return true;
  }
}

std::string MarginText(const Policy& policy, const Type& type, const Rational& margin) {
  switch (type.kind) {
    case TypeKind::kDate:
    case TypeKind::kMonth:
    case TypeKind::kInstant:
    case TypeKind::kClock:
    case TypeKind::kEnum:
      return margin.ToString();
    default:
      return CanonicalText(policy, type, Value(margin));
  }
}

class Conditions {
 public:
  Conditions(Machine* machine, std::vector<ConditionWhy>* why)
      : machine_(*machine), policy_(machine->policy()), why_(*why) {}

  void Failed(Index index, const Context& context) {
    const Node& node = policy_.nodes[index];
    switch (node.op) {
      case Op::kAnd:
        for (size_t i = 0; i < node.children.size(); ++i) {
          if (!machine_.Evaluate(node.children[i]).is_false()) continue;
          Failed(node.children[i], ChildContext(context, policy_, node, i));
          return;
        }
        return;
      case Op::kOr:
        for (size_t i = 0; i < node.children.size(); ++i) {
          Failed(node.children[i], ChildContext(context, policy_, node, i));
        }
        return;
      case Op::kAtLeast:
        FailedAtLeast(index, context);
        return;
      default:
        Leaf(index, context);
        return;
    }
  }

  void Open(Index index, const Context& context, bool unknown) {
    const Node& node = policy_.nodes[index];
    if (node.op == Op::kAnd || node.op == Op::kOr || node.op == Op::kAtLeast) {
      for (size_t i = 0; i < node.children.size(); ++i) {
        const Result result = machine_.Evaluate(node.children[i]);
        if (result.is_value() || result.is_unknown() != unknown) continue;
        Open(node.children[i], ChildContext(context, policy_, node, i), unknown);
      }
      return;
    }
    Leaf(index, context);
  }

  // One condition that is false; `denied`: that holds and must not.
  void Alone(Index index, const Context& context, bool denied) {
    ConditionWhy why;
    why.node = index;
    why.text = context.text;
    why.label = context.label;
    const Node* node = &policy_.nodes[index];
    bool negated = denied;
    while (node->op == Op::kNot) {
      node = &policy_.nodes[node->children[0]];
      negated = !negated;
    }
    if (!node->children.empty() && node->op != Op::kIf) AddMargin(*node, negated, &why);
    why_.push_back(std::move(why));
  }

 private:
  void FailedAtLeast(Index index, const Context& context) {
    const Node& node = policy_.nodes[index];
    int32_t holding = 0;
    for (const Index child : node.children) {
      if (machine_.Evaluate(child).is_true()) ++holding;
    }
    ConditionWhy why;
    why.node = index;
    why.text = context.text;
    why.label = context.label;
    why.actual = std::to_string(holding);
    why.margin = std::to_string(node.a - holding);
    why.margin_unit = "项";
    why_.push_back(std::move(why));
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (machine_.Evaluate(node.children[i]).is_true()) continue;
      Leaf(node.children[i], ChildContext(context, policy_, node, i));
    }
  }

  void Leaf(Index index, const Context& context) { Alone(index, context, false); }

  std::optional<Rational> NumberOf(Index node) {
    if (node < 0) return std::nullopt;
    const Result result = machine_.Evaluate(node);
    if (!result.is_value() || !result.value.is_number()) return std::nullopt;
    return result.value.number();
  }

  // The type whose unit the margin is given in: of the side that is not a constant.
  const Type* TypeOfComparison(const Node& node) {
    const Index left = node.children[0];
    const Type* type = machine_.TypeOf(left);
    if ((type == nullptr || policy_.nodes[left].op == Op::kConstant) && node.children.size() > 1) {
      const Type* right = machine_.TypeOf(node.children[1]);
      if (right != nullptr) type = right;
    }
    return type;
  }

  void AddMargin(const Node& node, bool negated, ConditionWhy* why) {
    switch (node.op) {
      case Op::kEqual:
      case Op::kNotEqual:
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
      case Op::kInInterval:
      case Op::kInSet:
        break;
      default:
        return;
    }
    const Type* type = TypeOfComparison(node);
    const Result left = machine_.Evaluate(node.children[0]);
    if (type == nullptr || !left.is_value()) return;
    why->actual = left.value.is_none() ? "none" : CanonicalText(policy_, *type, left.value);
    if (!left.value.is_number() || !Ordered(policy_, *type)) return;
    const Rational& x = left.value.number();
    std::optional<Rational> margin;
    if (node.op == Op::kInInterval) {
      margin = IntervalMargin(node, x, negated, why);
    } else if (node.op == Op::kInSet) {
      if (negated) return;
      for (size_t i = 1; i < node.children.size(); ++i) {
        const std::optional<Rational> member = NumberOf(node.children[i]);
        if (!member) continue;
        const Rational distance = value::Abs(x - *member);
        if (!margin || distance < *margin) margin = distance;
      }
    } else if (const std::optional<Rational> bound = NumberOf(node.children[1])) {
      margin = value::Abs(x - *bound);
      const bool or_equal = node.op == Op::kLessEqual || node.op == Op::kGreaterEqual;
      const bool order = or_equal || node.op == Op::kLess || node.op == Op::kGreater;
      // A condition fails by a strict bound if it is strict itself, or the negation of one that is
      // not.
      why->strict = order ? or_equal == negated : (node.op == Op::kEqual) == negated;
    }
    if (!margin) {
      why->strict = false;
      return;
    }
    why->margin = MarginText(policy_, *type, *margin);
    why->margin_unit = UnitForPeople(*type);
  }

  // Outside: the distance to the nearest end. Inside, where the interval is denied: the nearest way
  // out.
  std::optional<Rational> IntervalMargin(const Node& node, const Rational& x, bool negated,
                                         ConditionWhy* why) {
    const bool positions = node.children.size() == 3;
    size_t next = 1;
    std::optional<Rational> low, high;
    if ((node.a & program::kNoLow) == 0) {
      low = NumberOf(node.children[next++]);
    } else if (positions) {
      ++next;
    }
    if ((node.a & program::kNoHigh) == 0 && next < node.children.size()) {
      high = NumberOf(node.children[next]);
    }
    std::optional<Rational> margin;
    const auto consider = [&](const Rational& end, bool open) {
      const Rational distance = value::Abs(x - end);
      if (margin && *margin <= distance) return;
      margin = distance;
      why->strict = open != negated;
    };
    if (low && (negated || x <= *low)) consider(*low, (node.a & program::kLowOpen) != 0);
    if (high && (negated || x >= *high)) consider(*high, (node.a & program::kHighOpen) != 0);
    return margin;
  }

  Machine& machine_;
  const Policy& policy_;
  std::vector<ConditionWhy>& why_;
};

}  // namespace

ConditionWhy WhyOfCondition(Machine* machine, Index condition, bool denied, const std::string& text,
                            const std::string& label) {
  std::vector<ConditionWhy> why;
  Conditions(machine, &why).Alone(condition, {text, label}, denied);
  return std::move(why.front());
}

void AddFailedConditions(Machine* machine, Index condition, std::vector<ConditionWhy>* why) {
  if (condition < 0) return;
  Conditions(machine, why).Failed(condition, {machine->policy().nodes[condition].text, ""});
}

void AddOpenConditions(Machine* machine, Index condition, std::vector<ConditionWhy>* why) {
  if (condition < 0) return;
  const bool unknown = machine->Evaluate(condition).is_unknown();
  Conditions(machine, why).Open(condition, {machine->policy().nodes[condition].text, ""}, unknown);
}

}  // namespace pol::interp
