#include "compiler/lint/say.h"

#include <algorithm>

#include "compiler/lint/places.h"
#include "runtime/interp/canonical.h"

namespace pol::lint {

using diag::Text;
using program::Policy;

bool Holds(std::string_view text, const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

source::Range NameRange(const Subject& subject, uint32_t offset, std::string_view name) {
  const ast::Declaration* declaration = subject.places->DeclarationAt(offset);
  if (declaration == nullptr) return subject.places->RangeAt(offset);
  // A field of a record fact is named with it.
  const std::string_view whole = name.substr(0, name.find('.'));
  for (const ast::DeclaredName& one : declaration->names) {
    if (one.name.text == name || one.name.text == whole) return one.name.range;
  }
  return declaration->head.empty() ? declaration->range : declaration->head;
}

Text ValueInWords(const Policy& policy, Index type, const value::Value& value) {
  // The text that stands for all that are not mentioned.
  if (value.is_text() && value.text() == "\x01") return {"（其他）", "(another)"};
  const program::Type& of = policy.types[static_cast<size_t>(type)];
  return {interp::DisplayText(policy, of, value, true), interp::DisplayText(policy, of, value, false)};
}

Text OutcomeInWords(const Policy& policy, const interp::Outcome& outcome) {
  switch (outcome.status) {
    case interp::Status::kValue:
      return ValueInWords(policy, policy.definitions[static_cast<size_t>(outcome.definition)].type,
                          outcome.value);
    case interp::Status::kNoRule:
      return {"未作规定", "not provided for"};
    case interp::Status::kError:
      return {"出错", "an error"};
    default:
      return {"还不能确定", "still open"};
  }
}

Text InputInWords(const Policy& policy, const Study::Tried& tried, Index input) {
  const program::Input& of = policy.inputs[static_cast<size_t>(input)];
  const auto& value = tried.at.facts.inputs[static_cast<size_t>(input)];
  const Text shown = value ? ValueInWords(policy, of.type, *value) : Text("（未填）", "(missing)");
  return {of.name + " " + shown.zh, of.name + " " + shown.en};
}

Text CaseInWords(Study* study, const Study::Tried& tried, Index output, Index without) {
  constexpr size_t kMostParts = 8;
  std::vector<Text> parts;
  const Reach& reach = study->Of(output);
  for (size_t i = 0; i < reach.inputs.size(); ++i) {
    const auto input = static_cast<Index>(i);
    if (!reach.inputs[i] || input == without) continue;
    if (parts.size() == kMostParts) {
      parts.emplace_back("其余从略", "the rest left out");
      break;
    }
    parts.push_back(InputInWords(study->policy(), tried, input));
  }
  return Joined(parts, "，", ", ");
}

Text Joined(const std::vector<Text>& parts, std::string_view zh, std::string_view en) {
  Text all;
  for (const Text& part : parts) {
    if (!all.zh.empty()) all.zh += zh;
    if (!all.en.empty()) all.en += en;
    all.zh += part.zh;
    all.en += part.en;
  }
  return all;
}

Text Names(const std::vector<std::string>& names) {
  std::vector<Text> parts;
  for (const std::string& name : names) parts.emplace_back("“" + name + "”", name);
  return Joined(parts, "、", ", ");
}

}  // namespace pol::lint
