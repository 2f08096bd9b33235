#include "runtime/value/literal.h"

#include <gtest/gtest.h>

namespace pol::value {
namespace {

std::string Number(std::string_view text) {
  const std::optional<Rational> number = ReadNumber(text);
  return number ? number->ToString() : "-";
}
std::string Han(std::string_view text) {
  const std::optional<Rational> number = ReadHanNumber(text);
  return number ? number->ToString() : "-";
}

TEST(Literal, Numbers) {
  EXPECT_EQ(Number("500"), "500");
  EXPECT_EQ(Number("500万"), "5000000");
  EXPECT_EQ(Number("1.2亿"), "120000000");
  EXPECT_EQ(Number("3万亿"), "3000000000000");
  EXPECT_EQ(Number("0.2‰"), "0.0002");
  EXPECT_EQ(Number("30%"), "0.3");
  EXPECT_EQ(Number("3.65%"), "0.0365");
  EXPECT_EQ(Number("1万%"), "100");
  EXPECT_EQ(Number("５００万"), "5000000");
  EXPECT_EQ(Number("０．２‰"), "0.0002");
  EXPECT_EQ(Number("５％"), "0.05");
  for (const char* text : {"", "-5", "+5", "1e3", ".5", "5.", "1/2", "500 万", "500万元", "万", "%",
                           "1万万", "5%%", "1,000", "NaN"})
    EXPECT_EQ(Number(text), "-") << text;
}

TEST(Literal, HanNumbers) {
  EXPECT_EQ(Han("万分之三"), "0.0003");
  EXPECT_EQ(Han("三分之二"), "2/3");
  EXPECT_EQ(Han("百分之五"), "0.05");
  EXPECT_EQ(Han("百分之12"), "0.12");
  EXPECT_EQ(Han("百分之二十五"), "0.25");
  EXPECT_EQ(Han("百分之一百"), "1");
  EXPECT_EQ(Han("千分之一点五"), "0.0015");
  EXPECT_EQ(Han("10万分之三"), "0.00003");
  EXPECT_EQ(Han("五折"), "0.5");
  EXPECT_EQ(Han("85折"), "0.85");
  EXPECT_EQ(Han("八五折"), "0.85");
  EXPECT_EQ(Han("8.5折"), "0.85");
  EXPECT_EQ(Han("两成"), "0.2");
  EXPECT_EQ(Han("十成"), "1");
  for (const char* text : {"", "三", "分之三", "三分之", "零分之一", "折", "零折", "十一成",
                           "百分之x", "一一百分之三", "亿亿分之一", "99999999999999亿分之一"})
    EXPECT_EQ(Han(text), "-") << text;
}

TEST(Literal, FoldsWidthAndNothingElse) {
  EXPECT_EQ(FoldWidth("Ａｂ１（，）　～"), "Ab1(,) ~");
  EXPECT_EQ(FoldWidth("制造业、「」。"), "制造业、「」。");
  EXPECT_EQ(FoldWidth("｀｟"), "`｟");
}

TEST(Literal, Nfc) {
  EXPECT_EQ(Nfc("e\xCC\x81"), "\xC3\xA9");
  EXPECT_EQ(Nfc("制造业"), "制造业");
  EXPECT_EQ(Nfc("Ａ公司"), "Ａ公司");
  EXPECT_EQ(Nfc(""), "");
  EXPECT_FALSE(Nfc("\xFF\xFE").has_value());
}

}  // namespace
}  // namespace pol::value
