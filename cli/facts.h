// Facts of one case from the command line, and in words what was refused.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "runtime/interp/accept.h"

namespace pol::cli {

struct FactOptions {
  std::string json, file;          // --input, --input-file ("" : not given)
  std::vector<std::string> pairs;  // NAME=VALUE
};
// One object of everything given. False: `problem` is a sentence.
bool GatherFacts(const Context& context, const FactOptions& options, interp::Datum* object,
                 std::string* problem);

// "转贷金额：填了“0”，应当大于 0元" — what was given and what is allowed.
std::string RefusalInWords(const program::Policy& policy, const interp::Refusal& refusal,
                           Language language);
// The refusals of one case as JSON: {"refused": [{"field", "code", "given", "message"}]}.
std::string RefusalsJson(const program::Policy& policy,
                         const std::vector<interp::Refusal>& refusals, Language language);

}  // namespace pol::cli
