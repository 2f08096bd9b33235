// The pages of the P3xxx findings: what a page calls wrong is found with its code, on what it calls better nothing is.
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/driver/compile.h"
#include "compiler/prove/report.h"

namespace pol::prove {
namespace {

// The n-th indented block of a page, without its indentation.
std::string Block(std::string_view page, size_t n) {
  std::string block;
  size_t count = 0;
  bool in = false;
  while (!page.empty()) {
    const size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    const bool code = line.substr(0, 4) == "    ";
    if (code && !in) ++count;
    in = code;
    if (code && count == n) block += std::string(line.substr(4)) + "\n";
  }
  return block;
}

std::vector<std::string> Found(const std::string& text) {
  const auto compilation = driver::Compile("page.pol", text);
  std::vector<std::string> codes;
  for (const diag::Diagnostic& one : compilation->diagnostics.all())
    codes.emplace_back(diag::Info(one.code).code);
  if (compilation->program == nullptr) return codes;
  std::vector<diag::Diagnostic> found;
  ReportProofs(*compilation->file, *compilation->program, ProveProgram(*compilation->program), &found);
  for (const diag::Diagnostic& one : found) codes.emplace_back(diag::Info(one.code).code);
  return codes;
}

TEST(ProofPages, EveryExampleIsWhatItSays) {
  for (const diag::Code code : diag::AllCodes()) {
    const diag::CodeInfo& info = diag::Info(code);
    if (!info.code.starts_with("P3")) continue;
    SCOPED_TRACE(std::string(info.code));
    const std::string wrong = Block(info.page_zh, 1), right = Block(info.page_zh, 2);
    ASSERT_FALSE(wrong.empty());
    ASSERT_FALSE(right.empty());
    EXPECT_EQ(Block(info.page_en, 1), wrong);
    EXPECT_EQ(Block(info.page_en, 2), right);
    // It takes two files.
    if (info.code != "P3039") {
      const std::vector<std::string> found = Found(wrong);
      EXPECT_NE(std::find(found.begin(), found.end(), info.code), found.end()) << wrong;
    }
    EXPECT_EQ(Found(right), std::vector<std::string>{}) << right;
  }
}

}  // namespace
}  // namespace pol::prove
