// Characters and signs that drafters bring along from elsewhere.
#include <algorithm>

#include "compiler/parse/lex.h"
#include "compiler/parse/mistakes.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

// The Latin letter that a Cyrillic or Greek one is mistaken for; 0: none.
char LatinTwin(char32_t c) {
  constexpr std::u32string_view kOthers = U"АВЕЅІЈКМНОРСТХУаеоріѕсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
  constexpr std::string_view kLatin = "ABESIJKMHOPCTXYaeopiscyxABEZHIKMNOPTYXo";
  size_t at = kOthers.find(c);
  return at == std::u32string_view::npos ? 0 : kLatin[at];
}
bool IsOtherAlphabet(char32_t c) { return c >= 0x370 && c <= 0x52F; }

}  // namespace

bool Mistakes::Stray(size_t k) {
  if (KindAt(k) != Kind::STRAY) return false;
  char32_t c = Fold(Decode(TextAt(k)).points[0]);
  auto next = [&] {
    return KindAt(k + 1) == Kind::STRAY && Touches(k + 1) && TextAt(k + 1) == TextAt(k);
  };
  switch (c) {
    case U'"':
    case U'“':
    case U'”': {
      uint32_t end = file_.source->Line(LineOf(k)).end;
      Say(Code::kUnclosedText, {RangeAt(k).begin, end}, {TextAt(k)});
      return true;
    }
    case U'「':
    case U'」':
    case U'`': {
      // The name goes on to the next sign or space.
      Say(Code::kUnclosedName, {RangeAt(k).begin, std::max(RangeAt(k).end, RangeAt(k + 1).end)},
          {TextAt(k)});
      return true;
    }
    case U'&': {
      source::Range range =
          next() ? source::Range{RangeAt(k).begin, RangeAt(k + 1).end} : RangeAt(k);
      diag::Diagnostic& d =
          Say(Code::kLogicSymbol, range, {file_.source->Text(range), {"且", "and"}});
      Fix(d, range, " " + Word(Kind::AND) + " ");
      return true;
    }
    case U'!': {
      diag::Diagnostic& d = Say(Code::kLogicSymbol, RangeAt(k), {TextAt(k), {"并非", "not"}});
      Fix(d, RangeAt(k), Word(Kind::NOT) + " ");
      return true;
    }
    case U'{':
    case U'}':
      if (!braces_) Say(Code::kBraces, RangeAt(k), {TextAt(k)});
      braces_ = true;
      return true;
    case U'?':
      Say(Code::kTernary, RangeAt(k));
      return true;
    case U'%':
    case U'‰':
      if (k > 0 && KindAt(k - 1) == Kind::NUMBER) {
        std::string joined = std::string(TextAt(k - 1)) + std::string(TextAt(k));
        diag::Diagnostic& d =
            Say(Code::kSpaceInNumber, {RangeAt(k - 1).begin, RangeAt(k).end}, {TextAt(k), joined});
        Fix(d, {RangeAt(k - 1).begin, RangeAt(k).end}, joined);
        return true;
      }
      break;
    default:
      break;
  }
  if (IsOtherAlphabet(c)) {
    // The whole word: the letters around it that touch it.
    size_t first = k, last = k;
    auto letter = [&](size_t i) {
      return KindAt(i) == Kind::NAME || KindAt(i) == Kind::NUMBER ||
             (KindAt(i) == Kind::STRAY && IsOtherAlphabet(Decode(TextAt(i)).points[0]));
    };
    while (first > begin_ && Touches(first) && letter(first - 1)) first--;
    while (last + 1 < tokens_.size() && Touches(last + 1) && letter(last + 1)) last++;
    source::Range range{RangeAt(first).begin, RangeAt(last).end};
    std::string corrected;
    bool all = true;
    Characters characters = Decode(file_.source->Text(range));
    for (size_t i = 0; i < characters.points.size(); i++) {
      char32_t point = characters.points[i];
      if (!IsOtherAlphabet(point)) {
        corrected += file_.source->Text(range).substr(
            characters.offsets[i], characters.offsets[i + 1] - characters.offsets[i]);
      } else if (char twin = LatinTwin(point); twin != 0) {
        corrected += twin;
      } else {
        all = false;
      }
    }
    if (all) {
      std::string letter_text(TextAt(k));
      diag::Diagnostic& d = Say(Code::kLookAlike, range,
                                {file_.source->Text(range),
                                 {letter_text + " 是俄文或希腊文字母，不是拉丁字母",
                                  letter_text + " is a Cyrillic or Greek letter, not a Latin one"},
                                 corrected});
      Fix(d, range, corrected);
      return true;
    }
  }
  diag::Diagnostic& d = Say(Code::kStrayCharacter, RangeAt(k), {TextAt(k)});
  if (c == U'\'' || c == U'‘' || c == U'’') {
    d.notes.push_back(
        {"文字用双引号：\"……\" 或 “……”。", "A text stands in double quotation marks: \"…\"."});
  }
  return true;
}

