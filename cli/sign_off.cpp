#include "cli/sign_off.h"

#include <algorithm>
#include <map>
#include <set>

#include "cli/load.h"
#include "cli/sha256.h"
#include "cli/words.h"

namespace pol::cli {
namespace {

using program::Definition;
using program::Index;
using program::Policy;
using program::Rule;
using program::TypeKind;

class Maker {
 public:
  Maker(const Context& context, const Policy& policy)
      : context_(context), policy_(policy), words_(policy, context.language) {}

  std::vector<SignOffRow> Rows() {
    for (const Definition& definition : policy_.definitions) {
      if (definition.expression >= 0) {
        Add(definition.place.offset, 0,
            {Beyond(definition.place).empty() ? definition.name : Beyond(definition.place),
             context_.Say(Message::kEveryCase), "", ""},
            context_.Say(Message::kFormulaOf, definition.name,
                         words_.Formula(definition.expression)));
      }
      for (const Rule& rule : definition.rules) AddRule(definition, rule, nullptr);
      if (definition.otherwise >= 0) {
        Add(definition.otherwise_place.offset, 0,
            {Beyond(definition.otherwise_place).empty() ? context_.Say(Message::kOtherwiseRule)
                                                        : Beyond(definition.otherwise_place),
             context_.Say(Message::kOtherwiseCase), "", ""},
            Result(definition, definition.otherwise, definition.otherwise_modality));
      }
    }
    std::vector<SignOffRow> rows;
    for (auto& [key, entry] : rows_) {
      entry.row.result = JoinWith(entry.results, context_.chinese() ? "；" : "; ");
      rows.push_back(std::move(entry.row));
    }
    return rows;
  }

 private:
  struct Entry {
    SignOffRow row;
    std::vector<std::string> results;
  };

  // Rules that share a place are one clause of the document with several results.
  void Add(uint32_t offset, size_t branch, SignOffRow row, std::string result) {
    Entry& entry = rows_.try_emplace({offset, branch}, Entry{std::move(row), {}}).first->second;
    if (std::find(entry.results.begin(), entry.results.end(), result) == entry.results.end()) {
      entry.results.push_back(std::move(result));
    }
  }

  std::string Result(const Definition& definition, Index value, program::Modality modality) const {
    static constexpr Message kModal[] = {
        Message::kModalNone,           Message::kModalMay,
        Message::kModalShall,          Message::kModalShallNot,
        Message::kModalPrinciple,      Message::kModalPrincipleMay,
        Message::kModalPrincipleShall, Message::kModalPrincipleShallNot};
    const std::string modal = context_.Say(kModal[static_cast<size_t>(modality)]);
    const std::string text = words_.Formula(value);
    return context_.Say(Message::kResultOf, definition.name,
                        modal.empty() ? text : modal + " " + text);
  }

  // May the subject be left away, because its values tell what they are?
  bool Telling(Index input) const {
    const program::Type& type = policy_.types[policy_.inputs[input].type];
    switch (type.kind) {
      case TypeKind::kEnum:
      case TypeKind::kMoney:
      case TypeKind::kDays:
      case TypeKind::kWorkdays:
      case TypeKind::kMonths:
      case TypeKind::kHours:
        break;
      default:
        return false;
    }
    for (size_t i = 0; i < policy_.inputs.size(); ++i) {
      if (static_cast<Index>(i) == input) continue;
      const program::Type& other = policy_.types[policy_.inputs[i].type];
      if (other.kind == type.kind &&
          (type.kind != TypeKind::kEnum || other.enumeration == type.enumeration))
        return false;
    }
    return true;
  }

  void Describe(Index condition, std::vector<std::string>* situation,
                std::vector<std::string>* bounds) const {
    for (const Index part : words_.Parts(condition)) {
      const Index subject = words_.Subject(part);
      situation->push_back(words_.Condition(part, subject >= 0 && Telling(subject)));
      for (std::string& bound : words_.Bounds(part)) {
        if (std::find(bounds->begin(), bounds->end(), bound) == bounds->end())
          bounds->push_back(std::move(bound));
      }
    }
  }

