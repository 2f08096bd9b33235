// Random sentences of the grammar, parsed with exact detection of ambiguity: each must parse, and
// in one way only. No sample shows what this finds. The sentences are drawn from the automaton that
// ANTLR built, so they follow every change of the grammar by themselves.
//   sentences_test [COUNT [SEED [LENGTH]]]     LENGTH: tokens after which a sentence hurries to its
//   end
#include <antlr4-runtime.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "PolLexer.h"
#include "PolParser.h"

namespace {

using antlr4::atn::ATN;
using antlr4::atn::ATNState;
using antlr4::atn::RuleTransition;
using antlr4::atn::Transition;
using pol::grammar::PolLexer;
using pol::grammar::PolParser;

constexpr int kFar = 1 << 28;
constexpr int kDeepest = 60;  // nested rules after which a sentence hurries to its end too

bool IsStop(ATNState* state) { return state->getStateType() == ATNState::RULE_STOP; }

class Sentences {
 public:
  Sentences(const ATN& atn, size_t length) : atn_(atn), length_(length) { FindCosts(); }

  std::vector<size_t> Draw(uint64_t seed) {
    random_ = seed;
    tokens_.clear();
    Walk(atn_.ruleToStartState[PolParser::RuleFile], 0);
    return tokens_;
  }

 private:
  // Tokens from a state to the end of its rule, at least: what leads out when a sentence is long
  // enough.
  void FindCosts() {
    costs_.assign(atn_.states.size(), kFar);
    for (ATNState* state : atn_.states) {
      if (state != nullptr && IsStop(state)) costs_[state->stateNumber] = 0;
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (ATNState* state : atn_.states) {
        if (state == nullptr || IsStop(state)) continue;
        for (const Transition* transition : state->transitions) {
          const int cost = CostOf(transition);
          if (cost >= costs_[state->stateNumber]) continue;
          costs_[state->stateNumber] = cost;
          changed = true;
        }
      }
    }
  }

  int CostOf(const Transition* transition) const {
    const int target = costs_[transition->target->stateNumber];
    if (transition->getSerializationType() == Transition::RULE) {
      const int follow =
          costs_[static_cast<const RuleTransition*>(transition)->followState->stateNumber];
      return target >= kFar || follow >= kFar ? kFar : target + follow;
    }
    return target >= kFar ? kFar : target + (transition->isEpsilon() ? 0 : 1);
  }

  void Walk(ATNState* state, int depth) {
    while (!IsStop(state)) {
      const Transition* transition = Choose(state, depth);
      if (transition->getSerializationType() == Transition::RULE) {
        Walk(transition->target, depth + 1);
        state = static_cast<const RuleTransition*>(transition)->followState;
        continue;
      }
      if (!transition->isEpsilon()) {
        const std::vector<ssize_t> kinds = transition->label().toList();
        tokens_.push_back(static_cast<size_t>(kinds[Below(kinds.size())]));
      }
      state = transition->target;
    }
  }

  const Transition* Choose(ATNState* state, int depth) {
    const bool tired = tokens_.size() > length_ || depth > kDeepest;
    int best = kFar;
    for (const Transition* transition : state->transitions)
      best = std::min(best, CostOf(transition));
    std::vector<const Transition*> can;
    for (const Transition* transition : state->transitions) {
      const int cost = CostOf(transition);
      if (tired ? cost == best : cost < kFar) can.push_back(transition);
    }
    return can[Below(can.size())];
  }

  size_t Below(size_t count) {  // splitmix64
    uint64_t z = (random_ += 0x9e3779b97f4a7c15ull);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return static_cast<size_t>((z ^ (z >> 31)) % count);
  }

