// A brute-force model of results, closings and refinement by cells (semantics 2, 3): it enumerates
// what the definitions speak of, closing by closing and cell by cell, so that the interpreter,
// which does not, can be compared with it. It reads the same policies but shares none of the
// interpreter's code. Numbers, booleans, enums, `none`; no dates.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "runtime/program/program.h"

namespace pol::model {

using program::Hit;
using program::Node;
using program::Op;
using program::Policy;
using program::Rule;
using value::Rational;
using value::Value;

struct Outcome {
  char tag = 'V';  // V N U E
  Value value;
  std::set<int> names;               // U: inputs from 0, definitions after them
  std::pair<uint32_t, int> error{};  // E: position, kind

  friend bool operator==(const Outcome& a, const Outcome& b) {
    if (a.tag != b.tag) return false;
    if (a.tag == 'V') return a.value == b.value;
    if (a.tag == 'U') return a.names == b.names;
    return a.tag == 'N' || a.error == b.error;
  }
};

inline Outcome V(Value value) { return {'V', std::move(value), {}, {}}; }
inline Outcome Truth(bool truth) { return V(Value(truth)); }
inline Outcome N() { return {'N', {}, {}, {}}; }
inline Outcome U(std::set<int> names) { return {'U', {}, std::move(names), {}}; }
inline Outcome E(uint32_t offset, int kind) { return {'E', {}, {}, {offset, kind}}; }
inline constexpr int kDivZero = 0, kConflict = 1, kNoneUsed = 2, kOutOfDomain = 5;

// A program has more closings than are worth enumerating.
struct TooMany : std::runtime_error {
  TooMany() : std::runtime_error("too many closings") {}
};

class Model {
 public:
  // `domain`: all values of each input that have to be told apart.
  Model(const Policy& policy, std::vector<std::vector<Value>> domain)
      : policy_(policy), domain_(std::move(domain)) {}

  void Run(const std::vector<std::optional<Value>>& inputs) {
    inputs_ = inputs;
    results_.clear();
    leaves_.clear();
    winners_.clear();
    for (size_t i = 0; i < policy_.definitions.size(); ++i) {
      look_winners_.clear();
      results_.push_back(Define(policy_.definitions[i]));
      winners_.push_back(results_.back().tag == 'V' ? look_winners_ : Winners{});
      std::set<int> leaves;
      for (const int name : results_.back().names) {
        if (name < InputCount()) {
          leaves.insert(name);
        } else {
          leaves.merge(std::set<int>(leaves_[name - InputCount()]));
        }
      }
      leaves_.push_back(std::move(leaves));
    }
  }
  const Outcome& result(size_t definition) const { return results_[definition]; }
  const std::set<int>& leaves(size_t definition) const { return leaves_[definition]; }
  // The rules that give a value in some closing or cell, in source order.
  std::vector<std::string> rules(size_t definition) const {
    std::vector<std::string> labels;
    for (const auto& [ordinal, label] : winners_[definition]) labels.push_back(label);
    return labels;
  }

 private:
  using Outcomes = std::vector<Outcome>;
  struct Item {
    bool condition;
    Outcome outcome;
    bool open() const { return condition ? outcome.tag != 'V' : outcome.tag == 'U'; }
  };

  int InputCount() const { return static_cast<int>(policy_.inputs.size()); }

  // ---------------------------------------------------------------- precedence
  static Outcome Union(const Outcomes& all) {
    Outcome united = U({});
    for (const Outcome& one : all) {
      if (one.tag == 'U') united.names.insert(one.names.begin(), one.names.end());
    }
    return united;
  }
  static bool Any(const Outcomes& all, char tag) {
    return std::any_of(all.begin(), all.end(), [&](const Outcome& one) { return one.tag == tag; });
  }
  static Outcome Least(const Outcomes& all) {
    std::optional<Outcome> least;
    for (const Outcome& one : all) {
      if (one.tag == 'E' && (!least || one.error < least->error)) least = one;
    }
    return *least;
  }
  static Outcome Tail(const Outcomes& all, const Outcome& rest) {
    if (Any(all, 'U')) return Union(all);
    if (Any(all, 'N')) return N();
    if (Any(all, 'E')) return Least(all);
    return rest;
  }
  static Outcome Strict(const Outcomes& all, const std::function<Outcome()>& value) {
    if (Any(all, 'N')) return N();
    if (Any(all, 'U')) return Union(all);
    if (Any(all, 'E')) return Least(all);
    return value();
  }

