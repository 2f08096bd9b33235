#include "runtime/value/value.h"

#include <algorithm>

namespace pol::value {

Value Value::Text(std::string text) {
  Value value;
  value.kind_ = Kind::kText;
  value.text_ = std::make_shared<const std::string>(std::move(text));
  return value;
}

Value Value::List(std::vector<Value> items) {
  Value value;
  value.kind_ = Kind::kList;
  const bool unknown = std::any_of(items.begin(), items.end(),
                                   [](const Value& item) { return item.has_unknown(); });
  value.items_ = std::make_shared<const Items>(Items{std::move(items), unknown});
  return value;
}

Value Value::Unknown(int64_t leaf) {
  Value value{Rational(leaf)};
  value.kind_ = Kind::kUnknown;
  return value;
}

bool operator==(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_) return false;
  switch (a.kind_) {
    case Value::Kind::kNone:
      return true;
    case Value::Kind::kNumber:
    case Value::Kind::kUnknown:
      return a.number_ == b.number_;
    case Value::Kind::kText:
      return *a.text_ == *b.text_;
    case Value::Kind::kList:
      return a.items_->values == b.items_->values;
  }
  return false;
}

std::strong_ordering operator<=>(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_) return a.kind_ <=> b.kind_;
  switch (a.kind_) {
    case Value::Kind::kNone:
      break;
    case Value::Kind::kNumber:
    case Value::Kind::kUnknown:
      return a.number_ <=> b.number_;
    case Value::Kind::kText:
      // UTF-8 sorts by bytes as its code points do; compare() takes bytes as unsigned.
      return a.text_->compare(*b.text_) <=> 0;
    case Value::Kind::kList:
      return std::lexicographical_compare_three_way(a.items().begin(), a.items().end(),
                                                    b.items().begin(), b.items().end());
  }
  return std::strong_ordering::equal;
}

}  // namespace pol::value
