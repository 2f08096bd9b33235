#include "runtime/interp/accept.h"

#include <gtest/gtest.h>

#include "runtime/interp/canonical.h"

namespace pol::interp {
namespace {

using program::Input;
using program::Policy;
using program::Type;
using program::TypeKind;

Type Of(TypeKind kind, std::string unit = "", Rational factor = 1,
        std::optional<Rational> grid = {}) {
  Type type;
  type.kind = kind;
  type.unit = std::move(unit);
  type.factor = std::move(factor);
  type.grid = std::move(grid);
  return type;
}
Type Money() { return Of(TypeKind::kMoney, "元", 1, Rational(1, 100)); }
Type Integer(std::string unit = "") {
  return Of(TypeKind::kInteger, std::move(unit), 1, Rational(1));
}

struct Builder {
  Policy policy;

  Index Add(const std::string& name, const Type& type, const std::string& alias = "") {
    policy.types.push_back(type);
    Input input;
    input.name = name;
    input.alias = alias;
    input.type = static_cast<Index>(policy.types.size()) - 1;
    policy.inputs.push_back(input);
    return static_cast<Index>(policy.inputs.size()) - 1;
  }
  Index AddEnum(const std::string& name, std::vector<program::Member> members, bool open = false) {
    program::EnumType enumeration;
    enumeration.name = name;
    enumeration.members = std::move(members);
    enumeration.open = open;
    policy.enums.push_back(enumeration);
    Type type = Of(TypeKind::kEnum);
    type.enumeration = static_cast<Index>(policy.enums.size()) - 1;
    return Add(name, type);
  }
};

// One datum, given as JSON, at one type: its canonical text, or the code of its refusal.
std::string Read(const Type& type, const std::string& json) {
  Policy policy;
  policy.types.push_back(type);
  Datum datum;
  JsonError error;
  if (!ParseJson(json, &datum, &error)) return "json";
  std::optional<Value> value;
  if (const auto code = ReadDatum(policy, type, datum, &value)) return CodeName(*code);
  return value ? CanonicalText(policy, type, *value) : "unknown";
}

// "field code" of every refusal of an object.
std::vector<std::string> Refused(const Policy& policy, const std::string& json) {
  Datum datum;
  JsonError error;
  EXPECT_TRUE(ParseJson(json, &datum, &error)) << json;
  std::vector<std::string> refused;
  for (const Refusal& refusal : Accept(policy, datum, 0).refusals)
    refused.push_back(refusal.field + " " + CodeName(refusal.code));
  return refused;
}
using Strings = std::vector<std::string>;

TEST(Accept, Money) {
  EXPECT_EQ(Read(Money(), "5000000"), "5000000");
  EXPECT_EQ(Read(Money(), "\"500万\""), "5000000");
  EXPECT_EQ(Read(Money(), "\"500万元\""), "5000000");
  EXPECT_EQ(Read(Money(), "\"５００万元\""), "5000000");
  EXPECT_EQ(Read(Money(), "\"1.2亿\""), "120000000");
  EXPECT_EQ(Read(Money(), "\" 500 元 \""), "500");
  EXPECT_EQ(Read(Money(), "\"3角\""), "0.3");
  EXPECT_EQ(Read(Money(), "\"1e3\""), "1000");
  EXPECT_EQ(Read(Money(), "1e3"), "1000");
  EXPECT_EQ(Read(Money(), "-0.01"), "-0.01");
  EXPECT_EQ(Read(Money(), "\"-5万元\""), "-50000");
  EXPECT_EQ(Read(Money(), "\"1234.567\""), "off_grid");
  EXPECT_EQ(Read(Money(), "\"5厘\""), "off_grid");
  for (const char* json : {"\"500 万\"",
                           "\"500万美元\"",
                           "\"3天\"",
                           "\"abc\"",
                           "\"\"",
                           "\"NaN\"",
                           "\"Infinity\"",
                           "\"1e400\"",
                           "\"1,000\"",
                           "\"一百\"",
                           "true",
                           "[]",
                           "{}",
                           "\"1/4\"",
                           "\"500万家\"",
                           "\"--5\"",
                           "\"5元元\"",
                           "\"5元/天\"",
                           "\"none\"",
                           "\"\xC2\xA5"
                           "5\""})
    EXPECT_EQ(Read(Money(), json), "wrong_type") << json;
  EXPECT_EQ(Read(Money(), "null"), "unknown");
  // 0.1 + 0.2 stays what was written.
  EXPECT_EQ(Read(Money(), "0.30"), "0.3");
}

TEST(Accept, MoneyInOtherUnits) {
  const Type wan = Of(TypeKind::kMoney, "万元", 10000, Rational(1, 100));
  EXPECT_EQ(Read(wan, "\"500万元\""), "5000000");
  EXPECT_EQ(Read(wan, "\"3元\""), "3");
  EXPECT_EQ(Read(wan, "500"), "wrong_type");  // 500 元 or 500 万元: must be said
  EXPECT_EQ(Read(wan, "0"), "0");
  const Type usd = Of(TypeKind::kMoney, "美元", 1, Rational(1, 100));
  EXPECT_EQ(Read(usd, "\"5美元\""), "5");
  EXPECT_EQ(Read(usd, "\"5 usd\""), "5");
  EXPECT_EQ(Read(usd, "\"5元\""), "wrong_type");
  EXPECT_EQ(Read(usd, "5"), "5");
  const Type rent = Of(TypeKind::kMoney, "元/月", 1, Rational(1, 100));
  EXPECT_EQ(Read(rent, "\"3000元/月\""), "3000");
  EXPECT_EQ(Read(rent, "\"1.2万元/年\""), "1000");
  EXPECT_EQ(Read(rent, "3000"), "3000");
  const Type price = Of(TypeKind::kExactMoney, "元/平方米");
  EXPECT_EQ(Read(price, "\"2000元/亩\""), "3");
  EXPECT_EQ(Read(price, "\"1/3元/平方米\""), "1/3");
}

TEST(Accept, IntegersAndCounts) {
  EXPECT_EQ(Read(Integer(), "3.0"), "3");
  EXPECT_EQ(Read(Integer(), "1e3"), "1000");
  EXPECT_EQ(Read(Integer(), "\"500万\""), "5000000");
  EXPECT_EQ(Read(Integer(), "3.5"), "off_grid");
  EXPECT_EQ(Read(Integer(), "\"5家\""), "wrong_type");
  EXPECT_EQ(Read(Integer("家"), "\"5家\""), "5");
  EXPECT_EQ(Read(Integer("家"), "5"), "5");
  EXPECT_EQ(Read(Integer("家"), "\"1.2万家\""), "12000");
  EXPECT_EQ(Read(Integer("家"), "\"5户\""), "wrong_type");
  EXPECT_EQ(Read(Integer("家"), "\"5万元\""), "wrong_type");
  EXPECT_EQ(Read(Integer("幢"), "\"5幢\""), "5");  // a unit of the policy's own
  EXPECT_EQ(Read(Integer("幢"), "5"), "5");
  const Type decimal = Of(TypeKind::kDecimal);
  EXPECT_EQ(Read(decimal, "\"1.50\""), "1.5");
  EXPECT_EQ(Read(decimal, "\"4/3\""), "4/3");
  EXPECT_EQ(Read(decimal, "\"3倍\""), "3");
  EXPECT_EQ(Read(decimal, "\"三分之二\""), "2/3");
  EXPECT_EQ(Read(Of(TypeKind::kDecimal, "分"), "\"90分\""), "90");
  EXPECT_EQ(Read(Of(TypeKind::kDecimal, "分"), "90"), "90");
}

TEST(Accept, NumbersHaveAtMostEighteenDigits) {
  const Type decimal = Of(TypeKind::kDecimal);
  EXPECT_EQ(Read(decimal, "123456789012345678"), "123456789012345678");
  EXPECT_EQ(Read(decimal, "1234567890123456789"), "wrong_type");
  EXPECT_EQ(Read(decimal, "\"1234567890123456789\""), "wrong_type");
  EXPECT_EQ(Read(decimal, "123456789012345678901234567890"), "wrong_type");
  EXPECT_EQ(Read(decimal, "0.123456789012345678"), "0.123456789012345678");
  EXPECT_EQ(Read(decimal, "0.1234567890123456789"), "wrong_type");
  EXPECT_EQ(Read(decimal, "999999999999999999.999999999999999999"),
            "999999999999999999.999999999999999999");
  EXPECT_EQ(Read(decimal, "1e17"), "100000000000000000");
  EXPECT_EQ(Read(decimal, "1e18"), "wrong_type");
  EXPECT_EQ(Read(decimal, "9600020000000000001"), "wrong_type");  // 19 digits, above 2^63
  EXPECT_EQ(Read(decimal, "1e-18"), "0.000000000000000001");
  EXPECT_EQ(Read(decimal, "1e-19"), "wrong_type");
  EXPECT_EQ(Read(Money(), "\"9999999999999亿\""), "wrong_type");
  EXPECT_EQ(Read(decimal, "\"1/999999999999999999\""), "1/999999999999999999");
  EXPECT_EQ(Read(decimal, "\"1/1234567890123456789\""), "wrong_type");
}

TEST(Accept, Rates) {
  const Type rate = Of(TypeKind::kRate);
  EXPECT_EQ(Read(rate, "\"0.2‰\""), "0.0002");
  EXPECT_EQ(Read(rate, "\"万分之三\""), "0.0003");
  EXPECT_EQ(Read(rate, "\"50个基点\""), "0.005");
  EXPECT_EQ(Read(rate, "\"3个百分点\""), "0.03");
  EXPECT_EQ(Read(rate, "\"85折\""), "0.85");
  EXPECT_EQ(Read(rate, "0.0365"), "0.0365");
  EXPECT_EQ(Read(rate, "\"-1.5%\""), "-0.015");
  EXPECT_EQ(Read(rate, "\"5%/年\""), "wrong_type");
  const Type daily = Of(TypeKind::kRate, "天");
  EXPECT_EQ(Read(daily, "\"0.2‰\""), "0.0002");
  EXPECT_EQ(Read(daily, "\"0.2‰/天\""), "0.0002");
  EXPECT_EQ(Read(daily, "\"0.2‰/日\""), "0.0002");
  EXPECT_EQ(Read(daily, "\"万分之三/天\""), "0.0003");
  EXPECT_EQ(Read(daily, "\"3%/年\""), "wrong_type");
  const Type yearly = Of(TypeKind::kRate, "年", Rational(1, 12));
  EXPECT_EQ(Read(yearly, "\"3.65%\""), "0.0365");
  EXPECT_EQ(Read(yearly, "\"3.65%/年\""), "0.0365");
  EXPECT_EQ(Read(yearly, "\"1%/月\""), "0.12");
}

TEST(Accept, QuantitiesAndDurations) {
  const Type km = Of(TypeKind::kQuantity, "公里", 1000);
  EXPECT_EQ(Read(km, "\"1.4公里\""), "1.4");
  EXPECT_EQ(Read(km, "\"1400米\""), "1.4");
  EXPECT_EQ(Read(km, "\"1.4 km\""), "1.4");
  EXPECT_EQ(Read(km, "1.4"), "1.4");
  EXPECT_EQ(Read(km, "0"), "0");
  EXPECT_EQ(Read(km, "\"3亩\""), "wrong_type");
  const Type mu = Of(TypeKind::kQuantity, "亩", Rational(2000, 3));
  EXPECT_EQ(Read(mu, "\"1公顷\""), "15");
  EXPECT_EQ(Read(mu, "\"100平方米\""), "0.15");
  const Type days = Of(TypeKind::kDays, "天", 1, Rational(1));
  EXPECT_EQ(Read(days, "3"), "3");
  EXPECT_EQ(Read(days, "\"3天\""), "3");
  EXPECT_EQ(Read(days, "\"2周\""), "14");
  EXPECT_EQ(Read(days, "\"24小时\""), "wrong_type");
  EXPECT_EQ(Read(days, "\"3个工作日\""), "wrong_type");
  EXPECT_EQ(Read(days, "\"500万\""), "wrong_type");
  EXPECT_EQ(Read(days, "1.5"), "off_grid");
  EXPECT_EQ(Read(Of(TypeKind::kWorkdays, "个工作日", 1, Rational(1)), "\"5个工作日\""), "5");
  EXPECT_EQ(Read(Of(TypeKind::kMonths, "个月", 1, Rational(1)), "\"3年\""), "36");
  const Type years = Of(TypeKind::kMonths, "年", 12, Rational(12));
  EXPECT_EQ(Read(years, "3"), "3");
  EXPECT_EQ(Read(years, "\"36个月\""), "3");
  EXPECT_EQ(Read(years, "\"30个月\""), "off_grid");
  EXPECT_EQ(Read(Of(TypeKind::kHours, "小时"), "\"90分钟\""), "1.5");
  EXPECT_EQ(Read(Of(TypeKind::kHours, "小时"), "\"20分钟\""), "1/3");
}

TEST(Accept, DatesAndClocks) {
  const Type date = Of(TypeKind::kDate);
  EXPECT_EQ(Read(date, "\"2023年4月1日\""), "2023-04-01");
  EXPECT_EQ(Read(date, "\"２０２３－０４－０１\""), "2023-04-01");
  EXPECT_EQ(Read(date, "\"2023/4/1\""), "2023-04-01");
  EXPECT_EQ(Read(date, "\"2023-02-30\""), "wrong_type");
  EXPECT_EQ(Read(date, "20230401"), "wrong_type");
  EXPECT_EQ(Read(date, "\"\""), "wrong_type");
  EXPECT_EQ(Read(Of(TypeKind::kMonth), "\"2023年4月\""), "2023-04");
  EXPECT_EQ(Read(Of(TypeKind::kInstant), "\"2023-06-09T09:30:00Z\""), "2023-06-09T17:30:00+08:00");
  EXPECT_EQ(Read(Of(TypeKind::kInstant), "\"2023-06-09\""), "wrong_type");
  EXPECT_EQ(Read(Of(TypeKind::kClock), "\"20：00\""), "20:00:00");
  EXPECT_EQ(Read(Of(TypeKind::kClock), "\"24:00\""), "24:00:00");
}

TEST(Accept, BooleansTextsAndNone) {
  const Type boolean = Of(TypeKind::kBoolean);
  for (const char* json : {"true", "\"是\"", "\"yes\"", "\"true\"", "\"TRUE\""})
    EXPECT_EQ(Read(boolean, json), "true");
  for (const char* json : {"false", "\"否\"", "\"no\"", "\"false\""})
    EXPECT_EQ(Read(boolean, json), "false");
  for (const char* json : {"1", "\"1\"", "\"对\"", "\"\"", "0"})
    EXPECT_EQ(Read(boolean, json), "wrong_type") << json;
  const Type text = Of(TypeKind::kText);
  EXPECT_EQ(Read(text, "\"Ａ公司 \""), "Ａ公司 ");  // width and spaces are kept
  EXPECT_EQ(Read(text, "\"e\\u0301\""), "é");
  EXPECT_EQ(Read(text, "\"\""), "");
  EXPECT_EQ(Read(text, "\"无\""), "无");
  EXPECT_EQ(Read(text, "5"), "wrong_type");
  Type leaving = Of(TypeKind::kDate);
  EXPECT_EQ(Read(leaving, "\"无\""), "wrong_type");
  leaving.optional = true;
  EXPECT_EQ(Read(leaving, "\"无\""), "none");
  EXPECT_EQ(Read(leaving, "\"none\""), "none");
  EXPECT_EQ(Read(leaving, "null"), "unknown");
}

TEST(Accept, EnumMembers) {
  Builder builder;
  builder.AddEnum("行业", {{"制造业", "manufacturing"}, {"非制造业", "other"}, {"Ｂ+", ""}});
  builder.AddEnum("领域", {{"广告", ""}, {"商标", ""}}, true);
  Type degree = Of(TypeKind::kEnum);
  program::EnumType harm;
  harm.members = {{"无", ""}, {"轻微", ""}};
  builder.policy.enums.push_back(harm);
  degree.enumeration = 2;
  degree.optional = true;
  builder.Add("危害", degree);
  const auto cell = [&](Index input, const char* text) {
    std::optional<Value> value;
    Refusal refusal;
    if (!ReadCell(builder.policy, input, text, &value, &refusal)) {
      EXPECT_EQ(refusal.given, text);
      return std::string(CodeName(refusal.code)) + " " + refusal.nearest;
    }
    return value ? CanonicalText(builder.policy,
                                 builder.policy.types[builder.policy.inputs[input].type], *value)
                 : "unknown";
  };
  EXPECT_EQ(cell(0, "制造业"), "制造业");
  EXPECT_EQ(cell(0, "manufacturing"), "制造业");
  EXPECT_EQ(cell(0, "ｏｔｈｅｒ"), "非制造业");
  EXPECT_EQ(cell(0, " B＋ "), "Ｂ+");
  EXPECT_EQ(cell(0, "制造"), "not_a_member 制造业");
  EXPECT_EQ(cell(0, "manufacturng"), "not_a_member manufacturing");
  EXPECT_EQ(cell(0, "服务"), "not_a_member ");
  EXPECT_EQ(cell(0, ""), "unknown");
  EXPECT_EQ(cell(0, "  "), "unknown");
  EXPECT_EQ(cell(1, "计量"), "计量");
  EXPECT_EQ(cell(1, "商标"), "商标");
  EXPECT_EQ(cell(2, "无"), "无");  // the member, not the absence
  EXPECT_EQ(cell(2, "none"), "none");
}

TEST(Accept, ListsAndSets) {
  Type list = Of(TypeKind::kList);
  list.element = std::make_shared<const Type>(Money());
  EXPECT_EQ(Read(list, "[3, \"2万\", 3]"), "[\"3\",\"20000\",\"3\"]");
  EXPECT_EQ(Read(list, "\"[1, 2]\""), "[\"1\",\"2\"]");
  EXPECT_EQ(Read(list, "[1.234]"), "off_grid");
  EXPECT_EQ(Read(list, "[null]"), "wrong_type");
  EXPECT_EQ(Read(list, "3"), "wrong_type");
  list.kind = TypeKind::kSet;
  EXPECT_EQ(Read(list, "[3, \"2万\", 3]"), "[\"3\",\"20000\"]");
  std::string many = "[0";
  for (size_t i = 0; i < kMostListItems; ++i) many += ",0";
  EXPECT_EQ(Read(list, many + "]"), "too_long");
}

TEST(Accept, RefusalsInTheOrderOfTheDeclarations) {
  Builder builder;
  builder.policy.inputs.reserve(4);
  const Index a = builder.Add("a", Money());
  builder.policy.inputs[a].domain.intervals = {{Rational(0), std::nullopt, true, false}};
  builder.Add("b", Integer());
  EXPECT_EQ(Refused(builder.policy, R"({"z": 0, "b": "x", "a": -1, "c": 1, "中": 1})"),
            (Strings{"a not_in_domain", "b wrong_type", "c unknown_name", "z unknown_name",
                     "中 unknown_name"}));
  EXPECT_EQ(Refused(builder.policy, R"({"a": 0})"), (Strings{"a not_in_domain"}));
  EXPECT_EQ(Refused(builder.policy, R"({"a": 0.01, "b": null})"), Strings{});
  EXPECT_EQ(Refused(builder.policy, R"({"a": -1.005})"), (Strings{"a off_grid"}));
  EXPECT_EQ(Refused(builder.policy, "[]"), (Strings{" wrong_type"}));
}

TEST(Accept, NamesAliasesAndRepeats) {
  Builder builder;
  builder.Add("金额", Money(), "amount");
  const Policy& policy = builder.policy;
  EXPECT_EQ(Refused(policy, R"({"amount": 1})"), Strings{});
  EXPECT_EQ(Refused(policy, R"({"ａｍｏｕｎｔ": 1})"), Strings{});
  EXPECT_EQ(Refused(policy, R"({"金额": 1, "amount": 1})"), (Strings{"amount duplicate"}));
  EXPECT_EQ(Refused(policy, R"({"amount": 1, "金额": 1})"), (Strings{"amount duplicate"}));
  EXPECT_EQ(Refused(policy, R"({"金额": 1, "金额": 1})"), (Strings{"金额 duplicate"}));
  EXPECT_EQ(Refused(policy, R"({"金额": 1, "金额": "x"})"), (Strings{"金额 wrong_type"}));
  EXPECT_EQ(Refused(policy, R"({"金额": "x", "amount": 1})"),
            (Strings{"金额 wrong_type", "amount duplicate"}));
  EXPECT_EQ(Refused(policy, R"({"Amount": 1})"), (Strings{"Amount unknown_name"}));
  Datum datum;
  JsonError error;
  ASSERT_TRUE(ParseJson(R"({"amonut": 1})", &datum, &error));
  const Accepted accepted = Accept(policy, datum, 0);
  ASSERT_EQ(accepted.refusals.size(), 1U);
  EXPECT_EQ(accepted.refusals[0].nearest, "amount");
}

TEST(Accept, RefusedValuesAreUnknown) {
  Builder builder;
  builder.Add("金额", Money(), "amount");
  builder.Add("天数", Integer());
  Datum datum;
  JsonError error;
  ASSERT_TRUE(ParseJson(R"({"金额": 1, "amount": 2, "天数": 7})", &datum, &error));
  const Accepted accepted = Accept(builder.policy, datum, 0);
  EXPECT_FALSE(accepted.facts.inputs[0].has_value());
  EXPECT_EQ(accepted.facts.inputs[1], Value(Rational(7)));
}

TEST(Accept, Records) {
  Builder builder;
  builder.Add("r.a", Money());
  builder.Add("r.b", Integer());
  const Policy& policy = builder.policy;
  EXPECT_EQ(Refused(policy, R"({"r": {"a": 5, "b": 1}})"), Strings{});
  EXPECT_EQ(Refused(policy, R"({"r.a": 5})"), Strings{});
  EXPECT_EQ(Refused(policy, R"({"r": null})"), Strings{});
  EXPECT_EQ(Refused(policy, R"({"r": 5})"), (Strings{"r wrong_type"}));
  EXPECT_EQ(Refused(policy, R"({"r": {"a": "x", "c": 1}})"),
            (Strings{"r.a wrong_type", "r.c unknown_name"}));
  EXPECT_EQ(Refused(policy, R"({"r": {"a": 1}, "r.a": 1})"), (Strings{"r.a duplicate"}));
  EXPECT_EQ(Refused(policy, R"({"r": null, "r": null})"), (Strings{"r duplicate"}));
  Datum datum;
  JsonError error;
  ASSERT_TRUE(ParseJson(R"({"r": {"b": 7}})", &datum, &error));
  const Accepted accepted = Accept(policy, datum, 0);
  EXPECT_FALSE(accepted.facts.inputs[0].has_value());
  EXPECT_EQ(accepted.facts.inputs[1], Value(Rational(7)));
}

TEST(Accept, Judgements) {
  Builder builder;
  const Index index = builder.Add("情节轻微", Of(TypeKind::kBoolean));
  builder.policy.inputs[index].kind = Input::Kind::kJudgement;
  builder.policy.inputs[index].role = "办案机构";
  builder.Add("n", Integer());
  const Policy& policy = builder.policy;
  EXPECT_EQ(Refused(policy, R"({"情节轻微": true})"), Strings{});
  EXPECT_EQ(
      Refused(policy, R"({"情节轻微": {"value": true, "by": "办案机构", "evidence": ["笔录"]}})"),
      Strings{});
  EXPECT_EQ(Refused(policy, R"({"情节轻微": {"value": true, "by": "企业"}})"),
            (Strings{"情节轻微 role"}));
  EXPECT_EQ(Refused(policy, R"({"情节轻微": {"value": 3, "by": "企业"}})"),
            (Strings{"情节轻微 wrong_type"}));
  EXPECT_EQ(Refused(policy, R"({"情节轻微": {"value": true, "evidence": 5}})"),
            (Strings{"情节轻微 wrong_type"}));
  EXPECT_EQ(Refused(policy, R"({"情节轻微": {"value": true, "who": 5}})"),
            (Strings{"情节轻微.who unknown_name"}));
  EXPECT_EQ(Refused(policy, R"({"情节轻微": {"value": true, "value": true}})"),
            (Strings{"情节轻微 duplicate"}));
  EXPECT_EQ(Refused(policy, R"({"n": {"value": 1}})"), (Strings{"n wrong_type"}));
  Datum datum;
  JsonError error;
  ASSERT_TRUE(ParseJson(R"({"情节轻微": {"value": "否", "by": "办案机构"}})", &datum, &error));
  const Accepted accepted = Accept(policy, datum, 0);
  EXPECT_EQ(accepted.facts.inputs[0], Value(false));
  EXPECT_EQ(accepted.facts.decided_by[0], "办案机构");
}

TEST(Accept, Requires) {
  Builder builder;
  builder.Add("a", Of(TypeKind::kDate));
  builder.Add("b", Of(TypeKind::kDate));
  Policy& policy = builder.policy;
  policy.types.push_back(Of(TypeKind::kBoolean));
  for (int i = 0; i < 2; ++i) {
    program::Node leaf;
    leaf.op = program::Op::kInput;
    leaf.type = 0;
    leaf.a = i;
    policy.nodes.push_back(leaf);
  }
  program::Node test;
  test.op = program::Op::kGreaterEqual;
  test.type = 2;
  test.children = {1, 0};
  test.text = "b >= a";
  policy.nodes.push_back(test);
  program::Require require;
  require.condition = 2;
  require.text = "b >= a";
  policy.requires_.push_back(require);
  EXPECT_EQ(Refused(policy, R"({"a": "2023-02-01", "b": "2023-01-31", "z": 1})"),
            (Strings{"require#1 require", "z unknown_name"}));
  EXPECT_EQ(Refused(policy, R"({"a": "2023-02-01", "b": "2023-02-01"})"), Strings{});
  EXPECT_EQ(Refused(policy, R"({"a": "2023-02-01"})"), Strings{});  // still open
  EXPECT_EQ(Refused(policy, R"({"a": "2023-02-01", "b": "soon"})"), (Strings{"b wrong_type"}));
}

TEST(Accept, CheckValueOfAKnownType) {
  Builder builder;
  const Index a = builder.Add("a", Money());
  builder.policy.inputs[a].domain.intervals = {{Rational(0), Rational(10), true, false}};
  const Policy& policy = builder.policy;
  EXPECT_EQ(CheckValue(policy, a, Value(Rational(10))), std::nullopt);
  EXPECT_EQ(CheckValue(policy, a, Value(Rational(0))), RefusalCode::kNotInDomain);
  EXPECT_EQ(CheckValue(policy, a, Value(Rational(1, 3))), RefusalCode::kOffGrid);
  EXPECT_EQ(CheckValue(policy, a, Value::Text("x")), RefusalCode::kWrongType);
  EXPECT_EQ(CheckValue(policy, a, Value()), RefusalCode::kWrongType);
}

TEST(ParseJson, KeepsDigitsKeysAndOrder) {
  Datum datum;
  JsonError error;
  ASSERT_TRUE(ParseJson(
      "\xEF\xBB\xBF{\"a\": 1234567890123456789012.10, \"a\": [true, null, \"x\"], \"b\": {}}",
      &datum, &error));
  ASSERT_EQ(datum.fields.size(), 3U);
  EXPECT_EQ(datum.fields[0].second.text, "1234567890123456789012.10");
  EXPECT_EQ(datum.fields[1].first, "a");
  ASSERT_EQ(datum.fields[1].second.items.size(), 3U);
  EXPECT_TRUE(datum.fields[1].second.items[0].truth);
  EXPECT_EQ(datum.fields[2].second.kind, Datum::Kind::kObject);
  ASSERT_TRUE(ParseJson("18446744073709551616", &datum, &error));
  EXPECT_EQ(datum.text, "18446744073709551616");
  ASSERT_TRUE(ParseJson("0.1", &datum, &error));
  EXPECT_EQ(datum.text, "0.1");
  ASSERT_TRUE(ParseJson("-7", &datum, &error));
  EXPECT_EQ(datum.text, "-7");
}

TEST(ParseJson, SaysWhereItStops) {
  Datum datum;
  JsonError error;
  EXPECT_FALSE(ParseJson("{\"a\": 1,}", &datum, &error));
  EXPECT_EQ(error.offset, 8U);
  EXPECT_FALSE(ParseJson("{\"a\": NaN}", &datum, &error));
  EXPECT_EQ(error.kind, JsonError::Kind::kMalformed);
  EXPECT_FALSE(ParseJson("", &datum, &error));
  EXPECT_EQ(error.offset, 0U);
  EXPECT_FALSE(ParseJson("1 2", &datum, &error));
  EXPECT_FALSE(ParseJson("\"\xFF\"", &datum, &error));
  EXPECT_FALSE(ParseJson("1e400", &datum, &error));
  EXPECT_EQ(error.kind, JsonError::Kind::kNumberTooLarge);
  EXPECT_TRUE(ParseJson(std::string(64, '[') + std::string(64, ']'), &datum, &error));
  EXPECT_FALSE(ParseJson(std::string(65, '[') + std::string(65, ']'), &datum, &error));
  EXPECT_EQ(error.kind, JsonError::Kind::kTooDeep);
  EXPECT_EQ(error.offset, 64U);
  EXPECT_FALSE(ParseJson(std::string(100000, '['), &datum, &error));
  EXPECT_EQ(error.kind, JsonError::Kind::kTooDeep);
}

}  // namespace
}  // namespace pol::interp
