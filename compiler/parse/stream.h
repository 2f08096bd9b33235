// The tokens of a file as the generated parser wants them: one light object each, in one block,
// index equal to index.
#pragma once

#include <antlr4-runtime.h>

#include <vector>

#include "PolParser.h"
#include "compiler/ast/token.h"

namespace pol::parse {

class TokenWindow : public antlr4::TokenStream {
 public:
  explicit TokenWindow(const std::vector<ast::Token>& tokens) {
    tokens_.reserve(tokens.size());
    for (size_t i = 0; i < tokens.size(); i++) {
      tokens_.emplace_back(TypeOf(tokens[i].kind));
      tokens_.back().setTokenIndex(i);
    }
  }
  static size_t TypeOf(ast::TokenKind kind) {
    if (kind == ast::TokenKind::END) return antlr4::Token::EOF;
    if (kind == ast::TokenKind::STRAY) return grammar::PolParser::STRAY;
    return static_cast<size_t>(kind) + 1;
  }

  antlr4::Token* LT(ssize_t k) override {
    if (k == 0) return nullptr;
    size_t at =
        k > 0 ? position_ + static_cast<size_t>(k) - 1 : position_ - static_cast<size_t>(-k);
    if (k < 0 && static_cast<size_t>(-k) > position_) return nullptr;
    return &tokens_[std::min(at, tokens_.size() - 1)];
  }
  size_t LA(ssize_t k) override {
    return tokens_[std::min(position_ + static_cast<size_t>(k) - 1, tokens_.size() - 1)].getType();
  }
  void consume() override {
    if (position_ + 1 < tokens_.size()) position_++;
  }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return position_; }
  void seek(size_t index) override { position_ = std::min(index, tokens_.size() - 1); }
  size_t size() override { return tokens_.size(); }
  std::string getSourceName() const override { return {}; }
  antlr4::Token* get(size_t index) const override {
    return const_cast<antlr4::CommonToken*>(&tokens_[index]);
  }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  std::vector<antlr4::CommonToken> tokens_;
  size_t position_ = 0;
};

}  // namespace pol::parse
