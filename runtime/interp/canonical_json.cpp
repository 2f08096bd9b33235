// The answer of an evaluation as JSON.
#include <nlohmann/json.hpp>

#include "runtime/interp/canonical.h"

namespace pol::interp {

namespace {

using program::Definition;
using program::Modality;
using program::Policy;

// A JSON writer that keeps the order of keys and takes values that are JSON already, so that no
// number passes through a type of the library.
class Writer {
 public:
  explicit Writer(bool pretty) : pretty_(pretty) {}

  void Open(char bracket) {
    Separate();
    out_ += bracket;
    fresh_.push_back(true);
  }
  void Close(char bracket) {
    const bool empty = fresh_.back();
    fresh_.pop_back();
    if (!empty) Break();
    out_ += bracket;
  }
  void Key(std::string_view name) {
    Separate();
    out_ += Quoted(name) + (pretty_ ? ": " : ":");
    after_key_ = true;
  }
  void Json(std::string_view json) {
    Separate();
    out_ += json;
  }
  void Text(std::string_view text) { Json(Quoted(text)); }
  void Null() { Json("null"); }

  void KeyText(std::string_view key, std::string_view text) {
    Key(key);
    Text(text);
  }
  void KeyNumber(std::string_view key, int64_t number) {
    Key(key);
    Json(std::to_string(number));
  }
  // A list of short texts stays on its line.
  void KeyTexts(std::string_view key, const std::vector<std::string>& texts) {
    Key(key);
    std::string list = "[";
    for (const std::string& text : texts)
      list += (list.size() == 1 ? "" : pretty_ ? ", " : ",") + Quoted(text);
    Json(list + "]");
  }

  std::string Take() { return std::move(out_); }

 private:
  static std::string Quoted(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  void Break() {
    if (!pretty_) return;
    out_ += '\n';
    out_.append(2 * fresh_.size(), ' ');
  }
  void Separate() {
    if (after_key_) {
      after_key_ = false;
      return;
    }
    if (fresh_.empty()) return;
    if (!fresh_.back()) out_ += ',';
    fresh_.back() = false;
    Break();
  }

  bool pretty_;
  bool after_key_ = false;
  std::vector<bool> fresh_;  // per open bracket: nothing written in it yet
  std::string out_;
};

const char* ModalityName(Modality modality) {
  switch (modality) {
    case Modality::kNone:
      return "";
    case Modality::kMay:
      return "may";
    case Modality::kShall:
      return "shall";
    case Modality::kShallNot:
      return "shall not";
    case Modality::kInPrinciple:
      return "in principle";
    case Modality::kInPrincipleMay:
      return "in principle may";
    case Modality::kInPrincipleShall:
      return "in principle shall";
    case Modality::kInPrincipleShallNot:
      return "in principle shall not";
  }
  return "";
}

const char* VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kApplied:
      return "applied";
    case Verdict::kFailed:
      return "failed";
    case Verdict::kSuppressed:
      return "suppressed";
    case Verdict::kOpen:
      return "open";
    case Verdict::kNotReached:
      return "not_reached";
  }
  return "";
}

struct Message {
  const char *chinese, *english;
};
Message ErrorMessage(ErrorCode code) {
  switch (code) {
    case ErrorCode::kDivZero:
      return {"这里的除数是 0，算不出结果", "the divisor is 0 here, so there is no result"};
    case ErrorCode::kConflict:
      return {"有两条规则同时适用，但结果不同",
              "two rules apply at once and give different results"};
    case ErrorCode::kNoneUsed:
      return {"这里用到的一项是“无”，不能参与计算",
              "something used here is known not to exist and cannot be computed with"};
    case ErrorCode::kCalendarUncovered:
      return {"工作日历没有收录所需的年份",
              "the calendar of working days does not cover the year needed"};
    case ErrorCode::kDateRange:
      return {"算出的日期不存在，或不在 1900 年至 2199 年之间",
              "the date computed does not exist or lies outside 1900 to 2199"};
    case ErrorCode::kOutOfDomain:
      return {"算出的结果超出了声明的范围", "the result lies outside the range declared for it"};
    case ErrorCode::kAllocZero:
      return {"分配的份额合计为 0，无法分配", "the shares of the allocation sum to 0"};
    case ErrorCode::kAllocWeight:
      return {"分配中出现了负数", "there is a negative number in the allocation"};
    case ErrorCode::kRunDuplicate:
      return {"连续期数中有两项属于同一期", "two items of the run belong to the same period"};
    case ErrorCode::kListLength:
      return {"逐项对应的几个列表长短不一", "the lists walked in step have different lengths"};
  }
  return {"", ""};
}

class AnswerWriter {
 public:
  AnswerWriter(const Policy& policy, const Evaluation& evaluation, const JsonOptions& options)
      : policy_(policy), evaluation_(evaluation), options_(options), out_(options.pretty) {}

