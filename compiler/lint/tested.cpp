#include "compiler/lint/tested.h"

#include <algorithm>

#include "compiler/lint/same.h"
#include "compiler/source/csv.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/require.h"
#include "runtime/value/literal.h"

namespace pol::lint {
namespace {

using interp::Datum;
using program::Policy;

// The day of a test that states none, as `pol test` takes it; where even the policy states none, any.
int64_t DayOf(const Policy& policy) {
  return policy.effective_from.value_or(
      policy.effective_to.value_or(value::DaysFromCivil({2024, 1, 1})));
}

bool Explains(const Policy& policy) {
  bool wanted = false;
  for (const program::Definition& definition : policy.definitions) {
    EachRule(definition.rules, [&](const program::Rule& rule) {
      wanted = wanted || rule.branches.size() > 1 || !rule.exceptions.empty();
    });
  }
  return wanted;
}

class Runner {
 public:
  explicit Runner(const Policy& policy) : policy_(policy), explain_(Explains(policy)) {
    tested_.policy = &policy;
  }

  Tested Run() {
    for (const program::TestCase& test : policy_.tests) Take(test);
    for (const program::TestFile& file : policy_.test_files) Take(file);
    return std::move(tested_);
  }

 private:
  void Take(const program::TestCase& test) {
    RanTest ran;
    ran.name = test.name;
    ran.test = &test;
    ran.offset = test.place.offset;
    ran.at.at = test.at.value_or(DayOf(policy_));
    ran.at.facts.inputs.resize(policy_.inputs.size());
    ran.at.facts.decided_by.resize(policy_.inputs.size());
    for (const program::TestCase::Given& given : test.given) {
      if (given.value < 0) continue;
      const auto value = interp::EvaluateConstant(policy_, given.value, ran.at.at);
      if (!value || interp::CheckValue(policy_, given.input, *value)) {
        ran.refused = true;
      } else {
        ran.at.facts.inputs[static_cast<size_t>(given.input)] =
            interp::NameParts(policy_, given.input, *value, &ran.at.facts.leaves);
      }
    }
    for (const program::TestCase::Expectation& expected : test.expected) {
      if (expected.definition >= 0) ran.expects.insert(expected.definition);
      ran.wanted += std::to_string(static_cast<int>(expected.kind)) + ":" +
                    std::to_string(expected.definition) + "=" + Written(policy_, expected.value) + expected.field;
      for (const Index need : expected.needs) ran.wanted += "," + std::to_string(need);
      for (const std::string& part : expected.parts) ran.wanted += "," + part;
      ran.wanted += ";";
    }
    Evaluate(std::move(ran));
  }

  void Evaluate(RanTest ran) {
    for (const program::Require& require : policy_.requires_) {
      if (ran.refused) break;
      ran.refused = interp::CheckRequire(policy_, require, ran.at.facts, ran.at.at) ==
                    interp::RequireVerdict::kFails;
    }
    if (!ran.refused) {
      const interp::Evaluation evaluation =
          interp::Evaluate(policy_, ran.at.facts, ran.at.at, {.explain = explain_});
      for (const auto* outcomes : {&evaluation.outputs, &evaluation.lets}) {
        for (const interp::Outcome& outcome : *outcomes) {
          for (const std::string& label : outcome.rules)
            tested_.applied.emplace(outcome.definition, label);
          Mark(outcome.definition, outcome.why);
        }
      }
    }
    tested_.tests.push_back(std::move(ran));
  }

  void Mark(Index definition, const std::vector<interp::RuleWhy>& why) {
    for (const interp::RuleWhy& rule : why) {
      if (rule.verdict == interp::Verdict::kApplied) {
        tested_.applied.emplace(definition, rule.rule);
        tested_.branches.emplace(rule.rule, rule.branch);
      }
      Mark(definition, rule.exceptions);
    }
  }

