#include "runtime/program/codes.h"

#include <string>

#include "runtime/value/literal.h"

namespace pol::program {
namespace {

Index FirstLeaf(const EnumType& tree, Index member) {
  while (!IsLeaf(tree, member)) ++member;  // what lies below stands right behind
  return member;
}

}  // namespace

std::vector<Index> MembersCalled(const EnumType& tree, std::string_view text) {
  const std::string folded = value::FoldWidth(text);
  std::vector<Index> found;
  for (size_t i = 0; i < tree.members.size(); ++i) {
    const Member& member = tree.members[i];
    const Index index = static_cast<Index>(i);
    if (member.name == folded) return {index};
    if (member.alias.empty() || member.alias != folded) continue;
    const bool same = !found.empty() && member.last == tree.members[found.back()].last &&
                      FirstLeaf(tree, index) == FirstLeaf(tree, found.back());
    if (same) found.pop_back();
    found.push_back(index);
  }
  return found;
}

Index LeafCalled(const EnumType& tree, std::string_view text) {
  Index leaf = -1;
  for (const Index member : MembersCalled(tree, text)) {
    if (!IsLeaf(tree, member)) continue;
    if (leaf >= 0) return -1;
    leaf = member;
  }
  return leaf;
}

}  // namespace pol::program