  std::string Write() {
    out_.Open('{');
    out_.KeyText("policy", policy_.name);
    out_.KeyText("id", policy_.id);
    out_.KeyText("at", value::FormatDate(evaluation_.at));
    out_.Key("outputs");
    out_.Open('{');
    for (const Outcome& outcome : evaluation_.outputs) {
      out_.Key(DefinitionOf(outcome).name);
      out_.Open('{');
      Result(outcome);
      if (options_.explain) Why(outcome);
      out_.Close('}');
    }
    out_.Close('}');
    out_.KeyTexts("needs", Inputs(evaluation_.needs));
    out_.KeyTexts("judgements", Inputs(evaluation_.judgements));
    if (options_.readings != nullptr && !policy_.reading.empty()) Readings();
    // What gave each answer, in one list: the outputs by their rule, the values on the way in full.
    out_.Key("why");
    out_.Open('[');
    if (options_.explain) {
      for (const Outcome& outcome : evaluation_.outputs) Summary(outcome);
      for (const Outcome& outcome : evaluation_.lets) {
        out_.Open('{');
        out_.KeyText("name", DefinitionOf(outcome).name);
        Result(outcome);
        Why(outcome);
        out_.Close('}');
      }
    }
    out_.Close(']');
    out_.Close('}');
    return out_.Take();
  }

 private:
  // The reading in force, and the outputs of each other one that are not the same.
  void Readings() {
    out_.KeyText("reading", policy_.reading);
    out_.Key("readings");
    out_.Open('{');
    for (const OtherReading& other : *options_.readings) {
      out_.Key(other.reading->name);
      out_.Open('{');
      const Policy& policy = *other.reading->policy;
      AnswerWriter writer(policy, other.evaluation, options_);
      std::swap(writer.out_, out_);
      for (const Outcome* outcome : other.differing) {
        writer.out_.Key(policy.definitions[static_cast<size_t>(outcome->definition)].name);
        writer.out_.Open('{');
        writer.Result(*outcome);
        writer.out_.Close('}');
      }
      std::swap(writer.out_, out_);
      out_.Close('}');
    }
    out_.Close('}');
  }

  const Definition& DefinitionOf(const Outcome& outcome) const {
    return policy_.definitions[static_cast<size_t>(outcome.definition)];
  }

  std::vector<std::string> Inputs(const std::vector<Index>& inputs) const {
    std::vector<std::string> names;
    for (const Index input : inputs) names.push_back(evaluation_.NeedName(policy_, input));
    return names;
  }

  void Source(const program::Place& place) {
    out_.Key("source");
    out_.Open('{');
    out_.KeyText("document", place.document);
    out_.KeyText("clause", place.clause);
    out_.KeyNumber("line", place.line);
    out_.Close('}');
  }

  void RuleKey(const Outcome& outcome) {
    out_.Key("rule");
    if (outcome.rules.size() == 1)
      out_.Text(outcome.rules[0]);
    else
      out_.Null();
  }

