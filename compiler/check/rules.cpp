// Rules, exceptions, otherwise, priorities, hit policies: what gives each definition its value
// (semantics 3).
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

using Kind = ast::DeclarationKind;

namespace {

constexpr size_t kMostRules = 20'000;  // exceptions to exceptions multiply
constexpr int kMostNesting = 64;

}  // namespace

// The definition that a rule may give. -1 after a message, or where nothing needs saying.
Index Checker::Assigned(const ast::Name& name) {
  const Symbol* symbol = Lookup(name.text);
  if (symbol == nullptr) {
    if (rule_names_.count(name.text) != 0) {
      Report(Code::kNotAValue, name.range, {std::string(name.text)});
    } else if (!quiet_names_) {
      ReportName(Code::kUnknownOutput, name.range, {std::string(name.text)},
                 diag::Nearest(name.text, DefinitionNames()));
    }
    return -1;
  }
  switch (symbol->kind) {
    case SymbolKind::kDefinition:
    case SymbolKind::kGroup:
      return symbol->index;
    case SymbolKind::kImport:
      return -1;
    case SymbolKind::kInput:
    case SymbolKind::kRecord:
      Report(Code::kGivesInput, name.range,
             {std::string(name.text), Text("事实（输入）", "a fact (an input)")});
      return -1;
    case SymbolKind::kParameter:
      Report(Code::kGivesInput, name.range, {std::string(name.text), Text("参数", "a parameter")});
      return -1;
    default:
      Report(Code::kNotAValue, name.range, {std::string(name.text)});
      return -1;
  }
}

void Checker::CollectRules() {
  for (const Declaration* declaration : declarations_) {
    if (std::find(skipped_.begin(), skipped_.end(), declaration) != skipped_.end()) continue;
    if (declaration->kind != Kind::kException) continue;
    std::set<std::string> seen;
    for (const ast::Name& base : declaration->others) {
      if (!seen.insert(std::string(base.text)).second) continue;
      const auto found = rule_names_.find(base.text);
      if (found == rule_names_.end()) {
        std::vector<std::string> names;
        for (const auto& [name, unused] : rule_names_) names.push_back(name);
        ReportName(Code::kUnknownRule, base.range, {std::string(base.text)},
                   diag::Nearest(base.text, names));
        continue;
      }
      exceptions_[std::string(base.text)].push_back(declaration);
    }
  }
  Priorities();
  const bool cycles = ExceptionCycles();
  if (cycles) exceptions_.clear();
  for (const Declaration* declaration : declarations_) {
    if (std::find(skipped_.begin(), skipped_.end(), declaration) != skipped_.end()) continue;
    switch (declaration->kind) {
      case Kind::kRule:
      case Kind::kBareRule:
        CollectRule(*declaration);
        break;
      case Kind::kOtherwise:
        CollectOtherwise(*declaration);
        break;
      case Kind::kTable:
        CollectTable(*declaration);
        break;
      case Kind::kAllocation:
        CollectAllocation(*declaration);
        break;
      default:
        break;
    }
  }
  for (size_t i = 0; i < model_.definitions.size(); ++i) {
    AttachExceptions(&model_.definitions[i].rules, static_cast<Index>(i));
  }
  HitPolicies();
}

// One rule per definition that the declaration gives, with the branches of all of it.
void Checker::AddBranches(const Declaration& declaration, Rule base,
                          std::vector<std::pair<Index, Rule>>* out) {
  std::map<Index, size_t> place;
  const auto branch_of = [&](Index index, size_t b) -> Branch& {
    const auto [where, fresh] = place.emplace(index, out->size());
    if (fresh) {
      out->emplace_back(index, base);
      for (const ast::Branch& each : declaration.branches) {
        Branch made;
        made.condition = each.condition;
        made.unless = each.unless;
        out->back().second.branches.push_back(made);
      }
    }
    return (*out)[where->second].second.branches[b];
  };
  for (size_t b = 0; b < declaration.branches.size(); ++b) {
    const ast::Branch& branch = declaration.branches[b];
    std::set<Index> here;
    for (const ast::Outcome& outcome : branch.outcomes) {
      if (outcome.allocation != nullptr) {
        for (size_t i = 0; i < outcome.allocation->legs.size(); ++i) {
          const ast::Name& name = outcome.allocation->legs[i].name;
          const Index index = Assigned(name);
          if (index < 0) continue;
          if (!here.insert(index).second) {
            Report(Code::kGivenTwice, name.range, {std::string(name.text)});
            continue;
          }
          Branch& made = branch_of(index, b);
          made.modality = outcome.modality;
          made.allocation = outcome.allocation;
          made.part = static_cast<int32_t>(i);
        }
        continue;
      }
      const Index index = Assigned(outcome.name);
      if (index < 0) continue;
      if (!here.insert(index).second) {
        Report(Code::kGivenTwice, outcome.name.range, {std::string(outcome.name.text)});
        continue;
      }
      Branch& made = branch_of(index, b);
      made.value = outcome.value;
      made.modality = outcome.modality;
    }
  }
}

