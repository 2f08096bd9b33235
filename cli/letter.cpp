// pol letter PATH ... (as eval): the answer as a letter to the enterprise.
#include "cli/case.h"
#include "cli/commands.h"
#include "cli/letter_rows.h"
#include "cli/options.h"
#include "cli/words.h"
#include "cli/words_not.h"

namespace pol::cli {
namespace {

using interp::Outcome;
using interp::Status;
using program::Index;
using program::Policy;

struct Options {
  CaseOptions of_case;
  std::string to;
};

constexpr size_t kMostOtherRows = 3;

class Letter {
 public:
  Letter(const Context& context, const Case& given)
      : context_(context),
        case_(given),
        policy_(given.policy()),
        words_(policy_, context.language) {}

  std::string Write(const std::string& to) {
    const std::string measure = InnerQuotes(policy_.title.empty() ? policy_.name : policy_.title);
    for (const Index need : case_.evaluation.needs)
      (IsOpen(need) ? undecided_ : needs_).push_back(need);
    const bool missing = !needs_.empty() || !case_.evaluation.judgements.empty();
    text_ = context_.Say(missing ? Message::kLetterTitleMissing : Message::kLetterTitle, measure) +
            "\n\n";
    text_ +=
        context_.Say(Message::kLetterTo, to.empty() ? context_.Say(Message::kLetterNobody) : to) +
        "\n\n";
    Opening();
    Results();
    OtherRows();
    Missing();
    Readings();
    // Who answers for it is told as the policy says it, and never made up.
    Paragraph(policy_.offices.empty()
                  ? context_.Say(Message::kLetterClosing)
                  : context_.Say(Message::kLetterClosingOffice,
                                 Join(policy_.offices, context_.language)));
    while (!text_.empty() && text_.back() == '\n') text_.pop_back();
    return text_;
  }

 private:
  void Paragraph(const std::string& text) {
    text_ += (context_.chinese() ? "　　" : "") + text + "\n\n";
  }
  void Item(size_t number, const std::string& text) {
    text_ += fmt::format("    {}. {}\n", number, text);
  }
  std::string Comma() const { return context_.chinese() ? "，" : ", "; }

  void Opening() {
    program::Place source = policy_.source;
    source.line = 0;
    const std::string place = PlaceInWords(source, context_.language);
    std::vector<std::string> facts, others;
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const auto& value = case_.accepted.facts.inputs[i];
      if (!value) continue;
      const program::Input& input = policy_.inputs[i];
      const std::string given = words_.Value(input.type, *value);
      // What others decide is not what the enterprise reports.
      if (input.kind == program::Input::Kind::kJudgement) {
        others.push_back(context_.Say(Message::kLetterJudged, input.role, input.name, given));
      } else if (input.kind == program::Input::Kind::kOpenParameter) {
        others.push_back(context_.Say(Message::kLetterSupposed, input.name, given));
      } else {
        facts.push_back(context_.Say(Message::kFieldIs, input.name, given));
      }
    }
    const std::string day = DateInWords(case_.at, context_.language);
    const std::string basis = place.empty() ? NameWithId(policy_, context_.language) : place;
    Paragraph(facts.empty()
                  ? context_.Say(Message::kLetterOpeningEmpty, basis, day)
                  : context_.Say(Message::kLetterOpening, basis, day, JoinWith(facts, Comma())));
    if (!others.empty()) Paragraph(JoinWith(others, context_.chinese() ? "" : " "));
  }

  // Outputs that one rule gives together are told in one paragraph.
  void Results() {
    std::vector<bool> told(case_.evaluation.outputs.size(), false);
    for (size_t i = 0; i < told.size(); ++i) told[i] = Shown(case_.evaluation.outputs[i]);
    for (size_t i = 0; i < case_.evaluation.outputs.size(); ++i) {
      if (told[i]) continue;
      const Outcome& outcome = case_.evaluation.outputs[i];
      if (outcome.status == Status::kNeedsFacts || outcome.status == Status::kNeedsJudgement)
        continue;
      std::vector<std::string> results;
      std::string basis;  // how the last of them was computed
      for (size_t j = i; j < case_.evaluation.outputs.size(); ++j) {
        const Outcome& other = case_.evaluation.outputs[j];
        const bool together =
            j == i || (outcome.status == Status::kValue && other.status == Status::kValue &&
                       outcome.rules.size() == 1 && other.rules == outcome.rules);
        if (!together || told[j]) continue;
        told[j] = true;
        // One allocation gives several parts: how is told once, behind the last.
        const std::string how = Computed(other);
        if (!results.empty() && how != basis) results.back() += basis;
        results.push_back(Result(other));
        basis = how;
      }
      results.back() += basis;
      std::string text = JoinWith(results, context_.chinese() ? "；" : "; ");
      if (outcome.status == Status::kValue) text += Basis(outcome);
      Paragraph(text + (context_.chinese() ? "。" : "."));
    }
  }

