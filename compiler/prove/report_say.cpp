// What a finding says: the message, the other rule, what each gives, what to write instead.
#include <algorithm>

#include "compiler/prove/case_text.h"
#include "compiler/prove/report_parts.h"
#include "compiler/prove/report_words.h"

namespace pol::prove {
namespace {

using diag::ProofCode;
using diag::Text;
using program::Policy;
using source::Range;

constexpr size_t kMostNames = 6;  // of results or claims in one message

class Speaker {
 public:
  Speaker(const Places& places, const ast::File& file, const Cause& cause)
      : places_(places), file_(file), cause_(cause), policy_(*cause.policy), answer_(*cause.answers[0]) {
    said_.code = diag::Of(cause.code);
    said_.range = cause.range;
  }

  diag::Diagnostic Run() {
    switch (cause_.code) {
      case ProofCode::kGap:
        Arguments({Names(), Shown()});
        Closing();
        Test({"没有规定的情形", "nothing is said"});
        break;
      case ProofCode::kConflict:
      case ProofCode::kSameValue:
        Two();
        break;
      case ProofCode::kRuleDead:
        Arguments({Rule(answer_.rule)});
        if (!answer_.other.empty()) Label(cause_.second, Text("先适用的是这一条", "this one applies first"));
        DropRow();
        break;
      case ProofCode::kExceptionDead: {
        const RulePath base(answer_.rule.begin(), answer_.rule.end() - 1);
        const Text own = Rule(answer_.rule);
        const program::Rule* rule = RuleAt(policy_, answer_.definition, answer_.rule);
        const bool named = rule != nullptr && rule->label.find('#') == std::string::npos && !rule->label.empty();
        Arguments({named ? Quoted(rule->label) : own, Rule(base)});
        Label(cause_.second, Text("它针对的是这一条", "it is an exception to this"));
        break;
      }
      case ProofCode::kRuleRedundant:
        Arguments({Rule(answer_.rule)});
        if (!answer_.other.empty()) Label(cause_.second, Text("这一条已经给出同样的结果", "this one gives the same anyway"));
        DropRow();
        break;
      case ProofCode::kConditionTrue:
      case ProofCode::kConditionFalse:
      case ProofCode::kContradiction:
      case ProofCode::kPartRedundant:
        Arguments({Source(cause_.range)});
        if (cause_.code == ProofCode::kPartRedundant) DropPart();
        break;
      case ProofCode::kAssertionRefuted:
      case ProofCode::kRoundingLoss:
        Arguments({Claimed(), Shown()});
        Results();
        Test({"核对不成立的情形", "a case against the assertion"});
        break;
      case ProofCode::kAssertionVacuous:
        Arguments({Claimed()});
        break;
      case ProofCode::kReadingsDiffer:
        Arguments({answer_.reading, answer_.other_reading, Shown()});
        Readings();
        break;
      case ProofCode::kDepends:
        Dependence();
        break;
      case ProofCode::kNoneUsed:
        Arguments({Source(cause_.range), Detail()});
        break;
      case ProofCode::kOutOfDomain:
        Arguments({answer_.definition >= 0 ? Text(program::ResultName(policy_, answer_.definition)) : Source(cause_.range),
                   Domain(), Shown()});
        Results();
        break;
      case ProofCode::kDivisionByZero:
      case ProofCode::kDateRange:
      case ProofCode::kAllocationZero:
      case ProofCode::kAllocationNegative:
      case ProofCode::kRunDuplicate:
      case ProofCode::kListLength:
        Arguments({Shown()});
        Test({"出错的情形", "a case that ends in an error"});
        break;
      case ProofCode::kCalendarEnds:
      case ProofCode::kParameterGap:
      case ProofCode::kDeadline:
      case ProofCode::kVersionGap:
      case ProofCode::kNotInForce:
      case ProofCode::kFiguresDiffer:
      case ProofCode::kSharesIncomplete:
        Arguments({Detail()});
        break;
      case ProofCode::kUndecided:
        Undecided();
        break;
      default:
        break;
    }
    Bound();
    return std::move(said_);
  }

