#include "cli/test_file.h"

#include <algorithm>
#include <map>
#include <set>

#include "cli/case.h"
#include "cli/words.h"
#include "compiler/source/csv.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/value/date.h"
#include "runtime/value/literal.h"

namespace pol::cli {
namespace {

using interp::Datum;
using program::Index;
using program::Policy;
using Kind = program::TestCase::Expectation::Kind;

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// What follows one of the words, which stands alone or before a space; nothing where none does.
std::optional<std::string_view> After(std::string_view text,
                                      std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = text.substr(word.size());
    if (rest.empty() || rest.front() == ' ') return Trimmed(rest);
  }
  return std::nullopt;
}

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  const auto end = [&] {
    if (const std::string_view name = Trimmed(part); !name.empty()) parts.emplace_back(name);
    part.clear();
  };
  while (!text.empty()) {
    const size_t length = std::max<size_t>(Utf8Length(text), 1);
    const std::string_view one = text.substr(0, length);
    text.remove_prefix(length);
    if (one == "、" || one == "," || one == "，") {
      end();
    } else {
      part += one;
    }
  }
  end();
  return parts;
}

class Runner {
 public:
  Runner(const Context& context, const Policy& policy, const program::TestFile& file,
         const std::string& engine, Coverage* coverage, std::vector<TestResult>* results)
      : context_(context),
        policy_(policy),
        file_(file),
        engine_(engine),
        coverage_(*coverage),
        results_(*results) {}

  void Run() {
    if (file_.file.ends_with(".json")) {
      Json();
    } else {
      Csv();
    }
  }

 private:
  enum class ColumnKind : uint8_t { kName, kAt, kInput, kResult };
  struct Column {
    ColumnKind kind = ColumnKind::kName;
    Index index = -1;
  };

  void Mistake(int line, int column, const std::string& text) {
    TestResult result;
    result.policy = &policy_;
    result.name = file_.title;
    result.file = file_.file;
    result.line = line;
    result.failures.push_back(
        column > 0 ? context_.Say(Message::kTestFileColumnAt, column, text) : text);
    results_.push_back(std::move(result));
  }

