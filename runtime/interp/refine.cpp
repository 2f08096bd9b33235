#include "runtime/interp/refine.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace pol::interp {
namespace {

using program::Definition;
using program::Node;
using program::Op;
using program::Policy;
using program::Rule;

void AddConstant(const Value& value, std::vector<Value>* constants) {
  if (value.is_list()) {
    for (const Value& item : value.items()) AddConstant(item, constants);
  } else {
    constants->push_back(value);
  }
}

class TestFinder {
 public:
  explicit TestFinder(Machine* machine)
      : machine_(*machine), seen_(machine->policy().nodes.size()) {}

  void Node(Index index) {
    if (index < 0 || seen_[index]) return;
    seen_[index] = true;
    const program::Node& node = machine_.policy().nodes[index];
    if (node.column >= 0 && Test(index, node)) return;
    if (node.op == Op::kCall) return;  // what is bound is decided apart, like a `let`
    for (const Index child : node.children) Node(child);
  }
  void Rule(const program::Rule& rule) {
    Node(rule.condition);
    for (const program::Branch& branch : rule.branches) {
      Node(branch.condition);
      Node(branch.result);
    }
    for (const program::Rule& exception : rule.exceptions) Rule(exception);
  }
  std::vector<ColumnTest> Take() { return std::move(tests_); }

 private:
  // A constant side without a value makes no test.
  bool Test(Index index, const program::Node& node) {
    ColumnTest test;
    test.column = node.column;
    test.node = index;
    if (node.op != Op::kInput) {
      for (const Index child : node.children) {
        if (child < 0) continue;
        const program::Node& side = machine_.policy().nodes[child];
        if (side.op == Op::kInput && side.a == node.column) continue;
        const Result constant = machine_.Evaluate(child);
        if (!constant.is_value()) return false;
        AddConstant(constant.value, &test.constants);
      }
    }
    tests_.push_back(std::move(test));
    return true;
  }

  Machine& machine_;
  std::vector<bool> seen_;
  std::vector<ColumnTest> tests_;
};

// Comparisons that say the same of every value, on several nodes.
struct TestClass {
  const ColumnTest* test = nullptr;
  std::vector<Index> nodes;
};
using Answer = uint16_t;  // into the answers of a column

struct Column {
  Index input = -1;
  std::vector<TestClass> classes;
  std::vector<Result> answers{Result::Truth(false), Result::Truth(true)};
  std::set<std::vector<Answer>> known;
  std::vector<std::vector<Answer>> cells;  // per cell, the answer of each class
};

Answer AnswerOf(Column* column, const Result& result) {
  for (size_t i = 0; i < column->answers.size(); ++i) {
    if (Same(column->answers[i], result)) return static_cast<Answer>(i);
  }
  column->answers.push_back(result);
  return static_cast<Answer>(column->answers.size() - 1);
}

// What makes two comparisons of one column equal: the operator and the constants in their places.
using ClassKey = std::tuple<Op, int32_t, bool, std::vector<Value>>;

void FindClasses(const Policy& policy, const std::vector<ColumnTest>& tests, Column* column) {
  const Index type = policy.inputs[column->input].type;
  // `none` raises errors that tell two comparisons apart by their places.
  const bool shared = type < 0 || !policy.types[type].optional;
  std::map<ClassKey, size_t> classes;
  for (const ColumnTest& test : tests) {
    if (test.column != column->input) continue;
    size_t index = column->classes.size();
    if (shared && test.node >= 0) {
      const Node& node = policy.nodes[test.node];
      const bool input_first =
          !node.children.empty() && policy.nodes[node.children[0]].op == Op::kInput;
      index =
          classes.try_emplace({node.op, node.a, input_first, test.constants}, index).first->second;
    }
    if (index == column->classes.size()) column->classes.push_back({&test, {}});
    column->classes[index].nodes.push_back(test.node);
  }
}

// Values on which all tests agree are one cell. False: more than `most` cells.
bool FindCells(Machine* machine, size_t most, Column* column) {
  const Policy& policy = machine->policy();
  std::vector<Value> constants;
  for (const TestClass& one : column->classes) {
    constants.insert(constants.end(), one.test->constants.begin(), one.test->constants.end());
  }
  for (const Value& value : Representatives(policy, machine->ColumnInput(column->input), constants)) {
    std::vector<Answer> answers;
    for (const TestClass& one : column->classes) {
      answers.push_back(AnswerOf(
          column, one.test->node >= 0 ? machine->EvaluateWith(one.test->node, column->input, value)
                                      : machine->InForceAt(value)));
    }
    if (!column->known.insert(answers).second) continue;
    column->cells.push_back(std::move(answers));
    if (column->cells.size() > most) return false;
  }
  return true;
}

bool SameLook(const Look& a, const Look& b) { return Same(a.result, b.result); }

class Choices {
 public:
  Choices(Machine* machine, Index definition, std::vector<Column> columns)
      : machine_(*machine), definition_(definition), columns_(std::move(columns)) {}

