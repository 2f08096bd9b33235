// Files as commands need them: read whole within a bound, gathered from folders, written whole or
// not at all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"

namespace pol::cli {

// Why the system refused, in words.
std::string SystemReason(const Context& context, int error);

// Reads a file, or standard input for "-". At most `limit` + 1 bytes, so that a caller can tell
// that it is too large. False: `problem` is a sentence.
bool ReadFile(const Context& context, const std::string& path, size_t limit, std::string* text,
              std::string* problem);

// Files as given; of a folder all *.pol beneath it, in order of their names. Each file once. False:
// `problem` is a sentence.
bool CollectFiles(const Context& context, const std::vector<std::string>& paths,
                  std::vector<std::string>* files, std::string* problem);

// Do both name one existing file (or one file to be)?
bool SameFile(const std::string& a, const std::string& b);

// A file that appears whole or not at all: written beside its place, flushed to disk, then renamed.
// Removed when it is not committed, and by RemoveUnfinished after a signal. What is no regular file
// (a pipe, /dev/null) is written through.
class WholeFile {
 public:
  WholeFile() = default;
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  bool Open(const std::string& path);   // false: see error()
  bool Write(std::string_view text);    // buffered; false once anything failed
  bool Finish();                        // all on disk, not yet in place
  bool Commit();                        // in place
  int error() const { return error_; }  // errno of the first failure

 private:
  bool Flush();

  std::string path_, temporary_, buffer_;
  int descriptor_ = -1, error_ = 0;
  bool direct_ = false;  // written through: no temporary
};

// SIGINT, SIGTERM and SIGHUP only set a mark, so that what was begun can be removed; Interrupted is
// its number, else 0.
void WatchSignals();
int Interrupted();

}  // namespace pol::cli
