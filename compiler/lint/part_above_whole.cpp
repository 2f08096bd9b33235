// A share of a whole that can come out above all of it: the part may be stated larger than the whole (check 19).
#include <algorithm>

#include "compiler/lint/marks.h"
#include "compiler/lint/places.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

using program::Node;
using program::Op;
using program::Policy;

// The quotient of two inputs that a formula is, rounding aside; -1 where it is none.
Index Quotient(const Policy& policy, Index index) {
  while (index >= 0 && policy.nodes[static_cast<size_t>(index)].op == Op::kRound)
    index = policy.nodes[static_cast<size_t>(index)].children[0];
  if (index < 0) return -1;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op != Op::kDivide) return -1;
  const bool inputs = std::all_of(node.children.begin(), node.children.end(), [&](Index child) {
    return policy.nodes[static_cast<size_t>(child)].op == Op::kInput;
  });
  return inputs ? index : -1;
}

}  // namespace

void PartAboveWhole(const Subject& subject, Reporter* reporter) {
  using value::Rational;
  for (const Policy& policy : subject.program.policies) {
    for (size_t d = 0; d < policy.definitions.size(); ++d) {
      const program::Definition& definition = policy.definitions[d];
      if (!IsShare(definition.name) || !Own(subject, definition.place.offset)) continue;
      std::vector<Index> formulas = {definition.expression};
      EachRule(definition.rules, [&](const program::Rule& rule) {
        for (const program::Branch& branch : rule.branches) formulas.push_back(branch.result);
      });
      for (const Index formula : formulas) {
        const Index quotient = Quotient(policy, formula);
        if (quotient < 0) continue;
        const Node& node = policy.nodes[static_cast<size_t>(quotient)];
        const Index part = policy.nodes[static_cast<size_t>(node.children[0])].a;
        const Index whole = policy.nodes[static_cast<size_t>(node.children[1])].a;
        Study& study = subject.studies->Of(policy);
        const auto output = static_cast<Index>(d);
        for (const Study::Tried& base : study.Cases()) {
          const auto& all = base.at.facts.inputs[static_cast<size_t>(whole)];
          if (!all || !all->is_number() || all->number().sign() <= 0) continue;
          const auto above = study.With(base, part, value::Value(all->number() * Rational(2)));
          if (!above) continue;
          const auto share = Study::NumberOf(*above, output);
          if (!share || *share <= Rational(1)) continue;
          const std::string& first = policy.inputs[static_cast<size_t>(part)].name;
          const std::string& second = policy.inputs[static_cast<size_t>(whole)].name;
          diag::Diagnostic& found = reporter->Report(
              diag::LintCode::kPartAboveWhole, NameRange(subject, definition.place.offset, definition.name),
              {definition.name, first, second});
          const diag::Text a = InputInWords(policy, *above, part), b = InputInWords(policy, *above, whole);
          const diag::Text c = OutcomeInWords(policy, *Study::OutcomeOf(*above, output));
          found.notes.emplace_back(a.zh + "，" + b.zh + "：" + definition.name + " 为 " + c.zh,
                                   a.en + ", " + b.en + ": " + definition.name + " is " + c.en);
          break;
        }
      }
    }
  }
}

}  // namespace pol::lint
