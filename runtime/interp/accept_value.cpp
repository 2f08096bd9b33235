// One datum at one type (semantics 1.7).
#include "runtime/interp/accept_value.h"

#include <algorithm>

#include "runtime/interp/accept.h"
#include "runtime/program/codes.h"
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
  if (enumeration.tree) return program::LeafCalled(enumeration, text);
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
    else if (enumeration.open &&
             !(enumeration.tree && !program::MembersCalled(enumeration, text).empty()))
      *value = Value::Text(std::string(written));
    else
      return RefusalCode::kNotAMember;
    return std::nullopt;
  }

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

bool IsStructured(TypeKind kind) {
  return kind == TypeKind::kList || kind == TypeKind::kSet || kind == TypeKind::kRecord;
}

Reading CheckDomain(const program::Domain& domain, const Value& value) {
  if (!value.is_number() || InDomain(domain, value.number())) return std::nullopt;
  return RefusalCode::kNotInDomain;
}

Reading CheckType(const Policy& policy, const Type& type, const Value& value) {
  if (value.is_unknown()) return std::nullopt;
  if (value.is_none()) return type.optional ? Reading() : RefusalCode::kWrongType;
  if (type.kind == TypeKind::kRecord) {
    if (!value.is_list() || value.items().size() != type.fields.size())
      return RefusalCode::kWrongType;
    for (size_t i = 0; i < type.fields.size(); ++i) {
      const Value& part = value.items()[i];
      if (const Reading refused = CheckType(policy, type.fields[i].type, part)) return refused;
      if (const Reading refused = CheckDomain(type.fields[i].domain, part)) return refused;
    }
    return std::nullopt;
  }
  if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet) {
    if (!value.is_list() || !type.element) return RefusalCode::kWrongType;
    if (value.items().size() > MostItems(type)) return RefusalCode::kTooLong;
    for (const Value& item : value.items()) {
      if (const Reading refused = CheckType(policy, *type.element, item)) return refused;
      if (const Reading refused = CheckDomain(type.element_domain, item)) return refused;
    }
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
    const bool leaf = member && program::IsLeaf(enumeration, static_cast<Index>(*index));
    return leaf ? Reading() : RefusalCode::kNotAMember;
  }
  if (!value.is_number()) return RefusalCode::kWrongType;
  if (type.grid && !OnGrid(value.number(), *type.grid)) return RefusalCode::kOffGrid;
  return std::nullopt;
}

// The items of a list in a cell: a、b、c, or with semicolons.
std::vector<Datum> ItemsOfText(std::string_view text) {
  std::vector<Datum> items(1);
  const std::string_view separators[] = {"、", "；", ";"};
  while (!text.empty()) {
    size_t width = 0;
    for (const std::string_view separator : separators) {
      if (text.starts_with(separator)) width = separator.size();
    }
    if (width > 0) {
      text.remove_prefix(width);
      items.emplace_back();
      continue;
    }
    items.back().text += text.front();
    text.remove_prefix(1);
  }
  for (Datum& item : items) {
    item.kind = Datum::Kind::kText;
    item.text = std::string(Trimmed(item.text));
    if (item.text.empty()) item.kind = Datum::Kind::kNull;
  }
  return items;
}

}  // namespace

std::string ShownDatum(const Datum& datum) {
  switch (datum.kind) {
    case Datum::Kind::kNull:
      return "null";
    case Datum::Kind::kBoolean:
      return datum.truth ? "true" : "false";
    case Datum::Kind::kNumber:
    case Datum::Kind::kText:
      return datum.text;
    case Datum::Kind::kArray: {
      std::string text = "[";
      for (size_t i = 0; i < datum.items.size() && text.size() < 200; ++i)
        text += (i == 0 ? "" : ", ") + ShownDatum(datum.items[i]);
      return text + "]";
    }
    case Datum::Kind::kObject: {
      std::string text = "{";
      for (size_t i = 0; i < datum.fields.size() && text.size() < 200; ++i)
        text += (i == 0 ? "" : ", ") + datum.fields[i].first + ": " + ShownDatum(datum.fields[i].second);
      return text + "}";
    }
  }
  return "";
}

std::string NearestMember(const Policy& policy, const Type& type, const std::string& given) {
  if (type.kind != TypeKind::kEnum) return "";
  std::vector<std::string> names;
  const EnumType& listed = policy.enums[type.enumeration];
  for (size_t i = 0; i < listed.members.size(); ++i) {
    if (!program::IsLeaf(listed, static_cast<Index>(i))) continue;
    names.push_back(listed.members[i].name);
    if (!listed.members[i].alias.empty()) names.push_back(listed.members[i].alias);
  }
  return value::Nearest(given, names);
}

