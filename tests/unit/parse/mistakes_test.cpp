// Each message's page shows a wrong and a right text: the wrong one gives that message and no
// other, the right one none.
#include <gtest/gtest.h>

#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

// The indented blocks of a page.
std::vector<std::string> Examples(std::string_view page) {
  std::vector<std::string> examples;
  std::stringstream lines{std::string(page)};
  std::string line;
  bool inside = false;
  while (std::getline(lines, line)) {
    bool code = line.starts_with("    ");
    if (code && !inside) examples.emplace_back();
    if (code) examples.back() += line.substr(4) + "\n";
    inside = code;
  }
  return examples;
}
// The texts of limits stand in for something too long to print.
bool Printable(std::string_view code) {
  return code.starts_with("P1") && !(code >= "P1004" && code <= "P1009");
}

class Pages : public testing::TestWithParam<diag::Code> {};

TEST_P(Pages, WrongAndRight) {
  const diag::CodeInfo& info = diag::Info(GetParam());
  for (std::string_view page : {info.page_zh, info.page_en}) {
    std::vector<std::string> examples = Examples(page);
    ASSERT_EQ(examples.size(), 2u) << page;
    Parsed wrong = ParseText(examples[0]), right = ParseText(examples[1]);
    ASSERT_EQ(wrong.sink.all().size(), 1u) << examples[0] << wrong.Messages();
    EXPECT_EQ(diag::Info(wrong.sink.all()[0].code).identifier, info.identifier)
        << examples[0] << wrong.Messages();
    EXPECT_FALSE(right.sink.has_errors()) << examples[1] << right.Messages();
  }
}

std::vector<diag::Code> PrintableCodes() {
  std::vector<diag::Code> codes;
  for (size_t i = 0; i < static_cast<size_t>(diag::Code::kCount); i++) {
    diag::Code code = static_cast<diag::Code>(i);
    if (Printable(diag::Info(code).code)) codes.push_back(code);
  }
  return codes;
}
INSTANTIATE_TEST_SUITE_P(Syntax, Pages, testing::ValuesIn(PrintableCodes()), [](const auto& info) {
  return std::string(diag::Info(info.param).identifier);
});

}  // namespace
}  // namespace pol::test