  // The text "…_显示" of another result: it stands behind that one's value.
  bool Shown(const Outcome& outcome) const {
    const std::string& name = policy_.definitions[outcome.definition].name;
    if (outcome.status != Status::kValue || !outcome.value.is_text()) return false;
    for (const Outcome& other : case_.evaluation.outputs) {
      if (other.status == Status::kValue &&
          policy_.definitions[other.definition].name + "_显示" == name)
        return true;
    }
    return false;
  }
  std::string Shown(const std::string& name, const std::string& about) const {
    for (const Outcome& other : case_.evaluation.outputs) {
      if (policy_.definitions[other.definition].name == name + "_显示" && Shown(other))
        return context_.Say(Message::kShownAs, other.value.text());
    }
    return about.empty() ? "" : context_.Say(Message::kAbout, about);
  }

  std::string Result(const Outcome& outcome) {
    const program::Definition& definition = policy_.definitions[outcome.definition];
    switch (outcome.status) {
      case Status::kValue: {
        const bool boolean = policy_.types[definition.type].kind == program::TypeKind::kBoolean;
        const std::string value =
            WithModal(outcome.modality, boolean, definition.name,
                      words_.Amount(definition.type, outcome.value), context_.language);
        std::string text =
            context_.Say(boolean ? Message::kYesNoIs : Message::kIsValue, definition.name, value);
        text += Shown(definition.name, words_.About(definition.type, outcome.value));
        return text;
      }
      case Status::kNoRule:
        return context_.Say(Message::kLetterNoRule, definition.name,
                            ReasonInWords(policy_, outcome, context_.language));
      default:
        return context_.Say(Message::kLetterError, definition.name,
                            ErrorInWords(policy_, outcome, context_.language));
    }
  }

  // How a value was computed, in brackets; of a no, what was not met.
  std::string Computed(const Outcome& outcome) const {
    const program::Definition& definition = policy_.definitions[outcome.definition];
    const Index formula = FormulaOf(policy_, outcome);
    if (outcome.status != Status::kValue || formula < 0) return "";
    if (policy_.types[definition.type].kind == program::TypeKind::kBoolean &&
        !outcome.value.truth()) {
      const std::vector<std::string> failed =
          NotMet(policy_, WhyNotOf(case_, outcome), context_.language);
      if (failed.empty()) return "";
      return (context_.chinese() ? "。" : ". ") +
             context_.Say(Message::kNotMetHead,
                          JoinWith(failed, context_.chinese() ? "；" : "; "));
    }
    if (definition.expression < 0 && words_.IsName(formula)) return "";
    return Bracketed(words_.Derivation(formula, definition.type, outcome.value,
                                       case_.accepted.facts, case_.evaluation),
                     context_.language);
  }

  std::string Basis(const Outcome& outcome) {
    const program::Definition& definition = policy_.definitions[outcome.definition];
    std::vector<std::string> rules;
    for (const std::string& label : outcome.rules) {
      std::string text = RuleInWords(policy_, label, context_.language);
      const program::Rule* rule = FindRule(definition, label);
      std::vector<std::string> parts;
      if (rule != nullptr) {
        for (const Index part : words_.Parts(*rule, BranchOf(outcome.why, label)))
          parts.push_back(words_.Condition(part));
      }
      if (!parts.empty()) text += Bracketed(JoinWith(parts, Comma()), context_.language);
      rules.push_back(text);
    }
    if (rules.empty()) return "";
    // Rules that are added up all apply.
    const bool together = definition.hit == program::Hit::kSum ||
                          definition.hit == program::Hit::kList ||
                          definition.hit == program::Hit::kSet;
    return context_.Say(Message::kLetterApplied,
                        JoinWith(rules, context_.Say(together ? Message::kWith : Message::kOr)));
  }

  void OtherRows() {
    std::vector<const program::Rule*> told;
    std::vector<uint32_t> places;
    for (const Outcome& outcome : case_.evaluation.outputs) {
      const program::Definition& definition = policy_.definitions[outcome.definition];
      if (definition.rules.empty() ||
          policy_.types[definition.type].kind == program::TypeKind::kText)
        continue;
      if (outcome.status != Status::kValue && outcome.status != Status::kNoRule) continue;
      if (outcome.status == Status::kNoRule && outcome.reason != interp::Reason::kNoneApplied)
        continue;
      for (const FailedRow& row : NearestRows(context_, case_, outcome, kMostOtherRows)) {
        const std::string rule = RuleInWords(policy_, row.rule->label, context_.language);
        std::string text = context_.Say(WhyNotMessage(outcome), definition.name, row.result, rule,
                                        JoinWith(row.failed, context_.chinese() ? "；" : "; "));
        if (row.others_hold) text += context_.Say(Message::kOthersHold);
        text += context_.chinese() ? "。" : ".";
        Paragraph(text + row.what_if);
      }
      if (outcome.status == Status::kNoRule)
        Paragraph(context_.Say(Message::kNothingHelps, definition.name));
    }
  }

