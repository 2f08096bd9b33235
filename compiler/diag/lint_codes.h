// What the rules of the linter say (compiler/lint): the codes of lint.def, as diagnostics take them.
#pragma once

#include "compiler/diag/diagnostic.h"

namespace pol::diag {

enum class LintCode : uint16_t {
#define POL_DIAGNOSTIC(identifier, ...) k##identifier,
#include "compiler/diag/lint.def"
#undef POL_DIAGNOSTIC
  kCount
};

constexpr Code Of(LintCode code) {
  return static_cast<Code>(kLintBase + static_cast<uint16_t>(code));
}

}  // namespace pol::diag
