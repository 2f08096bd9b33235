#include "compiler/prove/report_words.h"

#include "runtime/interp/canonical.h"
#include "runtime/value/date.h"

namespace pol::prove {

using diag::Text;
using program::Definition;
using program::Op;
using program::Policy;
using program::Rule;
using value::Value;

Text JoinTexts(const std::vector<Text>& parts, std::string_view zh, std::string_view en) {
  Text joined;
  for (const Text& part : parts) {
    if (part.zh.empty() && part.en.empty()) continue;
    if (!joined.zh.empty()) {
      joined.zh += zh;
      joined.en += en;
    }
    joined.zh += part.zh;
    joined.en += part.en;
  }
  return joined;
}

const Rule* RuleAt(const Policy& policy, Index definition, const RulePath& path) {
  if (definition < 0) return nullptr;
  const std::vector<Rule>* rules = &policy.definitions[static_cast<size_t>(definition)].rules;
  const Rule* rule = nullptr;
  for (const int32_t step : path) {
    if (step < 0 || static_cast<size_t>(step) >= rules->size()) return nullptr;
    rule = &(*rules)[static_cast<size_t>(step)];
    rules = &rule->exceptions;
  }
  return rule;
}

Text RuleText(const Policy& policy, Index definition, const RulePath& path) {
  const Rule* rule = RuleAt(policy, definition, path);
  if (rule == nullptr) return {"“其余”", "otherwise"};
  if (rule->table >= 0) {
    const program::Table& table = policy.tables[static_cast<size_t>(rule->table)];
    const auto row = static_cast<size_t>(rule->row);
    const std::string& label = row < table.labels.size() ? table.labels[row] : "";
    const std::string number = std::to_string(rule->row + 1);
    const std::string of = table.name.empty() ? "" : " of " + table.name;
    if (!label.empty())
      return {(table.name.empty() ? "表" : table.name) + "的“" + label + "”行", "row " + label + of};
    return {(table.name.empty() ? "表" : table.name) + "第" + number + "行", "row " + number + of};
  }
  const bool exception = path.size() > 1;
  if (rule->label.empty() || rule->label.find('#') != std::string::npos) {
    const std::string line = std::to_string(rule->place.line);
    return {"第" + line + "行的" + (exception ? "例外" : "规则"),
            std::string("the ") + (exception ? "exception" : "rule") + " in line " + line};
  }
  return {(exception ? "例外“" : "规则“") + rule->label + "”",
          (exception ? "exception " : "rule ") + rule->label};
}

Text ValueText(const Policy& policy, Index type, const Value& value) {
  const program::Type& of = policy.types[static_cast<size_t>(type)];
  return {interp::DisplayText(policy, of, value, true), interp::DisplayText(policy, of, value, false)};
}

namespace {

// Walks all that a definition can read.
class Reader {
 public:
  explicit Reader(const Policy& policy)
      : policy_(policy),
        needed_(policy.inputs.size() + 1),
        definitions_(policy.definitions.size()),
        nodes_(policy.nodes.size()) {}

  void Definition(Index index) {
    if (index < 0 || static_cast<size_t>(index) >= definitions_.size() || definitions_[static_cast<size_t>(index)])
      return;
    definitions_[static_cast<size_t>(index)] = true;
    const program::Definition& of = policy_.definitions[static_cast<size_t>(index)];
    Node(of.expression);
    Node(of.otherwise);
    Rules(of.rules);
    if (policy_.effective_from || policy_.effective_to) {
      if (policy_.effective_by >= 0) needed_[static_cast<size_t>(policy_.effective_by)] = true;
    }
  }
  void Node(Index index) {
    if (index < 0 || nodes_[static_cast<size_t>(index)]) return;
    nodes_[static_cast<size_t>(index)] = true;
    const program::Node& node = policy_.nodes[static_cast<size_t>(index)];
    switch (node.op) {
      case Op::kInput:
        needed_[static_cast<size_t>(node.a)] = true;
        break;
      case Op::kToday:
        needed_.back() = true;
        break;
      case Op::kParameter:
        if (node.children.empty() && policy_.parameters[static_cast<size_t>(node.a)].values.size() > 1)
          needed_.back() = true;
        break;
      case Op::kDefinition:
      case Op::kHasValue:
        Definition(node.a);
        break;
      case Op::kCall:
        Call(node);
        break;
      default:
        break;
    }
    for (const Index child : node.children) Node(child);
  }
  std::vector<bool> needed_of() && { return std::move(needed_); }

