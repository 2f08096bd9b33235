// Lists as diagrams: every construct, in every case of a few values, gives what the reference interpreter gives.
#include "compiler/prove/symbolic_list.h"

#include <gtest/gtest.h>

#include "tests/unit/prove/diagram_support.h"

namespace pol::prove {
namespace {

using Values = std::map<std::string, std::vector<int64_t>>;

int64_t Today() { return *value::ParseDate("2024-06-01"); }

// Undecided outcomes over all cases, -1 where something was not as it should be.
int Undecided(const std::string& text, const Values& values, int32_t items = 3, int least = 2) {
  Sample sample(text);
  if (sample.compilation->program == nullptr) return -1;
  Drawn drawn(sample.policy(), items, Today(), Today());
  int compared = 0;
  const int undecided = drawn.CompareAll(values, Today(), &compared);
  EXPECT_GE(compared, least);
  return ::testing::Test::HasFailure() ? -1 : undecided;
}

constexpr const char* kNumbers = "input xs: list of integer\n";
const Values kFew = {{"xs", {-1, 2, 5}}};

int Numbers(const std::string& outputs) { return Undecided(kNumbers + outputs, kFew, 3, 40); }

TEST(SymbolicList, CountSumAndExtremes) {
  EXPECT_EQ(Numbers("output o: integer = count(xs)"), 0);
  EXPECT_EQ(Numbers("output o: integer = count(for x in xs where x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: integer = sum(xs)"), 0);
  EXPECT_EQ(Numbers("output o: integer = sum(for x in xs where x > 0: x * 2)"), 0);
  EXPECT_EQ(Numbers("output o: decimal = mean(xs)"), 0);
  EXPECT_EQ(Numbers("output o: integer = min(xs)\noutput p: integer = max(for x in xs where x < 5)"), 0);
}

TEST(SymbolicList, Quantifiers) {
  EXPECT_EQ(Numbers("output o: boolean = every x in xs where x > 0"), 0);
  EXPECT_EQ(Numbers("output o: boolean = some x in xs where x > 2"), 0);
  EXPECT_EQ(Numbers("output o: boolean = no x in xs where x > 2"), 0);
  EXPECT_EQ(Numbers("output o: boolean = at_least(2, for x in xs: x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: boolean = at_least(1, for x in xs: 6 / (x - 2) > 1)"), 0);
  EXPECT_EQ(Numbers("output o: boolean = every x in xs where 6 / (x - 2) > 1"), 0);
}

TEST(SymbolicList, Runs) {
  EXPECT_EQ(Numbers("output o: integer = longest_run(for x in xs: x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: integer = closing_run(for x in xs: x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: boolean = in_a_row(2, for x in xs: x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: boolean = last_all(2, for x in xs: x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: boolean = never_rises(xs)\noutput p: boolean = never_falls(xs)"), 0);
}

TEST(SymbolicList, OrderAndParts) {
  EXPECT_EQ(Numbers("output o: integer = first(xs)\noutput p: integer = last(for x in xs where x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: list of integer = take(xs, 2)"), 0);
  EXPECT_EQ(Numbers("output o: integer = item(xs, 2)\noutput p: integer = item(2, for x in xs where x > 0)"), 0);
  EXPECT_EQ(Numbers("output o: integer = sum(for y in take(2, for x in xs where x > 0): y)"), 0);
  EXPECT_EQ(Numbers("output o: integer = first(sorted(xs))\noutput p: integer = first(sorted_down(xs))"), 0);
  EXPECT_EQ(Numbers("output o: integer = count(for y in set(xs): y)"), 0);
}

TEST(SymbolicList, ErrorsInItems) {
  EXPECT_EQ(Numbers("output o: integer = sum(for x in xs where x > 0: round_down(6 / (x - 2), 1))"), 0);
  EXPECT_EQ(Numbers("output o: decimal = max(for x in xs where 6 / (x - 2) > 1: x)"), 0);
  EXPECT_EQ(Undecided("input xs, ys: list of integer\n"
                      "output o: integer = sum(for x, y in xs, ys: x * y)",
                      {{"xs", {1, 2}}, {"ys", {3}}}, 2),
            0);
}

constexpr const char* kCars =
    "define car: record\n  field kind: enum a, b\n  field ok: boolean\n  field price: money > 0\n"
    "input cars: list of car\n";
const Values kPrices = {{"cars.price", {5, 20}}};

TEST(SymbolicList, Records) {
  EXPECT_EQ(Undecided(std::string(kCars) +
                          "output o: money = sum(for c in cars where c.ok: c.price)\n"
                          "output p: integer = count(for c in cars where c.kind is a and c.price > 10)\n"
                          "output q: boolean = some c in cars where c.ok and c.kind is b\n",
                      kPrices, 2, 70),
            0);
  EXPECT_EQ(Undecided(std::string(kCars) +
                          "output o: money = first(for c in cars where c.ok).price\n"
                          "output p: money = first(sorted(for c in cars by c.price)).price\n",
                      kPrices, 2, 70),
            0);
}

TEST(SymbolicList, Groups) {
  EXPECT_EQ(Undecided(std::string(kCars) +
                          "define g: record\n  field 组 (key): enum a, b\n  field 值 (total): money\n"
                          "output o: list of g = sum(for c in cars by c.kind: c.price)\n"
                          "output p: money = max(for one in o: one.值)\n",
                      kPrices, 2, 70),
            0);
}

TEST(SymbolicList, NestedLists) {
  EXPECT_EQ(Undecided("define item: record\n  field marks: list of integer\n  field ok: boolean\n"
                      "input items: list of item\n"
                      "output o: integer = sum(for i in items where i.ok for m in i.marks: m)\n"
                      "output p: boolean = every i in items where sum(for m in i.marks: m) > 1\n",
                      {{"items.marks", {1, 2}}}, 2, 50),
            0);
}

TEST(SymbolicList, SetsOfMembers) {
  EXPECT_EQ(Undecided("input s: set of enum a, b, c\ninput t: set of enum a, b, c\ninput x: enum a, b, c\n"
                      "output o: boolean = x in s\noutput p: boolean = s in t\n"
                      "output q: integer = count(s)\n"
                      "output r: integer = count(for y in s without t: y)\n"
                      "output u: boolean = s is t\n",
                      {}, 3, 190),
            0);
}

TEST(SymbolicList, SetsOfOtherThings) {
  EXPECT_EQ(Undecided("input s, t: set of text\ninput x: text\n"
                      "output o: boolean = x in s\noutput p: boolean = s in t\noutput q: integer = count(s)\n"
                      "output r: integer = count(join(s, t))\n",
                      {}, 2, 90),
            0);
}

TEST(SymbolicList, ShortListsAreLookedAtWhole) {
  const std::string text = "input xs: list at most 4 integer\noutput o: integer = sum(xs)\n";
  EXPECT_EQ(Undecided(text, {{"xs", {1, 2}}, {"xs的项数", {0, 1, 2, 3, 4}}}, 2, 31), 0);
}

TEST(SymbolicList, DistributionsOverLists) {
  const std::string inputs = "input t: money\ninput ws: list of money\n";
  const Values few = {{"t", {-1, 0, 10, 60}}, {"ws", {-2, 0, 7, 30}}};
  EXPECT_EQ(Undecided(inputs + "output o: list of money = pour(t, ws)\n"
                               "output p: money = sum(for x in pour(t, ws): x)\n", few, 3, 300),
            0);
  EXPECT_EQ(Undecided(inputs + "output o: list of money = prorate(t, ws, 0.01元)\n", few, 3, 300), 0);
}

TEST(SymbolicList, Membership) {
  EXPECT_EQ(Undecided("input xs: list of integer\ninput n: integer\n"
                      "output o: boolean = n in xs\noutput p: boolean = n not in xs\n"
                      "output q: boolean = xs in list(1, 2)\n"
                      "output r: integer = count(join(xs, list(n)))\n"
                      "output u: integer = count(common(xs, list(1, n)))\n",
                      {{"xs", {1, 2}}, {"n", {1, 3}}}, 2, 14),
            0);
}

TEST(SymbolicList, RunsByAMonth) {
  EXPECT_EQ(Undecided("define m: record\n  field nr: integer\n  field ok: boolean\ninput ms: list of m\n"
                      "output o: boolean = in_a_row(2, for x in ms by x.nr: x.ok)\n",
                      {{"ms.nr", {3, 4, 6}}}, 3, 200),
            0);
}

TEST(SymbolicList, ListsOfDefinitions) {
  EXPECT_EQ(Numbers("let big = list(for x in xs where x > 0)\n"
                    "output o: integer = count(big)\noutput p: integer = sum(for x in big: x)\n"),
            0);
  EXPECT_EQ(Undecided("输入 甲、乙：是否\n令 合格：是否 = 同时满足：\n  ① \"甲项\"：甲\n  ② \"乙项\"：乙\n"
                      "输出 缺：列表 文本 = 未满足（合格）\n输出 数：整数 = 个数（缺）\n",
                      {}, 3),
            0);
}

TEST(SymbolicList, TheBoundIsTold) {
  Sample sample(std::string(kNumbers) +
                "input s: set of enum a, b\noutput o: integer = count(xs)\noutput p: integer = count(s)\n"
                "let q = o + 1\noutput r: integer = q\n");
  Drawn drawn(sample.policy(), 3, Today(), Today());
  std::map<std::string, bool> bounded;
  for (size_t i = 0; i < sample.policy().definitions.size(); ++i)
    bounded[sample.policy().definitions[i].name] = drawn.symbolic().IsBoundedDefinition(static_cast<Index>(i));
  EXPECT_TRUE(bounded["o"]);
  EXPECT_FALSE(bounded["p"]);  // a set of two members is known whole
  EXPECT_TRUE(bounded["r"]);
}

}  // namespace
}  // namespace pol::prove
