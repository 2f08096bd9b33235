// The phrases of documents: each is the tree of the plain sentence that says the same.
#include <gtest/gtest.h>

#include "compiler/ast/dump.h"
#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

constexpr char kHead[] =
    "输入 甲、乙、丙：金额\n输入 成立、失信：是否\n输入 数、年限：整数\n输入 日、止日：日期\n"
    "输入 级：枚举 市级 < 省级 < 国家级\n输入 型：枚举 轻型、厢式、冷藏\n输出 补、费：金额\n";

std::string Tree(const std::string& text, bool words = true) {
  Parsed parsed = ParseText(kHead + text);
  EXPECT_FALSE(parsed.sink.has_errors()) << text << "\n" << parsed.Messages();
  std::string tree = ast::Dump(*parsed.file, {.words = words});
  return tree;
}
// Parentheses only group: a phrase needs none.
std::string WithoutParentheses(std::string tree) {
  constexpr std::string_view kParen = "(paren ";
  for (size_t at; (at = tree.find(kParen)) != std::string::npos;) {
    size_t end = at + kParen.size();
    for (int depth = 1; depth > 0; end++) depth += tree[end] == '(' ? 1 : tree[end] == ')' ? -1 : 0;
    tree.erase(end - 1, 1);
    tree.erase(at, kParen.size());
  }
  return tree;
}
void Same(const std::string& phrase, const std::string& plain) {
  EXPECT_EQ(WithoutParentheses(Tree(phrase)), WithoutParentheses(Tree(plain))) << phrase;
}

