// What loops do to grids and sizes (semantics 4.3, 4.4), and storing the parts of lists and records.
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;
using program::Aggregate;

namespace {

constexpr int64_t kItemBits = 14;  // of the number of items

}  // namespace

Checker::Size Checker::MeasureLoop(const Expr& expr, const ExprInfo& info) {
  const LoopForm form = FormOf(expr, info.aggregate, info.places);
  Size around;  // what tells whether the loop is constant
  const auto note = [&](const Size& part) {
    around.constant = around.constant && part.constant;
    around.dated = around.dated || part.dated;
  };
  Size extra;
  for (size_t i = 0; i < form.extras.size(); ++i) {
    const Size part = Measure(*form.extras[i]);
    note(part);
    if (i == 0) extra = part;
  }
  Index slot = info.slot;
  Size item;
  for (const LoopForm::Generator& generator : form.generators) {
    for (size_t i = 0; i < generator.lists.size(); ++i) {
      const Size part = Measure(*generator.lists[i]);
      note(part);
      slot_sizes_[slot++] = part;
      if (i == 0) item = part;
    }
    if (generator.where != nullptr) note(Measure(*generator.where));
  }
  if (form.by != nullptr) note(Measure(*form.by));
  Size size = form.each != nullptr ? Measure(*form.each) : item;
  note(size);
  const Expr& term = form.each != nullptr ? *form.each : *form.generators.back().lists[0];
  switch (info.aggregate) {
    case Aggregate::kSum:
      if (!size.denominator && !size.bounded && Info(term).type != kNoType) {
        Report(Code::kUnboundedSum, term.range, {Source(term.range)});
        size.bounded = true;
      }
      size.magnitude += kItemBits;
      break;
    case Aggregate::kMean:
      size.denominator.reset();
      size.magnitude += kItemBits;
      size.bits += kItemBits;
      break;
    case Aggregate::kMin:
    case Aggregate::kMax:
    case Aggregate::kFirst:
    case Aggregate::kLast:
    case Aggregate::kList:
    case Aggregate::kSet:
    case Aggregate::kTake:
    case Aggregate::kSorted:
    case Aggregate::kSortedDown:
      break;
    case Aggregate::kPour:
      size = Larger(extra, size);
      break;
    case Aggregate::kProrate: {
      const value::Value& quantum = Info(*form.extras[1]).literal;
      size = extra;
      // Whole multiples of the quantum, and what is left of the total.
      if (quantum.is_number() && size.denominator) {
        Size step;
        step.denominator = quantum.number().Denominator();
        size.denominator = Larger(size, step).denominator;
      }
      break;
    }
    default:  // counts and conditions
      size = Size();
      size.denominator = Rational(1);
      size.magnitude = size.bits = kItemBits;
      break;
  }
  size.constant = around.constant;
  size.dated = around.dated;
  return size;
}

// A loop variable in it that no loop inside it binds.
bool Checker::HoldsFreeItem(const Expr& expr) const {
  std::set<Index> bound;
  std::vector<const Expr*> open = {&expr};
  std::vector<Index> used;
  while (!open.empty()) {
    const Expr* at = open.back();
    open.pop_back();
    if (at == nullptr) continue;
    const ExprInfo& info = model_.Of(*at);
    if (info.ref == Ref::kLiteral) continue;
    if (info.ref == Ref::kItem) used.push_back(info.index);
    if (info.ref == Ref::kFunction && info.function == Function::kLoop) {
      Index slot = info.slot;
      for (const LoopForm::Generator& generator : FormOf(*at, info.aggregate, info.places).generators) {
        for (size_t i = 0; i < generator.lists.size(); ++i) bound.insert(slot++);
      }
    }
    ForEachPart(*at, [&](const Expr* part) { open.push_back(part); });
  }
  return std::any_of(used.begin(), used.end(),
                     [&](Index slot) { return bound.count(slot) == 0; });
}

