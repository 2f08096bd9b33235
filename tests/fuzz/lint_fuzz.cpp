// Any text that compiles: the rules of the linter end, and what they say and mend lies in the text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/driver/compile.h"
#include "compiler/lint/lint.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto compilation =
      pol::driver::Compile("fuzz.pol", std::string(reinterpret_cast<const char*>(data), size));
  if (compilation->program == nullptr) return 0;
  const std::vector<pol::prove::Report> proofs(compilation->program->policies.size());
  const pol::lint::Subject subject{*compilation->file, *compilation->program, proofs, 19'509};
  const size_t end = compilation->file->source->text().size();
  std::vector<pol::lint::Finding> findings = pol::lint::Run(subject);
  pol::lint::ApplyAnswers(subject, &findings);
  for (const pol::lint::Finding& finding : findings) {
    const pol::diag::Diagnostic& one = finding.diagnostic;
    if (one.range.begin > one.range.end || one.range.end > end) std::abort();
    for (const pol::diag::Fix& fix : one.fixes) {
      if (fix.range.begin > fix.range.end || fix.range.end > end) std::abort();
    }
    pol::diag::Message(one, pol::diag::Language::kChinese);
    pol::diag::Message(one, pol::diag::Language::kEnglish);
  }
  return 0;
}
