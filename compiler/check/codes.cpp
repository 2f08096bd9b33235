// Lists of codes read from a file: `enum from "gbt4754-2017.csv"` (semantics 1.3).
#include <algorithm>
#include <unordered_map>

#include "compiler/check/checker.h"
#include "compiler/check/data_file.h"
#include "compiler/source/source.h"
#include "runtime/program/codes.h"

namespace pol::check {
namespace {

constexpr size_t kMostCodes = 10'000;

struct Problem {
  int line = 0;  // 0: none
  Text text;
};

// The members in the order of the tree, each before those below it.
Problem ReadTree(const DataTable& table, std::vector<program::Member>* members) {
  const std::vector<DataTable::Row>& rows = table.rows;
  if (rows.size() > kMostCodes) {
    const std::string most = std::to_string(kMostCodes);
    return {rows[kMostCodes].line, {"代码不能超过 " + most + " 个", "more than " + most + " codes"}};
  }
  std::unordered_map<std::string, size_t> by_code;
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string code = source::FoldWidth(rows[i].cells[0]);
    if (code.empty()) return {rows[i].line, {"没有写代码", "it has no code"}};
    if (!by_code.emplace(code, i).second) {
      return {rows[i].line, {"代码“" + code + "”前面已经写过一行",
                             "the code “" + code + "” has a row before"}};
    }
  }
  std::vector<std::vector<size_t>> below(rows.size());
  std::vector<size_t> open;  // still to be placed, the next at the end
  for (size_t i = rows.size(); i-- > 0;) {
    const std::string parent = source::FoldWidth(rows[i].cells[2]);
    if (parent.empty()) {
      open.push_back(i);
      continue;
    }
    const auto found = by_code.find(parent);
    if (found == by_code.end()) {
      return {rows[i].line, {"上级代码“" + parent + "”没有自己的一行",
                             "the code above, “" + parent + "”, has no row"}};
    }
    below[found->second].push_back(i);
  }
  std::vector<size_t> parents;  // of the members placed; their own index at the top
  std::vector<std::pair<size_t, size_t>> stack;
  for (const size_t root : open) stack.emplace_back(root, SIZE_MAX);
  while (!stack.empty()) {
    const auto [row, parent] = stack.back();
    stack.pop_back();
    const size_t member = members->size();
    program::Member made;
    made.name = source::FoldWidth(rows[row].cells[0]);
    made.alias = source::FoldWidth(rows[row].cells[1]);
    made.last = static_cast<Index>(member);
    members->push_back(std::move(made));
    parents.push_back(parent);
    for (const size_t child : below[row]) stack.emplace_back(child, member);
  }
  if (members->size() < rows.size()) {
    // Codes that stand above each other in a ring hang on no root.
    std::vector<bool> placed(rows.size(), false);
    for (const program::Member& member : *members) placed[by_code.at(member.name)] = true;
    size_t first = 0;
    while (placed[first]) ++first;
    return {rows[first].line, {"上级代码绕成了一圈", "the codes above it come back to itself"}};
  }
  for (size_t i = members->size(); i-- > 0;) {
    if (parents[i] == SIZE_MAX) continue;
    program::Member& above = (*members)[parents[i]];
    above.last = std::max(above.last, (*members)[i].last);
  }
  return {};
}

}  // namespace

// The enum of a file of codes; -1 after a message.
Index Checker::CodesOf(const ast::Type& type, std::string_view owner) {
  const std::string path(type.file.text);
  const source::Source* source = LoadData(path, type.file.range);
  if (source == nullptr) return -1;
  const std::string key = "#" + source->name() + (type.open ? "~" : "!");
  if (const auto known = enum_index_.find(key); known != enum_index_.end()) return known->second;
  const DataTable table =
      ReadData(*source, {{"code", "代码"}, {"name", "名称"}, {"parent", "上级代码"}}, 2);
  program::EnumType made;
  made.name = std::string(owner);
  made.open = type.open;
  made.tree = true;
  Problem problem = {table.problem_line, table.problem};
  if (problem.line == 0) problem = ReadTree(table, &made.members);
  if (problem.line > 0) {
    Report(Code::kBadDataRow, type.file.range,
           {path, std::to_string(problem.line), problem.text});
    return -1;
  }
  const Index index = static_cast<Index>(model_.enums.size());
  model_.enums.push_back(std::move(made));
  enum_index_.emplace(key, index);
  return index;
}

// The code that `word` stands for, by itself or by what it is called.
Index Checker::CodeValue(const Expr& expr, std::string_view word, Index hint) {
  ExprInfo& info = Info(expr);
  const program::EnumType& tree = model_.enums[static_cast<size_t>(T(hint).type.enumeration)];
  const std::vector<Index> found = program::MembersCalled(tree, word);
  if (found.size() == 1) {
    info.ref = Ref::kLiteral;
    info.literal = value::Value(Rational(found[0]));
    return Set(expr, WithOptional(hint, false));
  }
  if (found.empty() && tree.open) {
    info.ref = Ref::kLiteral;
    info.literal = value::Value::Text(std::string(word));
    return Set(expr, WithOptional(hint, false));
  }
  if (found.empty()) {
    std::vector<std::string> names;
    for (const program::Member& member : tree.members) {
      names.push_back(member.name);
      names.push_back(member.alias);
    }
    ReportName(Code::kUnknownMember, expr.range,
               {tree.name, std::string(word), MemberList(T(hint).type.enumeration)},
               diag::Nearest(word, names));
    return Set(expr, kNoType);
  }
  std::string codes;
  for (const Index member : found) {
    if (!codes.empty()) codes += "、";
    codes += tree.members[static_cast<size_t>(member)].name;
  }
  Report(Code::kCodeUnclear, expr.range, {std::string(word), codes});
  return Set(expr, kNoType);
}

}  // namespace pol::check
