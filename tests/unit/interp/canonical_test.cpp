#include "runtime/interp/canonical.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pol::interp {
namespace {

using program::Policy;
using program::Type;
using program::TypeKind;

Type Of(TypeKind kind, std::string unit = "", Rational factor = 1) {
  Type type;
  type.kind = kind;
  type.unit = std::move(unit);
  type.factor = std::move(factor);
  return type;
}
Rational Number(std::string_view text) { return Rational::Parse(text).value_or(Rational(-999)); }

std::string Json(const Type& type, const Value& value) {
  return CanonicalJson(Policy(), type, value);
}
std::string Zh(const Type& type, const Value& value) {
  return DisplayText(Policy(), type, value, true);
}
std::string En(const Type& type, const Value& value) {
  return DisplayText(Policy(), type, value, false);
}
std::string Zh(const Type& type, std::string_view number) {
  return Zh(type, Value(Number(number)));
}
std::string En(const Type& type, std::string_view number) {
  return En(type, Value(Number(number)));
}

TEST(Canonical, EveryType) {
  EXPECT_EQ(Json(Of(TypeKind::kBoolean), Value(true)), "true");
  EXPECT_EQ(Json(Of(TypeKind::kInteger), Value(Rational(3))), "3");
  EXPECT_EQ(Json(Of(TypeKind::kInteger), Value(Rational(-12))), "-12");
  EXPECT_EQ(Json(Of(TypeKind::kInteger), Value(Number("100000000000000000000"))),
            "100000000000000000000");
  EXPECT_EQ(Json(Of(TypeKind::kDays), Value(Rational(3))), "3");
  EXPECT_EQ(Json(Of(TypeKind::kWorkdays), Value(Rational(5))), "5");
  EXPECT_EQ(Json(Of(TypeKind::kMonths), Value(Rational(36))), "36");
  EXPECT_EQ(Json(Of(TypeKind::kMonths, "年", 12), Value(Rational(36))), "3");
  EXPECT_EQ(Json(Of(TypeKind::kDecimal), Value(Rational(12))), "\"12\"");
  EXPECT_EQ(Json(Of(TypeKind::kDecimal), Value(Rational(-8, 3))), "\"-8/3\"");
  EXPECT_EQ(Json(Of(TypeKind::kRate, "天"), Value(Rational(1, 5000))), "\"0.0002\"");
  EXPECT_EQ(Json(Of(TypeKind::kRate, "年", Rational(1, 12)), Value(Rational(365, 120000))),
            "\"0.0365\"");
  EXPECT_EQ(Json(Of(TypeKind::kMoney, "元"), Value(Rational(-13, 100))), "\"-0.13\"");
  EXPECT_EQ(Json(Of(TypeKind::kMoney, "万元", 10000), Value(Rational(5000000))), "\"5000000\"");
  EXPECT_EQ(Json(Of(TypeKind::kExactMoney, "元"), Value(Rational(20600000, 5427))),
            "\"20600000/5427\"");
  EXPECT_EQ(Json(Of(TypeKind::kQuantity, "公里", 1000), Value(Rational(1400))), "\"1.4\"");
  EXPECT_EQ(Json(Of(TypeKind::kHours, "小时"), Value(Rational(3, 2))), "\"1.5\"");
  EXPECT_EQ(Json(Of(TypeKind::kDate), Value(Rational(19509))), "\"2023-06-01\"");
  EXPECT_EQ(Json(Of(TypeKind::kMonth), Value(Rational(2023 * 12 + 5))), "\"2023-06\"");
  EXPECT_EQ(Json(Of(TypeKind::kClock), Value(Rational(72000))), "\"20:00:00\"");
  EXPECT_EQ(Json(Of(TypeKind::kInstant), Value(Rational(19517 * 86400 + 63000))),
            "\"2023-06-09T17:30:00+08:00\"");
  EXPECT_EQ(Json(Of(TypeKind::kText), Value::Text("说\"好\"\n")), "\"说\\\"好\\\"\\n\"");
  Type optional = Of(TypeKind::kDate);
  optional.optional = true;
  EXPECT_EQ(Json(optional, Value()), "\"none\"");
}

TEST(Canonical, EnumsAndLists) {
  Policy policy;
  policy.enums.emplace_back();
  policy.enums[0].members = {{"制造业", "manufacturing"}, {"非制造业", "other"}};
  Type industry = Of(TypeKind::kEnum);
  industry.enumeration = 0;
  EXPECT_EQ(CanonicalText(policy, industry, Value(Rational(1))), "非制造业");
  EXPECT_EQ(CanonicalText(policy, industry, Value::Text("其他")), "其他");
  EXPECT_EQ(DisplayText(policy, industry, Value(Rational(0)), false), "制造业");
  Type list = Of(TypeKind::kList);
  list.element = std::make_shared<const Type>(Of(TypeKind::kBoolean));
  EXPECT_EQ(CanonicalJson(policy, list, Value::List({Value(false), Value(true)})), "[false,true]");
  EXPECT_EQ(DisplayText(policy, list, Value::List({Value(false), Value(true)}), true), "否、是");
  EXPECT_EQ(DisplayText(policy, list, Value::List({}), true), "无");
  Type set = Of(TypeKind::kSet);
  set.element = std::make_shared<const Type>(industry);
  EXPECT_EQ(CanonicalJson(policy, set, Value::List({Value(Rational(0)), Value(Rational(1))})),
            "[\"制造业\",\"非制造业\"]");
}

TEST(Display, Money) {
  const Type money = Of(TypeKind::kMoney, "元");
  EXPECT_EQ(Zh(money, "5000000"), "500万元");
  EXPECT_EQ(Zh(money, "120000000"), "1.2亿元");
  EXPECT_EQ(Zh(money, "123450000"), "1.2345亿元");
  EXPECT_EQ(Zh(money, "10000"), "1万元");
  EXPECT_EQ(Zh(money, "48000"), "48,000.00元");
  EXPECT_EQ(Zh(money, "123456789.5"), "123,456,789.50元");
  EXPECT_EQ(Zh(money, "-0.13"), "-0.13元");
  EXPECT_EQ(Zh(money, "-1234567.89"), "-1,234,567.89元");
  EXPECT_EQ(Zh(money, "-50000"), "-5万元");
  EXPECT_EQ(Zh(money, "0"), "0元");
  EXPECT_EQ(Zh(money, "999.99"), "999.99元");
  EXPECT_EQ(En(money, "5000000"), "5,000,000 yuan");
  EXPECT_EQ(En(money, "48000"), "48,000.00 yuan");
  EXPECT_EQ(Zh(Of(TypeKind::kMoney, "万元", 10000), "5000000"), "500万元");
  const Type exact = Of(TypeKind::kExactMoney, "元");
  EXPECT_EQ(Zh(exact, "20600000/5427"), "20600000/5427元");
  EXPECT_EQ(Zh(exact, "1.2345"), "1.2345元");
  EXPECT_EQ(Zh(Of(TypeKind::kExactMoney, "元/平方米"), "3000.5"), "3,000.50元/平方米");
  EXPECT_EQ(Zh(Of(TypeKind::kMoney, "美元"), "50000"), "50,000美元");
}

TEST(Display, Rates) {
  const Type rate = Of(TypeKind::kRate);
  EXPECT_EQ(Zh(rate, "0.0002"), "0.2‰");
  EXPECT_EQ(Zh(rate, "0.0003"), "0.3‰");
  EXPECT_EQ(Zh(rate, "0.3"), "30%");
  EXPECT_EQ(Zh(rate, "0.0365"), "3.65%");
  EXPECT_EQ(Zh(rate, "0.055"), "5.5%");
  EXPECT_EQ(Zh(rate, "0.005"), "5‰");
  EXPECT_EQ(Zh(rate, "0"), "0");
  EXPECT_EQ(Zh(rate, "1/3"), "1/3");
  EXPECT_EQ(Zh(rate, "2"), "200%");
  EXPECT_EQ(Zh(Of(TypeKind::kRate, "天"), "0.0002"), "0.2‰");  // who prints it says: per day
  EXPECT_EQ(En(Of(TypeKind::kRate, "年", Rational(1, 12)), "365/120000"), "3.65%");
}

TEST(Display, CountsAndTime) {
  EXPECT_EQ(Zh(Of(TypeKind::kDays, "天"), "3"), "3天");
  EXPECT_EQ(En(Of(TypeKind::kDays, "天"), "3"), "3 days");
  EXPECT_EQ(En(Of(TypeKind::kDays, "天"), "1"), "1 day");
  EXPECT_EQ(Zh(Of(TypeKind::kWorkdays, "个工作日"), "5"), "5个工作日");
  EXPECT_EQ(En(Of(TypeKind::kWorkdays, "个工作日"), "5"), "5 working days");
  EXPECT_EQ(Zh(Of(TypeKind::kMonths, "个月"), "36"), "36个月");
  EXPECT_EQ(Zh(Of(TypeKind::kMonths, "年", 12), "36"), "3年");
  EXPECT_EQ(Zh(Of(TypeKind::kHours, "小时"), "24"), "24小时");
  EXPECT_EQ(Zh(Of(TypeKind::kHours, "小时"), "2.5"), "2.5小时");  // only money has two decimals
  EXPECT_EQ(Zh(Of(TypeKind::kHours, "小时"), "20000/3"), "20000/3小时");
  EXPECT_EQ(Zh(Of(TypeKind::kInteger, "家"), "5"), "5家");
  EXPECT_EQ(Zh(Of(TypeKind::kInteger, "家"), "12345"), "12,345家");
  EXPECT_EQ(Zh(Of(TypeKind::kInteger), "12345"), "12345");
  EXPECT_EQ(Zh(Of(TypeKind::kQuantity, "公里", 1000), "1400"), "1.4公里");
  EXPECT_EQ(Zh(Of(TypeKind::kDate), Value(Rational(19509))), "2023年6月1日");
  EXPECT_EQ(En(Of(TypeKind::kDate), Value(Rational(19509))), "2023-06-01");
  EXPECT_EQ(Zh(Of(TypeKind::kMonth), Value(Rational(2023 * 12 + 5))), "2023年6月");
  EXPECT_EQ(Zh(Of(TypeKind::kClock), Value(Rational(72000))), "20:00");
  EXPECT_EQ(Zh(Of(TypeKind::kInstant), Value(Rational(19517 * 86400 + 63000))),
            "2023年6月9日 17:30");
  EXPECT_EQ(Zh(Of(TypeKind::kBoolean), Value(true)), "是");
  EXPECT_EQ(En(Of(TypeKind::kBoolean), Value(false)), "no");
  EXPECT_EQ(Zh(Of(TypeKind::kDate), Value()), "无");
}

// A policy with one output of each status, as an engine would have filled it.
struct Answer {
  Policy policy;
  Evaluation evaluation;
  Facts facts;

