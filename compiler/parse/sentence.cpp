#include "compiler/parse/sentence.h"

namespace pol::parse {
namespace {

// Leaves the generated parser at the first error. Caught in this file only.
struct Left {
  size_t token;
  std::vector<size_t> rules;
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

}  // namespace

Sentence::Sentence(const std::vector<ast::Token>& tokens) : window_(tokens), parser_(&window_) {
  parser_.removeErrorListeners();
  parser_.setErrorHandler(std::make_shared<LeaveAtFirstError>());
}
Sentence::~Sentence() = default;

template <typename Rule, typename Parse>
Outcome<Rule> Sentence::Run(size_t begin, const Parse& parse) {
  parser_.reset();  // also frees the contexts of the declaration before
  window_.seek(begin);
  Outcome<Rule> outcome;
  try {
    outcome.rule = parse();
    outcome.end = window_.index();
  } catch (Left& left) {
    outcome.stop = {begin, left.token, std::move(left.rules)};
  }
  return outcome;
}
Outcome<Rules::PolicyHeadContext> Sentence::PolicyHead(size_t begin) {
  return Run<Rules::PolicyHeadContext>(begin, [this] { return parser_.policyHead(); });
}
Outcome<Rules::DeclarationContext> Sentence::Declaration(size_t begin) {
  return Run<Rules::DeclarationContext>(begin, [this] { return parser_.declaration(); });
}

}  // namespace pol::parse
