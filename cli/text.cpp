#include "cli/text.h"

#include <cstdlib>

#include "compiler/source/source.h"

namespace pol::cli {
namespace {

struct Entry {
  std::string_view name, zh, en;
};
constexpr Entry kEntries[] = {
#define POL_MESSAGE(identifier, zh, en) {#identifier, zh, en},
#include "cli/messages.def"
#undef POL_MESSAGE
};

const Entry& Find(Message message) { return kEntries[static_cast<size_t>(message)]; }

}  // namespace

std::string_view Template(Message message, Language language) {
  const Entry& entry = Find(message);
  return language == Language::kChinese ? entry.zh : entry.en;
}

std::string_view MessageName(Message message) { return Find(message).name; }

std::optional<Language> ParseLanguage(std::string_view text) {
  const auto starts = [&](std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
  };
  if (starts("zh") || starts("ZH") || text == "中文" || text == "cn") return Language::kChinese;
  if (starts("en") || starts("EN") || text == "英文" || text == "C" || starts("C.") ||
      text == "POSIX") {
    return Language::kEnglish;
  }
  return std::nullopt;
}

Language ChooseLanguage(const std::vector<std::string>& arguments) {
  std::optional<Language> chosen;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") break;
    std::string_view value;
    if (argument == "--lang" && i + 1 < arguments.size()) value = arguments[++i];
    if (argument.rfind("--lang=", 0) == 0) value = std::string_view(argument).substr(7);
    if (!value.empty()) {
      if (const auto language = ParseLanguage(value)) chosen = language;
    }
  }
  if (chosen) return *chosen;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    return ParseLanguage(value).value_or(Language::kEnglish);
  }
  return Language::kEnglish;
}

std::string JoinWith(const std::vector<std::string>& items, std::string_view separator) {
  std::string joined;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) joined += separator;
    joined += items[i];
  }
  return joined;
}

std::string Join(const std::vector<std::string>& items, Language language) {
  return JoinWith(items, language == Language::kChinese ? "、" : ", ");
}

std::string Bracketed(std::string_view text, Language language) {
  if (text.empty()) return "";
  return language == Language::kChinese ? fmt::format("（{}）", text) : fmt::format(" ({})", text);
}

size_t Utf8Length(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    // ASCII is nearly all of a register: eight bytes at a time.
    if (text.size() >= 8) {
      uint64_t word;
      __builtin_memcpy(&word, text.data(), 8);
      if ((word & 0x8080808080808080U) == 0) {
        text.remove_prefix(8);
        continue;
      }
    }
    const size_t length = Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string CleanUtf8(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    if (length == 0) {
      clean += "\xEF\xBF\xBD";
      text.remove_prefix(1);
    } else {
      clean += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return clean;
}

std::string Padded(std::string_view text, int width) {
  std::string padded(text);
  const int have = source::DisplayWidth(text);
  if (have < width) padded.append(static_cast<size_t>(width - have), ' ');
  return padded;
}

}  // namespace pol::cli
