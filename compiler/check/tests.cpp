// Tests: facts given, answers expected.
#include <algorithm>

#include "compiler/check/checker.h"

namespace pol::check {

using Kind = ast::DeclarationKind;
using Expected = program::TestCase::Expectation::Kind;

void Checker::Tests() {
  in_test_ = true;
  for (const Declaration* declaration : declarations_) {
    if (std::find(skipped_.begin(), skipped_.end(), declaration) != skipped_.end()) continue;
    if (declaration->kind == Kind::kTest) OneTest(*declaration);
    if (declaration->kind == Kind::kTests && declaration->from) TestsFromFile(*declaration);
    if (declaration->kind == Kind::kTests && declaration->table != nullptr) TestTable(*declaration);
  }
  in_test_ = false;
}

Index Checker::GivenInput(const ast::Name& name) {
  const Symbol* symbol = Lookup(name.text);
  if (symbol == nullptr) {
    if (!quiet_names_) {
      ReportName(Code::kUnknownInput, name.range, {std::string(name.text)},
                 diag::Nearest(name.text, InputNames()));
    }
    return -1;
  }
  if (symbol->kind == SymbolKind::kImport) return -1;
  if (symbol->kind != SymbolKind::kInput) {
    Report(Code::kNotAnInput, name.range, {std::string(name.text)});
    return -1;
  }
  return symbol->index;
}

void Checker::GivenValue(TestCase* test, const ast::Name& name, const Expr* value) {
  const Symbol* symbol = Lookup(name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::kRecord && value != nullptr) {
    RecordGiven(test, symbol->name, symbol->type, symbol->index, *value);
    return;
  }
  const Index input = GivenInput(name);
  if (input < 0) return;
  for (const TestCase::Given& before : test->given) {
    if (before.input != input) continue;
    Report(Code::kGivenTwice, name.range, {std::string(name.text)});
    return;
  }
  if (value != nullptr) {
    const Input& given = model_.inputs[static_cast<size_t>(input)];
    if (given.type == kNoType) return;  // its declaration is at fault
    const bool list = IsList(given.type);
    const Index enumeration = T(list ? T(given.type).element : given.type).type.enumeration;
    if (refused_.count(given.name) != 0 && enumeration >= 0 &&
        !model_.enums[static_cast<size_t>(enumeration)].open &&
        (list ? Flexible(*value)
              : value->kind == ast::ExprKind::kName && Lookup(value->name.text) == nullptr)) {
      // A value that is not listed, in a test that expects it to be refused.
      model_.enums[static_cast<size_t>(enumeration)].open = true;
      list ? Value(*value, given.type, given.name) : Infer(*value, given.type);
      model_.enums[static_cast<size_t>(enumeration)].open = false;
    } else if (refused_.count(given.name) != 0 && value->kind == ast::ExprKind::kNone) {
      Infer(*value, given.type);
    } else {
      partial_records_ = true;
      Value(*value, given.type, given.name);
      partial_records_ = false;
    }
    if (!Measure(*value).constant) {
      Report(Code::kTestNotConstant, value->range, {Source(value->range)});
      return;
    }
  }
  test->given.push_back({input, value});
}

// The fields that are written are given to the leaves, which begin at input `first`.
void Checker::RecordGiven(TestCase* test, const std::string& name, Index type, Index first,
                          const Expr& value) {
  if (value.kind != ast::ExprKind::kRecord) {
    Report(Code::kRecordAlone, value.range, {name});
    return;
  }
  for (const ast::NamedArgument& part : value.named) {
    const int32_t place = FieldOf(type, part.name.text);
    if (place < 0) {
      std::vector<std::string> names;
      for (const program::Field& field : T(type).type.fields) names.push_back(field.name);
      ReportName(Code::kUnknownField, part.name.range, {name, std::string(part.name.text)},
                 diag::Nearest(part.name.text, names));
      continue;
    }
    if (part.value == nullptr) continue;
    Index leaf = first;
    for (int32_t i = 0; i < place; ++i) leaf += LeafCount(T(type).fields[static_cast<size_t>(i)]);
    const Index field = T(type).fields[static_cast<size_t>(place)];
    const std::string path = name + "." + T(type).type.fields[static_cast<size_t>(place)].name;
    if (K(field) == TypeKind::kRecord) {
      RecordGiven(test, path, field, leaf, *part.value);
      continue;
    }
    for (const TestCase::Given& before : test->given) {
      if (before.input == leaf) Report(Code::kGivenTwice, part.name.range, {path});
    }
    partial_records_ = true;
    Value(*part.value, field, path);
    partial_records_ = false;
    if (!Measure(*part.value).constant) {
      Report(Code::kTestNotConstant, part.value->range, {Source(part.value->range)});
    }
    test->given.push_back({leaf, part.value});
  }
}

// The day of a test that names none: the first on which the policy is in force, or the last where
// only that is given.
std::optional<int64_t> Checker::FirstDay() const {
  return model_.effective_from ? model_.effective_from : model_.effective_to;
}

// A fact that is missing, or, quoted, a part of a list: 「清单[2].购置价」.
void Checker::NeededFact(const ast::Name& name, TestCase::Expectation* expected) {
  const size_t bracket = name.text.find('[');
  if (name.quoted && bracket != std::string_view::npos && Lookup(name.text) == nullptr) {
    const Symbol* list = Lookup(name.text.substr(0, bracket));
    if (list != nullptr && list->kind == SymbolKind::kInput) {
      // By the names that the answer uses: an alias of the list gives way to its name.
      expected->parts.push_back(list->name + std::string(name.text.substr(bracket)));
      return;
    }
  }
  const Index input = GivenInput(name);
  if (input >= 0) expected->needs.push_back(input);
}

void Checker::ExpectValue(TestCase* test, const ast::Expectation& expectation) {
  TestCase::Expectation made;
  if (expectation.kind == ast::Expectation::Kind::kError) {
    made.kind = Expected::kRefused;
    made.field = std::string(expectation.name.text);
    const Symbol* symbol = Lookup(expectation.name.text);
    if (symbol != nullptr &&
        (symbol->kind == SymbolKind::kDefinition || symbol->kind == SymbolKind::kGroup)) {
      made.kind = Expected::kError;
      made.definition = symbol->index;
      test->expected.push_back(std::move(made));
      return;
    }
    const bool require = made.field.rfind("require", 0) == 0;
    // 「车辆[2].购置价」: a leaf of an input that is a list or a record.
    const size_t end = made.field.find_first_of("[.");
    if (symbol == nullptr && expectation.name.quoted && end != std::string::npos) {
      const Symbol* whole = Lookup(std::string_view(made.field).substr(0, end));
      if (whole != nullptr &&
          (whole->kind == SymbolKind::kInput || whole->kind == SymbolKind::kRecord)) {
        made.field = whole->name + made.field.substr(end);
        test->expected.push_back(std::move(made));
        return;
      }
    }
    if (symbol == nullptr && !require) {
      GivenInput(expectation.name);
      return;
    }
    if (symbol != nullptr) made.field = symbol->name;
    test->expected.push_back(std::move(made));
    return;
  }
  const Symbol* symbol = Lookup(expectation.name.text);
  if (symbol == nullptr ||
      (symbol->kind != SymbolKind::kDefinition && symbol->kind != SymbolKind::kGroup)) {
    if (symbol == nullptr && !quiet_names_) {
      ReportName(Code::kUnknownOutput, expectation.name.range, {std::string(expectation.name.text)},
                 diag::Nearest(expectation.name.text, DefinitionNames()));
    } else if (symbol != nullptr && symbol->kind != SymbolKind::kImport) {
      Report(Code::kNotAResult, expectation.name.range, {std::string(expectation.name.text)});
    }
    return;
  }
  made.definition = symbol->index;
  const Index type = symbol->type;
  switch (expectation.kind) {
    case ast::Expectation::Kind::kNoRule:
      made.kind = Expected::kNoRule;
      break;
    case ast::Expectation::Kind::kNeeds:
      made.kind = Expected::kNeeds;
      for (const ast::Name& name : expectation.needs) {
        const Symbol* need = Lookup(name.text);
        if (need != nullptr && need->kind == SymbolKind::kRecord) {
          for (Index i = 0; i < LeafCount(need->type); ++i) made.needs.push_back(need->index + i);
          continue;
        }
        NeededFact(name, &made);
      }
      break;
    default:
      made.kind = Expected::kValue;
      made.value = expectation.value;
      if (expectation.value == nullptr) return;
      if (type == kNoType) return;
      if (Inner(*expectation.value).kind == ast::ExprKind::kNone && !T(type).type.optional &&
          K(type) != TypeKind::kList && K(type) != TypeKind::kSet) {
        made.kind = Expected::kNoRule;  // 空 where nothing can be 空: that it has no value
        made.value = nullptr;
        break;
      }
      Value(*expectation.value, type, expectation.name.text);
      if (!Measure(*expectation.value).constant) {
        Report(Code::kTestNotConstant, expectation.value->range,
               {Source(expectation.value->range)});
        return;
      }
      break;
  }
  test->expected.push_back(std::move(made));
}

void Checker::OneTest(const Declaration& declaration) {
  TestCase test;
  test.name = std::string(declaration.title.text);
  test.declaration = &declaration;
  test.range = declaration.range;
  test.at = declaration.at != nullptr ? ReadDay(*declaration.at) : FirstDay();
  refused_.clear();
  for (const ast::Expectation& expected : declaration.expected) {
    if (expected.kind != ast::Expectation::Kind::kError) continue;
    const Symbol* symbol = Lookup(expected.name.text);
    if (symbol != nullptr) refused_.insert(symbol->name);
  }
  for (const ast::Assignment& given : declaration.given) {
    GivenValue(&test, given.name, given.value);
  }
  for (const ast::Expectation& expected : declaration.expected) ExpectValue(&test, expected);
  model_.tests.push_back(std::move(test));
}

void Checker::TestTable(const Declaration& declaration) {
  const ast::TableHead& head = *declaration.table;
  const std::optional<int64_t> at =
      declaration.at != nullptr ? ReadDay(*declaration.at) : FirstDay();
  const auto column = [&](const ast::HeadCell& cell) -> const ast::Name* {
    if (cell.kind != ast::HeadCell::Kind::kValue || cell.value == nullptr) return nullptr;
    if (cell.value->kind == ast::ExprKind::kName) return &cell.value->name;
    if (cell.value->kind != ast::ExprKind::kField && cell.value->kind != ast::ExprKind::kError) {
      Report(Code::kTestColumn, cell.range, {Source(cell.range)});
    }
    return nullptr;
  };
  refused_.clear();
  int number = 0;
  for (const ast::TableRow& row : declaration.rows) {
    ++number;
    if (row.conditions.size() != head.conditions.size() ||
        row.results.size() != head.results.size()) {
      continue;  // the parser has said so
    }
    TestCase test;
    test.name = std::string(declaration.title.text) + "[" + std::to_string(number) + "]";
    test.declaration = &declaration;
    test.range = row.range;
    test.at = at;
    for (size_t c = 0; c < row.conditions.size(); ++c) {
      const ast::Cell& cell = row.conditions[c];
      const ast::HeadCell& of = head.conditions[c];
      const bool simple =
          cell.tests.size() == 1 && !cell.tests[0].negated && !cell.tests[0].compare;
      const Expr* value =
          cell.kind == ast::CellKind::kTests && simple ? cell.tests[0].value : cell.value;
      if (of.kind != ast::HeadCell::Kind::kValue) continue;
      if (of.value != nullptr && of.value->kind == ast::ExprKind::kField) {
        Infer(*of.value);
        const Index input = Info(*of.value).index;
        if (Info(*of.value).ref != Ref::kInput || value == nullptr) continue;
        Value(*value, Info(*of.value).type, Source(of.range));
        test.given.push_back({input, value});
        continue;
      }
      const ast::Name* name = column(of);
      if (name == nullptr) continue;
      if (cell.kind == ast::CellKind::kDash) {
        const Symbol* symbol = Lookup(name->text);
        if (symbol != nullptr && symbol->kind == SymbolKind::kRecord) continue;
        GivenValue(&test, *name, nullptr);
        continue;
      }
      if (value == nullptr) {
        Report(Code::kTestCell, cell.range, {Source(cell.range)});
        continue;
      }
      GivenValue(&test, *name, value);
    }
    for (size_t c = 0; c < row.results.size(); ++c) {
      const ast::Cell& cell = row.results[c];
      if (cell.kind == ast::CellKind::kDash) continue;
      const ast::Name* name = column(head.results[c]);
      if (name == nullptr) continue;
      ast::Expectation expected;
      expected.name = *name;
      expected.range = cell.range;
      expected.value = cell.value;
      expected.needs = cell.needs;
      if (cell.kind == ast::CellKind::kNoRule) {
        expected.kind = ast::Expectation::Kind::kNoRule;
      } else if (cell.kind == ast::CellKind::kNeeds) {
        expected.kind = ast::Expectation::Kind::kNeeds;
      }
      ExpectValue(&test, expected);
    }
    model_.tests.push_back(std::move(test));
  }
}

}  // namespace pol::check
