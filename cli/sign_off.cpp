#include "cli/sign_off.h"

#include <algorithm>
#include <map>
#include <set>

#include "cli/load.h"
#include "cli/remarks.h"
#include "cli/sha256.h"
#include "cli/sign_off_claims.h"
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
      if (definition.expression >= 0) AddFormula(definition);
      for (const Rule& rule : definition.rules) AddRule(definition, rule, nullptr, 0);
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
      bool lines = false;
      for (const std::string& result : entry.results)
        lines = lines || result.find('\n') != std::string::npos;
      const std::string between = context_.chinese() ? "；" : "; ";
      entry.row.result = JoinWith(entry.results, lines ? "\n" : between);
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

  void AddFormula(const Definition& definition) {
    std::string clause = Beyond(definition.place);
    std::vector<std::string> bounds;
    AddBounds(definition.expression, &bounds);
    SignOffRow row{clause.empty() ? definition.name : clause, context_.Say(Message::kEveryCase), "",
                   JoinWith(bounds, context_.chinese() ? "，" : ", ")};
    if (words_.IsAllocation(definition.expression)) {
      // One sentence for all who receive a part, where the text shares out.
      if (clause.empty()) row.clause = context_.Say(Message::kAllocationRule);
      Add(policy_.nodes[definition.expression].offset, 0, std::move(row),
          words_.Formula(definition.expression));
      return;
    }
    std::vector<std::string> lines = words_.Lines(definition.expression);
    lines[0] = context_.Say(Message::kFormulaOf, definition.name, lines[0]);
    Add(definition.place.offset, 0, std::move(row), JoinWith(lines, "\n"));
  }

  void AddBounds(Index condition, std::vector<std::string>* bounds) const {
    if (condition < 0) return;
    for (std::string& bound : words_.Bounds(condition)) {
      if (std::find(bounds->begin(), bounds->end(), bound) == bounds->end())
        bounds->push_back(std::move(bound));
    }
  }

  std::string Result(const Definition& definition, Index value, program::Modality modality) const {
    if (words_.IsAllocation(value)) return words_.Formula(value);
    const std::string text = JoinWith(words_.Lines(value), "\n");
    const bool boolean = policy_.types[definition.type].kind == TypeKind::kBoolean &&
                         policy_.nodes[value].op == program::Op::kConstant;
    return context_.Say(Message::kResultOf, definition.name,
                        WithModal(modality, boolean, definition.name, text, context_.language));
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
    for (const Index part : words_.Clauses(condition)) {
      AddBounds(part, bounds);
      if (words_.IsGroup(part)) {
        situation->push_back(JoinWith(words_.Lines(part), "\n"));
        continue;
      }
      const Index subject = words_.Subject(part);
      situation->push_back(words_.Condition(part, subject >= 0 && Telling(subject)));
    }
  }

  // Conditions one behind the other; what is listed item by item has lines of its own.
  std::string Joined(const std::vector<std::string>& parts) const {
    std::string joined;
    bool lines = false;
    for (const std::string& part : parts) {
      const bool more = part.find('\n') != std::string::npos;
      if (!joined.empty()) {
        joined += context_.chinese() ? "，" : ", ";
        if (lines || more) joined += "\n";
      }
      joined += part;
      lines = more;
    }
    return joined;
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

  // `depth`: of an exception, among exceptions of exceptions.
  void AddRule(const Definition& definition, const Rule& rule, const Rule* base, int depth) {
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
      row.situation = Joined(situation);
      if (i > 0) row.situation = context_.Say(Message::kElseCase, row.situation);
      if (base != nullptr) {
        row.situation =
            context_.Say(Message::kExceptionTo,
                         RuleInWords(policy_, base->label, context_.language), row.situation);
      }
      row.bounds = JoinWith(bounds, comma);
      row.clause = Clause(rule);
      if (base != nullptr) row.clause = Indent(depth) + context_.Say(Message::kExceptionRow, row.clause);
      if (branch.result >= 0) {
        Add(rule.place.offset, i, std::move(row),
            Result(definition, branch.result, branch.modality));
      } else if (rule.removes && base != nullptr) {
        Add(rule.place.offset, i, std::move(row), context_.Say(Message::kBaseRemoved));
      }
    }
    for (const Rule& exception : rule.exceptions) AddRule(definition, exception, &rule, depth + 1);
  }

  static std::string Indent(int depth) {
    std::string indent;
    for (int i = 0; i < depth; ++i) indent += "　";
    return indent;
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
    EachRemark(policy, context_.language,
               [&](const std::string& about, const program::Remarks& remarks) { Take(about, remarks); });
  }

 private:
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
  const auto add_head = [&](Message message, const std::string& what) {
    if (what.empty()) return;
    sheet.head += (sheet.head.empty() ? "" : "\n") + context.Say(message, what);
  };
  add_head(Message::kHeadBasis, Join(policy.basis, language));
  add_head(Message::kHeadIssued, policy.issued ? DateInWords(*policy.issued, language) : "");
  add_head(Message::kHeadOffices, Join(policy.offices, language));
  add_head(Message::kHeadApplies, policy.applies);
  add_head(Message::kHeadBars, policy.bars);
  for (size_t i = 0; i < policy.inputs.size(); ++i) {
    const program::Input& input = policy.inputs[i];
    if (input.kind == program::Input::Kind::kOpenParameter) {
      sheet.open.push_back(context.Say(Message::kOpenParameter, input.name));
    } else if (input.kind == program::Input::Kind::kJudgement) {
      std::string line = context.Say(Message::kMissingJudgement, input.name, input.role);
      if (!input.evidence.empty())
        line += context.Say(Message::kOnEvidence, Join(input.evidence, language));
      if (policy.types[input.type].kind != TypeKind::kBoolean)
        line += Bracketed(words.Choices(static_cast<Index>(i)), language);
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
  AddClaims(context, policy, day, &sheet);
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
