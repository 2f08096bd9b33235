// The other files of a compilation: what `from "…"` names in a policy. Where texts come from is the
// caller's affair (Files); which of them a policy may name, that each is read once, and how large it
// may be is decided here (Loader).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/source/source.h"

namespace pol::source {

// The file that makes a folder the top of a library of policies; the linter's settings stand in it.
inline constexpr char kSettings[] = ".pol-lint.toml";

// Where texts come from: a disk, an archive, a map of a test. Safe to call from several threads.
class Files {
 public:
  enum class Problem : uint8_t { kNone, kMissing, kUnreadable, kTooLarge };

  virtual ~Files() = default;
  // `name` is a path without . and .. ; beside the policy unless the policy's own path is absolute.
  // More than `limit` bytes are too large, and are not read.
  virtual Problem Read(const std::string& name, size_t limit, std::string* text) const = 0;
  // How many folders above `folder` (which ends in /, or is empty) belong to the same library of
  // policies: files there may be named with `../`. None unless the caller says so.
  virtual size_t LevelsAbove(const std::string& folder) const;
};

// A file that a policy refers to, or why there is none.
struct Loaded {
  enum class Problem : uint8_t {
    kNone,
    kNoFiles,     // this compilation reads no files
    kMissing,
    kUnreadable,
    kTooLarge,
    kOutside,     // absolute, or above the library of the policy
    kKind,        // neither .pol nor .csv nor .json
    kNotText,     // not UTF-8
  };
  Problem problem = Problem::kNone;
  std::string name;                      // the same for every way to write the path
  bool standard = false;                 // of the library that comes with the compiler
  std::shared_ptr<const Source> source;  // null with a problem
};

// One compilation reads through one loader; not for several threads.
class Loader {
 public:
  // `main` is the name of the text that is compiled: nothing is read outside its library, which is
  // its folder unless `files` says that folders above belong to it too. `files` and `standard` may
  // be null. A path without a folder that is not beside its policy is looked up
  // in `standard`.
  Loader(std::string main, const Files* files, const Files* standard, const Limits& limits);

  // `path` as written in the file `referrer`. The answer stays as long as the loader.
  const Loaded& Load(std::string_view referrer, std::string_view path);

 private:
  Loaded Read(std::string_view referrer, std::string_view path) const;

  std::string folder_, library_;  // of the text that is compiled; what everything lies in
  const Files *files_, *standard_;
  Limits limits_;
  std::map<std::pair<std::string, std::string>, Loaded> loaded_;  // by folder and path as written
};

}  // namespace pol::source
