// Rules about dates, deadlines and periods: each fires on what it is about and on nothing beside it.
#include <gtest/gtest.h>

#include "runtime/value/date.h"
#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

using test::Linted;
using test::LintText;

// The messages of one rule, one a line.
std::string Messages(const std::string& text, std::string_view rule, int64_t today = 0) {
  std::string all;
  for (const test::LintFinding& one : LintText(text, rule, {}, false, today).findings)
    all += "[" + one.text + "] " + one.zh + "\n";
  return all;
}

const char kGrant[] = "输入 费用：金额 不少于 0\n输出 补助：金额 = 费用 封顶 2万元\n";

TEST(NoEffectiveDate, OfAPolicyThatGivesSomething) {
  const std::string head = "政策 甲 \"甲办法\"\n  编号 \"a\"\n";
  EXPECT_EQ(Messages(head + kGrant, "no-effective-date"), "[甲] “甲”没有写从哪一天起施行。\n");
  EXPECT_EQ(Messages(head + "  施行 自 2023-01-01 起\n" + kGrant, "no-effective-date"), "");
  EXPECT_EQ(Messages(kGrant, "no-effective-date"), "");  // rules alone, no policy
  // Each rule has a period of its own.
  EXPECT_EQ(Messages(head + "输入 费用：金额 不少于 0\n输出 补助：金额\n"
                            "规则 一 施行 自 2023-01-01 起 则 补助 = 费用 封顶 2万元\n", "no-effective-date"), "");
}

TEST(EffectiveBeforeIssued, DaysBetween) {
  const std::string head = "政策 甲 \"甲办法\"\n  印发 2022年1月11日\n";
  const Linted found = LintText(head + "  施行 自 2022-01-01 起\n" + kGrant, "effective-before-issued");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].zh,
            "2022年1月11日印发，却从2022年1月1日起施行：中间这10天发生的事项，当时还没有这份文件。");
  EXPECT_NE(found[0].more.find("2022年1月10日提出的申请"), std::string::npos) << found[0].more;
  EXPECT_EQ(Messages(head + "  施行 自 2022-01-11 起\n" + kGrant, "effective-before-issued"), "");
  EXPECT_EQ(Messages(head + "  施行 自 2022-01-01 起\n  备注 \"对企业有利，溯及年初\"\n" + kGrant,
                     "effective-before-issued"), "");
}

TEST(TrialWithoutEnd, InTheTitle) {
  const std::string head = "政策 甲 \"甲办法（试行）\"\n";
  EXPECT_EQ(Messages(head + "  施行 自 2022-01-01 起\n" + kGrant, "trial-without-end"),
            "[\"甲办法（试行）\"] 名称里有“试行”，但没有写施行到哪一天为止。\n");
  EXPECT_EQ(Messages(head + "  施行 自 2022-01-01 起 至 2023-12-31 止\n" + kGrant, "trial-without-end"), "");
  EXPECT_EQ(Messages(std::string("政策 甲 \"甲办法\"\n  施行 自 2022-01-01 起\n") + kGrant, "trial-without-end"), "");
}

TEST(Expired, TheLastDayStillCounts) {
  const int64_t last = *value::ParseDate("2023-12-31");
  const std::string text = std::string("政策 甲 \"甲办法\"\n  编号 \"a\"\n  施行 自 2023-01-01 起 至 2023-12-31 止\n") + kGrant;
  EXPECT_EQ(Messages(text, "expired", last), "");
  EXPECT_EQ(Messages(text, "expired", last + 1),
            "[施行 自 2023-01-01 起 至 2023-12-31 止] “甲”只施行到2023年12月31日，现在已经过期。\n");
  // Another version follows it.
  EXPECT_EQ(Messages(text + "政策 乙 \"甲办法\"\n  编号 \"a\"\n  施行 自 2024-01-01 起\n" + kGrant, "expired", last + 1), "");
}