  const ATN& atn_;
  size_t length_;
  std::vector<int> costs_;
  std::vector<size_t> tokens_;
  uint64_t random_ = 0;
};

// Counts what is wrong, and keeps the shortest example of each kind.
class Listener : public antlr4::BaseErrorListener {
 public:
  void Begin(const std::vector<std::string>* words) {
    words_ = words;
    failed_ = false;
  }
  void syntaxError(antlr4::Recognizer*, antlr4::Token* token, size_t, size_t, const std::string&,
                   std::exception_ptr) override {
    if (failed_) return;
    failed_ = true;
    const size_t at = token == nullptr ? 0 : token->getTokenIndex();
    Note("does not parse", at, at);
  }
  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, size_t begin,
                       size_t end, bool, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    Note("two ways in " + parser->getRuleNames()[dfa.atnStartState->ruleIndex], begin, end);
  }
  bool failed() const { return failed_; }
  void Note(const std::string& kind, size_t begin, size_t end) {
    std::string example;
    for (size_t i = begin < 3 ? 0 : begin - 3; i < words_->size() && i <= end + 2; ++i) {
      example += (i == begin ? ">> " : "") + (*words_)[i] + (i == end ? " << " : " ");
    }
    Found& found = found_[kind];
    if (++found.count == 1 || example.size() < found.example.size()) found.example = example;
  }
  int Report() const {
    for (const auto& [kind, found] : found_) {
      std::cout << found.count << "  " << kind << "\n      " << found.example << "\n";
    }
    return found_.empty() ? 0 : 1;
  }
  size_t kinds() const { return found_.size(); }

 private:
  struct Found {
    int count = 0;
    std::string example;
  };
  const std::vector<std::string>* words_ = nullptr;
  bool failed_ = false;
  std::map<std::string, Found> found_;
};

// The compiler reads one declaration at a time: each must end where it ends in the whole sentence.
void ReadApart(antlr4::CommonTokenStream* tokens, PolParser::FileContext* file,
               Listener* listener) {
  std::vector<antlr4::ParserRuleContext*> parts;
  for (auto* declaration : file->declaration()) parts.push_back(declaration);
  for (auto* policy : file->policy()) {
    parts.push_back(policy->policyHead());
    for (auto* declaration : policy->declaration()) parts.push_back(declaration);
  }
  PolParser parser(tokens);
  parser.removeErrorListeners();
  for (antlr4::ParserRuleContext* part : parts) {
    const size_t begin = part->start->getTokenIndex(), end = part->stop->getTokenIndex();
    tokens->seek(begin);
    antlr4::ParserRuleContext* alone;
    if (part->getRuleIndex() == PolParser::RulePolicyHead) {
      alone = parser.policyHead();
    } else {
      alone = parser.declaration();
    }
    if (parser.getNumberOfSyntaxErrors() > 0 || alone->stop->getTokenIndex() != end) {
      listener->Note("ends elsewhere when read alone", begin, end);
      return;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const long count = argc > 1 ? std::atol(argv[1]) : 1000;
  const uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  const size_t length = argc > 3 ? static_cast<size_t>(std::atol(argv[3])) : 60;

  antlr4::ANTLRInputStream nothing("");
  PolLexer lexer(&nothing);
  antlr4::CommonTokenStream empty(&lexer);
  PolParser model(&empty);
  Sentences sentences(model.getATN(), length);
  Listener listener;
  size_t tokens = 0;
  for (long i = 0; i < count; ++i) {
    std::vector<std::unique_ptr<antlr4::Token>> stream;
    std::vector<std::string> words;
    for (const size_t kind : sentences.Draw(seed + static_cast<uint64_t>(i))) {
      const bool end = kind == antlr4::Token::EOF;
      words.push_back(end ? "(end)" : lexer.getVocabulary().getSymbolicName(kind));
      stream.push_back(std::make_unique<antlr4::CommonToken>(kind, words.back()));
    }
    tokens += words.size();
    listener.Begin(&words);
    antlr4::ListTokenSource source(std::move(stream));
    antlr4::CommonTokenStream buffer(&source);
    PolParser parser(&buffer);
    parser.removeErrorListeners();
    parser.addErrorListener(&listener);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    PolParser::FileContext* file = parser.file();
    if (!listener.failed()) ReadApart(&buffer, file, &listener);
  }
  std::cout << count << " sentences, " << tokens << " tokens, " << listener.kinds()
            << " kinds of trouble\n";
  return listener.Report();
}
