// Answers to findings in the text: what is one, what it covers, what it takes away.
#include "compiler/prove/reviewed.h"

#include <gtest/gtest.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/diag/proof_codes.h"
#include "compiler/parse/parse.h"

namespace pol::prove {
namespace {

std::unique_ptr<ast::File> Read(const std::string& text) {
  auto source = source::Source::Create("t.pol", text, {}, nullptr);
  diag::Sink sink;
  auto file = parse::Parse(std::make_shared<const source::Source>(std::move(*source)), sink);
  EXPECT_FALSE(sink.has_errors()) << text;
  return file;
}

constexpr const char* kHead = "政策 收费\n输入 金额数：金额\n";

TEST(Reviewed, CodesAndReason) {
  const auto file = Read(std::string(kHead) +
                         "// 已核 P3001、P3004：原文只规定制造业\n"
                         "// 其他的话\n"
                         "输出 费：金额 = 金额数\n");
  const auto read = ReadReviewed(*file);
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].written, "P3001");
  EXPECT_EQ(read[1].written, "P3004");
  EXPECT_EQ(read[1].reason, "原文只规定制造业");
  EXPECT_EQ(file->source->Text(read[1].code_range), "P3004");
  EXPECT_EQ(file->source->Text(read[0].covers), "输出 费：金额 = 金额数");
  EXPECT_FALSE(read[0].whole_policy);
}

TEST(Reviewed, EnglishHalfWidthAndSmallLetters) {
  const auto file = Read(std::string(kHead) +
                         "输出 费：金额 = 金额数 // reviewed p3001, P3002: as the annex has it\n"
                         "//已核 Ｐ3010:条款照抄原文\n输出 另费：金额 = 金额数\n");
  const auto read = ReadReviewed(*file);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].written, "P3001");
  EXPECT_EQ(read[1].reason, "as the annex has it");
  EXPECT_EQ(file->source->Text(read[1].covers), "输出 费：金额 = 金额数");
  EXPECT_EQ(read[2].written, "P3010");
  EXPECT_EQ(read[2].reason, "条款照抄原文");
}

// A gap is told of the result and lies in its rules: it may be answered above them as well.
TEST(Reviewed, GapAboveItsRules) {
  const auto file = Read(std::string(kHead) +
                         "输出 费、另费：金额\n输出 末费：金额 = 金额数\n"
                         "// 已核 P3001、P3002：原文只规定这些\n"
                         "规则 甲\n  若 金额数 大于 1元 则 费 = 1元\n"
                         "// 已核 P3001：原文只列这些\n"
                         "表 乙\n  | 金额数   || 末费 |\n  | 大于 1元 || 1元  |\n");
  auto read = ReadReviewed(*file);
  ASSERT_EQ(read.size(), 3u);
  ASSERT_EQ(read[0].results.size(), 1u);
  EXPECT_EQ(file->source->Text(read[0].results[0]), "输出 费、另费：金额");
  EXPECT_TRUE(read[1].results.empty());
  ASSERT_EQ(read[2].results.size(), 1u);
  EXPECT_EQ(file->source->Text(read[2].results[0]), "输出 末费：金额 = 金额数");
  diag::Diagnostic gap;
  gap.code = diag::Of(diag::ProofCode::kGap);
  gap.range = read[0].results[0];
  EXPECT_EQ(AnswerTo(&read, gap), &read[0]);
  EXPECT_EQ(read[0].used, 1u);
  gap.code = diag::Of(diag::ProofCode::kConflict);
  EXPECT_EQ(AnswerTo(&read, gap), nullptr);
}

TEST(Reviewed, WhatIsNoAnswer) {
  EXPECT_TRUE(ReadReviewed(*Read(std::string(kHead) + "// 已核对原文\n// reviewed by the office\n"
                                                      "输出 费：金额 = 金额数\n"))
                  .empty());
}

TEST(Reviewed, WithoutReasonCodeOrPlace) {
  const auto file = Read(std::string(kHead) +
                         "// 已核 P3001\n// 已核 P3002：——\n// 已核：没有写编号\n"
                         "输出 费：金额 = 金额数\n// 已核 P3003：下面什么也没有\n");
  const auto read = ReadReviewed(*file);
  ASSERT_EQ(read.size(), 4u);
  EXPECT_EQ(read[0].reason, "");
  EXPECT_EQ(read[1].reason, "");
  EXPECT_EQ(read[2].written, "");
  EXPECT_FALSE(read[2].code.has_value());
  EXPECT_TRUE(read[3].covers.empty());
}

TEST(Reviewed, MistakesOfReadingAndUnknownCodesHaveNoCode) {
  const auto read = ReadReviewed(*Read(std::string(kHead) +
                                       "// 已核 P1001、P3999：不看\n输出 费：金额 = 金额数\n"));
  ASSERT_EQ(read.size(), 2u);
  EXPECT_FALSE(read[0].code.has_value());
  EXPECT_FALSE(read[1].code.has_value());
}

TEST(Reviewed, AboveThePolicyItCoversTheWholeOfIt) {
  const auto file = Read("// 已核 P3001：全文如此\n政策 甲\n输入 数：整数\n输出 果：整数 = 数\n"
                         "政策 乙\n  编号 \"2\" // 已核 P3002：也是\n输入 数：整数\n输出 果：整数 = 数\n");
  const auto read = ReadReviewed(*file);
  ASSERT_EQ(read.size(), 2u);
  EXPECT_TRUE(read[0].whole_policy);
  EXPECT_EQ(read[0].covers, file->policies[0]->range);
  EXPECT_EQ(read[1].covers, file->policies[1]->range);
}

TEST(Reviewed, ALineInsideATableBelongsToTheTable) {
  const auto file = Read("政策 甲\n输入 数：整数\n输出 果：整数\n表 果表\n  | 数 || 果 |\n"
                         "  // 已核 P3004：照抄原表\n  | 1 || 1 |\n  | 2 || 2 | // 已核 P3006：照抄原表\n");
  const auto read = ReadReviewed(*file);
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(file->source->Text(read[0].covers).substr(0, 10), "表 果表");
  EXPECT_EQ(read[0].covers, read[1].covers);
}

}  // namespace
}  // namespace pol::prove