  // Columns of a table that a row does not ask about.
  std::vector<std::string> Unasked(const Rule& rule) const {
    std::vector<std::string> names;
    if (rule.table < 0) return names;
    const program::Table& table = policy_.tables[rule.table];
    if (rule.row < 0 || static_cast<size_t>(rule.row) >= table.rows.size()) return names;
    const auto& cells = table.rows[static_cast<size_t>(rule.row)];
    static const std::set<std::string> kAny = {"-", "－", "—", "不限", "anything"};
    for (size_t i = 0; i < table.conditions && i < cells.size(); ++i) {
      if (kAny.count(cells[i].text) > 0) names.push_back(table.columns[i]);
    }
    return names;
  }

  void AddRule(const Definition& definition, const Rule& rule, const Rule* base) {
    for (size_t i = 0; i < rule.branches.size(); ++i) {
      const program::Branch& branch = rule.branches[i];
      SignOffRow row;
      std::vector<std::string> situation, bounds;
      Describe(rule.condition, &situation, &bounds);
      Describe(branch.condition, &situation, &bounds);
      const std::vector<std::string> unasked = Unasked(rule);
      if (!unasked.empty())
        situation.push_back(context_.Say(Message::kRegardlessOf, Join(unasked, context_.language)));
      if (situation.empty())
        situation.push_back(context_.Say(i == 0 ? Message::kEveryCase : Message::kOtherwiseCase));
      const std::string comma = context_.chinese() ? "，" : ", ";
      row.situation = JoinWith(situation, comma);
      if (i > 0) row.situation = context_.Say(Message::kElseCase, row.situation);
      if (base != nullptr) {
        row.situation =
            context_.Say(Message::kExceptionTo,
                         RuleInWords(policy_, base->label, context_.language), row.situation);
      }
      row.bounds = JoinWith(bounds, comma);
      row.clause = Clause(rule);
      if (branch.result >= 0) {
        Add(rule.place.offset, i, std::move(row),
            Result(definition, branch.result, branch.modality));
      } else if (rule.removes && base != nullptr) {
        Add(rule.place.offset, i, std::move(row), context_.Say(Message::kBaseRemoved));
      }
    }
    for (const Rule& exception : rule.exceptions) AddRule(definition, exception, &rule);
  }

  // What a place says beyond the clause that the whole policy cites.
  std::string Beyond(const program::Place& place) const {
    const std::string& whole = policy_.source.clause;
    std::string rest = place.clause;
    if (!whole.empty() && rest.rfind(whole, 0) == 0) rest.erase(0, whole.size());
    rest.erase(0, std::min(rest.find_first_not_of(' '), rest.size()));
    return rest;
  }

  std::string Clause(const Rule& rule) const {
    const std::string beyond = Beyond(rule.place);
    if (beyond.empty()) return RuleInWords(policy_, rule.label, context_.language);
    if (rule.table < 0) return beyond;
    // The row's own cite is short ("第1行"): the table says of what.
    return policy_.tables[rule.table].name + (context_.chinese() ? "" : " ") + beyond;
  }

  const Context& context_;
  const Policy& policy_;
  Words words_;
  std::map<std::pair<uint32_t, size_t>, Entry> rows_;
};

// Ambiguities and notes of everything that can carry them, each with what it is about.
class Remarks {
 public:
  Remarks(const Context& context, SignOff* sheet) : context_(context), sheet_(*sheet) {}

  void Collect(const Policy& policy) {
    Take("", policy.remarks);
    for (const program::Input& input : policy.inputs) Take(input.name, input.remarks);
    for (const program::Parameter& parameter : policy.parameters)
      Take(parameter.name, parameter.remarks);
    for (const program::Table& table : policy.tables) Take(table.name, table.remarks);
    for (const Definition& definition : policy.definitions) {
      Take(definition.name, definition.remarks);
      Rules(policy, definition.rules);
    }
  }

