#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

#include "compiler/files/files.h"

namespace pol::files {

source::Files::Problem Disk::Read(const std::string& name, size_t limit, std::string* text) const {
  text->clear();
  // Without waiting: opening a pipe that nobody writes to would hang.
  const int descriptor = open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    return errno == ENOENT || errno == ENOTDIR ? Problem::kMissing : Problem::kUnreadable;
  }
  struct stat status = {};
  bool readable = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  char chunk[1 << 16];
  while (readable && text->size() <= limit) {
    const ssize_t got = read(descriptor, chunk, std::min(sizeof(chunk), limit + 1 - text->size()));
    if (got < 0 && errno == EINTR) continue;
    readable = got >= 0;
    if (got <= 0) break;
    text->append(chunk, static_cast<size_t>(got));
  }
  close(descriptor);
  if (!readable) return Problem::kUnreadable;
  return text->size() > limit ? Problem::kTooLarge : Problem::kNone;
}

size_t Disk::LevelsAbove(const std::string& folder) const {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::path at =
      fs::absolute(folder.empty() ? fs::path(".") : fs::path(folder), error).lexically_normal();
  if (error) return 0;
  if (!at.has_filename()) at = at.parent_path();
  fs::path real = fs::canonical(at, error);
  for (size_t levels = 0; !error; ++levels) {
    if (fs::is_regular_file(at / source::kSettings, error)) return levels;
    if (!at.has_relative_path()) return 0;
    // The text of the path and the disk must mean the same by "..": where a folder on the way is a
    // link they do not, and the library ends.
    const fs::path above = fs::canonical(at.parent_path(), error);
    if (error || above != real.parent_path()) return 0;
    at = at.parent_path();
    real = above;
  }
  return 0;
}

}  // namespace pol::files
