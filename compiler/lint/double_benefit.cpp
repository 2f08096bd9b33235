// Two policies of a file that both pay for the same cost: one enterprise, both amounts (check 14).
#include <algorithm>

#include "compiler/lint/grants.h"
#include "compiler/lint/marks.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

using program::Policy;

bool IsSpent(std::string_view name) {
  return Holds(name, {"费用", "投资", "购置", "成本", "支出", "价款", "利息", "保险费", "租金", "货款"});
}

// Somewhere the text says what happens when both are asked for.
bool Excludes(const Policy& policy) {
  static const std::vector<std::string_view> kWords = {"不重复", "重复享受", "从高", "就高", "不得同时", "同时享受",
                                                       "已享受", "已获", "曾获", "其他补助", "从其规定", "不再"};
  const auto told = [](const program::Remarks& remarks) {
    return std::any_of(remarks.notes.begin(), remarks.notes.end(),
                       [](const std::string& note) { return Holds(note, kWords); }) ||
           std::any_of(remarks.ambiguities.begin(), remarks.ambiguities.end(),
                       [](const program::Ambiguity& one) { return Holds(one.text + one.taken, kWords); });
  };
  if (told(policy.remarks) || Holds(policy.bars, kWords) || !policy.uses.empty()) return true;
  for (const program::Input& input : policy.inputs) {
    if (Holds(input.name, kWords) || told(input.remarks)) return true;
  }
  for (const program::Definition& definition : policy.definitions) {
    if (told(definition.remarks)) return true;
    bool rules = false;
    EachRule(definition.rules, [&](const program::Rule& rule) { rules = rules || told(rule.remarks); });
    if (rules) return true;
  }
  return false;
}

Index Called(const Policy& policy, const std::string& name) {
  for (size_t i = 0; i < policy.inputs.size(); ++i) {
    if (policy.inputs[i].name == name) return static_cast<Index>(i);
  }
  return -1;
}

struct Paid {
  Index output = -1;
  Study::Tried tried;
};

// A case in which something is paid; with the cost at this value, if one is given.
std::optional<Paid> Pays(Study* study, const std::vector<Index>& outputs, Index cost,
                         const std::optional<value::Value>& value) {
  for (const Index output : outputs) {
    if (!study->Reads(output, cost)) continue;
    for (const Study::Tried& base : study->Cases()) {
      const std::optional<Study::Tried> tried = value ? study->With(base, cost, *value) : base;
      if (!tried) continue;
      const auto amount = Study::NumberOf(*tried, output);
      if (amount && amount->sign() > 0) return Paid{output, *tried};
    }
  }
  return std::nullopt;
}

}  // namespace

void DoubleBenefit(const Subject& subject, Reporter* reporter) {
  const std::vector<Policy>& policies = subject.program.policies;
  for (size_t a = 0; a < policies.size(); ++a) {
    const std::vector<Index> first = Grants(subject, policies[a]);
    if (first.empty() || Excludes(policies[a])) continue;
    for (size_t b = a + 1; b < policies.size(); ++b) {
      const std::vector<Index> second = Grants(subject, policies[b]);
      // Two versions of one policy are never in force together.
      if (second.empty() || Excludes(policies[b])) continue;
      if (!policies[a].id.empty() && policies[a].id == policies[b].id) continue;
      for (size_t i = 0; i < policies[a].inputs.size(); ++i) {
        const program::Input& input = policies[a].inputs[i];
        const Index other = Called(policies[b], input.name);
        if (other < 0 || !IsSpent(input.name)) continue;
        Study& one = subject.studies->Of(policies[a]);
        Study& two = subject.studies->Of(policies[b]);
        const auto here = Pays(&one, first, static_cast<Index>(i), std::nullopt);
        if (!here) continue;
        const auto there = Pays(&two, second, other, here->tried.at.facts.inputs[i]);
        if (!there) continue;
        const program::Definition& x = policies[a].definitions[static_cast<size_t>(here->output)];
        const program::Definition& y = policies[b].definitions[static_cast<size_t>(there->output)];
        diag::Diagnostic& found = reporter->Report(
            diag::LintCode::kDoubleBenefit, NameRange(subject, y.place.offset, y.name),
            {policies[a].name, policies[b].name, input.name});
        found.labels.push_back({NameRange(subject, x.place.offset, x.name),
                                {"另一项政策在这里给付", "the other policy pays here"}});
        const diag::Text cost = InputInWords(policies[a], here->tried, static_cast<Index>(i));
        const diag::Text amount = OutcomeInWords(policies[a], *Study::OutcomeOf(here->tried, here->output));
        const diag::Text more = OutcomeInWords(policies[b], *Study::OutcomeOf(there->tried, there->output));
        found.notes.emplace_back(
            cost.zh + "：" + policies[a].name + " 给 " + amount.zh + "，" + policies[b].name + " 又给 " + more.zh,
            cost.en + ": " + policies[a].name + " pays " + amount.en + ", and " + policies[b].name + " pays " + more.en);
        break;
      }
    }
  }
}

}  // namespace pol::lint
