// pol run PATH --data IN.csv --out OUT.csv --rejects BAD.csv
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/csv.h"
#include "cli/facts.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/run_report.h"
#include "cli/words.h"
#include "runtime/interp/canonical.h"
#include "runtime/interp/direct.h"
#include "runtime/interp/require.h"

namespace pol::cli {
namespace {

using program::Policy;

struct Options {
  Selection selection;
  std::string data, out, rejects, at, delimiter = ",";
  std::vector<std::string> keep;
};

bool ReadDelimiter(const Context& context, const std::string& text, char* delimiter,
                   std::string* problem) {
  if (text == "tab" || text == "\\t" || text == "\t") {
    *delimiter = '\t';
    return true;
  }
  if (text.size() == 1 && std::string_view(",;|:").find(text[0]) != std::string_view::npos) {
    *delimiter = text[0];
    return true;
  }
  *problem = context.Say(Message::kBadDelimiter, CleanUtf8(text));
  return false;
}

// The paths must be there, and none may overwrite another.
bool CheckPaths(const Context& context, const Options& options, std::string* problem) {
  const std::pair<const char*, const std::string*> given[] = {
      {"--data", &options.data}, {"--out", &options.out}, {"--rejects", &options.rejects}};
  for (const auto& [name, path] : given) {
    if (path->empty()) {
      *problem = context.Say(Message::kMissingOption, name);
      return false;
    }
  }
  const auto clash = [&](const char* a, const std::string& x, const char* b, const std::string& y) {
    struct stat status = {};
    // Two names of one pipe or device do not destroy each other.
    if (x == "-" || y == "-" || (stat(x.c_str(), &status) == 0 && !S_ISREG(status.st_mode)))
      return false;
    if (!SameFile(x, y)) return false;
    *problem = context.Say(Message::kSamePath, a, b, x);
    return true;
  };
  return !clash("--data", options.data, "--out", options.out) &&
         !clash("--data", options.data, "--rejects", options.rejects) &&
         !clash("--out", options.out, "--rejects", options.rejects);
}

// Canonical texts of an output's values: rates and texts repeat, so the last one of each slot is
// kept.
class ValueTexts {
 public:
  const std::string& Of(const Policy& policy, const program::Type& type,
                        const value::Value& value) {
    if (!value.is_number()) {
      scratch_ = interp::CanonicalText(policy, type, value);
      return scratch_;
    }
    Slot& slot = slots_[value.number().Hash() & (kSlots - 1)];
    if (!slot.used || !(slot.number == value.number())) {
      slot.used = true;
      slot.number = value.number();
      slot.text = interp::CanonicalText(policy, type, value);
    }
    return slot.text;
  }

 private:
  static constexpr size_t kSlots = 1024;
  struct Slot {
    bool used = false;
    value::Rational number;
    std::string text;
  };
  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
  std::string scratch_;
};

// One register, row by row: cells to facts, facts to results, results to a line; or to the rejects.
class Runner {
 public:
  Runner(const Context& context, const Policy& policy, int64_t at, char delimiter, WholeFile* out,
         WholeFile* rejects)
      : context_(context),
        policy_(policy),
        at_(at),
        delimiter_(delimiter),
        out_(*out),
        rejects_(*rejects),
        columns_(policy),
        engine_(policy, at),
        report_(policy) {
    facts_.inputs.resize(policy.inputs.size());
    for (const program::Definition& definition : policy.definitions) {
      if (definition.output) outputs_.push_back(&definition);
    }
    texts_.resize(outputs_.size());
  }

  Columns& columns() { return columns_; }
  RunReport& report() { return report_; }

