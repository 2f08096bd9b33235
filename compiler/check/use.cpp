// Policies that use others (semantics 3.5): which they are, what a call of one binds, what it gives.
#include <algorithm>

#include "compiler/check/builtin.h"
#include "compiler/check/checker.h"
#include "compiler/check/walk.h"

namespace pol::check {

using ast::ExprKind;
using Kind = ast::DeclarationKind;

namespace {

bool IntervalWithin(const program::Interval& inner, const program::Interval& outer) {
  if (outer.low) {
    if (!inner.low || *inner.low < *outer.low) return false;
    if (*inner.low == *outer.low && outer.low_open && !inner.low_open) return false;
  }
  if (outer.high) {
    if (!inner.high || *inner.high > *outer.high) return false;
    if (*inner.high == *outer.high && outer.high_open && !inner.high_open) return false;
  }
  return true;
}

// Does every value of one domain lie in the other, interval by interval?
bool DomainWithin(const program::Domain& inner, const program::Domain& outer) {
  if (outer.intervals.empty()) return true;
  if (inner.intervals.empty()) return false;
  return std::all_of(inner.intervals.begin(), inner.intervals.end(), [&](const auto& one) {
    return std::any_of(outer.intervals.begin(), outer.intervals.end(),
                       [&](const auto& other) { return IntervalWithin(one, other); });
  });
}

bool SameMembers(const program::EnumType& a, const program::EnumType& b) {
  if (a.ordered != b.ordered || a.open != b.open || a.tree != b.tree ||
      a.members.size() != b.members.size())
    return false;
  for (size_t i = 0; i < a.members.size(); ++i) {
    if (a.members[i].name != b.members[i].name) return false;
  }
  return true;
}

bool SameName(const ast::Policy& policy, std::string_view name) {
  return policy.name.name.text == name || (policy.name.alias && policy.name.alias.text == name);
}

Text WhyUnread(source::Loaded::Problem problem) {
  using Problem = source::Loaded::Problem;
  switch (problem) {
    case Problem::kNone:
      break;
    case Problem::kNoFiles:
      return {"这里不能读其他文件", "no other file can be read here"};
    case Problem::kMissing:
      return {"没有这个文件", "there is no such file"};
    case Problem::kUnreadable:
      return {"文件打不开", "the file cannot be opened"};
    case Problem::kTooLarge:
      return {"文件太大", "the file is too large"};
    case Problem::kOutside:
      return {"只能引用本文件所在文件夹里的文件；上级文件夹里放有 .pol-lint.toml 的，也可以引用那个文件夹里的文件",
              "only files in the folder of this one can be used, or in the folder above it that holds "
              ".pol-lint.toml"};
    case Problem::kKind:
      return {"政策文件以 .pol 结尾，数据文件以 .csv 或 .json 结尾",
              "policies end in .pol, data in .csv or .json"};
    case Problem::kNotText:
      return {"不是 UTF-8 文本", "it is not UTF-8 text"};
  }
  return {"读不出来", "it cannot be read"};
}

// The output of that name or alias; -1: none.
Index OutputNamed(const PolicyModel& policy, std::string_view name) {
  Index output = -1;
  for (size_t i = 0; i < policy.definitions.size(); ++i) {
    const Definition& definition = policy.definitions[i];
    if (!definition.output) continue;
    if (definition.name == name || (!definition.alias.empty() && definition.alias == name))
      output = static_cast<Index>(i);
  }
  return output;
}

}  // namespace

void Checker::UnreadFile(Range range, std::string_view path, source::Loaded::Problem problem) {
  Report(Code::kImportUnread, range, {std::string(path), WhyUnread(problem)});
}

// The cases stay as they are written: the command that runs them reads them like any other data.
void Checker::TestsFromFile(const Declaration& declaration) {
  const std::string_view path = declaration.from.text;
  if (options_.files == nullptr)
    return UnreadFile(declaration.from.range, path, source::Loaded::Problem::kNoFiles);
  const source::Loaded& loaded = options_.files->Load(file_.source->name(), path);
  if (loaded.source == nullptr || path.ends_with(".pol")) {
    const auto problem =
        loaded.source == nullptr ? loaded.problem : source::Loaded::Problem::kKind;
    return UnreadFile(declaration.from.range, path, problem);
  }
  TestFile file;
  file.declaration = &declaration;
  file.source = loaded.source;
  if (declaration.at != nullptr) file.at = ReadDay(*declaration.at);
  model_.test_files.push_back(std::move(file));
}

void Checker::DeclareUse(const Declaration& declaration) {
  if (declaration.names.empty() || declaration.range.begin >= options_.text_size) return;
  const ast::Name& name = declaration.names[0].name;
  const auto refuse = [&] {
    // What comes from there is not known: names that it may declare are not reported.
    quiet_names_ = true;
  };
  const PolicyModel* found = nullptr;
  const auto choose = [&](const ast::File& file, const Model& model) {
    std::vector<std::string> names;
    for (size_t i = 0; i < file.policies.size() && i < model.policies.size(); ++i) {
      if (SameName(*file.policies[i], name.text)) found = &model.policies[i];
      names.emplace_back(file.policies[i]->name.name.text);
    }
    // A file without `policy` is one policy, by whatever name it is used.
    if (file.policies.empty()) found = &model.policies[0];
    if (found != nullptr) return;
    // An id means whichever version is in force.
    if (const auto whole = model.wholes.find(name.text); whole != model.wholes.end()) {
      found = whole->second.get();
      return;
    }
    for (const PolicyModel& one : model.policies) {
      if (one.policy == nullptr || one.policy == policy_) continue;
      for (const ast::PolicyClause& clause : one.policy->clauses) {
        if (clause.kind == ast::PolicyClause::Kind::kId && clause.text.text == name.text)
          found = &one;
      }
    }
    if (found != nullptr) return;
    ReportName(Code::kUnknownPolicy, name.range, {std::string(name.text)},
               diag::Nearest(name.text, names));
  };
  if (declaration.from) {
    const std::string path(declaration.from.text);
    static const Import kNone;
    const Import* import = nullptr;
    if (options_.imports != nullptr) {
      const auto place = options_.imports->find(path);
      if (place != options_.imports->end()) import = &place->second;
    }
    if (import == nullptr) {
      UnreadFile(declaration.from.range, path, source::Loaded::Problem::kNoFiles);
      return refuse();
    }
    switch (import->problem) {
      case Import::Problem::kNone:
        break;
      case Import::Problem::kFile:
        UnreadFile(declaration.from.range, path, import->file_problem);
        return refuse();
      case Import::Problem::kErrors:
        Report(Code::kImportErrors, declaration.from.range, {path, std::to_string(import->errors)});
        return refuse();
      case Import::Problem::kCycle:
        Report(Code::kImportCycle, declaration.from.range, {import->chain});
        return refuse();
      case Import::Problem::kTooMany:
        Report(Code::kImportUnread, declaration.from.range,
               {path, Text("引用的文件太多，或一层套一层太深（最多 200 个文件、16 层）",
                           "too many files are used, or one through another too deeply "
                           "(at most 200 files, 16 deep)")});
        return refuse();
    }
    if (import->vocabulary) return;  // its declarations stand beside those of this file
    choose(*import->file, *import->model);
  } else {
    choose(file_, *all_);
    if (found == &model_ || (found != nullptr && found->policy == policy_)) return;
  }
  if (found == nullptr || found->name.empty()) {
    if (found == nullptr || !declaration.from) return refuse();
  }
  Symbol symbol;
  symbol.kind = SymbolKind::kImport;
  symbol.declaration = &declaration;
  symbol.index = static_cast<Index>(model_.uses.size());
  ast::DeclaredName known = declaration.names[0];
  if (declaration.as) known = {declaration.as, {}};
  if (!AddSymbol(known, symbol)) return;
  model_.uses.push_back({std::string(known.name.text), found, &declaration});
}

// A policy of the same file goes by its name, unless something here has that name.
void Checker::DeclareSiblings() {
  for (size_t i = 0; i < file_.policies.size() && i < all_->policies.size(); ++i) {
    const ast::Policy& other = *file_.policies[i];
    const std::string name(other.name.name.text);
    if (&other == policy_ || name.empty() || Lookup(name) != nullptr) continue;
    if (all_->policies[i].policy == nullptr) continue;  // after this one: it is not called here
    Symbol symbol;
    symbol.kind = SymbolKind::kImport;
    symbol.name = name;
    symbol.index = static_cast<Index>(model_.uses.size());
    model_.by_name.emplace(name, model_.symbols.size());
    model_.symbols.push_back(std::move(symbol));
    model_.uses.push_back({name, &all_->policies[i], nullptr});
  }
}

const Symbol* Checker::UsedPolicy(const Expr& expr) const {
  if (expr.kind != ExprKind::kName && expr.kind != ExprKind::kCall) return nullptr;
  if (expr.kind == ExprKind::kName && FindLoopVariable(expr.name.text) != nullptr) return nullptr;
  const Symbol* symbol = Lookup(expr.name.text);
  return symbol != nullptr && symbol->kind == SymbolKind::kImport ? symbol : nullptr;
}

// What no value here is bound to becomes an input: after all that is declared, in the order of the
// policies used. Decided by names, before any type is known.
void Checker::DeclareUsedInputs() {
  if (model_.uses.empty()) return;
  struct Taken {
    Index use;
    const Expr* call;
    const Definition* output;
  };
  std::vector<Taken> calls;
  for (const Declaration* declaration : declarations_) {
    EachExpression(*declaration, [&](const Expr& expr) {
      if (expr.kind != ExprKind::kField || expr.args.empty()) return;
      const Expr& of = Inner(*expr.args[0]);
      const Symbol* used = UsedPolicy(of);
      if (used == nullptr) return;
      // Another name is no output; the call is refused where it stands.
      const Index output =
          OutputNamed(*model_.uses[static_cast<size_t>(used->index)].policy, expr.name.text);
      if (output < 0) return;
      const PolicyModel& policy = *model_.uses[static_cast<size_t>(used->index)].policy;
      calls.push_back({used->index, &of, &policy.definitions[static_cast<size_t>(output)]});
    });
  }
  std::stable_sort(calls.begin(), calls.end(), [](const auto& a, const auto& b) {
    return a.use != b.use ? a.use < b.use : a.call->range.begin < b.call->range.begin;
  });
  for (const auto& [use, call, output] : calls) {
    const PolicyModel& of = *model_.uses[static_cast<size_t>(use)].policy;
    std::map<std::string_view, bool> taken;  // names of records: is there something called so here?
    for (const Index i : output->reads) {
      const Input& input = of.inputs[static_cast<size_t>(i)];
      const std::string_view whole = std::string_view(input.name).substr(0, input.name.find('.'));
      const bool known = taken.try_emplace(whole, Lookup(whole) != nullptr).first->second;
      const bool named =
          std::any_of(call->named.begin(), call->named.end(), [&](const auto& argument) {
            const std::string_view given = argument.name.text;
            return given == input.name || given == whole ||
                   (!input.alias.empty() && given == input.alias);
          });
      if (named || known) continue;
      AddUsedInput(use, i, false);
    }
  }
}

Index Checker::AddUsedInput(Index use, Index index, bool qualified) {
  const Use& used = model_.uses[static_cast<size_t>(use)];
  Input input = used.policy->inputs[static_cast<size_t>(index)];
  input.type = ImportType(*used.policy, input.type);
  if (qualified) {
    input.name = used.name + "." + input.name;
    input.alias.clear();
  }
  input.used = use;
  input.used_input = index;
  const Index place = static_cast<Index>(model_.inputs.size());
  for (size_t i = 0; i < model_.inputs.size(); ++i) {
    const Input& before = model_.inputs[i];
    if (before.name == input.name && before.used == use && before.used_input == index)
      return static_cast<Index>(i);
  }
  const size_t dot = input.name.find('.');
  if (!qualified && dot != std::string::npos && Lookup(input.name.substr(0, dot)) == nullptr) {
    // The first leaf of a record: the record goes by its name here too.
    Symbol symbol;
    symbol.kind = SymbolKind::kRecord;
    symbol.name = input.name.substr(0, dot);
    symbol.index = place;
    symbol.declaration = input.declaration;
    if (const Symbol* record = used.policy->Find(symbol.name))
      symbol.type = ImportType(*used.policy, record->type);
    model_.by_name.emplace(symbol.name, model_.symbols.size());
    model_.symbols.push_back(std::move(symbol));
  }
  if (!qualified && dot == std::string::npos) {
    Symbol symbol;
    symbol.name = input.name;
    symbol.type = input.type;
    symbol.index = place;
    model_.by_name.emplace(input.name, model_.symbols.size());
    if (!input.alias.empty() && Lookup(input.alias) == nullptr) {
      symbol.alias = input.alias;
      model_.by_name.emplace(input.alias, model_.symbols.size());
    } else {
      input.alias.clear();
    }
    model_.symbols.push_back(std::move(symbol));
  }
  model_.inputs.push_back(std::move(input));
  return place;
}

Index Checker::ImportType(const PolicyModel& from, Index type) {
  if (type == kNoType) return kNoType;
  Type made = from.types[static_cast<size_t>(type)];
  if (made.type.enumeration >= 0) {
    const program::EnumType& wanted = from.enums[static_cast<size_t>(made.type.enumeration)];
    size_t i = 0;
    while (i < model_.enums.size() && !SameMembers(model_.enums[i], wanted)) ++i;
    if (i == model_.enums.size()) model_.enums.push_back(wanted);
    made.type.enumeration = static_cast<Index>(i);
  }
  if (made.element >= 0) {
    made.element = ImportType(from, made.element);
    made.type.element = std::make_shared<const program::Type>(T(made.element).type);
  }
  for (size_t i = 0; i < made.fields.size(); ++i) {
    made.fields[i] = ImportType(from, made.fields[i]);
    made.type.fields[i].type = T(made.fields[i]).type;
  }
  return Intern(made);
}

// `P（…）` or `P` alone is no value: which result is meant must be said.
void Checker::NoOutput(const Expr& expr, const Symbol& used) {
  const Use& use = model_.uses[static_cast<size_t>(used.index)];
  std::string example = "…";
  for (const Definition& definition : use.policy->definitions) {
    if (!definition.output) continue;
    example = definition.name;
    break;
  }
  Report(Code::kCallNoOutput, expr.range, {use.name, example});
}

bool Checker::BindNamed(const Expr& call, const Use& use, PolicyCall* made,
                        std::vector<bool>* bound) {
  const PolicyModel& of = *use.policy;
  bool good = true;
  std::set<std::string_view> seen;
  for (const ast::NamedArgument& argument : call.named) {
    if (!seen.insert(argument.name.text).second) {
      Report(Code::kArgumentTwice, argument.name.range, {std::string(argument.name.text)});
      good = false;
      continue;
    }
    if (argument.value == nullptr) continue;
    Index input = -1;
    std::vector<std::string> names;
    for (size_t i = 0; i < of.inputs.size(); ++i) {
      const Input& each = of.inputs[i];
      if (each.name == argument.name.text ||
          (!each.alias.empty() && each.alias == argument.name.text))
        input = static_cast<Index>(i);
      names.push_back(each.name);
    }
    if (input < 0 && BuiltinValue(argument.name.text) == "today") {
      Value(*argument.value, Simple(TypeKind::kDate), argument.name.text);
      made->at = argument.value;
      continue;
    }
    if (const Symbol* record = of.Find(argument.name.text);
        input < 0 && record != nullptr && record->kind == SymbolKind::kRecord) {
      good = BindRecord(*argument.value, of, *record, made, bound) && good;
      continue;
    }
    if (input < 0) {
      ReportName(Code::kCallUnknownInput, argument.name.range,
                 {use.name, std::string(argument.name.text)},
                 diag::Nearest(argument.name.text, names));
      Infer(*argument.value);
      good = false;
      continue;
    }
    const Input& target = of.inputs[static_cast<size_t>(input)];
    const Index type = ImportType(of, target.type);
    Value(*argument.value, type, target.name);
    Binding& binding = made->bindings[static_cast<size_t>(input)];
    (*bound)[static_cast<size_t>(input)] = true;
    const ExprInfo& info = Info(Inner(*argument.value));
    if (info.ref == Ref::kInput && info.scale == Rational(1) && info.type == type) {
      binding.kind = Binding::Kind::kInput;
      binding.index = info.index;
      binding.checked =
          !DomainWithin(model_.inputs[static_cast<size_t>(info.index)].domain, target.domain);
    } else {
      binding.kind = Binding::Kind::kExpr;
      binding.expr = argument.value;
      binding.checked = true;
    }
  }
  return good;
}

// A record for a record: part by part.
bool Checker::BindRecord(const Expr& value, const PolicyModel& of, const Symbol& record,
                         PolicyCall* made, std::vector<bool>* bound) {
  const Index type = ImportType(of, record.type);
  if (Value(value, type, record.name) == kNoType) return false;
  const ExprInfo& info = Info(Inner(value));
  const bool whole = info.ref == Ref::kRecordInput;
  size_t leaf = 0;
  std::vector<std::pair<int32_t, Index>> path;
  const auto walk = [&](const auto& self, Index at) -> void {
    if (K(at) == TypeKind::kRecord) {
      const std::vector<Index> fields = T(at).fields;
      for (size_t i = 0; i < fields.size(); ++i) {
        path.emplace_back(static_cast<int32_t>(i), fields[i]);
        self(self, fields[i]);
        path.pop_back();
      }
      return;
    }
    const size_t target = static_cast<size_t>(record.index) + leaf;
    Binding& binding = made->bindings[target];
    (*bound)[target] = true;
    if (whole) {
      binding.kind = Binding::Kind::kInput;
      binding.index = info.index + static_cast<Index>(leaf);
      binding.checked =
          !DomainWithin(model_.inputs[static_cast<size_t>(binding.index)].domain,
                        of.inputs[target].domain);
    } else {
      binding.kind = Binding::Kind::kExpr;
      binding.expr = &value;
      binding.path = path;
      binding.checked = true;
    }
    ++leaf;
  };
  walk(walk, type);
  return true;
}

// The value here of the same name and type; an input of its own where there is none.
bool Checker::BindByName(Index index, PolicyCall* made) {
  const PolicyModel& of = *model_.uses[static_cast<size_t>(made->use)].policy;
  const Input& target = of.inputs[static_cast<size_t>(index)];
  const Index type = ImportType(of, target.type);
  Binding& binding = made->bindings[static_cast<size_t>(index)];
  binding.checked = true;
  for (size_t i = 0; i < model_.inputs.size(); ++i) {
    const Input& input = model_.inputs[i];
    if (input.name != target.name || input.type != type) continue;
    binding.kind = Binding::Kind::kInput;
    binding.index = static_cast<Index>(i);
    binding.checked = !DomainWithin(input.domain, target.domain);
    return true;
  }
  const Symbol* symbol = Lookup(target.name);
  if (symbol != nullptr && symbol->kind == SymbolKind::kParameter && symbol->type == type) {
    binding.kind = Binding::Kind::kParameter;
    binding.index = symbol->index;
    return true;
  }
  if (symbol != nullptr &&
      (symbol->kind == SymbolKind::kDefinition || symbol->kind == SymbolKind::kGroup)) {
    const Index definition = symbol->index;
    if (DefinitionType(definition, {}) == type) {
      binding.kind = Binding::Kind::kDefinition;
      binding.index = definition;
      return true;
    }
  }
  binding.kind = Binding::Kind::kInput;
  binding.index = AddUsedInput(made->use, index, true);
  binding.checked = false;
  return true;
}

Index Checker::CallOutput(const Expr& expr, const Symbol& used) {
  const Expr& call = Inner(*expr.args[0]);
  const Index use_index = used.index;
  const Use use = model_.uses[static_cast<size_t>(use_index)];
  const PolicyModel& of = *use.policy;
  const Index output = OutputNamed(of, expr.name.text);
  if (call.kind == ExprKind::kCall && (!call.args.empty() || !call.generators.empty())) {
    Report(Code::kCallUnnamed, call.range,
           {use.name, of.inputs.empty() ? "…" : std::string(of.inputs[0].name)});
    return Set(expr, kNoType);
  }
  PolicyCall made;
  made.use = use_index;
  made.output = output;
  made.bindings.resize(of.inputs.size());
  std::vector<bool> bound(of.inputs.size(), false);
  const bool good = BindNamed(call, use, &made, &bound);
  if (output < 0) {
    std::vector<std::string> names;
    for (const Definition& definition : of.definitions) {
      if (definition.output) names.push_back(definition.name);
    }
    ReportName(Code::kCallUnknownOutput, expr.name.range,
               {use.name, std::string(expr.name.text)}, diag::Nearest(expr.name.text, names));
    return Set(expr, kNoType);
  }
  const Index type = ImportType(of, of.definitions[static_cast<size_t>(output)].type);
  if (!good) return Set(expr, type);
  // What the output cannot read is neither asked for nor bound (semantics 3.5).
  for (const Index i : of.definitions[static_cast<size_t>(output)].reads) {
    if (!bound[static_cast<size_t>(i)]) BindByName(i, &made);
  }
  ExprInfo& info = Info(expr);
  info.ref = Ref::kCall;
  info.index = static_cast<Index>(model_.calls.size());
  model_.calls.push_back(std::move(made));
  return Set(expr, type);
}

void Checker::CollectCallUses(const PolicyCall& call, Uses* uses) const {
  for (const Binding& binding : call.bindings) {
    switch (binding.kind) {
      case Binding::Kind::kNone:
        break;
      case Binding::Kind::kInput:
        uses->inputs.insert(binding.index);
        break;
      case Binding::Kind::kDefinition:
        uses->definitions.insert(binding.index);
        break;
      case Binding::Kind::kParameter:
        uses->parameters.insert(binding.index);
        break;
      case Binding::Kind::kExpr:
        CollectUses(*binding.expr, uses);
        break;
    }
  }
  if (call.at != nullptr) CollectUses(*call.at, uses);
}

// As the policy used has it; what is bound must fit the grid of its input.
Checker::Size Checker::MeasureUsed(const PolicyCall& call) {
  const PolicyModel& of = *model_.uses[static_cast<size_t>(call.use)].policy;
  for (size_t i = 0; i < call.bindings.size(); ++i) {
    const Binding& binding = call.bindings[i];
    if (binding.kind != Binding::Kind::kExpr) continue;
    if (!binding.path.empty()) {
      Measure(*binding.expr);  // its parts have been stored in a record of the same type
      continue;
    }
    const Index type = ImportType(of, of.inputs[i].type);
    Store(*binding.expr, Measure(*binding.expr), type, of.inputs[i].name);
  }
  if (call.at != nullptr) Measure(*call.at);
  const Definition& output = of.definitions[static_cast<size_t>(call.output)];
  Size size;
  size.denominator = output.denominator;
  size.magnitude = output.magnitude;
  size.bits = output.bits;
  size.constant = false;
  return size;
}

}  // namespace pol::check
