#include "runtime/value/rational.h"

#include <gmp.h>
#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace pol::value {
namespace {

Rational Read(std::string_view text) {
  const std::optional<Rational> number = Rational::Parse(text);
  EXPECT_TRUE(number.has_value()) << text;
  return number.value_or(Rational());
}

TEST(Rational, ReadsExactly) {
  EXPECT_EQ(Read("12"), Rational(12));
  EXPECT_EQ(Read("-0.125"), Rational(-1, 8));
  EXPECT_EQ(Read("+3"), Rational(3));
  EXPECT_EQ(Read("1e3"), Rational(1000));
  EXPECT_EQ(Read("2.5E-2"), Rational(1, 40));
  EXPECT_EQ(Read("1e+2"), Rational(100));
  EXPECT_EQ(Read("-6/8"), Rational(-3, 4));
  EXPECT_EQ(Read("3.0"), Rational(3));
  EXPECT_EQ(Read("0.0"), Rational(0));
  EXPECT_EQ(Read("-0"), Rational(0));
  EXPECT_EQ(Read("0e999999999999999999999"), Rational(0));
  EXPECT_EQ(Read("9223372036854775807").ToInt64(), INT64_MAX);
  EXPECT_EQ(Read("-9223372036854775808").ToInt64(), INT64_MIN);
  EXPECT_FALSE(Read("9223372036854775808").is_small());
}

TEST(Rational, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"",   "-",  "+",    ".5",  "5.",       "1e",    "1e+",   "1/0", "1/",    "/2",    "1/-2",
        " 1", "1 ", "0x10", "NaN", "Infinity", "1,000", "1.2.3", "--1", "1.5/2", "1e3.5", "１"})
    EXPECT_FALSE(Rational::Parse(text).has_value()) << text;
}

TEST(Rational, HostileExponentsCostNothing) {
  EXPECT_FALSE(Rational::Parse("1e400", 60).has_value());
  EXPECT_FALSE(Rational::Parse("1e999999999", 60).has_value());
  EXPECT_FALSE(Rational::Parse("1e-999999999").has_value());
  EXPECT_FALSE(Rational::Parse("1e99999999999999999999999999").has_value());
  EXPECT_FALSE(Rational::Parse(std::string(10000, '9'), 60).has_value());
  EXPECT_TRUE(Rational::Parse("1e59", 60).has_value());
  EXPECT_FALSE(Rational::Parse("1e60", 60).has_value());
  EXPECT_EQ(Rational::Parse(std::string(10000, '0') + "7", 60), Rational(7));
  EXPECT_EQ(Rational::Parse("1." + std::string(10000, '0'), 60), Rational(1));
}

TEST(Rational, CanonicalText) {
  EXPECT_EQ(Rational(1, 5000).ToString(), "0.0002");
  EXPECT_EQ(Rational(-13, 100).ToString(), "-0.13");
  EXPECT_EQ(Rational(1000).ToString(), "1000");
  EXPECT_EQ(Rational(4, 3).ToString(), "4/3");
  EXPECT_EQ(Rational(-4, 3).ToString(), "-4/3");
  EXPECT_EQ(Rational(0).ToString(), "0");
  EXPECT_EQ(Rational(5, 2).ToString(), "2.5");
  EXPECT_EQ(Rational(20600000, 5427).ToString(), "20600000/5427");
  EXPECT_EQ(Rational(1, 1024).ToString(), "0.0009765625");
  EXPECT_EQ((Rational(1) / Rational(INT64_C(1) << 62)).ToString(),
            "0.00000000000000000021684043449710088680149056017398834228515625");
  EXPECT_EQ((Read("12345678901234567890") / Rational(10)).ToString(), "1234567890123456789");
  EXPECT_EQ((Read("123456789012345678901") / Rational(10)).ToString(), "12345678901234567890.1");
  EXPECT_EQ((Read("123456789012345678901") / Rational(7)).ToString(), "123456789012345678901/7");
  EXPECT_EQ(Rational(INT64_MIN).ToString(), "-9223372036854775808");
}

TEST(Rational, FixedDecimals) {
  EXPECT_EQ(Rational(48000).ToFixed(2), "48000.00");
  EXPECT_EQ(Rational(-1, 8).ToFixed(3), "-0.125");
  EXPECT_EQ(Rational(-1, 100).ToFixed(2), "-0.01");
  EXPECT_EQ(Rational(5).ToFixed(0), "5");
  EXPECT_EQ(Rational(INT64_MAX).ToFixed(3), "9223372036854775807.000");
  EXPECT_EQ(Rational(1, 2).ToFixed(25), "0.5000000000000000000000000");
}

