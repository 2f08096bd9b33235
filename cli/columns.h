// The columns of a register: which input each one fills, and its cells as facts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "runtime/interp/accept.h"
#include "runtime/program/program.h"

namespace pol::cli {

class Columns {
 public:
  explicit Columns(const program::Policy& policy) : policy_(policy) {}

  // The header. False: `problem` is a sentence (unknown, repeated or nameless columns).
  bool Open(const Context& context, const std::vector<std::string_view>& header,
            const std::vector<std::string>& keep, std::string* problem);
  size_t size() const { return columns_.size(); }
  const std::vector<std::string>& header() const { return header_; }
  // Inputs without a column: unknown in every row.
  const std::vector<program::Index>& absent() const { return absent_; }
  // A row of as many cells as the header. What is refused is appended.
  void Read(const std::vector<std::string_view>& cells, interp::Facts* facts,
            std::vector<interp::Refusal>* refusals);

 private:
  // Registers repeat themselves: what a cell text means is kept, in a table that never grows.
  struct Slot {
    bool used = false;
    std::string text;
    std::optional<value::Value> value;
  };
  struct Column {
    program::Index input = -1;  // -1: kept, not read
    std::vector<Slot> slots;
  };

  const program::Policy& policy_;
  std::vector<std::string> header_;
  std::vector<Column> columns_;
  std::vector<program::Index> absent_;
};

}  // namespace pol::cli
