// One declaration at a time through the generated parser. An error ends the declaration: nothing is
// guessed or repaired, so one mistake gives one message, and the work of a wrong text is that of a
// right one.
#pragma once

#include <antlr4-runtime.h>

#include <vector>

#include "PolParser.h"
#include "compiler/ast/token.h"
#include "compiler/parse/stream.h"

namespace pol::parse {

using Rules = grammar::PolParser;

struct Stop {                 // where reading failed
  size_t begin = 0;           // first token of the declaration
  size_t token = 0;           // first token that fits nowhere
  std::vector<size_t> rules;  // rules of the grammar it was in, the innermost first
  bool reported = false;      // nothing more to say
  bool too_deep = false;
};
template <typename Rule>
struct Outcome {
  Rule* rule = nullptr;  // null: see `stop`. Lives until the next call
  size_t end = 0;        // first token after it
  Stop stop;
};

class Sentence {
 public:
  Sentence(const std::vector<ast::Token>& tokens, size_t nesting);
  ~Sentence();
  Outcome<Rules::PolicyHeadContext> PolicyHead(size_t begin);
  Outcome<Rules::DeclarationContext> Declaration(size_t begin);

 private:
  template <typename Rule, typename Parse>
  Outcome<Rule> Run(size_t begin, const Parse& parse);
  TokenWindow window_;
  std::unique_ptr<Rules> parser_;
};

}  // namespace pol::parse
