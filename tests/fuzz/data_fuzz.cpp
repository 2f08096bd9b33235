// Hostile data: any bytes as JSON and as cells, against one input of every type. What is accepted
// must be a value of its type, and must be read again from its canonical text.
#include <cstdlib>
#include <string_view>

#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"

namespace {

using pol::interp::Index;
using pol::program::Input;
using pol::program::Policy;
using pol::program::Type;
using pol::program::TypeKind;
using pol::value::Rational;

void Add(Policy* policy, const char* name, TypeKind kind, const char* unit = "",
         const Rational& factor = 1, const std::optional<Rational>& grid = {}) {
  Type type;
  type.kind = kind;
  type.unit = unit;
  type.factor = factor;
  type.grid = grid;
  type.optional = kind == TypeKind::kDate;
  if (kind == TypeKind::kEnum) type.enumeration = 0;
  if (kind == TypeKind::kSet || kind == TypeKind::kList)
    type.element = std::make_shared<const Type>(policy->types.front());
  policy->types.push_back(type);
  Input input;
  input.name = name;
  input.alias = std::string(name) + "2";
  input.type = static_cast<Index>(policy->types.size()) - 1;
  if (kind == TypeKind::kBoolean) {
    input.kind = Input::Kind::kJudgement;
    input.role = "a";
  }
  policy->inputs.push_back(input);
}

Policy MakePolicy() {
  Policy policy;
  policy.enums.emplace_back();
  policy.enums[0].members = {{"甲", "a"}, {"乙", "b"}};
  policy.enums[0].open = true;
  Add(&policy, "m", TypeKind::kMoney, "元", 1, Rational(1, 100));
  policy.inputs[0].domain.intervals = {{Rational(0), std::nullopt, true, false}};
  Add(&policy, "i", TypeKind::kInteger, "家", 1, Rational(1));
  Add(&policy, "n", TypeKind::kDecimal);
  Add(&policy, "p", TypeKind::kRate, "年", Rational(1, 12));
  Add(&policy, "d", TypeKind::kDate);
  Add(&policy, "o", TypeKind::kMonth);
  Add(&policy, "t", TypeKind::kInstant);
  Add(&policy, "c", TypeKind::kClock);
  Add(&policy, "h", TypeKind::kHours, "小时");
  Add(&policy, "w", TypeKind::kMonths, "年", 12, Rational(12));
  Add(&policy, "b", TypeKind::kBoolean);
  Add(&policy, "s", TypeKind::kText);
  Add(&policy, "e", TypeKind::kEnum);
  Add(&policy, "r.x", TypeKind::kSet);
  Add(&policy, "r.y", TypeKind::kList);
  Add(&policy, "q", TypeKind::kQuantity, "亩", Rational(2000, 3));
  return policy;
}

void Check(const Policy& policy, Index index, const std::optional<pol::interp::Value>& value) {
  if (!value) return;
  if (pol::interp::CheckValue(policy, index, *value)) std::abort();
  const Type& type =
      policy.types[static_cast<size_t>(policy.inputs[static_cast<size_t>(index)].type)];
  pol::interp::DisplayText(policy, type, *value, true);
  std::string text = pol::interp::CanonicalText(policy, type, *value);
  if (type.kind == TypeKind::kQuantity) text += type.unit;  // a quantity is read with its unit only
  if (text.empty()) return;  // an empty text: as a cell it is unknown
  std::optional<pol::interp::Value> again;
  pol::interp::Refusal refusal;
  if (!pol::interp::ReadCell(policy, index, text, &again, &refusal) || again != value) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Policy policy = MakePolicy();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  pol::interp::Datum datum;
  pol::interp::JsonError error;
  if (pol::interp::ParseJson(text, &datum, &error)) {
    const pol::interp::Accepted accepted = pol::interp::Accept(policy, datum, 0);
    for (size_t i = 0; i < policy.inputs.size(); ++i)
      Check(policy, static_cast<Index>(i), accepted.facts.inputs[i]);
  } else if (error.offset > size) {
    std::abort();
  }
  for (size_t i = 0; i < policy.inputs.size(); ++i) {
    std::optional<pol::interp::Value> value;
    pol::interp::Refusal refusal;
    if (pol::interp::ReadCell(policy, static_cast<Index>(i), text, &value, &refusal))
      Check(policy, static_cast<Index>(i), value);
    else if (value)
      std::abort();
  }
  return 0;
}
