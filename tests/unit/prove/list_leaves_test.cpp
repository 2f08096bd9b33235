// Scalars inside lists: which there are, and the list put together from them.
#include "compiler/prove/list_leaves.h"

#include <gtest/gtest.h>

#include "tests/unit/prove/prove_support.h"

namespace pol::prove {
namespace {

constexpr const char* kCars =
    "定义 车：记录\n  字段 车型：枚举 轻型、冷藏\n  字段 价：金额 大于 0\n"
    "  字段 检验：列表 日期\n"
    "输入 车辆：列表 车\n输入 出资方式：集合 枚举 货币、实物、知识产权\n输入 备考：集合 文本\n"
    "输出 数：整数 = 个数（车辆）\n";

std::string Names(const Terms& terms) {
  std::string all;
  for (const ListLeaf& leaf : terms.leaves()) all += (all.empty() ? "" : " ") + leaf.name;
  return all;
}

TEST(ListLeaves, OfRecordsListsAndSetsOfMembers) {
  Sample sample(kCars);
  const ListLeaves leaves(sample.terms.get(), 2);
  EXPECT_EQ(Names(*sample.terms),
            "车辆的项数 车辆[1].车型 车辆[1].价 车辆[1].检验的项数 车辆[1].检验[1] 车辆[1].检验[2] "
            "车辆[2].车型 车辆[2].价 车辆[2].检验的项数 车辆[2].检验[1] 车辆[2].检验[2] "
            "出资方式含货币 出资方式含实物 出资方式含知识产权 备考的项数 备考[1] 备考[2]");
  const auto inputs = static_cast<Index>(sample.policy().inputs.size());
  EXPECT_EQ(leaves.Of(0, {}), inputs);
  EXPECT_EQ(leaves.Of(0, {1, 1}), inputs + 7);
  EXPECT_EQ(leaves.Of(1, {2}), inputs + 13);
  EXPECT_EQ(leaves.Of(0, {5}), -1);
  EXPECT_TRUE(leaves.Has(1));
  EXPECT_TRUE(leaves.Has(2));  // a set of texts: like a list
}

TEST(ListLeaves, PutTogether) {
  Sample sample(kCars);
  const ListLeaves leaves(sample.terms.get(), 2);
  std::map<Index, Value> known;
  known[leaves.Of(0, {})] = Value(Rational(2));
  known[leaves.Of(0, {0, 0})] = Value(Rational(1));
  known[leaves.Of(0, {0, 1})] = Value(Rational(80000));
  known[leaves.Of(0, {1, 2})] = Value(Rational(1));
  known[leaves.Of(0, {1, 2, 0})] = Value(Rational(19000));
  known[leaves.Of(1, {0})] = Value(true);
  known[leaves.Of(1, {1})] = Value(false);
  known[leaves.Of(1, {2})] = Value(true);
  const auto value_of = [&](Index leaf) -> const Value* {
    const auto found = known.find(leaf);
    return found == known.end() ? nullptr : &found->second;
  };
  const Value cars = AssembleList(*sample.terms, 0, value_of);
  ASSERT_EQ(cars.items().size(), 2u);
  EXPECT_EQ(cars.items()[0].items()[0], Value(Rational(1)));
  EXPECT_EQ(cars.items()[0].items()[1], Value(Rational(80000)));
  EXPECT_TRUE(cars.items()[0].items()[2].items().empty());
  // Nothing is known of the second price: the least that there is.
  EXPECT_EQ(cars.items()[1].items()[1], Value(Rational(1, 100)));
  EXPECT_EQ(cars.items()[1].items()[2], Value::List({Value(Rational(19000))}));
  EXPECT_EQ(AssembleList(*sample.terms, 1, value_of),
            Value::List({Value(Rational(0)), Value(Rational(2))}));
  // Two items of a set that are the same are one.
  known[leaves.Of(2, {})] = Value(Rational(2));
  known[leaves.Of(2, {0})] = known[leaves.Of(2, {1})] = Value::Text("文");
  EXPECT_EQ(AssembleList(*sample.terms, 2, value_of), Value::List({Value::Text("文")}));
}

TEST(ListLeaves, TooManyAreNone) {
  Sample sample(kCars);
  const ListLeaves leaves(sample.terms.get(), 3, 10);
  EXPECT_FALSE(leaves.Has(0));
  EXPECT_TRUE(leaves.Has(1));
}

}  // namespace
}  // namespace pol::prove
