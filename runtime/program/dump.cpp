#include "runtime/program/dump.h"

#include <cstdint>
#include <initializer_list>

namespace pol::program {
namespace {

const char* ModalityName(Modality modality) {
  switch (modality) {
    case Modality::kNone:
      return "";
    case Modality::kMay:
      return "may";
    case Modality::kShall:
      return "shall";
    case Modality::kShallNot:
      return "shall-not";
    case Modality::kInPrinciple:
      return "in-principle";
    case Modality::kInPrincipleMay:
      return "in-principle-may";
    case Modality::kInPrincipleShall:
      return "in-principle-shall";
    case Modality::kInPrincipleShallNot:
      return "in-principle-shall-not";
  }
  return "?";
}

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

std::string ValueText(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNone:
      return "none";
    case Value::Kind::kNumber:
      return value.number().ToString();
    case Value::Kind::kText:
      return Quoted(value.text());
    case Value::Kind::kUnknown:
      return "unknown#" + value.number().ToString();
    case Value::Kind::kList: {
      std::string text = "[";
      for (const Value& item : value.items()) {
        if (text.size() > 1) text += " ";
        text += ValueText(item);
      }
      return text + "]";
    }
  }
  return "?";
}

class Dumper {
 public:
  Dumper(const Policy& policy, const DumpOptions& options) : policy_(policy), options_(options) {}

  std::string Node(Index index) const;
  std::string Call(const program::Node& node) const;
  std::string For(const program::Node& node) const;
  std::string All();

 private:
  void Line(int depth, std::initializer_list<std::string> words);
  std::string Type(Index index) const;
  std::string TypeText(const program::Type& type) const;
  std::string Range(const program::Domain& domain) const;
  std::string At(const program::Place& place) const;
  void Notes(int depth, const program::Remarks& remarks);
  void Declarations();
  void Definition(const program::Definition& definition);
  void Rule(int depth, const program::Rule& rule, const char* head);
  void Test(const program::TestCase& test);
  void Tables();

