#include "cli/words.h"

#include <algorithm>

#include "runtime/interp/canonical.h"
#include "runtime/program/codes.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

using program::TypeKind;

// 1234567.89 with its digits in groups of three.
std::string Grouped(const std::string& digits) {
  const size_t begin = digits[0] == '-' ? 1 : 0;
  const size_t end = std::min(digits.find('.'), digits.size());
  std::string grouped = digits.substr(0, begin);
  for (size_t i = begin; i < end; ++i) {
    if (i > begin && (end - i) % 3 == 0) grouped += ',';
    grouped += digits[i];
  }
  return grouped + digits.substr(end);
}

Message TypeMessage(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBoolean:
      return Message::kTypeBoolean;
    case TypeKind::kInteger:
      return Message::kTypeInteger;
    case TypeKind::kDecimal:
      return Message::kTypeDecimal;
    case TypeKind::kRate:
      return Message::kTypeRate;
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      return Message::kTypeMoney;
    case TypeKind::kQuantity:
      return Message::kTypeQuantity;
    case TypeKind::kDate:
      return Message::kTypeDate;
    case TypeKind::kMonth:
      return Message::kTypeMonth;
    case TypeKind::kInstant:
      return Message::kTypeInstant;
    case TypeKind::kClock:
      return Message::kTypeClock;
    case TypeKind::kHours:
      return Message::kTypeHours;
    case TypeKind::kDays:
      return Message::kTypeDays;
    case TypeKind::kWorkdays:
      return Message::kTypeWorkdays;
    case TypeKind::kMonths:
      return Message::kTypeMonths;
    case TypeKind::kText:
      return Message::kTypeText;
    case TypeKind::kEnum:
      return Message::kTypeEnum;
    case TypeKind::kList:
      return Message::kTypeList;
    case TypeKind::kSet:
      return Message::kTypeSet;
    case TypeKind::kRecord:
      return Message::kTypeRecord;
  }
  return Message::kTypeText;
}

// "每日" before a rate or an amount per day; "" where the unit says nothing about time.
std::string PerPrefix(const program::Type& type, Language language) {
  const std::string unit =
      type.unit.substr(type.unit.rfind('/') == std::string::npos ? 0 : type.unit.rfind('/') + 1);
  if (unit == "天" || unit == "日" || unit == "day") return Say(language, Message::kPerDay);
  if (unit == "月" || unit == "个月" || unit == "month") return Say(language, Message::kPerMonth);
  if (unit == "年" || unit == "year") return Say(language, Message::kPerYear);
  return "";
}

}  // namespace

std::string DateInWords(int64_t day, Language language) {
  static constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
  const value::CivilDate date = value::CivilFromDays(day);
  if (language == Language::kChinese)
    return fmt::format("{}年{}月{}日", date.year, date.month, date.day);
  return fmt::format("{} {} {}", date.day, kMonths[date.month - 1], date.year);
}

std::string InnerQuotes(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kInner[] = {
      {"“", "‘"}, {"”", "’"}, {"‘", "“"}, {"’", "”"}};
  std::string inner;
  while (!text.empty()) {
    const size_t length = std::max<size_t>(1, Utf8Length(text));
    std::string_view one = text.substr(0, length);
    for (const auto& [outer, replaced] : kInner) {
      if (one != outer) continue;
      one = replaced;
      break;
    }
    inner += one;
    text.remove_prefix(length);
  }
  return inner;
}

std::string PeriodInWords(const Policy& policy, Language language) {
  const auto& from = policy.effective_from;
  const auto& to = policy.effective_to;
  std::string period;
  if (from && to) {
    period = Say(language, Message::kPeriodBoth, DateInWords(*from, language),
                 DateInWords(*to, language));
  } else if (from) {
    period = Say(language, Message::kPeriodFrom, DateInWords(*from, language));
  } else if (to) {
    period = Say(language, Message::kPeriodTo, DateInWords(*to, language));
  }
  if (!period.empty() && policy.effective_by >= 0)
    period += Say(language, Message::kPeriodBy, policy.inputs[policy.effective_by].name);
  return period;
}

