// Runs cases.jsonl (see README.md) from source text to canonical answers on the reference
// interpreter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/driver/compile.h"
#include "compiler/prove/prove.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/evaluate.h"
#include "runtime/value/date.h"

namespace pol {
namespace {

using Json = nlohmann::json;

struct Case {
  std::string id, line;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.id; }

std::vector<Case> ReadCases() {
  std::ifstream file(std::string(POL_SOURCE_DIR) + "/tests/conformance/cases.jsonl");
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    cases.push_back({Json::parse(line).at("id").get<std::string>(), line});
  }
  return cases;
}

// What the meaning calls a refusal, and the diagnostics that say it.
const std::multimap<std::string, std::string>& Refusals() {
  static const std::multimap<std::string, std::string> table = {
      {"type_mismatch", "TypeMismatch"},
      {"type_mismatch", "NotOrdered"},
      {"unit_mismatch", "UnitMismatch"},
      {"unit_mismatch", "UnitsCompared"},
      {"unit_mismatch", "MoneyTimesMoney"},
      {"unit_mismatch", "TimeUnitsMixed"},
      {"bad_threshold", "BadThreshold"},
      {"two_definitions", "TwoDefinitions"},
      {"mixed_hit", "MixedHit"},
      {"bands_gap", "BandsGap"},
      {"unrounded", "Unrounded"},
      {"unbounded_denominator", "UnboundedSum"},
  };
  return table;
}

std::string Messages(const driver::Compilation& compilation) {
  std::string all;
  for (const diag::Diagnostic& one : compilation.diagnostics.all()) {
    all += std::string(diag::Info(one.code).identifier) + ": " +
           diag::Message(one, diag::Language::kEnglish) + "\n";
  }
  return all;
}

const interp::Datum* Field(const interp::Datum& object, const std::string& name) {
  for (const auto& [key, value] : object.fields) {
    if (key == name) return &value;
  }
  return nullptr;
}

const char* VerdictName(interp::Verdict verdict) {
  switch (verdict) {
    case interp::Verdict::kApplied:
      return "applied";
    case interp::Verdict::kFailed:
      return "failed";
    case interp::Verdict::kSuppressed:
      return "suppressed";
    case interp::Verdict::kOpen:
      return "open";
    case interp::Verdict::kNotReached:
      return "not_reached";
  }
  return "";
}

void ExpectWhy(const Json& expected, const std::vector<interp::RuleWhy>& actual) {
  ASSERT_EQ(actual.size(), expected.size());
  for (size_t i = 0; i < actual.size(); ++i) {
    EXPECT_EQ(actual[i].rule, expected[i].at("rule").get<std::string>());
    EXPECT_EQ(VerdictName(actual[i].verdict), expected[i].at("verdict").get<std::string>());
    ASSERT_EQ(actual[i].conditions.size(), 1u);
    const interp::ConditionWhy& condition = actual[i].conditions[0];
    EXPECT_EQ(condition.text, expected[i].at("condition").get<std::string>());
    EXPECT_EQ(condition.margin.value_or(""), expected[i].value("margin", ""));
    EXPECT_EQ(condition.strict, expected[i].value("strict", false));
  }
}

void ExpectOutput(const std::string& name, const Json& expected, const Json& actual) {
  for (const char* key :
       {"status", "value", "reason", "code", "needs", "judgements", "rule", "rules"}) {
    if (!expected.contains(key)) continue;
    ASSERT_TRUE(actual.contains(key)) << name << "." << key << " in " << actual.dump();
    EXPECT_EQ(actual.at(key), expected.at(key)) << name << "." << key;
  }
}

// The verdict of a claim is that of all its answers together: refuted by one, proved by all.
void ExpectClaim(const Json& check, const program::Policy& policy) {
  const std::string claim = check.at("claim").get<std::string>(), verdict = check.at("verdict").get<std::string>();
  const prove::Report report = prove::Prove(policy);
  const prove::Answer* refuted = nullptr;
  size_t proved = 0, open = 0;
  for (const prove::Answer& answer : report.answers) {
    const bool meant = (claim == "no gap" && answer.claim == prove::Claim::kNoGap) ||
                       (claim == "no conflict" && answer.claim == prove::Claim::kNoConflict) ||
                       (claim == "variants equal" && answer.claim == prove::Claim::kReadingsEqual) ||
                       (claim == "no error div_zero" && answer.claim == prove::Claim::kNoError &&
                        answer.error == interp::ErrorCode::kDivZero);
    if (!meant) continue;
    if (answer.verdict == prove::Verdict::kRefuted) refuted = &answer;
    proved += answer.verdict == prove::Verdict::kProved;
    open += answer.verdict == prove::Verdict::kUndecided;
  }
  EXPECT_EQ(open, 0u);
  if (verdict == "proved") {
    EXPECT_EQ(refuted, nullptr);
    EXPECT_TRUE(proved > 0 || claim.starts_with("no error"));
    return;
  }
  ASSERT_NE(refuted, nullptr);
  ASSERT_TRUE(refuted->witness.has_value());
  for (const auto& [name, value] : check.at("case").items()) {
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      if (policy.inputs[i].name != name) continue;
      const program::Type& type = policy.types[policy.inputs[i].type];
      const std::string found = interp::CanonicalText(policy, type, refuted->witness->facts.inputs[i].value());
      if (value != "(other)") {
        EXPECT_EQ(found, value.get<std::string>());
        continue;
      }
      for (const program::Member& member : policy.enums[type.enumeration].members) EXPECT_NE(found, member.name);
    }
  }
}

