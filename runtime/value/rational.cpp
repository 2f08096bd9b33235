#include "runtime/value/rational.h"

#include <gmp.h>

#include <bit>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace pol::value {

namespace {

using Int128 = __int128;
using Uint128 = unsigned __int128;

[[noreturn]] void Fail(const char* what) {
  std::fprintf(stderr, "pol: internal error: %s\n", what);
  std::abort();
}

// A GMP number that frees itself; the two kinds are distinct so that calls stay readable.
struct Mpq {
  Mpq() { mpq_init(v); }
  ~Mpq() { mpq_clear(v); }
  Mpq(const Mpq&) = delete;
  Mpq& operator=(const Mpq&) = delete;
  mpq_t v;
};
struct Mpz {
  Mpz() { mpz_init(v); }
  ~Mpz() { mpz_clear(v); }
  Mpz(const Mpz&) = delete;
  Mpz& operator=(const Mpz&) = delete;
  mpz_t v;
};

Uint128 Magnitude(Int128 x) { return x < 0 ? -static_cast<Uint128>(x) : static_cast<Uint128>(x); }
uint64_t Magnitude64(int64_t x) {
  return x < 0 ? -static_cast<uint64_t>(x) : static_cast<uint64_t>(x);
}

// Euclid; falls back to 64-bit division as soon as both fit, which for real policies is at once.
Uint128 Gcd128(Uint128 a, Uint128 b) {
  while (b != 0) {
    if ((a >> 64) == 0 && (b >> 64) == 0)
      return std::gcd(static_cast<uint64_t>(a), static_cast<uint64_t>(b));
    const Uint128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

void SetMpz(mpz_t out, Int128 x) {
  const Uint128 magnitude = Magnitude(x);
  const uint64_t words[2] = {static_cast<uint64_t>(magnitude),
                             static_cast<uint64_t>(magnitude >> 64)};
  mpz_import(out, 2, -1, sizeof(uint64_t), 0, 0, words);
  if (x < 0) mpz_neg(out, out);
}

std::string MpzText(const mpz_t z) {
  std::string text(mpz_sizeinbase(z, 10) + 2, '\0');
  mpz_get_str(text.data(), 10, z);
  text.resize(text.find('\0'));
  return text;
}

// Puts the point `places` digits from the right of a whole number's text.
std::string PlacePoint(std::string digits, size_t places) {
  if (places == 0) return digits;
  const size_t start = digits[0] == '-' ? 1 : 0;
  if (digits.size() - start <= places)
    digits.insert(start, places + 1 - (digits.size() - start), '0');
  digits.insert(digits.size() - places, 1, '.');
  return digits;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

struct Rational::Big {
  Big() { mpq_init(q); }
  ~Big() { mpq_clear(q); }
  Big(const Big&) = delete;
  Big& operator=(const Big&) = delete;
  mpq_t q;
};

struct RationalOps {
  // From a canonical q, which is copied or moved into the result.
  static Rational Make(mpq_t q) {
    static_assert(sizeof(long) == sizeof(int64_t), "GMP's long is used for 64-bit values");
    if (mpz_fits_slong_p(mpq_numref(q)) && mpz_fits_slong_p(mpq_denref(q))) {
      Rational small;
      small.num_ = mpz_get_si(mpq_numref(q));
      small.den_ = mpz_get_si(mpq_denref(q));
      return small;
    }
    auto* big = new Rational::Big;
    mpq_swap(big->q, q);
    return Rational(big, Rational::Tag{});
  }

  // num / den for den > 0, any terms.
  static Rational Reduce(Int128 num, Int128 den) {
    const Uint128 common = Gcd128(Magnitude(num), static_cast<Uint128>(den));
    if (common != 1) {
      num /= static_cast<Int128>(common);
      den /= static_cast<Int128>(common);
    }
    if (num >= INT64_MIN && num <= INT64_MAX && den <= INT64_MAX) {
      Rational small;
      small.num_ = static_cast<int64_t>(num);
      small.den_ = static_cast<int64_t>(den);
      return small;
    }
    Mpq q;
    SetMpz(mpq_numref(q.v), num);
    SetMpz(mpq_denref(q.v), den);
    return Make(q.v);
  }

  // An operand for GMP: the big one itself, or a copy of a small one.
  class Operand {
   public:
    explicit Operand(const Rational& r) : source_(r.big_ != nullptr ? r.big_->q : local_.v) {
      if (r.big_ == nullptr) {
        mpz_set_si(mpq_numref(local_.v), r.num_);
        mpz_set_si(mpq_denref(local_.v), r.den_);
      }
    }
    mpq_srcptr get() const { return source_; }

   private:
    Mpq local_;
    mpq_srcptr source_;
  };

  template <typename F>
  static Rational Through(F f, const Rational& a, const Rational& b) {
    const Operand x(a), y(b);
    Mpq out;
    f(out.v, x.get(), y.get());
    return Make(out.v);
  }

  template <typename F>
  static Rational Whole(F f, const Rational& a, const Rational& b) {
    const Operand x(a), y(b);
    Mpq out;
    f(mpq_numref(out.v), mpq_numref(x.get()), mpq_numref(y.get()));
    return Make(out.v);
  }

  static const Rational::Big* big(const Rational& r) { return r.big_; }
};

Rational::Rational(int64_t num, int64_t den) {
  if (den == 0) Fail("a number with denominator zero");
  Int128 n = num, d = den;
  if (d < 0) {
    n = -n;
    d = -d;
  }
  *this = RationalOps::Reduce(n, d);
}

Rational::Big* Rational::Copy(const Big* big) {
  auto* copy = new Big;
  mpq_set(copy->q, big->q);
  return copy;
}

void Rational::Free(Big* big) { delete big; }

void Rational::Assign(const Rational& other) {
  if (this == &other) return;
  Big* copy = other.big_ != nullptr ? Copy(other.big_) : nullptr;
  if (big_ != nullptr) Free(big_);
  big_ = copy;
  num_ = other.num_;
  den_ = other.den_;
}

// The products below are at most 2^63 * (2^63 - 1) in magnitude, so that even the sum of two fits
// in 128 bits.
Rational Rational::Add(const Rational& a, const Rational& b) {
  if (a.is_small() && b.is_small()) {
    if (a.den_ == b.den_) return RationalOps::Reduce(Int128{a.num_} + b.num_, a.den_);
    return RationalOps::Reduce(Int128{a.num_} * b.den_ + Int128{b.num_} * a.den_,
                               Int128{a.den_} * b.den_);
  }
  return RationalOps::Through(mpq_add, a, b);
}

Rational Rational::Subtract(const Rational& a, const Rational& b) {
  if (a.is_small() && b.is_small()) {
    if (a.den_ == b.den_) return RationalOps::Reduce(Int128{a.num_} - b.num_, a.den_);
    return RationalOps::Reduce(Int128{a.num_} * b.den_ - Int128{b.num_} * a.den_,
                               Int128{a.den_} * b.den_);
  }
  return RationalOps::Through(mpq_sub, a, b);
}

Rational Rational::Multiply(const Rational& a, const Rational& b) {
  if (a.is_small() && b.is_small())
    return RationalOps::Reduce(Int128{a.num_} * b.num_, Int128{a.den_} * b.den_);
  return RationalOps::Through(mpq_mul, a, b);
}

Rational operator/(const Rational& a, const Rational& b) {
  if (b.is_zero()) Fail("division by zero");
  if (a.is_small() && b.is_small()) {
    Int128 num = Int128{a.num_} * b.den_;
    Int128 den = Int128{a.den_} * b.num_;
    if (den < 0) {
      num = -num;
      den = -den;
    }
    return RationalOps::Reduce(num, den);
  }
  return RationalOps::Through(mpq_div, a, b);
}

Rational Rational::operator-() const {
  if (is_small()) return RationalOps::Reduce(-Int128{num_}, den_);
  Mpq out;
  mpq_neg(out.v, big_->q);
  return RationalOps::Make(out.v);
}

bool Rational::BigEqual(const Rational& a, const Rational& b) {
  return mpq_equal(a.big_->q, b.big_->q) != 0;
}

std::strong_ordering Rational::BigCompare(const Rational& a, const Rational& b) {
  const RationalOps::Operand x(a), y(b);
  return mpq_cmp(x.get(), y.get()) <=> 0;
}

bool Rational::is_integer() const {
  return is_small() ? den_ == 1 : mpz_cmp_ui(mpq_denref(big_->q), 1) == 0;
}

int Rational::sign() const {
  if (!is_small()) return mpq_sgn(big_->q);
  return num_ > 0 ? 1 : num_ < 0 ? -1 : 0;
}

std::optional<int64_t> Rational::ToInt64() const {
  if (!is_small() || den_ != 1) return std::nullopt;
  return num_;
}

Rational Rational::Numerator() const {
  if (is_small()) return Rational(num_);
  Mpq out;
  mpz_set(mpq_numref(out.v), mpq_numref(big_->q));
  return RationalOps::Make(out.v);
}

Rational Rational::Denominator() const {
  if (is_small()) return Rational(den_);
  Mpq out;
  mpz_set(mpq_numref(out.v), mpq_denref(big_->q));
  return RationalOps::Make(out.v);
}

Rational Rational::Floor() const {
  if (is_small()) {
    int64_t quotient = num_ / den_;
    if (num_ % den_ < 0) --quotient;
    return Rational(quotient);
  }
  Mpq out;
  mpz_fdiv_q(mpq_numref(out.v), mpq_numref(big_->q), mpq_denref(big_->q));
  return RationalOps::Make(out.v);
}

std::optional<Rational> Rational::Parse(std::string_view text, int max_digits) {
  bool negative = false;
  size_t at = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    at = 1;
  }
  const auto digits_from = [&](size_t from) {
    size_t end = from;
    while (end < text.size() && IsDigit(text[end])) ++end;
    return end;
  };
  const size_t whole_end = digits_from(at);
  if (whole_end == at) return std::nullopt;
  const std::string_view whole = text.substr(at, whole_end - at);

  const auto significant = [](std::string_view digits) {
    const size_t first = digits.find_first_not_of('0');
    return first == std::string_view::npos ? std::string_view() : digits.substr(first);
  };
  // Whole numbers of up to 18 digits are most of what is ever read.
  if (whole_end == text.size() && whole.size() <= 18 && max_digits >= 18) {
    int64_t value = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), value);
    return Rational(negative ? -value : value);
  }

  const auto limit = static_cast<size_t>(max_digits < 0 ? 0 : max_digits);
  if (whole_end < text.size() && text[whole_end] == '/') {
    const size_t end = digits_from(whole_end + 1);
    if (end == whole_end + 1 || end != text.size()) return std::nullopt;
    const std::string_view num = significant(whole);
    const std::string_view den = significant(text.substr(whole_end + 1));
    if (den.empty() || num.size() > limit || den.size() > limit) return std::nullopt;
    Mpq q;
    mpz_set_str(mpq_numref(q.v), num.empty() ? "0" : std::string(num).c_str(), 10);
    mpz_set_str(mpq_denref(q.v), std::string(den).c_str(), 10);
    mpq_canonicalize(q.v);
    if (negative) mpq_neg(q.v, q.v);
    return RationalOps::Make(q.v);
  }

  size_t next = whole_end;
  std::string_view fraction;
  if (next < text.size() && text[next] == '.') {
    const size_t end = digits_from(next + 1);
    if (end == next + 1) return std::nullopt;
    fraction = text.substr(next + 1, end - next - 1);
    next = end;
  }
  int64_t exponent = 0;
  if (next < text.size() && (text[next] == 'e' || text[next] == 'E')) {
    ++next;
    bool down = false;
    if (next < text.size() && (text[next] == '-' || text[next] == '+')) down = text[next++] == '-';
    const size_t end = digits_from(next);
    if (end == next) return std::nullopt;
    constexpr int64_t kFar = int64_t{1} << 50;  // beyond any digit limit, and safe to add to
    for (; next < end; ++next)
      if (exponent < kFar) exponent = exponent * 10 + (text[next] - '0');
    if (down) exponent = -exponent;
  }
  if (next != text.size()) return std::nullopt;

  // value = digits * 10^shift, without zeros at either end.
  std::string joined(whole);
  joined += fraction;
  std::string_view digits = significant(joined);
  if (digits.empty()) return Rational(0);
  int64_t shift = exponent - static_cast<int64_t>(fraction.size());
  const size_t last = digits.find_last_not_of('0');
  shift += static_cast<int64_t>(digits.size() - 1 - last);
  digits = digits.substr(0, last + 1);
  const auto count = static_cast<int64_t>(digits.size());
  const int64_t before = count + shift > 0 ? count + shift : 0;
  const int64_t after = shift < 0 ? -shift : 0;
  if (before + after > static_cast<int64_t>(limit)) return std::nullopt;

  if (count <= 18 && shift >= -18 && shift <= 0) {
    int64_t num = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), num);
    int64_t den = 1;
    for (int64_t i = shift; i < 0; ++i) den *= 10;
    return Rational(negative ? -num : num, den);
  }
  Mpq q;
  mpz_set_str(mpq_numref(q.v), std::string(digits).c_str(), 10);
  Mpz power;
  mpz_ui_pow_ui(power.v, 10, static_cast<unsigned long>(shift < 0 ? -shift : shift));
  if (shift < 0)
    mpz_set(mpq_denref(q.v), power.v);
  else
    mpz_mul(mpq_numref(q.v), mpq_numref(q.v), power.v);
  mpq_canonicalize(q.v);
  if (negative) mpq_neg(q.v, q.v);
  return RationalOps::Make(q.v);
}

