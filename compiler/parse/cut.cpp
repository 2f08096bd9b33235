#include "compiler/parse/cut.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/diag/diagnostic.h"
#include "compiler/parse/cut_words.h"
#include "compiler/parse/lex.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

constexpr size_t kMaxWays = 4;
constexpr size_t kMaxSuggestions = 20;

struct Piece {
  size_t begin, end;
  TokenKind kind;
};
enum class After : uint8_t { kOperator, kNumber, kOperand };

// One run and all ways to cut it (syntax reference, section 4).
class Cutter {
 public:
  struct Place {  // of the run among its neighbours
    After start = After::kOperator;
    bool before_bracket = false, after_colon = false, modal_start = false, after_give = false;
  };
  Cutter(const WordTree& tree, const std::vector<char32_t>& run, Place place)
      : tree_(tree), run_(run), place_(place), steps_(run.size()) {}

  std::vector<std::vector<Piece>> Ways() {
    std::vector<Piece> pieces;
    Walk(0, place_.start, &pieces);
    return std::move(ways_);
  }
  // Furthest place that a cut reached: what follows is not declared.
  size_t furthest() const { return furthest_; }

 private:
  struct Step {
    size_t end;
    WordTree::Entry entry;
  };
  const std::vector<Step>& StepsAt(size_t p) {
    std::vector<Step>& steps = steps_[p];
    if (steps.empty()) {
      tree_.Match(run_, p, [&](size_t end, WordTree::Entry entry) {
        if (!InsideWord(end)) steps.push_back({end, entry});
      });
      std::reverse(steps.begin(), steps.end());  // the longest first
      if (steps.empty()) steps.push_back({0, {}});
    }
    return steps;
  }
  // Latin letters and the digits after them are never parted.
  bool InsideWord(size_t p) const {
    return p > 0 && p < run_.size() && IsLetter(run_[p - 1]) &&
           (IsLetter(run_[p]) || IsDigit(run_[p]));
  }
  bool BoundFollows(size_t e) const {
    auto bound_at = [this](size_t p) {
      bool found = false;
      tree_.Match(run_, p, [&](size_t, WordTree::Entry entry) {
        found |= (entry.uses & kCut) && !(entry.uses & kAtTail) && IsPostBound(entry.token);
      });
      return found;
    };
    if (e >= run_.size()) return false;
    bool found = bound_at(e);
    tree_.Match(run_, e, [&](size_t end, WordTree::Entry entry) {
      if ((entry.uses & kUnit) && end < run_.size()) found = found || bound_at(end);
    });
    return found;
  }
  // 称号省级以上: a member with its bound, right after what it is compared with. One longer name wins.
  bool RankFollows(size_t end, const std::vector<Piece>& pieces) const {
    if (!pieces.empty() && (pieces.back().kind != TokenKind::NAME ||
                            (tree_.Find(run_, pieces.back().begin, end).uses & kName) != 0))
      return false;
    bool found = false;
    if (end < run_.size()) {
      tree_.Match(run_, end, [&](size_t, WordTree::Entry entry) {
        found |= (entry.uses & kCut) && !(entry.uses & kAtTail) && IsPostBound(entry.token);
      });
    }
    return found;
  }
  // 自, 除, 按 begin a run; 外, 内, 计 end one; 至, 前, 起, 增加 stand before a number.
  bool EdgeFits(size_t p, size_t end, WordTree::Entry entry,
                const std::vector<Piece>& pieces) const {
    // 给予补助按投资额的20%: behind the name of what is given, a value begins.
    const bool value = pieces.size() > 1 ? pieces[pieces.size() - 2].kind == TokenKind::GIVE
                                         : pieces.size() == 1 && place_.after_give;
    if ((entry.uses & kAtHead) && p != 0 && !value) return false;
    if ((entry.uses & kAtTail) && end != run_.size()) return false;
    if ((entry.uses & kBeforeDigit) && end < run_.size() && LiteralAt(run_, end).end == 0 &&
        !(entry.token == TokenKind::ONWARD && run_[end] == U'至'))
      return false;
    // 3天内 is a bound; 市内 and 域内 are names.
    if ((entry.uses & kAtTail) && IsPostBound(entry.token)) {
      if (pieces.empty()) return place_.start != After::kOperator;
      return pieces.back().kind == TokenKind::NUMBER ||
             (pieces.back().kind == TokenKind::NAME &&
              (pieces.size() > 1 ? pieces[pieces.size() - 2].kind == TokenKind::NUMBER
                                 : place_.start == After::kNumber));
    }
    return true;
  }
  // 给予补助2万元: behind the name stands its value.
  bool Given(const std::vector<Piece>& pieces) const {
    return pieces.empty() ? place_.after_give : pieces.back().kind == TokenKind::GIVE;
  }
  bool KeywordFits(TokenKind kind, After state, const std::vector<Piece>& pieces) const {
    if (kind == TokenKind::YES) return true;  // yes, or 为, by its place
    if (kind == TokenKind::DE && !pieces.empty() &&
        (pieces.back().kind == TokenKind::ALL || pieces.back().kind == TokenKind::ANY))
      return true;  // 同时符合下列条件的，…
    if (kind == TokenKind::EXCEPTED || kind == TokenKind::HIGHEST || kind == TokenKind::LOWEST ||
        kind == TokenKind::SUMMED) {
      if (!pieces.empty() && pieces.back().kind == TokenKind::DE) return true;
    }
    if (IsModal(kind)) {
      return pieces.empty() ? place_.modal_start
                            : IsConclusion(pieces.back().kind) || IsModal(pieces.back().kind);
    }
    if (IsInfix(kind)) return state != After::kOperator || pieces.empty();
    return !IsOperandWord(kind) || state == After::kOperator;
  }
  bool Spells(size_t begin, size_t end) const {
    return tree_.Find(run_, begin, end).uses & kKeyword;
  }

