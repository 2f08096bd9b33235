// One datum at one type (semantics 1.7).
#include "runtime/interp/accept_value.h"

#include <algorithm>

#include "runtime/interp/accept.h"
#include "runtime/value/literal.h"
#include "runtime/value/nearest.h"

namespace pol::interp {

namespace {

using program::EnumType;
using program::Member;
using program::Policy;
using program::Type;
using program::TypeKind;

using Reading = std::optional<RefusalCode>;

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool EqualsWord(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

bool IsNone(std::string_view text) {
  return EqualsWord(text, "none") || text == "无" || text == "空";
}

std::optional<bool> Truth(std::string_view text) {
  if (EqualsWord(text, "true") || EqualsWord(text, "yes") || text == "是") return true;
  if (EqualsWord(text, "false") || EqualsWord(text, "no") || text == "否") return false;
  return std::nullopt;
}

// The member that `text` names; -1 if none.
Index MemberIndex(const EnumType& enumeration, std::string_view text) {
  const std::vector<Member>& members = enumeration.members;
  for (size_t i = 0; i < members.size(); ++i)
    if (members[i].name == text || (!members[i].alias.empty() && members[i].alias == text))
      return static_cast<Index>(i);
  const std::string folded = value::FoldWidth(text);
  for (size_t i = 0; i < members.size(); ++i)
    if (value::FoldWidth(members[i].name) == folded ||
        (!members[i].alias.empty() && value::FoldWidth(members[i].alias) == folded))
      return static_cast<Index>(i);
  return -1;
}

bool IsNumeric(TypeKind kind) {
  switch (kind) {
    case TypeKind::kInteger:
    case TypeKind::kDecimal:
    case TypeKind::kRate:
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
    case TypeKind::kQuantity:
    case TypeKind::kHours:
    case TypeKind::kDays:
    case TypeKind::kWorkdays:
    case TypeKind::kMonths:
      return true;
    default:
      return false;
  }
}

bool OnGrid(const Rational& number, const Rational& grid) {
  // For 1 and 1/100 and the like the denominator decides.
  if (number.is_small() && grid.is_small() && grid.small_numerator() == 1)
    return grid.small_denominator() % number.small_denominator() == 0;
  return (number / grid).is_integer();
}

Reading Number(const Type& type, std::string_view text, std::optional<Value>* value) {
  std::optional<Rational> number = ReadMeasure(type, text);
  if (!number) return RefusalCode::kWrongType;
  if (type.grid && !OnGrid(*number, *type.grid)) return RefusalCode::kOffGrid;
  *value = Value(*std::move(number));
  return std::nullopt;
}

Reading Moment(std::optional<int64_t> number, std::optional<Value>* value) {
  if (!number) return RefusalCode::kWrongType;
  *value = Value(Rational(*number));
  return std::nullopt;
}

Reading ReadText(const Policy& policy, const Type& type, std::string_view written,
                 std::optional<Value>* value);

Reading Items(const Policy& policy, const Type& type, const std::vector<Datum>& data,
              std::optional<Value>* value) {
  if (!type.element) return RefusalCode::kWrongType;
  if (data.size() > kMostListItems) return RefusalCode::kTooLong;
  std::vector<Value> items;
  items.reserve(data.size());
  for (const Datum& datum : data) {
    std::optional<Value> item;
    if (const Reading refused = ReadDatum(policy, *type.element, datum, &item)) return refused;
    // A list that is supplied is complete: it has no unknown items.
    if (!item) return RefusalCode::kWrongType;
    items.push_back(*std::move(item));
  }
  if (type.kind == TypeKind::kSet) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
  }
  *value = Value::List(std::move(items));
  return std::nullopt;
}

// A list in a cell is written as JSON: ["a", "b"].
Reading ListText(const Policy& policy, const Type& type, std::string_view text,
                 std::optional<Value>* value) {
  Datum datum;
  JsonError error;
  if (!ParseJson(text, &datum, &error) || datum.kind != Datum::Kind::kArray)
    return RefusalCode::kWrongType;
  return Items(policy, type, datum.items, value);
}

Reading ReadText(const Policy& policy, const Type& type, std::string_view written,
                 std::optional<Value>* value) {
  std::string normal;
  if (!IsAscii(written)) {
    std::optional<std::string> nfc = value::Nfc(written);
    if (!nfc) return RefusalCode::kWrongType;
    normal = *std::move(nfc);
    written = normal;
  }
  const std::string_view text = Trimmed(written);
  // A member called 无 is that member; only else it says that there is none.
  if (type.optional && IsNone(text) &&
      (type.kind != TypeKind::kEnum || MemberIndex(policy.enums[type.enumeration], text) < 0)) {
    *value = Value();
    return std::nullopt;
  }
  if (type.kind == TypeKind::kText) {
    *value = Value::Text(std::string(written));
    return std::nullopt;
  }
  if (text.empty()) return RefusalCode::kWrongType;
  if (type.kind == TypeKind::kEnum) {
    const EnumType& enumeration = policy.enums[type.enumeration];
    const Index member = MemberIndex(enumeration, text);
    if (member >= 0)
      *value = Value(Rational(member));
    else if (enumeration.open)
      *value = Value::Text(std::string(written));
    else
      return RefusalCode::kNotAMember;
    return std::nullopt;
  }
  if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet)
    return ListText(policy, type, text, value);

