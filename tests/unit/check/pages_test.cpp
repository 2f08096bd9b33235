// The pages of the P2xxx diagnostics: what a page calls wrong is reported with its code, what it
// calls right is accepted.
#include <gtest/gtest.h>

#include "tests/unit/check/check_helper.h"

namespace pol {
namespace {

// The n-th indented block of a page, without its indentation.
std::string Block(std::string_view page, size_t n) {
  std::string block;
  size_t count = 0;
  bool in = false;
  size_t begin = 0;
  while (begin < page.size()) {
    size_t end = page.find('\n', begin);
    if (end == std::string_view::npos) end = page.size();
    const std::string_view line = page.substr(begin, end - begin);
    begin = end + 1;
    const bool code = line.substr(0, 4) == "    ";
    if (code && !in) ++count;
    in = code || (in && line.empty());
    if (code && count == n) block += std::string(line.substr(4)) + "\n";
  }
  return block;
}

TEST(Pages, EveryExampleIsWhatItSays) {
  for (size_t i = 0; i < static_cast<size_t>(diag::Code::kCount); ++i) {
    const diag::Code code = static_cast<diag::Code>(i);
    const diag::CodeInfo& info = diag::Info(code);
    if (info.code.substr(0, 2) != "P2") continue;
    SCOPED_TRACE(std::string(info.code) + " " + std::string(info.identifier));
    const std::string wrong = Block(info.page_zh, 1), right = Block(info.page_zh, 2);
    ASSERT_FALSE(wrong.empty());
    ASSERT_FALSE(right.empty());
    EXPECT_EQ(Block(info.page_en, 1), wrong);
    EXPECT_EQ(Block(info.page_en, 2), right);
    // Their examples would fill pages.
    // These are about other files.
    const bool files = code == diag::Code::kImportErrors;
    if (code != diag::Code::kTooManyExceptions && code != diag::Code::kTooMuchShared && !files) {
      const test::Checked bad = test::CheckText(wrong);
      EXPECT_TRUE(bad.Has(code)) << wrong << bad.All();
      EXPECT_EQ(bad.sink.all().size(), 1u) << wrong << bad.All();
    }
    const test::Checked good = test::CheckText(right);
    EXPECT_TRUE(good.sink.all().empty()) << right << good.All();
  }
}

}  // namespace
}  // namespace pol
