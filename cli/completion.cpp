// pol completion bash|zsh|fish: made from the command line itself, so it never misses an option.
#include "cli/commands.h"
#include "cli/options.h"

namespace pol::cli {
namespace {

struct CommandWords {
  std::string name, help;
  std::vector<std::string> options;
};

// Values that an option takes, where they are few: "human|json".
std::vector<std::string> Choices(const CLI::Option* option) {
  std::vector<std::string> choices;
  const std::string type = option->get_type_name();
  if (type.find('|') == std::string::npos || type.find(' ') != std::string::npos) return choices;
  size_t from = 0;
  while (from <= type.size()) {
    const size_t to = std::min(type.find('|', from), type.size());
    choices.push_back(type.substr(from, to - from));
    from = to + 1;
  }
  return choices;
}

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::vector<CommandWords> Commands(const CLI::App& app) {
  std::vector<CommandWords> commands;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    CommandWords words{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) words.options.push_back("--" + name);
      for (const std::string& name : option->get_snames()) words.options.push_back("-" + name);
    }
    commands.push_back(std::move(words));
  }
  return commands;
}

std::string Bash(const CLI::App& app) {
  std::string names, cases, values;
  for (const CommandWords& command : Commands(app)) {
    names += (names.empty() ? "" : " ") + command.name;
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command.name, JoinWith(command.options, " "));
  }
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    for (const CLI::Option* option : command->get_options()) {
      const std::vector<std::string> choices = Choices(option);
      if (choices.empty() || option->get_lnames().empty()) continue;
      values +=
          fmt::format("    {}:--{}) COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return ;;\n",
                      command->get_name(), option->get_lnames()[0], JoinWith(choices, " "));
    }
  }
  return fmt::format(
      "# pol completion bash: source it, or put it into /etc/bash_completion.d/pol\n"
      "_pol() {{\n"
      "  local current=\"${{COMP_WORDS[COMP_CWORD]}}\" previous=\"${{COMP_WORDS[COMP_CWORD-1]}}\" "
      "command=\"${{COMP_WORDS[1]}}\" words=\"\"\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"{}\" -- "
      "\"$current\"))\n    return\n  fi\n"
      "  case \"$command:$previous\" in\n{}"
      "    completion:completion) COMPREPLY=($(compgen -W \"bash zsh fish\" -- \"$current\")); "
      "return ;;\n  esac\n"
      "  case \"$command\" in\n{}  esac\n"
      "  if [[ \"$current\" == -* ]]; then\n    COMPREPLY=($(compgen -W \"$words\" -- "
      "\"$current\"))\n  else\n"
      "    COMPREPLY=($(compgen -f -- \"$current\"))\n  fi\n}}\ncomplete -o filenames -F _pol "
      "pol\n",
      names, values, cases);
}

std::string Zsh(const CLI::App& app) {
  std::string names, cases;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    std::string help = command->get_description();
    for (char& c : help) c = c == ':' ? ' ' : c;
    names += fmt::format("    {}\n", Quoted(command->get_name() + ":" + help));
    cases += fmt::format("    {})\n      _arguments", command->get_name());
    for (const CLI::Option* option : command->get_options()) {
      std::string text = option->get_description();
      for (char& c : text) c = c == '[' || c == ']' || c == ':' ? ' ' : c;
      const std::vector<std::string> choices = Choices(option);
      const bool takes = option->get_items_expected_max() > 0;
      std::string value = takes ? ":" + std::string("value") + ":_files" : "";
      if (!choices.empty()) value = ":value:(" + JoinWith(choices, " ") + ")";
      for (const std::string& name : option->get_lnames())
        cases += " " + Quoted(fmt::format("--{}[{}]{}", name, text, value));
      for (const std::string& name : option->get_snames())
        cases += " " + Quoted(fmt::format("-{}[{}]{}", name, text, value));
    }
    cases += command->get_name() == "completion" ? " '1:shell:(bash zsh fish)' ;;\n"
                                                 : " '*:file:_files' ;;\n";
  }
  return fmt::format(
      "#compdef pol\n# pol completion zsh > _pol, in a folder of $fpath\n_pol() {{\n  local -a "
      "commands\n  commands=(\n{}  )\n"
      "  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
      "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n{}  "
      "esac\n}}\ncompdef _pol pol\n",
      names, cases);
}

std::string Fish(const CLI::App& app) {
  std::string text = "# pol completion fish > ~/.config/fish/completions/pol.fish\n";
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    text += fmt::format("complete -c pol -n __fish_use_subcommand -a {} -d {}\n",
                        command->get_name(), Quoted(command->get_description()));
    for (const CLI::Option* option : command->get_options()) {
      const std::vector<std::string> choices = Choices(option);
      std::string line =
          fmt::format("complete -c pol -n '__fish_seen_subcommand_from {}'", command->get_name());
      if (option->get_lnames().empty() && option->get_snames().empty()) continue;
      for (const std::string& name : option->get_lnames()) line += " -l " + name;
      for (const std::string& name : option->get_snames())
        line += " -" + std::string(name.size() == 1 ? "s" : "o") + " " + name;
      if (!choices.empty()) {
        line += " -x -a " + Quoted(JoinWith(choices, " "));
      } else if (option->get_items_expected_max() > 0) {
        line += " -r";
      }
      text += line + " -d " + Quoted(option->get_description()) + "\n";
    }
  }
  return text +
         "complete -c pol -n '__fish_seen_subcommand_from completion' -x -a 'bash zsh fish'\n";
}

}  // namespace

void AddCompletion(CLI::App& app, const Context& context, Action* action) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = AddCommand(app, context, "completion", Message::kHelpCompletion,
                                 Message::kExamplesCompletion);
  command->add_option("SHELL", *shell, context.Say(Message::kOptionShell))->type_name("");
  *action = [shell, &app](const Context& given) {
    std::string problem;
    if (!OneOf(given, "SHELL", *shell, {"bash", "zsh", "fish"}, &problem))
      return Unusable(given, problem);
    Out(*shell == "bash" ? Bash(app) : *shell == "zsh" ? Zsh(app) : Fish(app));
    return static_cast<int>(kOk);
  };
}

}  // namespace pol::cli
