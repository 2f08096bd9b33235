// Values of a Pol program.
//
// Every scalar but text is an exact number whose type, known statically, says how to read and print it: a boolean is
// 0 or 1, a date its day number, a month and an instant as in date.h, an enum member its index in the declaration,
// money is yuan, a rate a fraction, a quantity is in the base units of its dimension. So one comparison and one
// equality serve all of them. An outsider of an open enum is text.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/value/rational.h"

namespace pol::value {

class Value {
 public:
  // A set is a sorted list without duplicates; a record the list of its fields in declared order.
  enum class Kind : uint8_t { kNone, kNumber, kText, kList, kUnknown };

  Value() = default;  // none: "known not to exist" (semantics 1.1)
  explicit Value(Rational number) : kind_(Kind::kNumber), number_(std::move(number)) {}
  explicit Value(bool truth) : kind_(Kind::kNumber), number_(truth ? 1 : 0) {}
  static Value Text(std::string text);
  static Value List(std::vector<Value> items);
  // A leaf inside a supplied list that was not supplied: its number among the leaves of the facts.
  static Value Unknown(int64_t leaf);

  Kind kind() const { return kind_; }
  bool is_none() const { return kind_ == Kind::kNone; }
  bool is_number() const { return kind_ == Kind::kNumber; }
  bool is_text() const { return kind_ == Kind::kText; }
  bool is_list() const { return kind_ == Kind::kList; }
  bool is_unknown() const { return kind_ == Kind::kUnknown; }
  // Unknown itself, or a list that holds something unknown at any depth.
  bool has_unknown() const;
  int64_t leaf() const { return *number_.ToInt64(); }
  bool truth() const { return !number_.is_zero(); }
  const Rational& number() const { return number_; }
  const std::string& text() const { return *text_; }
  const std::vector<Value>& items() const;

  friend bool operator==(const Value& a, const Value& b);
  // A total order for sets and canonical output: none, numbers by value, texts by code point, lists item by item.
  friend std::strong_ordering operator<=>(const Value& a, const Value& b);

 private:
  Kind kind_ = Kind::kNone;
  Rational number_;
  std::shared_ptr<const std::string> text_;
  struct Items;
  std::shared_ptr<const Items> items_;
};

struct Value::Items {
  std::vector<Value> values;
  bool unknown = false;
};

inline bool Value::has_unknown() const { return is_unknown() || (is_list() && items_->unknown); }
inline const std::vector<Value>& Value::items() const { return items_->values; }

}  // namespace pol::value
