// Policies put together by hand, for tests and benchmarks of the engines that should not hang on
// the compiler.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/interp/evaluate.h"
#include "runtime/program/program.h"

namespace pol::testing {

using interp::Index;
using program::Op;
using program::Policy;
using program::TypeKind;
using value::Rational;
using value::Value;

class ProgramBuilder {
 public:
  Policy policy;

  ProgramBuilder() {
    policy.name = "test";
    boolean = Type(TypeKind::kBoolean);
    integer = Type(TypeKind::kInteger, Rational(1));
    decimal = Type(TypeKind::kDecimal);
    money = Type(TypeKind::kMoney, Rational(1, 100));
    rate = Type(TypeKind::kRate);
    date = Type(TypeKind::kDate, Rational(1));
    text = Type(TypeKind::kText);
  }
  Index boolean, integer, decimal, money, rate, date, text;

  // ------------------------------------------------------------------ declarations
  Index Type(TypeKind kind, std::optional<Rational> grid = std::nullopt, bool optional = false) {
    program::Type type;
    type.kind = kind;
    type.grid = std::move(grid);
    type.optional = optional;
    policy.types.push_back(std::move(type));
    return static_cast<Index>(policy.types.size()) - 1;
  }
  Index Enum(const std::vector<std::string>& members, bool ordered = false, bool open = false) {
    program::EnumType enumeration;
    for (const std::string& member : members) enumeration.members.push_back({member, ""});
    enumeration.ordered = ordered;
    enumeration.open = open;
    policy.enums.push_back(std::move(enumeration));
    const Index index = Type(TypeKind::kEnum);
    policy.types[index].enumeration = static_cast<Index>(policy.enums.size()) - 1;
    return index;
  }
  Index Collection(TypeKind kind, Index element) {
    const Index index = Type(kind);
    policy.types[index].element = std::make_shared<const program::Type>(policy.types[element]);
    return index;
  }
  Index Input(const std::string& name, Index type, std::vector<program::Interval> domain = {},
              program::Input::Kind kind = program::Input::Kind::kFact) {
    program::Input input;
    input.name = name;
    input.type = type;
    input.kind = kind;
    input.domain.intervals = std::move(domain);
    input.place = NextPlace();
    policy.inputs.push_back(std::move(input));
    return static_cast<Index>(policy.inputs.size()) - 1;
  }
  Index Judgement(const std::string& name) {
    return Input(name, boolean, {}, program::Input::Kind::kJudgement);
  }
  // A constant by dates of beginning; the first may be absent.
  Index Parameter(const std::string& name, Index type,
                  const std::vector<std::pair<std::optional<int64_t>, Rational>>& values) {
    program::Parameter parameter;
    parameter.name = name;
    parameter.type = type;
    for (const auto& [from, number] : values) {
      parameter.values.push_back({from, std::nullopt, Number(number)});
    }
    policy.parameters.push_back(std::move(parameter));
    return static_cast<Index>(policy.parameters.size()) - 1;
  }
  Index Let(const std::string& name, Index type, Index expression) {
    return Define(name, type, expression, false);
  }
  Index Output(const std::string& name, Index type, Index expression = -1) {
    return Define(name, type, expression, true);
  }
  program::Definition& definition(Index index) { return policy.definitions[index]; }

  program::Rule Rule(const std::string& label, Index condition, Index result) {
    program::Rule rule;
    rule.label = label;
    rule.condition = condition;
    rule.branches.push_back({-1, result, program::Modality::kNone});
    rule.removes = result < 0;
    rule.place = NextPlace();
    return rule;
  }
  void AddRule(Index definition, program::Rule rule) {
    policy.definitions[definition].rules.push_back(std::move(rule));
  }
  void AddRule(Index definition, const std::string& label, Index condition, Index result) {
    AddRule(definition, Rule(label, condition, result));
  }
  void Otherwise(Index definition, Index result) {
    policy.definitions[definition].otherwise = result;
    policy.definitions[definition].otherwise_place = NextPlace();
  }

