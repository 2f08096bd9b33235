// A remark that says nothing.
#include "compiler/lint/remarks_of.h"
#include "runtime/value/literal.h"

namespace pol::lint {

void EmptyRemark(const Subject& subject, Reporter* reporter) {
  EachRemark(subject, [&](const ast::Remark& remark) {
    for (const ast::String& text : {remark.text, remark.extra}) {
      if (!text) continue;
      std::string bare = value::FoldWidth(text.text);
      for (const std::string_view mark : {" ", "\t", "\n", "。", ".", ",", "、", "-", "—", "…", "/", "?", "!", "~"}) {
        for (size_t at = bare.find(mark); at != std::string::npos; at = bare.find(mark, at)) bare.erase(at, mark.size());
      }
      for (const std::string_view nothing : {"", "无", "略", "同上", "同前", "待补", "待补充", "待定", "见原文", "如题", "TODO", "todo", "none", "tbd", "TBD"}) {
        if (bare != nothing) continue;
        reporter->Report(diag::LintCode::kEmptyRemark, text.range, {text.text});
        break;
      }
    }
  });
}

}  // namespace pol::lint