TEST(Rational, RoundsOddly) {
  const auto round = [](const char* x, const char* quantum, RoundMode mode) {
    return Round(Read(x), Read(quantum), mode).ToString();
  };
  EXPECT_EQ(round("-0.125", "0.01", RoundMode::kHalfUp), "-0.13");
  EXPECT_EQ(round("0.125", "0.01", RoundMode::kHalfUp), "0.13");
  EXPECT_EQ(round("0.125", "0.01", RoundMode::kHalfEven), "0.12");
  EXPECT_EQ(round("0.135", "0.01", RoundMode::kHalfEven), "0.14");
  EXPECT_EQ(round("-0.125", "0.01", RoundMode::kHalfEven), "-0.12");
  EXPECT_EQ(round("0.1201", "0.01", RoundMode::kUp), "0.13");
  EXPECT_EQ(round("-0.1201", "0.01", RoundMode::kUp), "-0.13");
  EXPECT_EQ(round("0.1299", "0.01", RoundMode::kDown), "0.12");
  EXPECT_EQ(round("-0.1299", "0.01", RoundMode::kDown), "-0.12");
  EXPECT_EQ(round("0.12", "0.01", RoundMode::kUp), "0.12");
  EXPECT_EQ(round("1/3", "0.01", RoundMode::kHalfUp), "0.33");
  EXPECT_EQ(round("15000", "10000", RoundMode::kHalfUp), "20000");
  EXPECT_EQ(round("25000", "10000", RoundMode::kHalfEven), "20000");
  EXPECT_EQ(round("7", "2/3", RoundMode::kDown), "20/3");
  EXPECT_EQ(round("100000000000000000000.125", "0.01", RoundMode::kHalfEven),
            "100000000000000000000.12");
}

TEST(Rational, WholeNumberFunctions) {
  EXPECT_EQ(Gcd(Rational(12), Rational(-18)), Rational(6));
  EXPECT_EQ(Gcd(Rational(0), Rational(5)), Rational(5));
  EXPECT_EQ(Lcm(Rational(4), Rational(6)), Rational(12));
  EXPECT_EQ(Lcm(Rational(INT64_MAX), Rational(2)).ToString(), "18446744073709551614");
  EXPECT_EQ(Rational(-7, 2).Floor(), Rational(-4));
  EXPECT_EQ(Rational(7, 2).Floor(), Rational(3));
  EXPECT_EQ(Rational(-4).Floor(), Rational(-4));
  EXPECT_EQ(NumeratorBits(Rational(0)), 0);
  EXPECT_EQ(NumeratorBits(Rational(-8)), 4);
  EXPECT_EQ(DenominatorBits(Rational(1, 100)), 7);
  EXPECT_EQ(NumeratorBits(Read("1267650600228229401496703205376")), 101);
  EXPECT_EQ(Rational(1, 2).ToInt64(), std::nullopt);
  EXPECT_EQ(Rational(-6, -4), Rational(3, 2));
  EXPECT_EQ(Rational(INT64_MIN, INT64_MIN), Rational(1));
}

TEST(Rational, BigValuesCopyAndComeBack) {
  Rational big = Read("100000000000000000000");
  const Rational copy = big;
  EXPECT_EQ(copy, big);
  EXPECT_EQ(copy.Hash(), big.Hash());
  Rational moved = std::move(big);
  EXPECT_EQ(moved, copy);
  const Rational& itself = moved;
  moved = itself;
  EXPECT_EQ(moved, copy);
  moved = moved / Read("100000000000000000000");
  EXPECT_TRUE(moved.is_small());
  EXPECT_EQ(moved, Rational(1));
  EXPECT_EQ(-(-Rational(INT64_MIN)), Rational(INT64_MIN));
  EXPECT_LT(Rational(INT64_MAX), copy);
  EXPECT_GT(Rational(INT64_MIN), -copy);
  EXPECT_EQ(copy.Numerator(), copy);
  EXPECT_EQ(copy.Denominator(), Rational(1));
  EXPECT_FALSE(copy.is_zero());
  EXPECT_EQ((-copy).sign(), -1);
}