  // ---------------------------------------------------------------- closings
  // What is not known yet may turn out to be any value, to have none, or to fail.
  static std::vector<Value> Fresh(bool numbers) {
    if (numbers) return {Value(Rational(-1000000007)), Value(Rational(1000000000039))};
    return {Value::Text("fresh 0"), Value::Text("fresh 1")};
  }

  Outcome Close(const std::vector<Item>& items, bool numbers,
                const std::function<Outcome(const Outcomes&)>& construct) {
    std::vector<Outcomes> options;
    Outcomes known;
    for (const Item& item : items) {
      const bool seen = std::find(known.begin(), known.end(), item.outcome) != known.end();
      if (!item.condition && item.outcome.tag != 'U' && !seen) known.push_back(item.outcome);
    }
    size_t count = 1;
    for (const Item& item : items) {
      Outcomes own{item.outcome};
      if (item.open() && item.condition) own = {Truth(true), Truth(false)};
      if (item.open() && !item.condition) {
        own = known;
        for (const Value& value : Fresh(numbers)) own.push_back(V(value));
        if (!Any(own, 'N')) own.push_back(N());
        own.push_back(E(0, 99));
      }
      count *= own.size();
      if (count > 60000) throw TooMany();
      options.push_back(std::move(own));
    }
    Outcomes results;
    for (size_t number = 0; number < count; ++number) {
      Outcomes closing;
      size_t left = number;
      for (const Outcomes& own : options) {
        closing.push_back(own[left % own.size()]);
        left /= own.size();
      }
      results.push_back(construct(closing));
    }
    if (std::all_of(results.begin(), results.end(),
                    [&](const Outcome& one) { return one == results[0]; })) {
      return results[0];
    }
    Outcomes matter;
    size_t stride = 1;
    for (size_t i = 0; i < items.size(); ++i) {
      bool differs = false;
      for (size_t number = 0; number < count && !differs; ++number) {
        const size_t digit = number / stride % options[i].size();
        differs = !(results[number] == results[number - digit * stride]);
      }
      if (differs) matter.push_back(items[i].outcome);
      stride *= options[i].size();
    }
    return Tail(matter, N());
  }

  // ---------------------------------------------------------------- groups
  void Flatten(const Rule& rule, std::vector<Item>* items) {
    items->push_back({true, rule.condition < 0 ? Truth(true) : Eval(rule.condition)});
    for (const program::Branch& branch : rule.branches) {
      items->push_back({true, branch.condition < 0 ? Truth(true) : Eval(branch.condition)});
      if (branch.result >= 0) items->push_back({false, Eval(branch.result)});
    }
    for (const Rule& exception : rule.exceptions) Flatten(exception, items);
  }

  static Outcome Drop() { return {'D', {}, {}, {1, 0}}; }
  static bool IsDrop(const Outcome& one) { return one.tag == 'D'; }

  Outcome Merge(const Outcomes& all) const {
    for (const Outcome& one : all) {
      if (!(one == all[0])) return E(conflict_offset_, kConflict);
    }
    return all[0];
  }

  using Winners = std::map<int, std::string>;  // by place in the text
  struct Given {
    Outcome outcome;
    std::pair<int, std::string> winner;
  };

