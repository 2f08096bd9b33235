// Every declaration and every expression of a file, with where it stands.
#pragma once

#include <vector>

#include "compiler/lint/lint.h"

namespace pol::lint {

// `visit(declaration, policy)` with each declaration of the file itself, in its order; `policy` is null for what stands
// before the first one. Vocabularies that the file uses are left out.
template <typename Visit>
void EachDeclaration(const Subject& subject, const Visit& visit) {
  for (const ast::Declaration* one : subject.file.shared) {
    if (one->range.begin < subject.text_size) visit(*one, static_cast<const ast::Policy*>(nullptr));
  }
  for (const ast::Policy* policy : subject.file.policies) {
    for (const ast::Declaration* one : policy->declarations) {
      if (one->range.begin < subject.text_size) visit(*one, policy);
    }
  }
}

// The expressions directly inside one.
template <typename Visit>
void EachPart(const ast::Expr& expr, const Visit& visit) {
  const auto take = [&](const ast::Expr* part) {
    if (part != nullptr) visit(*part);
  };
  for (const ast::Expr* arg : expr.args) take(arg);
  for (const ast::NamedArgument& argument : expr.named) take(argument.value);
  for (const ast::Item& item : expr.items) take(item.condition);
  for (const ast::Generator& generator : expr.generators) {
    for (const ast::Expr* list : generator.lists) take(list);
    take(generator.where);
    take(generator.by);
  }
  take(expr.each);
}

// The expression and all inside it, outer ones first.
template <typename Visit>
void EachExpr(const ast::Expr* root, const Visit& visit) {
  if (root == nullptr) return;
  visit(*root);
  EachPart(*root, [&](const ast::Expr& part) { EachExpr(&part, visit); });
}

// Where an expression stands that is not inside another.
enum class Role : uint8_t {
  kValue,      // = value of an output, let, parameter; the whole of assert, require, check, target
  kCondition,  // of a rule, exception, branch, guard, `unless`
  kResult,     // what a rule gives; the parts of an allocation
  kHead,       // of a column
  kCell,       // left of ||: a test
  kGives,      // right of ||
  kPeriod,     // a date of a period
  kDomain,     // of a type: its domain, precision, most items
  kGiven, kExpected,  // of tests; cells of a table of tests are kGiven left of || and kExpected right of it
};

// `visit(expr, role)` with each of them, in the order of the text within each part.
template <typename Visit>
void EachRoot(const ast::Declaration& declaration, const Visit& visit) {
  const auto take = [&](const ast::Expr* expr, Role role) {
    if (expr != nullptr) visit(*expr, role);
  };
  const auto period = [&](const ast::Period& of) {
    take(of.from, Role::kPeriod);
    take(of.to, Role::kPeriod);
  };
  const auto allocation = [&](const ast::Allocation* of) {
    if (of == nullptr) return;
    take(of->total, Role::kResult);
    for (const ast::Expr* share : of->shares) take(share, Role::kResult);
    for (const ast::Leg& leg : of->legs) take(leg.at_most, Role::kResult);
    take(of->precision, Role::kDomain);
  };
  for (const ast::Type* type = declaration.type; type != nullptr; type = type->element) {
    take(type->precision, Role::kDomain);
    if (type->domain) take(type->domain->value, Role::kDomain);
    take(type->at_most, Role::kDomain);
  }
  take(declaration.guard, Role::kCondition);
  take(declaration.value, Role::kValue);
  take(declaration.zero, Role::kResult);
  for (const ast::DatedValue& dated : declaration.dated) {
    period(dated.period);
    take(dated.value, Role::kValue);
  }
  if (declaration.validity) period(declaration.validity->period);
  if (declaration.period) period(*declaration.period);
  take(declaration.at, Role::kPeriod);
  for (const ast::Branch& branch : declaration.branches) {
    take(branch.condition, Role::kCondition);
    take(branch.unless, Role::kCondition);
    for (const ast::Outcome& outcome : branch.outcomes) {
      take(outcome.value, Role::kResult);
      allocation(outcome.allocation);
    }
  }
  allocation(declaration.allocation);
  const bool tests = declaration.kind == ast::DeclarationKind::kTests;
  if (declaration.table != nullptr) {
    for (const auto cells : {declaration.table->conditions, declaration.table->results}) {
      for (const ast::HeadCell& cell : cells) take(cell.value, Role::kHead);
    }
  }
  for (const ast::TableRow& row : declaration.rows) {
    for (const bool results : {false, true}) {
      const Role role = tests ? (results ? Role::kExpected : Role::kGiven) : (results ? Role::kGives : Role::kCell);
      for (const ast::Cell& cell : results ? row.results : row.conditions) {
        take(cell.value, role);
        for (const ast::CellTest& test : cell.tests) take(test.value, role);
      }
    }
  }
  for (const ast::Assignment& given : declaration.given) take(given.value, Role::kGiven);
  for (const ast::Expectation& expected : declaration.expected) take(expected.value, Role::kExpected);
}

// Every expression of a declaration, those inside others included.
template <typename Visit>
void EachExpr(const ast::Declaration& declaration, const Visit& visit) {
  EachRoot(declaration, [&](const ast::Expr& root, Role) { EachExpr(&root, visit); });
}

// A test or a table of tests: what stands there is data, no rule.
inline bool IsTest(const ast::Declaration& declaration) {
  return declaration.kind == ast::DeclarationKind::kTest || declaration.kind == ast::DeclarationKind::kTests;
}

}  // namespace pol::lint
