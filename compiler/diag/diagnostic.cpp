#include "compiler/diag/diagnostic.h"

#include <algorithm>

#include "compiler/diag/lint_codes.h"
#include "compiler/diag/proof_codes.h"
#include "compiler/source/utf8.h"

namespace pol::diag {
namespace {

constexpr Severity kError = Severity::kError;
[[maybe_unused]] constexpr Severity kWarning = Severity::kWarning;
[[maybe_unused]] constexpr Severity kNote = Severity::kNote;

using std::string_view_literals::operator""sv;  // counts nothing while compiling: clang allows so many steps and no more

constexpr CodeInfo kInfos[] = {
#define POL_DIAGNOSTIC(identifier, code, severity, zh, en, page_zh, page_en) \
  {#identifier ""sv, code ""sv, severity, zh ""sv, en ""sv, page_zh ""sv, page_en ""sv},
#include "compiler/diag/diagnostics.def"
#include "compiler/diag/proofs.def"
#include "compiler/diag/lint.def"
#undef POL_DIAGNOSTIC
};
constexpr size_t kFirstProof = static_cast<size_t>(Code::kCount);
constexpr size_t kFirstLint = kFirstProof + static_cast<size_t>(ProofCode::kCount);
static_assert(std::size(kInfos) == kFirstLint + static_cast<size_t>(LintCode::kCount));
static_assert(kFirstProof < kProofBase && kProofBase + static_cast<size_t>(ProofCode::kCount) < kLintBase);

size_t Place(Code code) {
  const auto number = static_cast<size_t>(code);
  if (number >= kLintBase) return kFirstLint + (number - kLintBase);
  return number >= kProofBase ? kFirstProof + (number - kProofBase) : number;
}
Code CodeAt(size_t place) {
  if (place >= kFirstLint) return static_cast<Code>(kLintBase + (place - kFirstLint));
  return static_cast<Code>(place >= kFirstProof ? kProofBase + (place - kFirstProof) : place);
}

// A name of 10,000 characters must not fill the screen when a message quotes it.
constexpr size_t kArgumentLength = 60;
constexpr size_t kListLength = 400;  // of an argument that is itself a list or a sentence

bool Overlap(source::Range a, source::Range b) {
  if (a == b) return true;
  return a.begin < b.end && b.begin < a.end;
}

bool Inside(source::Range inner, source::Range outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool SameText(const Text& a, const Text& b) { return a.zh == b.zh && a.en == b.en; }

}  // namespace

const CodeInfo& Info(Code code) { return kInfos[Place(code)]; }

const std::vector<Code>& AllCodes() {
  static const std::vector<Code> codes = [] {
    std::vector<Code> all;
    for (size_t i = 0; i < std::size(kInfos); ++i) all.push_back(CodeAt(i));
    return all;
  }();
  return codes;
}

std::optional<Code> FindCode(std::string_view code) {
  for (size_t i = 0; i < std::size(kInfos); ++i) {
    const std::string_view known = kInfos[i].code;
    // Typed by hand: p1003 is P1003.
    if (known.size() == code.size() && code.size() > 1 && (code[0] == 'P' || code[0] == 'p') &&
        known.substr(1) == code.substr(1)) {
      return CodeAt(i);
    }
  }
  return std::nullopt;
}

Diagnostic& Sink::Report(Code code, source::Range range, std::vector<Text> arguments) {
  scratch_ = Diagnostic{};
  const bool error = Info(code).severity == Severity::kError;
  bool drop = error ? full() : diagnostics_.size() - errors_ >= limit_;
  for (const Diagnostic& known : diagnostics_) {
    if (drop) break;
    const bool known_error = Info(known.code).severity == Severity::kError;
    if (error && known_error && Overlap(range, known.range)) drop = true;
    if (!error && known_error && Inside(range, known.range)) drop = true;
    if (known.code == code && known.range == range &&
        std::equal(known.arguments.begin(), known.arguments.end(), arguments.begin(),
                   arguments.end(), SameText)) {
      drop = true;
    }
  }
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.range = range;
  diagnostic.arguments = std::move(arguments);
  if (drop) {
    scratch_ = std::move(diagnostic);
    return scratch_;
  }
  if (error) ++errors_;
  diagnostics_.push_back(std::move(diagnostic));
  return diagnostics_.back();
}

void Sink::Sort() {
  std::stable_sort(
      diagnostics_.begin(), diagnostics_.end(),
      [](const Diagnostic& a, const Diagnostic& b) { return a.range.begin < b.range.begin; });
}

std::string Message(const Diagnostic& diagnostic, Language language) {
  const CodeInfo& info = Info(diagnostic.code);
  const std::string_view text = language == Language::kChinese ? info.zh : info.en;
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool place = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' &&
                       text[i + 1] >= '0' && text[i + 1] <= '9';
    const size_t number = place ? static_cast<size_t>(text[i + 1] - '0') : 0;
    if (!place || number >= diagnostic.arguments.size()) {
      out += text[i];
      continue;
    }
    const std::string& argument = diagnostic.arguments[number].In(language);
    const bool list = argument.find_first_of(" ,") != std::string::npos ||
                      argument.find("、") != std::string::npos;
    out += source::Printable(argument, list ? kListLength : kArgumentLength);
    i += 2;
  }
  return out;
}

}  // namespace pol::diag