 private:
  void Arguments(std::vector<Text> arguments) { said_.arguments = std::move(arguments); }
  void Note(std::string zh, std::string en) { said_.notes.push_back({std::move(zh), std::move(en)}); }
  void Label(Range range, Text text) {
    if (!range.empty() && !(range == said_.range)) said_.labels.push_back({range, std::move(text)});
  }
  Text Rule(const RulePath& path) const { return RuleText(policy_, answer_.definition, path); }
  Text Source(Range range) const {
    std::string text(file_.source->Text(range));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  // The results it is about: "日利率、转贷费用".
  Text Names() const {
    std::vector<std::string> names;
    for (const Answer* answer : cause_.answers) {
      if (answer->definition < 0) continue;
      const std::string name = program::ResultName(policy_, answer->definition);
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::vector<Text> texts;
    for (size_t i = 0; i < names.size() && i < kMostNames; ++i) texts.emplace_back(names[i]);
    Text joined = JoinTexts(texts);
    if (names.size() > kMostNames) {
      joined.zh += "等" + std::to_string(names.size()) + "项";
      joined.en += " and " + std::to_string(names.size() - kMostNames) + " more";
    }
    return joined;
  }
  Text Shown() const {
    if (!answer_.witness) return {answer_.detail_zh, answer_.detail_en};
    return CaseText(policy_, *answer_.witness, answer_.definition, NodeAsked());
  }
  Index NodeAsked() const {
    if (answer_.claim == Claim::kAssertion && answer_.number >= 0)
      return policy_.assertions[static_cast<size_t>(answer_.number)].condition;
    return -1;
  }
  Text Detail() const { return answer_.detail_zh.empty() ? Shown() : Text(answer_.detail_zh, answer_.detail_en); }

  Text Claimed() const {
    if (answer_.number < 0) return {};
    const program::Assertion& assertion = policy_.assertions[static_cast<size_t>(answer_.number)];
    return assertion.title.empty() ? assertion.text : assertion.title;
  }
  Text Domain() const {
    if (answer_.definition < 0) return {};
    const std::string& own = policy_.definitions[static_cast<size_t>(answer_.definition)].domain.text;
    // What a policy that is used asks of the facts that it is given.
    if (own.empty()) return {"所引用的政策写明的", "as the policy that is used states it"};
    return own;
  }
  // Two rules for one case. The later one is where the message stands.
  void Two() {
    const program::Rule* one = RuleAt(policy_, answer_.definition, answer_.rule);
    const program::Rule* two = RuleAt(policy_, answer_.definition, answer_.other);
    const bool swap = one != nullptr && two != nullptr && two->place.offset < one->place.offset;
    const RulePath& first = swap ? answer_.other : answer_.rule;
    const RulePath& second = swap ? answer_.rule : answer_.other;
    Arguments({Names(), Rule(first), Rule(second), Shown()});
    Label(cause_.second, Text("另一条在这里", "the other one stands here"));
    if (!answer_.witness || cause_.code != ProofCode::kConflict) return;
    const Text a = RuleGives(policy_, answer_.definition, first, *answer_.witness);
    const Text b = RuleGives(policy_, answer_.definition, second, *answer_.witness);
    if (a.zh.empty() || b.zh.empty()) return Test({"两条都适用的情形", "two rules at once"});
    const Text left = Rule(first), right = Rule(second);
    Note(left.zh + "给出 " + a.zh + "，" + right.zh + "给出 " + b.zh + "。",
         left.en + " gives " + a.en + ", " + right.en + " gives " + b.en + ".");
    Test({"两条都适用的情形", "two rules at once"});
  }

  // The row or rule that would close a gap.
  void Closing() {
    if (!answer_.witness) return;
    const std::string zh = ClosingText(policy_, answer_.definition, *answer_.witness, true);
    const std::string en = ClosingText(policy_, answer_.definition, *answer_.witness, false);
    if (zh.empty() || en.empty()) {
      Note("请补上这种情形，或者写“其余 …”。", "Add a rule for this case, or write otherwise.");
    } else {
      Note("可以补上：" + zh, "could be closed by: " + en);
    }
  }

  // The case as a test that can be pasted; it passes as the text is now.
  void Test(const Text& name) {
    if (!answer_.witness) return;
    TestWish wish;
    for (const Answer* answer : cause_.answers) {
      if (answer->definition >= 0 && policy_.definitions[static_cast<size_t>(answer->definition)].output)
        wish.definitions.push_back(answer->definition);
    }
    wish.inputs = Needed(policy_, answer_.definition, NodeAsked());
    wish.day = wish.inputs.back();
    wish.inputs.pop_back();
    wish.name = name.zh;
    const std::string zh = TestText(policy_, *answer_.witness, wish, true);
    wish.name = name.en;
    const std::string en = TestText(policy_, *answer_.witness, wish, false);
    if (!zh.empty() && !en.empty()) Note("这种情形写成测试：" + zh, "as a test: " + en);
  }

  // What the outputs are in the case, so that it can be held against the text.
  void Results() {
    if (!answer_.witness) return;
    const interp::Evaluation evaluation =
        interp::Evaluate(policy_, answer_.witness->facts, answer_.witness->at);
    std::vector<Text> parts;
    for (const interp::Outcome& outcome : evaluation.outputs) {
      if (parts.size() == kMostNames) break;
      const std::string& name = policy_.definitions[static_cast<size_t>(outcome.definition)].name;
      const Text value = OutcomeText(policy_, outcome);
      parts.push_back({name + " = " + value.zh, name + " = " + value.en});
    }
    if (parts.empty()) return;
    const Text joined = JoinTexts(parts);
    Note("这时：" + joined.zh + "。", "There: " + joined.en + ".");
  }

  void Readings() {
    const Policy* one = ReadingOf(answer_.reading);
    const Policy* two = ReadingOf(answer_.other_reading);
    if (one == nullptr || two == nullptr || !answer_.witness) return;
    for (const auto& [policy, name] : {std::pair(one, answer_.reading), std::pair(two, answer_.other_reading)}) {
      const interp::Evaluation evaluation =
          interp::Evaluate(*policy, answer_.witness->facts, answer_.witness->at);
      std::vector<Text> parts;
      for (const interp::Outcome& outcome : evaluation.outputs) {
        if (parts.size() == kMostNames) break;
        const std::string& output = policy->definitions[static_cast<size_t>(outcome.definition)].name;
        const Text value = OutcomeText(*policy, outcome);
        parts.push_back({output + " = " + value.zh, output + " = " + value.en});
      }
      const Text joined = JoinTexts(parts);
      Note("按“" + name + "”：" + joined.zh + "。", "By " + name + ": " + joined.en + ".");
    }
  }
  const Policy* ReadingOf(const std::string& name) const {
    if (policy_.reading == name) return &policy_;
    for (const program::Reading& reading : policy_.readings) {
      if (reading.name == name) return reading.policy.get();
    }
    return nullptr;
  }

  void Dependence() {
    const std::string input = answer_.input >= 0 ? policy_.inputs[static_cast<size_t>(answer_.input)].name : "";
    Arguments({Names(), input, Shown()});
    if (!answer_.witness || !answer_.twin || answer_.definition < 0) return;
    for (const auto& which : {*answer_.witness, *answer_.twin}) {
      const auto& value = which.facts.inputs[static_cast<size_t>(answer_.input)];
      if (!value) continue;
      const Text of = ValueText(policy_, policy_.inputs[static_cast<size_t>(answer_.input)].type, *value);
      const interp::Evaluation evaluation = interp::Evaluate(policy_, which.facts, which.at);
      for (const interp::Outcome& outcome : evaluation.outputs) {
        if (outcome.definition != answer_.definition) continue;
        const Text gives = OutcomeText(policy_, outcome);
        Note(input + "为" + of.zh + "时，" + Names().zh + " = " + gives.zh + "。",
             "With " + input + " = " + of.en + ": " + Names().en + " = " + gives.en + ".");
      }
    }
  }

  void Undecided() {
    std::vector<Text> claims;
    for (const Answer* answer : cause_.answers) {
      if (claims.size() == kMostNames) break;
      const Text claim = ClaimText(policy_, *answer);
      const bool known = std::any_of(claims.begin(), claims.end(), [&](const Text& c) { return c.zh == claim.zh; });
      if (!known) claims.push_back(claim);
    }
    Text joined = JoinTexts(claims, "；", "; ");
    if (cause_.answers.size() > kMostNames) {
      joined.zh += "等" + std::to_string(cause_.answers.size()) + "项";
      joined.en += " and others, " + std::to_string(cause_.answers.size()) + " in all";
    }
    Arguments({answer_.stopped_by, joined});
  }

  // Lists are looked at up to a length, and that is said.
  void Bound() {
    int32_t most = -1;
    for (const Answer* answer : cause_.answers) most = std::max(most, answer->most_items);
    if (most < 0 || cause_.code != ProofCode::kUndecided) return;
    const std::string number = std::to_string(most);
    Note("列表最多看到 " + number + " 项。", "Lists were looked at up to " + number + " items.");
  }

  // A rule on lines of its own can be taken out whole.
  void DropRow() {
    const program::Rule* rule = RuleAt(policy_, answer_.definition, answer_.rule);
    if (rule == nullptr || !rule->exceptions.empty()) return;
    const ast::Declaration* declaration = places_.DeclarationAt(rule->place.offset);
    if (declaration == nullptr) return;
    const bool row = rule->table >= 0;
    if (row && declaration->rows.size() < 2) return;
    const Range whole = row ? cause_.range : declaration->range;
    Delete(whole, row ? Text("删去这一行", "delete this row") : Text("删去这一条", "delete this rule"));
  }
  void Delete(Range range, Text title) {
    const source::Source& source = *file_.source;
    const Range first = source.Line(source.At(range.begin).line);
    const int last = source.At(range.end).line;
    const Range end = source.Line(last);
    const auto blank = [&](Range part) {
      return source.Text(part).find_first_not_of(" \t\r") == std::string_view::npos;
    };
    if (!blank({first.begin, range.begin}) || !blank({range.end, end.end})) return;
    const uint32_t next = last < source.LineCount() ? source.Line(last + 1).begin : end.end;
    said_.fixes.push_back({{first.begin, next}, "", std::move(title)});
  }

  // "超过 3天 且 超过 10天": the part goes with the word that joins it.
  void DropPart() {
    const Range part = cause_.range;
    const auto after = std::find_if(file_.tokens.begin(), file_.tokens.end(), [&](const ast::Token& token) {
      return token.range.begin >= part.end;
    });
    const auto joins = [](const ast::Token& token) {
      return token.kind == ast::TokenKind::AND || token.kind == ast::TokenKind::OR;
    };
    const auto first = std::find_if(file_.tokens.begin(), file_.tokens.end(), [&](const ast::Token& token) {
      return token.range.begin >= part.begin;
    });
    if (first != file_.tokens.begin() && joins(*std::prev(first))) {
      const auto before = std::prev(first);
      const uint32_t begin = before != file_.tokens.begin() ? std::prev(before)->range.end : before->range.begin;
      said_.fixes.push_back({{begin, part.end}, "", Text("删去这一部分", "delete this part")});
    } else if (after != file_.tokens.end() && joins(*after)) {
      const auto next = std::next(after);
      said_.fixes.push_back({{part.begin, next->range.begin}, "", Text("删去这一部分", "delete this part")});
    }
  }

  const Places& places_;
  const ast::File& file_;
  const Cause& cause_;
  const Policy& policy_;
  const Answer& answer_;
  diag::Diagnostic said_;
};

}  // namespace

diag::Diagnostic Say(const Places& places, const ast::File& file, const Cause& cause) {
  return Speaker(places, file, cause).Run();
}

}  // namespace pol::prove
