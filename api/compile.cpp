#include "pol/compile.h"

#include <utility>

#include "compiler/diag/render.h"
#include "compiler/driver/compile.h"
#include "compiler/files/files.h"

namespace pol {

Compiled Compile(std::string name, std::string text, Language language) {
  const files::Disk disk;
  driver::Options reading;
  reading.files = &disk;
  const auto compilation = driver::Compile(std::move(name), std::move(text), reading);
  Compiled compiled;
  diag::RenderOptions options;
  options.language =
      language == Language::kChinese ? diag::Language::kChinese : diag::Language::kEnglish;
  for (const diag::Diagnostic& diagnostic : compilation->diagnostics.all()) {
    compiled.messages += diag::RenderHuman(diagnostic, *compilation->source, options);
  }
  if (compilation->program) {
    for (size_t i = 0; i < compilation->program->policies.size(); ++i) {
      compiled.policies.emplace_back(compilation->program, i);
    }
  }
  return compiled;
}

}  // namespace pol
