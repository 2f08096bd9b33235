// Expressions: names, arithmetic, choices. Each is given a type; what is not known fits everything,
// so that one mistake gives one message.
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

namespace {

bool IsListWord(std::string_view name) {
  return name == "列表" || name == "list" || name == "集合" || name == "set";
}

}  // namespace

bool Checker::IsBare(const Expr& expr) const {
  switch (expr.kind) {
    case ExprKind::kNumber:
      return !expr.unit || FindUnit(expr.unit.text).factor_only;
    case ExprKind::kHanNumber:
      return true;
    case ExprKind::kPower:
      return IsBare(*expr.args[0]);
    case ExprKind::kIf:
      return IsBare(*expr.args[1]) && IsBare(*expr.args[2]);
    case ExprKind::kParen:
    case ExprKind::kNegate:
    case ExprKind::kMultiply:
    case ExprKind::kDivide:
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
    case ExprKind::kCapped:
    case ExprKind::kFloored:
      for (const Expr* part : expr.args) {
        if (!IsBare(*part)) return false;
      }
      return true;
    default:
      return false;
  }
}

bool Checker::Flexible(const Expr& expr) const {
  switch (expr.kind) {
    case ExprKind::kNone:
    case ExprKind::kText:
    case ExprKind::kError:
      return true;
    case ExprKind::kName: {
      if (model_.Of(expr).ref == Ref::kItem || FindLoopVariable(expr.name.text) != nullptr) {
        return false;
      }
      const Symbol* symbol = Lookup(expr.name.text);
      if (symbol == nullptr) return BuiltinValue(expr.name.text).empty();
      return symbol->kind != SymbolKind::kInput && symbol->kind != SymbolKind::kParameter &&
             symbol->kind != SymbolKind::kRecord && symbol->kind != SymbolKind::kDefinition &&
             symbol->kind != SymbolKind::kGroup;
    }
    case ExprKind::kRecord:
      for (const ast::NamedArgument& part : expr.named) {
        if (part.value != nullptr && !Flexible(*part.value)) return false;
      }
      return true;
    case ExprKind::kCall:
      if (IsMembers(expr)) return true;
      if (!expr.generators.empty() || !expr.named.empty() || !IsListWord(expr.name.text)) {
        return false;
      }
      for (const Expr* part : expr.args) {
        if (!Flexible(*part)) return false;
      }
      return true;
    case ExprKind::kIf:
      return Flexible(*expr.args[1]) && Flexible(*expr.args[2]);
    case ExprKind::kParen:
    case ExprKind::kNegate:
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
    case ExprKind::kCapped:
    case ExprKind::kFloored:
    case ExprKind::kInterval:
    case ExprKind::kRange:
    case ExprKind::kBound:
    case ExprKind::kItems:
      for (const Expr* part : expr.args) {
        if (!Flexible(*part)) return false;
      }
      return true;
    default:
      return IsBare(expr);
  }
}

Index Checker::Infer(const Expr& expr, Index hint) {
  if (typed_.count(expr.id) != 0) {
    if (Info(expr).ref == Ref::kItem) return Info(expr).type;  // its loop may be over
    const auto before = hint_of_.find(expr.id);
    if ((before != hint_of_.end() && before->second == hint) || !Flexible(expr)) {
      if (!(hint != kNoType && K(hint) == TypeKind::kEnum && expr.kind == ExprKind::kName)) {
        return Info(expr).type;
      }
    }
  }
  Info(expr) = ExprInfo();
  InferUncached(expr, hint);
  typed_.insert(expr.id);
  hint_of_[expr.id] = hint;
  const ExprInfo& info = Info(expr);
  if (info.ref != Ref::kLiteral && info.type != kNoType && info.scale == Rational(1) &&
      hint != kNoType && expr.kind != ExprKind::kParen && IsBare(expr)) {
    ScaleBare(expr, hint);
  }
  return Info(expr).type;
}

