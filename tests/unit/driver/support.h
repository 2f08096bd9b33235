// From source text to answers, for tests.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "compiler/driver/compile.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/direct.h"
#include "runtime/interp/evaluate.h"
#include "runtime/program/dump.h"
#include "runtime/value/date.h"

namespace pol {

inline std::string Messages(const driver::Compilation& compilation) {
  std::string all;
  for (const diag::Diagnostic& one : compilation.diagnostics.all()) {
    all += std::string(diag::Info(one.code).identifier) + ": " +
           diag::Message(one, diag::Language::kEnglish) + "\n";
  }
  return all;
}

// The identifiers of what was found, in order: "UnknownName UnitMismatch".
inline std::string Found(const driver::Compilation& compilation) {
  std::string all;
  for (const diag::Diagnostic& one : compilation.diagnostics.all()) {
    if (!all.empty()) all += ' ';
    all += diag::Info(one.code).identifier;
  }
  return all;
}

// The one policy of a text that must compile.
inline const program::Policy& Only(const driver::Compilation& compilation) {
  static const program::Policy none;
  EXPECT_NE(compilation.program, nullptr) << Messages(compilation);
  if (compilation.program == nullptr) return none;
  EXPECT_EQ(compilation.program->policies.size(), 1u);
  return compilation.program->policies[0];
}

inline interp::Accepted Facts(const program::Policy& policy, const std::string& json, int64_t at) {
  interp::Datum datum;
  interp::JsonError error;
  EXPECT_TRUE(interp::ParseJson(json, &datum, &error)) << error.message;
  return interp::Accept(policy, datum, at);
}

// The answer as JSON; {"refused": ["field code"]} where the facts are refused.
inline nlohmann::json Answer(const program::Policy& policy, const std::string& facts,
                             const std::string& at = "2023-06-01", bool explain = false) {
  const int64_t day = value::ParseDate(at).value();
  const interp::Accepted accepted = Facts(policy, facts, day);
  if (!accepted.refusals.empty()) {
    nlohmann::json refused = nlohmann::json::array();
    for (const interp::Refusal& one : accepted.refusals) {
      refused.push_back(one.field + " " + interp::CodeName(one.code));
    }
    return {{"refused", refused}};
  }
  const interp::Evaluation evaluation =
      interp::Evaluate(policy, accepted.facts, day, {.explain = explain});
  // The engine of registers gives the same, whatever a test asks.
  interp::Evaluation direct;
  interp::DirectEngine(policy, day).Evaluate(accepted.facts, &direct);
  const interp::Evaluation plain = interp::Evaluate(policy, accepted.facts, day, {});
  EXPECT_EQ(interp::EvaluationJson(policy, direct, {.explain = false, .pretty = false}),
            interp::EvaluationJson(policy, plain, {.explain = false, .pretty = false}));
  return nlohmann::json::parse(
      interp::EvaluationJson(policy, evaluation, {.explain = explain, .pretty = false}));
}

// One output in short: "0.0002 by 费率表.R2", "needs_facts 行业", "no_rule", "error conflict".
inline std::string Brief(const nlohmann::json& answer, const std::string& output) {
  if (answer.contains("refused")) return "refused " + answer["refused"].dump();
  const nlohmann::json& one = answer.at("outputs").at(output);
  const std::string status = one.at("status");
  if (status == "value") {
    std::string text =
        one["value"].is_string() ? one["value"].get<std::string>() : one["value"].dump();
    if (one.contains("rules") && !one["rules"].empty()) {
      text += " by";
      for (const auto& rule : one["rules"]) text += " " + rule.get<std::string>();
    }
    return text;
  }
  if (status == "error") return "error " + one.at("code").get<std::string>();
  if (status == "no_rule") return "no_rule " + one.at("reason").get<std::string>();
  std::string text = status;
  for (const auto& name : one.at("needs")) text += " " + name.get<std::string>();
  for (const auto& name : one.at("judgements")) text += " " + name.get<std::string>();
  return text;
}

inline std::string ReadFile(const std::string& path) {
  std::ifstream file(std::string(POL_SOURCE_DIR) + "/" + path);
  EXPECT_TRUE(file.good()) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace pol
