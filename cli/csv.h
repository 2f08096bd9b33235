// Comma-separated values (RFC 4180) as a stream of rows, cells without a copy.
//
// Own code and not libcsv, for three reasons: a row must be found again after a broken one, every
// row needs the line where it begins even after cells that hold line ends or blank lines, and
// spaces in cells must stay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace pol::cli {

class CsvReader {
 public:
  enum class Kind : uint8_t {
    kRow,
    kEnd,
    kOpenQuote,   // a quote that is never closed (within kMostRow bytes); the row is its first line
    kAfterQuote,  // text between a closing quote and the next delimiter; the row is what stands to
                  // the line end
    kTooLong,     // a row of more than kMostRow bytes; raw() holds its beginning
    kFailed,      // the file could not be read: error()
  };
  static constexpr size_t kMostRow = 1 << 20;

  CsvReader(int descriptor, char delimiter) : descriptor_(descriptor), delimiter_(delimiter) {}

  // The next row; cells stay valid until the next call. Blank lines are skipped and counted.
  Kind Next();
  const std::vector<std::string_view>& cells() const { return cells_; }
  std::string_view raw() const { return raw_; }  // of a broken row
  int64_t line() const { return line_; }         // where the row begins, from 1
  int64_t blank_lines() const { return blank_lines_; }
  int64_t bytes() const { return bytes_; }  // read so far
  int error() const { return error_; }

 private:
  enum class Scan : uint8_t { kDone, kMore, kOpenQuote, kAfterQuote };
  Scan ScanRow();
  bool Refill();  // false: nothing more came
  Kind Broken(Kind kind, size_t end);
  size_t LineEnd(size_t from) const;  // of the next line end, or the end of what was read

  int descriptor_;
  char delimiter_;
  std::string buffer_;
  size_t begin_ = 0, end_ = 0;  // what of the buffer is still to be read
  size_t next_ = 0;             // where the row that was scanned ends, or broke
  bool finished_ = false, started_ = false;
  int error_ = 0;
  int64_t bytes_ = 0, line_ = 0, next_line_ = 1, blank_lines_ = 0;
  int64_t inner_lines_ = 0;  // line ends inside the row that was scanned
  std::vector<std::string_view> cells_;
  std::deque<std::string> unescaped_;  // cells that held doubled quotes; a deque: views stay
  size_t unescaped_count_ = 0;
  std::string_view raw_;
};

// Appends a cell, in quotes where it needs them.
void AppendCell(std::string* line, std::string_view cell, char delimiter);

}  // namespace pol::cli
