// Classes that are listed and then forgotten: no rule names them, and no 否则 or 其余 says what the rest gets (check 13).
// Of a class that gets no result at all the proofs tell (P3001); a single one left is the other half of a split in two.
#include <algorithm>
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

// Does a definition come to its result by asking whether the input is one of a few, with nothing said of the rest? 否则,
// 其余, a row for all, a general rule, 除外 and 不为 speak of the rest; 是否 = 等级 属于 A、B does not.
class Silent {
 public:
  Silent(const Policy& policy, Index input)
      : policy_(policy), input_(input), nodes_(policy.nodes.size()), definitions_(policy.definitions.size()) {}

  bool Definition(Index index) {
    if (index < 0 || definitions_[static_cast<size_t>(index)]) return false;
    definitions_[static_cast<size_t>(index)] = true;
    const program::Definition& definition = policy_.definitions[static_cast<size_t>(index)];
    if (definition.expression >= 0) return Expression(definition.expression);
    // What no rule adds to a sum or puts on a list is left out without a word.
    const bool adds = definition.hit == program::Hit::kSum || definition.hit == program::Hit::kList ||
                      definition.hit == program::Hit::kSet;
    return Rules(definition.rules, adds) || Expression(definition.otherwise);
  }

 private:
  bool Rules(const std::vector<program::Rule>& rules, bool adds) {
    return std::any_of(rules.begin(), rules.end(), [&](const program::Rule& rule) {
      return (adds && Expression(rule.condition)) || Rules(rule.exceptions, adds) ||
             std::any_of(rule.branches.begin(), rule.branches.end(), [&](const program::Branch& branch) {
               return (adds && Expression(branch.condition)) || Expression(branch.result);
             });
    });
  }

  bool Expression(Index index) {
    if (index < 0 || nodes_[static_cast<size_t>(index)]) return false;
    nodes_[static_cast<size_t>(index)] = true;
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    switch (node.op) {
      case Op::kEqual:
      case Op::kInSet:
        if (node.column == input_) return true;
        break;
      case Op::kNot:
      case Op::kNotEqual:
        return false;
      case Op::kIf:
        return Expression(node.children[1]) || Expression(node.children[2]);
      case Op::kDefinition:
        return Definition(node.a);
      default:
        break;
    }
    return std::any_of(node.children.begin(), node.children.end(), [&](Index child) { return Expression(child); });
  }

  const Policy& policy_;
  const Index input_;
  std::vector<bool> nodes_, definitions_;
};

bool Settled(const interp::Outcome& outcome) { return outcome.status == interp::Status::kValue; }

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
      if (left.size() < 2) continue;
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
          if (before != nullptr && Settled(*before) && Settled(outcome) && !Study::Same(outcome, *before) &&
              Silent(policy, input).Definition(outcome.definition)) {
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
