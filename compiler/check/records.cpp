// Records: their types, inputs of such types, fields, and records written down.
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

using ast::ExprKind;

Checker::Record* Checker::FindRecord(std::string_view name) {
  const auto alias = record_aliases_.find(name);
  const auto found = records_.find(alias == record_aliases_.end() ? name : alias->second);
  return found == records_.end() ? nullptr : &found->second;
}

// The type that `define … : record` and the fields below it make.
Index Checker::RecordType(Record* record, Range use) {
  if (record->state == 2) return record->type;
  if (record->state == 1) {
    Report(Code::kRecordInItself, use, {record->name});
    return kNoType;
  }
  record->state = 1;
  Type made;
  made.type.kind = TypeKind::kRecord;
  made.type.name = record->name;
  bool whole = true;
  std::set<std::string, std::less<>> seen;
  for (const Declaration* declaration : record->fields) {
    if (declaration->type == nullptr) continue;
    for (const ast::DeclaredName& name : declaration->names) {
      for (const ast::Name* part : {&name.name, &name.alias}) {
        if (*part && !seen.insert(std::string(part->text)).second) {
          Report(Code::kDeclaredTwice, part->range, {std::string(part->text)});
        }
      }
      program::Field field;
      field.name = std::string(name.name.text);
      field.alias = std::string(name.alias.text);
      const Index type = ResolveType(*declaration->type, name.name.text, &field.domain);
      whole = whole && type != kNoType;
      if (type == kNoType) continue;
      field.type = T(type).type;
      made.type.fields.push_back(std::move(field));
      made.fields.push_back(type);
    }
  }
  record->state = 2;
  if (whole && made.fields.empty()) Report(Code::kRecordEmpty, use, {record->name});
  if (whole && !made.fields.empty()) record->type = Intern(made);
  return record->type;
}

int32_t Checker::LeafCount(Index type) const {
  if (K(type) != TypeKind::kRecord) return 1;
  int32_t count = 0;
  for (const Index field : T(type).fields) count += LeafCount(field);
  return count;
}

int32_t Checker::FieldOf(Index record, std::string_view name) const {
  const std::vector<program::Field>& fields = T(record).type.fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name || (!fields[i].alias.empty() && fields[i].alias == name)) {
      return static_cast<int32_t>(i);
    }
  }
  return -1;
}

// The leaves of a record input are inputs of their own; a list in it is one leaf.
void Checker::AddLeaves(const Declaration& declaration, const std::string& name,
                        const std::string& alias, Index type) {
  const Type record = T(type);
  for (size_t i = 0; i < record.fields.size(); ++i) {
    const program::Field& field = record.type.fields[i];
    const std::string path = name + "." + field.name;
    const std::string short_path =
        alias.empty() || field.alias.empty() ? std::string() : alias + "." + field.alias;
    if (K(record.fields[i]) == TypeKind::kRecord) {
      AddLeaves(declaration, path, short_path, record.fields[i]);
      continue;
    }
    Input input;
    input.name = path;
    input.alias = short_path;
    input.type = record.fields[i];
    input.domain = field.domain;
    input.declaration = &declaration;
    model_.inputs.push_back(std::move(input));
  }
}

void Checker::DeclareRecord(const Declaration& declaration, Index type) {
  for (const ast::DeclaredName& name : declaration.names) {
    Symbol symbol;
    symbol.kind = SymbolKind::kRecord;
    symbol.type = type;
    symbol.declaration = &declaration;
    symbol.index = static_cast<Index>(model_.inputs.size());
    if (!AddSymbol(name, symbol)) continue;
    AddLeaves(declaration, std::string(name.name.text), std::string(name.alias.text), type);
  }
}

