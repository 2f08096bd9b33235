#include "compiler/prove/claims_static.h"

#include <algorithm>
#include <map>

#include "compiler/prove/claims_static_parts.h"
#include "runtime/interp/canonical.h"
#include "runtime/value/date.h"

namespace pol::prove {

using program::Node;
using program::Op;
using program::Policy;
using value::Rational;
using value::Value;

namespace {

// ---------------------------------------------------------------------------------------------- figures
// The days on which the figures of a policy can change: the ends of its period, those of dated values and of the periods
// of what it uses, and the constants that its nodes hold beside `at`.
void Turns(const Policy& policy, std::set<int64_t>* days) {
  const auto around = [days](std::optional<int64_t> day) {
    if (!day) return;
    for (int64_t one = *day - 1; one <= *day + 1; ++one) days->insert(one);
  };
  around(policy.effective_from);
  around(policy.effective_to);
  for (const program::Parameter& parameter : policy.parameters) {
    for (const program::DatedValue& value : parameter.values) {
      around(value.from);
      around(value.to);
    }
  }
  for (const Node& node : policy.nodes) {
    if (node.op != Op::kConstant || node.type < 0) continue;
    const Value& value = policy.constants[static_cast<size_t>(node.a)];
    if (policy.types[static_cast<size_t>(node.type)].kind == program::TypeKind::kDate &&
        value.is_number())
      around(value.number().ToInt64());
  }
  for (const program::Use& use : policy.uses) Turns(*use.policy, days);
}

// Does the value follow `at` other than by the turns above?
bool FollowsTheDay(const Policy& policy, Index index, std::set<Index>* seen) {
  if (index < 0 || !seen->insert(index).second) return false;
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  const auto rules = [&](const auto& self, const std::vector<program::Rule>& all) -> bool {
    return std::any_of(all.begin(), all.end(), [&](const program::Rule& rule) {
      return FollowsTheDay(policy, rule.condition, seen) || self(self, rule.exceptions) ||
             std::any_of(rule.branches.begin(), rule.branches.end(), [&](const auto& branch) {
               return FollowsTheDay(policy, branch.condition, seen) ||
                      FollowsTheDay(policy, branch.result, seen);
             });
    });
  };
  switch (node.op) {
    case Op::kToday:
      return true;
    case Op::kCall:
      return true;
    case Op::kDefinition:
    case Op::kHasValue: {
      const program::Definition& definition = policy.definitions[static_cast<size_t>(node.a)];
      return FollowsTheDay(policy, definition.expression, seen) ||
             FollowsTheDay(policy, definition.otherwise, seen) ||
             rules(rules, definition.rules);
    }
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
    case Op::kInInterval:
      if (policy.nodes[static_cast<size_t>(node.children[0])].op == Op::kToday) {
        return std::any_of(node.children.begin() + 1, node.children.end(), [&](Index child) {
          return FollowsTheDay(policy, child, seen);
        });
      }
      [[fallthrough]];
    default:
      return std::any_of(node.children.begin(), node.children.end(),
                         [&](Index child) { return FollowsTheDay(policy, child, seen); });
  }
}

// The comparison that makes the condition false, to tell its two figures.
Index FalsePart(const Policy& policy, Index index, int64_t at) {
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op != Op::kAnd) return index;
  for (const Index child : node.children) {
    const std::optional<Value> value = interp::EvaluateConstant(policy, child, at);
    if (value && !value->truth()) return FalsePart(policy, child, at);
  }
  return index;
}

std::string Shown(const Policy& policy, Index type, const Value& value, bool chinese) {
  if (type < 0) return value.is_number() ? value.number().ToString() : "";
  return interp::DisplayText(policy, policy.types[static_cast<size_t>(type)], value, chinese);
}

// "左边是94.6%，右边是96.4%，相差1.8%"; "" where there are not two figures.
std::string Sides(const Policy& policy, Index index, int64_t at, bool chinese) {
  const Node& node = policy.nodes[static_cast<size_t>(index)];
  if (node.op < Op::kEqual || node.op > Op::kGreaterEqual) return "";
  const auto a = interp::EvaluateConstant(policy, node.children[0], at);
  const auto b = interp::EvaluateConstant(policy, node.children[1], at);
  if (!a || !b) return "";
  const Index left = policy.nodes[static_cast<size_t>(node.children[0])].type;
  const Index right = policy.nodes[static_cast<size_t>(node.children[1])].type;
  std::string text = chinese ? "左边是" + Shown(policy, left, *a, true) + "，右边是" +
                                   Shown(policy, right, *b, true)
                             : "the left side is " + Shown(policy, left, *a, false) +
                                   ", the right side " + Shown(policy, right, *b, false);
  const bool counts = left >= 0 && policy.types[static_cast<size_t>(left)].kind <=
                                       program::TypeKind::kQuantity &&
                      policy.types[static_cast<size_t>(left)].kind != program::TypeKind::kBoolean;
  if (!counts || !a->is_number() || !b->is_number() || *a == *b) return text;
  const Value difference(value::Abs(a->number() - b->number()));
  return text + (chinese ? "，相差" : ", a difference of ") + Shown(policy, left, difference, chinese);
}

void Figures(const Policy& policy, const Options& options, std::vector<Answer>* answers) {
  if (policy.checks.empty()) return;
  std::set<int64_t> turns = {policy.effective_from.value_or(
      policy.effective_to.value_or(options.today))};
  Turns(policy, &turns);
  const Days period = Days::Between(policy.effective_from, policy.effective_to);
  for (size_t i = 0; i < policy.checks.size(); ++i) {
    const program::Check& check = policy.checks[i];
    if (check.condition < 0) continue;  // only text
    Answer answer;
    answer.claim = Claim::kFigures;
    answer.number = static_cast<Index>(i);
    answer.node = check.condition;
    answer.place = check.place;
    std::set<Index> seen;
    const bool follows = FollowsTheDay(policy, check.condition, &seen);
    std::optional<int64_t> wrong, right, open;
    for (const int64_t day : turns) {
      if (!period.Contains(day)) continue;
      const auto value = interp::EvaluateConstant(policy, check.condition, day);
      std::optional<int64_t>& first = !value ? open : value->truth() ? right : wrong;
      if (!first) first = day;
    }
    const bool noted = !check.mismatch.empty();
    if (noted ? right.has_value() && !wrong : wrong.has_value()) {
      const int64_t day = noted ? *right : *wrong;
      answer.verdict = Verdict::kRefuted;
      answer.witness = Case{{}, day};
      answer.witness->facts.inputs.resize(policy.inputs.size());
      const bool dated = noted ? false : right.has_value();
      const Index part = noted ? check.condition : FalsePart(policy, check.condition, day);
      for (const bool chinese : {true, false}) {
        std::string text = Sides(policy, part, day, chinese);
        if (noted) {
          const std::string now = chinese ? "这两个数现在是一致的，“不符”的说明已经不对"
                                          : "the figures agree now: what is said of their mismatch no longer holds";
          text = text.empty() ? now : now + (chinese ? "：" : ": ") + text;
        }
        if (dated) {
          text = (chinese ? value::FormatDate(day) + "：" : "on " + value::FormatDate(day) + ": ") + text;
        }
        (chinese ? answer.detail_zh : answer.detail_en) = std::move(text);
      }
    } else if (open || follows || (!right && !wrong)) {
      answer.stop = Answer::Stop::kTerm;
      answer.stopped_by = check.text;
    } else {
      answer.verdict = Verdict::kProved;
    }
    answers->push_back(std::move(answer));
  }
}

// ---------------------------------------------------------------------------------------------- shares
// An allocation whose shares are written as parts of a hundred must add up to a hundred: it would divide by what they
// add up to without a word.
void Shares(const Policy& policy, const Options& options, std::vector<Answer>* answers) {
  std::set<uint32_t> seen;  // one allocation has a node a receiver
  const int64_t day = policy.effective_from.value_or(policy.effective_to.value_or(options.today));
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    const Index index = policy.definitions[i].expression;
    if (index < 0) continue;
    const Node& node = policy.nodes[static_cast<size_t>(index)];
    if (node.op != Op::kShare || !seen.insert(node.offset).second) continue;
    Rational sum = 0;
    Index rate = -1;
    bool stated = true;
    std::string terms;
    for (size_t w = 2; w < node.children.size() && stated; ++w) {
      const Index type = policy.nodes[static_cast<size_t>(node.children[w])].type;
      const auto weight = interp::EvaluateConstant(policy, node.children[w], day);
      stated = weight && weight->is_number() && type >= 0 &&
               policy.types[static_cast<size_t>(type)].kind == program::TypeKind::kRate;
      if (!stated) break;
      rate = type;
      sum = sum + weight->number();
      terms += (terms.empty() ? "" : " + ") + Shown(policy, type, *weight, true);
    }
    if (!stated || rate < 0) continue;
    Answer answer;
    answer.claim = Claim::kShares;
    answer.definition = static_cast<Index>(i);
    answer.node = index;
    answer.place = policy.definitions[i].place;
    answer.verdict = sum == Rational(1) ? Verdict::kProved : Verdict::kRefuted;
    if (answer.verdict == Verdict::kRefuted) {
      const std::string all = Shown(policy, rate, Value(sum), true);
      const std::string off = Shown(policy, rate, Value(value::Abs(sum - Rational(1))), true);
      const bool more = Rational(1) < sum;
      answer.detail_zh = terms + " = " + all + (more ? "，比100%多" : "，比100%少") + off;
      answer.detail_en = terms + " = " + all + ", " + off + (more ? " more" : " less") + " than 100%";
    }
    answers->push_back(std::move(answer));
  }
}

}  // namespace

