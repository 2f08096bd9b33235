// Names: what a policy declares, each once.
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

using Kind = ast::DeclarationKind;

namespace {

// all of / any of / at least n of: its items can be listed as not met.
bool IsGroup(const ast::Expr* value) {
  while (value != nullptr && value->kind == ast::ExprKind::kParen) value = value->args[0];
  return value != nullptr &&
         (value->kind == ast::ExprKind::kAll || value->kind == ast::ExprKind::kAny ||
          value->kind == ast::ExprKind::kAtLeast);
}

}  // namespace

std::vector<ast::Declaration*> Checker::Declarations() const {
  std::vector<Declaration*> all(file_.shared.begin(), file_.shared.end());
  if (policy_ != nullptr) {
    all.insert(all.end(), policy_->declarations.begin(), policy_->declarations.end());
  }
  std::erase_if(all, [this](const Declaration* one) { return !InReading(*one); });
  return all;
}

Symbol* Checker::Lookup(std::string_view name) {
  const auto found = model_.by_name.find(name);
  return found == model_.by_name.end() ? nullptr : &model_.symbols[found->second];
}

bool Checker::AddSymbol(const ast::DeclaredName& name, Symbol symbol) {
  symbol.name = std::string(name.name.text);
  symbol.alias = std::string(name.alias.text);
  const size_t index = model_.symbols.size();
  bool added = true;
  for (const ast::Name* part : {&name.name, &name.alias}) {
    if (!*part || part->text.empty()) continue;
    const auto [place, fresh] = model_.by_name.emplace(std::string(part->text), index);
    if (fresh) continue;
    if (place->second == index) {
      Report(Code::kAliasSame, part->range, {std::string(part->text)});
      continue;
    }
    const Symbol& before = model_.symbols[place->second];
    auto& diagnostic = Report(Code::kDeclaredTwice, part->range, {std::string(part->text)});
    if (before.declaration != nullptr) {
      for (const ast::DeclaredName& other : before.declaration->names) {
        for (const ast::Name* written : {&other.name, &other.alias}) {
          if (written->text == part->text) {
            diagnostic.labels.push_back({written->range, {"第一次在这里", "first declared here"}});
          }
        }
      }
    }
    if (part == &name.name) added = false;
  }
  if (added) {
    model_.symbols.push_back(std::move(symbol));
  } else if (name.alias) {
    std::erase_if(model_.by_name, [&](const auto& entry) { return entry.second == index; });
  }
  return added;
}

bool Checker::AddRuleName(const ast::DeclaredName& name, const Declaration& declaration) {
  const auto [place, fresh] = rule_names_.emplace(std::string(name.name.text), &declaration);
  if (fresh) return true;
  auto& diagnostic = Report(Code::kRuleTwice, name.name.range, {std::string(name.name.text)});
  if (!place->second->names.empty()) {
    diagnostic.labels.push_back(
        {place->second->names[0].name.range, {"第一次在这里", "first used here"}});
  }
  return false;
}

void Checker::DeclareAll() {
  // Types and units first: what follows may use them wherever they stand.
  Declaration* record = nullptr;
  for (Declaration* declaration : declarations_) {
    if (declaration->kind == Kind::kDefine) {
      const bool is_record =
          declaration->type == nullptr || declaration->type->kind == ast::TypeKind::kRecord;
      record = is_record ? declaration : nullptr;
      if (is_record && !declaration->names.empty()) {
        const ast::DeclaredName& name = declaration->names[0];
        const auto [place, fresh] = records_.try_emplace(std::string(name.name.text));
        place->second.name = std::string(name.name.text);
        if (!fresh) {
          Report(Code::kDeclaredTwice, name.name.range, {std::string(name.name.text)});
        }
        if (name.alias) {
          record_aliases_.emplace(std::string(name.alias.text), std::string(name.name.text));
        }
      }
    } else if (declaration->kind == Kind::kField) {
      if (record == nullptr) {
        Report(Code::kFieldAlone, declaration->head);
      } else if (!record->names.empty()) {
        records_[std::string(record->names[0].name.text)].fields.push_back(declaration);
      }
    } else if (declaration->kind == Kind::kUnit) {
      DeclareUnit(*declaration);
    }
  }
  for (const Declaration* declaration : declarations_) {
    if (declaration->kind != Kind::kDefine || declaration->type == nullptr ||
        declaration->type->kind == ast::TypeKind::kRecord || declaration->names.empty()) {
      continue;
    }
    const std::string name(declaration->names[0].name.text);
    program::Domain domain;
    const Index type = ResolveType(*declaration->type, name, &domain);
    const auto [place, fresh] = named_types_.emplace(name, std::make_pair(type, domain));
    if (!fresh) {
      Report(Code::kDeclaredTwice, declaration->names[0].name.range, {name});
    } else if (declaration->names[0].alias) {
      named_types_.emplace(std::string(declaration->names[0].alias.text), place->second);
    }
  }
  for (auto& [name, record] : records_) RecordType(&record, Range{0, 0});
  for (Declaration* declaration : declarations_) Declare(*declaration);
  DeclareSiblings();
  DeclareUsedInputs();
}