Index Checker::FieldValue(const Expr& expr) {
  const Expr& of = Inner(*expr.args[0]);
  if (const Symbol* used = UsedPolicy(of)) return CallOutput(expr, *used);
  const Index type = Infer(*expr.args[0]);
  if (type == kNoType) return Set(expr, kNoType);
  if (K(type) != TypeKind::kRecord) {
    if (IsList(type) && T(type).element != kNoType && K(T(type).element) == TypeKind::kRecord) {
      Report(Code::kFieldOfList, expr.range, {Source(of.range), std::string(expr.name.text)});
    } else {
      Report(Code::kNoFields, expr.range, {Source(of.range)});
    }
    return Set(expr, kNoType);
  }
  const int32_t place = FieldOf(type, expr.name.text);
  if (place < 0) {
    std::vector<std::string> names;
    for (const program::Field& field : T(type).type.fields) {
      names.push_back(field.name);
      if (!field.alias.empty()) names.push_back(field.alias);
    }
    ReportName(Code::kUnknownField, expr.name.range,
               {Source(of.range), std::string(expr.name.text)},
               diag::Nearest(expr.name.text, names));
    return Set(expr, kNoType);
  }
  const Index field = T(type).fields[static_cast<size_t>(place)];
  const ExprInfo& base = Info(of);
  ExprInfo& info = Info(expr);
  info.index = place;
  if (base.ref == Ref::kRecordInput) {
    info.index = base.index;
    for (int32_t i = 0; i < place; ++i) {
      info.index += LeafCount(T(type).fields[static_cast<size_t>(i)]);
    }
    info.ref = K(field) == TypeKind::kRecord ? Ref::kRecordInput : Ref::kInput;
  }
  return Set(expr, field);
}

// （车型 = "厢式"，购置价 = 9万）: the fields of the record that is wanted, or of one without name.
Index Checker::RecordValue(const Expr& expr, Index hint) {
  const bool known = hint != kNoType && K(hint) == TypeKind::kRecord;
  Type made;
  made.type.kind = TypeKind::kRecord;
  std::vector<const Expr*> values(known ? T(hint).fields.size() : 0, nullptr);
  std::set<std::string, std::less<>> seen;
  bool fine = true;
  for (const ast::NamedArgument& part : expr.named) {
    const std::string name(part.name.text);
    if (part.value == nullptr) continue;
    if (!known) {
      if (!seen.insert(name).second) {
        Report(Code::kFieldGivenTwice, part.name.range, {name});
        fine = false;
        continue;
      }
      const Index type = Infer(*part.value);
      fine = fine && type != kNoType;
      if (type == kNoType) continue;
      program::Field field;
      field.name = name;
      field.type = T(type).type;
      made.type.fields.push_back(std::move(field));
      made.fields.push_back(type);
      values.push_back(part.value);
      continue;
    }
    const int32_t place = FieldOf(hint, part.name.text);
    if (place < 0) {
      std::vector<std::string> names;
      for (const program::Field& field : T(hint).type.fields) names.push_back(field.name);
      const std::string& record = T(hint).type.name;
      ReportName(Code::kUnknownField, part.name.range,
                 {record.empty() ? Source(expr.range) : record, name},
                 diag::Nearest(part.name.text, names));
      fine = false;
      continue;
    }
    if (values[static_cast<size_t>(place)] != nullptr) {
      Report(Code::kFieldGivenTwice, part.name.range, {name});
      fine = false;
      continue;
    }
    values[static_cast<size_t>(place)] = part.value;
    if (Value(*part.value, T(hint).fields[static_cast<size_t>(place)], name) == kNoType) {
      fine = false;
    }
  }
  std::vector<value::Value> literals;
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i] == nullptr) {
      if (partial_records_) {
        literals.push_back(value::Value::Unknown(0));
        continue;
      }
      const program::Field& field = T(hint).type.fields[i];
      if (fine) Report(Code::kFieldMissing, expr.range, {Source(expr.range), field.name});
      fine = false;
      continue;
    }
    const ExprInfo& info = Info(*values[i]);
    if (info.ref == Ref::kLiteral) literals.push_back(info.literal);
  }
  if (!fine) return Set(expr, kNoType);
  ExprInfo& info = Info(expr);
  if (literals.size() == values.size()) {
    info.ref = Ref::kLiteral;
    info.literal = value::Value::List(std::move(literals));
  } else {
    info.ref = Ref::kFunction;
    info.function = Function::kRecord;
  }
  return Set(expr, known ? WithOptional(hint, false) : Intern(made));
}

// What a grouping gives of each group: its key and what was made of its items.
Index Checker::GroupOf(Index key, Index value) {
  Type made;
  made.type.kind = TypeKind::kRecord;
  made.type.fields = {{"组", "key", T(key).type, {}}, {"值", "value", T(value).type, {}}};
  made.fields = {key, value};
  return Intern(made);
}

}  // namespace pol::check