// Two signs that stand together, read as one sign of another notation.
bool Mistakes::ForeignSigns(size_t k) {
  // The second sign is where reading fails, or the first.
  for (size_t i : {k == 0 ? 0 : k - 1, k}) {
    if (i < begin_ || !Touches(i + 1)) continue;
    Kind a = KindAt(i), b = KindAt(i + 1);
    source::Range range{RangeAt(i).begin, RangeAt(i + 1).end};
    std::string_view text = file_.source->Text(range);
    if (a == Kind::LT && b == Kind::GT) {
      Fix(Say(Code::kNotEqualSymbol, range, {text}), range, "!=");
      return true;
    }
    bool comment = (a == Kind::DIV && b == Kind::MUL) || (a == Kind::MUL && b == Kind::DIV);
    if (comment) {
      Say(Code::kBlockComment, range);
      return true;
    }
    bool arrow = (a == Kind::MINUS && b == Kind::GT) || (a == Kind::ASSIGN && b == Kind::GT);
    if (arrow) {
      // => is meant as >= where a number follows in a condition; elsewhere it introduces a
      // conclusion.
      bool at_least = a == Kind::ASSIGN && KindAt(i + 2) == Kind::NUMBER &&
                      Back(i,
                           [](Kind kind) {
                             return kind == Kind::IF || kind == Kind::THEN || kind == Kind::ASSIGN;
                           }) != kNowhere &&
                      KindAt(Back(i, [](Kind kind) {
                        return kind == Kind::IF || kind == Kind::THEN || kind == Kind::ASSIGN;
                      })) == Kind::IF;
      if (at_least) {
        Fix(Say(Code::kForeignSign, range,
                {text, {"不小于请写“>=”或“不低于”", "at least is written `>=`"}}),
            range, ">=");
      } else {
        Say(Code::kForeignSign, range,
            {text, {"结论请用“则”引出", "a conclusion begins with `then`"}});
      }
      return true;
    }
    if (a == Kind::COLON && b == Kind::ASSIGN) {
      Fix(Say(Code::kForeignSign, range, {text, {"给出结果请写“=”", "a value is given by `=`"}}),
          range, "=");
      return true;
    }
    if (a == Kind::ASSIGN && b == Kind::LT) {
      Fix(Say(Code::kForeignSign, range,
              {text, {"不大于请写“<=”或“不超过”", "at most is written `<=`"}}),
          range, "<=");
      return true;
    }
    if (a == Kind::EQ && (b == Kind::ASSIGN || b == Kind::EQ)) {
      Fix(Say(Code::kForeignSign, range,
              {text, {"相等请写“==”或“为”", "equality is written `==`"}}),
          range, "==");
      return true;
    }
  }
  bool in_table = InRule(Rules::RuleHeadRow) || InRule(Rules::RuleBodyRow) ||
                  KindAt(begin_) == Kind::TABLE || KindAt(begin_) == Kind::TESTS;
  if (!in_table && (KindAt(k) == Kind::DPIPE || KindAt(k) == Kind::PIPE)) {
    diag::Diagnostic& d = Say(Code::kLogicSymbol, RangeAt(k), {TextAt(k), {"或", "or"}});
    Fix(d, RangeAt(k), " " + Word(Kind::OR) + " ");
    return true;
  }
  return false;
}

