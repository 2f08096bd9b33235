// The scalars inside lists, of which a proof looks at the first few items (Terms::leaves): made once for each input that
// is a list, and put together again to the value of the input.
//
// The path of a leaf counts from 0: item, field of it, item of that field, .. A path that ends at a list is its length.
// Of a set over a closed list of few members, every member has a leaf: 1 where the set holds it. That is all there is to
// know of such a set, whatever its size. Another set is told like a list: an item that is there already counts once.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "compiler/prove/term.h"

namespace pol::prove {

inline constexpr size_t kMostSetMembers = 16;
// Lists that can never be longer are looked at whole: where there is but one, and where there are several.
inline constexpr size_t kShortList = 8, kShortAmongSeveral = 4;

// A set whose members have leaves of their own.
bool IsMemberSet(const program::Policy& policy, const program::Type& type);

class ListLeaves {
 public:
  // Adds the leaves of every input that is a list or a set to `terms`: numbers of inputs from inputs.size() on. Inputs
  // that cannot be told so (sets of lists, more than `most_leaves` leaves) have none.
  ListLeaves(Terms* terms, int32_t items, size_t most_leaves = 200);

  // Number of the leaf; -1: there is none.
  Index Of(Index input, const std::vector<int32_t>& path) const;
  bool Has(Index input) const;
  // Most items of a list at this path: the lesser of what the type and the options allow.
  int32_t Most(const program::Type& list) const;
  int32_t items() const { return items_; }
  // There may be more items, in it or in a list within it, than are looked at.
  bool IsCut(const program::Type& type) const;

 private:
  bool Add(Index input, const program::Type& type, const program::Domain& domain,
           const std::vector<int32_t>& path, const std::string& name, size_t most,
           std::vector<ListLeaf>* leaves) const;

  bool AddItems(Index input, const program::Type& type, const std::vector<int32_t>& path,
                const std::string& name, size_t most, std::vector<ListLeaf>* leaves) const;

  const program::Policy& policy_;
  int32_t items_;
  size_t short_ = kShortList;
  std::map<std::pair<Index, std::vector<int32_t>>, Index> known_;
};

// The value of an input that is a list or set, from those of its leaves, by their numbers. A leaf without value stands for
// a value of its type, the simplest there is; a length without value for none.
Value AssembleList(const Terms& terms, Index input,
                   const std::function<const Value*(Index leaf)>& value_of);

}  // namespace pol::prove
