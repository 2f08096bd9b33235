// The whole of several versions of a policy: per output a group with one rule a version, its
// condition the period of the version (semantics 3.5).
#include <algorithm>

#include "compiler/lower/lowering.h"

namespace pol::lower {

using program::Policy;

namespace {

class WholeMaker {
 public:
  WholeMaker(const check::PolicyModel& model, const Lowered& lowered)
      : model_(model), lowered_(lowered) {}

  Policy Make() {
    whole_.name = whole_.id = model_.name;
    const Policy& first = *lowered_.at(model_.versions[0]);
    whole_.title = first.title;
    whole_.file = first.file;
    whole_.source = first.source;
    for (const check::Type& type : model_.types) whole_.types.push_back(type.type);
    program::Type boolean, date;
    boolean.kind = program::TypeKind::kBoolean;
    date.kind = program::TypeKind::kDate;
    boolean_ = static_cast<Index>(whole_.types.size());
    whole_.types.push_back(boolean);
    whole_.types.push_back(date);
    whole_.enums = model_.enums;
    for (const check::Input& input : model_.inputs) Input(input);
    for (const check::PolicyModel* version : model_.versions) Version(*lowered_.at(version));
    for (const check::Definition& definition : model_.definitions) Output(definition);
    return std::move(whole_);
  }

 private:
  static Index InputOf(const Policy& policy, const std::string& name) {
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      if (policy.inputs[i].name == name) return static_cast<Index>(i);
    }
    return -1;
  }
  Index Add(Node node) {
    whole_.nodes.push_back(std::move(node));
    return static_cast<Index>(whole_.nodes.size()) - 1;
  }

  void Input(const check::Input& input) {
    program::Input made;
    for (const check::PolicyModel* version : model_.versions) {
      const Policy& policy = *lowered_.at(version);
      if (const Index index = InputOf(policy, input.name); index >= 0)
        made = policy.inputs[static_cast<size_t>(index)];
    }
    made.type = input.type;
    made.domain = input.domain;
    whole_.inputs.push_back(std::move(made));
  }

  // The version as it would be were it always in force, and what it is bound to: the same names.
  void Version(const Policy& policy) {
    Policy always = policy;
    always.effective_from.reset();
    always.effective_to.reset();
    always.effective_by = -1;
    program::Call call;
    call.use = static_cast<Index>(whole_.uses.size());
    for (const program::Input& input : policy.inputs) {
      program::Binding binding;
      binding.input = InputOf(whole_, input.name);
      const program::Domain& domain = whole_.inputs[static_cast<size_t>(binding.input)].domain;
      binding.checked = domain.text != input.domain.text;
      call.bindings.push_back(binding);
    }
    whole_.uses.push_back({policy.name, std::make_shared<const Policy>(std::move(always)), {}});
    whole_.calls.push_back(std::move(call));
    conditions_.push_back(Period(policy));
  }

  Index Period(const Policy& policy) {
    if (!policy.effective_from && !policy.effective_to) return -1;
    Node subject;
    subject.type = boolean_ + 1;
    subject.op = Op::kToday;
    Node test;
    if (policy.effective_by >= 0) {
      subject.op = Op::kInput;
      subject.a = InputOf(
          whole_, policy.inputs[static_cast<size_t>(policy.effective_by)].name);
      test.column = subject.a;
    }
    test.op = Op::kInInterval;
    test.type = boolean_;
    test.children.push_back(Add(std::move(subject)));
    const auto end = [&](const std::optional<int64_t>& day, int32_t absent) {
      if (!day) {
        test.a |= absent;
        test.children.push_back(-1);
        return;
      }
      Node constant;
      constant.op = Op::kConstant;
      constant.type = boolean_ + 1;
      constant.a = static_cast<int32_t>(whole_.constants.size());
      whole_.constants.push_back(pol::value::Value(Rational(*day)));
      test.children.push_back(Add(std::move(constant)));
    };
    end(policy.effective_from, program::kNoLow);
    end(policy.effective_to, program::kNoHigh);
    return Add(std::move(test));
  }

  void Output(const check::Definition& definition) {
    program::Definition made;
    made.name = definition.name;
    made.alias = definition.alias;
    made.type = definition.type;
    made.output = true;
    made.place = whole_.source;
    for (size_t v = 0; v < model_.versions.size(); ++v) {
      const Policy& version = *whole_.uses[v].policy;
      Index output = -1;
      for (size_t i = 0; i < version.definitions.size(); ++i) {
        if (version.definitions[i].output && version.definitions[i].name == definition.name)
          output = static_cast<Index>(i);
      }
      if (output < 0) continue;
      Node call;
      call.op = Op::kCall;
      call.type = definition.type;
      call.a = static_cast<int32_t>(v);
      call.b = output;
      call.offset = version.source.offset;
      program::Rule rule;
      rule.label = version.name;
      rule.condition = conditions_[v];
      rule.place = version.source;
      program::Branch branch;
      branch.result = Add(std::move(call));
      rule.branches.push_back(branch);
      made.rules.push_back(std::move(rule));
    }
    whole_.order.push_back(static_cast<Index>(whole_.definitions.size()));
    whole_.definitions.push_back(std::move(made));
  }

  const check::PolicyModel& model_;
  const Lowered& lowered_;
  Policy whole_;
  Index boolean_ = -1;
  std::vector<Index> conditions_;  // by version; -1: always
};

}  // namespace

Policy Whole(const check::PolicyModel& model, const Lowered& lowered) {
  return WholeMaker(model, lowered).Make();
}

}  // namespace pol::lower
