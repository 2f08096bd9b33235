// Any text: checking ends, whatever could be read of it, and every diagnostic lies in the text.
#include <cstdint>
#include <cstdlib>

#include "compiler/check/check.h"
#include "compiler/files/files.h"
#include "compiler/check/model.h"
#include "compiler/parse/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  pol::source::TextProblem problem;
  auto source = pol::source::Source::Create(
      "fuzz.pol", std::string(reinterpret_cast<const char*>(data), size), {}, &problem);
  if (!source) return 0;
  auto shared = std::make_shared<const pol::source::Source>(std::move(*source));
  pol::diag::Sink sink;
  const auto file = pol::parse::Parse(shared, sink);
  shared = file->source;  // where a table was pasted with tabs: the text with its bars
  // Calendars and code lists of the library; nothing is read from the disk.
  pol::source::Loader loader("fuzz.pol", nullptr, &pol::files::StandardLibrary(), {});
  pol::check::Options options;
  options.files = &loader;
  const auto model = pol::check::Check(*file, sink, options);
  if (model == nullptr || model->policies.empty()) std::abort();
  for (const pol::diag::Diagnostic& d : sink.all()) {
    if (d.range.begin > d.range.end || d.range.end > shared->text().size()) std::abort();
    for (const pol::diag::Fix& fix : d.fixes) {
      if (fix.range.begin > fix.range.end || fix.range.end > shared->text().size()) std::abort();
    }
    pol::diag::Message(d, pol::diag::Language::kChinese);
  }
  if (sink.has_errors()) return 0;
  for (const pol::check::PolicyModel& policy : model->policies) {
    // What lowering relies on: an order of all definitions, and a type for each.
    if (policy.order.size() != policy.definitions.size()) std::abort();
    for (const auto& definition : policy.definitions) {
      if (definition.type < 0 || static_cast<size_t>(definition.type) >= policy.types.size()) {
        std::abort();
      }
    }
    for (const auto& [id, info] : policy.exprs) {
      if (info.type >= static_cast<int>(policy.types.size())) std::abort();
    }
  }
  return 0;
}
