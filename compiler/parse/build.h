// Parse contexts to nodes: one function per rule of the grammar, called for one declaration at a
// time.
#pragma once

#include <antlr4-runtime.h>

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "PolParser.h"
#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/names.h"

namespace pol::parse {

using Rules = grammar::PolParser;

class Builder {
 public:
  // Tokens of the parser and of the file have the same indices.
  Builder(ast::File* file, const DeclaredNames& declared)
      : file_(*file), arena_(*file->arena), declared_(declared) {}

  ast::Policy* PolicyHead(Rules::PolicyHeadContext* rule);
  ast::Declaration* Declaration(Rules::DeclarationContext* rule);
  // Where an expression was built that joins more terms than later phases should descend into;
  // empty: nowhere.
  std::vector<source::Range> TakeLongChains() { return std::exchange(long_chains_, {}); }

  // What a phrase says that cannot be: a list of another length, a mark that contradicts its word.
  struct Trouble {
    diag::Code code;
    source::Range range;
    std::vector<diag::Text> arguments;
    std::string fix;  // "": none
  };
  std::vector<Trouble> TakeTroubles() { return std::exchange(troubles_, {}); }

  ast::Name NameAt(size_t token_index);

 private:
  using Node = antlr4::tree::TerminalNode;
  using Context = antlr4::ParserRuleContext;

  // build.cpp: ranges, names, texts, types
  ast::Range RangeOf(Context* rule) const;
  ast::Range RangeOf(Node* node) const { return TokenOf(node).range; }
  const ast::Token& TokenOf(Node* node) const {
    return file_.tokens[node->getSymbol()->getTokenIndex()];
  }
  const ast::Token& FirstToken(Context* rule) const {
    return file_.tokens[rule->start->getTokenIndex()];
  }
  std::string_view Folded(std::string_view text);
  ast::Name ToName(const ast::Token& token);
  ast::Name ToName(Node* node) { return node == nullptr ? ast::Name() : ToName(TokenOf(node)); }
  ast::Name ToName(Rules::NameContext* rule) {
    return rule == nullptr ? ast::Name() : ToName(FirstToken(rule));
  }
  ast::String ToString(Node* node);
  ast::String ToString(Rules::TitleContext* rule) {
    return rule == nullptr ? ast::String() : ToString(rule->STRING());
  }
  std::span<ast::Name> ToNames(const std::vector<Rules::NameContext*>& rules, size_t from = 0);
  ast::DeclaredName ToDeclared(Rules::DeclaredNameContext* rule);
  std::span<ast::DeclaredName> ToDeclared(const std::vector<Rules::DeclaredNameContext*>& rules);
  std::span<ast::DeclaredName> ToDeclared(Rules::DeclaredNamesContext* rule) {
    return ToDeclared(rule->declaredName());
  }
  std::span<ast::String> ToStrings(const std::vector<Node*>& nodes);
  ast::Type* ToType(Rules::TypeContext* rule);
  ast::Expr* ToPrecision(Rules::PrecisionContext* rule);
  ast::TypeDomain ToDomain(Rules::DomainContext* rule);

