#include "compiler/parse/build.h"

#include "compiler/parse/names.h"

namespace pol::parse {

using namespace ast;  // NOLINT: every line of this folder's builders names nodes

Range Builder::RangeOf(Context* rule) const {
  const Token& first = file_.tokens[rule->start->getTokenIndex()];
  // A rule that matched nothing has no last token, or one before its first.
  if (rule->stop == nullptr || rule->stop->getTokenIndex() < rule->start->getTokenIndex())
    return {first.range.begin, first.range.begin};
  return {first.range.begin, file_.tokens[rule->stop->getTokenIndex()].range.end};
}

std::string_view Builder::Folded(std::string_view text) {
  if (text.find('\xEF') == std::string_view::npos && text.find('\xE3') == std::string_view::npos)
    return text;
  std::string folded = source::FoldWidth(text);
  return folded == text ? text : arena_.Copy(folded);
}

Name Builder::ToName(const Token& token) {
  Name name;
  name.quoted = token.kind == TokenKind::NAME && IsQuoted(token.text);
  std::string_view text = name.quoted ? StripMarks(token.text) : token.text;
  name.text = Folded(text);
  name.range = token.range;
  return name;
}
Name Builder::NameAt(size_t token_index) { return ToName(file_.tokens[token_index]); }

String Builder::ToString(Node* node) {
  String result;
  if (node == nullptr) return result;
  const Token& token = TokenOf(node);
  result.text = StripMarks(token.text);
  result.range = token.range;
  return result;
}

std::span<Name> Builder::ToNames(const std::vector<Rules::NameContext*>& rules, size_t from) {
  std::vector<Name> names;
  for (size_t i = from; i < rules.size(); i++) names.push_back(ToName(rules[i]));
  return arena_.Copy(names);
}

// declaredName : name (LPAREN name RPAREN)?
DeclaredName Builder::ToDeclared(Rules::DeclaredNameContext* rule) {
  DeclaredName result;
  if (rule == nullptr) return result;
  result.name = ToName(rule->name(0));
  if (rule->name().size() > 1) result.alias = ToName(rule->name(1));
  return result;
}
std::span<DeclaredName> Builder::ToDeclared(const std::vector<Rules::DeclaredNameContext*>& rules) {
  std::vector<DeclaredName> names;
  for (Rules::DeclaredNameContext* rule : rules)
    if (rule != nullptr) names.push_back(ToDeclared(rule));
  return arena_.Copy(names);
}

// type : LIST (sizeWord NUMBER)? OF? type | SET OF? type | ENUM FROM STRING ETC? OPTIONAL?
//      | ENUM declaredName (separator declaredName)* ETC? OPTIONAL? | ENUM declaredName (LT
//      declaredName)+ OPTIONAL? | NAME unitOfType? precision? domain? OPTIONAL?
Type* Builder::ToType(Rules::TypeContext* rule) {
  if (rule == nullptr) return nullptr;
  Type* type = arena_.New<Type>();
  type->range = RangeOf(rule);
  if (auto* list = dynamic_cast<Rules::ListTypeContext*>(rule)) {
    type->kind = TypeKind::kList;
    if (list->NUMBER() != nullptr) type->at_most = Number(list->NUMBER());
    type->element = ToType(list->type());
  } else if (auto* set = dynamic_cast<Rules::SetTypeContext*>(rule)) {
    type->kind = TypeKind::kSet;
    type->element = ToType(set->type());
  } else if (auto* codes = dynamic_cast<Rules::CodeTypeContext*>(rule)) {
    type->kind = TypeKind::kCodes;
    type->file = ToString(codes->STRING());
    type->open = codes->ETC() != nullptr;
    type->optional = codes->OPTIONAL() != nullptr;
  } else if (auto* members = dynamic_cast<Rules::EnumTypeContext*>(rule)) {
    type->kind = TypeKind::kEnum;
    type->members = ToDeclared(members->declaredName());
    type->open = members->ETC() != nullptr;
    type->optional = members->OPTIONAL() != nullptr;
  } else if (auto* ordered = dynamic_cast<Rules::OrderedEnumTypeContext*>(rule)) {
    type->kind = TypeKind::kOrderedEnum;
    type->members = ToDeclared(ordered->declaredName());
    type->optional = ordered->OPTIONAL() != nullptr;
  } else if (auto* named = dynamic_cast<Rules::NamedTypeContext*>(rule)) {
    type->kind = TypeKind::kNamed;
    type->name = ToName(named->NAME());
    if (Rules::UnitOfTypeContext* unit = named->unitOfType(); unit != nullptr) {
      bool only_per = FirstToken(unit).kind == TokenKind::DIV;
      if (!only_per) type->unit = ToName(unit->NAME(0));
      if (unit->DIV() != nullptr) type->per = ToName(unit->NAME(only_per ? 0 : 1));
    }
    if (named->precision() != nullptr) type->precision = ToPrecision(named->precision());
    if (named->domain() != nullptr) type->domain = ToDomain(named->domain());
    type->optional = named->OPTIONAL() != nullptr;
  }
  return type;
}

// precision : PRECISION (quantity | NAME)
Expr* Builder::ToPrecision(Rules::PrecisionContext* rule) {
  if (rule->quantity() != nullptr) return ToExpr(rule->quantity());
  Expr* unit = New(ExprKind::kName, RangeOf(rule));
  unit->name = ToName(rule->NAME());
  unit->range = unit->name.range;
  return unit;
}

// domain : sign capped | interval | quantity mark? ((TILDE | TO) quantity mark? | bound mark?)
TypeDomain Builder::ToDomain(Rules::DomainContext* rule) {
  TypeDomain domain;
  domain.range = RangeOf(rule);
  if (auto* compared = dynamic_cast<Rules::ComparedDomainContext*>(rule)) {
    domain.compare = ToSign(compared->sign()).compare;
    domain.value = ToExpr(compared->capped());
  } else if (auto* interval = dynamic_cast<Rules::IntervalDomainContext*>(rule)) {
    domain.value = ToExpr(interval->interval());
  } else if (auto* range = dynamic_cast<Rules::RangeDomainContext*>(rule)) {
    Expr* low = ToExpr(range->quantity(0));
    Node* word = range->TILDE() != nullptr ? range->TILDE() : range->TO();
    if (word != nullptr) {
      Expr* high = ToExpr(range->quantity(1));
      MarkEnds(range, low, high);
      domain.value = Between(low, RangeOf(word), TokenOf(word).kind, high);
    } else {
      Expr* bound = BoundOf(low, range->bound());
      MarkEnds(range, low, bound);
      domain.value = bound;
      if (std::optional<Compare> compare = ExcludingBound(bound)) {
        domain.compare = compare;
        domain.value = low;
      }
    }
  }
  return domain;
}

}  // namespace pol::parse
