// What the formatter prints is the same program, and prints the same again. Only files without
// errors count.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace {

std::unique_ptr<pol::ast::File> Read(const std::string& text) {
  auto source = pol::source::Source::Create("fuzz.pol", text, {}, nullptr);
  if (!source) return nullptr;
  pol::diag::Sink sink;
  auto file =
      pol::parse::Parse(std::make_shared<const pol::source::Source>(std::move(*source)), sink);
  return sink.has_errors() ? nullptr : std::move(file);
}

void Require(bool condition, const char* what, const std::string& before,
             const std::string& after) {
  if (condition) return;
  std::fprintf(stderr, "%s\n--- before\n%s\n--- after\n%s\n", what, before.c_str(), after.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto file = Read(text);
  if (!file) return 0;
  using pol::format::Keywords;
  for (const Keywords keywords : {Keywords::kKeep, Keywords::kChinese, Keywords::kEnglish}) {
    const std::string once = pol::format::Format(*file, {keywords});
    const auto again = Read(once);
    Require(again != nullptr, "what was printed does not parse", text, once);
    Require(pol::format::SameTokens(*file, *again), "another program", text, once);
    const std::string twice = pol::format::Format(*again, {keywords});
    Require(twice == once, "not the same the second time", once, twice);
  }
  return 0;
}