void StaticClaims(const Policy& policy, const Options& options, std::vector<Answer>* answers) {
  Figures(policy, options, answers);
  Shares(policy, options, answers);
  Deadlines(policy, answers);
  InTime(policy, answers);
}

// ---------------------------------------------------------------------------------------------- versions
void ProgramClaims(const program::Program& program, std::vector<Report>* reports) {
  std::map<std::string, std::vector<size_t>> versions;
  for (size_t i = 0; i < program.policies.size(); ++i) {
    const Policy& policy = program.policies[i];
    if (!policy.id.empty()) versions[policy.id].push_back(i);
  }
  const auto begin = [&](size_t i) {
    return program.policies[i].effective_from.value_or(value::kFirstDay);
  };
  for (auto& [id, all] : versions) {
    std::stable_sort(all.begin(), all.end(), [&](size_t a, size_t b) { return begin(a) < begin(b); });
    for (size_t i = 0; i + 1 < all.size(); ++i) {
      const Policy& policy = program.policies[all[i]];
      if (!policy.effective_to) continue;
      Answer answer;
      answer.claim = Claim::kTiles;
      answer.place = policy.source;
      const int64_t from = *policy.effective_to + 1, to = begin(all[i + 1]) - 1;
      answer.verdict = to < from ? Verdict::kProved : Verdict::kRefuted;
      if (answer.verdict == Verdict::kRefuted) {
        answer.witness = Case{{}, from};
        const std::string next = program.policies[all[i + 1]].name;
        const std::string days = value::FormatDate(from) + (from < to ? " 至 " + value::FormatDate(to) : "");
        answer.detail_zh = "“" + policy.name + "”到 " + value::FormatDate(from - 1) + " 为止，“" + next + "”从 " +
                           value::FormatDate(to + 1) + " 起，" + days + " 没有规定";
        answer.detail_en = policy.name + " ends on " + value::FormatDate(from - 1) + ", " + next + " begins on " +
                           value::FormatDate(to + 1) + ": nothing holds from " + value::FormatDate(from) + " to " +
                           value::FormatDate(to);
      }
      (*reports)[all[i]].answers.push_back(std::move(answer));
    }
  }
}

}  // namespace pol::prove
