// The loan-fee table: every row and both sides of every bound.
#include "tests/unit/driver/support.h"

namespace pol {
namespace {

// The policies of the repository: the clause takes its types from the shared words beside its folder.
class Policies : public source::Files {
 public:
  Problem Read(const std::string& name, size_t, std::string* text) const override {
    *text = ReadFile("policies/" + name);
    return text->empty() ? Problem::kMissing : Problem::kNone;
  }
  size_t LevelsAbove(const std::string&) const override { return 1; }
};

class Loan : public testing::Test {
 protected:
  Loan() {
    const Policies policies;
    driver::Options options;
    options.files = &policies;
    const std::string clause = "nantong-66-2023/002-03.pol";
    compilation_ = driver::Compile(clause, ReadFile("policies/" + clause), options);
  }

  // The loan table among the measures of its clause.
  const program::Policy& Table() const {
    static const program::Policy none;
    if (compilation_->program != nullptr) {
      for (const program::Policy& policy : compilation_->program->policies) {
        if (policy.id == "002-03-d") return policy;
      }
    }
    ADD_FAILURE() << Messages(*compilation_);
    return none;
  }

  nlohmann::json Of(const std::string& amount, const std::string& industry,
                    const std::string& days) {
    nlohmann::json facts = nlohmann::json::object();
    if (!amount.empty()) facts["转贷金额"] = amount;
    if (!industry.empty()) facts["行业"] = industry;
    if (!days.empty()) facts["占用天数"] = days;
    return Answer(Table(), facts.dump());
  }
  std::string Rate(const std::string& amount, const std::string& industry,
                   const std::string& days) {
    return Brief(Of(amount, industry, days), "日费率");
  }

  std::unique_ptr<driver::Compilation> compilation_;
};

TEST_F(Loan, EveryRowAndBothSidesOfEveryBound) {
  struct Row {
    const char *amount, *industry, *days, *rate;
  };
  for (const Row& row : std::vector<Row>{
           {"0.01", "制造业", "1", "0 by 费率表.R1"},
           {"500万", "制造业", "3", "0 by 费率表.R1"},
           {"500万", "制造业", "4", "0.0002 by 费率表.R2"},
           {"500万", "制造业", "10", "0.0002 by 费率表.R2"},
           {"500万", "制造业", "11", "0.0005 by 费率表.R3"},
           {"500万", "非制造业", "10", "0.0002 by 费率表.R4"},
           {"500万", "非制造业", "11", "0.0005 by 费率表.R5"},
           {"5000000.01", "制造业", "10", "0.0002 by 费率表.R6"},
           {"1000万", "制造业", "11", "0.0005 by 费率表.R7"},
           {"5000000.01", "非制造业", "10", "0.0003 by 费率表.R8"},
           {"1000万", "非制造业", "11", "0.0005 by 费率表.R9"},
           {"10000000.01", "制造业", "10", "0.0004 by 费率表.R10"},
           {"2000万", "非制造业", "10", "0.0004 by 费率表.R10"},
           {"2000万", "非制造业", "11", "0.0005 by 费率表.R11"},
           {"20000000.01", "制造业", "1", "0.0005 by 费率表.R12"},
       }) {
    EXPECT_EQ(Rate(row.amount, row.industry, row.days), row.rate)
        << row.amount << " " << row.industry << " " << row.days;
  }
}

TEST_F(Loan, FeeIsRoundedToTheFen) {
  EXPECT_EQ(Brief(Of("500万", "制造业", "11"), "转贷费"), "27500");
  EXPECT_EQ(Brief(Of("8333333", "制造业", "7"), "转贷费"), "11666.67");  // 11666.6662
  EXPECT_EQ(Brief(Of("25", "非制造业", "1"), "转贷费"), "0.01");         // 0.005
  EXPECT_EQ(Brief(Of("24.99", "非制造业", "1"), "转贷费"), "0");         // 0.004998
}

TEST_F(Loan, MissingFacts) {
  EXPECT_EQ(Rate("400万", "", "12"), "0.0005 by 费率表.R3 费率表.R5");
  EXPECT_EQ(Rate("400万", "", "2"), "needs_facts 行业");
  EXPECT_EQ(Rate("1500万", "", ""), "needs_facts 占用天数");
  EXPECT_EQ(Rate("3000万", "", ""), "0.0005 by 费率表.R12");
  EXPECT_EQ(Rate("", "", ""), "needs_facts 转贷金额 行业 占用天数");
  EXPECT_EQ(Brief(Of("3000万", "", ""), "转贷费"), "needs_facts 占用天数");
}

TEST_F(Loan, BadFactsAreRefused) {
  EXPECT_EQ(Rate("0", "制造业", "1"), R"(refused ["转贷金额 not_in_domain"])");
  EXPECT_EQ(Rate("1.005", "制造", "3.5"),
            R"(refused ["转贷金额 off_grid","行业 not_a_member","占用天数 off_grid"])");
}

TEST_F(Loan, ProgramKeepsTheDocument) {
  const program::Policy& policy = Table();
  EXPECT_EQ(policy.id, "002-03-d");
  EXPECT_EQ(policy.name, "线上转贷收费标准");
  EXPECT_EQ(policy.source.document, "南通营商环境新66条（2023）");
  ASSERT_EQ(policy.tables.size(), 1u);
  const program::Table& table = policy.tables[0];
  EXPECT_EQ(table.title, "整笔适用同一日费率");
  EXPECT_EQ(table.columns,
            (std::vector<std::string>{"转贷金额", "行业", "占用天数", "命中行", "日费率"}));
  EXPECT_EQ(table.conditions, 3u);
  ASSERT_EQ(table.rows.size(), 12u);
  EXPECT_EQ(table.labels[1], "R2");
  EXPECT_EQ(table.rows[1][0].text, "(0, 500万]");
  EXPECT_EQ(table.rows[1][4].text, "0.2‰");
  EXPECT_EQ(table.places[1].clause, "第3条 解读首段末句及费率表 第2行");
  EXPECT_EQ(table.places[1].line, table.places[0].line + 1);
  ASSERT_EQ(policy.definitions[1].rules.size(), 12u);
  const program::Rule& rule = policy.definitions[1].rules[1];
  EXPECT_EQ(rule.place.clause, "第3条 解读首段末句及费率表 第2行");
  const program::Node& condition = policy.nodes[rule.branches[0].condition];
  ASSERT_EQ(condition.children.size(), 3u);
  EXPECT_EQ(policy.nodes[condition.children[0]].text, "转贷金额 (0, 500万]");
  EXPECT_EQ(policy.nodes[condition.children[1]].text, "行业 制造业");
  EXPECT_EQ(policy.nodes[condition.children[2]].text, "占用天数 (3, 10]");
}

TEST_F(Loan, AnswerNamesThePlaceInTheDocument) {
  const nlohmann::json answer = Of("500万", "制造业", "4");
  const nlohmann::json& source = answer["outputs"]["日费率"]["source"];
  EXPECT_EQ(source["document"], "南通营商环境新66条（2023）");
  EXPECT_EQ(source["clause"], "第3条 解读首段末句及费率表 第2行");
  EXPECT_EQ(source["line"], Table().tables[0].places[1].line);
}

}  // namespace
}  // namespace pol
