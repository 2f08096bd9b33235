// The page of a diagnostic: for `pol explain CODE` and for docs/diagnostics.
#pragma once

#include <string>

#include "compiler/diag/diagnostic.h"

namespace pol::diag {

std::string DiagnosticsPage(Code code, Language language);  // Markdown, one language
std::string DiagnosticsPage(
    Code code);                  // Markdown, Chinese then English: docs/diagnostics/P1001.md
std::string DiagnosticsIndex();  // Markdown: docs/diagnostics/README.md

}  // namespace pol::diag
