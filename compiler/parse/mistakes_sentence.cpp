// Conditions, conclusions and values.
#include "compiler/parse/mistakes.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

bool IsClauseWord(TokenKind kind) {
  switch (kind) {
    case TokenKind::ID:
    case TokenKind::SUBJECT:
    case TokenKind::VERSION:
    case TokenKind::REPLACES:
    case TokenKind::SOURCE:
    case TokenKind::CLAUSE:
    case TokenKind::EFFECTIVE:
      return true;
    default:
      return false;
  }
}

// 输人 for 输入
std::string NearestHead(std::string_view word) {
  std::vector<std::string> heads;
  for (int kind = 0; kind < static_cast<int>(TokenKind::INSTANT); kind++) {
    if (!IsHead(static_cast<TokenKind>(kind))) continue;
    heads.emplace_back(Words().Chinese(static_cast<TokenKind>(kind)));
    heads.emplace_back(Words().English(static_cast<TokenKind>(kind)));
  }
  return diag::Nearest(word, heads);
}

}  // namespace

// The word with which a declaration should begin.
bool Mistakes::Start(size_t k) {
  Kind kind = KindAt(k), next = KindAt(k + 1);
  if (k == begin_ + 1 && KindAt(begin_) == Kind::OTHERWISE && kind == Kind::IF) {
    Say(Code::kOtherwiseWithCondition, RangeAt(k), {TextAt(begin_)});
    resume_ = k + 1;
    return true;
  }
  if (k != begin_) {
    // 编号 "001" after a declaration
    bool text_follows = (kind != Kind::EFFECTIVE && next == Kind::STRING) ||
                        (kind == Kind::EFFECTIVE && (next == Kind::FROM || next == Kind::TO));
    if (IsClauseWord(kind) && text_follows && KindAt(begin_) != Kind::POLICY) {
      Say(Code::kHeaderTooLate, RangeAt(k), {TextAt(k)});
      return true;
    }
    return false;
  }
  if (kind == Kind::NOTE || kind == Kind::CITE || kind == Kind::AMBIGUITY) {
    if (Stray(k + 1)) return true;
    Say(Code::kRemarkBeforeAnything, RangeAt(k), {TextAt(k)});
    return true;
  }
  if (kind == Kind::UNLESS) {
    Say(Code::kUnlessFirst, RangeAt(k), {TextAt(k)});
    while (!EndsSentence(KindAt(resume_))) resume_++;
    return true;
  }
  if (IsClauseWord(kind) && (next == Kind::STRING || next == Kind::FROM || next == Kind::TO)) {
    Say(Code::kHeaderTooLate, RangeAt(k), {TextAt(k)});
    return true;
  }
  if (IsNameLike(kind) && (next == Kind::ASSIGN || next == Kind::IS || next == Kind::COLON)) {
    Say(Code::kNoHeadWord, RangeAt(k), {Shown(k)});
    return true;
  }
  if (IsNameLike(kind)) {
    size_t then = k;
    while (!EndsSentence(KindAt(then)) && KindAt(then) != Kind::THEN && KindAt(then) != Kind::IF)
      then++;
    if (KindAt(then) == Kind::THEN) {
      Say(Code::kThenWithoutIf, RangeAt(then), {TextAt(then)});
      return true;
    }
  }
  diag::Diagnostic& d = Say(Code::kOrphanWord, RangeAt(k), {Shown(k)});
  const std::string meant = NearestHead(TextAt(k));
  if (!meant.empty()) {
    d.notes.push_back({"是不是“" + meant + "”？", "Did you mean “" + meant + "”?"});
    Fix(d, RangeAt(k), meant);
  }
  return true;
}

