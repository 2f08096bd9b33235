#include "compiler/lint/places.h"

#include <algorithm>

#include "compiler/lint/walk.h"

namespace pol::lint {
namespace {

using ast::ExprKind;
using program::Op;

bool IsComparison(Op op) {
  return op == Op::kEqual || op == Op::kNotEqual || op == Op::kLess || op == Op::kLessEqual ||
         op == Op::kGreater || op == Op::kGreaterEqual || op == Op::kInInterval ||
         op == Op::kInSet || op == Op::kIsNone || op == Op::kSubset;
}

bool IsLeaf(Op op) {
  return op == Op::kConstant || op == Op::kInput || op == Op::kDefinition ||
         op == Op::kParameter || op == Op::kToday || op == Op::kItem;
}

// May an expression of this kind have become this operation?
bool Fits(ExprKind kind, Op op) {
  switch (kind) {
    case ExprKind::kNumber:
    case ExprKind::kHanNumber:
    case ExprKind::kDate:
    case ExprKind::kMonth:
    case ExprKind::kInstant:
    case ExprKind::kClock:
    case ExprKind::kText:
    case ExprKind::kTrue:
    case ExprKind::kFalse:
    case ExprKind::kNone:
      return op == Op::kConstant;
    case ExprKind::kName:
      return IsLeaf(op) || op == Op::kRecord;
    case ExprKind::kCompare:
    case ExprKind::kMember:
      return IsComparison(op) || op == Op::kNot || op == Op::kOr || op == Op::kFor;
    case ExprKind::kChain:
    case ExprKind::kAnd:
      return op == Op::kAnd;
    case ExprKind::kOr:
      return op == Op::kOr;
    case ExprKind::kNot:
      return op == Op::kNot;
    case ExprKind::kAll:
    case ExprKind::kAny:
    case ExprKind::kAtLeast:
      return op == Op::kAnd || op == Op::kOr || op == Op::kAtLeast;
    case ExprKind::kIf:
      return op == Op::kIf;
    case ExprKind::kAdd:
      return op == Op::kAdd || op == Op::kAddDays || op == Op::kAddMonths ||
             op == Op::kAddSeconds || op == Op::kMonthAdd || op == Op::kAddWorkdays;
    case ExprKind::kSubtract:
      return op == Op::kSubtract || op == Op::kDateDiff || op == Op::kAddDays ||
             op == Op::kAddMonths || op == Op::kAddSeconds || op == Op::kMonthAdd;
    case ExprKind::kMultiply:
      return op == Op::kMultiply;
    case ExprKind::kDivide:
      return op == Op::kDivide;
    case ExprKind::kNegate:
      return op == Op::kNegate || op == Op::kConstant;
    case ExprKind::kPower:
      return op == Op::kPower;
    case ExprKind::kCapped:
      return op == Op::kMin;
    case ExprKind::kFloored:
      return op == Op::kMax;
    case ExprKind::kEvery:
    case ExprKind::kSome:
    case ExprKind::kNo:
      return op == Op::kFor;
    case ExprKind::kCall:
      return !IsComparison(op) && op != Op::kAnd;
    case ExprKind::kField:
      return op == Op::kField || op == Op::kInput || op == Op::kRecord || op == Op::kCall;
    default:
      return false;
  }
}

}  // namespace

const value::Rational* Places::Typed::number() const {
  if (node == nullptr || node->op != Op::kConstant) return nullptr;
  const value::Value& value = policy->constants[static_cast<size_t>(node->a)];
  return value.is_number() ? &value.number() : nullptr;
}

Places::Places(const ast::File& file, const program::Program& program, uint32_t text_size)
    : file_(file), program_(program) {
  const std::vector<prove::Report> none;
  const Subject subject{file, program, none, 0, text_size, {}, nullptr};
  EachDeclaration(subject, [&](const ast::Declaration& declaration, const ast::Policy*) {
    declarations_.push_back(&declaration);
    spans_.emplace(declaration.range.begin, Span{declaration.range, nullptr});
    for (const ast::TableRow& row : declaration.rows) {
      spans_.emplace(row.range.begin, Span{row.range, nullptr});
      for (const auto cells : {row.conditions, row.results}) {
        for (const ast::Cell& cell : cells) {
          spans_.emplace(cell.range.begin, Span{cell.range, nullptr});
          for (const ast::CellTest& test : cell.tests)
            spans_.emplace(test.range.begin, Span{test.range, nullptr});
        }
      }
    }
    EachExpr(declaration, [&](const ast::Expr& expr) {
      spans_.emplace(expr.range.begin, Span{expr.range, &expr});
    });
  });
  for (const program::Policy& policy : program.policies) {
    Index(policy);
    for (const program::Reading& reading : policy.readings) Index(*reading.policy);
  }
}

void Places::Index(const program::Policy& policy) {
  for (const program::Node& node : policy.nodes) nodes_.emplace(node.offset, Typed{&policy, &node});
}

source::Range Places::RangeOf(const program::Policy& policy, program::Index index) const {
  const program::Node& node = policy.nodes[static_cast<size_t>(index)];
  source::Range best;
  const auto [begin, end] = spans_.equal_range(node.offset);
  const auto length = [](source::Range range) { return range.end - range.begin; };
  // Of those that may have become it the outermost; a leaf is what is shortest.
  for (auto at = begin; at != end; ++at) {
    if (at->second.expr == nullptr || !Fits(at->second.expr->kind, node.op)) continue;
    if (best.empty() || length(at->second.range) > length(best)) best = at->second.range;
  }
  if (!best.empty()) return best;
  const bool shortest = IsLeaf(node.op) || IsComparison(node.op) || node.op == Op::kNot;
  for (auto at = begin; at != end; ++at) {
    const bool better = shortest ? length(at->second.range) < length(best)
                                 : length(at->second.range) > length(best);
    // The test of a cell holds its sign; its value begins elsewhere or is all of it.
    if (best.empty() || better) best = at->second.range;
  }
  return best;
}

source::Range Places::RangeAt(uint32_t offset) const {
  source::Range best;
  const auto [begin, end] = spans_.equal_range(offset);
  for (auto at = begin; at != end; ++at) {
    if (best.empty() || at->second.range.end > best.end) best = at->second.range;
  }
  return best;
}

const ast::Declaration* Places::DeclarationAt(uint32_t offset) const {
  for (const ast::Declaration* one : declarations_) {
    if (one->range.begin <= offset && offset < one->range.end) return one;
  }
  return nullptr;
}

const ast::Policy* Places::PolicyAt(uint32_t offset) const {
  for (const ast::Policy* one : file_.policies) {
    if (one->range.begin <= offset && offset < one->range.end) return one;
  }
  return nullptr;
}

const program::Policy& Places::ProgramOf(const ast::Policy* policy) const {
  for (size_t i = 0; i < file_.policies.size(); ++i) {
    if (file_.policies[i] == policy && i < program_.policies.size()) return program_.policies[i];
  }
  return program_.policies.front();
}

Places::Typed Places::NodeOf(const ast::Expr& expr) const {
  if (expr.kind == ExprKind::kParen) return NodeOf(*expr.args[0]);
  const auto [begin, end] = nodes_.equal_range(expr.range.begin);
  for (auto at = begin; at != end; ++at) {
    if (Fits(expr.kind, at->second.node->op)) return at->second;
  }
  return {};
}

}  // namespace pol::lint
