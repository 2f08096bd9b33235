// Values that a proof does not know but can name: what a program computes from inputs, as a shared, acyclic structure.
// Two terms with one number are the same computation. The operators and their operands are those of program::Node.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace pol::prove {

using program::Index;
using value::Rational;
using value::Value;
using TermId = int32_t;

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

class Terms {
 public:
  explicit Terms(const program::Policy& policy) : policy_(policy) {}

  const program::Policy& policy() const { return policy_; }
  const Term& operator[](TermId id) const { return terms_[id]; }
  size_t size() const { return terms_.size(); }

  // Shares equal terms, and computes those whose children are constants where the operator is one of arithmetic,
  // comparison, rounding or date parts that cannot fail for them.
  TermId Add(Term term);
  TermId Constant(Value value, Index type = -1);
  TermId Input(Index input, Index type);

  std::vector<ListLeaf>& leaves() { return leaves_; }
  const std::vector<ListLeaf>& leaves() const { return leaves_; }

  // As the drafter would write it, for messages: "转贷金额 * 日利率".
  std::string Text(TermId id) const;

 private:
  const program::Policy& policy_;
  std::vector<Term> terms_;
  std::map<std::vector<int64_t>, TermId> known_;
  std::vector<ListLeaf> leaves_;
};

}  // namespace pol::prove