void Checker::CollectRule(const Declaration& declaration) {
  Rule base;
  base.declaration = &declaration;
  const bool named = !declaration.names.empty() && declaration.names[0].name;
  if (named) {
    base.label = std::string(declaration.names[0].name.text);
    const auto order = priority_of_.find(base.label);
    base.priority = order == priority_of_.end() ? INT32_MAX : order->second;
  } else {
    base.priority = INT32_MAX;
  }
  if (declaration.validity) {
    base.validity = declaration.validity;
    ReadValidity(*declaration.validity, &base.valid_from, &base.valid_to, &base.validity_by);
  }
  std::vector<std::pair<Index, Rule>> rules;
  AddBranches(declaration, base, &rules);
  for (auto& [index, rule] : rules) {
    Definition& definition = model_.definitions[static_cast<size_t>(index)];
    if (!named) {
      const size_t count = ++unlabelled_[index];
      rule.label = definition.name + "#" + std::to_string(count);
    }
    definition.rules.push_back(std::move(rule));
  }
}

void Checker::CollectOtherwise(const Declaration& declaration) {
  const auto take = [&](const ast::Name& name, const ast::Outcome& outcome, int32_t part) {
    const Index index = Assigned(name);
    if (index < 0) return;
    Definition& definition = model_.definitions[static_cast<size_t>(index)];
    if (definition.otherwise != nullptr) {
      auto& diagnostic = Report(Code::kOtherwiseTwice, name.range, {std::string(name.text)});
      diagnostic.labels.push_back(
          {definition.otherwise->range, {"前面已经写了一个", "the one before"}});
      return;
    }
    definition.otherwise = &outcome;
    definition.otherwise_declaration = &declaration;
    if (part >= 0) definition.part = part;
  };
  for (const ast::Branch& branch : declaration.branches) {
    for (const ast::Outcome& outcome : branch.outcomes) {
      if (outcome.allocation != nullptr) {
        for (size_t i = 0; i < outcome.allocation->legs.size(); ++i) {
          take(outcome.allocation->legs[i].name, outcome, static_cast<int32_t>(i));
        }
        continue;
      }
      take(outcome.name, outcome, -1);
    }
  }
}

bool Checker::ExceptionCycles() {
  // Colours: 1 on the way, 2 done. Exceptions name what they displace, so a cycle is one of
  // exceptions only.
  std::map<const Declaration*, int> state;
  for (const auto& [start, list] : exceptions_) {
    for (const Declaration* first : list) {
      if (state[first] != 0) continue;
      std::vector<std::pair<const Declaration*, size_t>> way{{first, 0}};
      state[first] = 1;
      while (!way.empty()) {
        auto& [at, next] = way.back();
        const auto below =
            at->names.empty() ? exceptions_.end() : exceptions_.find(at->names[0].name.text);
        if (below == exceptions_.end() || next >= below->second.size()) {
          state[at] = 2;
          way.pop_back();
          continue;
        }
        const Declaration* to = below->second[next++];
        if (state[to] == 1) {
          std::string chain;
          bool in = false;
          for (const auto& [each, unused] : way) {
            in = in || each == to;
            if (in) chain += std::string(each->names[0].name.text) + " → ";
          }
          chain += std::string(to->names[0].name.text);
          Report(Code::kExceptionCycle, to->names[0].name.range, {chain});
          return true;
        }
        if (state[to] == 0) {
          state[to] = 1;
          way.emplace_back(to, 0);
        }
      }
    }
  }
  return false;
}

