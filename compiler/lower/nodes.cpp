// Making nodes, places and texts.
#include <algorithm>
#include <utility>

#include "compiler/lower/lowering.h"

namespace pol::lower {

Index PolicyLowering::Add(Node node) {
  policy_.nodes.push_back(std::move(node));
  return static_cast<Index>(policy_.nodes.size()) - 1;
}

Index PolicyLowering::Make(Op op, Index type, std::vector<Index> children, uint32_t offset) {
  Node node;
  node.op = op;
  node.type = type;
  node.children = std::move(children);
  node.offset = offset;
  return Add(std::move(node));
}

Index PolicyLowering::Constant(pol::value::Value value, Index type, uint32_t offset) {
  const auto [place, added] =
      constants_.try_emplace(value, static_cast<Index>(policy_.constants.size()));
  if (added) policy_.constants.push_back(std::move(value));
  const Index index = Make(Op::kConstant, type, {}, offset);
  policy_.nodes[index].a = place->second;
  return index;
}

Index PolicyLowering::Number(Rational number, Index type, uint32_t offset) {
  return Constant(pol::value::Value(std::move(number)), type, offset);
}

Index PolicyLowering::Truth(bool truth, uint32_t offset) {
  return Constant(pol::value::Value(truth), BooleanType(), offset);
}

Index PolicyLowering::And(std::vector<Index> conditions, std::string text, uint32_t offset) {
  std::erase(conditions, -1);
  if (conditions.empty()) return -1;
  if (conditions.size() == 1) return conditions[0];
  const Index index = Make(Op::kAnd, BooleanType(), std::move(conditions), offset);
  policy_.nodes[index].text = std::move(text);
  return index;
}

Index PolicyLowering::Not(Index condition, std::string text, uint32_t offset) {
  const Index index = Make(Op::kNot, BooleanType(), {condition}, offset);
  policy_.nodes[index].text = std::move(text);
  return index;
}

std::optional<Rational> PolicyLowering::Fold(Index index) const {
  const Node& node = policy_.nodes[index];
  if (node.op == Op::kConstant) {
    const pol::value::Value& value = policy_.constants[node.a];
    return value.is_number() ? std::optional(value.number()) : std::nullopt;
  }
  if (node.op == Op::kParameter) {
    const program::Parameter& parameter = policy_.parameters[node.a];
    const bool constant = parameter.values.size() == 1 && !parameter.values[0].from;
    return constant ? Fold(parameter.values[0].value) : std::nullopt;
  }
  std::vector<Rational> numbers;
  for (const Index child : node.children) {
    const std::optional<Rational> number = Fold(child);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  switch (node.op) {
    case Op::kNegate:
      return -numbers[0];
    case Op::kAdd:
      return numbers[0] + numbers[1];
    case Op::kSubtract:
      return numbers[0] - numbers[1];
    case Op::kMultiply:
      return numbers[0] * numbers[1];
    case Op::kDivide:
      if (numbers[1].is_zero()) return std::nullopt;
      return numbers[0] / numbers[1];
    default:
      return std::nullopt;
  }
}

int32_t PolicyLowering::WholeConstant(const ast::Expr& expr) {
  const std::optional<Rational> number = Fold(Expr(expr));
  return number ? static_cast<int32_t>(number->ToInt64().value_or(0)) : 0;
}

Index PolicyLowering::SimpleType(program::TypeKind kind) {
  for (size_t i = 0; i < policy_.types.size(); ++i) {
    const program::Type& type = policy_.types[i];
    if (type.kind == kind && !type.optional && type.unit.empty()) return static_cast<Index>(i);
  }
  program::Type type;
  type.kind = kind;
  policy_.types.push_back(std::move(type));
  return static_cast<Index>(policy_.types.size()) - 1;
}

Index PolicyLowering::BooleanType() {
  if (boolean_ < 0) boolean_ = SimpleType(program::TypeKind::kBoolean);
  return boolean_;
}

Index PolicyLowering::DateType() {
  if (date_ < 0) date_ = SimpleType(program::TypeKind::kDate);
  return date_;
}

std::string PolicyLowering::Text(source::Range range) const {
  const std::string_view all = file_.source->text();
  std::string text;
  bool space = false;
  auto comment = std::lower_bound(
      file_.comments.begin(), file_.comments.end(), range.begin,
      [](const ast::Comment& one, uint32_t offset) { return one.range.begin < offset; });
  for (uint32_t i = range.begin; i < range.end;) {
    if (comment != file_.comments.end() && i == comment->range.begin) {
      i = comment->range.end;
      ++comment;
      space = true;
      continue;
    }
    const char c = all[i];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      space = true;
      ++i;
    } else if (all.substr(i, 3) == "\u3000") {
      space = true;
      i += 3;
    } else {
      if (space && !text.empty()) text += ' ';
      space = false;
      text += c;
      ++i;
    }
  }
  return text;
}

int PolicyLowering::LineOf(source::Range range) const { return file_.source->At(range.begin).line; }

program::Place PolicyLowering::PlaceOf(source::Range range,
                                       const ast::Declaration* declaration) const {
  program::Place place = policy_.source;
  place.line = LineOf(range);
  place.offset = range.begin;
  if (declaration == nullptr) return place;
  for (const ast::Remark& remark : declaration->remarks) {
    if (remark.kind != ast::Remark::Kind::kCite) continue;
    place.clause = std::string(remark.text.text);
    if (remark.extra) place.document = std::string(remark.extra.text);
    break;
  }
  return place;
}

program::Remarks PolicyLowering::RemarksOf(const ast::Declaration* declaration) {
  program::Remarks remarks;
  if (declaration == nullptr) return remarks;
  for (const ast::Remark& remark : declaration->remarks) {
    if (remark.kind == ast::Remark::Kind::kNote) {
      remarks.notes.emplace_back(remark.text.text);
    } else if (remark.kind == ast::Remark::Kind::kAmbiguity) {
      remarks.ambiguities.push_back(
          {std::string(remark.text.text), std::string(remark.extra.text)});
    }
  }
  return remarks;
}

}  // namespace pol::lower
