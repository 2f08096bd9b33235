// pol list PATH... --format json
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/remarks.h"
#include "cli/words.h"
#include "compiler/prove/reviewed.h"
#include "compiler/source/source.h"
#include "runtime/interp/canonical.h"
#include "runtime/program/codes.h"
#include "runtime/value/date.h"

namespace pol::cli {
namespace {

using Json = nlohmann::ordered_json;
using program::Policy;
using program::TypeKind;

struct Options {
  Selection selection;
  std::string format = "human";
  bool imports = false;
};

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json DayOrNull(const std::optional<int64_t>& day) {
  return day ? Json(value::FormatDate(*day)) : Json(nullptr);
}

// Of a list or set: of its items.
Json Members(const Policy& policy, const program::Type& type) {
  if (type.element != nullptr) return Members(policy, *type.element);
  if (type.kind != TypeKind::kEnum) return nullptr;
  Json members = Json::array();
  const program::EnumType& listed = policy.enums[type.enumeration];
  for (size_t i = 0; i < listed.members.size(); ++i) {
    if (program::IsLeaf(listed, static_cast<program::Index>(i)))
      members.push_back(listed.members[i].name);
  }
  return members;
}

// Inputs that some output can depend on, by mention.
std::set<program::Index> Read(const Policy& policy) {
  std::set<program::Index> inputs, definitions;
  struct Walk {
    const Policy& policy;
    std::set<program::Index>& inputs;
    std::set<program::Index>& definitions;
    void Node(program::Index index) {
      if (index < 0) return;
      const program::Node& node = policy.nodes[index];
      if (node.op == program::Op::kInput) inputs.insert(node.a);
      if (node.op == program::Op::kDefinition || node.op == program::Op::kHasValue)
        Definition(node.a);
      if (node.op == program::Op::kCall) {
        for (const program::Binding& binding : policy.calls[static_cast<size_t>(node.a)].bindings) {
          if (binding.input >= 0) inputs.insert(binding.input);
        }
      }
      for (const program::Index child : node.children) Node(child);
    }
    void Rules(const std::vector<program::Rule>& rules) {
      for (const program::Rule& rule : rules) {
        Node(rule.condition);
        for (const program::Branch& branch : rule.branches) {
          Node(branch.condition);
          Node(branch.result);
        }
        Rules(rule.exceptions);
      }
    }
    void Definition(program::Index index) {
      if (!definitions.insert(index).second) return;
      const program::Definition& definition = policy.definitions[index];
      Node(definition.expression);
      Node(definition.otherwise);
      Rules(definition.rules);
    }
  };
  Walk walk{policy, inputs, definitions};
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    if (policy.definitions[i].output) walk.Definition(static_cast<program::Index>(i));
  }
  if (policy.effective_by >= 0) inputs.insert(policy.effective_by);
  return inputs;
}

// The fields of the records of a list, in the order of their declaration.
Json Fields(const Policy& policy, const program::Type& record) {
  Json fields = Json::array();
  for (const auto& field : record.fields) {
    Json json = {{"name", field.name},
                 {"type", interp::TypeName(field.type.kind)},
                 {"unit", OrNull(field.type.unit)},
                 {"values", Members(policy, field.type)}};
    if (field.type.element != nullptr) json["element"] = interp::TypeName(field.type.element->kind);
    fields.push_back(std::move(json));
  }
  return fields;
}

Json Described(const Policy& policy, const std::string& name, const std::string& alias,
               program::Index type_index, const program::Domain& domain) {
  const program::Type& type = policy.types[type_index];
  Json json = {{"name", name},
               {"alias", OrNull(alias)},
               {"type", interp::TypeName(type.kind)},
               {"unit", OrNull(type.unit)},
               {"values", Members(policy, type)}};
  if (type.optional) json["optional"] = true;
  if (!domain.text.empty()) json["domain"] = domain.text;
  if (type.element != nullptr) {
    json["element"] = interp::TypeName(type.element->kind);
    if (type.unit.empty() && !type.element->unit.empty()) json["unit"] = type.element->unit;
    if (!type.element->fields.empty()) json["fields"] = Fields(policy, *type.element);
  }
  return json;
}

// What the document leaves open, with the reading taken; a remark of a table is told once.
Json Ambiguities(const Policy& policy) {
  Json list = Json::array();
  std::set<std::pair<std::string, std::string>> seen;
  EachRemark(policy, Language::kChinese,
             [&](const std::string& about, const program::Remarks& remarks) {
               for (const program::Ambiguity& one : remarks.ambiguities) {
                 if (!seen.emplace(one.text, one.taken).second) continue;
                 list.push_back({{"about", OrNull(about)}, {"text", one.text}, {"taken", OrNull(one.taken)}});
               }
             });
  return list;
}

// The findings of proofs and lint that the text answers: of the policy and all that it declares.
Json Answers(const Chosen& chosen) {
  Json list = Json::array();
  const ast::File* file = chosen.unit->compilation->file.get();
  if (file == nullptr) return list;
  source::Range whole{0, std::numeric_limits<uint32_t>::max()};
  for (size_t i = 0; i < file->policies.size(); ++i) {
    const ast::Policy& one = *file->policies[i];
    if (one.name.name.text != chosen.policy->name) continue;
    whole = one.range;
  }
  for (const prove::Reviewed& one : prove::ReadReviewed(*file)) {
    if (one.written.empty() || one.covers.empty() || one.covers.begin < whole.begin ||
        one.covers.begin >= whole.end) {
      continue;
    }
    list.push_back({{"code", one.written}, {"reason", one.reason}});
  }
  return list;
}

Json PolicyJson(const Chosen& chosen) {
  const Policy& policy = *chosen.policy;
  const std::string& file = chosen.unit->name;
  Json json = {{"id", OrNull(policy.id)},
               {"name", policy.name},
               {"title", OrNull(policy.title)},
               {"file", file}};
  json["source"] = {{"document", OrNull(policy.source.document)},
                    {"clause", OrNull(policy.source.clause)}};
  json["effective"] = {{"from", DayOrNull(policy.effective_from)},
                       {"to", DayOrNull(policy.effective_to)}};
  if (policy.effective_by >= 0) json["effective"]["by"] = policy.inputs[policy.effective_by].name;
  if (!policy.version.empty()) json["version"] = policy.version;
  const std::set<program::Index> read = Read(policy);
  json["inputs"] = Json::array();
  for (size_t i = 0; i < policy.inputs.size(); ++i) {
    const program::Input& input = policy.inputs[i];
    Json entry = Described(policy, input.name, input.alias, input.type, input.domain);
    entry["required"] = read.count(static_cast<program::Index>(i)) > 0;
    switch (input.kind) {
      case program::Input::Kind::kFact:
        entry["kind"] = "fact";
        break;
      case program::Input::Kind::kOpenParameter:
        entry["kind"] = "open parameter";
        break;
      case program::Input::Kind::kJudgement:
        entry["kind"] = "judgement";
        entry["by"] = input.role;
        entry["evidence"] = input.evidence;
        break;
    }
    json["inputs"].push_back(std::move(entry));
  }
  json["outputs"] = Json::array();
  for (const program::Definition& definition : policy.definitions) {
    if (!definition.output) continue;
    json["outputs"].push_back(
        Described(policy, definition.name, definition.alias, definition.type, definition.domain));
  }
  json["tests"] = Json::array();
  for (const program::TestCase& test : policy.tests) json["tests"].push_back(test.name);
  json["ambiguities"] = Ambiguities(policy);
  json["reviewed"] = Answers(chosen);
  return json;
}

void PrintTable(const Context& context, const std::vector<Chosen>& policies) {
  std::vector<std::vector<std::string>> rows = {
      {"ID", context.Say(Message::kListName), context.Say(Message::kListInputs),
       context.Say(Message::kListOutputs), context.Say(Message::kListTests),
       context.Say(Message::kListFile)}};
  for (const Chosen& chosen : policies) {
    const Policy& policy = *chosen.policy;
    int outputs = 0;
    for (const program::Definition& definition : policy.definitions)
      outputs += definition.output ? 1 : 0;
    rows.push_back({policy.id.empty() ? "-" : policy.id, policy.name,
                    std::to_string(policy.inputs.size()), std::to_string(outputs),
                    std::to_string(policy.tests.size()), chosen.unit->name});
  }
  std::vector<int> widths(rows[0].size(), 0);
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], source::DisplayWidth(row[i]));
  }
  for (size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (size_t i = 0; i < rows[r].size(); ++i)
      line += i + 1 < rows[r].size() ? Padded(rows[r][i], widths[i] + 2) : rows[r][i];
    OutLine(r == 0 ? Colored(context.color_out, Color::kBold, line) : line);
  }
}