std::string Words::Value(const program::Type& type, const value::Value& value) const {
  if (value.is_none()) return Say(language_, Message::kNoneWord);
  if (type.kind == TypeKind::kDate && value.is_number()) {
    if (const auto day = value.number().ToInt64()) return DateInWords(*day, language_);
  }
  const std::string shown = interp::DisplayText(policy_, type, value, chinese());
  if (type.kind != TypeKind::kRate || !value.is_number() || value.number().is_zero()) return shown;
  const std::string prefix = PerPrefix(type, language_);
  // DisplayText may print the unit behind the number; one of the two is enough.
  if (prefix.empty() || shown.find('/') != std::string::npos) return shown;
  return chinese() ? prefix + shown : shown + " " + prefix;
}

std::string Words::PerUnit(const program::Type& type) const { return PerPrefix(type, language_); }

std::string Words::Amount(Index type, const value::Value& value) const {
  const program::Type& declared = policy_.types[type];
  const bool yuan = declared.unit.empty() || declared.unit == "元" || declared.unit == "CNY";
  if (declared.kind == TypeKind::kMoney && yuan && value.is_number() &&
      (value.number() * 100).is_integer()) {
    const std::string digits = Grouped(value.number().ToFixed(2));
    return chinese() ? digits + "元" : digits + " yuan";
  }
  return Value(declared, value);
}

std::string Words::About(Index index, const value::Value& value) const {
  if (!value.is_number()) return "";
  const program::Type& type = policy_.types[index];
  const bool rate = type.kind == TypeKind::kRate;
  switch (type.kind) {
    case TypeKind::kRate:
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
    case TypeKind::kQuantity:
    case TypeKind::kDecimal:
      break;
    default:
      return "";
  }
  const value::Rational number =
      rate ? value.number() * 100 : value.number() / type.factor;
  if (number.ToString().find('/') == std::string::npos) return "";
  const value::Rational rounded =
      value::Round(number, value::Rational(1, 100), value::RoundMode::kHalfUp);
  if (rate) return rounded.ToFixed(2) + "%";
  return Value(type, value::Value(rounded * type.factor));
}

std::string Words::TypeName(const program::Type& type) const {
  return Say(language_, TypeMessage(type.kind));
}

std::string Words::InputWithChoices(Index input) const {
  return policy_.inputs[input].name + Bracketed(Choices(input), language_);
}

std::string Words::NeedWithChoices(const interp::Evaluation& evaluation, Index need) const {
  const Index input = evaluation.NeedInput(policy_, need);
  return need == input ? InputWithChoices(input) : evaluation.NeedName(policy_, need);
}

std::string Words::Choices(Index input) const {
  const program::Input& declared = policy_.inputs[input];
  std::string choices = Choices(policy_.types[declared.type], declared.domain);
  if (policy_.types[declared.type].optional)
    choices += (chinese() ? "，" : ", ") + Say(language_, Message::kOrNone);
  return choices;
}

std::string Words::DomainInWords(const program::Type& type, const program::Domain& domain) const {
  // As written, unless it is written in the other language.
  const bool foreign = std::any_of(domain.text.begin(), domain.text.end(), [this](char c) {
    return chinese() ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                     : static_cast<unsigned char>(c) >= 0x80;
  });
  if (!foreign || domain.intervals.empty() || type.kind == TypeKind::kEnum) return domain.text;
  std::vector<std::string> parts;
  for (const program::Interval& one : domain.intervals) {
    const std::string low = one.low ? Value(type, value::Value(*one.low)) : "";
    const std::string high = one.high ? Value(type, value::Value(*one.high)) : "";
    if (one.low && one.high && !one.low_open && !one.high_open) {
      parts.push_back(Say(language_, Message::kClosedClosed, low, high));
      continue;
    }
    std::vector<std::string> ends;
    if (one.low)
      ends.push_back(Say(language_, one.low_open ? Message::kMore : Message::kAtLeast, low));
    if (one.high)
      ends.push_back(Say(language_, one.high_open ? Message::kLess : Message::kAtMost, high));
    parts.push_back(Join(ends, language_));
  }
  return JoinWith(parts, Say(language_, Message::kOr));
}

