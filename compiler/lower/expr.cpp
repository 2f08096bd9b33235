// Expressions to nodes.
#include <utility>

#include "compiler/lower/lowering.h"

namespace pol::lower {
namespace {

using ast::ExprKind;
using check::Function;
using check::Ref;

const ast::Expr& Bare(const ast::Expr& expr) {
  const ast::Expr* bare = &expr;
  while (bare->kind == ExprKind::kParen) bare = bare->args[0];
  return *bare;
}

Op CompareOp(ast::Compare compare) {
  switch (compare) {
    case ast::Compare::kEqual:
      return Op::kEqual;
    case ast::Compare::kNotEqual:
      return Op::kNotEqual;
    case ast::Compare::kLess:
      return Op::kLess;
    case ast::Compare::kLessEqual:
      return Op::kLessEqual;
    case ast::Compare::kGreater:
      return Op::kGreater;
    case ast::Compare::kGreaterEqual:
      return Op::kGreaterEqual;
  }
  return Op::kEqual;
}

// a op b, told from the side of b.
ast::Compare Mirrored(ast::Compare compare) {
  switch (compare) {
    case ast::Compare::kLess:
      return ast::Compare::kGreater;
    case ast::Compare::kLessEqual:
      return ast::Compare::kGreaterEqual;
    case ast::Compare::kGreater:
      return ast::Compare::kLess;
    case ast::Compare::kGreaterEqual:
      return ast::Compare::kLessEqual;
    default:
      return compare;
  }
}

Op BoundOp(ast::Bound bound) {
  switch (bound) {
    case ast::Bound::kOrMore:
      return Op::kGreaterEqual;
    case ast::Bound::kOrLess:
      return Op::kLessEqual;
    case ast::Bound::kBeyond:
      return Op::kGreater;
  }
  return Op::kEqual;
}

bool IsRangeLike(const ast::Expr& expr) {
  const ExprKind kind = Bare(expr).kind;
  return kind == ExprKind::kInterval || kind == ExprKind::kRange || kind == ExprKind::kBound;
}

std::string ItemLabel(const ast::Item& item) {
  return std::string(item.label ? item.label.text : item.ordinal);
}

}  // namespace

Index PolicyLowering::Expr(const ast::Expr& expr) {
  if (const auto known = nodes_.find(expr.id); known != nodes_.end()) return known->second;
  const check::ExprInfo& info = model_.Of(expr);
  Index index = -1;
  switch (info.ref) {
    case Ref::kLiteral:
      index = Constant(info.literal, info.type, expr.range.begin);
      break;
    case Ref::kInput:
    case Ref::kDefinition:
    case Ref::kParameter: {
      const Op op = info.ref == Ref::kInput        ? Op::kInput
                    : info.ref == Ref::kDefinition ? Op::kDefinition
                                                   : Op::kParameter;
      index = Make(op, info.type, {}, expr.range.begin);
      policy_.nodes[index].a = info.index;
      break;
    }
    case Ref::kToday:
      index = Make(Op::kToday, info.type, {}, expr.range.begin);
      break;
    case Ref::kItem:
      index = Make(Op::kItem, info.type, {}, expr.range.begin);
      policy_.nodes[index].a = info.index;
      break;
    case Ref::kRecordInput: {
      Index leaf = info.index;
      index = RecordInput(info.type, &leaf, expr.range.begin);
      break;
    }
    case Ref::kFunction:
      index = Call(expr, info);
      break;
    case Ref::kCall:
      index = CallOf(expr, info);
      break;
    case Ref::kNothing:
      index = Operator(expr, info);
      break;
  }
  Node& node = policy_.nodes[index];
  const bool condition =
      node.type >= 0 && policy_.types[node.type].kind == program::TypeKind::kBoolean;
  const bool literal = node.op == Op::kConstant && node.offset == expr.range.begin;
  if (node.text.empty() && (condition || literal || node.op == Op::kFor || node.op == Op::kItem)) {
    node.text = Text(expr.range);
  }
  if (node.op == Op::kInput) node.column = info.column;
  if (!(info.scale == Rational(1))) {
    const Index factor = Number(info.scale, info.type, expr.range.begin);
    index = Make(Op::kMultiply, info.type, {index, factor}, expr.range.begin);
  }
  if (info.one && info.ref != Ref::kLiteral) {
    index = Make(Op::kList, info.type, {index}, expr.range.begin);
  }
  nodes_.emplace(expr.id, index);
  return index;
}

Index PolicyLowering::Operator(const ast::Expr& expr, const check::ExprInfo& info) {
  const uint32_t offset = expr.range.begin;
  const auto children = [&] {
    std::vector<Index> indexes;
    for (const ast::Expr* arg : expr.args) indexes.push_back(Expr(*arg));
    return indexes;
  };
  const auto plain = [&](Op op) { return Make(op, info.type, children(), offset); };
  switch (expr.kind) {
    case ExprKind::kParen:
      return Expr(*expr.args[0]);
    case ExprKind::kNegate: {
      // -7 is one number.
      const Index operand = Expr(*expr.args[0]);
      if (policy_.nodes[operand].op != Op::kConstant) return plain(Op::kNegate);
      const std::optional<Rational> number = Fold(operand);
      return number ? Number(-*number, info.type, offset) : plain(Op::kNegate);
    }
    case ExprKind::kPower: {
      if (!model_.Of(*expr.args[1]).constant) return plain(Op::kPower);
      const Index index = Make(Op::kPower, info.type, {Expr(*expr.args[0])}, offset);
      policy_.nodes[index].a = WholeConstant(*expr.args[1]);
      return index;
    }
    case ExprKind::kMultiply:
      return plain(Op::kMultiply);
    case ExprKind::kDivide:
      return plain(Op::kDivide);
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
      return Dates(expr, info);
    case ExprKind::kCapped:
    case ExprKind::kFloored: {
      const Index index = plain(expr.kind == ExprKind::kCapped ? Op::kMin : Op::kMax);
      policy_.nodes[index].b = 1;
      return index;
    }
    case ExprKind::kCompare:
    case ExprKind::kMember:
      return Compared(expr, info);
    case ExprKind::kChain:
    case ExprKind::kAnd:
      return plain(Op::kAnd);
    case ExprKind::kOr:
      return plain(Op::kOr);
    case ExprKind::kNot:
      return plain(Op::kNot);
    case ExprKind::kIf:
      return plain(Op::kIf);
    case ExprKind::kAll:
    case ExprKind::kAny:
    case ExprKind::kAtLeast:
      return Group(expr, "");
    case ExprKind::kField: {
      const Index index = plain(Op::kField);
      policy_.nodes[index].a = info.index;
      return index;
    }
    case ExprKind::kWithout:
      return plain(Op::kWithout);
    default:
      return Make(Op::kConstant, info.type, {}, offset);  // checking admits nothing else
  }
}

// Sums, and what they are between dates, months and instants.
Index PolicyLowering::Dates(const ast::Expr& expr, const check::ExprInfo& info) {
  const uint32_t offset = expr.range.begin;
  const bool minus = expr.kind == ExprKind::kSubtract;
  Index left = Expr(*expr.args[0]), right = Expr(*expr.args[1]);
  if (info.op == Op::kConstant) {
    return Make(minus ? Op::kSubtract : Op::kAdd, info.type, {left, right}, offset);
  }
  if (info.op == Op::kDateDiff || info.op == Op::kAdd || info.op == Op::kSubtract) {
    return Make(info.op, info.type, {left, right}, offset);
  }
  // "3个月 + 受理日" is "受理日 + 3个月": the point in time comes first.
  const auto is_point = [&](const ast::Expr& side) {
    switch (policy_.types[model_.Of(side).type].kind) {
      case program::TypeKind::kDate:
      case program::TypeKind::kMonth:
      case program::TypeKind::kInstant:
        return true;
      default:
        return false;
    }
  };
  if (!is_point(*expr.args[0])) std::swap(left, right);
  if (minus) {
    right = Make(Op::kNegate, policy_.nodes[right].type, {right}, policy_.nodes[right].offset);
  }
  return Later(info.op, info, left, right, offset);
}

Index PolicyLowering::Call(const ast::Expr& expr, const check::ExprInfo& info) {
  const uint32_t offset = expr.range.begin;
  const auto make = [&](Op op, int32_t a = 0, int32_t b = 0) {
    std::vector<Index> children;
    for (const ast::Expr* arg : expr.args) children.push_back(Expr(*arg));
    const Index index = Make(op, info.type, std::move(children), offset);
    policy_.nodes[index].a = a;
    policy_.nodes[index].b = b;
    return index;
  };
  // Only the first argument: what else is written has become `part` or `places`.
  const auto first = [&](Op op, int32_t a, int32_t b = 0) {
    const Index index = Make(op, info.type, {Expr(*expr.args[0])}, offset);
    policy_.nodes[index].a = a;
    policy_.nodes[index].b = b;
    return index;
  };
  const auto round = [&](pol::value::RoundMode mode) {
    return make(Op::kRound, static_cast<int32_t>(mode));
  };
  const auto part = [&](program::DatePart which) {
    return first(Op::kDatePart, static_cast<int32_t>(which));
  };
  switch (info.function) {
    case Function::kNoFunction:
    case Function::kList:
      return ListOf(expr, info);
    case Function::kRecord:
      return Record(expr, info);
    case Function::kLoop:
      return Loop(expr, info);
    case Function::kJoin:
    case Function::kCommon:
      return Combined(expr, info);
    case Function::kMin:
      return make(Op::kMin);
    case Function::kMax:
      return make(Op::kMax);
    case Function::kAbs:
      return make(Op::kAbs);
    case Function::kRoundHalfUp:
      return round(pol::value::RoundMode::kHalfUp);
    case Function::kRoundHalfEven:
      return round(pol::value::RoundMode::kHalfEven);
    case Function::kRoundUp:
      return round(pol::value::RoundMode::kUp);
    case Function::kRoundDown:
      return round(pol::value::RoundMode::kDown);
    case Function::kYear:
      return part(program::DatePart::kYear);
    case Function::kMonth:
      return part(program::DatePart::kMonth);
    case Function::kDay:
      return part(program::DatePart::kDay);
    case Function::kWeekday:
      return part(program::DatePart::kWeekday);
    case Function::kClockOf:
      return part(program::DatePart::kClockOf);
    case Function::kDateOf:
      return part(program::DatePart::kDateOf);
    case Function::kMakeDate:
      return make(Op::kMakeDate);
    case Function::kMonthOf:
      return part(program::DatePart::kMonthOf);
    case Function::kNextMonth:
      return part(program::DatePart::kNextMonth);
    case Function::kPeriodEnd:
      return part(info.part);
    case Function::kQuarter:
      return part(program::DatePart::kQuarter);
    case Function::kHalf:
      return part(program::DatePart::kHalf);
    case Function::kAddWorkdays:
    case Function::kBeforeWorkdays:
    case Function::kWorkdaysBetween:
    case Function::kDeadline:
    case Function::kStartingOn:
    case Function::kRecurring:
    case Function::kNextRecurring:
      return Time(expr, info);
    case Function::kFullYears:
      return make(Op::kFullYears);
    case Function::kFullMonths:
      return make(Op::kFullMonths);
    case Function::kPercent:
      return first(Op::kShow, info.places, 1);
    case Function::kShow:
      return Fixed(expr, info);
    case Function::kText:
      return make(Op::kConcat);
    case Function::kUnmet:
      return Unmet(expr, info);
    case Function::kHasValue: {
      const Index index = Make(Op::kHasValue, info.type, {}, offset);
      policy_.nodes[index].a = model_.Of(*expr.args[0]).index;
      return index;
    }
    case Function::kOrElse:
      return make(Op::kOrElse);
    case Function::kLower:
      return make(Op::kLower);
    case Function::kHigher:
      return make(Op::kHigher);
    case Function::kDatedParameter:
      return first(Op::kParameter, info.index);
  }
  return ListOf(expr, info);
}

// 保留小数（户均，2，万元）: the number of the unit given, else of its own, with so many decimals.
Index PolicyLowering::Fixed(const ast::Expr& expr, const check::ExprInfo& info) {
  const uint32_t offset = expr.range.begin;
  Index number = Expr(*expr.args[0]);
  const Index type = policy_.nodes[number].type;
  const program::Type& own = policy_.types[type];
  Rational unit = own.kind == program::TypeKind::kQuantity ? own.factor : Rational(1);
  if (expr.args.size() == 3) unit = model_.Of(*expr.args[2]).literal.number();
  if (!(unit == Rational(1))) {
    const Index decimal = SimpleType(program::TypeKind::kDecimal);
    number = Make(Op::kDivide, decimal, {number, Number(unit, decimal, offset)}, offset);
  }
  const Index index = Make(Op::kShow, info.type, {number}, offset);
  policy_.nodes[index].a = info.places;
  return index;
}

// Labelled conditions: all of, any of, at least n of.
Index PolicyLowering::Group(const ast::Expr& expr, const std::string& name) {
  Node node;
  node.op = expr.kind == ExprKind::kAll   ? Op::kAnd
            : expr.kind == ExprKind::kAny ? Op::kOr
                                          : Op::kAtLeast;
  node.type = BooleanType();
  node.name = name;
  node.offset = expr.range.begin;
  node.text = Text(expr.range);
  if (expr.kind == ExprKind::kAtLeast) {
    node.a = WholeConstant(*expr.args[0]);
  }
  for (const ast::Item& item : expr.items) {
    node.children.push_back(Expr(*item.condition));
    node.labels.push_back(ItemLabel(item));
    node.ordinals.emplace_back(item.ordinal);
  }
  return Add(std::move(node));
}

// The labels of the items of a group that do not hold.
Index PolicyLowering::Unmet(const ast::Expr& expr, const check::ExprInfo& info) {
  Node node;
  node.op = Op::kMissing;
  node.type = info.type;
  node.offset = expr.range.begin;
  const check::Definition& group = model_.definitions[info.index];
  for (const ast::Item& item : Bare(*group.expression).items) {
    node.children.push_back(Expr(*item.condition));
    std::string label = ItemLabel(item);
    node.labels.push_back(label.empty() ? Text(item.condition->range) : std::move(label));
  }
  node.name = group.name;
  return Add(std::move(node));
}

Index PolicyLowering::Compared(const ast::Expr& expr, const check::ExprInfo& info) {
  Test test;
  test.compare = expr.kind == ExprKind::kCompare
                     ? expr.compare
                     : (expr.negated ? ast::Compare::kNotEqual : ast::Compare::kEqual);
  test.column = info.column;
  test.text = Text(expr.range);
  test.offset = expr.range.begin;
  const ast::Expr *left = expr.args[0], *right = expr.args[1];
  // "500万 >= 转贷金额" is told from the side of the fact, so that engines find it on the left.
  const bool fact_is_right = info.column >= 0 && model_.Of(Bare(*right)).ref == Ref::kInput &&
                             model_.Of(Bare(*left)).ref != Ref::kInput;
  const bool none_is_left =
      Bare(*left).kind == ExprKind::kNone && Bare(*right).kind != ExprKind::kNone;
  // "[1, 5] 为 档次": what is tested stands on the right.
  const bool range_is_left = IsRangeLike(*left) || Bare(*left).kind == ExprKind::kItems ||
                             (IsCode(*left) && !IsCode(*right));
  if (expr.kind == ExprKind::kCompare && (fact_is_right || none_is_left || range_is_left)) {
    std::swap(left, right);
    test.compare = Mirrored(test.compare);
  }
  test.left = Expr(*left);
  test.right = right;
  test.member = expr.kind == ExprKind::kMember;
  test.prefix = Text(left->range);
  return Comparison(test);
}

// Is it a code written down, of a list that is a tree?
bool PolicyLowering::IsCode(const ast::Expr& expr) const {
  const check::ExprInfo& info = model_.Of(Bare(expr));
  if (info.ref != Ref::kLiteral || info.type < 0) return false;
  const Index enumeration = policy_.types[info.type].enumeration;
  return enumeration >= 0 && policy_.enums[enumeration].tree;
}

Index PolicyLowering::Comparison(const Test& test) {
  const ast::Expr& right = Bare(*test.right);
  const bool negated = test.compare == ast::Compare::kNotEqual;
  const auto finish = [&](Index index) {
    Node& node = policy_.nodes[index];
    node.text = test.text;
    node.column = test.column;
    return index;
  };
  const auto member = [&](Index index) {
    return negated ? Not(finish(index), test.text, test.offset) : finish(index);
  };
  const auto is_list = [&] { return IsList(policy_.nodes[test.left].type); };
  switch (right.kind) {
    case ExprKind::kInterval:
    case ExprKind::kRange: {
      const Index index =
          Make(Op::kInInterval, BooleanType(),
               {test.left, Expr(*right.args[0]), Expr(*right.args[1])}, test.offset);
      if (right.kind == ExprKind::kInterval) {
        policy_.nodes[index].a =
            (right.low_open ? program::kLowOpen : 0) | (right.high_open ? program::kHighOpen : 0);
      }
      return member(index);
    }
    case ExprKind::kBound:
      return member(Make(BoundOp(right.bound), BooleanType(), {test.left, Expr(*right.args[0])},
                         test.offset));
    case ExprKind::kItems: {
      if (is_list()) break;
      const Index index = OneOf(test);
      return negated ? Not(index, test.text, test.offset) : index;
    }
    case ExprKind::kNone:
      if (!is_list()) return member(Make(Op::kIsNone, BooleanType(), {test.left}, test.offset));
      break;
    default:
      break;
  }
  if (IsList(model_.Of(right).type) && (test.member || !is_list())) {
    return member(InList(test, right));
  }
  if (test.compare == ast::Compare::kEqual || negated) {
    const Index under = Under(test.left, Expr(*test.right), test.offset);
    if (under >= 0) return member(under);
  }
  return finish(
      Make(CompareOp(test.compare), BooleanType(), {test.left, Expr(*test.right)}, test.offset));
}

// "行业 为 C": the code itself or one below it, which stand behind it in the list; -1 where `right`
// is no code with others below it.
Index PolicyLowering::Under(Index left, Index right, uint32_t offset) {
  const Index type = policy_.nodes[left].type, type_right = policy_.nodes[right].type;
  if (type < 0 || type_right < 0 || policy_.nodes[right].op != Op::kConstant) return -1;
  const Index enumeration = policy_.types[type].enumeration;
  if (enumeration < 0 || policy_.types[type_right].enumeration != enumeration) return -1;
  const program::EnumType& tree = policy_.enums[enumeration];
  const std::optional<Rational> code = Fold(right);
  if (!tree.tree || !code) return -1;
  const Index last = tree.members[static_cast<size_t>(*code->ToInt64())].last;
  if (Rational(last) == *code) return -1;
  return Make(Op::kInInterval, BooleanType(),
              {left, right, Number(Rational(last), type_right, offset)}, offset);
}

// Left is one of several values, or in one of several intervals.
Index PolicyLowering::OneOf(const Test& test) {
  std::vector<Index> parts;
  std::vector<Index> values = {test.left};
  for (const ast::Expr* item : Bare(*test.right).args) {
    if (IsList(model_.Of(*item).type)) {
      const Index in = InList(test, *item);
      policy_.nodes[in].text = test.prefix + " " + Text(item->range);
      parts.push_back(in);
      continue;
    }
    if (!IsRangeLike(*item)) {
      const Index value = Expr(*item), under = Under(test.left, value, test.offset);
      if (under < 0) {
        values.push_back(value);
      } else {
        policy_.nodes[under].text = test.prefix + " " + Text(item->range);
        policy_.nodes[under].column = test.column;
        parts.push_back(under);
      }
      continue;
    }
    Test part = test;
    part.compare = ast::Compare::kEqual;
    part.right = item;
    part.text = test.prefix + " " + Text(item->range);
    parts.push_back(Comparison(part));
  }
  if (values.size() > 1) {
    const Index set = Make(Op::kInSet, BooleanType(), std::move(values), test.offset);
    policy_.nodes[set].text = test.text;
    policy_.nodes[set].column = test.column;
    parts.insert(parts.begin(), set);
  }
  if (parts.size() == 1) return parts[0];
  const Index index = Make(Op::kOr, BooleanType(), std::move(parts), test.offset);
  policy_.nodes[index].text = test.text;
  return index;
}

}  // namespace pol::lower