std::string Rational::ToString() const {
  if (is_small() && den_ == 1) return std::to_string(num_);
  if (is_small()) {
    int64_t rest = den_;
    int twos = 0, fives = 0;
    for (; rest % 2 == 0; rest /= 2) ++twos;
    for (; rest % 5 == 0; rest /= 5) ++fives;
    if (rest != 1) return std::to_string(num_) + "/" + std::to_string(den_);
    const int places = twos > fives ? twos : fives;
    if (places <= 18) return ToFixed(places);
  }
  const RationalOps::Operand self(*this);
  Mpz rest, factor;
  mpz_set_ui(factor.v, 2);
  const mp_bitcnt_t twos = mpz_remove(rest.v, mpq_denref(self.get()), factor.v);
  mpz_set_ui(factor.v, 5);
  const mp_bitcnt_t fives = mpz_remove(rest.v, rest.v, factor.v);
  if (mpz_cmp_ui(rest.v, 1) == 0) return ToFixed(static_cast<int>(twos > fives ? twos : fives));
  return MpzText(mpq_numref(self.get())) + "/" + MpzText(mpq_denref(self.get()));
}

std::string Rational::ToFixed(int places) const {
  if (is_small() && places <= 18) {
    Int128 scale = 1;
    for (int i = 0; i < places; ++i) scale *= 10;
    if (scale % den_ != 0) Fail("a number printed with too few decimals");
    const Int128 scaled = Int128{num_} * (scale / den_);
    if (scaled >= INT64_MIN && scaled <= INT64_MAX)
      return PlacePoint(std::to_string(static_cast<int64_t>(scaled)), static_cast<size_t>(places));
  }
  const RationalOps::Operand self(*this);
  Mpz scaled;
  mpz_ui_pow_ui(scaled.v, 10, static_cast<unsigned long>(places));
  if (!mpz_divisible_p(scaled.v, mpq_denref(self.get())))
    Fail("a number printed with too few decimals");
  mpz_divexact(scaled.v, scaled.v, mpq_denref(self.get()));
  mpz_mul(scaled.v, scaled.v, mpq_numref(self.get()));
  return PlacePoint(MpzText(scaled.v), static_cast<size_t>(places));
}

