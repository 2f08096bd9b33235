// Literals in the spelling of the policy, so that a person can tick them against the document.
#include "cli/words.h"

namespace pol::cli {
namespace {

using program::TypeKind;

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Blanks between a number and its unit say nothing.
std::string Tight(std::string_view text) {
  std::string tight;
  for (size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
    } else if (text.substr(i, 3) == "％") {
      tight += '%';
      i += 3;
    } else {
      tight += text[i++];
    }
  }
  return tight;
}

std::string Money(const std::string& text, const program::Type& type) {
  const bool yuan = type.unit.empty() || type.unit == "元" || type.unit == "CNY";
  for (const std::string_view unit : {"万", "亿", "千", "百"}) {
    if (EndsWith(text, unit)) return yuan ? text + "元" : text + type.unit;
  }
  if (EndsWith(text, "元")) return text;
  // A short sum in plain digits: "2000元" and not "2,000.00元".
  if (yuan && text.size() < 5 && text.find_first_not_of("0123456789") == std::string::npos)
    return text + "元";
  return "";
}

// "每日" stays in front of a rate whose literal does not say it; "" where the text would mislead.
bool IsRateText(std::string_view text) {
  return EndsWith(text, "%") || EndsWith(text, "‰") || text.find("分之") != std::string_view::npos ||
         EndsWith(text, "折") || EndsWith(text, "成") || EndsWith(text, "基点");
}

}  // namespace

// A constant as its text writes it where that is a spelling that a reader would look for in the
// document; else as values are shown.
std::string Words::Literal(const program::Type& type, const program::Node& at) const {
  const value::Value& value = policy_.constants[at.a];
  const std::string shown = Value(type, value);
  if (at.text.empty() || !value.is_number()) return shown;
  const std::string text = Tight(at.text);
  if (text.empty() || text.find_first_of("()（）*/+") != std::string::npos) return shown;
  switch (type.kind) {
    case TypeKind::kRate: {
      if (!IsRateText(text) || value.number().is_zero()) return shown;
      const bool ascii = EndsWith(text, "%") || EndsWith(text, "‰");
      if (!chinese() && !ascii) return shown;
      // What stands around the number in `shown` ("每日", "per day") stays.
      const std::string prefix = PerUnit(type);
      if (prefix.empty()) return text;
      return chinese() ? prefix + text : text + " " + prefix;
    }
    case TypeKind::kMoney:
    case TypeKind::kExactMoney: {
      if (!chinese()) return shown;
      const std::string written = Money(text, type);
      return written.empty() ? shown : written;
    }
    case TypeKind::kQuantity:
    case TypeKind::kInteger:
    case TypeKind::kDecimal:
    case TypeKind::kDays:
    case TypeKind::kWorkdays:
    case TypeKind::kMonths:
    case TypeKind::kHours:
      if (!chinese() || IsDigit(text.back())) return shown;
      return text;
    default:
      return shown;
  }
}

}  // namespace pol::cli