 private:
  void Call(const program::Node& node) {
    const program::Call& call = policy_.calls[static_cast<size_t>(node.a)];
    if (call.at < 0) needed_.back() = true;
    for (const program::Binding& binding : call.bindings) {
      if (binding.input >= 0) needed_[static_cast<size_t>(binding.input)] = true;
    }
  }
  void Rules(const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
      Node(rule.condition);
      for (const program::Branch& branch : rule.branches) {
        Node(branch.condition);
        Node(branch.result);
      }
      Rules(rule.exceptions);
    }
  }

  const Policy& policy_;
  std::vector<bool> needed_, definitions_, nodes_;
};

// All that any of the outputs can depend on.
std::vector<bool> NeededOfAll(const Policy& policy) {
  Reader reader(policy);
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    if (policy.definitions[i].output) reader.Definition(static_cast<Index>(i));
  }
  return std::move(reader).needed_of();
}

}  // namespace

std::vector<bool> Needed(const Policy& policy, Index definition, Index node) {
  Reader reader(policy);
  reader.Definition(definition);
  reader.Node(node);
  return std::move(reader).needed_of();
}

Text CaseText(const Policy& policy, const Case& which, Index definition, Index node) {
  const std::vector<bool> needed =
      definition >= 0 || node >= 0 ? Needed(policy, definition, node) : NeededOfAll(policy);
  std::vector<Text> parts;
  for (size_t i = 0; i < which.facts.inputs.size() && i < policy.inputs.size(); ++i) {
    if (!needed[i] || !which.facts.inputs[i]) continue;
    const program::Input& input = policy.inputs[i];
    const Text value = ValueText(policy, input.type, *which.facts.inputs[i]);
    parts.push_back({input.name + " = " + value.zh, input.name + " = " + value.en});
  }
  if (needed.back())
    parts.push_back({"评估日 = " + value::FormatDate(which.at), "on " + value::FormatDate(which.at)});
  if (parts.empty()) return {"任何情形", "every case"};
  return JoinTexts(parts);
}

Text OutcomeText(const Policy& policy, const interp::Outcome& outcome) {
  switch (outcome.status) {
    case interp::Status::kValue:
      return ValueText(policy, policy.definitions[static_cast<size_t>(outcome.definition)].type, outcome.value);
    case interp::Status::kNoRule:
      return {"未作规定", "nothing"};
    case interp::Status::kError:
      return {std::string("出错（") + interp::CodeName(outcome.error) + "）",
              std::string("an error (") + interp::CodeName(outcome.error) + ")"};
    default:
      return {"有事实没有填报", "a fact is missing"};
  }
}

Text RuleGives(const Policy& policy, Index definition, const RulePath& path, const Case& which) {
  if (path.empty()) return {};
  const auto& rules = policy.definitions[static_cast<size_t>(definition)].rules;
  const auto first = static_cast<size_t>(path[0]);
  if (first >= rules.size()) return {};
  // The group with this rule alone; nothing else is asked.
  Policy alone = policy;
  for (program::Definition& other : alone.definitions) other.output = false;
  program::Definition& group = alone.definitions[static_cast<size_t>(definition)];
  group.output = true;
  group.rules = {rules[first]};
  group.otherwise = -1;
  group.domain = {};
  const interp::Evaluation evaluation = interp::Evaluate(alone, which.facts, which.at);
  for (const interp::Outcome& outcome : evaluation.outputs) {
    if (outcome.definition == definition && outcome.status == interp::Status::kValue)
      return ValueText(policy, group.type, outcome.value);
  }
  return {};
}

