// 试行 in the title, and no last day.
#include "compiler/lint/policy_text.h"

namespace pol::lint {

void TrialWithoutEnd(const Subject& subject, Reporter* reporter) {
  EachPolicy(subject, [&](const ast::Policy& policy, const program::Policy& program) {
    if (program.effective_to) return;
    for (const std::string_view word : {"试行", "暂行", "试点"}) {
      for (const auto& [text, range] :
           {std::pair{policy.title.text, policy.title.range},
            std::pair{policy.name.name.text, policy.name.name.range}}) {
        if (text.find(word) == std::string_view::npos) continue;
        reporter->Report(diag::LintCode::kTrialWithoutEnd, range, {word});
        return;
      }
    }
  });
}

}  // namespace pol::lint
