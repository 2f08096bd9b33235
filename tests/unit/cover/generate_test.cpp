// Which cases a text suggests, and what they reach of it.
#include "compiler/cover/generate.h"

#include "tests/unit/driver/support.h"

namespace pol::cover {
namespace {

// One line a case: the facts in canonical form, in the order of the inputs.
std::set<std::string> Cases(const program::Policy& policy, const Generated& made) {
  std::set<std::string> lines;
  for (const GeneratedCase& one : made.cases) {
    std::string line;
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const auto type = static_cast<size_t>(policy.inputs[i].type);
      line += (i == 0 ? "" : " ") +
              interp::CanonicalText(policy, policy.types[type], *one.facts.inputs[i]);
    }
    lines.insert(line);
  }
  return lines;
}

constexpr const char* kFee =
    "input days: days >= 1\ninput local: boolean\noutput fee: money\n"
    "rule R1 if days <= 3 and local then fee = 0\notherwise fee = 10\n";

TEST(Points, AreConditionsAndBounds) {
  const auto compilation = driver::Compile("p.pol", kFee);
  const program::Policy& policy = Only(*compilation);
  const Points points = FindPoints(policy, 19'000);
  ASSERT_EQ(points.decisions.size(), 1u);
  EXPECT_EQ(points.decisions[0].rule, "R1");
  EXPECT_EQ(points.conditions.size(), 2u);
  ASSERT_EQ(points.bounds.size(), 1u);  // days >= 1 is the domain, and no bound of a rule
  EXPECT_EQ(points.bounds[0].constant, Rational(3));
}

TEST(Points, AnEndOfTheDomainIsNoBound) {
  const auto compilation = driver::Compile(
      "p.pol", "input x: money > 0\noutput o: boolean = x in (0, 500万]\n");
  const Points points = FindPoints(Only(*compilation), 19'000);
  ASSERT_EQ(points.bounds.size(), 1u);
  EXPECT_EQ(points.bounds[0].constant, Rational(5'000'000));
}

TEST(Coverage, CountsWhatACaseReached) {
  const auto compilation = driver::Compile("p.pol", kFee);
  const program::Policy& policy = Only(*compilation);
  const Points points = FindPoints(policy, 19'000);
  Coverage coverage(points);
  const auto add = [&](const char* facts) {
    return coverage.Add(policy, Facts(policy, facts, 19'000).facts, 19'000);
  };
  EXPECT_TRUE(add(R"({"days": 3, "local": true})"));
  EXPECT_TRUE(coverage.Seen(0, true));
  EXPECT_FALSE(coverage.Both(0));
  EXPECT_TRUE(coverage.On(0));
  EXPECT_FALSE(coverage.Beyond(0));
  EXPECT_TRUE(coverage.Turned(0, 0, true));    // were days more, there would be a fee
  EXPECT_FALSE(add(R"({"days": 2, "local": true})"));  // nothing new
  EXPECT_TRUE(add(R"({"days": 4, "local": false})"));
  EXPECT_TRUE(coverage.BothSides(0));
  EXPECT_TRUE(coverage.Both(0) && coverage.Both(1));
  EXPECT_FALSE(coverage.Turned(0, 0, false));  // the other condition fails too
  EXPECT_TRUE(add(R"({"days": 4, "local": true})"));
  EXPECT_TRUE(coverage.Turned(0, 0, false));
}

// The first and the last day in force are bounds: of the day of evaluation, or of the date that governs.
TEST(Coverage, BothSidesOfAPeriod) {
  const auto compilation = driver::Compile(
      "p.pol", "policy p\n  effective from 2023-01-01 to 2023-12-31\ninput n: integer\noutput o: integer = n\n");
  const program::Policy& policy = Only(*compilation);
  const Points points = FindPoints(policy, 19'358);
  ASSERT_EQ(points.ends.size(), 2u);
  Coverage coverage(points);
  interp::Facts facts;
  facts.inputs = {value::Value(Rational(1))};
  facts.decided_by.resize(1);
  EXPECT_TRUE(coverage.Add(policy, facts, 19'358));   // 2023-01-01
  EXPECT_TRUE(coverage.OnEnd(0) && !coverage.BeyondEnd(0) && !coverage.OnEnd(1));
  EXPECT_FALSE(coverage.Add(policy, facts, 19'400));  // inside
  EXPECT_TRUE(coverage.Add(policy, facts, 19'357));
  EXPECT_TRUE(coverage.BeyondEnd(0) && !coverage.BeyondEnd(1));
  EXPECT_TRUE(coverage.Add(policy, facts, 19'722));   // 2023-12-31
  EXPECT_TRUE(coverage.Add(policy, facts, 19'723));
  EXPECT_TRUE(coverage.OnEnd(1) && coverage.BeyondEnd(1));
}

TEST(Coverage, APeriodOfAGoverningDate) {
  const auto compilation = driver::Compile(
      "p.pol", "政策 甲\n  施行 自 2023-01-01 起 按 申请日\n输入 申请日：日期\n输出 可申请：是否 = 是\n");
  const program::Policy& policy = Only(*compilation);
  const Points points = FindPoints(policy, 19'500);
  ASSERT_EQ(points.ends.size(), 1u);
  Coverage coverage(points);
  interp::Facts facts;
  facts.inputs = {value::Value(Rational(19'358))};
  facts.decided_by.resize(1);
  EXPECT_TRUE(coverage.Add(policy, facts, 19'000));  // the day of evaluation says nothing
  EXPECT_TRUE(coverage.OnEnd(0) && !coverage.BeyondEnd(0));
  facts.inputs = {value::Value(Rational(19'357))};
  EXPECT_TRUE(coverage.Add(policy, facts, 19'500));
  EXPECT_TRUE(coverage.BeyondEnd(0));
}

TEST(Generate, BoundsAndConditionsOfARule) {
  const auto compilation = driver::Compile("p.pol", kFee);
  const program::Policy& policy = Only(*compilation);
  const Generated made = GenerateCases(policy, 19'000);
  EXPECT_TRUE(made.missed_decisions.empty());
  const std::set<std::string> cases = Cases(policy, made);
  // On the bound and one day beyond it where it shows, and the other condition failing by itself.
  EXPECT_TRUE(cases.count("3 true")) << testing::PrintToString(cases);
  EXPECT_TRUE(cases.count("4 true")) << testing::PrintToString(cases);
  EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), [](const std::string& one) {
    return one == "1 false" || one == "2 false" || one == "3 false";
  })) << testing::PrintToString(cases);
}

TEST(Generate, KeepsToDomainsAndRequirements) {
  const auto compilation = driver::Compile(
      "p.pol",
      "input part: integer >= 0\ninput whole: integer >= 1\nrequire part <= whole\n"
      "output o: boolean\nif part / whole >= 50% then o = true\notherwise o = false\n");
  const program::Policy& policy = Only(*compilation);
  const Generated made = GenerateCases(policy, 19'000);
  ASSERT_FALSE(made.cases.empty());
  for (const GeneratedCase& one : made.cases) {
    const Rational& part = one.facts.inputs[0]->number();
    const Rational& whole = one.facts.inputs[1]->number();
    EXPECT_LE(part, whole);
    EXPECT_GE(whole, Rational(1));
  }
  EXPECT_TRUE(made.missed_decisions.empty());
}

TEST(Generate, ReachesThroughDefinitionsAndLists) {
  const auto compilation = driver::Compile(
      "p.pol",
      "define car: record\n  field ok: boolean\n  field price: money > 0\n"
      "input cars: list of car\n"
      "let total: money = sum(for c in cars where c.ok: c.price)\n"
      "output o: boolean\nif total > 0 and count(cars) >= 2 then o = true\notherwise o = false\n");
  const program::Policy& policy = Only(*compilation);
  const Generated made = GenerateCases(policy, 19'000);
  EXPECT_TRUE(made.missed_decisions.empty());
}

// And the day before the policy is in force.
TEST(Generate, ADayForEachPeriodOfAParameter) {
  const auto compilation = driver::Compile(
      "p.pol",
      "policy p\n  effective from 2022-01-01\n"
      "parameter r: rate\n  from 2022-01-01 = 3%\n  from 2023-06-20 = 2%\n"
      "input x: money > 0\noutput o: money = round_half_up(x * r, 分)\n");
  const program::Policy& policy = Only(*compilation);
  const int64_t from = value::ParseDate("2022-01-01").value();
  const Generated made = GenerateCases(policy, from);
  std::set<std::string> days;
  for (const GeneratedCase& one : made.cases) days.insert(value::FormatDate(one.at));
  EXPECT_EQ(days, (std::set<std::string>{"2021-12-31", "2022-01-01", "2023-06-20"}));
}

}  // namespace
}  // namespace pol::cover