TEST(MonthEndUnsaid, OneLineSettlesIt) {
  const std::string text = "输入 到期日：日期\n输出 最早：日期 = 到期日 + 1个月\n";
  EXPECT_EQ(Messages(text, "month-end-unsaid"),
            "[到期日 + 1个月] “到期日 + 1个月”按月推算，没有写那个月没有这一天时怎么算：2023年1月31日取2023年2月28日，"
            "还是顺延到2023年3月1日？\n");
  EXPECT_EQ(Messages("月末 末日\n" + text, "month-end-unsaid"), "");
  EXPECT_EQ(Messages("输入 到期日：日期\n输出 最早：日期 = 到期日 + 1个月\n  疑义 \"没有这一天的怎么算\" 取 \"取月末\"\n",
                     "month-end-unsaid"), "");
  // Days and constants are always there.
  EXPECT_EQ(Messages("输入 到期日：日期\n输出 最早：日期 = 到期日 + 30天\n输出 固定：日期 = 2023-01-01 + 1个月\n",
                     "month-end-unsaid"), "");
}

TEST(MonthEndUnsaid, YearsFromALeapDay) {
  const Linted found = LintText("输入 制卡日：日期\n输出 期末：日期 = 制卡日 + 5年\n", "month-end-unsaid");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].zh.find("2024年2月29日取2029年2月28日，还是顺延到2029年3月1日"), std::string::npos) << found[0].zh;
}

TEST(MonthEndUnsaid, Backwards) {
  const Linted found = LintText("输入 到期日：日期\n输出 最早：日期 = 到期日 - 1个月\n", "month-end-unsaid");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].zh.find("2023年3月31日取2023年2月28日，还是顺延到2023年3月1日"), std::string::npos) << found[0].zh;
}

TEST(DeadlineDayKind, OnlyDeadlinesInCalendarDays) {
  const std::string calendar = "日历 国家法定 自 \"calendar-cn.csv\"\n输入 提交日：日期\n";
  EXPECT_EQ(Messages(calendar + "输出 办结期限：日期 = 提交日 + 7天\n", "deadline-day-kind"),
            "[提交日 + 7天] “办结期限”按自然日算到“提交日 + 7天”，没有写最后一天是休息日怎么办，也没有写是不是指工作日。\n");
  EXPECT_EQ(Messages(calendar + "输出 办结期限：日期 = 提交日 + 7个工作日\n", "deadline-day-kind"), "");
  EXPECT_EQ(Messages(calendar + "输出 办结期限：日期 = 届满日（提交日，7天）\n", "deadline-day-kind"), "");
  EXPECT_EQ(Messages(calendar + "输出 办结期限：日期 = 提交日 + 7天\n  备注 \"自然日，不顺延\"\n", "deadline-day-kind"), "");
  EXPECT_EQ(Messages(calendar + "输出 复查日：日期 = 提交日 + 7天\n", "deadline-day-kind"), "");
}

TEST(DeadlineWithoutStart, LengthAlone) {
  const std::string input = "输入 复杂：是否\n";
  EXPECT_EQ(Messages(input + "输出 办结时限：天数 = 若 复杂 则 10天 否则 5天\n", "deadline-without-start"),
            "[办结时限] “办结时限”只说有多长，没有写从哪一天起算。\n");
  EXPECT_EQ(Messages(input + "输入 受理日：日期\n输出 办结时限：天数 = 若 复杂 则 10天 否则 5天\n输出 日：日期 = 受理日\n",
                     "deadline-without-start"), "");
  EXPECT_EQ(Messages(input + "输出 贷款期限：天数 = 若 复杂 则 10天 否则 5天\n", "deadline-without-start"), "");
}

