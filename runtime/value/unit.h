// Units of measure and their dimensions (semantics 1). The built-in ones are in units.def.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/rational.h"

namespace pol::value {

// Base dimensions. Hours, days, working days and months are four: nothing converts between them (semantics 1.4).
enum class Base : uint8_t { kCny, kUsd, kHour, kDay, kWorkday, kMonth, kMetre, kKilogram, kKilowattHour };

struct Dimension {                  // product of powers; the default is "a number"
  int8_t power[9] = {};
  bool is_number() const;
  friend bool operator==(const Dimension&, const Dimension&) = default;
  Dimension operator*(const Dimension& other) const;
  Dimension operator/(const Dimension& other) const;
};

struct Unit {
  enum class Kind : uint8_t { kMeasure, kFactor, kCounting };  // kFactor: 倍, 基点, 百分点: numbers
  std::string name;
  Kind kind = Kind::kMeasure;
  Dimension dimension;              // kMeasure
  Rational factor = 1;              // in base units: 公里 1000, 亩 2000/3, 万元 10000, 基点 1/10000, year 12 (months)
};

// A built-in unit by any of its spellings ("公里", "km", "个工作日"); null if there is none.
const Unit* FindUnit(std::string_view name);
// All spellings, for did-you-mean.
const std::vector<std::string>& UnitNames();

}  // namespace pol::value
