// The answer of pol eval for a person.
#include <set>

#include "cli/case.h"
#include "cli/words.h"
#include "cli/words_not.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

using interp::Outcome;
using interp::Status;
using program::Index;

constexpr size_t kMostRejectedRules = 12;  // of one output; a long table would bury the answer

class Printer {
 public:
  Printer(const Context& context, const Case& given)
      : context_(context),
        case_(given),
        policy_(given.policy()),
        words_(policy_, context.language) {}

  std::string Print() {
    Head();
    for (const Outcome& outcome : case_.evaluation.outputs) Output(outcome);
    Missing();
    Readings();
    if (!text_.empty() && text_.back() == '\n') text_.pop_back();
    return text_;
  }

 private:
  void Line(int indent, std::string_view line) {
    text_.append(static_cast<size_t>(indent) * 2, ' ');
    text_ += line;
    text_ += '\n';
  }

  void Head() {
    const std::string name = NameWithId(policy_, context_.language);
    Line(0, context_.Say(Message::kAnswerHead, Colored(context_.color_out, Color::kBold, name),
                         DateInWords(case_.at, context_.language)));
    const bool before = policy_.effective_from && case_.at < *policy_.effective_from;
    const bool after = policy_.effective_to && case_.at > *policy_.effective_to;
    if (policy_.effective_by < 0 && (before || after)) {
      Line(0,
           Colored(context_.color_out, Color::kYellow,
                   context_.Say(Message::kNotInForce, PeriodInWords(policy_, context_.language))));
    }
    text_ += '\n';
  }

  void Output(const Outcome& outcome) {
    const program::Definition& definition = policy_.definitions[outcome.definition];
    const std::string name = Colored(context_.color_out, Color::kBold, definition.name);
    switch (outcome.status) {
      case Status::kValue: {
        const std::string value = words_.Amount(definition.type, outcome.value);
        const bool boolean =
            policy_.types[definition.type].kind == program::TypeKind::kBoolean;
        const std::string told =
            Colored(context_.color_out, Color::kGreen,
                    WithModal(outcome.modality, boolean, definition.name, value,
                              context_.language));
        const std::string about = words_.About(definition.type, outcome.value);
        Line(0, context_.Say(Message::kAnswerValue, name,
                             about.empty() ? told : told + context_.Say(Message::kAbout, about)));
        break;
      }
      case Status::kNoRule:
        Line(0, context_.Say(Message::kAnswerValue, name,
                             StatusInWords(outcome.status, context_.language)));
        Line(1, ReasonInWords(policy_, outcome, context_.language));
        break;
      case Status::kNeedsFacts:
      case Status::kNeedsJudgement: {
        std::vector<std::string> missing;
        for (const auto* needs : {&outcome.needs, &outcome.judgements}) {
          for (const Index need : *needs) {
            missing.push_back(case_.evaluation.NeedName(policy_, need));
          }
        }
        const std::string status = StatusInWords(outcome.status, context_.language);
        Line(0, context_.Say(Message::kAnswerValue, name,
                             Colored(context_.color_out, Color::kYellow,
                                     context_.Say(Message::kStatusWith, status,
                                                  Join(missing, context_.language)))));
        break;
      }
      case Status::kError:
        Line(0, context_.Say(Message::kAnswerValue, name,
                             Colored(context_.color_out, Color::kRed,
                                     StatusInWords(outcome.status, context_.language))));
        Line(1, ErrorInWords(policy_, outcome, context_.language));
        break;
    }
    Why(outcome, definition);
  }

