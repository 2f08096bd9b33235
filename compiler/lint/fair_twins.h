// Fair competition: an outcome that depends on a fact which it should not depend on, shown by two cases that differ in
// that fact alone.
#pragma once

#include <optional>
#include <utility>

#include "compiler/lint/marks.h"
#include "compiler/lint/study.h"

namespace pol::lint {

// The better off first, where that can be told.
std::optional<std::pair<Study::Tried, Study::Tried>> Twins(Study* study, Index output, Index input);
// "注册地或者所在地".
diag::Text FairInWords(Fair fair);
// Reports each input of this kind on which an output of that kind depends, once an input.
void TellFair(const Subject& subject, Gives gives, Fair fair, diag::LintCode code, Reporter* reporter);

}  // namespace pol::lint
