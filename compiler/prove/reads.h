// Which inputs a formula or definition reads, however far down, whatever they then do to its result.
#pragma once

#include <vector>

#include "runtime/program/program.h"

namespace pol::prove {

class Reads {
 public:
  explicit Reads(const program::Policy& policy);

  // Adds what they read.
  void Node(program::Index node);
  void Definition(program::Index definition);
  bool Input(program::Index input) const { return inputs_[static_cast<size_t>(input)]; }

 private:
  void Rules(const std::vector<program::Rule>& rules);

  const program::Policy& policy_;
  std::vector<bool> nodes_, definitions_, inputs_;
};

}  // namespace pol::prove
