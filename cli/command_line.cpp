// The command line: language first, then CLI11, then the command; every failure is one sentence.
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/files.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

namespace pol::cli {
namespace {

bool ColorOn(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return isatty(descriptor) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

// Columns by the width that a terminal gives their characters: Han takes two cells.
class Formatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    return Row(make_option_name(option, is_positional) + make_option_opts(option),
               make_option_desc(option));
  }
  std::string make_subcommand(const CLI::App* command) const override {
    return Row(command->get_display_name(true), command->get_description());
  }

 private:
  std::string Row(const std::string& name, const std::string& description) const {
    const int width = static_cast<int>(column_width_);
    const std::string left = "  " + name;
    if (description.empty()) return left + "\n";
    const bool fits = source::DisplayWidth(left) < width;
    return (fits ? Padded(left, width)
                 : left + "\n" + std::string(static_cast<size_t>(width), ' ')) +
           description + "\n";
  }
};

void NameTheParts(CLI::App& app, const Context& context) {
  const auto formatter = std::make_shared<Formatter>();
  app.formatter(formatter);
  formatter->label("Usage", context.Say(Message::kHelpUsage));
  formatter->label("OPTIONS", context.Say(Message::kHelpOptionsWord));
  formatter->label("Options", context.Say(Message::kHelpOptions));
  formatter->label("Positionals", context.Say(Message::kHelpPositionals));
  formatter->label("Subcommands", context.Say(Message::kHelpCommands));
  formatter->label("SUBCOMMAND", context.Say(Message::kHelpCommandWord));
  formatter->column_width(28);
}

// What stands on the command line and belongs to nothing, with the nearest that would.
std::string UnknownArgument(const Context& context, const CLI::App& app,
                            const std::string& argument) {
  std::vector<std::string> names;
  const bool option = argument.size() > 1 && argument[0] == '-';
  if (option) {
    for (const CLI::App* each :
         {&app, app.get_subcommands().empty() ? &app : app.get_subcommands().front()}) {
      for (const CLI::Option* known : each->get_options()) {
        for (const std::string& name : known->get_lnames()) names.push_back("--" + name);
      }
    }
  } else if (app.get_subcommands().empty()) {
    for (const CLI::App* each : app.get_subcommands(nullptr)) names.push_back(each->get_name());
  }
  const std::string name = argument.substr(0, option ? argument.find('=') : std::string::npos);
  const std::string nearest = diag::Nearest(name, names);
  const std::string hint = nearest.empty() ? "" : context.Say(Message::kDidYouMean, nearest);
  const Message message = option ? Message::kUnknownOption
                                 : (app.get_subcommands().empty() ? Message::kUnknownCommand
                                                                  : Message::kUnexpectedArgument);
  return context.Say(message, CleanUtf8(name), hint);
}

int Parse(CLI::App& app, const Context& context, std::vector<std::string> arguments, bool* done) {
  *done = true;
  const std::vector<std::string> given = arguments;
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    Out(chosen.empty() ? app.help() : chosen.front()->help("pol"));
    return kOk;
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string what = error.what();
    return Unusable(context, context.Say(Message::kNeedsValue, what.substr(0, what.find(':'))));
  } catch (const CLI::ParseError& error) {
    return Unusable(context, context.Say(Message::kBadArguments, CleanUtf8(error.what())));
  }
  const std::vector<std::string> extras = app.remaining(true);
  if (!extras.empty()) return Unusable(context, UnknownArgument(context, app, extras.front()));
  for (size_t i = 0; i < given.size(); ++i) {
    if (given[i] == "--") break;
    const bool apart = given[i] == "--lang";
    if (!apart && given[i].rfind("--lang=", 0) != 0) continue;
    const std::string value =
        apart ? (i + 1 < given.size() ? given[i + 1] : "") : given[i].substr(7);
    if (!ParseLanguage(value))
      return Unusable(context,
                      context.Say(Message::kNotAllowed, "--lang", CleanUtf8(value), "zh, en"));
  }
  *done = false;
  return kOk;
}

int Run(std::vector<std::string> arguments, const Context& context) {
  CLI::App app(context.Say(Message::kHelpPol), "pol");
  NameTheParts(app, context);
  app.option_defaults()->group(context.Say(Message::kHelpOptions));
  app.set_help_flag("-h,--help", context.Say(Message::kOptionHelp));
  app.add_option_function<std::string>(
         "--lang", [](const std::string&) {}, context.Say(Message::kOptionLang))
      ->type_name("zh|en");
  bool version = false;
  app.add_flag("--version", version, context.Say(Message::kHelpVersion));
  app.allow_extras();
  app.footer(context.Say(Message::kExamples) + "\n" + context.Say(Message::kExamplesPol));
  // One action a command, in the order of the commands.
  using Adder = void (*)(CLI::App&, const Context&, Action*);
  constexpr Adder kAdders[] = {AddCheck, AddLint,  AddEval,   AddRun,     AddFmt,        AddTest,      AddGenTests,
                               AddList,  AddPrint, AddLetter, AddExplain, AddCompletion, AddVersion};
  std::vector<Action> actions(std::size(kAdders));
  for (size_t i = 0; i < std::size(kAdders); ++i) kAdders[i](app, context, &actions[i]);

  bool done = false;
  const int parsed = Parse(app, context, std::move(arguments), &done);
  if (done) return parsed;
  if (version) return actions.back()(context);
  const auto all = app.get_subcommands(nullptr);
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i]->parsed()) return actions[i](context);
  }
  ErrLine(app.help());
  return kUnusable;
}

}  // namespace

int RunCommandLine(std::vector<std::string> arguments) {
  Context context;
  try {
    context.language = ChooseLanguage(arguments);
    context.color_out = ColorOn(STDOUT_FILENO);
    context.color_err = ColorOn(STDERR_FILENO);
    const int code = Run(std::move(arguments), context);
    if (FlushOut()) return code;
    return Unusable(context, context.Say(Message::kCannotPrint));
  } catch (const std::bad_alloc&) {
    std::fputs(context.chinese() ? "pol: 内存不足。\n" : "pol: Out of memory.\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr,
                 context.chinese() ? "pol: 内部出错，没有给出结果：%s\n"
                                   : "pol: Internal fault, no result was given: %s\n",
                 error.what());
  }
  return kUnusable;
}

}  // namespace pol::cli
