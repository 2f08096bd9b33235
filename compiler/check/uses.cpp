// What each definition mentions, and the order that follows from it.
#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

void Checker::CollectUses(const Expr& root, Uses* uses) const {
  std::vector<const Expr*> open{&root};
  while (!open.empty()) {
    const Expr* at = open.back();
    open.pop_back();
    if (at == nullptr) continue;
    const ExprInfo& info = model_.Of(*at);
    if (info.ref == Ref::kDefinition) uses->definitions.insert(info.index);
    if (info.ref == Ref::kInput) uses->inputs.insert(info.index);
    if (info.ref == Ref::kRecordInput) {
      for (Index i = 0; i < LeafCount(info.type); ++i) uses->inputs.insert(info.index + i);
    }
    if (info.ref == Ref::kParameter ||
        (info.ref == Ref::kFunction && info.function == Function::kDatedParameter)) {
      uses->parameters.insert(info.index);
    }
    if (info.ref == Ref::kLiteral || info.ref == Ref::kInput) continue;
    if (info.ref == Ref::kCall) {
      CollectCallUses(model_.calls[static_cast<size_t>(info.index)], uses);
      continue;
    }
    ForEachPart(*at, [&](const Expr* part) { open.push_back(part); });
  }
}

void Checker::CollectAllocationUses(const ast::Allocation& allocation, Uses* uses) const {
  if (allocation.total != nullptr) CollectUses(*allocation.total, uses);
  for (const Expr* share : allocation.shares) CollectUses(*share, uses);
  for (const ast::Leg& leg : allocation.legs) {
    if (leg.at_most != nullptr) CollectUses(*leg.at_most, uses);
  }
}

void Checker::CollectRuleUses(const Rule& rule, Uses* uses) const {
  if (rule.row >= 0) {
    const ast::TableHead& head = *rule.declaration->table;
    const auto cells = [&](const ast::TableRow& row) {
      for (size_t c = 0; c < row.conditions.size() && c < head.conditions.size(); ++c) {
        if (head.conditions[c].kind != ast::HeadCell::Kind::kValue) continue;
        if (&row == &rule.declaration->rows[0] && head.conditions[c].value != nullptr)
          CollectUses(*head.conditions[c].value, uses);
        for (const ast::CellTest& test : row.conditions[c].tests) {
          if (test.value == nullptr) continue;
          if (head.conditions[c].value != nullptr) CollectUses(*head.conditions[c].value, uses);
          CollectUses(*test.value, uses);
        }
      }
    };
    cells(rule.declaration->rows[static_cast<size_t>(rule.row)]);
    // What is left over looks at all other rows, also at those that give another result.
    if (rule.row_otherwise) {
      for (const ast::TableRow& row : rule.declaration->rows) cells(row);
    }
  }
  if (rule.validity_by >= 0) uses->inputs.insert(rule.validity_by);
  for (const Branch& branch : rule.branches) {
    for (const Expr* part : {branch.condition, branch.unless, branch.value}) {
      if (part != nullptr) CollectUses(*part, uses);
    }
    if (branch.allocation != nullptr) CollectAllocationUses(*branch.allocation, uses);
  }
  for (const Rule& exception : rule.exceptions) CollectRuleUses(exception, uses);
}

Uses Checker::UsesOf(const Definition& definition) const {
  Uses uses;
  if (definition.expression != nullptr) CollectUses(*definition.expression, &uses);
  for (const Rule& rule : definition.rules) CollectRuleUses(rule, &uses);
  if (definition.otherwise != nullptr && definition.otherwise->value != nullptr) {
    CollectUses(*definition.otherwise->value, &uses);
  }
  if (definition.otherwise != nullptr && definition.otherwise->allocation != nullptr) {
    CollectAllocationUses(*definition.otherwise->allocation, &uses);
  }
  if (definition.allocation != nullptr) CollectAllocationUses(*definition.allocation, &uses);
  if (definition.special == Definition::Special::kAttainment &&
      definition.source->value != nullptr) {
    CollectUses(*definition.source->value, &uses);
  }
  return uses;
}

// What each definition can read, through those that it mentions.
void Checker::CollectReads() {
  // Leaves of one record are asked for together.
  const auto same_record = [](const Input& a, const Input& b) {
    return a.field != nullptr && b.field != nullptr && a.declaration == b.declaration &&
           a.used == b.used && a.name.substr(0, a.name.find('.')) == b.name.substr(0, b.name.find('.'));
  };
  for (const Index index : model_.order) {
    Definition& definition = model_.definitions[static_cast<size_t>(index)];
    Uses uses = UsesOf(definition);
    if (definition.output && model_.effective_by >= 0) uses.inputs.insert(model_.effective_by);
    for (const Index of : uses.definitions) {
      const std::vector<Index>& reads = model_.definitions[static_cast<size_t>(of)].reads;
      uses.inputs.insert(reads.begin(), reads.end());
    }
    std::set<Index> all;
    for (const Index input : uses.inputs) {
      if (!all.insert(input).second) continue;
      const Input& read = model_.inputs[static_cast<size_t>(input)];
      if (read.field == nullptr) continue;
      for (size_t i = 0; i < model_.inputs.size(); ++i) {
        if (same_record(model_.inputs[i], read)) all.insert(static_cast<Index>(i));
      }
    }
    definition.reads.assign(all.begin(), all.end());
  }
}

// Each definition after those it mentions; a cycle is reported once, with its chain.
void Checker::OrderDefinitions() {
  const size_t count = model_.definitions.size();
  std::vector<std::vector<Index>> below(count);
  for (size_t i = 0; i < count; ++i) {
    const Uses uses = UsesOf(model_.definitions[i]);
    below[i].assign(uses.definitions.begin(), uses.definitions.end());
  }
  std::vector<char> state(count, 0);
  bool reported = false;
  for (size_t start = 0; start < count; ++start) {
    if (state[start] != 0) continue;
    std::vector<std::pair<Index, size_t>> way{{static_cast<Index>(start), 0}};
    state[start] = 1;
    while (!way.empty()) {
      auto& [at, next] = way.back();
      if (next >= below[static_cast<size_t>(at)].size()) {
        state[static_cast<size_t>(at)] = 2;
        model_.order.push_back(at);
        way.pop_back();
        continue;
      }
      const Index to = below[static_cast<size_t>(at)][next++];
      if (state[static_cast<size_t>(to)] == 0) {
        state[static_cast<size_t>(to)] = 1;
        way.emplace_back(to, 0);
      } else if (state[static_cast<size_t>(to)] == 1 && !reported) {
        reported = true;
        std::string chain;
        bool in = false;
        for (const auto& [each, unused] : way) {
          in = in || each == to;
          if (in) chain += model_.definitions[static_cast<size_t>(each)].name + " → ";
        }
        const Definition& first = model_.definitions[static_cast<size_t>(to)];
        chain += first.name;
        Range where = first.declaration != nullptr ? first.declaration->head : Range{0, 1};
        if (first.declaration != nullptr) {
          for (const ast::DeclaredName& name : first.declaration->names) {
            if (name.name.text == first.name) where = name.name.range;
          }
        } else if (!first.rules.empty()) {
          where = first.rules[0].declaration->head;
        }
        Report(Code::kCycle, where, {first.name, chain});
      }
    }
  }
}

}  // namespace pol::check
