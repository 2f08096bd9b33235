// Exact rational numbers: the only number type that a decision is computed with (semantics 4.1).
//
// Small values (numerator and denominator in 64 bits) are held inline and cost no allocation;
// anything larger moves to GMP. The two forms are invisible: a value that fits is always held
// small, so equality is structural.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace pol::value {

class Rational {
 public:
  constexpr Rational() = default;
  constexpr Rational(int64_t whole) : num_(whole) {}  // NOLINT: numbers convert to numbers
  // num / den in lowest terms. `den` must not be zero (CHECKed).
  Rational(int64_t num, int64_t den);
  Rational(const Rational& other) : num_(other.num_), den_(other.den_) {
    if (other.big_ != nullptr) [[unlikely]]
      big_ = Copy(other.big_);
  }
  Rational(Rational&& other) noexcept : num_(other.num_), den_(other.den_), big_(other.big_) {
    other.big_ = nullptr;
    other.num_ = 0;
    other.den_ = 1;
  }
  Rational& operator=(const Rational& other) {
    if (big_ == nullptr && other.big_ == nullptr) [[likely]] {
      num_ = other.num_;
      den_ = other.den_;
    } else {
      Assign(other);
    }
    return *this;
  }
  Rational& operator=(Rational&& other) noexcept {
    std::swap(num_, other.num_);
    std::swap(den_, other.den_);
    std::swap(big_, other.big_);
    return *this;
  }
  ~Rational() {
    if (big_ != nullptr) [[unlikely]]
      Free(big_);
  }

  // Reads "12", "-0.125", "+3", "1e3", "2.5E-2" and "n/d" exactly; nothing else, no surrounding
  // spaces. Numbers of more than `max_digits` digits (exponent applied) are refused, so hostile
  // text costs no memory.
  static std::optional<Rational> Parse(std::string_view text, int max_digits = 4096);

  friend Rational operator+(const Rational& a, const Rational& b) {
    int64_t sum;
    if (BothWhole(a, b) && !__builtin_add_overflow(a.num_, b.num_, &sum)) [[likely]]
      return Rational(sum);
    return Add(a, b);
  }
  friend Rational operator-(const Rational& a, const Rational& b) {
    int64_t difference;
    if (BothWhole(a, b) && !__builtin_sub_overflow(a.num_, b.num_, &difference)) [[likely]]
      return Rational(difference);
    return Subtract(a, b);
  }
  friend Rational operator*(const Rational& a, const Rational& b) {
    int64_t product;
    if (BothWhole(a, b) && !__builtin_mul_overflow(a.num_, b.num_, &product)) [[likely]]
      return Rational(product);
    return Multiply(a, b);
  }
  // `b` must not be zero (CHECKed): the caller turns a zero divisor into div_zero before.
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational operator-() const;
  friend bool operator==(const Rational& a, const Rational& b) {
    // Lowest terms and "small when it fits" make equality structural.
    if (a.big_ == nullptr || b.big_ == nullptr) [[likely]]
      return a.big_ == b.big_ && a.num_ == b.num_ && a.den_ == b.den_;
    return BigEqual(a, b);
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
    if (a.big_ == nullptr && b.big_ == nullptr) [[likely]] {
      if (a.den_ == b.den_) return a.num_ <=> b.num_;
      return static_cast<__int128>(a.num_) * b.den_ <=> static_cast<__int128>(b.num_) * a.den_;
    }
    return BigCompare(a, b);
  }

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

  // Canonical text (semantics 8): plain notation, no exponent, no trailing zero; no finite decimal:
  // "n/d".
  std::string ToString() const;
  // Exactly `places` digits after the point; the value must be a multiple of 10^-places (CHECKed).
  std::string ToFixed(int places) const;
  size_t Hash() const;

 private:
  struct Big;
  struct Tag {};
  // Takes ownership of a value that does not fit; num_ and den_ are unused then.
  Rational(Big* big, Tag) : den_(0), big_(big) {}
  static bool BothWhole(const Rational& a, const Rational& b) {
    return a.den_ == 1 && b.den_ == 1;  // a big value has den_ 0
  }
  static Big* Copy(const Big* big);
  static void Free(Big* big);
  void Assign(const Rational& other);
  static Rational Add(const Rational& a, const Rational& b);
  static Rational Subtract(const Rational& a, const Rational& b);
  static Rational Multiply(const Rational& a, const Rational& b);
  static bool BigEqual(const Rational& a, const Rational& b);
  static std::strong_ordering BigCompare(const Rational& a, const Rational& b);
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
