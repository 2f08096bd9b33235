#include "runtime/value/unit.h"

#include <iterator>
#include <unordered_map>

namespace pol::value {

bool Dimension::is_number() const { return *this == Dimension{}; }

Dimension Dimension::operator*(const Dimension& other) const {
  Dimension product;
  for (size_t i = 0; i < std::size(power); ++i)
    product.power[i] = static_cast<int8_t>(power[i] + other.power[i]);
  return product;
}

Dimension Dimension::operator/(const Dimension& other) const {
  Dimension quotient;
  for (size_t i = 0; i < std::size(power); ++i)
    quotient.power[i] = static_cast<int8_t>(power[i] - other.power[i]);
  return quotient;
}

namespace {

Dimension Power(Base base, int8_t exponent) {
  Dimension dimension;
  dimension.power[static_cast<size_t>(base)] = exponent;
  return dimension;
}

// All units, each under every spelling; built once, never changed.
struct Registry {
  std::vector<Unit> units;
  std::unordered_map<std::string_view, size_t> by_name;
  std::vector<std::string> names;

  Registry() {
    const Dimension kCny1 = Power(Base::kCny, 1), kUsd1 = Power(Base::kUsd, 1),
                    kHour1 = Power(Base::kHour, 1), kDay1 = Power(Base::kDay, 1),
                    kWorkday1 = Power(Base::kWorkday, 1), kMonth1 = Power(Base::kMonth, 1),
                    kMetre1 = Power(Base::kMetre, 1), kMetre2 = Power(Base::kMetre, 2),
                    kMetre3 = Power(Base::kMetre, 3), kKilogram1 = Power(Base::kKilogram, 1),
                    kEnergy1 = Power(Base::kKilowattHour, 1);
#define POL_MEASURE(spellings, dimension, numerator, denominator) \
  Add(spellings, Unit::Kind::kMeasure, dimension, Rational(numerator, denominator));
#define POL_FACTOR(spellings, numerator, denominator) \
  Add(spellings, Unit::Kind::kFactor, Dimension{}, Rational(numerator, denominator));
#define POL_COUNTING(spellings) Add(spellings, Unit::Kind::kCounting, Dimension{}, Rational(1));
#include "runtime/value/units.def"
  }

  // `spellings` is a literal of units.def, so that views into it stay good.
  void Add(std::string_view spellings, Unit::Kind kind, const Dimension& dimension,
           Rational factor) {
    const size_t index = units.size();
    units.push_back({std::string(spellings.substr(0, spellings.find(' '))), kind, dimension,
                     std::move(factor)});
    while (!spellings.empty()) {
      const size_t end = spellings.find(' ');
      const std::string_view name = spellings.substr(0, end);
      by_name.emplace(name, index);
      names.emplace_back(name);
      spellings.remove_prefix(end == std::string_view::npos ? spellings.size() : end + 1);
    }
  }
};

const Registry& TheRegistry() {
  static const Registry registry;
  return registry;
}

}  // namespace

const Unit* FindUnit(std::string_view name) {
  const Registry& registry = TheRegistry();
  const auto found = registry.by_name.find(name);
  return found == registry.by_name.end() ? nullptr : &registry.units[found->second];
}

const std::vector<std::string>& UnitNames() { return TheRegistry().names; }

}  // namespace pol::value
