// (0, 5] in one row and 5~10 in the next: the round bracket and the wave do not treat the number alike.
#include "compiler/lint/bounds.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void MixedBands(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& table, const ast::Policy*) {
    if (table.kind != ast::DeclarationKind::kTable || table.table == nullptr) return;
    const std::vector<BoundUse> uses = BoundsOf(subject, table);
    for (size_t column = 0; column < table.table->conditions.size(); ++column) {
      const BoundUse* interval = nullptr;
      for (const BoundUse& use : uses) {
        if (use.column == static_cast<int>(column) && use.form == BoundUse::Form::kInterval && interval == nullptr)
          interval = &use;
      }
      if (interval == nullptr) continue;
      for (const BoundUse& use : uses) {
        if (use.column != static_cast<int>(column) || use.form != BoundUse::Form::kRange) continue;
        const ast::File& file = subject.file;
        const std::string better = "[" + OneLine(file, use.value->args[0]->range) + ", " +
                                   OneLine(file, use.value->args[1]->range) + "]";
        diag::Diagnostic& found = reporter->Report(
            diag::LintCode::kMixedBands, use.range,
            {use.subject, OneLine(file, interval->range), OneLine(file, use.range), better});
        found.labels.push_back({interval->range, {"这里用区间", "an interval here"}});
        reporter->SafeFix(use.value->range, better, {"两端都含", "both ends included"});
      }
    }
  });
}

}  // namespace pol::lint
