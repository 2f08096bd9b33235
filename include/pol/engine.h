// Compiled policies and their answers, for services. Everything here may be shared over threads: a
// policy never changes, and an evaluation keeps nothing. No exception leaves these functions.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pol {

namespace program {
struct Program;
}

struct Answer {
  enum class Kind {
    kAnswered,  // `json` is the answer: a result per output, and what is needed
    kRefused,   // a datum cannot be used: `json` is {"refused": [{"field", "code"}]}, nothing was
                // decided
    kUnusable,  // the facts are no JSON object, or the day is no date: `json` is {"error": "…"}
  };
  Kind kind = Kind::kUnusable;
  std::string json;
  explicit operator bool() const { return kind == Kind::kAnswered; }
};

class Policy {
 public:
  Policy(std::shared_ptr<const program::Program> program, size_t index);

  const std::string& name() const;
  const std::string& id() const;
  const std::string& title() const;
  std::vector<std::string> inputs() const;
  std::vector<std::string> outputs() const;

  // `facts`: a JSON object, name to value; numbers are read as exact decimals, a string may hold
  // any literal ("500万"). An absent name or null is a fact not known. `day` (2023-06-01) is the
  // day as of which the text is read.
  [[nodiscard]] Answer Evaluate(std::string_view facts, std::string_view day,
                                bool explain = false) const;

 private:
  std::shared_ptr<const program::Program> program_;
  size_t index_;
};

}  // namespace pol
