#include "cli/coverage.h"

#include <algorithm>
#include <set>

#include "cli/words.h"

namespace pol::cli {
namespace {

using program::Policy;

// Leaves out what stands in the text of another reading too.
cover::Points Own(cover::Points points, const cover::Points& shared) {
  std::set<uint32_t> places;
  for (const cover::Decision& decision : shared.decisions) places.insert(decision.place.offset);
  std::erase_if(points.bounds, [&](const cover::Bound& bound) {
    return std::any_of(shared.bounds.begin(), shared.bounds.end(), [&](const cover::Bound& other) {
      return other.place.offset == bound.place.offset && other.constant == bound.constant;
    });
  });
  points.ends.clear();  // of the policy, under every reading
  std::erase_if(points.decisions, [&places](const cover::Decision& decision) {
    return places.count(decision.place.offset) > 0;
  });
  return points;
}

cover::Points PointsOf(const Policy& policy, int64_t at, const Policy* shared) {
  cover::Points points = cover::FindPoints(policy, at);
  return shared == nullptr ? points : Own(std::move(points), cover::FindPoints(*shared, at));
}

}  // namespace

Reached::Reached(const Policy& policy, int64_t at, const Policy* shared)
    : points(PointsOf(policy, at, shared)), coverage(points) {}

PointsReport ReportPoints(const Context& context, const Policy& policy, const Reached& reached) {
  const Words words(policy, context.language);
  const auto line = [&context](const program::Place& place) {
    return Bracketed(context.Say(Message::kLineOfFile, place.line), context.language);
  };
  PointsReport report;
  std::set<size_t> conditions;  // of decisions that count
  for (const cover::Decision& decision : reached.points.decisions)
    conditions.insert(decision.conditions.begin(), decision.conditions.end());
  std::set<std::string> said;
  for (const size_t i : conditions) {
    ++report.conditions.total;
    if (reached.coverage.Both(i)) {
      ++report.conditions.reached;
      continue;
    }
    const cover::Condition& condition = reached.points.conditions[i];
    const bool held = reached.coverage.Seen(i, true), failed = reached.coverage.Seen(i, false);
    const Message message = held     ? Message::kConditionAlwaysHeld
                            : failed ? Message::kConditionNeverHeld
                                     : Message::kConditionNotSeen;
    std::string text = context.Say(message, words.Condition(condition.node)) + line(condition.place);
    if (said.insert(text).second) report.lines.push_back(std::move(text));
  }
  for (size_t b = 0; b < reached.points.bounds.size(); ++b) {
    const cover::Bound& bound = reached.points.bounds[b];
    ++report.bounds.total;
    if (reached.coverage.BothSides(b)) {
      ++report.bounds.reached;
      continue;
    }
    const program::Input& input = policy.inputs[static_cast<size_t>(bound.input)];
    const std::string value = words.Value(input.type, value::Value(bound.constant));
    const bool on = reached.coverage.On(b), beyond = reached.coverage.Beyond(b);
    const Message message = on       ? Message::kBoundNotBeyond
                            : beyond ? Message::kBoundNotOn
                                     : Message::kBoundNotSeen;
    report.lines.push_back(context.Say(message, input.name, value) + line(bound.place));
  }
  for (size_t e = 0; e < reached.points.ends.size(); ++e) {
    const cover::PeriodEnd& end = reached.points.ends[e];
    ++report.bounds.total;
    const bool on = reached.coverage.OnEnd(e), beyond = reached.coverage.BeyondEnd(e);
    if (on && beyond) {
      ++report.bounds.reached;
      continue;
    }
    const std::string name = end.by < 0 ? context.Say(Message::kToday)
                                        : policy.inputs[static_cast<size_t>(end.by)].name;
    const Message message = on       ? Message::kEndNotBeyond
                            : beyond ? Message::kEndNotOn
                                     : Message::kEndNotSeen;
    report.lines.push_back(
        context.Say(message, name, DateInWords(end.day, context.language)) + line(end.place));
  }
  return report;
}

}  // namespace pol::cli