  void Why(const Outcome& outcome, const program::Definition& definition) {
    const Index formula = FormulaOf(policy_, outcome);
    if (outcome.status == Status::kValue && formula >= 0) {
      const std::vector<std::string> failed =
          NotMet(policy_, WhyNotOf(case_, outcome), context_.language);
      const bool plain = definition.expression < 0 && words_.IsName(formula);
      const std::string computed =
          plain ? "" : words_.Derivation(formula, definition.type, outcome.value, case_.accepted.facts,
                            case_.evaluation);
      if (failed.size() == 1) {
        Line(1, context_.Say(Message::kNotMetHead, failed[0]));
      } else if (!failed.empty()) {
        Line(1, context_.Say(Message::kNotMetItems));
        for (const std::string& one : failed) Line(2, one);
      } else if (!computed.empty()) {
        Line(1, context_.Say(Message::kAnswerFormula, computed));
      }
    }
    for (const std::string& label : outcome.rules) {
      std::string line =
          context_.Say(Message::kAnswerApplied, RuleInWords(policy_, label, context_.language));
      if (const program::Rule* rule = FindRule(definition, label))
        line += When(*rule, BranchOf(outcome.why, label));
      const std::string place = PlaceInWords(outcome.place, context_.language);
      if (outcome.rules.size() == 1 && !place.empty()) line += Bracketed(place, context_.language);
      Line(1, line);
    }
    if (!outcome.facts.empty() && outcome.status == Status::kValue) {
      std::vector<std::string> facts;
      for (const Index input : outcome.facts) {
        const auto& value = case_.accepted.facts.inputs[input];
        if (value)
          facts.push_back(policy_.inputs[input].name + " " +
                          words_.Value(policy_.inputs[input].type, *value));
      }
      if (!facts.empty())
        Line(1, context_.Say(Message::kAnswerFacts, Join(facts, context_.language)));
    }
    // Several outputs of one table fail and hold by the same rows: told once.
    if (!told_.insert(Rows(outcome.why)).second) return;
    size_t shown = 0, left = 0;
    for (const interp::RuleWhy& why : outcome.why) {
      if (why.rule.empty()) continue;  // of a formula
      const bool applied = why.verdict == interp::Verdict::kApplied;
      if (why.verdict == interp::Verdict::kNotReached || (applied && why.exceptions.empty()))
        continue;
      ++shown > kMostRejectedRules ? void(++left) : RuleLine(why, 1, false);
    }
    if (left > 0) Line(1, context_.Say(Message::kMoreRules, static_cast<int>(left)));
  }

  // What the reasons of one output say, to tell whether another says the same.
  static std::string Rows(const std::vector<interp::RuleWhy>& rules) {
    std::string rows;
    for (const interp::RuleWhy& why : rules) {
      rows += why.rule + "\t" + std::to_string(static_cast<int>(why.verdict)) + "(" +
              Rows(why.exceptions) + ")\n";
    }
    return rows;
  }

  std::string When(const program::Rule& rule, int32_t branch) {
    std::vector<std::string> parts;
    for (const Index part : words_.Parts(rule, branch)) parts.push_back(words_.Condition(part));
    if (branch > 0 && rule.branches[static_cast<size_t>(branch)].condition < 0)
      parts.push_back(context_.Say(Message::kOtherwiseCase));
    if (parts.empty()) return "";
    return (context_.chinese() ? "：" : ": ") + JoinWith(parts, context_.chinese() ? "，" : ", ");
  }

