// Every expression of the policy is given its type.
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

using Kind = ast::DeclarationKind;

void Checker::TypeBodies() {
  for (const Parameter& parameter : model_.parameters) {
    for (const DatedValue& dated : parameter.values) {
      if (dated.value != nullptr) Value(*dated.value, parameter.type, parameter.name);
    }
  }
  // First the definitions that say nothing about their type, each after those that it mentions, so
  // that a long chain of them needs no deep stack.
  const size_t count = model_.definitions.size();
  std::vector<std::vector<Index>> mentions(count);
  const auto gather = [&](const Expr* root, std::vector<Index>* out) {
    std::vector<const Expr*> open;
    if (root != nullptr) open.push_back(root);
    while (!open.empty()) {
      const Expr* at = open.back();
      open.pop_back();
      if (at == nullptr) continue;
      if (at->kind == ast::ExprKind::kName) {
        const Symbol* symbol = Lookup(at->name.text);
        if (symbol != nullptr &&
            (symbol->kind == SymbolKind::kDefinition || symbol->kind == SymbolKind::kGroup)) {
          out->push_back(symbol->index);
        }
      }
      ForEachPart(*at, [&](const Expr* part) { open.push_back(part); });
    }
  };
  for (size_t i = 0; i < count; ++i) {
    const Definition& definition = model_.definitions[i];
    gather(definition.expression, &mentions[i]);
    if (definition.type != kNoType) continue;
    for (const Rule& rule : definition.rules) {
      for (const Branch& branch : rule.branches) gather(branch.value, &mentions[i]);
    }
    if (definition.otherwise != nullptr) gather(definition.otherwise->value, &mentions[i]);
  }
  std::vector<char> state(count, 0);
  for (size_t start = 0; start < count; ++start) {
    if (state[start] != 0) continue;
    std::vector<std::pair<Index, size_t>> way{{static_cast<Index>(start), 0}};
    state[start] = 1;
    while (!way.empty()) {
      auto& [at, next] = way.back();
      const std::vector<Index>& below = mentions[static_cast<size_t>(at)];
      if (next < below.size()) {
        const Index to = below[next++];
        if (state[static_cast<size_t>(to)] == 0) {
          state[static_cast<size_t>(to)] = 1;
          way.emplace_back(to, 0);
        }
        continue;
      }
      DefinitionType(at, {});
      state[static_cast<size_t>(at)] = 2;
      way.pop_back();
    }
  }

  std::set<const Expr*> done;
  for (const Definition& definition : model_.definitions) {
    if (definition.expression == nullptr || !done.insert(definition.expression).second) continue;
    if (definition.special == Definition::Special::kTarget) continue;
    if (definition.type == kNoType) {
      Infer(*definition.expression);
    } else {
      formula_ = true;
      Value(*definition.expression, definition.type, definition.name);
      formula_ = false;
    }
  }
  for (const Declaration* declaration : declarations_) {
    if (std::find(skipped_.begin(), skipped_.end(), declaration) != skipped_.end()) continue;
    switch (declaration->kind) {
      case Kind::kRule:
      case Kind::kBareRule:
      case Kind::kException:
      case Kind::kOtherwise:
        TypeBranches(*declaration);
        break;
      case Kind::kTable:
        TypeTable(*declaration);
        break;
      case Kind::kAllocation:
        if (declaration->allocation != nullptr) TypeAllocation(*declaration->allocation);
        break;
      case Kind::kTarget:
        TypeTarget(*declaration);
        break;
      case Kind::kAssert:
      case Kind::kIndependent:
      case Kind::kRequire:
      case Kind::kCheck:
        Checks(*declaration);
        break;
      default:
        break;
    }
  }
  for (const Definition& definition : model_.definitions) {
    if (definition.special == Definition::Special::kMarginal) {
      TypeBands(definition);
      CheckBands(definition);
      continue;
    }
    Index type = definition.type;
    const bool held = definition.hit == program::Hit::kList || definition.hit == program::Hit::kSet;
    for (const Rule& rule : definition.rules) {
      if (rule.row < 0) continue;
      for (const Branch& branch : rule.branches) {
        if (branch.value == nullptr) continue;
        if (held && IsList(type)) {
          Collected(*branch.value, type, definition.name, true);
        } else {
          Value(*branch.value, type, definition.name);
        }
      }
    }
  }
}

