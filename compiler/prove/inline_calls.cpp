#include "compiler/prove/inline_calls.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/value/date.h"

namespace pol::prove {

using program::Index;
using program::Node;
using program::Op;
using program::Policy;
using program::Type;
using program::TypeKind;

namespace {

// Writes one call of a policy, which itself calls none, out into another.
class Writer {
 public:
  Writer(Policy* into, const Policy& used, const program::Call& call, const std::string& name)
      : into_(*into), used_(used), call_(call), name_(name) {}

  // The definitions that stand for those of the policy used.
  std::vector<Index> Write() {
    first_node_ = Count(into_.nodes);
    first_constant_ = Count(into_.constants);
    first_loop_ = Count(into_.loops);
    first_slot_ = into_.slots;
    first_type_ = Count(into_.types);
    first_enum_ = Count(into_.enums);
    first_calendar_ = Count(into_.calendars);
    first_parameter_ = Count(into_.parameters);
    into_.slots += used_.slots;
    into_.constants.insert(into_.constants.end(), used_.constants.begin(), used_.constants.end());
    into_.enums.insert(into_.enums.end(), used_.enums.begin(), used_.enums.end());
    into_.calendars.insert(into_.calendars.end(), used_.calendars.begin(), used_.calendars.end());
    for (Type type : used_.types) {
      Shift(&type);
      into_.types.push_back(std::move(type));
    }
    for (program::Loop loop : used_.loops) {
      for (auto& generator : loop.generators) generator.slot += first_slot_;
      into_.loops.push_back(std::move(loop));
    }
    nothing_ = Count(into_.constants);
    into_.constants.push_back(value::Value());
    LeaveOut();
    Day();
    Bindings();
    Names();
    for (const Node& node : used_.nodes) Copy(node);
    for (program::Parameter parameter : used_.parameters) {
      parameter.type = Moved(parameter.type, first_type_);
      for (program::DatedValue& value : parameter.values) value.value = Moved(value.value, first_node_);
      into_.parameters.push_back(std::move(parameter));
    }
    for (size_t i = 0; i < used_.definitions.size(); ++i) Definition(i);
    for (const Index index : used_.order) {
      into_.order.push_back(own_[static_cast<size_t>(index)]);
      if (outside_[static_cast<size_t>(index)] != own_[static_cast<size_t>(index)])
        into_.order.push_back(outside_[static_cast<size_t>(index)]);
    }
    return outside_;
  }

 private:
  template <typename T>
  static Index Count(const std::vector<T>& all) {
    return static_cast<Index>(all.size());
  }
  static Index Moved(Index index, Index by) { return index < 0 ? index : index + by; }

  void Shift(Type* type) const {
    type->enumeration = Moved(type->enumeration, first_enum_);
    if (type->element != nullptr) {
      auto element = std::make_shared<Type>(*type->element);
      Shift(element.get());
      type->element = std::move(element);
    }
    for (program::Field& field : type->fields) Shift(&field.type);
  }

  Index Add(Node node) {
    into_.nodes.push_back(std::move(node));
    return Count(into_.nodes) - 1;
  }
  Index AddDefinition(program::Definition definition) {
    into_.definitions.push_back(std::move(definition));
    return Count(into_.definitions) - 1;
  }
  Index Mention(Index definition, uint32_t offset) {
    Node node;
    node.op = Op::kDefinition;
    node.a = definition;
    node.type = into_.definitions[static_cast<size_t>(definition)].type;
    node.offset = offset;
    return Add(std::move(node));
  }
  Index Number(int64_t number, Index type, uint32_t offset) {
    Node node;
    node.op = Op::kConstant;
    node.type = type;
    node.a = Count(into_.constants);
    node.offset = offset;
    into_.constants.push_back(value::Value(value::Rational(number)));
    return Add(std::move(node));
  }
  Index TypeOfKind(TypeKind kind) {
    for (size_t i = 0; i < into_.types.size(); ++i) {
      if (into_.types[i].kind == kind && !into_.types[i].optional) return static_cast<Index>(i);
    }
    Type type;
    type.kind = kind;
    into_.types.push_back(type);
    return Count(into_.types) - 1;
  }
  Index Today(uint32_t offset) {
    if (day_ >= 0) return Mention(day_, offset);
    Node today;
    today.op = Op::kToday;
    today.type = TypeOfKind(TypeKind::kDate);
    today.offset = offset;
    return Add(std::move(today));
  }

