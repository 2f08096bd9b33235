#include "compiler/diag/page.h"

namespace pol::diag {
namespace {

// {0} in a message stands for the drafter's own words: … on a page.
std::string Shown(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      out += "…";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string Cell(std::string_view text) {  // of a Markdown table
  std::string out;
  for (const char c : Shown(text)) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

}  // namespace

std::string DiagnosticsPage(Code code, Language language) {
  const CodeInfo& info = Info(code);
  const bool zh = language == Language::kChinese;
  return "# " + std::string(info.code) + (zh ? "：" : ": ") + Shown(zh ? info.zh : info.en) +
         "\n\n" + std::string(zh ? info.page_zh : info.page_en) + "\n";
}

std::string DiagnosticsPage(Code code) {
  const CodeInfo& info = Info(code);
  return "# " + std::string(info.code) + "\n\n## " + Shown(info.zh) + "\n\n" +
         std::string(info.page_zh) + "\n\n## " + Shown(info.en) + "\n\n" +
         std::string(info.page_en) + "\n";
}

std::string DiagnosticsIndex() {
  std::string out =
      "# 提示一览 · What Pol may say\n\n"
      "由 `compiler/diag/*.def` 生成，勿手改。Generated from `compiler/diag/*.def`; "
      "`POL_UPDATE=1` with the test `diag` writes it anew.\n\n"
      "| | 中文 | English |\n|---|---|---|\n";
  for (const Code each : AllCodes()) {
    const CodeInfo& info = Info(each);
    const std::string code(info.code);
    out += "| [" + code + "](" + code + ".md) | " + Cell(info.zh) + " | " + Cell(info.en) + " |\n";
  }
  return out;
}

}  // namespace pol::diag