  Answer() {
    policy.name = "转贷收费";
    policy.id = "002-03-d";
    policy.types = {Of(TypeKind::kMoney, "元"), Of(TypeKind::kRate, "天"),
                    Of(TypeKind::kDays, "天")};
    for (const char* name : {"转贷金额", "占用天数", "情节轻微"}) {
      program::Input input;
      input.name = name;
      input.type = policy.inputs.empty() ? 0 : 2;
      policy.inputs.push_back(input);
    }
    for (const char* name : {"日利率", "费用", "优惠", "期限", "处理"}) {
      program::Definition definition;
      definition.name = name;
      definition.output = true;
      definition.type = policy.definitions.empty() ? 1 : 0;
      policy.definitions.push_back(definition);
    }
    evaluation.at = 19509;
    evaluation.needs = {1};
    evaluation.judgements = {2};
    for (Index i = 0; i < 5; ++i) {
      Outcome outcome;
      outcome.definition = i;
      outcome.place.document = "南通66条";
      outcome.place.clause = "第3条";
      outcome.place.line = 14;
      evaluation.outputs.push_back(outcome);
    }
    Outcome& value = evaluation.outputs[0];
    value.status = Status::kValue;
    value.value = Value(Rational(1, 5000));
    value.rules = {"日利率.2"};
    value.modality = program::Modality::kInPrincipleShall;
    value.facts = {0};
    RuleWhy failed;
    failed.rule = "日利率.1";
    failed.verdict = Verdict::kFailed;
    ConditionWhy condition;
    condition.text = "转贷金额 超过 500万";
    condition.margin = "0";
    condition.margin_unit = "元";
    condition.strict = true;
    condition.actual = "5000000";
    failed.conditions = {condition};
    value.why = {failed};
    Outcome& several = evaluation.outputs[1];
    several.status = Status::kValue;
    several.value = Value(Rational(0));
    several.rules = {"a", "b"};
    evaluation.outputs[2].status = Status::kNoRule;
    evaluation.outputs[2].reason = Reason::kNoValue;
    evaluation.outputs[2].reason_of = 0;
    evaluation.outputs[3].status = Status::kNeedsFacts;
    evaluation.outputs[3].needs = {1};
    evaluation.outputs[3].judgements = {2};
    evaluation.outputs[4].status = Status::kError;
    evaluation.outputs[4].error = ErrorCode::kConflict;
    evaluation.outputs[4].error_line = 9;
    evaluation.outputs[4].conflict = {"a", "b"};
    facts.inputs = {Value(Rational(5000000)), std::nullopt, std::nullopt};
  }
};

TEST(EvaluationJson, WithoutExplanations) {
  const Answer answer;
  EXPECT_EQ(
      EvaluationJson(answer.policy, answer.evaluation, {.explain = false, .pretty = false}),
      R"({"policy":"转贷收费","id":"002-03-d","at":"2023-06-01","outputs":{)"
      R"("日利率":{"status":"value","value":"0.0002","type":"rate","rule":"日利率.2","rules":["日利率.2"],)"
      R"("modality":"in principle shall","source":{"document":"南通66条","clause":"第3条","line":14}},)"
      R"("费用":{"status":"value","value":"0","type":"money","rule":null,"rules":["a","b"],)"
      R"("source":{"document":"南通66条","clause":"第3条","line":14}},)"
      R"("优惠":{"status":"no_rule","reason":"no_value","of":"日利率"},)"
      R"("期限":{"status":"needs_facts","needs":["占用天数"],"judgements":["情节轻微"]},)"
      R"("处理":{"status":"error","code":"conflict","line":9,"message":{"zh":"有两条规则同时适用，但结果不同",)"
      R"("en":"two rules apply at once and give different results"},"conflict":["a","b"]}},)"
      R"("needs":["占用天数"],"judgements":["情节轻微"],"why":[]})");
}

TEST(EvaluationJson, WithExplanations) {
  const Answer answer;
  const auto json = nlohmann::ordered_json::parse(EvaluationJson(
      answer.policy, answer.evaluation, {.explain = true, .pretty = true, .facts = &answer.facts}));
  const auto& rate = json["outputs"]["日利率"];
  EXPECT_EQ(
      rate["why"].dump(),
      R"([{"rule":"日利率.1","verdict":"failed","condition":"转贷金额 超过 500万","margin":"0","unit":"元",)"
      R"("strict":true,"actual":"5000000","source":{"document":"","clause":"","line":0}}])");
  EXPECT_EQ(rate["facts"].dump(), R"({"转贷金额":"5000000"})");
  EXPECT_EQ(json["why"][0]["name"], "日利率");
  EXPECT_EQ(json["why"][0]["rule"], "日利率.2");
  EXPECT_EQ(json["why"].size(), 5U);
  // Without the facts their names still stand.
  const auto bare = nlohmann::json::parse(EvaluationJson(answer.policy, answer.evaluation, {}));
  EXPECT_EQ(bare["outputs"]["日利率"]["facts"].dump(), R"(["转贷金额"])");
  // Pretty and compact say the same.
  EXPECT_EQ(bare, nlohmann::json::parse(
                      EvaluationJson(answer.policy, answer.evaluation, {.pretty = false})));
}

}  // namespace
}  // namespace pol::interp
