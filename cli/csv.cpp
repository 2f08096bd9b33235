#include "cli/csv.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/files.h"

namespace pol::cli {
namespace {

constexpr size_t kRead = 1 << 18;
constexpr size_t kBeginning = 200;  // bytes of a row that is too long, for the report
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

bool CsvReader::Refill() {
  if (finished_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kRead) buffer_.resize(std::max(end_ + kRead, buffer_.size() * 2));
  while (true) {
    const ssize_t got = read(descriptor_, buffer_.data() + end_, kRead);
    if (got < 0 && errno == EINTR && Interrupted() == 0) continue;
    if (got < 0) error_ = errno;
    if (got <= 0) {
      finished_ = true;
      return false;
    }
    end_ += static_cast<size_t>(got);
    bytes_ += got;
    return true;
  }
}

size_t CsvReader::LineEnd(size_t from) const {
  const void* found = std::memchr(buffer_.data() + from, '\n', end_ - from);
  return found == nullptr ? end_
                          : static_cast<size_t>(static_cast<const char*>(found) - buffer_.data());
}

// One row from begin_. Stops with kMore when the row does not end within what was read.
CsvReader::Scan CsvReader::ScanRow() {
  cells_.clear();
  unescaped_count_ = 0;
  inner_lines_ = 0;
  const char* data = buffer_.data();
  size_t at = begin_;
  while (true) {
    if (at < end_ && data[at] == '"') {
      // A quoted cell: up to the quote that is not doubled.
      size_t from = at + 1;
      std::string* joined = nullptr;
      size_t close = from;
      while (true) {
        const void* found = std::memchr(data + close, '"', end_ - close);
        if (found == nullptr) return finished_ ? Scan::kOpenQuote : Scan::kMore;
        close = static_cast<size_t>(static_cast<const char*>(found) - data);
        if (close + 1 >= end_ && !finished_) return Scan::kMore;
        if (close + 1 >= end_ || data[close + 1] != '"') break;
        if (joined == nullptr) {
          if (unescaped_count_ == unescaped_.size()) unescaped_.emplace_back();
          joined = &unescaped_[unescaped_count_++];
          joined->clear();
        }
        joined->append(data + from, close + 1 - from);
        from = close = close + 2;
      }
      std::string_view cell(data + from, close - from);
      if (joined != nullptr) {
        joined->append(cell);
        cell = *joined;
      }
      inner_lines_ += std::count(data + at, data + close, '\n');
      cells_.push_back(cell);
      at = close + 1;
      if (at < end_ && data[at] == '\r') {
        if (at + 1 >= end_ && !finished_) return Scan::kMore;
        if (at + 1 >= end_ || data[at + 1] == '\n') ++at;
      }
      if (at >= end_) {
        if (!finished_) return Scan::kMore;
        next_ = end_;
        return Scan::kDone;
      }
      if (data[at] != delimiter_ && data[at] != '\n') {
        next_ = at;
        return Scan::kAfterQuote;
      }
    } else {
      const size_t from = at;
      while (at < end_ && data[at] != delimiter_ && data[at] != '\n') ++at;
      if (at >= end_ && !finished_) return Scan::kMore;
      size_t to = at;
      if ((at >= end_ || data[at] == '\n') && to > from && data[to - 1] == '\r') --to;
      cells_.emplace_back(data + from, to - from);
      if (at >= end_) {
        next_ = end_;
        return Scan::kDone;
      }
    }
    if (data[at] == '\n') {
      next_ = at + 1;
      return Scan::kDone;
    }
    ++at;  // the delimiter
  }
}

CsvReader::Kind CsvReader::Broken(Kind kind, size_t end) {
  raw_ = std::string_view(buffer_.data() + begin_,
                          std::min(end - begin_, kind == Kind::kTooLong ? kBeginning : kMostRow));
  while (!raw_.empty() && raw_.back() == '\r') raw_.remove_suffix(1);
  line_ = next_line_;
  next_line_ += std::count(buffer_.data() + begin_, buffer_.data() + end, '\n');
  if (end < end_) {
    ++end;
    ++next_line_;
  }
  begin_ = end;
  return kind;
}

CsvReader::Kind CsvReader::Next() {
  raw_ = {};
  if (!started_) {
    started_ = true;
    while (end_ - begin_ < kByteOrderMark.size() && Refill()) {
    }
    if (std::string_view(buffer_.data() + begin_, end_ - begin_).substr(0, kByteOrderMark.size()) ==
        kByteOrderMark) {
      begin_ += kByteOrderMark.size();
    }
  }
  while (true) {
    if (begin_ >= end_ && !Refill()) return error_ != 0 ? Kind::kFailed : Kind::kEnd;
    const Scan scan = ScanRow();
    if (error_ != 0) return Kind::kFailed;
    if (scan == Scan::kMore && end_ - begin_ <= kMostRow) {
      Refill();
      continue;
    }
    if (scan == Scan::kMore || scan == Scan::kOpenQuote) {
      // Too long, or a quote that is never closed: its first line is the broken row, and reading
      // goes on behind that.
      const size_t end = LineEnd(begin_);
      const bool quote = scan == Scan::kOpenQuote || end - begin_ <= kMostRow;
      if (end < end_ || finished_) return Broken(quote ? Kind::kOpenQuote : Kind::kTooLong, end);
      // A single line beyond the limit: drop it piece by piece, keeping its beginning for the
      // report.
      line_ = next_line_;
      std::string beginning(buffer_, begin_, kBeginning);
      while (LineEnd(begin_) >= end_) {
        begin_ = end_;
        if (!Refill()) break;
      }
      const size_t after = LineEnd(begin_);
      begin_ = std::min(after + 1, end_);
      next_line_ = line_ + 1;
      unescaped_.clear();
      unescaped_.push_back(std::move(beginning));
      raw_ = unescaped_[0];
      return error_ != 0 ? Kind::kFailed : Kind::kTooLong;
    }
    if (scan == Scan::kAfterQuote) {
      const size_t end = LineEnd(next_);  // of the line where it broke
      if (end >= end_ && Refill()) continue;
      return Broken(Kind::kAfterQuote, end);
    }
    // The same limit, whether or not the row happened to come in one piece.
    if (next_ - begin_ > kMostRow)
      return Broken(Kind::kTooLong, buffer_[next_ - 1] == '\n' ? next_ - 1 : next_);
    line_ = next_line_;
    next_line_ += inner_lines_ + 1;
    const bool quoted = buffer_[begin_] == '"';
    begin_ = next_;
    if (cells_.size() == 1 && cells_[0].empty() && !quoted) {
      ++blank_lines_;
      continue;
    }
    return Kind::kRow;
  }
}

void AppendCell(std::string* line, std::string_view cell, char delimiter) {
  bool plain = true;
  for (const char c : cell) {
    if (c == '"' || c == '\n' || c == '\r' || c == delimiter) plain = false;
  }
  if (plain) {
    *line += cell;
    return;
  }
  *line += '"';
  for (const char c : cell) {
    if (c == '"') *line += '"';
    *line += c;
  }
  *line += '"';
}

}  // namespace pol::cli
