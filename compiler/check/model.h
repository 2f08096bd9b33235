// What checking found out: everything that compiler/lower needs so that lowering is a plain
// translation.
//
// Indexes into inputs, parameters, definitions, types, enums, tables agree with those of
// program::Policy: lowering keeps them. Where checking reported an error the model is incomplete
// and must not be lowered.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/check/check.h"
#include "runtime/program/program.h"
#include "runtime/value/unit.h"

namespace pol::check {

using program::Index;
using value::Rational;
using value::Value;

// -------------------------------------------------------------------------------------------------
// types
struct Type {
  program::Type type;          // as it goes into the program
  value::Dimension dimension;  // of the stored number (rate/year: 1/month, its factor 1/12)
  Index element = -1;          // kList, kSet: what each item is
  std::vector<Index> fields;   // kRecord: what each field is, in declared order
  friend bool operator==(const Type& a, const Type& b);
};

// -------------------------------------------------------------------------------------------------
// symbols
enum class SymbolKind : uint8_t {
  kInput,       // index into inputs: facts, judgements, open parameters
  kRecord,      // an input of a record type: its leaves are inputs "name.field" in the order of the
                // fields; index of the first
  kParameter,   // index into parameters: a constant or dated value
  kDefinition,  // index into definitions: outputs, lets, targets, attainment outputs, legs of
                // allocations
  kGroup,  // a `let` without type whose value is all of / any of / at least n of: also index into
           // definitions
  kEnumName,  // a named type that is an enum; index into enums
  kTypeName,  // another named type
  kRule,
  kTable,  // index into tables for kTable, -1 for kRule
  kUnit,
  kVariant,
  kCalendar,  // index into calendars
  kImport,
};
struct Symbol {
  SymbolKind kind = SymbolKind::kInput;
  std::string name, alias;
  Index type = -1;  // kInput, kParameter, kDefinition, kGroup
  Index index = -1;
  const ast::Declaration* declaration =
      nullptr;  // null: inferred (files that hold nothing but rules)
};

// -------------------------------------------------------------------------------------------------
// expressions
enum class Function : uint8_t {
  kNoFunction,
  kMin,
  kMax,
  kAbs,
  kRoundHalfUp,
  kRoundHalfEven,
  kRoundUp,
  kRoundDown,  // args[0] to the constant args[1] (its info.literal: the quantum)
  kYear,
  kMonth,
  kDay,
  kWeekday,  // of a date (kYear, kMonth: of a month too)
  kClockOf,
  kDateOf,
  kMakeDate,  // 钟点(instant), 日期(instant), 日期(y, m, d)
  kMonthOf,
  kNextMonth,  // month of a date; first day of the next month
  kPeriodEnd,  // args[0] date; ExprInfo::part tells which (kEndOfMonth, .., kStartOfYear)
  kFullYears,
  kFullMonths,  // args[0] from, args[1] to
  kQuarter,
  kHalf,           // of a date
  kAddWorkdays,    // args[0] date, args[1] workdays or a number; index: calendar
  kBeforeWorkdays,  // the same, backward
  kWorkdaysBetween,  // args[0] from, args[1] to; index: calendar
  kDeadline,       // args[0] date, args[1] period (info.op: how it is added); index: calendar
  kStartingOn,     // args[0] date, args[1] period
  kRecurring,
  kNextRecurring,  // args[0] date, args[1] step (info.op: kAddDays or kAddMonths), args[2]
  kPercent,     // text: args[0] with ExprInfo::places decimals, as percent
  kText,        // text: all args joined
  kShow,        // text: args[0] with ExprInfo::places decimals
  kUnmet,       // ExprInfo::ref: the group definition
  kHasValue,    // args[0]: a definition, in its info.index
  kOrElse,      // args[0] or args[1]
  kLower,
  kHigher,          // next member of an ordered enum
  kDatedParameter,  // 参数名（日期）: index: parameter; args[0]: the date
  kList,            // list of the args
  kRecord,          // of named values, to be put in the order of the fields of `type`
  kLoop,            // `aggregate` over lists (FormOf); `slot`: of the first loop variable
  kJoin,
  kCommon,  // args: lists or sets
};

enum class Ref : uint8_t {
  kNothing,  // an operator: translate by Expr::kind and args
  kLiteral,  // `literal` is the value, in storage form of `type`; do not look at the children
  kInput,
  kDefinition,
  kParameter,  // `index`
  kToday,      // at
  kFunction,   // `function`
  kItem,       // a loop variable: `index` is its slot
  kRecordInput,  // an input of a record type as a whole, or a record in it: `index` is its first leaf
  kCall,       // calls[index]
};

// Found for every expression that has a value. Intervals, ranges, bounds and items have `type` of
// their members; their ends are expressions of their own.
struct ExprInfo {
  Ref ref = Ref::kNothing;
  Function function = Function::kNoFunction;
  program::DatePart part = program::DatePart::kYear;
  int32_t places = 0;  // kLoop: place of the list among the arguments (FormOf)
  program::Aggregate aggregate = program::Aggregate::kCount;
  Index type = -1;  // into PolicyModel::types
  Index index = -1;  // kField of a computed record: which of its fields
  Index slot = -1;
  bool one = false;  // a single value where a list is wanted: a list of one
  Value literal;
  // Multiply the translated value by it: a bare number that is not a plain literal in a place that
  // counts in another unit. 1 in nearly all cases; never other than 1 together with kLiteral.
  Rational scale = 1;
  // Denominator D of semantics 4.3, nothing where there is none.
  std::optional<Rational> denominator;
  bool constant = false;  // no input in it, also not through definitions
  bool dated = false;     // constant, but it holds a dated parameter or today
  // Column test (semantics 2.5): set on kCompare and kMember expressions, on a name alone as a
  // condition, and on the value of a CellTest (the test it makes there): the input; else -1.
  Index column = -1;
  // kAdd/kSubtract over dates and the like: which operation it is.
  program::Op op = program::Op::kConstant;  // kConstant: the plain one of Expr::kind
};

// How a comparison with `right` reads: lower x op right by the kind of `right` (through kParen):
// kInterval, kRange, kBound, kItems are membership (kEqual / kMember: in; kNotEqual / negated: not
// in); kNone: is none; else plain op. Items may themselves be intervals, ranges and bounds. Between
// two enum values the order is that of their indexes.

// What a loop goes over and what it makes, however it is written: a call with `for`, a call over a
// plain list, every / some / no.
struct LoopForm {
  struct Generator {
    std::vector<const ast::Expr*> lists;
    const ast::Expr* where = nullptr;
  };
  std::vector<const ast::Expr*> extras;
  std::vector<Generator> generators;
  const ast::Expr* by = nullptr;
  const ast::Expr* each = nullptr;  // null: the item itself
};
// Every expression directly inside `expr`: args, named values, labelled conditions, generators.
template <class Take>
void ForEachPart(const ast::Expr& expr, Take take) {
  for (const ast::Expr* arg : expr.args) take(arg);
  for (const ast::NamedArgument& named : expr.named) take(named.value);
  for (const ast::Item& item : expr.items) take(item.condition);
  for (const ast::Generator& generator : expr.generators) {
    for (const ast::Expr* list : generator.lists) take(list);
    take(generator.where);
    take(generator.by);
  }
}
// `list`: of a call over a plain list the place of the list among the arguments, from 1; 0: the usual one.
LoopForm FormOf(const ast::Expr& expr, program::Aggregate aggregate, Index list = 0);

// -------------------------------------------------------------------------------------------------
// definitions
struct Input {
  std::string name, alias;
  program::Input::Kind kind = program::Input::Kind::kFact;
  Index type = -1;
  program::Domain domain;
  // Of a policy that is used, where nothing here is bound to it: uses[used] and its input.
  Index used = -1, used_input = -1;
  const ast::Declaration* declaration =
      nullptr;  // null: inferred. A record's leaf: that of the record input
  const ast::Declaration* field = nullptr;  // a record's leaf: its field
};
struct DatedValue {
  std::optional<int64_t> from,
      to;  // both in; a missing `to` has been set to the day before the next value
  const ast::Expr* value = nullptr;
};
struct Parameter {
  std::string name, alias;
  Index type = -1;
  std::vector<DatedValue> values;
  const ast::Declaration* declaration = nullptr;
};

struct Branch {
  const ast::Expr* condition = nullptr;  // null: always
  const ast::Expr* unless = nullptr;     // null: none
  const ast::Expr* value = nullptr;      // null: this branch says nothing about this definition
  ast::Modality modality = ast::Modality::kNone;
  const ast::Allocation* allocation = nullptr;  // instead of value: `part` of it
  int32_t part = -1;
};
// A rule for one definition. Of a table: `row` and `result` tell the row and the result column; the
// conditions are the row's cells against the head's values; branches has one branch with the cell's
// value and modality.
struct Rule {
  std::string label;  // R1; unlabelled: output#k; row: T.label or T.i
  const ast::Declaration* declaration = nullptr;
  int32_t row = -1, result = -1;
  bool row_otherwise =
      false;  // a row whose conditions hold 其余: applies when no other row of the table does
  std::vector<Branch> branches;
  std::optional<ast::Validity> validity;
  Index validity_by = -1;  // input that governs; -1: `at`
  std::optional<int64_t> valid_from, valid_to;
  int32_t priority = 0;          // smaller first; rules that no `priority` names come last
  std::vector<Rule> exceptions;  // in source order
  bool removes = false;
};
struct Definition {
  std::string name, alias;
  Index type = -1;
  program::Domain domain;
  bool output = false;
  const ast::Declaration* declaration = nullptr;  // null: inferred
  const ast::Expr* expression = nullptr;          // a formula, or
  std::vector<Rule> rules;
  program::Hit hit = program::Hit::kUnique;
  const ast::Outcome* otherwise = nullptr;
  const ast::Declaration* otherwise_declaration = nullptr;
  bool group = false;  // expression is a labelled group (its Expr holds the items)
  // Set instead of expression and rules for the constructs below.
  enum class Special : uint8_t {
    kNone,
    kAllocation,
    kTarget,
    kAttainment,
    kMarginal,
    kSlab
  } special = Special::kNone;
  const ast::Allocation* allocation = nullptr;
  int32_t part =
      -1;  // kAllocation: which receiver; of a waterfall: its number of legs is what is left
  const ast::Declaration* source =
      nullptr;          // kTarget, kAttainment: the target; kMarginal, kSlab: the table
  int32_t result = -1;  // kMarginal, kSlab: the result column
  // D, M and K of semantics 4 for those who use the policy.
  std::optional<Rational> denominator;
  int64_t magnitude = 0, bits = 0;
  // Likewise: the inputs that it can read, through all that it mentions; of an output also the one by
  // which the policy is in force. Leaves of a record go together.
  std::vector<Index> reads;
};

// Another policy that this one may call (semantics 3.5).
struct PolicyModel;
struct Use {
  std::string name;
  const PolicyModel* policy = nullptr;
  const ast::Declaration* declaration = nullptr;  // null: of the same file, without `use`
};
// One output of it, for inputs bound here: one binding for each of its inputs.
struct Binding {
  // kNone: the output cannot read this input, and nothing here was named for it.
  enum class Kind : uint8_t { kNone, kInput, kDefinition, kParameter, kExpr } kind = Kind::kNone;
  Index index = -1;
  const ast::Expr* expr = nullptr;
  std::vector<std::pair<int32_t, Index>> path;  // of kExpr, a record: the field, field by field
  bool checked = false;  // may lie outside the domain of the input: E out_of_domain
};
struct PolicyCall {
  Index use = -1, output = -1;
  std::vector<Binding> bindings;
  const ast::Expr* at = nullptr;  // null: the day of the caller
};

struct Table {
  std::string name;  // as declared, or "表1" by order for one without a name
  const ast::Declaration* declaration = nullptr;
  std::vector<std::string> labels;  // of rows; "" : none
  std::vector<Index> results;       // definition of each result column
};

struct TestCase {
  struct Given {
    Index input = -1;
    const ast::Expr* value = nullptr;  // null: stated as unknown
    // A value that is not one of the input's type though written like one (10.555 元 for money)
    // stays as it is: the run refuses it, which the test may expect.
  };
  struct Expectation {
    program::TestCase::Expectation::Kind kind = program::TestCase::Expectation::Kind::kValue;
    Index definition = -1;
    const ast::Expr* value = nullptr;
    std::vector<Index> needs;
    std::vector<std::string> parts;
    std::string field;
  };
  std::string name;  // row of a table of tests: "name[i]", i from 1
  std::optional<int64_t> at;
  std::vector<Given> given;
  std::vector<Expectation> expected;
  const ast::Declaration* declaration = nullptr;
  source::Range range;
};

// A reading of the policy: declarations `under` another one are no part of its model.
struct Reading {
  std::string name, title;
  const ast::Declaration* declaration = nullptr;
};
struct Comparison {
  std::vector<std::string> readings;
  const ast::Declaration* declaration = nullptr;
};

// `尾差归 最大余数`: the odd parts go to the largest remainders.
bool IsLargest(std::string_view remainder);
// The rounding that a word names: 四舍五入, round_up ..; nothing where it names none.
std::optional<value::RoundMode> RoundingOf(std::string_view word);
// Tests kept in a file of data.
struct TestFile {
  const ast::Declaration* declaration = nullptr;
  std::optional<int64_t> at;
  std::shared_ptr<const source::Source> source;
};

struct PolicyModel {
  const ast::Policy* policy = nullptr;  // null: a file without `policy`
  std::string name;                     // "" for a file without `policy`
  std::optional<int64_t> effective_from, effective_to;
  Index effective_by = -1;  // input; -1: at
  value::MonthEnd month_end = value::MonthEnd::kLastDay;

