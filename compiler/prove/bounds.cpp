#include "compiler/prove/bounds.h"

#include <algorithm>
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

}  // namespace

int32_t ItemsFor(const Policy& policy, const Options& options) {
  int32_t items = options.items;
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

}  // namespace pol::prove
