// Types as written: built-in and declared names, enums, units, domains.
#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {
namespace {

using value::Dimension;

constexpr int64_t kMostItems = 10'000;

}  // namespace

Index Checker::ResolveType(const ast::Type& type, std::string_view owner, program::Domain* domain) {
  Index found = kNoType;
  switch (type.kind) {
    case ast::TypeKind::kNamed:
      found = NamedType(type, domain);
      break;
    case ast::TypeKind::kEnum:
    case ast::TypeKind::kOrderedEnum: {
      const Index enumeration = EnumOf(type, owner);
      found = EnumType(enumeration);
      break;
    }
    case ast::TypeKind::kCodes: {
      const Index enumeration = CodesOf(type, owner);
      if (enumeration < 0) {
        quiet_names_ = true;  // its names may be anywhere
        return kNoType;
      }
      found = EnumType(enumeration);
      break;
    }
    case ast::TypeKind::kList:
    case ast::TypeKind::kSet: {
      if (type.element == nullptr) return kNoType;
      const bool set = type.kind == ast::TypeKind::kSet;
      program::Domain each;
      const Index element = ResolveType(*type.element, owner, &each);
      if (element == kNoType) return kNoType;
      if (set && (IsList(element) || K(element) == TypeKind::kRecord)) {
        Report(Code::kSetOfWholes, type.element->range,
               {Source(type.element->range), Describe(element)});
        return kNoType;
      }
      found = ListOf(element, set ? TypeKind::kSet : TypeKind::kList);
      Type sized = T(found);
      sized.type.element_domain = std::move(each);
      if (type.at_most != nullptr) {
        const std::optional<Rational> most = ReadNumberOf(*type.at_most);
        const std::optional<int64_t> number = most ? most->ToInt64() : std::nullopt;
        if (!most) return kNoType;
        if (!number || *number < 1 || *number > kMostItems) {
          Report(Code::kBadListSize, type.at_most->range,
                 {Source(type.at_most->range), std::to_string(kMostItems)});
          return kNoType;
        }
        sized.type.most = static_cast<size_t>(*number);
      }
      found = Intern(sized);
      break;
    }
    case ast::TypeKind::kRecord:
      return kNoType;
  }
  if (found == kNoType) return kNoType;
  return WithOptional(found, type.optional || T(found).type.optional);
}

Index Checker::EnumOf(const ast::Type& type, std::string_view owner) {
  program::EnumType made;
  made.name = std::string(owner);
  made.ordered = type.kind == ast::TypeKind::kOrderedEnum;
  made.open = type.open;
  std::map<std::string, Range, std::less<>> seen;
  std::string key = std::string(made.ordered ? "<" : ",") + (made.open ? "~" : "!");
  for (const ast::DeclaredName& member : type.members) {
    for (const ast::Name* name : {&member.name, &member.alias}) {
      if (!*name) continue;
      const auto [place, added] = seen.emplace(std::string(name->text), name->range);
      if (!added) {
        auto& diagnostic = Report(Code::kMemberTwice, name->range, {std::string(name->text)});
        diagnostic.labels.push_back({place->second, {"前面已经列了这一项", "listed here before"}});
      }
    }
    made.members.push_back({std::string(member.name.text), std::string(member.alias.text)});
    key += "\n" + made.members.back().name + "\t" + made.members.back().alias;
  }
  // Two lists of the same members in the same order are one list, so that their values compare.
  const auto [place, added] = enum_index_.emplace(key, static_cast<Index>(model_.enums.size()));
  if (added) model_.enums.push_back(std::move(made));
  return place->second;
}

// A type of that name that another policy of this file declares for itself.
const ast::Declaration* Checker::DefinedElsewhere(std::string_view name,
                                                  const ast::Policy** of) const {
  for (const ast::Policy* policy : file_.policies) {
    if (policy == policy_) continue;
    for (const Declaration* declaration : policy->declarations) {
      if (declaration->kind != ast::DeclarationKind::kDefine) continue;
      for (const ast::DeclaredName& declared : declaration->names) {
        if (declared.name.text != name && declared.alias.text != name) continue;
        *of = policy;
        return declaration;
      }
    }
  }
  return nullptr;
}

