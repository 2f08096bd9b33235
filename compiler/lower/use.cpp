// Policies that use others: calls, and the program of a policy with all that it reaches.
#include <algorithm>

#include "compiler/lower/lowering.h"

namespace pol::lower {

using program::Policy;

Index PolicyLowering::UseOf(Index use) {
  const auto [place, fresh] = uses_.emplace(use, static_cast<Index>(policy_.uses.size()));
  if (!fresh) return place->second;
  const check::Use& used = model_.uses[static_cast<size_t>(use)];
  program::Use lowered;
  lowered.name = used.name;
  lowered.policy = others_.at(used.policy);
  if (used.declaration != nullptr)
    lowered.place = PlaceOf(used.declaration->range, used.declaration);
  policy_.uses.push_back(std::move(lowered));
  return place->second;
}

// Those that are declared come first, in their order; those of the same file as they are called.
void PolicyLowering::Uses() {
  for (size_t i = 0; i < model_.uses.size(); ++i) {
    if (model_.uses[i].declaration != nullptr) UseOf(static_cast<Index>(i));
  }
}

bool PolicyLowering::HoldsItem(Index node) const {
  const Node& at = policy_.nodes[static_cast<size_t>(node)];
  if (at.op == Op::kItem) return true;
  return std::any_of(at.children.begin(), at.children.end(),
                     [this](Index child) { return child >= 0 && HoldsItem(child); });
}

Index PolicyLowering::CallOf(const ast::Expr& expr, const check::ExprInfo& info) {
  const check::PolicyCall& call = model_.calls[static_cast<size_t>(info.index)];
  program::Call lowered;
  lowered.use = UseOf(call.use);
  lowered.offset = expr.range.begin;
  std::vector<Index> children;
  std::vector<std::string> keys;  // what each input stands for; empty: nothing
  for (size_t i = 0; i < call.bindings.size(); ++i) {
    const check::Binding& from = call.bindings[i];
    program::Binding to;
    to.checked = from.checked;
    std::string key;
    const auto name = [&](Op op) {
      const check::Definition* definition =
          op == Op::kDefinition ? &model_.definitions[static_cast<size_t>(from.index)] : nullptr;
      const Index type = definition != nullptr
                             ? definition->type
                             : model_.parameters[static_cast<size_t>(from.index)].type;
      to.node = Make(op, type, {}, expr.range.begin);
      policy_.nodes[static_cast<size_t>(to.node)].a = from.index;
      key = (op == Op::kDefinition ? "d" : "p") + std::to_string(from.index);
    };
    switch (from.kind) {
      case check::Binding::Kind::kNone:
        break;
      case check::Binding::Kind::kInput:
        to.input = from.index;
        key = "i" + std::to_string(from.index) + (from.checked ? "!" : "");
        break;
      case check::Binding::Kind::kDefinition:
        name(Op::kDefinition);
        break;
      case check::Binding::Kind::kParameter:
        name(Op::kParameter);
        break;
      case check::Binding::Kind::kExpr:
        to.node = Expr(*from.expr);
        for (const auto& [field, type] : from.path) {
          to.node = Make(Op::kField, type, {to.node}, expr.range.begin);
          policy_.nodes[static_cast<size_t>(to.node)].a = field;
        }
        key = "e" + std::to_string(to.node);
        break;
    }
    if (to.node >= 0) {
      children.push_back(to.node);
      lowered.closed = lowered.closed && !HoldsItem(to.node);
    }
    lowered.bindings.push_back(to);
    keys.push_back(std::move(key));
  }
  std::string day;
  if (call.at != nullptr) {
    lowered.at = Expr(*call.at);
    children.push_back(lowered.at);
    lowered.closed = lowered.closed && !HoldsItem(lowered.at);
    day = std::to_string(lowered.at);
  }
  const Index use = call.use, output = call.output;
  const Index node = Make(Op::kCall, info.type, std::move(children), expr.range.begin);
  policy_.nodes[static_cast<size_t>(node)].a = SharedCall(use, day, std::move(lowered), keys);
  policy_.nodes[static_cast<size_t>(node)].b = output;
  return node;
}

// Two outputs for the same bindings are one call, also where one of them reads more facts than the
// other. Never more definitions: what one output is bound to may rest on the other.
Index PolicyLowering::SharedCall(Index use, const std::string& day, program::Call lowered,
                                 const std::vector<std::string>& keys) {
  std::vector<KnownCall>& known = calls_[{use, day}];
  for (KnownCall& one : known) {
    program::Call& before = policy_.calls[static_cast<size_t>(one.call)];
    bool same = before.closed == lowered.closed;
    for (size_t i = 0; same && i < keys.size(); ++i) {
      const std::string& some = keys[i].empty() ? one.keys[i] : keys[i];
      same = keys[i] == one.keys[i] ||
             ((keys[i].empty() || one.keys[i].empty()) && some.starts_with('i'));
    }
    if (!same) continue;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (!one.keys[i].empty()) continue;
      one.keys[i] = keys[i];
      before.bindings[i] = lowered.bindings[i];
    }
    return one.call;
  }
  known.push_back({keys, static_cast<Index>(policy_.calls.size())});
  policy_.calls.push_back(std::move(lowered));
  return known.back().call;
}

