// Names of kinds, operators and hit policies in the text form.
#include "runtime/program/dump.h"

namespace pol::program {

const char* KindName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBoolean:
      return "boolean";
    case TypeKind::kInteger:
      return "integer";
    case TypeKind::kDecimal:
      return "decimal";
    case TypeKind::kRate:
      return "rate";
    case TypeKind::kMoney:
      return "money";
    case TypeKind::kExactMoney:
      return "exact_money";
    case TypeKind::kQuantity:
      return "quantity";
    case TypeKind::kDate:
      return "date";
    case TypeKind::kMonth:
      return "month";
    case TypeKind::kInstant:
      return "instant";
    case TypeKind::kClock:
      return "clock";
    case TypeKind::kHours:
      return "hours";
    case TypeKind::kDays:
      return "days";
    case TypeKind::kWorkdays:
      return "workdays";
    case TypeKind::kMonths:
      return "months";
    case TypeKind::kText:
      return "text";
    case TypeKind::kEnum:
      return "enum";
    case TypeKind::kList:
      return "list";
    case TypeKind::kSet:
      return "set";
    case TypeKind::kRecord:
      return "record";
  }
  return "?";
}

const char* AggregateName(Aggregate aggregate) {
  switch (aggregate) {
    case Aggregate::kCount:
      return "count";
    case Aggregate::kSum:
      return "sum";
    case Aggregate::kMean:
      return "mean";
    case Aggregate::kMin:
      return "min";
    case Aggregate::kMax:
      return "max";
    case Aggregate::kList:
      return "list";
    case Aggregate::kSet:
      return "set";
    case Aggregate::kEvery:
      return "every";
    case Aggregate::kSome:
      return "some";
    case Aggregate::kNo:
      return "no";
    case Aggregate::kAtLeast:
      return "at-least";
    case Aggregate::kFirst:
      return "first";
    case Aggregate::kLast:
      return "last";
    case Aggregate::kTake:
      return "take";
    case Aggregate::kSorted:
      return "sorted";
    case Aggregate::kSortedDown:
      return "sorted-down";
    case Aggregate::kLongestRun:
      return "longest-run";
    case Aggregate::kClosingRun:
      return "closing-run";
    case Aggregate::kInARow:
      return "in-a-row";
    case Aggregate::kLastAll:
      return "last-all";
    case Aggregate::kNeverRises:
      return "never-rises";
    case Aggregate::kNeverFalls:
      return "never-falls";
    case Aggregate::kPour:
      return "pour";
    case Aggregate::kProrate:
      return "prorate";
  }
  return "?";
}

const char* OpName(Op op) {
  switch (op) {
    case Op::kConstant:
      return "constant";
    case Op::kInput:
      return "input";
    case Op::kDefinition:
      return "definition";
    case Op::kParameter:
      return "parameter";
    case Op::kToday:
      return "today";
    case Op::kNot:
      return "not";
    case Op::kAnd:
      return "and";
    case Op::kOr:
      return "or";
    case Op::kAtLeast:
      return "at-least";
    case Op::kEqual:
      return "==";
    case Op::kNotEqual:
      return "!=";
    case Op::kLess:
      return "<";
    case Op::kLessEqual:
      return "<=";
    case Op::kGreater:
      return ">";
    case Op::kGreaterEqual:
      return ">=";
    case Op::kInInterval:
      return "in-interval";
    case Op::kInSet:
      return "in-set";
    case Op::kIsNone:
      return "is-none";
    case Op::kAdd:
      return "+";
    case Op::kSubtract:
      return "-";
    case Op::kMultiply:
      return "*";
    case Op::kDivide:
      return "/";
    case Op::kNegate:
      return "negate";
    case Op::kPower:
      return "power";
    case Op::kMin:
      return "min";
    case Op::kMax:
      return "max";
    case Op::kAbs:
      return "abs";
    case Op::kRound:
      return "round";
    case Op::kAddDays:
      return "add-days";
    case Op::kAddMonths:
      return "add-months";
    case Op::kAddSeconds:
      return "add-seconds";
    case Op::kDateDiff:
      return "date-diff";
    case Op::kMonthAdd:
      return "month-add";
    case Op::kFullMonths:
      return "full-months";
    case Op::kAddWorkdays:
      return "add-workdays";
    case Op::kWorkdaysBetween:
      return "workdays-between";
    case Op::kToWorkday:
      return "to-workday";
    case Op::kRecurring:
      return "recurring";
    case Op::kNextRecurring:
      return "next-recurring";
    case Op::kFullYears:
      return "full-years";
    case Op::kDatePart:
      return "date-part";
    case Op::kMakeDate:
      return "make-date";
    case Op::kLower:
      return "lower";
    case Op::kHigher:
      return "higher";
    case Op::kIf:
      return "if";
    case Op::kHasValue:
      return "has-value";
    case Op::kOrElse:
      return "or-else";
    case Op::kShow:
      return "show";
    case Op::kConcat:
      return "concat";
    case Op::kMissing:
      return "missing";
    case Op::kList:
      return "list";
    case Op::kRecord:
      return "record";
    case Op::kField:
      return "field";
    case Op::kItem:
      return "item";
    case Op::kFor:
      return "for";
    case Op::kWithout:
      return "without";
    case Op::kJoin:
      return "join";
    case Op::kCommon:
      return "common";
    case Op::kSubset:
      return "subset";
    case Op::kShare:
      return "share";
    case Op::kWaterfall:
      return "waterfall";
  }
  return "?";
}

const char* HitName(Hit hit) {
  switch (hit) {
    case Hit::kUnique:
      return "unique";
    case Hit::kFirst:
      return "first";
    case Hit::kPriority:
      return "priority";
    case Hit::kAny:
      return "any";
    case Hit::kSum:
      return "sum";
    case Hit::kMax:
      return "max";
    case Hit::kMin:
      return "min";
    case Hit::kList:
      return "list";
    case Hit::kSet:
      return "set";
  }
  return "?";
}

}  // namespace pol::program