  // What a rule gives in one closing; nothing: it is absent. `next` runs over its items, `ordinal`
  // over the rules.
  std::optional<Given> Slot(const Rule& rule, const Outcomes& closing, size_t* next,
                            int* ordinal) const {
    const int place = (*ordinal)++;
    const bool holds = closing[(*next)++].value.truth();
    std::optional<Outcome> own;
    bool chosen = false;
    for (const program::Branch& branch : rule.branches) {
      const bool here = closing[(*next)++].value.truth() && !chosen;
      if (here) chosen = true;
      if (branch.result >= 0) {
        if (here) own = closing[*next];
        ++*next;
      } else if (here && rule.removes) {
        own = Drop();
      }
    }
    Outcomes exceptions;
    std::pair<int, std::string> winner;
    for (const Rule& exception : rule.exceptions) {
      if (std::optional<Given> one = Slot(exception, closing, next, ordinal)) {
        if (exceptions.empty()) winner = one->winner;
        exceptions.push_back(one->outcome);
      }
    }
    if (!holds || !own) return std::nullopt;
    if (exceptions.empty()) return Given{*own, {place, rule.label}};
    const Outcome merged = Merge(exceptions);
    if (IsDrop(merged)) return std::nullopt;
    return Given{merged, winner};
  }

  Outcome Collect(Hit hit, const Outcomes& all) const {
    return Strict(all, [&] {
      std::vector<Value> values;
      for (const Outcome& one : all) values.push_back(one.value);
      if (hit == Hit::kList) return V(Value::List(values));
      if (hit == Hit::kSet) {
        const std::set<Value> members(values.begin(), values.end());
        return V(Value::List({members.begin(), members.end()}));
      }
      Rational total = values[0].number();
      for (size_t i = 1; i < values.size(); ++i) {
        const Rational& next = values[i].number();
        if (hit == Hit::kSum) total = total + next;
        if (hit == Hit::kMax) total = std::max(total, next);
        if (hit == Hit::kMin) total = std::min(total, next);
      }
      return V(Value(total));
    });
  }

  Outcome Group(const program::Definition& definition) {
    conflict_offset_ = definition.place.offset;
    std::vector<Item> items;
    for (const Rule& rule : definition.rules) Flatten(rule, &items);
    if (definition.hit == Hit::kSum || definition.hit == Hit::kMax || definition.hit == Hit::kMin) {
      // Nothing can be computed with `none`.
      for (Item& item : items) {
        if (item.condition || item.outcome.tag != 'V' || !item.outcome.value.is_none()) continue;
        item.outcome = E(definition.place.offset, kNoneUsed);
      }
    }
    if (definition.otherwise >= 0) items.push_back({false, Eval(definition.otherwise)});
    const Hit hit = definition.hit;
    const bool numbers = hit == Hit::kSum || hit == Hit::kMax || hit == Hit::kMin;
    const bool collects = numbers || hit == Hit::kList || hit == Hit::kSet;
    return Close(items, numbers, [&](const Outcomes& closing) {
      Outcomes applied;
      Winners winners;
      int best = 0, ordinal = 0;
      size_t next = 0;
      for (const Rule& rule : definition.rules) {
        const std::optional<Given> one = Slot(rule, closing, &next, &ordinal);
        if (!one) continue;
        if (hit == Hit::kPriority) {
          if (!applied.empty() && rule.priority > best) continue;
          if (!applied.empty() && rule.priority < best) {
            applied.clear();
            winners.clear();
          }
          best = rule.priority;
        }
        applied.push_back(one->outcome);
        if (collects || winners.empty()) winners.insert(one->winner);
      }
      if (applied.empty() && definition.otherwise >= 0) winners[ordinal] = "otherwise";
      look_winners_.merge(winners);
      if (applied.empty()) return definition.otherwise >= 0 ? closing.back() : N();
      if (hit == Hit::kFirst) return applied[0];
      return collects ? Collect(hit, applied) : Merge(applied);
    });
  }

