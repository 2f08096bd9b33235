// What the one style looks like, construct by construct. The expected texts were written by hand.
#include "tests/unit/format/helpers.h"

namespace pol::format {
namespace {

TEST(Format, PolicyHeadAndInputs) {
  EXPECT_EQ(Formatted(R"(政策 收费 "标准" 编号 "1" 来源 "文件" 条款 "第3条" 施行 自 2023-01-01 起;
输入 转贷金额(amount):金额 > ０ 疑义 "含税吗" 取 "含"
  输入 行业（industry）: 枚举 制造业 （manufacturing） 、 非制造业(other)。

 输入 甲,乙 : 是否
输出 费 : 金额 / 月)"),
            R"(政策 收费 "标准"
  编号 "1"
  来源 "文件" 条款 "第3条"
  施行 自 2023-01-01 起
输入 转贷金额（amount）：金额 > 0
  疑义 "含税吗" 取 "含"
输入 行业（industry）：枚举 制造业（manufacturing）、非制造业（other）

输入 甲，乙：是否
输出 费：金额/月
)");
}

TEST(Format, EnglishLinesHaveHalfWidthSigns) {
  EXPECT_EQ(Formatted("policy p\ninput 金额额（amount）：money（0，500万］\ninput a，b：days>=1\n"
                      "output fee:money=round_half_up（amount*2，fen）"),
            "policy p\n"
            "input 金额额 (amount): money (0, 500万]\n"
            "input a, b: days >= 1\n"
            "output fee: money = round_half_up(amount * 2, fen)\n");
}

TEST(Format, TablesAlignByDisplayWidth) {
  EXPECT_EQ(Formatted("输入 金额数：金额 > 0\n输入 行业：枚举 制造业、其他业\n输出 费率：比率\n"
                      "表 费率表\n|#|金额数|行业||费率|\n|R1|(0,500万]|制造业||0.2‰|\n"
                      "|R10|超过500万|-||免费率 |\n令 免费率：比率 = 0\n"),
            "输入 金额数：金额 > 0\n"
            "输入 行业：枚举 制造业、其他业\n"
            "输出 费率：比率\n"
            "表 费率表\n"
            "  | #   | 金额数     | 行业   || 费率   |\n"
            "  | R1  | (0, 500万] | 制造业 || 0.2‰   |\n"
            "  | R10 | 超过 500万 | -      || 免费率 |\n"
            "令 免费率：比率 = 0\n");
}

TEST(Format, ShortRulesStayOnOneLine) {
  EXPECT_EQ(Formatted("若 行业 为 制造业 且 金额数<=500万 则 费=0"),
            "若 行业 为 制造业 且 金额数 <= 500万 则 费 = 0\n");
}

TEST(Format, GluedRunsAreSetApart) {
  EXPECT_EQ(Formatted("若行业为制造业且转贷金额不超过500万且占用天数不超过3则日利率=0"),
            "若 行业 为 制造业 且 转贷金额 不超过 500万 且 占用天数 不超过 3 则 日利率 = 0\n");
}

TEST(Format, LongRulesBreakBeforeThenAndAnd) {
  EXPECT_EQ(Formatted("若 企业所属行业 为 制造业 且 企业上年度研发投入 不低于 500万元 且 "
                      "企业上年度用工人数 不少于 10人 "
                      "且 企业信用等级 为 优秀 则 补助金额 = 20万元"),
            "若 企业所属行业 为 制造业\n"
            "    且 企业上年度研发投入 不低于 500万元\n"
            "    且 企业上年度用工人数 不少于 10人\n"
            "    且 企业信用等级 为 优秀\n"
            "  则 补助金额 = 20万元\n");
}

TEST(Format, BranchesEachOnALine) {
  EXPECT_EQ(Formatted("输入 k：整数\n输出 类型：枚举 事前、事中、无\n规则 提醒 若 k 属于 0~2 则 "
                      "类型=事前 否则 若 k "
                      "属于 [-7,0) 则 类型 = 事中 否则 类型 = 无"),
            "输入 k：整数\n"
            "输出 类型：枚举 事前、事中、无\n"
            "规则 提醒\n"
            "  若 k 属于 0~2 则 类型 = 事前\n"
            "  否则 若 k 属于 [-7, 0) 则 类型 = 事中\n"
            "  否则 类型 = 无\n");
}

TEST(Format, LabelledItemsEachOnALine) {
  EXPECT_EQ(Formatted("输入 甲,乙,丙:是否\n输出 可贷:是否\n令 两项 = 同时满足：① \"一\"：甲 ② "
                      "\"二\"：乙 备注 \"注\"\n"
                      "若 至少 2 项:①甲②乙③(满足任一 ①甲 ②丙) 则 可贷 = 是"),
            "输入 甲，乙，丙：是否\n"
            "输出 可贷：是否\n"
            "令 两项 = 同时满足：\n"
            "  ① \"一\"：甲\n"
            "  ② \"二\"：乙\n"
            "  备注 \"注\"\n"
            "若 至少 2项：\n"
            "  ① 甲\n"
            "  ② 乙\n"
            "  ③ （满足任一\n"
            "    ① 甲\n"
            "    ② 丙）\n"
            "则 可贷 = 是\n");
}

TEST(Format, OrMoreIsNotAChoice) {
  const std::string text =
      "if all of:\n"
      "  ① \"person\": measure is custody and the_person_concerned in representative、controller and paid_in_capital 500万 yuan or more\n"
      "then shall approval = yes\n";
  EXPECT_EQ(Formatted(text),
            "if all of:\n"
            "  ① \"person\": measure is custody\n"
            "    and the_person_concerned in representative、controller\n"
            "    and paid_in_capital 500万 yuan or more\n"
            "then shall approval = yes\n");
}

// On the last item's line they would read as part of it.
TEST(Format, WhatATargetSaysBehindItsItems) {
  EXPECT_EQ(Formatted("目标 全部达标：同时满足：①\"办结\"：已办 不少于 900 ②\"服务\"：应办 不少于 50 期间 至 2023-12-31 止 力度 应\n"),
            "目标 全部达标：同时满足：\n"
            "  ① \"办结\"：已办 不少于 900\n"
            "  ② \"服务\"：应办 不少于 50\n"
            "  期间 至 2023-12-31 止 力度 应\n");
  EXPECT_EQ(Formatted("目标 达标：已办 不少于 900 期间 至 2023-12-31 止 力度 应\n"),
            "目标 达标：已办 不少于 900 期间 至 2023-12-31 止 力度 应\n");
}

TEST(Format, ParametersByPeriod) {
  EXPECT_EQ(
      Formatted(
          "parameter LPR:rate/year from 2022-08-22 to 2023-06-19=3.65% from 2023-06-20 = 3.55%\n"
          "参数 线:数值 待定 备注 \"未给\""),
      "parameter LPR: rate/year\n"
      "  from 2022-08-22 to 2023-06-19 = 3.65%\n"
      "  from 2023-06-20 = 3.55%\n"
      "参数 线：数值 待定\n"
      "  备注 \"未给\"\n");
}

TEST(Format, TestsOnOneLineIfTheyFit) {
  EXPECT_EQ(Formatted("输入 甲:整数\n输出 乙:整数=甲\n测试 \"短\" 假设 甲=1 期望 乙=1\n"
                      "测试 \"很长很长很长很长很长很长很长很长很长很长很长很长\" 于 2023-06-01 "
                      "假设 甲 = 1234567890 期望 "
                      "乙 = 1234567890"),
            "输入 甲：整数\n"
            "输出 乙：整数 = 甲\n"
            "测试 \"短\" 假设 甲 = 1 期望 乙 = 1\n"
            "测试 \"很长很长很长很长很长很长很长很长很长很长很长很长\" 于 2023-06-01\n"
            "  假设 甲 = 1234567890\n"
            "  期望 乙 = 1234567890\n");
}

TEST(Format, CommentsKeepTheirPlaces) {
  EXPECT_EQ(Formatted("// 文件\n\n\n// 输入\n输入 甲：整数   // 尾注  \n"
                      "  // 上\n疑义 \"问\" 取 \"答\"\n\n\n\n// 输出一\n\n// 输出二\n输出 乙：整数 "
                      "// 值\n = 甲\n// 末\n"),
            "// 文件\n"
            "\n"
            "// 输入\n"
            "输入 甲：整数  // 尾注\n"
            "  // 上\n"
            "  疑义 \"问\" 取 \"答\"\n"
            "\n"
            "// 输出一\n"
            "\n"
            "// 输出二\n"
            "输出 乙：整数  // 值\n"
            "  = 甲\n"
            "// 末\n");
}

// Answers to findings say what they are about by where they stand.
TEST(Format, AnswersStayWithWhatTheyAnswer) {
  EXPECT_EQ(Formatted("// 已核 P3001：全文照抄\n政策 甲\n   编号 \"1\" // 已核 P3002：编号行\n输入 数：整数\n"
                      "   // 已核 P3003：输出\n输出 果：整数\n// 已核 P3004：表\n表 果表\n|数||果|\n"
                      "|1||1|// 已核 P3006：行\n// 已核 P3010：末\n若 数>5 则 果=3   //已核 P3005：尾"),
            "// 已核 P3001：全文照抄\n"
            "政策 甲\n"
            "  编号 \"1\"  // 已核 P3002：编号行\n"
            "输入 数：整数\n"
            "// 已核 P3003：输出\n"
            "输出 果：整数\n"
            "// 已核 P3004：表\n"
            "表 果表\n"
            "  | 数 || 果 |\n"
            "  | 1  || 1  |  // 已核 P3006：行\n"
            "// 已核 P3010：末\n"
            "若 数 > 5 则 果 = 3  //已核 P3005：尾\n");
}

TEST(Format, CommentsInTables) {
  EXPECT_EQ(Formatted("输入 甲：整数\n输出 乙：整数\n表 丙 // 表\n | 甲 || 乙 | // 头\n// 一\n| 1 "
                      "// 中\n|| 2 |\n| 2 || 3 |"),
            "输入 甲：整数\n"
            "输出 乙：整数\n"
            "表 丙  // 表\n"
            "  | 甲 || 乙 |  // 头\n"
            "  // 一\n"
            "  // 中\n"
            "  | 1  || 2  |\n"
            "  | 2  || 3  |\n");
}

TEST(Format, OnlyComments) {
  EXPECT_EQ(Formatted("// 一\n\n\n// 二\n\n"), "// 一\n\n// 二\n");
  EXPECT_EQ(Formatted(""), "");
  EXPECT_EQ(Formatted("\n\n"), "");
}

TEST(Format, SignsDigitsAndLineEnds) {
  EXPECT_EQ(
      Formatted("若 甲≥５００万 且 乙≠3 且 丙≤（４×2÷1） 则 丁＝－１；\r\n若 甲<1 则 丁=2－1。"),
      "若 甲 >= 500万 且 乙 != 3 且 丙 <= （4 * 2 / 1） 则 丁 = -1\n"
      "若 甲 < 1 则 丁 = 2 - 1\n");
}

TEST(Format, SharesKeepTheirColons) {
  EXPECT_EQ(Formatted("输入 总额:金额\n输出 中央,省,地方:金额\n分配 总额 按 10:27:63 给 "
                      "中央、省、地方 精确到 分 尾差归 地方"),
            "输入 总额：金额\n"
            "输出 中央，省，地方：金额\n"
            "分配 总额 按 10:27:63 给 中央、省、地方 精确到 分 尾差归 地方\n");
}

TEST(Format, ComparisonWordsAreNeverSwapped) {
  const std::string text =
      "若 甲 不高于 1 且 乙 至多 2 且 丙 小于等于 3 且 丁 晚于 2023-01-01 且 戊 高于 1 则 己 = 1\n";
  EXPECT_EQ(Formatted(text), text);
}

TEST(Format, AboutStandsAlone) {
  // 约500万 in one piece would be a name.
  EXPECT_EQ(Formatted("若 甲 大于 约 500万 则 乙 = 1"), "若 甲 大于 约 500万 则 乙 = 1\n");
  EXPECT_EQ(Formatted("若 甲 大于 about 500万 则 乙 = 1", Keywords::kChinese),
            "若 甲 大于 约 500万 则 乙 = 1\n");
}

TEST(Keywords, IntoEnglish) {
  EXPECT_EQ(
      Formatted(
          "输入 金额数（amount）：金额 不少于 0\n输入 对象：枚举 企业、个人\n输入 日：日期\n输出 "
          "费：金额/月\n"
          "若 金额数 500万元以下 且 对象 不为 企业 且 日 晚于 2023-01-01 则 应当 费 = 3元/月\n"
          "令 两项 = 至少 1项：① 金额数 不属于 (0,1] ② 对象 是 个人\n",
          Keywords::kEnglish),
      "input 金额数 (amount): money at least 0\n"
      "input 对象: enum 企业、个人\n"
      "input 日: date\n"
      "output 费: money/month\n"
      "if 金额数 500万 yuan or less and 对象 is not 企业 and 日 after 2023-01-01\n"
      "  then shall 费 = 3 yuan/month\n"
      "let 两项 = at least 1项:\n"
      "  ① 金额数 not in (0, 1]\n"
      "  ② 对象 is 个人\n");
}

TEST(Keywords, IntoChinese) {
  EXPECT_EQ(
      Formatted(
          "input amount: money at least 0\ninput xs: list at most 3 of integer\noutput fee: money\n"
          "output ok: boolean = every x in xs where x not in 1、2\n"
          "rule r if amount 500万 or more then in principle shall not fee = amount capped "
          "at 3\n"
          "test \"t\" given amount = 1 expect fee no rule, ok needs xs\n",
          Keywords::kChinese),
      "输入 amount：金额 不低于 0\n"
      "输入 xs：列表 至多 3 整数\n"
      "输出 fee：金额\n"
      "输出 ok：是否 = 每个 x 属于 xs 满足 x 不属于 1、2\n"
      "规则 r 若 amount 500万以上 则 原则上 不得 fee = amount 封顶 3\n"
      "测试 \"t\" 假设 amount = 1 期望 fee 无规则，ok 待补 xs\n");
}

TEST(Keywords, ADeclaredNameHidesABuiltIn) {
  // 天 and sum are declared: neither the word nor its twin may come to mean them.
  EXPECT_EQ(Formatted("输入 sum：金额\n输出 费：金额 = 合计（sum、1）\n", Keywords::kEnglish),
            "input sum: money\noutput 费: money = 合计(sum、1)\n");
}

TEST(SameTokens, TellsProgramsApart) {
  const auto a = Read("若 甲 不超过 1 则 乙 = 2");
  EXPECT_TRUE(SameTokens(*a, *Read("if 甲 at most 1 then 乙 = 2。")));
  EXPECT_TRUE(SameTokens(*a, *Read("如果甲不高于１则乙＝２ // 注")));
  EXPECT_FALSE(SameTokens(*a, *Read("若 甲 超过 1 则 乙 = 2")));
  EXPECT_FALSE(SameTokens(*a, *Read("若 甲 不超过 2 则 乙 = 2")));
  EXPECT_FALSE(SameTokens(*a, *Read("若 丙 不超过 1 则 乙 = 2")));
  // Two words in English, one in Chinese, also right after the bar of a cell.
  EXPECT_TRUE(SameTokens(*Read("表 甲 | 乙 || 丙 | | 1 || 无规则 |"),
                         *Read("table 甲 | 乙 || 丙 | | 1 || no rule |")));
  EXPECT_FALSE(SameTokens(*a, *Read("若 甲 不超过 1 则 乙 = 2 若 甲 为 3 则 乙 = 4")));
}

}  // namespace
}  // namespace pol::format