  void Day() {
    if (call_.at < 0) return;
    program::Definition day;
    day.name = name_;
    day.type = into_.nodes[static_cast<size_t>(call_.at)].type;
    day.expression = call_.at;
    day.place.offset = call_.offset;
    day_ = AddDefinition(std::move(day));
    into_.order.push_back(day_);
  }

  // Definitions that read an input to which nothing is bound: nothing that is taken mentions them.
  void LeaveOut() {
    left_out_.assign(used_.definitions.size(), false);
    std::vector<bool> unbound(used_.inputs.size(), false);
    bool any = false;
    for (size_t i = 0; i < call_.bindings.size(); ++i) {
      unbound[i] = call_.bindings[i].node < 0 && call_.bindings[i].input < 0;
      any = any || unbound[i];
    }
    if (!any) return;
    for (const Index index : used_.order) {
      std::vector<Index> open;
      const auto rules = [&](const auto& self, const std::vector<program::Rule>& all) -> void {
        for (const program::Rule& rule : all) {
          open.push_back(rule.condition);
          for (const program::Branch& branch : rule.branches) {
            open.push_back(branch.condition);
            open.push_back(branch.result);
          }
          self(self, rule.exceptions);
        }
      };
      const program::Definition& definition = used_.definitions[static_cast<size_t>(index)];
      open = {definition.expression, definition.otherwise};
      rules(rules, definition.rules);
      bool out = definition.output && used_.effective_by >= 0 &&
                 unbound[static_cast<size_t>(used_.effective_by)];
      std::set<Index> seen;
      while (!open.empty() && !out) {
        const Index at = open.back();
        open.pop_back();
        if (at < 0 || !seen.insert(at).second) continue;
        const Node& node = used_.nodes[static_cast<size_t>(at)];
        if (node.op == Op::kInput) out = unbound[static_cast<size_t>(node.a)];
        if (node.op == Op::kDefinition || node.op == Op::kHasValue)
          out = left_out_[static_cast<size_t>(node.a)];
        open.insert(open.end(), node.children.begin(), node.children.end());
      }
      left_out_[static_cast<size_t>(index)] = out;
    }
  }

  // What is bound to an input is a let with the domain of the input; a plain input is that input.
  void Bindings() {
    for (size_t i = 0; i < call_.bindings.size(); ++i) {
      const program::Binding& binding = call_.bindings[i];
      bound_.push_back(-1);
      if (binding.node < 0 && (binding.input < 0 || !binding.checked)) continue;
      program::Definition let;
      let.name = used_.inputs[i].name;
      let.expression = binding.node;
      let.place.offset = call_.offset;
      if (binding.node >= 0) {
        let.place.offset = into_.nodes[static_cast<size_t>(binding.node)].offset;
        let.type = into_.nodes[static_cast<size_t>(binding.node)].type;
      } else {
        Node input;
        input.op = Op::kInput;
        input.a = binding.input;
        input.type = into_.inputs[static_cast<size_t>(binding.input)].type;
        input.offset = call_.offset;
        let.type = input.type;
        let.expression = Add(std::move(input));
      }
      if (binding.checked) let.domain = used_.inputs[i].domain;
      bound_.back() = AddDefinition(std::move(let));
      into_.order.push_back(bound_.back());
    }
    first_node_ = Count(into_.nodes);  // those of the policy used follow from here on
  }

  // Every definition has its own; an output that is not always in force one more, by which it is mentioned.
  void Names() {
    const bool limited = used_.effective_from || used_.effective_to;
    Index next = Count(into_.definitions);
    for (const program::Definition& definition : used_.definitions) {
      own_.push_back(next++);
      const bool guarded = definition.output && (limited || day_ >= 0);
      outside_.push_back(guarded ? next++ : own_.back());
    }
  }