void Checker::TypeBranches(const Declaration& declaration) {
  for (const ast::Branch& branch : declaration.branches) {
    if (branch.condition != nullptr) Condition(*branch.condition);
    if (branch.unless != nullptr) Condition(*branch.unless);
    for (const ast::Outcome& outcome : branch.outcomes) {
      TypeOutcome(outcome, declaration.kind);
    }
  }
}

void Checker::TypeOutcome(const ast::Outcome& outcome, ast::DeclarationKind of) {
  if (outcome.allocation != nullptr) TypeAllocation(*outcome.allocation);
  if (outcome.value == nullptr) return;
  const Symbol* symbol = Lookup(outcome.name.text);
  Index type = kNoType;
  if (symbol != nullptr &&
      (symbol->kind == SymbolKind::kDefinition || symbol->kind == SymbolKind::kGroup)) {
    const Definition& definition = model_.definitions[static_cast<size_t>(symbol->index)];
    type = definition.type;
    const bool held = definition.hit == program::Hit::kList || definition.hit == program::Hit::kSet;
    // `otherwise` may give the whole, as in "其余 名单 = 空".
    const ast::ExprKind kind = outcome.value->kind;
    const bool whole = of == Kind::kOtherwise && (kind == ast::ExprKind::kNone ||
                                     kind == ast::ExprKind::kItems || kind == ast::ExprKind::kCall);
    if (held && !whole && IsList(type)) {
      Collected(*outcome.value, type, outcome.name.text, of != Kind::kException);
      return;
    }
  }
  if (type == kNoType) {
    if (!Flexible(*outcome.value)) Infer(*outcome.value);
    return;
  }
  Value(*outcome.value, type, outcome.name.text);
}

// What a rule adds to a list or set that is collected: one of its items, or several, written one by
// one. An exception gives one: it replaces a conclusion, it does not add to it.
void Checker::Collected(const Expr& value, Index type, std::string_view owner, bool several) {
  if (several && Inner(value).kind == ast::ExprKind::kItems) {
    for (const Expr* item : Inner(value).args) Value(*item, T(type).element, owner);
    Set(value, type);
    return;
  }
  Value(value, T(type).element, owner);
}

void Checker::Checks(const Declaration& declaration) {
  if (declaration.kind == Kind::kIndependent) {
    const Symbol* output = Lookup(declaration.as.text);
    if (output == nullptr ||
        (output->kind != SymbolKind::kDefinition && output->kind != SymbolKind::kGroup)) {
      if (!quiet_names_) {
        ReportName(Code::kUnknownOutput, declaration.as.range, {std::string(declaration.as.text)},
                   diag::Nearest(declaration.as.text, DefinitionNames()));
      }
    }
    for (const ast::Name& name : declaration.others) {
      const Symbol* input = Lookup(name.text);
      if (input != nullptr &&
          (input->kind == SymbolKind::kInput || input->kind == SymbolKind::kRecord)) {
        continue;
      }
      if (!quiet_names_) {
        ReportName(Code::kUnknownInput, name.range, {std::string(name.text)},
                   diag::Nearest(name.text, InputNames()));
      }
    }
    model_.assertions.push_back(&declaration);
    return;
  }
  if (declaration.guard != nullptr) Condition(*declaration.guard);
  if (declaration.value != nullptr) Condition(*declaration.value);
  if (declaration.kind == Kind::kRequire) model_.requirements.push_back(&declaration);
  if (declaration.kind == Kind::kAssert) model_.assertions.push_back(&declaration);
  if (declaration.kind == Kind::kCheck) model_.checks.push_back(&declaration);
}

}  // namespace pol::check
