// Every measure of the samples: formatted, read again, formatted again; into English, into Chinese
// and back.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "tests/unit/format/helpers.h"

namespace pol::format {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> Samples() {
  std::vector<fs::path> files;
  for (const char* folder : {POL_SOURCE_DIR "/tests/syntax/samples", POL_SOURCE_DIR "/policies"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".pol") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Names of the files that a sample imports, and the codes of its lists: runs are cut by them.
Names Imported(const std::string& text) {
  Names names;
  for (const auto& list : fs::directory_iterator(POL_SOURCE_DIR "/lib")) {
    if (text.find("\"" + list.path().filename().string() + "\"") == std::string::npos) continue;
    std::istringstream lines(ReadFile(list.path()));
    for (std::string line; std::getline(lines, line);) names.push_back(line.substr(0, line.find(',')));
  }
  for (const fs::path& other : Samples()) {
    const std::string name = other.filename().string() + "\"";  // behind the sign or a folder
    if (text.find("\"" + name) == std::string::npos && text.find("/" + name) == std::string::npos) continue;
    const std::string used = ReadFile(other);
    const auto source = source::Source::Create("t.pol", used, {}, nullptr);
    for (const std::string& known : parse::NamesOf(*source)) names.push_back(known);
    for (const std::string& known : Imported(used)) names.push_back(known);
  }
  return names;
}

TEST(Samples, StaySameAndSettle) {
  const std::vector<fs::path> files = Samples();
  EXPECT_GE(files.size(), 61u);
  for (const fs::path& path : files) {
    SCOPED_TRACE(path.string());
    const std::string text = ReadFile(path);
    const std::string once = Formatted(text, Keywords::kKeep, Imported(text));
    EXPECT_TRUE(once.ends_with('\n') && !once.ends_with("\n\n"));
    if (const char* folder = std::getenv("POL_FORMAT_OUT")) {
      std::ofstream(fs::path(folder) / path.filename()) << once;
    }
  }
}

TEST(Samples, InTheOtherLanguageAndBack) {
  for (const fs::path& path : Samples()) {
    SCOPED_TRACE(path.string());
    const std::string text = ReadFile(path);
    const Names known = Imported(text);
    const auto original = Read(text, known);
    const std::string english = Formatted(text, Keywords::kEnglish, known);
    const std::string chinese = Formatted(english, Keywords::kChinese, known);
    const auto back = Read(chinese, known);
    ASSERT_TRUE(original && back);
    EXPECT_TRUE(SameTokens(*original, *back)) << english << chinese;
    if (const char* folder = std::getenv("POL_FORMAT_OUT")) {
      std::ofstream(fs::path(folder) / (path.filename().string() + ".en")) << english;
      std::ofstream(fs::path(folder) / (path.filename().string() + ".zh")) << chinese;
    }
  }
}

}  // namespace
}  // namespace pol::format
