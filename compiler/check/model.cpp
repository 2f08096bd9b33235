#include "compiler/check/model.h"

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

}  // namespace pol::check
