// What the compiler has to say to a drafter. Texts live in diagnostics.def, in Chinese and English, keyed by code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"

namespace pol::diag {

enum class Language : uint8_t { kChinese, kEnglish };
enum class Severity : uint8_t { kError, kWarning, kNote };

// POL_DIAGNOSTIC(identifier, "P1001", kError, "中文 {0} …", "English {0} …", "page, Chinese", "page, English")
enum class Code : uint16_t {
#define POL_DIAGNOSTIC(identifier, ...) k##identifier,
#include "compiler/diag/diagnostics.def"
#undef POL_DIAGNOSTIC
  kCount  // of those of reading and checking; proofs and lint have codes of their own, below
};
// What proofs and lint say lies beyond these, and is listed in headers of its own (proof_codes.h, lint_codes.h), so
// that a new rule of the linter does not compile the whole compiler anew.
inline constexpr uint16_t kProofBase = 4096, kLintBase = 8192;

struct CodeInfo {
  std::string_view identifier, code;          // "MissingThen", "P1003"
  Severity severity;
  std::string_view zh, en;                    // message templates; {0} {1} .. are the arguments
  std::string_view page_zh, page_en;          // what it means, one wrong and one right example
};
const CodeInfo& Info(Code code);
const std::vector<Code>& AllCodes();          // of all families, in the order of the .def files
std::optional<Code> FindCode(std::string_view code);  // "P1003"

// A text in both languages: for labels, notes and arguments that differ by language.
struct Text {
  std::string zh, en;
  Text() = default;
  Text(std::string both) : zh(both), en(std::move(both)) {}  // NOLINT: the drafter's own words need no translation
  Text(const char* both) : Text(std::string(both)) {}        // NOLINT
  Text(std::string_view both) : Text(std::string(both)) {}   // NOLINT
  Text(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}
  const std::string& In(Language language) const { return language == Language::kChinese ? zh : en; }
};

struct Label {
  source::Range range;
  Text text;
};
struct Fix {                                  // replace `range` by `replacement`; title says what it does
  source::Range range;
  std::string replacement;
  Text title;
};
struct Diagnostic {
  Code code = Code{};
  source::Range range;
  std::vector<Text> arguments;
  std::vector<Label> labels;
  std::vector<Text> notes;
  std::vector<Fix> fixes;
};

// Collects; drops exact repeats and whatever lies on a range that already has an error (one cause, one message).
class Sink {
 public:
  explicit Sink(size_t limit = 100) : limit_(limit) {}
  // Returns the stored diagnostic to add labels, notes and fixes to; a scratch one if it was dropped.
  Diagnostic& Report(Code code, source::Range range, std::vector<Text> arguments = {});
  // In the order of the text, whatever order they were found in.
  void Sort();
  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  bool full() const { return errors_ >= limit_; }
  const std::vector<Diagnostic>& all() const { return diagnostics_; }

 private:
  size_t limit_, errors_ = 0;
  std::vector<Diagnostic> diagnostics_;
  Diagnostic scratch_;
};

std::string Message(const Diagnostic& diagnostic, Language language);  // the template, filled in

// Nearest of `candidates` to `word` (edit distance over code points, confusables folded); "" if none is near.
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace pol::diag