// Between `if` and `then`, and the first sign of a conclusion.
bool Mistakes::Conditions(size_t k) {
  Kind kind = KindAt(k);
  auto marks = [](Kind mark) {
    return mark == Kind::IF || mark == Kind::THEN || mark == Kind::ELSE || mark == Kind::WHERE ||
           mark == Kind::UNLESS || mark == Kind::GIVEN || mark == Kind::EXPECT ||
           mark == Kind::OTHERWISE;
  };
  size_t mark = Back(k, marks);
  Kind where = mark == kNowhere ? Kind::END : KindAt(mark);
  bool in_condition = where == Kind::IF || where == Kind::WHERE || where == Kind::UNLESS;
  bool in_results = where == Kind::THEN || where == Kind::ELSE || where == Kind::OTHERWISE ||
                    where == Kind::GIVEN || where == Kind::EXPECT;
  auto then_before = [this](size_t at, source::Range insert) {
    std::string then = (insert.empty() ? "" : " ") + Word(Kind::THEN) + " ";
    Fix(Say(Code::kMissingThen, RangeAt(at)), insert, std::move(then));
  };
  auto gives = [this](size_t at) {  // name = …
    return IsNameLike(KindAt(at)) && (KindAt(at + 1) == Kind::ASSIGN || KindAt(at + 1) == Kind::IS);
  };
  if (where == Kind::IF) {
    if (kind == Kind::ASSIGN && IsNameLike(KindAt(k - 1))) {
      bool then_follows = false;
      for (size_t i = k; !EndsSentence(KindAt(i)); i++) then_follows |= KindAt(i) == Kind::THEN;
      if (!then_follows && (KindAt(k - 2) == Kind::NUMBER || !EndsOperand(KindAt(k - 2))) &&
          k >= mark + 3 && KindAt(k - 2) == Kind::NUMBER) {
        then_before(k - 1, {RangeAt(k - 1).begin, RangeAt(k - 1).begin});
        return true;
      }
    }
    if (gives(k) && EndsOperand(KindAt(k - 1)) && k > mark + 1) {
      then_before(k, {RangeAt(k).begin, RangeAt(k).begin});
      return true;
    }
    if (kind == Kind::COMMA && gives(k + 1)) {
      then_before(k + 1, RangeAt(k));
      return true;
    }
    bool modal = kind == Kind::MAY || kind == Kind::SHALL || kind == Kind::MUSTNOT ||
                 kind == Kind::PRINCIPLE || kind == Kind::ALLOCATE;
    bool then_follows = false;
    for (size_t i = k; !EndsSentence(KindAt(i)); i++) then_follows |= KindAt(i) == Kind::THEN;
    if (modal && then_follows && kind != Kind::ALLOCATE) {
      Say(Code::kModalInCondition, RangeAt(k), {TextAt(k)});
      return true;
    }
    if (modal || ((EndsSentence(kind) || kind == Kind::ELSE) && EndsOperand(KindAt(k - 1)))) {
      Say(Code::kMissingThen, modal ? RangeAt(k) : RangeAt(mark));
      return true;
    }
  }
  if (in_condition && kind == Kind::COMMA && OpenBrackets(k).empty()) {
    Say(Code::kCommaInCondition, RangeAt(k));
    return true;
  }
  if (in_condition && kind == Kind::DUN && BeginsOperand(KindAt(k + 1))) {
    Fix(Say(Code::kDunBetweenConditions, RangeAt(k)), RangeAt(k), " " + Word(Kind::AND) + " ");
    return true;
  }
  if (in_condition && kind == Kind::ASSIGN) {
    std::string sign = Chinese() ? "为" : "==";
    diag::Diagnostic& d = Say(Code::kAssignInCondition, RangeAt(k), {sign});
    Fix(d, RangeAt(k), Chinese() ? " 为 " : "==");
    return true;
  }
  bool given = where == Kind::GIVEN || where == Kind::EXPECT;
  bool result = given || InRule(Rules::RuleOutcome) || InRule(Rules::RuleOutcomes);
  if (in_results && result && IsComparator(kind) && IsNameLike(KindAt(k - 1))) {
    diag::Diagnostic& d = Say(Code::kCompareInConclusion, RangeAt(k), {Shown(k - 1), TextAt(k)});
    if (kind == Kind::EQ) Fix(d, RangeAt(k), "=");
    return true;
  }
  if (in_results && kind == Kind::ASSIGN) {
    // 否则 费 = 3 after an inner if; or b = c = 1
    size_t from = Back(k, [](Kind sign) { return sign == Kind::ASSIGN || sign == Kind::ELSE; });
    if (from != kNowhere && KindAt(from) == Kind::ELSE) {
      Say(Code::kElseBelongsInside, RangeAt(from));
      return true;
    }
    size_t inner = Back(k, [](Kind sign) { return sign == Kind::IF; });
    if (where == Kind::THEN && inner != kNowhere && KindAt(inner - 1) == Kind::ELSE &&
        from != kNowhere && from < inner) {
      Say(Code::kElseBelongsInside, RangeAt(inner - 1));
      return true;
    }
    Say(Code::kChainedAssign, RangeAt(k));
    return true;
  }
  return false;
}

