// Dated values, policies used, validity of rules, calendars and deadlines, held against the days on which a policy reads
// them (semantics 3.5, 5.3).
#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "compiler/prove/claims_static_parts.h"
#include "runtime/interp/evaluate.h"
#include "runtime/value/date.h"

namespace pol::prove {

using program::Node;
using program::Op;
using program::Policy;
using value::Rational;
using value::Value;
using value::FormatDate;

namespace {

std::string Span(int64_t from, int64_t to, bool chinese) {
  if (from == to) return FormatDate(from);
  if (chinese) {
    if (from == value::kFirstDay) return FormatDate(to) + " 以前（含当日）";
    return to == value::kLastDay ? FormatDate(from) + " 起" : FormatDate(from) + " 至 " + FormatDate(to);
  }
  if (from == value::kFirstDay) return "up to " + FormatDate(to);
  return to == value::kLastDay ? "from " + FormatDate(from) + " on" : FormatDate(from) + " to " + FormatDate(to);
}

// Claims on the days on which things are read, put together over all places where they are.
class TimeClaims {
 public:
  TimeClaims(const Policy& policy, std::vector<Answer>* answers)
      : policy_(policy), answers_(*answers), reach_(policy) {}

  void Run() {
    Reach::Visitor visitor;
    visitor.node = [this](Index index, const Reach::Where& where) {
      switch (policy_.nodes[static_cast<size_t>(index)].op) {
        case Op::kParameter:
          return Parameter(index, where);
        case Op::kCall:
          return Call(index, where);
        case Op::kAddWorkdays:
        case Op::kWorkdaysBetween:
        case Op::kToWorkday:
          return Calendar(index, where);
        default:
          return;
      }
    };
    visitor.never = [this](Index condition, const Reach::Where& where) { Never(condition, where); };
    reach_.Walk(visitor);
    for (const auto* part : {&parameters_, &calls_, &calendars_}) {
      for (const auto& [key, answer] : *part) answers_.push_back(answer);
    }
    for (const auto& [offset, answer] : never_) answers_.push_back(answer);
  }

 private:
  // The answer about `key`, proved until something is found; nothing where it was found already.
  static Answer* Open(std::map<Index, Answer>* answers, Index key, Claim claim) {
    const auto [place, fresh] = answers->try_emplace(key);
    if (fresh) {
      place->second.claim = claim;
      place->second.verdict = Verdict::kProved;
    }
    return place->second.verdict == Verdict::kRefuted ? nullptr : &place->second;
  }

  void Refute(Answer* answer, int64_t day, Index governing) {
    answer->verdict = Verdict::kRefuted;
    const Days period = Days::Between(policy_.effective_from, policy_.effective_to);
    Case found;
    found.facts.inputs.resize(policy_.inputs.size());
    found.at = day;
    if (governing != kAt) {
      found.facts.inputs[static_cast<size_t>(governing)] = Value(Rational(day));
      if (!period.Contains(day)) found.at = period.first();
    }
    answer->witness = std::move(found);
  }

  // The date that a value is taken at: the input, or `at`.
  Index Governing(Index child) const {
    if (child < 0) return kAt;
    const Node& node = policy_.nodes[static_cast<size_t>(child)];
    if (node.op == Op::kAddDays) return Governing(node.children[0]);
    return node.op == Op::kInput ? node.a : kAt;
  }
  std::string NameOf(Index date, bool chinese) const {
    if (date != kAt) return policy_.inputs[static_cast<size_t>(date)].name;
    return chinese ? "评估日" : "the day of evaluation";
  }

  void Parameter(Index index, const Reach::Where& where) {
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    const program::Parameter& parameter = policy_.parameters[static_cast<size_t>(node.a)];
    const Index child = node.children.empty() ? -1 : node.children[0];
    const std::optional<Days> days =
        child < 0 ? std::optional(where.dates->at(kAt)) : reach_.DaysOf(child, *where.dates);
    Answer* answer = Open(&parameters_, node.a, Claim::kTiles);
    if (answer == nullptr) return;
    answer->number = node.a;
    answer->place = parameter.place;
    Days covered;
    for (const program::DatedValue& value : parameter.values)
      covered = covered.Or(Days::Between(value.from, value.to));
    // Taken at a date that is computed, only what lies between two values is surely asked for.
    const bool ended = parameter.values.back().to.has_value();
    const Days open = Uncovered(days.value_or(Days::All()), covered, ended && days.has_value());
    if (open.empty()) return;
    const auto [from, to] = open.parts().front();
    const Index governing = Governing(child);
    Refute(answer, from, governing);
    answer->node = index;
    answer->definition = where.definition;
    answer->detail_zh = "“" + parameter.name + "”在 " + Span(from, to, true) + " 没有值";
    answer->detail_en = parameter.name + " has no value: " + Span(from, to, false);
    if (governing != kAt) {
      answer->detail_zh += "（按“" + NameOf(governing, true) + "”取值）";
      answer->detail_en += " (it is taken by " + NameOf(governing, false) + ")";
    }
  }

