// The names that a file declares, found from its tokens alone: they must be known before runs are
// cut.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/ast/token.h"

namespace pol::parse {

struct DeclaredNames {
  std::unordered_set<std::string>
      names;  // with aliases, members and bound variables; unquoted, width folded
  std::unordered_set<std::string> units;
  std::vector<bool> at;        // per token: a name is being declared here
  std::vector<bool> final_at;  // the same after runs were cut
  bool values = false;         // some input, output, parameter .. is declared
};
DeclaredNames FindDeclaredNames(const std::vector<ast::Token>& tokens);

// The text of a name token: without quotation marks, width folded.
std::string NameText(std::string_view written);
bool IsQuoted(std::string_view written);
// A text or a quoted name without its first and its last character.
std::string_view StripMarks(std::string_view written);

// `no` is the quantifier before `name in`, and part of `no rule` after a name or a bar; everywhere
// else it is the value (docs/decisions/0002-no-as-a-value.md). Runs must be cut.
void SettleNo(std::vector<ast::Token>* tokens);

}  // namespace pol::parse
