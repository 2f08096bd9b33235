#include "runtime/value/nearest.h"

#include <gtest/gtest.h>

namespace pol::value {
namespace {

TEST(Nearest, SlipsSwapsAndShortForms) {
  const std::vector<std::string> names = {"转贷金额", "占用天数", "amount", "days", "制造业"};
  EXPECT_EQ(Nearest("转贷金额", names), "转贷金额");
  EXPECT_EQ(Nearest("转贷金客", names), "转贷金额");
  EXPECT_EQ(Nearest("贷转金额", names), "转贷金额");
  EXPECT_EQ(Nearest("amonut", names), "amount");
  EXPECT_EQ(Nearest("ＡＭＯＵＮＴ", names), "amount");
  EXPECT_EQ(Nearest("制造", names), "制造业");
  EXPECT_EQ(Nearest("天数", names), "占用天数");
  EXPECT_EQ(Nearest("行业", names), "");
  EXPECT_EQ(Nearest("x", names), "");
  EXPECT_EQ(Nearest("", names), "");
  EXPECT_EQ(Nearest(std::string(10000, 'a'), names), "");
  EXPECT_EQ(Nearest("\xFF\xE4", names), "");
}

}  // namespace
}  // namespace pol::value
