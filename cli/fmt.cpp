// pol fmt PATH... [--check] [--keywords zh|en|keep]
#include <algorithm>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "compiler/driver/compile.h"
#include "compiler/files/files.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace pol::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  bool check = false;
  std::string keywords = "keep";
};

enum class Result : uint8_t { kSame, kChanged, kErrors, kUnsafe };

// The text in the one style. What is printed is read again and compared: a formatter never changes
// a program.
Result FormatText(const Context& context, const std::string& name, const std::string& text,
                  const format::Options& options, std::string* formatted) {
  // Names that do not fit or a missing unit are no matter of layout: only what could not be read
  // stops the formatter.
  diag::Sink sink;
  source::TextProblem problem;
  std::optional<source::Source> source = source::Source::Create(name, text, {}, &problem);
  std::unique_ptr<ast::File> file;
  std::vector<std::string> known;
  if (source) {
    const files::Disk disk;
    driver::Options reading;
    reading.files = &disk;
    source::Loader loader = driver::LoaderOf(name, reading);
    known = driver::KnownNames(*source, loader);
    file = parse::Parse(std::make_shared<source::Source>(std::move(*source)), sink, {}, known);
  }
  if (file == nullptr || sink.has_errors()) {
    PrintDiagnostics(context, CompileUnit(name, text), true);
    return Result::kErrors;
  }
  // What a pasted table left blank is filled for good now: say it once more.
  if (!sink.all().empty()) {
    Unit unit{name, std::make_unique<driver::Compilation>(), file->source};
    unit.compilation->diagnostics = sink;
    PrintDiagnostics(context, unit, true);
  }
  *formatted = format::Format(*file, options);
  std::optional<source::Source> again = source::Source::Create(name, *formatted, {}, &problem);
  if (!again) return Result::kUnsafe;
  diag::Sink second;
  const auto reread =
      parse::Parse(std::make_shared<source::Source>(std::move(*again)), second, {}, known);
  if (second.has_errors() || !format::SameTokens(*file, *reread)) return Result::kUnsafe;
  return *formatted == text ? Result::kSame : Result::kChanged;
}

int Format(const Context& context, const Options& options) {
  std::string problem;
  if (options.paths.empty()) return Unusable(context, context.Say(Message::kNoPath));
  if (!OneOf(context, "--keywords", options.keywords, {"zh", "en", "keep"}, &problem))
    return Unusable(context, problem);
  std::vector<std::string> files;
  if (!CollectFiles(context, options.paths, &files, &problem)) return Unusable(context, problem);
  format::Options style;
  if (options.keywords == "zh") style.keywords = format::Keywords::kChinese;
  if (options.keywords == "en") style.keywords = format::Keywords::kEnglish;
  WatchSignals();

  int changed = 0, failed = 0;
  for (const std::string& path : files) {
    const bool standard = path == "-";
    std::string text, formatted;
    if (!ReadFile(context, path, source::Limits().bytes, &text, &problem))
      return Unusable(context, problem);
    const std::string name = standard ? context.Say(Message::kStandardInput) : path;
    switch (FormatText(context, name, text, style, &formatted)) {
      case Result::kErrors:
        ++failed;
        continue;
      case Result::kUnsafe:
        ErrLine(context.Say(Message::kFormatUnsafe, name));
        ++failed;
        continue;
      case Result::kSame:
        if (standard && !options.check) Out(formatted);
        continue;
      case Result::kChanged:
        break;
    }
    ++changed;
    if (options.check) {
      OutLine(context.Say(Message::kWouldChange, name));
    } else if (standard) {
      Out(formatted);
    } else {
      WholeFile file;
      if (!file.Open(path) || !file.Write(formatted) || Interrupted() != 0 || !file.Commit()) {
        return Unusable(
            context, context.Say(Message::kCannotWrite, path, SystemReason(context, file.error())));
      }
      OutLine(context.Say(Message::kFormatted, path));
    }
  }
  if (failed > 0) {
    const std::string files = Counted(context.language, Message::kCountFiles, failed);
    ErrLine(context.Say(Message::kFormatSkipped, files));
  }
  return failed > 0 || (options.check && changed > 0) ? kFindings : kOk;
}

}  // namespace

void AddFmt(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddCommand(app, context, "fmt", Message::kHelpFmt, Message::kExamplesFmt);
  command->add_option("PATH", options->paths, context.Say(Message::kOptionPathsOrDash))
      ->type_name("");
  command->add_flag("--check", options->check, context.Say(Message::kOptionCheckOnly));
  command->add_option("--keywords", options->keywords, context.Say(Message::kOptionKeywords))
      ->type_name("zh|en|keep");
  *action = [options](const Context& given) { return Format(given, *options); };
}

}  // namespace pol::cli
