// Random policies over a few inputs with small domains, and random cases for them: all hit
// policies, exceptions to exceptions, chains of branches, `otherwise`, conditional expressions,
// at-least, division, two and three levels of definitions, optional values, output domains.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "tests/conformance/program_builder.h"

namespace pol::testing {

class RandomPolicy {
 public:
  explicit RandomPolicy(uint64_t seed) : random_(seed) {
    const Index size = b.Enum({"小", "中", "大"}, true);
    const Index maybe = b.Type(TypeKind::kInteger, Rational(1), true);
    Add("x", b.integer, {Range(1, 4)}, Numbers({1, 2, 3, 4}));
    Add("y", b.integer, {Range(0, 2)}, Numbers({0, 1, 2}));
    Add("b", b.boolean, {}, {Value(false), Value(true)});
    Add("e", size, {}, Numbers({0, 1, 2}));
    std::vector<Value> quarters;
    for (int i = 1; i <= 16; ++i) quarters.push_back(Value(Rational(i, 4)));
    Add("z", b.decimal, {Range(0, 4, true)}, quarters);
    Add("m", maybe, {Range(0, 1)}, {Value(), Value(Rational(0)), Value(Rational(1))});
    b.Judgement("j");
    domain.push_back({Value(false), Value(true)});

    const int definitions = 2 + Pick(2);
    for (int i = 0; i < definitions; ++i) {
      const std::string name = "d" + std::to_string(i);
      const int depth = i == 0 ? 2 : 1 + Pick(2);
      if (Chance(40)) {
        const Index value = Num(depth);
        Finish(b.Output(name, b.decimal, value));
      } else {
        AddGroup(name, depth);
      }
    }
    b.policy.definitions[0].output = Chance(50);
  }