  const Policy& policy_;
  const DumpOptions& options_;
  std::string out_;
};

// Words without the empty ones, separated by one space.
void Dumper::Line(int depth, std::initializer_list<std::string> words) {
  out_.append(static_cast<size_t>(depth) * 2, ' ');
  bool first = true;
  for (const std::string& word : words) {
    if (word.empty()) continue;
    if (!first) out_ += ' ';
    out_ += word;
    first = false;
  }
  out_ += '\n';
}

std::string Dumper::Node(Index index) const {
  if (index < 0) return "-";
  const program::Node& node = policy_.nodes[index];
  switch (node.op) {
    case Op::kConstant:
      return ValueText(policy_.constants[node.a]);
    case Op::kInput:
      return policy_.inputs[node.a].name;
    case Op::kDefinition:
      return policy_.definitions[node.a].name;
    case Op::kParameter:
      if (node.children.empty()) return policy_.parameters[node.a].name;
      return "(on " + policy_.parameters[node.a].name + " " + Node(node.children[0]) + ")";
    case Op::kToday:
      return "today";
    case Op::kHasValue:
      return "(has-value " + policy_.definitions[node.a].name + ")";
    case Op::kItem:
      return "$" + std::to_string(node.a);
    case Op::kCall:
      return Call(node);
    case Op::kFor:
      return For(node);
    default:
      break;
  }
  std::string text = std::string("(") + OpName(node.op);
  if (node.a != 0) text += ":" + std::to_string(node.a);
  if (node.b != 0) text += ":" + std::to_string(node.b);
  if (!node.name.empty()) text += " name=" + node.name;
  const bool labelled = node.op != Op::kShare && node.op != Op::kWaterfall;
  for (size_t i = 0; i < node.children.size(); ++i) {
    text += " ";
    if (labelled && i < node.labels.size() && !node.labels[i].empty()) text += Quoted(node.labels[i]) + ":";
    text += Node(node.children[i]);
  }
  text += ")";
  if (node.column >= 0) text += "@" + policy_.inputs[node.column].name;
  if (options_.source && !node.text.empty()) text += "{" + node.text + "}";
  return text;
}

// (call P.out n=x m=(add x y) on d)
std::string Dumper::Call(const program::Node& node) const {
  const program::Call& call = policy_.calls[node.a];
  const Use& use = policy_.uses[call.use];
  std::string text = "(call " + use.name + "." + use.policy->definitions[node.b].name;
  for (size_t i = 0; i < call.bindings.size(); ++i) {
    const Binding& binding = call.bindings[i];
    if (binding.node < 0 && binding.input < 0) continue;
    text += " " + use.policy->inputs[i].name + (binding.checked ? "?=" : "=") +
            (binding.node >= 0 ? Node(binding.node) : policy_.inputs[binding.input].name);
  }
  if (call.at >= 0) text += " on " + Node(call.at);
  return text + ")";
}

// (for sum :extra e $0 in xs, $1 in ys where c by k : r)
std::string Dumper::For(const program::Node& node) const {
  const Loop& loop = policy_.loops[node.b];
  std::string text = std::string("(for ") + AggregateName(static_cast<Aggregate>(node.a));
  size_t child = 0;
  for (int32_t i = 0; i < loop.extras; ++i) text += " " + Node(node.children[child++]);
  for (const Loop::Generator& generator : loop.generators) {
    for (int32_t i = 0; i < generator.lists; ++i) {
      text += " $" + std::to_string(generator.slot + i) + " in " + Node(node.children[child++]);
    }
    const Index where = node.children[child++];
    if (where >= 0) text += " where " + Node(where);
  }
  const Index key = node.children[child++];
  if (key >= 0) text += " by " + Node(key);
  return text + " : " + Node(node.children[child]) + ")";
}

std::string Dumper::TypeText(const program::Type& type) const {
  std::string text = KindName(type.kind);
  if (type.element) text += " of " + TypeText(*type.element) + Range(type.element_domain);
  if (type.kind == TypeKind::kRecord) {
    text += " " + type.name + "(";
    for (const Field& field : type.fields) {
      if (text.back() != '(') text += ", ";
      text += field.name + (field.alias.empty() ? "" : "=" + field.alias) + ": ";
      text += TypeText(field.type) + Range(field.domain);
    }
    text += ")";
  }
  if (type.enumeration >= 0) {
    const EnumType& enumeration = policy_.enums[type.enumeration];
    text += "(";
    for (size_t i = 0; i < enumeration.members.size(); ++i) {
      if (i > 0) text += enumeration.ordered ? " < " : " ";
      text += enumeration.members[i].name;
      if (!enumeration.members[i].alias.empty()) text += "=" + enumeration.members[i].alias;
    }
    text += enumeration.open ? " ..)" : ")";
  }
  if (!type.unit.empty()) text += " " + type.unit;
  if (!(type.factor == Rational(1))) text += " factor " + type.factor.ToString();
  if (type.grid) text += " grid " + type.grid->ToString();
  if (type.optional) text += " optional";
  return text;
}

std::string Dumper::Type(Index index) const {
  return index < 0 ? "-" : TypeText(policy_.types[index]);
}

std::string Dumper::Range(const program::Domain& domain) const {
  std::string text;
  for (const Interval& interval : domain.intervals) {
    text += text.empty() ? "in " : " or ";
    text += interval.low_open || !interval.low ? "(" : "[";
    if (interval.low) text += interval.low->ToString();
    text += ", ";
    if (interval.high) text += interval.high->ToString();
    text += interval.high_open || !interval.high ? ")" : "]";
  }
  return text;
}

std::string Dumper::At(const program::Place& place) const {
  std::string text;
  if (!place.document.empty()) text += "source " + Quoted(place.document);
  if (!place.clause.empty()) text += (text.empty() ? "clause " : " clause ") + Quoted(place.clause);
  if (options_.source) text += (text.empty() ? "line " : " line ") + std::to_string(place.line);
  return text;
}

void Dumper::Notes(int depth, const program::Remarks& remarks) {
  for (const std::string& note : remarks.notes) Line(depth, {"note", Quoted(note)});
  for (const Ambiguity& one : remarks.ambiguities) {
    Line(depth,
         {"ambiguity", Quoted(one.text), one.taken.empty() ? "" : "taken " + Quoted(one.taken)});
  }
}

void Dumper::Declarations() {
  for (const program::Input& input : policy_.inputs) {
    const char* head = input.kind == Input::Kind::kFact        ? "input"
                       : input.kind == Input::Kind::kJudgement ? "judgement"
                                                               : "open-parameter";
    std::string decided = input.role.empty() ? "" : "by " + Quoted(input.role);
    for (const std::string& evidence : input.evidence) decided += " on " + Quoted(evidence);
    Line(1, {head, input.name, input.alias.empty() ? "" : "(" + input.alias + ")", ":",
             Type(input.type), Range(input.domain), decided, At(input.place)});
    Notes(2, input.remarks);
  }
  for (const program::Parameter& parameter : policy_.parameters) {
    Line(1,
         {"parameter", parameter.name, parameter.alias.empty() ? "" : "(" + parameter.alias + ")",
          ":", Type(parameter.type), At(parameter.place)});
    for (const DatedValue& value : parameter.values) {
      Line(2, {value.from ? "from " + value::FormatDate(*value.from) : "",
               value.to ? "to " + value::FormatDate(*value.to) : "", "=", Node(value.value)});
    }
    Notes(2, parameter.remarks);
  }
  for (const Require& require : policy_.requires_) {
    Line(1, {"require", Node(require.condition), At(require.place)});
  }
}

void Dumper::Rule(int depth, const program::Rule& rule, const char* head) {
  std::string row = rule.table < 0 ? "" : "row " + std::to_string(rule.row + 1);
  Line(depth, {head, rule.label, rule.title.empty() ? "" : Quoted(rule.title), row,
               rule.priority != 0 && rule.priority != INT32_MAX
                   ? "priority " + std::to_string(rule.priority)
                   : "",
               rule.removes ? "removes" : "",
               rule.condition >= 0 ? "when " + Node(rule.condition) : "", At(rule.place)});
  for (const Branch& branch : rule.branches) {
    Line(depth + 1, {branch.condition >= 0 ? "if " + Node(branch.condition) : "always",
                     ModalityName(branch.modality), "->", Node(branch.result)});
  }
  Notes(depth + 1, rule.remarks);
  for (const program::Rule& exception : rule.exceptions) Rule(depth + 1, exception, "exception");
}

void Dumper::Definition(const program::Definition& definition) {
  Line(1, {definition.output ? "output" : "let", definition.name,
           definition.alias.empty() ? "" : "(" + definition.alias + ")", ":", Type(definition.type),
           Range(definition.domain),
           definition.expression >= 0 ? "= " + Node(definition.expression) : "",
           definition.hit == Hit::kUnique ? "" : std::string("hit ") + HitName(definition.hit),
           At(definition.place)});
  Notes(2, definition.remarks);
  for (const program::Rule& rule : definition.rules) Rule(2, rule, "rule");
  if (definition.otherwise >= 0) {
    Line(2, {"otherwise", ModalityName(definition.otherwise_modality), "->",
             Node(definition.otherwise), At(definition.otherwise_place)});
  }
}

void Dumper::Test(const program::TestCase& test) {
  Line(1, {"test", Quoted(test.name), test.at ? "at " + value::FormatDate(*test.at) : ""});
  for (const TestCase::Given& given : test.given) {
    Line(2, {"given", policy_.inputs[given.input].name,
             given.value < 0 ? "unknown" : "= " + Node(given.value)});
  }
  for (const TestCase::Expectation& one : test.expected) {
    std::string text;
    switch (one.kind) {
      case TestCase::Expectation::Kind::kValue:
        text = "= " + Node(one.value);
        break;
      case TestCase::Expectation::Kind::kNoRule:
        text = "no rule";
        break;
      case TestCase::Expectation::Kind::kNeeds:
        text = "needs";
        for (Index input : one.needs) text += " " + policy_.inputs[input].name;
        break;
      case TestCase::Expectation::Kind::kError:
        text = "error";
        break;
      case TestCase::Expectation::Kind::kRefused:
        text = "refused " + one.field;
        break;
    }
    Line(2, {"expect", one.definition < 0 ? "" : policy_.definitions[one.definition].name, text});
  }
}

void Dumper::Tables() {
  for (const Table& table : policy_.tables) {
    std::string columns;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      columns += (i == table.conditions ? " || " : " | ") + table.columns[i];
    }
    Line(1, {"table", table.name, table.title.empty() ? "" : Quoted(table.title)});
    Line(2, {columns.empty() ? "" : columns.substr(1)});
    for (size_t row = 0; row < table.rows.size(); ++row) {
      std::string cells = table.labels[row];
      for (size_t i = 0; i < table.rows[row].size(); ++i) {
        cells += (i == table.conditions ? " || " : " | ") + table.rows[row][i].text;
      }
      Line(2, {cells});
    }
    Notes(2, table.remarks);
  }
}

