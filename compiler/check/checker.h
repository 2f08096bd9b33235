// The checker of one policy, shared by the files of this folder. One construct per file:
//   declare*.cpp names and types, infer.cpp files that hold nothing but rules, literal.cpp,
//   expr.cpp, arithmetic.cpp,
//   compare.cpp, call.cpp, rules.cpp, table.cpp, grid.cpp sizes and columns, tests.cpp,
//   describe.cpp words for messages.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/check/model.h"
#include "compiler/diag/diagnostic.h"

namespace pol::check {

using diag::Code;
using diag::Text;
using program::TypeKind;
using source::Range;

// What stands inside the parentheses.
inline const ast::Expr& Inner(const ast::Expr& expr) {
  const ast::Expr* inner = &expr;
  while (inner->kind == ast::ExprKind::kParen && !inner->args.empty()) inner = inner->args[0];
  return *inner;
}

inline constexpr Index kNoType =
    -1;  // not known, because of something already reported: fits everything

// Ordering of what an expression depends on.
struct Uses {
  std::set<Index> definitions, parameters, inputs;
};

class Checker {
 public:
  Checker(const ast::File& file, const ast::Policy* policy, diag::Sink& sink, PolicyModel& model,
          const Options& options, const Model* model_of_file)
      : file_(file),
        policy_(policy),
        sink_(sink),
        model_(model),
        options_(options),
        all_(model_of_file) {}
  // readings.cpp: the models of all readings; the adopted one's holds the others. One without
  // readings is its only one.
  static void RunAll(const ast::File& file, const ast::Policy* policy, diag::Sink& sink,
                     PolicyModel* model, const Options& options, const Model* all);
  void Run();
  // versions.cpp: makes the model at hand the whole of these.
  void MakeWhole(const std::string& id, const std::vector<const PolicyModel*>& versions);

 private:
  using Expr = ast::Expr;
  using Declaration = ast::Declaration;

  Index InputNamed(const PolicyModel& version, Index input) const;  // versions.cpp

  // ---- describe.cpp: words for messages
  diag::Diagnostic& Report(Code code, Range range, std::vector<Text> arguments = {});
  std::string Source(Range range) const;  // as written, line ends and runs of spaces folded
  Text Describe(Index type) const;        // "金额", "整数（家）"
  Text DescribeUnit(Index type) const;    // "元", "家"
  Text MemberList(Index enumeration) const;
  // "是不是“X”？" or nothing; adds the fix to what is reported next by ReportName.
  Text Suggestion(std::string_view near) const;
  void ReportName(Code code, Range range, std::vector<Text> arguments, const std::string& near);
  std::vector<std::string> ValueNames() const;
  std::vector<std::string> InputNames() const;
  std::vector<std::string> DefinitionNames() const;

  // ---- use.cpp
  void DeclareUse(const Declaration& declaration);
  void DeclareSiblings();  // policies of the same file
  void DeclareUsedInputs();
  const Symbol* UsedPolicy(const Expr& expr) const;  // `expr` is its name or a call of it
  Index CallOutput(const Expr& expr, const Symbol& used);
  void NoOutput(const Expr& expr, const Symbol& used);
  bool BindNamed(const Expr& call, const Use& use, PolicyCall* made, std::vector<bool>* bound);
  bool BindRecord(const Expr& value, const PolicyModel& of, const Symbol& record, PolicyCall* made,
                  std::vector<bool>* bound);
  bool BindByName(Index input, PolicyCall* made);
  Index AddUsedInput(Index use, Index input, bool qualified);
  Index ImportType(const PolicyModel& from, Index type);
  void CollectCallUses(const PolicyCall& call, Uses* uses) const;

  // ---- readings.cpp
  std::vector<Reading> Readings(size_t* adopted);  // reports what is wrong with them
  void Comparisons();
  bool InReading(const Declaration& declaration) const;

