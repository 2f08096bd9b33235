// The canonical form of answers (semantics 8): what two engines are compared by.
#pragma once

#include <string>

#include "runtime/interp/evaluate.h"
#include "runtime/interp/readings.h"

namespace pol::interp {

// The name of a type in JSON: "rate", "exact_money", "workdays".
const char* TypeName(program::TypeKind kind);
// A value of a type as canonical text without quotes: "0.0002", "true", "2023-06-01", "制造业";
// "none" where there is known to be none. A list or set is its JSON.
std::string CanonicalText(const program::Policy& policy, const program::Type& type,
                          const Value& value);
// The same as a JSON value: "\"0.0002\"", "true", "3".
std::string CanonicalJson(const program::Policy& policy, const program::Type& type,
                          const Value& value);
// For people: 5000000 yuan as "500万元", 0.0002 per day as "0.2‰", 3 days as "3天". Exact; never
// rounds.
std::string DisplayText(const program::Policy& policy, const program::Type& type,
                        const Value& value, bool chinese);

struct JsonOptions {
  bool explain = true;  // with "why" and facts
  bool pretty = true;
  const Facts* facts =
      nullptr;  // with these, explanations give the facts with their values, else by name alone
  // What the other readings of the text give where they differ; null: not asked.
  const std::vector<OtherReading>* readings = nullptr;
};
// The answer of `pol eval --format json` (charter 4).
std::string EvaluationJson(const program::Policy& policy, const Evaluation& evaluation,
                           const JsonOptions& options);

}  // namespace pol::interp
