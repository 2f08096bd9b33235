// Words for messages: values as written, types in the drafter's words.
#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"

namespace pol::check {

diag::Diagnostic& Checker::Report(Code code, Range range, std::vector<Text> arguments) {
  return sink_.Report(code, range, std::move(arguments));
}

std::string Checker::Source(Range range) const {
  std::string out;
  bool space = false;
  for (const char c : file_.source->Text(range)) {
    if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

Text Checker::Describe(Index index) const {
  if (index == kNoType) return {"不明", "unknown"};
  const program::Type& type = T(index).type;
  const auto with = [&](const char* zh, const char* en) {
    if (type.unit.empty()) return Text(zh, en);
    return Text(std::string(zh) + "（" + type.unit + "）",
                std::string(en) + " (" + type.unit + ")");
  };
  switch (type.kind) {
    case TypeKind::kBoolean:
      return {"是或否", "a yes or no"};
    case TypeKind::kInteger:
      return with("整数", "a whole number");
    case TypeKind::kDecimal:
      return with("数值", "a number");
    case TypeKind::kRate:
      return type.unit.empty()
                 ? Text("比率", "a rate")
                 : Text("比率（每" + type.unit + "）", "a rate (per " + type.unit + ")");
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      if (type.unit.empty() || type.unit == "元") return {"金额", "an amount of money"};
      return with("金额", "an amount of money");
    case TypeKind::kQuantity:
      return with("带单位的数值", "a quantity");
    case TypeKind::kDate:
      return {"日期", "a date"};
    case TypeKind::kMonth:
      return {"年月", "a month of a year"};
    case TypeKind::kInstant:
      return {"时刻（日期和钟点）", "a moment (date and clock)"};
    case TypeKind::kClock:
      return {"钟点", "a time of day"};
    case TypeKind::kHours:
      return {"小时数", "a number of hours"};
    case TypeKind::kDays:
      return {"天数", "a number of days"};
    case TypeKind::kWorkdays:
      return {"工作日数", "a number of working days"};
    case TypeKind::kMonths:
      return type.unit == "年" ? Text("年数", "a number of years")
                               : Text("月数", "a number of months");
    case TypeKind::kText:
      return {"文字", "text"};
    case TypeKind::kEnum: {
      const std::string& name = model_.enums[static_cast<size_t>(type.enumeration)].name;
      return {"“" + name + "”列出的取值", "one of the values of " + name};
    }
    case TypeKind::kList:
    case TypeKind::kSet: {
      const bool set = type.kind == TypeKind::kSet;
      const Text item = Describe(T(index).element);
      return {(set ? "集合（每项是" : "列表（每项是") + item.zh + "）",
              (set ? "a set (each item " : "a list (each item ") + item.en + ")"};
    }
    case TypeKind::kRecord: {
      if (!type.name.empty()) return {"记录“" + type.name + "”", "a record of " + type.name};
      std::string fields;
      for (const program::Field& field : type.fields) {
        fields += (fields.empty() ? "" : "、") + field.name;
      }
      return {"有“" + fields + "”各栏的记录", "a record of " + fields};
    }
  }
  return {"不明", "unknown"};
}

Text Checker::DescribeUnit(Index index) const {
  const program::Type& type = T(index).type;
  switch (type.kind) {
    case TypeKind::kHours:
      return {"小时", "hours"};
    case TypeKind::kDays:
      return {"天", "days"};
    case TypeKind::kWorkdays:
      return {"工作日", "working days"};
    case TypeKind::kMonths:
      return type.unit == "年" ? Text("年", "years") : Text("月", "months");
    case TypeKind::kMoney:
    case TypeKind::kExactMoney:
      return type.unit.empty() ? Text("元", "yuan") : Text(type.unit);
    case TypeKind::kRate:
      return type.unit.empty() ? Text("比率", "a plain rate")
                               : Text("每" + type.unit + "的比率", "a rate per " + type.unit);
    default:
      return type.unit.empty() ? Text("没有单位的数", "a number without unit") : Text(type.unit);
  }
}

Text Checker::MemberList(Index enumeration) const {
  std::string zh, en;
  const auto& members = model_.enums[static_cast<size_t>(enumeration)].members;
  constexpr size_t kMost = 12;
  for (size_t i = 0; i < members.size() && i < kMost; ++i) {
    if (i > 0) zh += "、", en += ", ";
    zh += members[i].name;
    en += members[i].alias.empty() ? members[i].name : members[i].alias;
  }
  if (members.size() > kMost) {
    zh += "……共" + std::to_string(members.size()) + "项";
    en += ", … (" + std::to_string(members.size()) + " in all)";
  }
  return {zh, en};
}

Text Checker::Suggestion(std::string_view near) const {
  if (near.empty()) return {"", ""};
  return {"是不是“" + std::string(near) + "”？", " Did you mean “" + std::string(near) + "”?"};
}

void Checker::ReportName(Code code, Range range, std::vector<Text> arguments,
                         const std::string& near) {
  // The same slip in ten places is one cause.
  std::string key = std::to_string(static_cast<int>(code));
  for (const Text& argument : arguments) key += "|" + argument.zh;
  if (!names_reported_.insert(key).second) return;
  arguments.push_back(Suggestion(near));
  diag::Diagnostic& diagnostic = Report(code, range, std::move(arguments));
  if (!near.empty()) {
    diagnostic.fixes.push_back({range, near, {"改为“" + near + "”", "Change to “" + near + "”"}});
  }
}

std::vector<std::string> Checker::ValueNames() const {
  std::vector<std::string> names;
  for (const Symbol& symbol : model_.symbols) {
    switch (symbol.kind) {
      case SymbolKind::kInput:
      case SymbolKind::kRecord:
      case SymbolKind::kParameter:
      case SymbolKind::kDefinition:
      case SymbolKind::kGroup:
        names.push_back(symbol.name);
        if (!symbol.alias.empty()) names.push_back(symbol.alias);
        break;
      default:
        break;
    }
  }
  return names;
}

std::vector<std::string> Checker::InputNames() const {
  std::vector<std::string> names;
  for (const Symbol& symbol : model_.symbols) {
    if (symbol.kind != SymbolKind::kInput && symbol.kind != SymbolKind::kRecord) continue;
    names.push_back(symbol.name);
    if (!symbol.alias.empty()) names.push_back(symbol.alias);
  }
  return names;
}

std::vector<std::string> Checker::DefinitionNames() const {
  std::vector<std::string> names;
  for (const Symbol& symbol : model_.symbols) {
    if (symbol.kind != SymbolKind::kDefinition && symbol.kind != SymbolKind::kGroup) continue;
    names.push_back(symbol.name);
    if (!symbol.alias.empty()) names.push_back(symbol.alias);
  }
  return names;
}

}  // namespace pol::check