void Checker::Declare(Declaration& declaration) {
  switch (declaration.kind) {
    case Kind::kUse:
      DeclareUse(declaration);
      return;
    case Kind::kCalendar:
      DeclareCalendar(declaration);
      return;
    case Kind::kMonthEnd: {
      const std::string_view word =
          declaration.others.empty() ? std::string_view() : declaration.others[0].text;
      if (word == "last_day" || word == "末日") {
        model_.month_end = value::MonthEnd::kLastDay;
      } else if (word == "next_day" || word == "次日") {
        model_.month_end = value::MonthEnd::kNextDay;
      } else if (word == "refuse" || word == "不推算") {
        model_.month_end = value::MonthEnd::kRefuse;
      } else {
        Report(Code::kBadMonthEnd, declaration.range, {std::string(word)});
      }
      return;
    }
    case Kind::kInput:
      DeclareInput(declaration);
      return;
    case Kind::kJudgement:
      DeclareJudgement(declaration);
      return;
    case Kind::kOutput:
    case Kind::kLet:
      DeclareDefinition(declaration);
      return;
    case Kind::kParameter:
      DeclareParameter(declaration);
      return;
    case Kind::kTarget:
      DeclareTarget(declaration);
      return;
    case Kind::kRule:
    case Kind::kException:
    case Kind::kTable:
    case Kind::kOtherwise:
    case Kind::kBareRule:
      if (!declaration.names.empty()) AddRuleName(declaration.names[0], declaration);
      return;
    default:
      return;
  }
}

void Checker::DeclareInput(const Declaration& declaration) {
  if (declaration.type == nullptr || declaration.names.empty()) return;
  const ast::Type& written = *declaration.type;
  program::Domain domain;
  const Index type = ResolveType(written, declaration.names[0].name.text, &domain);
  if (type != kNoType && K(type) == TypeKind::kRecord) {
    DeclareRecord(declaration, type);
    return;
  }
  for (const ast::DeclaredName& name : declaration.names) {
    Symbol symbol;
    symbol.type = type;
    symbol.index = static_cast<Index>(model_.inputs.size());
    symbol.declaration = &declaration;
    if (!AddSymbol(name, symbol)) continue;
    Input input;
    input.name = std::string(name.name.text);
    input.alias = std::string(name.alias.text);
    input.type = type;
    input.domain = domain;
    input.declaration = &declaration;
    model_.inputs.push_back(std::move(input));
  }
}

void Checker::DeclareJudgement(const Declaration& declaration) {
  if (declaration.names.empty()) return;
  program::Domain domain;
  const Index type = declaration.type == nullptr
                         ? Simple(TypeKind::kBoolean)
                         : ResolveType(*declaration.type, declaration.names[0].name.text, &domain);
  for (const ast::DeclaredName& name : declaration.names) {
    Symbol symbol;
    symbol.type = type;
    symbol.index = static_cast<Index>(model_.inputs.size());
    symbol.declaration = &declaration;
    if (!AddSymbol(name, symbol)) continue;
    Input input;
    input.name = std::string(name.name.text);
    input.alias = std::string(name.alias.text);
    input.kind = program::Input::Kind::kJudgement;
    input.type = type;
    input.domain = domain;
    input.declaration = &declaration;
    model_.inputs.push_back(std::move(input));
  }
}

void Checker::DeclareDefinition(const Declaration& declaration) {
  if (declaration.names.empty()) return;
  program::Domain domain;
  Index type = kNoType;
  if (declaration.type != nullptr) {
    type = ResolveType(*declaration.type, declaration.names[0].name.text, &domain);
  }
  const bool group = IsGroup(declaration.value);
  for (const ast::DeclaredName& name : declaration.names) {
    Symbol symbol;
    symbol.kind = group ? SymbolKind::kGroup : SymbolKind::kDefinition;
    symbol.type = type;
    symbol.index = static_cast<Index>(model_.definitions.size());
    symbol.declaration = &declaration;
    if (!AddSymbol(name, symbol)) continue;
    Definition definition;
    definition.name = std::string(name.name.text);
    definition.alias = std::string(name.alias.text);
    definition.type = type;
    definition.domain = domain;
    definition.output = declaration.kind == Kind::kOutput;
    definition.declaration = &declaration;
    definition.expression = declaration.value;
    definition.group = group;
    model_.definitions.push_back(std::move(definition));
    // A type that is written but not known is not to be inferred.
    type_state_.push_back(declaration.type == nullptr ? 0 : 2);
  }
}

