#include "compiler/source/files.h"

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

// The path below `folder` that `written`, standing in a file of the folder `from`, means: without .
// and .. ; nothing where it is absolute or leaves the folder.
std::optional<std::string> Below(std::string_view folder, std::string_view from,
                                 std::string_view written) {
  const bool absolute = written.starts_with('/') || written.starts_with('~');
  if (absolute || written.find_first_of("\\:") != std::string_view::npos) return std::nullopt;
  for (const char c : written) {
    if (static_cast<unsigned char>(c) < 0x20) return std::nullopt;
  }
  if (!from.starts_with(folder)) return std::nullopt;
  std::vector<std::string_view> parts;
  const auto walk = [&parts](std::string_view path) {
    while (!path.empty()) {
      const size_t slash = path.find('/');
      const std::string_view part = path.substr(0, slash);
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.push_back(part);
      } else if (parts.empty()) {
        return false;
      } else {
        parts.pop_back();
      }
    }
    return true;
  };
  if (!walk(from.substr(folder.size())) || !walk(written) || parts.empty()) return std::nullopt;
  std::string path;
  for (const std::string_view part : parts) {
    if (!path.empty()) path += '/';
    path += part;
  }
  return path;
}

// Data and policies are read, nothing else: a text that arrives from outside cannot have a file of
// passwords quoted in a message.
bool IsReadable(std::string_view path) {
  for (const std::string_view end : {".pol", ".csv", ".json"}) {
    if (path.size() > end.size() && path.ends_with(end)) return true;
  }
  return false;
}

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
    : folder_(FolderOf(main)), files_(files), standard_(standard), limits_(limits) {}

const Loaded& Loader::Load(std::string_view referrer, std::string_view path) {
  const auto [place, fresh] =
      loaded_.try_emplace({std::string(FolderOf(referrer)), std::string(path)});
  if (fresh) place->second = Read(referrer, path);
  return place->second;
}

Loaded Loader::Read(std::string_view referrer, std::string_view path) const {
  Loaded loaded;
  const std::optional<std::string> below = Below(folder_, FolderOf(referrer), path);
  loaded.name = below ? folder_ + *below : std::string(path);
  if (!below) {
    loaded.problem = Loaded::Problem::kOutside;
    return loaded;
  }
  if (!IsReadable(*below)) {
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
