// Lists and sets written down, and what is done with whole ones.
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

// The members of a set are single values.
bool Checker::SetItem(const Expr& expr, Index type) {
  if (type == kNoType || (!IsList(type) && K(type) != TypeKind::kRecord)) return true;
  Report(Code::kSetOfWholes, expr.range, {Source(expr.range), Describe(type)});
  return false;
}

// 荐、评、担 where nothing says what they are: the one enum that has them all, if every part is a
// bare word.
Index Checker::EnumOfWords(std::span<Expr* const> parts) {
  Index found = kNoType;
  for (size_t i = 0; i < model_.enums.size(); ++i) {
    const auto& members = model_.enums[i].members;
    const bool all = std::all_of(parts.begin(), parts.end(), [&](const Expr* part) {
      const Expr& word = Inner(*part);
      if (word.kind != ExprKind::kName || !Flexible(word) || Lookup(word.name.text) != nullptr) {
        return false;
      }
      return std::any_of(members.begin(), members.end(), [&](const program::Member& member) {
        return member.name == word.name.text || (!member.alias.empty() && member.alias == word.name.text);
      });
    });
    if (!all) continue;
    if (found != kNoType) return kNoType;
    found = EnumType(static_cast<Index>(i));
  }
  return found;
}

// Types the parts; `element`: what each must be, or kNoType: what the first firm one is.
Index Checker::ListOfParts(const Expr& expr, std::span<Expr* const> parts, Index element,
                           TypeKind kind) {
  bool fine = true;
  Index type = element;
  if (element != kNoType) {
    for (const Expr* part : parts) fine = Value(*part, element, "") != kNoType && fine;
  } else {
    const Expr* firm = nullptr;
    for (const Expr* part : parts) {
      if (firm == nullptr && !Flexible(*part)) firm = part;
    }
    if (firm == nullptr && !parts.empty()) firm = parts[0];
    if (firm == nullptr) {
      Report(Code::kEmptyList, expr.range, {Source(expr.range)});
      return Set(expr, kNoType);
    }
    type = Infer(*firm, EnumOfWords(parts));
    fine = type != kNoType;
    const Index first = type;
    for (const Expr* part : parts) {
      if (part == firm || first == kNoType) continue;
      const Index other = Infer(*part, first);
      fine = fine && other != kNoType && Comparable(*firm, first, *part, other, false);
      if (fine) type = Join(type, other);
    }
  }
  if (kind == TypeKind::kSet) {
    for (const Expr* part : parts) fine = fine && SetItem(*part, Info(*part).type);
  }
  if (!fine) return Set(expr, kNoType);
  ExprInfo& info = Info(expr);
  info.ref = Ref::kFunction;
  info.function = Function::kList;
  LiteralList(expr, parts, kind == TypeKind::kSet);
  return Set(expr, ListOf(type, kind));
}

// list(…), set(…) of values one by one. A set of one list holds the items of that list.
Index Checker::ListCall(const Expr& expr, bool set, Index hint) {
  if (!expr.named.empty()) {
    Report(Code::kNamedArgument, expr.named[0].name.range, {std::string(expr.name.text)});
    return Set(expr, kNoType);
  }
  if (!expr.generators.empty()) return LoopCall(expr, set ? "set" : "list", hint);
  const Index element = IsList(hint) ? T(hint).element : kNoType;
  if (set && expr.args.size() == 1 && (!Flexible(*expr.args[0]) || IsMembers(*expr.args[0])) &&
      IsList(Infer(*expr.args[0]))) {
    return LoopCall(expr, "set", hint);
  }
  const Index type =
      ListOfParts(expr, expr.args, element, set ? TypeKind::kSet : TypeKind::kList);
  // What is wanted has a size and a domain of its own.
  if (type != kNoType && IsList(hint) && (K(hint) == TypeKind::kSet) == set) {
    return Set(expr, hint);
  }
  return type;
}

// 甲、乙: a list, or the set that is wanted.
Index Checker::ItemsValue(const Expr& expr, Index hint) {
  if (hint != kNoType && !IsList(hint)) {
    Report(Code::kItemsAlone, expr.range, {Source(expr.range)});
    return Set(expr, kNoType);
  }
  for (const Expr* item : expr.args) {
    const ExprKind kind = Inner(*item).kind;
    if (kind != ExprKind::kRange && kind != ExprKind::kBound && kind != ExprKind::kInterval) {
      continue;
    }
    Report(Code::kIntervalAlone, item->range, {Source(item->range)});
    return Set(expr, kNoType);
  }
  const Index type = ListOfParts(expr, expr.args, hint == kNoType ? kNoType : T(hint).element,
                                 hint == kNoType ? TypeKind::kList : K(hint));
  return type != kNoType && hint != kNoType ? Set(expr, hint) : type;
}

bool Checker::ElementsAgree(Index a, Index b) const {
  return IsList(a) && IsList(b) && SameKind(T(a).element, T(b).element);
}

