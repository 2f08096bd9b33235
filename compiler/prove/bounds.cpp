#include "compiler/prove/bounds.h"

#include <algorithm>
#include <set>
#include <map>
#include <string>

namespace pol::prove {

using program::Aggregate;
using program::Node;
using program::Op;
using program::Policy;

namespace {

constexpr int32_t kMostItems = 6;

// A count of items, directly or by a name.
bool IsCount(const Policy& policy, Index index, int depth = 4) {
  if (index < 0 || depth == 0) return false;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op == Op::kDefinition)
    return IsCount(policy, policy.definitions[static_cast<size_t>(node.a)].expression, depth - 1);
  if (node.op != Op::kFor) return false;
  const auto aggregate = static_cast<Aggregate>(node.a);
  return aggregate == Aggregate::kCount || aggregate == Aggregate::kLongestRun ||
         aggregate == Aggregate::kClosingRun;
}

int32_t Counted(const Policy& policy, Index index) {
  if (index < 0) return 0;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op != Op::kConstant) return 0;
  const Value& value = policy.constants[static_cast<size_t>(node.a)];
  if (!value.is_number()) return 0;
  const int64_t number = value.number().Floor().ToInt64().value_or(0);
  return number > 0 && number < kMostItems ? static_cast<int32_t>(number) + 1 : 0;
}

constexpr int32_t kMostRequired = 12;

// How many items a requirement asks for: of fewer there is no case at all.
int32_t Required(const Policy& policy, Index index) {
  if (index < 0) return 0;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op == Op::kAnd) {
    int32_t most = 0;
    for (const Index child : node.children) most = std::max(most, Required(policy, child));
    return most;
  }
  const bool left = node.op == Op::kEqual || node.op == Op::kGreaterEqual || node.op == Op::kGreater;
  const bool right = node.op == Op::kEqual || node.op == Op::kLessEqual || node.op == Op::kLess;
  if (!left && !right) return 0;
  const auto asked = [&](Index count, Index number) -> int64_t {
    if (!IsCount(policy, count)) return 0;
    const Node& constant = policy.nodes[static_cast<size_t>(number)];
    if (constant.op != Op::kConstant) return 0;
    const Value& value = policy.constants[static_cast<size_t>(constant.a)];
    if (!value.is_number()) return 0;
    const bool open = node.op == Op::kGreater || node.op == Op::kLess;
    return value.number().Floor().ToInt64().value_or(0) + (open ? 1 : 0);
  };
  int64_t items = 0;
  if (left) items = asked(node.children[0], node.children[1]);
  if (right) items = std::max(items, asked(node.children[1], node.children[0]));
  return items <= kMostRequired ? static_cast<int32_t>(items) : 0;
}

// Every date that the node looks at lies between two days that the text states.
bool DatesAreLimited(const Policy& policy, Index index, std::set<Index>* seen) {
  if (index < 0 || !seen->insert(index).second) return true;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  const auto limited = [&](Index child) { return DatesAreLimited(policy, child, seen); };
  switch (node.op) {
    case Op::kToday:
      return policy.effective_from && policy.effective_to && policy.effective_by < 0;
    case Op::kInput: {
      const program::Input& input = policy.inputs[static_cast<size_t>(node.a)];
      if (policy.types[static_cast<size_t>(input.type)].kind != program::TypeKind::kDate) return true;
      if (policy.effective_by == node.a && policy.effective_from && policy.effective_to) return true;
      const auto& intervals = input.domain.intervals;
      return !intervals.empty() &&
             std::all_of(intervals.begin(), intervals.end(),
                         [](const program::Interval& in) { return in.low && in.high; });
    }
    case Op::kItem:
    case Op::kCall:
      return false;
    case Op::kDefinition:
    case Op::kHasValue: {
      const program::Definition& definition = policy.definitions[static_cast<size_t>(node.a)];
      const auto rules = [&](const auto& self, const std::vector<program::Rule>& all) -> bool {
        return std::all_of(all.begin(), all.end(), [&](const program::Rule& rule) {
          return limited(rule.condition) && self(self, rule.exceptions) &&
                 std::all_of(rule.branches.begin(), rule.branches.end(), [&](const auto& branch) {
                   return limited(branch.condition) && limited(branch.result);
                 });
        });
      };
      return limited(definition.expression) && limited(definition.otherwise) &&
             rules(rules, definition.rules);
    }
    default:
      return std::all_of(node.children.begin(), node.children.end(), limited);
  }
}

}  // namespace

