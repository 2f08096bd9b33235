// Any bytes: reading ends, gives a tree, and every range lies in the text.
#include <cstdint>
#include <cstdlib>

#include "compiler/ast/dump.h"
#include "compiler/parse/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  pol::source::TextProblem problem;
  auto source = pol::source::Source::Create(
      "fuzz.pol", std::string(reinterpret_cast<const char*>(data), size), {}, &problem);
  if (!source) return 0;
  auto shared = std::make_shared<const pol::source::Source>(std::move(*source));
  pol::diag::Sink sink;
  auto file = pol::parse::Parse(shared, sink);
  if (file == nullptr || file->tokens.empty()) std::abort();
  shared = file->source;  // where a table was pasted with tabs: the text with its bars
  uint32_t end = 0;
  for (const pol::ast::Token& token : file->tokens) {
    if (token.range.begin < end || token.range.end > shared->text().size()) std::abort();
    if (shared->Text(token.range) != token.text) std::abort();
    end = token.range.end;
  }
  for (const pol::diag::Diagnostic& d : sink.all()) {
    if (d.range.begin > d.range.end || d.range.end > shared->text().size()) std::abort();
    for (const pol::diag::Fix& fix : d.fixes)
      if (fix.range.begin > fix.range.end || fix.range.end > shared->text().size()) std::abort();
  }
  pol::ast::Dump(*file);
  return 0;
}
