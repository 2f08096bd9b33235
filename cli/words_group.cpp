// Groups of conditions that the policy writes item by item, read item by item.
#include "cli/words.h"

namespace pol::cli {
namespace {

using program::Node;
using program::Op;

}  // namespace

bool Words::IsGroup(Index index) const {
  if (index < 0) return false;
  const Node& at = node(index);
  return (at.op == Op::kAnd || at.op == Op::kOr || at.op == Op::kAtLeast) && !at.ordinals.empty();
}

std::vector<Index> Words::Clauses(Index index) const {
  if (index < 0) return {};
  if (IsGroup(index) || node(index).op != Op::kAnd) {
    return Parts(index).empty() ? std::vector<Index>{} : std::vector<Index>{index};
  }
  std::vector<Index> clauses;
  for (const Index child : node(index).children) {
    for (const Index clause : Clauses(child)) clauses.push_back(clause);
  }
  return clauses;
}

std::string Words::GroupHead(const Node& at) const {
  switch (at.op) {
    case Op::kAnd:
      return Say(language_, Message::kAllOfHead);
    case Op::kOr:
      return Say(language_, Message::kAnyOfHead);
    default:
      return Say(language_, Message::kAtLeastOfHead, at.a);
  }
}

// "①", "①“初次”：", "“主体”：": the number and the label of an item, as far as it has them.
std::string Words::ItemHead(const Node& group, size_t item) const {
  const std::string ordinal = item < group.ordinals.size() ? group.ordinals[item] : "";
  std::string label = item < group.labels.size() ? group.labels[item] : "";
  if (label == ordinal) label.clear();
  std::string head = ordinal;
  if (!ordinal.empty() && !chinese()) head += " ";
  if (!label.empty()) head += Say(language_, Message::kLabelled, label, "");
  return head;
}

void Words::AddLines(Index index, int depth, const std::string& head,
                     std::vector<std::string>* lines) const {
  // Blanks of one width in text, Markdown and HTML alike.
  std::string indent;
  for (int i = 0; i < depth; ++i) indent += "　";
  if (!IsGroup(index)) {
    lines->push_back(indent + head + Condition(index));
    return;
  }
  const Node& at = node(index);
  lines->push_back(indent + head + GroupHead(at));
  for (size_t i = 0; i < at.children.size(); ++i) {
    std::string item = ItemHead(at, i);
    if (item.empty()) item = chinese() ? "· " : "- ";
    AddLines(at.children[i], depth + 1, item, lines);
  }
}

std::vector<std::string> Words::Lines(Index index) const {
  std::vector<std::string> lines;
  if (IsGroup(index)) {
    AddLines(index, 0, "", &lines);
  } else {
    lines.push_back(Formula(index));
  }
  return lines;
}

std::string Words::Group(const Node& at, bool bare) const {
  const bool conjunction = at.op == Op::kAnd;
  const bool itemized = !at.ordinals.empty();
  std::vector<std::string> parts;
  for (size_t i = 0; i < at.children.size(); ++i) {
    const Index child = at.children[i];
    std::string part = Condition(child, bare && i > 0 && !itemized);
    const Op op = node(child).op;
    if (op == Op::kOr || (op == Op::kAnd && !conjunction) || op == Op::kAtLeast)
      part = Say(language_, Message::kInBrackets, part);
    parts.push_back(ItemHead(at, i) + part);
  }
  if (itemized)
    return GroupHead(at) + (chinese() ? "" : " ") + JoinWith(parts, chinese() ? "；" : "; ");
  if (at.op == Op::kAtLeast)
    return Say(language_, Message::kAtLeastOf, at.a, Join(parts, language_));
  return JoinWith(parts, Say(language_, conjunction ? Message::kAnd : Message::kOr));
}

}  // namespace pol::cli
