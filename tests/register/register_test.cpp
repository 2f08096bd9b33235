// Whole registers through `pol run`, each row held against the table written by hand in C++
// (bench/gen_loans).
//   register_test GEN_LOANS POL ROOT
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace {

using Row = std::vector<std::string>;
int failures = 0;

void Fail(const std::string& what) {
  if (++failures <= 20) std::cout << what << "\n";
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) Fail("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// RFC 4180, written again here so that it shares no mistake with the one under test.
std::vector<Row> ReadCsv(const std::string& path) {
  const std::string text = ReadFile(path);
  std::vector<Row> rows;
  Row row;
  std::string cell;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',' || c == '\n') {
      row.push_back(cell);
      cell.clear();
      if (c == '\n') {
        rows.push_back(row);
        row.clear();
      }
    } else {
      cell += c;
    }
  }
  return rows;
}

std::string Quoted(const std::string& text) { return "'" + text + "'"; }

bool Execute(const std::string& command) {
  if (std::system(command.c_str()) == 0) return true;
  Fail("failed: " + command);
  return false;
}

struct Names {
  std::map<std::string, size_t> columns;
  const std::string& Of(const Row& row, const std::string& column) const {
    static const std::string kNothing = "(no such column)";
    const auto found = columns.find(column);
    return found == columns.end() || found->second >= row.size() ? kNothing : row[found->second];
  }
};
Names NamesOf(const Row& header) {
  Names names;
  for (size_t i = 0; i < header.size(); ++i) names.columns[header[i]] = i;
  return names;
}

void CompareRow(const Names& names, const Row& row, const Names& answer_names, const Row& answer) {
  const std::string& number = names.Of(row, "编号");
  for (const char* output : {"命中行", "日费率", "转贷费"}) {
    const std::string& status = names.Of(row, std::string(output) + "_status");
    const std::string& value = names.Of(row, output);
    const std::string& expected = answer_names.Of(answer, output);
    if (status != (expected.empty() ? "needs_facts" : "value") || value != expected) {
      Fail(number + ": " + output + " is " + status + " '" + value + "', not '" + expected + "'");
    }
  }
  const std::string& hit = answer_names.Of(answer, "命中行");
  if (!hit.empty() && names.Of(row, "日费率_rule") != "费率表." + hit) {
    Fail(number + ": the rule is " + names.Of(row, "日费率_rule") + ", not 费率表." + hit);
  }
}

void CheckRegister(const std::string& generator, const std::string& pol, const std::string& root,
                   const std::string& place, const std::string& flags) {
  const std::string data = place + "/loans.csv", answers_path = place + "/answers.csv";
  const std::string out = place + "/priced.csv", rejects = place + "/rejects.csv";
  if (!Execute(Quoted(generator) + " " + flags + " --out " + Quoted(data) + " --answers " +
               Quoted(answers_path)) ||
      !Execute(Quoted(pol) + " run " + Quoted(root + "/policies/nantong-66-2023/002-03.pol") +
               " --id 002-03-d --data " + Quoted(data) + " --out " + Quoted(out) + " --rejects " +
               Quoted(rejects) + " --keep-columns=编号,企业 >" + Quoted(place + "/summary.txt") +
               " 2>&1")) {
    std::cout << ReadFile(place + "/summary.txt");
    return;
  }
  const std::vector<Row> given = ReadCsv(data), answers = ReadCsv(answers_path);
  const std::vector<Row> priced = ReadCsv(out), refused = ReadCsv(rejects);
  if (priced.empty() || refused.empty() || given.size() != answers.size())
    return Fail("a file is empty");
  if (given.size() - 1 != priced.size() - 1 + refused.size() - 1)
    Fail("rows in are not rows out and rows rejected");

  const Names names = NamesOf(priced[0]), refused_names = NamesOf(refused[0]),
              answer_names = NamesOf(answers[0]);
  size_t next_priced = 1, next_refused = 1, counts[3] = {};
  for (size_t i = 1; i < answers.size(); ++i) {
    const std::string& number = answers[i][0];
    const std::string& kind = answer_names.Of(answers[i], "答复");
    const bool whole = !answer_names.Of(answers[i], "转贷费").empty();
    ++counts[kind == "rejected" ? 2 : whole ? 0 : 1];
    const bool is_priced =
        next_priced < priced.size() && names.Of(priced[next_priced], "编号") == number;
    const bool is_refused =
        next_refused < refused.size() && refused_names.Of(refused[next_refused], "编号") == number;
    if (is_priced == is_refused) {
      Fail(number + " is in neither file, or in both, or out of order");
      break;
    }
    if (is_refused != (kind == "rejected")) Fail(number + ": should be " + kind);
    if (is_priced) {
      const Row& row = priced[next_priced++];
      for (size_t c = 0; c < given[i].size();
           ++c) {  // the cells as they came, quotes and line breaks included
        if (row[c] != given[i][c])
          Fail(number + ": the cell " + given[i][c] + " came out as " + row[c]);
      }
      if (kind != "rejected") CompareRow(names, row, answer_names, answers[i]);
    } else {
      ++next_refused;
    }
  }
  std::cout << flags << ": " << counts[0] << " priced, " << counts[1] << " with a fact missing, "
            << counts[2] << " rejected\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const std::string generator = argv[1], pol = argv[2], root = argv[3];
  char pattern[] = "/tmp/pol-register-XXXXXX";
  if (mkdtemp(pattern) == nullptr) return 2;
  const std::string place = pattern;

  const std::string committed = " --rows 1000 --seed 66 --bad 0.06";
  if (Execute(Quoted(generator) + committed + " --out " + Quoted(place + "/loans.csv")) &&
      ReadFile(place + "/loans.csv") != ReadFile(root + "/data/loans-1000.csv")) {
    Fail("data/loans-1000.csv is not what the generator makes (data/README.md)");
  }
  CheckRegister(generator, pol, root, place, committed);
  CheckRegister(generator, pol, root, place, " --rows 20000 --seed 7");
  CheckRegister(generator, pol, root, place, " --rows 5000 --seed 8 --bad 0.5 --ragged");
  std::filesystem::remove_all(place);
  if (failures > 0) std::cout << failures << " differences\n";
  return failures == 0 ? 0 : 1;
}
