// Diagnostics for people and for machines.
#pragma once

#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace pol::diag {

struct RenderOptions {
  Language language = Language::kEnglish;
  bool color = false;
};
// Severity, code, message; file:line:column; the line with a caret under the range (display width); labels; notes; fixes.
std::string RenderHuman(const Diagnostic& diagnostic, const source::Source& source, const RenderOptions& options);

// What a fix puts into the text: its replacement without a space that would stand beside another.
std::string Replacement(const Fix& fix, const source::Source& source);

// A diagnostic together with the file it is about, for output over several files.
struct Located {
  const source::Source* source;
  const Diagnostic* diagnostic;
};
// {"diagnostics": [{code, severity, message{zh,en}, file, line, column, endLine, endColumn, offset, length, labels, notes, fixes}]}
std::string RenderJson(const std::vector<Located>& diagnostics, Language language);
std::string RenderSarif(const std::vector<Located>& diagnostics, Language language);  // SARIF 2.1.0

}  // namespace pol::diag
