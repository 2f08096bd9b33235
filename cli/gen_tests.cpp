// pol gen-tests PATH [--policy NAME | --id ID] [--at DATE] [--format csv|json] [--out FILE]
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/words.h"
#include "compiler/cover/generate.h"
#include "runtime/interp/accept.h"
#include "runtime/interp/canonical.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

using cover::GeneratedCase;
using program::Policy;
using program::TypeKind;
using value::Value;

struct Options {
  Selection selection;
  std::string at, format, out;
};

bool Plain(const program::Type& type) {
  return type.kind != TypeKind::kList && type.kind != TypeKind::kSet &&
         type.kind != TypeKind::kRecord;
}

// CSV holds one value a cell: lists and records want JSON.
bool FitsCsv(const Policy& policy) {
  for (const program::Input& input : policy.inputs) {
    if (!Plain(policy.types[static_cast<size_t>(input.type)])) return false;
  }
  for (const program::Definition& definition : policy.definitions) {
    if (definition.output && !Plain(policy.types[static_cast<size_t>(definition.type)])) return false;
  }
  return true;
}

// As people write it where that reads back to the same value, else in canonical form.
template <typename ReadsBack>
std::string Cell(const Policy& policy, const program::Type& type, const Value& value, bool chinese,
                 const ReadsBack& reads_back) {
  const std::string shown = interp::DisplayText(policy, type, value, chinese);
  return reads_back(shown) ? shown : interp::CanonicalText(policy, type, value);
}

std::string Quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

class Writer {
 public:
  Writer(const Context& context, const Policy& policy, const cover::Generated& made)
      : context_(context), policy_(policy), made_(made), words_(policy, context.language) {}

  std::string Csv() const {
    const bool days = std::any_of(made_.cases.begin(), made_.cases.end(), [&](const auto& one) {
      return one.at != made_.cases.front().at;
    });
    std::vector<std::string> head = {context_.chinese() ? "名称" : "name"};
    if (days) head.push_back(context_.chinese() ? "于" : "at");
    for (const program::Input& input : policy_.inputs) head.push_back(input.name);
    for (const program::Definition& definition : policy_.definitions) {
      if (definition.output) head.push_back(definition.name);
    }
    std::string text = Row(head);
    for (size_t i = 0; i < made_.cases.size(); ++i) {
      const GeneratedCase& one = made_.cases[i];
      std::vector<std::string> cells = {Name(i)};
      if (days) cells.push_back(value::FormatDate(one.at));
      for (size_t input = 0; input < policy_.inputs.size(); ++input) cells.push_back(Given(one, input));
      const interp::Evaluation evaluation = interp::Evaluate(policy_, one.facts, one.at);
      for (const interp::Outcome& outcome : evaluation.outputs) cells.push_back(Expected(outcome));
      text += Row(cells);
    }
    return text;
  }

  std::string Json() const {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (size_t i = 0; i < made_.cases.size(); ++i) {
      const GeneratedCase& one = made_.cases[i];
      nlohmann::ordered_json element;
      element["name"] = Name(i);
      element["at"] = value::FormatDate(one.at);
      element["given"] = nlohmann::ordered_json::object();
      for (size_t input = 0; input < policy_.inputs.size(); ++input) {
        const Value& value = *one.facts.inputs[input];
        element["given"][policy_.inputs[input].name] = Canonical(policy_.inputs[input].type, value);
      }
      element["expect"] = nlohmann::ordered_json::object();
      const interp::Evaluation evaluation = interp::Evaluate(policy_, one.facts, one.at);
      for (const interp::Outcome& outcome : evaluation.outputs) {
        const program::Definition& definition =
            policy_.definitions[static_cast<size_t>(outcome.definition)];
        auto& expected = element["expect"][definition.name];
        if (outcome.status == interp::Status::kValue) {
          expected = Canonical(definition.type, outcome.value);
        } else {
          expected["status"] = interp::StatusName(outcome.status);
        }
      }
      all.push_back(std::move(element));
    }
    return all.dump(1) + "\n";
  }

 private:
  static std::string Row(const std::vector<std::string>& cells) {
    std::string row;
    for (size_t i = 0; i < cells.size(); ++i) row += (i == 0 ? "" : ",") + Quoted(cells[i]);
    return row + "\n";
  }

  // Canonical; an amount that is declared in another unit must be written with its unit.
  nlohmann::ordered_json Canonical(Index index, const Value& value) const {
    const program::Type& type = policy_.types[static_cast<size_t>(index)];
    const std::string text = interp::CanonicalText(policy_, type, value);
    if (Plain(type) && !ReadsBack(type, value, text)) {
      const std::string shown = interp::DisplayText(policy_, type, value, context_.chinese());
      if (ReadsBack(type, value, shown)) return shown;
    }
    return nlohmann::ordered_json::parse(interp::CanonicalJson(policy_, type, value));
  }
  bool ReadsBack(const program::Type& type, const Value& value, const std::string& text) const {
    interp::Datum datum;
    datum.kind = interp::Datum::Kind::kText;
    datum.text = text;
    std::optional<Value> read;
    return !interp::ReadDatum(policy_, type, datum, &read) && read && *read == value;
  }