  // The keys of semantics 8, by status.
  void Result(const Outcome& outcome) {
    out_.KeyText("status", StatusName(outcome.status));
    switch (outcome.status) {
      case Status::kValue: {
        const program::Type& type = policy_.types[static_cast<size_t>(DefinitionOf(outcome).type)];
        out_.Key("value");
        out_.Json(CanonicalJson(policy_, type, outcome.value));
        out_.KeyText("type", TypeName(type.kind));
        RuleKey(outcome);
        out_.KeyTexts("rules", outcome.rules);
        if (outcome.modality != Modality::kNone)
          out_.KeyText("modality", ModalityName(outcome.modality));
        Source(outcome.place);
        break;
      }
      case Status::kNoRule:
        out_.KeyText("reason", ReasonName(outcome.reason));
        out_.Key("of");
        if (outcome.reason_of >= 0)
          out_.Text(program::ResultName(policy_, outcome.reason_of));
        else
          out_.Null();
        break;
      case Status::kNeedsFacts:
      case Status::kNeedsJudgement:
        out_.KeyTexts("needs", Inputs(outcome.needs));
        out_.KeyTexts("judgements", Inputs(outcome.judgements));
        break;
      case Status::kError: {
        out_.KeyText("code", CodeName(outcome.error));
        out_.KeyNumber("line", outcome.error_line);
        if (!outcome.error_policy.empty()) out_.KeyText("policy", outcome.error_policy);
        const Message message = ErrorMessage(outcome.error);
        out_.Key("message");
        out_.Open('{');
        out_.KeyText("zh", message.chinese);
        out_.KeyText("en", message.english);
        out_.Close('}');
        if (outcome.error == ErrorCode::kConflict) out_.KeyTexts("conflict", outcome.conflict);
        break;
      }
    }
  }

  void Why(const Outcome& outcome) {
    out_.Key("why");
    Rules(outcome.why);
    out_.Key("facts");
    out_.Open(options_.facts != nullptr ? '{' : '[');
    for (const Index index : outcome.facts) {
      const program::Input& input = policy_.inputs[static_cast<size_t>(index)];
      if (options_.facts == nullptr) {
        out_.Text(input.name);
        continue;
      }
      out_.Key(input.name);
      const std::optional<Value>& value = options_.facts->inputs[static_cast<size_t>(index)];
      out_.Json(value
                    ? CanonicalJson(policy_, policy_.types[static_cast<size_t>(input.type)], *value)
                    : "null");
    }
    out_.Close(options_.facts != nullptr ? '}' : ']');
  }

  void Summary(const Outcome& outcome) {
    out_.Open('{');
    out_.KeyText("name", DefinitionOf(outcome).name);
    out_.KeyText("status", StatusName(outcome.status));
    if (outcome.status == Status::kValue) {
      RuleKey(outcome);
      Source(outcome.place);
    }
    out_.Close('}');
  }

  void Rules(const std::vector<RuleWhy>& rules) {
    out_.Open('[');
    for (const RuleWhy& rule : rules) {
      out_.Open('{');
      if (rule.rule.empty()) {  // a formula that says no
        out_.Key("rule");
        out_.Null();
      } else {
        out_.KeyText("rule", rule.rule);
      }
      out_.KeyText("verdict", VerdictName(rule.verdict));
      // One condition stands in the rule itself; several (the parts of an `or`) in a list.
      if (rule.conditions.size() == 1) {
        Condition(rule.conditions[0]);
      } else if (!rule.conditions.empty()) {
        out_.Key("conditions");
        out_.Open('[');
        for (const ConditionWhy& condition : rule.conditions) {
          out_.Open('{');
          Condition(condition);
          out_.Close('}');
        }
        out_.Close(']');
      }
      if (!rule.suppressed_by.empty()) out_.KeyText("suppressed_by", rule.suppressed_by);
      if (rule.modality != Modality::kNone) out_.KeyText("modality", ModalityName(rule.modality));
      if (!rule.exceptions.empty()) {
        out_.Key("exceptions");
        Rules(rule.exceptions);
      }
      Source(rule.place);
      out_.Close('}');
    }
    out_.Close(']');
  }

  void Condition(const ConditionWhy& condition) {
    out_.KeyText("condition", condition.text);
    if (!condition.label.empty()) out_.KeyText("label", condition.label);
    if (condition.margin) {
      out_.KeyText("margin", *condition.margin);
      if (!condition.margin_unit.empty()) out_.KeyText("unit", condition.margin_unit);
    }
    if (condition.strict) {
      out_.Key("strict");
      out_.Json("true");
    }
    if (condition.actual) out_.KeyText("actual", *condition.actual);
  }

  const Policy& policy_;
  const Evaluation& evaluation_;
  const JsonOptions& options_;
  Writer out_;
};

}  // namespace

std::string EvaluationJson(const Policy& policy, const Evaluation& evaluation,
                           const JsonOptions& options) {
  return AnswerWriter(policy, evaluation, options).Write();
}

}  // namespace pol::interp