  Message WhyNotMessage(const Outcome& outcome) const {
    const program::Definition& definition = policy_.definitions[outcome.definition];
    if (definition.hit == program::Hit::kSum) return Message::kLetterNotCounted;
    if (policy_.types[definition.type].kind != program::TypeKind::kBoolean)
      return Message::kLetterWhyNot;
    return outcome.status == Status::kValue && !outcome.value.truth() ? Message::kLetterWhyNo
                                                                      : Message::kLetterWhyNotYes;
  }

  bool IsOpen(Index need) const {
    return policy_.inputs[case_.evaluation.NeedInput(policy_, need)].kind ==
           program::Input::Kind::kOpenParameter;
  }

  // By which reading of the text it answers, and what the others would give.
  void Readings() {
    if (case_.readings.empty()) return;
    std::string text = context_.Say(Message::kLetterReading, policy_.reading);
    for (const interp::OtherReading& other : case_.readings) {
      const Policy& policy = *other.reading->policy;
      std::vector<std::string> answers;
      for (const Outcome* outcome : other.differing)
        answers.push_back(context_.Say(Message::kAnswerValue,
                                       policy.definitions[outcome->definition].name,
                                       ShortAnswer(policy, *outcome, context_.language)));
      text += context_.Say(Message::kLetterOtherReading, other.reading->name,
                           answers.empty() ? context_.Say(Message::kReadingSame)
                                           : JoinWith(answers, context_.chinese() ? "；" : "; "));
    }
    Paragraph(text);
  }

  std::string Affects(Index input) const {
    std::vector<std::string> names;
    for (const Outcome& outcome : case_.evaluation.outputs) {
      for (const auto* list : {&outcome.needs, &outcome.judgements}) {
        for (const Index need : *list) {
          if (need == input) names.push_back(policy_.definitions[outcome.definition].name);
        }
      }
    }
    return Join(names, context_.language);
  }

  void Missing() {
    const interp::Evaluation& evaluation = case_.evaluation;
    if (!needs_.empty()) {
      Paragraph(context_.Say(Message::kLetterMissing, static_cast<int>(needs_.size())));
      text_.pop_back();
      size_t number = 0;
      for (const Index input : needs_) {
        Item(++number, context_.Say(Message::kLetterMissingItem, words_.NeedWithChoices(evaluation, input),
                                    Affects(input)));
      }
      text_ += "\n";
    }
    if (!undecided_.empty()) {
      Paragraph(context_.Say(Message::kLetterUndecided,
                             policy_.offices.empty() ? context_.Say(Message::kOfficeInCharge)
                                                     : Join(policy_.offices, context_.language)));
      text_.pop_back();
      size_t number = 0;
      for (const Index need : undecided_) {
        std::string line = words_.NeedWithChoices(evaluation, need);
        for (const std::string& note :
             policy_.inputs[evaluation.NeedInput(policy_, need)].remarks.notes)
          line += Comma() + note;
        Item(++number, context_.Say(Message::kLetterMissingItem, line, Affects(need)));
      }
      text_ += "\n";
    }
    if (!evaluation.judgements.empty()) {
      Paragraph(context_.Say(Message::kLetterJudgements));
      text_.pop_back();
      size_t number = 0;
      for (const Index input : evaluation.judgements) {
        const program::Input& judgement = policy_.inputs[evaluation.NeedInput(policy_, input)];
        std::string line = context_.Say(Message::kMissingJudgement, judgement.name, judgement.role);
        if (!judgement.evidence.empty())
          line += context_.Say(Message::kOnEvidence, Join(judgement.evidence, context_.language));
        Item(++number, context_.Say(Message::kLetterMissingItem, line, Affects(input)));
      }
      text_ += "\n";
    }
  }

  const Context& context_;
  const Case& case_;
  const Policy& policy_;
  Words words_;
  std::vector<Index> needs_, undecided_;  // facts; what the document leaves open
  std::string text_;
};

int WriteLetter(const Context& context, const Options& options) {
  Case result;
  if (const int code = ResolveCase(context, options.of_case, &result)) return code;
  if (result.refused()) {
    ErrLine(RefusalsInWords(context, result));
    return kRefused;
  }
  OutLine(Letter(context, result).Write(options.to));
  return result.has_error() ? kFindings : kOk;
}

}  // namespace

void AddLetter(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddCommand(app, context, "letter", Message::kHelpLetter, Message::kExamplesLetter);
  AddCaseOptions(command, context, &options->of_case);
  command->add_option("--to", options->to, context.Say(Message::kOptionTo))
      ->type_name(context.Say(Message::kWordName));
  *action = [options](const Context& given) { return WriteLetter(given, *options); };
}

}  // namespace pol::cli