  // ---- declare.cpp
  std::vector<Declaration*> Declarations() const;
  void Header();
  void DeclareAll();
  void Declare(Declaration& declaration);
  void DeclareInput(const Declaration& declaration);
  void DeclareJudgement(const Declaration& declaration);
  void DeclareDefinition(const Declaration& declaration);
  void DeclareParameter(const Declaration& declaration);
  void DeclareUnit(const Declaration& declaration);
  void DeclareTarget(const Declaration& declaration);
  void DatedValues(const Declaration& declaration, Index parameter);
  bool AddSymbol(const ast::DeclaredName& name, Symbol symbol);  // false: declared before
  bool AddRuleName(const ast::DeclaredName& name, const Declaration& declaration);
  Symbol* Lookup(std::string_view name);
  const Symbol* Lookup(std::string_view name) const { return model_.Find(name); }
  struct Record {
    std::string name;
    std::vector<const Declaration*> fields;
    int state = 0;  // 0 not looked at, 1 being read, 2 known
    Index type = kNoType;
  };

  // ---- types.cpp
  Index ResolveType(const ast::Type& type, std::string_view owner, program::Domain* domain);
  const ast::Declaration* DefinedElsewhere(std::string_view name, const ast::Policy** of) const;
  bool DomainEnd(const Expr& end, Index type, std::optional<Rational>* number);
  Index NamedType(const ast::Type& type, program::Domain* domain);
  Index EnumOf(const ast::Type& type, std::string_view owner);
  void ReadDomain(const ast::TypeDomain& domain, Index type, program::Domain* out);
  bool AppendDomain(const Expr& value, Index type, std::vector<program::Interval>* out);
  Index Intern(const Type& type);
  Index Simple(TypeKind kind);
  Index Counting(TypeKind kind, const std::string& unit);
  Index OfDimension(const value::Dimension& dimension);
  Index EnumType(Index enumeration, bool optional = false);
  Index ListOf(Index element, TypeKind kind);
  Index WithOptional(Index type, bool optional);
  const Type& T(Index type) const { return model_.types[static_cast<size_t>(type)]; }
  TypeKind K(Index type) const { return T(type).type.kind; }
  struct UnitFound {
    bool known = false, counting = false, factor_only = false;
    value::Dimension dimension;
    Rational factor = 1;
    std::string name;
  };
  UnitFound FindUnit(std::string_view name) const;
  UnitFound NeedUnit(const ast::Name& name);  // reports an unknown one
  bool IsNumeric(Index type) const;           // numbers with or without unit: what arithmetic takes
  bool IsOrdered(Index type) const;
  bool IsWholeTime(Index type) const;     // days, workdays, months
  bool SameUnit(Index a, Index b) const;  // of numeric types: dimension and counting unit agree
  bool SameKind(Index a, Index b) const;  // comparable at all
  Index Join(Index a, Index b) const;     // of two that agree
  Index JoinStored(Index a, Index b);

  bool IsList(Index type) const;          // or a set

  // ---- records.cpp
  Record* FindRecord(std::string_view name);
  Index RecordType(Record* record, Range use);
  void DeclareRecord(const Declaration& declaration, Index type);
  void AddLeaves(const Declaration& declaration, const std::string& name, const std::string& alias,
                 Index type);
  int32_t LeafCount(Index type) const;
  int32_t FieldOf(Index record, std::string_view name) const;  // -1: none
  Index FieldValue(const Expr& expr);
  Index RecordValue(const Expr& expr, Index hint);
  Index GroupOf(Index key, Index value);

  // ---- loops.cpp
  struct LoopVariable {
    std::string_view name;
    Index type = kNoType, slot = -1;
  };
  const LoopVariable* FindLoopVariable(std::string_view name) const;
  void Bind(const ast::Name& name, Index type, Index slot);
  Index ElementOf(const Expr& list);
  void Walk(const ast::Generator& generator, Index slot);
  Index Quantifier(const Expr& expr);
  Index LoopCall(const Expr& expr, std::string_view function, Index hint);
  bool LoopNumber(const Expr& expr, const Expr& number, bool size);
  Index LoopResult(Index type, program::Aggregate aggregate);

