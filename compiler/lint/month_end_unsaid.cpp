// Months are added to a day that may be the 31st, and nothing says what counts in a month without one.
#include <algorithm>

#include "compiler/lint/policy_text.h"
#include "compiler/lint/walk.h"
#include "runtime/value/date.h"

namespace pol::lint {
namespace {

using program::Op;

bool Said(const Subject& subject, const program::Policy& policy) {
  bool said = false;
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy* of) {
    if (of != nullptr && &subject.places->ProgramOf(of) != &policy) return;
    said = said || one.kind == ast::DeclarationKind::kMonthEnd ||
           Remarked(one, {"月末", "月底", "没有这一天", "没有那一天", "对日", "顺延", "month end"}) ||
           HeadRemarked(of, {"月末", "月底", "没有那一天", "对日"});
  });
  return said;
}

// A day from which so many months lead to none: the 31st, or for whole years the 29th of February.
struct Shown {
  int64_t from, last, next;
};
std::optional<Shown> Show(int64_t months) {
  for (const char* text : {"2023-01-31", "2023-03-31", "2023-05-31", "2023-08-31", "2024-02-29"}) {
    const int64_t from = *value::ParseDate(text);
    const auto last = value::AddMonths(from, months, value::MonthEnd::kLastDay);
    const auto next = value::AddMonths(from, months, value::MonthEnd::kNextDay);
    if (last && next && *last != *next) return Shown{from, *last, *next};
  }
  return std::nullopt;
}

}  // namespace

void MonthEndUnsaid(const Subject& subject, Reporter* reporter) {
  for (const program::Policy& policy : subject.program.policies) {
    if (Said(subject, policy)) continue;
    for (size_t i = 0; i < policy.nodes.size(); ++i) {
      const program::Node& node = policy.nodes[i];
      if (node.op != Op::kAddMonths || node.offset >= subject.text_size) continue;
      const program::Node& base = policy.nodes[static_cast<size_t>(node.children[0])];
      // What is taken away is added the other way round.
      const program::Node* step = &policy.nodes[static_cast<size_t>(node.children[1])];
      const bool back = step->op == Op::kNegate;
      if (back) step = &policy.nodes[static_cast<size_t>(step->children[0])];
      // The first day of a period exists in every month; so does a day that is written out.
      if (base.op == Op::kConstant || base.op == Op::kDatePart || base.op == Op::kMakeDate) continue;
      int64_t months = 1;
      if (step->op == Op::kConstant) {
        const value::Value& number = policy.constants[static_cast<size_t>(step->a)];
        if (!number.is_number()) continue;
        months = number.number().ToInt64().value_or(1);
      }
      const auto shown = Show(back ? -months : months);
      const source::Range range = subject.places->RangeOf(policy, static_cast<program::Index>(i));
      const ast::Declaration* declaration = subject.places->DeclarationAt(node.offset);
      if (!shown || range.empty() || declaration == nullptr || IsTest(*declaration)) continue;
      reporter->Report(diag::LintCode::kMonthEndUnsaid, range,
                       {subject.file.source->Text(range), DayInWords(shown->from),
                        DayInWords(shown->last), DayInWords(shown->next)});
      break;  // one line settles all of them
    }
  }
}

}  // namespace pol::lint