// join, common: of lists, or of sets.
Index Checker::Combine(const Expr& expr, Function function, Index hint) {
  if (!expr.generators.empty()) {
    Report(Code::kNoGenerator, expr.generators[0].range, {std::string(expr.name.text)});
    return Set(expr, kNoType);
  }
  if (!Arguments(expr, 2, 1000)) return Set(expr, kNoType);
  const Expr* firm = nullptr;
  for (const Expr* part : expr.args) {
    if (firm == nullptr && !Flexible(*part)) firm = part;
  }
  for (const Expr* part : expr.args) {
    if (firm == nullptr && IsMembers(*part)) firm = part;
  }
  if (firm == nullptr) firm = expr.args[0];
  const Index type = Infer(*firm, IsList(hint) ? hint : kNoType);
  if (type == kNoType) return Set(expr, kNoType);
  if (!IsList(type)) {
    Report(Code::kNotAList, firm->range, {Source(firm->range), Describe(type)});
    return Set(expr, kNoType);
  }
  bool fine = true;
  for (const Expr* part : expr.args) {
    if (part == firm) continue;
    const Index other = Infer(*part, type);
    if (other == kNoType) {
      fine = false;
    } else if (!IsList(other)) {
      Report(Code::kNotAList, part->range, {Source(part->range), Describe(other)});
      fine = false;
    } else {
      fine = Comparable(*firm, type, *part, other, false) && fine;
    }
  }
  if (!fine) return Set(expr, kNoType);
  ExprInfo& info = Info(expr);
  info.ref = Ref::kFunction;
  info.function = function;
  return Set(expr, type);
}

Index Checker::Without(const Expr& expr, Index hint) {
  const Expr &left = *expr.args[0], &right = *expr.args[1];
  Index type = kNoType, other = kNoType;
  if (Flexible(left) && !IsList(hint)) {
    other = Infer(right);
    type = Infer(left, other);
  } else {
    type = Infer(left, IsList(hint) ? hint : kNoType);
  }
  if (type == kNoType) return Set(expr, kNoType);
  if (!IsList(type)) {
    Report(Code::kNotAList, left.range, {Source(left.range), Describe(type)});
    return Set(expr, kNoType);
  }
  // Of a list a set may be taken, and the reverse; a single value is a list of one.
  if (Flexible(right) || !ElementsAgree(type, Infer(right))) {
    if (Value(right, type, Source(left.range)) == kNoType) return Set(expr, kNoType);
  }
  return Set(expr, type);
}

bool Checker::IsMembers(const Expr& expr) const {
  const Expr& call = Inner(expr);
  return call.kind == ExprKind::kCall && Lookup(call.name.text) == nullptr &&
         BuiltinFunction(call.name.text) == "members";
}

// 全部成员（规模）: of an enum, by its own name or by that of something that has one of its values. A
// list in the order of the enum; a set where one is wanted.
Index Checker::Members(const Expr& expr, Index hint) {
  if (!expr.generators.empty()) {
    Report(Code::kNoGenerator, expr.generators[0].range, {std::string(expr.name.text)});
    return Set(expr, kNoType);
  }
  if (!Arguments(expr, 1, 1)) return Set(expr, kNoType);
  const Expr& of = *expr.args[0];
  Index type = kNoType;
  const auto named =
      of.kind == ExprKind::kName ? named_types_.find(of.name.text) : named_types_.end();
  if (named != named_types_.end()) {
    type = named->second.first;
    Set(of, type);
    typed_.insert(of.id);
  } else {
    type = Infer(of);
  }
  if (type == kNoType) return Set(expr, kNoType);
  if (K(type) != TypeKind::kEnum) {
    Report(Code::kMembersOf, of.range, {Source(of.range), Describe(type)});
    return Set(expr, kNoType);
  }
  const Index enumeration = T(type).type.enumeration;
  std::vector<value::Value> items;
  for (size_t i = 0; i < model_.enums[static_cast<size_t>(enumeration)].members.size(); ++i) {
    items.push_back(value::Value(Rational(static_cast<int64_t>(i))));
  }
  ExprInfo& info = Info(expr);
  info.ref = Ref::kLiteral;
  info.literal = value::Value::List(std::move(items));
  const bool set = hint != kNoType && K(hint) == TypeKind::kSet &&
                   SameKind(T(hint).element, EnumType(enumeration));
  return Set(expr, ListOf(EnumType(enumeration), set ? TypeKind::kSet : TypeKind::kList));
}

// left in right, where right is a list or a set: one of its items, or, of two lists, a part of it.
void Checker::MemberOfList(const Expr& left, Index type, const Expr& right, Index list) {
  if (type == kNoType || SameKind(type, T(list).element) || ElementsAgree(type, list)) return;
  Comparable(left, type, right, T(list).element, false);
}

}  // namespace pol::check