std::string IdOrName(const Policy& policy) { return policy.id.empty() ? policy.name : policy.id; }

std::string DotQuoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

Json UsesJson(const Policy& policy) {
  Json uses = Json::array();
  for (const program::Use& use : policy.uses) {
    uses.push_back({{"name", use.name},
                    {"policy", use.policy->name},
                    {"id", OrNull(use.policy->id)},
                    {"file", use.policy->file},
                    {"uses", UsesJson(*use.policy)}});
  }
  return uses;
}

void PrintUses(const Context& context, const Policy& policy, const std::string& indent,
               std::set<std::string>* seen) {
  for (size_t i = 0; i < policy.uses.size(); ++i) {
    const Policy& used = *policy.uses[i].policy;
    const bool last = i + 1 == policy.uses.size();
    const std::string name =
        NameWithId(used, context.language) + (used.file == policy.file ? "" : "  " + used.file);
    const bool fresh = seen->insert(used.file + "\n" + used.name).second || used.uses.empty();
    OutLine(indent + (last ? "└─ " : "├─ ") +
            (fresh ? name : context.Say(Message::kImportsSeen, name)));
    if (fresh) PrintUses(context, used, indent + (last ? "   " : "│  "), seen);
  }
}

void DotUses(const Policy& policy, std::set<std::string>* edges) {
  for (const program::Use& use : policy.uses) {
    edges->insert("  " + DotQuoted(IdOrName(policy)) + " -> " + DotQuoted(IdOrName(*use.policy)) +
                  ";");
    DotUses(*use.policy, edges);
  }
}

