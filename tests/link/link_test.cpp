// A program of the runtime alone: a service that loads a policy must need neither the compiler nor
// ANTLR. The policy is put together by hand, as a loader would; its answers are worked out beside
// it.
#include <cstdio>
#include <string>

#include "runtime/interp/canonical.h"
#include "runtime/interp/evaluate.h"
#include "runtime/program/program.h"

namespace {

using pol::interp::Facts;
using pol::program::Branch;
using pol::program::Definition;
using pol::program::Input;
using pol::program::Node;
using pol::program::Op;
using pol::program::Policy;
using pol::program::Rule;
using pol::program::Type;
using pol::program::TypeKind;
using pol::value::Rational;
using pol::value::Value;

int Add(Policy* policy, Op op, int type, int a = 0, std::vector<int> children = {}) {
  Node node;
  node.op = op;
  node.type = type;
  node.a = a;
  node.children.assign(children.begin(), children.end());
  policy->nodes.push_back(node);
  return static_cast<int>(policy->nodes.size()) - 1;
}

int Constant(Policy* policy, int type, Rational number) {
  policy->constants.push_back(Value(number));
  return Add(policy, Op::kConstant, type, static_cast<int>(policy->constants.size()) - 1);
}

// input n: integer;  output twice: integer = n * 2
// output grade: integer;  rule R1 if n >= 10 then grade = 1;  otherwise grade = 0
Policy ByHand() {
  Policy policy;
  policy.name = "by_hand";
  policy.types.resize(2);
  policy.types[0].kind = TypeKind::kInteger;
  policy.types[0].grid = Rational(1);
  policy.types[1].kind = TypeKind::kBoolean;

  Input n;
  n.name = "n";
  n.type = 0;
  policy.inputs.push_back(n);
  const int input = Add(&policy, Op::kInput, 0, 0);

  Definition twice;
  twice.name = "twice";
  twice.type = 0;
  twice.output = true;
  twice.expression = Add(&policy, Op::kMultiply, 0, 0, {input, Constant(&policy, 0, 2)});
  policy.definitions.push_back(twice);

  Definition grade;
  grade.name = "grade";
  grade.type = 0;
  grade.output = true;
  Rule rule;
  rule.label = "R1";
  rule.condition = Add(&policy, Op::kGreaterEqual, 1, 0, {input, Constant(&policy, 0, 10)});
  policy.nodes[rule.condition].column = 0;
  Branch branch;
  branch.result = Constant(&policy, 0, 1);
  rule.branches.push_back(branch);
  grade.rules.push_back(rule);
  grade.otherwise = Constant(&policy, 0, 0);
  policy.definitions.push_back(grade);
  policy.order = {0, 1};
  return policy;
}

bool Expect(const Policy& policy, int64_t given, const char* twice, const char* grade) {
  Facts facts;
  facts.inputs = {Value(Rational(given))};
  const pol::interp::Evaluation answer = pol::interp::Evaluate(policy, facts, 0);
  const char* expected[] = {twice, grade};
  bool good = answer.outputs.size() == 2;
  for (size_t i = 0; good && i < 2; ++i) {
    const pol::interp::Outcome& outcome = answer.outputs[i];
    good = outcome.status == pol::interp::Status::kValue &&
           pol::interp::CanonicalText(policy, policy.types[0], outcome.value) == expected[i];
  }
  if (!good) std::printf("wrong answer for n = %lld\n", static_cast<long long>(given));
  return good;
}

}  // namespace

int main() {
  const Policy policy = ByHand();
  bool good = Expect(policy, 9, "18", "0") && Expect(policy, 10, "20", "1") &&
              Expect(policy, -3, "-6", "0");

  Facts nothing;
  nothing.inputs = {std::nullopt};
  const pol::interp::Evaluation open = pol::interp::Evaluate(policy, nothing, 0);
  for (const pol::interp::Outcome& outcome : open.outputs) {
    if (outcome.status != pol::interp::Status::kNeedsFacts ||
        outcome.needs != std::vector<pol::program::Index>{0}) {
      std::printf("an unknown input was not asked for\n");
      good = false;
    }
  }
  return good ? 0 : 1;
}
