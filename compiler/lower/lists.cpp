// Loops, lists, sets and records to nodes.
#include <utility>

#include "compiler/lower/lowering.h"

namespace pol::lower {

using program::Aggregate;

bool PolicyLowering::IsList(Index type) const {
  if (type < 0) return false;
  const program::TypeKind kind = policy_.types[type].kind;
  return kind == program::TypeKind::kList || kind == program::TypeKind::kSet;
}

Index PolicyLowering::Loop(const ast::Expr& expr, const check::ExprInfo& info) {
  const check::LoopForm form = check::FormOf(expr, info.aggregate, info.places);
  const uint32_t offset = expr.range.begin;
  program::Loop loop;
  std::vector<Index> children;
  for (const ast::Expr* extra : form.extras) children.push_back(Expr(*extra));
  loop.extras = static_cast<int32_t>(form.extras.size());
  Index slot = info.slot;
  const auto item = [&](const ast::Expr& list) {
    const Index index = Make(Op::kItem, model_.types[model_.Of(list).type].element, {}, offset);
    policy_.nodes[index].a = info.slot;
    return index;
  };
  Index each = -1;
  for (const check::LoopForm::Generator& generator : form.generators) {
    program::Loop::Generator one;
    one.lists = static_cast<int32_t>(generator.lists.size());
    one.slot = slot;
    for (const ast::Expr* list : generator.lists) children.push_back(Expr(*list));
    children.push_back(generator.where != nullptr ? Expr(*generator.where) : -1);
    if (form.each == nullptr) {
      each = item(*generator.lists[0]);  // of the innermost generator
      policy_.nodes[each].a = slot;
    }
    slot += one.lists;
    loop.generators.push_back(one);
  }
  if (form.each != nullptr) each = Expr(*form.each);
  Index key = form.by != nullptr ? Expr(*form.by) : -1;
  const bool sorts =
      info.aggregate == Aggregate::kSorted || info.aggregate == Aggregate::kSortedDown;
  if (key < 0 && sorts) key = each;  // by the items themselves
  children.push_back(key);
  children.push_back(each);
  const Index index = Make(Op::kFor, info.type, std::move(children), offset);
  policy_.nodes[index].a = static_cast<int32_t>(info.aggregate);
  policy_.nodes[index].b = static_cast<int32_t>(policy_.loops.size());
  policy_.loops.push_back(std::move(loop));
  return index;
}

// A set is made by a loop over the list: sorted, nothing twice.
Index PolicyLowering::ListOf(const ast::Expr& expr, const check::ExprInfo& info) {
  const uint32_t offset = expr.range.begin;
  std::vector<Index> items;
  for (const ast::Expr* arg : expr.args) items.push_back(Expr(*arg));
  const Index list = Make(Op::kList, info.type, std::move(items), offset);
  if (policy_.types[info.type].kind != program::TypeKind::kSet) return list;
  program::Loop loop;
  loop.generators.push_back({1, policy_.slots});
  const Index item = Make(Op::kItem, model_.types[info.type].element, {}, offset);
  policy_.nodes[item].a = policy_.slots++;
  const Index index = Make(Op::kFor, info.type, {list, -1, -1, item}, offset);
  policy_.nodes[index].a = static_cast<int32_t>(Aggregate::kSet);
  policy_.nodes[index].b = static_cast<int32_t>(policy_.loops.size());
  policy_.loops.push_back(std::move(loop));
  return index;
}

Index PolicyLowering::Record(const ast::Expr& expr, const check::ExprInfo& info) {
  const std::vector<program::Field>& fields = policy_.types[info.type].fields;
  std::vector<Index> values(fields.size(), -1);
  for (const ast::NamedArgument& named : expr.named) {
    for (size_t i = 0; i < fields.size(); ++i) {
      const program::Field& field = policy_.types[info.type].fields[i];
      if (field.name == named.name.text ||
          (!field.alias.empty() && field.alias == named.name.text)) {
        values[i] = Expr(*named.value);
        break;
      }
    }
  }
  return Make(Op::kRecord, info.type, std::move(values), expr.range.begin);
}

Index PolicyLowering::RecordInput(Index type, Index* leaf, uint32_t offset) {
  std::vector<Index> values;
  for (const Index field : model_.types[type].fields) {
    if (model_.types[field].type.kind == program::TypeKind::kRecord) {
      values.push_back(RecordInput(field, leaf, offset));
      continue;
    }
    const Index input = Make(Op::kInput, field, {}, offset);
    policy_.nodes[input].a = (*leaf)++;
    values.push_back(input);
  }
  return Make(Op::kRecord, type, std::move(values), offset);
}

// Of more than two, one after the other.
Index PolicyLowering::Combined(const ast::Expr& expr, const check::ExprInfo& info) {
  const Op op = info.function == check::Function::kJoin ? Op::kJoin : Op::kCommon;
  Index made = Expr(*expr.args[0]);
  for (size_t i = 1; i < expr.args.size(); ++i) {
    made = Make(op, info.type, {made, Expr(*expr.args[i])}, expr.range.begin);
  }
  return made;
}

Index PolicyLowering::InList(const Test& test, const ast::Expr& right) {
  const check::ExprInfo& info = model_.Of(right);
  const Index element = model_.types[info.type].element;
  const Index left = policy_.nodes[test.left].type;
  const bool part = IsList(left) && !IsList(element);
  Index index = -1;
  if (part) {
    index = Make(Op::kSubset, BooleanType(), {test.left, Expr(right)}, test.offset);
  } else if (info.ref == check::Ref::kLiteral) {
    // Values that are written down: an engine may look them up.
    std::vector<Index> values = {test.left};
    for (const pol::value::Value& item : info.literal.items()) {
      values.push_back(Constant(item, element, right.range.begin));
    }
    index = Make(Op::kInSet, BooleanType(), std::move(values), test.offset);
  } else {
    program::Loop loop;
    loop.generators.push_back({1, policy_.slots});
    const Index item = Make(Op::kItem, element, {}, right.range.begin);
    policy_.nodes[item].a = policy_.slots++;
    const Index same = Make(Op::kEqual, BooleanType(), {test.left, item}, test.offset);
    index = Make(Op::kFor, BooleanType(), {Expr(right), -1, -1, same}, test.offset);
    policy_.nodes[index].a = static_cast<int32_t>(Aggregate::kSome);
    policy_.nodes[index].b = static_cast<int32_t>(policy_.loops.size());
    policy_.loops.push_back(std::move(loop));
  }
  policy_.nodes[index].text = test.text;
  policy_.nodes[index].column = test.column;
  return index;
}

}  // namespace pol::lower