TEST(ParameterDayUnsaid, OnlyWhereThereAreDays) {
  const std::string rate = "参数 LPR：比率/年\n  自 2022-08-22 至 2023-06-19 = 3.65%\n  自 2023-06-20 = 3.55%\n";
  const std::string day = "输入 放款日：日期\n输出 已放款：是否 = 放款日 早于 2024-01-01\n";
  const Linted found = LintText(day + rate + "输出 上限：比率/年 = LPR\n", "parameter-day-unsaid");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "LPR");
  EXPECT_EQ(found[0].fix, "LPR（放款日）");
  EXPECT_FALSE(found[0].safe);
  EXPECT_EQ(Messages(day + rate + "输出 上限：比率/年 = LPR（放款日）\n", "parameter-day-unsaid"), "");
  EXPECT_EQ(Messages(rate + "输出 上限：比率/年 = LPR\n", "parameter-day-unsaid"), "");
}

TEST(RuleOutsidePeriod, EarlyLateNever) {
  const std::string head = "政策 甲 \"甲\"\n  施行 自 2023-01-01 起 至 2023-12-31 止\n输入 费用：金额 不少于 0\n输出 补助：金额\n";
  const auto of = [&](const std::string& period) {
    return Messages(head + "规则 一 施行 " + period + " 则 补助 = 费用 封顶 2万元\n", "rule-outside-period");
  };
  EXPECT_EQ(of("自 2023-01-01 起 至 2023-12-31 止"), "");
  EXPECT_EQ(of("自 2023-03-01 起"), "");
  EXPECT_NE(of("自 2022-12-31 起").find("2023年1月1日以前用不上"), std::string::npos);
  EXPECT_NE(of("至 2024-01-01 止").find("2024年1月1日以后用不上"), std::string::npos);
  EXPECT_NE(of("自 2024-01-01 起 至 2024-06-30 止").find("这一条从来用不上"), std::string::npos);
}

TEST(AgeDayUnsaid, UnlessItIsSaid) {
  const std::string output = "输出 符合：是否 = 年龄 不低于 60\n";
  EXPECT_EQ(Messages("输入 年龄：整数 0~150\n" + output, "age-day-unsaid"),
            "[年龄] “年龄”每天在变，没有写算到哪一天。\n");
  EXPECT_EQ(Messages("输入 年龄：整数 0~150\n  备注 \"按申请当天\"\n" + output, "age-day-unsaid"), "");
  EXPECT_EQ(Messages("输入 申请时年龄：整数 0~150\n输出 符合：是否 = 申请时年龄 不低于 60\n", "age-day-unsaid"), "");
}

TEST(TwoGoverningDays, OnlyWhereTheTextNamesADay) {
  const std::string rest = "输入 签订日、出生日：日期\n输出 成年：是否 = 满年数（出生日，评估日） 不少于 18\n输出 日：日期 = 签订日\n";
  const Linted found = LintText("政策 甲 \"甲\"\n  施行 自 2023-01-01 起 按 签订日\n" + rest, "two-governing-days");
  ASSERT_EQ(found.size(), 1u) << found.All();
  EXPECT_EQ(found[0].text, "评估日");
  EXPECT_EQ(found[0].fix, "签订日");
  EXPECT_EQ(Messages("政策 甲 \"甲\"\n  施行 自 2023-01-01 起\n" + rest, "two-governing-days"), "");
}

TEST(LookbackBothEnds, ADayMore) {
  const std::string days = "输入 申请日、违法日：日期\n输出 近期：是否 = 违法日 属于 ";
  const Linted found = LintText(days + "[申请日 - 2年, 申请日]\n", "lookback-both-ends");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].zh, "“[申请日 - 2年, 申请日]”两头都算在内，比2年多一天：申请日 - 2年和申请日都算。");
  EXPECT_EQ(found[0].fix, "[申请日 - 2年, 申请日)");
  EXPECT_EQ(Messages(days + "[申请日 - 2年, 申请日)\n", "lookback-both-ends"), "");
  EXPECT_EQ(Messages(days + "[申请日, 申请日 + 2年]\n", "lookback-both-ends"), "");
  EXPECT_EQ(Messages("输入 申请日、违法日：日期\n输出 近期：是否 = 违法日在申请日前24个月内\n", "lookback-both-ends"), "");
}

}  // namespace
}  // namespace pol
