#include "compiler/diag/diagnostic.h"

#include <gtest/gtest.h>

#include <set>

namespace pol::diag {
namespace {

constexpr Code kSome = Code::kInvalidUtf8, kOther = Code::kTextTooLarge;

TEST(Codes, AreFoundByWhatIsPrinted) {
  EXPECT_EQ(Info(Code::kInvalidUtf8).code, "P0001");
  EXPECT_EQ(Info(Code::kInvalidUtf8).identifier, "InvalidUtf8");
  EXPECT_EQ(FindCode("P0001"), Code::kInvalidUtf8);
  EXPECT_EQ(FindCode("p0003"), Code::kNulByte);
  EXPECT_FALSE(FindCode("P9999").has_value());
  EXPECT_FALSE(FindCode("").has_value());
}

TEST(Codes, AreUniqueAndWrittenInBothLanguages) {
  std::set<std::string_view> codes;
  for (const Code code : AllCodes()) {
    const CodeInfo& info = Info(code);
    EXPECT_TRUE(codes.insert(info.code).second) << info.code;
    EXPECT_EQ(info.code.size(), 5u) << info.code;
    EXPECT_TRUE(source::HoldsHan(info.zh)) << info.code;
    EXPECT_TRUE(source::HoldsHan(info.page_zh)) << info.code;
    EXPECT_FALSE(info.en.empty()) << info.code;
    EXPECT_FALSE(info.page_en.empty()) << info.code;
    // Both languages use the same arguments.
    for (const char* place : {"{0}", "{1}", "{2}", "{3}", "{4}"}) {
      EXPECT_EQ(info.zh.find(place) == std::string_view::npos,
                info.en.find(place) == std::string_view::npos)
          << info.code << " " << place;
    }
  }
}

// Words of the trade that a drafter must never meet.
TEST(Codes, SpeakThePlainLanguageOfDrafters) {
  for (const Code code : AllCodes()) {
    const CodeInfo& info = Info(code);
    for (const char* word : {"token", "syntax", "parse", "null", "boolean", "identifier", "illegal",
                             "invalid", "type error", "operator", "operand", "literal"}) {
      EXPECT_EQ(info.en.find(word), std::string_view::npos) << info.code << " " << word;
    }
    for (const char* word : {"语法", "词法", "解析", "标识符", "布尔", "非法", "操作数", "运算符",
                             "字面量", "枚举值", "表达式", "类型错误"}) {
      EXPECT_EQ(info.zh.find(word), std::string_view::npos) << info.code << " " << word;
    }
  }
}

TEST(Sink, DropsRepeatsAndWhatLiesOnAnError) {
  Sink sink;
  sink.Report(kSome, {10, 20});
  sink.Report(kSome, {10, 20});
  sink.Report(kOther, {15, 25});  // overlaps
  sink.Report(kOther, {12, 12});  // a place inside
  EXPECT_EQ(sink.error_count(), 1u);
  sink.Report(kOther, {20, 25});  // touches only
  sink.Report(kOther, {30, 30});
  sink.Report(kSome, {30, 30});  // the same place
  EXPECT_EQ(sink.error_count(), 3u);
  EXPECT_EQ(sink.all().size(), 3u);
}

TEST(Sink, AnOverlappedReportMayStillBeFilledIn) {
  Sink sink;
  sink.Report(kSome, {0, 4}).notes.push_back("kept");
  sink.Report(kOther, {1, 2}).notes.push_back("dropped");
  ASSERT_EQ(sink.all().size(), 1u);
  EXPECT_EQ(sink.all()[0].notes[0].en, "kept");
  EXPECT_EQ(sink.all()[0].notes.size(), 1u);
}

TEST(Sink, StopsAtItsLimit) {
  Sink sink(3);
  for (uint32_t i = 0; i < 10; ++i) sink.Report(kSome, {i * 2, i * 2 + 1});
  EXPECT_EQ(sink.error_count(), 3u);
  EXPECT_EQ(sink.all().size(), 3u);
  EXPECT_TRUE(sink.full());
  EXPECT_TRUE(sink.has_errors());
}

TEST(Message, FillsInArgumentsByLanguage) {
  Diagnostic diagnostic;
  diagnostic.code = Code::kTextTooLarge;
  diagnostic.arguments = {Text("1 MB（百万字节）", "1 MB (a million bytes)")};
  EXPECT_EQ(
      Message(diagnostic, Language::kChinese),
      "文件太大，最多可以有 1 MB（百万字节）：请分成几个文件，并确认它确实是写政策的文件，而不是"
      "数据。");
  EXPECT_EQ(
      Message(diagnostic, Language::kEnglish),
      "The file is too large; at most 1 MB (a million bytes) are read: divide it into several "
      "files, and make sure that it is a policy and not data.");
}

TEST(Message, QuotesLongAndUnprintableWordsSanely) {
  Diagnostic diagnostic;
  diagnostic.code = Code::kTextTooLarge;
  diagnostic.arguments = {Text(std::string(10000, 'x'))};
  EXPECT_LT(Message(diagnostic, Language::kEnglish).size(), 250u);
  diagnostic.arguments = {Text("a\x1b[31m")};
  EXPECT_NE(Message(diagnostic, Language::kEnglish).find("a<U+001B>[31m"), std::string::npos);
}

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> industries = {"制造业", "非制造业", "建筑业"};
  EXPECT_EQ(Nearest("制造", industries), "制造业");
  EXPECT_EQ(Nearest("制造行业", industries), "制造业");
  EXPECT_EQ(Nearest("制早业", industries), "制造业");
  EXPECT_EQ(Nearest("金融业", {"制造业"}), "");
  const std::vector<std::string> names = {"转贷金额", "占用天数", "日利率"};
  EXPECT_EQ(Nearest("转贷全额", names), "转贷金额");
  EXPECT_EQ(Nearest("贷转金额", names), "转贷金额");
  EXPECT_EQ(Nearest("转贷款金额", names), "转贷金额");
  EXPECT_EQ(Nearest("占用天", names), "占用天数");
  EXPECT_EQ(Nearest("利率", names), "日利率");
  EXPECT_EQ(Nearest("贷款金额", names), "转贷金额");
  EXPECT_EQ(Nearest("企业规模", names), "");
}

TEST(Nearest, EnglishWordsAndConfusables) {
  const std::vector<std::string> names = {"amount", "industry", "days", "R10"};
  EXPECT_EQ(Nearest("ammount", names), "amount");
  EXPECT_EQ(Nearest("indsutry", names), "industry");
  EXPECT_EQ(Nearest("Amount", names), "amount");
  EXPECT_EQ(Nearest("ａｍｏｕｎｔ", names), "amount");
  EXPECT_EQ(Nearest("R1O", names), "R10");
  EXPECT_EQ(Nearest("day", names), "days");
  EXPECT_EQ(Nearest("fee", names), "");
  EXPECT_EQ(Nearest("x", {"y"}), "");
  EXPECT_EQ(Nearest("", names), "");
}

TEST(Nearest, NeverOffersTheSameWordOrWorksOnEndlessOnes) {
  EXPECT_EQ(Nearest("days", {"days"}), "");
  EXPECT_EQ(Nearest(std::string(100000, 'x'), {std::string(100000, 'y')}), "");
}

}  // namespace
}  // namespace pol::diag
