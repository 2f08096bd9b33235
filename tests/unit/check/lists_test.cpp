// Types, grids and scopes of lists, records and loops.
#include <gtest/gtest.h>

#include "tests/unit/check/check_helper.h"

namespace pol {
namespace {

using test::CheckText;

TEST(ListTypes, ElementsKeepTheirDimension) {
  const auto checked = CheckText(
      "input xs: list of decimal 公里\noutput o: decimal 公里 = sum(xs)\nlet m = mean(xs)");
  EXPECT_TRUE(checked.sink.all().empty()) << checked.All();
  EXPECT_TRUE(CheckText("input xs: list of decimal 公里\noutput o: money = sum(xs)")
                  .Has(diag::Code::kWrongUnitValue));
}

TEST(ListTypes, ListsOfTheSameThingAreOneType) {
  const auto checked = CheckText("input a, b: list of money\noutput o: boolean = a == b");
  EXPECT_TRUE(checked.sink.all().empty()) << checked.All();
  EXPECT_TRUE(CheckText("input a: list of money\ninput b: list of days\noutput o: boolean = a == b")
                  .Has(diag::Code::kTypeMismatch));
}

TEST(ListGrids, TermsDecide) {
  const auto sum = [](const std::string& term) {
    return CheckText("define r: record\n  field a, b: money\ninput xs: list of r\n"
                     "output o: money = sum(for x in xs: " + term + ")");
  };
  EXPECT_TRUE(sum("x.a").sink.all().empty()) << sum("x.a").All();
  EXPECT_TRUE(sum("x.a * 10%").Has(diag::Code::kUnrounded));
  EXPECT_TRUE(sum("round_half_up(x.a * 10%, 0.01元)").sink.all().empty());
  EXPECT_TRUE(sum("x.a * (x.a / x.b)").Has(diag::Code::kUnboundedSum));
}

TEST(ListGrids, PartsAreStoredByTheirTypes) {
  EXPECT_TRUE(CheckText("input x: money\noutput o: list of money = list(x / 3, x)")
                  .Has(diag::Code::kUnrounded));
  EXPECT_TRUE(CheckText("define r: record\n  field a: money\ninput x: money\n"
                        "output o: r = (a = x * 0.5)")
                  .Has(diag::Code::kUnrounded));
  EXPECT_TRUE(CheckText("input xs: list of money\n"
                        "output o: list of money = list(for x in xs: x * 0.5)")
                  .Has(diag::Code::kUnrounded));
}

TEST(ListScopes, NamesEndWithTheirLoop) {
  EXPECT_TRUE(CheckText("input xs: list of money\noutput o: boolean = sum(for x in xs: x) > x")
                  .Has(diag::Code::kLoopNameOutside));
  const auto twice = CheckText(
      "input xs: list of money\n"
      "output o: money = sum(for x in xs: x) + max(for x in xs: x)");
  EXPECT_TRUE(twice.sink.all().empty()) << twice.All();
  EXPECT_TRUE(CheckText("input xs: list of money\n"
                        "output o: money = sum(for x in xs for x in xs: x)")
                  .Has(diag::Code::kLoopNameTaken));
}

TEST(ListColumns, ItemsAreNone) {
  const auto checked = CheckText(
      "input n: integer\ninput xs: list of integer\n"
      "output o: boolean = some x in xs where x > 1 and n > 2 and n > x");
  ASSERT_TRUE(checked.sink.all().empty()) << checked.All();
  size_t columns = 0;
  for (const auto& [id, info] : checked.policy().exprs) columns += info.column >= 0 ? 1 : 0;
  EXPECT_EQ(columns, 1u);
}

TEST(ListWords, OneEnumHoldsThemAll) {
  const auto checked = CheckText(
      "define 环节: enum 荐、评、担\ninput 已完成: list of 环节\n"
      "output o: boolean = every 某 in 荐、评 where 某 in 已完成");
  EXPECT_TRUE(checked.sink.all().empty()) << checked.All();
}

}  // namespace
}  // namespace pol
