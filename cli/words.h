// Readings in words: what a condition, a bound, a value or a formula of a policy says, as an
// official would read it aloud. For sign-off tables, letters and answers; nothing here decides
// anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/text.h"
#include "runtime/interp/evaluate.h"
#include "runtime/program/program.h"

namespace pol::cli {

using program::Index;
using program::Policy;

std::string DateInWords(int64_t day, Language language);  // 2023年6月1日, 1 June 2023
// Points in time: of two, one is earlier or later, not less or more.
inline bool IsTime(program::TypeKind kind) {
  using program::TypeKind;
  return kind == TypeKind::kDate || kind == TypeKind::kMonth || kind == TypeKind::kInstant ||
         kind == TypeKind::kClock;
}

// Quotes inside quotes, as GB/T 15834 has them: “苏岗贷”资格 is quoted “‘苏岗贷’资格”.
std::string InnerQuotes(std::string_view text);

// "2023-01-01 起施行", "from 1 January 2023 until 31 December 2023"; "" when the policy has no
// period.
std::string PeriodInWords(const Policy& policy, Language language);

class Words {
 public:
  Words(const Policy& policy, Language language) : policy_(policy), language_(language) {}

  // Values: "500万元", "每日0.2‰", "3天", "是", "2023年6月1日".
  std::string Value(const program::Type& type, const value::Value& value) const;
  std::string Value(Index type, const value::Value& value) const {
    return Value(policy_.types[type], value);
  }
  // As Value, but money to the last digit: "48,000.00元".
  std::string Amount(Index type, const value::Value& value) const;
  // Of a number without end: what it is about, "93.17%"; "" for others.
  std::string About(Index type, const value::Value& value) const;
  // An input with what it may be: "行业（制造业、非制造业之一）", "转贷金额（金额，大于 0）".
  std::string InputWithChoices(Index input) const;
  std::string Choices(Index input) const;
  std::string Choices(const program::Type& type, const program::Domain& domain) const;
  // "大于 0" as written; in English said anew where it is written in Chinese.
  std::string DomainInWords(const program::Type& type, const program::Domain& domain) const;
  // What is missing, by its name: "车辆[2].购置价（车辆：……）" for a part of a list.
  std::string NeedWithChoices(const interp::Evaluation& evaluation, Index need) const;
  std::string TypeName(const program::Type& type) const;

  // "转贷金额不超过500万元". `bare` leaves the subject away where it is a plain input with a
  // telling value: "不超过500万元", "制造业".
  std::string Condition(Index node, bool bare = false) const;
  // The parts of a condition that must all hold, nested ands laid flat.
  std::vector<Index> Parts(Index node) const;
  // The same, but a group that is written item by item is one part.
  std::vector<Index> Clauses(Index node) const;
  // Is it written item by item ("同时满足：① … ② …")?
  bool IsGroup(Index node) const;
  // A condition or formula, on one line unless it is such a group: then a head and a line an item
  // with its number and label, groups inside it indented.
  std::vector<std::string> Lines(Index node) const;
  // All that must hold for a rule of one branch; its condition alone where there are several.
  std::vector<Index> Parts(const program::Rule& rule) const;
  // The same with the condition of one branch where there are several (-1: of none).
  std::vector<Index> Parts(const program::Rule& rule, int32_t branch) const;
  // The numbers where it turns, and on which side they lie: "含500万元", "不含3天".
  std::vector<std::string> Bounds(Index node) const;
  // The input that a comparison is about; -1 if it is about something else.
  Index Subject(Index node) const;

  // "转贷金额×日费率×占用天数，四舍五入到分".
  std::string Formula(Index node) const;
  // The same with the values of one case: "800万元×0.5‰×12天，四舍五入到分".
  std::string Computation(Index node, const interp::Facts& facts,
                          const interp::Evaluation& evaluation) const;

  // The same as far as it says more than the value that comes of it: a fixed value says nothing, a
  // plain name is given as the name.
  std::string Derivation(Index node, Index type, const value::Value& value,
                         const interp::Facts& facts, const interp::Evaluation& evaluation) const;

  // "水资源费全额按10：27：63分给中央、省、地方，精确到分，尾差归地方": one sentence for all receivers.
  bool IsAllocation(Index node) const;