Index Checker::InferUncached(const Expr& expr, Index hint) {
  switch (expr.kind) {
    case ExprKind::kNumber:
    case ExprKind::kHanNumber:
    case ExprKind::kDate:
    case ExprKind::kMonth:
    case ExprKind::kInstant:
    case ExprKind::kClock:
    case ExprKind::kText:
    case ExprKind::kTrue:
    case ExprKind::kFalse:
    case ExprKind::kNone:
      return Literal(expr, hint);
    case ExprKind::kName:
      return NameValue(expr, hint);
    case ExprKind::kField:
      return FieldValue(expr);
    case ExprKind::kCall:
      return Call(expr, hint);
    case ExprKind::kParen:
      return Set(expr, Infer(*expr.args[0], hint));
    case ExprKind::kNegate:
    case ExprKind::kPower:
    case ExprKind::kMultiply:
    case ExprKind::kDivide:
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
      return Arithmetic(expr, hint);
    case ExprKind::kCapped:
    case ExprKind::kFloored:
    case ExprKind::kIf:
      return Choose(expr, hint);
    case ExprKind::kCompare:
    case ExprKind::kMember:
      CompareValues(expr);
      return Set(expr, Simple(TypeKind::kBoolean));
    case ExprKind::kChain: {
      const auto direction = [](const Expr& part) {
        switch (part.compare) {
          case ast::Compare::kLess:
          case ast::Compare::kLessEqual:
            return 1;
          case ast::Compare::kGreater:
          case ast::Compare::kGreaterEqual:
            return -1;
          default:
            return 0;
        }
      };
      bool ordered = true;
      for (const Expr* part : expr.args) {
        ordered = ordered && part->kind == ExprKind::kCompare &&
                  direction(*part) == direction(*expr.args[0]) && direction(*part) != 0;
      }
      if (ordered) {
        for (const Expr* part : expr.args) Condition(*part);
      }
      if (!ordered) Report(Code::kChainDirection, expr.range, {Source(expr.range)});
      return Set(expr, Simple(TypeKind::kBoolean));
    }
    case ExprKind::kOr:
      for (const Expr* part : expr.args) {
        if (part->kind != ExprKind::kAnd) continue;
        std::string first, second;
        // What was written, read both ways: the first conjunction in brackets, or the alternatives
        // in brackets.
        for (size_t i = 0; i < expr.args.size(); ++i) {
          const Expr& arg = *expr.args[i];
          if (i > 0) first += " 或 ";
          first += arg.kind == ExprKind::kAnd ? "（" + Source(arg.range) + "）" : Source(arg.range);
        }
        const Expr& left = *expr.args[0];
        const Expr& right = *expr.args[1];
        const Expr& head = left.kind == ExprKind::kAnd ? *left.args.back() : left;
        const Expr& tail = right.kind == ExprKind::kAnd ? *right.args[0] : right;
        if (left.kind == ExprKind::kAnd) {
          for (size_t i = 0; i + 1 < left.args.size(); ++i) {
            second += Source(left.args[i]->range) + " 且 ";
          }
        }
        second += "（" + Source(head.range) + " 或 " + Source(tail.range) + "）";
        if (right.kind == ExprKind::kAnd) {
          for (size_t i = 1; i < right.args.size(); ++i) {
            second += " 且 " + Source(right.args[i]->range);
          }
        }
        if (expr.args.size() > 2) second += " ……";
        Report(Code::kMixedAndOr, expr.range, {first, second});
        break;
      }
      [[fallthrough]];
    case ExprKind::kAnd:
    case ExprKind::kNot:
      for (const Expr* part : expr.args) Condition(*part);
      return Set(expr, Simple(TypeKind::kBoolean));
    case ExprKind::kAll:
    case ExprKind::kAny:
    case ExprKind::kAtLeast:
      return Group(expr);
    case ExprKind::kEvery:
    case ExprKind::kSome:
    case ExprKind::kNo:
      return Quantifier(expr);
    case ExprKind::kInterval:
    case ExprKind::kRange:
    case ExprKind::kBound:
      Report(Code::kIntervalAlone, expr.range, {Source(expr.range)});
      return Set(expr, kNoType);
    case ExprKind::kItems:
      return ItemsValue(expr, hint);
    case ExprKind::kRecord:
      return RecordValue(expr, hint);
    case ExprKind::kWithout:
      return Without(expr, hint);
    case ExprKind::kError:
      return Set(expr, kNoType);
  }
  return Set(expr, kNoType);
}

// A list of literals is a literal; a set is sorted and holds nothing twice.
void Checker::LiteralList(const Expr& expr, std::span<Expr* const> parts, bool set) {
  std::vector<value::Value> items;
  for (const Expr* part : parts) {
    const ExprInfo& info = Info(*part);
    if (info.ref != Ref::kLiteral) return;
    items.push_back(info.literal);
  }
  if (set) {
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
  }
  ExprInfo& info = Info(expr);
  info.ref = Ref::kLiteral;
  info.literal = value::Value::List(std::move(items));
}

