// Every measure of tests/syntax/samples parses, every file of tests/syntax/broken is refused.
#include <gtest/gtest.h>

#include "tests/unit/parse/parse_support.h"

namespace pol::test {
namespace {

TEST(Samples, AllParse) {
  std::vector<std::filesystem::path> files = Files("tests/syntax/samples");
  EXPECT_GE(files.size(), 58u);
  for (const auto& path : files) {
    Parsed parsed = ParseSample(path, Read(path));
    EXPECT_FALSE(parsed.sink.has_errors()) << parsed.Messages();
  }
}

TEST(Broken, AllAreRefused) {
  std::vector<std::filesystem::path> files = Files("tests/syntax/broken");
  EXPECT_GE(files.size(), 70u);
  for (const auto& path : files) {
    Parsed parsed = ParseText(Read(path), {}, path.filename());
    EXPECT_TRUE(parsed.sink.has_errors()) << path;
  }
}

}  // namespace
}  // namespace pol::test
