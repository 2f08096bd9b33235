// The pages of the rules: what a page calls wrong is found by its rule, what it calls right is not. Every rule has one
// code of its own, and every code is of a rule or of the command.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/lint/lint_text.h"

namespace pol {
namespace {

// The n-th indented block of a page, without its indentation.
std::string Block(std::string_view page, size_t n) {
  std::string block;
  size_t count = 0;
  bool in = false;
  for (size_t begin = 0; begin < page.size();) {
    const size_t end = std::min(page.find('\n', begin), page.size());
    const std::string_view line = page.substr(begin, end - begin);
    begin = end + 1;
    const bool code = line.substr(0, 4) == "    ";
    if (code && !in) ++count;
    in = code || (in && line.empty());
    if (code && count == n) block += std::string(line.substr(4)) + "\n";
  }
  return block;
}

constexpr int64_t kToday = 20454;  // 2026-01-01

TEST(Pages, EveryExampleIsWhatItSays) {
  for (const lint::Rule& rule : lint::Rules()) {
    const diag::CodeInfo& info = diag::Info(diag::Of(rule.code));
    SCOPED_TRACE(std::string(info.code) + " " + std::string(rule.name));
    const std::string wrong = Block(info.page_zh, 1), right = Block(info.page_zh, 2);
    ASSERT_FALSE(wrong.empty());
    ASSERT_FALSE(right.empty());
    EXPECT_EQ(Block(info.page_en, 1), wrong);
    EXPECT_EQ(Block(info.page_en, 2), right);
    const test::Linted bad = test::LintText(wrong, rule.name, {}, rule.proofs, kToday);
    EXPECT_FALSE(bad.empty()) << wrong;
    for (const test::LintFinding& one : bad.findings) EXPECT_EQ(one.code, info.code);
    const test::Linted good = test::LintText(right, rule.name, {}, rule.proofs, kToday);
    EXPECT_TRUE(good.empty()) << right << good.All();
  }
}

TEST(Rules, NamesAndCodesAreTheirOwn) {
  std::set<std::string_view> names;
  std::set<diag::LintCode> codes;
  for (const lint::Rule& rule : lint::Rules()) {
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
    EXPECT_TRUE(codes.insert(rule.code).second) << rule.name;
    EXPECT_EQ(rule.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << rule.name;
  }
  for (const lint::Option& option : lint::AllOptions()) EXPECT_TRUE(names.count(option.rule) > 0) << option.rule;
}

}  // namespace
}  // namespace pol