Index Checker::NamedType(const ast::Type& type, program::Domain* domain) {
  const std::string_view name = type.name.text;
  const auto own = named_types_.find(name);
  Type made;
  if (own != named_types_.end()) {
    if (own->second.first == kNoType) return kNoType;
    made = T(own->second.first);
    *domain = own->second.second;
    if (type.unit || type.per) {
      Report(Code::kWrongTypeUnit, type.unit ? type.unit.range : type.per.range,
             {std::string(name), Source(type.unit ? type.unit.range : type.per.range)});
      return kNoType;
    }
  } else if (Record* record = FindRecord(name)) {
    const Index found = RecordType(record, type.name.range);
    for (const ast::Name* unit : {&type.unit, &type.per}) {
      if (*unit) Report(Code::kWrongTypeUnit, unit->range, {std::string(name), Source(unit->range)});
    }
    if (found != kNoType && type.domain) {
      Report(Code::kBadDomain, type.domain->range, {Source(type.domain->range), Describe(found)});
    }
    return found;
  } else {
    const std::string_view key = BuiltinType(name);
    if (key.empty()) {
      std::vector<std::string> names = BuiltinTypeNames();
      for (const auto& [other, unused] : named_types_) names.push_back(other);
      for (const auto& [other, unused] : records_) names.push_back(other);
      const ast::Policy* of = nullptr;
      if (const Declaration* there = DefinedElsewhere(name, &of); there != nullptr) {
        const std::string policy(of->name.name.text);
        auto& diagnostic = Report(Code::kUnknownType, type.name.range, {std::string(name), Text()});
        diagnostic.labels.push_back(
            {there->head,
             {"它写在政策“" + policy + "”里，只有那份政策能用；几份政策共用的，移到文件开头、第一个“政策”之前",
              "declared in the policy " + policy +
                  " and for that one only; what several share stands above the first policy"}});
      } else if (!quiet_names_) {
        ReportName(Code::kUnknownType, type.name.range, {std::string(name)},
                   diag::Nearest(name, names));
      }
      return kNoType;
    }
    const std::pair<const char*, TypeKind> kinds[] = {
        {"boolean", TypeKind::kBoolean},   {"integer", TypeKind::kInteger},
        {"decimal", TypeKind::kDecimal},   {"rate", TypeKind::kRate},
        {"money", TypeKind::kMoney},       {"exact_money", TypeKind::kExactMoney},
        {"date", TypeKind::kDate},         {"month", TypeKind::kMonth},
        {"instant", TypeKind::kInstant},   {"clock", TypeKind::kClock},
        {"hours", TypeKind::kHours},       {"days", TypeKind::kDays},
        {"workdays", TypeKind::kWorkdays}, {"months", TypeKind::kMonths},
        {"years", TypeKind::kMonths},      {"text", TypeKind::kText}};
    TypeKind kind = TypeKind::kDecimal;
    for (const auto& [word, which] : kinds) {
      if (key == word) kind = which;
    }
    made = T(Simple(kind));
    if (key == "years") {
      made.type.unit = "年";
      made.type.factor = 12;
      made.type.grid = Rational(12);
    }
    const auto wrong = [&](Range range) {
      Report(Code::kWrongTypeUnit, range, {std::string(name), Source(range)});
      return kNoType;
    };
    const bool number = kind == TypeKind::kInteger || kind == TypeKind::kDecimal;
    const bool money = kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
    if (type.unit) {
      if (!number && !money) return wrong(type.unit.range);
      const UnitFound unit = NeedUnit(type.unit);
      if (!unit.known) return kNoType;
      if (unit.factor_only) return wrong(type.unit.range);
      const bool score =
          number && type.unit.text == "分";  // points of a score, not parts of a yuan
      if (money) {
        Dimension cny = T(Simple(TypeKind::kMoney)).dimension;
        Dimension usd;
        usd.power[static_cast<size_t>(value::Base::kUsd)] = 1;
        if (!(unit.dimension == cny) && !(unit.dimension == usd)) return wrong(type.unit.range);
        made.dimension = unit.dimension;
        made.type.unit = std::string(type.unit.text);
        // 金额 元 keeps fen; a unit above it only tells how amounts are typed and printed.
        made.type.factor = unit.factor;
      } else if (unit.counting || score) {
        made.type.unit = std::string(type.unit.text);
      } else {
        made.dimension = unit.dimension;
        made.type.unit = std::string(type.unit.text);
        made.type.factor = unit.factor;
        if (kind == TypeKind::kInteger) {
          made.type.grid = unit.factor;
        } else {
          made.type.kind = unit.dimension == T(Simple(TypeKind::kMoney)).dimension
                               ? TypeKind::kExactMoney
                               : TypeKind::kQuantity;
        }
      }
    }
    if (type.per) {
      if (!number && !money && kind != TypeKind::kRate) return wrong(type.per.range);
      const UnitFound per = NeedUnit(type.per);
      if (!per.known) return kNoType;
      made.dimension = made.dimension / per.dimension;
      made.type.factor = made.type.factor / per.factor;
      const std::string below(type.per.text);
      if (kind == TypeKind::kRate) {
        made.type.unit = below;
      } else {
        const std::string above = type.unit ? std::string(type.unit.text) : money ? "元" : "1";
        made.type.unit = above + "/" + below;
        if (!money) made.type.kind = TypeKind::kQuantity;
        if (!per.counting && money && made.type.grid) {
          made.type.grid = *made.type.grid / per.factor;
        }
      }
    }
  }
  if (type.precision != nullptr) {
    const Index plain = Intern(made);
    Rational grid;
    if (!ReadPrecision(*type.precision, plain, &grid)) return kNoType;
    made.type.grid = grid;
  }
  const Index index = Intern(made);
  if (type.domain) ReadDomain(*type.domain, index, domain);
  return index;
}