class Conformance : public testing::TestWithParam<Case> {};

TEST_P(Conformance, GivesTheStatedAnswer) {
  const Json expected = Json::parse(GetParam().line);
  const Json& out = expected.at("out");
  interp::Datum whole;
  interp::JsonError json_error;
  ASSERT_TRUE(interp::ParseJson(GetParam().line, &whole, &json_error)) << json_error.message;

  const auto compilation = driver::Compile("case", expected.at("policy").get<std::string>());
  if (out.contains("check") && out.at("check").contains("claim")) {
    ASSERT_NE(compilation->program, nullptr) << Messages(*compilation);
    ExpectClaim(out.at("check"), compilation->program->policies.back());
    return;
  }
  if (out.contains("check")) {
    ASSERT_EQ(compilation->program, nullptr);
    const std::string code = out.at("check").at("refused").get<std::string>();
    std::set<std::string> reported, meant;
    for (const diag::Diagnostic& one : compilation->diagnostics.all()) {
      if (diag::Info(one.code).severity != diag::Severity::kError) continue;
      reported.emplace(diag::Info(one.code).identifier);
    }
    const auto range = Refusals().equal_range(code);
    for (auto it = range.first; it != range.second; ++it) meant.insert(it->second);
    ASSERT_EQ(reported.size(), 1u) << Messages(*compilation);
    EXPECT_TRUE(meant.contains(*reported.begin()))
        << code << " was reported as " << Messages(*compilation);
    return;
  }

  ASSERT_NE(compilation->program, nullptr) << Messages(*compilation);
  // Of several the last is meant: it uses those before it.
  const program::Policy& policy = compilation->program->policies.back();
  const auto at = value::ParseDate(expected.at("at").get<std::string>());
  ASSERT_TRUE(at.has_value());
  const interp::Accepted accepted = interp::Accept(policy, *Field(whole, "in"), *at);

  std::vector<std::string> refused;
  for (const interp::Refusal& one : accepted.refusals) {
    refused.push_back(one.field + " " + interp::CodeName(one.code));
  }
  std::vector<std::string> expected_refused;
  if (out.contains("refused")) {
    for (const Json& one : out.at("refused")) {
      expected_refused.push_back(one.at("field").get<std::string>() + " " +
                                 one.at("code").get<std::string>());
    }
  }
  ASSERT_EQ(refused, expected_refused);
  if (!refused.empty()) return;

  const interp::Evaluation evaluation =
      interp::Evaluate(policy, accepted.facts, *at, {.explain = true});
  const Json answer =
      Json::parse(interp::EvaluationJson(policy, evaluation, {.explain = false, .pretty = false}));
  const Json& outputs = answer.at("outputs");
  EXPECT_EQ(outputs.size(), out.size());
  for (const auto& [name, one] : out.items()) {
    ASSERT_TRUE(outputs.contains(name)) << answer.dump();
    ExpectOutput(name, one, outputs.at(name));
    if (!one.contains("why")) continue;
    for (const interp::Outcome& outcome : evaluation.outputs) {
      if (policy.definitions[outcome.definition].name == name)
        ExpectWhy(one.at("why"), outcome.why);
    }
  }
}

std::string TestName(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.id;
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
}
INSTANTIATE_TEST_SUITE_P(Cases, Conformance, testing::ValuesIn(ReadCases()), TestName);

TEST(ConformanceFile, IsWhole) { EXPECT_EQ(ReadCases().size(), 222u); }

}  // namespace
}  // namespace pol
