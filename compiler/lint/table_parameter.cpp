// A table in which the conditions decide nothing, or only the date does: a rule or a dated standard says it better.
#include <algorithm>
#include <set>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using diag::Text;

// The text of a range without spaces.
std::string Bare(const Subject& subject, source::Range range) {
  std::string text;
  for (const char c : subject.file.source->Text(range)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') text += c;
  }
  return text;
}

bool SameResults(const Subject& subject, const ast::Declaration& table) {
  std::set<std::string> written;
  for (const ast::TableRow& row : table.rows) {
    std::string all;
    for (const ast::Cell& cell : row.results) {
      // What refers to an input says something else in every case.
      if (cell.kind == ast::CellKind::kValue && cell.value->kind != ast::ExprKind::kNumber &&
          cell.value->kind != ast::ExprKind::kText && cell.value->kind != ast::ExprKind::kTrue &&
          cell.value->kind != ast::ExprKind::kFalse)
        return false;
      all += Bare(subject, cell.range) + "|";
    }
    written.insert(all);
  }
  return written.size() == 1;
}

bool OnlyDate(const Subject& subject, const ast::Declaration& table) {
  const ast::Expr* head = nullptr;
  for (const ast::HeadCell& cell : table.table->conditions) {
    if (cell.kind != ast::HeadCell::Kind::kValue) continue;
    if (head != nullptr) return false;
    head = cell.value;
  }
  if (head == nullptr || head->kind != ast::ExprKind::kName) return false;
  const program::Type* type = subject.places->NodeOf(*head).type();
  if (type == nullptr || type->kind != program::TypeKind::kDate) return false;
  return std::all_of(table.rows.begin(), table.rows.end(), [](const ast::TableRow& row) {
    return std::all_of(row.results.begin(), row.results.end(), [](const ast::Cell& cell) {
      return cell.kind == ast::CellKind::kValue && cell.value->kind == ast::ExprKind::kNumber;
    });
  });
}

}  // namespace

void TableParameter(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& table, const ast::Policy*) {
    if (table.kind != ast::DeclarationKind::kTable || table.table == nullptr || table.rows.empty()) return;
    Text why, instead;
    if (table.rows.size() == 1) {
      why = {"只有一行", "has a single row"};
      instead = {"写成一条规则：若 … 则 …", "Write it as one rule: if … then …"};
    } else if (SameResults(subject, table)) {
      why = {"每一行的结果都一样", "gives the same result in every row"};
      instead = {"把各行的条件用“或”连成一条规则；各行应当不同的，改正结果",
                 "Join the conditions by or in one rule; or correct the results that should differ"};
    } else if (OnlyDate(subject, table)) {
      why = {"各行只是日期不同", "has rows that differ by the date alone"};
      instead = {"写成分时期的参数：参数 … 自 2023-01-01 = …，再写 …（日期）",
                 "Write a dated parameter: parameter … from 2023-01-01 = …, and then …(date)"};
    } else {
      return;
    }
    const source::Range range = table.names.empty() ? table.head : table.names[0].name.range;
    reporter->Report(diag::LintCode::kTableParameter, range.empty() ? table.head : range, {why})
        .notes.push_back(instead);
  });
}

}  // namespace pol::lint