  std::string Given(const GeneratedCase& one, size_t input) const {
    const program::Type& type = policy_.types[static_cast<size_t>(policy_.inputs[input].type)];
    const Value& value = *one.facts.inputs[input];
    return Cell(policy_, type, value, context_.chinese(), [&](const std::string& text) {
      std::optional<Value> read;
      interp::Refusal refusal;
      return interp::ReadCell(policy_, static_cast<Index>(input), text, &read, &refusal) && read &&
             *read == value;
    });
  }

  std::string Expected(const interp::Outcome& outcome) const {
    switch (outcome.status) {
      case interp::Status::kNoRule:
        return context_.chinese() ? "无规则" : "no rule";
      case interp::Status::kError:
        return context_.chinese() ? "报错" : "error";
      case interp::Status::kNeedsFacts:
      case interp::Status::kNeedsJudgement:
        return "";  // cases are complete
      case interp::Status::kValue:
        break;
    }
    const Index index = policy_.definitions[static_cast<size_t>(outcome.definition)].type;
    const program::Type& type = policy_.types[static_cast<size_t>(index)];
    return Cell(policy_, type, outcome.value, context_.chinese(),
                [&](const std::string& text) { return ReadsBack(type, outcome.value, text); });
  }

  std::string Name(size_t index) const {
    return std::to_string(index + 1) + " " + What(made_.cases[index]);
  }
  std::string What(const GeneratedCase& one) const {
    const std::string rule =
        one.rule.empty() && one.definition >= 0
            ? policy_.definitions[static_cast<size_t>(one.definition)].name
            : RuleInWords(policy_, one.rule, context_.language);
    switch (one.purpose) {
      case GeneratedCase::Purpose::kRule:
        if (one.definition < 0) return context_.Say(Message::kCasePlain);
        return context_.Say(one.truth ? Message::kCaseRule : Message::kCaseNoRule, rule);
      case GeneratedCase::Purpose::kCondition:
        return context_.Say(one.truth ? Message::kCaseCondition : Message::kCaseNoCondition, rule,
                            words_.Condition(one.node));
      case GeneratedCase::Purpose::kBound: {
        const cover::Bound& bound = made_.points.bounds[one.bound];
        const program::Input& input = policy_.inputs[static_cast<size_t>(bound.input)];
        const Message message = one.side == 0  ? Message::kCaseOnBound
                                : one.side < 0 ? Message::kCaseBelowBound
                                               : Message::kCaseAboveBound;
        return context_.Say(message, input.name, words_.Value(input.type, Value(bound.constant)));
      }
      case GeneratedCase::Purpose::kEnd:
        return context_.Say(Message::kCaseEnd,
                            one.by < 0 ? context_.Say(Message::kToday)
                                       : policy_.inputs[static_cast<size_t>(one.by)].name,
                            DateInWords(one.day, context_.language));
      case GeneratedCase::Purpose::kDay:
        return context_.Say(Message::kCaseDay, DateInWords(one.day, context_.language));
    }
    return "";
  }

  const Context& context_;
  const Policy& policy_;
  const cover::Generated& made_;
  Words words_;
};

int GenTests(const Context& context, const Options& options) {
  std::string problem;
  if (!HasSource(context, options.selection, &problem) ||
      (!options.format.empty() &&
       !OneOf(context, "--format", options.format, {"csv", "json"}, &problem)))
    return Unusable(context, problem);
  int64_t at = 0;
  if (!ReadDay(context, options.at, &at, &problem)) return Unusable(context, problem);
  Units units;
  Chosen chosen;
  if (const int code = ChooseOne(context, options.selection, at, &units, &chosen); code != kOk)
    return code;
  const Policy& policy = *chosen.policy;
  // As tests without a day of their own are run; never today where the text says more.
  if (options.at.empty()) at = policy.effective_from.value_or(policy.effective_to.value_or(at));
  std::string format = options.format;
  if (format.empty() && options.out.ends_with(".json")) format = "json";
  if (format.empty()) format = FitsCsv(policy) ? "csv" : "json";
  if (format == "csv" && !FitsCsv(policy)) return Unusable(context, context.Say(Message::kGenTestsJson));

  const cover::Generated made = cover::GenerateCases(policy, at);
  if (made.cases.empty()) return Unusable(context, context.Say(Message::kGenTestsNone));
  const Writer writer(context, policy, made);
  const std::string text = format == "csv" ? writer.Csv() : writer.Json();
  if (options.out.empty() || options.out == "-") {
    Out(text);
    return kOk;
  }
  WholeFile file;
  if (!file.Open(options.out) || !file.Write(text) || !file.Finish() || !file.Commit())
    return Unusable(context, context.Say(Message::kCannotWrite, options.out,
                                         SystemReason(context, file.error())));
  OutLine(context.Say(Message::kGenTestsWrote, options.out, made.cases.size()));
  OutLine(context.Say(Message::kGenTestsUse, options.out));
  return kOk;
}

}  // namespace

void AddGenTests(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddCommand(app, context, "gen-tests", Message::kHelpGenTests, Message::kExamplesGenTests);
  command->add_option("PATH", options->selection.paths, context.Say(Message::kOptionPaths))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  AddPolicyChoice(command, context, &options->selection);
  command->add_option("--at", options->at, context.Say(Message::kOptionAt))->type_name("DATE");
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("csv|json");
  command->add_option("--out", options->out, context.Say(Message::kOptionGenOut))->type_name("");
  *action = [options](const Context& given) { return GenTests(given, *options); };
}

}  // namespace pol::cli