  bool WriteHeaders(std::string* problem) {
    std::string line;
    for (const std::string& name : columns_.header()) Cell(&line, name);
    for (const program::Definition* output : outputs_) {
      for (const char* suffix : {"", "_status", "_rule"}) {
        const std::string name = output->name + suffix;
        for (const std::string& column : columns_.header()) {
          if (column == name) {
            *problem = context_.Say(Message::kColumnClash, name);
            return false;
          }
        }
        Cell(&line, name);
      }
    }
    End(&line, &out_);
    line.clear();
    for (const Message word : {Message::kRejectLine, Message::kRejectField, Message::kRejectCode,
                               Message::kRejectReason}) {
      Cell(&line, context_.Say(word));
    }
    for (const std::string& name : columns_.header()) Cell(&line, name);
    End(&line, &rejects_);
    return true;
  }

  void Row(const CsvReader& reader) {
    const std::vector<std::string_view>& cells = reader.cells();
    if (cells.size() != columns_.size()) {
      Reject(reader.line(), "", "ragged",
             context_.Say(Message::kRagged, static_cast<int>(cells.size()),
                          static_cast<int>(columns_.size())),
             cells);
      return;
    }
    for (size_t i = 0; i < cells.size(); ++i) {
      if (IsUtf8(cells[i])) continue;
      Reject(reader.line(), columns_.header()[i], "not_utf8",
             context_.Say(Message::kCellNotUtf8, columns_.header()[i]), cells);
      return;
    }
    refusals_.clear();
    columns_.Read(cells, &facts_, &refusals_);
    if (refusals_.empty()) Require();
    if (!refusals_.empty()) {
      RejectRefused(reader.line(), cells);
      return;
    }
    engine_.Evaluate(facts_, &evaluation_);
    line_.clear();
    for (const std::string_view cell : cells) Cell(&line_, cell);
    for (size_t i = 0; i < outputs_.size(); ++i) Result(i);
    End(&line_, &out_);
    report_.Written();
  }

  void Broken(const CsvReader& reader, CsvReader::Kind kind) {
    const bool open = kind == CsvReader::Kind::kOpenQuote;
    const Message message =
        open ? Message::kOpenQuote
             : (kind == CsvReader::Kind::kAfterQuote ? Message::kAfterQuote : Message::kRowTooLong);
    const char* code =
        open ? "open_quote" : (kind == CsvReader::Kind::kAfterQuote ? "after_quote" : "too_long");
    Reject(reader.line(), "", code, context_.Say(message), {reader.raw()});
  }

 private:
  void Cell(std::string* line, std::string_view cell) {
    if (!line->empty() || started_) *line += delimiter_;
    started_ = true;
    AppendCell(line, cell, delimiter_);
  }
  void End(std::string* line, WholeFile* file) {
    *line += '\n';
    started_ = false;
    file->Write(*line);
  }

  void Result(size_t index) {
    const interp::Outcome& outcome = evaluation_.outputs[index];
    const program::Type& type = policy_.types[static_cast<size_t>(outputs_[index]->type)];
    const bool value = outcome.status == interp::Status::kValue;
    Cell(&line_, value ? std::string_view(texts_[index].Of(policy_, type, outcome.value))
                       : std::string_view());
    Cell(&line_, interp::StatusName(outcome.status));
    if (outcome.rules.size() == 1) {
      Cell(&line_, outcome.rules[0]);
    } else {
      Cell(&line_, JoinWith(outcome.rules, ";"));
    }
    report_.Result(index, outcome);
  }

  void Require() {
    for (size_t i = 0; i < policy_.requires_.size(); ++i) {
      const program::Require& require = policy_.requires_[i];
      if (interp::CheckRequire(policy_, require, facts_, at_) != interp::RequireVerdict::kFails)
        continue;
      interp::Refusal refusal;
      refusal.field = fmt::format("require#{}", i + 1);
      refusal.code = interp::RefusalCode::kRequire;
      refusal.text = require.text;
      refusals_.push_back(std::move(refusal));
    }
  }

