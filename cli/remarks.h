// The ambiguities and notes of a policy, each with what it is about: for the sheet to sign and for `pol list`.
#pragma once

#include <functional>
#include <string>

#include "cli/words.h"
#include "runtime/program/program.h"

namespace pol::cli {

// `about`: the name of a fact, result or table, or a rule in words; "" : the policy itself. In the order inputs,
// parameters, tables, definitions with their rules. The rules of one table may carry the table's remarks again.
void EachRemark(const program::Policy& policy, Language language,
                const std::function<void(const std::string& about, const program::Remarks&)>& visit);

}  // namespace pol::cli
