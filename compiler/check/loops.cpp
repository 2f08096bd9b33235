// What goes over lists: for … in … inside a call, the calls over whole lists, every / some / no.
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;
using program::Aggregate;

namespace {

enum class Key : uint8_t { kNever, kGroup, kOrder, kSort };
enum class Wants : uint8_t { kAnything, kNumber, kOrdered, kCondition };
struct Row {
  std::string_view function;
  Aggregate aggregate;
  Key key;
  Wants wants;
  size_t numbers;  // arguments before the list
};
constexpr Row kRows[] = {
    {"count", Aggregate::kCount, Key::kGroup, Wants::kAnything, 0},
    {"sum", Aggregate::kSum, Key::kGroup, Wants::kNumber, 0},
    {"mean", Aggregate::kMean, Key::kGroup, Wants::kNumber, 0},
    {"min", Aggregate::kMin, Key::kGroup, Wants::kOrdered, 0},
    {"max", Aggregate::kMax, Key::kGroup, Wants::kOrdered, 0},
    {"list", Aggregate::kList, Key::kGroup, Wants::kAnything, 0},
    {"set", Aggregate::kSet, Key::kGroup, Wants::kAnything, 0},
    {"first", Aggregate::kFirst, Key::kNever, Wants::kAnything, 0},
    {"last", Aggregate::kLast, Key::kNever, Wants::kAnything, 0},
    {"item", Aggregate::kFirst, Key::kNever, Wants::kAnything, 1},
    {"take", Aggregate::kTake, Key::kNever, Wants::kAnything, 1},
    {"sorted", Aggregate::kSorted, Key::kSort, Wants::kAnything, 0},
    {"sorted_down", Aggregate::kSortedDown, Key::kSort, Wants::kAnything, 0},
    {"longest_run", Aggregate::kLongestRun, Key::kOrder, Wants::kCondition, 0},
    {"closing_run", Aggregate::kClosingRun, Key::kOrder, Wants::kCondition, 0},
    {"in_a_row", Aggregate::kInARow, Key::kOrder, Wants::kCondition, 1},
    {"last_all", Aggregate::kLastAll, Key::kOrder, Wants::kCondition, 1},
    {"at_least", Aggregate::kAtLeast, Key::kNever, Wants::kCondition, 1},
    {"never_rises", Aggregate::kNeverRises, Key::kNever, Wants::kOrdered, 0},
    {"never_falls", Aggregate::kNeverFalls, Key::kNever, Wants::kOrdered, 0},
    {"pour", Aggregate::kPour, Key::kNever, Wants::kNumber, 1},
    {"prorate", Aggregate::kProrate, Key::kNever, Wants::kNumber, 2},
};

}  // namespace

const Checker::LoopVariable* Checker::FindLoopVariable(std::string_view name) const {
  for (size_t i = loop_variables_.size(); i-- > 0;) {
    if (loop_variables_[i].name == name) return &loop_variables_[i];
  }
  return nullptr;
}

void Checker::Bind(const ast::Name& name, Index type, Index slot) {
  const Symbol* symbol = Lookup(name.text);
  if (FindLoopVariable(name.text) != nullptr || symbol != nullptr) {
    auto& diagnostic = Report(Code::kLoopNameTaken, name.range, {std::string(name.text)});
    if (symbol != nullptr && symbol->declaration != nullptr) {
      for (const ast::DeclaredName& other : symbol->declaration->names) {
        if (other.name.text != name.text && other.alias.text != name.text) continue;
        diagnostic.labels.push_back({other.name.range, {"在这里列出", "declared here"}});
      }
    }
  }
  loop_variables_.push_back({name.text, type, slot});
  loop_names_.insert(std::string(name.text));
}

// What each item of a list is; kNoType after a message.
Index Checker::ElementOf(const Expr& list) {
  const Index type = Infer(list);
  if (type == kNoType) return kNoType;
  if (IsList(type)) return T(type).element;
  Report(Code::kNotAList, list.range, {Source(list.range), Describe(type)});
  return kNoType;
}

// Binds the names of one generator; its condition may use them.
void Checker::Walk(const ast::Generator& generator, Index slot) {
  std::vector<Index> types;
  for (const Expr* list : generator.lists) types.push_back(ElementOf(*list));
  if (generator.lists.size() != generator.names.size()) {
    Report(Code::kParallelNames, generator.range,
           {std::to_string(generator.names.size()), std::to_string(generator.lists.size())});
    types.assign(generator.names.size(), kNoType);
  }
  for (size_t i = 0; i < generator.names.size(); ++i) {
    Bind(generator.names[i], types[i], slot + static_cast<Index>(i));
  }
  if (generator.where != nullptr) Condition(*generator.where);
}

Index Checker::Quantifier(const Expr& expr) {
  const Index slot = model_.slots++;
  Bind(expr.name, ElementOf(*expr.args[0]), slot);
  Condition(*expr.args[1]);
  loop_variables_.pop_back();
  ExprInfo& info = Info(expr);
  info.ref = Ref::kFunction;
  info.function = Function::kLoop;
  info.aggregate = expr.kind == ExprKind::kEvery  ? Aggregate::kEvery
                   : expr.kind == ExprKind::kSome ? Aggregate::kSome
                                                  : Aggregate::kNo;
  info.slot = slot;
  return Set(expr, Simple(TypeKind::kBoolean));
}