  bool Walk(size_t p, After state, std::vector<Piece>* pieces) {
    furthest_ = std::max(furthest_, p);
    if (p == run_.size()) {
      ways_.push_back(*pieces);
      return true;
    }
    // What may follow depends on the place, the state and the piece before; a dead end is entered
    // once.
    uint64_t key = p << 2 | static_cast<uint64_t>(state);
    if (!pieces->empty())
      key |= uint64_t{pieces->back().begin + 1} << 24 | uint64_t(pieces->back().kind) << 48;
    if (dead_.contains(key)) return false;
    bool any = false;
    auto go = [&](size_t end, TokenKind kind, After next) {
      if (ways_.size() >= kMaxWays) return;
      pieces->push_back({p, end, kind});
      any |= Walk(end, next, pieces);
      pieces->pop_back();
    };
    for (const Step& step : StepsAt(p)) {
      if (step.end == 0) break;
      const auto [uses, token] = step.entry;
      const bool own = (uses & kName) && IsSoft(token);  // a declared name that a clause word spells
      if ((uses & kCut) && !own && EdgeFits(p, step.end, step.entry, *pieces) &&
          KeywordFits(token, state, *pieces) &&
          !(!pieces->empty() && Spells(pieces->back().begin, step.end))) {
        bool operand = token == TokenKind::YES ? state == After::kOperator
                                               : IsOperandWord(token) || IsPostBound(token) ||
                                                     token == TokenKind::HALVED ||
                                                     token == TokenKind::HIGHEST ||
                                                     token == TokenKind::LOWEST ||
                                                     token == TokenKind::SUMMED;
        go(step.end, token, operand ? After::kOperand : After::kOperator);
      }
      bool name = (uses & kName) ||
                  ((uses & kFunction) && place_.before_bracket && step.end == run_.size()) ||
                  ((uses & kType) && place_.after_colon && p == 0);
      if (state == After::kNumber && (uses & kUnit)) {
        go(step.end, TokenKind::NAME, After::kOperand);
      } else if (name && (state == After::kOperator ||
                          (state == After::kOperand && RankFollows(step.end, *pieces)))) {
        go(step.end, (uses & kKeyword) && IsSoft(token) ? token : TokenKind::NAME,
           Given(*pieces) ? After::kOperator : After::kOperand);
      }
    }
    Literal literal = LiteralAt(run_, p);
    if (literal.end > 0 && state != After::kNumber &&
        !(p > 0 && IsDigit(run_[p]) && IsDigit(run_[p - 1])) &&
        (state == After::kOperator || BoundFollows(literal.end))) {
      go(literal.end, literal.kind,
         literal.kind == TokenKind::NUMBER ? After::kNumber : After::kOperand);
    }
    if (!any && ways_.size() < kMaxWays) dead_.insert(key);
    return any;
  }

