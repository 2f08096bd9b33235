// Cliffs (check 8): one step more of an input, and a result of money falls or leaps.
#include <map>

#include "compiler/lint/marks.h"
#include "compiler/lint/study.h"
#include "runtime/value/rational.h"

namespace pol::lint {
namespace {

using program::Policy;
using program::Type;
using program::TypeKind;
using value::Rational;

// The smallest difference that people state of such a value; nothing where it is no ordered amount. Dates are left out:
// what changes from one day to the next is a new provision, not a cliff.
std::optional<Rational> StatedStepOf(const Type& type) {
  switch (type.kind) {
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      return type.grid.value_or(Rational(1, 100));
    case TypeKind::kInteger:
    case TypeKind::kDays:
    case TypeKind::kWorkdays:
      return type.grid.value_or(Rational(1));
    case TypeKind::kMonths:
      return type.grid.value_or(type.factor);
    case TypeKind::kHours:
      return type.grid.value_or(Rational(1, 60));
    case TypeKind::kDecimal:
    case TypeKind::kQuantity:
      return type.grid.value_or(type.factor * Rational(1, 100));
    case TypeKind::kRate:
      return type.grid.value_or(Rational(1, 10000));
    default:
      return std::nullopt;
  }
}

bool IsMoney(const Policy& policy, Index definition) {
  const TypeKind kind =
      policy.types[static_cast<size_t>(policy.definitions[static_cast<size_t>(definition)].type)].kind;
  return kind == TypeKind::kMoney || kind == TypeKind::kExactMoney;
}

// What is given: an amount; of a benefit that is not provided for, nothing at all.
std::optional<Rational> Given(const Policy& policy, const Study::Tried& tried, Index output) {
  const interp::Outcome* outcome = Study::OutcomeOf(tried, output);
  if (outcome == nullptr) return std::nullopt;
  if (outcome->status == interp::Status::kNoRule &&
      IsBenefit(policy.definitions[static_cast<size_t>(output)].name))
    return Rational(0);
  return Study::NumberOf(tried, output);
}

// The first, the second: a place in an order, of which one is not more than another.
bool IsOrdinal(const program::Input& input) {
  return input.name.starts_with("第") || input.name.ends_with("年次") || input.name.ends_with("年份") ||
         input.name.ends_with("年度") || input.name.ends_with("期次");
}

}  // namespace

const std::vector<Study::Cliff>& Study::Cliffs() {
  constexpr size_t kMostBases = 10;
  if (climbed_) return cliffs_;
  climbed_ = true;
  std::vector<Index> outputs;
  for (size_t i = 0; i < policy_.definitions.size(); ++i) {
    if (policy_.definitions[i].output && IsMoney(policy_, static_cast<Index>(i)))
      outputs.push_back(static_cast<Index>(i));
  }
  if (outputs.empty()) return cliffs_;
  for (size_t i = 0; i < policy_.inputs.size(); ++i) {
    const auto input = static_cast<Index>(i);
    const Type& type = policy_.types[static_cast<size_t>(policy_.inputs[i].type)];
    const std::optional<Rational> step = StatedStepOf(type);
    if (!step || Bounds(input).empty() || IsOrdinal(policy_.inputs[i])) continue;
    std::vector<Index> reached;
    for (const Index output : outputs) {
      if (Reads(output, input)) reached.push_back(output);
    }
    if (reached.empty()) continue;
    std::map<Index, Cliff> largest;  // by output
    std::vector<prove::Case> bases;
    for (const Tried& base : Cases()) {
      if (bases.size() == kMostBases) break;
      prove::Case bare = base.at;
      bare.facts.inputs[i].reset();
      bool known = false;
      for (const prove::Case& one : bases)
        known = known || (one.at == bare.at && one.facts.inputs == bare.facts.inputs);
      if (!known) bases.push_back(std::move(bare));
    }
    for (const value::Value& bound : Bounds(input)) {
      if (!bound.is_number()) continue;
      // The step over the bound, whichever side the bound itself belongs to.
      for (const Rational& low : {bound.number() - *step, bound.number()}) {
        if (low.is_zero()) continue;  // from none to the first: a matter of being there
        for (const prove::Case& base : bases) {
          const auto at = [&](const Rational& value) {
            prove::Case made = base;
            made.facts.inputs[i] = value::Value(value);
            return Try(made);
          };
          std::optional<Tried> before = at(low), after, earlier;
          if (before) after = at(low + *step);
          if (!after) continue;
          for (const Index output : reached) {
            const auto from = Given(policy_, *before, output), to = Given(policy_, *after, output);
            if (!from || !to || *from == *to) continue;
            const Rational change = *to - *from;
            const auto known = largest.find(output);
            if (known != largest.end() && value::Abs(change) <= value::Abs(known->second.change)) continue;
            // The step before this one shows what a step explains.
            if (!earlier) earlier = at(low - *step);
            if (earlier) {
              const auto first = Given(policy_, *earlier, output);
              if (first && value::Abs(change) <= Rational(3) * value::Abs(*from - *first)) continue;
            }
            largest[output] = Cliff{output, input, *before, *after, change};
          }
        }
      }
    }
    for (auto& [output, cliff] : largest) cliffs_.push_back(std::move(cliff));
  }
  return cliffs_;
}

}  // namespace pol::lint