  std::vector<Type> types;
  std::vector<program::EnumType> enums;
  std::vector<program::Calendar> calendars;
  std::vector<Input> inputs;
  std::vector<Parameter> parameters;
  std::vector<Definition> definitions;
  std::vector<Index> order;  // definitions, each after those it mentions
  std::vector<Table> tables;
  std::vector<TestCase> tests;
  Index slots = 0;  // of loop variables
  std::vector<TestFile> test_files;
  std::vector<const ast::Declaration*> requirements,
      assertions,  // kRequire; kAssert and kIndependent
      checks;      // kCheck
  Reading reading;                      // without a name where the policy has no readings
  std::vector<Comparison> comparisons;  // of the model of the adopted reading
  std::vector<PolicyModel> others;      // likewise: one model for each other reading

  std::vector<Use> uses;
  std::vector<PolicyCall> calls;
  // Of the whole of several versions alone (semantics 3.5): them. Its definitions are their outputs.
  std::vector<const PolicyModel*> versions;

  std::vector<Symbol> symbols;                         // declaration order
  std::map<std::string, size_t, std::less<>> by_name;  // names and aliases
  std::unordered_map<uint32_t, ExprInfo> exprs;        // by Expr::id

  const Symbol* Find(std::string_view name) const;
  const ExprInfo& Of(const ast::Expr& expr) const;  // a default one where nothing was found
};

struct Model {
  std::vector<PolicyModel> policies;  // in order; at least one
  std::vector<size_t> order;          // each policy after those that it uses
  // Several policies with one id are versions of one policy: by id.
  std::map<std::string, std::unique_ptr<PolicyModel>, std::less<>> wholes;
};

}  // namespace pol::check
