#include "compiler/driver/compile.h"

#include <utility>

#include "compiler/check/check.h"
#include "compiler/lower/lower.h"

namespace pol::driver {
namespace {

// Says why a text cannot be read at all, and where.
void ReportText(const source::TextProblem& problem, const source::Limits& limits,
                diag::Sink& sink) {
  using Kind = source::TextProblem::Kind;
  const source::Range range = {problem.offset, problem.offset + 1};
  switch (problem.kind) {
    case Kind::kInvalidUtf8:
      sink.Report(diag::Code::kInvalidUtf8, range);
      return;
    case Kind::kNulByte:
      sink.Report(diag::Code::kNulByte, range);
      return;
    case Kind::kTooLarge: {
      const std::string size = limits.bytes % (1 << 20) == 0
                                   ? std::to_string(limits.bytes >> 20) + " MB"
                                   : std::to_string(limits.bytes) + " B";
      sink.Report(diag::Code::kTextTooLarge, {0, 0}, {size});
      return;
    }
  }
}

// Mistakes that stand on their own, whatever else of the file could not be read. What is about
// names and definitions does not: the broken sentence may be the one that says them.
bool StandsAlone(diag::Code code) {
  switch (code) {
    case diag::Code::kTypeMismatch:
    case diag::Code::kUnitMismatch:
    case diag::Code::kUnitsCompared:
    case diag::Code::kBareNumber:
    case diag::Code::kWrongValue:
    case diag::Code::kWrongUnitValue:
    case diag::Code::kMoneyTimesMoney:
    case diag::Code::kTimeUnitsMixed:
    case diag::Code::kEmptyInterval:
    case diag::Code::kUnknownMember:
      return true;
    default:
      return false;
  }
}

// After mistakes in sentences, one run also tells the mistakes in what the other sentences mean.
void CheckTheRest(const ast::File& file, diag::Sink& sink) {
  diag::Sink rest;
  check::Check(file, rest);
  for (const diag::Diagnostic& one : rest.all()) {
    if (!StandsAlone(one.code)) continue;
    diag::Diagnostic& reported = sink.Report(one.code, one.range, one.arguments);
    reported.labels = one.labels;
    reported.notes = one.notes;
    reported.fixes = one.fixes;
  }
}

}  // namespace

std::unique_ptr<Compilation> Compile(std::string name, std::string text, const Options& options) {
  auto compilation = std::make_unique<Compilation>();
  source::TextProblem problem;
  // The text is needed again only where it cannot be a source: then its readable part is shown.
  std::string shown = text.substr(0, options.source.bytes);
  auto source = source::Source::Create(name, std::move(text), options.source, &problem);
  if (!source) {
    ReportText(problem, options.source, compilation->diagnostics);
    const uint32_t offset =
        problem.kind == source::TextProblem::Kind::kTooLarge ? 0 : problem.offset;
    compilation->source = std::make_shared<const source::Source>(
        source::Source::ForShowing(std::move(name), shown, offset));
    return compilation;
  }
  compilation->source = std::make_shared<const source::Source>(*std::move(source));
  compilation->file = parse::Parse(compilation->source, compilation->diagnostics, options.parse);
  if (compilation->diagnostics.has_errors()) {
    CheckTheRest(*compilation->file, compilation->diagnostics);
    return compilation;
  }
  if (compilation->file->shared.empty() && compilation->file->policies.empty()) {
    compilation->diagnostics.Report(diag::Code::kNothingWritten, {0, 0});
    return compilation;
  }
  const auto model = check::Check(*compilation->file, compilation->diagnostics);
  if (compilation->diagnostics.has_errors()) return compilation;
  compilation->program = lower::Lower(*compilation->file, *model);
  return compilation;
}

}  // namespace pol::driver