int32_t ItemsFor(const Policy& policy, const Options& options) {
  int32_t items = options.items;
  for (const program::Require& require : policy.requires_) items = std::max(items, Required(policy, require.condition));
  for (const Node& node : policy.nodes) {
    switch (node.op) {
      case Op::kEqual:
      case Op::kNotEqual:
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
        if (IsCount(policy, node.children[0])) items = std::max(items, Counted(policy, node.children[1]));
        if (IsCount(policy, node.children[1])) items = std::max(items, Counted(policy, node.children[0]));
        break;
      case Op::kFor: {
        const auto aggregate = static_cast<Aggregate>(node.a);
        const bool counts = aggregate == Aggregate::kAtLeast || aggregate == Aggregate::kInARow ||
                            aggregate == Aggregate::kLastAll;
        if (counts) items = std::max(items, Counted(policy, node.children[0]));
        break;
      }
      default:
        break;
    }
  }
  return items;
}

void TellBounds(const Policy& policy, Symbolic* symbolic, int32_t items,
                std::vector<Answer>* answers) {
  std::string list;
  for (const program::Input& input : policy.inputs) {
    const program::Type& type = policy.types[static_cast<size_t>(input.type)];
    if (list.empty() && type.kind == program::TypeKind::kList) list = input.name;
  }
  if (list.empty()) return;
  // A group has several claims about each of its rules.
  std::map<Index, bool> known;
  const auto of_definition = [&](Index definition) {
    const auto [at, fresh] = known.try_emplace(definition, false);
    if (fresh) at->second = symbolic->IsBoundedDefinition(definition);
    return at->second;
  };
  const bool requires_bounded =
      std::any_of(policy.requires_.begin(), policy.requires_.end(), [&](const auto& require) {
        return require.condition >= 0 && symbolic->IsBounded(require.condition);
      });
  for (Answer& answer : *answers) {
    // Too many cases to tell apart, by no one term: what is asked stands for it.
    if (answer.verdict == Verdict::kUndecided && answer.stopped_by.empty()) {
      const auto number = static_cast<size_t>(std::max(answer.number, 0));
      if (answer.claim == Claim::kAssertion && number < policy.assertions.size()) {
        answer.stopped_by = policy.assertions[number].text;
      } else if (answer.definition >= 0) {
        answer.stopped_by = policy.definitions[static_cast<size_t>(answer.definition)].name;
      }
    }
    const bool bounded = requires_bounded ||
                         (answer.definition >= 0 && of_definition(answer.definition)) ||
                         (answer.node >= 0 && symbolic->IsBounded(answer.node));
    if (!bounded) continue;
    answer.most_items = items;
    const bool in_every_case = answer.finding() && !answer.witness;
    if (!in_every_case) continue;
    answer.verdict = Verdict::kUndecided;
    answer.stop = Answer::Stop::kTerm;
    answer.stopped_by = list;
  }
}

void DropUnlimitedDates(const Policy& policy, std::vector<Answer>* answers) {
  answers->erase(std::remove_if(answers->begin(), answers->end(),
                                [&](const Answer& one) {
                                  if (one.error != interp::ErrorCode::kCalendarUncovered) return false;
                                  std::set<Index> seen;
                                  return one.node < 0 || !DatesAreLimited(policy, one.node, &seen);
                                }),
                 answers->end());
}

}  // namespace pol::prove