  void LookAtAll(size_t count) {
    machine_.decided().assign(machine_.policy().nodes.size(), nullptr);
    looks_.reserve(count);
    std::vector<size_t> digits(columns_.size(), 0);
    for (size_t choice = 0; choice < count; ++choice) {
      for (size_t i = 0; i < columns_.size(); ++i) {
        // The first column turns fastest; the others stand for whole rounds of it.
        if (choice == 0 || i == 0 || digits[i - 1] == 0) Decide(columns_[i], digits[i]);
      }
      Keep(machine_.LookOnce(definition_));
      for (size_t i = 0; i < digits.size() && ++digits[i] == columns_[i].cells.size(); ++i) {
        digits[i] = 0;
      }
    }
    machine_.decided().clear();
    machine_.DecideInForce(nullptr);
  }

  Look Combined() const {
    if (agree_) {
      Look look = looks_.front();
      look.winners.assign(winners_.begin(), winners_.end());
      return look;
    }
    std::set<Index> names;
    size_t stride = 1;
    for (const Column& column : columns_) {
      if (Matters(stride, column.cells.size())) names.insert(column.input);
      stride *= column.cells.size();
    }
    for (const Look& look : looks_) {
      if (look.result.is_unknown()) {
        names.insert(look.result.names.begin(), look.result.names.end());
      }
    }
    Look look;
    look.result = Result::Unknown({names.begin(), names.end()});
    return look;
  }

 private:
  void Decide(const Column& column, size_t cell) {
    for (size_t i = 0; i < column.classes.size(); ++i) {
      const Result* answer = &column.answers[column.cells[cell][i]];
      for (const Index node : column.classes[i].nodes) {
        if (node >= 0) {
          machine_.decided()[node] = answer;
        } else {
          machine_.DecideInForce(answer);
        }
      }
    }
  }

  // Do two choices that differ in one column alone differ in result?
  bool Matters(size_t stride, size_t cells) const {
    for (size_t i = 0; i < looks_.size(); ++i) {
      const size_t digit = i / stride % cells;
      if (digit > 0 && !SameLook(looks_[i], looks_[i - digit * stride])) return true;
    }
    return false;
  }

  // Winners are gathered only while all looks agree: a group of many rules would fill the memory
  // with them.
  void Keep(Look look) {
    agree_ = agree_ && (looks_.empty() || SameLook(look, looks_.front()));
    if (agree_) winners_.insert(look.winners.begin(), look.winners.end());
    if (agree_ && !looks_.empty() && look.result.is_no_rule() &&
        look.result.offset < looks_.front().result.offset) {
      looks_.front().result = look.result;
    }
    look.winners.clear();
    looks_.push_back(std::move(look));
  }

  Machine& machine_;
  const Index definition_;
  std::vector<Column> columns_;
  std::vector<Look> looks_;
  bool agree_ = true;
  std::set<Winner> winners_;
};

}  // namespace

std::vector<ColumnTest> ColumnTests(Machine* machine, Index index) {
  const Policy& policy = machine->policy();
  const Definition& definition = policy.definitions[index];
  TestFinder finder(machine);
  finder.Node(definition.expression);
  for (const Rule& rule : definition.rules) finder.Rule(rule);
  finder.Node(definition.otherwise);
  std::vector<ColumnTest> tests = finder.Take();
  if (definition.output && policy.effective_by >= 0) {
    ColumnTest period;
    period.column = policy.effective_by;
    if (policy.effective_from) period.constants.push_back(Value(Rational(*policy.effective_from)));
    if (policy.effective_to) period.constants.push_back(Value(Rational(*policy.effective_to)));
    if (!period.constants.empty()) tests.push_back(std::move(period));
  }
  return tests;
}

Look Refine(Machine* machine, Index definition, const Look& first) {
  const std::vector<ColumnTest> tests = ColumnTests(machine, definition);
  std::vector<Column> columns;
  size_t count = 1;
  for (const Index name : first.result.names) {
    if (name >= static_cast<Index>(machine->policy().inputs.size())) break;  // definitions follow
    Column column;
    column.input = name;
    FindClasses(machine->policy(), tests, &column);
    if (column.classes.empty()) continue;
    const size_t most = machine->options().cells / count;
    if (!FindCells(machine, most, &column)) return first;
    if (column.cells.empty()) return first;  // a domain without values
    count *= column.cells.size();
    columns.push_back(std::move(column));
  }
  if (columns.empty()) return first;
  Choices choices(machine, definition, std::move(columns));
  choices.LookAtAll(count);
  return choices.Combined();
}

}  // namespace pol::interp