TEST(Phrases, Frames) {
  const char* plain = "若 成立 则 补 = 2万元";
  Same("对 成立 的，给予 补 2万元", plain);
  Same("对成立的，给予补2万元", plain);
  Same("对于 成立 的，补 = 2万元", plain);
  Same("若 成立 的，给予 补 2万元", plain);
  Same("for 成立: give 补 2万元", plain);
  Same("对 成立 的，可以 给予 补 2万元", "若 成立 则 可以 补 = 2万元");
}
TEST(Phrases, ItemNumbersNameTheirRules) {
  Same("（一）若 成立 则 补 = 1元", "规则 「（一）」 若 成立 则 补 = 1元");
  Same("1. 对 失信 的，费 = 1元", "规则 「1.」 若 失信 则 费 = 1元");
  Same("（2）若 失信 则 费 = 1元", "规则 「（2）」 若 失信 则 费 = 1元");
}
TEST(Phrases, TheConditionsAfterTheResult) {
  EXPECT_EQ(Tree("同时符合下列条件的，给予补2万元：\n（1）成立\n（2）甲 大于 0元", false),
            Tree("若 同时满足：\n（1）成立\n（2）甲 大于 0元\n则 补 = 2万元", false));
  EXPECT_EQ(Tree("有下列情形之一的，补 = 0元：\n① 失信\n② 甲 不满 3元", false),
            Tree("若 任一满足：① 失信 ② 甲 不满 3元 则 补 = 0元", false));
}
TEST(Phrases, Exceptions) {
  Same("若 成立 则 补 = 1元，但失信的除外", "若 成立 则 补 = 1元 除非 失信");
  Same("除失信外，对 成立 的，补 = 1元", "若 成立 则 补 = 1元 除非 失信");
}
TEST(Phrases, TailsOfAFormula) {
  Same("对成立的，给予补甲，最高不超过乙", "若 成立 则 补 = 甲 封顶 乙");
  Same("若 成立 则 补 = 甲，最低 乙，不超过 丙", "若 成立 则 补 = 甲 保底 乙 封顶 丙");
  Same("输出 丁：金额 = 甲 * 10%，最高 乙", "输出 丁：金额 = 甲 * 10% 封顶 乙");
  Same("对成立的，给予补2万元，数每增加1个增加1万元，最多按2个计",
       "若 成立 则 补 = 2万元 + ((数 封顶 2个) - 1个) * 1万元");
}
TEST(Phrases, Shares) {
  Same("令 丁 = 按甲的20%", "令 丁 = 甲 * 20%");
  Same("令 丁 = 甲的1.3倍", "令 丁 = 甲 * 1.3倍");
  Same("let 丁 = 20% of 甲", "let 丁 = 20% * 甲");
  Same("令 丁 = 甲上浮10%", "令 丁 = 甲 * (1 + 10%)");
  Same("令 丁 = 甲 下浮 10%", "令 丁 = 甲 * (1 - 10%)");
  Same("令 丁 = 甲减按80%", "令 丁 = 甲 * 80%");
  Same("令 丁 = 甲减半", "令 丁 = 甲 / 2");
  Same("令 丁 = 甲、乙 较高者", "令 丁 = max（甲，乙）");
  Same("令 丁 = 甲、乙、丙之和", "令 丁 = 甲 + 乙 + 丙");
  Same("对 成立 的，费 = 免费", "若 成立 则 费 = 0");
}
TEST(Phrases, FreeIsANameWhereItIsDeclared) {
  EXPECT_NE(Tree("输入 免费：是否\n若 免费 则 费 = 1元").find("(name 免费)"), std::string::npos);
}
TEST(Phrases, Intervals) {
  const char* plain = "令 真 = 甲 属于 (500万元, 1000万元]";
  Same("令 真 = 甲 超过500万元至1000万元", plain);
  Same("令 真 = 甲 超过 500万元 不超过 1000万元", plain);
  Same("令 真 = 年限 满3年不满5年", "令 真 = 年限 属于 [3年, 5年)");
  Same("令 真 = 甲 500万元至1000万元（不含）", "令 真 = 甲 属于 [500万元, 1000万元)");
  Same("令 真 = 甲 500万元以下（含）", "令 真 = 甲 500万元以下");
  Same("令 真 = 甲 500万元以下（不含）", "令 真 = 甲 < 500万元");
  Same("令 真 = 甲 500万元以上（不含）", "令 真 = 甲 > 500万元");
  Same("令 真 = 级 省级以上", "令 真 = 级 属于 省级以上");
  Same("令 真 = 级省级及以上", "令 真 = 级 属于 省级以上");
  Same("令 真 = 日在止日前36个月内", "令 真 = 日 属于 [止日 - 36个月, 止日)");
  Same("令 真 = 日 在 止日 后 30日内", "令 真 = 日 属于 (止日, 止日 + 30日]");
  Same("令 末 = 自日起7个工作日内", "令 末 = 日 + 7个工作日");
  Same("令 末 = 自 日 之日起 30日内", "令 末 = deadline（日，30日）");
}
TEST(Phrases, CellsOfATable) {
  Same("表 t\n| 甲 | 年限 || 补 |\n| 超过5元至9元 | 满3不满5 || 1元 |\n| 9元以上（不含） | - || 2元 |",
       "表 t\n| 甲 | 年限 || 补 |\n| (5元, 9元] | [3, 5) || 1元 |\n| > 9元 | - || 2元 |");
}
TEST(Phrases, RespectivelyIsARowOfBranches) {
  Same("对 型 为 轻型、厢式、冷藏 且 成立 的，分别给予补1元、2元、3元 除非 失信",
       "若 型 为 轻型 且 成立 则 补 = 1元 除非 失信\n否则 若 型 为 厢式 且 成立 则 补 = 2元 除非 失信\n"
       "否则 若 型 为 冷藏 且 成立 则 补 = 3元 除非 失信");
}
// Pasted with tabs: the same tree as the table with bars.
TEST(Phrases, PastedTables) {
  const char* plain =
      "表 收费\n| 甲 | 型 || 费 |\n| 500万元以下 | 轻型 || 0 |\n| 500万元以下 | 厢式 || 2元 |\n"
      "| 500万元~1000万元 | - || 1000元 |\n";
  const char* pasted =
      "表 收费\n甲（万元）\t型\t费（元）\n500以下\t轻型\t免费\n\t厢式\t2\n\"500-\n1000\"\t——\t1,000\n";
  EXPECT_EQ(Tree(pasted), Tree(plain));
  Parsed parsed = ParseText(kHead + std::string(pasted));
  ASSERT_EQ(parsed.sink.all().size(), 2u) << parsed.Messages();
  EXPECT_EQ(diag::Info(parsed.sink.all()[0].code).code, "P1086");
  EXPECT_NE(diag::Message(parsed.sink.all()[0], diag::Language::kChinese)
                .find("第2行“甲”填“500万元以下”"),
            std::string::npos);
  EXPECT_EQ(diag::Info(parsed.sink.all()[1].code).code, "P1087");
  // As many lines as before, so that messages name the line of the document.
  const std::string_view text = parsed.file->source->text();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 7 + 6);
}
TEST(Phrases, ABlankCellIsNeverAnything) {
  Parsed parsed = ParseText(kHead + std::string("表 收费\n甲\t型\t费\n\t轻型\t1元\n"));
  ASSERT_TRUE(parsed.sink.has_errors());
  EXPECT_EQ(diag::Info(parsed.sink.all()[0].code).code, "P1089");
}

}  // namespace
}  // namespace pol::test
