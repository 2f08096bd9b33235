// A test whose name does not say which case it is.
#include "compiler/lint/walk.h"
#include "runtime/value/literal.h"

namespace pol::lint {

void TestNameEmpty(const Subject& subject, Reporter* reporter) {
  EachDeclaration(subject, [&](const ast::Declaration& one, const ast::Policy*) {
    if (!IsTest(one)) return;
    std::string bare = value::FoldWidth(one.title.text);
    std::erase_if(bare, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '#' || c == '.' || (c >= '0' && c <= '9'); });
    for (const std::string_view han : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "第", "个", "①", "②", "③", "④", "⑤"}) {
      for (size_t at = bare.find(han); at != std::string::npos; at = bare.find(han, at)) bare.erase(at, han.size());
    }
    for (const std::string_view nothing : {"", "测试", "算例", "用例", "例", "示例", "例子", "样例", "情形", "情况", "甲", "乙", "test", "Test", "case", "t"}) {
      if (bare != nothing) continue;
      reporter->Report(diag::LintCode::kTestNameEmpty, one.title ? one.title.range : one.head, {one.title.text});
      return;
    }
  });
}

}  // namespace pol::lint
