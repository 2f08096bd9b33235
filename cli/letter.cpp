// pol letter PATH ... (as eval): the answer as a letter to the enterprise.
#include "cli/case.h"
#include "cli/commands.h"
#include "cli/letter_rows.h"
#include "cli/options.h"
#include "cli/words.h"

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
    const std::string measure = policy_.title.empty() ? policy_.name : policy_.title;
    const bool missing = !case_.evaluation.needs.empty() || !case_.evaluation.judgements.empty();
    text_ = context_.Say(missing ? Message::kLetterTitleMissing : Message::kLetterTitle, measure) +
            "\n\n";
    text_ +=
        context_.Say(Message::kLetterTo, to.empty() ? context_.Say(Message::kLetterNobody) : to) +
        "\n\n";
    Opening();
    Results();
    OtherRows();
    Missing();
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
    std::vector<std::string> facts;
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      const auto& value = case_.accepted.facts.inputs[i];
      if (!value) continue;
      const Index type = policy_.inputs[i].type;
      // "会员：是", for "会员是" reads as something else.
      const bool boolean = policy_.types[type].kind == program::TypeKind::kBoolean;
      facts.push_back(context_.Say(boolean ? Message::kFieldIs : Message::kFactAs,
                                   policy_.inputs[i].name, words_.Value(type, *value)));
    }
    const std::string day = DateInWords(case_.at, context_.language);
    const std::string basis = place.empty() ? NameWithId(policy_, context_.language) : place;
    Paragraph(facts.empty()
                  ? context_.Say(Message::kLetterOpeningEmpty, basis, day)
                  : context_.Say(Message::kLetterOpening, basis, day, JoinWith(facts, Comma())));
  }

  // Outputs that one rule gives together are told in one paragraph.
  void Results() {
    std::vector<bool> told(case_.evaluation.outputs.size(), false);
    for (size_t i = 0; i < case_.evaluation.outputs.size(); ++i) {
      if (told[i]) continue;
      const Outcome& outcome = case_.evaluation.outputs[i];
      if (outcome.status == Status::kNeedsFacts || outcome.status == Status::kNeedsJudgement)
        continue;
      std::vector<std::string> results;
      for (size_t j = i; j < case_.evaluation.outputs.size(); ++j) {
        const Outcome& other = case_.evaluation.outputs[j];
        const bool together =
            j == i || (outcome.status == Status::kValue && other.status == Status::kValue &&
                       outcome.rules.size() == 1 && other.rules == outcome.rules);
        if (!together || told[j]) continue;
        told[j] = true;
        results.push_back(Result(other));
      }
      std::string text = JoinWith(results, context_.chinese() ? "；" : "; ");
      if (outcome.status == Status::kValue) text += Basis(outcome);
      Paragraph(text + (context_.chinese() ? "。" : "."));
    }
  }

  std::string Result(const Outcome& outcome) {
    const program::Definition& definition = policy_.definitions[outcome.definition];
    switch (outcome.status) {
      case Status::kValue: {
        std::string value = words_.Amount(definition.type, outcome.value);
        if (outcome.modality != program::Modality::kNone)
          value = Modal(outcome.modality) + (context_.chinese() ? "" : " ") + value;
        return context_.Say(Message::kIsValue, definition.name, value);
      }
      case Status::kNoRule:
        return context_.Say(Message::kLetterNoRule, definition.name,
                            ReasonInWords(policy_, outcome, context_.language));
      default:
        return context_.Say(Message::kLetterError, definition.name,
                            ErrorInWords(policy_, outcome, context_.language));
    }
  }

  std::string Modal(program::Modality modality) const {
    static constexpr Message kModal[] = {
        Message::kModalNone,           Message::kModalMay,
        Message::kModalShall,          Message::kModalShallNot,
        Message::kModalPrinciple,      Message::kModalPrincipleMay,
        Message::kModalPrincipleShall, Message::kModalPrincipleShallNot};
    return context_.Say(kModal[static_cast<size_t>(modality)]);
  }

  std::string Basis(const Outcome& outcome) {
    const program::Definition& definition = policy_.definitions[outcome.definition];
    if (definition.expression >= 0) {
      return Bracketed(
          words_.Computation(definition.expression, case_.accepted.facts, case_.evaluation),
          context_.language);
    }
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
    return context_.Say(Message::kLetterApplied, JoinWith(rules, context_.Say(Message::kOr)));
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
        std::string text = context_.Say(Message::kLetterWhyNot, definition.name, row.result, rule,
                                        JoinWith(row.failed, context_.chinese() ? "；" : "; "));
        if (row.others_hold) text += context_.Say(Message::kOthersHold);
        text += context_.chinese() ? "。" : ".";
        Paragraph(text + row.what_if);
      }
      if (outcome.status == Status::kNoRule)
        Paragraph(context_.Say(Message::kNothingHelps, definition.name));
    }
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
    if (!evaluation.needs.empty()) {
      Paragraph(context_.Say(Message::kLetterMissing, static_cast<int>(evaluation.needs.size())));
      text_.pop_back();
      size_t number = 0;
      for (const Index input : evaluation.needs) {
        Item(++number, context_.Say(Message::kLetterMissingItem, words_.NeedWithChoices(evaluation, input),
                                    Affects(input)));
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
