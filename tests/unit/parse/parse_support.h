// Helpers shared by the tests of the parser.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/parse/parse.h"

namespace pol::test {

inline std::string Read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}
inline std::vector<std::filesystem::path> Files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(POL_SOURCE_DIR) + "/" + folder))
    if (entry.path().extension() == ".pol") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

struct Parsed {
  std::shared_ptr<const source::Source> source;
  std::unique_ptr<ast::File> file;
  diag::Sink sink;
  std::string Messages() const {
    std::string all;
    for (const diag::Diagnostic& d : sink.all()) {
      source::Position at = source->At(d.range.begin);
      all += source->name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) +
             " " + std::string(diag::Info(d.code).identifier) + " " +
             diag::Message(d, diag::Language::kEnglish) + "\n";
    }
    return all;
  }
};
// Members of the industry list that the samples use; the driver reads them from the code file.
inline const std::vector<std::string>& IndustryNames() {
  static const std::vector<std::string> names = {"制造业",
                                                 "建筑业",
                                                 "教育",
                                                 "批发和零售业",
                                                 "住宿和餐饮业",
                                                 "卫生和社会工作",
                                                 "科学研究和技术服务业",
                                                 "软件和信息技术服务业",
                                                 "生态保护和环境治理业"};
  return names;
}
inline Parsed ParseText(std::string text, const parse::Limits& limits = {},
                        const std::string& name = "test.pol", std::vector<std::string> known = {}) {
  Parsed parsed;
  if (text.find("gbt4754") != std::string::npos)
    known.insert(known.end(), IndustryNames().begin(), IndustryNames().end());
  source::TextProblem problem;
  auto source = source::Source::Create(name, std::move(text), source::Limits(), &problem);
  if (!source) return parsed;
  parsed.source = std::make_shared<const source::Source>(std::move(*source));
  parsed.file = parse::Parse(parsed.source, parsed.sink, limits, known);
  return parsed;
}
// Names of the files that a sample imports.
inline std::vector<std::string> KnownOf(const std::filesystem::path& path,
                                        const std::string& text) {
  std::vector<std::string> known;
  for (size_t at = 0; (at = text.find("引用 ", at)) != std::string::npos; at++) {
    size_t open = text.find('"', at), close = text.find('"', open + 1), line = text.find('\n', at);
    if (close == std::string::npos || close > line) continue;
    std::filesystem::path imported = path.parent_path() / text.substr(open + 1, close - open - 1);
    if (!std::filesystem::exists(imported)) continue;
    source::TextProblem problem;
    auto source = source::Source::Create("", Read(imported), source::Limits(), &problem);
    for (std::string& name : parse::NamesOf(*source)) known.push_back(std::move(name));
  }
  return known;
}
inline Parsed ParseSample(const std::filesystem::path& path, std::string text) {
  std::vector<std::string> known = KnownOf(path, text);
  return ParseText(std::move(text), {}, path.filename(), known);
}

}  // namespace pol::test
