#include "cli/options.h"

#include <algorithm>

#include "runtime/value/date.h"

namespace pol::cli {

CLI::App* AddCommand(CLI::App& app, const Context& context, const char* name, Message help,
                     Message examples) {
  CLI::App* command = app.add_subcommand(name, context.Say(help));
  command->group(context.Say(Message::kHelpCommands));
  command->footer(context.Say(Message::kExamples) + "\n" + context.Say(examples));
  command->set_help_flag("-h,--help", context.Say(Message::kOptionHelp));
  command
      ->add_option_function<std::string>(
          "--lang", [](const std::string&) {}, context.Say(Message::kOptionLang))
      ->type_name("zh|en");
  command->allow_extras();
  return command;
}

void AddExpression(CLI::App* command, const Context& context, Selection* selection) {
  command->add_option("-e", selection->expression, context.Say(Message::kOptionExpression))
      ->type_name(context.Say(Message::kWordText))
      ->each([selection](const std::string&) { selection->has_expression = true; });
}

void AddPolicyChoice(CLI::App* command, const Context& context, Selection* selection) {
  command->add_option("--policy", selection->policy, context.Say(Message::kOptionPolicy))
      ->type_name(context.Say(Message::kWordName));
  command->add_option("--id", selection->id, context.Say(Message::kOptionId))->type_name("ID");
}

bool OneOf(const Context& context, const std::string& option, const std::string& value,
           const std::vector<std::string>& allowed, std::string* problem) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return true;
  *problem =
      context.Say(Message::kNotAllowed, option, CleanUtf8(value), Join(allowed, context.language));
  return false;
}

bool ReadDay(const Context& context, const std::string& text, int64_t* day, std::string* problem) {
  if (text.empty()) {
    *day = value::TodayInShanghai();
    return true;
  }
  const auto read = value::ParseDate(text);
  if (!read) {
    *problem = context.Say(Message::kBadDate, CleanUtf8(text));
    return false;
  }
  *day = *read;
  return true;
}

bool HasSource(const Context& context, const Selection& selection, std::string* problem) {
  if (selection.has_expression && !selection.paths.empty()) {
    *problem = context.Say(Message::kPathAndExpression);
    return false;
  }
  if (selection.has_expression || !selection.paths.empty()) return true;
  *problem = context.Say(Message::kNoPath);
  return false;
}

}  // namespace pol::cli