  // ---------------------------------------------------------------- expressions
  Outcome Eval(int index) {
    const Node& node = policy_.nodes[index];
    if (const auto cell = cell_.find(node.column); node.column >= 0 && cell != cell_.end()) {
      const std::optional<Value> before = inputs_[node.column];
      const Value value = cell->second;
      cell_.erase(cell);
      inputs_[node.column] = value;
      const Outcome result = Eval(index);
      inputs_[node.column] = before;
      cell_[node.column] = value;
      return result;
    }
    switch (node.op) {
      case Op::kConstant:
        return V(policy_.constants[node.a]);
      case Op::kInput:
        return inputs_[node.a] ? V(*inputs_[node.a]) : U({node.a});
      case Op::kDefinition:
        return results_[node.a].tag == 'U' ? U({InputCount() + node.a}) : results_[node.a];
      case Op::kHasValue: {
        const Outcome& result = results_[node.a];
        if (result.tag == 'U') return U({InputCount() + node.a});
        return result.tag == 'E' ? result : Truth(result.tag == 'V');
      }
      case Op::kOrElse: {
        const Outcome first = Eval(node.children[0]);
        return first.tag == 'N' ? Eval(node.children[1]) : first;
      }
      default:
        break;
    }
    Outcomes all;
    for (const int child : node.children) all.push_back(Eval(child));
    const auto is = [&](bool truth) {
      return static_cast<int>(std::count(all.begin(), all.end(), Truth(truth)));
    };
    switch (node.op) {
      case Op::kNot:
        return all[0].tag == 'V' ? Truth(!all[0].value.truth()) : all[0];
      case Op::kAnd:
        return is(false) > 0 ? Truth(false) : Tail(all, Truth(true));
      case Op::kOr:
        return is(true) > 0 ? Truth(true) : Tail(all, Truth(false));
      case Op::kAtLeast: {
        const int open = static_cast<int>(all.size()) - is(true) - is(false);
        if (is(true) >= node.a) return Truth(true);
        if (is(true) + open < node.a) return Truth(false);
        return Tail(all, N());
      }
      case Op::kInSet: {
        Outcomes equal;
        for (size_t i = 1; i < all.size(); ++i) {
          equal.push_back(
              Strict({all[0], all[i]}, [&] { return Truth(all[0].value == all[i].value); }));
        }
        if (std::count(equal.begin(), equal.end(), Truth(true)) > 0) return Truth(true);
        return Tail(equal, Truth(false));
      }
      case Op::kIf:
        return Close({{true, all[0]}, {false, all[1]}, {false, all[2]}}, false,
                     [](const Outcomes& closing) {
                       return closing[0].value.truth() ? closing[1] : closing[2];
                     });
      default:
        return Strict(all, [&] { return Compute(node, all); });
    }
  }

  static Outcome Compute(const Node& node, const Outcomes& all) {
    if (node.op == Op::kEqual) return Truth(all[0].value == all[1].value);
    if (node.op == Op::kNotEqual) return Truth(!(all[0].value == all[1].value));
    if (node.op == Op::kIsNone) return Truth(all[0].value.is_none());
    if (node.op == Op::kList) {
      std::vector<Value> items;
      for (const Outcome& one : all) items.push_back(one.value);
      return V(Value::List(std::move(items)));
    }
    for (const Outcome& one : all) {
      if (one.value.is_none()) return E(node.offset, kNoneUsed);
    }
    const auto number = [&](size_t i) { return all[i].value.number(); };
    switch (node.op) {
      case Op::kLess:
        return Truth(number(0) < number(1));
      case Op::kLessEqual:
        return Truth(number(0) <= number(1));
      case Op::kGreater:
        return Truth(number(0) > number(1));
      case Op::kGreaterEqual:
        return Truth(number(0) >= number(1));
      case Op::kInInterval:
        return Truth(number(0) >= number(1) && number(0) <= number(2) &&
                     !((node.a & program::kLowOpen) != 0 && number(0) == number(1)) &&
                     !((node.a & program::kHighOpen) != 0 && number(0) == number(2)));
      case Op::kAdd:
        return V(Value(number(0) + number(1)));
      case Op::kSubtract:
        return V(Value(number(0) - number(1)));
      case Op::kMultiply:
        return V(Value(number(0) * number(1)));
      case Op::kDivide:
        if (number(1).is_zero()) return E(node.offset, kDivZero);
        return V(Value(number(0) / number(1)));
      case Op::kMin:
        return V(Value(std::min(number(0), number(1))));
      case Op::kMax:
        return V(Value(std::max(number(0), number(1))));
      default:
        throw std::logic_error("operator outside the model");
    }
  }