size_t Rational::Hash() const {
  const auto mix = [](uint64_t h, uint64_t x) {
    h ^= x;
    h *= 0x9E3779B97F4A7C15U;
    return h ^ (h >> 32);
  };
  if (is_small()) return mix(mix(1, static_cast<uint64_t>(num_)), static_cast<uint64_t>(den_));
  uint64_t h = mpq_sgn(big_->q) < 0 ? 3 : 2;
  for (const mpz_srcptr part :
       {static_cast<mpz_srcptr>(mpq_numref(big_->q)), static_cast<mpz_srcptr>(mpq_denref(big_->q))})
    for (size_t i = 0; i < mpz_size(part); ++i) h = mix(h, mpz_getlimbn(part, i));
  return h;
}

Rational Abs(const Rational& a) { return a.sign() < 0 ? -a : a; }

Rational Gcd(const Rational& a, const Rational& b) {
  if (!a.is_integer() || !b.is_integer()) Fail("the common divisor of a fraction");
  return RationalOps::Whole(mpz_gcd, a, b);
}

Rational Lcm(const Rational& a, const Rational& b) {
  if (!a.is_integer() || !b.is_integer()) Fail("the common multiple of a fraction");
  return RationalOps::Whole(mpz_lcm, a, b);
}

int NumeratorBits(const Rational& a) {
  if (a.is_small()) return std::bit_width(Magnitude64(a.small_numerator()));
  return static_cast<int>(mpz_sizeinbase(mpq_numref(RationalOps::Operand(a).get()), 2));
}

int DenominatorBits(const Rational& a) {
  if (a.is_small()) return std::bit_width(Magnitude64(a.small_denominator()));
  return static_cast<int>(mpz_sizeinbase(mpq_denref(RationalOps::Operand(a).get()), 2));
}

Rational Round(const Rational& x, const Rational& quantum, RoundMode mode) {
  if (quantum.sign() <= 0) Fail("rounding to a unit that is not positive");
  const Rational steps = x / quantum;
  if (steps.is_integer()) return x;
  // Rounded by magnitude, which makes every mode odd.
  const Rational magnitude = Abs(steps);
  Rational rounded = magnitude.Floor();
  const Rational rest = magnitude - rounded;
  bool up = mode == RoundMode::kUp;
  if (mode == RoundMode::kHalfUp || mode == RoundMode::kHalfEven) {
    const std::strong_ordering half = rest <=> Rational(1, 2);
    const bool odd = !(rounded / Rational(2)).is_integer();
    up = half > 0 || (half == 0 && (mode == RoundMode::kHalfUp || odd));
  }
  if (up) rounded = rounded + Rational(1);
  return quantum * (steps.sign() < 0 ? -rounded : rounded);
}

}  // namespace pol::value