  void RejectRefused(int64_t line, const std::vector<std::string_view>& cells) {
    std::vector<std::string> fields, codes, reasons;
    for (const interp::Refusal& refusal : refusals_) {
      fields.push_back(CleanUtf8(refusal.field));
      codes.emplace_back(interp::CodeName(refusal.code));
      reasons.push_back(RefusalInWords(policy_, refusal, context_.language));
    }
    Reject(line, JoinWith(fields, "; "), JoinWith(codes, "; "),
           JoinWith(reasons, context_.chinese() ? "；" : "; "), cells,
           fields.front() + "\n" + codes.front());
  }

  void Reject(int64_t line, const std::string& field, const std::string& code,
              const std::string& reason, const std::vector<std::string_view>& cells,
              const std::string& kind = "") {
    std::string text;
    Cell(&text, std::to_string(line));
    Cell(&text, field);
    Cell(&text, code);
    Cell(&text, reason);
    for (const std::string_view cell : cells)
      Cell(&text, IsUtf8(cell) ? std::string(cell) : CleanUtf8(cell));
    End(&text, &rejects_);
    report_.Rejected(kind.empty() ? "\n" + code : kind);
  }

  const Context& context_;
  const Policy& policy_;
  int64_t at_;
  char delimiter_;
  WholeFile& out_;
  WholeFile& rejects_;
  Columns columns_;
  interp::DirectEngine engine_;
  RunReport report_;
  interp::Facts facts_;
  interp::Evaluation evaluation_;
  std::vector<interp::Refusal> refusals_;
  std::vector<const program::Definition*> outputs_;
  std::vector<ValueTexts> texts_;
  std::string line_;
  bool started_ = false;
};

// Reads to the end. False: `problem` is a sentence, and nothing may be kept.
bool Stream(const Context& context, CsvReader* reader, Runner* runner, Progress* progress,
            const Options& options, WholeFile* out, WholeFile* rejects, std::string* problem) {
  for (int64_t rows = 0; Interrupted() == 0; ++rows) {
    const CsvReader::Kind kind = reader->Next();
    if (kind == CsvReader::Kind::kEnd) return true;
    if (kind == CsvReader::Kind::kFailed) {
      *problem =
          context.Say(Message::kCannotRead, options.data, SystemReason(context, reader->error()));
      return false;
    }
    kind == CsvReader::Kind::kRow ? runner->Row(*reader) : runner->Broken(*reader, kind);
    if ((rows & 1023) != 0) continue;
    progress->Show(reader->bytes(), rows);
    for (const auto& [file, path] :
         {std::pair(out, &options.out), std::pair(rejects, &options.rejects)}) {
      if (file->error() == 0) continue;
      *problem = context.Say(Message::kCannotWrite, *path, SystemReason(context, file->error()));
      return false;
    }
  }
  *problem = context.Say(Message::kInterrupted);
  return false;
}

int RunWith(const Context& context, const Options& options, const Chosen& chosen, int64_t at,
            char delimiter, int descriptor) {
  const auto begin = std::chrono::steady_clock::now();
  const Policy& policy = *chosen.policy;
  std::string problem;
  WholeFile out, rejects;
  struct stat status = {};
  const bool sized = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  CsvReader reader(descriptor, delimiter);
  Runner runner(context, policy, at, delimiter, &out, &rejects);
  const CsvReader::Kind kind = reader.Next();
  if (kind == CsvReader::Kind::kFailed) {
    return Unusable(context, context.Say(Message::kCannotRead, options.data,
                                         SystemReason(context, reader.error())));
  }
  if (kind == CsvReader::Kind::kEnd)
    return Unusable(context, context.Say(Message::kEmptyRegister, options.data));
  if (kind != CsvReader::Kind::kRow)
    return Unusable(context, context.Say(Message::kBrokenHeader, options.data));
  if (!runner.columns().Open(context, reader.cells(), options.keep, &problem)) {
    return Unusable(context, fmt::format("{}: {}", options.data, problem));
  }
  const std::string paths[] = {options.out == "-" ? "/dev/stdout" : options.out, options.rejects};
  WholeFile* files[] = {&out, &rejects};
  for (size_t i = 0; i < 2; ++i) {
    if (!files[i]->Open(paths[i])) {
      return Unusable(context, context.Say(Message::kCannotWrite, paths[i],
                                           SystemReason(context, files[i]->error())));
    }
  }
  if (!runner.WriteHeaders(&problem)) return Unusable(context, problem);
  {
    Progress progress(context, sized ? status.st_size : 0);
    if (!Stream(context, &reader, &runner, &progress, options, &out, &rejects, &problem)) {
      Unusable(context, problem);
      return Interrupted() != 0 ? 128 + Interrupted() : static_cast<int>(kUnusable);
    }
  }
  // Both are complete on disk before the first takes its place.
  for (const bool commit : {false, true}) {
    for (size_t i = 2; i-- > 0;) {
      if (commit ? files[i]->Commit() : files[i]->Finish()) continue;
      return Unusable(context, context.Say(Message::kCannotWrite, paths[i],
                                           SystemReason(context, files[i]->error())));
    }
  }
  const bool standard = options.out == "-" || options.out == "/dev/stdout";
  const std::string text =
      runner.report().InWords(context, at, runner.columns().absent(), reader.blank_lines());
  standard ? ErrLine(text) : OutLine(text);
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::steady_clock::now() - begin)
                         .count();
  const int64_t rate = runner.report().rows() * 1000 / std::max<int64_t>(1, spent);
  const std::string time = fmt::format("{}.{:03}", spent / 1000, spent % 1000);
  ErrLine(Colored(context.color_err, Color::kDim, context.Say(Message::kRunTime, time, rate)));
  return runner.report().errors() > 0 ? kFindings : kOk;
}

int Run(const Context& context, const Options& options) {
  std::string problem;
  int64_t at = 0;
  char delimiter = ',';
  if (!HasSource(context, options.selection, &problem) || !CheckPaths(context, options, &problem) ||
      !ReadDay(context, options.at, &at, &problem) ||
      !ReadDelimiter(context, options.delimiter, &delimiter, &problem)) {
    return Unusable(context, problem);
  }
  WatchSignals();
  Units units;
  Chosen chosen;
  if (const int code = ChooseOne(context, options.selection, at, &units, &chosen)) return code;
  const bool standard = options.data == "-";
  const int descriptor = standard ? STDIN_FILENO : open(options.data.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return Unusable(context,
                    context.Say(Message::kCannotRead, options.data, SystemReason(context, errno)));
  const int code = RunWith(context, options, chosen, at, delimiter, descriptor);
  if (!standard) close(descriptor);
  return code;
}

}  // namespace

void AddRun(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddCommand(app, context, "run", Message::kHelpRun, Message::kExamplesRun);
  command->add_option("PATH", options->selection.paths, context.Say(Message::kOptionPaths))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  AddPolicyChoice(command, context, &options->selection);
  const std::string file = context.Say(Message::kWordFile);
  command->add_option("--data", options->data, context.Say(Message::kOptionData))->type_name(file);
  command->add_option("--out", options->out, context.Say(Message::kOptionOut))->type_name(file);
  command->add_option("--rejects", options->rejects, context.Say(Message::kOptionRejects))
      ->type_name(file);
  command->add_option("--at", options->at, context.Say(Message::kOptionAt))
      ->type_name(context.Say(Message::kWordDate));
  command->add_option("--delimiter", options->delimiter, context.Say(Message::kOptionDelimiter))
      ->type_name(", ; | tab");
  command->add_option("--keep-columns", options->keep, context.Say(Message::kOptionKeep))
      ->type_name(context.Say(Message::kWordNames));
  *action = [options](const Context& given) { return Run(given, *options); };
}

}  // namespace pol::cli
