#include "cli/facts.h"

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/words.h"

namespace pol::cli {
namespace {

constexpr size_t kMostInput = 64 << 20;  // bytes of JSON for one case

// "第2行第5个字符" of a byte offset.
std::string JsonPlace(const Context& context, std::string_view text, size_t offset) {
  int line = 1, column = 1;
  for (size_t i = 0; i < offset && i < text.size(); ++i) {
    if (text[i] == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return context.Say(Message::kLineColumn, line, column);
}

bool AddJson(const Context& context, const std::string& text, interp::Datum* object,
             std::string* problem) {
  interp::Datum datum;
  interp::JsonError error;
  if (!interp::ParseJson(text, &datum, &error)) {
    *problem = context.Say(Message::kBadJson, JsonPlace(context, text, error.offset));
    return false;
  }
  if (datum.kind != interp::Datum::Kind::kObject) {
    *problem = context.Say(Message::kJsonNotObject);
    return false;
  }
  for (auto& field : datum.fields) object->fields.push_back(std::move(field));
  return true;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// 编号="59.080"、"97.160": what stands in quotes as in a policy, one by one. Anything else is left alone.
std::optional<std::vector<std::string>> Unquoted(std::string_view text) {
  constexpr std::string_view kOpen = "“", kClose = "”";
  std::vector<std::string> items;
  while (true) {
    text = Trimmed(text);
    std::string_view close = "\"";
    if (text.starts_with(kOpen)) {
      close = kClose;
      text.remove_prefix(kOpen.size());
    } else if (text.starts_with('"')) {
      text.remove_prefix(1);
    } else {
      return std::nullopt;
    }
    const size_t end = text.find(close);
    if (end == std::string_view::npos) return std::nullopt;
    items.emplace_back(text.substr(0, end));
    text = Trimmed(text.substr(end + close.size()));
    if (text.empty()) return items;
    bool separated = false;
    for (const std::string_view mark : {"、", "，", "；", ",", ";"}) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      separated = true;
      break;
    }
    if (!separated) return std::nullopt;
  }
}

// At most so much of what was given, for a message.
std::string Shortened(const std::string& text) {
  std::string shown;
  std::string_view rest = text;
  for (int count = 0; !rest.empty() && count < 40; ++count) {
    const size_t length = std::max<size_t>(1, Utf8Length(rest));
    shown += rest.substr(0, length);
    rest.remove_prefix(length);
  }
  return CleanUtf8(shown) + (rest.empty() ? "" : "…");
}

}  // namespace

bool GatherFacts(const Context& context, const FactOptions& options, interp::Datum* object,
                 std::string* problem) {
  object->kind = interp::Datum::Kind::kObject;
  if (!options.json.empty() && !AddJson(context, options.json, object, problem)) return false;
  if (!options.file.empty()) {
    std::string text;
    if (!ReadFile(context, options.file, kMostInput, &text, problem)) return false;
    if (text.size() > kMostInput) {
      *problem = context.Say(Message::kInputTooLarge, options.file, kMostInput >> 20);
      return false;
    }
    if (!AddJson(context, text, object, problem)) return false;
  }
  for (const std::string& pair : options.pairs) {
    size_t sign = pair.find('='), width = 1;
    const size_t wide = pair.find("＝");
    if (wide != std::string::npos && wide < sign) {
      sign = wide;
      width = std::string_view("＝").size();
    }
    if (sign == std::string::npos || Trimmed(std::string_view(pair).substr(0, sign)).empty()) {
      *problem = context.Say(Message::kNotAPair, Shortened(pair));
      return false;
    }
    interp::Datum datum;
    datum.kind = interp::Datum::Kind::kText;
    datum.text = std::string(Trimmed(std::string_view(pair).substr(sign + width)));
    if (datum.text.empty()) datum.kind = interp::Datum::Kind::kNull;
    if (const auto quoted = Unquoted(datum.text); quoted && quoted->size() == 1) {
      datum.text = quoted->front();
    } else if (quoted) {
      datum.kind = interp::Datum::Kind::kArray;
      for (const std::string& item : *quoted) {
        datum.items.emplace_back();
        datum.items.back().kind = interp::Datum::Kind::kText;
        datum.items.back().text = item;
      }
    }
    object->fields.emplace_back(std::string(Trimmed(std::string_view(pair).substr(0, sign))),
                                std::move(datum));
  }
  return true;
}

std::string RefusalInWords(const program::Policy& policy, const interp::Refusal& refusal,
                           Language language) {
  using interp::RefusalCode;
  const std::string given = Shortened(refusal.given);
  const std::string field = Shortened(refusal.field);
  const std::string hint =
      refusal.nearest.empty() ? "" : Say(language, Message::kDidYouMean, refusal.nearest);
  const Words words(policy, language);
  std::string allowed, domain, role, name = field;
  if (refusal.input >= 0) {
    allowed = words.Choices(refusal.input);
    const program::Input& input = policy.inputs[refusal.input];
    domain = words.DomainInWords(policy.types[input.type], input.domain);
    role = policy.inputs[refusal.input].role;
  }
  if (refusal.type != nullptr && refusal.domain != nullptr) {
    domain = words.DomainInWords(*refusal.type, *refusal.domain);
    allowed = words.Choices(*refusal.type, *refusal.domain);
  }
  switch (refusal.code) {
    case RefusalCode::kWrongType:
      return Say(language, Message::kRefusedType, field, given, allowed);
    case RefusalCode::kOffGrid:
      return Say(language, Message::kRefusedGrid, field, given, allowed);
    case RefusalCode::kNotInDomain:
      return Say(language, Message::kRefusedDomain, field, given, domain);
    case RefusalCode::kNotAMember:
      return Say(language, Message::kRefusedMember, field, given, allowed, hint);
    case RefusalCode::kTooLong:
      return Say(language, Message::kRefusedLong, field, given, allowed);
    case RefusalCode::kRole:
      return Say(language, Message::kRefusedRole, field, given, role);
    case RefusalCode::kRequire:
      return Say(language, Message::kRefusedRequire, refusal.text);
    case RefusalCode::kUnknownName:
      return Say(language, Message::kRefusedName, field, hint);
    case RefusalCode::kDuplicate:
      return Say(language, Message::kRefusedDuplicate, field);
  }
  return field;
}

std::string RefusalsJson(const program::Policy& policy,
                         const std::vector<interp::Refusal>& refusals, Language language) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const interp::Refusal& refusal : refusals) {
    list.push_back({{"field", CleanUtf8(refusal.field)},
                    {"code", interp::CodeName(refusal.code)},
                    {"given", CleanUtf8(refusal.given)},
                    {"message", RefusalInWords(policy, refusal, language)}});
  }
  nlohmann::ordered_json json = {
      {"policy", policy.name}, {"id", policy.id}, {"refused", std::move(list)}};
  return json.dump(2);
}

}  // namespace pol::cli