// Against GMP itself, on operands around the limits of the small form.
class AgainstGmp : public ::testing::Test {
 protected:
  struct Q {
    Q() { mpq_init(v); }
    ~Q() { mpq_clear(v); }
    Q(const Q&) = delete;
    Q& operator=(const Q&) = delete;
    mpq_t v;
  };

  int64_t Limit() {
    constexpr int64_t kLimits[] = {0,
                                   1,
                                   100,
                                   INT64_C(1) << 31,
                                   INT64_C(1) << 32,
                                   INT64_C(3037000500),
                                   INT64_C(1) << 62,
                                   INT64_MAX - 3};
    const int64_t base =
        kLimits[random_() % std::size(kLimits)] + static_cast<int64_t>(random_() % 4);
    return random_() % 2 != 0 ? base : -base;
  }
  int64_t Any() { return random_() % 3 == 0 ? static_cast<int64_t>(random_()) : Limit(); }

  static std::string Text(const mpq_t q) {
    char* raw = mpq_get_str(nullptr, 10, q);
    std::string text = raw;
    void (*release)(void*, size_t) = nullptr;
    mp_get_memory_functions(nullptr, nullptr, &release);
    release(raw, text.size() + 1);
    return text;
  }
  static std::string Text(const Rational& r) {
    const std::string den = r.Denominator().ToString();
    return r.Numerator().ToString() + (den == "1" ? "" : "/" + den);
  }
  static void Set(Q* q, const Rational& r) { ASSERT_EQ(mpq_set_str(q->v, Text(r).c_str(), 10), 0); }

  Rational Operand() {
    int64_t den = Any();
    if (den == 0) den = 1;
    Rational r(Any(), den);
    if (random_() % 8 == 0) r = r * Rational(INT64_MAX) * Rational(INT64_MAX - 1);
    return r;
  }

  std::mt19937_64 random_{20231};
};

TEST_F(AgainstGmp, Arithmetic) {
  for (int i = 0; i < 20000; ++i) {
    const Rational a = Operand(), b = Operand();
    Q x, y, out;
    Set(&x, a);
    Set(&y, b);
    mpq_add(out.v, x.v, y.v);
    ASSERT_EQ(Text(a + b), Text(out.v));
    mpq_sub(out.v, x.v, y.v);
    ASSERT_EQ(Text(a - b), Text(out.v));
    mpq_mul(out.v, x.v, y.v);
    ASSERT_EQ(Text(a * b), Text(out.v));
    if (!b.is_zero()) {
      mpq_div(out.v, x.v, y.v);
      ASSERT_EQ(Text(a / b), Text(out.v));
      ASSERT_EQ((a / b) * b, a);
    }
    ASSERT_EQ((a <=> b) < 0, mpq_cmp(x.v, y.v) < 0);
    ASSERT_EQ((a <=> b) > 0, mpq_cmp(x.v, y.v) > 0);
    ASSERT_EQ(a == b, mpq_equal(x.v, y.v) != 0);
    // What fits is small, however it was reached; so equal values hash alike.
    const Rational back = (a + b) - b;
    ASSERT_EQ(back, a);
    ASSERT_EQ(back.is_small(), a.is_small());
    ASSERT_EQ(back.Hash(), a.Hash());
    ASSERT_EQ(Rational::Parse(a.ToString()), a);
  }
}

TEST_F(AgainstGmp, RoundingIsOddAndNear) {
  for (int i = 0; i < 5000; ++i) {
    const Rational x = Operand();
    const Rational quantum = Abs(Operand());
    if (quantum.is_zero()) continue;
    for (const RoundMode mode :
         {RoundMode::kHalfUp, RoundMode::kHalfEven, RoundMode::kUp, RoundMode::kDown}) {
      const Rational rounded = Round(x, quantum, mode);
      ASSERT_TRUE((rounded / quantum).is_integer());
      ASSERT_EQ(Round(-x, quantum, mode), -rounded);
      const Rational away = Abs(rounded - x);
      if (mode == RoundMode::kUp || mode == RoundMode::kDown) {
        ASSERT_LT(away, quantum);
        ASSERT_TRUE(mode == RoundMode::kUp ? Abs(rounded) >= Abs(x) : Abs(rounded) <= Abs(x));
      } else {
        ASSERT_LE(away + away, quantum);
      }
    }
  }
}

}  // namespace
}  // namespace pol::value