std::string Words::Choices(const program::Type& type, const program::Domain& allowed) const {
  const std::string domain = DomainInWords(type, allowed);
  std::string choices = TypeName(type);
  if (type.kind == TypeKind::kEnum) {
    std::vector<std::string> members;
    const program::EnumType& listed = policy_.enums[type.enumeration];
    constexpr size_t kMostOfTree = 6;  // of hundreds of codes some show what they look like
    for (size_t i = 0; i < listed.members.size(); ++i) {
      if (!program::IsLeaf(listed, static_cast<Index>(i))) continue;
      members.push_back(listed.members[i].name);
      if (!listed.tree || members.size() < kMostOfTree) continue;
      members.push_back("……");
      break;
    }
    choices = Say(language_, Message::kOneOf, Join(members, language_));
  } else if (type.kind == TypeKind::kBoolean) {
    choices = Say(language_, Message::kYesOrNo);
  } else if (!type.unit.empty() && type.kind == TypeKind::kQuantity) {
    choices += chinese() ? "，" + type.unit : ", " + type.unit;
  }
  if ((type.kind == TypeKind::kList || type.kind == TypeKind::kSet) && type.element) {
    const std::string items = Choices(*type.element, type.element_domain);
    choices += (chinese() ? "，每项为" : " of ") + items;
  } else if (type.kind == TypeKind::kRecord) {
    std::vector<std::string> fields;
    for (const program::Field& field : type.fields) fields.push_back(field.name);
    choices = Say(language_, Message::kRecordOf, Join(fields, language_));
  }
  const std::string per = type.unit.substr(type.unit.rfind('/') + 1);
  if (type.kind == TypeKind::kRate && !per.empty()) choices += "/" + per;
  if (!domain.empty()) choices += (chinese() ? "，" : ", ") + domain;
  return choices;
}

std::string PlaceInWords(const program::Place& place, Language language) {
  std::string words;
  if (!place.document.empty())
    words += language == Language::kChinese ? "《" + place.document + "》" : place.document + ", ";
  if (!place.clause.empty()) words += place.clause;
  if (place.line > 0) {
    const std::string line = Say(language, Message::kLineOfFile, place.line);
    words += words.empty() ? line : (language == Language::kChinese ? "，" : ", ") + line;
  }
  return words;
}

const program::Rule* FindRule(const program::Definition& definition, const std::string& label) {
  struct Search {
    const std::string& label;
    const program::Rule* In(const std::vector<program::Rule>& rules) const {
      for (const program::Rule& rule : rules) {
        if (rule.label == label) return &rule;
        if (const program::Rule* found = In(rule.exceptions)) return found;
      }
      return nullptr;
    }
  };
  return Search{label}.In(definition.rules);
}

std::string RuleInWords(const Policy& policy, const std::string& label, Language language) {
  if (label == "otherwise") return Say(language, Message::kOtherwiseRule);
  for (const program::Definition& definition : policy.definitions) {
    const program::Rule* rule = FindRule(definition, label);
    if (rule == nullptr) continue;
    if (rule->table >= 0) {
      const int row = rule->row + 1;
      return Say(language, Message::kTableRow, policy.tables[rule->table].name, row);
    }
    if (!rule->title.empty()) return Say(language, Message::kRuleTitled, label, rule->title);
    break;
  }
  const size_t hash = label.find('#');
  if (hash != std::string::npos)
    return Say(language, Message::kNthRule, label.substr(0, hash), label.substr(hash + 1));
  return Say(language, Message::kRuleNamed, label);
}

}  // namespace pol::cli
