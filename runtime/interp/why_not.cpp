#include "runtime/interp/why_not.h"

#include <set>

#include "runtime/interp/why_condition.h"

namespace pol::interp {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using program::Rule;

constexpr size_t kMost = 200;  // entries; a person reads no more

class Finder {
 public:
  explicit Finder(Machine* machine) : machine_(*machine), policy_(machine->policy()) {}

  // What makes `index` come out as `holds`, which it must not.
  std::vector<WhyNot> Find(Index index, bool holds) {
    std::vector<WhyNot> found;
    Add(index, holds, Item{policy_.nodes[index].text, "", ""}, &found);
    return found;
  }

 private:
  struct Item {
    std::string text, label, ordinal;
  };

  Item Of(const Item& outer, const Node& node, size_t child) const {
    Item item = outer;
    const std::string& text = policy_.nodes[node.children[child]].text;
    if (!text.empty()) item.text = text;
    if (child < node.ordinals.size() && !node.ordinals[child].empty())
      item.ordinal = node.ordinals[child];
    if (child < node.labels.size() && !node.labels[child].empty()) item.label = node.labels[child];
    return item;
  }

  bool Truth(Index index, bool truth) {
    const Result result = machine_.Evaluate(index);
    return truth ? result.is_true() : result.is_false();
  }

  // The items of a group that come out so.
  void AddItems(const Node& node, bool holds, const Item& item, std::vector<WhyNot>* found) {
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (Truth(node.children[i], holds)) Add(node.children[i], holds, Of(item, node, i), found);
    }
  }

  static WhyNot Entry(Index index, bool holds, const Item& item) {
    WhyNot entry;
    entry.why.node = index;
    entry.why.text = item.text;
    entry.why.label = item.label;
    entry.ordinal = item.ordinal;
    entry.holds = holds;
    return entry;
  }

  void Push(WhyNot entry, std::vector<WhyNot>* found) {
    if (++entries_ <= kMost) found->push_back(std::move(entry));
  }

  void Add(Index index, bool holds, const Item& item, std::vector<WhyNot>* found) {
    const Node& node = policy_.nodes[index];
    switch (node.op) {
      case Op::kNot:
        Add(node.children[0], !holds, item, found);
        return;
      case Op::kAnd:
        if (holds) break;
        // What failed of one item stands together below it.
        if (!item.label.empty()) {
          WhyNot entry = Entry(index, holds, item);
          AddItems(node, holds, {item.text, "", ""}, &entry.parts);
          if (entry.parts.size() == 1 && entry.parts[0].why.label.empty()) {
            entry = WhyNot(std::move(entry.parts[0]));
            entry.why.label = item.label;
            entry.ordinal = item.ordinal;
          }
          Push(std::move(entry), found);
          return;
        }
        AddItems(node, holds, item, found);
        return;
      case Op::kOr: {
        if (holds) {
          AddItems(node, holds, item, found);
          return;
        }
        WhyNot entry = Entry(index, holds, item);
        AddItems(node, holds, {item.text, "", ""}, &entry.parts);
        Push(std::move(entry), found);
        return;
      }
      case Op::kAtLeast: {
        if (holds) break;
        WhyNot entry = Entry(index, holds, item);
        int32_t satisfied = 0;
        for (const Index child : node.children) satisfied += Truth(child, true) ? 1 : 0;
        entry.satisfied = satisfied;
        entry.why.actual = std::to_string(satisfied);
        entry.why.margin = std::to_string(node.a - satisfied);
        entry.why.margin_unit = "项";
        AddItems(node, holds, {item.text, "", ""}, &entry.parts);
        Push(std::move(entry), found);
        return;
      }
      case Op::kEqual:
      case Op::kNotEqual:
        if (AddBoolean(node, holds, item, found)) return;
        break;
      case Op::kIf:
        AddChoice(node, holds, item, found);
        return;
      case Op::kOrElse:
        Add(node.children[machine_.Evaluate(node.children[0]).is_value() ? 0 : 1], holds, item,
            found);
        return;
      case Op::kDefinition:
        AddDefinition(index, holds, item, found);
        return;
      case Op::kConstant:
        return;  // it cannot be otherwise
      default:
        break;
    }
    WhyNot entry = Entry(index, holds, item);
    entry.why = WhyOfCondition(&machine_, index, holds, item.text, item.label);
    if (node.op >= Op::kEqual && node.op <= Op::kGreaterEqual) {
      entry.left = ValueOf(node.children[0]);
      entry.right = ValueOf(node.children[1]);
    } else if (node.op == Op::kInInterval || node.op == Op::kInSet) {
      entry.left = ValueOf(node.children[0]);
    }
    Push(std::move(entry), found);
  }

  std::optional<Value> ValueOf(Index index) {
    const Result result = machine_.Evaluate(index);
    if (!result.is_value()) return std::nullopt;
    return result.value;
  }

