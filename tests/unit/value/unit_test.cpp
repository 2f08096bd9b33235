#include "runtime/value/unit.h"

#include <gtest/gtest.h>

#include "runtime/value/value.h"

namespace pol::value {
namespace {

TEST(Unit, FactorsAreExact) {
  EXPECT_EQ(FindUnit("万元")->factor, Rational(10000));
  EXPECT_EQ(FindUnit("分")->factor, Rational(1, 100));
  EXPECT_EQ(FindUnit("km"), FindUnit("公里"));
  EXPECT_EQ(FindUnit("km")->factor / FindUnit("米")->factor, Rational(1000));
  EXPECT_EQ(Rational(15) * FindUnit("亩")->factor, FindUnit("公顷")->factor);
  EXPECT_EQ(FindUnit("年")->factor, Rational(12));
  EXPECT_EQ(FindUnit("基点")->factor, Rational(1, 10000));
  EXPECT_EQ(FindUnit("分钟")->factor, Rational(1, 60));
  EXPECT_EQ(FindUnit("parsec"), nullptr);
  EXPECT_EQ(FindUnit("万"), nullptr);
  EXPECT_EQ(FindUnit("家")->kind, Unit::Kind::kCounting);
  EXPECT_EQ(FindUnit("倍")->kind, Unit::Kind::kFactor);
}

TEST(Unit, Dimensions) {
  const Dimension metre = FindUnit("米")->dimension;
  EXPECT_EQ(metre * metre, FindUnit("亩")->dimension);
  EXPECT_EQ(FindUnit("立方米")->dimension / metre, FindUnit("平方米")->dimension);
  EXPECT_TRUE((metre / metre).is_number());
  EXPECT_FALSE(metre.is_number());
  // Nothing converts between hours, days, working days and months.
  EXPECT_FALSE(FindUnit("小时")->dimension == FindUnit("天")->dimension);
  EXPECT_FALSE(FindUnit("天")->dimension == FindUnit("工作日")->dimension);
  EXPECT_FALSE(FindUnit("天")->dimension == FindUnit("月")->dimension);
  EXPECT_FALSE(FindUnit("元")->dimension == FindUnit("美元")->dimension);
  EXPECT_EQ(FindUnit("周")->dimension, FindUnit("日")->dimension);
}

TEST(Unit, NamesAreUniqueAndFound) {
  for (const std::string& name : UnitNames()) ASSERT_NE(FindUnit(name), nullptr) << name;
  EXPECT_EQ(UnitNames().size(), 137U);
}

TEST(Value, EqualityAndOrder) {
  EXPECT_EQ(Value(), Value());
  EXPECT_EQ(Value(true), Value(Rational(1)));
  EXPECT_EQ(Value::Text("a"), Value::Text("a"));
  EXPECT_FALSE(Value::Text("1") == Value(Rational(1)));
  EXPECT_LT(Value(), Value(Rational(-5)));
  EXPECT_LT(Value(Rational(5)), Value::Text(""));
  EXPECT_LT(Value::Text("Z"), Value::Text("a"));
  EXPECT_LT(Value::Text("z"), Value::Text("中"));
  const Value one = Value::List({Value(Rational(1))});
  const Value two = Value::List({Value(Rational(1)), Value(Rational(2))});
  EXPECT_LT(one, two);
  EXPECT_EQ(two, Value::List({Value(Rational(1)), Value(Rational(2))}));
  EXPECT_TRUE(Value(true).truth());
  EXPECT_FALSE(Value(false).truth());
}

}  // namespace
}  // namespace pol::value
