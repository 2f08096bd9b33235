// Random small policies: every verdict is held against all cases there are, one by one.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "compiler/prove/prove.h"
#include "runtime/interp/evaluate_machine.h"
#include "runtime/interp/require.h"
#include "tests/unit/prove/prove_support.h"

namespace pol::prove {
namespace {

using interp::Result;
using program::Policy;
using program::Rule;

class Writer {
 public:
  explicit Writer(uint32_t seed) : random_(seed) {}

  std::string Policy() {
    std::string text =
        "policy p\n"
        "input a: integer 0~4\ninput d: integer [1, 3]\ninput b: boolean\n"
        "input c: enum small, middle, large\ninput o: integer 0~2 optional\n";
    if (Chance(4)) text += "require " + Condition(1) + "\n";
    text += "let t: integer = " + Number(1) + "\n";
    lets_ = true;
    text += Group("u", false);
    group_ = true;
    text += Group("out", true);
    if (Chance(2)) text += "assert \"claim\" " + Condition(1) + "\n";
    return text;
  }

 private:
  int Below(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  bool Chance(int n) { return Below(n) == 0; }
  std::string Digit() { return std::to_string(Below(5)); }

  std::string Number(int depth) {
    switch (Below(depth > 0 ? 8 : 4)) {
      case 0:
        return "a";
      case 1:
        return "d";
      case 2:
        return lets_ ? "t" : "a";
      case 3:
        return Digit();
      case 4:
        return "(" + Number(depth - 1) + " + " + Number(depth - 1) + ")";
      case 5:
        return "(" + Number(depth - 1) + " - " + Number(depth - 1) + ")";
      case 6:
        return "(" + Number(depth - 1) + " * " + Digit() + ")";
      default:
        return "(if " + Condition(0) + " then " + Number(depth - 1) + " else " +
               Number(depth - 1) + ")";
    }
  }

  std::string Order() {
    static const char* const kOrders[] = {"<", "<=", ">", ">=", "=="};
    return kOrders[Below(5)];
  }

  std::string Atom() {
    switch (Below(group_ ? 10 : 8)) {
      case 0:
        return "a " + Order() + " " + Digit();
      case 1:
        return "d " + Order() + " " + Digit();
      case 2:
        return Chance(2) ? "b" : "not b";
      case 3:
        return Chance(2) ? "c == middle" : "c in list(small, large)";
      case 4:
        return Chance(2) ? "o is none" : "o is not none";
      case 5:
        return "o " + Order() + " " + Digit();
      case 6:
        return (lets_ ? "t " : "a ") + Order() + " " + Digit();
      case 7:
        return "(a + d) " + Order() + " " + Number(0);
      case 8:
        return "u " + Order() + " " + Digit();
      default:
        return "(6 / a) " + Order() + " " + Digit();
    }
  }

  std::string Condition(int depth) {
    if (depth == 0 || Chance(3)) return Atom();
    const std::string join = Chance(2) ? " and " : " or ";
    return "(" + Condition(depth - 1) + join + Condition(depth - 1) + ")";
  }

  std::string Group(const std::string& name, bool output) {
    static const char* const kHits[] = {"", "", "", " hit first", " hit any", " hit collect max",
                                        " hit collect sum"};
    const std::string hit = kHits[Below(7)];
    std::string text = (output ? "output " : "let ") + name + ": integer" +
                       (Chance(6) ? " 0~4" : "") + hit + "\n";
    const int rules = 2 + Below(3);
    for (int i = 0; i < rules; ++i) {
      const std::string label = name + std::to_string(i);
      const std::string value = Chance(4) ? Number(1) : Digit();
      text += "rule " + label + " if " + Condition(2) + " then " + name + " = " + value;
      if (Chance(5)) text += " else if " + Condition(1) + " then " + name + " = " + Digit();
      text += "\n";
      if (Chance(4)) {
        text += "exception " + label + "x overrides " + label + " if " + Condition(1) + " then " + name +
                " = " + Digit() + "\n";
      }
    }
    if (Chance(2)) text += "otherwise " + name + " = " + (Chance(4) ? Number(0) : Digit()) + "\n";
    return text;
  }

  std::mt19937 random_;
  bool lets_ = false, group_ = false;
};

std::vector<interp::Facts> AllCases(const Policy& policy) {
  std::vector<interp::Facts> cases(1);
  for (const program::Input& input : policy.inputs) {
    const program::Type& type = policy.types[input.type];
    int64_t low = 0, high = 1;
    if (!input.domain.intervals.empty()) {
      low = *input.domain.intervals[0].low->ToInt64();
      high = *input.domain.intervals[0].high->ToInt64();
    } else if (type.kind == program::TypeKind::kEnum) {
      high = static_cast<int64_t>(policy.enums[type.enumeration].members.size()) - 1;
    }
    std::vector<interp::Facts> next;
    for (const interp::Facts& facts : cases) {
      for (int64_t value = type.optional ? low - 1 : low; value <= high; ++value) {
        next.push_back(facts);
        next.back().inputs.push_back(value < low ? value::Value() : value::Value(Rational(value)));
      }
    }
    cases = std::move(next);
  }
  std::erase_if(cases, [&](const interp::Facts& facts) {
    return std::any_of(policy.requires_.begin(), policy.requires_.end(), [&](const auto& require) {
      return interp::CheckRequire(policy, require, facts, 0) != interp::RequireVerdict::kHolds;
    });
  });
  return cases;
}

Rule* RuleAt(std::vector<Rule>* rules, const RulePath& path) {
  Rule* rule = nullptr;
  for (const int32_t step : path) {
    rule = &(*rules)[step];
    rules = &rule->exceptions;
  }
  return rule;
}

void Remove(std::vector<Rule>* rules, RulePath path) {
  const int32_t last = path.back();
  path.pop_back();
  if (!path.empty()) rules = &RuleAt(rules, path)->exceptions;
  rules->erase(rules->begin() + last);
}

class Enumerated {
 public:
  explicit Enumerated(const Policy& policy) : policy_(policy), cases_(AllCases(policy)) {}