  std::optional<Index> InputOf(std::string_view name) const {
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const program::Input& input = policy_.inputs[i];
      if (input.name == name || (!input.alias.empty() && input.alias == name))
        return static_cast<Index>(i);
    }
    return std::nullopt;
  }
  std::optional<Index> ResultOf(std::string_view name) const {
    for (size_t i = 0; i < policy_.definitions.size(); ++i) {
      const program::Definition& definition = policy_.definitions[i];
      if (definition.name == name || (!definition.alias.empty() && definition.alias == name))
        return static_cast<Index>(i);
    }
    return std::nullopt;
  }
  std::string Nearest(std::string_view name) const {
    std::vector<std::string> names;
    for (const program::Input& input : policy_.inputs) names.push_back(input.name);
    for (const program::Definition& definition : policy_.definitions)
      names.push_back(definition.name);
    const std::string nearest = diag::Nearest(name, names);
    return nearest.empty() ? "" : context_.Say(Message::kDidYouMean, nearest);
  }

  // Names of what may be missing: an input, an item of a list ("xs[2]"), a record as a whole.
  bool NeedsOf(const std::vector<std::string>& names, std::set<std::string>* needs,
               std::string* bad) const {
    for (const std::string& name : names) {
      const size_t item = name.find_first_of("[");
      const std::string whole = name.substr(0, item);
      if (const auto input = InputOf(whole)) {
        needs->insert(policy_.inputs[static_cast<size_t>(*input)].name +
                      (item == std::string::npos ? "" : name.substr(item)));
        continue;
      }
      bool record = false;
      for (const program::Input& input : policy_.inputs) {
        if (!input.name.starts_with(whole + ".")) continue;
        needs->insert(input.name);
        record = true;
      }
      if (record) continue;
      *bad = name;
      return false;
    }
    return true;
  }

  // What a result should be, as a cell says it. False: `problem` says why not.
  bool Expect(Index definition, std::string_view cell, Wanted* wanted, std::string* problem) const {
    wanted->definition = definition;
    if (cell == "无规则" || cell == "no rule") {
      wanted->kind = Kind::kNoRule;
      return true;
    }
    if (const auto names = After(cell, {"待补", "needs"})) {
      wanted->kind = Kind::kNeeds;
      std::string bad;
      if (NeedsOf(Split(*names), &wanted->needs, &bad)) return true;
      *problem = context_.Say(Message::kTestFileNoFact, bad, Nearest(bad));
      return false;
    }
    if (const auto field = After(cell, {"报错", "error"})) {
      wanted->kind = field->empty() ? Kind::kError : Kind::kRefused;
      wanted->field = std::string(*field);
      return true;
    }
    Datum datum;
    datum.kind = Datum::Kind::kText;
    datum.text = std::string(cell);
    interp::JsonError error;
    if (cell.starts_with('[') || cell.starts_with('{')) {
      Datum parsed;
      if (interp::ParseJson(cell, &parsed, &error)) datum = std::move(parsed);
    }
    return ExpectDatum(datum, std::string(cell), wanted, problem);
  }
  bool ExpectDatum(const Datum& datum, const std::string& shown, Wanted* wanted,
                   std::string* problem) const {
    const program::Definition& of = policy_.definitions[static_cast<size_t>(wanted->definition)];
    std::optional<value::Value> value;
    const auto code =
        interp::ReadDatum(policy_, policy_.types[static_cast<size_t>(of.type)], datum, &value);
    if (code || !value) {
      *problem = context_.Say(Message::kTestFileNoValue, shown, of.name);
      return false;
    }
    wanted->kind = Kind::kValue;
    wanted->value = std::move(value);
    return true;
  }

  void RunOne(const std::string& name, size_t number, int line, int64_t at, const Given& given,
              const std::vector<Wanted>& wanted) {
    const std::string title =
        name.empty() ? fmt::format("{}[{}]", file_.title, number) : file_.title + " " + name;
    TestResult result = RunCase(context_, policy_, at, given, wanted, engine_, &coverage_);
    result.name = title;
    result.file = file_.file;
    result.line = line;
    results_.push_back(std::move(result));
  }
  int64_t DefaultDay() const {
    return file_.at.value_or(policy_.effective_from.value_or(
        policy_.effective_to.value_or(value::TodayInShanghai())));
  }

  // ---- CSV: the head names facts and results; an empty cell is an unknown fact, or a result that
  // is not looked at.
  void Csv() {
    source::TextProblem problem;
    source::Limits limits;
    limits.bytes = interp::kMostJsonBytes;
    const auto text = source::Source::Create(file_.file, file_.text, limits, &problem);
    if (!text) return Mistake(1, 0, context_.Say(Message::kTestFileNotText));
    const source::Csv csv = source::ReadCsv(*text);
    if (csv.bad_line > 0) Mistake(csv.bad_line, 0, context_.Say(Message::kTestFileQuote));
    if (csv.rows.size() < 2) return Mistake(1, 0, context_.Say(Message::kTestFileNothing));
    std::vector<Column> columns;
    if (!Head(csv.rows[0], &columns)) return;
    for (size_t i = 1; i < csv.rows.size(); ++i) Row(csv.rows[i], i, columns);
  }

  bool Head(const source::CsvRow& head, std::vector<Column>* columns) {
    bool good = true;
    std::set<std::pair<ColumnKind, Index>> seen;
    for (size_t c = 0; c < head.cells.size(); ++c) {
      const std::string name = value::FoldWidth(head.cells[c]);
      Column column;
      if (const auto input = InputOf(name)) {
        column = {ColumnKind::kInput, *input};
      } else if (const auto result = ResultOf(name)) {
        column = {ColumnKind::kResult, *result};
      } else if (name == "名称" || name == "name") {
        column.kind = ColumnKind::kName;
      } else if (name == "于" || name == "at") {
        column.kind = ColumnKind::kAt;
      } else {
        Mistake(head.line, static_cast<int>(c) + 1,
                context_.Say(Message::kTestFileNoName, head.cells[c], Nearest(name)));
        good = false;
      }
      if (!seen.insert({column.kind, column.index}).second) {
        Mistake(head.line, static_cast<int>(c) + 1,
                context_.Say(Message::kTestFileTwice, head.cells[c]));
        good = false;
      }
      columns->push_back(column);
    }
    return good;
  }

  void Row(const source::CsvRow& row, size_t number, const std::vector<Column>& columns) {
    if (row.cells.size() != columns.size()) {
      return Mistake(row.line, 0,
                     context_.Say(Message::kTestFileCells, row.cells.size(), columns.size()));
    }
    std::string name;
    int64_t at = DefaultDay();
    std::vector<Wanted> wanted;
    std::map<Index, std::string_view> cells;
    for (size_t c = 0; c < columns.size(); ++c) {
      const std::string& cell = row.cells[c];
      if (cell.empty()) continue;
      switch (columns[c].kind) {
        case ColumnKind::kName:
          name = cell;
          break;
        case ColumnKind::kAt: {
          const auto day = value::ParseDate(value::FoldWidth(cell));
          if (!day) {
            return Mistake(row.line, static_cast<int>(c) + 1,
                           context_.Say(Message::kTestFileNoDay, cell));
          }
          at = *day;
          break;
        }
        case ColumnKind::kInput:
          cells.emplace(columns[c].index, cell);
          break;
        case ColumnKind::kResult: {
          Wanted one;
          std::string problem;
          if (!Expect(columns[c].index, cell, &one, &problem))
            return Mistake(row.line, static_cast<int>(c) + 1, problem);
          wanted.push_back(std::move(one));
          break;
        }
      }
    }
    if (wanted.empty()) return Mistake(row.line, 0, context_.Say(Message::kTestFileNothingAsked));
    Given given;
    given.facts.inputs.resize(policy_.inputs.size());
    given.facts.decided_by.resize(policy_.inputs.size());
    for (const auto& [input, cell] : cells) {
      interp::Refusal refusal;
      if (!interp::ReadCell(policy_, input, cell, &given.facts.inputs[static_cast<size_t>(input)],
                            &refusal, &given.facts.leaves))
        given.refusals.push_back(std::move(refusal));
    }
    if (given.refusals.empty()) interp::CheckRequires(policy_, given.facts, at, &given.refusals);
    RunOne(name, number, row.line, at, given, wanted);
  }

  // ---- JSON: [{"name", "at", "given": {..}, "expect": {..}, "refused": [..]}, ..]
  int LineAt(size_t offset) const {
    const auto end = file_.text.begin() +
                     static_cast<std::ptrdiff_t>(std::min(offset, file_.text.size()));
    return 1 + static_cast<int>(std::count(file_.text.begin(), end, '\n'));
  }
  // Where the elements of the outermost list begin.
  std::vector<size_t> Elements() const {
    std::vector<size_t> places;
    int depth = 0;
    bool text = false, fresh = true;
    for (size_t i = 0; i < file_.text.size(); ++i) {
      const char c = file_.text[i];
      if (text) {
        if (c == '\\') ++i;
        if (c == '"') text = false;
        continue;
      }
      const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (depth == 1 && fresh && !space && c != ']') {
        places.push_back(i);
        fresh = false;
      }
      if (c == '"') text = true;
      if (c == '[' || c == '{') ++depth;
      if (c == ']' || c == '}') --depth;
      if (depth == 1 && c == ',') fresh = true;
    }
    return places;
  }

  void Json() {
    Datum all;
    interp::JsonError error;
    if (!interp::ParseJson(file_.text, &all, &error))
      return Mistake(LineAt(error.offset), 0, context_.Say(Message::kTestFileNotJson));
    if (all.kind != Datum::Kind::kArray)
      return Mistake(1, 0, context_.Say(Message::kTestFileShape));
    if (all.items.empty()) return Mistake(1, 0, context_.Say(Message::kTestFileNothing));
    const std::vector<size_t> places = Elements();
    for (size_t i = 0; i < all.items.size(); ++i) {
      Element(all.items[i], i + 1, i < places.size() ? LineAt(places[i]) : 1);
    }
  }

  void Element(const Datum& element, size_t number, int line) {
    if (element.kind != Datum::Kind::kObject)
      return Mistake(line, 0, context_.Say(Message::kTestFileShape));
    std::string name;
    int64_t at = DefaultDay();
    Datum none;
    none.kind = Datum::Kind::kObject;
    const Datum* given = &none;
    std::vector<Wanted> wanted;
    for (const Datum::Field& field : element.fields) {
      const Datum& value = field.second;
      if (field.first == "name" || field.first == "名称") {
        name = value.text;
      } else if (field.first == "at" || field.first == "于") {
        const auto day = value::ParseDate(value::FoldWidth(value.text));
        if (!day) return Mistake(line, 0, context_.Say(Message::kTestFileNoDay, value.text));
        at = *day;
      } else if (field.first == "given" || field.first == "假设") {
        given = &value;
      } else if (field.first == "expect" || field.first == "期望") {
        for (const Datum::Field& output : value.fields) {
          Wanted one;
          std::string problem;
          if (!ExpectJson(output, &one, &problem)) return Mistake(line, 0, problem);
          wanted.push_back(std::move(one));
        }
      } else if (field.first == "refused" || field.first == "报错") {
        for (const Datum& each : value.items) {
          Wanted one;
          one.kind = Kind::kRefused;
          one.field = each.text;
          wanted.push_back(std::move(one));
        }
      } else {
        return Mistake(line, 0, context_.Say(Message::kTestFileKey, field.first));
      }
    }
    if (wanted.empty()) return Mistake(line, 0, context_.Say(Message::kTestFileNothingAsked));
    interp::Accepted accepted = interp::Accept(policy_, *given, at);
    RunOne(name, number, line, at, {std::move(accepted.facts), std::move(accepted.refusals)},
           wanted);
  }

  // A value as in an answer, or {"status": "no_rule"}, {"needs": [..]}, {"status": "error"}.
  bool ExpectJson(const Datum::Field& output, Wanted* wanted, std::string* problem) const {
    const auto definition = ResultOf(value::FoldWidth(output.first));
    if (!definition) {
      *problem = context_.Say(Message::kTestFileNoName, output.first, Nearest(output.first));
      return false;
    }
    wanted->definition = *definition;
    const Datum& value = output.second;
    const auto field = [&](std::string_view key) -> const Datum* {
      if (value.kind != Datum::Kind::kObject) return nullptr;
      for (const Datum::Field& each : value.fields) {
        if (each.first == key) return &each.second;
      }
      return nullptr;
    };
    const Datum* status = field("status");
    if (status != nullptr && status->text == "no_rule") {
      wanted->kind = Kind::kNoRule;
      return true;
    }
    if (status != nullptr && status->text == "error") {
      wanted->kind = Kind::kError;
      return true;
    }
    if (status != nullptr && status->text == "value" && field("value") != nullptr)
      return ExpectDatum(*field("value"), output.first, wanted, problem);
    if (const Datum* needs = field("needs")) {
      wanted->kind = Kind::kNeeds;
      std::vector<std::string> names;
      for (const Datum* list : {needs, field("judgements")}) {
        if (list == nullptr) continue;
        for (const Datum& each : list->items) names.push_back(each.text);
      }
      std::string bad;
      if (NeedsOf(names, &wanted->needs, &bad)) return true;
      *problem = context_.Say(Message::kTestFileNoFact, bad, Nearest(bad));
      return false;
    }
    return ExpectDatum(value, value.text, wanted, problem);
  }

  const Context& context_;
  const Policy& policy_;
  const program::TestFile& file_;
  const std::string& engine_;
  Coverage& coverage_;
  std::vector<TestResult>& results_;
};

}  // namespace

void RunTestFile(const Context& context, const Policy& policy, const program::TestFile& file,
                 const std::string& engine, Coverage* coverage, std::vector<TestResult>* results) {
  Runner(context, policy, file, engine, coverage, results).Run();
}

}  // namespace pol::cli
