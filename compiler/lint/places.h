// From offsets and nodes of the program to what stands there in the text, and back.
#pragma once

#include <map>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/lint/lint.h"
#include "runtime/program/program.h"

namespace pol::lint {

class Places {
 public:
  Places(const ast::File& file, const program::Program& program, uint32_t text_size);

  // The range in the text of a node of a policy of this file; empty for one of a policy that is used.
  source::Range RangeOf(const program::Policy& policy, program::Index node) const;
  // The range of the declaration, or of the row, that begins at an offset (program::Place::offset).
  source::Range RangeAt(uint32_t offset) const;

  // What holds an offset; null where nothing does. The policy of a file without the line is null too.
  const ast::Declaration* DeclarationAt(uint32_t offset) const;
  const ast::Policy* PolicyAt(uint32_t offset) const;
  // The compiled form of a policy of the tree (null: of a file without the line).
  const program::Policy& ProgramOf(const ast::Policy* policy) const;

  // The node that an expression became, where it became one; readings are looked through too.
  struct Typed {
    const program::Policy* policy = nullptr;
    const program::Node* node = nullptr;
    explicit operator bool() const { return node != nullptr; }
    const program::Type* type() const {
      return node == nullptr || node->type < 0 ? nullptr : &policy->types[static_cast<size_t>(node->type)];
    }
    // Of a constant: its value, a number (money in yuan, a rate as a fraction).
    const value::Rational* number() const;
  };
  Typed NodeOf(const ast::Expr& expr) const;

 private:
  struct Span {
    source::Range range;
    const ast::Expr* expr = nullptr;          // null: a cell, a row, a declaration
  };
  void Index(const program::Policy& policy);

  const ast::File& file_;
  const program::Program& program_;
  std::multimap<uint32_t, Span> spans_;       // by where they begin
  std::vector<const ast::Declaration*> declarations_;  // in the order of the text
  std::multimap<uint32_t, Typed> nodes_;      // by offset, in the order of the nodes
};

}  // namespace pol::lint