  const WordTree& tree_;
  const std::vector<char32_t>& run_;
  Place place_;
  std::vector<std::vector<Step>> steps_;
  std::unordered_set<uint64_t> dead_;
  std::vector<std::vector<Piece>> ways_;
  size_t furthest_ = 0;
};

// A file that declares no value: cut at every word of class b, leftmost and longest; the rest are
// names and literals.
class BareCutter {
 public:
  BareCutter(const WordTree& tree, const std::vector<char32_t>& run, After start)
      : tree_(tree), run_(run), state_(start) {}
  std::vector<Piece> Cut() {
    size_t from = 0;
    for (size_t p = 0; p < run_.size();) {
      size_t end = 0;
      TokenKind token = TokenKind::NAME;
      tree_.Match(run_, p, [&](size_t e, WordTree::Entry entry) {
        if (entry.uses & kCutAlways) end = e, token = entry.token;
      });
      if (end == 0) {
        p++;
        continue;
      }
      if (p > from) Operand(from, p);
      pieces_.push_back({p, end, token});
      state_ = After::kOperator;
      p = from = end;
    }
    if (run_.size() > from) Operand(from, run_.size());
    return std::move(pieces_);
  }

 private:
  void Operand(size_t begin, size_t end) {
    WordTree::Entry whole = tree_.Find(run_, begin, end);
    if (whole.uses & kKeyword) {
      pieces_.push_back({begin, end, whole.token});
      return;
    }
    if (state_ == After::kNumber) return UnitAndBound(begin, end);
    if (state_ == After::kOperator) {
      Literal literal = LiteralAt(run_, begin);
      if (literal.end > 0 && literal.end <= end) {
        pieces_.push_back({begin, literal.end, literal.kind});
        if (literal.end < end) UnitAndBound(literal.end, end);
        return;
      }
      // 转贷金额1000万元以下: name, number, unit, bound
      size_t digit = begin;
      while (digit < end && !IsDigit(run_[digit])) digit++;
      if (digit > begin && digit < end) {
        Literal number = LiteralAt(run_, digit);
        size_t bound = BoundOf(begin, end);
        bool more = false;
        for (size_t i = number.end; i < end; i++) more |= IsDigit(run_[i]);
        if (number.kind == TokenKind::NUMBER && !more && bound < end && bound >= number.end) {
          pieces_.push_back({begin, digit, TokenKind::NAME});
          pieces_.push_back({digit, number.end, TokenKind::NUMBER});
          return UnitAndBound(number.end, end);
        }
      }
    }
    pieces_.push_back({begin, end, TokenKind::NAME});
  }
  // Where the bound begins that ends this stretch; `end` if none does.
  size_t BoundOf(size_t begin, size_t end) const {
    for (size_t p = begin; p < end; p++) {
      WordTree::Entry entry = tree_.Find(run_, p, end);
      if ((entry.uses & kKeyword) && IsPostBound(entry.token)) return p;
    }
    return end;
  }
  void UnitAndBound(size_t begin, size_t end) {
    // 500万0天: what begins like a literal is one, never a unit, or the pieces would read otherwise
    // once they are set apart.
    if (begin > 0 && LiteralAt(run_, begin).end > 0) {
      state_ = After::kOperator;
      return Operand(begin, end);
    }
    size_t bound = BoundOf(begin, end);
    if (bound > begin) pieces_.push_back({begin, bound, TokenKind::NAME});
    if (bound < end) pieces_.push_back({bound, end, tree_.Find(run_, bound, end).token});
  }

