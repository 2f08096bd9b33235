#include "compiler/source/source.h"

#include <gtest/gtest.h>

#include "compiler/source/utf8.h"

namespace pol::source {
namespace {

Source Make(std::string text) {
  std::optional<Source> source = Source::Create("t.pol", std::move(text), {}, nullptr);
  EXPECT_TRUE(source.has_value());
  return *source;
}

TextProblem Refused(std::string text, size_t bytes = 1 << 20) {
  TextProblem problem{TextProblem::Kind::kTooLarge, 999};
  Limits limits;
  limits.bytes = bytes;
  EXPECT_FALSE(Source::Create("t.pol", std::move(text), limits, &problem).has_value());
  return problem;
}

TEST(Source, EmptyTextHasOneEmptyLine) {
  const Source source = Make("");
  EXPECT_EQ(source.LineCount(), 1);
  EXPECT_EQ(source.Line(1), (Range{0, 0}));
  EXPECT_EQ(source.At(0).line, 1);
  EXPECT_EQ(source.At(0).column, 1);
  EXPECT_EQ(source.At(17).line, 1);  // beyond the end counts as the end
}

TEST(Source, DropsByteOrderMark) {
  const Source source = Make("\xEF\xBB\xBF若");
  EXPECT_EQ(source.text(), "若");
  EXPECT_EQ(source.At(0).column, 1);
}

TEST(Source, PositionsCountCodePointsAndCells) {
  // 若 at byte 0, space 3, x 4, 为 5: two cells, one cell, one cell.
  const Source source = Make("若 x为\n则");
  EXPECT_EQ(source.At(5).column, 4);
  EXPECT_EQ(source.At(5).display_column, 4);
  EXPECT_EQ(source.At(8).column, 5);
  EXPECT_EQ(source.At(8).display_column, 6);
  EXPECT_EQ(source.At(9).line, 2);
  EXPECT_EQ(source.At(9).column, 1);
  EXPECT_EQ(source.At(12).column, 2);
  EXPECT_EQ(source.At(12).display_column, 2);
}

TEST(Source, LinesWithoutTheirEnds) {
  const Source source = Make("a\r\nbc\n\nd");
  ASSERT_EQ(source.LineCount(), 4);
  EXPECT_EQ(source.Text(source.Line(1)), "a");
  EXPECT_EQ(source.Text(source.Line(2)), "bc");
  EXPECT_EQ(source.Text(source.Line(3)), "");
  EXPECT_EQ(source.Text(source.Line(4)), "d");
  EXPECT_EQ(source.At(3).line, 2);
  EXPECT_EQ(source.At(2).line, 1);  // the \n itself belongs to its line
}

TEST(Source, RefusesBytesThatAreNotUtf8AndSaysWhere) {
  struct Case {
    const char* text;
    uint32_t offset;
  };
  const Case cases[] = {
      {"ab\xFF", 2},            // never a byte of UTF-8
      {"\xD5\xFE\xB2\xDF", 0},  // 政策 in GBK
      {"\xC0\xAF", 0},          // overlong /
      {"x\xED\xA0\x80", 1},     // surrogate
      {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
      {"若\xE8\x8B", 3},        // cut off
  };
  for (const Case& c : cases) {
    const TextProblem problem = Refused(c.text);
    EXPECT_EQ(problem.kind, TextProblem::Kind::kInvalidUtf8) << c.text;
    EXPECT_EQ(problem.offset, c.offset) << c.text;
  }
}

TEST(Source, RefusesZeroBytesAndTooMuch) {
  EXPECT_EQ(Refused(std::string("a\0b", 3)).kind, TextProblem::Kind::kNulByte);
  EXPECT_EQ(Refused(std::string("a\0b", 3)).offset, 1u);
  EXPECT_EQ(Refused("123456789", 8).kind, TextProblem::Kind::kTooLarge);
  EXPECT_EQ(Refused("123456789", 8).offset, 8u);
  Limits limits;
  limits.bytes = 8;
  EXPECT_TRUE(Source::Create("t.pol", "12345678", limits, nullptr).has_value());
}

TEST(Source, ShowsWhatItCanOfARefusedText) {
  const std::string text = "第一行\n金\xFF额 = 1\n第三行";
  const Source shown = Source::ForShowing("t.pol", text, 13);
  EXPECT_EQ(shown.LineCount(), 2);
  EXPECT_EQ(shown.Text(shown.Line(2)), "金?额 = 1");
  EXPECT_EQ(shown.At(13).line, 2);
  EXPECT_EQ(shown.At(13).column, 2);
}

TEST(Width, ChineseTakesTwoCells) {
  EXPECT_EQ(DisplayWidth("转贷金额"), 8);
  EXPECT_EQ(DisplayWidth("（amount）：金额 > 0"), 2 + 6 + 2 + 2 + 4 + 4);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);  // e and a combining acute accent
  EXPECT_EQ(DisplayWidth("\t"), 1);
  EXPECT_EQ(DisplayWidth("𠮷"), 2);  // U+20BB7
  EXPECT_EQ(DisplayWidth(""), 0);
}

TEST(Width, FoldsFullWidthSignsAndLeavesChinesePunctuation) {
  EXPECT_EQ(FoldWidth("５００万（Ａｂ），：％～　x"), "500万(Ab),:%~ x");
  EXPECT_EQ(FoldWidth("一、二。“三”《四》‰"), "一、二。“三”《四》‰");
}

TEST(Width, HoldsHan) {
  EXPECT_TRUE(HoldsHan("a业"));
  EXPECT_TRUE(HoldsHan("〇"));
  EXPECT_TRUE(HoldsHan("𠮷"));
  EXPECT_FALSE(HoldsHan("abc，（）①"));
  EXPECT_FALSE(HoldsHan(""));
}

TEST(Utf8, PrintableEscapesAndShortens) {
  EXPECT_EQ(Printable("a\x07"
                      "b\xE2\x80\xAE"
                      "c",
                      99),
            "a<U+0007>b<U+202E>c");
  EXPECT_EQ(Printable("转贷金额", 2), "转贷…");
  EXPECT_EQ(Printable("转贷", 2), "转贷");
}

TEST(Utf8, RoundTripsCodePoints) {
  const std::string text = "a若𠮷";
  const std::u32string points = ToUtf32(text);
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(points[2], U'\U00020BB7');
  std::string back;
  for (const char32_t c : points) AppendUtf8(c, &back);
  EXPECT_EQ(back, text);
  EXPECT_EQ(CountCodePoints(text), 3u);
}

}  // namespace
}  // namespace pol::source