  // ------------------------------------------------------------------ expressions
  Index Node(Op op, std::vector<Index> children, Index type, int32_t a = 0, int32_t b = 0) {
    program::Node node{};
    node.op = op;
    node.type = type;
    node.a = a;
    node.b = b;
    node.children = std::move(children);
    node.offset = ++offset_;
    policy.nodes.push_back(std::move(node));
    return static_cast<Index>(policy.nodes.size()) - 1;
  }
  Index Constant(Value value, Index type) {
    policy.constants.push_back(std::move(value));
    return Node(Op::kConstant, {}, type, static_cast<int32_t>(policy.constants.size()) - 1);
  }
  Index Number(Rational number, Index type = -1) {
    return Constant(Value(std::move(number)), type < 0 ? decimal : type);
  }
  Index Truth(bool truth) { return Constant(Value(truth), boolean); }
  Index None(Index type) { return Constant(Value(), type); }
  // A use of an input; a boolean is a column by itself.
  Index In(Index input) {
    const Index type = policy.inputs[input].type;
    const Index node = Node(Op::kInput, {}, type, input);
    if (policy.types[type].kind == TypeKind::kBoolean) policy.nodes[node].column = input;
    return node;
  }
  Index Of(Index definition) {
    return Node(Op::kDefinition, {}, policy.definitions[definition].type, definition);
  }
  // `input op constant`: a column test.
  Index Test(Op op, Index input, Value constant) {
    const Index type = policy.inputs[input].type;
    const Index left = Node(Op::kInput, {}, type, input);
    const Index node = Node(op, {left, Constant(std::move(constant), type)}, boolean);
    policy.nodes[node].column = input;
    return node;
  }
  Index Test(Op op, Index input, Rational constant) {
    return Test(op, input, Value(std::move(constant)));
  }
  // `input in [low, high]`, an absent end unbounded.
  Index Within(Index input, std::optional<Rational> low, std::optional<Rational> high,
               int32_t open = 0) {
    const Index type = policy.inputs[input].type;
    std::vector<Index> children{Node(Op::kInput, {}, type, input)};
    int32_t flags = open;
    if (low) {
      children.push_back(Number(*low, type));
    } else {
      flags |= program::kNoLow;
    }
    if (high) {
      children.push_back(Number(*high, type));
    } else {
      flags |= program::kNoHigh;
    }
    const Index node = Node(Op::kInInterval, std::move(children), boolean, flags);
    policy.nodes[node].column = input;
    return node;
  }
  Index And(std::vector<Index> children) { return Node(Op::kAnd, std::move(children), boolean); }
  Index Or(std::vector<Index> children) { return Node(Op::kOr, std::move(children), boolean); }
  Index Not(Index child) { return Node(Op::kNot, {child}, boolean); }
  Index Same(Index a, Index b) { return Node(Op::kEqual, {a, b}, boolean); }

  // ------------------------------------------------------------------ evaluation
  interp::Facts NoFacts() const {
    interp::Facts facts;
    facts.inputs.resize(policy.inputs.size());
    return facts;
  }

 private:
  program::Place NextPlace() {
    program::Place place;
    place.offset = ++offset_;
    place.line = static_cast<int>(++line_);
    return place;
  }
  Index Define(const std::string& name, Index type, Index expression, bool output) {
    program::Definition definition;
    definition.name = name;
    definition.type = type;
    definition.output = output;
    definition.expression = expression;
    definition.place = NextPlace();
    policy.definitions.push_back(std::move(definition));
    const Index index = static_cast<Index>(policy.definitions.size()) - 1;
    policy.order.push_back(index);
    return index;
  }

  uint32_t offset_ = 0;
  uint32_t line_ = 0;
};

inline program::Interval Range(std::optional<Rational> low, std::optional<Rational> high,
                               bool low_open = false, bool high_open = false) {
  program::Interval interval;
  interval.low = std::move(low);
  interval.high = std::move(high);
  interval.low_open = low_open;
  interval.high_open = high_open;
  return interval;
}

}  // namespace pol::testing
