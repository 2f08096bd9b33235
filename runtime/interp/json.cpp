#include <nlohmann/json.hpp>

#include "runtime/interp/accept.h"

namespace pol::interp {

namespace {

using Json = nlohmann::json;

// Builds the datum as events come. Numbers arrive as they were written where a double would lose
// digits: the library hands over the text of everything that is not a whole number of 64 bits.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(Datum* root, JsonError* error) : error_(error), root_(root) {}

  bool null() override {
    Add();
    return true;
  }
  bool boolean(bool truth) override {
    Datum& datum = Add();
    datum.kind = Datum::Kind::kBoolean;
    datum.truth = truth;
    return true;
  }
  bool number_integer(number_integer_t number) override { return Number(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) override { return Number(std::to_string(number)); }
  bool number_float(number_float_t, const string_t& written) override { return Number(written); }
  bool string(string_t& text) override {
    Datum& datum = Add();
    datum.kind = Datum::Kind::kText;
    datum.text = std::move(text);
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return Open(Datum::Kind::kObject); }
  bool key(string_t& name) override {
    open_.back()->fields.push_back({std::move(name), Datum()});
    return true;
  }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t) override { return Open(Datum::Kind::kArray); }
  bool end_array() override { return Close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const Json::exception& error) override {
    error_->offset = position > 0 ? position - 1 : 0;
    constexpr int kNumberOverflow = 406;
    if (error.id == kNumberOverflow) {
      error_->kind = JsonError::Kind::kNumberTooLarge;
      error_->message = "a number is too large";
    } else {
      error_->kind = JsonError::Kind::kMalformed;
      error_->message = "the text is not JSON from here on";
    }
    return false;
  }
  bool too_deep() const { return too_deep_; }

 private:
  bool Number(std::string written) {
    Datum& datum = Add();
    datum.kind = Datum::Kind::kNumber;
    datum.text = std::move(written);
    return true;
  }
  // Where the next value goes: the root, a new item, or the field whose key was just read.
  Datum& Add() {
    if (open_.empty()) return *root_;
    Datum& parent = *open_.back();
    if (parent.kind == Datum::Kind::kArray) return parent.items.emplace_back();
    return parent.fields.back().second;
  }
  bool Open(Datum::Kind kind) {
    if (open_.size() >= static_cast<size_t>(kMostJsonDepth)) {
      too_deep_ = true;
      return false;
    }
    Datum& datum = Add();
    datum.kind = kind;
    // Pointers into items and fields stay good: a vector grows only while its own datum is the
    // innermost open one.
    open_.push_back(&datum);
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  JsonError* error_;
  Datum* root_;
  std::vector<Datum*> open_;
  bool too_deep_ = false;
};

// The byte of the bracket that is one too deep; strings are skipped.
size_t DepthOffset(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\')
        ++at;
      else if (c == '"')
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMostJsonDepth) return at;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return text.size();
}

}  // namespace

bool ParseJson(std::string_view text, Datum* datum, JsonError* error) {
  *datum = Datum();
  *error = JsonError();
  if (text.size() > kMostJsonBytes) {
    error->kind = JsonError::Kind::kTooLong;
    error->offset = kMostJsonBytes;
    error->message = "the text is longer than 64 MiB";
    return false;
  }
  Builder builder(datum, error);
  if (Json::sax_parse(text.begin(), text.end(), &builder)) return true;
  if (builder.too_deep()) {
    error->kind = JsonError::Kind::kTooDeep;
    error->offset = DepthOffset(text);
    error->message = "brackets are nested more than 64 deep";
  }
  if (error->offset > text.size()) error->offset = text.size();
  *datum = Datum();
  return false;
}

}  // namespace pol::interp
