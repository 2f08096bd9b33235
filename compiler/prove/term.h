// Values that a proof does not know but can name: what a program computes from inputs, as a shared, acyclic structure.
// Two terms with one number are the same computation. The operators and their operands are those of program::Node.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/program/program.h"
#include "runtime/program/ranges.h"

namespace pol::prove {

using program::Index;
using value::Rational;
using value::Value;
using TermId = int32_t;
class TermWriter;

struct Term {
  // kConstant (`value`), kInput (`input`), kToday, or an operator over `children` as in program::Node: arithmetic,
  // kRound, dates and calendars, comparisons and kEqual (1 or 0), kIf. Every child has a value wherever the term is used:
  // what can have none, or end in an error, is told apart before a term is made of it.
  program::Op op = program::Op::kConstant;
  int32_t a = 0, b = 0;
  std::vector<TermId> children;
  Value value;
  Index input = -1;   // into Policy::inputs, or, beyond them, a leaf of a list of bounded length (Terms::leaves)
  Index type = -1;    // into Policy::types; -1: a plain number or a condition
  Index node = -1;    // of the program, to quote its text; of the first use. Not part of what makes terms the same
};

// A scalar inside a list of which a proof looks at no more than the first items: "车辆[2].购置价".
struct ListLeaf {
  Index input = -1;              // the list
  std::vector<int32_t> path;     // item, field, item of that field, ..; counted from 0. Empty: the length of the list
  const program::Type* type = nullptr;
  const program::Domain* domain = nullptr;
  std::string name;
};

// base * factor + offset; `base` is nothing of that kind itself. Of a constant: no base, factor 0.
struct Linear {
  TermId base = -1;
  Rational factor = 1, offset = 0;
};

class Terms {
 public:
  explicit Terms(const program::Policy& policy) : policy_(policy) {}

  const program::Policy& policy() const { return policy_; }
  const Term& operator[](TermId id) const { return terms_[id]; }
  size_t size() const { return terms_.size(); }

  // Shares equal terms, and computes those whose children are constants, unless the result is an error or no value, by
  // the functions of the reference interpreter. Adding nothing, multiplying by one, rounding what lies on the step
  // already and choosing between two equal terms leave no trace; the order of sums, products and comparisons matters
  // only to the text.
  TermId Add(Term term);
  // Dates, months, instants, clock times and members need their type: the same number is another value there. All other
  // numbers are one whatever their type.
  TermId Constant(Value value, Index type = -1);
  TermId Input(Index input, Index type);

  std::vector<ListLeaf>& leaves() { return leaves_; }
  const std::vector<ListLeaf>& leaves() const { return leaves_; }

  // The value when the inputs (and leaves) have these values; nothing where one is missing that is needed, where the
  // operator is none of values (loops, calls), or where it has no value after all.
  using Inputs = std::function<const Value*(Index)>;
  std::optional<Value> Evaluate(TermId id, const Inputs& inputs, int64_t at) const;
  // Through sums, differences, products and quotients with constants, and days added to dates.
  Linear AsLinear(TermId id) const;
  // What its value never leaves, as the domains of inputs tell: of constants, inputs and lines over one of them.
  program::Interval BoundsOf(TermId id) const;
  // The inputs and leaves in it, ascending; `today`: whether the day is in it.
  std::vector<Index> InputsOf(TermId id, bool* today = nullptr) const;
  const program::Type* TypeOf(TermId id) const;  // null: a plain number or a condition

  // As the drafter would write it, for messages: "转贷金额 * 日利率". What lies deep inside is "…".
  std::string Text(TermId id, bool chinese = true) const;

 private:
  TermId Put(Term term);
  std::optional<TermId> Simpler(const Term& term);
  std::optional<Value> Apply(const Term& term, const std::vector<Value>& operands) const;
  std::vector<int64_t> Key(const Term& term);
  Index NodeOfType(Index type) const;
  Linear LineOf(TermId id) const;  // those of smaller numbers are known
  friend class TermWriter;

  const program::Policy& policy_;
  std::vector<Term> terms_;
  std::map<std::vector<int64_t>, TermId> known_;
  std::map<Value, int64_t> values_;                 // numbers of constants
  mutable std::vector<Linear> lines_;               // of the first terms
  mutable std::map<Index, Index> nodes_of_types_;   // a node of the program for each type, -1: there is none
  std::vector<ListLeaf> leaves_;
};

}  // namespace pol::prove
