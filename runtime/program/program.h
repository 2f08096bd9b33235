// The compiled form of one Pol file set: what engines run and what explanations quote. Immutable after lowering and
// shared over threads without locks. Knows nothing of the compiler.
//
// Everything is addressed by index into the vectors of its policy. -1 means "none".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/value/date.h"
#include "runtime/value/rational.h"
#include "runtime/value/value.h"

namespace pol::program {

using value::Rational;
using value::Value;
using Index = int32_t;

// ---------------------------------------------------------------------------------------------- types
enum class TypeKind : uint8_t {
  kBoolean, kInteger, kDecimal, kRate, kMoney, kExactMoney, kQuantity, kDate, kMonth, kInstant, kClock, kHours,
  kDays, kWorkdays, kMonths, kText, kEnum, kList, kSet, kRecord,
};

// A declared domain: the union of intervals; for an enum every member unless `intervals` restricts it.
struct Interval {
  std::optional<Rational> low, high;  // absent: unbounded
  bool low_open = false, high_open = false;
};
struct Domain {
  std::vector<Interval> intervals;  // empty: everything the type allows
  std::string text;                 // as written, for messages: "大于 0"
};

struct Field;
struct Type {
  TypeKind kind = TypeKind::kDecimal;
  bool optional = false;            // `none` is a value of it
  Index enumeration = -1;           // kEnum: into Policy::enums
  std::string unit;                 // as declared and as printed: "家", "公里", "元/平方米", "天" for rate/day ("" : none)
  Rational factor = 1;              // canonical number = stored number / factor (a quantity stores base units)
  std::optional<Rational> grid;     // values are whole multiples of it (money 1/100, integer 1, decimal to 0.01)
  std::shared_ptr<const Type> element;  // kList, kSet
  Domain element_domain;            // kList, kSet: of each item
  size_t most = 1000;               // kList, kSet: most items
  std::string name;                 // kRecord: as declared
  std::vector<Field> fields;        // kRecord: declared order; a value is the list of them
};
struct Field {
  std::string name, alias;
  Type type;
  Domain domain;
};

struct Member {
  std::string name, alias;
  Index last = -1;                  // of a code tree: the last member below it, itself if there is none below
};
struct EnumType {
  std::string name;                 // of `define`, or of the first input declared with it
  std::vector<Member> members;
  bool ordered = false;             // low to high
  bool open = false;                // any other text is a value too
  // A tree of codes: every member stands before those below it, so what lies under a code is a run of indexes. `name`
  // is the code, `alias` what it is called (not always of one code alone). Facts are leaves: members without any below.
  bool tree = false;
};

// Working days (semantics 5.3): Monday to Friday, less the holidays, plus the weekend days worked.
struct Calendar {
  std::string name;
  std::vector<int32_t> years;       // that it covers, ascending
  std::vector<int64_t> holidays, workdays;  // day numbers, ascending
};

// ---------------------------------------------------------------------------------------------- provenance
struct Place {
  std::string document, clause;     // what the text cites ("" : nothing)
  int line = 0;                     // 1-based, of the declaration in its file
  uint32_t offset = 0;              // byte offset of the construct: orders errors (semantics 9.3)
};
struct Ambiguity {
  std::string text, taken;          // the open point, and the reading taken ("" : none)
};
struct Remarks {
  std::vector<std::string> notes;
  std::vector<Ambiguity> ambiguities;
};

// ---------------------------------------------------------------------------------------------- expressions
enum class Op : uint8_t {
  kConstant,        // constants[a]
  kInput,           // inputs[a]: a scalar leaf (fact, judgement, open parameter, field of a record input)
  kDefinition,      // definitions[a]
  kParameter,       // parameters[a] at `at`, or, with one child, at that date
  kToday,           // `at`
  kNot, kAnd, kOr,
  kAtLeast,         // at least `a` of the children; `labels` when the items are labelled
  kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual,
  kInInterval,      // child 0 in [child 1, child 2]; flags below say which ends are open or absent
  kInSet,           // child 0 equals one of children 1.. ; a child that is kInInterval-like is written as kOr instead
  kIsNone,          // child 0 is none
  kAdd, kSubtract, kMultiply,
  kDivide,          // b = 1: over zero there is no value (zero_base) instead of the error
  kNegate,
  kPower,           // child 0 ^ a, a whole and constant; or, with two children, child 0 ^ child 1
  kMin, kMax, kAbs,  // b = 1: written as a cap or a floor of child 0
  kRound,           // child 0 to the constant child 1, mode `a` (value::RoundMode)
  kAddDays, kAddMonths,          // date child 0 plus child 1; kAddMonths: end-of-month rule `a` (value::MonthEnd)
  kAddSeconds,                   // instant child 0 plus hours child 1
  kDateDiff,                     // child 0 - child 1: days; of instants: hours
  kMonthAdd,                     // month child 0 plus months child 1
  kFullMonths, kFullYears,
  kAddWorkdays,                  // date child 0 plus child 1 working days of calendars[a] (less than none: before it)
  kWorkdaysBetween,              // working days of calendars[a] after child 0, up to and including child 1
  kToWorkday,                    // date child 0, or the next working day of calendars[a] where it is none
  kRecurring,                    // the first child 2 of the dates child 0 + child 1, + twice child 1, ..; list of dates
  kNextRecurring,                // the first of them after the date child 2. Both: `a` value::MonthEnd; b = 1: steps in days
  kDatePart,                     // part `a` (DatePart) of child 0
  kMakeDate,                     // year, month, day
  kLower, kHigher,               // next member of an ordered enum, or itself
  kIf,              // child 0 ? child 1 : child 2, by closing (semantics 2.4)
  kHasValue,        // definitions[a] has a value (semantics 2.10)
  kOrElse,          // child 0, or child 1 where child 0 is N
  kShow,            // text of child 0 with `a` decimals; b = 1: as percent
  kConcat,          // text of all children
  kMissing,         // labels of the children that are false: list of text (semantics 2.6)
  kList,            // list of the children
  kRecord,          // record of the children, in the order of its fields
  kField,           // field `a` of the record child 0
  kItem,            // the loop variable of slot `a`
  kCall,            // definition `b` of calls[a]; children: its bindings that are nodes, then its day
  kFor,             // over lists: `a` (Aggregate), loops[b]; children as told there
  kWithout, kJoin, kCommon,  // of two lists or sets: difference, union without repeats, intersection
  kSubset,          // every item of child 0 is in child 1
  kShare,           // part `a` of an allocation: child 0 total, child 1 quantum, rest weights; b: place of the
                    // remainder * 4 + mode of the other parts (value::RoundMode); -1: largest remainders
  kWaterfall,       // part `a` of a waterfall: child 0 total, rest demands; a = number of demands: what is left
};
enum class DatePart : uint8_t {
  kYear, kMonth, kDay, kWeekday, kQuarter, kMonthOf, kNextMonth, kEndOfMonth, kEndOfQuarter, kEndOfHalf, kEndOfYear,
  kDateOf, kClockOf, kHalf, kStartOfMonth, kStartOfQuarter, kStartOfHalf, kStartOfYear,
};
// What kFor makes of the elements that its loop goes over. `by`: with a key the loop has one answer a group, and the
// result is a list of records (key, answer) by first appearance of the key.
enum class Aggregate : uint8_t {
  kCount,           // by
  kSum,             // by; of none: 0
  kMean,            // by; sum / count; of none: N
  kMin, kMax,       // by; of none: N
  kList, kSet,      // by
  kEvery, kSome, kNo,          // the result is a condition: and, or, not or (semantics 2.6)
  kAtLeast,         // extra 0 of them hold
  kFirst, kLast,    // of none: N; kFirst with an extra 0: the item of that number, N where there is none
  kTake,            // the first (extra 0) of them
  kSorted, kSortedDown,        // by the key, equal ones in the order given
  kLongestRun,      // of results that hold; strict. With a key: sorted by it, neighbours differ by 1 (semantics 5.5)
  kClosingRun,      // length of the run that ends the list; strict
  kInARow,          // some (extra 0) neighbours all hold: or over windows of and
  kLastAll,         // the last (extra 0) all hold; false with fewer
  kNeverRises, kNeverFalls,    // each at most / at least the one before
  kPour,            // waterfall of extra 0 over the results: list of money
  kProrate,         // extra 0 shared by the results as weights, to the quantum extra 1, by largest remainder: list
};
// The children of a kFor: `extras` operands; per generator its lists and then its condition (-1: none); then the key (-1: none); then the result
// (never -1: the element itself is a kItem).
struct Loop {
  struct Generator {
    int32_t lists = 1;              // walked in step; different lengths are refused as error list_length
    int32_t slot = 0;               // of the first list's variable; the others follow
  };
  int32_t extras = 0;
  std::vector<Generator> generators;  // the later ones inside the earlier ones
};
inline constexpr int32_t kLowOpen = 1, kHighOpen = 2, kNoLow = 4, kNoHigh = 8;  // kInInterval, in `a`

struct Node {
  Op op;
  Index type = -1;                  // into Policy::types
  int32_t a = 0, b = 0;
  std::vector<Index> children;
  std::vector<std::string> labels;  // kAnd, kOr, kAtLeast, kMissing: label of each child ("" : none)
                                    // kShare, kWaterfall: names of the receivers
  std::vector<std::string> ordinals;  // of a group written with items: "①" as written of each ("" : none)
  std::string name;                 // of a labelled group of conditions
  std::string text;                 // conditions, literals, loops and their items: as written, to be quoted
                                    // ("转贷金额 不超过 500万", "0.5%")
  uint32_t offset = 0;              // byte offset in the file: position of an error raised here
  // Column test (semantics 2.5): this comparison is `column op constant`; the input, else -1. The constant side may
  // hold parameters; it stands for its value at `at`.
  Index column = -1;
};

// ---------------------------------------------------------------------------------------------- rules
enum class Modality : uint8_t { kNone, kMay, kShall, kShallNot, kInPrinciple, kInPrincipleMay, kInPrincipleShall, kInPrincipleShallNot };

struct Branch {
  Index condition = -1;             // -1: always
  Index result = -1;                // -1: this branch says nothing about this definition
  Modality modality = Modality::kNone;
};
// One rule for one definition. `if a then .. else if b then ..` is one rule of several branches, of which the first
// whose condition holds counts. Validity and `unless` are part of `condition`, which guards all branches.
struct Rule {
  std::string label;                // R1; unlabelled: output#k; table row: T.label or T.i
  std::string title;
  Index condition = -1;             // -1: none
  std::vector<Branch> branches;     // never empty; a removing exception has one without result
  int32_t priority = 0;             // smaller first; used by Hit::kPriority
  std::vector<Rule> exceptions;     // exceptions that name this rule, in source order
  bool removes = false;             // an exception without `then`
  Place place;
  Remarks remarks;
  Index table = -1;                 // into Policy::tables, with `row` counted from 0
  int32_t row = -1;
};
// Under kList and kSet a rule gives one item; a rule of the text that gives several is as many rules of one label.
enum class Hit : uint8_t { kUnique, kFirst, kPriority, kAny, kSum, kMax, kMin, kList, kSet };

struct Definition {
  std::string name, alias;
  Index type = -1;
  Domain domain;                    // outputs: an obligation; a violation is out_of_domain
  bool output = false;              // else `let`
  Index expression = -1;            // a formula, or
  std::vector<Rule> rules;          // a group
  Hit hit = Hit::kUnique;
  Index otherwise = -1;             // value of `otherwise`
  Modality otherwise_modality = Modality::kNone;
  Place otherwise_place;
  Place place;
  Remarks remarks;
};

struct Input {
  enum class Kind : uint8_t { kFact, kJudgement, kOpenParameter };
  std::string name, alias;          // a field of a record input: "r.a"
  Kind kind = Kind::kFact;
  Index type = -1;
  Domain domain;
  std::string role;                 // judgements: who decides
  std::vector<std::string> evidence;  // judgements: on what
  Place place;
  Remarks remarks;
};

struct DatedValue {
  std::optional<int64_t> from, to;  // day numbers, both in; an absent `to` runs to the day before the next value
  Index value = -1;                 // node
};
struct Parameter {
  std::string name, alias;
  Index type = -1;
  std::vector<DatedValue> values;   // in time order; a constant has one without dates
  Place place;
  Remarks remarks;
};

struct Require {
  Index condition = -1;
  std::string text;
  Place place;
};

// A table as written, for sign-off and explanations; its rows are rules of the definitions.
struct TableCell {
  std::string text;                 // as written; "" never
};
struct Table {
  std::string name, title;
  std::vector<std::string> columns; // condition columns, then results
  size_t conditions = 0;            // how many of `columns` are conditions
  std::vector<std::string> labels;  // of rows; "" : none
  std::vector<std::vector<TableCell>> rows;
  std::vector<Place> places;        // of rows
  Remarks remarks;
};

struct Assertion {                  // proved elsewhere; `--check-asserts` evaluates it
  std::string title;
  Index condition = -1;             // -1: an independence claim
  std::string text;
  Place place;
};
struct Check {                      // figures of the source held against each other
  std::string title;
  Index condition = -1;             // without inputs, or it is only text
  std::string text, mismatch;       // as written; the remark on figures known to differ ("" : none)
  Place place;
};
struct Target {                     // what a target says beyond its definitions
  Index met = -1, attainment = -1;  // definitions; attainment -1: not asked for
  std::string firmness;             // as written: "力争" ("" : none)
  std::string period;               // as written ("" : none)
  Place place;
};

struct TestCase {
  struct Given {
    Index input = -1;
    Index value = -1;               // node without inputs; -1: stated as unknown
  };
  struct Expectation {
    enum class Kind : uint8_t { kValue, kNoRule, kNeeds, kRefused, kError };
    Kind kind = Kind::kValue;
    Index definition = -1;          // kRefused: unused. kError: this output ends in an error
    Index value = -1;               // node without inputs
    std::vector<Index> needs;       // inputs; a list stands for whatever is missing in it
    std::vector<std::string> parts; // parts of lists by their names: "清单[2].购置价"
    std::string field;              // kRefused: the field that must be refused
  };
  std::string name;                 // table of tests: "name[i]"
  std::optional<int64_t> at;
  std::vector<Given> given;
  std::vector<Expectation> expected;
  Place place;
};

// Another reading of the same text: a whole policy of its own, of which the adopted one knows.
struct Policy;
struct Reading {
  std::string name, title;
  std::shared_ptr<const Policy> policy;
};
struct Comparison {                 // readings that are claimed or asked to give the same
  std::vector<std::string> readings;
  Place place;
};

// Cases kept as data beside the policy (CSV or JSON), read by the command that runs tests.
struct TestFile {
  std::string title, file, text;
  std::optional<int64_t> at;
  Place place;
};

// Another policy that this one uses.
struct Use {
  std::string name;                 // here
  std::shared_ptr<const Policy> policy;
  Place place;                      // of `use`; of a policy of the same file: nothing
};
// What one call binds the inputs of the policy used to, one binding for each of them.
struct Binding {
  Index input = -1;                 // that input here, or
  Index node = -1;                  // a value that is computed; both -1: what is taken never reads it
  bool checked = false;             // outside the domain of the input used: error out_of_domain
};
struct Call {
  Index use = -1;
  std::vector<Binding> bindings;
  Index at = -1;                    // node of the day; -1: the day of the caller
  uint32_t offset = 0;              // where it stands
  bool closed = true;               // no loop variable in it
};

struct Policy {
  std::string name, title, id, version, subject, file;
  Place source;
  Remarks remarks;
  std::vector<std::string> basis, offices;  // documents on which it rests; who answers for it
  std::string applies, bars;        // whom it is for and not for, in the document's words
  std::optional<int64_t> issued;
  std::optional<int64_t> effective_from, effective_to;
  Index effective_by = -1;          // input that governs; -1: `at`