  bool any() const { return !cases_.empty(); }
  std::vector<Result> Results(const Policy& policy, program::Index definition) const {
    std::vector<Result> results;
    for (const interp::Facts& facts : cases_) {
      interp::Machine machine(policy, facts, 0, {});
      results.push_back(machine.Definition(definition).result);
    }
    return results;
  }
  bool Some(const std::function<bool(const interp::Facts&)>& holds) const {
    return std::any_of(cases_.begin(), cases_.end(), holds);
  }
  const Policy& policy() const { return policy_; }

 private:
  const Policy& policy_;
  std::vector<interp::Facts> cases_;
};

// What enumeration says of an answer; nothing: it is not checked here.
std::optional<Verdict> Expected(const Enumerated& all, const Answer& answer) {
  const Policy& policy = all.policy();
  const auto refuted = [](bool is) { return is ? Verdict::kRefuted : Verdict::kProved; };
  const auto result_is = [&](const std::function<bool(const Result&)>& wanted) {
    const std::vector<Result> results = all.Results(policy, answer.definition);
    return std::any_of(results.begin(), results.end(), wanted);
  };
  switch (answer.claim) {
    case Claim::kNoGap:
      return refuted(result_is([](const Result& result) {
        return result.is_no_rule() && result.reason == interp::Reason::kNoneApplied;
      }));
    case Claim::kNoConflict:
      if (!answer.rule.empty()) return std::nullopt;  // a pair: its case has been confirmed
      return refuted(result_is([&](const Result& result) {
        return result.is_error() && result.error == interp::ErrorCode::kConflict &&
               result.offset == policy.definitions[answer.definition].place.offset;
      }));
    case Claim::kNoError:
      return refuted(result_is([&](const Result& result) {
        const uint32_t offset = answer.node >= 0
                                    ? policy.nodes[answer.node].offset
                                    : policy.definitions[answer.definition].place.offset;
        return result.is_error() && result.error == *answer.error && result.offset == offset;
      }));
    case Claim::kAssertion:
      return refuted(all.Some([&](const interp::Facts& facts) {
        interp::Machine machine(policy, facts, 0, {});
        return machine.Evaluate(answer.node).is_false();
      }));
    case Claim::kRuleRedundant: {
      Policy less = policy;
      Remove(&less.definitions[answer.definition].rules, answer.rule);
      const std::vector<Result> with = all.Results(policy, answer.definition);
      const std::vector<Result> without = all.Results(less, answer.definition);
      for (size_t i = 0; i < with.size(); ++i) {
        if (!interp::Same(with[i], without[i])) return Verdict::kRefuted;
      }
      return Verdict::kProved;
    }
    case Claim::kPossible:
      return refuted(!all.any());
    default:
      return std::nullopt;
  }
}

// A rule that never applies can be given any other value without a change.
bool NeverApplies(const Enumerated& all, const Answer& answer) {
  Policy other = all.policy();
  Rule* rule = RuleAt(&other.definitions[answer.definition].rules, answer.rule);
  program::Node node;
  node.op = program::Op::kConstant;
  node.a = static_cast<program::Index>(other.constants.size());
  node.type = other.definitions[answer.definition].type;
  other.constants.push_back(value::Value(Rational(-77)));
  other.nodes.push_back(node);
  for (program::Branch& branch : rule->branches) {
    branch.result = static_cast<program::Index>(other.nodes.size()) - 1;
  }
  const std::vector<Result> with = all.Results(all.policy(), answer.definition);
  const std::vector<Result> without = all.Results(other, answer.definition);
  for (size_t i = 0; i < with.size(); ++i) {
    if (!interp::Same(with[i], without[i])) return false;
  }
  return true;
}

TEST(ProveRandom, EveryVerdictIsThatOfAllCases) {
  int compiled = 0, checked = 0;
  std::map<Claim, int> proved, refuted;
  for (uint32_t seed = 1; seed <= 36; ++seed) {
    const std::string text = Writer(seed).Policy();
    const auto compilation = driver::Compile("t.pol", text);
    if (compilation->program == nullptr) continue;
    ++compiled;
    const Policy& policy = compilation->program->policies[0];
    const Enumerated all(policy);
    const Report report = Prove(policy);
    std::set<interp::ErrorCode> raised;
    for (const Answer& answer : report.answers) {
      ASSERT_NE(answer.verdict, Verdict::kUndecided)
          << "seed " << seed << " claim " << static_cast<int>(answer.claim) << " "
          << answer.stopped_by << "\n" << text;
      if (answer.claim == Claim::kRuleDead && answer.finding() && !answer.rule.empty()) {
        EXPECT_TRUE(NeverApplies(all, answer)) << "seed " << seed << "\n" << text;
      }
      if (answer.claim == Claim::kNoError && answer.finding()) raised.insert(*answer.error);
      const std::optional<Verdict> expected = Expected(all, answer);
      if (!expected) continue;
      ++checked;
      ++(answer.verdict == Verdict::kProved ? proved : refuted)[answer.claim];
      EXPECT_EQ(answer.verdict, *expected)
          << "seed " << seed << " claim " << static_cast<int>(answer.claim) << " rule "
          << ::testing::PrintToString(answer.rule) << "\n" << text;
    }
    if (!all.any()) continue;
    for (size_t i = 0; i < policy.definitions.size(); ++i) {
      for (const Result& result : all.Results(policy, static_cast<program::Index>(i))) {
        if (!result.is_error() || result.error == interp::ErrorCode::kConflict) continue;
        EXPECT_TRUE(raised.contains(result.error)) << "seed " << seed << "\n" << text;
      }
    }
  }
  EXPECT_GT(compiled, 25);
  EXPECT_GT(checked, 200);
  for (const Claim claim : {Claim::kNoGap, Claim::kNoConflict, Claim::kRuleRedundant}) {
    EXPECT_GT(proved[claim], 3) << static_cast<int>(claim);
  }
  EXPECT_GT(refuted[Claim::kNoGap], 5);
  EXPECT_GT(refuted[Claim::kAssertion], 1);
}

}  // namespace
}  // namespace pol::prove
