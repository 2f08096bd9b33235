#include "compiler/parse/mistakes.h"

#include <algorithm>

#include "compiler/parse/lex.h"
#include "compiler/parse/shape.h"
#include "compiler/parse/words.h"

namespace pol::parse {
namespace {

// One declaration takes some hundreds of bytes for each of its tokens while it is read.
constexpr size_t kDeclarationTokens = 150'000;

size_t DigitsOf(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace

Mistakes::Mistakes(const ast::File& file, const DeclaredNames& declared,
                   const std::vector<BadRun>& bad_runs, const Limits& limits, diag::Sink* sink)
    : file_(file),
      tokens_(file.tokens),
      declared_(declared),
      bad_runs_(bad_runs),
      limits_(limits),
      sink_(*sink) {}

diag::Diagnostic& Mistakes::Say(Code code, source::Range range, std::vector<diag::Text> arguments) {
  // The end of the text has no width: show the last character instead.
  if (range.begin == file_.source->text().size() && tokens_.size() > 1)
    range = tokens_[tokens_.size() - 2].range;
  return sink_.Report(code, range, std::move(arguments));
}
void Mistakes::Fix(diag::Diagnostic& diagnostic, source::Range range, std::string replacement) {
  size_t first = replacement.find_first_not_of(' '), last = replacement.find_last_not_of(' ');
  diag::Text title = first == std::string::npos
                         ? diag::Text("（删去）", "(delete it)")
                         : diag::Text(replacement.substr(first, last - first + 1));
  diagnostic.fixes.push_back({range, std::move(replacement), std::move(title)});
}

bool Mistakes::Chinese() const {
  size_t end = std::min(begin_ + 40, tokens_.size());
  for (size_t i = begin_; i < end && (i == begin_ || !IsHead(KindAt(i))); i++) {
    if (IsKeyword(KindAt(i))) return source::HoldsHan(TextAt(i));
  }
  return source::HoldsHan(TextAt(begin_));
}
std::string Mistakes::Word(Kind kind) const {
  std::string_view zh = Words().Chinese(kind), en = Words().English(kind);
  return std::string((Chinese() && !zh.empty()) || en.empty() ? zh : en);
}
diag::Text Mistakes::Shown(size_t i) const {
  if (KindAt(i) == Kind::END) return {"文件末尾", "the end of the text"};
  std::string_view text = TextAt(i);
  if (text.size() <= 60) return text;
  size_t cut = 57;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) cut--;
  return std::string(text.substr(0, cut)) + "…";
}
bool Mistakes::InRule(size_t rule) const {
  return std::find(stop_->rules.begin(), stop_->rules.end(), rule) != stop_->rules.end();
}

void Mistakes::ReportWords() {
  size_t run = 0;
  for (size_t i = 0; i < tokens_.size() && !sink_.full(); i++) {
    if (run < bad_runs_.size() && bad_runs_[run].range == RangeAt(i)) {
      const BadRun& bad = bad_runs_[run++];
      std::string_view text = file_.source->Text(bad.range);
      if (bad.too_long) {
        Say(Code::kRunTooLong, bad.range, {std::to_string(limits_.run_bytes)});
      } else if (bad.candidates.empty()) {
        if (WordProblem(i)) continue;
        diag::Diagnostic& d =
            Say(Code::kRunUndeclared, bad.unknown, {text, file_.source->Text(bad.unknown)});
        if (!bad.nearest.empty()) {
          d.notes.push_back({"最接近的名称是“" + bad.nearest + "”。",
                             "The nearest declared name is “" + bad.nearest + "”."});
          Fix(d, bad.unknown, bad.nearest);
        }
      } else {
        diag::Diagnostic& d = Say(Code::kRunAmbiguous, bad.range, {text});
        for (const std::string& candidate : bad.candidates) {
          d.notes.push_back({"可以读成：" + candidate, "It can be read as: " + candidate});
        }
      }
      bad_tokens_.push_back(i);
      continue;
    }
    WordProblem(i);
  }
}

// Problems that lie in one word, or in a number and the word after it.
// 2023/4/1, which would be a division: four digits, a month, a day, without a space between them.
bool Mistakes::SlashedDate(size_t i) {
  const auto within = [&](size_t k, size_t digits, int low, int high) {
    if (KindAt(k) != Kind::NUMBER || TextAt(k).size() > digits) return false;
    int value = 0;
    for (char c : TextAt(k)) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    return value >= low && value <= high;
  };
  for (size_t k = i + 1; k <= i + 4; k++)
    if (!Touches(k)) return false;
  if (!within(i, 4, 1900, 2199) || KindAt(i + 1) != Kind::DIV || !within(i + 2, 2, 1, 12) ||
      KindAt(i + 3) != Kind::DIV || !within(i + 4, 2, 1, 31))
    return false;
  const auto two = [this](size_t k) {
    return (TextAt(k).size() == 1 ? "0" : "") + std::string(TextAt(k));
  };
  const std::string date = std::string(TextAt(i)) + "-" + two(i + 2) + "-" + two(i + 4);
  source::Range range{RangeAt(i).begin, RangeAt(i + 4).end};
  Fix(Say(Code::kDateForm, range, {date, file_.source->Text(range)}), range, date);
  return true;
}
bool Mistakes::WordProblem(size_t i) {
  Kind kind = KindAt(i);
  std::string_view text = TextAt(i);
  auto bad = [&] {
    bad_tokens_.push_back(i);
    return true;
  };
  if (kind == Kind::NUMBER && DigitsOf(text) > limits_.number_digits) {
    Say(Code::kNumberTooLong, RangeAt(i), {std::to_string(limits_.number_digits)});
    return bad();
  }
  if (kind == Kind::NUMBER && SlashedDate(i)) return bad();
  if (kind != Kind::NAME || IsQuoted(text)) {
    if (kind == Kind::NAME && text.size() > limits_.name_bytes) {
      Say(Code::kNameTooLong, RangeAt(i), {std::to_string(limits_.name_bytes)});
      return bad();
    }
    return false;
  }
  if (text.size() > limits_.name_bytes) {
    Say(Code::kNameTooLong, RangeAt(i), {std::to_string(limits_.name_bytes)});
    return bad();
  }
  std::string name = NameText(text);
  if (declared_.names.contains(name)) return false;
  const Builtin* builtin = Words().FindBuiltin(name);
  if (builtin != nullptr && builtin->unit) return false;
  bool after_number = i > 0 && KindAt(i - 1) == Kind::NUMBER;
  source::Range both =
      after_number ? source::Range{RangeAt(i - 1).begin, RangeAt(i).end} : RangeAt(i);
  std::string whole(file_.source->Text(both));
  auto digits_only = [](std::string_view s) {
    return !s.empty() &&
           std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  // 5e3, 1E400; 5e-3 arrives as 5, e, -, 3
  if (after_number && Touches(i) && (name[0] == 'e' || name[0] == 'E') &&
      (digits_only(name.substr(1)) ||
       (name.size() == 1 && (KindAt(i + 1) == Kind::MINUS || KindAt(i + 1) == Kind::PLUS) &&
        Touches(i + 1) && KindAt(i + 2) == Kind::NUMBER && Touches(i + 2)))) {
    if (name.size() == 1) both.end = RangeAt(i + 2).end;
    Say(Code::kExponent, both, {file_.source->Text(both)});
    return bad();
  }
  // 5O0万, l00: letters that look like digits
  std::string digits = after_number && Touches(i) ? whole : name;
  if ((after_number && Touches(i)) || !after_number) {
    std::string corrected = source::FoldWidth(digits);
    size_t letters = 0, numerals = 0;
    for (char& c : corrected) {
      if (c == 'O' || c == 'o')
        c = '0', letters++;
      else if (c == 'l' || c == 'I')
        c = '1', letters++;
      else if (c >= '0' && c <= '9')
        numerals++;
    }
    Characters characters = Decode(corrected);
    bool number = std::all_of(characters.points.begin(), characters.points.end(), [](char32_t c) {
      return (c >= '0' && c <= '9') || c == '.' || c == U'万' || c == U'亿' || c == U'元' ||
             c == '%' || c == U'‰';
    });
    if (number && letters > 0 && numerals > 0) {
      char first = *std::find_if(digits.begin(), digits.end(), [](char c) {
        return c == 'O' || c == 'o' || c == 'l' || c == 'I';
      });
      bool zero = first == 'O' || first == 'o';
      std::string shown(1, first), digit(zero ? "0" : "1");
      diag::Diagnostic& d = Say(Code::kLookAlike, both,
                                {digits,
                                 {"字母 " + shown + " 不是数字 " + digit,
                                  "the letter " + shown + " is not the digit " + digit},
                                 corrected});
      Fix(d, both, corrected);
      return bad();
    }
  }
  if (!after_number) return false;
  if ((name == "年底" || name == "年末") && TextAt(i - 1).size() == 4 && digits_only(TextAt(i - 1))) {
    const std::string day = std::string(TextAt(i - 1)) + "年12月31日";
    Fix(Say(Code::kYearEnd, both, {whole, day}), both, day);
    return bad();
  }
  auto begins = [&name](std::string_view with) { return name.starts_with(with); };
  auto ends = [&name](std::string_view with) { return name.ends_with(with); };
  if (begins("余") || ends("余") || ends("左右") || ends("上下") || begins("多") || name == "来") {
    Say(Code::kVagueNumber, both, {whole});
    return bad();
  }
  for (std::string_view part : {"万亿", "万", "亿"}) {
    if (!begins(part) || Touches(i)) continue;
    std::string joined = std::string(TextAt(i - 1)) + std::string(text);
    diag::Diagnostic& d = Say(Code::kSpaceInNumber, both, {part, joined});
    Fix(d, {RangeAt(i - 1).end, RangeAt(i).begin}, "");
    d.fixes.back().title = {"删去空格", "Delete the space"};
    return bad();
  }
  return false;
}

std::optional<Stop> Mistakes::Refused(size_t begin) {
  // Up to the next declaration; an `if` in brackets begins none. The depth of brackets is looked at
  // before reading: the generated parser looks ahead over all of them, at a cost that grows faster
  // than their number.
  size_t end = begin + 1, depth = 0, rows = 0;
  for (; KindAt(end) != Kind::END; end++) {
    Kind kind = KindAt(end);
    if ((depth == 0 || kind != Kind::IF) && StartsHere(tokens_, end)) break;
    rows += kind == Kind::DPIPE;
    if (kind == Kind::LPAREN || kind == Kind::LBRACK) depth++;
    if ((kind == Kind::RPAREN || kind == Kind::RBRACK) && depth > 0) depth--;
    if (depth > limits_.nesting) {
      Say(Code::kTooDeep, RangeAt(end), {std::to_string(limits_.nesting)});
      return Stop{begin, end, {}, true, false};
    }
  }
  bool table = KindAt(begin) == Kind::TABLE || KindAt(begin) == Kind::TESTS;
  if (table && rows > limits_.table_rows + 1) {
    Say(Code::kTableTooLong, RangeAt(begin),
        {std::to_string(rows - 1), std::to_string(limits_.table_rows)});
    return Stop{begin, end, {}, true, false};
  }
  if (end - begin > kDeclarationTokens) {
    Say(Code::kChainTooLong, RangeAt(begin));
    return Stop{begin, end, {}, true, false};
  }
  auto first = std::lower_bound(bad_tokens_.begin(), bad_tokens_.end(), begin);
  if (first == bad_tokens_.end() || *first >= end) return std::nullopt;
  return Stop{begin, *first, {}, true, false};
}

bool Mistakes::ReportRows(const ast::Declaration& declaration) {
  bool any = false;
  if (declaration.table == nullptr) return any;
  const ast::TableHead& head = *declaration.table;
  for (const ast::TableRow& row : declaration.rows) {
    if (row.conditions.size() == head.conditions.size() &&
        row.results.size() == head.results.size())
      continue;
    diag::Diagnostic& d =
        Say(Code::kCellCount, row.range,
            {std::to_string(row.conditions.size()), std::to_string(row.results.size()),
             std::to_string(head.conditions.size()), std::to_string(head.results.size())});
    d.labels.push_back({head.range, {"表头", "the head"}});
    any = true;
  }
  return any;
}
void Mistakes::ReportTroubles(const std::vector<Builder::Trouble>& troubles) {
  for (const Builder::Trouble& trouble : troubles) {
    diag::Diagnostic& said = Say(trouble.code, trouble.range, trouble.arguments);
    if (!trouble.fix.empty()) Fix(said, trouble.range, trouble.fix);
  }
}
void Mistakes::ReportChains(const std::vector<source::Range>& chains) {
  for (source::Range range : chains) Say(Code::kChainTooLong, range);
}

size_t Mistakes::Report(const Stop& stop) {
  size_t k = resume_ = stop.token;
  if (stop.reported) return k;
  stop_ = &stop;
  // Two names in a row may begin 称号 省级以上: without the bound the second one is what does not fit.
  const bool condition = InRule(Rules::RuleExpr) || InRule(Rules::RulePhrase) ||
                         InRule(Rules::RuleCondition);
  if (k > stop.begin + 2 && condition &&
      IsNameLike(KindAt(k - 1)) &&
      (IsNameLike(KindAt(k - 2)) || KindAt(k - 2) == Kind::RPAREN) && !IsNameLike(KindAt(k)) &&
      KindAt(k - 3) != Kind::NUMBER)
    k = resume_ = k - 1;
  begin_ = stop.begin;
  if (stop.too_deep) {
    Say(Code::kTooDeep, RangeAt(k), {std::to_string(limits_.nesting)});
    return k;
  }
  bool known = Stray(k) || ForeignSigns(k) || Numbers(k) || Start(k) || Tables(k) || Items(k) ||
               Declarations(k) || Lists(k) || ListBrackets(k) || Conditions(k) || Choices(k) ||
               Brackets(k) || Reserved(k) || Operands(k);
  if (!known) Say(Code::kNotUnderstood, RangeAt(k), {Shown(k)});
  return resume_;
}

}  // namespace pol::parse