  // ---------------------------------------------------------------- definitions, cells
  Outcome Look(const program::Definition& definition) {
    Outcome result = definition.expression >= 0 ? Eval(definition.expression) : Group(definition);
    if (result.tag == 'V' && result.value.is_number() && !definition.domain.intervals.empty()) {
      const program::Interval& domain = definition.domain.intervals[0];
      const Rational& x = result.value.number();
      if (x < *domain.low || x > *domain.high) {
        result = E(definition.place.offset, kOutOfDomain);
      }
    }
    return result;
  }

  void FindTests(int index, std::map<int, std::set<int>>* tests) const {
    if (index < 0) return;
    const Node& node = policy_.nodes[index];
    if (node.column >= 0) {
      (*tests)[node.column].insert(index);
      return;
    }
    for (const int child : node.children) FindTests(child, tests);
  }
  void FindTests(const Rule& rule, std::map<int, std::set<int>>* tests) const {
    FindTests(rule.condition, tests);
    for (const program::Branch& branch : rule.branches) {
      FindTests(branch.condition, tests);
      FindTests(branch.result, tests);
    }
    for (const Rule& exception : rule.exceptions) FindTests(exception, tests);
  }

  Outcome Define(const program::Definition& definition) {
    const Outcome first = Look(definition);
    if (first.tag != 'U') return first;
    look_winners_.clear();
    std::map<int, std::set<int>> tests;
    FindTests(definition.expression, &tests);
    for (const Rule& rule : definition.rules) FindTests(rule, &tests);
    FindTests(definition.otherwise, &tests);

    std::vector<int> columns;
    std::vector<std::vector<Value>> cells;
    size_t count = 1;
    for (const int name : first.names) {
      if (name >= InputCount() || !tests.contains(name)) continue;
      std::vector<Value> values;
      std::vector<Outcomes> seen;
      for (const Value& value : domain_[name]) {
        Outcomes answers;
        cell_[name] = value;
        for (const int test : tests[name]) answers.push_back(Eval(test));
        cell_.clear();
        if (std::find(seen.begin(), seen.end(), answers) != seen.end()) continue;
        seen.push_back(answers);
        values.push_back(value);
      }
      columns.push_back(name);
      count *= values.size();
      cells.push_back(std::move(values));
    }
    if (columns.empty() || count > 4096) return first;
    Outcomes results;
    for (size_t number = 0; number < count; ++number) {
      size_t left = number;
      cell_.clear();
      for (size_t i = 0; i < columns.size(); ++i) {
        cell_[columns[i]] = cells[i][left % cells[i].size()];
        left /= cells[i].size();
      }
      results.push_back(Look(definition));
    }
    cell_.clear();
    if (std::all_of(results.begin(), results.end(),
                    [&](const Outcome& one) { return one == results[0]; })) {
      return results[0];
    }
    Outcome united = Union(results);
    size_t stride = 1;
    for (size_t i = 0; i < columns.size(); ++i) {
      for (size_t number = 0; number < count; ++number) {
        const size_t digit = number / stride % cells[i].size();
        if (!(results[number] == results[number - digit * stride])) {
          united.names.insert(columns[i]);
        }
      }
      stride *= cells[i].size();
    }
    return united;
  }

  const Policy& policy_;
  const std::vector<std::vector<Value>> domain_;
  std::vector<std::optional<Value>> inputs_;
  Outcomes results_;
  std::vector<std::set<int>> leaves_;
  std::vector<Winners> winners_;
  Winners look_winners_;  // of the definition at hand
  std::map<int, Value> cell_;
  uint32_t conflict_offset_ = 0;
};

}  // namespace pol::model
