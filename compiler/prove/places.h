// From what a proof is about to where it stands in the text.
#pragma once

#include <map>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/prove/prove.h"

namespace pol::prove {

class Places {
 public:
  explicit Places(const ast::File& file);

  // Does an offset of a program lie in this text? Those of policies that are used lie beyond.
  bool Holds(uint32_t offset) const { return offset < size_; }
  // The declaration, row or policy head that begins at an offset; without its annotations.
  source::Range At(uint32_t offset) const;
  // The name of an output or `let` where it is declared; where it is not, what stands at its place.
  source::Range Name(const program::Policy& policy, Index definition) const;
  // A condition, a part of one, or a computation.
  source::Range Node(const program::Node& node) const;
  // The dated value of a parameter that begins on a day later than `day`; its declaration if none does.
  source::Range DatedAfter(const program::Parameter& parameter, int64_t day) const;

  // Is it a part of a comparison written in one run: 0 < x < 10?
  bool InChain(source::Range range) const;
  const ast::Declaration* DeclarationAt(uint32_t offset) const;

 private:
  void Add(const ast::Declaration& declaration);
  void Add(const ast::Expr* expr);

  const ast::File& file_;
  uint32_t size_;
  std::vector<const ast::Declaration*> declarations_;  // in the order of the text
  std::map<uint32_t, source::Range> heads_;            // rows and policies, by where they begin
  std::multimap<uint32_t, const ast::Expr*> exprs_;
  std::multimap<uint32_t, source::Range> cells_;
};

}  // namespace pol::prove