  // ---- cases in a file beside the policy: a table, or a list in JSON
  void Take(const program::TestFile& file) {
    if (file.file.ends_with(".json")) {
      Datum all;
      interp::JsonError error;
      if (!interp::ParseJson(file.text, &all, &error)) return;
      for (const Datum& element : all.items) Element(file, element);
      return;
    }
    source::TextProblem problem;
    source::Limits limits;
    limits.bytes = interp::kMostJsonBytes;
    const auto text = source::Source::Create(file.file, file.text, limits, &problem);
    if (!text) return;
    const source::Csv csv = source::ReadCsv(*text);
    for (size_t i = 1; i < csv.rows.size(); ++i) Row(file, csv.rows[0], csv.rows[i]);
  }

  Index Called(std::string_view name, bool input) const {
    const auto find = [name](const auto& all) {
      for (size_t i = 0; i < all.size(); ++i) {
        if (all[i].name == name || (!all[i].alias.empty() && all[i].alias == name)) return static_cast<Index>(i);
      }
      return Index{-1};
    };
    return input ? find(policy_.inputs) : find(policy_.definitions);
  }

  void Row(const program::TestFile& file, const source::CsvRow& head, const source::CsvRow& row) {
    RanTest ran;
    Start(file, &ran);
    for (size_t c = 0; c < std::min(head.cells.size(), row.cells.size()); ++c) {
      const std::string& cell = row.cells[c];
      if (cell.empty()) continue;
      const std::string name = value::FoldWidth(head.cells[c]);
      if (name == "于" || name == "at") ran.at.at = value::ParseDate(value::FoldWidth(cell)).value_or(ran.at.at);
      if (const Index input = Called(name, true); input >= 0) {
        interp::Refusal refusal;
        if (!interp::ReadCell(policy_, input, cell, &ran.at.facts.inputs[static_cast<size_t>(input)], &refusal,
                              &ran.at.facts.leaves))
          ran.refused = true;
      } else if (const Index result = Called(name, false); result >= 0) {
        ran.expects.insert(result);
        ran.wanted += name + "=" + cell + ";";
      }
    }
    Evaluate(std::move(ran));
  }

  void Element(const program::TestFile& file, const Datum& element) {
    RanTest ran;
    Start(file, &ran);
    const Datum* given = nullptr;
    for (const Datum::Field& field : element.fields) {
      if (field.first == "at" || field.first == "于")
        ran.at.at = value::ParseDate(value::FoldWidth(field.second.text)).value_or(ran.at.at);
      if (field.first == "given" || field.first == "假设") given = &field.second;
      if (field.first != "expect" && field.first != "期望") continue;
      for (const Datum::Field& output : field.second.fields) {
        const Index result = Called(value::FoldWidth(output.first), false);
        if (result >= 0) ran.expects.insert(result);
      }
    }
    if (given != nullptr) {
      interp::Accepted accepted = interp::Accept(policy_, *given, ran.at.at);
      ran.refused = !accepted.refusals.empty();
      ran.at.facts = std::move(accepted.facts);
    }
    Evaluate(std::move(ran));
  }

  void Start(const program::TestFile& file, RanTest* ran) const {
    ran->name = file.title;
    ran->offset = file.place.offset;
    ran->in_file = true;
    ran->at.at = file.at.value_or(DayOf(policy_));
    ran->at.facts.inputs.resize(policy_.inputs.size());
    ran->at.facts.decided_by.resize(policy_.inputs.size());
  }

  const Policy& policy_;
  const bool explain_;
  Tested tested_;
};

}  // namespace

std::vector<Tested> RunTests(const Policy& policy) {
  std::vector<Tested> all;
  all.push_back(Runner(policy).Run());
  for (const program::Reading& reading : policy.readings) all.push_back(Runner(*reading.policy).Run());
  return all;
}

Studies::Studies() = default;
Studies::~Studies() = default;

const std::vector<Tested>& Studies::TestsOf(const Policy& policy) {
  const auto known = tested_.find(&policy);
  if (known != tested_.end()) return known->second;
  return tested_.emplace(&policy, RunTests(policy)).first->second;
}

bool HasTests(const Policy& policy) {
  if (!policy.tests.empty() || !policy.test_files.empty()) return true;
  return std::any_of(policy.readings.begin(), policy.readings.end(), [](const program::Reading& reading) {
    return !reading.policy->tests.empty() || !reading.policy->test_files.empty();
  });
}

}  // namespace pol::lint
