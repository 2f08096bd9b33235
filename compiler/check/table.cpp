// Tables: heads, rows, cells. Every row is a rule for each of its result columns.
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

namespace {

// R1, R2, R10 or 1, 2, 10: the number at the end of a label.
std::optional<int64_t> NumberOf(const std::string& label, std::string* prefix) {
  size_t begin = label.size();
  while (begin > 0 && label[begin - 1] >= '0' && label[begin - 1] <= '9') --begin;
  if (begin == label.size() || label.size() - begin > 9) return std::nullopt;
  *prefix = label.substr(0, begin);
  int64_t number = 0;
  for (size_t i = begin; i < label.size(); ++i) number = number * 10 + (label[i] - '0');
  return number;
}

}  // namespace

void Checker::CollectTable(const Declaration& declaration) {
  if (declaration.table == nullptr) return;
  Table table;
  table.declaration = &declaration;
  const bool named = !declaration.names.empty() && declaration.names[0].name;
  const ast::TableHead& head = *declaration.table;
  table.name = named ? std::string(declaration.names[0].name.text)
                     : "表" + std::to_string(model_.tables.size() + 1);

  int label_column = -1;
  for (size_t i = 0; i < head.conditions.size(); ++i) {
    if (head.conditions[i].kind == ast::HeadCell::Kind::kLabel) label_column = static_cast<int>(i);
  }
  std::set<Index> seen;
  for (const ast::HeadCell& cell : head.results) {
    Index index = -1;
    if (cell.kind == ast::HeadCell::Kind::kValue && cell.value != nullptr) {
      if (cell.value->kind == ast::ExprKind::kName) {
        index = Assigned(cell.value->name);
      } else if (cell.value->kind != ast::ExprKind::kError) {
        Report(Code::kResultColumn, cell.range, {Source(cell.range)});
      }
    }
    if (index >= 0 && !seen.insert(index).second) {
      Report(Code::kColumnTwice, cell.range, {Source(cell.range)});
      index = -1;
    }
    table.results.push_back(index);
  }

  std::optional<ast::Validity> validity = declaration.validity;
  std::optional<int64_t> from, to;
  Index by = -1;
  if (validity) ReadValidity(*validity, &from, &to, &by);
  std::map<std::string, Range> labels;
  std::string last_prefix;
  std::optional<int64_t> last_number;
  for (size_t r = 0; r < declaration.rows.size(); ++r) {
    const ast::TableRow& row = declaration.rows[r];
    std::string label;
    if (row.conditions.size() != head.conditions.size() ||
        row.results.size() != head.results.size()) {
      table.labels.emplace_back();
      continue;
    }
    bool otherwise = false;
    for (size_t c = 0; c < row.conditions.size(); ++c) {
      const ast::Cell& cell = row.conditions[c];
      if (static_cast<int>(c) == label_column) {
        label = cell.kind == ast::CellKind::kDash ? std::string() : Source(cell.range);
        if (cell.kind == ast::CellKind::kTests && cell.tests.size() == 1 &&
            cell.tests[0].value != nullptr) {
          const Expr& value = *cell.tests[0].value;
          if (value.kind == ast::ExprKind::kText) label = std::string(value.text);
          if (value.kind == ast::ExprKind::kName) label = std::string(value.name.text);
        }
        if (!label.empty()) {
          const auto [place, fresh] = labels.emplace(label, cell.range);
          if (!fresh) {
            auto& diagnostic = Report(Code::kRowLabelTwice, cell.range, {label});
            diagnostic.labels.push_back({place->second, {"前面已经用过", "used before"}});
          }
          std::string prefix;
          const std::optional<int64_t> number = NumberOf(label, &prefix);
          if (number && last_number && prefix == last_prefix && *number <= *last_number && fresh) {
            Report(Code::kRowLabelOrder, cell.range, {label});
          }
          if (number) last_number = number, last_prefix = prefix;
        }
        continue;
      }
      otherwise = otherwise || cell.kind == ast::CellKind::kOtherwise;
    }
    table.labels.push_back(label);
    for (size_t c = 0; c < row.results.size(); ++c) {
      const ast::Cell& cell = row.results[c];
      if (cell.kind == ast::CellKind::kNoRule || cell.kind == ast::CellKind::kNeeds) {
        Report(Code::kCellOnlyInTests, cell.range, {Source(cell.range)});
        continue;
      }
      const Index index = table.results[c];
      if (index < 0 || cell.kind != ast::CellKind::kValue) continue;
      Rule rule;
      rule.declaration = &declaration;
      rule.row = static_cast<int32_t>(r);
      rule.result = static_cast<int32_t>(c);
      rule.row_otherwise = otherwise;
      rule.label = table.name + "." + (label.empty() ? std::to_string(r + 1) : label);
      rule.validity = validity;
      rule.valid_from = from;
      rule.valid_to = to;
      rule.validity_by = by;
      const auto order = priority_of_.find(table.name);
      rule.priority = named && order != priority_of_.end() ? order->second : INT32_MAX;
      Branch branch;
      branch.value = cell.value;
      branch.modality = cell.modality;
      rule.branches.push_back(branch);
      model_.definitions[static_cast<size_t>(index)].rules.push_back(std::move(rule));
    }
  }
  model_.tables.push_back(std::move(table));
}

void Checker::TypeTable(const Declaration& declaration) {
  if (declaration.table == nullptr) return;
  const ast::TableHead& head = *declaration.table;
  std::vector<Index> types(head.conditions.size(), kNoType);
  for (size_t c = 0; c < head.conditions.size(); ++c) {
    const ast::HeadCell& cell = head.conditions[c];
    if (cell.kind == ast::HeadCell::Kind::kValue && cell.value != nullptr) {
      types[c] = Infer(*cell.value);
    }
  }
  for (const ast::TableRow& row : declaration.rows) {
    if (row.conditions.size() != head.conditions.size()) continue;
    for (size_t c = 0; c < row.conditions.size(); ++c) {
      const ast::HeadCell& column = head.conditions[c];
      if (column.kind != ast::HeadCell::Kind::kValue || column.value == nullptr) continue;
      for (const ast::CellTest& test : row.conditions[c].tests) {
        TestInCell(*column.value, types[c], test);
      }
    }
  }
}

}  // namespace pol::check
