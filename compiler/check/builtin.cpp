#include "compiler/check/builtin.h"

#include <map>

namespace pol::check {
namespace {

enum class Kind : uint8_t { TYPE, UNIT, VALUE, FUNCTION, WORD };
struct Row {
  Kind kind;
  std::string_view english, chinese;
};
constexpr Row kRows[] = {
#define POL_BUILTIN(kind, english, chinese, meaning) {Kind::kind, english, chinese},
#include "grammar/builtins.def"
#undef POL_BUILTIN
};

struct Names {
  std::map<std::string, std::string_view, std::less<>> key;
  std::vector<std::string> spellings;
};

void Split(std::string_view list, std::vector<std::string>* out) {
  size_t begin = 0;
  while (begin < list.size()) {
    size_t end = list.find(' ', begin);
    if (end == std::string_view::npos) end = list.size();
    if (end > begin) out->emplace_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
}

Names Collect(Kind kind) {
  Names names;
  for (const Row& row : kRows) {
    if (row.kind != kind) continue;
    std::vector<std::string> english, chinese;
    Split(row.english, &english);
    Split(row.chinese, &chinese);
    // Words that stand together in one row ("sum max min", "合计 最大 最小") each mean themselves.
    const bool apart = kind == Kind::WORD && english.size() > 1;
    for (size_t i = 0; i < english.size(); ++i) {
      const std::string_view key = row.english.substr(
          apart ? row.english.find(english[i]) : 0, apart ? english[i].size() : english[0].size());
      names.key.emplace(english[i], key);
      if (apart && i < chinese.size()) names.key.emplace(chinese[i], key);
    }
    if (!apart) {
      const std::string_view key = row.english.substr(0, english[0].size());
      for (const std::string& spelling : chinese) names.key.emplace(spelling, key);
    }
    names.spellings.insert(names.spellings.end(), english.begin(), english.end());
    names.spellings.insert(names.spellings.end(), chinese.begin(), chinese.end());
  }
  return names;
}

const Names& Of(Kind kind) {
  static const Names kTypes = Collect(Kind::TYPE), kFunctions = Collect(Kind::FUNCTION),
                     kWords = Collect(Kind::WORD), kValues = Collect(Kind::VALUE);
  switch (kind) {
    case Kind::TYPE:
      return kTypes;
    case Kind::FUNCTION:
      return kFunctions;
    case Kind::VALUE:
      return kValues;
    default:
      return kWords;
  }
}

std::string_view Look(Kind kind, std::string_view name) {
  const Names& names = Of(kind);
  const auto found = names.key.find(name);
  return found == names.key.end() ? std::string_view() : found->second;
}

}  // namespace

std::string_view BuiltinType(std::string_view name) { return Look(Kind::TYPE, name); }
std::string_view BuiltinFunction(std::string_view name) { return Look(Kind::FUNCTION, name); }
std::string_view BuiltinWord(std::string_view name) { return Look(Kind::WORD, name); }
std::string_view BuiltinValue(std::string_view name) { return Look(Kind::VALUE, name); }
const std::vector<std::string>& BuiltinTypeNames() { return Of(Kind::TYPE).spellings; }
const std::vector<std::string>& BuiltinFunctionNames() { return Of(Kind::FUNCTION).spellings; }
const std::vector<std::string>& BuiltinWordNames() { return Of(Kind::WORD).spellings; }

}  // namespace pol::check
