// Every measure of tests/syntax/samples parses; so does every construct of tests/syntax/constructs.
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

TEST(Constructs, AllParse) {
  for (const auto& path : Files("tests/syntax/constructs")) {
    Parsed parsed = ParseText(Read(path), {}, path.filename());
    EXPECT_FALSE(parsed.sink.has_errors()) << parsed.Messages();
  }
}

}  // namespace
}  // namespace pol::test
