// The loan table put together by hand: twelve rows over amount, industry and days, then the fee
// rounded to the cent.
#pragma once

#include <string>
#include <vector>

#include "tests/conformance/program_builder.h"

namespace pol::testing {

struct LoanPolicy {
  ProgramBuilder b;
  Index amount = -1, industry = -1, days = -1;  // inputs
  Index rate = -1, fee = -1;                    // outputs

  LoanPolicy() {
    amount = b.Input("转贷金额", b.money, {Range(0, std::nullopt, true)});
    industry = b.Input("行业", b.Enum({"制造业", "非制造业"}));
    days = b.Input("占用天数", b.Type(TypeKind::kDays, Rational(1)), {Range(1, std::nullopt)});
    rate = b.Output("日利率", b.rate);
    constexpr int64_t k500 = 5'000'000, k1000 = 10'000'000, k2000 = 20'000'000;
    Row({Band(0, k500), Is(0), Until(3)}, 0);
    Row({Band(0, k500), Is(0), b.Within(days, Rational(3), Rational(10), program::kLowOpen)}, 20);
    Row({Band(0, k500), Is(0), After(10)}, 50);
    Row({Band(0, k500), Is(1), Until(10)}, 20);
    Row({Band(0, k500), Is(1), After(10)}, 50);
    Row({Band(k500, k1000), Is(0), Until(10)}, 20);
    Row({Band(k500, k1000), Is(0), After(10)}, 50);
    Row({Band(k500, k1000), Is(1), Until(10)}, 30);
    Row({Band(k500, k1000), Is(1), After(10)}, 50);
    Row({Band(k1000, k2000), Until(10)}, 40);
    Row({Band(k1000, k2000), After(10)}, 50);
    Row({b.Test(Op::kGreater, amount, Rational(k2000))}, 50);
    const Index interest = b.Node(Op::kMultiply, {b.In(amount), b.Of(rate), b.In(days)}, b.money);
    fee = b.Output("转贷费用", b.money,
                   b.Node(Op::kRound, {interest, b.Number(Rational(1, 100), b.money)}, b.money,
                          static_cast<int32_t>(value::RoundMode::kHalfUp)));
  }

  interp::Facts Case(std::optional<Rational> yuan, std::optional<int64_t> member,
                     std::optional<int64_t> count) const {
    interp::Facts facts = b.NoFacts();
    if (yuan) facts.inputs[amount] = Value(*yuan);
    if (member) facts.inputs[industry] = Value(Rational(*member));
    if (count) facts.inputs[days] = Value(Rational(*count));
    return facts;
  }

 private:
  Index Band(int64_t low, int64_t high) {
    return b.Within(amount, Rational(low), Rational(high), program::kLowOpen);
  }
  Index Is(int member) { return b.Test(Op::kEqual, industry, Rational(member)); }
  Index Until(int n) { return b.Test(Op::kLessEqual, days, Rational(n)); }
  Index After(int n) { return b.Test(Op::kGreater, days, Rational(n)); }
  void Row(std::vector<Index> tests, int64_t per_100000) {
    const std::string label =
        "日利率." + std::to_string(b.policy.definitions[rate].rules.size() + 1);
    b.AddRule(rate, label, b.And(std::move(tests)), b.Number(Rational(per_100000, 100000), b.rate));
  }
};

}  // namespace pol::testing
