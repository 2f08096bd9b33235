#include "cli/csv.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

namespace pol::cli {
namespace {

struct Row {
  CsvReader::Kind kind;
  int64_t line;
  std::vector<std::string> cells;  // of a broken row: what raw() holds
  friend bool operator==(const Row&, const Row&) = default;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
  out << static_cast<int>(row.kind) << "@" << row.line;
  for (const std::string& cell : row.cells) out << " <" << cell.substr(0, 60) << ">";
  return out;
}

struct Read {
  std::vector<Row> rows;
  int64_t blank = 0;
};

// Through a pipe, so that reads come in pieces and the buffer has to move.
Read ReadAll(const std::string& text, char delimiter = ',') {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  std::thread writer([&] {
    size_t done = 0;
    while (done < text.size()) {
      const ssize_t wrote = write(ends[1], text.data() + done, text.size() - done);
      if (wrote <= 0) break;
      done += static_cast<size_t>(wrote);
    }
    close(ends[1]);
  });
  CsvReader reader(ends[0], delimiter);
  Read read;
  while (true) {
    const CsvReader::Kind kind = reader.Next();
    if (kind == CsvReader::Kind::kEnd || kind == CsvReader::Kind::kFailed) break;
    Row row{kind, reader.line(), {}};
    if (kind == CsvReader::Kind::kRow) {
      row.cells.assign(reader.cells().begin(), reader.cells().end());
    } else {
      row.cells.emplace_back(reader.raw());
    }
    read.rows.push_back(std::move(row));
  }
  read.blank = reader.blank_lines();
  writer.join();
  close(ends[0]);
  return read;
}

constexpr auto kRow = CsvReader::Kind::kRow;

TEST(Csv, PlainRowsWithAndWithoutALastLineEnd) {
  const std::vector<Row> rows = {{kRow, 1, {"a", "b"}}, {kRow, 2, {"1", ""}}};
  EXPECT_EQ(ReadAll("a,b\n1,\n").rows, rows);
  EXPECT_EQ(ReadAll("a,b\n1,").rows, rows);
  EXPECT_EQ(ReadAll("a,b\r\n1,\r\n").rows, rows);
  EXPECT_EQ(ReadAll("\xEF\xBB\xBF"
                    "a,b\n1,\n")
                .rows,
            rows);
}

TEST(Csv, EmptyFile) {
  EXPECT_TRUE(ReadAll("").rows.empty());
  EXPECT_TRUE(ReadAll("\xEF\xBB\xBF").rows.empty());
}

TEST(Csv, QuotesHoldDelimitersQuotesAndLineEnds) {
  const Read read = ReadAll("a,\"b,\"\"c\"\"\nd\",\"\"\n\"x\"\r\ny,\"say \"\"hi\"\"\",z\n");
  const std::vector<Row> rows = {
      {kRow, 1, {"a", "b,\"c\"\nd", ""}}, {kRow, 3, {"x"}}, {kRow, 4, {"y", "say \"hi\"", "z"}}};
  EXPECT_EQ(read.rows, rows);
}

TEST(Csv, SpacesStayAndAQuoteInsideAPlainCellIsText) {
  const std::vector<Row> rows = {{kRow, 1, {" a ", "5\" pipe"}}};
  EXPECT_EQ(ReadAll(" a ,5\" pipe\n").rows, rows);
}

TEST(Csv, BlankLinesAreCountedAndLinesStayRight) {
  const Read read = ReadAll("a\n\n\r\nb\n\"\"\n");
  const std::vector<Row> rows = {{kRow, 1, {"a"}}, {kRow, 4, {"b"}}, {kRow, 5, {""}}};
  EXPECT_EQ(read.rows, rows);
  EXPECT_EQ(read.blank, 2);
}

TEST(Csv, AQuoteThatIsNeverClosedCostsOneLine) {
  const Read read = ReadAll("a,b\n1,\"x\n2,y\n3,z\n");
  const std::vector<Row> rows = {{kRow, 1, {"a", "b"}},
                                 {CsvReader::Kind::kOpenQuote, 2, {"1,\"x"}},
                                 {kRow, 3, {"2", "y"}},
                                 {kRow, 4, {"3", "z"}}};
  EXPECT_EQ(read.rows, rows);
}

TEST(Csv, TextBehindAClosingQuoteCostsThatRow) {
  const Read read = ReadAll("\"a\"x,1\n\"b\nc\"y,2\nd,3\n");
  const std::vector<Row> rows = {{CsvReader::Kind::kAfterQuote, 1, {"\"a\"x,1"}},
                                 {CsvReader::Kind::kAfterQuote, 2, {"\"b\nc\"y,2"}},
                                 {kRow, 4, {"d", "3"}}};
  EXPECT_EQ(read.rows, rows);
}

TEST(Csv, LongCellsAndRowsBeyondTheLimit) {
  const std::string long_cell(10'000, 'x');
  const std::string too_long(CsvReader::kMostRow + 10, 'y');
  const Read read = ReadAll(long_cell + ",1\n" + too_long + "\n" + long_cell + ",2\n");
  ASSERT_EQ(read.rows.size(), 3u);
  EXPECT_EQ(read.rows[0], (Row{kRow, 1, {long_cell, "1"}}));
  EXPECT_EQ(read.rows[1].kind, CsvReader::Kind::kTooLong);
  EXPECT_EQ(read.rows[1].line, 2);
  EXPECT_EQ(read.rows[2], (Row{kRow, 3, {long_cell, "2"}}));
}

TEST(Csv, ManyRowsAcrossBuffers) {
  std::string text;
  for (int i = 0; i < 100'000; ++i)
    text += std::to_string(i) + ",\"q\"\"" + std::to_string(i) + "\",制造业\n";
  const Read read = ReadAll(text);
  ASSERT_EQ(read.rows.size(), 100'000u);
  EXPECT_EQ(read.rows[99'999], (Row{kRow, 100'000, {"99999", "q\"99999", "制造业"}}));
  EXPECT_EQ(read.rows[54'321], (Row{kRow, 54'322, {"54321", "q\"54321", "制造业"}}));
}

TEST(Csv, OtherDelimiters) {
  const std::vector<Row> rows = {{kRow, 1, {"a,b", "c"}}};
  EXPECT_EQ(ReadAll("a,b\tc\n", '\t').rows, rows);
  EXPECT_EQ(ReadAll("a,b;c\n", ';').rows, rows);
}

TEST(Csv, CellsAreQuotedWhereTheyNeedIt) {
  const auto cell = [](std::string_view text) {
    std::string line;
    AppendCell(&line, text, ',');
    return line;
  };
  EXPECT_EQ(cell("500万元"), "500万元");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(cell("a\nb"), "\"a\nb\"");
  EXPECT_EQ(cell(""), "");
}

}  // namespace
}  // namespace pol::cli
