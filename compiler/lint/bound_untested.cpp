// A bound that no test lies on, or that no test lies beyond.
#include <map>

#include "compiler/cover/coverage.h"
#include "compiler/lint/say.h"
#include "compiler/lint/tested.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/evaluate_machine.h"

namespace pol::lint {
namespace {

using program::Index;
using value::Rational;
using value::Value;

// Is there a value next to the bound for which a comparison turns out otherwise than on it?
bool AnyBeyond(const program::Policy& policy, const cover::Bound& bound, int64_t at) {
  const program::Type& type =
      policy.types[static_cast<size_t>(policy.inputs[static_cast<size_t>(bound.input)].type)];
  const Rational step = program::StepOf(type).value_or(Rational(1, 1'000'000));
  interp::Facts none;
  none.inputs.resize(policy.inputs.size());
  interp::Machine machine(policy, none, at, {});
  for (const Rational& next : {bound.constant - step, bound.constant + step}) {
    if (interp::CheckValue(policy, bound.input, Value(next))) continue;
    for (const Index node : bound.nodes) {
      const interp::Result on = machine.EvaluateWith(node, bound.input, Value(bound.constant));
      const interp::Result beside = machine.EvaluateWith(node, bound.input, Value(next));
      if (on.is_value() && beside.is_value() && on.value.truth() != beside.value.truth()) return true;
    }
  }
  return false;
}

}  // namespace

void BoundUntested(const Subject& subject, Reporter* reporter) {
  using diag::Text;
  for (const program::Policy& policy : subject.program.policies) {
    if (!HasTests(policy)) continue;
    // Of all readings together, by input and constant.
    struct Sides {
      bool on = false, beyond = false;
      Text shown;
    };
    std::map<std::pair<Index, value::Rational>, Sides> bounds;
    for (const Tested& tested : subject.studies->TestsOf(policy)) {
      const program::Policy& reading = *tested.policy;
      const cover::Points points = cover::FindPoints(reading, subject.studies->Of(reading).day());
      if (points.bounds.empty()) continue;
      cover::Points only;
      only.bounds = points.bounds;
      cover::Coverage coverage(only);
      for (const RanTest& test : tested.tests) {
        if (!test.refused) coverage.Add(reading, test.at.facts, test.at.at);
      }
      for (size_t b = 0; b < only.bounds.size(); ++b) {
        const cover::Bound& bound = only.bounds[b];
        Sides& sides = bounds[{bound.input, bound.constant}];
        sides.on = sides.on || coverage.On(b);
        sides.beyond = sides.beyond || coverage.Beyond(b) || !AnyBeyond(reading, bound, subject.studies->Of(reading).day());
        sides.shown = ValueInWords(reading, reading.inputs[static_cast<size_t>(bound.input)].type,
                                   value::Value(bound.constant));
      }
    }
    std::map<Index, std::vector<Text>> open;
    for (const auto& [key, sides] : bounds) {
      if (sides.on && sides.beyond) continue;
      Text one = sides.shown;
      one.zh += !sides.on ? (sides.beyond ? "（没有恰好在界限上的）" : "（两边都没有）") : "（没有界限以外的）";
      one.en += !sides.on ? (sides.beyond ? " (none on it)" : " (none on it, none beyond)") : " (none beyond it)";
      open[key.first].push_back(std::move(one));
    }
    for (const auto& [input, missing] : open) {
      const program::Input& of = policy.inputs[static_cast<size_t>(input)];
      if (!Own(subject, of.place.offset)) continue;
      reporter->Report(diag::LintCode::kBoundUntested, NameRange(subject, of.place.offset, of.name),
                       {of.name, Joined(missing, "、", ", ")});
    }
  }
}

}  // namespace pol::lint
