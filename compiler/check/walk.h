// Every expression of a declaration, before anything is known of its names.
#pragma once

#include <vector>

#include "compiler/ast/ast.h"

namespace pol::check {

// `visit` is called with each, those inside others included.
template <typename Visit>
void EachInside(const ast::Expr* root, const Visit& visit) {
  std::vector<const ast::Expr*> open{root};
  while (!open.empty()) {
    const ast::Expr* at = open.back();
    open.pop_back();
    if (at == nullptr) continue;
    visit(*at);
    for (const ast::Expr* arg : at->args) open.push_back(arg);
    for (const ast::NamedArgument& argument : at->named) open.push_back(argument.value);
    for (const ast::Item& item : at->items) open.push_back(item.condition);
    for (const ast::Generator& generator : at->generators) {
      for (const ast::Expr* list : generator.lists) open.push_back(list);
      open.push_back(generator.where);
      open.push_back(generator.by);
    }
  }
}

template <typename Visit>
void EachExpression(const ast::Declaration& declaration, const Visit& visit) {
  const auto allocation = [&](const ast::Allocation* of) {
    if (of == nullptr) return;
    EachInside(of->total, visit);
    for (const ast::Expr* share : of->shares) EachInside(share, visit);
    for (const ast::Leg& leg : of->legs) EachInside(leg.at_most, visit);
  };
  EachInside(declaration.value, visit);
  EachInside(declaration.guard, visit);
  EachInside(declaration.zero, visit);
  for (const ast::DatedValue& dated : declaration.dated) EachInside(dated.value, visit);
  for (const ast::Branch& branch : declaration.branches) {
    EachInside(branch.condition, visit);
    EachInside(branch.unless, visit);
    for (const ast::Outcome& outcome : branch.outcomes) {
      EachInside(outcome.value, visit);
      allocation(outcome.allocation);
    }
  }
  allocation(declaration.allocation);
  if (declaration.table != nullptr) {
    for (const auto cells : {declaration.table->conditions, declaration.table->results}) {
      for (const ast::HeadCell& cell : cells) EachInside(cell.value, visit);
    }
  }
  for (const ast::TableRow& row : declaration.rows) {
    for (const auto cells : {row.conditions, row.results}) {
      for (const ast::Cell& cell : cells) {
        EachInside(cell.value, visit);
        for (const ast::CellTest& test : cell.tests) EachInside(test.value, visit);
      }
    }
  }
}

// The name that an expression would call a policy by: `P(…)`, or `P` before `.`.
inline const ast::Name* CalledName(const ast::Expr& expr) {
  const ast::Expr* at = &expr;
  if (at->kind == ast::ExprKind::kField && !at->args.empty()) at = at->args[0];
  while (at->kind == ast::ExprKind::kParen && !at->args.empty()) at = at->args[0];
  const bool named = at->kind == ast::ExprKind::kCall ||
                     (at->kind == ast::ExprKind::kName && at != &expr);
  return named ? &at->name : nullptr;
}

}  // namespace pol::check
