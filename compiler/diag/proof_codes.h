// What proofs say (compiler/prove): the codes of proofs.def, as diagnostics take them.
#pragma once

#include "compiler/diag/diagnostic.h"

namespace pol::diag {

enum class ProofCode : uint16_t {
#define POL_DIAGNOSTIC(identifier, ...) k##identifier,
#include "compiler/diag/proofs.def"
#undef POL_DIAGNOSTIC
  kCount
};

constexpr Code Of(ProofCode code) {
  return static_cast<Code>(kProofBase + static_cast<uint16_t>(code));
}

}  // namespace pol::diag