size_t MostItems(const program::Type& type) { return std::min(type.most, kMostListItems); }

std::string FoldedName(std::string_view name) {
  const std::optional<std::string> normal = value::Nfc(name);
  return value::FoldWidth(normal ? *normal : name);
}

void DatumReader::Refuse(RefusalCode code, const std::string& path, const Type& type,
                         const program::Domain& domain, const Datum& given) {
  Refusal refusal;
  refusal.field = path;
  refusal.code = code;
  refusal.input = input_;
  refusal.type = &type;
  refusal.domain = &domain;
  refusal.given = ShownDatum(given);
  if (code == RefusalCode::kNotAMember) refusal.nearest = NearestMember(policy_, type, refusal.given);
  refusals_.push_back(std::move(refusal));
}

Value DatumReader::Missing(const Type& type, const std::string& path) {
  if (type.kind == TypeKind::kRecord) {
    std::vector<Value> fields;
    for (const program::Field& field : type.fields) {
      fields.push_back(Missing(field.type, path + "." + field.name));
    }
    return Value::List(std::move(fields));
  }
  leaves_.push_back({input_, path});
  return Value::Unknown(static_cast<int64_t>(first_leaf_ + leaves_.size()) - 1);
}

Value DatumReader::Named(const Type& type, const Value& value, const std::string& path) {
  if (value.is_unknown()) return Missing(type, path);
  if (!value.has_unknown()) return value;
  std::vector<Value> parts;
  for (size_t i = 0; i < value.items().size(); ++i) {
    const bool record = type.kind == TypeKind::kRecord;
    const std::string at =
        path + (record ? "." + type.fields[i].name : "[" + std::to_string(i + 1) + "]");
    parts.push_back(Named(record ? type.fields[i].type : *type.element, value.items()[i], at));
  }
  return Value::List(std::move(parts));
}

std::optional<Value> DatumReader::Read(const Type& type, const program::Domain& domain,
                                       const Datum& datum, const std::string& path) {
  if (datum.kind == Datum::Kind::kNull) return std::nullopt;
  if (datum.kind == Datum::Kind::kText && IsStructured(type.kind)) {
    return Written(type, domain, datum, path);
  }
  if (type.kind == TypeKind::kRecord && datum.kind == Datum::Kind::kObject) {
    return Record(type, datum, path);
  }
  if ((type.kind == TypeKind::kList || type.kind == TypeKind::kSet) &&
      datum.kind == Datum::Kind::kArray && type.element != nullptr) {
    return Items(type, domain, datum, datum.items, path);
  }
  std::optional<Value> value;
  Reading refused = RefusalCode::kWrongType;
  switch (datum.kind) {
    case Datum::Kind::kBoolean:
      if (type.kind != TypeKind::kBoolean) break;
      value = Value(datum.truth);
      refused = std::nullopt;
      break;
    case Datum::Kind::kNumber:
      if (IsNumeric(type.kind)) refused = Number(type, datum.text, &value);
      break;
    case Datum::Kind::kText:
      refused = ReadText(policy_, type, datum.text, &value);
      break;
    default:
      break;
  }
  if (!refused && value) refused = CheckDomain(domain, *value);
  if (refused) {
    Refuse(*refused, path, type, domain, datum);
    return std::nullopt;
  }
  return value;
}

// A list, set or record in a cell: JSON, or items set apart by 、.
std::optional<Value> DatumReader::Written(const Type& type, const program::Domain& domain,
                                          const Datum& datum, const std::string& path) {
  const std::string_view text = Trimmed(datum.text);
  const bool list = type.kind != TypeKind::kRecord;
  // 空 and 无: of a list that may be absent, that it is; of any other, that it has no items.
  if (IsNone(text) && (type.optional || list)) {
    return type.optional ? Value() : Value::List({});
  }
  if (text.starts_with('[') || text.starts_with('{')) {
    Datum parsed;
    JsonError error;
    const auto wanted = list ? Datum::Kind::kArray : Datum::Kind::kObject;
    if (ParseJson(text, &parsed, &error) && parsed.kind == wanted) {
      return Read(type, domain, parsed, path);
    }
  } else if (list && type.element != nullptr && type.element->kind != TypeKind::kRecord &&
             !text.empty()) {
    return Items(type, domain, datum, ItemsOfText(text), path);
  }
  Refuse(RefusalCode::kWrongType, path, type, domain, datum);
  return std::nullopt;
}