bool Mistakes::Numbers(size_t k) {
  // 1,000: a comma between digits, three after it
  for (size_t comma : {k, k == 0 ? 0 : k - 1}) {
    if (comma <= begin_ || KindAt(comma) != Kind::COMMA) continue;
    size_t first = comma - 1, last = comma;
    if (KindAt(first) != Kind::NUMBER || !Touches(comma)) continue;
    std::string joined(TextAt(first));
    while (KindAt(last) == Kind::COMMA && KindAt(last + 1) == Kind::NUMBER && Touches(last) &&
           Touches(last + 1) && TextAt(last + 1).size() >= 3 &&
           std::all_of(TextAt(last + 1).begin(), TextAt(last + 1).begin() + 3,
                       [](char c) { return c >= '0' && c <= '9'; })) {
      joined += TextAt(last + 1);
      last += 2;
    }
    if (last == comma) continue;
    source::Range range{RangeAt(first).begin, RangeAt(last - 1).end};
    Fix(Say(Code::kThousandsSeparator, range, {joined}), range, joined);
    return true;
  }
  for (size_t dot : {k, k == 0 ? 0 : k - 1}) {
    if (dot < begin_ || KindAt(dot) != Kind::DOT || KindAt(dot + 1) != Kind::NUMBER ||
        !Touches(dot + 1))
      continue;
    // 2023.4.1
    if (dot > begin_ && KindAt(dot - 1) == Kind::NUMBER && Touches(dot)) {
      std::string text(TextAt(dot - 1));
      size_t point = text.find('.');
      if (point == 4) {
        auto two = [](std::string digits) { return digits.size() == 1 ? "0" + digits : digits; };
        std::string date =
            text.substr(0, 4) + "-" + two(text.substr(5)) + "-" + two(std::string(TextAt(dot + 1)));
        source::Range range{RangeAt(dot - 1).begin, RangeAt(dot + 1).end};
        Fix(Say(Code::kDateForm, range, {date, file_.source->Text(range)}), range, date);
        return true;
      }
      continue;
    }
    source::Range range{RangeAt(dot).begin, RangeAt(dot + 1).end};
    std::string full = "0" + std::string(file_.source->Text(range));
    Fix(Say(Code::kLeadingPoint, range, {full}), range, full);
    return true;
  }
  return false;
}

// The brackets of the sentence that are open where reading failed.
std::vector<size_t> Mistakes::OpenBrackets(size_t k) const {
  std::vector<size_t> open;
  for (size_t i = begin_; i < k; i++) {
    Kind kind = KindAt(i);
    if (kind == Kind::LPAREN || kind == Kind::LBRACK) open.push_back(i);
    if ((kind == Kind::RPAREN || kind == Kind::RBRACK) && !open.empty()) open.pop_back();
  }
  return open;
}

// [1, 2, 3] and xs[1]
bool Mistakes::ListBrackets(size_t k) {
  std::vector<size_t> open = OpenBrackets(k);
  if (open.empty()) {
    if (KindAt(k) == Kind::LBRACK && k > begin_ && IsNameLike(KindAt(k - 1))) {
      Say(Code::kIndexing, RangeAt(k), {TextAt(k - 1)});
      return true;
    }
    return false;
  }
  size_t last = open.back();
  if (KindAt(last) == Kind::LBRACK) {
    if (last > begin_ && IsNameLike(KindAt(last - 1)) && Touches(last)) {
      Say(Code::kIndexing, {RangeAt(last).begin, RangeAt(k).end}, {TextAt(last - 1)});
      return true;
    }
    size_t end = k, commas = 0;
    while (!EndsSentence(KindAt(end)) && KindAt(end) != Kind::RBRACK && KindAt(end) != Kind::THEN)
      end++;
    for (size_t i = last + 1; i < end; i++) commas += KindAt(i) == Kind::COMMA;
    if (KindAt(end) == Kind::RBRACK && commas != 1) {
      source::Range inside{RangeAt(last).end, RangeAt(end).begin};
      std::string text(file_.source->Text(inside));
      for (std::string comma : {"，", ", ", ","}) {
        for (size_t at = 0; (at = text.find(comma, at)) != std::string::npos;)
          text.replace(at, comma.size(), "、");
      }
      Say(Code::kBracketList, {RangeAt(last).begin, RangeAt(end).end},
          {inside.empty() ? diag::Text("空", "none") : diag::Text(text)});
      return true;
    }
  }
  return false;
}

bool Mistakes::Brackets(size_t k) {
  std::vector<size_t> open = OpenBrackets(k);
  Kind kind = KindAt(k);
  if (open.empty()) {
    if (kind != Kind::RPAREN && kind != Kind::RBRACK) return false;
    Fix(Say(Code::kExtraBracket, RangeAt(k), {TextAt(k)}), RangeAt(k), "");
    return true;
  }
  size_t last = open.back();
  bool ends = EndsSentence(kind) || kind == Kind::THEN || kind == Kind::ELSE ||
              kind == Kind::PIPE || kind == Kind::DPIPE || kind == Kind::ASSIGN ||
              kind == Kind::UNLESS || kind == Kind::COLON;
  if (!ends) return false;
  Say(Code::kUnclosedBracket, RangeAt(last), {TextAt(last)});
  return true;
}

}  // namespace pol::parse