  // build_expr.cpp
  struct Sign {
    ast::Compare compare;
    ast::Range range;
    ast::TokenKind token;
  };
  ast::Expr* New(ast::ExprKind kind, ast::Range range);
  ast::Expr* Binary(ast::ExprKind kind, ast::Expr* left, ast::Range op, ast::TokenKind token,
                    ast::Expr* right);
  ast::Expr* Number(Node* node);
  ast::Expr* ToExpr(Rules::ExprContext* rule);
  ast::Expr* ToExpr(Rules::PhraseContext* rule);
  ast::Expr* ToExpr(Rules::ConditionContext* rule);
  ast::Expr* ToExpr(Rules::ConjunctionContext* rule);
  ast::Expr* ToExpr(Rules::NegationContext* rule);
  ast::Expr* ToExpr(Rules::CompareConditionContext* rule);
  ast::Expr* Comparison(ast::Expr* left, Rules::ComparisonContext* rule);
  ast::Expr* ToExpr(Rules::ValueContext* rule);
  ast::Expr* ToExpr(Rules::RangeContext* rule);
  ast::Expr* ToExpr(Rules::CappedContext* rule);
  ast::Expr* ToExpr(Rules::SumContext* rule);
  ast::Expr* ToExpr(Rules::ProductContext* rule);
  ast::Expr* ToExpr(Rules::FactorContext* rule);
  ast::Expr* ToExpr(Rules::PowerContext* rule);
  ast::Expr* ToExpr(Rules::PostfixContext* rule);
  ast::Expr* ToExpr(Rules::PrimaryContext* rule);
  ast::Expr* ToExpr(Rules::QuantityContext* rule);
  ast::Expr* ToExpr(Rules::IntervalContext* rule);
  ast::Expr* Literal(Node* node);
  ast::Expr* Call(Rules::CallValueContext* rule);
  ast::Expr* BoundOf(ast::Expr* value, Rules::BoundContext* rule);
  std::span<ast::Item> ToItems(const std::vector<Rules::ItemContext*>& rules);
  ast::NamedArgument ToNamed(Rules::NamedContext* rule);
  std::span<ast::NamedArgument> ToNamed(const std::vector<Rules::NamedContext*>& rules);
  ast::Generator ToGenerator(Rules::GeneratorContext* rule);
  Sign ToSign(Rules::SignContext* rule);
  template <typename Rule>
  std::span<ast::Expr*> ToExprs(const std::vector<Rule*>& rules, size_t from = 0) {
    std::vector<ast::Expr*> result;
    for (size_t i = from; i < rules.size(); i++) result.push_back(ToExpr(rules[i]));
    return arena_.Copy(result);
  }
  std::span<ast::Expr*> Args(std::initializer_list<ast::Expr*> args) {
    return arena_.Copy(std::vector<ast::Expr*>(args));
  }
  void NoteChain(size_t terms, ast::Range range);
  ast::Expr* ToExpr(Rules::RankConditionContext* rule);
  ast::Expr* Fields(ast::Expr* left, const std::vector<Rules::FieldContext*>& rules);
  ast::Expr* ShareOf(ast::Expr* left, Node* word, Rules::ShareContext* share);

  // build_phrase.cpp: phrases of documents, said with the nodes of the plain language
  struct Included {  // （含）, （不含）
    bool included;
    ast::Range range;
  };
  ast::Expr* Say(ast::ExprKind kind, ast::Range range, std::initializer_list<ast::Expr*> args);
  ast::Expr* SayNumber(std::string_view text, ast::Range range);
  ast::Expr* SayCall(std::string_view function, ast::Range range, std::span<ast::Expr*> args);
  void Complain(diag::Code code, ast::Range range, std::vector<diag::Text> arguments,
                std::string fix = {});
  void Mark(const ast::Expr* bound, Rules::MarkContext* mark);
  void MarkEnds(Context* rule, const ast::Expr* low, const ast::Expr* high);
  std::optional<Included> TakeMark(const ast::Expr* bound);
  void Agree(const ast::Expr* bound, bool included, ast::Range word);
  void Agree(const ast::Expr* bound, const Sign& sign);
  void LeftoverMarks();
  ast::Expr* Between(ast::Expr* low, ast::Range word, ast::TokenKind token, ast::Expr* high);
  ast::Expr* Bracket(ast::Expr* low, ast::Expr* high, bool low_open, bool high_open);
  ast::Expr* FromTo(ast::Compare compare, ast::Range word, ast::Expr* right);
  static bool IsLowHigh(const Sign& low, const Sign& high);
  ast::Expr* LowHigh(const Sign& low, ast::Expr* from, const Sign& high, ast::Expr* to);
  bool ExcludesItsNumber(const ast::Expr* bound) const;
  std::optional<ast::Compare> ExcludingBound(const ast::Expr* bound);
  ast::Expr* Member(ast::Expr* left, ast::Range op, ast::TokenKind token, ast::Expr* right,
                    bool negated);
  static ast::Compare Opposite(ast::Compare compare);
  ast::Expr* Window(ast::Expr* left, Rules::WindowComparisonContext* rule);
  ast::Expr* ToExpr(Rules::ShareContext* rule);
  ast::Expr* Scaled(ast::Expr* left, const ast::Token& word, ast::Expr* share);
  ast::Expr* Deadline(Rules::DeadlineValueContext* rule);
  static bool IsDeadline(const ast::Expr* expr);
  ast::Expr* Pick(const ast::Token& word, std::span<ast::Expr*> parts, ast::Range range);
  ast::Expr* ToExpr(Rules::FormulaContext* rule);
  ast::Range RangeOf(antlr4::tree::ParseTree* child) const;
  ast::Expr* Extra(ast::Expr* base, Rules::ExtraTailContext* rule);
  ast::Expr* Clone(const ast::Expr* expr);
  ast::Expr* Exclusion(Rules::ExclusionContext* rule);
  ast::Expr* Either(ast::Expr* left, ast::Expr* right);
  ast::Branch ToBranch(Rules::ItemsRuleContext* rule);
  void Respectively(ast::Branch branch, std::vector<ast::Branch>* branches);

