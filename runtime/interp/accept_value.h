// Reading of one datum at one type, inside accept*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/interp/accept.h"
#include "runtime/program/program.h"

namespace pol::interp {

// Most items that a list or set of this type may be given with.
size_t MostItems(const program::Type& type);
// What was given, short enough for a message.
std::string ShownDatum(const Datum& datum);
// The member nearest to what was given; "" where the type is no enum, or none is near.
std::string NearestMember(const program::Policy& policy, const program::Type& type,
                          const std::string& given);
// A name as it is compared: NFC, full-width letters and signs folded.
std::string FoldedName(std::string_view name);

// Reads one datum of an input at its type, down to the items and fields inside it. What is missing
// inside becomes an unknown leaf; what is wrong is refused by its path ("车辆[2].购置价").
class DatumReader {
 public:
  // `first_leaf`: how many leaves there are already.
  DatumReader(const program::Policy& policy, Index input, size_t first_leaf)
      : policy_(policy), input_(input), first_leaf_(first_leaf) {}

  // Nothing where the datum is null or was refused.
  std::optional<Value> Read(const program::Type& type, const program::Domain& domain,
                            const Datum& datum, const std::string& path);
  void Refuse(RefusalCode code, const std::string& path, const program::Type& type,
              const program::Domain& domain, const Datum& given);

  // The value with its unknown parts named by their paths.
  Value Named(const program::Type& type, const Value& value, const std::string& path);

  const std::vector<Leaf>& leaves() const { return leaves_; }
  const std::vector<Refusal>& refusals() const { return refusals_; }
  const std::vector<std::string>& unknown() const { return unknown_; }  // names of no field

 private:
  Value Missing(const program::Type& type, const std::string& path);
  std::optional<Value> Written(const program::Type& type, const program::Domain& domain,
                               const Datum& datum, const std::string& path);
  std::optional<Value> Items(const program::Type& type, const program::Domain& domain,
                             const Datum& datum, const std::vector<Datum>& items,
                             const std::string& path);
  std::optional<Value> Record(const program::Type& type, const Datum& datum,
                              const std::string& path);

  const program::Policy& policy_;
  const Index input_;
  const size_t first_leaf_;
  std::vector<Leaf> leaves_;
  std::vector<Refusal> refusals_;
  std::vector<std::string> unknown_;
};

// A number with or without unit, as data write it, at a numeric type: the number to store (base
// units). `text` has widths folded and no surrounding spaces. Nothing: no number, a unit of another
// kind, or a unit that is missing (semantics 1.5), or more digits than data may have.
std::optional<value::Rational> ReadMeasure(const program::Type& type, std::string_view text);

// Without spaces, tabs and U+3000 at both ends.
std::string_view Trimmed(std::string_view text);

// The size of the unit in which a number of this type is printed (program.h, Type::factor); 1 for
// money, which is always printed in yuan.
const value::Rational& PrintFactor(const program::Type& type);

}  // namespace pol::interp
