// A standard that changes with time, taken of the day of calculation because no day is written, though there are days.
#include <algorithm>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/say.h"
#include "compiler/lint/walk.h"

namespace pol::lint {

void ParameterDayUnsaid(const Subject& subject, Reporter* reporter) {
  static const std::vector<std::string_view> kSaid = {"当日", "当天", "那一天", "评估日", "计算", "之日", "today", "day"};
  for (const program::Policy& policy : subject.program.policies) {
    std::vector<std::string> days;
    for (const program::Input& input : policy.inputs) {
      if (policy.types[static_cast<size_t>(input.type)].kind == program::TypeKind::kDate) days.push_back(input.name);
    }
    if (days.empty() || policy.effective_by >= 0) continue;
    for (size_t i = 0; i < policy.nodes.size(); ++i) {
      const program::Node& node = policy.nodes[i];
      if (node.op != program::Op::kParameter || !node.children.empty() || !Own(subject, node.offset)) continue;
      const program::Parameter& parameter = policy.parameters[static_cast<size_t>(node.a)];
      if (parameter.values.size() < 2) continue;
      const ast::Declaration* here = subject.places->DeclarationAt(node.offset);
      const ast::Declaration* there = subject.places->DeclarationAt(parameter.place.offset);
      if (here == nullptr || IsTest(*here) || Remarked(*here, kSaid) || (there != nullptr && Remarked(*there, kSaid)))
        continue;
      const source::Range range = subject.places->RangeOf(policy, static_cast<program::Index>(i));
      if (range.empty()) continue;
      diag::Diagnostic& found = reporter->Report(diag::LintCode::kParameterDayUnsaid, range, {parameter.name});
      const diag::Text changed = parameter.values.back().from ? DayInWords(*parameter.values.back().from) : diag::Text();
      if (!changed.zh.empty())
        found.notes.emplace_back("例：" + days.front() + "在" + changed.zh + "前一天、之后才来办的，取的是" + changed.zh + "起的",
                                 "case: with " + days.front() + " on the day before " + changed.en +
                                     " and handled later, the one from " + changed.en + " is taken");
      for (const std::string& day : days)
        found.fixes.push_back({range, parameter.name + "（" + day + "）", {"取" + day + "那一天的", "that of " + day}});
    }
  }
}

}  // namespace pol::lint
