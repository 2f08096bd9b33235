// The tree of one source file: the whole language of grammar/PolParser.g4, in the order and words of the source.
// Nodes live in the Arena of the File; nothing here is resolved or typed. Expr::id numbers expressions from 0 so that
// later phases keep what they find in tables of their own.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/ast/arena.h"
#include "compiler/ast/token.h"
#include "compiler/source/source.h"

namespace pol::ast {

using source::Range;

struct Name {                       // text: unquoted, width folded; empty range: absent
  std::string_view text;
  Range range;
  bool quoted = false;
  explicit operator bool() const { return !range.empty(); }
};
struct DeclaredName {
  Name name, alias;
};
struct String {                     // text without its quotation marks
  std::string_view text;
  Range range;
  explicit operator bool() const { return !range.empty(); }
};

struct Expr;
struct Type;

// ------------------------------------------------------------------------------------------- expressions
enum class ExprKind : uint8_t {
  kNumber,      // text: "500万", "0.2‰" (folded, as written); unit: name after it, if any; about: 约
  kHanNumber,   // text: "万分之三", "五折"
  kDate, kMonth, kInstant, kClock,  // text folded
  kText,        // text without marks
  kTrue, kFalse, kNone,
  kName,        // name
  kField,       // args[0] . name
  kCall,        // name ( args, named, generators : each ), `each` the last of args; a callee that is a keyword (列表, 集合) is in name too
  kInterval,    // args[0], args[1]; low_open, high_open
  kRecord,      // named
  kParen,       // ( args[0] )
  kNegate,      // - args[0]
  kPower, kMultiply, kDivide, kAdd, kSubtract, kWithout,  // args[0] op args[1], left-associated; op_range
  kCapped, kFloored,  // args[0] capped at args[1]
  kRange,       // args[0] ~ args[1]
  kBound,       // args[0] 以上 | 以下 | 以内 | 以外, and "or more", "or less": bound
  kItems,       // args[0]、args[1]、…
  kCompare,     // args[0] op args[1]: compare, op_range
  kMember,      // args[0] in args[1]; negated: not in. 金额 500万以下: args[1] is the kBound, op_range is empty
  kChain,       // a < b <= c: each of args is a kCompare, kMember or such; consecutive ones share their middle operand
  kNot, kAnd, kOr,    // args; kAnd and kOr are flat; op_range of the first operator
  kIf,          // args[0] ? args[1] : args[2]
  kAll, kAny, kAtLeast,  // items; kAtLeast: args[0] the number; text: as written
  kEvery, kSome, kNo,    // name in args[0] where args[1]
  kError,       // what could not be read; already reported
};
enum class Compare : uint8_t { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };
enum class Bound : uint8_t { kOrMore, kOrLess, kBeyond };  // included, included, excluded above

struct Item {                       // of a labelled group of conditions
  std::string_view ordinal;         // "①" ("" : none)
  String label;
  Expr* condition = nullptr;
  Range range;
};
struct NamedArgument {
  Name name;
  Expr* value = nullptr;
};
struct Generator {                  // for names in lists where condition by key
  std::span<Name> names;
  std::span<Expr*> lists;
  Expr* where = nullptr;
  Expr* by = nullptr;
  Range range;
};

struct Expr {
  ExprKind kind = ExprKind::kError;
  uint32_t id = 0;
  Range range, op_range;
  std::string_view text;
  Name name, unit;
  Compare compare = Compare::kEqual;
  Bound bound = Bound::kOrMore;
  bool negated = false, about = false, low_open = false, high_open = false;
  bool said = false;                // of a phrase: nothing in the text spells this node by itself (its range lies in the phrase)
  TokenKind op_token = TokenKind::END;  // the word used, so that a message can tell 突破 from 超过 by its text
  std::span<Expr*> args;
  std::span<NamedArgument> named;
  std::span<Item> items;
  std::span<Generator> generators;
  Expr* each = nullptr;             // kCall: what is made of every element; null: the element itself
};

// ------------------------------------------------------------------------------------------- types
enum class TypeKind : uint8_t { kNamed, kEnum, kOrderedEnum, kCodes, kList, kSet, kRecord };
struct TypeDomain {                 // at most one of the three forms
  Range range;
  std::optional<Compare> compare;   // comparator and value
  Expr* value = nullptr;            // of `compare`; or an interval, range or bound expression
};
struct Type {
  TypeKind kind = TypeKind::kNamed;
  Range range;
  Name name;                        // kNamed: built-in or declared
  Name unit, per;                   // 亩; 元 / 平方米; rate/day has only `per`
  Expr* precision = nullptr;        // 精确到 0.01, 精确到 元: a number or the name of a unit
  std::optional<TypeDomain> domain;
  bool optional = false;            // 可空
  std::span<DeclaredName> members;  // enums
  bool open = false;                // 等
  String file;                      // kCodes
  Type* element = nullptr;          // lists and sets
  Expr* at_most = nullptr;          // list at most n
};

// ------------------------------------------------------------------------------------------- clauses
struct Period {
  Expr* from = nullptr;
  Expr* to = nullptr;
  Range range;
};
struct Validity {
  Period period;
  Name by;
  Range range;
};
struct Remark {
  enum class Kind : uint8_t { kCite, kNote, kAmbiguity } kind = Kind::kNote;
  String text;
  String extra;                     // cite: source; ambiguity: reading taken
  Range range;
};
enum class Modality : uint8_t { kNone, kMay, kShall, kShallNot, kInPrinciple, kInPrincipleMay, kInPrincipleShall, kInPrincipleShallNot };

struct Leg {                        // of a waterfall
  Name name;
  Expr* at_most = nullptr;
};
struct Allocation {
  Expr* total = nullptr;
  std::span<Expr*> shares;          // empty: a waterfall
  std::span<Leg> legs;              // receivers
  Expr* precision = nullptr;
  Name rounding;                    // 按 四舍五入, after the precision
  Name remainder;
  Range range;
};
struct Outcome {
  Modality modality = Modality::kNone;
  Name name;
  Expr* value = nullptr;
  Allocation* allocation = nullptr; // instead of name and value
  Range range;
};
struct Branch {
  Expr* condition = nullptr;        // null: the final else
  std::span<Outcome> outcomes;
  Expr* unless = nullptr;
  Range range;
  bool repeated = false;            // 分别: the same words as the branch before, read for the next value
};
struct HitPolicy {
  std::string_view first, second;   // words as written (folded): "汇总", "集合"
  Range range;
};

// ------------------------------------------------------------------------------------------- tables
enum class CellKind : uint8_t { kDash, kAnything, kOtherwise, kTests, kValue, kNoRule, kNeeds };
struct CellTest {
  bool negated = false;
  std::optional<Compare> compare;
  Expr* value = nullptr;            // a value, interval, range, bound or items
  Range range;
};
struct Cell {
  CellKind kind = CellKind::kDash;
  std::span<CellTest> tests;        // kTests: one must hold
  Modality modality = Modality::kNone;
  Expr* value = nullptr;            // kValue
  std::span<Name> needs;            // kNeeds
  Range range;
};
struct HeadCell {
  enum class Kind : uint8_t { kValue, kLabel, kCite } kind = Kind::kValue;
  Expr* value = nullptr;
  Range range;
};
struct TableHead {
  std::span<HeadCell> conditions, results;
  Range range;
};
struct TableRow {
  std::span<Cell> conditions, results;
  Range range;
};

// ------------------------------------------------------------------------------------------- declarations
enum class DeclarationKind : uint8_t {
  kUse, kDefine, kField, kUnit, kCalendar, kMonthEnd, kInput, kJudgement, kOutput, kLet, kParameter, kRule, kBareRule,
  kOtherwise, kException, kTable, kPriority, kTarget, kAllocation, kAssert, kIndependent, kRequire, kCheck, kVariant,
  kCompare, kTest, kTests,
};
struct DatedValue {
  Period period;
  Expr* value = nullptr;
  Range range;
};
struct Assignment {
  Name name;
  Expr* value = nullptr;
  Range range;
};
struct Expectation {
  enum class Kind : uint8_t { kValue, kNoRule, kNeeds, kError } kind = Kind::kValue;
  Name name;
  Expr* value = nullptr;
  std::span<Name> needs;
  Range range;
};

struct Declaration {                // one struct for all kinds: which members are set is told by the kind
  DeclarationKind kind = DeclarationKind::kInput;
  Range range;                      // with its annotations
  Range head;                       // the reserved word that begins it (of a bare rule: if)
  std::span<DeclaredName> names;    // what it declares
  String title;
  Type* type = nullptr;
  Expr* value = nullptr;            // = value; the condition of assert, require, check, target
  std::optional<HitPolicy> hit;
  Name under;                       // reading
  std::optional<Validity> validity;
  std::span<Branch> branches;       // rules and exceptions; a final else has no condition. kOtherwise: one branch
  std::span<Name> others;           // overrides; priority; compare; independent of
  TableHead* table = nullptr;       // kTable, kTests
  std::span<TableRow> rows;
  bool open = false;                // parameter 待定; variant 采用
  std::span<DatedValue> dated;
  String role;                      // judgement
  std::span<String> evidence;
  String from;                      // file of use, calendar, tests
  Name as;                          // use; the output of independent
  Expr* guard = nullptr;            // assert … if guard then value
  String mismatch;                  // check
  Allocation* allocation = nullptr;
  std::optional<Period> period;     // target
  std::string_view firmness;
  DeclaredName attainment;
  Expr* zero = nullptr;
  Expr* at = nullptr;               // tests: the day
  std::span<Assignment> given;
  std::span<Expectation> expected;
  std::span<Remark> remarks;
};

struct PolicyClause {
  enum class Kind : uint8_t { kId, kSubject, kVersion, kReplaces, kSource, kBasis, kOffice, kIssued, kApplies, kBars, kValidity, kRemark } kind = Kind::kId;
  String text;                      // id, subject, version, source, applies, bars; issued: the date as written
  String clause;                    // source
  Name name;                        // replaces
  std::span<String> texts;          // basis, office
  std::optional<Validity> validity;
  std::optional<Remark> remark;
  Range range;
};
struct Policy {
  DeclaredName name;                // absent for a file without `policy`
  String title;
  std::span<PolicyClause> clauses;
  std::span<Declaration*> declarations;
  Range range, head;
};

struct File {
  std::shared_ptr<const source::Source> source;
  std::unique_ptr<Arena> arena;
  std::span<Declaration*> shared;   // before the first policy
  std::span<Policy*> policies;
  std::span<Name> unread;           // declared by declarations that could not be read: known, and nothing more
  uint32_t expr_count = 0;
  bool declares_values = false;     // false: holds nothing but rules; its names are inferred
  std::vector<Token> tokens;        // without comments; the last is END
  std::vector<Comment> comments;    // in order
};

}  // namespace pol::ast
