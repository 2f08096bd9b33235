#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

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

}  // namespace pol::files
