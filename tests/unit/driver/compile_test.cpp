// The facade: text problems, files of several policies, what is not yet supported.
#include "compiler/diag/render.h"
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

TEST(Compile, BytesThatAreNotTextAreADiagnostic) {
  const auto compilation = driver::Compile("bad.pol", "input a: money\n\xFF\xFE");
  EXPECT_EQ(compilation->program, nullptr);
  EXPECT_EQ(Found(*compilation), "InvalidUtf8");
  ASSERT_NE(compilation->source, nullptr);
  EXPECT_EQ(compilation->source->name(), "bad.pol");
  const std::string shown =
      diag::RenderHuman(compilation->diagnostics.all()[0], *compilation->source,
                        {.language = diag::Language::kEnglish});
  EXPECT_NE(shown.find("bad.pol:2:1"), std::string::npos) << shown;
}

TEST(Compile, ZeroBytesAreADiagnostic) {
  const auto compilation = driver::Compile("bad.pol", std::string("a\0b", 3));
  EXPECT_EQ(Found(*compilation), "NulByte");
  EXPECT_EQ(compilation->file, nullptr);
}

TEST(Compile, TooLargeIsADiagnosticWithTheLimit) {
  driver::Options options;
  options.source.bytes = 10;
  const auto compilation = driver::Compile("big.pol", "input a: money", options);
  EXPECT_EQ(Found(*compilation), "TextTooLarge");
  EXPECT_NE(Messages(*compilation).find("10 B"), std::string::npos) << Messages(*compilation);
  EXPECT_EQ(compilation->source->name(), "big.pol");
}

TEST(Compile, MarkAtTheBeginningAndWindowsLineEnds) {
  const auto compilation =
      driver::Compile("w.pol", "\xEF\xBB\xBFinput a: money\r\noutput o: boolean = a > 5\r\n");
  EXPECT_EQ(Brief(Answer(Only(*compilation), R"({"a": 6})"), "o"), "true");
}

TEST(Compile, SeveralPoliciesShareWhatStandsBeforeThem) {
  const auto compilation =
      driver::Compile("two.pol",
                      "define size: enum small < large\n"
                      "policy one\ninput s: size\noutput o: boolean = s == small\n"
                      "policy two\ninput s: size\noutput o: boolean = s == large");
  ASSERT_NE(compilation->program, nullptr) << Messages(*compilation);
  ASSERT_EQ(compilation->program->policies.size(), 2u);
  EXPECT_EQ(compilation->program->policies[0].name, "one");
  EXPECT_EQ(compilation->program->policies[1].name, "two");
  EXPECT_EQ(Brief(Answer(compilation->program->policies[0], R"({"s": "large"})"), "o"), "false");
  EXPECT_EQ(Brief(Answer(compilation->program->policies[1], R"({"s": "large"})"), "o"), "true");
}

TEST(Compile, FileWithoutPolicyIsNamedByItself) {
  const auto compilation = driver::Compile("some/where/fee.pol", "if x then fee = 0");
  EXPECT_EQ(Only(*compilation).name, "fee");
  EXPECT_EQ(Only(*compilation).file, "some/where/fee.pol");
}

// A sentence that cannot be read does not hide what is wrong in another, nor is it blamed twice.
TEST(Compile, MistakesOfSentencesAndOfMeaningInOneRun) {
  const auto compilation = driver::Compile("p.pol",
                                           "输入 金额：金额\n输入 天数：天数\n输出 甲、乙：整数\n"
                                           "若 金额 超过 5万 甲 = 1\n"
                                           "若 天数 不超过 24小时 则 乙 = 1");
  EXPECT_EQ(compilation->program, nullptr);
  ASSERT_EQ(compilation->diagnostics.error_count(), 2u) << Messages(*compilation);
  EXPECT_EQ(diag::Info(compilation->diagnostics.all()[1].code).identifier, "UnitsCompared");
}

TEST(Compile, ADateThatDoesNotExistIsToldBesideABrokenSentence) {
  const auto compilation = driver::Compile("p.pol",
                                           "输入 甲：金额\n输出 乙：是否 = 甲 不超过 500 万\n"
                                           "输出 丙：日期 = 2023-02-30");
  ASSERT_EQ(compilation->diagnostics.error_count(), 2u) << Messages(*compilation);
  EXPECT_EQ(diag::Info(compilation->diagnostics.all()[1].code).identifier, "NoSuchDate");
}

TEST(Compile, NamesOfABrokenSentenceAreNotCalledUnknown) {
  const auto compilation = driver::Compile("p.pol",
                                           "输入 金额 金额\n输入 天数：天数\n输出 甲：整数\n"
                                           "若 金额 超过 5万 且 天树 超过 3 则 甲 = 1");
  ASSERT_EQ(compilation->diagnostics.error_count(), 2u) << Messages(*compilation);
  const diag::Diagnostic& second = compilation->diagnostics.all()[1];
  EXPECT_EQ(diag::Info(second.code).identifier, "UnknownName");
  EXPECT_EQ(compilation->source->Text(second.range), "天树");
}

TEST(Compile, EmptyFileIsSaidToBeEmpty) {
  const auto compilation = driver::Compile("empty.pol", "\n// nothing\n");
  EXPECT_EQ(compilation->program, nullptr);
  EXPECT_EQ(Found(*compilation), "NothingWritten");
}

}  // namespace
}  // namespace pol
