// Lists of codes from files, types with a precision, allocations: from the text to the value.
#include <gtest/gtest.h>

#include <map>

#include "compiler/driver/compile.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/evaluate.h"
#include "runtime/value/date.h"

namespace pol {
namespace {

class Shelf final : public source::Files {
 public:
  explicit Shelf(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {}
  Problem Read(const std::string& name, size_t, std::string* text) const override {
    const auto found = texts_.find(name);
    if (found == texts_.end()) return Problem::kMissing;
    *text = found->second;
    return Problem::kNone;
  }

 private:
  std::map<std::string, std::string> texts_;
};

// The answers of `text` to `facts`, separated by spaces; codes of diagnostics or of the refusal
// where there is none.
std::string Answers(const std::string& text, const std::string& facts,
                    const std::string& codes = "") {
  const Shelf shelf({{"codes.csv", codes}});
  driver::Options options;
  options.files = &shelf;
  const auto compilation = driver::Compile("t.pol", text, options);
  std::string all;
  const auto add = [&all](std::string_view one) {
    if (!all.empty()) all += " ";
    all += one;
  };
  if (compilation->program == nullptr) {
    for (const diag::Diagnostic& one : compilation->diagnostics.all()) {
      add(diag::Info(one.code).identifier);
    }
    return all;
  }
  const program::Policy& policy = compilation->program->policies[0];
  interp::Datum datum;
  interp::JsonError problem;
  if (!interp::ParseJson(facts, &datum, &problem)) return "no JSON";
  const int64_t at = *value::ParseDate("2023-06-01");
  const interp::Accepted accepted = interp::Accept(policy, datum, at);
  if (!accepted.refusals.empty()) return interp::CodeName(accepted.refusals[0].code);
  const interp::Evaluation evaluation = interp::Evaluate(policy, accepted.facts, at);
  for (const interp::Outcome& outcome : evaluation.outputs) {
    const program::Definition& definition = policy.definitions[outcome.definition];
    switch (outcome.status) {
      case interp::Status::kValue:
        add(interp::CanonicalText(policy, policy.types[definition.type], outcome.value));
        break;
      case interp::Status::kNoRule:
        add("none");
        break;
      case interp::Status::kError:
        add(interp::CodeName(outcome.error));
        break;
      default:
        add("needs");
    }
  }
  return all;
}

constexpr char kCodes[] =
    "code,name,parent\nC2,纺织,C\nB,矿业,\nC,制造业,\nC1,食品业,C\nC11,粮食,C1\nC12,饲料,C1\n"
    "D,供水,\nD1,供水,D\nE,其他,\nE1,其他,E\nE2,杂项,E\n";
const std::string kTrade = "输入 行业：枚举 自 \"codes.csv\"\n";

TEST(Codes, ACodeStandsForAllBelowIt) {
  const std::string text = kTrade +
                           "输出 甲：是否 = 行业 为 制造业\n输出 乙：是否 = 行业 属于 C1、B\n"
                           "输出 丙：是否 = 行业 不属于 C1\n输出 丁：是否 = 行业 为 C12";
  EXPECT_EQ(Answers(text, R"({"行业": "C11"})", kCodes), "true true false false");
  EXPECT_EQ(Answers(text, R"({"行业": "饲料"})", kCodes), "true true false true");
  EXPECT_EQ(Answers(text, R"({"行业": "C2"})", kCodes), "true false true false");
  EXPECT_EQ(Answers(text, R"({"行业": "Ｂ"})", kCodes), "false true true false");
}

TEST(Codes, AFactIsALeaf) {
  const std::string text = kTrade + "输出 甲：枚举 自 \"codes.csv\" = 行业";
  EXPECT_EQ(Answers(text, R"({"行业": "C1"})", kCodes), "not_a_member");
  EXPECT_EQ(Answers(text, R"({"行业": "制造业"})", kCodes), "not_a_member");
  EXPECT_EQ(Answers(text, R"({"行业": "纺织"})", kCodes), "C2");
  // A section and its only division are called the same: one thing.
  EXPECT_EQ(Answers(text, R"({"行业": "供水"})", kCodes), "D1");
  // The division E1 and the section E are not.
  EXPECT_EQ(Answers(text, R"({"行业": "其他"})", kCodes), "E1");
  EXPECT_EQ(Answers(kTrade + "输出 甲：是否 = 行业 为 供水", R"({"行业": "D1"})", kCodes), "true");
  EXPECT_EQ(Answers(kTrade + "输出 甲：是否 = 行业 为 其他", "{}", kCodes), "CodeUnclear");
  EXPECT_EQ(Answers(kTrade + "输出 甲：是否 = 行业 为 C9", "{}", kCodes), "UnknownMember");
}

TEST(Codes, RowsOfATableCoverTheTree) {
  const std::string table = kTrade +
                            "输出 率：整数\n表\n| 行业 || 率 |\n| C1 || 1 |\n| C2、B || 1 |\n"
                            "| D, E || 1 |\n";
  // Whatever the trade is, the answer is 1: the sections themselves are no fact.
  EXPECT_EQ(Answers(table, "{}", kCodes), "1");
  EXPECT_EQ(Answers(kTrade + "输出 率：整数\n表\n| 行业 || 率 |\n| C || 1 |\n| 非 C || 2 |\n",
                    R"({"行业": "B"})", kCodes),
            "2");
}

TEST(Codes, AnOpenListTakesOutsiders) {
  const std::string text = "输入 行业：枚举 自 \"codes.csv\" 等\n输出 甲：是否 = 行业 属于 C";
  EXPECT_EQ(Answers(text, R"({"行业": "月球采矿"})", kCodes), "false");
  EXPECT_EQ(Answers(text, R"({"行业": "C11"})", kCodes), "true");
  EXPECT_EQ(Answers(text, R"({"行业": "C1"})", kCodes), "not_a_member");
}

TEST(Codes, NamesAreKnownBeforeRunsAreCut) {
  EXPECT_EQ(Answers("输入 行业：枚举 自 \"codes.csv\"\n输出 甲：是否 = 行业为食品业",
                    R"({"行业": "C12"})", kCodes),
            "true");
}

TEST(Codes, ABadFileIsRefusedAtItsRow) {
  const std::string text = kTrade + "输出 甲：是否 = 行业 为 C";
  EXPECT_EQ(Answers(text, "{}", "code,name,parent\nC1,x,C\n"), "BadDataRow");
  EXPECT_EQ(Answers(text, "{}", "code,name,parent\nC,x,\nC,y,\n"), "BadDataRow");
  EXPECT_EQ(Answers(text, "{}", "code,name,parent\nC,x,D\nD,y,C\n"), "BadDataRow");
  EXPECT_EQ(Answers(text, "{}", "code,parent\nC,\n"), "BadDataRow");
  EXPECT_EQ(Answers(text, "{}", "code,name\nC,x\n\"D,y\n"), "BadDataRow");
}

TEST(Codes, TheStandardListOfIndustries) {
  const std::string text =
      "输入 行业：枚举 自 \"gbt4754-2017.csv\"\n输出 甲：是否 = 行业 属于 制造业\n"
      "输出 乙：是否 = 行业 属于 C13、I65";
  EXPECT_EQ(Answers(text, R"({"行业": "C1311"})"), "true true");
  EXPECT_EQ(Answers(text, R"({"行业": "稻谷加工"})"), "true true");
  EXPECT_EQ(Answers(text, R"({"行业": "农副食品加工业"})"), "not_a_member");
}

TEST(Precision, IsTheGridOfAType) {
  EXPECT_EQ(Answers("输入 甲：金额 精确到 元\n输出 乙：金额 精确到 元 = 甲 * 2", R"({"甲": 3})"), "6");
  EXPECT_EQ(Answers("输入 甲：金额 精确到 元\n输出 乙：金额 = 甲 / 2", R"({"甲": 3})"), "1.5");
  EXPECT_EQ(Answers("输入 甲：金额 精确到 元\n输出 乙：金额 精确到 元 = 甲 / 2", "{}"), "Unrounded");
  EXPECT_EQ(Answers("输入 甲：金额 精确到 元\n输出 乙：金额 = 甲", R"({"甲": "3.5"})"), "off_grid");
  EXPECT_EQ(Answers("输入 甲：数值 精确到 0.01\n输出 乙：金额 = 甲 * 1元", R"({"甲": "3.25"})"), "3.25");
  EXPECT_EQ(Answers("输入 甲：数值 精确到 0.01\n输出 乙：金额 = 甲 * 1元", R"({"甲": "3.255"})"),
            "off_grid");
  EXPECT_EQ(Answers("input a: decimal\noutput o: money = a * 1元", "{}"), "Unbounded");
  EXPECT_EQ(Answers("输入 甲：比率 精确到 1%\n输出 乙：金额 = 甲 * 10元", R"({"甲": "3%"})"), "0.3");
  EXPECT_EQ(Answers("输入 甲：金额 精确到 100元 大于 0\n输出 乙：金额 = 甲", R"({"甲": 250})"), "off_grid");
  EXPECT_EQ(Answers("输入 甲：数值 亩 精确到 0.5\n输出 乙：数值 亩 = 甲", R"({"甲": "2.5"})"), "2.5");
  EXPECT_EQ(Answers("输入 甲：数值 亩 精确到 0.5\n输出 乙：数值 亩 = 甲", R"({"甲": "2.6"})"), "off_grid");
  EXPECT_EQ(Answers("输入 甲：金额 精确到 亩\n输出 乙：金额 = 甲", "{}"), "BadPrecision");
  EXPECT_EQ(Answers("输入 甲：整数 精确到 2\n输出 乙：整数 = 甲", "{}"), "NoPrecision");
}

TEST(Units, Convert) {
  EXPECT_EQ(Answers("输入 甲：数值 公里\n输出 乙：是否 = 甲 大于 1400米", R"({"甲": "1.4"})"), "false");
  EXPECT_EQ(Answers("输入 甲：数值 亩\n输出 乙：数值 公顷 = 甲", R"({"甲": 15})"), "1");
  EXPECT_EQ(Answers("输入 甲：数值 吨\n输出 乙：数值 千克 = 甲 + 500克", R"({"甲": "0.5"})"), "500.5");
  EXPECT_EQ(Answers("输入 甲：数值 毫升\n输出 乙：是否 = 甲 为 1.5升", R"({"甲": 1500})"), "true");
  EXPECT_EQ(Answers("输入 电量：数值 千瓦时\n输出 电费：金额 = 四舍五入（电量 * 0.5元/千瓦时，分）",
                    R"({"电量": "3.01"})"),
            "1.51");
  EXPECT_EQ(Answers("输入 出生、今日：日期\n输出 甲：是否 = 满年数（出生，今日） 满 18岁",
                    R"({"出生": "2005-06-01", "今日": "2023-06-01"})"),
            "true");
  EXPECT_EQ(Answers("计量单位 担 = 50 千克\n输入 甲：数值 吨\n输出 乙：数值 担 = 甲", R"({"甲": 1})"),
            "20");
  EXPECT_EQ(Answers("输入 租：金额/平方米\n输入 面积：数值 亩\n输出 乙：金额 = 四舍五入（租 * 面积，分）",
                    R"({"租": "3元/平方米", "面积": 1})"),
            "2000");
  EXPECT_EQ(Answers("输入 量：数值 立方米/日\n输入 几天：天数\n输出 乙：数值 立方米 = 量 * 几天",
                    R"({"量": "2.5", "几天": 4})"),
            "10");
}

TEST(Allocation, LargestRemaindersAndRounding) {
  const std::string head = "输入 总：金额\n输出 甲、乙、丙：金额\n分配 总 按 1:1:1 给 甲、乙、丙 精确到 分 ";
  EXPECT_EQ(Answers(head + "尾差归 最大余数", R"({"总": 100})"), "33.34 33.33 33.33");
  EXPECT_EQ(Answers(head + "按 四舍五入 尾差归 丙", R"({"总": "0.05"})"), "0.02 0.02 0.01");
  EXPECT_EQ(Answers(head + "按 进位 尾差归 甲", R"({"总": "0.04"})"), "0 0.02 0.02");
  EXPECT_EQ(Answers(head + "尾差归 丙", R"({"总": "0.05"})"), "0.01 0.01 0.03");
  EXPECT_EQ(Answers(head + "按 差不多 尾差归 丙", "{}"), "RoundingWord");
  EXPECT_EQ(Answers(head + "按 舍去 尾差归 最大余数", "{}"), "RoundingAndLargest");
  EXPECT_EQ(Answers("输入 总：金额 精确到 元\n输出 最大余数、乙：金额\n分配 总 按 2:1 给 最大余数、乙 精确到 元 尾差归 最大余数",
                    R"({"总": 100})"),
            "67 33");
}

}  // namespace
}  // namespace pol
