// Rules, exceptions, validity, and the rows of tables.
#include <algorithm>
#include <utility>

#include "compiler/lower/lowering.h"

namespace pol::lower {
namespace {

program::Modality ModalityOf(ast::Modality modality) {
  switch (modality) {
    case ast::Modality::kNone:
      return program::Modality::kNone;
    case ast::Modality::kMay:
      return program::Modality::kMay;
    case ast::Modality::kShall:
      return program::Modality::kShall;
    case ast::Modality::kShallNot:
      return program::Modality::kShallNot;
    case ast::Modality::kInPrinciple:
      return program::Modality::kInPrinciple;
    case ast::Modality::kInPrincipleMay:
      return program::Modality::kInPrincipleMay;
    case ast::Modality::kInPrincipleShall:
      return program::Modality::kInPrincipleShall;
    case ast::Modality::kInPrincipleShallNot:
      return program::Modality::kInPrincipleShallNot;
  }
  return program::Modality::kNone;
}

bool IsOtherwise(const ast::TableRow& row) {
  for (const ast::Cell& cell : row.conditions) {
    if (cell.kind == ast::CellKind::kOtherwise) return true;
  }
  return false;
}

}  // namespace

Index PolicyLowering::Result(const check::Branch& branch, Index type) {
  if (branch.allocation != nullptr) return Part(*branch.allocation, branch.part, type);
  return branch.value != nullptr ? Expr(*branch.value) : -1;
}

// "effective from 2023-01-01 by 签订日": from <= 签订日 <= to, as the first condition
// (semantics 3.5).
Index PolicyLowering::Validity(const check::Rule& rule) {
  if (!rule.valid_from && !rule.valid_to) return -1;
  const source::Range range = rule.validity ? rule.validity->range : rule.declaration->range;
  const bool by_input = rule.validity_by >= 0;
  const Index day =
      Make(by_input ? Op::kInput : Op::kToday,
           by_input ? model_.inputs[rule.validity_by].type : DateType(), {}, range.begin);
  if (by_input) policy_.nodes[day].a = rule.validity_by;
  const auto date = [&](int64_t days) { return Number(Rational(days), DateType(), range.begin); };
  Index index;
  if (rule.valid_from && rule.valid_to) {
    index = Make(Op::kInInterval, BooleanType(),
                 {day, date(*rule.valid_from), date(*rule.valid_to)}, range.begin);
  } else if (rule.valid_from) {
    index = Make(Op::kGreaterEqual, BooleanType(), {day, date(*rule.valid_from)}, range.begin);
  } else {
    index = Make(Op::kLessEqual, BooleanType(), {day, date(*rule.valid_to)}, range.begin);
  }
  policy_.nodes[index].text = Text(range);
  policy_.nodes[index].column = rule.validity_by;
  return index;
}

void PolicyLowering::Branches(const check::Rule& rule, Index type, program::Rule* lowered) {
  for (const check::Branch& branch : rule.branches) {
    program::Branch one;
    one.condition = branch.condition != nullptr ? Expr(*branch.condition) : -1;
    one.modality = ModalityOf(branch.modality);
    if (branch.unless != nullptr) {
      const source::Range range = branch.unless->range;
      if (rule.branches.size() == 1) {
        const Index held_off = Not(Expr(*branch.unless), "除非 " + Text(range), range.begin);
        const uint32_t begin =
            branch.condition != nullptr ? branch.condition->range.begin : range.begin;
        one.condition = And({one.condition, held_off}, Text({begin, range.end}), begin);
      } else {
        // The branch that `unless` holds off is still the one that counts: it gives nothing.
        program::Branch held_off;
        held_off.condition = And({one.condition, Expr(*branch.unless)}, Text(range), range.begin);
        lowered->branches.push_back(held_off);
      }
    }
    one.result = Result(branch, type);
    lowered->branches.push_back(one);
  }
}

program::Rule PolicyLowering::Rule(const check::Rule& rule, Index type) {
  if (rule.row >= 0) return Row(rule, type);
  program::Rule lowered;
  lowered.label = rule.label;
  lowered.title = std::string(rule.declaration->title.text);
  lowered.condition = Validity(rule);
  Branches(rule, type, &lowered);
  lowered.priority = rule.priority;
  lowered.removes = rule.removes;
  lowered.place = PlaceOf(rule.declaration->range, rule.declaration);
  lowered.remarks = RemarksOf(rule.declaration);
  for (const check::Rule& exception : rule.exceptions) {
    lowered.exceptions.push_back(Rule(exception, type));
  }
  return lowered;
}

program::Rule PolicyLowering::Row(const check::Rule& rule, Index type) {
  const ast::Declaration& table = *rule.declaration;
  const auto row = static_cast<size_t>(rule.row);
  program::Rule lowered;
  lowered.label = rule.label;
  lowered.condition = Validity(rule);
  program::Branch branch;
  branch.condition = RowCondition(table, row);
  if (rule.row_otherwise) {
    const source::Range range = table.rows[row].range;
    branch.condition = And({branch.condition, NoOtherRow(table, row)}, Text(range), range.begin);
  }
  if (!rule.branches.empty()) {
    branch.result = Result(rule.branches[0], type);
    branch.modality = ModalityOf(rule.branches[0].modality);
  }
  lowered.branches.push_back(branch);
  lowered.priority = rule.priority;
  for (const check::Rule& exception : rule.exceptions) {
    lowered.exceptions.push_back(Rule(exception, type));
  }
  lowered.place = RowPlace(table, row);
  lowered.table = tables_.at(&table);
  lowered.row = rule.row;
  return lowered;
}

program::Place PolicyLowering::RowPlace(const ast::Declaration& table, size_t row) const {
  program::Place place = PlaceOf(table.rows[row].range, &table);
  for (size_t i = 0; i < table.table->conditions.size(); ++i) {
    if (table.table->conditions[i].kind != ast::HeadCell::Kind::kCite) continue;
    const ast::Cell& cell = table.rows[row].conditions[i];
    if (cell.tests.empty() || cell.tests[0].value == nullptr) continue;
    const ast::Expr& value = *cell.tests[0].value;
    const std::string at =
        value.kind == ast::ExprKind::kText ? std::string(value.text) : Text(value.range);
    // "第2行" says little without the clause that the table stands in.
    place.clause += (place.clause.empty() ? "" : " ") + at;
  }
  return place;
}

Index PolicyLowering::RowCondition(const ast::Declaration& table, size_t row) {
  if (const auto known = rows_.find({&table, row}); known != rows_.end()) return known->second;
  std::vector<Index> conditions;
  std::string text;
  for (size_t i = 0; i < table.table->conditions.size(); ++i) {
    const ast::HeadCell& head = table.table->conditions[i];
    if (head.kind != ast::HeadCell::Kind::kValue) continue;
    const Index condition = CellCondition(*head.value, table.rows[row].conditions[i]);
    if (condition < 0) continue;
    if (!text.empty()) text += "，";
    text += policy_.nodes[condition].text;
    conditions.push_back(condition);
  }
  const Index index = And(std::move(conditions), std::move(text), table.rows[row].range.begin);
  rows_.emplace(std::pair(&table, row), index);
  return index;
}

Index PolicyLowering::CellCondition(const ast::Expr& head, const ast::Cell& cell) {
  if (cell.kind != ast::CellKind::kTests) return -1;
  const std::string name = Text(head.range);
  std::vector<Index> tests;
  for (const ast::CellTest& one : cell.tests) {
    Test test;
    test.left = Expr(head);
    test.compare = one.compare.value_or(ast::Compare::kEqual);
    const bool unequal = one.negated && test.compare == ast::Compare::kEqual;
    if (unequal) test.compare = ast::Compare::kNotEqual;
    test.right = one.value;
    test.column = model_.Of(*one.value).column;
    test.text = name + " " + Text(one.range);
    test.offset = one.range.begin;
    test.prefix = name;
    Index index = Comparison(test);
    if (one.negated && !unequal) index = Not(index, test.text, test.offset);
    tests.push_back(index);
  }
  if (tests.size() == 1) return tests[0];
  const Index index = Make(Op::kOr, BooleanType(), std::move(tests), cell.range.begin);
  policy_.nodes[index].text = name + " " + Text(cell.range);
  return index;
}

Index PolicyLowering::NoOtherRow(const ast::Declaration& table, size_t row) {
  const source::Range range = table.rows[row].range;
  std::vector<Index> others;
  for (size_t i = 0; i < table.rows.size(); ++i) {
    if (i == row || IsOtherwise(table.rows[i])) continue;
    const Index condition = RowCondition(table, i);
    if (condition < 0) return Truth(false, range.begin);  // a row that always applies
    others.push_back(condition);
  }
  if (others.empty()) return -1;
  const std::string text = Text(range);
  if (others.size() == 1) return Not(others[0], text, range.begin);
  const Index any = Make(Op::kOr, BooleanType(), std::move(others), range.begin);
  policy_.nodes[any].text = text;
  return Not(any, text, range.begin);
}

// "No other row" is "no other rule" where the definition has nothing but this table, every row of
// it gives this result, and the row itself tests nothing: then it is the default of the group.
bool PolicyLowering::IsDefault(const check::Definition& definition, const check::Rule& row) {
  if (definition.otherwise != nullptr || row.validity || !row.exceptions.empty()) return false;
  const ast::Declaration& table = *row.declaration;
  if (definition.rules.size() != table.rows.size()) return false;
  for (const check::Rule& rule : definition.rules) {
    if (rule.declaration != &table) return false;
    if (rule.row_otherwise && rule.row != row.row) return false;
  }
  return RowCondition(table, static_cast<size_t>(row.row)) < 0;
}

namespace {

// An exception to a rule that has given its first item already. Where it takes the place of the
// rule, nothing more is given; where an exception to it brings the rule back, the rest is.
program::Rule Silent(const program::Rule& exception) {
  program::Rule silent = exception;
  const bool replaces = !exception.removes;
  silent.removes = true;
  for (program::Branch& branch : silent.branches) branch.result = -1;
  silent.exceptions.clear();
  for (const program::Rule& inner : exception.exceptions) {
    if (!replaces || inner.removes) silent.exceptions.push_back(Silent(inner));
  }
  return silent;
}

// The items that stand one by one in a conclusion; empty for a single value.
std::vector<const ast::Expr*> ItemsOf(const ast::Expr* value) {
  while (value != nullptr && value->kind == ast::ExprKind::kParen) value = value->args[0];
  if (value == nullptr || value->kind != ast::ExprKind::kItems) return {};
  return {value->args.begin(), value->args.end()};
}

}  // namespace

// A rule that gives several items of a collection is as many rules of one label: `first` keeps the
// first item of each branch, the rules returned give the others.
std::vector<program::Rule> PolicyLowering::FurtherItems(const check::Rule& rule,
                                                        program::Rule* first) {
  std::vector<program::Rule> more;
  // Branches that only hold others off stand between those of the text.
  size_t branch = 0;
  std::vector<std::vector<const ast::Expr*>> items(first->branches.size());
  for (size_t i = 0; i < first->branches.size(); ++i) {
    if (first->branches[i].result < 0) continue;
    while (branch < rule.branches.size() && rule.branches[branch].value == nullptr) ++branch;
    if (branch == rule.branches.size()) break;
    items[i] = ItemsOf(rule.branches[branch++].value);
  }
  size_t most = 0;
  for (const auto& each : items) most = std::max(most, each.size());
  for (size_t n = 0; n < most; ++n) {
    program::Rule one = *first;
    for (size_t i = 0; i < items.size(); ++i) {
      if (n < items[i].size()) {
        one.branches[i].result = Expr(*items[i][n]);
      } else if (n > 0) {
        one.branches[i].result = -1;
      }
    }
    if (n > 0) {
      one.exceptions.clear();
      for (const program::Rule& exception : first->exceptions) {
        one.exceptions.push_back(Silent(exception));
      }
    }
    more.push_back(std::move(one));
  }
  if (!more.empty()) {
    *first = more.front();
    more.erase(more.begin());
  }
  return more;
}

void PolicyLowering::Rules(const check::Definition& definition, program::Definition* lowered) {
  const bool collects =
      definition.hit == program::Hit::kList || definition.hit == program::Hit::kSet;
  // One member in place of a collection is a collection of one.
  const auto collection = [&](Index value) {
    if (!collects || value < 0) return value;
    const Node& node = policy_.nodes[value];
    const program::TypeKind kind = policy_.types[node.type].kind;
    if (kind == program::TypeKind::kList || kind == program::TypeKind::kSet) return value;
    return Make(Op::kList, definition.type, {value}, policy_.nodes[value].offset);
  };
  int place = 0;  // among the rules of this definition that are not rows
  for (const check::Rule& rule : definition.rules) {
    if (rule.row < 0) ++place;
    if (rule.row_otherwise && !rule.branches.empty() && IsDefault(definition, rule)) {
      lowered->otherwise = collection(Result(rule.branches[0], definition.type));
      lowered->otherwise_modality = ModalityOf(rule.branches[0].modality);
      lowered->otherwise_place = RowPlace(*rule.declaration, static_cast<size_t>(rule.row));
      continue;
    }
    program::Rule one = Rule(rule, definition.type);
    const bool named = !rule.declaration->names.empty() && rule.declaration->names[0].name;
    if (rule.row < 0 && !named) one.label = definition.name + "#" + std::to_string(place);
    const std::vector<program::Rule> more = collects ? FurtherItems(rule, &one)
                                                     : std::vector<program::Rule>();
    lowered->rules.push_back(std::move(one));
    lowered->rules.insert(lowered->rules.end(), more.begin(), more.end());
  }
  if (definition.otherwise == nullptr) return;
  if (definition.otherwise->value != nullptr) {
    lowered->otherwise = collection(Expr(*definition.otherwise->value));
  } else if (definition.otherwise->allocation != nullptr) {
    lowered->otherwise = Part(*definition.otherwise->allocation, definition.part, definition.type);
  }
  lowered->otherwise_modality = ModalityOf(definition.otherwise->modality);
  lowered->otherwise_place =
      PlaceOf(definition.otherwise_declaration->range, definition.otherwise_declaration);
}

program::Table PolicyLowering::Table(const check::Table& table) {
  program::Table lowered;
  const ast::Declaration& declaration = *table.declaration;
  lowered.name = table.name;
  lowered.title = std::string(declaration.title.text);
  lowered.labels = table.labels;
  lowered.labels.resize(declaration.rows.size());
  lowered.remarks = RemarksOf(&declaration);
  const ast::TableHead& head = *declaration.table;
  for (const ast::HeadCell& cell : head.conditions) {
    if (cell.kind == ast::HeadCell::Kind::kValue) lowered.columns.push_back(Text(cell.range));
  }
  lowered.conditions = lowered.columns.size();
  for (const ast::HeadCell& cell : head.results) lowered.columns.push_back(Text(cell.range));
  for (size_t row = 0; row < declaration.rows.size(); ++row) {
    std::vector<program::TableCell> cells;
    for (size_t i = 0; i < head.conditions.size(); ++i) {
      if (head.conditions[i].kind != ast::HeadCell::Kind::kValue) continue;
      cells.push_back({Text(declaration.rows[row].conditions[i].range)});
    }
    for (const ast::Cell& cell : declaration.rows[row].results) cells.push_back({Text(cell.range)});
    lowered.rows.push_back(std::move(cells));
    lowered.places.push_back(RowPlace(declaration, row));
  }
  return lowered;
}

}  // namespace pol::lower