// What is stored in a list or a record must fit the grids of its parts: looked at where they are
// written down, else by their types.
void Checker::StoreParts(const Expr& value, Index type, std::string_view owner) {
  if (type == kNoType) return;
  const Expr& inner = Inner(value);
  const ExprInfo& info = Info(inner);
  const Index found = info.type;
  if (found == kNoType) return;
  const bool list = IsList(type), record = K(type) == TypeKind::kRecord;
  if (!list && !record) {
    Store(value, Measure(value), type, owner);
    return;
  }
  if (info.one) {
    const Index element = T(type).element;
    if (!IsList(element) && K(element) != TypeKind::kRecord) {
      Store(value, Measure(value), element, owner);
    }
    return;
  }
  if (inner.kind == ExprKind::kIf) {
    StoreParts(*inner.args[1], type, owner);
    StoreParts(*inner.args[2], type, owner);
    return;
  }
  if (record && inner.kind == ExprKind::kRecord) {
    for (const ast::NamedArgument& named : inner.named) {
      const int32_t place = FieldOf(type, named.name.text);
      if (place < 0 || named.value == nullptr) continue;
      StoreParts(*named.value, T(type).fields[static_cast<size_t>(place)], named.name.text);
    }
    return;
  }
  const bool plain = inner.kind == ExprKind::kItems ||
                     (inner.kind == ExprKind::kCall && inner.generators.empty() &&
                      (info.ref == Ref::kLiteral || info.function == Function::kList));
  if (list && plain && (info.ref == Ref::kLiteral || info.ref == Ref::kFunction)) {
    for (const Expr* part : inner.args) StoreParts(*part, T(type).element, owner);
    return;
  }
  if (list && info.ref == Ref::kFunction && info.function == Function::kLoop) {
    const LoopForm form = FormOf(inner, info.aggregate, info.places);
    const bool items = info.aggregate == Aggregate::kList || info.aggregate == Aggregate::kSet ||
                       info.aggregate == Aggregate::kTake ||
                       info.aggregate == Aggregate::kSorted ||
                       info.aggregate == Aggregate::kSortedDown;
    if (items && form.by == nullptr && form.each != nullptr) {
      StoreParts(*form.each, T(type).element, owner);
      return;
    }
  }
  StoreAs(value, found, type, owner);
}

// By the types alone; where a number is what matters, by what is known of it.
void Checker::StoreAs(const Expr& value, Index found, Index type, std::string_view owner) {
  if (found == kNoType || type == kNoType || found == type) return;
  if (IsList(type)) {
    StoreAs(value, IsList(found) ? T(found).element : found, T(type).element, owner);
    return;
  }
  if (K(type) == TypeKind::kRecord) {
    if (K(found) != TypeKind::kRecord) return;
    const std::vector<Index> from = T(found).fields, to = T(type).fields;
    for (size_t i = 0; i < from.size() && i < to.size(); ++i) {
      StoreAs(value, from[i], to[i], T(type).type.fields[i].name);
    }
    return;
  }
  const Size known = Measure(value);
  const Size typed = OfType(found);
  Store(value, known.denominator && !typed.denominator ? known : typed, type, owner);
}

// A term without a type was reported where it stands: what it makes of the rest is no second
// mistake.
bool Checker::HoldsUntyped(const Expr& value) {
  std::vector<const Expr*> open = {&value};
  while (!open.empty()) {
    const Expr& expr = *open.back();
    open.pop_back();
    switch (expr.kind) {
      case ast::ExprKind::kName:
        if (Info(expr).type == kNoType) return true;
        break;
      case ast::ExprKind::kParen:
      case ast::ExprKind::kNegate:
      case ast::ExprKind::kMultiply:
      case ast::ExprKind::kAdd:
      case ast::ExprKind::kSubtract:
      case ast::ExprKind::kCapped:
      case ast::ExprKind::kFloored:
      case ast::ExprKind::kIf:
        open.insert(open.end(), expr.args.begin(), expr.args.end());
        break;
      default:
        break;
    }
  }
  return false;
}

}  // namespace pol::check
