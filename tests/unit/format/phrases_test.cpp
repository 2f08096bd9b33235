// The phrases of documents are printed as they stand, and in the other language as its twins.
#include <gtest/gtest.h>

#include "tests/unit/format/helpers.h"

namespace pol::format {
namespace {

constexpr char kHead[] =
    "输入 甲、乙、丙：金额\n输入 成立、失信：是否\n输入 数、年限：整数\n输入 日、止日：日期\n"
    "输入 级：枚举 市级 < 省级 < 国家级\n输入 型：枚举 轻型、厢式、冷藏\n输出 补、费：金额\n";

TEST(Phrases, RoundTripInBothLanguages) {
  for (const char* phrase : {
           "对成立的，给予补2万元，数每增加1个增加1万元，最多按2个计，最高不超过甲，但失信的除外",
           "对于 成立 的，可以 费 = 免费",
           "若 成立 的，给予 补 按甲的20%，最低 乙",
           "（一）对 型 为 轻型、厢式、冷藏 且 成立 的，分别给予补1元、2元、3元 除非 失信",
           "1. 除失信外，若 成立 则 补 = 甲 上浮 10% 下浮 5% 减按 80% 减半",
           "同时符合下列条件的，可以 补 = 甲、乙 较高者：\n（1）成立\n（2）甲超过500万元至1000万元\n（3）年限满3不满5",
           "有下列情形之一的，补 = 甲、乙、丙之和：\n① 失信\n② 甲 500万元以下（不含） 但 成立 的除外",
           "若 日在止日前36个月内 且 止日 在 日 后 30日内 则 费 = 1元",
           "输出 末：日期 = 自日起7个工作日内\n输出 末二：日期 = 自 日 之日起 30日内",
           "令 真 = 甲 5元至9元（不含） 且 甲的20% 不超过 3元",
           "for 成立: give 补 20% of 甲, at most 乙, but 失信 excepted",
           "表 t\n| 甲 | 年限 || 补 |\n| 超过5元至9元 | 满3不满5 || 免费 |\n| 9元以上（不含） | - || 2元 |",
       }) {
    SCOPED_TRACE(phrase);
    const std::string text = kHead + std::string(phrase) + "\n";
    Formatted(text);
    const std::string english = Formatted(text, Keywords::kEnglish);
    const std::string chinese = Formatted(english, Keywords::kChinese);
    const auto original = Read(text), back = Read(chinese);
    ASSERT_TRUE(original && back);
    EXPECT_TRUE(SameTokens(*original, *back)) << english << chinese;
  }
}
TEST(Phrases, KeepTheWordsOfTheDocument) {
  EXPECT_EQ(Formatted(std::string(kHead) + "对成立的,给予补按甲的20%,最高不超过乙\n").substr(sizeof kHead - 1),
            "对 成立 的，给予 补 按 甲 的20%，最高不超过 乙\n");
}
TEST(Phrases, PastedTablesGetBars) {
  EXPECT_EQ(Formatted(std::string(kHead) + "表 收费\n甲（万元）\t型\t费（元）\n500以下\t轻型\t免费\n\t厢式\t2\n")
                .substr(sizeof kHead - 1),
            "表 收费\n"
            "  | 甲          | 型   || 费   |\n"
            "  | 500万元以下 | 轻型 || 免费 |\n"
            "  | 500万元以下 | 厢式 || 2元  |\n");
}

}  // namespace
}  // namespace pol::format