  const WordTree& tree_;
  const std::vector<char32_t>& run_;
  After state_;
  std::vector<Piece> pieces_;
};

std::string PieceText(std::string_view text, const Characters& characters, size_t begin,
                      size_t end) {
  uint32_t from = characters.offsets[begin];
  return std::string(text.substr(from, characters.offsets[end] - from));
}

class RunCutter {
 public:
  RunCutter(DeclaredNames* names, const std::vector<std::string>& known) : declared_(*names) {
    for (const auto& [spelling, word] : Words().words()) {
      if (!word.han) continue;
      uint16_t uses = kKeyword;
      if (word.glue != Glue::N) uses |= kCut;
      if (word.glue == Glue::B) uses |= kCutAlways;
      if (word.glue == Glue::H) uses |= kAtHead;
      if (word.glue == Glue::T) uses |= kAtTail;
      if (word.glue == Glue::D) uses |= kBeforeDigit;
      tree_.Add(spelling, uses, word.token);
    }
    for (const auto& [spelling, builtin] : Words().builtins()) {
      uint16_t uses = 0;
      if (builtin.value) uses |= kName;
      if (builtin.function) uses |= kFunction;
      if (builtin.type) uses |= kType;
      if (builtin.unit) uses |= kUnit;
      if (uses != 0) tree_.Add(spelling, uses);
    }
    for (const std::string& name : declared_.names) tree_.Add(name, kName);
    for (const std::string& name : declared_.units) tree_.Add(name, kUnit);
    for (const std::string& name : known) {
      tree_.Add(name, kName);
      known_.insert(name);
    }
  }

  CutResult Run(const std::vector<ast::Token>& tokens, size_t run_bytes) {
    result_.tokens.reserve(tokens.size() + tokens.size() / 4);
    for (size_t i = 0; i < tokens.size(); i++) {
      const ast::Token& token = tokens[i];
      declared_.final_at.resize(result_.tokens.size(), false);
      if (declared_.at[i]) declared_.final_at.push_back(true);
      if (token.kind != TokenKind::NAME || declared_.at[i] || IsQuoted(token.text) ||
          !source::HoldsHan(token.text)) {
        result_.tokens.push_back(token);
        continue;
      }
      if (token.text.size() > run_bytes) {
        BadRun bad;
        bad.range = token.range;
        bad.too_long = true;
        result_.bad.push_back(std::move(bad));
        result_.tokens.push_back(token);
        continue;
      }
      TokenKind next = i + 1 < tokens.size() ? tokens[i + 1].kind : TokenKind::END;
      CutOne(token, next);
    }
    declared_.final_at.resize(result_.tokens.size(), false);
    return std::move(result_);
  }

