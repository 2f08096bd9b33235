#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace pol::cli {
namespace {

namespace fs = std::filesystem;
constexpr size_t kBuffer = 1 << 18;

// The only mutable global: a signal handler can reach nothing else.
volatile std::sig_atomic_t interrupted = 0;
extern "C" void OnSignal(int number) { interrupted = number; }

}  // namespace

std::string SystemReason(const Context& context, int error) {
  switch (error) {
    case ENOENT:
      return context.Say(Message::kReasonNoFile);
    case EACCES:
    case EPERM:
      return context.Say(Message::kReasonNoPermission);
    case EISDIR:
      return context.Say(Message::kReasonFolder);
    case ENOSPC:
      return context.Say(Message::kReasonDiskFull);
    default:
      return std::strerror(error);
  }
}

bool ReadFile(const Context& context, const std::string& path, size_t limit, std::string* text,
              std::string* problem) {
  text->clear();
  const bool standard = path == "-";
  const int descriptor = standard ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  int error = descriptor < 0 ? errno : 0;
  char chunk[1 << 16];
  while (error == 0 && text->size() <= limit) {
    const ssize_t got = read(descriptor, chunk, std::min(sizeof(chunk), limit + 1 - text->size()));
    if (got < 0 && errno == EINTR && Interrupted() == 0) continue;
    if (got < 0) error = errno;
    if (got <= 0) break;
    text->append(chunk, static_cast<size_t>(got));
  }
  if (!standard && descriptor >= 0) close(descriptor);
  if (error == 0) return true;
  *problem = context.Say(Message::kCannotRead, path, SystemReason(context, error));
  return false;
}

bool CollectFiles(const Context& context, const std::vector<std::string>& paths,
                  std::vector<std::string>* files, std::string* problem) {
  for (const std::string& path : paths) {
    std::error_code code;
    if (path == "-" || !fs::is_directory(path, code)) {
      if (path != "-" && !fs::exists(path, code)) {
        *problem = context.Say(Message::kCannotRead, path, SystemReason(context, ENOENT));
        return false;
      }
      if (std::find(files->begin(), files->end(), path) == files->end()) files->push_back(path);
      continue;
    }
    std::vector<std::string> found;
    fs::recursive_directory_iterator walk(path, fs::directory_options::skip_permission_denied,
                                          code),
        end;
    for (; !code && walk != end; walk.increment(code)) {
      std::error_code ignored;
      if (walk->path().extension() == ".pol" && walk->is_regular_file(ignored))
        found.push_back(walk->path().string());
    }
    if (code) {
      *problem = context.Say(Message::kCannotRead, path, SystemReason(context, code.value()));
      return false;
    }
    if (found.empty()) {
      *problem = context.Say(Message::kNoPolicyFiles, path);
      return false;
    }
    std::sort(found.begin(), found.end());
    for (std::string& file : found) {
      if (std::find(files->begin(), files->end(), file) == files->end())
        files->push_back(std::move(file));
    }
  }
  return true;
}

bool SameFile(const std::string& a, const std::string& b) {
  std::error_code code;
  if (fs::exists(a, code) && fs::exists(b, code)) return fs::equivalent(a, b, code);
  const fs::path x = fs::weakly_canonical(fs::absolute(a), code),
                 y = fs::weakly_canonical(fs::absolute(b), code);
  return !x.empty() && x == y;
}

WholeFile::~WholeFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

bool WholeFile::Open(const std::string& path) {
  std::error_code code;
  // A link stays a link: the file that it points to is the one to replace.
  path_ = fs::is_symlink(path, code) ? fs::weakly_canonical(path, code).string() : path;
  struct stat status = {};
  const bool exists = stat(path_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    error_ = EISDIR;
    return false;
  }
  direct_ = exists && !S_ISREG(status.st_mode);
  if (direct_) {
    descriptor_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    if (exists && access(path_.c_str(), W_OK) != 0) {
      error_ = errno;
      return false;
    }
    temporary_ = fmt::format("{}.part-{}", path_, getpid());
    descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                       exists ? status.st_mode & 0777 : 0666);
    if (descriptor_ < 0) temporary_.clear();
  }
  if (descriptor_ < 0) error_ = errno;
  buffer_.reserve(kBuffer + 4096);
  return descriptor_ >= 0;
}

bool WholeFile::Flush() {
  size_t done = 0;
  while (error_ == 0 && done < buffer_.size()) {
    const ssize_t wrote = write(descriptor_, buffer_.data() + done, buffer_.size() - done);
    if (wrote < 0 && errno == EINTR && Interrupted() == 0) continue;
    if (wrote < 0) error_ = errno;
    if (wrote > 0) done += static_cast<size_t>(wrote);
  }
  buffer_.clear();
  return error_ == 0;
}

bool WholeFile::Write(std::string_view text) {
  buffer_.append(text);
  return buffer_.size() < kBuffer ? error_ == 0 : Flush();
}

bool WholeFile::Finish() {
  if (!Flush()) return false;
  if (!direct_ && fsync(descriptor_) != 0) error_ = errno;
  if (close(descriptor_) != 0 && error_ == 0) error_ = errno;
  descriptor_ = -1;
  return error_ == 0;
}

bool WholeFile::Commit() {
  if (descriptor_ >= 0 && !Finish()) return false;
  if (direct_) return true;
  if (rename(temporary_.c_str(), path_.c_str()) != 0) {
    error_ = errno;
    return false;
  }
  temporary_.clear();
  return true;
}

void WatchSignals() {
  struct sigaction action = {};
  action.sa_handler = OnSignal;  // without SA_RESTART: a read that waits comes back
  sigemptyset(&action.sa_mask);
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of write like any other
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaction(number, &action, nullptr);
}

int Interrupted() { return interrupted; }

}  // namespace pol::cli
