#include "runtime/interp/refine.h"

#include <algorithm>
#include <set>

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

struct Column {
  Index input = -1;
  std::vector<const ColumnTest*> tests;
  std::vector<std::vector<Result>> cells;  // per cell, the result of each test
};

// Values on which all tests agree are one cell.
void FindCells(Machine* machine, Column* column) {
  const Policy& policy = machine->policy();
  std::vector<Value> constants;
  for (const ColumnTest* test : column->tests) {
    constants.insert(constants.end(), test->constants.begin(), test->constants.end());
  }
  for (const Value& value : Representatives(policy, policy.inputs[column->input], constants)) {
    std::vector<Result> results;
    for (const ColumnTest* test : column->tests) {
      results.push_back(test->node >= 0 ? machine->EvaluateWith(test->node, column->input, value)
                                        : machine->InForceAt(value));
    }
    const bool known = std::any_of(
        column->cells.begin(), column->cells.end(), [&](const std::vector<Result>& cell) {
          return std::equal(cell.begin(), cell.end(), results.begin(), Same);
        });
    if (!known) column->cells.push_back(std::move(results));
  }
}

bool SameLook(const Look& a, const Look& b) { return Same(a.result, b.result); }

void AddWinners(const std::vector<Winner>& more, std::vector<Winner>* winners) {
  winners->insert(winners->end(), more.begin(), more.end());
}

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
        const std::vector<Result>& cell = columns_[i].cells[digits[i]];
        for (size_t t = 0; t < cell.size(); ++t) {
          const Index node = columns_[i].tests[t]->node;
          if (node >= 0) {
            machine_.decided()[node] = &cell[t];
          } else {
            machine_.DecideInForce(&cell[t]);
          }
        }
      }
      looks_.push_back(machine_.LookOnce(definition_));
      for (size_t i = 0; i < digits.size() && ++digits[i] == columns_[i].cells.size(); ++i) {
        digits[i] = 0;
      }
    }
    machine_.decided().clear();
    machine_.DecideInForce(nullptr);
  }

  Look Combined() const {
    if (std::all_of(looks_.begin(), looks_.end(),
                    [&](const Look& look) { return SameLook(look, looks_.front()); })) {
      return Agreed();
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
  // Do two choices that differ in one column alone differ in result?
  bool Matters(size_t stride, size_t cells) const {
    for (size_t i = 0; i < looks_.size(); ++i) {
      const size_t digit = i / stride % cells;
      if (digit > 0 && !SameLook(looks_[i], looks_[i - digit * stride])) return true;
    }
    return false;
  }

  Look Agreed() const {
    Look agreed = looks_.front();
    for (const Look& look : looks_) {
      AddWinners(look.winners, &agreed.winners);
      if (look.result.is_no_rule() && look.result.offset < agreed.result.offset) {
        agreed.result = look.result;
      }
    }
    std::sort(agreed.winners.begin(), agreed.winners.end());
    agreed.winners.erase(std::unique(agreed.winners.begin(), agreed.winners.end()),
                         agreed.winners.end());
    return agreed;
  }

  Machine& machine_;
  const Index definition_;
  std::vector<Column> columns_;
  std::vector<Look> looks_;
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
    for (const ColumnTest& test : tests) {
      if (test.column == name) column.tests.push_back(&test);
    }
    if (column.tests.empty()) continue;
    FindCells(machine, &column);
    if (column.cells.empty()) return first;  // a domain without values
    count *= column.cells.size();
    if (count > machine->options().cells) return first;
    columns.push_back(std::move(column));
  }
  if (columns.empty()) return first;
  Choices choices(machine, definition, std::move(columns));
  choices.LookAtAll(count);
  return choices.Combined();
}

}  // namespace pol::interp
