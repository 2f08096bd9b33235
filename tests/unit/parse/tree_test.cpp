// The trees that sentences become.
#include <gtest/gtest.h>

#include "compiler/ast/dump.h"
#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

std::string Tree(const std::string& text) {
  Parsed parsed = ParseText(text);
  EXPECT_FALSE(parsed.sink.has_errors()) << parsed.Messages();
  return ast::Dump(*parsed.file);
}
std::string Shape(const std::string& text) {
  Parsed parsed = ParseText(text);
  EXPECT_FALSE(parsed.sink.has_errors()) << parsed.Messages();
  return ast::Dump(*parsed.file, {.words = false});
}

constexpr char kEnglish[] =
    "if industry == manufacturing and amount <= 500万 and days <= 3 then fee = 0";
constexpr char kSpaced[] =
    "若 行业 为 制造业 且 转贷金额 不超过 500万 且 占用天数 不超过 3 则 日利率 = 0";
constexpr char kGlued[] = "若行业为制造业且转贷金额不超过500万且占用天数不超过3则日利率=0";

TEST(Tree, TheSentenceOfTheLanguage) {
  EXPECT_EQ(Tree(kEnglish),
            "(bare-rule (branch (if (and (== (name industry) (name manufacturing)) (<= (name "
            "amount) (number 500万)) "
            "(<= (name days) (number 3)))) (then fee (number 0))))\n");
  EXPECT_EQ(Tree(kSpaced),
            "(bare-rule (branch (if (and (== (name 行业) (name 制造业)) (<= (name 转贷金额) "
            "(number 500万)) "
            "(<= (name 占用天数) (number 3)))) (then 日利率 (number 0))))\n");
  EXPECT_EQ(Tree(kGlued), Tree(kSpaced));
  EXPECT_EQ(Shape(kEnglish), Shape(kSpaced));
}
TEST(Tree, TheSentenceAsTokens) {
  Parsed spaced = ParseText(kSpaced), glued = ParseText(kGlued);
  ASSERT_EQ(spaced.file->tokens.size(), glued.file->tokens.size());
  for (size_t i = 0; i < spaced.file->tokens.size(); i++) {
    const ast::Token &a = spaced.file->tokens[i], &b = glued.file->tokens[i];
    EXPECT_EQ(a.kind, b.kind);
    EXPECT_EQ(a.text, b.text);
    EXPECT_FALSE(a.joined);
    EXPECT_EQ(glued.source->Text(b.range), b.text);
  }
  EXPECT_TRUE(glued.file->tokens[1].joined);
  EXPECT_EQ(glued.file->tokens.back().kind, ast::TokenKind::END);
}
TEST(Tree, Precedence) {
  EXPECT_EQ(Tree("let x = a + b * -c ^ 2 capped at d"),
            "(let x (capped (+ (name a) (* (name b) (- (^ (name c) (number 2))))) (name d)))\n");
  EXPECT_EQ(Tree("let x = not a == b and c or d"),
            "(let x (or (and (not (== (name a) (name b))) (name c)) (name d)))\n");
  EXPECT_EQ(Tree("let x = a < b <= c"),
            "(let x (chain (< (name a) (name b)) (<= (name b) (name c))))\n");
  EXPECT_EQ(Tree("let x = 2 / 3 / 4"), "(let x (/ (/ (number 2) (number 3)) (number 4)))\n");
  EXPECT_EQ(Tree("let x = 10 - 3 - 2"),
            "(let x (minus (minus (number 10) (number 3)) (number 2)))\n");
}
TEST(Tree, ElseRowsOfAnyLength) {
  EXPECT_EQ(Tree("let x = if a then 1 else if b then 2 else 3"),
            "(let x (if (name a) (number 1) (if (name b) (number 2) (number 3))))\n");
}
TEST(Tree, BoundsAndIntervals) {
  EXPECT_EQ(
      Tree("输入 金额数：金额 (0, 500万]"),
      "(input 金额数 (named 金额 (domain (interval open closed (number 0) (number 500万)))))\n");
  EXPECT_EQ(Tree("输入 数：数值\n输出 乙：是否 = 数 500万元以下"),
            "(input 数 (named 数值))\n(output 乙 (named 是否) (in (name 数) (or-less (number 500万 "
            "元))))\n");
}
TEST(Tree, SharesThatLookLikeAClock) {
  Parsed parsed = ParseText("分配 费 按 10:27:63 给 甲、乙、丙 精确到 分 尾差归 丙");
  ASSERT_FALSE(parsed.sink.has_errors()) << parsed.Messages();
  const ast::Allocation& allocation = *parsed.file->shared[0]->allocation;
  ASSERT_EQ(allocation.shares.size(), 3u);
  EXPECT_EQ(allocation.shares[0]->text, "10");
  EXPECT_EQ(allocation.shares[1]->text, "27");
  EXPECT_EQ(parsed.source->Text(allocation.shares[1]->range), "27");
  EXPECT_EQ(allocation.shares[2]->text, "63");
  EXPECT_EQ(allocation.remainder.text, "丙");
}
TEST(Tree, FullWidthIsHalfWidth) {
  EXPECT_EQ(Tree("ｌｅｔ ｘ ＝ ａ ＋ １２％"), "(let x (+ (name a) (number 12%)))\n");
}
TEST(Tree, NoAsAValueAndAsAQuantifier) {
  EXPECT_EQ(Tree("if b is no then y = no"),
            "(bare-rule (branch (if (== (name b) (no))) (then y (no))))\n");
  EXPECT_EQ(Tree("let z = no x in xs where x > 3"),
            "(let z (no-one x (name xs) (> (name x) (number 3))))\n");
  EXPECT_EQ(Tree("test \"t\" expect y no rule, z = no\nrule r if a then y = no"),
            "(test \"t\" (expect-no-rule y) (expect z (no)))\n"
            "(rule r (branch (if (name a)) (then y (no))))\n");
  EXPECT_EQ(Tree("table t\n| a || y |\n| no || no rule |\n| yes || no |"),
            "(table t (head (conditions (name a)) (results (name y))) (row (cell (no)) || no-rule) "
            "(row (cell (yes)) || (cell (no))))\n");
}
TEST(Tree, Require) {
  EXPECT_EQ(Tree("require end >= start\n填报要求 止日 不早于 起日 备注 \"n\""),
            "(require (>= (name end) (name start)))\n(require (>= (name 止日) (name 起日)) (note "
            "\"n\"))\n");
}
TEST(Tree, PoliciesAndSharedDeclarations) {
  EXPECT_EQ(Tree("input a: boolean\npolicy p \"T\" id \"1\"\nlet b = a\npolicy q\nlet c = a"),
            "(input a (named boolean))\n(policy p \"T\" (id \"1\"))\n(let b (name a))\n(policy "
            "q)\n(let c (name a))\n");
}
TEST(Tree, ExpressionsAreNumberedFromZero) {
  Parsed parsed = ParseText("let x = a + 1\nlet y = b");
  EXPECT_EQ(parsed.file->expr_count, 4u);
  EXPECT_EQ(parsed.file->shared[0]->value->args[0]->id, 0u);
  EXPECT_EQ(parsed.file->shared[0]->value->id, 2u);
}
TEST(Tree, CommentsAreKept) {
  Parsed parsed = ParseText("// 一\nlet x = 1 // 二\r\n");
  ASSERT_EQ(parsed.file->comments.size(), 2u);
  EXPECT_EQ(parsed.source->Text(parsed.file->comments[0].range), "// 一");
  EXPECT_EQ(parsed.source->Text(parsed.file->comments[1].range), "// 二");
}

}  // namespace
}  // namespace pol::test
