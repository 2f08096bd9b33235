// Recognises what a drafter got wrong from the tokens around the place where reading failed.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/cut.h"
#include "compiler/parse/names.h"
#include "compiler/parse/parse.h"
#include "compiler/parse/sentence.h"

namespace pol::parse {

class Mistakes {
 public:
  Mistakes(const ast::File& file, const DeclaredNames& declared,
           const std::vector<BadRun>& bad_runs, Sentence& sentence, const Limits& limits,
           diag::Sink* sink);

  // What is wrong with single words wherever they stand: names and numbers too long, runs that
  // cannot be cut.
  void ReportWords();
  // Should the declaration that begins here not be parsed at all (already reported)? Then where it
  // is wrong.
  std::optional<Stop> Refused(size_t begin);
  // Reports the one mistake that made reading stop.
  void Report(const Stop& stop);

 private:
  const ast::File& file_;
  const DeclaredNames& declared_;
  const std::vector<BadRun>& bad_runs_;
  Sentence& sentence_;
  const Limits& limits_;
  diag::Sink& sink_;
};

}  // namespace pol::parse
