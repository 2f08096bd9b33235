// Types: interning, units, what may stand beside what (semantics 1).
#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {
namespace {

using value::Base;
using value::Dimension;

int PowerOf(const Dimension& dimension, Base base) {
  return dimension.power[static_cast<size_t>(base)];
}

Dimension Of(Base base) {
  Dimension dimension;
  dimension.power[static_cast<size_t>(base)] = 1;
  return dimension;
}

constexpr Base kTimes[] = {Base::kHour, Base::kDay, Base::kWorkday, Base::kMonth};

}  // namespace

bool operator==(const Type& a, const Type& b) {
  const program::Type &x = a.type, &y = b.type;
  return x.kind == y.kind && x.optional == y.optional && x.enumeration == y.enumeration &&
         x.unit == y.unit && x.factor == y.factor && x.grid == y.grid && x.name == y.name &&
         x.most == y.most && x.element_domain.text == y.element_domain.text &&
         a.dimension == b.dimension && a.element == b.element && a.fields == b.fields;
}

namespace {

std::string DomainKey(const program::Domain& domain) {
  std::string key = domain.text;
  for (const program::Interval& interval : domain.intervals) {
    key += interval.low_open ? "(" : "[";
    if (interval.low) key += interval.low->ToString();
    key += ",";
    if (interval.high) key += interval.high->ToString();
    key += interval.high_open ? ")" : "]";
  }
  return key;
}

}  // namespace

// Parts of a type are interned before it, so that their indexes stand for them.
Index Checker::Intern(const Type& type) {
  std::string key = std::to_string(static_cast<int>(type.type.kind)) +
                    (type.type.optional ? "?" : ".") + std::to_string(type.type.enumeration) + "|" +
                    type.type.unit + "|" + type.type.factor.ToString() + "|" +
                    (type.type.grid ? type.type.grid->ToString() : "-");
  for (const int8_t power : type.dimension.power) key += "," + std::to_string(power);
  if (type.element >= 0) {
    key += "<" + std::to_string(type.element) + "|" + std::to_string(type.type.most) + "|" +
           DomainKey(type.type.element_domain);
  }
  if (type.type.kind == TypeKind::kRecord) {
    key += "{" + type.type.name;
    for (size_t i = 0; i < type.fields.size(); ++i) {
      const program::Field& field = type.type.fields[i];
      key += "\n" + field.name + "\t" + field.alias + "\t" + std::to_string(type.fields[i]) + "|" +
             DomainKey(field.domain);
    }
  }
  const auto [place, added] = type_index_.emplace(key, static_cast<Index>(model_.types.size()));
  if (added) model_.types.push_back(type);
  return place->second;
}

Index Checker::Simple(TypeKind kind) {
  Type type;
  type.type.kind = kind;
  switch (kind) {
    case TypeKind::kInteger:
      type.type.grid = Rational(1);
      break;
    case TypeKind::kMoney:
      type.type.grid = Rational(1, 100);
      [[fallthrough]];
    case TypeKind::kExactMoney:
      type.type.unit = "元";
      type.dimension = Of(Base::kCny);
      break;
    case TypeKind::kHours:
      type.type.unit = "小时";
      type.dimension = Of(Base::kHour);
      break;
    case TypeKind::kDays:
      type.type.unit = "天";
      type.type.grid = Rational(1);
      type.dimension = Of(Base::kDay);
      break;
    case TypeKind::kWorkdays:
      type.type.unit = "个工作日";
      type.type.grid = Rational(1);
      type.dimension = Of(Base::kWorkday);
      break;
    case TypeKind::kMonths:
      type.type.unit = "个月";
      type.type.grid = Rational(1);
      type.dimension = Of(Base::kMonth);
      break;
    default:
      break;
  }
  return Intern(type);
}

Index Checker::Counting(TypeKind kind, const std::string& unit) {
  Type type;
  type.type.kind = kind;
  type.type.unit = unit;
  if (kind == TypeKind::kInteger) type.type.grid = Rational(1);
  return Intern(type);
}

// The type of a computed number: what its dimension says.
Index Checker::OfDimension(const Dimension& dimension) {
  if (dimension.is_number()) return Simple(TypeKind::kDecimal);
  if (dimension == Of(Base::kCny)) return Simple(TypeKind::kExactMoney);
  if (dimension == Of(Base::kHour)) return Simple(TypeKind::kHours);
  if (dimension == Of(Base::kDay)) return Simple(TypeKind::kDays);
  if (dimension == Of(Base::kWorkday)) return Simple(TypeKind::kWorkdays);
  if (dimension == Of(Base::kMonth)) return Simple(TypeKind::kMonths);
  Type type;
  type.dimension = dimension;
  const std::pair<Base, const char*> names[] = {
      {Base::kCny, "元"},   {Base::kUsd, "美元"},         {Base::kHour, "小时"},
      {Base::kDay, "天"},   {Base::kWorkday, "个工作日"}, {Base::kMonth, "月"},
      {Base::kMetre, "米"}, {Base::kKilogram, "千克"},     {Base::kKilowattHour, "千瓦时"}};
  std::string above, below;
  for (const auto& [base, name] : names) {
    const int power = PowerOf(dimension, base);
    if (power == 0) continue;
    std::string& side = power > 0 ? above : below;
    if (!side.empty()) side += power > 0 ? "·" : "/";
    const int times = power > 0 ? power : -power;
    if (base == Base::kMetre && times == 2) {
      side += "平方米";
    } else if (base == Base::kMetre && times == 3) {
      side += "立方米";
    } else {
      side += name;
      if (times > 1) side += "^" + std::to_string(times);
    }
  }
  type.type.kind = PowerOf(dimension, Base::kCny) > 0 ? TypeKind::kExactMoney : TypeKind::kQuantity;
  for (const Base base : kTimes) {
    Dimension per;
    per.power[static_cast<size_t>(base)] = -1;
    if (dimension == per) type.type.kind = TypeKind::kRate;
  }
  type.type.unit = type.type.kind == TypeKind::kRate ? below
                   : below.empty()                   ? above
                   : above.empty()                   ? "1/" + below
                                                     : above + "/" + below;
  return Intern(type);
}

