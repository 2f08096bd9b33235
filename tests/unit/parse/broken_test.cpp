// tests/syntax/broken: one mistake a file; expected.txt says which message each gives, in order of
// the text.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

TEST(Broken, EachFileGivesItsMessage) {
  std::map<std::string, std::string> expected, found;
  std::stringstream lines(Read(std::string(POL_SOURCE_DIR) + "/tests/syntax/broken/expected.txt"));
  std::string file, codes;
  while (lines >> file && std::getline(lines, codes)) expected[file] = codes;
  for (const auto& path : Files("tests/syntax/broken")) {
    Parsed parsed = ParseText(Read(path), {}, path.filename());
    std::string& text = found[path.filename()];
    for (const diag::Diagnostic& d : parsed.sink.all())
      text += " " + std::string(diag::Info(d.code).identifier);
    EXPECT_EQ(expected[path.filename()], text) << parsed.Messages();
  }
  EXPECT_EQ(expected.size(), found.size());
  if (const char* update = std::getenv("POL_UPDATE"); update != nullptr && *update == '1') {
    std::ofstream out(std::string(POL_SOURCE_DIR) + "/tests/syntax/broken/expected.txt");
    for (const auto& [name, text] : found) out << name << text << "\n";
  }
}

}  // namespace
}  // namespace pol::test