 private:
  void Rules(const Policy& policy, const std::vector<Rule>& rules) {
    for (const Rule& rule : rules) {
      Take(RuleInWords(policy, rule.label, context_.language), rule.remarks);
      Rules(policy, rule.exceptions);
    }
  }
  void Take(const std::string& about, const program::Remarks& remarks) {
    for (const program::Ambiguity& point : remarks.ambiguities) {
      const std::string text =
          about.empty() ? point.text : context_.Say(Message::kFieldIs, about, point.text);
      if (point.taken.empty()) {
        Once(&sheet_.open, text);
      } else {
        Once(&sheet_.readings, context_.Say(Message::kReadingTaken, text, point.taken));
      }
    }
    for (const std::string& note : remarks.notes) {
      Once(&sheet_.notes, about.empty() ? note : context_.Say(Message::kFieldIs, about, note));
    }
  }
  // The rules of one table may all carry the table's remarks: each is printed once.
  void Once(std::vector<std::string>* list, const std::string& text) {
    const size_t cut = text.find(context_.chinese() ? "：" : ": ");
    const std::string tail = cut == std::string::npos ? text : text.substr(cut);
    if (seen_.insert(tail).second) list->push_back(text);
  }

  const Context& context_;
  SignOff& sheet_;
  std::set<std::string> seen_;
};

}  // namespace

SignOff MakeSignOff(const Context& context, const Policy& policy, std::string_view text,
                    int64_t day) {
  SignOff sheet;
  const Language language = context.language;
  const Words words(policy, language);
  sheet.title = NameWithId(policy, language);
  if (!policy.title.empty())
    sheet.title = context.Say(Message::kSignOffTitle, policy.title, sheet.title);
  program::Place source = policy.source;
  source.line = 0;
  sheet.head = PlaceInWords(source, language);
  const std::string period = PeriodInWords(policy, language);
  if (!period.empty())
    sheet.head += (sheet.head.empty() ? "" : (context.chinese() ? "，" : ", ")) + period;
  if (!policy.subject.empty())
    sheet.head +=
        (context.chinese() ? "　" : "  ") + context.Say(Message::kSubjectIs, policy.subject);
  if (!policy.offices.empty()) {
    sheet.head += (context.chinese() ? "　责任单位：" : "  office in charge: ") +
                  Join(policy.offices, language);
  }
  for (size_t i = 0; i < policy.inputs.size(); ++i) {
    const program::Input& input = policy.inputs[i];
    if (input.kind == program::Input::Kind::kOpenParameter) {
      sheet.open.push_back(context.Say(Message::kOpenParameter, input.name));
    } else if (input.kind == program::Input::Kind::kJudgement) {
      std::string line = context.Say(Message::kMissingJudgement, input.name, input.role);
      if (!input.evidence.empty())
        line += context.Say(Message::kOnEvidence, Join(input.evidence, language));
      sheet.judgements.push_back(line);
    } else {
      sheet.inputs.push_back(words.InputWithChoices(static_cast<Index>(i)));
    }
  }
  if (!policy.reading.empty()) {
    const auto named = [&](const std::string& name, const std::string& title) {
      return name + Bracketed(title, language);
    };
    std::vector<std::string> others;
    for (const program::Reading& other : policy.readings)
      others.push_back(named(other.name, other.title));
    const std::string in_force = named(policy.reading, policy.reading_title);
    sheet.readings.push_back(others.empty()
                                 ? context.Say(Message::kOnlyReading, in_force)
                                 : context.Say(Message::kReadingInForce, in_force,
                                               Join(others, language)));
  }
  sheet.rows = Maker(context, policy).Rows();
  Remarks(context, &sheet).Collect(policy);
  const std::string hex = Sha256Hex(text);
  const std::string print = fmt::format("{} {} {} {}", hex.substr(0, 4), hex.substr(4, 4),
                                        hex.substr(8, 4), hex.substr(12, 4));
  const std::string version =
      policy.version.empty() ? context.Say(Message::kNoVersion) : policy.version;
  sheet.foot = context.Say(Message::kSignOffFoot, print, version, DateInWords(day, language));
  for (const Message who : {Message::kSignDrafter, Message::kSignLegal, Message::kSignCompetition,
                            Message::kSignLeader}) {
    sheet.signatures.push_back(context.Say(who));
  }
  return sheet;
}

}  // namespace pol::cli
