#include "compiler/lint/fix.h"

#include <algorithm>

namespace pol::lint {

std::string ApplySafe(std::string_view text, const std::vector<Finding>& findings,
                      size_t* applied) {
  std::vector<const diag::Fix*> fixes;
  for (const Finding& finding : findings) {
    if (finding.safe) fixes.push_back(&finding.diagnostic.fixes.front());
  }
  std::stable_sort(fixes.begin(), fixes.end(), [](const diag::Fix* a, const diag::Fix* b) {
    return a->range.begin < b->range.begin;
  });
  std::string fixed;
  uint32_t done = 0;
  bool any = false;
  *applied = 0;
  for (const diag::Fix* fix : fixes) {
    // Two that touch would be one change that nobody has looked at.
    if ((any && fix->range.begin <= done) || fix->range.end > text.size()) continue;
    fixed += text.substr(done, fix->range.begin - done);
    fixed += fix->replacement;
    done = fix->range.end;
    any = true;
    ++*applied;
  }
  fixed += text.substr(done);
  return fixed;
}

}  // namespace pol::lint