std::vector<Rule> Checker::Exceptions(const std::string& label, Index definition, int depth) {
  std::vector<Rule> made;
  const auto found = exceptions_.find(label);
  if (found == exceptions_.end()) return made;
  for (const Declaration* declaration : found->second) {
    if (too_many_ || ++exceptions_built_ > kMostRules || depth > kMostNesting) {
      if (!too_many_) Report(Code::kTooManyExceptions, declaration->head);
      too_many_ = true;
      return made;
    }
    Rule base;
    base.declaration = declaration;
    base.label = std::string(declaration->names[0].name.text);
    if (declaration->validity) {
      base.validity = declaration->validity;
      ReadValidity(*declaration->validity, &base.valid_from, &base.valid_to, &base.validity_by);
    }
    base.removes = true;
    for (const ast::Branch& branch : declaration->branches) {
      if (!branch.outcomes.empty()) base.removes = false;
    }
    if (base.removes) {
      for (const ast::Branch& branch : declaration->branches) {
        Branch part;
        part.condition = branch.condition;
        part.unless = branch.unless;
        base.branches.push_back(part);
      }
      base.exceptions = Exceptions(base.label, definition, depth + 1);
      made.push_back(std::move(base));
      continue;
    }
    std::vector<std::pair<Index, Rule>> rules;
    AddBranches(*declaration, base, &rules);
    for (auto& [index, rule] : rules) {
      if (index != definition) continue;
      rule.exceptions = Exceptions(rule.label, definition, depth + 1);
      made.push_back(std::move(rule));
    }
  }
  return made;
}

void Checker::AttachExceptions(std::vector<Rule>* rules, Index definition) {
  if (exceptions_.empty()) return;
  for (Rule& rule : *rules) {
    rule.exceptions = Exceptions(rule.label, definition, 0);
    // An exception to a table is one to each of its rows.
    if (rule.row >= 0 && !rule.declaration->names.empty()) {
      std::vector<Rule> more =
          Exceptions(std::string(rule.declaration->names[0].name.text), definition, 0);
      for (Rule& each : more) rule.exceptions.push_back(std::move(each));
    }
  }
}

void Checker::Priorities() {
  int32_t next = 1;
  for (const Declaration* declaration : declarations_) {
    if (declaration->kind != Kind::kPriority) continue;
    for (const ast::Name& name : declaration->others) {
      if (rule_names_.find(name.text) == rule_names_.end()) {
        std::vector<std::string> names;
        for (const auto& [known, unused] : rule_names_) names.push_back(known);
        ReportName(Code::kUnknownRule, name.range, {std::string(name.text)},
                   diag::Nearest(name.text, names));
        continue;
      }
      if (!priority_of_.emplace(std::string(name.text), next).second) {
        Report(Code::kPriorityTwice, name.range, {std::string(name.text)});
      }
      ++next;
    }
  }
}

std::optional<program::Hit> Checker::ReadHit(const ast::HitPolicy& hit,
                                             Definition::Special* special) {
  const auto key = [](std::string_view word) -> std::string_view {
    if (word == "集合" || word == "set") return "set";
    if (word == "列表" || word == "list") return "list";
    if (word == "满足任一" || word == "任一满足" || word == "any") return "any";
    if (word == "优先顺序" || word == "priority") return "priority";
    return BuiltinWord(word);
  };
  const std::string_view first = key(hit.first), second = key(hit.second);
  *special = Definition::Special::kNone;
  const bool collect = first == "collect";
  if (!collect && !hit.second.empty()) {
    Report(Code::kUnknownHit, hit.range, {Source(hit.range)});
    return std::nullopt;
  }
  if (first == "unique") return program::Hit::kUnique;
  if (first == "slab")
    return program::Hit::kUnique;  // the band of the whole: what a table does anyway
  if (first == "first") return program::Hit::kFirst;
  if (first == "priority") return program::Hit::kPriority;
  if (first == "any") return program::Hit::kAny;
  if (first == "marginal") {
    *special = Definition::Special::kMarginal;
    return program::Hit::kUnique;
  }
  if (collect) {
    if (second == "sum") return program::Hit::kSum;
    if (second == "max") return program::Hit::kMax;
    if (second == "min") return program::Hit::kMin;
    if (second == "list") return program::Hit::kList;
    if (second == "set") return program::Hit::kSet;
  }
  Report(Code::kUnknownHit, hit.range, {Source(hit.range)});
  return std::nullopt;
}

