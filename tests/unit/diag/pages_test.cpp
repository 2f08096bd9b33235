// docs/diagnostics is what the .def files say. POL_UPDATE=1 writes it anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "compiler/diag/page.h"

namespace pol::diag {
namespace {

namespace fs = std::filesystem;
const char* const kFolder = POL_SOURCE_DIR "/docs/diagnostics";

bool Updating() {
  const char* update = std::getenv("POL_UPDATE");
  return update && std::string_view(update) == "1";
}

void Expect(const std::string& name, const std::string& text) {
  const fs::path path = fs::path(kFolder) / name;
  if (Updating()) {
    fs::create_directories(kFolder);
    std::ofstream(path, std::ios::binary) << text;
  }
  std::ifstream in(path, std::ios::binary);
  std::stringstream read;
  read << in.rdbuf();
  EXPECT_EQ(read.str(), text) << path << " is out of date: run this test with POL_UPDATE=1";
}

TEST(Pages, AreUpToDate) {
  size_t pages = 0;
  for (const Code code : AllCodes()) {
    Expect(std::string(Info(code).code) + ".md", DiagnosticsPage(code));
    ++pages;
  }
  Expect("README.md", DiagnosticsIndex());
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const std::string stem = entry.path().stem().string();
    EXPECT_TRUE(stem == "README" || FindCode(stem).has_value()) << entry.path();
  }
  EXPECT_GE(pages, 3u);
}

TEST(Pages, OneLanguageOrBoth) {
  const std::string zh = DiagnosticsPage(Code::kTextTooLarge, Language::kChinese);
  EXPECT_TRUE(zh.starts_with("# P0002：文件太大，最多可以有 …"));
  EXPECT_EQ(zh.find("too large"), std::string::npos);
  const std::string both = DiagnosticsPage(Code::kTextTooLarge);
  EXPECT_NE(both.find("文件太大"), std::string::npos);
  EXPECT_NE(both.find("too large"), std::string::npos);
}

}  // namespace
}  // namespace pol::diag
