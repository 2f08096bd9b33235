// Where declarations begin, as far as tokens tell.
#pragma once

#include <vector>

#include "compiler/ast/token.h"

namespace pol::parse {

// After an error at token `failed` of the declaration that begins at `begin`: the next token that
// begins a declaration, always after `begin`.
size_t NextDeclaration(const std::vector<ast::Token>& tokens, size_t begin, size_t failed);

// Does a declaration begin at token i (> 0), as far as the token before tells?
bool StartsHere(const std::vector<ast::Token>& tokens, size_t i);
// Can a declaration begin with this word?
bool BeginsDeclaration(ast::TokenKind kind);

}  // namespace pol::parse
