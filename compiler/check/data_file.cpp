#include "compiler/check/data_file.h"

#include <optional>

#include "compiler/check/checker.h"
#include "compiler/source/csv.h"

namespace pol::check {

DataTable ReadData(const source::Source& source, const std::vector<DataColumn>& columns,
                   size_t needed) {
  DataTable table;
  const source::Csv csv = source::ReadCsv(source);
  const auto bad = [&](int line, diag::Text problem) {
    table.problem_line = line;
    table.problem = std::move(problem);
    return table;
  };
  if (csv.bad_line > 0) {
    return bad(csv.bad_line, {"引号没有成对", "a quotation mark is not closed"});
  }
  if (csv.rows.empty()) return bad(1, {"没有内容", "there is nothing in it"});
  std::vector<std::optional<size_t>> place(columns.size());
  std::string missing_zh, missing_en;
  for (size_t c = 0; c < columns.size(); ++c) {
    for (size_t i = 0; i < csv.rows[0].cells.size(); ++i) {
      const std::string& head = csv.rows[0].cells[i];
      if (!place[c] && (head == columns[c].english || head == columns[c].chinese)) place[c] = i;
    }
    if (place[c] || c >= needed) continue;
    if (!missing_zh.empty()) {
      missing_zh += "、";
      missing_en += ", ";
    }
    missing_zh += std::string(columns[c].english) + "（" + std::string(columns[c].chinese) + "）";
    missing_en += std::string(columns[c].english);
  }
  if (!missing_zh.empty()) {
    return bad(csv.rows[0].line, {"表头缺少这几列：" + missing_zh,
                                  "the head lacks these columns: " + missing_en});
  }
  for (size_t i = 1; i < csv.rows.size(); ++i) {
    DataTable::Row row;
    row.line = csv.rows[i].line;
    for (const std::optional<size_t>& column : place) {
      const bool there = column && *column < csv.rows[i].cells.size();
      row.cells.push_back(there ? csv.rows[i].cells[*column] : std::string());
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

diag::Text ReasonOf(source::Loaded::Problem problem) {
  using Problem = source::Loaded::Problem;
  switch (problem) {
    case Problem::kNone:
      break;
    case Problem::kNoFiles:
      return {"这里不能读取其他文件", "no other files can be read here"};
    case Problem::kMissing:
      return {"没有这个文件，请检查文件名，文件要放在政策文件旁边",
              "there is no such file beside the policy"};
    case Problem::kUnreadable:
      return {"这个文件打不开", "it cannot be opened"};
    case Problem::kTooLarge:
      return {"文件太大", "it is too large"};
    case Problem::kOutside:
      return {"只能用政策文件所在文件夹里的文件（上级文件夹里放有 .pol-lint.toml 的，是那个文件夹里的文件），写成相对的路径",
              "only files in the folder of the policy, or of the folder above it that holds .pol-lint.toml, "
              "can be named, by a relative path"};
    case Problem::kKind:
      return {"文件名要以 .csv、.json 或者 .pol 结尾", "its name must end in .csv, .json or .pol"};
    case Problem::kNotText:
      return {"文件不是 UTF-8 编码的文本，请另存为“CSV UTF-8”",
              "it is not UTF-8 text; save it as “CSV UTF-8”"};
  }
  return {};
}

// The text of the file that `path`, written at `range`, names; null after a message.
const source::Source* Checker::LoadData(std::string_view path, Range range) {
  const source::Loaded* loaded =
      options_.files == nullptr ? nullptr : &options_.files->Load(file_.source->name(), path);
  if (loaded != nullptr && loaded->source != nullptr) return loaded->source.get();
  Report(Code::kFileUnusable, range,
         {std::string(path),
          ReasonOf(loaded == nullptr ? source::Loaded::Problem::kNoFiles : loaded->problem)});
  return nullptr;
}

}  // namespace pol::check
