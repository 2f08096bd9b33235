// What pol run says at the end: rows, rejects by reason, results by status, sums of money.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "cli/context.h"
#include "runtime/interp/evaluate.h"

namespace pol::cli {

class RunReport {
 public:
  explicit RunReport(const program::Policy& policy);
  void Written() { ++written_; }
  // `kind`: "field\ncode".
  void Rejected(const std::string& kind);
  void Result(size_t output, const interp::Outcome& outcome);

  int64_t rows() const { return written_ + rejected_; }
  int64_t errors() const { return errors_; }
  std::string InWords(const Context& context, int64_t at, const std::vector<program::Index>& absent,
                      int64_t blank_lines) const;

 private:
  static constexpr size_t kMostKinds =
      1000;  // of rejects that are told apart; names of unknown fields are the user's
  struct Output {
    const program::Definition* definition;
    bool money;
    std::array<int64_t, 5> counts{};
    value::Rational sum;
  };

  const program::Policy& policy_;
  std::vector<Output> outputs_;
  int64_t written_ = 0, rejected_ = 0, errors_ = 0;
  std::map<std::string, int64_t> kinds_;
};

}  // namespace pol::cli
