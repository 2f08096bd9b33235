#include "cli/sign_off_claims.h"

#include "cli/words.h"
#include "compiler/format/words.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

using program::Index;
using program::Node;
using program::Op;
using program::Policy;

class Collector {
 public:
  Collector(const Context& context, const Policy& policy, int64_t day, SignOff* sheet)
      : context_(context),
        policy_(policy),
        words_(policy, context.language),
        day_(day),
        sheet_(*sheet) {}

  void Collect() {
    for (const program::Parameter& parameter : policy_.parameters) Parameter(parameter);
    for (const program::Require& require : policy_.requires_)
      sheet_.requirements.push_back(Indented(words_.Lines(require.condition)));
    for (const program::Target& target : policy_.targets) Target(target);
    for (const program::Check& check : policy_.checks) Check(check);
    for (const program::Assertion& assertion : policy_.assertions) Assertion(assertion);
  }

 private:
  std::string Comma() const { return context_.chinese() ? "，" : ", "; }
  std::string Day(int64_t day) const { return DateInWords(day, context_.language); }
  std::string Titled(const std::string& title, const std::string& text) const {
    return title.empty() ? text : context_.Say(Message::kFieldIs, title, text);
  }
  static std::string Indented(const std::vector<std::string>& lines) {
    return JoinWith(lines, "\n    ");
  }

  void Parameter(const program::Parameter& parameter) {
    std::vector<std::string> values;
    for (const program::DatedValue& value : parameter.values) {
      std::string text = words_.Formula(value.value);
      if (value.from && value.to) {
        text += Bracketed(context_.Say(Message::kValueBoth, Day(*value.from), Day(*value.to)),
                          context_.language);
      } else if (value.from) {
        text += Bracketed(context_.Say(Message::kValueFrom, Day(*value.from)), context_.language);
      } else if (value.to) {
        text += Bracketed(context_.Say(Message::kValueTo, Day(*value.to)), context_.language);
      }
      values.push_back(std::move(text));
    }
    sheet_.parameters.push_back(context_.Say(Message::kFieldIs, parameter.name,
                                             JoinWith(values, context_.chinese() ? "；" : "; ")));
  }

  // 应 and 力争 have English twins; any other word is the document's own.
  std::string Firmness(const std::string& written) const {
    return std::string(format::BuiltinSpelling(
        format::Place::kWord, written,
        context_.chinese() ? format::Script::kChinese : format::Script::kEnglish));
  }
  // As written, unless it is written in the other language.
  std::string Period(const std::string& written) const {
    const bool chinese = written.find("自") != std::string::npos || written.find("至") != std::string::npos;
    if (chinese == context_.chinese()) return written;
    std::string first, last;
    bool ends = false;  // the date that comes is the last day
    for (size_t begin = 0; begin < written.size();) {
      const size_t end = std::min(written.find(' ', begin), written.size());
      const std::string word = written.substr(begin, end - begin);
      if (word == "to" || word == "至") ends = true;
      if (const auto day = value::ParseDate(word))
        (ends ? last : first) = DateInWords(*day, context_.language);
      begin = end + 1;
    }
    if (first.empty() && last.empty()) return written;
    if (last.empty()) return context_.Say(Message::kSpanFrom, first);
    return first.empty() ? context_.Say(Message::kSpanTo, last)
                         : context_.Say(Message::kSpanBoth, first, last);
  }

  void Target(const program::Target& target) {
    const program::Definition& met = policy_.definitions[target.met];
    std::string line =
        context_.Say(Message::kFieldIs, met.name, Indented(words_.Lines(met.expression)));
    if (!target.firmness.empty())
      line += Comma() + context_.Say(Message::kTargetFirmness, Firmness(target.firmness));
    if (!target.period.empty())
      line += Comma() + context_.Say(Message::kTargetPeriod, Period(target.period));
    if (target.attainment >= 0)
      line += Comma() + context_.Say(Message::kTargetAttainment,
                                     policy_.definitions[target.attainment].name);
    sheet_.targets.push_back(std::move(line));
  }

  // "10%＋27%×80%＋63%为96.4%：不成立，左边算得94.6%".
  void Check(const program::Check& check) {
    std::string line = Titled(check.title, words_.Condition(check.condition));
    if (words_.IsConstant(check.condition)) {
      const auto truth = interp::EvaluateConstant(policy_, check.condition, day_);
      if (truth && truth->is_number()) {
        line += Comma() +
                context_.Say(truth->truth() ? Message::kCheckHolds : Message::kCheckFails);
        if (!truth->truth()) line += Computed(check.condition);
      }
    }
    if (!check.mismatch.empty())
      line += Comma() + context_.Say(Message::kCheckMismatch, check.mismatch);
    sheet_.checks.push_back(std::move(line));
  }

  std::string Computed(Index condition) const {
    const Node& at = policy_.nodes[condition];
    if (at.op < Op::kEqual || at.op > Op::kGreaterEqual) return "";
    std::string text;
    for (const Index side : at.children) {
      if (policy_.nodes[side].op == Op::kConstant || policy_.nodes[side].type < 0) continue;
      const auto value = interp::EvaluateConstant(policy_, side, day_);
      if (!value) continue;
      text += Comma() + context_.Say(Message::kCheckComputed, words_.Formula(side),
                                     words_.Value(policy_.nodes[side].type, *value));
    }
    return text;
  }

  void Assertion(const program::Assertion& assertion) {
    std::string text = Bare(assertion);
    if (assertion.condition >= 0) {
      const Node& at = policy_.nodes[assertion.condition];
      // "若 … 则 …" is held as "not … or …".
      const bool guarded = at.op == Op::kOr && at.ordinals.empty() && at.children.size() == 2 &&
                           policy_.nodes[at.children[0]].op == Op::kNot &&
                           policy_.nodes[at.children[0]].offset == at.offset &&
                           (at.text.find("则") != std::string::npos ||
                            at.text.find("then") != std::string::npos);
      if (guarded) {
        text = context_.Say(
            Message::kAssertIf,
            words_.Condition(policy_.nodes[at.children[0]].children[0]),
            words_.Condition(at.children[1]));
      } else {
        text = Indented(words_.Lines(assertion.condition));
      }
    }
    sheet_.assertions.push_back(Titled(assertion.title, text));
  }

  // A claim of independence is told as written, without the word that begins it and its title.
  static std::string Bare(const program::Assertion& assertion) {
    std::string_view text = assertion.text;
    const auto skip = [&](std::string_view begin) {
      while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
      if (!begin.empty() && text.substr(0, begin.size()) == begin) text.remove_prefix(begin.size());
    };
    for (const std::string_view word : {"断言", "核对", "assert"}) skip(word);
    if (!assertion.title.empty()) {
      for (const std::string& quoted :
           {"\"" + assertion.title + "\"", "“" + assertion.title + "”"})
        skip(quoted);
    }
    skip("");
    return std::string(text);
  }

  const Context& context_;
  const Policy& policy_;
  Words words_;
  int64_t day_;
  SignOff& sheet_;
};

}  // namespace

void AddClaims(const Context& context, const Policy& policy, int64_t day, SignOff* sheet) {
  Collector(context, policy, day, sheet).Collect();
}

}  // namespace pol::cli