// `precision 0.01`, `precision 元`: the step of the values of a type.
bool Checker::ReadPrecision(const Expr& precision, Index type, Rational* grid) {
  switch (K(type)) {
    case TypeKind::kDecimal:
    case TypeKind::kRate:
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
    case TypeKind::kQuantity:
    case TypeKind::kHours:
      break;
    default:
      Report(Code::kNoPrecision, precision.range, {Describe(type)});
      return false;
  }
  const auto bad = [&] {
    Report(Code::kBadPrecision, precision.range, {Source(precision.range), Describe(type)});
    return false;
  };
  if (precision.kind == ast::ExprKind::kName) {
    const UnitFound unit = FindUnit(precision.name.text);
    if (!unit.known || unit.counting || !(unit.dimension == T(type).dimension)) return bad();
    *grid = unit.factor;
  } else {
    // A bare number counts the unit that the type is declared in.
    const bool bare = IsBare(precision);
    const Index found = Infer(precision);
    std::optional<Rational> step = Fold(precision);
    if (found == kNoType) return false;
    if (bare && step) step = *step * T(type).type.factor;
    if (!bare && (!IsNumeric(found) || !SameUnit(type, found))) return bad();
    if (!step || step->sign() <= 0) return bad();
    *grid = *step;
  }
  // A sum of money is a whole number of its smallest parts: 分, or what divides it.
  if (K(type) == TypeKind::kMoney && !(*grid / Rational(1, 100)).is_integer()) return bad();
  return true;
}

void Checker::ReadDomain(const ast::TypeDomain& written, Index type, program::Domain* out) {
  if (written.value == nullptr) return;
  if (!IsOrdered(type) || K(type) == TypeKind::kEnum) {
    Report(Code::kBadDomain, written.range, {Source(written.range), Describe(type)});
    return;
  }
  out->text = Source(written.range);
  out->intervals.clear();
  if (!written.compare) {
    AppendDomain(*written.value, type, &out->intervals);
    return;
  }
  std::optional<Rational> number;
  if (!DomainEnd(*written.value, type, &number)) return;
  program::Interval low, high;
  switch (*written.compare) {
    case ast::Compare::kEqual:
      low.low = low.high = number;
      break;
    case ast::Compare::kLess:
    case ast::Compare::kLessEqual:
      low.high = number;
      low.high_open = *written.compare == ast::Compare::kLess;
      break;
    case ast::Compare::kGreater:
    case ast::Compare::kGreaterEqual:
      low.low = number;
      low.low_open = *written.compare == ast::Compare::kGreater;
      break;
    case ast::Compare::kNotEqual:
      low.high = high.low = number;
      low.high_open = high.low_open = true;
      out->intervals.push_back(low);
      low = high;
      break;
  }
  out->intervals.push_back(low);
}

// An end of a range. `数值 小时 0~24`: the unit stands beside it, a bare number counts it.
bool Checker::DomainEnd(const Expr& end, Index type, std::optional<Rational>* number) {
  const bool quantity = K(type) == TypeKind::kQuantity && IsBare(end);
  const Index found = quantity ? Infer(end, type) : kNoType;
  if (found != kNoType && !SameKind(found, type)) {
    *number = Fold(end);
    if (*number) *number = **number * T(type).type.factor;
  } else {
    if (Value(end, type, "") == kNoType) return false;
    *number = Fold(end);
  }
  if (*number) return true;
  Report(Code::kNotConstant, end.range, {Source(end.range)});
  return false;
}

bool Checker::AppendDomain(const Expr& value, Index type, std::vector<program::Interval>* out) {
  const auto fold = [&](const Expr& end, std::optional<Rational>* number) {
    return DomainEnd(end, type, number);
  };
  program::Interval made;
  switch (value.kind) {
    case ast::ExprKind::kInterval:
    case ast::ExprKind::kRange: {
      Ends(value, type, value);
      Info(value).type = type;
      made.low_open = value.low_open;
      made.high_open = value.high_open;
      if (value.args.size() != 2 || !fold(*value.args[0], &made.low) ||
          !fold(*value.args[1], &made.high)) {
        return false;
      }
      break;
    }
    case ast::ExprKind::kBound:
      if (value.bound == ast::Bound::kOrLess) {
        if (!fold(*value.args[0], &made.high)) return false;
      } else {
        if (!fold(*value.args[0], &made.low)) return false;
        made.low_open = value.bound == ast::Bound::kBeyond;
      }
      break;
    default:
      if (!fold(value, &made.low)) return false;
      made.high = made.low;
  }
  out->push_back(made);
  return true;
}

}  // namespace pol::check
