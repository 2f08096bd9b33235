// One and the same result, given by 可以 here and by 应当 there.
#include <map>

#include "compiler/lint/bounds.h"
#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using ast::Modality;

bool May(Modality one) { return one == Modality::kMay || one == Modality::kInPrincipleMay; }
bool Shall(Modality one) { return one == Modality::kShall || one == Modality::kInPrincipleShall; }

struct Given {
  Modality modality;
  source::Range range;
};

}  // namespace

void ModalityMixed(const Subject& subject, Reporter* reporter) {
  // By policy, output and the words of the result.
  std::map<std::tuple<const ast::Policy*, std::string, std::string>, std::vector<Given>> all;
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* policy) {
    if (IsTest(one) || Remarked(one)) return;
    const auto add = [&](Modality modality, std::string_view name, const ast::Expr* value, source::Range range) {
      if (value != nullptr && (May(modality) || Shall(modality)))
        all[{policy, std::string(name), OneLine(subject.file, value->range)}].push_back({modality, range});
    };
    for (const ast::Branch& branch : one.branches) {
      for (const ast::Outcome& outcome : branch.outcomes)
        add(outcome.modality, outcome.name.text, outcome.value, outcome.range);
    }
    if (one.table == nullptr) return;
    for (const ast::TableRow& row : one.rows) {
      for (size_t i = 0; i < row.results.size() && i < one.table->results.size(); ++i) {
        const ast::Expr* head = one.table->results[i].value;
        if (head != nullptr && row.results[i].kind == ast::CellKind::kValue)
          add(row.results[i].modality, OneLine(subject.file, head->range), row.results[i].value, row.results[i].range);
      }
    }
  });
  for (const auto& [key, given] : all) {
    for (const Given& one : given) {
      if (May(one.modality) == May(given.front().modality)) continue;
      const bool may = May(one.modality);
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kModalityMixed, one.range,
          {std::get<1>(key), {may ? "应当" : "可以", may ? "must" : "may"}, {may ? "可以" : "应当", may ? "may" : "must"},
           std::get<2>(key)});
      found.labels.push_back({given.front().range, {"这里写法不同", "put otherwise here"}});
      break;
    }
  }
}

}  // namespace pol::lint
