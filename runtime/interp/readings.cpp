#include "runtime/interp/readings.h"

#include <algorithm>
#include <map>
#include <set>

#include "runtime/interp/canonical.h"
#include "runtime/interp/refine.h"
#include "runtime/interp/require.h"

namespace pol::interp {
namespace {

using program::Policy;
using program::TypeKind;

// Facts of one reading for another, by name: all readings share the inputs of the text.
Facts FactsFor(const Policy& to, const Policy& from, const Facts& facts) {
  std::map<std::string_view, size_t> by_name;
  for (size_t i = 0; i < from.inputs.size(); ++i) by_name.emplace(from.inputs[i].name, i);
  Facts made;
  made.inputs.resize(to.inputs.size());
  made.decided_by.resize(to.inputs.size());
  for (size_t i = 0; i < to.inputs.size(); ++i) {
    const auto found = by_name.find(to.inputs[i].name);
    if (found == by_name.end()) continue;
    made.inputs[i] = facts.inputs[found->second];
    if (found->second < facts.decided_by.size())
      made.decided_by[i] = facts.decided_by[found->second];
  }
  return made;
}

const Outcome* OutputOf(const Policy& policy, const Evaluation& evaluation,
                        const std::string& name) {
  for (const Outcome& outcome : evaluation.outputs) {
    if (policy.definitions[static_cast<size_t>(outcome.definition)].name == name) return &outcome;
  }
  return nullptr;
}

std::string ValueOf(const Policy& policy, const Outcome& outcome) {
  const Index type = policy.definitions[static_cast<size_t>(outcome.definition)].type;
  return CanonicalText(policy, policy.types[static_cast<size_t>(type)], outcome.value);
}

std::set<std::string> Missing(const Policy& policy, const Outcome& outcome) {
  std::set<std::string> names;
  for (const auto* list : {&outcome.needs, &outcome.judgements}) {
    for (const Index input : *list) names.insert(policy.inputs[static_cast<size_t>(input)].name);
  }
  return names;
}

bool SameOutcome(const Policy& a, const Outcome& x, const Policy& b, const Outcome& y) {
  if (x.status != y.status) return false;
  switch (x.status) {
    case Status::kValue:
      return ValueOf(a, x) == ValueOf(b, y);
    case Status::kNoRule:
      return true;
    case Status::kNeedsFacts:
    case Status::kNeedsJudgement:
      return Missing(a, x) == Missing(b, y);
    case Status::kError:
      return x.error == y.error;
  }
  return false;
}

// Days that calendars trip over: ends of months, of February in common and leap years, of years.
std::vector<Value> HardDays(int64_t at) {
  std::vector<Value> days;
  const int year = value::CivilFromDays(at).year;
  const int leap = year - year % 4;
  const std::vector<value::CivilDate> dates = {
      {leap, 2, 29}, {year - 1, 2, 28}, {year - 1, 12, 31}, {year, 1, 1},     {year, 1, 31},
      {year, 3, 1},  {year, 4, 30},     {year, 6, 15},      {year + 1, 3, 31}};
  for (const value::CivilDate& date : dates) {
    if (value::IsValidCivil(date)) days.emplace_back(Rational(value::DaysFromCivil(date)));
  }
  return days;
}

// The constants with which a policy compares each of its inputs, by the name of the input.
void Gather(const Policy& policy, int64_t at, std::map<std::string, std::vector<Value>>* constants) {
  Facts none;
  none.inputs.resize(policy.inputs.size());
  Machine machine(policy, none, at, {});
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    for (const ColumnTest& test : ColumnTests(&machine, static_cast<Index>(i))) {
      auto& of_input = (*constants)[policy.inputs[static_cast<size_t>(test.column)].name];
      of_input.insert(of_input.end(), test.constants.begin(), test.constants.end());
    }
  }
}

std::vector<std::vector<Value>> Choices(const Policy& first, const Policy& second, int64_t at) {
  std::map<std::string, std::vector<Value>> constants;
  Gather(first, at, &constants);
  Gather(second, at, &constants);
  std::vector<std::vector<Value>> choices;
  for (const program::Input& input : first.inputs) {
    std::vector<Value>& known = constants[input.name];
    const program::Type& type = first.types[static_cast<size_t>(input.type)];
    if (type.kind == TypeKind::kDate) {
      const std::vector<Value> hard = HardDays(at);
      known.insert(known.end(), hard.begin(), hard.end());
    } else if (known.empty() && type.kind != TypeKind::kBoolean && type.kind != TypeKind::kEnum) {
      for (const int number : {0, 1, 100}) known.emplace_back(Rational(number));
    }
    if (type.kind == TypeKind::kEnum) {
      const auto& members = first.enums[static_cast<size_t>(type.enumeration)].members;
      for (size_t i = 0; i < members.size(); ++i)
        known.emplace_back(Rational(static_cast<int64_t>(i)));
    }
    if (type.kind == TypeKind::kList || type.kind == TypeKind::kSet) {
      choices.push_back({Value::List({})});
    } else {
      choices.push_back(Representatives(first, input, known));
    }
  }
  return choices;
}

// The days on which a parameter or the policy itself changes; where there are none, one day.
std::vector<int64_t> Days(const Policy& policy) {
  constexpr size_t kMostDays = 8;
  const int64_t some_day = value::DaysFromCivil({2024, 1, 1});
  std::set<int64_t> days;
  if (policy.effective_from) days.insert(*policy.effective_from);
  if (policy.effective_to) days.insert(*policy.effective_to);
  for (const program::Parameter& parameter : policy.parameters) {
    for (const program::DatedValue& value : parameter.values) {
      if (value.from && days.size() < kMostDays) days.insert(*value.from);
    }
  }
  if (days.empty()) days.insert(some_day);
  return {days.begin(), days.end()};
}

// A number that looks like chance and is always the same: which cases are tried must not change.
uint64_t Scatter(uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

class Comparer {
 public:
  Comparer(const Policy& first, const Policy& second) : first_(first), second_(second) {}

  // False: a difference was found.
  bool Try(const Facts& facts, int64_t at) {
    for (const program::Require& require : first_.requires_) {
      if (CheckRequire(first_, require, facts, at) != RequireVerdict::kHolds) return true;
    }
    ++result_.cases;
    const Evaluation a = Evaluate(first_, facts, at);
    const Evaluation b = Evaluate(second_, FactsFor(second_, first_, facts), at);
    for (const Outcome& outcome : a.outputs) {
      const std::string& name =
          first_.definitions[static_cast<size_t>(outcome.definition)].name;
      const Outcome* other = OutputOf(second_, b, name);
      if (other == nullptr || SameOutcome(first_, outcome, second_, *other)) continue;
      result_.difference = {facts, at, outcome, *other};
      return false;
    }
    return true;
  }

  ReadingsCompared Take() { return std::move(result_); }

 private:
  const Policy &first_, &second_;
  ReadingsCompared result_;
};

}  // namespace

const Policy* FindReading(const Policy& policy, const std::string& name) {
  if (policy.reading == name) return &policy;
  for (const program::Reading& reading : policy.readings) {
    if (reading.name == name) return reading.policy.get();
  }
  return nullptr;
}

std::vector<OtherReading> OtherReadings(const Policy& policy, const Facts& facts,
                                        const Evaluation& evaluation) {
  std::vector<OtherReading> others;
  for (const program::Reading& reading : policy.readings) {
    OtherReading& other = others.emplace_back();
    other.reading = &reading;
    other.evaluation =
        Evaluate(*reading.policy, FactsFor(*reading.policy, policy, facts), evaluation.at);
    for (const Outcome& outcome : other.evaluation.outputs) {
      const std::string& name =
          reading.policy->definitions[static_cast<size_t>(outcome.definition)].name;
      const Outcome* adopted = OutputOf(policy, evaluation, name);
      if (adopted != nullptr && SameOutcome(policy, *adopted, *reading.policy, outcome)) continue;
      other.differing.push_back(&outcome);
    }
  }
  return others;
}

ReadingsCompared CompareReadings(const Policy& first, const Policy& second, size_t most) {
  Comparer comparer(first, second);
  const std::vector<int64_t> days = Days(first);
  for (const int64_t at : days) {
    const std::vector<std::vector<Value>> choices = Choices(first, second, at);
    const size_t share = most / days.size();
    size_t all = 1;
    for (const std::vector<Value>& values : choices) {
      if (values.empty()) return comparer.Take();  // a domain without values
      all = all > share ? all : all * values.size();
    }
    Facts facts;
    facts.inputs.resize(first.inputs.size());
    facts.decided_by.resize(first.inputs.size());
    for (size_t number = 0; number < std::min(all, share); ++number) {
      size_t left = number;
      for (size_t i = 0; i < choices.size(); ++i) {
        const size_t size = choices[i].size();
        const uint64_t chosen =
            all <= share ? left % size : Scatter(number * choices.size() + i) % size;
        left /= size;
        facts.inputs[i] = choices[i][chosen];
      }
      if (!comparer.Try(facts, at)) return comparer.Take();
    }
  }
  return comparer.Take();
}

}  // namespace pol::interp