 private:
  void CutOne(const ast::Token& token, TokenKind next) {
    std::string word = NameText(token.text);
    Cutter::Place place;
    TokenKind before = result_.tokens.empty() ? TokenKind::STOP : result_.tokens.back().kind;
    place.before_bracket = next == TokenKind::LPAREN;
    place.after_colon = before == TokenKind::COLON;
    place.after_give = before == TokenKind::GIVE;
    const Builtin* builtin = Words().FindBuiltin(word);
    bool whole =
        declared_.names.contains(word) || known_.contains(word) ||
        (builtin != nullptr && ((builtin->function && place.before_bracket) || builtin->type ||
                                builtin->value || builtin->fixed || builtin->unit));
    if (whole || declared_.units.contains(word)) {
      result_.tokens.push_back(token);
      return;
    }
    place.start = before == TokenKind::NUMBER ? After::kNumber
                  : IsNameLike(before) || before == TokenKind::RPAREN || before == TokenKind::DATE
                      ? After::kOperand
                      : After::kOperator;
    place.modal_start = IsConclusion(before) || IsModal(before) || before == TokenKind::COMMA ||
                        before == TokenKind::PIPE || before == TokenKind::DPIPE;
    Characters characters = Decode(token.text);
    for (char32_t& c : characters.points) c = Fold(c);
    if (!declared_.values) {
      Emit(token, characters, BareCutter(tree_, characters.points, place.start).Cut());
      return;
    }
    Cutter cutter(tree_, characters.points, place);
    std::vector<std::vector<Piece>> ways = cutter.Ways();
    if (ways.size() == 1) {
      Emit(token, characters, ways[0]);
      return;
    }
    result_.tokens.push_back(token);
    if (ways.empty())
      Undeclared(token, characters, cutter.furthest());
    else
      Several(token, characters, ways);
  }

  void Emit(const ast::Token& token, const Characters& characters,
            const std::vector<Piece>& pieces) {
    if (pieces.size() < 2) {
      ast::Token same = token;
      if (pieces.size() == 1) same.kind = pieces[0].kind;
      result_.tokens.push_back(same);
      return;
    }
    for (const Piece& piece : pieces) {
      uint32_t begin = characters.offsets[piece.begin], end = characters.offsets[piece.end];
      result_.tokens.push_back({piece.kind,
                                {token.range.begin + begin, token.range.begin + end},
                                token.text.substr(begin, end - begin),
                                piece.begin > 0});
    }
  }

  // Next place at or after `p` where a word of class b begins; the end of the run if none does.
  size_t NextCut(const std::vector<char32_t>& run, size_t p) const {
    for (; p < run.size(); p++) {
      bool found = false;
      tree_.Match(run, p,
                  [&](size_t, WordTree::Entry entry) { found |= (entry.uses & kCutAlways) != 0; });
      if (found) break;
    }
    return p;
  }

  void Undeclared(const ast::Token& token, const Characters& characters, size_t furthest) {
    const std::vector<char32_t>& run = characters.points;
    if (NextCut(run, 0) == run.size())
      return;  // no word in it: a name that the checker will look up
    if (furthest >= run.size()) furthest = 0;
    size_t end = NextCut(run, furthest);
    if (end == furthest) end = NextCut(run, furthest + 1);
    BadRun bad;
    bad.range = token.range;
    bad.unknown = {token.range.begin + characters.offsets[furthest],
                   token.range.begin + characters.offsets[end]};
    // A suggestion for the first few: comparing with all names takes time.
    if (result_.bad.size() < kMaxSuggestions) {
      if (sorted_.empty()) {
        sorted_.assign(declared_.names.begin(), declared_.names.end());
        std::sort(sorted_.begin(), sorted_.end());
      }
      bad.nearest = diag::Nearest(PieceText(token.text, characters, furthest, end), sorted_);
    }
    result_.bad.push_back(std::move(bad));
  }

  void Several(const ast::Token& token, const Characters& characters,
               const std::vector<std::vector<Piece>>& ways) {
    BadRun bad;
    bad.range = token.range;
    for (const std::vector<Piece>& way : ways) {
      std::string text;
      for (const Piece& piece : way) {
        if (!text.empty()) text += ' ';
        text += PieceText(token.text, characters, piece.begin, piece.end);
      }
      bad.candidates.push_back(std::move(text));
    }
    result_.bad.push_back(std::move(bad));
  }

  DeclaredNames& declared_;
  std::unordered_set<std::string> known_;
  std::vector<std::string> sorted_;
  WordTree tree_;
  CutResult result_;
};

}  // namespace

CutResult CutRuns(const std::vector<ast::Token>& tokens, DeclaredNames* declared,
                  const std::vector<std::string>& known, size_t run_bytes) {
  return RunCutter(declared, known).Run(tokens, run_bytes);
}

}  // namespace pol::parse