// if … then … else in a value.
bool Mistakes::Choices(size_t k) {
  Kind kind = KindAt(k);
  size_t then = Back(
      k, [](Kind mark) { return mark == Kind::THEN || mark == Kind::ELSE || mark == Kind::IF; });
  if (then == kNowhere || KindAt(then) != Kind::THEN) return false;
  size_t open = Back(then, [](Kind mark) { return mark == Kind::IF; });
  if (open == kNowhere || open == begin_) return false;
  Kind before = KindAt(open - 1);
  // In a value an `if` follows = ( : or another part of a choice.
  bool value = before == Kind::ASSIGN || before == Kind::LPAREN || before == Kind::COLON ||
               before == Kind::COMMA || before == Kind::IS || InRule(Rules::RuleExpr);
  if (!value) return false;
  if (kind == Kind::OTHERWISE) {
    diag::Diagnostic& d = Say(Code::kOtherwiseInValue, RangeAt(k), {Word(Kind::ELSE), TextAt(k)});
    Fix(d, RangeAt(k), Word(Kind::ELSE));
    resume_ = k + 1;
    return true;
  }
  if (IsConnective(KindAt(k - 1))) return false;
  if (EndsSentence(kind) || kind == Kind::IF || kind == Kind::RPAREN || kind == Kind::COMMA ||
      kind == Kind::UNLESS) {
    diag::Diagnostic& d = Say(Code::kIfWithoutElse, RangeAt(open));
    d.labels.push_back({RangeAt(k - 1), {"在这后面写“否则 …”", "write `else …` after this"}});
    return true;
  }
  return false;
}

bool Mistakes::Operands(size_t k) {
  Kind kind = KindAt(k), before = k > begin_ ? KindAt(k - 1) : Kind::END;
  if (RunsOn(kind) && (IsConnective(before) || EndsOperand(before)) && before != Kind::IF) {
    Say(Code::kPhraseNeedsBrackets, RangeAt(k), {TextAt(k)});
    resume_ = k + 1;
    return true;
  }
  // 为否则: meant as 为 否 则, read as 为 否则, because neighbours that spell a longer word are
  // that word.
  if ((before == Kind::IS || before == Kind::ISNOT) && kind == Kind::ELSE && TextAt(k) == "否则") {
    diag::Diagnostic& d = Say(Code::kNoThenReadAsElse, RangeAt(k));
    d.fixes.push_back({RangeAt(k), "否 则", {"分开写", "set them apart"}});
    return true;
  }
  if (IsConnective(before) || before == Kind::COLON || before == Kind::LPAREN ||
      before == Kind::LBRACK) {
    if (EndsSentence(kind) || IsConnective(kind) || kind == Kind::RPAREN || kind == Kind::RBRACK ||
        kind == Kind::PIPE || kind == Kind::DPIPE || kind == Kind::COLON || kind == Kind::EXPECT ||
        kind == Kind::GIVEN) {
      diag::Diagnostic& d = Say(Code::kMissingOperand, RangeAt(k - 1), {TextAt(k - 1)});
      if (At(k - 1).joined) {
        d.notes.push_back({"这串字没有空格，是按固定的词断开的。如果“" +
                               std::string(TextAt(k - 1)) +
                               "”是名称的一部分，请把整个名称写在「」里。",
                           "This text has no spaces and was divided at the fixed words. If “" +
                               std::string(TextAt(k - 1)) +
                               "” is part of a name, write the whole name in 「…」."});
      }
      return true;
    }
  }
  // 令 线 = 500, and on the next line 费 = 3: the name looked like a unit.
  if (kind == Kind::ASSIGN && k > begin_ + 2 && IsNameLike(before) &&
      LineOf(k - 1) != LineOf(k - 2)) {
    Say(Code::kNoHeadWord, RangeAt(k - 1), {Shown(k - 1)});
    return true;
  }
  // 甲 500 …: a number after an operand is read on as "500 or more".
  if (InRule(Rules::RuleComparison) && k > begin_ + 2) {
    size_t number = KindAt(k - 1) == Kind::NUMBER ? k - 1 : k - 2;
    if (KindAt(number) == Kind::NUMBER && EndsOperand(KindAt(number - 1))) {
      Say(Code::kMissingOperator, {RangeAt(number - 1).begin, RangeAt(number).end},
          {Shown(number - 1), Shown(number)});
      return true;
    }
  }
  if (EndsOperand(before) && BeginsOperand(kind)) {
    bool one_line = LineOf(k) == LineOf(k - 1);
    Say(Code::kMissingOperator, {RangeAt(one_line ? k - 1 : k).begin, RangeAt(k).end},
        {Shown(k - 1), Shown(k)});
    return true;
  }
  return false;
}