std::string Dumper::All() {
  Line(0,
       {"policy", policy_.name, policy_.title.empty() ? "" : Quoted(policy_.title),
        policy_.id.empty() ? "" : "id " + policy_.id,
        policy_.version.empty() ? "" : "version " + policy_.version,
        policy_.subject.empty() ? "" : "subject " + Quoted(policy_.subject), At(policy_.source)});
  if (policy_.effective_from || policy_.effective_to) {
    Line(1, {"effective",
             policy_.effective_from ? "from " + value::FormatDate(*policy_.effective_from) : "",
             policy_.effective_to ? "to " + value::FormatDate(*policy_.effective_to) : "",
             policy_.effective_by >= 0 ? "by " + policy_.inputs[policy_.effective_by].name : ""});
  }
  Notes(1, policy_.remarks);
  Declarations();
  for (const program::Definition& definition : policy_.definitions) Definition(definition);
  std::string order;
  for (Index index : policy_.order) order += " " + policy_.definitions[index].name;
  if (!order.empty()) Line(1, {"order" + order});
  for (const Assertion& one : policy_.assertions) {
    Line(1, {"assert", Quoted(one.title), Node(one.condition), At(one.place)});
  }
  for (const TestCase& test : policy_.tests) Test(test);
  if (options_.source) Tables();
  return std::move(out_);
}

}  // namespace

std::string Dump(const Policy& policy, const DumpOptions& options) {
  return Dumper(policy, options).All();
}

std::string DumpNode(const Policy& policy, Index node, const DumpOptions& options) {
  return Dumper(policy, options).Node(node);
}

}  // namespace pol::program
