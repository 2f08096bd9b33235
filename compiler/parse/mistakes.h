// Recognises what a drafter got wrong from the tokens around the place where reading failed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/build.h"
#include "compiler/parse/cut.h"
#include "compiler/parse/names.h"
#include "compiler/parse/parse.h"
#include "compiler/parse/sentence.h"

namespace pol::parse {

class Mistakes {
 public:
  Mistakes(const ast::File& file, const DeclaredNames& declared,
           const std::vector<BadRun>& bad_runs, const Limits& limits, diag::Sink* sink);

  // What is wrong with single words wherever they stand: runs that cannot be cut, numbers as nobody
  // may write them.
  void ReportWords();
  // Is there something in the declaration that begins here because of which it should not be read
  // at all? Reports it, if ReportWords has not.
  std::optional<Stop> Refused(size_t begin);
  // Reports the one mistake that made reading stop. Returns the token from which the next
  // declaration is looked for.
  size_t Report(const Stop& stop);
  // Rows with another number of cells than the head. True if there are any.
  bool ReportRows(const ast::Declaration& declaration);
  void ReportChains(const std::vector<source::Range>& chains);
  void ReportTroubles(const std::vector<Builder::Trouble>& troubles);

 private:
  using Code = diag::Code;
  using Token = ast::Token;
  using Kind = ast::TokenKind;

  // mistakes.cpp
  diag::Diagnostic& Say(Code code, source::Range range, std::vector<diag::Text> arguments = {});
  void Fix(diag::Diagnostic& diagnostic, source::Range range, std::string replacement);
  const Token& At(size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }
  Kind KindAt(size_t i) const { return At(i).kind; }
  std::string_view TextAt(size_t i) const { return At(i).text; }
  source::Range RangeAt(size_t i) const { return At(i).range; }
  bool Touches(size_t i) const { return i > 0 && At(i - 1).range.end == At(i).range.begin; }
  int LineOf(size_t i) const { return file_.source->At(At(i).range.begin).line; }
  source::Range After(size_t i) const {
    return {At(i).range.end, At(i).range.end};
  }  // behind a token
  bool Chinese() const;               // is the wrong sentence written in Chinese?
  std::string Word(Kind kind) const;  // in the language of the sentence
  diag::Text Shown(size_t i) const;   // a token as a message names it
  // Nearest token before k (of the sentence, outside closed brackets) for which `fits`; npos if
  // none.
  template <typename Fits>
  size_t Back(size_t k, const Fits& fits) const;
  bool InRule(size_t rule) const;
  bool WordProblem(size_t i);
  bool SlashedDate(size_t i);

  // mistakes_sign.cpp: characters and signs
  bool Stray(size_t k);
  bool ForeignSigns(size_t k);
  bool Numbers(size_t k);
  bool ListBrackets(size_t k);
  bool Brackets(size_t k);
  std::vector<size_t> OpenBrackets(size_t k) const;

  // mistakes_table.cpp
  bool Tables(size_t k);
  bool Row(size_t row, size_t end, size_t error);

  // mistakes_sentence.cpp: conditions and conclusions
  bool Start(size_t k);
  bool Conditions(size_t k);
  bool Choices(size_t k);
  bool Operands(size_t k);
  bool Items(size_t k);
  bool Lists(size_t k);

  // mistakes_declaration.cpp
  bool Declarations(size_t k);
  bool Reserved(size_t k);

  const ast::File& file_;
  const std::vector<Token>& tokens_;
  const DeclaredNames& declared_;
  const std::vector<BadRun>& bad_runs_;
  const Limits& limits_;
  diag::Sink& sink_;
  std::vector<size_t> bad_tokens_;  // reported by ReportWords, in order
  bool braces_ = false;             // one message on braces is enough
  size_t resume_ = 0;               // see Report
  size_t begin_ = 0;                // of the sentence that is being reported
  const Stop* stop_ = nullptr;
};

constexpr size_t kNowhere = static_cast<size_t>(-1);

// mistakes_kind.cpp
bool IsConnective(ast::TokenKind kind);  // and, or, not, comparisons, signs: something must follow
bool IsComparator(ast::TokenKind kind);
bool BeginsOperand(ast::TokenKind kind);
bool EndsOperand(ast::TokenKind kind);
bool RunsOn(
    ast::TokenKind kind);  // if, all of, every: a phrase that needs parentheses as an operand
bool EndsSentence(ast::TokenKind kind);  // the end of the text, 。, or a head word

template <typename Fits>
size_t Mistakes::Back(size_t k, const Fits& fits) const {
  size_t closed = 0;
  for (size_t i = std::min(k, tokens_.size()); i-- > begin_;) {
    Kind kind = KindAt(i);
    if (kind == Kind::RPAREN || kind == Kind::RBRACK)
      closed++;
    else if ((kind == Kind::LPAREN || kind == Kind::LBRACK) && closed > 0)
      closed--;
    else if (closed == 0 && fits(kind))
      return i;
  }
  return kNowhere;
}

}  // namespace pol::parse