void Checker::HitPolicies() {
  for (size_t i = 0; i < model_.definitions.size(); ++i) {
    Definition& definition = model_.definitions[i];
    if (definition.declaration != nullptr && definition.declaration->kind == Kind::kTarget)
      continue;
    const ast::HitPolicy* before = nullptr;
    std::optional<program::Hit> chosen;
    Definition::Special special = Definition::Special::kNone;
    const Declaration* table = nullptr;
    const auto take = [&](const ast::HitPolicy& hit, const Declaration* of) {
      Definition::Special kind = Definition::Special::kNone;
      const std::optional<program::Hit> read = ReadHit(hit, &kind);
      if (!read) return;
      if (before != nullptr && (read != chosen || kind != special)) {
        auto& diagnostic = Report(Code::kMixedHit, hit.range,
                                  {definition.name, Source(before->range), Source(hit.range)});
        diagnostic.labels.push_back({before->range, {"这里写的是另一种", "another one here"}});
        return;
      }
      before = &hit;
      chosen = read;
      special = kind;
      if (kind == Definition::Special::kMarginal) table = of;
    };
    if (definition.declaration != nullptr && definition.declaration->hit) {
      take(*definition.declaration->hit, nullptr);
    }
    const Declaration* last = nullptr;
    for (const Rule& rule : definition.rules) {
      if (rule.declaration == last || rule.row < 0) continue;
      last = rule.declaration;
      if (rule.declaration->hit) take(*rule.declaration->hit, rule.declaration);
    }
    if (chosen) definition.hit = *chosen;
    if (special == Definition::Special::kMarginal) {
      if (table == nullptr && !definition.rules.empty()) table = definition.rules[0].declaration;
      definition.special = special;
      definition.source = table;
      bool only = definition.otherwise == nullptr && !definition.rules.empty();
      for (const Rule& rule : definition.rules) {
        only = only && rule.declaration == table && rule.row >= 0;
        if (rule.row >= 0) definition.result = rule.result;
      }
      if (!only) Report(Code::kBandsAlone, before->range, {definition.name});
      if (table == nullptr || table->table == nullptr || definition.result < 0) {
        definition.special = Definition::Special::kNone;
      }
    }
    if (definition.hit == program::Hit::kPriority && before != nullptr) {
      bool any = false;
      for (const Rule& rule : definition.rules) any = any || rule.priority != INT32_MAX;
      if (!any && !definition.rules.empty()) {
        Report(Code::kNoPriority, before->range, {definition.name});
      }
    }
  }
}

std::optional<int64_t> Checker::ReadDay(const Expr& expr) {
  const Index type = Infer(expr);
  if (type == kNoType) return std::nullopt;
  if (K(type) != TypeKind::kDate || Info(expr).ref != Ref::kLiteral) {
    Report(Code::kNotADay, expr.range, {Source(expr.range)});
    return std::nullopt;
  }
  return Info(expr).literal.number().ToInt64();
}

bool Checker::ReadPeriod(const ast::Period& period, std::optional<int64_t>* from,
                         std::optional<int64_t>* to) {
  if (period.from != nullptr) {
    *from = ReadDay(*period.from);
    if (!*from) return false;
  }
  if (period.to != nullptr) {
    *to = ReadDay(*period.to);
    if (!*to) return false;
  }
  if (*from && *to && **to < **from) {
    Report(Code::kPeriodBackwards, period.range, {Source(period.range)});
    return false;
  }
  return true;
}

void Checker::ReadValidity(const ast::Validity& validity, std::optional<int64_t>* from,
                           std::optional<int64_t>* to, Index* by) {
  ReadPeriod(validity.period, from, to);
  if (!validity.by) return;
  const Symbol* symbol = Lookup(validity.by.text);
  if (symbol == nullptr) {
    if (BuiltinValue(validity.by.text) == "today") return;
    if (!quiet_names_) {
      ReportName(Code::kUnknownName, validity.by.range, {std::string(validity.by.text)},
                 diag::Nearest(validity.by.text, InputNames()));
    }
    return;
  }
  if (symbol->kind != SymbolKind::kInput ||
      (symbol->type != kNoType && K(symbol->type) != TypeKind::kDate)) {
    Report(Code::kGoverningDate, validity.by.range, {std::string(validity.by.text)});
    return;
  }
  *by = symbol->index;
}

