#include "compiler/parse/sentence.h"

namespace pol::parse {
namespace {

// Leaves the generated parser at the first error. Caught in this file only.
struct Left {
  size_t token;
  std::vector<size_t> rules;
  bool too_deep = false;
};

class LeaveAtFirstError : public antlr4::DefaultErrorStrategy {
 public:
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) override {
    antlr4::Token* token = e.getOffendingToken();
    Leave(parser, token != nullptr ? token->getTokenIndex() : parser->getTokenStream()->index());
  }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    Leave(parser, parser->getTokenStream()->index());
    return nullptr;
  }
  void recover(antlr4::Parser*, std::exception_ptr) override {}
  void sync(antlr4::Parser*) override {}

 private:
  static void Leave(antlr4::Parser* parser, size_t token) {
    Left left{token, {}};
    for (antlr4::tree::ParseTree* rule = parser->getContext(); rule != nullptr;
         rule = rule->parent) {
      left.rules.push_back(static_cast<antlr4::RuleContext*>(rule)->getRuleIndex());
    }
    throw left;
  }
};

// The generated parser descends once for each rule: counts how deep it is, because a hostile text
// has no other limit.
class DepthParser : public Rules {
 public:
  DepthParser(antlr4::TokenStream* tokens, size_t nesting) : Rules(tokens), nesting_(nesting) {}

  void enterRule(antlr4::ParserRuleContext* rule, size_t state, size_t index) override {
    Rules::enterRule(rule, state, index);
    // Rules that ended are dropped here, because their end is not announced.
    while (!open_.empty() && open_.back().rule != rule->parent) {
      depth_ -= open_.back().nests;
      open_.pop_back();
    }
    // A row of `else if` is as deep for the parser as parentheses, but not for a reader.
    bool nests = index == RuleExpr && !(getTokenStream()->LT(-1) != nullptr &&
                                        getTokenStream()->LT(-1)->getType() == ELSE);
    open_.push_back({rule, nests});
    depth_ += nests;
    // One pair of parentheses is a dozen rules.
    if (depth_ > nesting_ + 1 || open_.size() > kRulesPerLevel * (nesting_ + 1)) {
      throw Left{getTokenStream()->index(), {}, true};
    }
  }
  // Where a rule has named alternatives, its context is replaced by that of the alternative.
  void enterOuterAlt(antlr4::ParserRuleContext* rule, size_t alternative) override {
    Rules::enterOuterAlt(rule, alternative);
    if (!open_.empty()) open_.back().rule = rule;
  }
  void reset() override {
    open_.clear();
    depth_ = 0;
    Rules::reset();
  }

 private:
  static constexpr size_t kRulesPerLevel = 16;
  struct Open {
    antlr4::tree::ParseTree* rule;
    bool nests;
  };
  size_t nesting_, depth_ = 0;
  std::vector<Open> open_;
};

}  // namespace

Sentence::Sentence(const std::vector<ast::Token>& tokens, size_t nesting)
    : window_(tokens), parser_(std::make_unique<DepthParser>(&window_, nesting)) {
  parser_->removeErrorListeners();
  parser_->setErrorHandler(std::make_shared<LeaveAtFirstError>());
}
Sentence::~Sentence() = default;

template <typename Rule, typename Parse>
Outcome<Rule> Sentence::Run(size_t begin, const Parse& parse) {
  parser_->reset();  // also frees the contexts of the declaration before
  window_.seek(begin);
  Outcome<Rule> outcome;
  try {
    outcome.rule = parse();
    outcome.end = window_.index();
  } catch (Left& left) {
    outcome.stop = {begin, left.token, std::move(left.rules), false, left.too_deep};
  }
  return outcome;
}
Outcome<Rules::PolicyHeadContext> Sentence::PolicyHead(size_t begin) {
  return Run<Rules::PolicyHeadContext>(begin, [this] { return parser_->policyHead(); });
}
Outcome<Rules::DeclarationContext> Sentence::Declaration(size_t begin) {
  return Run<Rules::DeclarationContext>(begin, [this] { return parser_->declaration(); });
}

}  // namespace pol::parse