  void Copy(const Node& from) {
    Node node = from;
    node.type = Moved(node.type, first_type_);
    node.column = -1;
    for (Index& child : node.children) child = Moved(child, first_node_);
    switch (node.op) {
      case Op::kConstant:
        node.a += first_constant_;
        break;
      case Op::kInput:
        if (const Index bound = bound_[static_cast<size_t>(from.a)]; bound >= 0) {
          node.op = Op::kDefinition;
          node.a = bound;
        } else if (call_.bindings[static_cast<size_t>(from.a)].input < 0) {
          // Only in definitions that are left out.
          node.op = Op::kConstant;
          node.a = nothing_;
        } else {
          node.a = call_.bindings[static_cast<size_t>(from.a)].input;
        }
        break;
      case Op::kDefinition:
      case Op::kHasValue:
        node.a = outside_[static_cast<size_t>(from.a)];
        break;
      case Op::kParameter:
        node.a += first_parameter_;
        if (node.children.empty() && day_ >= 0) node.children.push_back(LateMention(from.offset));
        break;
      case Op::kToday:
        if (day_ >= 0) {
          node.op = Op::kDefinition;
          node.a = day_;
        }
        break;
      case Op::kItem:
        node.a += first_slot_;
        break;
      case Op::kFor:
        node.b += first_loop_;
        break;
      case Op::kAddWorkdays:
      case Op::kWorkdaysBetween:
      case Op::kToWorkday:
        node.a += first_calendar_;
        break;
      default:
        break;
    }
    into_.nodes.push_back(std::move(node));
  }
  // A mention of the day from among the nodes that are being copied: it stands behind all of them.
  Index LateMention(uint32_t offset) {
    if (late_ < 0) late_ = first_node_ + Count(used_.nodes);
    late_offset_ = offset;
    return late_;
  }

  void Rules(std::vector<program::Rule>* rules) const {
    for (program::Rule& rule : *rules) {
      rule.condition = Moved(rule.condition, first_node_);
      for (program::Branch& branch : rule.branches) {
        branch.condition = Moved(branch.condition, first_node_);
        branch.result = Moved(branch.result, first_node_);
      }
      rule.table = rule.row = -1;
      Rules(&rule.exceptions);
    }
  }

  void Definition(size_t i) {
    if (late_ >= 0 && Count(into_.nodes) == late_) Mention(day_, late_offset_);
    const program::Definition& from = used_.definitions[i];
    if (left_out_[i]) {
      program::Definition empty;
      empty.name = from.name;
      empty.type = Moved(from.type, first_type_);
      empty.place = from.place;
      AddDefinition(empty);
      if (outside_[i] != own_[i]) AddDefinition(std::move(empty));
      return;
    }
    program::Definition definition = from;
    definition.type = Moved(definition.type, first_type_);
    definition.output = false;
    definition.expression = Moved(definition.expression, first_node_);
    definition.otherwise = Moved(definition.otherwise, first_node_);
    Rules(&definition.rules);
    AddDefinition(std::move(definition));
    if (outside_[i] != own_[i]) Guarded(i, from);
  }

  static program::Rule RuleOf(Index condition, Index result, const program::Definition& from) {
    program::Rule rule;
    rule.label = from.name;
    rule.condition = condition;
    rule.place = from.place;
    program::Branch branch;
    branch.result = result;
    rule.branches.push_back(branch);
    return rule;
  }

  // In force, and on a day that there is: else no value, or what is wrong with these.
  void Guarded(size_t i, const program::Definition& from) {
    program::Definition guarded;
    guarded.name = from.name;
    guarded.type = Moved(from.type, first_type_);
    guarded.place = from.place;
    std::vector<Index> conditions;
    const uint32_t offset = used_.source.offset;
    const Index boolean = TypeOfKind(TypeKind::kBoolean), date = TypeOfKind(TypeKind::kDate);
    if (day_ >= 0) {
      Node real;
      real.op = Op::kGreaterEqual;
      real.type = boolean;
      real.offset = call_.offset;
      real.children = {Mention(day_, call_.offset), Number(value::kFirstDay, date, call_.offset)};
      conditions.push_back(Add(std::move(real)));
    }
    if (used_.effective_from || used_.effective_to) {
      Index subject;
      if (used_.effective_by < 0) {
        subject = Today(offset);
      } else {
        Node input;
        const Index bound = bound_[static_cast<size_t>(used_.effective_by)];
        input.op = bound >= 0 ? Op::kDefinition : Op::kInput;
        input.a = bound >= 0 ? bound : call_.bindings[static_cast<size_t>(used_.effective_by)].input;
        input.type = date;
        input.offset = offset;
        subject = Add(std::move(input));
      }
      Node test;
      test.op = Op::kInInterval;
      test.type = boolean;
      test.offset = offset;
      test.children = {subject};
      const auto end = [&](const std::optional<int64_t>& day, int32_t absent) {
        if (day) {
          test.children.push_back(Number(*day, date, offset));
        } else {
          test.a |= absent;
        }
      };
      end(used_.effective_from, program::kNoLow);
      end(used_.effective_to, program::kNoHigh);
      conditions.push_back(Add(std::move(test)));
    }
    // Of two the first decides alone where it is no truth: one group in another, not an `and`.
    const Index result = Mention(own_[i], from.place.offset);
    if (conditions.size() == 1) {
      guarded.rules.push_back(RuleOf(conditions[0], result, from));
    } else {
      program::Rule rule = RuleOf(conditions[0], -1, from);
      rule.branches[0].condition = conditions[1];
      rule.branches[0].result = result;
      guarded.rules.push_back(std::move(rule));
    }
    AddDefinition(std::move(guarded));
  }