Index Checker::EnumType(Index enumeration, bool optional) {
  Type type;
  type.type.kind = TypeKind::kEnum;
  type.type.enumeration = enumeration;
  type.type.optional = optional;
  return Intern(type);
}

Index Checker::ListOf(Index element, TypeKind kind) {
  Type type;
  type.type.kind = kind;
  type.type.element = std::make_shared<const program::Type>(T(element).type);
  type.element = element;
  return Intern(type);
}

Index Checker::WithOptional(Index index, bool optional) {
  if (index == kNoType || T(index).type.optional == optional) return index;
  Type type = T(index);
  type.type.optional = optional;
  return Intern(type);
}

Checker::UnitFound Checker::FindUnit(std::string_view name) const {
  UnitFound found;
  found.name = std::string(name);
  const auto own = units_.find(name);
  if (own != units_.end()) return own->second;
  const value::Unit* unit = value::FindUnit(name);
  if (unit == nullptr) return found;
  found.known = true;
  found.counting = unit->kind == value::Unit::Kind::kCounting;
  found.factor_only = unit->kind == value::Unit::Kind::kFactor;
  if (unit->kind == value::Unit::Kind::kMeasure) found.dimension = unit->dimension;
  if (!found.counting) found.factor = unit->factor;
  return found;
}

Checker::UnitFound Checker::NeedUnit(const ast::Name& name) {
  UnitFound found = FindUnit(name.text);
  if (found.known) return found;
  std::vector<std::string> names = value::UnitNames();
  for (const auto& [own, unit] : units_) names.push_back(own);
  if (!quiet_names_) {
    ReportName(Code::kUnknownUnit, name.range, {std::string(name.text)},
               diag::Nearest(name.text, names));
  }
  return found;
}

bool Checker::IsNumeric(Index type) const {
  if (type == kNoType) return true;
  switch (K(type)) {
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

bool Checker::IsOrdered(Index type) const {
  if (type == kNoType) return true;
  switch (K(type)) {
    case TypeKind::kBoolean:
    case TypeKind::kText:
    case TypeKind::kList:
    case TypeKind::kSet:
    case TypeKind::kRecord:
      return false;
    case TypeKind::kEnum:
      return model_.enums[static_cast<size_t>(T(type).type.enumeration)].ordered;
    default:
      return true;
  }
}

bool Checker::IsWholeTime(Index type) const {
  if (type == kNoType) return false;
  const TypeKind kind = K(type);
  return kind == TypeKind::kDays || kind == TypeKind::kWorkdays || kind == TypeKind::kMonths;
}

bool Checker::SameUnit(Index a, Index b) const {
  if (!(T(a).dimension == T(b).dimension)) return false;
  if (!T(a).dimension.is_number()) return true;
  const std::string &x = T(a).type.unit, &y = T(b).type.unit;
  return x.empty() || y.empty() || x == y;
}

bool Checker::SameKind(Index a, Index b) const {
  if (a == kNoType || b == kNoType) return true;
  if (IsNumeric(a) && IsNumeric(b)) return SameUnit(a, b);
  if (K(a) != K(b)) return false;
  if (K(a) == TypeKind::kEnum) return T(a).type.enumeration == T(b).type.enumeration;
  if (IsList(a)) return SameKind(T(a).element, T(b).element);
  if (K(a) == TypeKind::kRecord) {
    // Records are equal by their fields, whatever they are called.
    const Type &x = T(a), &y = T(b);
    if (x.fields.size() != y.fields.size()) return false;
    for (size_t i = 0; i < x.fields.size(); ++i) {
      if (x.type.fields[i].name != y.type.fields[i].name || !SameKind(x.fields[i], y.fields[i])) {
        return false;
      }
    }
  }
  return true;
}

bool Checker::IsList(Index type) const {
  return type != kNoType && (K(type) == TypeKind::kList || K(type) == TypeKind::kSet);
}

// The type that holds values of both; they are of the same kind.
Index Checker::Join(Index a, Index b) const {
  if (a == kNoType) return b;
  if (b == kNoType || a == b) return a;
  const program::Type &x = T(a).type, &y = T(b).type;
  if (IsList(a) && IsList(b)) return Join(T(a).element, T(b).element) == T(a).element ? a : b;
  if (x.kind == TypeKind::kRecord) return x.name.empty() ? b : a;
  if (x.kind == y.kind && x.kind != TypeKind::kInteger) {
    // The one without grid, or with the plainer unit, holds both.
    if (x.optional != y.optional) return x.optional ? a : b;
    if (!x.grid) return a;
    if (!y.grid) return b;
    return *y.grid < *x.grid ? b : a;
  }
  if (x.kind == TypeKind::kInteger && y.kind == TypeKind::kInteger) return x.unit.empty() ? b : a;
  const auto wide = [](TypeKind kind) {
    return kind == TypeKind::kDecimal || kind == TypeKind::kExactMoney ||
           kind == TypeKind::kQuantity;
  };
  if (wide(x.kind)) return a;
  if (wide(y.kind)) return b;
  return x.kind == TypeKind::kRate ? a : b;  // a rate beside a whole number
}

}  // namespace pol::check
