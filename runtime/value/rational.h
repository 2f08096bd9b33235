// Exact rational numbers: the only number type that a decision is computed with (semantics 4.1).
//
// Small values (numerator and denominator in 64 bits) are held inline and cost no allocation; anything larger
// moves to GMP. The two forms are invisible: a value that fits is always held small, so equality is structural.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pol::value {

class Rational {
 public:
  constexpr Rational() = default;
  constexpr Rational(int64_t whole) : num_(whole) {}  // NOLINT: numbers convert to numbers
  // num / den in lowest terms. `den` must not be zero (CHECKed).
  Rational(int64_t num, int64_t den);
  Rational(const Rational& other);
  Rational(Rational&& other) noexcept;
  Rational& operator=(const Rational& other);
  Rational& operator=(Rational&& other) noexcept;
  ~Rational();

  // Reads "12", "-0.125", "+3", "1e3", "2.5E-2" and "n/d" exactly; nothing else, no surrounding spaces.
  // Numbers of more than `max_digits` digits (exponent applied) are refused, so hostile text costs no memory.
  static std::optional<Rational> Parse(std::string_view text, int max_digits = 4096);

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  // `b` must not be zero (CHECKed): the caller turns a zero divisor into div_zero before.
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational operator-() const;
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  bool is_zero() const { return big_ == nullptr && num_ == 0; }
  bool is_integer() const;
  int sign() const;  // -1, 0, 1
  // The value as a 64-bit integer, when it is one and fits.
  std::optional<int64_t> ToInt64() const;
  // Numerator and denominator (> 0, lowest terms) when both fit in 64 bits.
  bool is_small() const { return big_ == nullptr; }
  int64_t small_numerator() const { return num_; }
  int64_t small_denominator() const { return den_; }
  Rational Numerator() const;
  Rational Denominator() const;
  Rational Floor() const;

  // Canonical text (semantics 8): plain notation, no exponent, no trailing zero; no finite decimal: "n/d".
  std::string ToString() const;
  // Exactly `places` digits after the point; the value must be a multiple of 10^-places (CHECKed).
  std::string ToFixed(int places) const;
  size_t Hash() const;

 private:
  struct Big;
  explicit Rational(Big* big) : den_(0), big_(big) {}
  static Rational FromBig(Big* big);  // takes ownership, demotes what fits
  friend struct RationalOps;

  int64_t num_ = 0;
  int64_t den_ = 1;
  Big* big_ = nullptr;  // owned; null for small values
};

Rational Abs(const Rational& a);
Rational Gcd(const Rational& a, const Rational& b);  // of whole numbers
Rational Lcm(const Rational& a, const Rational& b);  // of whole numbers
// Bits of the magnitude of numerator and of the denominator, for the size rule (semantics 4.4).
int NumeratorBits(const Rational& a);
int DenominatorBits(const Rational& a);

enum class RoundMode : uint8_t { kHalfUp, kHalfEven, kUp, kDown };
// u * R(x / u), u > 0 (semantics 4.5). All modes are odd: R(-x) = -R(x).
Rational Round(const Rational& x, const Rational& quantum, RoundMode mode);

}  // namespace pol::value