namespace {

class Linker {
 public:
  explicit Linker(const Policy& main) { Number(main); }

  // A policy that is used, its offsets raised by its number. `main` itself keeps its own.
  Policy Link(const Policy& policy, uint32_t module) {
    Policy linked = policy;
    for (program::Use& use : linked.uses) use.policy = Used(use.policy);
    if (module == 0) return linked;
    linked.module = module;
    linked.tests.clear();
    linked.test_files.clear();
    linked.readings.clear();
    linked.comparisons.clear();
    const uint32_t by = module * program::kModule;
    const auto raise = [by](program::Place* place) { place->offset += by; };
    raise(&linked.source);
    for (program::Node& node : linked.nodes) node.offset += by;
    for (program::Call& call : linked.calls) call.offset += by;
    for (program::Input& input : linked.inputs) raise(&input.place);
    for (program::Parameter& parameter : linked.parameters) raise(&parameter.place);
    for (program::Require& require : linked.requires_) raise(&require.place);
    for (program::Definition& definition : linked.definitions) {
      raise(&definition.place);
      raise(&definition.otherwise_place);
      Rules(&definition.rules, by);
    }
    return linked;
  }

 private:
  void Number(const Policy& policy) {
    for (const program::Use& use : policy.uses) {
      const auto number = std::min(static_cast<uint32_t>(numbers_.size()) + 1,
                                   program::kMostModules);
      if (numbers_.emplace(use.policy.get(), number).second) Number(*use.policy);
    }
  }
  std::shared_ptr<const Policy> Used(const std::shared_ptr<const Policy>& policy) {
    std::shared_ptr<const Policy>& linked = linked_[policy.get()];
    if (linked == nullptr)
      linked = std::make_shared<const Policy>(Link(*policy, numbers_.at(policy.get())));
    return linked;
  }
  static void Rules(std::vector<program::Rule>* rules, uint32_t by) {
    for (program::Rule& rule : *rules) {
      rule.place.offset += by;
      Rules(&rule.exceptions, by);
    }
  }

  std::map<const Policy*, uint32_t> numbers_;
  std::map<const Policy*, std::shared_ptr<const Policy>> linked_;
};

}  // namespace

program::Policy Linked(const Policy& policy) {
  Policy linked = Linker(policy).Link(policy, 0);
  for (program::Reading& reading : linked.readings) {
    reading.policy = std::make_shared<const Policy>(
        Linker(*reading.policy).Link(*reading.policy, 0));
  }
  return linked;
}

}  // namespace pol::lower
