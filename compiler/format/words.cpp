#include "compiler/format/words.h"

#include <array>
#include <vector>

namespace pol::format {
namespace {

using ast::TokenKind;

struct Row {
  TokenKind kind;
  std::string_view english, chinese;
};
constexpr Row kKeywords[] = {
#define POL_KEYWORD(token, kind, glue, english, chinese, meaning) \
  {TokenKind::token, english, chinese},
#include "grammar/keywords.def"
#undef POL_KEYWORD
};

// Pairs that first spellings would not give: the exact sense is kept, and what English says in two
// words.
struct Pair {
  TokenKind kind;
  std::string_view chinese, english;
};
constexpr Pair kPairs[] = {
    {TokenKind::OVER, "晚于", "after"},
    {TokenKind::OVER, "突破", "突破"},  // not exact: no English word leaves it as open
    {TokenKind::BELOW, "早于", "before"},
    {TokenKind::REACHES, "达到", "reaches"},
    {TokenKind::REACHES, "达", "reaches"},
    {TokenKind::REACHES, "满", "reaches"},
    {TokenKind::REACHES, "届满", "reaches"},
    {TokenKind::REACHES, "", "at least"},  // every other spelling
    {TokenKind::ATMOST, "", "at most"},
    {TokenKind::ISNOT, "", "is not"},
    {TokenKind::NONMEMBER, "", "not in"},
    {TokenKind::ORMORE, "", "or more"},
    {TokenKind::ORLESS, "", "or less"},
    {TokenKind::CAPPED, "", "capped at"},
    {TokenKind::FLOORED, "", "floored at"},
    {TokenKind::MUSTNOT, "", "shall not"},
    {TokenKind::PRINCIPLE, "", "in principle"},
    {TokenKind::NORULE, "", "no rule"},
    {TokenKind::YES, "", "yes"},
    {TokenKind::NAY, "", "no"},
};

std::string_view First(std::string_view spellings) {
  const std::string_view word = spellings.substr(0, spellings.find(' '));
  return word.substr(0, word.find(':'));  // "超:R" carries its glue
}

// -------------------------------------------------------------------------------------------
// built-ins
struct Builtin {
  Place place;
  std::string_view english, chinese;
};
constexpr Place TYPE = Place::kType, UNIT = Place::kUnit, VALUE = Place::kValue,
                FUNCTION = Place::kFunction, WORD = Place::kWord;
constexpr Builtin kBuiltins[] = {
#define POL_BUILTIN(kind, english, chinese, meaning) {kind, english, chinese},
#include "grammar/builtins.def"
#undef POL_BUILTIN
};
// Rows that hold several units: which is which. The first of a name is what the other script
// writes.
constexpr Builtin kUnits[] = {
    {UNIT, "yuan", "元"},
    {UNIT, "fen", "分"},
    {UNIT, "jiao", "角"},
    {UNIT, "usd", "美元"},
    {UNIT, "days", "天"},
    {UNIT, "day", "天"},
    {UNIT, "days", "日"},
    {UNIT, "workdays", "个工作日"},
    {UNIT, "workday", "个工作日"},
    {UNIT, "workdays", "工作日"},
    {UNIT, "months", "个月"},
    {UNIT, "month", "月"},
    {UNIT, "years", "年"},
    {UNIT, "year", "年"},
    {UNIT, "hours", "小时"},
    {UNIT, "hour", "小时"},
    {UNIT, "hours", "个小时"},
    {UNIT, "minutes", "分钟"},
    {UNIT, "minute", "分钟"},
    {UNIT, "weeks", "周"},
    {UNIT, "week", "周"},
    {UNIT, "bp", "个基点"},
    {UNIT, "bp", "基点"},
    {UNIT, "points", "个百分点"},
    {UNIT, "points", "百分点"},
    {UNIT, "times", "倍"},
    {UNIT, "m2", "平方米"},
    {UNIT, "ha", "公顷"},
    {UNIT, "mu", "亩"},
    {UNIT, "km", "公里"},
    {UNIT, "km", "千米"},
    {UNIT, "cm", "厘米"},
    {UNIT, "mm", "毫米"},
    {UNIT, "l", "升"},
    {UNIT, "ml", "毫升"},
    {UNIT, "g", "克"},
    {UNIT, "kwh", "千瓦时"},
    {UNIT, "kwh", "度"},
    {UNIT, "seconds", "秒"},
    {UNIT, "second", "秒"},
    {UNIT, "years", "岁"},
    {UNIT, "m", "米"},
    {UNIT, "m3", "立方米"},
    {UNIT, "t", "吨"},
    {UNIT, "kg", "千克"},
    {UNIT, "kg", "公斤"},
};
constexpr size_t kNowhere = static_cast<size_t>(-1);

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const size_t space = text.find(' ');
    words.push_back(text.substr(0, space));
    text = space == std::string_view::npos ? "" : text.substr(space + 1);
  }
  return words;
}