std::optional<Value> DatumReader::Items(const Type& type, const program::Domain& domain,
                                        const Datum& datum, const std::vector<Datum>& items,
                                        const std::string& path) {
  if (items.size() > MostItems(type)) {
    Refuse(RefusalCode::kTooLong, path, type, domain, datum);
    return std::nullopt;
  }
  std::vector<Value> values;
  values.reserve(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    const std::string at = path + "[" + std::to_string(i + 1) + "]";
    std::optional<Value> value = Read(*type.element, type.element_domain, items[i], at);
    values.push_back(value ? *std::move(value) : Missing(*type.element, at));
  }
  if (type.kind == TypeKind::kSet) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  return Value::List(std::move(values));
}

std::optional<Value> DatumReader::Record(const Type& type, const Datum& datum,
                                         const std::string& path) {
  std::vector<const Datum*> given(type.fields.size(), nullptr);
  for (const auto& [key, part] : datum.fields) {
    const std::string folded = FoldedName(key);
    size_t found = 0;
    while (found < type.fields.size() && FoldedName(type.fields[found].name) != folded &&
           (type.fields[found].alias.empty() || FoldedName(type.fields[found].alias) != folded)) {
      ++found;
    }
    const std::string at = path + "." + key;
    if (found == type.fields.size()) {
      unknown_.push_back(at);
    } else if (given[found] != nullptr) {
      Refuse(RefusalCode::kDuplicate, at, type.fields[found].type, type.fields[found].domain, part);
    } else {
      given[found] = &part;
    }
  }
  std::vector<Value> values;
  for (size_t i = 0; i < type.fields.size(); ++i) {
    const program::Field& field = type.fields[i];
    const std::string at = path + "." + field.name;
    std::optional<Value> value;
    if (given[i] != nullptr) value = Read(field.type, field.domain, *given[i], at);
    values.push_back(value ? *std::move(value) : Missing(field.type, at));
  }
  return Value::List(std::move(values));
}

std::optional<RefusalCode> ReadDatum(const Policy& policy, const Type& type, const Datum& datum,
                                     std::optional<Value>* value) {
  DatumReader reader(policy, -1, 0);
  *value = reader.Read(type, {}, datum, "");
  if (!reader.refusals().empty()) {
    value->reset();
    return reader.refusals().front().code;
  }
  // Without a place for its leaves nothing in it can be unknown.
  if (!reader.leaves().empty() || !reader.unknown().empty()) {
    value->reset();
    return RefusalCode::kWrongType;
  }
  return std::nullopt;
}

std::optional<RefusalCode> CheckValue(const Policy& policy, Index input, const Value& value) {
  const program::Input& declared = policy.inputs[input];
  if (const Reading refused = CheckType(policy, policy.types[declared.type], value)) return refused;
  return CheckDomain(declared.domain, value);
}

Value NameParts(const Policy& policy, Index input, const Value& value,
                std::vector<Leaf>* leaves) {
  const program::Input& declared = policy.inputs[input];
  DatumReader reader(policy, input, leaves->size());
  Value named = reader.Named(policy.types[declared.type], value, declared.name);
  leaves->insert(leaves->end(), reader.leaves().begin(), reader.leaves().end());
  return named;
}

bool ReadCell(const Policy& policy, Index input, std::string_view text, std::optional<Value>* value,
              Refusal* refusal, std::vector<Leaf>* leaves) {
  value->reset();
  const program::Input& declared = policy.inputs[input];
  const Type& type = policy.types[declared.type];
  if (text.empty() || (type.kind != TypeKind::kText && Trimmed(text).empty())) return true;
  Datum datum;
  datum.kind = Datum::Kind::kText;
  if (!IsStructured(type.kind)) {  // the frequent case, without a reader
    Reading refused = ReadText(policy, type, text, value);
    if (!refused) refused = CheckDomain(declared.domain, **value);
    if (!refused) return true;
    value->reset();
    datum.text = std::string(text);
    DatumReader reader(policy, input, 0);
    reader.Refuse(*refused, declared.name, type, declared.domain, datum);
    *refusal = reader.refusals().front();
    return false;
  }
  datum.text = std::string(text);
  DatumReader reader(policy, input, leaves == nullptr ? 0 : leaves->size());
  *value = reader.Read(type, declared.domain, datum, declared.name);
  if (reader.refusals().empty() && reader.unknown().empty() &&
      (leaves != nullptr || reader.leaves().empty())) {
    if (leaves != nullptr) {
      leaves->insert(leaves->end(), reader.leaves().begin(), reader.leaves().end());
    }
    return true;
  }
  value->reset();
  if (reader.refusals().empty()) {
    reader.Refuse(RefusalCode::kWrongType, declared.name, type, declared.domain, datum);
    if (!reader.unknown().empty()) {
      *refusal = reader.refusals().front();
      refusal->field = reader.unknown().front();
      refusal->code = RefusalCode::kUnknownName;
      return false;
    }
  }
  *refusal = reader.refusals().front();
  return false;
}

}  // namespace pol::interp