// A member of the hinted enum, or an outsider of an open one.
Index Checker::MemberValue(const Expr& expr, std::string_view word, Index hint) {
  const Index enumeration = T(hint).type.enumeration;
  const program::EnumType& type = model_.enums[static_cast<size_t>(enumeration)];
  if (type.tree) return CodeValue(expr, word, hint);
  ExprInfo& info = Info(expr);
  info.ref = Ref::kLiteral;
  for (size_t i = 0; i < type.members.size(); ++i) {
    if (type.members[i].name == word || type.members[i].alias == word) {
      info.literal = value::Value(Rational(static_cast<int64_t>(i)));
      return Set(expr, WithOptional(hint, false));
    }
  }
  if (type.open) {
    info.literal = value::Value::Text(std::string(word));
    return Set(expr, WithOptional(hint, false));
  }
  info.ref = Ref::kNothing;
  std::vector<std::string> names;
  for (const program::Member& member : type.members) {
    names.push_back(member.name);
    if (!member.alias.empty()) names.push_back(member.alias);
  }
  ReportName(Code::kUnknownMember, expr.range,
             {type.name, std::string(word), MemberList(enumeration)}, diag::Nearest(word, names));
  return Set(expr, kNoType);
}

Index Checker::NameValue(const Expr& expr, Index hint) {
  const std::string_view name = expr.name.text;
  ExprInfo& info = Info(expr);
  if (const LoopVariable* variable = FindLoopVariable(name)) {
    info.ref = Ref::kItem;
    info.index = variable->slot;
    return Set(expr, variable->type);
  }
  const Symbol* symbol = Lookup(name);
  if (hint != kNoType && K(hint) == TypeKind::kEnum) {
    const program::EnumType& type = model_.enums[static_cast<size_t>(T(hint).type.enumeration)];
    bool member = false;
    for (const program::Member& each : type.members) {
      member = member || each.name == name || (!each.alias.empty() && each.alias == name);
    }
    const bool same = symbol != nullptr && symbol->type != kNoType &&
                      K(symbol->type) == TypeKind::kEnum &&
                      T(symbol->type).type.enumeration == T(hint).type.enumeration;
    if (member && !same) return MemberValue(expr, name, hint);
    if (symbol == nullptr) {
      return MemberValue(expr, name, hint);
    }
  }
  if (symbol == nullptr) {
    if (BuiltinValue(name) == "today") {
      info.ref = Ref::kToday;
      return Set(expr, Simple(TypeKind::kDate));
    }
    if (quiet_names_) return Set(expr, kNoType);
    // A member of some enum, in a place that does not tell which?
    for (const program::EnumType& type : model_.enums) {
      for (const program::Member& member : type.members) {
        if (member.name == name || (!member.alias.empty() && member.alias == name)) {
          Report(Code::kMemberAlone, expr.range, {std::string(name), type.name});
          return Set(expr, kNoType);
        }
      }
    }
    if (rule_names_.count(name) != 0 || named_types_.count(name) != 0 ||
        records_.count(name) != 0) {
      Report(Code::kNotAValue, expr.range, {std::string(name)});
      return Set(expr, kNoType);
    }
    if (loop_names_.count(name) != 0) {
      ReportName(Code::kLoopNameOutside, expr.range, {std::string(name)}, "");
      return Set(expr, kNoType);
    }
    ReportName(Code::kUnknownName, expr.range, {std::string(name)},
               diag::Nearest(name, ValueNames()));
    return Set(expr, kNoType);
  }
  info.index = symbol->index;
  switch (symbol->kind) {
    case SymbolKind::kInput:
      info.ref = Ref::kInput;
      return Set(expr, symbol->type);
    case SymbolKind::kParameter:
      info.ref = Ref::kParameter;
      return Set(expr, symbol->type);
    case SymbolKind::kDefinition:
    case SymbolKind::kGroup:
      info.ref = Ref::kDefinition;
      return Set(expr, DefinitionType(symbol->index, expr.range));
    case SymbolKind::kRecord:
      info.ref = Ref::kRecordInput;
      return Set(expr, symbol->type);
    case SymbolKind::kImport:
      NoOutput(expr, *symbol);
      return Set(expr, kNoType);
    default:
      Report(Code::kNotAValue, expr.range, {std::string(name)});
      return Set(expr, kNoType);
  }
}