  std::vector<Type> types;
  std::vector<EnumType> enums;
  std::vector<Calendar> calendars;
  std::vector<Input> inputs;        // declaration order
  std::vector<Parameter> parameters;
  std::vector<Definition> definitions;  // declaration order
  std::vector<Index> order;         // definitions, each after those it mentions
  std::vector<Require> requires_;
  std::vector<Assertion> assertions;
  std::vector<Check> checks;
  std::vector<Target> targets;
  std::vector<Table> tables;
  std::vector<TestCase> tests;
  // What is compiled is one reading of the text; `reading` is its name ("" : the text has only one).
  std::string reading, reading_title;
  std::vector<Reading> readings;    // the others, in the order of the text; empty in each of them
  std::vector<Comparison> comparisons;
  std::vector<TestFile> test_files;
  std::vector<Use> uses;
  std::vector<Call> calls;
  // Among the policies reached by `uses` from the one evaluated: 1, 2, .. in the order of use; 0 that one itself. All
  // offsets of a policy are raised by its number times kModule, so that they order errors (semantics 9.3) by themselves.
  uint32_t module = 0;
  std::vector<Node> nodes;
  std::vector<Loop> loops;
  int32_t slots = 0;                // of loop variables
  std::vector<Value> constants;
};

inline constexpr uint32_t kModule = uint32_t{1} << 21;  // more than the offsets of one text
inline constexpr uint32_t kMostModules = 2'000;

// The name of a definition, or, from definitions.size() on, of the output that a kCall node takes ("P.out").
std::string ResultName(const Policy& policy, Index result);
// The policy reached by `uses` in whose text an offset lies; the policy itself for its own.
const Policy& PolicyAt(const Policy& policy, uint32_t offset);

struct Program {
  std::vector<Policy> policies;     // of one file, in order; at least one after a successful compilation
};

}  // namespace pol::program
