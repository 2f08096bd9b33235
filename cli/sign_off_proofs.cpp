#include "cli/sign_off_proofs.h"

#include <algorithm>
#include <set>

#include "compiler/prove/report_words.h"

namespace pol::cli {
namespace {

using prove::Answer;
using prove::Claim;
using prove::Verdict;

class Concluder {
 public:
  Concluder(const Context& context, const Unit& unit, const program::Policy& policy,
            const prove::Report& report, SignOff* sheet)
      : context_(context), unit_(unit), policy_(policy), report_(report), sheet_(*sheet) {}

  void Conclude(const UnitProofs& proofs) {
    std::set<uint32_t> places;
    for (const program::Definition& definition : policy_.definitions) Count(definition.rules, &places);
    const size_t rules = places.size();
    if (rules > 1 && Holds(Claim::kNoConflict)) {
      Add(context_.Say(Holds(Claim::kNoSameValue) ? Message::kSignNoOverlap
                                                  : Message::kSignNoConflict,
                       rules));
    }
    if (rules > 0 && Holds(Claim::kNoGap)) Add(context_.Say(Message::kSignComplete));
    if (Asked(Claim::kNoError) && Holds(Claim::kNoError)) Add(context_.Say(Message::kSignNoError));
    for (const Answer& answer : report_.answers) {
      if (answer.verdict != Verdict::kProved) continue;
      const bool told = answer.claim == Claim::kAssertion || answer.claim == Claim::kIndependent ||
                        answer.claim == Claim::kReadingsEqual;
      if (told && !Independence(answer))
        Add(context_.Say(Message::kSignProved,
                         prove::ClaimText(policy_, answer).In(context_.language)));
    }
    for (const prove::Finding& finding : proofs.findings) {
      if (Mine(finding)) Add(Told(finding));
    }
    for (const AnsweredFinding& answered : proofs.answered) {
      if (Mine(answered.finding))
        sheet_.answered.push_back(
            context_.Say(Message::kSignAnswered, Told(answered.finding), answered.reason));
    }
  }

 private:
  static void Count(const std::vector<program::Rule>& rules, std::set<uint32_t>* places) {
    for (const program::Rule& rule : rules) {
      places->insert(rule.place.offset);
      Count(rule.exceptions, places);
    }
  }
  // Findings of other readings are about a policy of their own, of the same name.
  bool Mine(const prove::Finding& finding) const {
    return finding.policy == &policy_ ||
           (finding.policy->name == policy_.name && finding.policy->reading != policy_.reading);
  }
  // Each fact by its name, all facts of one claim on one line. False: it is none.
  bool Independence(const Answer& answer) {
    if (answer.claim != Claim::kIndependent || answer.definition < 0 || answer.input < 0)
      return false;
    const auto same = [&](const Answer& other) {
      return other.claim == answer.claim && other.verdict == answer.verdict &&
             other.number == answer.number && other.definition == answer.definition &&
             other.input >= 0;
    };
    const auto first = std::find_if(report_.answers.begin(), report_.answers.end(), same);
    if (&*first != &answer) return true;  // told with the first
    std::vector<std::string> facts;
    for (const Answer& other : report_.answers) {
      if (same(other)) facts.push_back(policy_.inputs[static_cast<size_t>(other.input)].name);
    }
    const std::string text = context_.Say(
        Message::kSignIndependent,
        policy_.definitions[static_cast<size_t>(answer.definition)].name,
        Join(facts, context_.language));
    Add(context_.Say(Message::kSignProved, text));
    return true;
  }
  bool Asked(Claim claim) const {
    return std::any_of(report_.answers.begin(), report_.answers.end(),
                       [&](const Answer& answer) { return answer.claim == claim; });
  }
  bool Holds(Claim claim) const {
    return std::none_of(report_.answers.begin(), report_.answers.end(), [&](const Answer& answer) {
      return answer.claim == claim && answer.verdict != Verdict::kProved;
    });
  }
  std::string Told(const prove::Finding& finding) const {
    std::string text = diag::Message(finding.diagnostic, context_.language);
    for (const std::string_view stop : {"。", "."}) {
      if (text.ends_with(stop)) text.resize(text.size() - stop.size());
    }
    const int line = unit_.compilation->source->At(finding.diagnostic.range.begin).line;
    return context_.Say(Message::kSignFinding, text, line);
  }
  void Add(std::string line) { sheet_.conclusions.push_back(std::move(line)); }

  const Context& context_;
  const Unit& unit_;
  const program::Policy& policy_;
  const prove::Report& report_;
  SignOff& sheet_;
};

}  // namespace

void AddProofs(const Context& context, const Unit& unit, const program::Policy& policy,
               const UnitProofs& proofs, SignOff* sheet) {
  const auto& policies = unit.compilation->program->policies;
  for (size_t i = 0; i < policies.size() && i < proofs.reports.size(); ++i) {
    if (&policies[i] == &policy)
      Concluder(context, unit, policy, proofs.reports[i], sheet).Conclude(proofs);
  }
}

}  // namespace pol::cli