  // ---- lists.cpp
  Index ListCall(const Expr& expr, bool set, Index hint);
  Index ItemsValue(const Expr& expr, Index hint);
  Index EnumOfWords(std::span<Expr* const> parts);
  Index ListOfParts(const Expr& expr, std::span<Expr* const> parts, Index element, TypeKind kind);
  Index Combine(const Expr& expr, Function function, Index hint);  // join, common
  Index Without(const Expr& expr, Index hint);
  Index Members(const Expr& expr, Index hint);
  bool IsMembers(const Expr& expr) const;
  bool SetItem(const Expr& expr, Index type);
  bool ElementsAgree(Index a, Index b) const;
  void MemberOfList(const Expr& left, Index type, const Expr& right, Index list);

  // ---- infer.cpp
  void InferNames();
  void ReportInferred();

  // ---- literal.cpp
  Index Literal(const Expr& expr, Index hint);
  Index NumberLiteral(const Expr& expr, const Rational& number, Index hint, Range whole);
  std::optional<Rational> ReadNumberOf(const Expr& expr);
  bool AdaptBare(const Expr& expr, Index hint,
                 const Text& beside);  // the rule of bare numbers for a whole expression
  void ScaleBare(const Expr& expr, Index hint);

  // ---- expr.cpp
  Index Infer(const Expr& expr, Index hint = kNoType);
  Index InferUncached(const Expr& expr, Index hint);
  Index NameValue(const Expr& expr, Index hint);
  void LiteralList(const Expr& expr, std::span<Expr* const> parts, bool set);
  Index MemberValue(const Expr& expr, std::string_view word, Index hint);
  Index Arithmetic(const Expr& expr, Index hint);
  Index Sum(const Expr& expr, Index hint);
  Index Product(const Expr& expr);
  Index Power(const Expr& expr);
  std::optional<Rational> MostTimes(const Expr& exponent) const;
  Index Choose(const Expr& expr, Index hint);  // if, capped, floored
  Index Group(const Expr& expr);
  void Condition(const Expr& expr);                                   // must be yes/no
  Index Value(const Expr& expr, Index type, std::string_view owner);  // must fit the type of owner
  bool Fits(const Expr& expr, Index found, Index type, std::string_view owner);
  bool RecordAlone(const Expr& expr, Index type);
  bool Flexible(const Expr& expr) const;  // takes its type from its neighbour
  bool IsBare(const Expr& expr) const;    // numbers without unit only
  bool Harmonize(const Expr& a, const Expr& b, Index hint, Index* type_a, Index* type_b);
  Index DefinitionType(Index definition, Range use);
  ExprInfo& Info(const Expr& expr) { return model_.exprs[expr.id]; }
  Index Set(const Expr& expr, Index type) {
    Info(expr).type = type;
    return type;
  }

  // ---- compare.cpp
  void CompareValues(const Expr& expr);
  void MemberOf(const Expr& left, const Expr& right, Range where);
  void Ends(const Expr& right, Index type, const Expr& left);
  void TestInCell(const Expr& head, Index type, const ast::CellTest& test);
  void CheckEnds(const Expr& interval, Index type, const Expr& left);
  bool Comparable(const Expr& left, Index a, const Expr& right, Index b, bool ordered);

  // ---- call.cpp
  Index Call(const Expr& expr, Index hint);
  Index Quantum(const Expr& quantum, const Expr& value, Index type);
  Index Rounding(const Expr& expr, Function function);
  Index DateFunction(const Expr& expr, std::string_view function);
  Index TextFunction(const Expr& expr, std::string_view function);
  bool Arguments(const Expr& expr, size_t least, size_t most);
  Index Argument(const Expr& expr, size_t i, TypeKind kind);

