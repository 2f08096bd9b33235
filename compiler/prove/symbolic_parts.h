// What the parts of symbolic evaluation that look into lists share.
#pragma once

#include <algorithm>
#include <optional>

#include "compiler/prove/diagram.h"

namespace pol::prove {

// How many; nothing where that is no constant.
inline std::optional<size_t> CountOf(const Terms& terms, TermId term) {
  const Value& value = terms[term].value;
  if (terms[term].op != program::Op::kConstant || !value.is_number()) return std::nullopt;
  const int64_t count = value.number().Floor().ToInt64().value_or(INT64_MAX);
  return static_cast<size_t>(std::max<int64_t>(count, 0));
}

// Leaves that are no values, and which of them prevails.
class GatheredLeaves {
 public:
  explicit GatheredLeaves(const Diagrams& diagrams) : diagrams_(diagrams) {}
  void Add(NodeId node) {
    const Leaf& leaf = diagrams_.LeafOf(node);
    const auto earlier = [&](const std::optional<NodeId>& than) {
      return !than || leaf.offset < diagrams_.LeafOf(*than).offset;
    };
    switch (leaf.kind) {
      case Leaf::Kind::kNoRule:
        if (earlier(no_rule_)) no_rule_ = node;
        break;
      case Leaf::Kind::kError:
        if (earlier(error_)) error_ = node;
        break;
      case Leaf::Kind::kUndecided:
        if (!undecided_ || *undecided_ < node) undecided_ = node;
        break;
      default:
        break;
    }
  }
  std::optional<NodeId> Strict() const {
    return no_rule_ ? no_rule_ : undecided_ ? undecided_ : error_;
  }
  std::optional<NodeId> UndecidedFirst() const {
    return undecided_ ? undecided_ : no_rule_ ? no_rule_ : error_;
  }

 private:
  const Diagrams& diagrams_;
  std::optional<NodeId> no_rule_, undecided_, error_;
};

}  // namespace pol::prove
