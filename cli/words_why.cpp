// Why an answer is what it is, in words.
#include "cli/words.h"

#include <map>

namespace pol::cli {
namespace {

using interp::ErrorCode;
using interp::Reason;

Message ErrorMessage(ErrorCode code) {
  switch (code) {
    case ErrorCode::kDivZero:
      return Message::kErrorDivZero;
    case ErrorCode::kConflict:
      return Message::kErrorConflict;
    case ErrorCode::kNoneUsed:
      return Message::kErrorNoneUsed;
    case ErrorCode::kCalendarUncovered:
      return Message::kErrorCalendar;
    case ErrorCode::kDateRange:
      return Message::kErrorDateRange;
    case ErrorCode::kOutOfDomain:
      return Message::kErrorOutOfDomain;
    case ErrorCode::kAllocZero:
    case ErrorCode::kAllocWeight:
      return Message::kErrorAllocation;
    case ErrorCode::kRunDuplicate:
      return Message::kErrorRun;
    case ErrorCode::kListLength:
      return Message::kErrorListLength;
  }
  return Message::kErrorDivZero;
}

Message ReasonMessage(Reason reason) {
  switch (reason) {
    case Reason::kNoneApplied:
      return Message::kReasonNoneApplied;
    case Reason::kNotInForce:
      return Message::kReasonNotInForce;
    case Reason::kNoValue:
      return Message::kReasonNoValue;
    case Reason::kNoPeriod:
      return Message::kReasonNoPeriod;
    case Reason::kEmptyList:
      return Message::kReasonEmptyList;
    case Reason::kZeroBase:
      return Message::kReasonZeroBase;
  }
  return Message::kReasonNoneApplied;
}

// Does a conflict that is told at this place belong to the rules of the definition?
bool ConflictsAt(const program::Definition& definition, uint32_t offset) {
  if (definition.rules.empty()) return false;
  if (definition.place.offset == offset) return true;
  for (const program::Rule& rule : definition.rules) {
    if (rule.place.offset == offset) return true;
  }
  return false;
}

}  // namespace

// "300万元" and not "3000000元": the margin as a value of what was compared.
std::string MarginInWords(const Policy& policy, const interp::ConditionWhy& why,
                          Language language) {
  const auto number = value::Rational::Parse(*why.margin);
  if (number && why.node >= 0 && !policy.nodes[why.node].children.empty()) {
    const program::Type& type = policy.types[policy.nodes[policy.nodes[why.node].children[0]].type];
    switch (type.kind) {
      case program::TypeKind::kMoney:
      case program::TypeKind::kExactMoney:
      case program::TypeKind::kRate:
      case program::TypeKind::kQuantity:
        return Words(policy, language).Value(type, value::Value(*number * type.factor));
      default:
        break;
    }
  }
  if (language == Language::kChinese) return *why.margin + why.margin_unit;
  // The interpreter names the unit of a distance in Chinese.
  static const std::map<std::string_view, std::string_view> kEnglish = {
      {"天", "day"},           {"个工作日", "working day"}, {"个月", "month"}, {"小时", "hour"},
      {"秒", "second"},        {"档", "step"},              {"项", "item"}};
  const auto unit = kEnglish.find(why.margin_unit);
  if (unit == kEnglish.end()) return *why.margin + " " + why.margin_unit;
  return fmt::format("{} {}{}", *why.margin, unit->second, *why.margin == "1" ? "" : "s");
}

std::string WithModal(program::Modality modality, bool boolean, const std::string& name,
                      const std::string& value, Language language) {
  static constexpr Message kModal[] = {
      Message::kModalNone,           Message::kModalMay,
      Message::kModalShall,          Message::kModalShallNot,
      Message::kModalPrinciple,      Message::kModalPrincipleMay,
      Message::kModalPrincipleShall, Message::kModalPrincipleShallNot};
  const std::string modal = Say(language, kModal[static_cast<size_t>(modality)]);
  if (modal.empty() || value.rfind(modal, 0) == 0 || (boolean && name.rfind(modal, 0) == 0))
    return value;
  if (boolean) return value + Bracketed(modal, language);
  return modal + (language == Language::kChinese ? "" : " ") + value;
}

int32_t BranchOf(const std::vector<interp::RuleWhy>& rules, const std::string& label) {
  for (const interp::RuleWhy& why : rules) {
    if (why.rule == label && why.verdict == interp::Verdict::kApplied) return why.branch;
    if (const int32_t branch = BranchOf(why.exceptions, label); branch >= 0) return branch;
  }
  return -1;
}

std::string StatusInWords(interp::Status status, Language language) {
  switch (status) {
    case interp::Status::kValue:
      return Say(language, Message::kStatusValue);
    case interp::Status::kNoRule:
      return Say(language, Message::kStatusNoRule);
    case interp::Status::kNeedsFacts:
      return Say(language, Message::kStatusNeedsFacts);
    case interp::Status::kNeedsJudgement:
      return Say(language, Message::kStatusNeedsJudgement);
    case interp::Status::kError:
      return Say(language, Message::kStatusError);
  }
  return "";
}

std::string ShortAnswer(const Policy& policy, const interp::Outcome& outcome, Language language) {
  const std::string status = StatusInWords(outcome.status, language);
  switch (outcome.status) {
    case interp::Status::kValue:
      return Words(policy, language)
          .Amount(policy.definitions[outcome.definition].type, outcome.value);
    case interp::Status::kNoRule:
      return status;
    case interp::Status::kNeedsFacts:
    case interp::Status::kNeedsJudgement: {
      std::vector<std::string> missing;
      for (const auto* list : {&outcome.needs, &outcome.judgements}) {
        for (const Index input : *list) missing.push_back(policy.inputs[input].name);
      }
      return Say(language, Message::kStatusWith, status, Join(missing, language));
    }
    case interp::Status::kError:
      return ErrorInWords(policy, outcome, language);
  }
  return status;
}

std::string ErrorInWords(const Policy& policy, const interp::Outcome& outcome, Language language) {
  const std::string& name = policy.definitions[outcome.definition].name;
  if (outcome.error == ErrorCode::kConflict && outcome.conflict.empty()) {
    // It only rests on what has the conflict.
    for (const program::Definition& definition : policy.definitions) {
      if (ConflictsAt(definition, outcome.error_offset))
        return Say(language, Message::kErrorInherited, definition.name);
    }
    return Say(language, Message::kErrorConflictBelow, outcome.error_line);
  }
  std::vector<std::string> rules;
  for (const std::string& label : outcome.conflict)
    rules.push_back(RuleInWords(policy, label, language));
  return Say(language, ErrorMessage(outcome.error), name, Join(rules, language),
             outcome.error_line);
}

std::string ReasonInWords(const Policy& policy, const interp::Outcome& outcome, Language language) {
  const std::string of = outcome.reason_of >= 0 ? program::ResultName(policy, outcome.reason_of) : "";
  const std::string period = PeriodInWords(policy, language);
  return Say(language, ReasonMessage(outcome.reason), of, period);
}

std::string ConditionWhyInWords(const Policy& policy, const interp::ConditionWhy& why,
                                Language language, bool open) {
  const Words words(policy, language);
  std::string condition = why.text;
  if (why.node >= 0) {
    condition = words.Condition(why.node);
    // A fact alone says little: what it should be, and what it is.
    const program::Node& node = policy.nodes[why.node];
    const bool denied = node.op == program::Op::kNot;
    const program::Node& fact = denied ? policy.nodes[node.children[0]] : node;
    const bool alone = fact.op == program::Op::kInput || fact.op == program::Op::kDefinition;
    if (alone && !open) {
      const std::string& name = fact.op == program::Op::kInput
                                    ? policy.inputs[fact.a].name
                                    : policy.definitions[fact.a].name;
      condition = Say(language, denied ? Message::kShouldBeFalse : Message::kShouldBeTrue, name);
    }
  }
  std::string line =
      why.label.empty() ? condition : Say(language, Message::kLabelled, why.label, condition);
  if (why.margin) {
    if (why.strict && *why.margin == "0") {
      line += Say(language, Message::kReachedOnly);
    } else {
      line += Say(language, Message::kMissedBy, MarginInWords(policy, why, language));
      if (why.strict) line += Say(language, Message::kStrictly);
    }
    line += language == Language::kChinese ? "）" : ")";
  }
  return line;
}

}  // namespace pol::cli