  std::string folded;
  std::string_view plain = text;
  if (!IsAscii(text)) {
    folded = value::FoldWidth(text);
    plain = folded;
  }
  if (IsNumeric(type.kind)) return Number(type, plain, value);
  switch (type.kind) {
    case TypeKind::kBoolean: {
      const std::optional<bool> truth = Truth(plain);
      if (!truth) return RefusalCode::kWrongType;
      *value = Value(*truth);
      return std::nullopt;
    }
    case TypeKind::kDate:
      return Moment(value::ParseDate(plain), value);
    case TypeKind::kMonth:
      return Moment(value::ParseMonth(plain), value);
    case TypeKind::kInstant:
      return Moment(value::ParseInstant(plain), value);
    case TypeKind::kClock:
      return Moment(value::ParseClock(plain), value);
    default:
      return RefusalCode::kWrongType;
  }
}

bool InDomain(const program::Domain& domain, const Rational& number) {
  if (domain.intervals.empty()) return true;
  for (const program::Interval& interval : domain.intervals) {
    if (interval.low && (number < *interval.low || (interval.low_open && number == *interval.low)))
      continue;
    if (interval.high &&
        (number > *interval.high || (interval.high_open && number == *interval.high)))
      continue;
    return true;
  }
  return false;
}

Reading CheckType(const Policy& policy, const Type& type, const Value& value) {
  if (value.is_none()) return type.optional ? Reading() : RefusalCode::kWrongType;
  if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet) {
    if (!value.is_list() || !type.element) return RefusalCode::kWrongType;
    if (value.items().size() > kMostListItems) return RefusalCode::kTooLong;
    for (const Value& item : value.items())
      if (const Reading refused = CheckType(policy, *type.element, item)) return refused;
    return std::nullopt;
  }
  if (type.kind == TypeKind::kText) return value.is_text() ? Reading() : RefusalCode::kWrongType;
  if (type.kind == TypeKind::kEnum) {
    const EnumType& enumeration = policy.enums[type.enumeration];
    if (value.is_text()) return enumeration.open ? Reading() : RefusalCode::kNotAMember;
    if (!value.is_number()) return RefusalCode::kWrongType;
    const std::optional<int64_t> index = value.number().ToInt64();
    const bool member =
        index && *index >= 0 && *index < static_cast<int64_t>(enumeration.members.size());
    return member ? Reading() : RefusalCode::kNotAMember;
  }
  if (!value.is_number()) return RefusalCode::kWrongType;
  if (type.grid && !OnGrid(value.number(), *type.grid)) return RefusalCode::kOffGrid;
  return std::nullopt;
}

Reading CheckDomain(const program::Domain& domain, const Value& value) {
  if (!value.is_number() || InDomain(domain, value.number())) return std::nullopt;
  return RefusalCode::kNotInDomain;
}

}  // namespace

std::optional<RefusalCode> ReadDatum(const Policy& policy, const Type& type, const Datum& datum,
                                     std::optional<Value>* value) {
  value->reset();
  switch (datum.kind) {
    case Datum::Kind::kNull:
      return std::nullopt;
    case Datum::Kind::kBoolean:
      if (type.kind != TypeKind::kBoolean) return RefusalCode::kWrongType;
      *value = Value(datum.truth);
      return std::nullopt;
    case Datum::Kind::kNumber:
      if (!IsNumeric(type.kind)) return RefusalCode::kWrongType;
      return Number(type, datum.text, value);
    case Datum::Kind::kText:
      return ReadText(policy, type, datum.text, value);
    case Datum::Kind::kArray:
      if (type.kind != TypeKind::kList && type.kind != TypeKind::kSet)
        return RefusalCode::kWrongType;
      return Items(policy, type, datum.items, value);
    case Datum::Kind::kObject:
      return RefusalCode::kWrongType;
  }
  return RefusalCode::kWrongType;
}

std::optional<RefusalCode> CheckValue(const Policy& policy, Index input, const Value& value) {
  const program::Input& declared = policy.inputs[input];
  if (const Reading refused = CheckType(policy, policy.types[declared.type], value)) return refused;
  return CheckDomain(declared.domain, value);
}

bool ReadCell(const Policy& policy, Index input, std::string_view text, std::optional<Value>* value,
              Refusal* refusal) {
  value->reset();
  const program::Input& declared = policy.inputs[input];
  const Type& type = policy.types[declared.type];
  if (text.empty() || (type.kind != TypeKind::kText && Trimmed(text).empty())) return true;
  Reading refused = ReadText(policy, type, text, value);
  if (!refused) refused = CheckDomain(declared.domain, **value);
  if (!refused) return true;
  value->reset();
  *refusal = Refusal();
  refusal->field = declared.name;
  refusal->code = *refused;
  refusal->input = input;
  refusal->given = std::string(text);
  if (*refused == RefusalCode::kNotAMember && type.kind == TypeKind::kEnum) {
    std::vector<std::string> names;
    for (const Member& member : policy.enums[type.enumeration].members) {
      names.push_back(member.name);
      if (!member.alias.empty()) names.push_back(member.alias);
    }
    refusal->nearest = value::Nearest(text, names);
  }
  return false;
}

}  // namespace pol::interp
