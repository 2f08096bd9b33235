#include "compiler/prove/places.h"

#include <algorithm>

namespace pol::prove {

using ast::Declaration;
using ast::Expr;
using ast::ExprKind;
using program::Op;
using source::Range;

namespace {

uint32_t EndOf(const Declaration& declaration) {
  // Annotations stand behind all the rest.
  uint32_t end = declaration.range.end;
  for (const ast::Remark& remark : declaration.remarks) {
    if (remark.range.begin > declaration.range.begin) end = std::min(end, remark.range.begin);
  }
  return end;
}

bool IsKind(Op op, const Expr& expr) {
  switch (op) {
    case Op::kAdd:
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kAddSeconds:
    case Op::kAddWorkdays:
    case Op::kMonthAdd:
      return expr.kind == ExprKind::kAdd || expr.kind == ExprKind::kSubtract || expr.kind == ExprKind::kCall;
    case Op::kSubtract:
    case Op::kDateDiff:
      return expr.kind == ExprKind::kSubtract;
    case Op::kMultiply:
      return expr.kind == ExprKind::kMultiply;
    case Op::kDivide:
      return expr.kind == ExprKind::kDivide || expr.kind == ExprKind::kCall;
    case Op::kPower:
      return expr.kind == ExprKind::kPower;
    case Op::kNegate:
      return expr.kind == ExprKind::kNegate;
    case Op::kIf:
      return expr.kind == ExprKind::kIf;
    case Op::kAnd:
      return expr.kind == ExprKind::kAnd || expr.kind == ExprKind::kAll || expr.kind == ExprKind::kChain;
    case Op::kOr:
      return expr.kind == ExprKind::kOr || expr.kind == ExprKind::kAny;
    case Op::kNot:
      return expr.kind == ExprKind::kNot;
    case Op::kAtLeast:
      return expr.kind == ExprKind::kAtLeast;
    case Op::kInput:
    case Op::kDefinition:
    case Op::kParameter:
      return expr.kind == ExprKind::kName || expr.kind == ExprKind::kField || expr.kind == ExprKind::kCall;
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kInInterval:
    case Op::kInSet:
    case Op::kIsNone:
      return expr.kind == ExprKind::kCompare || expr.kind == ExprKind::kMember;
    default:
      return expr.kind == ExprKind::kCall;
  }
}

}  // namespace

Places::Places(const ast::File& file)
    : file_(file), size_(static_cast<uint32_t>(file.source->text().size())) {
  for (const Declaration* declaration : file.shared) Add(*declaration);
  for (const ast::Policy* policy : file.policies) {
    if (!policy->head.empty()) {
      const Range line = file.source->Line(file.source->At(policy->head.begin).line);
      const uint32_t end = std::max({policy->head.end, policy->name.name.range.end, policy->title.range.end});
      heads_[policy->range.begin] = {policy->range.begin, std::min(end, std::max(line.end, policy->head.end))};
    }
    for (const Declaration* declaration : policy->declarations) Add(*declaration);
  }
  std::sort(declarations_.begin(), declarations_.end(),
            [](const Declaration* a, const Declaration* b) { return a->range.begin < b->range.begin; });
}

void Places::Add(const Declaration& declaration) {
  if (declaration.range.begin >= size_) return;  // of a vocabulary in another file
  declarations_.push_back(&declaration);
  const auto allocation = [&](const ast::Allocation* of) {
    if (of == nullptr) return;
    Add(of->total);
    for (const Expr* share : of->shares) Add(share);
    for (const ast::Leg& leg : of->legs) Add(leg.at_most);
  };
  for (const Expr* expr : {declaration.value, declaration.guard, declaration.zero}) Add(expr);
  for (const ast::DatedValue& dated : declaration.dated) Add(dated.value);
  for (const ast::Branch& branch : declaration.branches) {
    Add(branch.condition);
    Add(branch.unless);
    for (const ast::Outcome& outcome : branch.outcomes) {
      Add(outcome.value);
      allocation(outcome.allocation);
    }
  }
  allocation(declaration.allocation);
  for (const ast::TableRow& row : declaration.rows) {
    heads_[row.range.begin] = row.range;
    for (const auto cells : {row.conditions, row.results}) {
      for (const ast::Cell& cell : cells) {
        Add(cell.value);
        cells_.emplace(cell.range.begin, cell.range);
        for (const ast::CellTest& test : cell.tests) {
          cells_.emplace(test.range.begin, test.range);
          Add(test.value);
        }
      }
    }
  }
}

void Places::Add(const Expr* expr) {
  if (expr == nullptr) return;
  exprs_.emplace(expr->range.begin, expr);
  for (const Expr* arg : expr->args) Add(arg);
  for (const ast::NamedArgument& argument : expr->named) Add(argument.value);
  for (const ast::Item& item : expr->items) Add(item.condition);
  for (const ast::Generator& generator : expr->generators) {
    for (const Expr* list : generator.lists) Add(list);
    Add(generator.where);
    Add(generator.by);
  }
  Add(expr->each);
}

const Declaration* Places::DeclarationAt(uint32_t offset) const {
  auto at = std::upper_bound(declarations_.begin(), declarations_.end(), offset,
                             [](uint32_t o, const Declaration* d) { return o < d->range.begin; });
  if (at == declarations_.begin()) return nullptr;
  --at;
  return offset < (*at)->range.end ? *at : nullptr;
}

Range Places::At(uint32_t offset) const {
  const Declaration* declaration = DeclarationAt(offset);
  if (declaration != nullptr && declaration->range.begin == offset)
    return {offset, EndOf(*declaration)};
  if (const auto head = heads_.find(offset); head != heads_.end()) return head->second;
  if (declaration != nullptr) {
    for (const ast::Branch& branch : declaration->branches) {
      if (branch.range.begin == offset) return branch.range;
    }
  }
  const Range line = file_.source->Line(file_.source->At(offset).line);
  return {offset, std::max(offset, line.end)};
}

Range Places::Name(const program::Policy& policy, Index definition) const {
  const program::Definition& of = policy.definitions[static_cast<size_t>(definition)];
  const Declaration* declaration = DeclarationAt(of.place.offset);
  if (declaration != nullptr && declaration->range.begin == of.place.offset) {
    for (const ast::DeclaredName& name : declaration->names) {
      if (name.name.text == of.name) return name.name.range;
    }
  }
  return At(of.place.offset);
}

Range Places::Node(const program::Node& node) const {
  const std::string_view text = file_.source->text();
  // Conditions are quoted as they are written; those of a cell with the head of the column before them.
  if (!node.text.empty()) {
    std::string_view quoted = node.text;
    while (true) {
      if (!quoted.empty() && text.substr(node.offset, quoted.size()) == quoted)
        return {node.offset, node.offset + static_cast<uint32_t>(quoted.size())};
      const size_t space = quoted.find(' ');
      if (space == std::string_view::npos) break;
      quoted.remove_prefix(space + 1);
    }
  }
  const Expr* best = nullptr;
  for (auto [at, end] = exprs_.equal_range(node.offset); at != end; ++at) {
    const Expr& expr = *at->second;
    if (!IsKind(node.op, expr)) continue;
    if (best == nullptr || expr.range.end < best->range.end) best = &expr;
  }
  if (best != nullptr) return best->range;
  if (const auto cell = cells_.find(node.offset); cell != cells_.end()) return cell->second;
  if (const auto head = heads_.find(node.offset); head != heads_.end()) return head->second;
  for (auto [at, end] = exprs_.equal_range(node.offset); at != end; ++at) {
    if (best == nullptr || at->second->range.end > best->range.end) best = at->second;
  }
  return best != nullptr ? best->range : At(node.offset);
}

bool Places::InChain(Range range) const {
  const Declaration* declaration = DeclarationAt(range.begin);
  if (declaration == nullptr) return false;
  const auto end = exprs_.upper_bound(range.begin);
  for (auto at = exprs_.lower_bound(declaration->range.begin); at != end; ++at) {
    const Expr& expr = *at->second;
    if (expr.kind == ExprKind::kChain && expr.range.end >= range.end && !(expr.range == range)) return true;
  }
  return false;
}

Range Places::DatedAfter(const program::Parameter& parameter, int64_t day) const {
  const Declaration* declaration = DeclarationAt(parameter.place.offset);
  if (declaration == nullptr) return At(parameter.place.offset);
  for (size_t i = 0; i < parameter.values.size() && i < declaration->dated.size(); ++i) {
    if (parameter.values[i].from && *parameter.values[i].from > day) return declaration->dated[i].range;
  }
  return At(parameter.place.offset);
}

}  // namespace pol::prove