  // The days on which the output that a call takes can be in force; nothing where that cannot be told from dates alone.
  // The whole of several versions has one rule a version, its condition the period.
  std::optional<Days> InForce(const Policy& used, Index output) const {
    if (used.effective_from || used.effective_to)
      return Days::Between(used.effective_from, used.effective_to);
    const program::Definition& definition = used.definitions[static_cast<size_t>(output)];
    if (definition.expression >= 0 || definition.otherwise >= 0 || definition.rules.empty())
      return std::nullopt;
    Days days;
    for (const program::Rule& rule : definition.rules) {
      if (rule.branches.size() != 1 || rule.branches[0].condition >= 0 || !rule.exceptions.empty())
        return std::nullopt;
      if (used.nodes[static_cast<size_t>(rule.branches[0].result)].op != Op::kCall)
        return std::nullopt;
      if (rule.condition < 0) return std::nullopt;
      const Node& test = used.nodes[static_cast<size_t>(rule.condition)];
      if (test.op != Op::kInInterval) return std::nullopt;
      std::vector<int64_t> ends;
      for (size_t i = 1; i < test.children.size(); ++i) {
        if (test.children[i] < 0) continue;
        const Node& end = used.nodes[static_cast<size_t>(test.children[i])];
        if (end.op != Op::kConstant) return std::nullopt;
        ends.push_back(used.constants[static_cast<size_t>(end.a)].number().ToInt64().value_or(0));
      }
      size_t next = 0;
      std::optional<int64_t> low, high;
      if ((test.a & program::kNoLow) == 0) low = ends.at(next++);
      if ((test.a & program::kNoHigh) == 0) high = ends.at(next);
      days = days.Or(Days::Between(low, high));
    }
    return days;
  }
  // The input of the policy used by which it is in force; kAt: its day.
  static Index GoverningOf(const Policy& used, Index output) {
    if (used.effective_from || used.effective_to) return used.effective_by;
    const program::Definition& definition = used.definitions[static_cast<size_t>(output)];
    const Node& test = used.nodes[static_cast<size_t>(definition.rules[0].condition)];
    const Node& subject = used.nodes[static_cast<size_t>(test.children[0])];
    return subject.op == Op::kInput ? subject.a : kAt;
  }

  void Call(Index index, const Reach::Where& where) {
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    const program::Call& call = policy_.calls[static_cast<size_t>(node.a)];
    const program::Use& use = policy_.uses[static_cast<size_t>(call.use)];
    const std::optional<Days> force = InForce(*use.policy, node.b);
    if (!force) return;
    const Index by = GoverningOf(*use.policy, node.b);
    std::optional<Days> days;
    Index governing = kAt;
    if (by != kAt) {
      const program::Binding& binding = call.bindings[static_cast<size_t>(by)];
      if (binding.node >= 0) {
        days = reach_.DaysOf(binding.node, *where.dates);
        governing = Governing(binding.node);
      } else {
        days = reach_.DaysOfInput(binding.input, *where.dates);
        governing = binding.input;
      }
    } else if (call.at >= 0) {
      days = reach_.DaysOf(call.at, *where.dates);
      governing = Governing(call.at);
    } else {
      days = where.dates->at(kAt);
    }
    Answer* answer = Open(&calls_, call.use, Claim::kInForce);
    if (answer == nullptr) return;
    answer->node = index;
    answer->definition = where.definition;
    answer->rule = where.rule;
    answer->place = where.place;
    if (!days) {
      calls_.erase(call.use);
      return;
    }
    const bool ended = force->empty() || force->last() < value::kLastDay;
    const Days open = Uncovered(*days, *force, ended);
    if (open.empty()) return;
    const auto [from, to] = open.parts().front();
    Refute(answer, from, governing);
    // Of a call as of a fixed day: on any day.
    if (governing == kAt && call.at >= 0) answer->witness->at = where.dates->at(kAt).first();
    const bool before = !force->empty() && to < force->first();
    const std::string periods_zh = Periods(*force, true), periods_en = Periods(*force, false);
    answer->detail_zh = "引用的“" + use.name + "”施行期是 " + periods_zh + "，" + Span(from, to, true) +
                        (before ? " 还没有施行" : " 已经不再施行");
    answer->detail_en = use.name + ", which is used here, is in force " + periods_en + ": " +
                        (before ? "not yet " : "no longer ") + Span(from, to, false);
  }

