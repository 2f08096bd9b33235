// A class that is listed and then forgotten: no rule names it, and it falls where the rest falls (check 13).
#include <set>

#include "compiler/lint/places.h"
#include "compiler/lint/say.h"

namespace pol::lint {
namespace {

using diag::Text;
using program::Node;
using program::Op;
using program::Policy;
using program::TypeKind;

void Mention(const value::Value& value, std::set<int64_t>* mentioned) {
  if (value.is_list()) {
    for (const value::Value& item : value.items()) Mention(item, mentioned);
  } else if (value.is_number()) {
    if (const auto member = value.number().ToInt64()) mentioned->insert(*member);
  }
}

// The members of its list that what the outputs rest on compares an input with; false where it is used in another way.
bool Mentioned(const Policy& policy, const Reach& reach, Index input, std::set<int64_t>* mentioned) {
  for (size_t i = 0; i < policy.nodes.size(); ++i) {
    if (!reach.nodes[i]) continue;
    const Node& node = policy.nodes[i];
    bool reads = false;
    for (const Index child : node.children) {
      if (child < 0) continue;
      const Node& part = policy.nodes[static_cast<size_t>(child)];
      reads = reads || (part.op == Op::kInput && part.a == input);
    }
    if (!reads) continue;
    if (node.column != input || (node.op != Op::kEqual && node.op != Op::kNotEqual && node.op != Op::kInSet))
      return false;
    for (const Index child : node.children) {
      const Node& part = policy.nodes[static_cast<size_t>(child)];
      if (part.op == Op::kInput) continue;
      if (part.op != Op::kConstant) return false;
      Mention(policy.constants[static_cast<size_t>(part.a)], mentioned);
    }
  }
  for (const program::Definition& definition : policy.definitions) {
    if (definition.expression < 0) continue;
    const Node& node = policy.nodes[static_cast<size_t>(definition.expression)];
    if (node.op == Op::kInput && node.a == input) return false;
  }
  return true;
}

// What a member of this name gets is what the rest gets: it says so itself.
bool Rest(std::string_view name) {
  static const std::vector<std::string_view> kWords = {"其他", "其它", "其余", "无", "一般", "普通", "非",
                                                       "未", "不", "另", "以外"};
  return Holds(name, kWords);
}

}  // namespace

void MemberUnmentioned(const Subject& subject, Reporter* reporter) {
  for (const Policy& policy : subject.program.policies) {
    const Reach reach = ReachOfOutputs(policy);
    for (size_t i = 0; i < policy.inputs.size(); ++i) {
      const auto input = static_cast<Index>(i);
      const program::Input& of = policy.inputs[i];
      const program::Type& type = policy.types[static_cast<size_t>(of.type)];
      if (!reach.inputs[i] || type.kind != TypeKind::kEnum || !Own(subject, of.place.offset)) continue;
      const program::EnumType& listed = policy.enums[static_cast<size_t>(type.enumeration)];
      if (listed.open || listed.tree || listed.ordered || !of.domain.intervals.empty()) continue;
      std::set<int64_t> mentioned;
      if (!Mentioned(policy, reach, input, &mentioned) || mentioned.size() < 2) continue;
      std::vector<size_t> left;
      for (size_t m = 0; m < listed.members.size(); ++m) {
        if (mentioned.count(static_cast<int64_t>(m)) == 0 && !Rest(listed.members[m].name)) left.push_back(m);
      }
      if (left.empty()) continue;
      // One that is named and one that is not, equal in all else, with different results.
      Study& study = subject.studies->Of(policy);
      for (const Study::Tried& base : study.Cases()) {
        const auto& value = base.at.facts.inputs[i];
        if (!value || !value->is_number() || mentioned.count(value->number().ToInt64().value_or(-1)) == 0) continue;
        const auto other =
            study.With(base, input, value::Value(value::Rational(static_cast<int64_t>(left[0]))));
        if (!other) continue;
        const interp::Outcome *gets = nullptr, *named = nullptr;
        for (const interp::Outcome& outcome : other->evaluation.outputs) {
          const interp::Outcome* before = Study::OutcomeOf(base, outcome.definition);
          if (before != nullptr && !Study::Same(outcome, *before)) {
            gets = &outcome;
            named = before;
            break;
          }
        }
        if (gets == nullptr) continue;
        std::vector<std::string> names;
        for (const size_t m : left) names.push_back(listed.members[m].name);
        const std::string& output = policy.definitions[static_cast<size_t>(gets->definition)].name;
        const Text rest = CaseInWords(&study, base, gets->definition, input);
        const Text gets_text = OutcomeInWords(policy, *gets), named_text = OutcomeInWords(policy, *named);
        const Text first = InputInWords(policy, base, input), second = InputInWords(policy, *other, input);
        diag::Diagnostic& found =
            reporter->Report(diag::LintCode::kMemberUnmentioned,
                             NameRange(subject, of.place.offset, of.name), {of.name, Names(names)});
        found.notes.emplace_back(
            (rest.zh.empty() ? "" : rest.zh + "：") + first.zh + "，" + output + " 为 " + named_text.zh + "；" +
                second.zh + "，" + output + " 为 " + gets_text.zh,
            (rest.en.empty() ? "" : rest.en + ": ") + first.en + " gives " + output + " " + named_text.en +
                "; " + second.en + " gives " + gets_text.en);
        break;
      }
    }
  }
}

}  // namespace pol::lint
