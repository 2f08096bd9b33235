#include "cli/files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "compiler/files/files.h"

namespace pol::cli {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("pol_files_test_" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  void Put(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(Path(name)) << text;
  }
  std::string Get(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(Path(name)).rdbuf();
    return text.str();
  }
  size_t Count() const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
  Context context_;
};

TEST_F(Files, AFileThatIsNotCommittedLeavesNothingAndKeepsTheOld) {
  Put("a.csv", "old");
  {
    WholeFile file;
    ASSERT_TRUE(file.Open(Path("a.csv")));
    ASSERT_TRUE(file.Write("new"));
    ASSERT_TRUE(file.Finish());
    EXPECT_EQ(Get("a.csv"), "old");
  }
  EXPECT_EQ(Get("a.csv"), "old");
  EXPECT_EQ(Count(), 1u);
}

TEST_F(Files, ACommittedFileReplacesTheOldAndKeepsItsMode) {
  Put("a.csv", "old");
  fs::permissions(Path("a.csv"), fs::perms(0640));
  WholeFile file;
  ASSERT_TRUE(file.Open(Path("a.csv")));
  ASSERT_TRUE(file.Write("new"));
  ASSERT_TRUE(file.Commit());
  EXPECT_EQ(Get("a.csv"), "new");
  EXPECT_EQ(fs::status(Path("a.csv")).permissions(), fs::perms(0640));
  EXPECT_EQ(Count(), 1u);
}

TEST_F(Files, ALinkStaysALink) {
  Put("real.csv", "old");
  fs::create_symlink(Path("real.csv"), Path("link.csv"));
  WholeFile file;
  ASSERT_TRUE(file.Open(Path("link.csv")));
  ASSERT_TRUE(file.Write("new"));
  ASSERT_TRUE(file.Commit());
  EXPECT_TRUE(fs::is_symlink(Path("link.csv")));
  EXPECT_EQ(Get("real.csv"), "new");
}

TEST_F(Files, WhatIsNoRegularFileIsWrittenThrough) {
  WholeFile file;
  ASSERT_TRUE(file.Open("/dev/null"));
  ASSERT_TRUE(file.Write("x"));
  ASSERT_TRUE(file.Commit());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(Files, FoldersGiveTheirPoliciesInOrderEachOnce) {
  Put("b.pol", "");
  Put("a/z.pol", "");
  Put("a/y.txt", "");
  std::vector<std::string> files;
  std::string problem;
  ASSERT_TRUE(CollectFiles(context_, {folder_.string(), Path("b.pol")}, &files, &problem));
  EXPECT_EQ(files, (std::vector<std::string>{Path("a/z.pol"), Path("b.pol")}));
  files.clear();
  EXPECT_FALSE(CollectFiles(context_, {Path("none")}, &files, &problem));
  EXPECT_EQ(problem, Path("none") + " cannot be read: there is no such file or folder.");
}

TEST_F(Files, ReadStopsBehindTheLimit) {
  Put("big", std::string(1000, 'x'));
  std::string text, problem;
  ASSERT_TRUE(ReadFile(context_, Path("big"), 10, &text, &problem));
  EXPECT_EQ(text.size(), 11u);
}

TEST_F(Files, TheSameFileUnderTwoNames) {
  Put("a", "");
  fs::create_hard_link(Path("a"), Path("b"));
  EXPECT_TRUE(SameFile(Path("a"), Path("b")));
  EXPECT_TRUE(SameFile(Path("new"), (folder_ / "." / "new").string()));
  EXPECT_FALSE(SameFile(Path("a"), Path("new")));
}

// A library reaches up to the folder with the settings, on the text of the path and on the disk alike.
TEST_F(Files, ALibraryMayBeReachedThroughALink) {
  const files::Disk disk;
  Put("library/.pol-lint.toml", "");
  Put("library/clauses/a.pol", "");
  Put("elsewhere/b.pol", "");
  fs::create_directory_symlink(Path("library"), Path("linked"));
  fs::create_directory_symlink(Path("library/clauses"), Path("elsewhere/clauses"));
  EXPECT_EQ(disk.LevelsAbove(Path("library") + "/"), 0U);
  EXPECT_EQ(disk.LevelsAbove(Path("library/clauses") + "/"), 1U);
  EXPECT_EQ(disk.LevelsAbove(Path("linked/clauses") + "/"), 1U);
  // Above the link lies another folder than above what it leads to.
  EXPECT_EQ(disk.LevelsAbove(Path("elsewhere/clauses") + "/"), 0U);
  EXPECT_EQ(disk.LevelsAbove(Path("nowhere") + "/"), 0U);
}

}  // namespace
}  // namespace pol::cli