  // ---- data_file.cpp, codes.cpp, time.cpp
  const source::Source* LoadData(std::string_view path, Range range);
  Index CodesOf(const ast::Type& type, std::string_view owner);
  Index CodeValue(const Expr& expr, std::string_view word, Index hint);
  bool ReadPrecision(const Expr& precision, Index type, Rational* grid);
  void DeclareCalendar(const Declaration& declaration);
  Index CalendarOf(const Expr* named, Range where);
  Index Period(const Expr& expr, size_t i);
  bool CountOfWorkdays(const Expr& expr, size_t i);
  static bool IsTimeFunction(std::string_view function);
  Index TimeFunction(const Expr& expr, std::string_view function);

  // ---- rules.cpp
  void CollectRules();
  void CollectRule(const Declaration& declaration);
  void CollectOtherwise(const Declaration& declaration);
  void AddBranches(const Declaration& declaration, Rule base,
                   std::vector<std::pair<Index, Rule>>* out);
  Index Assigned(const ast::Name& name);  // definition that a rule may give; -1 after a message
  std::vector<Rule> Exceptions(const std::string& label, Index definition, int depth);
  bool ExceptionCycles();
  void AttachExceptions(std::vector<Rule>* rules, Index definition);
  void Priorities();
  void HitPolicies();
  std::optional<program::Hit> ReadHit(const ast::HitPolicy& hit, Definition::Special* special);
  void CheckDefinitions();
  void ReadValidity(const ast::Validity& validity, std::optional<int64_t>* from,
                    std::optional<int64_t>* to, Index* by);
  std::optional<int64_t> ReadDay(const Expr& expr);
  bool ReadPeriod(const ast::Period& period, std::optional<int64_t>* from,
                  std::optional<int64_t>* to);

  // ---- table.cpp
  void CollectTable(const Declaration& declaration);
  void TypeTable(const Declaration& declaration);

  // ---- special.cpp
  void CollectAllocation(const Declaration& declaration);
  void TypeAllocation(const ast::Allocation& allocation);
  void TypeTarget(const Declaration& declaration);
  void TypeBands(const Definition& definition);
  void CheckBands(const Definition& definition);

  // ---- bodies.cpp: every expression of the policy is given its type
  void TypeBodies();
  void TypeBranches(const Declaration& declaration);
  void TypeOutcome(const ast::Outcome& outcome, ast::DeclarationKind of);
  void Collected(const Expr& value, Index type, std::string_view owner, bool several);
  void Checks(const Declaration& declaration);

  // ---- grid.cpp
  void RequireTypes();
  void OrderDefinitions();
  void CollectUses(const Expr& expr, Uses* uses) const;
  void CollectAllocationUses(const ast::Allocation& allocation, Uses* uses) const;
  void CollectRuleUses(const Rule& rule, Uses* uses) const;
  Uses UsesOf(const Definition& definition) const;
  void CollectReads();
  void Facts();  // D, size, constant, columns
  struct Size {
    std::optional<Rational> denominator;  // D
    int64_t magnitude = 0, bits = 0;      // M, K of semantics 4.4
    bool constant = true, dated = false;
    bool bounded = true;  // no quotient in it: without D, a sum of such terms still stays small
  };
  Size Measure(const Expr& expr);
  Size MeasureUncached(const Expr& expr);
  Size MeasureAllocation(const ast::Allocation& allocation, Index type);
  Size MeasureBands(const Definition& definition);
  Size MeasureCall(const Expr& expr, const ExprInfo& info);
  // ---- list_sizes.cpp
  Size MeasureLoop(const Expr& expr, const ExprInfo& info);
  void StoreParts(const Expr& value, Index type, std::string_view owner);
  void StoreAs(const Expr& value, Index found, Index type, std::string_view owner);
  bool HoldsFreeItem(const Expr& expr) const;
  Size MeasureUsed(const PolicyCall& call);
  Size OfInput(Index input) const;
  Size OfType(Index type) const;
  Size Larger(const Size& a, const Size& b) const;
  Size Within(Size size) const;
  void Columns(const Expr& expr, bool condition);
  Index InputOf(const Expr& expr) const;
  void CellColumns(const Declaration& table);
  bool HoldsUntyped(const Expr& value);
  void Store(const Expr& value, const Size& size, Index type, std::string_view owner);
  void StoreAllocation(const ast::Allocation& allocation, const Size& size, Index type,
                       std::string_view owner);
  Size MeasureRule(const Rule& rule, Index type, std::string_view owner);
  Size MeasureDefinition(Index definition);
  void TooWide(const Expr& expr, Size* size);
  std::optional<Rational> Fold(const Expr& expr) const;  // value of a constant number
  std::optional<bool> FoldCondition(const Expr& expr) const;