// Types of two operands that must be of one kind; the one that can takes its type from the other.
bool Checker::Harmonize(const Expr& a, const Expr& b, Index hint, Index* type_a, Index* type_b) {
  const auto named_member = [&](const Expr& expr, Index type) {
    const Expr& inner = Inner(expr);
    if (inner.kind != ExprKind::kName || type == kNoType || K(type) != TypeKind::kEnum)
      return false;
    for (const program::Member& member :
         model_.enums[static_cast<size_t>(T(type).type.enumeration)].members) {
      if (member.name == inner.name.text || member.alias == inner.name.text) return true;
    }
    return false;
  };
  const bool soft_a = Flexible(a), soft_b = Flexible(b);
  if (soft_a && soft_b) {
    *type_a = Infer(a, hint);
    *type_b = Infer(b, hint != kNoType ? hint : *type_a);
    if (hint == kNoType && *type_a == kNoType && Info(a).ref == Ref::kLiteral) {
      *type_a = Infer(a, *type_b);  // none beside a literal
    }
  } else if (soft_a) {
    *type_b = Infer(b);
    if (*type_b == kNoType) return true;  // what a word means here hangs on the other side
    *type_a = Infer(a, *type_b);
  } else {
    *type_a = Infer(a);
    if (*type_a == kNoType && soft_b) return true;
    *type_b = soft_b || named_member(b, *type_a) ? Infer(b, *type_a) : Infer(b);
    if (!soft_b && named_member(a, *type_b) && *type_a != kNoType && !SameKind(*type_a, *type_b)) {
      *type_a = Infer(a, *type_b);
    }
  }
  return SameKind(*type_a, *type_b);
}

Index Checker::Choose(const Expr& expr, Index hint) {
  const bool is_if = expr.kind == ExprKind::kIf;
  if (is_if) Condition(*expr.args[0]);
  const Expr &first = *expr.args[is_if ? 1 : 0], &second = *expr.args[is_if ? 2 : 1];
  Index a = kNoType, b = kNoType;
  const bool same = Harmonize(first, second, hint, &a, &b);
  if (!same) {
    const bool lists = a != kNoType && b != kNoType && ElementsAgree(a, b);
    if (is_if && a != kNoType && b != kNoType && K(a) != K(b) && !lists) {
      Report(Code::kBranchesDiffer, second.range,
             {Source(first.range), Describe(a), Source(second.range), Describe(b)});
    } else {
      Comparable(first, a, second, b, false);
    }
    return Set(expr, kNoType);
  }
  if (!is_if && a != kNoType && !IsOrdered(a)) {
    Report(Code::kNotOrdered, expr.range, {Source(first.range), Describe(a)});
    return Set(expr, kNoType);
  }
  return Set(expr, Join(a, b));
}

Index Checker::Group(const Expr& expr) {
  for (const ast::Item& item : expr.items) {
    if (item.condition != nullptr) Condition(*item.condition);
  }
  if (expr.kind == ExprKind::kAtLeast && !expr.args.empty()) {
    const Expr& number = *expr.args[0];
    const Index type = Infer(number);
    const std::optional<Rational> least = type == kNoType ? std::nullopt : Fold(number);
    const Rational count(static_cast<int64_t>(expr.items.size()));
    if (type != kNoType &&
        (!least || !least->is_integer() || *least < Rational(1) || count < *least)) {
      Report(Code::kBadThreshold, number.range,
             {Source(number.range), std::to_string(expr.items.size())});
    }
  }
  return Set(expr, Simple(TypeKind::kBoolean));
}

void Checker::Condition(const Expr& expr) {
  if (Inner(expr).kind == ExprKind::kItems) {
    Report(Code::kItemsAlone, expr.range, {Source(expr.range)});
    return;
  }
  const Index type = Infer(expr);
  if (type == kNoType || K(type) == TypeKind::kBoolean || RecordAlone(expr, type)) return;
  Report(Code::kNotACondition, expr.range, {Source(expr.range), Describe(type)});
}

