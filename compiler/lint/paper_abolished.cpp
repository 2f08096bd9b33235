// A paper that the text says is no longer asked for, and that stands among what has to be handed in (check 16).
#include <algorithm>
#include <set>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

using program::Node;
using program::Op;
using program::Policy;
using program::Type;
using program::TypeKind;

// The members and texts of a list that is written out; nothing where any of it is computed.
bool Items(const Policy& policy, const value::Value& value, const Type& type, std::vector<std::string>* items) {
  if (value.is_list()) {
    const Type& element = type.element != nullptr ? *type.element : type;
    return std::all_of(value.items().begin(), value.items().end(),
                       [&](const value::Value& item) { return Items(policy, item, element, items); });
  }
  if (type.kind == TypeKind::kText && value.is_text()) {
    items->push_back(value.text());
  } else if (type.kind == TypeKind::kEnum && value.is_number()) {
    const auto member = static_cast<size_t>(value.number().ToInt64().value_or(0));
    items->push_back(policy.enums[static_cast<size_t>(type.enumeration)].members[member].name);
  } else {
    return false;
  }
  return true;
}

bool Items(const Policy& policy, Index index, std::vector<std::string>* items) {
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op == Op::kConstant && node.type >= 0)
    return Items(policy, policy.constants[static_cast<size_t>(node.a)], policy.types[static_cast<size_t>(node.type)], items);
  return node.op == Op::kList && std::all_of(node.children.begin(), node.children.end(),
                                             [&](Index child) { return Items(policy, child, items); });
}

struct Papers {
  const Policy* policy = nullptr;
  Index definition = -1;
  std::vector<std::string> items;
  const program::Definition& of() const { return policy->definitions[static_cast<size_t>(definition)]; }
};

// "原必备材料 除去 已取消材料": the first list is the old one.
bool TakenOff(const Policy& policy, Index asked) {
  return std::any_of(policy.nodes.begin(), policy.nodes.end(), [&](const Node& node) {
    if (node.op != Op::kWithout) return false;
    const Node& from = policy.nodes[static_cast<size_t>(node.children[0])];
    const Node& what = policy.nodes[static_cast<size_t>(node.children[1])];
    return from.op == Op::kDefinition && from.a == asked && (what.op == Op::kDefinition || what.op == Op::kConstant);
  });
}

}  // namespace

void PaperAbolished(const Subject& subject, Reporter* reporter) {
  static const std::vector<std::string_view> kGone = {"取消", "不再", "免交", "免提交", "免于提交", "不得要求", "不得收", "不必提交"};
  static const std::vector<std::string_view> kAsked = {"必备", "必交", "应交", "应提交", "应当提交", "需提交", "须提交",
                                                       "需交", "所需材料", "申请材料", "申报材料", "应备"};
  static const std::vector<std::string_view> kBefore = {"原", "改革前", "取消前", "精简前"};
  std::vector<Papers> gone, asked;
  for (const Policy& policy : subject.program.policies) {
    for (size_t i = 0; i < policy.definitions.size(); ++i) {
      const program::Definition& definition = policy.definitions[i];
      const bool is_gone = Holds(definition.name, kGone);
      if (definition.expression < 0 || !Own(subject, definition.place.offset)) continue;
      if (!is_gone && (!Holds(definition.name, kAsked) || Holds(definition.name, kBefore))) continue;
      Papers papers{&policy, static_cast<Index>(i), {}};
      if (!Items(policy, definition.expression, &papers.items)) continue;
      if (is_gone) {
        gone.push_back(std::move(papers));
      } else if (!TakenOff(policy, papers.definition)) {
        asked.push_back(std::move(papers));
      }
    }
  }
  for (const Papers& wanted : asked) {
    for (const Papers& left : gone) {
      std::vector<std::string> both;
      for (const std::string& item : wanted.items) {
        if (std::find(left.items.begin(), left.items.end(), item) != left.items.end()) both.push_back(item);
      }
      if (both.empty()) continue;
      diag::Diagnostic& found = reporter->Report(
          diag::LintCode::kPaperAbolished, NameRange(subject, wanted.of().place.offset, wanted.of().name),
          {wanted.of().name, Names(both), left.of().name});
      found.labels.push_back({NameRange(subject, left.of().place.offset, left.of().name),
                              {"这里写着不再要求", "no longer asked for, it says here"}});
    }
  }
}

}  // namespace pol::lint