size_t IndexOf(std::string_view spellings, std::string_view word) {
  const std::vector<std::string_view> words = Words(spellings);
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word) return i;
  }
  return kNowhere;
}

// Names of equal rank in a row are twins if there are as many in both scripts; otherwise all spell
// the one thing.
std::string_view Twin(const Builtin& row, std::string_view name, Script script) {
  const std::string_view from = script == Script::kEnglish ? row.chinese : row.english;
  const std::string_view to = script == Script::kEnglish ? row.english : row.chinese;
  const size_t index = IndexOf(from, name);
  if (index == kNowhere) return "";
  const std::vector<std::string_view> targets = Words(to);
  return targets.size() == Words(from).size() ? targets[index] : targets[0];
}

}  // namespace

bool IsKeyword(TokenKind kind) { return kind < TokenKind::INSTANT; }

std::string_view Spelling(TokenKind kind, std::string_view text, Script script) {
  for (const Pair& pair : kPairs) {
    if (pair.kind != kind) continue;
    if (script == Script::kEnglish && (pair.chinese.empty() || pair.chinese == text)) {
      return pair.english;
    }
    if (script == Script::kChinese && !pair.chinese.empty() && pair.english == text) {
      return pair.chinese;
    }
  }
  for (const Row& row : kKeywords) {
    if (row.kind == kind) return First(script == Script::kEnglish ? row.english : row.chinese);
  }
  return "";
}

std::string_view BuiltinSpelling(Place place, std::string_view name, Script script) {
  if (place == Place::kUnit) {
    for (const Builtin& unit : kUnits) {
      if ((script == Script::kEnglish ? unit.chinese : unit.english) != name) continue;
      return script == Script::kEnglish ? unit.english : unit.chinese;
    }
    return name;
  }
  for (const Builtin& row : kBuiltins) {
    if (row.place != place) continue;
    const std::string_view twin = Twin(row, name, script);
    if (!twin.empty()) return twin;
  }
  return name;
}

bool SameBuiltin(std::string_view a, std::string_view b) {
  for (const Builtin& unit : kUnits) {
    if ((unit.chinese == a && unit.english == b) || (unit.chinese == b && unit.english == a)) {
      return true;
    }
    // 天 and 日 are both days.
    for (const Builtin& other : kUnits) {
      if (unit.chinese == a && other.chinese == b && unit.english == other.english) return true;
      if (unit.english == a && other.english == b && unit.chinese == other.chinese) return true;
    }
  }
  for (const Builtin& row : kBuiltins) {
    if (row.place == Place::kUnit) continue;
    if (Twin(row, a, Script::kEnglish) == b || Twin(row, a, Script::kChinese) == b ||
        Twin(row, b, Script::kEnglish) == a || Twin(row, b, Script::kChinese) == a) {
      return true;
    }
  }
  return false;
}

}  // namespace pol::format
