// Bands of a table that go up and down again: a missing one is not seen.
#include <map>
#include <utility>

#include "compiler/lint/bounds.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using value::Rational;

// Where a band begins and ends; one without a lower end begins before all others.
bool Before(const BoundUse& a, const BoundUse& b) {
  if (a.lower != b.lower) return b.lower;
  if (a.lower && a.low != b.low) return a.low < b.low;
  if (a.upper != b.upper) return a.upper;
  return a.upper && a.high < b.high;
}

}  // namespace

void BandOrder(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& table, const ast::Policy* policy) {
    // With `first` the order of the rows is what the table says.
    if (table.kind != ast::DeclarationKind::kTable || table.table == nullptr || !IsUnique(subject, policy, table)) return;
    const std::vector<BoundUse> uses = BoundsOf(subject, table);
    for (size_t column = 0; column < table.table->conditions.size(); ++column) {
      // Bands are those of rows that are alike in all other cells.
      struct Run {
        const BoundUse* last = nullptr;
        int direction = 0;  // 1 rising, -1 falling
      };
      std::map<std::string, Run> runs;
      for (const BoundUse& use : uses) {
        if (use.column != static_cast<int>(column)) continue;
        const ast::TableRow& row = table.rows[static_cast<size_t>(use.row)];
        if (row.conditions[column].tests.size() != 1) continue;  // several tests are no band
        std::string others;
        for (size_t j = 0; j < row.conditions.size() && j < table.table->conditions.size(); ++j) {
          if (j != column && table.table->conditions[j].kind == ast::HeadCell::Kind::kValue)
            others += OneLine(subject.file, row.conditions[j].range) + "|";
        }
        Run& run = runs[others];
        const BoundUse* last = std::exchange(run.last, &use);
        if (last == nullptr) continue;
        const int step = Before(*last, use) ? 1 : Before(use, *last) ? -1 : 0;
        if (step != 0 && run.direction != 0 && step != run.direction) {
          diag::Diagnostic& found = reporter->Report(
              diag::LintCode::kBandOrder, use.range,
              {use.subject, OneLine(subject.file, use.range), OneLine(subject.file, last->range)});
          found.labels.push_back({last->range, {"上一档", "the band before"}});
          break;
        }
        if (step != 0) run.direction = step;
      }
    }
  });
}

}  // namespace pol::lint