// What is given twice over, and what is given by nothing.
void Checker::CheckDefinitions() {
  for (Definition& definition : model_.definitions) {
    if (definition.special == Definition::Special::kAllocation &&
        (!definition.rules.empty() || definition.otherwise != nullptr)) {
      const Range where = definition.rules.empty() ? definition.otherwise->range
                                                   : definition.rules[0].declaration->head;
      Report(Code::kTwoDefinitions, where, {definition.name});
    }
    if (definition.special != Definition::Special::kNone) continue;
    const bool group = !definition.rules.empty() || definition.otherwise != nullptr;
    if (definition.expression != nullptr && group) {
      const Range second = definition.rules.empty() ? definition.otherwise->range
                                                    : definition.rules[0].declaration->head;
      Range name = definition.expression->range;
      for (const ast::DeclaredName& each : definition.declaration->names) {
        if (each.name.text == definition.name) name = each.name.range;
      }
      auto& diagnostic = Report(Code::kTwoDefinitions, name, {definition.name});
      diagnostic.labels.push_back({second, {"这里又用规则给出", "given by a rule here"}});
      continue;
    }
    if (definition.expression == nullptr && !group && definition.declaration != nullptr) {
      Range name = definition.declaration->head;
      for (const ast::DeclaredName& each : definition.declaration->names) {
        if (each.name.text == definition.name) name = each.name.range;
      }
      if (!quiet_names_) Report(Code::kNoDefinition, name, {definition.name});
      continue;
    }
    if (definition.type == kNoType || definition.expression != nullptr) continue;
    const bool list = definition.hit == program::Hit::kList || definition.hit == program::Hit::kSet;
    const bool sum = definition.hit == program::Hit::kSum;
    const bool extreme =
        definition.hit == program::Hit::kMax || definition.hit == program::Hit::kMin;
    Range where = definition.declaration != nullptr && definition.declaration->hit
                      ? definition.declaration->hit->range
                      : Range();
    for (const Rule& rule : definition.rules) {
      if (where.empty() && rule.row >= 0 && rule.declaration->hit) {
        where = rule.declaration->hit->range;
      }
    }
    const bool held = K(definition.type) == TypeKind::kList || K(definition.type) == TypeKind::kSet;
    if ((sum && !IsNumeric(definition.type)) || (extreme && !IsOrdered(definition.type)) ||
        (list && !held)) {
      Report(Code::kHitNotFit, where, {Source(where), definition.name, Describe(definition.type)});
    }
  }
  // An exception with a value must give something that its base gives.
  for (const auto& [base, list] : exceptions_) {
    for (const Declaration* exception : list) {
      std::set<std::string> given;
      const auto gather = [&](const Declaration& declaration) {
        for (const ast::Branch& branch : declaration.branches) {
          for (const ast::Outcome& outcome : branch.outcomes) {
            if (const Symbol* symbol = Lookup(outcome.name.text)) given.insert(symbol->name);
          }
        }
        if (declaration.table != nullptr) {
          for (const ast::HeadCell& cell : declaration.table->results) {
            if (cell.value == nullptr || cell.value->kind != ast::ExprKind::kName) continue;
            if (const Symbol* symbol = Lookup(cell.value->name.text)) given.insert(symbol->name);
          }
        }
      };
      const auto found = rule_names_.find(base);
      if (found == rule_names_.end()) continue;
      gather(*found->second);
      const bool removes = given.empty();
      for (const ast::Branch& branch : exception->branches) {
        for (const ast::Outcome& outcome : branch.outcomes) {
          const Symbol* symbol = Lookup(outcome.name.text);
          if (removes || symbol == nullptr || symbol->kind != SymbolKind::kDefinition) continue;
          bool known = false;
          for (const ast::Name& other : exception->others) {
            const auto rule = rule_names_.find(other.text);
            if (rule == rule_names_.end()) continue;
            given.clear();
            gather(*rule->second);
            known = known || given.empty() || given.count(symbol->name) != 0;
          }
          if (!known) {
            Report(Code::kExceptionOther, outcome.range, {symbol->name, base});
          }
        }
      }
    }
  }
}

}  // namespace pol::check