// A number of items: whole, at least 1 (0 where `size`).
bool Checker::LoopNumber(const Expr& expr, const Expr& number, bool size) {
  const Index type = Infer(number);
  if (type == kNoType) return false;
  const std::optional<Rational> value =
      IsNumeric(type) && T(type).dimension.is_number() ? Fold(number) : std::nullopt;
  const bool whole = K(type) == TypeKind::kInteger || (value && value->is_integer());
  const bool enough = !value || !(*value < Rational(size ? 0 : 1));
  if (whole && enough) return true;
  Report(Code::kBadLoopNumber, number.range, {std::string(expr.name.text), Source(number.range)});
  return false;
}

Index Checker::LoopCall(const Expr& expr, std::string_view function, Index hint) {
  const Row* row = nullptr;
  for (const Row& each : kRows) {
    if (each.function == function) row = &each;
  }
  const std::string name(expr.name.text);
  const bool plain = expr.generators.empty();
  if (!expr.named.empty()) {
    Report(Code::kNamedArgument, expr.named[0].name.range, {name});
    return Set(expr, kNoType);
  }
  const size_t numbers = expr.args.size() - (expr.each != nullptr ? 1 : 0);
  if (plain ? expr.args.size() != row->numbers + 1 : numbers != row->numbers) {
    if (!plain) {
      Report(Code::kNumberBeforeFor, expr.range,
             {name, std::to_string(row->numbers), std::to_string(numbers)});
    } else {
      Report(Code::kWrongArgumentCount, expr.range,
             {name, std::to_string(row->numbers + 1), std::to_string(expr.args.size())});
    }
    return Set(expr, kNoType);
  }
  // 前几项（名单，3） and 前几项（3，名单） are the same: which is the list shows by what they are.
  Index place = 0;
  if (plain && row->numbers == 1 && row->aggregate != Aggregate::kPour) {
    const LoopForm usual = FormOf(expr, row->aggregate);
    const Expr &list = *usual.generators[0].lists[0], &number = *usual.extras[0];
    const bool call = Inner(number).kind == ExprKind::kCall;
    if (!IsList(Infer(list)) && (call || !Flexible(number)) && IsList(Infer(number)))
      place = &number == expr.args[0] ? 1 : 2;
  }
  const LoopForm form = FormOf(expr, row->aggregate, place);
  Index slots = 0;
  for (const ast::Generator& generator : expr.generators) {
    slots += static_cast<Index>(generator.names.size());
  }
  const Index slot = model_.slots;
  model_.slots += plain ? 1 : slots;

  bool fine = true;
  Index total = kNoType;
  if (row->aggregate == Aggregate::kPour || row->aggregate == Aggregate::kProrate) {
    total = Infer(*form.extras[0], kNoType);
    if (total != kNoType && !IsNumeric(total)) {
      Report(Code::kNotANumber, form.extras[0]->range,
             {Source(form.extras[0]->range), Describe(total)});
      fine = false;
    }
    if (form.extras.size() > 1 && Quantum(*form.extras[1], *form.extras[0], total) == kNoType) {
      fine = false;
    }
  } else if (!form.extras.empty()) {
    fine = LoopNumber(expr, *form.extras[0], row->aggregate == Aggregate::kTake);
  }

  // The items, and what is made of each.
  const size_t outside = loop_variables_.size();
  Index made = kNoType, key = kNoType;
  if (plain) {
    made = ElementOf(*form.generators[0].lists[0]);
    fine = fine && made != kNoType;
  } else {
    Index next = slot;
    for (const ast::Generator& generator : expr.generators) {
      Walk(generator, next);
      next += static_cast<Index>(generator.names.size());
    }
    for (size_t i = 0; i + 1 < expr.generators.size(); ++i) {
      if (expr.generators[i].by == nullptr) continue;
      Report(Code::kKeyNotLast, expr.generators[i].by->range);
      fine = false;
    }
    if (form.by != nullptr) {
      key = Infer(*form.by);
      fine = fine && key != kNoType;
    }
    const ast::Generator& last = expr.generators.back();
    if (form.each == nullptr) {
      made = loop_variables_.back().type;
      if (last.names.size() > 1 && row->aggregate != Aggregate::kCount) {
        Report(Code::kWhichOfParallel, expr.range, {name, std::string(last.names[0].text)});
        fine = false;
      }
    } else {
      Index inner = hint;
      const bool list = row->aggregate == Aggregate::kList || row->aggregate == Aggregate::kSet ||
                        row->aggregate == Aggregate::kSorted ||
                        row->aggregate == Aggregate::kSortedDown ||
                        row->aggregate == Aggregate::kTake;
      if (list) inner = IsList(hint) ? T(hint).element : kNoType;
      if (row->wants == Wants::kCondition || row->aggregate == Aggregate::kCount) inner = kNoType;
      if (total != kNoType) inner = row->aggregate == Aggregate::kPour ? total : kNoType;
      if (form.by != nullptr && row->key == Key::kGroup) inner = kNoType;
      made = Infer(*form.each, inner);
    }
    fine = fine && made != kNoType;
  }
  loop_variables_.resize(outside);

  if (form.by != nullptr && row->key == Key::kNever) {
    Report(Code::kKeyNotHere, form.by->range, {name});
    fine = false;
  }
  if (!fine) return Set(expr, kNoType);
  const Expr& shown = form.each != nullptr ? *form.each : *form.generators.back().lists[0];
  if (row->aggregate == Aggregate::kCount && form.each != nullptr &&
      K(made) == TypeKind::kBoolean) {
    Report(Code::kCountOfConditions, form.each->range, {name, Source(form.each->range)});
    return Set(expr, kNoType);
  }
  const bool record = K(made) == TypeKind::kRecord && row->wants != Wants::kAnything;
  const bool bad = (row->wants == Wants::kNumber && !IsNumeric(made)) ||
                   (row->wants == Wants::kOrdered && !IsOrdered(made)) ||
                   (row->wants == Wants::kCondition && K(made) != TypeKind::kBoolean);
  if (record || bad) {
    Report(record                          ? Code::kLoopOverRecords
           : row->wants == Wants::kNumber  ? Code::kNotANumber
           : row->wants == Wants::kOrdered ? Code::kNotOrdered
                                           : Code::kNotACondition,
           shown.range, {record ? name : Source(shown.range), Describe(made)});
    return Set(expr, kNoType);
  }
  if (row->key == Key::kSort) {
    const Index order = form.by != nullptr ? key : made;
    const Expr& by = form.by != nullptr ? *form.by : shown;
    if (K(order) == TypeKind::kRecord) {
      Report(Code::kLoopOverRecords, by.range, {name, Describe(order)});
      return Set(expr, kNoType);
    }
    if (!IsOrdered(order)) {
      Report(Code::kNotOrdered, by.range, {Source(by.range), Describe(order)});
      return Set(expr, kNoType);
    }
  }
  if (row->key == Key::kOrder && form.by != nullptr && K(key) != TypeKind::kMonth &&
      !(K(key) == TypeKind::kInteger && T(key).type.factor == Rational(1))) {
    Report(Code::kBadRunKey, form.by->range, {Source(form.by->range), Describe(key)});
    return Set(expr, kNoType);
  }
  if (row->aggregate == Aggregate::kSet && !SetItem(shown, made)) return Set(expr, kNoType);
  if (total != kNoType && row->aggregate == Aggregate::kPour &&
      !Comparable(*form.extras[0], total, shown, made, false)) {
    return Set(expr, kNoType);
  }
  if (row->aggregate == Aggregate::kPour) made = Join(total, made);
  if (row->aggregate == Aggregate::kProrate) made = total;
  Index type = LoopResult(made, row->aggregate);
  if (form.by != nullptr && row->key == Key::kGroup) {
    type = ListOf(GroupOf(WithOptional(key, false), type), TypeKind::kList);
  }
  ExprInfo& info = Info(expr);
  info.ref = Ref::kFunction;
  info.function = Function::kLoop;
  info.aggregate = row->aggregate;
  info.slot = slot;
  info.places = place;
  return Set(expr, type);
}

