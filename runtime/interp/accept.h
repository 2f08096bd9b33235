// Data to facts: every datum read exactly at its declared type, or the whole evaluation refused
// (semantics 1.7, 9.1).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/interp/evaluate.h"

namespace pol::interp {

// A datum as it came: JSON null is kNull; numbers keep the digits that were written; a CSV cell is
// kText.
struct Datum {
  struct Field;
  enum class Kind : uint8_t { kNull, kBoolean, kNumber, kText, kArray, kObject } kind = Kind::kNull;
  bool truth = false;
  std::string text;           // kNumber (raw digits), kText
  std::vector<Datum> items;   // kArray
  std::vector<Field> fields;  // kObject, in order, repeats kept
};
struct Datum::Field {
  std::string first;  // the key
  Datum second;
};

enum class RefusalCode : uint8_t {
  kWrongType,
  kOffGrid,
  kNotInDomain,
  kNotAMember,
  kTooLong,
  kRole,
  kRequire,
  kUnknownName,
  kDuplicate
};
const char* CodeName(RefusalCode code);  // "wrong_type"
struct Refusal {
  std::string field;  // as the datum named it; "require#1"
  RefusalCode code = RefusalCode::kWrongType;
  Index input = -1;     // of which input; -1: none
  // What a message can quote: of the input, or of the item or field in it. In the policy; null: none.
  const program::Type* type = nullptr;
  const program::Domain* domain = nullptr;
  std::string given;    // what was given, for messages
  std::string nearest;  // kUnknownName, kNotAMember: the nearest name, if any
  std::string text;     // kRequire: its condition as written
};
struct Accepted {
  Facts facts;
  std::vector<Refusal> refusals;  // empty: accepted. Order of semantics 9.1
};

// One object of name -> datum. `at` is needed by `require`s. The inputs of a record, "r.a" and
// "r.b", are the fields of an object "r", or stand by their full names.
Accepted Accept(const program::Policy& policy, const Datum& object, int64_t at);
// The `require`s that `facts` break, in order; for callers that read cells one by one. Inputs that
// were refused must be unknown in `facts`.
void CheckRequires(const program::Policy& policy, const Facts& facts, int64_t at,
                   std::vector<Refusal>* refusals);
// One text at the input's type (a CSV cell, NAME=VALUE); empty text is unknown. A list or set is
// its items set apart by 、 or a JSON array, a record a JSON object. What is unknown inside a list
// is added to `leaves`; without it nothing in it may be. False: `refusal` says why.
bool ReadCell(const program::Policy& policy, Index input, std::string_view text,
              std::optional<Value>* value, Refusal* refusal, std::vector<Leaf>* leaves = nullptr);
// A datum at a type, without domain: wrong_type, off_grid, not_a_member, too_long, or nothing and
// `value` (unknown for null). Lists, sets and records part by part; a set is sorted and loses its
// repeats. Nothing inside may be missing.
std::optional<RefusalCode> ReadDatum(const program::Policy& policy, const program::Type& type,
                                     const Datum& datum, std::optional<Value>* value);
// A value already of the input's type: grid, domain, membership.
std::optional<RefusalCode> CheckValue(const program::Policy& policy, Index input,
                                      const Value& value);

// Gives the unknown parts of a value of an input their places among the leaves of the facts.
Value NameParts(const program::Policy& policy, Index input, const Value& value,
                std::vector<Leaf>* leaves);

// Limits of data (semantics 1.7, 9.5).
inline constexpr int kMostDataDigits = 18;  // before the point, and after it
inline constexpr size_t kMostListItems = 10000;
inline constexpr size_t kMostJsonBytes = size_t{64} << 20;
inline constexpr int kMostJsonDepth = 64;

// JSON text to a datum, numbers never through a double, repeated keys kept. False: `error` says
// where (byte) and what.
struct JsonError {
  enum class Kind : uint8_t { kMalformed, kTooDeep, kTooLong, kNumberTooLarge };
  Kind kind = Kind::kMalformed;  // for a message in the reader's language
  size_t offset = 0;             // bytes from the start
  std::string message;           // the same in plain English, for logs
};
bool ParseJson(std::string_view text, Datum* datum, JsonError* error);

}  // namespace pol::interp
