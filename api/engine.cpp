#include "pol/engine.h"

#include <utility>

#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/evaluate.h"
#include "runtime/program/program.h"
#include "runtime/value/date.h"

namespace pol {
namespace {

// Text as a JSON string. What is quoted here are names and data, which may hold anything.
std::string Quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20) {
      constexpr char kDigits[] = "0123456789abcdef";
      json += "\\u00";
      json += kDigits[byte >> 4];
      json += kDigits[byte & 15];
    } else {
      json += c;
    }
  }
  return json + "\"";
}

Answer Unusable(std::string_view reason) {
  return {Answer::Kind::kUnusable, "{\"error\": " + Quoted(reason) + "}"};
}

}  // namespace

Policy::Policy(std::shared_ptr<const program::Program> program, size_t index)
    : program_(std::move(program)), index_(index) {}

const std::string& Policy::name() const { return program_->policies[index_].name; }
const std::string& Policy::id() const { return program_->policies[index_].id; }
const std::string& Policy::title() const { return program_->policies[index_].title; }

std::vector<std::string> Policy::inputs() const {
  std::vector<std::string> names;
  for (const program::Input& input : program_->policies[index_].inputs) names.push_back(input.name);
  return names;
}

std::vector<std::string> Policy::outputs() const {
  std::vector<std::string> names;
  for (const program::Definition& definition : program_->policies[index_].definitions) {
    if (definition.output) names.push_back(definition.name);
  }
  return names;
}

Answer Policy::Evaluate(std::string_view facts, std::string_view day, bool explain) const {
  const program::Policy& policy = program_->policies[index_];
  const auto at = value::ParseDate(day);
  if (!at) return Unusable("the day is no date: write it as 2023-06-01");
  interp::Datum datum;
  interp::JsonError problem;
  if (!interp::ParseJson(facts, &datum, &problem)) {
    return Unusable("the facts are no JSON, at byte " + std::to_string(problem.offset) + ": " +
                    problem.message);
  }
  if (datum.kind != interp::Datum::Kind::kObject) return Unusable("the facts are no JSON object");
  const interp::Accepted accepted = interp::Accept(policy, datum, *at);
  if (!accepted.refusals.empty()) {
    std::string json = "{\"refused\": [";
    for (const interp::Refusal& refusal : accepted.refusals) {
      if (json.back() != '[') json += ", ";
      json += "{\"field\": " + Quoted(refusal.field) + ", \"code\": \"" +
              interp::CodeName(refusal.code) + "\"}";
    }
    return {Answer::Kind::kRefused, json + "]}"};
  }
  interp::EvaluateOptions options;
  options.explain = explain;
  interp::JsonOptions form;
  form.explain = explain;
  form.pretty = false;
  return {
      Answer::Kind::kAnswered,
      interp::EvaluationJson(policy, interp::Evaluate(policy, accepted.facts, *at, options), form)};
}

}  // namespace pol