// What the loop makes of results of this type.
Index Checker::LoopResult(Index type, Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::kCount:
    case Aggregate::kLongestRun:
    case Aggregate::kClosingRun:
      return Simple(TypeKind::kInteger);
    case Aggregate::kMean: {
      Type made = T(WithOptional(type, false));
      made.type.grid.reset();
      if (made.type.kind == TypeKind::kInteger) {
        if (!made.dimension.is_number()) return OfDimension(made.dimension);
        made.type.kind = TypeKind::kDecimal;
      } else if (made.type.kind == TypeKind::kMoney) {
        made.type.kind = TypeKind::kExactMoney;
      } else if (IsWholeTime(type)) {
        return WithOptional(type, false);
      }
      return Intern(made);
    }
    case Aggregate::kSum:
    case Aggregate::kMin:
    case Aggregate::kMax:
    case Aggregate::kFirst:
    case Aggregate::kLast:
      return aggregate == Aggregate::kFirst || aggregate == Aggregate::kLast
                 ? type
                 : WithOptional(type, false);
    case Aggregate::kList:
    case Aggregate::kTake:
    case Aggregate::kSorted:
    case Aggregate::kSortedDown:
      return ListOf(type, TypeKind::kList);
    case Aggregate::kPour:
    case Aggregate::kProrate:
      return ListOf(WithOptional(type, false), TypeKind::kList);
    case Aggregate::kSet:
      return ListOf(type, TypeKind::kSet);
    case Aggregate::kEvery:
    case Aggregate::kSome:
    case Aggregate::kNo:
    case Aggregate::kAtLeast:
    case Aggregate::kInARow:
    case Aggregate::kLastAll:
    case Aggregate::kNeverRises:
    case Aggregate::kNeverFalls:
      break;
  }
  return Simple(TypeKind::kBoolean);
}

}  // namespace pol::check