namespace {

Text ErrorClaim(const Policy& policy, const Answer& answer, const std::string& name) {
  (void)policy;
  const auto of = [&](std::string zh, std::string en) -> Text {
    return name.empty() ? Text(zh, en) : Text("“" + name + "”" + zh, "“" + name + "” " + en);
  };
  switch (answer.error.value_or(interp::ErrorCode::kConflict)) {
    case interp::ErrorCode::kDivZero:
      return of("不会除以零", "never divides by zero");
    case interp::ErrorCode::kNoneUsed:
      return of("不会用到空的事实", "never uses an empty fact");
    case interp::ErrorCode::kOutOfDomain:
      return of("不会超出写明的范围", "never leaves its range");
    case interp::ErrorCode::kCalendarUncovered:
      return of("不会用到日历没有的年份", "never needs a year without a calendar");
    case interp::ErrorCode::kDateRange:
      return of("的日期不会超出年历", "never leaves the calendar");
    case interp::ErrorCode::kAllocZero:
      return of("的各份之和不会为零", "never shares by parts that sum to zero");
    case interp::ErrorCode::kAllocWeight:
      return of("的各份不会小于零", "never shares by a part below zero");
    case interp::ErrorCode::kRunDuplicate:
      return of("不会有重复的一期", "never has a period twice");
    case interp::ErrorCode::kListLength:
      return of("逐项对应的列表项数相同", "walks lists of one length");
    case interp::ErrorCode::kConflict:
      return of("没有矛盾", "has no conflict");
  }
  return {};
}

}  // namespace

Text ClaimText(const Policy& policy, const Answer& answer) {
  const std::string name =
      answer.definition >= 0 ? program::ResultName(policy, answer.definition) : "";
  const Text rule = RuleText(policy, answer.definition, answer.rule);
  const std::string quoted =
      answer.node >= 0 && static_cast<size_t>(answer.node) < policy.nodes.size()
          ? policy.nodes[static_cast<size_t>(answer.node)].text
          : "";
  const auto number = static_cast<size_t>(answer.number);
  switch (answer.claim) {
    case Claim::kNoGap:
      return {"“" + name + "”每种情形都有规定", "“" + name + "” has a rule for every case"};
    case Claim::kNoConflict:
      return {"“" + name + "”的规则不互相矛盾", "the rules of “" + name + "” never conflict"};
    case Claim::kNoSameValue:
      return {"“" + name + "”的规则不重叠", "the rules of “" + name + "” do not overlap"};
    case Claim::kNoError:
      return ErrorClaim(policy, answer, name);
    case Claim::kRuleDead:
      return {rule.zh + "用不到", rule.en + " never applies"};
    case Claim::kRuleRedundant:
      return {rule.zh + "可以删去", rule.en + " can go"};
    case Claim::kConditionTrue:
      return {"条件“" + quoted + "”总是成立", "“" + quoted + "” always holds"};
    case Claim::kConditionFalse:
      return {"条件“" + quoted + "”从不成立", "“" + quoted + "” never holds"};
    case Claim::kPartRedundant:
      return {"条件里的“" + quoted + "”可以删去", "“" + quoted + "” can go from its condition"};
    case Claim::kAssertion:
    case Claim::kVacuous:
    case Claim::kIndependent: {
      const program::Assertion* assertion =
          answer.number >= 0 && number < policy.assertions.size() ? &policy.assertions[number] : nullptr;
      const std::string text =
          assertion == nullptr ? quoted : assertion->title.empty() ? assertion->text : assertion->title;
      if (answer.claim == Claim::kVacuous)
        return {"核对“" + text + "”没有可以核对的情形", "“" + text + "” has nothing to check"};
      return {"核对“" + text + "”成立", "“" + text + "” holds"};
    }
    case Claim::kReadingsEqual:
      return {"读法“" + answer.reading + "”和“" + answer.other_reading + "”结果相同",
              "the readings " + answer.reading + " and " + answer.other_reading + " give the same"};
    case Claim::kPossible:
      return {"填报要求可以都满足", "the requirements can all be met"};
    case Claim::kFigures: {
      const std::string text = answer.number >= 0 && number < policy.checks.size()
                                   ? (policy.checks[number].title.empty() ? policy.checks[number].text
                                                                          : policy.checks[number].title)
                                   : "";
      return {"勾稽“" + text + "”成立", "the figures of “" + text + "” agree"};
    }
    case Claim::kTiles:
      if (answer.number >= 0 && number < policy.parameters.size())
        return {"参数“" + policy.parameters[number].name + "”每天都有值",
                "the parameter " + policy.parameters[number].name + " has a value on every day"};
      return {"各版本首尾相接", "the versions follow each other"};
    case Claim::kInForce:
      return {"用到的规定都在施行", "what is used is in force"};
    case Claim::kDeadline:
      return {"期限可以做到", "the deadline can be met"};
    case Claim::kShares:
      return {"分配的各份合起来是百分之百", "the shares are 100% together"};
  }
  return {};
}

}  // namespace pol::prove