  Policy& into_;
  const Policy& used_;
  const program::Call& call_;
  const std::string& name_;
  Index first_node_ = 0, first_constant_ = 0, first_loop_ = 0, first_type_ = 0, first_enum_ = 0;
  Index first_calendar_ = 0, first_parameter_ = 0;
  int32_t first_slot_ = 0;
  Index day_ = -1;                // the definition that is the day of the call; -1: the day of the caller
  Index late_ = -1;
  uint32_t late_offset_ = 0;
  Index nothing_ = -1;            // a constant for what is never read
  std::vector<bool> left_out_;    // by definition of the policy used
  std::vector<Index> bound_;      // by input: the definition that stands for it; -1: an input here, or none
  std::vector<Index> own_, outside_;  // by definition of the policy used
};

// Every definition after those that it mentions.
class Ordering {
 public:
  explicit Ordering(Policy* policy) : policy_(*policy), seen_(policy->definitions.size()) {}

  void Run() {
    std::vector<Index> given = policy_.order;
    for (const Index index : given) Definition(index);
    policy_.order = std::move(order_);
  }

 private:
  void Definition(Index index) {
    if (seen_[static_cast<size_t>(index)]) return;
    seen_[static_cast<size_t>(index)] = true;
    const program::Definition& definition = policy_.definitions[static_cast<size_t>(index)];
    Node(definition.expression);
    Node(definition.otherwise);
    Rules(definition.rules);
    order_.push_back(index);
  }
  void Rules(const std::vector<program::Rule>& rules) {
    for (const program::Rule& rule : rules) {
      Node(rule.condition);
      for (const program::Branch& branch : rule.branches) {
        Node(branch.condition);
        Node(branch.result);
      }
      Rules(rule.exceptions);
    }
  }
  void Node(Index index) {
    if (index < 0 || !nodes_.insert(index).second) return;
    const program::Node& node = policy_.nodes[static_cast<size_t>(index)];
    if (node.op == Op::kDefinition || node.op == Op::kHasValue) Definition(node.a);
    for (const Index child : node.children) Node(child);
  }

  Policy& policy_;
  std::vector<bool> seen_;
  std::set<Index> nodes_;
  std::vector<Index> order_;
};

}  // namespace

std::optional<Policy> WithoutCalls(const Policy& policy, size_t most_nodes) {
  if (policy.calls.empty()) return std::nullopt;
  Policy whole = policy;
  std::map<const Policy*, Policy> flat;  // those that call others themselves
  for (size_t i = 0; i < policy.calls.size(); ++i) {
    const program::Call& call = policy.calls[i];
    const program::Use& use = policy.uses[static_cast<size_t>(call.use)];
    const Policy* used = use.policy.get();
    if (!used->calls.empty()) {
      const auto [place, fresh] = flat.try_emplace(used);
      if (fresh) {
        std::optional<Policy> expanded = WithoutCalls(*used, most_nodes);
        if (!expanded) return std::nullopt;
        place->second = *std::move(expanded);
      }
      used = &place->second;
    }
    if (whole.nodes.size() + used->nodes.size() > most_nodes) return std::nullopt;
    const std::vector<Index> definitions = Writer(&whole, *used, call, use.name).Write();
    for (size_t n = 0; n < policy.nodes.size(); ++n) {
      Node& node = whole.nodes[n];
      if (node.op != Op::kCall || node.a != static_cast<int32_t>(i)) continue;
      node.op = Op::kDefinition;
      node.a = definitions[static_cast<size_t>(node.b)];
      node.b = 0;
      node.children.clear();
    }
  }
  whole.calls.clear();
  whole.uses.clear();
  whole.tests.clear();
  whole.readings.clear();
  Ordering(&whole).Run();
  return whole;
}

}  // namespace pol::prove
