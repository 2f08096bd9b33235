// Money that is given, and how it grows with an input: for the rules about budgets and taxes.
#pragma once

#include <optional>
#include <vector>

#include "compiler/lint/study.h"

namespace pol::lint {

// Outputs of money whose name says that they are given, of the file itself.
std::vector<Index> Grants(const Subject& subject, const program::Policy& policy);

// The same case with the input so many times as large, where both cases give something; the result of the first is above
// zero.
struct Growth {
  Study::Tried small, large;
  value::Rational from, to;
};
std::optional<Growth> Grow(Study* study, Index output, Index input, const value::Rational& times);
void TellGrowth(const Subject& subject, Study* study, Index output, Index input, const Growth& growth,
                diag::LintCode code, Reporter* reporter);

}  // namespace pol::lint