Index Checker::Value(const Expr& expr, Index type, std::string_view owner) {
  const Expr& single = Inner(expr);
  if (IsList(type) && Info(expr).one) return type;
  if (IsList(type) && (single.kind == ExprKind::kText || single.kind == ExprKind::kNumber ||
                       single.kind == ExprKind::kRecord ||
                       (single.kind == ExprKind::kName && Lookup(single.name.text) == nullptr &&
                        FindLoopVariable(single.name.text) == nullptr))) {
    // A single value where a list is wanted is a list of one.
    if (Value(expr, T(type).element, owner) == kNoType) return kNoType;
    if (Info(expr).ref == Ref::kLiteral) {
      Info(expr).literal = value::Value::List({Info(expr).literal});
    }
    Info(expr).one = true;
    return Set(expr, type);
  }
  const Index found = Infer(expr, type);
  if (type == kNoType || found == kNoType) {
    if (found == kNoType && expr.kind == ExprKind::kNone && type != kNoType) return type;
    return found;
  }
  if (IsList(type) && !IsList(found) && SameKind(found, T(type).element)) {
    Info(expr).one = true;
    return Set(expr, type);
  }
  return Fits(expr, found, type, owner) ? found : kNoType;
}

// A record where one value is wanted, the likeliest slip with records; true after the message.
bool Checker::RecordAlone(const Expr& expr, Index type) {
  if (type == kNoType || K(type) != TypeKind::kRecord) return false;
  Report(Code::kRecordAlone, expr.range, {Source(expr.range)});
  return true;
}

bool Checker::Fits(const Expr& expr, Index found, Index type, std::string_view owner) {
  const Expr& inner = Inner(expr);
  const std::string self = owner.empty() ? Source(expr.range) : std::string();
  if (owner.empty()) owner = self;
  if (inner.kind == ExprKind::kNone && K(type) != TypeKind::kList && K(type) != TypeKind::kSet) {
    const bool declared = T(type).type.optional;
    if (!declared) Report(Code::kNoneNotAllowed, expr.range, {std::string(owner)});
    return declared;
  }
  if (!SameKind(found, type)) {
    if (IsNumeric(found) && IsNumeric(type)) {
      if (IsBare(expr)) {
        Report(Code::kBareNumber, expr.range,
               {Source(expr.range), std::string(owner), Describe(type)});
        return false;
      }
      Report(Code::kWrongUnitValue, expr.range,
             {std::string(owner), Describe(type), Source(expr.range), Describe(found)});
      return false;
    }
    if (K(type) != TypeKind::kRecord && !IsList(type) && RecordAlone(expr, found)) return false;
    if (IsList(found) && !IsList(type)) {
      Report(Code::kListForOne, expr.range,
             {std::string(owner), Describe(type), Source(expr.range)});
      return false;
    }
    Report(Code::kWrongValue, expr.range,
           {std::string(owner), Describe(type), Source(expr.range), Describe(found)});
    return false;
  }
  // A rule or an `if` may have asked before; a bare formula has not.
  const bool direct = inner.kind == ExprKind::kName || inner.kind == ExprKind::kField;
  if (formula_ && direct && T(found).type.optional && !T(type).type.optional) {
    Report(Code::kMayBeNone, expr.range, {std::string(owner), Source(expr.range)});
    return false;
  }
  return true;
}

Index Checker::DefinitionType(Index index, Range use) {
  (void)use;
  Definition& definition = model_.definitions[static_cast<size_t>(index)];
  int& state = type_state_[static_cast<size_t>(index)];
  if (state == 2) return definition.type;
  if (state == 1) return kNoType;  // a cycle: reported when the order is made
  state = 1;
  Index type = kNoType;
  if (definition.expression != nullptr) {
    type = Infer(*definition.expression);
  } else if (definition.special == Definition::Special::kAllocation) {
    type = Infer(*definition.allocation->total);
  } else {
    // The first value that tells its type by itself, else the first at all.
    const Expr* chosen = nullptr;
    const auto look = [&](const Expr* value) {
      if (value == nullptr) return;
      if (chosen == nullptr || (Flexible(*chosen) && !Flexible(*value))) chosen = value;
    };
    for (const Rule& rule : definition.rules) {
      for (const Branch& branch : rule.branches) {
        look(branch.allocation != nullptr ? branch.allocation->total : branch.value);
      }
    }
    if (definition.otherwise != nullptr) look(definition.otherwise->value);
    if (chosen != nullptr) type = Infer(*chosen);
    if (type != kNoType && K(type) == TypeKind::kInteger && T(type).type.unit.empty() &&
        IsBare(*chosen)) {
      type = Simple(TypeKind::kDecimal);
    }
  }
  Definition& again = model_.definitions[static_cast<size_t>(index)];
  again.type = type;
  type_state_[static_cast<size_t>(index)] = 2;
  if (Symbol* symbol = Lookup(again.name)) symbol->type = type;
  return type;
}

}  // namespace pol::check