  static std::string Periods(const Days& days, bool chinese) {
    std::string text;
    for (const auto& [from, to] : days.parts()) {
      if (!text.empty()) text += chinese ? "、" : ", ";
      text += Span(from, to, chinese);
    }
    return text;
  }

  // A rule that is valid on no day on which the policy is in force. Said once for all that stands in it.
  void Never(Index condition, const Reach::Where& where) {
    const Node& node = policy_.nodes[static_cast<size_t>(condition)];
    answers_.erase(std::remove_if(answers_.begin(), answers_.end(),
                                  [&](const Answer& one) {
                                    return (one.claim == Claim::kRuleDead ||
                                            one.claim == Claim::kRuleRedundant ||
                                            one.claim == Claim::kConditionFalse) &&
                                           one.definition == where.definition &&
                                           one.rule == where.rule;
                                  }),
                   answers_.end());
    const auto [place, fresh] = never_.try_emplace(node.offset);
    if (!fresh) return;
    Answer& answer = place->second;
    answer.claim = Claim::kInForce;
    answer.verdict = Verdict::kRefuted;
    answer.definition = where.definition;
    answer.rule = where.rule;
    answer.place = where.place;
    const Days period = Days::Between(policy_.effective_from, policy_.effective_to);
    answer.detail_zh = "“" + node.text + "”与本政策的施行期（" + Periods(period, true) + "）没有共同的一天";
    answer.detail_en = "\"" + node.text + "\" and the effective period of this policy (" + Periods(period, false) +
                       ") have no day in common";
  }

  // Within the effective period the calendar must know every year that can be asked about.
  void Calendar(Index index, const Reach::Where& where) {
    const Node& node = policy_.nodes[static_cast<size_t>(index)];
    const program::Calendar& calendar = policy_.calendars[static_cast<size_t>(node.a)];
    const Days period = Days::Between(policy_.effective_from, policy_.effective_to);
    const Days days = reach_.DaysOf(node.children[0], *where.dates).value_or(period).And(period);
    if (days.empty()) return;
    const bool told = std::any_of(answers_.begin(), answers_.end(), [&](const Answer& one) {
      return one.error == interp::ErrorCode::kCalendarUncovered && one.node >= 0 &&
             policy_.nodes[static_cast<size_t>(one.node)].offset == node.offset;
    });
    if (told) return;
    Answer* answer = Open(&calendars_, node.a, Claim::kNoError);
    if (answer == nullptr) return;
    answer->error = interp::ErrorCode::kCalendarUncovered;
    answer->node = index;
    answer->definition = where.definition;
    answer->rule = where.rule;
    answer->place = where.place;
    // Of a period without beginning or end only the end that it has is asked about.
    const int first = value::CivilFromDays(days.first()).year, last = value::CivilFromDays(days.last()).year;
    const bool begins = days.first() > value::kFirstDay, ends = days.last() < value::kLastDay;
    for (int year = first; year <= last; ++year) {
      if (year == first ? !begins : year == last ? !ends : !(begins && ends)) continue;
      if (std::binary_search(calendar.years.begin(), calendar.years.end(), year)) continue;
      const int64_t day = std::max(days.first(), value::DaysFromCivil({year, 1, 1}));
      Refute(answer, day, Governing(node.children[0]));
      std::string years;
      if (!calendar.years.empty()) {
        years = std::to_string(calendar.years.front());
        if (calendar.years.back() != calendar.years.front())
          years += "–" + std::to_string(calendar.years.back());
      }
      answer->detail_zh = "日历“" + calendar.name + "”没有收录" + std::to_string(year) + "年" +
                          (years.empty() ? "" : "（收录了" + years + "年）") + "，施行期内却要数这一年的工作日";
      answer->detail_en = "the calendar " + calendar.name + " does not cover " + std::to_string(year) +
                          (years.empty() ? "" : " (it covers " + years + ")") +
                          ", of which the effective period needs the working days";
      return;
    }
    if (!begins || !ends) calendars_.erase(node.a);  // other years can be asked about
  }

