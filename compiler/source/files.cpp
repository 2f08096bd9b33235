#include "compiler/source/files.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace pol::source {
namespace {

// "a/b/c.pol" → "a/b/"; "c.pol" → "".
std::string_view FolderOf(std::string_view name) {
  const size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash + 1);
}

// A path as its parts: without empty ones and . ; each .. takes the part before it away where there
// is one. `rooted`: it begins at / , above which there is nothing.
struct Walked {
  bool rooted = false;
  std::vector<std::string_view> parts;  // those that go up come first

  void Go(std::string_view path) {
    while (!path.empty()) {
      const size_t slash = path.find('/');
      const std::string_view part = path.substr(0, slash);
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
      if (part.empty() || part == ".") continue;
      if (part != ".." || (!rooted && (parts.empty() || parts.back() == ".."))) {
        parts.push_back(part);
      } else if (!parts.empty()) {
        parts.pop_back();
      }
    }
  }
  size_t Up() const {
    return static_cast<size_t>(
        std::find_if(parts.begin(), parts.end(), [](auto part) { return part != ".."; }) -
        parts.begin());
  }
  std::string Text() const {
    std::string path = rooted ? "/" : "";
    for (size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) path += '/';
      path += parts[i];
    }
    return path;
  }
};

Walked Walk(std::string_view path) {
  Walked walked;
  walked.rooted = path.starts_with('/');
  walked.Go(path);
  return walked;
}

// Is `path` in `folder`, or the folder itself? A path that goes up less far than the folder lies in it.
bool Within(const Walked& folder, const Walked& path) {
  if (folder.rooted != path.rooted) return false;
  if (path.Up() != folder.Up()) return path.Up() < folder.Up();
  return path.parts.size() >= folder.parts.size() &&
         std::equal(folder.parts.begin(), folder.parts.end(), path.parts.begin());
}

// The path that `written`, standing in a file of the folder `from`, means; nothing where it is
// absolute or leaves the library. Below `folder` it begins as that is written.
std::optional<std::string> Inside(std::string_view library, std::string_view folder,
                                  std::string_view from, std::string_view written) {
  const bool absolute = written.starts_with('/') || written.starts_with('~');
  if (absolute || written.find_first_of("\\:") != std::string_view::npos) return std::nullopt;
  for (const char c : written) {
    if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
  }
  const Walked root = Walk(library);
  Walked path = Walk(from);
  for (size_t begin = 0; begin <= written.size();) {
    const size_t end = std::min(written.find('/', begin), written.size());
    path.Go(written.substr(begin, end - begin));
    if (!Within(root, path)) return std::nullopt;
    begin = end + 1;
  }
  if (path.parts.size() == root.parts.size() && path.Up() == root.Up()) return std::nullopt;
  const Walked below = Walk(folder);
  if (!Within(below, path)) return path.Text();
  Walked rest;
  rest.parts.assign(path.parts.begin() + static_cast<std::ptrdiff_t>(below.parts.size()),
                    path.parts.end());
  return below.Up() == path.Up() ? std::string(folder) + rest.Text() : path.Text();
}

// Data and policies are read, nothing else: a text that arrives from outside cannot have a file of
// passwords quoted in a message.
bool IsReadable(std::string_view path) {
  for (const std::string_view end : {".pol", ".csv", ".json"}) {
    if (path.size() > end.size() && path.ends_with(end)) return true;
  }
  return false;
}

}  // namespace

size_t Files::LevelsAbove(const std::string&) const { return 0; }

namespace {

Loaded::Problem ProblemOf(Files::Problem problem) {
  switch (problem) {
    case Files::Problem::kNone:
      return Loaded::Problem::kNone;
    case Files::Problem::kMissing:
      return Loaded::Problem::kMissing;
    case Files::Problem::kUnreadable:
      return Loaded::Problem::kUnreadable;
    case Files::Problem::kTooLarge:
      return Loaded::Problem::kTooLarge;
  }
  return Loaded::Problem::kUnreadable;
}

}  // namespace

Loader::Loader(std::string main, const Files* files, const Files* standard, const Limits& limits)
    : folder_(FolderOf(main)), library_(folder_), files_(files), standard_(standard), limits_(limits) {
  const size_t levels = files == nullptr ? 0 : files->LevelsAbove(library_);
  if (levels == 0) return;
  Walked up = Walk(library_);
  for (size_t i = 0; i < levels; ++i) up.Go("..");
  library_ = up.Text();
}

const Loaded& Loader::Load(std::string_view referrer, std::string_view path) {
  const auto [place, fresh] =
      loaded_.try_emplace({std::string(FolderOf(referrer)), std::string(path)});
  if (fresh) place->second = Read(referrer, path);
  return place->second;
}

Loaded Loader::Read(std::string_view referrer, std::string_view path) const {
  Loaded loaded;
  const std::optional<std::string> inside = Inside(library_, folder_, FolderOf(referrer), path);
  loaded.name = inside.value_or(std::string(path));
  if (!inside) {
    loaded.problem = Loaded::Problem::kOutside;
    return loaded;
  }
  if (!IsReadable(*inside)) {
    loaded.problem = Loaded::Problem::kKind;
    return loaded;
  }
  std::string text;
  loaded.problem = files_ == nullptr ? Loaded::Problem::kNoFiles
                                     : ProblemOf(files_->Read(loaded.name, limits_.bytes, &text));
  const bool nowhere = loaded.problem == Loaded::Problem::kNoFiles ||
                       loaded.problem == Loaded::Problem::kMissing;
  if (nowhere && standard_ != nullptr && path.find('/') == std::string_view::npos &&
      standard_->Read(std::string(path), limits_.bytes, &text) == Files::Problem::kNone) {
    loaded.problem = Loaded::Problem::kNone;
    loaded.name = std::string(path);
    loaded.standard = true;
  }
  if (loaded.problem != Loaded::Problem::kNone) return loaded;
  TextProblem problem;
  std::optional<Source> source = Source::Create(loaded.name, std::move(text), limits_, &problem);
  if (source) {
    loaded.source = std::make_shared<const Source>(*std::move(source));
  } else {
    loaded.problem = problem.kind == TextProblem::Kind::kTooLarge ? Loaded::Problem::kTooLarge
                                                                  : Loaded::Problem::kNotText;
  }
  return loaded;
}

}  // namespace pol::source
