#include "compiler/parse/paste_cell.h"

#include <vector>

#include "compiler/parse/cut_words.h"
#include "compiler/parse/lex.h"

namespace pol::parse {
namespace {

using Run = std::u32string;

Run ToRun(std::string_view text) {
  Run run;
  for (char32_t c : Decode(text).points) run += Fold(c);
  return run;
}
std::string ToText(const Run& run) {
  std::string text;
  for (char32_t c : run) {
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += static_cast<char>(0xC0 | c >> 6);
      text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      text += static_cast<char>(0xE0 | c >> 12);
      text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      text += static_cast<char>(0xF0 | c >> 18);
      text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
      text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
  return text;
}

bool IsDash(char32_t c) {
  return c == '-' || c == U'—' || c == U'–' || c == U'─' || c == U'－' || c == U'~' || c == U'～';
}
bool IsSpace(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x3000; }

struct Number {
  size_t begin, end;  // digits, point, 万 or 亿, % or ‰
  size_t digits;      // end of the digits
};

// A number of a cell, without the commas of its thousands; those are taken out of the run.
bool TakeNumber(Run* run, size_t at, Number* number, bool* commas) {
  if (at >= run->size() || !IsDigit((*run)[at])) return false;
  size_t i = at;
  while (i < run->size()) {
    const char32_t c = (*run)[i];
    const auto digit = [&](size_t k) { return k < run->size() && IsDigit((*run)[k]); };
    if (c == ',' && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4) && i > at &&
        i - at <= 3 + (*commas ? 9 : 0)) {
      run->erase(i, 1);
      *commas = true;
    } else if (IsDigit(c) || (c == '.' && digit(i + 1))) {
      ++i;
    } else {
      break;
    }
  }
  number->begin = at;
  number->digits = i;
  while (i < run->size() && ((*run)[i] == U'万' || (*run)[i] == U'亿')) ++i;
  if (i < run->size() && ((*run)[i] == '%' || (*run)[i] == U'‰')) ++i;
  number->end = i;
  return true;
}

// 2023-04-01, 2023年: no dash or unit of this module's concern.
bool IsDateLike(const Run& run, const Number& number) {
  if (number.digits - number.begin != 4) return false;
  const char32_t next = number.end < run.size() ? run[number.end] : U' ';
  return next == U'年' || (next == '-' && number.end + 2 < run.size() &&
                           IsDigit(run[number.end + 1]) &&
                           (run[number.end + 2] == '-' || IsDigit(run[number.end + 2])));
}

// Does a word stand here that is no unit: 以下, 至, （含）, or nothing at all?
bool UnitIsMissing(const Run& run, size_t at) {
  while (at < run.size() && IsSpace(run[at])) ++at;
  if (at == run.size()) return true;
  const char32_t c = run[at];
  if (!IsHan(c)) return !IsLetter(c);
  for (const char32_t* word : {U"以", U"及以", U"内", U"至", U"（", U"或", U"且", U"含", U"不", U"超"}) {
    if (run.compare(at, std::u32string_view(word).size(), word) == 0) return true;
  }
  return false;
}

}  // namespace

bool IsPlainName(std::string_view name) {
  const Run run = ToRun(name);
  if (run.empty() || IsDigit(run[0])) return false;
  for (char32_t c : run) {
    if (!IsHan(c) && !IsLetter(c) && !IsDigit(c)) return false;
  }
  return true;
}

std::string ReadCell(std::string_view cell, const std::string& unit, bool* guessed) {
  Run run = ToRun(cell);
  bool dashes = true;
  for (char32_t c : run) dashes &= IsDash(c) || c == '/' || IsSpace(c);
  if (dashes) return "-";
  const Run own = ToRun(unit);
  for (size_t i = 0; i < run.size();) {
    Number number;
    bool commas = false;
    const bool inside = i > 0 && (IsLetter(run[i - 1]) || IsDigit(run[i - 1]));
    if (inside || !TakeNumber(&run, i, &number, &commas)) {
      ++i;
      continue;
    }
    *guessed |= commas;
    if (IsDateLike(run, number)) {
      i = number.end;
      while (i < run.size() && (IsDigit(run[i]) || IsDash(run[i]) || run[i] == U'年' ||
                                run[i] == U'月' || run[i] == U'日'))
        ++i;
      continue;
    }
    // 500-1000万: a range, and the number on the left counts in ten thousands too.
    size_t dash = number.end;
    while (dash < run.size() && IsSpace(run[dash])) ++dash;
    size_t right = dash;
    while (right < run.size() && (IsDash(run[right]) || IsSpace(run[right]))) ++right;
    Number high;
    bool high_commas = false;
    if (right > dash && dash < run.size() && IsDash(run[dash]) &&
        TakeNumber(&run, right, &high, &high_commas)) {
      *guessed |= high_commas || run[dash] != '~';
      const Run scale = run.substr(high.digits, high.end - high.digits);
      run.replace(number.end, right - number.end, U"~");
      if (number.end == number.digits && !scale.empty() && run.compare(number.begin, number.end - number.begin, U"0") != 0) {
        run.insert(number.end, scale);
        number.end += scale.size();
        *guessed = true;
      }
    }
    const char32_t last = run[number.end - 1];
    if (!own.empty() && last != '%' && last != U'‰' && UnitIsMissing(run, number.end)) {
      const bool scaled = last == U'万' || last == U'亿';
      const Run added = scaled && (own[0] == U'万' || own[0] == U'亿') ? own.substr(1) : own;
      run.insert(number.end, added);
      number.end += added.size();
    }
    i = number.end;
  }
  return ToText(run);
}

}  // namespace pol::parse
