// .pol-lint.toml: which rules count, how much, and with which options.
//
//   today = 2023-06-01            rules about what has expired look from this day
//   max = 50                      so many findings are shown for people
//   exclude = ["drafts/*"]        below the folder of this file; * stands for any run of characters
//   [rules]
//   bare-number = "off"           or "note", "warning", "error"; P4001 names it too
//   [rules.cliffs]
//   level = "warning"
//   share = "20%"
#define TOML_EXCEPTIONS 1
#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <toml++/toml.h>

#include "cli/files.h"
#include "cli/lint.h"
#include "compiler/source/files.h"
#include "runtime/value/date.h"
#include "runtime/value/literal.h"

namespace pol::cli {
namespace {

namespace fs = std::filesystem;
constexpr const char* kName = source::kSettings;
constexpr size_t kBytes = 1 << 20;

class Reader {
 public:
  Reader(const Context& context, LintConfig* config, std::vector<std::string>* problems)
      : context_(context), config_(*config), problems_(*problems) {}

  void Read(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      if (name == "today") {
        Today(node);
      } else if (name == "max") {
        Most(node);
      } else if (name == "exclude") {
        Exclude(node);
      } else if (name == "rules") {
        if (const toml::table* rules = node.as_table()) {
          for (const auto& [rule, value] : *rules) OfRule(rule, value);
        } else {
          Wrong(node, name, "[rules]");
        }
      } else {
        Unknown(key, name, {"today", "max", "exclude", "rules"});
      }
    }
  }

 private:
  static int LineOf(const toml::node& node) { return static_cast<int>(node.source().begin.line); }
  std::string At(int line) const { return config_.file + ":" + std::to_string(line); }

  void Unknown(const toml::key& key, const std::string& name,
               const std::vector<std::string>& known) {
    const std::string nearest = diag::Nearest(name, known);
    const std::string hint = nearest.empty() ? "" : context_.Say(Message::kDidYouMean, nearest);
    problems_.push_back(context_.Say(Message::kConfigUnknown,
                                     At(static_cast<int>(key.source().begin.line)),
                                     CleanUtf8(name), hint));
  }
  void Wrong(const toml::node& node, const std::string& name, std::string_view may) {
    problems_.push_back(context_.Say(Message::kConfigWrong, At(LineOf(node)), CleanUtf8(name),
                                     std::string(may)));
  }

  void Today(const toml::node& node) {
    if (const auto* date = node.as_date()) {
      const toml::date day = date->get();
      config_.today = value::ParseDate(fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day));
    } else if (const auto* text = node.as_string()) {
      config_.today = value::ParseDate(text->get());
    }
    if (!config_.today) Wrong(node, "today", "2023-06-01");
  }

  void Most(const toml::node& node) {
    const auto* number = node.as_integer();
    if (number == nullptr || number->get() < 1 || number->get() > 1'000'000) {
      Wrong(node, "max", "1 – 1000000");
    } else {
      config_.most = static_cast<size_t>(number->get());
    }
  }

  void Exclude(const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return Wrong(node, "exclude", "[\"drafts/*\"]");
    for (const toml::node& one : *list) {
      if (const auto* text = one.as_string()) {
        config_.exclude.push_back(text->get());
      } else {
        Wrong(one, "exclude", "[\"drafts/*\"]");
      }
    }
  }

  void OfRule(const toml::key& key, const toml::node& node) {
    const std::string name(key.str());
    const lint::Rule* rule = nullptr;
    std::vector<std::string> names;
    for (const lint::Rule& one : lint::Rules()) {
      names.emplace_back(one.name);
      names.emplace_back(diag::Info(diag::Of(one.code)).code);
      if (names[names.size() - 2] == name || names.back() == name) rule = &one;
    }
    if (rule == nullptr) return Unknown(key, name, names);
    const toml::table* table = node.as_table();
    if (table == nullptr) return Level(name, node, rule->code);
    std::vector<std::string> known{"level"};
    for (const lint::Option& option : lint::AllOptions()) {
      if (option.rule == rule->name) known.emplace_back(option.key);
    }
    for (const auto& [option, value] : *table) {
      const std::string text(option.str());
      if (text == "level") {
        Level(text, value, rule->code);
      } else if (std::find(known.begin(), known.end(), text) == known.end()) {
        Unknown(option, text, known);
      } else {
        Value(std::string(rule->name) + "." + text, value);
      }
    }
  }