void Checker::DeclareParameter(const Declaration& declaration) {
  if (declaration.names.empty() || declaration.type == nullptr) return;
  const ast::DeclaredName& name = declaration.names[0];
  program::Domain domain;
  const Index type = ResolveType(*declaration.type, name.name.text, &domain);
  Symbol symbol;
  symbol.type = type;
  symbol.declaration = &declaration;
  if (declaration.open) {
    symbol.index = static_cast<Index>(model_.inputs.size());
    if (!AddSymbol(name, symbol)) return;
    Input input;
    input.name = std::string(name.name.text);
    input.alias = std::string(name.alias.text);
    input.kind = program::Input::Kind::kOpenParameter;
    input.type = type;
    input.domain = domain;
    input.declaration = &declaration;
    model_.inputs.push_back(std::move(input));
    return;
  }
  symbol.kind = SymbolKind::kParameter;
  symbol.index = static_cast<Index>(model_.parameters.size());
  if (!AddSymbol(name, symbol)) return;
  Parameter parameter;
  parameter.name = std::string(name.name.text);
  parameter.alias = std::string(name.alias.text);
  parameter.type = type;
  parameter.declaration = &declaration;
  model_.parameters.push_back(std::move(parameter));
  DatedValues(declaration, symbol.index);
}

void Checker::DatedValues(const Declaration& declaration, Index index) {
  std::vector<DatedValue> values;
  if (declaration.value != nullptr) values.push_back({{}, {}, declaration.value});
  Range before;
  for (const ast::DatedValue& dated : declaration.dated) {
    DatedValue made;
    made.value = dated.value;
    if (!ReadPeriod(dated.period, &made.from, &made.to)) continue;
    if (!values.empty()) {
      DatedValue& last = values.back();
      const bool ascending = made.from && (!last.from || *last.from < *made.from);
      if (!ascending || (last.to && *last.to >= *made.from)) {
        auto& diagnostic = Report(Code::kPeriodsOverlap, dated.range,
                                  {std::string(declaration.names[0].name.text),
                                   Source(dated.period.range), Source(before)});
        diagnostic.labels.push_back({before, {"前一段", "the period before"}});
        continue;
      }
      if (!last.to) last.to = *made.from - 1;
    }
    before = dated.period.range;
    values.push_back(made);
  }
  model_.parameters[static_cast<size_t>(index)].values = std::move(values);
}

void Checker::DeclareUnit(const Declaration& declaration) {
  UnitFound made;
  made.known = true;
  if (declaration.value == nullptr) {
    made.counting = true;
  } else {
    const Expr* value = declaration.value;
    const Expr* number = value;
    Rational times = 1;
    // 2000/3 平方米: the unit hangs on the last number.
    if (value->kind == ast::ExprKind::kDivide && value->args.size() == 2) {
      number = value->args[1];
      if (value->args[0]->kind == ast::ExprKind::kNumber && !value->args[0]->unit) {
        times = ReadNumberOf(*value->args[0]).value_or(1);
      }
    }
    if (number->kind != ast::ExprKind::kNumber || !number->unit) {
      Report(Code::kBadUnitValue, value->range, {Source(value->range)});
      return;
    }
    const UnitFound base = NeedUnit(number->unit);
    const std::optional<Rational> read = ReadNumberOf(*number);
    if (!base.known || !read) return;
    if (read->is_zero()) {
      Report(Code::kBadUnitValue, value->range, {Source(value->range)});
      return;
    }
    made = base;
    made.factor = number == value ? base.factor * *read : times / *read * base.factor;
  }
  for (const ast::DeclaredName& name : declaration.names) {
    for (const ast::Name* part : {&name.name, &name.alias}) {
      if (!*part) continue;
      made.name = std::string(part->text);
      if (!units_.emplace(made.name, made).second) {
        Report(Code::kDeclaredTwice, part->range, {made.name});
      }
    }
  }
}

void Checker::DeclareTarget(const Declaration& declaration) {
  if (declaration.names.empty()) return;
  const auto add = [&](const ast::DeclaredName& name, Definition::Special special, Index type) {
    Symbol symbol;
    const bool claim = special == Definition::Special::kTarget;
    const bool group = claim && IsGroup(declaration.value);
    symbol.kind = group ? SymbolKind::kGroup : SymbolKind::kDefinition;
    symbol.type = type;
    symbol.index = static_cast<Index>(model_.definitions.size());
    symbol.declaration = &declaration;
    if (!AddSymbol(name, symbol)) return;
    Definition definition;
    definition.name = std::string(name.name.text);
    definition.alias = std::string(name.alias.text);
    definition.type = type;
    definition.output = true;
    definition.declaration = definition.source = &declaration;
    definition.special = special;
    if (claim) definition.expression = declaration.value;
    model_.definitions.push_back(std::move(definition));
    type_state_.push_back(2);
  };
  add(declaration.names[0], Definition::Special::kTarget, Simple(TypeKind::kBoolean));
  if (declaration.attainment.name) {
    add(declaration.attainment, Definition::Special::kAttainment, Simple(TypeKind::kDecimal));
  }
}

}  // namespace pol::check