  // ---- tests.cpp
  void Tests();
  void OneTest(const Declaration& declaration);
  void TestTable(const Declaration& declaration);
  void TestsFromFile(const Declaration& declaration);
  void UnreadFile(Range range, std::string_view path, source::Loaded::Problem problem);
  Index GivenInput(const ast::Name& name);
  void GivenValue(TestCase* test, const ast::Name& name, const Expr* value);
  std::optional<int64_t> FirstDay() const;
  void NeededFact(const ast::Name& name, TestCase::Expectation* expected);
  void ExpectValue(TestCase* test, const ast::Expectation& expectation);
  void RecordGiven(TestCase* test, const std::string& name, Index type, Index first,
                   const Expr& value);

  const ast::File& file_;
  const ast::Policy* policy_;
  diag::Sink& sink_;
  PolicyModel& model_;
  const Options& options_;
  const Model* all_;  // the policies of the file, of which those that this one uses are checked
  bool adopted_ = true;  // the reading at hand is the one in force

  std::vector<Declaration*> declarations_;
  std::map<std::string, Index, std::less<>> type_index_;  // by a key made of all their parts
  std::map<std::string, Index, std::less<>> enum_index_;
  std::map<std::string, std::pair<Index, program::Domain>, std::less<>> named_types_;
  std::map<std::string, Record, std::less<>> records_;
  std::map<std::string, std::string, std::less<>> record_aliases_;
  std::map<std::string, const Declaration*, std::less<>> rule_names_;  // rules, exceptions, tables
  std::map<std::string, UnitFound, std::less<>> units_;                // declared by `unit`
  std::map<const Declaration*, std::vector<Declaration*>> fields_;
  std::unordered_set<uint32_t> typed_, bare_;
  std::unordered_map<uint32_t, Index> hint_of_;
  std::unordered_map<uint32_t, Size> sizes_;
  std::vector<int> type_state_;  // of definitions: 0 not looked at, 1 being inferred, 2 known
  std::vector<Size> definition_sizes_;
  std::vector<bool> measured_;
  std::vector<std::optional<Rational>> definition_values_;  // of those that are constant numbers
  std::vector<const Declaration*> skipped_;  // declarations that this version does not support
  std::map<std::string, std::vector<const Declaration*>, std::less<>>
      exceptions_;                                // by name overridden
  std::unordered_map<Index, size_t> unlabelled_;  // rules without a name so far, by definition
  size_t exceptions_built_ = 0;
  bool too_many_ = false;
  bool in_test_ = false;  // the values of tests are data
  std::vector<LoopVariable> loop_variables_;      // in scope, the innermost last
  std::set<std::string, std::less<>> loop_names_;  // of all loops so far
  std::unordered_map<Index, Size> slot_sizes_;
  bool partial_records_ = false;  // what a test gives may leave fields out: they are unknown
  bool formula_ = false;  // in the formula of a definition, not in a rule
  std::set<const ast::Allocation*> allocations_typed_;
  std::set<std::string, std::less<>> refused_;  // facts whose refusal the test at hand expects
  std::set<std::string> names_reported_;
  bool quiet_names_ = false;  // unknown names may come from what is not supported
  std::map<std::string, int32_t, std::less<>> priority_of_;
};

}  // namespace pol::check
