// The loan table written by hand, in whole fen and whole days: what the policy 002-03-d must
// answer. A second opinion for tests and the baseline for benchmarks; it shares no code with the
// language.
#pragma once

#include <cstdint>

namespace pol::bench {

struct LoanPrice {
  int row = 0;          // 1 .. 12
  int rate_1e4 = 0;     // daily rate in ten-thousandths: 2 is 0.2‰
  int64_t fee_fen = 0;  // rounded half up to the fen
};

// `amount_fen` and `days` are above zero; amounts stay below 10^14 fen and days below 10^4, so
// nothing overflows.
inline LoanPrice PriceLoan(int64_t amount_fen, bool manufacturing, int64_t days) {
  constexpr int64_t kWan = 1'000'000;  // fen in 10,000 yuan
  LoanPrice price;
  if (amount_fen <= 500 * kWan) {
    if (manufacturing) {
      price = days <= 3 ? LoanPrice{1, 0} : days <= 10 ? LoanPrice{2, 2} : LoanPrice{3, 5};
    } else {
      price = days <= 10 ? LoanPrice{4, 2} : LoanPrice{5, 5};
    }
  } else if (amount_fen <= 1000 * kWan) {
    if (manufacturing) {
      price = days <= 10 ? LoanPrice{6, 2} : LoanPrice{7, 5};
    } else {
      price = days <= 10 ? LoanPrice{8, 3} : LoanPrice{9, 5};
    }
  } else if (amount_fen <= 2000 * kWan) {
    price = days <= 10 ? LoanPrice{10, 4} : LoanPrice{11, 5};
  } else {
    price = LoanPrice{12, 5};
  }
  const int64_t scaled = amount_fen * price.rate_1e4 * days;
  price.fee_fen = (scaled + 5000) / 10000;  // everything is positive: half up
  return price;
}

}  // namespace pol::bench
