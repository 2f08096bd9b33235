#include "compiler/driver/compile.h"

#include <set>
#include <utility>

#include "compiler/driver/modules.h"
#include "compiler/files/files.h"
#include "compiler/parse/references.h"
#include "compiler/source/csv.h"

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

// Is the word at `range` written once in the whole file? Then it is no name whose declaration could
// not be read.
bool WrittenOnce(const ast::File& file, source::Range range) {
  const std::string_view word = file.source->Text(range);
  int times = 0;
  for (const ast::Token& token : file.tokens) {
    if (file.source->Text(token.range) == word) ++times;
  }
  return times == 1;
}

// Mistakes that stand on their own, whatever else of the file could not be read. An unknown name
// does so only if it cannot be one that a broken sentence declares.
bool StandsAlone(const ast::File& file, const diag::Diagnostic& one) {
  switch (one.code) {
    case diag::Code::kUnknownName:
    case diag::Code::kUnknownInput:
    case diag::Code::kUnknownOutput:
    case diag::Code::kUnknownType:
    case diag::Code::kUnknownFunction:
      return WrittenOnce(file, one.range);
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
    case diag::Code::kUnknownUnit:
    case diag::Code::kScaledCount:
    case diag::Code::kDateAddNumber:
    case diag::Code::kNoSuchDate:
    case diag::Code::kBadNumber:
    case diag::Code::kMixedAndOr:
    case diag::Code::kDivideByZero:
    case diag::Code::kRowLabelTwice:
    case diag::Code::kRowLabelOrder:
    case diag::Code::kUnrounded:
      return true;
    default:
      return false;
  }
}

}  // namespace

// After mistakes in sentences, one run also tells the mistakes in what the other sentences mean.
void CheckTheRest(const ast::File& file, const check::Options& options, diag::Sink& sink) {
  diag::Sink rest;
  check::Check(file, rest, options);
  for (const diag::Diagnostic& one : rest.all()) {
    if (!StandsAlone(file, one)) continue;
    diag::Diagnostic& reported = sink.Report(one.code, one.range, one.arguments);
    reported.labels = one.labels;
    reported.notes = one.notes;
    reported.fixes = one.fixes;
  }
}

source::Loader LoaderOf(const std::string& name, const Options& options) {
  return {name, options.files, &files::StandardLibrary(), options.source};
}

namespace {

// code,name,parent below a head: both are names of the member.
void AddCodes(const source::Source& list, std::vector<std::string>* names) {
  const source::Csv csv = source::ReadCsv(list);
  for (size_t i = 1; i < csv.rows.size(); ++i) {
    for (size_t j = 0; j < 2 && j < csv.rows[i].cells.size(); ++j) {
      names->push_back(source::FoldWidth(csv.rows[i].cells[j]));
    }
  }
}

// `seen`: the files looked into, for what is used by several and for rings.
void AddKnownNames(const source::Source& source, source::Loader& files, std::set<std::string>* seen,
                   std::vector<std::string>* names) {
  for (const parse::Reference& reference : parse::ReferencesOf(source)) {
    const bool codes = reference.head == ast::TokenKind::ENUM;
    if (!codes && reference.head != ast::TokenKind::USE) continue;
    const source::Loaded& loaded = files.Load(source.name(), reference.path);
    if (loaded.source == nullptr) continue;  // the checker says so
    if (!seen->insert(loaded.name).second) continue;
    if (codes) {
      AddCodes(*loaded.source, names);
      continue;
    }
    for (std::string& name : parse::NamesOf(*loaded.source)) names->push_back(std::move(name));
    AddKnownNames(*loaded.source, files, seen, names);
  }
}

}  // namespace

std::vector<std::string> KnownNames(const source::Source& source, source::Loader& files) {
  std::set<std::string> seen;
  std::vector<std::string> names;
  AddKnownNames(source, files, &seen, &names);
  return names;
}

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
  source::Loader loader = LoaderOf(compilation->source->name(), options);
  Modules modules(&loader, options);
  modules.Compile(compilation.get());
  compilation->used = modules.TakeUsed();
  return compilation;
}

}  // namespace pol::driver
