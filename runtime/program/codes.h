// Trees of codes (semantics 1.3): which members are leaves, what a code or a name stands for.
#pragma once

#include <string_view>
#include <vector>

#include "runtime/program/program.h"

namespace pol::program {

// Is the member one that a fact can be? Of a list that is no tree, each is.
inline bool IsLeaf(const EnumType& type, Index member) {
  return !type.tree || type.members[static_cast<size_t>(member)].last == member;
}

// The members that `text` may stand for: the one with that code, else those called so. Of members
// that hold the same leaves (a section with one division) only the lowest. Width is folded.
std::vector<Index> MembersCalled(const EnumType& tree, std::string_view text);

// The leaf that a datum means; -1 where there is none, or more than one.
Index LeafCalled(const EnumType& tree, std::string_view text);

}  // namespace pol::program
