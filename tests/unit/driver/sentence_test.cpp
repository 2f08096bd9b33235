// One sentence in three spellings is one program.
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

constexpr const char* kEnglish =
    "if industry == manufacturing and amount <= 500万 and days <= 3 then fee = 0";
constexpr const char* kChinese =
    "若 行业 为 制造业 且 转贷金额 不超过 500万 且 占用天数 不超过 3 则 日利率 = 0";
constexpr const char* kGlued = "若行业为制造业且转贷金额不超过500万且占用天数不超过3则日利率=0";

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(Sentence, ThreeSpellingsAreOneProgram) {
  const auto english = driver::Compile("-e", kEnglish);
  const auto chinese = driver::Compile("-e", kChinese);
  const auto glued = driver::Compile("-e", kGlued);
  std::string translated = program::Dump(Only(*english));
  for (const auto& [from, to] : {std::pair{"industry", "行业"},
                                 {"manufacturing", "制造业"},
                                 {"amount", "转贷金额"},
                                 {"days", "占用天数"},
                                 {"fee", "日利率"}}) {
    translated = Replaced(translated, from, to);
  }
  EXPECT_EQ(translated, program::Dump(Only(*chinese)));
  EXPECT_EQ(program::Dump(Only(*chinese)), program::Dump(Only(*glued)));
}

TEST(Sentence, IsWhatItSays) {
  const auto compilation = driver::Compile("-e", kEnglish);
  EXPECT_EQ(
      program::Dump(Only(*compilation)),
      "policy -e\n"
      "  input industry : enum(manufacturing ..)\n"
      "  input amount : decimal\n"
      "  input days : decimal\n"
      "  output fee : decimal\n"
      "    rule fee#1\n"
      "      if (and (== industry 0)@industry (<= amount 5000000)@amount (<= days 3)@days) -> 0\n"
      "  order fee\n");
}

TEST(Sentence, GivesItsFee) {
  const auto english = driver::Compile("-e", kEnglish);
  const program::Policy& policy = Only(*english);
  EXPECT_EQ(Brief(Answer(policy, R"({"industry": "manufacturing", "amount": 5000000, "days": 3})"),
                  "fee"),
            "0 by fee#1");
  EXPECT_EQ(Brief(Answer(policy, R"({"industry": "manufacturing", "amount": 5000001, "days": 3})"),
                  "fee"),
            "no_rule none_applied");
  EXPECT_EQ(Brief(Answer(policy, R"({"industry": "trade", "amount": 5000000, "days": 3})"), "fee"),
            "no_rule none_applied");
  EXPECT_EQ(Brief(Answer(policy, R"({"industry": "manufacturing", "amount": "500万"})"), "fee"),
            "needs_facts days");

  const auto glued = driver::Compile("-e", kGlued);
  EXPECT_EQ(
      Brief(Answer(Only(*glued), R"({"行业": "制造业", "转贷金额": "500万", "占用天数": "3"})"),
            "日利率"),
      "0 by 日利率#1");
}

}  // namespace
}  // namespace pol
