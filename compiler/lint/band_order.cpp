// Bands of a table that go up and down again: a missing one is not seen.
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
  EachDeclaration(subject, [&](const ast::Declaration& table, const ast::Policy*) {
    // With `first` the order of the rows is what the table says.
    if (table.kind != ast::DeclarationKind::kTable || table.table == nullptr || table.hit) return;
    const std::vector<BoundUse> uses = BoundsOf(subject, table);
    for (size_t column = 0; column < table.table->conditions.size(); ++column) {
      std::string group;
      const BoundUse* last = nullptr;
      int direction = 0;  // 1 rising, -1 falling
      for (const BoundUse& use : uses) {
        if (use.column != static_cast<int>(column)) continue;
        const ast::TableRow& row = table.rows[static_cast<size_t>(use.row)];
        // One cell of several tests is no band; what stands left of it parts the bands into groups.
        if (row.conditions[column].tests.size() != 1) {
          last = nullptr;
          continue;
        }
        std::string left;
        for (size_t j = 0; j < column; ++j) {
          if (table.table->conditions[j].kind == ast::HeadCell::Kind::kValue)
            left += OneLine(subject.file, row.conditions[j].range) + "|";
        }
        if (last == nullptr || left != group) {
          group = left;
          last = &use;
          direction = 0;
          continue;
        }
        const int step = Before(*last, use) ? 1 : Before(use, *last) ? -1 : 0;
        if (step != 0 && direction != 0 && step != direction) {
          diag::Diagnostic& found = reporter->Report(
              diag::LintCode::kBandOrder, use.range,
              {use.subject, OneLine(subject.file, use.range), OneLine(subject.file, last->range)});
          found.labels.push_back({last->range, {"上一档", "the band before"}});
          break;
        }
        if (step != 0) direction = step;
        last = &use;
      }
    }
  });
}

}  // namespace pol::lint