// Which policy uses which: a tree for people, JSON, or the text that Graphviz draws.
void PrintImports(const Context& context, const std::vector<Chosen>& policies,
                  const std::string& format) {
  if (format == "json") {
    Json list = Json::array();
    for (const Chosen& chosen : policies) {
      list.push_back({{"policy", chosen.policy->name},
                      {"id", OrNull(chosen.policy->id)},
                      {"file", chosen.unit->name},
                      {"uses", UsesJson(*chosen.policy)}});
    }
    OutLine(list.dump(2));
    return;
  }
  if (format == "dot") {
    std::set<std::string> edges;
    for (const Chosen& chosen : policies) DotUses(*chosen.policy, &edges);
    OutLine("digraph policies {");
    for (const Chosen& chosen : policies)
      OutLine("  " + DotQuoted(IdOrName(*chosen.policy)) +
              " [label=" + DotQuoted(NameWithId(*chosen.policy, context.language)) + "];");
    for (const std::string& edge : edges) OutLine(edge);
    OutLine("}");
    return;
  }
  for (const Chosen& chosen : policies) {
    OutLine(NameWithId(*chosen.policy, context.language) + "  " + chosen.unit->name);
    std::set<std::string> seen;
    PrintUses(context, *chosen.policy, "", &seen);
  }
}

int List(const Context& context, const Options& options) {
  std::string problem;
  if (!HasSource(context, options.selection, &problem) ||
      !(options.imports
            ? OneOf(context, "--format", options.format, {"human", "json", "dot"}, &problem)
            : OneOf(context, "--format", options.format, {"human", "json"}, &problem))) {
    return Unusable(context, problem);
  }
  Units units;
  if (!LoadUnits(context, options.selection, &units)) return kUnusable;
  const bool errors = AnyErrors(units);
  if (errors) {
    for (const Unit& unit : units) {
      if (unit.compilation->diagnostics.has_errors()) PrintDiagnostics(context, unit, true);
    }
  }
  // What can be read is listed all the same; the exit code and one sentence say that something is
  // missing.
  const std::vector<Chosen> policies = Policies(units, options.selection);
  if (options.imports) {
    PrintImports(context, policies, options.format);
  } else if (options.format == "json") {
    Json list = Json::array();
    for (const Chosen& chosen : policies)
      list.push_back(PolicyJson(chosen));
    OutLine(list.dump(2));
  } else {
    PrintTable(context, policies);
  }
  return errors ? Unusable(context, context.Say(Message::kHasErrors)) : static_cast<int>(kOk);
}

}  // namespace

void AddList(CLI::App& app, const Context& context, Action* action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddCommand(app, context, "list", Message::kHelpList, Message::kExamplesList);
  command->add_option("PATH", options->selection.paths, context.Say(Message::kOptionPaths))
      ->type_name("");
  AddExpression(command, context, &options->selection);
  AddPolicyChoice(command, context, &options->selection);
  command->add_option("--format", options->format, context.Say(Message::kOptionFormat))
      ->type_name("human|json|dot");
  command->add_flag("--imports", options->imports, context.Say(Message::kOptionImports));
  *action = [options](const Context& given) { return List(given, *options); };
}

}  // namespace pol::cli
