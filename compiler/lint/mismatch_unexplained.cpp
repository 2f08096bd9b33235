// Figures marked as differing, without how and why.
#include <algorithm>
#include <cctype>

#include "compiler/lint/walk.h"

namespace pol::lint {

void MismatchUnexplained(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    if (one.kind != ast::DeclarationKind::kCheck || !one.mismatch) return;
    const std::string_view text = one.mismatch.text;
    const bool number = std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    const size_t signs = static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; }));
    if (number || signs >= 8) return;
    reporter->Report(diag::LintCode::kMismatchUnexplained, one.mismatch.range, {text});
  });
}

}  // namespace pol::lint