  // "甲 为 是", "甲 不为 否": what 甲 is by itself.
  bool AddBoolean(const Node& node, bool holds, const Item& item, std::vector<WhyNot>* found) {
    const Node& right = policy_.nodes[node.children[1]];
    const Index type = policy_.nodes[node.children[0]].type;
    if (right.op != Op::kConstant || type < 0 ||
        policy_.types[type].kind != program::TypeKind::kBoolean ||
        !policy_.constants[right.a].is_number())
      return false;
    const bool asked = policy_.constants[right.a].truth() == (node.op == Op::kEqual);
    Add(node.children[0], asked == holds, item, found);
    return true;
  }

  // A branch that says yes or no by itself was chosen by the condition.
  void AddChoice(const Node& node, bool holds, const Item& item, std::vector<WhyNot>* found) {
    const Result condition = machine_.Evaluate(node.children[0]);
    if (!condition.is_value()) {
      for (const size_t branch : {size_t{1}, size_t{2}}) {
        if (Truth(node.children[branch], holds)) Add(node.children[branch], holds, item, found);
      }
      return;
    }
    const bool chosen = condition.value.truth();
    const Index taken = node.children[chosen ? 1 : 2];
    const bool fixed = policy_.nodes[taken].op == Op::kConstant;
    const Index decides = fixed ? node.children[0] : taken;
    Item inner = item;
    if (!policy_.nodes[decides].text.empty()) inner.text = policy_.nodes[decides].text;
    Add(decides, fixed ? chosen : holds, inner, found);
  }

  void AddDefinition(Index index, bool holds, const Item& item, std::vector<WhyNot>* found) {
    WhyNot entry = Entry(index, holds, item);
    entry.definition = policy_.nodes[index].a;
    const program::Definition& definition = policy_.definitions[entry.definition];
    if (told_.insert(entry.definition).second) {
      if (definition.expression >= 0) {
        Add(definition.expression, holds, {policy_.nodes[definition.expression].text, "", ""},
            &entry.parts);
      } else {
        AddRules(definition, holds, &entry);
      }
    }
    Push(std::move(entry), found);
  }

  // Given by a rule that applies, it is told with the rule; by `otherwise`, with what the rules
  // that would have given the opposite lack.
  void AddRules(const program::Definition& definition, bool holds, WhyNot* entry) {
    const std::vector<Winner>& winners = machine_.Definition(entry->definition).winners;
    if (winners.size() != 1) return;
    if (winners[0].ordinal != Winner::kOtherwise) {
      int32_t ordinal = 0;
      if (const Rule* rule = At(definition.rules, winners[0].ordinal, &ordinal))
        entry->rule = rule->label;
      return;
    }
    for (const Rule& rule : definition.rules) {
      if (rule.branches.size() != 1 || rule.branches[0].result < 0) continue;
      if (!Truth(rule.branches[0].result, !holds)) continue;
      for (const Index condition : {rule.condition, rule.branches[0].condition}) {
        if (condition >= 0 && Truth(condition, false))
          Add(condition, false, {policy_.nodes[condition].text, "", ""}, &entry->parts);
      }
    }
  }

  static const Rule* At(const std::vector<Rule>& rules, int32_t wanted, int32_t* ordinal) {
    for (const Rule& rule : rules) {
      if ((*ordinal)++ == wanted) return &rule;
      if (const Rule* found = At(rule.exceptions, wanted, ordinal)) return found;
    }
    return nullptr;
  }

  Machine& machine_;
  const Policy& policy_;
  std::set<Index> told_;  // definitions: each is explained once
  size_t entries_ = 0;
};

// What was asked: the denial of what holds and must not.
std::string Asked(const WhyNot& one) {
  const std::string& text = one.why.text;
  if (!one.holds || text.empty() || text.rfind("并非", 0) == 0 || text.rfind("not", 0) == 0)
    return text;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return "并非（" + text + "）";
  }
  return "not (" + text + ")";
}

void Collect(const std::vector<WhyNot>& found, const std::string& label,
             std::vector<ConditionWhy>* conditions) {
  for (const WhyNot& one : found) {
    const std::string& nearest = one.why.label.empty() ? label : one.why.label;
    if (one.parts.empty() || one.satisfied) {
      conditions->push_back(one.why);
      conditions->back().text = Asked(one);
      conditions->back().label = nearest;
    }
    Collect(one.parts, nearest, conditions);
  }
}

}  // namespace

std::vector<WhyNot> FindWhyNot(Machine* machine, Index condition) {
  if (condition < 0 || !machine->Evaluate(condition).is_false()) return {};
  return Finder(machine).Find(condition, false);
}

std::vector<WhyNot> FindWhyNot(const program::Policy& policy, const Facts& facts, int64_t at,
                               Index condition) {
  Machine machine(policy, facts, at, {});
  for (const Index index : policy.order) machine.Definition(index);
  return FindWhyNot(&machine, condition);
}

std::vector<ConditionWhy> ConditionsOf(const std::vector<WhyNot>& found) {
  std::vector<ConditionWhy> conditions;
  Collect(found, "", &conditions);
  return conditions;
}

}  // namespace pol::interp
