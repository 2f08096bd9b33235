// Findings that are answered in the text, answers without a reason, answers to nothing.
#include <gtest/gtest.h>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

constexpr char kRule[] = "输出 合格：是否 = 金额数 不超过 5000000\n";

std::string With(const std::string& comment) {
  return "输入 金额数：金额\n" + comment + "\n" + kRule;
}

TEST(Answers, AReasonAnswers) {
  EXPECT_EQ(LintText(With(""), "bare-number").size(), 1u);
  EXPECT_TRUE(LintText(With("// 已核 P4001：原文就写成数字"), "bare-number").empty());
  EXPECT_TRUE(LintText(With("// reviewed P4001: as in the document"), "bare-number").empty());
  // One about another code leaves it.
  EXPECT_EQ(LintText(With("// 已核 P4002：原文就写成数字"), "bare-number").size(), 1u);
}

TEST(Answers, WithoutAReasonNothingIsAnswered) {
  EXPECT_EQ(LintText(With("// 已核 P4001"), "bare-number").size(), 1u);
  const Linted found = LintText(With("// 已核 P4001：。"), "reviewed-without-reason");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "P4018");
  EXPECT_EQ(found[0].zh, "“已核 P4001”后面没有写理由，不起作用。");
  EXPECT_EQ(found[0].text, "// 已核 P4001：。");
}

TEST(Answers, ThatAnswerNothingAreFindings) {
  const auto why = [](const std::string& comment) {
    const Linted found = LintText(With(comment), "reviewed-nothing");
    return found.size() == 1 ? found[0].zh : "findings: " + std::to_string(found.size());
  };
  EXPECT_EQ(why("// 已核 P4018：理由"), "“已核 P4018”没有答复任何提示：它所在的这一段没有这个提示。");
  EXPECT_EQ(why("// 已核 P9999：理由"), "“已核 P9999”没有答复任何提示：没有这个代码，或这个代码不能答复。");
  EXPECT_EQ(why("// 已核：理由"), "“已核 ……”没有答复任何提示：没有写明代码，例如 P3001。");
  EXPECT_EQ(why("// 已核 P4001：理由"), "findings: 0");
  EXPECT_EQ(why("// 已核对原文"), "findings: 0");
}

TEST(Answers, InTheWrongPlaceAreToldTheRightOne) {
  const Linted found =
      LintText("// 已核 P4001：原文就写成数字\n输入 金额数：金额\n" + std::string(kRule), "reviewed-nothing");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].zh, "“已核 P4001”没有答复任何提示：这个提示在第 3 行，答复要写在那一段的上一行。");
  EXPECT_EQ(found[0].en, "“reviewed P4001” answers no finding: the finding is on line 3; put the answer above what stands there.");
}

}  // namespace
}  // namespace pol