  const Policy& policy_;
  std::vector<Answer>& answers_;
  Reach reach_;
  std::map<Index, Answer> parameters_, calls_, calendars_;  // by parameter, policy used, calendar
  std::map<uint32_t, Answer> never_;                        // by the offset of the validity
};

// The dates in a text, in order.
std::vector<int64_t> DatesIn(std::string_view text) {
  std::vector<int64_t> dates;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] < '0' || text[at] > '9') continue;
    size_t taken = 0;
    for (size_t length = std::min<size_t>(text.size() - at, 20); length >= 8 && taken == 0; --length) {
      if (const auto day = value::ParseDate(text.substr(at, length))) {
        dates.push_back(*day);
        taken = length;
      }
    }
    while (taken == 0 && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9') ++at;
    if (taken > 0) at += taken - 1;
  }
  return dates;
}

bool Names(const std::string& name, const auto& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string_view word) {
    return name.find(word) != std::string::npos;
  });
}

}  // namespace

void Deadlines(const Policy& policy, std::vector<Answer>* answers) {
  const auto hold = [&](Answer answer, const std::string& name, int64_t day, bool ends_too) {
    answer.claim = Claim::kDeadline;
    answer.verdict = Verdict::kProved;
    const bool before = policy.effective_from && day < *policy.effective_from;
    const bool after = ends_too && policy.effective_to && *policy.effective_to < day;
    if (before || after) {
      answer.verdict = Verdict::kRefuted;
      answer.witness = Case{{}, before ? *policy.effective_from : *policy.effective_to};
      answer.witness->facts.inputs.resize(policy.inputs.size());
      const std::string end = FormatDate(answer.witness->at);
      answer.detail_zh = "“" + name + "”要在 " + FormatDate(day) + " 以前做到，" +
                         (before ? "本政策 " + end + " 才施行" : "本政策 " + end + " 就期满了");
      answer.detail_en = name + " is due by " + FormatDate(day) + ", but the policy " +
                         (before ? "only takes effect on " : "already ends on ") + end;
    }
    answers->push_back(std::move(answer));
  };
  for (size_t i = 0; i < policy.targets.size(); ++i) {
    const program::Target& target = policy.targets[i];
    const std::vector<int64_t> dates = DatesIn(target.period);
    const bool starts_only = dates.size() == 1 && (target.period.starts_with("自") ||
                                                   target.period.starts_with("从") ||
                                                   target.period.starts_with("from"));
    if (dates.empty() || starts_only) continue;
    Answer answer;
    answer.number = static_cast<Index>(i);
    answer.definition = target.met;
    answer.place = target.place;
    hold(std::move(answer), policy.definitions[static_cast<size_t>(target.met)].name, dates.back(), true);
  }
  // Dates that are called a deadline. Those after the end of the policy may well be due for what began before it.
  static constexpr std::array<std::string_view, 7> kWords = {"截止", "期限", "届满", "最迟", "最晚", "deadline", "due"};
  const auto constant = [&](Index node) -> std::optional<int64_t> {
    if (node < 0 || policy.nodes[static_cast<size_t>(node)].op != Op::kConstant) return std::nullopt;
    const Node& at = policy.nodes[static_cast<size_t>(node)];
    if (at.type < 0 || policy.types[static_cast<size_t>(at.type)].kind != program::TypeKind::kDate)
      return std::nullopt;
    const Value& value = policy.constants[static_cast<size_t>(at.a)];
    return value.is_number() ? value.number().ToInt64() : std::nullopt;
  };
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    const program::Definition& definition = policy.definitions[i];
    const std::optional<int64_t> day = constant(definition.expression);
    if (!day || !Names(definition.name, kWords)) continue;
    Answer answer;
    answer.definition = static_cast<Index>(i);
    answer.node = definition.expression;
    answer.place = definition.place;
    hold(std::move(answer), definition.name, *day, false);
  }
  for (const program::Parameter& parameter : policy.parameters) {
    if (parameter.values.size() != 1 || !Names(parameter.name, kWords)) continue;
    const std::optional<int64_t> day = constant(parameter.values[0].value);
    if (!day) continue;
    Answer answer;
    answer.node = parameter.values[0].value;
    answer.place = parameter.place;
    hold(std::move(answer), parameter.name, *day, false);
  }
}

void InTime(const Policy& policy, std::vector<Answer>* answers) { TimeClaims(policy, answers).Run(); }

}  // namespace pol::prove