  // A rule and, indented below it, its exceptions and theirs.
  void RuleLine(const interp::RuleWhy& why, int indent, bool exception) {
    std::vector<std::string> reasons;
    for (const interp::ConditionWhy& condition : why.conditions) {
      const bool open = why.verdict == interp::Verdict::kOpen;
      std::string name = open ? "" : FailedName(case_, condition.node, context_.language);
      if (!name.empty() && !named_.insert(name).second) name.clear();
      reasons.push_back(
          name.empty() ? ConditionWhyInWords(policy_, condition, context_.language, open) : name);
    }
    std::string rule = RuleInWords(policy_, why.rule, context_.language);
    if (exception) rule = context_.Say(Message::kExceptionNamed, rule);
    const std::string because = JoinWith(reasons, context_.chinese() ? "；" : "; ");
    switch (why.verdict) {
      case interp::Verdict::kApplied:
        Line(indent, context_.Say(Message::kRuleHolds, rule));
        break;
      case interp::Verdict::kFailed:
        Line(indent, context_.Say(Message::kRuleFailed, rule, because));
        break;
      case interp::Verdict::kSuppressed:
        Line(indent, context_.Say(Message::kRuleSuppressed, rule,
                                  RuleInWords(policy_, why.suppressed_by, context_.language)));
        break;
      case interp::Verdict::kOpen:
        Line(indent, context_.Say(Message::kRuleOpen, rule, because));
        break;
      case interp::Verdict::kNotReached:
        break;
    }
    for (const interp::RuleWhy& one : why.exceptions) RuleLine(one, indent + 1, true);
  }

  void Missing() {
    const interp::Evaluation& evaluation = case_.evaluation;
    if (evaluation.needs.empty() && evaluation.judgements.empty()) return;
    text_ += '\n';
    Line(0, Colored(context_.color_out, Color::kBold, context_.Say(Message::kMissingHead)));
    for (const Index need : evaluation.needs) {
      Line(1, "- " + Need(need));
    }
    for (const Index need : evaluation.judgements) {
      const program::Input& judgement = policy_.inputs[evaluation.NeedInput(policy_, need)];
      std::string line = context_.Say(Message::kMissingJudgement, judgement.name, judgement.role);
      if (!judgement.evidence.empty())
        line += context_.Say(Message::kOnEvidence, Join(judgement.evidence, context_.language));
      Line(1, "- " + line);
    }
  }

  std::string Need(Index need) {
    const program::Input& input = policy_.inputs[case_.evaluation.NeedInput(policy_, need)];
    const std::string asked = words_.NeedWithChoices(case_.evaluation, need);
    if (input.kind != program::Input::Kind::kOpenParameter) return asked;
    // Nobody can be asked for what the document leaves open.
    std::string line =
        context_.Say(Message::kNeedUndecided, asked,
                     policy_.offices.empty() ? context_.Say(Message::kOfficeInCharge)
                                             : Join(policy_.offices, context_.language));
    for (const std::string& note : input.remarks.notes) line += Bracketed(note, context_.language);
    return line;
  }

  // What the other readings give where it is not the same.
  void Readings() {
    if (case_.readings.empty()) return;
    text_ += '\n';
    Line(0, Colored(context_.color_out, Color::kBold,
                    context_.Say(Message::kReadingsHead, policy_.reading)));
    for (const interp::OtherReading& other : case_.readings) {
      std::vector<std::string> answers;
      for (const Outcome* outcome : other.differing)
        answers.push_back(
            context_.Say(Message::kAnswerValue,
                         other.reading->policy->definitions[outcome->definition].name,
                         ShortAnswer(*other.reading->policy, *outcome, context_.language)));
      const std::string all = answers.empty() ? context_.Say(Message::kReadingSame)
                                              : JoinWith(answers, context_.chinese() ? "；" : "; ");
      Line(1, "- " + context_.Say(Message::kFieldIs, other.reading->name, all));
    }
  }

  const Context& context_;
  const Case& case_;
  const program::Policy& policy_;
  Words words_;
  std::string text_;
  std::set<std::string> named_;  // names given by `let` that have been explained
  std::set<std::string> told_;  // reasons, as Rows makes them of one output
};

}  // namespace

std::string AnswerInWords(const Context& context, const Case& result) {
  return Printer(context, result).Print();
}

std::string RefusalsInWords(const Context& context, const Case& result) {
  std::string text = context.Say(Message::kRefusedHead);
  for (const interp::Refusal& refusal : result.accepted.refusals) {
    text += "\n  - " + RefusalInWords(result.policy(), refusal, context.language);
  }
  return text;
}

}  // namespace pol::cli