  void Level(const std::string& name, const toml::node& node, diag::LintCode code) {
    const auto* text = node.as_string();
    const std::string level = text == nullptr ? "" : text->get();
    if (level == "off") {
      config_.severity[code] = std::nullopt;
    } else if (level == "note") {
      config_.severity[code] = diag::Severity::kNote;
    } else if (level == "warning") {
      config_.severity[code] = diag::Severity::kWarning;
    } else if (level == "error") {
      config_.severity[code] = diag::Severity::kError;
    } else {
      Wrong(node, name, "\"off\", \"note\", \"warning\", \"error\"");
    }
  }

  // Numbers are exact: 0.1 is not, so it has to be written as a text. A value is of the kind of the
  // one that stands where nothing is set.
  void Value(const std::string& name, const toml::node& node) {
    std::string value;
    if (const auto* text = node.as_string()) {
      value = text->get();
    } else if (const auto* number = node.as_integer()) {
      value = std::to_string(number->get());
    } else {
      return Wrong(node, name, "\"10%\", \"0.1\", 10");
    }
    const std::string standard = [&] {
      for (const lint::Option& option : lint::AllOptions()) {
        if (name == std::string(option.rule) + "." + std::string(option.key))
          return std::string(option.value);
      }
      return std::string();
    }();
    if (value::ReadNumber(standard) && !value::ReadNumber(value))
      return Wrong(node, name, standard);
    config_.options[name] = std::move(value);
  }

  const Context& context_;
  LintConfig& config_;
  std::vector<std::string>& problems_;
};

}  // namespace

bool ReadLintConfig(const Context& context, const std::string& file, const std::string& text,
                    LintConfig* config, std::vector<std::string>* problems) {
  const size_t before = problems->size();
  config->file = file;
  try {
    const toml::table table = toml::parse(text, file);
    Reader(context, config, problems).Read(table);
  } catch (const toml::parse_error& error) {
    const std::string place = file + ":" + std::to_string(error.source().begin.line);
    const std::string what =
        context.chinese() ? "" : " (" + CleanUtf8(error.description()) + ")";
    problems->push_back(context.Say(Message::kConfigUnread, place, what));
  }
  return problems->size() == before;
}

const LintConfig* LintConfigs::For(const Context& context, const std::string& path,
                                   std::vector<std::string>* problems) {
  std::error_code error;
  fs::path folder = fs::absolute(path, error).parent_path();
  for (; !folder.empty(); folder = folder.parent_path()) {
    const fs::path file = folder / kName;
    if (fs::is_regular_file(file, error)) {
      // Shown as a person would type it.
      const fs::path near = file.lexically_proximate(fs::current_path(error));
      const auto [entry, added] = read_.try_emplace(file.string());
      if (!added) return entry->second.file.empty() ? nullptr : &entry->second;
      std::string text, problem;
      if (!ReadFile(context, near.string(), kBytes, &text, &problem)) {
        problems->push_back(problem);
        return nullptr;
      }
      if (!ReadLintConfig(context, near.string(), text, &entry->second, problems)) {
        entry->second.file.clear();
        return nullptr;
      }
      return &entry->second;
    }
    if (folder == folder.root_path()) break;
  }
  static const LintConfig none;
  return &none;
}

bool LintConfigs::Excluded(const LintConfig& config, const std::string& path) {
  if (config.exclude.empty()) return false;
  std::error_code error;
  const fs::path folder = fs::absolute(config.file, error).lexically_normal().parent_path();
  const std::string below =
      fs::absolute(path, error).lexically_normal().lexically_relative(folder).generic_string();
  return std::any_of(config.exclude.begin(), config.exclude.end(), [&](const std::string& glob) {
    return fnmatch(glob.c_str(), below.c_str(), 0) == 0;
  });
}

}  // namespace pol::cli
