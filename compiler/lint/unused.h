// Inputs that no output depends on, for the three rules that speak of them: facts, personal data, papers.
#pragma once

#include <vector>

#include "compiler/lint/study.h"

namespace pol::lint {

std::vector<Index> UnusedInputs(const Subject& subject, const program::Policy& policy);

}  // namespace pol::lint
