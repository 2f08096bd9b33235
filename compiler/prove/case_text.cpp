#include "compiler/prove/case_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "runtime/value/date.h"

namespace pol::prove {

using program::Policy;
using program::Type;
using program::TypeKind;

namespace {

constexpr int64_t kDaySeconds = 86400;

enum class WordKind : uint8_t { HEAD, WORD, SOFT };

// Words that the language keeps for itself, in both languages; `soft`: also those it keeps only in their place.
bool IsKeyword(std::string_view name, bool soft) {
  static const std::vector<std::pair<WordKind, std::string_view>> kSpellings = {
#define POL_KEYWORD(token, kind, glue, english, chinese, meaning) \
  {WordKind::kind, english " " chinese},
#include "grammar/keywords.def"
#undef POL_KEYWORD
  };
  for (auto [kind, spellings] : kSpellings) {
    if (kind == WordKind::SOFT && !soft) continue;
    while (!spellings.empty()) {
      const size_t end = std::min(spellings.find(' '), spellings.size());
      std::string_view word = spellings.substr(0, end);
      word = word.substr(0, word.find(':'));
      if (word == name) return true;
      spellings.remove_prefix(std::min(end + 1, spellings.size()));
    }
  }
  return false;
}

// A letter, a digit, an underscore, or a Han character.
bool IsPlainName(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (size_t i = 0; i < name.size();) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte < 0x80) {
      if (std::isalnum(byte) == 0 && byte != '_') return false;
      ++i;
    } else if (byte >= 0xE4 && byte <= 0xE9 && i + 2 < name.size()) {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

std::string Decimal(const Rational& number) { return number.ToString(); }

size_t DecimalsOf(const std::string& digits) {
  const size_t point = digits.find('.');
  return point == std::string::npos ? 0 : digits.size() - point - 1;
}

bool IsFinite(const std::string& digits) { return digits.find('/') == std::string::npos; }

// 6000000 as 600万, where that is shorter and says no less.
std::string Amount(const Rational& number, bool chinese) {
  const std::string plain = Decimal(number);
  if (!chinese || !IsFinite(plain)) return plain;
  const std::pair<int64_t, const char*> kUnits[] = {{100'000'000, "亿"}, {10'000, "万"}};
  for (const auto& [size, name] : kUnits) {
    if (value::Abs(number) < Rational(size)) continue;
    const std::string digits = Decimal(number / Rational(size));
    if (DecimalsOf(digits) <= 2) return digits + name;
  }
  return plain;
}

std::string RateText(const Rational& rate) {
  const std::string plain = Decimal(rate);
  if (!IsFinite(plain) || rate.is_zero()) return plain;
  const std::string percent = Decimal(rate * Rational(100)), thousandth = Decimal(rate * Rational(1000));
  const bool small = value::Abs(rate) < Rational(1, 100);
  return small && DecimalsOf(thousandth) < DecimalsOf(percent) ? thousandth + "‰" : percent + "%";
}

// With seconds a clock time cannot be written.
std::string ClockText(int64_t seconds) {
  const std::string text = value::FormatClock(seconds);
  return seconds % 60 == 0 ? text.substr(0, 5) : std::string();
}

std::string Quoted(const std::string& text) {
  if (text.find_first_of("\r\n") != std::string::npos) return "";
  if (text.find('"') == std::string::npos) return "\"" + text + "\"";
  return text.find("”") == std::string::npos ? "“" + text + "”" : "";
}

class Writer {
 public:
  Writer(const Policy& policy, bool chinese) : policy_(policy), chinese_(chinese) {}

  std::string Literal(const Type& type, const Value& value) const {
    if (value.is_none()) return chinese_ ? "空" : "none";
    if (value.is_text()) return Quoted(value.text());
    if (value.is_list()) return List(type, value.items());
    if (!value.is_number()) return "";
    const Rational& number = value.number();
    const int64_t whole = number.Floor().ToInt64().value_or(0);
    switch (type.kind) {
      case TypeKind::kBoolean:
        if (chinese_) return value.truth() ? "是" : "否";
        return value.truth() ? "yes" : "no";
      case TypeKind::kEnum: {
        const auto& members = policy_.enums[static_cast<size_t>(type.enumeration)].members;
        return NameText(members[static_cast<size_t>(whole)].name, true);
      }
      case TypeKind::kDate:
        return value::FormatDate(whole);
      case TypeKind::kMonth:
        return value::FormatMonth(whole);
      case TypeKind::kClock:
        return ClockText(whole);
      case TypeKind::kInstant: {
        const Rational day = (number / Rational(kDaySeconds)).Floor();
        const int64_t date = day.ToInt64().value_or(0);
        const std::string clock = ClockText(whole - date * kDaySeconds);
        return clock.empty() ? "" : value::FormatDate(date) + " " + clock;
      }
      case TypeKind::kRate:
        return RateText(number / type.factor);
      case TypeKind::kMoney:
      case TypeKind::kExactMoney: {
        const std::string amount = Amount(number, chinese_);
        if (!type.unit.empty() && type.unit != "元") return amount;
        return amount + (chinese_ ? "元" : " yuan");
      }
      default:
        return Amount(number / type.factor, chinese_);
    }
  }

 private:
  std::string List(const Type& type, const std::vector<Value>& items) const {
    const bool record = type.kind == TypeKind::kRecord;
    const bool set = type.kind == TypeKind::kSet;
    std::string text = record ? "" : set ? Word("集合", "set") : Word("列表", "list");
    text += Word("（", "(");
    for (size_t i = 0; i < items.size(); ++i) {
      if (i > 0) text += Word("，", ", ");
      if (record) text += NameText(type.fields[i].name) + " = ";
      const Type& part = record ? type.fields[i].type : *type.element;
      const std::string item = Literal(part, items[i]);
      if (item.empty()) return "";
      text += item;
    }
    return text + Word("）", ")");
  }
  const char* Word(const char* chinese, const char* english) const {
    return chinese_ ? chinese : english;
  }

  const Policy& policy_;
  const bool chinese_;
};

// The facts of a record stand together: 企业 = （规模 = 小型，人数 = 3）.
struct Stated {
  std::string name, value;
  std::vector<Stated> parts;
};

void State(std::string_view path, std::string value, std::vector<Stated>* into) {
  const size_t dot = path.find('.');
  const std::string head(path.substr(0, dot));
  if (dot == std::string_view::npos) {
    into->push_back({head, std::move(value), {}});
    return;
  }
  if (into->empty() || into->back().name != head || into->back().parts.empty()) {
    into->push_back({head, "", {}});
  }
  State(path.substr(dot + 1), std::move(value), &into->back().parts);
}

std::string Joined(const std::vector<Stated>& stated, bool chinese) {
  std::string text;
  for (const Stated& one : stated) {
    if (!text.empty()) text += chinese ? "，" : ", ";
    text += NameText(one.name) + " = ";
    if (one.parts.empty()) {
      text += one.value;
    } else {
      text += (chinese ? "（" : "(") + Joined(one.parts, chinese) + (chinese ? "）" : ")");
    }
  }
  return text;
}

const interp::Outcome* OutcomeOf(const interp::Evaluation& evaluation, Index definition) {
  for (const auto* outcomes : {&evaluation.outputs, &evaluation.lets}) {
    for (const interp::Outcome& outcome : *outcomes) {
      if (outcome.definition == definition) return &outcome;
    }
  }
  return nullptr;
}

}  // namespace

std::string NameText(const std::string& name, bool member) {
  return IsPlainName(name) && !IsKeyword(name, member) ? name : "「" + name + "」";
}

std::string LiteralText(const Policy& policy, const Type& type, const Value& value, bool chinese) {
  return Writer(policy, chinese).Literal(type, value);
}

std::string TestText(const Policy& policy, const Case& which, const TestWish& wish, bool chinese) {
  const Writer writer(policy, chinese);
  const auto word = [&](const char* zh, const char* en) { return std::string(chinese ? zh : en); };
  std::vector<Stated> given;
  for (size_t i = 0; i < which.facts.inputs.size(); ++i) {
    const std::optional<Value>& value = which.facts.inputs[i];
    if (!value || (!wish.inputs.empty() && !wish.inputs[i])) continue;
    const program::Input& input = policy.inputs[i];
    std::string literal = writer.Literal(policy.types[static_cast<size_t>(input.type)], *value);
    if (literal.empty()) return "";
    State(input.name, std::move(literal), &given);
  }
  const interp::Evaluation evaluation =
      interp::Evaluate(policy, which.facts, which.at, {.explain = true});
  std::vector<Index> definitions = wish.definitions;
  if (definitions.empty()) {
    for (const interp::Outcome& outcome : evaluation.outputs) definitions.push_back(outcome.definition);
  }
  std::string expected;
  for (const Index definition : definitions) {
    const interp::Outcome* outcome = OutcomeOf(evaluation, definition);
    if (outcome == nullptr) continue;
    const program::Definition& of = policy.definitions[static_cast<size_t>(definition)];
    const std::string name = NameText(of.name);
    std::string one;
    switch (outcome->status) {
      case interp::Status::kValue: {
        const std::string literal =
            writer.Literal(policy.types[static_cast<size_t>(of.type)], outcome->value);
        if (literal.empty()) return "";
        one = name + " = " + literal;
        break;
      }
      case interp::Status::kNoRule:
        one = name + word(" 无规则", " no rule");
        break;
      case interp::Status::kError:
        one = word("报错 ", "error ") + name;
        break;
      default:
        return "";
    }
    if (!expected.empty()) expected += word("，", ", ");
    expected += one;
  }
  if (expected.empty()) return "";
  std::string text = word("测试 ", "test ") + Quoted(wish.name);
  // Of several readings the adopted one, which knows the others, is meant where none is named.
  if (!policy.reading.empty() && policy.readings.empty()) {
    text += word(" 依 ", " under ") + NameText(policy.reading);
  }
  const std::optional<int64_t> usual = policy.effective_from ? policy.effective_from : policy.effective_to;
  if (wish.day && usual != which.at) text += word(" 于 ", " at ") + value::FormatDate(which.at);
  if (!given.empty()) text += word(" 假设 ", " given ") + Joined(given, chinese);
  return text + word(" 期望 ", " expect ") + expected;
}

}  // namespace pol::prove