// all of ① … ② …
bool Mistakes::Items(size_t k) {
  size_t group = Back(k, [](Kind kind) { return kind == Kind::ALL || kind == Kind::ANY; });
  if (group == kNowhere) {
    // at least 2 of
    size_t of = Back(k, [](Kind kind) { return kind == Kind::OF; });
    if (of == kNowhere && KindAt(k) == Kind::ORDINAL) {
      Say(Code::kItemsWithoutGroup, RangeAt(k), {TextAt(k)});
      return true;
    }
    if (of == kNowhere || !InRule(Rules::RulePhrase) || of + 1 != k) return false;
    group = of;
  }
  size_t first = group + 1;
  while (first < k && (KindAt(first) == Kind::OF || KindAt(first) == Kind::COLON)) first++;
  if (first == k && !EndsSentence(KindAt(k)) && !RunsOn(KindAt(k))) {
    bool numbered =
        KindAt(k) == Kind::LPAREN && KindAt(k + 1) == Kind::NUMBER && KindAt(k + 2) == Kind::RPAREN;
    if (KindAt(k) == Kind::MINUS || numbered || KindAt(k) == Kind::MUL) {
      source::Range range =
          numbered ? source::Range{RangeAt(k).begin, RangeAt(k + 2).end} : RangeAt(k);
      Say(Code::kBullets, range, {file_.source->Text(range)});
    } else if (KindAt(k) == Kind::NUMBER && KindAt(k + 1) == Kind::DUN) {
      Say(Code::kBullets, {RangeAt(k).begin, RangeAt(k + 1).end}, {std::string(TextAt(k)) + "、"});
    } else {
      Say(Code::kUnlabelledItems, RangeAt(k), {TextAt(group)});
    }
    return true;
  }
  return false;
}

// sum(for x in xs: …), every x in xs where …
bool Mistakes::Lists(size_t k) {
  Kind kind = KindAt(k);
  if (kind == Kind::FOR && k > begin_ && KindAt(k - 1) != Kind::LPAREN) {
    Say(Code::kComprehensionOrder, RangeAt(k));
    return true;
  }
  size_t word = Back(k, [](Kind mark) {
    return mark == Kind::FOR || mark == Kind::EVERY || mark == Kind::SOME || mark == Kind::NO ||
           mark == Kind::MEMBER || mark == Kind::WHERE;
  });
  if (word == kNowhere) return false;
  Kind mark = KindAt(word);
  if (mark == Kind::FOR || mark == Kind::EVERY || mark == Kind::SOME || mark == Kind::NO) {
    // 对 … 的，… outside brackets is the frame of a rule and goes through no list.
    const bool frame = mark == Kind::FOR && (word == begin_ || KindAt(word - 1) != Kind::LPAREN) &&
                       !InRule(Rules::RuleArguments);
    if (!frame && k > word + 1 && IsNameLike(KindAt(word + 1))) {
      Say(Code::kForWithoutList, RangeAt(word), {TextAt(word)});
      return true;
    }
    return false;
  }
  if (mark == Kind::MEMBER && word >= begin_ + 2) {
    Kind binder = KindAt(word - 2);
    bool quantifier = binder == Kind::EVERY || binder == Kind::SOME || binder == Kind::NO;
    if (quantifier && InRule(Rules::RulePhrase) && !IsConnective(KindAt(k - 1)) &&
        KindAt(word - 2) != Kind::FOR) {
      // 甲 且 每个 …: the phrase itself is misplaced, which is said elsewhere.
      Say(Code::kQuantifierWithoutFilter, RangeAt(k), {TextAt(word - 2)});
      return true;
    }
  }
  return false;
}

}  // namespace pol::parse
