// What the two rules about cliffs share.
#pragma once

#include "compiler/lint/study.h"

namespace pol::lint {

// Large enough to be told, by the options least and share of the rule.
bool Tells(const Subject& subject, std::string_view rule, const Study::Cliff& cliff);
void TellCliff(const Subject& subject, Study* study, const Study::Cliff& cliff, diag::LintCode code,
               Reporter* reporter);

}  // namespace pol::lint
