// Numbers from source to answer: powers, fixed decimals, and errors that a test expects.
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

TEST(Numbers, AnExponentMayBeAFactWithinItsRange) {
  const auto compilation = driver::Compile(
      "a.pol", "input n: integer 0~3\ninput b: money\noutput o: decimal = 2 ^ n\n"
               "output p: money = round_half_up(b * 1.2 ^ n, 0.01)");
  const program::Policy& policy = Only(*compilation);
  EXPECT_EQ(Brief(Answer(policy, R"({"n": 3, "b": 100})"), "o"), "8");
  EXPECT_EQ(Brief(Answer(policy, R"({"n": 3, "b": 100})"), "p"), "172.8");  // 1.728 * 100
  EXPECT_EQ(Brief(Answer(policy, R"({"n": 0, "b": 100})"), "p"), "100");
  EXPECT_EQ(Brief(Answer(policy, "{}"), "o"), "needs_facts n");
}

TEST(Numbers, AnExponentWithoutARangeIsRefused) {
  for (const char* domain : {"", ">= 0", "0~65", "[-1, 3]"}) {
    const auto compilation = driver::Compile(
        "a.pol", std::string("input n: integer ") + domain + "\noutput o: decimal = 2 ^ n");
    EXPECT_EQ(Found(*compilation), "BadExponent") << domain;
  }
}

// 1.2 ^ n has the denominator 5 ^ n: at most 125 here, which divides no hundredth.
TEST(Numbers, ThePowerCountsForTheGrid) {
  const auto compilation = driver::Compile(
      "a.pol", "input n: integer 0~3\ninput b: money\noutput o: money = b * 1.2 ^ n");
  EXPECT_EQ(Found(*compilation), "Unrounded");
}

TEST(Numbers, FixedDecimals) {
  const auto compilation = driver::Compile(
      "a.pol", "input m: money\ninput x: decimal\ninput area: decimal 亩\n"
               "output a: text = fixed(m, 2, 万元)\noutput b: text = fixed(x, 1)\n"
               "output c: text = fixed(area, 0)\noutput d: text = fixed(m, 2)");
  const program::Policy& policy = Only(*compilation);
  const auto answer = Answer(policy, R"({"m": 1715000, "x": "1.25", "area": 3})");
  EXPECT_EQ(Brief(answer, "a"), "171.50");
  EXPECT_EQ(Brief(answer, "b"), "1.3");  // 1.25, half up
  EXPECT_EQ(Brief(answer, "c"), "3");
  EXPECT_EQ(Brief(answer, "d"), "1715000.00");
}

}  // namespace
}  // namespace pol
