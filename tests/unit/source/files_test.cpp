#include "compiler/source/files.h"

#include <gtest/gtest.h>

#include "compiler/source/csv.h"

namespace pol::source {
namespace {

class Shelf final : public Files {
 public:
  std::map<std::string, std::string> texts;
  mutable int reads = 0;
  Problem Read(const std::string& name, size_t limit, std::string* text) const override {
    ++reads;
    const auto found = texts.find(name);
    if (found == texts.end()) return Problem::kMissing;
    if (found->second.size() > limit) return Problem::kTooLarge;
    *text = found->second;
    return Problem::kNone;
  }
};

using P = Loaded::Problem;

TEST(Loader, ReadsBesideThePolicyAndNotAboveIt) {
  Shelf shelf;
  shelf.texts = {{"d/a.csv", "1"}, {"d/sub/b.csv", "2"}, {"a.csv", "3"}};
  Loader loader("d/p.pol", &shelf, nullptr, {});
  EXPECT_EQ(loader.Load("d/p.pol", "a.csv").source->text(), "1");
  EXPECT_EQ(loader.Load("d/p.pol", "./sub//b.csv").name, "d/sub/b.csv");
  // What lies in a folder below may look up as far as the policy's own folder.
  EXPECT_EQ(loader.Load("d/sub/q.pol", "../a.csv").source->text(), "1");
  EXPECT_EQ(loader.Load("d/p.pol", "sub/../a.csv").name, "d/a.csv");
  EXPECT_EQ(loader.Load("d/p.pol", "../a.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/sub/q.pol", "../../a.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/p.pol", "sub/../../d/a.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/p.pol", "/etc/x.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/p.pol", "~/x.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/p.pol", "c:\\x.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/p.pol", std::string("a\0.csv", 6)).problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/p.pol", "").problem, P::kOutside);
  EXPECT_EQ(loader.Load("d/p.pol", "none.csv").problem, P::kMissing);
  EXPECT_EQ(loader.Load("d/p.pol", "passwd").problem, P::kKind);
}

// A shelf whose folders belong to a library that begins some folders above.
class Library final : public Files {
 public:
  Shelf shelf;
  size_t levels = 0;
  Problem Read(const std::string& name, size_t limit, std::string* text) const override {
    return shelf.Read(name, limit, text);
  }
  size_t LevelsAbove(const std::string&) const override { return levels; }
};

TEST(Loader, ALibraryIsReadAsFarAsItsTop) {
  Library library;
  library.levels = 1;
  library.shelf.texts = {{"l/common/a.csv", "1"}, {"l/d/b.csv", "2"}, {"c.csv", "3"},
                         {"../common/a.csv", "4"}, {"/x/l/common/a.csv", "5"}};
  Loader loader("l/d/p.pol", &library, nullptr, {});
  EXPECT_EQ(loader.Load("l/d/p.pol", "../common/a.csv").source->text(), "1");
  EXPECT_EQ(loader.Load("l/common/q.pol", "../d/b.csv").name, "l/d/b.csv");
  EXPECT_EQ(loader.Load("l/d/p.pol", "../../c.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("l/d/p.pol", "../../l/d/b.csv").problem, P::kOutside);
  EXPECT_EQ(loader.Load("l/d/p.pol", "..").problem, P::kOutside);
  // From within the folder itself the path goes up.
  Loader here("p.pol", &library, nullptr, {});
  EXPECT_EQ(here.Load("p.pol", "../common/a.csv").source->text(), "4");
  EXPECT_EQ(here.Load("p.pol", "../../c.csv").problem, P::kOutside);
  EXPECT_EQ(here.Load("../common/q.pol", "../../c.csv").problem, P::kOutside);
  Loader rooted("/x/l/d/p.pol", &library, nullptr, {});
  EXPECT_EQ(rooted.Load("/x/l/d/p.pol", "../common/a.csv").source->text(), "5");
  EXPECT_EQ(rooted.Load("/x/l/d/p.pol", "../../a.csv").problem, P::kOutside);
  // Names begin as that of the text that is compiled.
  Loader dotted("./l/d/p.pol", &library, nullptr, {});
  EXPECT_EQ(dotted.Load("./l/d/p.pol", "b.csv").name, "./l/d/b.csv");
}

TEST(Loader, ReadsOnce) {
  Shelf shelf;
  shelf.texts = {{"a.csv", "1"}};
  Loader loader("-e", &shelf, nullptr, {});
  const Loaded* first = &loader.Load("-e", "a.csv");
  EXPECT_EQ(&loader.Load("-e", "a.csv"), first);
  EXPECT_EQ(shelf.reads, 1);
}

TEST(Loader, TheLibraryStandsBehindTheFolder) {
  Shelf shelf, library;
  library.texts = {{"a.csv", "library"}, {"b.csv", "library"}};
  shelf.texts = {{"a.csv", "own"}};
  Loader loader("p.pol", &shelf, &library, {});
  EXPECT_EQ(loader.Load("p.pol", "a.csv").source->text(), "own");
  EXPECT_EQ(loader.Load("p.pol", "b.csv").source->text(), "library");
  EXPECT_TRUE(loader.Load("p.pol", "b.csv").standard);
  Loader alone("p.pol", nullptr, &library, {});
  EXPECT_EQ(alone.Load("p.pol", "b.csv").source->text(), "library");
  EXPECT_EQ(alone.Load("p.pol", "c.csv").problem, P::kNoFiles);
}

TEST(Loader, RefusesWhatIsTooLargeOrNoText) {
  Shelf shelf;
  shelf.texts = {{"big.csv", "12345"}, {"bad.csv", "\xFF"}};
  Limits limits;
  limits.bytes = 4;
  Loader loader("p.pol", &shelf, nullptr, limits);
  EXPECT_EQ(loader.Load("p.pol", "big.csv").problem, P::kTooLarge);
  EXPECT_EQ(loader.Load("p.pol", "bad.csv").problem, P::kNotText);
}

Csv Read(std::string text) {
  TextProblem problem;
  return ReadCsv(*Source::Create("t.csv", std::move(text), {}, &problem));
}

TEST(Csv, RowsAndCells) {
  const Csv csv = Read("\xEF\xBB\xBF a , b\r\n\r\n\"x, \"\"y\"\"\",\n1,2,3");
  ASSERT_EQ(csv.rows.size(), 3u);
  EXPECT_EQ(csv.rows[0].cells, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(csv.rows[1].cells, (std::vector<std::string>{"x, \"y\"", ""}));
  EXPECT_EQ(csv.rows[1].line, 3);
  EXPECT_EQ(csv.rows[2].cells, (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_EQ(csv.bad_line, 0);
}

TEST(Csv, AnOpenQuotationMark) {
  EXPECT_EQ(Read("a\n\"b").bad_line, 2);
  EXPECT_EQ(Read("a\n\"b\"c").bad_line, 2);
}

}  // namespace
}  // namespace pol::source