  // build_rule.cpp: periods, rules, outcomes, allocations, tables
  ast::Period ToPeriod(Rules::PeriodContext* rule);
  ast::Validity ToValidity(Rules::ValidityContext* rule);
  ast::Remark ToRemark(Rules::RemarkContext* rule);
  ast::Remark ToRemark(Rules::AnnotationContext* rule);
  ast::Modality ToModality(Rules::ModalityContext* rule);
  std::span<ast::Outcome> ToOutcomes(Rules::OutcomesContext* rule);
  ast::Branch ToBranch(Rules::BranchContext* rule);
  void RuleBody(Rules::RuleBodyContext* rule, ast::Declaration* declaration);
  ast::CellTest ToTest(Rules::CellTestContext* rule);
  ast::Allocation* ToAllocation(Rules::AllocationContext* rule);
  void AllocationEnd(Rules::AllocationEndContext* rule, ast::Allocation* allocation);
  void Scopes(const std::vector<Rules::ScopeContext*>& rules, ast::Declaration* declaration);
  std::optional<ast::HitPolicy> ToHit(Rules::HitPolicyContext* rule);
  ast::TableHead* ToHead(Rules::HeadRowContext* rule);
  std::span<ast::TableRow> ToRows(const std::vector<Rules::BodyRowContext*>& rules);
  ast::Cell ToCell(Rules::CellContext* rule);
  ast::Cell ToCell(Rules::ResultCellContext* rule);

  // build_declaration.cpp
  void Body(Rules::DeclarationBodyContext* rule, ast::Declaration* declaration);
  bool ValueBody(Rules::DeclarationBodyContext* rule, ast::Declaration* declaration);
  bool RuleLikeBody(Rules::DeclarationBodyContext* rule, ast::Declaration* declaration);
  void TestBody(Rules::DeclarationBodyContext* rule, ast::Declaration* declaration);
  void TargetClauses(const std::vector<Rules::TargetClauseContext*>& rules,
                     ast::Declaration* declaration);
  void TestScopes(const std::vector<Rules::TestScopeContext*>& rules,
                  ast::Declaration* declaration);
  ast::Expectation ToExpectation(Rules::ExpectationContext* rule);

  ast::File& file_;
  ast::Arena& arena_;
  const DeclaredNames& declared_;
  std::vector<source::Range> long_chains_;
  std::vector<Trouble> troubles_;
  std::unordered_map<const ast::Expr*, Included> marks_;            // not yet used by what holds them
  std::unordered_map<const ast::Expr*, Included> low_marks_;  // of intervals said in words
  std::unordered_map<const ast::Expr*, ast::Range> respective_;  // values after 分别
  std::unordered_set<std::string_view> item_labels_;                // of rules, in this policy
};

}  // namespace pol::parse
