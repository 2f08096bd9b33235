// What the command says to a person: one table, messages.def, in Chinese and English.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace pol::cli {

using diag::Language;

// POL_MESSAGE(identifier, zh, en); {0} {1} .. are arguments.
enum class Message : uint16_t {
#define POL_MESSAGE(identifier, ...) k##identifier,
#include "cli/messages.def"
#undef POL_MESSAGE
  kCount
};

std::string_view Template(Message message, Language language);
std::string_view MessageName(Message message);

template <typename... Args>
std::string Say(Language language, Message message, const Args&... args) {
  return fmt::vformat(fmt::string_view(Template(message, language)),
                      fmt::make_format_args(args...));
}

// A number of things, by a message whose English is the singular: "1 file", "2 files".
template <typename Number>
std::string Counted(Language language, Message thing, const Number& number) {
  std::string text = Say(language, thing, number);
  if (language == Language::kEnglish && number != 1) text += "s";
  return text;
}

// "zh", "zh_CN.UTF-8", "中文" are Chinese, "en" and the like English; nothing for what is neither.
std::optional<Language> ParseLanguage(std::string_view text);
// --lang X or --lang=X among the arguments, else LC_ALL, LC_MESSAGES, LANG, of which the first that
// is set counts.
Language ChooseLanguage(const std::vector<std::string>& arguments);

// Joins with 、 or ", ".
std::string Join(const std::vector<std::string>& items, Language language);
std::string JoinWith(const std::vector<std::string>& items, std::string_view separator);
// "制造业（manufacturing）": a remark in the brackets of the language.
std::string Bracketed(std::string_view text, Language language);
// Bytes of the well-formed UTF-8 character at the front of a text that is not empty; 0 where there
// is none.
size_t Utf8Length(std::string_view text);
bool IsUtf8(std::string_view text);
// Bytes that are not UTF-8 become U+FFFD, so that what a person reads is always text.
std::string CleanUtf8(std::string_view text);
// Pads with spaces to a width in terminal cells.
std::string Padded(std::string_view text, int width);

}  // namespace pol::cli
