// Diagnostics for people and for machines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace pol::diag {

struct RenderOptions {
  Language language = Language::kEnglish;
  bool color = false;
  std::optional<Severity> severity = {};  // instead of that of the code
};
// Severity, code, message; file:line:column; the line with a caret under the range (display width); labels; notes; fixes.
std::string RenderHuman(const Diagnostic& diagnostic, const source::Source& source, const RenderOptions& options);

// What a fix puts into the text: its replacement without a space that would stand beside another.
std::string Replacement(const Fix& fix, const source::Source& source);

// A diagnostic together with the file it is about, for output over several files.
struct Located {
  const source::Source* source;
  const Diagnostic* diagnostic;
  std::optional<Severity> severity = {};  // instead of that of the code
  // Of the linter: what stays the same when lines move; the reason with which the drafter answered it; known before.
  std::string fingerprint = {};
  std::optional<std::string> answer = {};
  bool known = false;
};
// {"diagnostics": [{code, severity, message{zh,en}, file, line, column, endLine, endColumn, offset, length, labels, notes, fixes}]}
std::string RenderJson(const std::vector<Located>& diagnostics, Language language);
// SARIF 2.1.0. `rules` are described whether something was found of them or not (and then every result says whether it
// was answered); the other codes where they occur.
std::string RenderSarif(const std::vector<Located>& diagnostics, Language language, const std::vector<Code>& rules = {});

}  // namespace pol::diag
