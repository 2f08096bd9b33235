#include "compiler/check/model.h"

#include "compiler/check/builtin.h"

namespace pol::check {

const Symbol* PolicyModel::Find(std::string_view name) const {
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : &symbols[found->second];
}

const ExprInfo& PolicyModel::Of(const ast::Expr& expr) const {
  static const ExprInfo kNothing;
  const auto found = exprs.find(expr.id);
  return found == exprs.end() ? kNothing : found->second;
}

LoopForm FormOf(const ast::Expr& expr, program::Aggregate aggregate, Index place) {
  using program::Aggregate;
  LoopForm form;
  if (expr.kind != ast::ExprKind::kCall) {  // every, some, no
    form.generators.push_back({{expr.args[0]}, nullptr});
    form.each = expr.args[1];
    return form;
  }
  if (!expr.generators.empty()) {
    form.each = expr.each;
    for (const ast::Expr* arg : expr.args) {
      if (arg != expr.each) form.extras.push_back(arg);
    }
    for (const ast::Generator& generator : expr.generators) {
      form.generators.push_back(
          {{generator.lists.begin(), generator.lists.end()}, generator.where});
      if (generator.by != nullptr) form.by = generator.by;
    }
    return form;
  }
  size_t list = 0;
  switch (aggregate) {
    case Aggregate::kAtLeast:
    case Aggregate::kInARow:
    case Aggregate::kLastAll:
    case Aggregate::kPour:
    case Aggregate::kProrate:
      list = 1;
      break;
    default:
      break;
  }
  if (place > 0) list = static_cast<size_t>(place) - 1;
  for (size_t i = 0; i < expr.args.size(); ++i) {
    if (i != list) form.extras.push_back(expr.args[i]);
  }
  form.generators.push_back({{expr.args[list]}, nullptr});
  return form;
}

bool IsLargest(std::string_view remainder) {
  return remainder == "最大余数" || remainder == "largest";
}

std::optional<value::RoundMode> RoundingOf(std::string_view word) {
  const std::string_view function = BuiltinFunction(word);
  if (function == "round_half_up") return value::RoundMode::kHalfUp;
  if (function == "round_half_even") return value::RoundMode::kHalfEven;
  if (function == "round_up") return value::RoundMode::kUp;
  if (function == "round_down") return value::RoundMode::kDown;
  return std::nullopt;
}

}  // namespace pol::check
