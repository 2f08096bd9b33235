// Why a yes/no result is no, in words: "②“用工人数”：申请时用工数为9人，应不少于10人，差1人".
#include "cli/words_not.h"

#include "cli/words.h"

namespace pol::cli {
namespace {

using interp::WhyNot;
using program::Node;
using program::Op;

bool StartsWith(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

class Teller {
 public:
  Teller(const Policy& policy, Language language, bool named)
      : policy_(policy), language_(language), named_(named), words_(policy, language) {}

  std::vector<std::string> All(const std::vector<WhyNot>& found) const {
    // A formula that is nothing but the name of another is told by that one's reasons.
    if (!named_ && found.size() == 1 && found[0].definition >= 0 && found[0].why.label.empty() &&
        !found[0].holds && !found[0].parts.empty())
      return All(found[0].parts);
    std::vector<std::string> items;
    for (const WhyNot& one : found) items.push_back(Labelled(one));
    return items;
  }

 private:
  bool chinese() const { return language_ == Language::kChinese; }
  const Node& node(Index index) const { return policy_.nodes[index]; }

  std::string Listed(const std::vector<WhyNot>& found) const {
    std::vector<std::string> items;
    for (const WhyNot& one : found) items.push_back(Labelled(one));
    return JoinWith(items, chinese() ? "；" : "; ");
  }

  std::string Labelled(const WhyNot& one) const {
    std::string head = one.ordinal;
    if (!head.empty() && !chinese()) head += " ";
    if (!one.why.label.empty() && one.why.label != one.ordinal)
      head += Say(language_, Message::kLabelled, one.why.label, "");
    return head + Told(one);
  }

  std::string Told(const WhyNot& one) const {
    if (one.satisfied)
      return Say(language_, Message::kTooFewHold, node(one.why.node).a, *one.satisfied,
                 Listed(one.parts));
    if (one.definition >= 0) return Definition(one);
    const Node& at = node(one.why.node);
    if (at.op == Op::kOr && !one.holds) {
      // Several values of one thing, or several things of which one would do.
      const Index subject = words_.Subject(one.why.node);
      if (subject >= 0 && !one.parts.empty() && one.parts[0].left &&
          node(node(one.why.node).children[0]).children.size() > 0) {
        return Should(node(node(one.why.node).children[0]).children[0], *one.parts[0].left,
                      one.why.node, false);
      }
      return Say(language_, Message::kNoneHolds, Listed(one.parts));
    }
    if (!one.parts.empty()) return Listed(one.parts);
    return Leaf(one);
  }

  std::string Definition(const WhyNot& one) const {
    const std::string& name = policy_.definitions[one.definition].name;
    const bool same = name == one.why.label;
    if (one.parts.empty()) {
      std::string text =
          Say(language_, one.holds ? Message::kShouldBeFalse : Message::kShouldBeTrue, name);
      if (!one.rule.empty()) text += Bracketed(RuleInWords(policy_, one.rule, language_), language_);
      return text;
    }
    if (one.holds) return Say(language_, Message::kPartSaysYes, name, Listed(one.parts));
    if (same) return Listed(one.parts);
    if (one.parts.size() == 1) return Say(language_, Message::kLabelled, name, Listed(one.parts));
    return Say(language_, Message::kPartSaysNo, name, Listed(one.parts));
  }

  std::string Leaf(const WhyNot& one) const {
    const Node& at = node(one.why.node);
    switch (at.op) {
      case Op::kInput:
      case Op::kField:
      case Op::kItem:
        return Say(language_, one.holds ? Message::kShouldBeFalse : Message::kShouldBeTrue,
                   words_.Formula(one.why.node));
      default:
        break;
    }
    std::string text;
    if (one.left && !at.children.empty()) {
      const bool turned = one.right && words_.IsConstant(at.children[0]) &&
                          !words_.IsConstant(at.children[1]);
      const Index subject = at.children[turned ? 1 : 0];
      text = Should(subject, turned ? *one.right : *one.left, one.why.node, one.holds);
      // What the bound comes to, where it is computed.
      const Index bound = one.right ? at.children[turned ? 0 : 1] : -1;
      if (bound >= 0 && !words_.IsConstant(bound) && node(bound).type >= 0)
        text += Say(language_, Message::kComesTo,
                    words_.Value(node(bound).type, turned ? *one.left : *one.right));
      if (one.why.margin) text += Missed(one.why);
      return text;
    }
    return Whole(words_.Condition(one.why.node), one.holds);
  }

  // A condition that cannot be taken apart; in a list of what was not met it stands by itself.
  std::string Whole(const std::string& condition, bool holds) const {
    if (holds) return Say(language_, Message::kShouldNotHold, condition);
    return named_ ? Say(language_, Message::kConditionNotMet, condition) : condition;
  }

  // "申请时用工数为9人，应不少于10人".
  std::string Should(Index subject, const value::Value& actual, Index condition,
                     bool holds) const {
    const std::string name = words_.Formula(subject);
    std::string wanted = words_.Condition(condition);
    if (!StartsWith(wanted, name) || node(subject).type < 0)
      return Whole(wanted, holds);
    wanted.erase(0, name.size());
    if (!chinese()) {
      wanted.erase(0, std::min(wanted.find_first_not_of(' '), wanted.size()));
      if (StartsWith(wanted, "is ")) wanted.erase(0, 3);
    } else if (!wanted.empty() && wanted[0] >= '0' && wanted[0] <= '9') {
      wanted = "为" + wanted;
    }
    return Say(language_, holds ? Message::kFactShouldNot : Message::kFactShould, name,
               words_.Value(node(subject).type, actual), wanted);
  }

  std::string Missed(const interp::ConditionWhy& why) const {
    if (*why.margin == "0") return why.strict ? Say(language_, Message::kJustReached) : "";
    const Index subject = node(why.node).children.empty() ? -1 : node(why.node).children[0];
    if (subject >= 0 && policy_.types[node(subject).type].kind == program::TypeKind::kBoolean)
      return "";
    std::string by = MarginInWords(policy_, why, language_);
    while (!by.empty() && by.back() == ' ') by.pop_back();
    return Say(language_, Message::kShortBy, by);
  }

  const Policy& policy_;
  Language language_;
  bool named_;
  Words words_;
};

}  // namespace

std::vector<std::string> NotMet(const Policy& policy, const std::vector<WhyNot>& found,
                                Language language, bool named) {
  return Teller(policy, language, named).All(found);
}

}  // namespace pol::cli