  // Does it hold no input, no definition and nothing of a loop?
  bool IsConstant(Index node) const;
  // Is it nothing but the name of a fact, a result or a parameter?
  bool IsName(Index index) const;
  // Is it the condition that a code lies under another?
  bool IsBranch(const program::Node& at) const;

 private:
  struct Case {  // what the names stand for; absent: names are printed
    const interp::Facts* facts = nullptr;
    const interp::Evaluation* evaluation = nullptr;
  };
  bool chinese() const { return language_ == Language::kChinese; }
  const program::Node& node(Index index) const { return policy_.nodes[index]; }
  std::string Comparison(const program::Node& node, bool bare) const;
  std::string Interval(const program::Node& node, bool bare) const;
  std::string Group(const program::Node& node, bool bare) const;
  std::string GroupHead(const program::Node& node) const;
  std::string ItemHead(const program::Node& group, size_t item) const;
  void AddLines(Index index, int depth, const std::string& head,
                std::vector<std::string>* lines) const;
  std::string Denied(const program::Node& inner, Index index, bool bare) const;
  // The comparison in the word of the text ("低于LPR", "500万元以下"); "" where it has none.
  std::string AsCompared(const program::Node& node, Index left, Index right,
                         const std::string& constant) const;
  std::string Constant(Index index, Index beside) const;
  std::string Subject(Index index, bool bare) const;
  bool LowIsDomain(const program::Node& interval) const;
  std::string Expression(Index index, int level, const Case& given) const;
  std::string Operand(const program::Node& node, Index index, const Case& given) const;
  std::string Literal(const program::Type& type, const program::Node& node) const;
  std::string PerUnit(const program::Type& type) const;  // "每日", "per day"; "" : none
  std::string Quantum(Index index, Index type) const;
  std::string RoundingTo(int mode, const std::string& quantum) const;  // "四舍五入到分"
  std::string Rounding(const program::Node& node, const Case& given) const;
  std::string Extreme(const program::Node& node, const Case& given) const;
  std::string Allocation(const program::Node& node, const Case& given) const;
  std::string Loop(const program::Node& node, const Case& given) const;
  bool IsUnit(Index index) const;
  std::string Part(const program::Node& node, const Case& given) const;
  // "已完成环节中有公示": an item of a list that is asked for by its value.
  std::optional<std::string> Among(const program::Node& node, bool denied) const;
  std::string Called(const program::Node& node, const Case& given) const;
  std::string Calls(const program::Node& node, const Case& given) const;

  const Policy& policy_;
  Language language_;
};

// "费率表第7行", "规则 R1", "其余情形": a rule as the document names it, from its label.
std::string RuleInWords(const Policy& policy, const std::string& label, Language language);
// A value with the modal word of its rule: "可以免罚"; of yes and no "是（可以）"; nothing is said
// twice where name or value begin with the word.
std::string WithModal(program::Modality modality, bool boolean, const std::string& name,
                      const std::string& value, Language language);
// The rule of a definition that carries this label, exceptions included; null if there is none.
const program::Rule* FindRule(const program::Definition& definition, const std::string& label);
// The branch by which the rule of this label applied; -1: it did not.
int32_t BranchOf(const std::vector<interp::RuleWhy>& rules, const std::string& label);
// "第3条，第14行": where the text says so.
std::string PlaceInWords(const program::Place& place, Language language);
// By how much a condition failed, as a value of what was compared: "300万元" and not "3000000元".
std::string MarginInWords(const Policy& policy, const interp::ConditionWhy& why,
                          Language language);
// Why a condition failed, and by how much: "占用天数不超过10天（差2天）", "会员应为是，现为否"; of one that
// is `open`, only what it asks.
std::string ConditionWhyInWords(const Policy& policy, const interp::ConditionWhy& why,
                                Language language, bool open = false);
// The text of an error result.
std::string ErrorInWords(const Policy& policy, const interp::Outcome& outcome, Language language);
// Why there is no answer.
std::string ReasonInWords(const Policy& policy, const interp::Outcome& outcome, Language language);
std::string StatusInWords(interp::Status status, Language language);
// An answer in a few words: its value, or what is missing, or that there is none.
std::string ShortAnswer(const Policy& policy, const interp::Outcome& outcome, Language language);

}  // namespace pol::cli