  ProgramBuilder b;
  std::vector<std::vector<Value>> domain;  // of each input

  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint64_t>(count)); }
  bool Chance(int percent) { return Pick(100) < percent; }
  Value Any(size_t input) { return domain[input][Pick(static_cast<int>(domain[input].size()))]; }

 private:
  static constexpr Index kX = 0, kY = 1, kB = 2, kE = 3, kZ = 4, kM = 5, kJ = 6;

  static std::vector<Value> Numbers(const std::vector<int64_t>& numbers) {
    std::vector<Value> values;
    for (const int64_t number : numbers) values.push_back(Value(Rational(number)));
    return values;
  }
  void Add(const std::string& name, Index type, std::vector<program::Interval> intervals,
           std::vector<Value> values) {
    b.Input(name, type, std::move(intervals));
    domain.push_back(std::move(values));
  }
  template <typename T>
  T OneOf(const std::vector<T>& items) {
    return items[Pick(static_cast<int>(items.size()))];
  }

  Index Scalar() {
    switch (Pick(6)) {
      case 0:
        return b.In(kX);
      case 1:
        return b.In(kY);
      case 2:
        return b.In(Chance(70) ? kZ : kM);
      default:
        return b.Number(Rational(Pick(4)));
    }
  }
  // A definition to mention; nothing computes with a list.
  Index Defined() { return OneOf(numeric_); }

  Index Num(int depth) {
    const int kind = Pick(100);
    if (depth == 0 || kind < 30) return Scalar();
    if (kind < 48 && !numeric_.empty()) {
      const Index of = b.Of(Defined());
      return Chance(25) ? b.Node(Op::kOrElse, {of, Scalar()}, b.decimal) : of;
    }
    if (kind < 65) {
      const Op op = OneOf<Op>({Op::kAdd, Op::kMultiply, Op::kSubtract, Op::kMin, Op::kMax});
      return b.Node(op, {Num(depth - 1), Num(depth - 1)}, b.decimal);
    }
    if (kind < 78) return b.Node(Op::kDivide, {Num(depth - 1), Num(depth - 1)}, b.decimal);
    const Index condition = Cond(depth - 1);
    return b.Node(Op::kIf, {condition, Num(depth - 1), Num(depth - 1)}, b.decimal);
  }

  Index Atom() {
    const std::vector<Op> orders{Op::kLess,         Op::kLessEqual, Op::kGreater,
                                 Op::kGreaterEqual, Op::kEqual,     Op::kNotEqual};
    switch (Pick(8)) {
      case 0:
      case 1:
        return b.Test(OneOf(orders), kX, Rational(Pick(6)));
      case 2:
        return b.Test(OneOf(orders), kY, Rational(Pick(3)));
      case 3:
        return b.In(Chance(60) ? kB : kJ);
      case 4:
        return b.Test(OneOf(orders), kE, Rational(Pick(3)));
      case 5:
        return b.Test(OneOf(orders), kZ, Rational(Pick(9), 2));
      case 6:
        return b.Within(kZ, Rational(Pick(3)), Rational(2 + Pick(3)), Pick(4));
      default:
        break;
    }
    if (Chance(40)) return b.Test(OneOf(orders), kM, Rational(Pick(2)));
    const Index use = b.Node(Op::kInput, {}, b.policy.inputs[kM].type, kM);
    const Index none = b.Node(Op::kIsNone, {use}, b.boolean);
    b.policy.nodes[none].column = kM;
    return none;
  }

  Index Cond(int depth) {
    const int kind = Pick(100);
    if (depth == 0 || kind < 50) return Atom();
    if (kind < 60) {
      const Op op = OneOf<Op>({Op::kLessEqual, Op::kEqual, Op::kGreater});
      return b.Node(op, {Num(depth - 1), Num(depth - 1)}, b.boolean);
    }
    if (kind < 64 && !numeric_.empty()) {
      return b.Node(Op::kHasValue, {}, b.boolean, Defined());
    }
    if (kind < 68) {
      return b.Node(Op::kInSet, {Num(depth - 1), Scalar(), b.Number(Rational(Pick(3)))}, b.boolean);
    }
    if (kind < 87) {
      std::vector<Index> parts;
      for (int i = 2 + Pick(2); i > 0; --i) parts.push_back(Cond(depth - 1));
      return Chance(50) ? b.And(std::move(parts)) : b.Or(std::move(parts));
    }
    if (kind < 93) return b.Not(Cond(depth - 1));
    const std::vector<Index> items{Cond(depth - 1), Cond(depth - 1), Cond(depth - 1)};
    return b.Node(Op::kAtLeast, items, b.boolean, 1 + Pick(3));
  }

  Index RuleValue(int depth) {
    return Chance(40) ? Num(std::min(depth, 1)) : b.Number(Rational(Pick(3)));
  }

  program::Rule RandomRule(const std::string& label, int depth, int nesting) {
    program::Rule rule = b.Rule(label, Cond(depth), RuleValue(depth));
    rule.priority = 1 + Pick(2);
    if (nesting > 0 && Chance(35)) {
      rule.removes = true;
      rule.branches[0].result = -1;
    } else if (Chance(15)) {
      // if .. then .. else if .. then ..: a branch may say nothing about this definition.
      rule.branches[0].condition = Cond(0);
      program::Branch second;
      if (Chance(50)) second.condition = Cond(0);
      if (Chance(80)) second.result = RuleValue(0);
      rule.branches.push_back(second);
    }
    const int chance = nesting == 0 ? 35 : 30;
    if (nesting < 3 && Chance(chance)) {
      for (int i = Chance(30) ? 2 : 1; i > 0; --i) {
        rule.exceptions.push_back(RandomRule(label + "e" + std::to_string(i), 0, nesting + 1));
      }
    }
    return rule;
  }

  void AddGroup(const std::string& name, int depth) {
    const program::Hit hit = OneOf<program::Hit>(
        {program::Hit::kUnique, program::Hit::kUnique, program::Hit::kFirst,
         program::Hit::kPriority, program::Hit::kAny, program::Hit::kSum, program::Hit::kMax,
         program::Hit::kMin, program::Hit::kList, program::Hit::kSet});
    const bool collection = hit == program::Hit::kList || hit == program::Hit::kSet;
    std::vector<program::Rule> rules;
    for (int i = 1 + Pick(3); i > 0; --i) {
      rules.push_back(RandomRule("R" + std::to_string(i), depth, 0));
    }
    Index otherwise = -1;
    if (Chance(50)) {
      otherwise = Chance(70) ? b.Number(Rational(Pick(3))) : Num(1);
      if (collection) otherwise = b.Node(Op::kList, {otherwise}, -1);
    }
    Index type = b.decimal;
    if (collection) {
      type = b.Collection(hit == program::Hit::kList ? TypeKind::kList : TypeKind::kSet, b.decimal);
    }
    const Index definition = b.Output(name, type);
    b.definition(definition).hit = hit;
    for (program::Rule& rule : rules) b.AddRule(definition, std::move(rule));
    if (otherwise >= 0) {
      b.Otherwise(definition, otherwise);
    }
    if (!collection) Finish(definition);
  }

  void Finish(Index definition) {
    numeric_.push_back(definition);
    if (Chance(15)) b.definition(definition).domain.intervals = {Range(0, 2)};
  }

  std::mt19937_64 random_;
  std::vector<Index> numeric_;
};

}  // namespace pol::testing
