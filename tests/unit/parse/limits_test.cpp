// Hostile and very long texts: refused with a message, without descending or searching for long.
#include <gtest/gtest.h>

#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

std::string Repeat(const std::string& text, size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (size_t i = 0; i < count; i++) all += text;
  return all;
}
std::string Codes(const std::string& text, const parse::Limits& limits = {}) {
  Parsed parsed = ParseText(text, limits);
  std::string codes;
  for (const diag::Diagnostic& d : parsed.sink.all()) {
    codes += (codes.empty() ? "" : " ") + std::string(diag::Info(d.code).identifier);
  }
  return codes;
}

TEST(Limits, Parentheses) {
  EXPECT_EQ(Codes("let x = " + Repeat("(", 60) + "1" + Repeat(")", 60)), "");
  EXPECT_EQ(Codes("let x = " + Repeat("(", 70) + "1" + Repeat(")", 70)), "TooDeep");
  EXPECT_EQ(Codes("let x = " + Repeat("(", 70'000) + "1" + Repeat(")", 70'000)), "TooDeep");
  EXPECT_EQ(Codes("let x = " + Repeat("(", 300'000)), "TooDeep");
}
TEST(Limits, OtherNesting) {
  EXPECT_EQ(Codes("let x = " + Repeat("- ", 100'000) + "1"), "TooDeep");
  EXPECT_EQ(Codes("if " + Repeat("not ", 100'000) + "a then b = 1"), "TooDeep");
  EXPECT_EQ(Codes("let x = " + Repeat("2 ^ ", 70'000) + "1"), "TooDeep");
  EXPECT_EQ(Codes("input x: " + Repeat("list of ", 70'000) + "text"), "TooDeep");
  EXPECT_EQ(Codes("let x = " + Repeat("if a then ", 1'000) + "1"), "TooDeep");
  EXPECT_EQ(Codes("let x = " + Repeat("f(", 50'000) + "1"), "TooDeep");
}
TEST(Limits, TheDeclarationAfterIsRead) {
  Parsed parsed = ParseText("let x = " + Repeat("(", 1000) + "\nlet y = 1");
  ASSERT_EQ(parsed.file->shared.size(), 1u);
  EXPECT_EQ(parsed.file->shared[0]->names[0].name.text, "y");
  ASSERT_EQ(parsed.file->unread.size(), 1u);
  EXPECT_EQ(parsed.file->unread[0].text, "x");
}
TEST(Limits, RowsOfTerms) {
  EXPECT_EQ(Codes("let x = 1" + Repeat(" + 1", 900)), "");
  EXPECT_EQ(Codes("let x = 1" + Repeat(" + 1", 2'000)), "ChainTooLong");
  EXPECT_EQ(Codes("let x = a" + Repeat(".a", 2'000)), "ChainTooLong");
  EXPECT_EQ(Codes("if a" + Repeat(" and a", 2'000) + " then b = 1"), "");
  EXPECT_EQ(Codes("let x = " + Repeat("if a then 1 else ", 500) + "2"), "");
  EXPECT_EQ(Codes("let x = " + Repeat("if a then 1 else ", 5'000) + "2"), "TooDeep");
}
TEST(Limits, RulesWithManyBranches) {
  EXPECT_EQ(Codes("if a then b = 1" + Repeat(" else if c then b = 2", 2'000)), "");
}
TEST(Limits, Tables) {
  EXPECT_EQ(Codes("table t\n| a || b |\n" + Repeat("| 1 || 2 |\n", 10'000)), "");
  EXPECT_EQ(Codes("table t\n| a || b |\n" + Repeat("| 1 || 2 |\n", 90'000)), "TableTooLong");
}
TEST(Limits, Words) {
  EXPECT_EQ(Codes("let " + Repeat("a", 401) + " = 1"), "NameTooLong");
  EXPECT_EQ(Codes("let " + Repeat("a", 400) + " = 1"), "");
  EXPECT_EQ(Codes("let x = " + Repeat("1", 61)), "NumberTooLong");
  EXPECT_EQ(Codes("let x = " + Repeat("1", 60)), "");
  EXPECT_EQ(Codes("输入 甲：是否\n若" + Repeat("甲且", 1'000) + "甲则乙=1"), "RunTooLong");
}
TEST(Limits, RunsWithManyReadings) {
  // Each 甲甲 can be divided in two ways: the readings are not counted out, four are shown.
  Parsed parsed = ParseText("输入 甲为：是否\n输入 为甲：是否\n输入 甲、甲为为甲：是否\n若" +
                            Repeat("甲为为甲且", 200) + "甲则甲=1");
  ASSERT_GE(parsed.sink.all().size(), 1u);
  EXPECT_LE(parsed.sink.all()[0].notes.size(), 4u);
}
TEST(Limits, LinesOfOpeningMarks) {
  EXPECT_EQ(Codes("let x = " + Repeat("“", 100'000)), "UnclosedText");
  EXPECT_EQ(Codes("let x = " + Repeat("「", 100'000)), "UnclosedName");
}
TEST(Limits, AtMostAHundredMessages) {
  Parsed parsed = ParseText(Repeat("let x = = 1\n", 5'000));
  EXPECT_EQ(parsed.sink.error_count(), 100u);
}
TEST(Limits, RepeatedHeads) {
  for (const char* word :
       {"rule ", "if ", "则", "）", "| ", "若 甲 则 ", "table t | a ", "甲 ", "= ", "all of "}) {
    Parsed parsed = ParseText(Repeat(word, 1'000'000 / std::string(word).size()));
    EXPECT_TRUE(parsed.sink.has_errors()) << word;
  }
}

}  // namespace
}  // namespace pol::test
